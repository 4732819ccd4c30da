-- What scripts/matrices.lua must show.
return {
  ["M-1"] = {
    a_T = { "spreadsheet", "a_T" }, b_T = { "spreadsheet", "b_T" }, a_bT = { "spreadsheet", "a_bT" },
    b_aT = { "spreadsheet", "b_aT" }, a_row_sums = { "spreadsheet", "a_row_sums" }, a_columns = 3, b_rows = 2,
  },
  ["M-2"] = {
    ab = { "matmul-2x2", "ab" }, ba = { "matmul-2x2", "ba" }, elementwise = { "matmul-2x2", "elementwise" },
  },
  ["M-3"] = {
    correct = { "matmul-typo-general", "correct" }, seed_formula = { "matmul-typo-general", "seed_formula" },
  },
  ["M-4"] = {
    result = { "matmul-shapes", "result" }, column_times_column = { "matmul-shapes", "column_times_column" },
    rowT_times_column = { "matmul-shapes", "rowT_times_column" }, outer = { "matmul-shapes", "outer" },
  },
  ["M-5"] = { X = { "weights-to-inputs", "X" }, X_literal = { "forward-2x2-wrong-layout", "X_literal" } },
  ["M-6"] = { a_T = { "transpose-3x3", "a_T" } },
  ["M-7"] = { a_T = { "transpose-2x3", "a_T" } },
}
