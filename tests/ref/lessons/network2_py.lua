-- What scripts/network2_py.lua must show.
return {
  ["Y-3"] = {
    says = "saved as JSON", cross_entropy = { "train-minibatch4-cross-entropy" },
    l2 = { "train-minibatch2-cross-entropy-l2" }, agrees = true, sooner = true, less_by_heart = true,
  },
}
