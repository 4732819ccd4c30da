-- What scripts/digits.lua must show (see predictor.lua). The numbers of MNIST are in tests/ref/lessons_full.
return {
  ["H-1"] = { says = "60,000 handwritten digits to learn from and 10,000 to be tested with" },
  ["H-2"] = { same = true, says = "A picture is a row of 784 numbers, from 0 for bare paper to 255 for ink" },
  ["H-3"] = { says = "MNIST says 9; the next slide asks \"Is it a 9 or a 4?\"" },
  ["H-5"] = { count = 100, same = true, says = "the label first, then the 784 pixels" },
}
