-- What scripts/looking_inside.lua must show with --full and all of MNIST.
return {
  ["Q-3"] = {
    answers = { 8, 8, 2, 8, 8, 8, 8, 8, 8, 8 }, best = { 0, 2, 2, 3, 5, 5, 2, 7, 0, 3 },
    own = { 0.7319, 0.4133, 0.6804, 0.5209, 0.5366, 0.6781, 0.6911, 0.6121, 0.4836, 0.5324 },
  },
}
