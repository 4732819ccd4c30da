-- What scripts/hundred_digits.lua must show (see predictor.lua). What needs all of MNIST is in
-- tests/ref/lessons_full.
return {
  ["H-4"] = { count = 10 },
  ["H-6"] = { says = "Ten output nodes behind a hidden layer" },
  ["H-7"] = { one_hot = { 0, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, says = "nine elements; ten are needed" },
  ["H-8"] = { targets = { "target-scaling", "targets", "2" } },
  ["H-9"] = {
    one_hot = { "target-scaling", "one_hot", "1" }, targets = { "target-scaling", "targets", "1" },
  },
  ["H-10"] = {
    argmax = { "output-table", "argmax" }, runner_up_value = { "output-table", "runner_up_value" },
  },
  ["H-13"] = {
    start = { "mnist-idx-train-100", "first_4_start_weights" }, agrees = true,
    says = "learns from a hundred digits, each shown once",
  },
}
