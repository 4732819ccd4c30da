-- What scripts/network_py.lua must show. The catalogue has the right answers on full MNIST, for --full; on
-- the digits of data/ they are NumPy's, of the same program on the same files.
return {
  ["Y-2"] = {
    right = { { 441, 670, 691, 721, 784 }, { 643, 796, 864, 887, 891 }, { 700, 822, 867, 873, 892 } },
  },
  ["Y-3"] = {
    cross_entropy = { "train-minibatch4-cross-entropy" }, l2 = { "train-minibatch2-cross-entropy-l2" },
    agrees = true,
  },
}
