-- What scripts/hundred_digits.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text. What
-- needs all of MNIST is in tests/ref/lessons_full.
return {
  ["H-1"] = { says = "60,000 handwritten digits to learn from and 10,000 to be asked" },
  ["H-2"] = { says = "A picture is a row of 784 numbers, 0 to 255" },
  ["H-3"] = { says = "MNIST says 9; \"Is it a 9 or a 4?\"" },
  ["H-4"] = { count = 10 },
  ["H-5"] = { same = true, says = "In a CSV file each line is a label, then 784 pixels" },
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
    says = "A hundred records, one after the other; then the first ten test pictures",
  },
}
