-- What scripts/sigmoid.lua must show (see predictor.lua).
return {
  ["N-3"] = { step01 = { "step-function", "step01" }, sign = { "step-function", "sign" } },
  ["N-4"] = { norm = { "norm-formula", "norm" } },
  ["N-5"] = { y = { "sigmoid-values", "y" }, own = { "sigmoid-values", "y" } },
  ["N-6"] = { midpoint = 0.5, y = { "sigmoid-extreme", "y" }, smallest = 3.72008 },
  ["N-7"] = { e = { "e-constant", "e" }, says = "e = 2.718281828459045" },
}
