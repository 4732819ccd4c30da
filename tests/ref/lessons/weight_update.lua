-- What scripts/weight_update.lua must show.
return {
  ["U-1"] = { one_term = 0.216815, all_terms = 0.216815, says = "only output k depends on w_jk" },
  ["U-2"] = { E = { "gradient-3x3x3", "E" }, dE_dW = { "gradient-3x3x3", "dE_dwho" } },
  ["U-3"] = {
    step = { "gradient-3x3x3", "book_delta_who_lr1" },
    measured = { { 0.216815, 0.171862, 0.185171 }, { -0.0884757, -0.0701317, -0.0755629 },
      { 0.201938, 0.160069, 0.172466 } },
  },
  ["U-4"] = { step = { "gradient-3x3x3", "book_delta_wih_lr1" } },
  ["U-5"] = {
    sum = { "weight-update-worked", "e1_1_5", "sum" },
    sigmoid = { "weight-update-worked", "e1_1_5", "sigmoid" },
    middle = { "weight-update-worked", "e1_1_5", "middle" },
    slope = { "weight-update-worked", "e1_1_5", "slope" },
    new_w = { "weight-update-worked", "e1_1_5", "new_w" },
  },
  ["U-6"] = {
    slope = { "weight-update-worked", "e1_0_8", "slope" },
    new_w = { "weight-update-worked", "e1_0_8", "new_w" },
  },
  ["U-7"] = {
    book = { "gradient-3x3x3", "book_delta_wih_lr1" }, exact = { "gradient-3x3x3", "exact_delta_wih_lr1" },
    dE_dW = { "gradient-3x3x3", "dE_dwih_exact" },
    measured = { { -0.0186349, -0.00207055, -0.0165644 }, { -0.0180653, -0.00200726, -0.016058 },
      { -0.0366261, -0.00406957, -0.0325565 } },
  },
  ["U-8"] = {
    column = { "delta-w-matrix", "column" }, delta_w = { "delta-w-matrix", "delta_w" },
    tenth = { "delta-w-matrix", "delta_w_lr_0_1" },
  },
  ["U-9"] = {
    correct = { "delta-w-double-sigmoid-typo", "correct" },
    as_typed = { "delta-w-double-sigmoid-typo", "as_typed" },
  },
  ["U-10"] = {
    correct = { "output-formula-typo", "correct" },
    as_typed = { "output-formula-typo", "as_typed_1_over_1_minus_sum" },
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
