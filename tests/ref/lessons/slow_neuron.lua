-- What scripts/slow_neuron.lua must show. The digits of data/ are not in the catalogue: their figures are
-- NumPy's, of the same rule on the same files.
return {
  ["Y-4"] = { says = "max-pooling, the largest of each 2x2", convolved = 24, pooled = 12 },
  ["Y-5"] = { runs = { "nielsen-one-neuron", "runs" } },
  ["Y-6"] = {
    says = "expand_mnist.py",
    digits = {
      right = 235,
      average = { 18155.87, 7914.3025, 15038.6175, 14689.965, 12449.54, 13141.105, 14041.0725,
        11792.3075, 15256.4425, 12549.4625 },
    },
    mnist = nn.data.find "mnist" and { right = 2225, average = { 34782.5, 15273, 29771.3, 28383, 24376.5,
      25688.7, 27490.1, 23009, 30177.4, 24587.7 } } or nil,
  },
}
