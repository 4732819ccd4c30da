-- What scripts/three_rules.lua must show: by id the figures, as {case, key, …} of what is expected in
-- reference.json: the weights, the answers and, if there are any, the biases after 1, 2 and 100 updates.

-- A case with that many samples. The lesson has a column for each sample, reference.json a row.
local function states(case, samples, biases)
  local after = { agrees = true } -- nn.network in double, to 1e-12
  for updates, key in pairs { [1] = "1", [2] = "2", [100] = "100" } do
    local outputs = { case, key, "outputs", "1" }
    if samples == 4 then
      outputs = { {} }
      for k, row in ipairs { "1", "2", "3", "4" } do outputs[1][k] = { case, key, "outputs", row, "1" } end
    end
    after[updates] = { weights = { case, key, "weights" }, outputs = outputs }
    if biases then after[updates].biases = { case, key, "biases" } end
  end
  return after
end

local shares = states("train-normalised-3-3-3", 1)
shares.agrees = nil -- nn.network has no shares

return {
  ["T-1"] = states("train-book-3-3-3", 1),
  ["T-2"] = states("train-gradient-3-3-3", 1),
  ["T-3"] = shares,
  ["T-4"] = states("train-book-2-2-1", 4),
  ["T-5"] = states("train-book-2-3-1-bias", 4, true),
  ["T-6"] = states("train-gradient-2-3-1-bias", 4, true),
}
