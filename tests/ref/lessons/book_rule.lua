-- What scripts/book_rule.lua must show.
return {
  ["U-4"] = {
    step = { "gradient-3x3x3", "book_delta_wih_lr1" }, says = "is called i_j in slides 002",
  },
  ["U-7"] = {
    book = { "gradient-3x3x3", "book_delta_wih_lr1" }, exact = { "gradient-3x3x3", "exact_delta_wih_lr1" },
    dE_dW = { "gradient-3x3x3", "dE_dwih_exact" },
    measured = { { -0.0186349, -0.00207055, -0.0165644 }, { -0.0180653, -0.00200726, -0.016058 },
      { -0.0366261, -0.00406957, -0.0325565 } },
  },
  ["U-11"] = {
    W_1 = { "train-book-3-3-3", "1", "weights", 1 }, V_1 = { "train-book-3-3-3", "1", "weights", 2 },
    outputs_1 = { "train-book-3-3-3", "1", "outputs", 1 },
    W_100 = { "train-book-3-3-3", "100", "weights", 1 },
    V_100 = { "train-book-3-3-3", "100", "weights", 2 },
    outputs_100 = { "train-book-3-3-3", "100", "outputs", 1 },
    slope_W_100 = { "train-gradient-3-3-3", "100", "weights", 1 },
    slope_100 = { "train-gradient-3-3-3", "100", "outputs", 1 },
  },
}
