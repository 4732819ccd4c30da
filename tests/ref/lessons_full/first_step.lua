-- What scripts/first_step.lua must show with --full and all of MNIST: the catalogue has 14949.4 and 23.0099,
-- of a run in float; NumPy's figures of the same program in double are these.
return {
  ["Y-7"] = {
    costs = { { "linear", 3566.54063, 14949.43467 }, { "sigmoid", 16.2709972, 23.0098668 } }, same = true,
  },
}
