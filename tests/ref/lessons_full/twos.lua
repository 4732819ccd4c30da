-- What scripts/twos.lua must show with --full and all of MNIST: the catalogue's figures, and NumPy's of the
-- rule by ink.
return {
  ["A-1"] = {
    right = { 89.68, 71.16, 98.29 }, found = { 0, 306, 871 }, alarms = { 0, 2158, 10 }, twos = 1032,
  },
}
