-- What scripts/xor.lua must show (see predictor.lua).
return {
  ["L-4"] = { xor = { 0, 1, 1, 0 }, best = { "xor-one-line", "best_correct_of_4" } },
  ["L-5"] = { h1 = { "xor-two-lines", "or_out" }, h2 = { "xor-two-lines", "nand_out" },
    xor = { "xor-two-lines", "xor_out" } },
  ["L-6"] = { outputs = { 4.54391e-05, 0.999955, 0.999955, 4.54391e-05 },
    hidden = { "xor-sigmoid-fixed", "hidden" } },
  ["L-7"] = {
    gradient = {
      ["4000"] = { 0.431799, 0.37022, 0.716845, 0.40059 },
      ["20000"] = { 0.0295633, 0.973976, 0.970944, 0.0255593 },
      ["40000"] = { 0.0202011, 0.982162, 0.979963, 0.0177707 }, agree = true,
    },
    book = {
      ["4000"] = { 0.0253427, 0.91923, 0.930153, 0.0970435 },
      ["20000"] = { 0.0102492, 0.972226, 0.974562, 0.0335903 },
      ["40000"] = { 0.0100763, 0.979534, 0.981064, 0.024179 }, agree = true,
    },
  },
}
