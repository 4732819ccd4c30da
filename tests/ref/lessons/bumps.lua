-- What scripts/bumps.lua must show. The differences are NumPy's, of the same bumps at the same places.
return {
  ["N-14"] = {
    y = { "universal-bump", "y" }, one = { "universal-bump", "y" },
    of_sum = { 0.3793765, 0.1676345, 0.07338062, 0.02864240 },
    of_network = { 0.3793765, 0.1676345, 0.07338062, 0.02864240 },
    says = "one hidden layer that is wide enough will do",
  },
}
