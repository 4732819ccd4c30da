-- What scripts/hundred_digits.lua must show with all of MNIST.
return {
  ["H-13"] = {
    predictions = { 7, 0, 1, 0, 4, 1, 4, 1, 1, 7 }, correct = 6, sum_wih = -84.6991, sum_who = -45.7727,
    outputs = {
      0.129937, 0.11943, 0.0563739, 0.125447, 0.143443, 0.0549091, 0.0514224, 0.25561, 0.145792, 0.0853767,
    },
    agrees = true,
  },
}
