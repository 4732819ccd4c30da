-- What scripts/layers.lua must show: by id the figures, as {case, key, …} of what is expected in
-- reference.json, and with `says` words of its text.
return {
  ["A-2"] = { z = { "bias-gradient", "z" }, a = { "bias-gradient", "a" } },
  ["A-3"] = { z = { "layers-with-bias", "z" }, a = { "layers-with-bias", "a" }, agrees = true },
  ["A-6"] = {
    squared = { "average-gradient", "quadratic", "cost" },
    entropy = { "average-gradient", "cross-entropy", "cost" },
  },
  ["A-8"] = { z = { "layers-with-bias", "z" }, says = "we keep z of each" },
}
