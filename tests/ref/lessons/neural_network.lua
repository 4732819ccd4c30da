-- What scripts/neural_network.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.

local trained = { agrees = true } -- nn.network in double, to 1e-12
for _, updates in ipairs { "1", "2", "100" } do
  trained[updates .. " weights"] = { "train-book-3-3-3", updates, "weights" }
  trained[updates .. " outputs"] = { "train-book-3-3-3", updates, "outputs" }
end

return {
  ["K-1"] = { says = "initialise it, train it, query it" },
  ["K-2"] = { inodes = 3, hnodes = 3, onodes = 3, lr = 0.3 },
  ["K-3"] = { wih = { 3, 3 }, who = { 3, 3 }, lr = 0.3 },
  ["K-4"] = { wih = { "numpy-normal-seed-1", "wih" }, who = { "numpy-normal-seed-1", "who" } },
  ["K-5"] = { says = "The activation is kept as a function, so that it can be changed" },
  ["K-6"] = { outputs = { "forward-3x3x3", "O_output" } },
  ["K-7"] = { outputs = { "query-3x3", "outputs" }, seed_1 = { "numpy-normal-seed-1", "query_01_057_05" } },
  ["K-8"] = trained,
}
