-- What scripts/neuron.lua must show (see predictor.lua).
return {
  ["N-1"] = { says = "human 100 billion fruit fly 100,000 nematode worm 302" },
  ["N-8"] = { y = { "neuron-rules", "y" }, fires = { "neuron-rules", "fires" } },
  ["N-9"] = {
    x = { "neuron-abc", "x" }, y = { "neuron-abc", "y" }, network = { "neuron-abc", "y" },
  },
  ["N-10"] = { says = "de-emphasises a signal, a high one amplifies it" },
  ["N-11"] = { inputs = { 0.9, 0.1, 0.8 }, says = "only represents the inputs" },
  ["N-13"] = { w12 = 0.2, says = "it stands in row 2, column 1" },
  ["N-15"] = { says = "a classifier; why one is not enough; the neuron" },
}
