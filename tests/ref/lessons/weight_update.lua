-- What scripts/weight_update.lua must show.
return {
  ["U-1"] = { one_term = 0.216815, all_terms = 0.216815, says = "only output k depends on w_jk" },
  ["U-2"] = { E = { "gradient-3x3x3", "E" }, dE_dW = { "gradient-3x3x3", "dE_dwho" } },
  ["U-3"] = {
    step = { "gradient-3x3x3", "book_delta_who_lr1" },
    measured = { { 0.216815, 0.171862, 0.185171 }, { -0.0884757, -0.0701317, -0.0755629 },
      { 0.201938, 0.160069, 0.172466 } },
  },
  ["U-5"] = {
    sum = { "weight-update-worked", "e1_1_5", "sum" },
    sigmoid = { "weight-update-worked", "e1_1_5", "sigmoid" },
    middle = { "weight-update-worked", "e1_1_5", "middle" },
    slope = { "weight-update-worked", "e1_1_5", "slope" },
    new_w = { "weight-update-worked", "e1_1_5", "new_w" },
    says = "new w_jk = old w_jk - α · dE/dw_jk",
  },
  ["U-6"] = {
    slope = { "weight-update-worked", "e1_0_8", "slope" },
    new_w = { "weight-update-worked", "e1_0_8", "new_w" },
  },
}
