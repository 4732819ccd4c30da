-- What scripts/gradient_descent.lua must show.
return {
  ["G-1"] = { weights = { "brute-force-count", "weights" }, combinations = 1e54,
    book_says = { "brute-force-count", "book_says" } },
  ["G-2"] = {
    lowest = { "tweak-one-weight", "output1_lowest_by_changing_only_weights_into_hidden_2" },
    highest = { "tweak-one-weight", "output1_highest" }, who_11 = { "tweak-one-weight", "who_11_needed" },
    outputs = { "tweak-one-weight", "outputs_then" },
  },
  ["G-3"] = {
    ["0.1"] = { "gd-1d", "x", "0.1" }, ["0.5"] = { "gd-1d", "x", "0.5" }, ["0.9"] = { "gd-1d", "x", "0.9" },
    ["1.0"] = { "gd-1d", "x", "1.0" }, ["1.1"] = { "gd-1d", "x", "1.1" },
  },
  ["G-4"] = {
    fixed = { "gd-1d-fixed-step", "x_fixed_step" }, shrinking = { "gd-1d-fixed-step", "x_shrinking" },
  },
  ["G-5"] = {
    ends = { "gd-1d-local-minimum", "end" }, f_ends = { "gd-1d-local-minimum", "f_end" },
    global = { "gd-1d-local-minimum", "global_minimum" },
    ["local"] = { "gd-1d-local-minimum", "local_minimum" },
    hill_top = { "gd-1d-local-minimum", "hill_top" },
  },
  ["G-6"] = { path = { "gd-2d-bowl", "path" } },
  ["G-7"] = { ends = { "gd-2d-two-valleys", "end" }, f_ends = { "gd-2d-two-valleys", "f_end" } },
  ["G-8"] = {
    slope = { "gradient-3x3x3", "dE_dwho", 1, 1 }, E = { "gradient-3x3x3", "E" },
    says = "the error is a function of the weights",
  },
}
