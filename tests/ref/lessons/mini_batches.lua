-- What scripts/mini_batches.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.

-- The weights and biases of a case after 1, 2 and 100 updates, the catalogue's answers to XOR, and that
-- nn.network has the same weights to 1e-12.
local function training(case, outputs)
  local after = {}
  for updates, answers in pairs(outputs) do
    local key = updates .. "" -- reference.json has words for keys
    after[updates] = {
      weights = { case, key, "weights" }, biases = { case, key, "biases" }, outputs = { answers },
    }
  end
  return { after = after, agrees = true }
end

local minibatch4 = training("train-minibatch4-quadratic", {
  [1] = { 0.528716, 0.496578, 0.572683, 0.539772 },
  [2] = { 0.516229, 0.483874, 0.559264, 0.525957 },
  [100] = { 0.48866, 0.476878, 0.527049, 0.509669 },
})

return {
  ["A-4"] = minibatch4,
  ["A-10"] = {
    dW = { "average-gradient", "quadratic", "dC_dW" }, db = { "average-gradient", "quadratic", "dC_db" },
    agrees = true,
  },
  ["A-13"] = { says = "it costs a lot before a single weight has changed" },
  ["T-7"] = minibatch4,
  ["T-8"] = training("train-minibatch2-quadratic", {
    [1] = { 0.539547, 0.512448, 0.5833, 0.555374 },
    [2] = { 0.512262, 0.479873, 0.555045, 0.521668 },
    [100] = { 0.483736, 0.473687, 0.515539, 0.501694 },
  }),
  ["T-9"] = training("train-minibatch4-cross-entropy", {
    [1] = { 0.535219, 0.503228, 0.579638, 0.546962 },
    [2] = { 0.525554, 0.493324, 0.569314, 0.536263 },
    [100] = { 0.492318, 0.473428, 0.529401, 0.507022 },
  }),
  ["T-10"] = training("train-minibatch2-cross-entropy-l2", {
    [1] = { 0.540944, 0.513073, 0.584118, 0.55555 },
    [2] = { 0.522387, 0.491662, 0.563998, 0.532516 },
    [100] = { 0.497082, 0.495319, 0.500615, 0.498845 },
  }),
}
