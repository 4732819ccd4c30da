-- What scripts/update_matrix.lua must show.
return {
  ["U-8"] = {
    column = { "delta-w-matrix", "column" }, delta_w = { "delta-w-matrix", "delta_w" },
    tenth = { "delta-w-matrix", "delta_w_lr_0_1" },
    updated = { "train-book-3-3-3", "1", "weights", 2 },
  },
  ["U-9"] = {
    correct = { "delta-w-double-sigmoid-typo", "correct" },
    as_typed = { "delta-w-double-sigmoid-typo", "as_typed" },
  },
  ["U-10"] = {
    correct = { "output-formula-typo", "correct" },
    as_typed = { "output-formula-typo", "as_typed_1_over_1_minus_sum" },
  },
}
