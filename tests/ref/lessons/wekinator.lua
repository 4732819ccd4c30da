-- What scripts/wekinator.lua must show. X-1's uncut output is the sum of the threshold and the weights of the
-- two nodes that are at 1 there.
return {
  ["X-1"] = { says = "a plain sum", layers = { 2, 3, 1 }, uncut = 1.59868 },
  ["X-2"] = {
    output = { "wekinator-forward", "output" }, hidden = { "wekinator-forward", "hidden" }, same = true,
  },
  ["X-3"] = { output = { "wekinator-forward-normalised", "output" } },
  ["X-7"] = { says = "Pause and reflect" },
}
