-- What scripts/twos.lua must show. The catalogue has the figures on full MNIST, for --full; on the digits of
-- data/ they are NumPy's, of the same training three times over the same files. Each list is of the three
-- programs: always no, by its ink, the network.
return {
  ["A-1"] = {
    right = { 90, 71.1, 98 }, found = { 0, 36, 89 }, alarms = { 0, 225, 9 }, twos = 100,
    says = "The rule by hand is worse than no rule",
  },
  ["A-7"] = { one_hot = { "target-scaling", "one_hot" } },
}
