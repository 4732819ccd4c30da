-- What scripts/layers.lua must show with --full and all of MNIST.
return {
  ["A-1"] = {
    right = { [1] = 89.68, [3] = 98.29 }, found = { [3] = 871 }, twos = 1032, alarms = { [3] = 10 },
  },
}
