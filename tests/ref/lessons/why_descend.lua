-- What scripts/why_descend.lua must show.
return {
  ["G-1"] = { weights = { "brute-force-count", "weights" }, combinations = 1e54,
    book_says = { "brute-force-count", "book_says" } },
  ["G-2"] = {
    lowest = { "tweak-one-weight", "output1_lowest_by_changing_only_weights_into_hidden_2" },
    highest = { "tweak-one-weight", "output1_highest" }, who_11 = { "tweak-one-weight", "who_11_needed" },
    outputs = { "tweak-one-weight", "outputs_then" },
  },
  ["G-8"] = {
    slope = { "gradient-3x3x3", "dE_dwho", 1, 1 }, E = { "gradient-3x3x3", "E" },
    says = "The error is a function of the weights",
  },
}
