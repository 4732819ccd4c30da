-- What scripts/slow_neuron.lua must show. The darkness of the digits of data/ is not in the catalogue: these
-- figures are NumPy's, of the same rule on the same files.
return {
  ["Y-4"] = { says = "Max-pooling: of each 2x2 of them the largest is kept", convolved = 24, pooled = 12 },
  ["Y-5"] = { runs = { "nielsen-one-neuron", "runs" } },
  ["Y-6"] = {
    says = "expand_mnist.py", right = 235,
    average = { 18155.87, 7914.3025, 15038.6175, 14689.965, 12449.54, 13141.105, 14041.0725, 11792.3075,
      15256.4425, 12549.4625 },
  },
}
