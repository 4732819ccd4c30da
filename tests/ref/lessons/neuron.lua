-- What scripts/neuron.lua must show (see predictor.lua).
return {
  ["N-1"] = { says = "human 100 billion fruit fly 100,000 nematode worm 302" },
  ["N-3"] = { step01 = { "step-function", "step01" }, sign = { "step-function", "sign" } },
  ["N-4"] = { norm = { "norm-formula", "norm" } },
  ["N-5"] = { y = { "sigmoid-values", "y" }, own = { "sigmoid-values", "y" } },
  ["N-6"] = { midpoint = 0.5, y = { "sigmoid-extreme", "y" }, smallest = 3.72008 },
  ["N-7"] = { e = { "e-constant", "e" }, says = "e = 2.718281828459045" },
  ["N-8"] = { y = { "neuron-rules", "y" }, fires = { "neuron-rules", "fires" } },
  ["N-9"] = { x = { "neuron-abc", "x" }, y = { "neuron-abc", "y" } },
  ["N-10"] = { says = "de-emphasises a signal, a high one amplifies it" },
  ["N-11"] = { inputs = { 0.9, 0.1, 0.8 }, says = "only represents the inputs" },
  ["N-13"] = { w12 = 0.2, says = "it stands in row 2, column 1" },
  ["N-14"] = { y = { "universal-bump", "y" } },
  ["N-15"] = { says = "a classifier; why one is not enough; the neuron" },
}
