-- What scripts/matrices.lua must show.
return {
  ["M-2"] = {
    ab = { "matmul-2x2", "ab" }, ba = { "matmul-2x2", "ba" }, elementwise = { "matmul-2x2", "elementwise" },
  },
  ["M-3"] = {
    correct = { "matmul-typo-general", "correct" }, seed_formula = { "matmul-typo-general", "seed_formula" },
  },
  ["M-4"] = {
    result = { "matmul-shapes", "result" }, column_times_column = { "matmul-shapes", "column_times_column" },
  },
  ["M-5"] = { X = { "weights-to-inputs", "X" }, X_literal = { "forward-2x2-wrong-layout", "X_literal" } },
}
