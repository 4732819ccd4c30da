-- What scripts/classifier.lua must show (see predictor.lua).
return {
  ["B-1"] = { correct = { "bug-separates", "correct" }, says = "turning the line" },
  ["B-2"] = { correct = { "bug-separates", "correct" }, says = "3 1 ladybird 2 1 3 caterpillar" },
  ["B-3"] = { y = { "bug-first-error", "y" } },
  ["B-4"] = { E = { "bug-first-error", "E" }, dA = { "bug-first-error", "dA" } },
  ["B-5"] = { A = 0.366667, y = 1.1, says = "so ΔA = E/x" },
  ["B-6"] = {
    A = { "bug-train-unmoderated", "A_first_three" }, after = { "bug-train-unmoderated", "A_after_passes" },
  },
  ["B-7"] = {
    A = { "bug-train-L0.5", "A_first_three" }, after = { "bug-train-L0.5", "A_after_passes" },
    limit = { "bug-train-L0.5", "A_limit_after_second_sample" },
  },
  ["B-8"] = {
    ["0.1"] = { A = { 0.25, 0.261667, 0.5255 }, after = { ["1000"] = 1.7 } },
    ["0.01"] = { A = { 0.25, 0.251167, 0.277655 }, after = { ["1000"] = 1.6397 } },
    limits = { 1.7, 1.6397, 1.63333 },
  },
  ["B-9"] = { says = "causal links or correlations" },
}
