-- What scripts/cost.lua must show.
return {
  ["C-1"] = {
    error = { "cost-table", "error" }, abs_error = { "cost-table", "abs_error" },
    squared = { "cost-table", "squared" }, sums = { "cost-table", "sums" },
  },
  ["C-2"] = {
    error = { "cost-table-seed-003-typo", "error" }, abs_error = { "cost-table-seed-003-typo", "abs_error" },
    squared = { "cost-table-seed-003-typo", "squared" }, sums = { "cost-table-seed-003-typo", "sums" },
  },
  ["C-3"] = {
    slope_abs = { "cost-slope-near-minimum", "slope_abs" },
    slope_squared = { "cost-slope-near-minimum", "slope_squared" }, says = "plain errors cancel",
  },
}
