-- What scripts/layers.lua must show: by id the figures, as numbers of the catalogue (six significant digits)
-- or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.
return {
  ["A-1"] = { learns = true, says = "A rule by hand fails" }, -- the figures: tests/ref/lessons_full
  ["A-2"] = { z = { "bias-gradient", "z" }, a = { "bias-gradient", "a" } },
  ["A-3"] = { z = { "layers-with-bias", "z" }, a = { "layers-with-bias", "a" }, agrees = true },
  ["A-6"] = {
    squared = { "average-gradient", "quadratic", "cost" },
    entropy = { "average-gradient", "cross-entropy", "cost" },
  },
  ["A-7"] = { one_hot = { "target-scaling", "one_hot" } },
  ["A-8"] = { z = { "layers-with-bias", "z" } },
  ["A-9"] = { dw = { "bias-gradient", "dC_dw" }, slope = { "bias-gradient", "sigma_prime" } },
  ["A-11"] = { da = { "bias-gradient", "dC_da_prev" }, says = "it must be dLoss/da_k of the layer before" },
  ["A-12"] = { db = { "bias-gradient", "dC_db" } },
}
