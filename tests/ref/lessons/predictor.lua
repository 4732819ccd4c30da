-- What scripts/predictor.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.
return {
  ["P-1"] = { says = "a question goes in" },
  ["P-2"] = { output = { "predict-km-miles", "output" }, error = { "predict-km-miles", "error" } },
  ["P-3"] = {
    ["1.0"] = { "predict-km-miles-update", "c", "1.0" }, ["0.5"] = { "predict-km-miles-update", "c", "0.5" },
    ["0.1"] = { "predict-km-miles-update", "c", "0.1" },
  },
  ["P-4"] = {
    output0 = { "predict-miles-km-update", "output0" }, error0 = { "predict-miles-km-update", "error0" },
    ["1.0"] = { "predict-miles-km-update", "c", "1.0" }, ["0.5"] = { "predict-miles-km-update", "c", "0.5" },
  },
  ["P-5"] = { output = { "linear-doubles", "output" } },
  ["P-6"] = { says = "by how wrong it is", c = 0.62137 },
}
