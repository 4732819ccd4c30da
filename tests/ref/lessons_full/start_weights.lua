-- What scripts/start_weights.lua must show with --full and all of MNIST.
return { ["R-8"] = { links = 9547, target = 9589 } }
