-- What scripts/slow_neuron.lua must show with --full and all of MNIST.
return {
  ["Y-6"] = {
    right = 2225,
    average = { 34782.494728, 15273.048961, 29771.341787, 28382.956675, 24376.509364, 25688.694186,
      27490.078772, 23008.981643, 30177.424411, 24587.662991 },
  },
}
