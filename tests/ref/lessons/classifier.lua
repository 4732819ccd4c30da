-- What scripts/classifier.lua must show (see predictor.lua).
return {
  ["B-1"] = { correct = { "bug-separates", "correct" }, says = "Learning is turning the line" },
  ["B-2"] = { correct = { "bug-separates", "correct" }, says = "3 1 ladybird 2 1 3 caterpillar" },
  ["B-3"] = { y = { "bug-first-error", "y" } },
  ["B-4"] = { E = { "bug-first-error", "E" }, dA = { "bug-first-error", "dA" } },
  ["B-5"] = { A = 0.366667, y = 1.1, says = "so ΔA = E/x" },
  ["B-6"] = {
    A = { "bug-train-unmoderated", "A_first_three" },
    after = { 0.25, { "bug-train-unmoderated", "A_after_passes", "1" },
      { "bug-train-unmoderated", "A_after_passes", "2" }, { "bug-train-unmoderated", "A_after_passes", "10" },
      { "bug-train-unmoderated", "A_after_passes", "100" },
      { "bug-train-unmoderated", "A_after_passes", "1000" } },
  },
  ["B-7"] = {
    A = { "bug-train-L0.5", "A_first_three" },
    after = { 0.25, { "bug-train-L0.5", "A_after_passes", "1" }, { "bug-train-L0.5", "A_after_passes", "2" },
      { "bug-train-L0.5", "A_after_passes", "10" }, { "bug-train-L0.5", "A_after_passes", "100" },
      { "bug-train-L0.5", "A_after_passes", "1000" } },
    limit = { "bug-train-L0.5", "A_limit_after_second_sample" },
  },
  ["B-8"] = {
    first = { { 0.25, 0.261667, 0.5255 }, { 0.25, 0.251167, 0.277655 } },
    after = { { [6] = 1.7 }, { [6] = 1.6397 } },
    limits = { [3] = 1.7, [4] = 1.6397, [5] = 1.63333 },
  },
  ["B-9"] = { says = "causal links or correlations" },
}
