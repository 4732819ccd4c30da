-- What scripts/damage.lua must show with --full and all of MNIST.
return {
  ["N-2"] = {
    whole = 9727, evaluated = 9727, removed = { 9727, 9716, 9697, 9572, 7227, 6699, 3969 },
    noise = { 9727, 9499, 8009, 5802, 2725 },
  },
  ["N-12"] = {
    right = { 9727, 9727, 9728, 9728, 9730 }, shares = { "0.0 %", "10.1 %", "19.7 %", "42.9 %", "62.8 %" },
  },
}
