-- What scripts/transpose.lua must show.
return {
  ["M-1"] = {
    a_T = { "spreadsheet", "a_T" }, b_T = { "spreadsheet", "b_T" }, a_bT = { "spreadsheet", "a_bT" },
    b_aT = { "spreadsheet", "b_aT" }, a_row_sums = { "spreadsheet", "a_row_sums" }, a_columns = 3, b_rows = 2,
  },
  ["M-4"] = {
    rowT_times_column = { "matmul-shapes", "rowT_times_column" }, outer = { "matmul-shapes", "outer" },
  },
  ["M-6"] = { a_T = { "transpose-3x3", "a_T" } },
  ["M-7"] = { a_T = { "transpose-2x3", "a_T" } },
}
