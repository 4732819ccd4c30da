-- What scripts/iris.lua must show (see predictor.lua).

-- What five runs of the case iris-train come to, at L = 0.001, 0.01, 0.1, 0.5, 1, as the catalogue prints it:
-- A and the flowers that are right after 1 pass and after 10.
local function runs(numbers)
  local list = {}
  for k = 1, 5 do
    local at = 4 * k - 3
    list[k] = { A_after_1 = numbers[at], correct_after_1 = numbers[at + 1], A_after_10 = numbers[at + 2],
      correct_after_10 = numbers[at + 3] }
  end
  return list
end

local pairs_ = {}
for i = 1, 12 do pairs_[i] = { "iris-slope-best-all-pairs", "pairs", i } end

return {
  ["I-1"] = {
    rms = { "iris-scale", "rms" }, ["row 1"] = { "iris-scale", "first_row" },
    ["row 51"] = { "iris-scale", "row_51" }, ["row 100"] = { "iris-scale", "row_100" },
    squares = { 99, 99, 99, 99 },
  },
  ["I-2"] = { says = "two clouds, setosa above" },
  ["I-3"] = {
    right = { "iris-slope-accuracy", "correct_of_100" },
    best = { best_correct = 99, slope_low = 0.995496, slope_high = 1.05405 },
    wrong = 42,
  },
  ["I-4"] = runs { 0.321725, 50, 0.72635, 56, 0.728339, 56, 1.00448, 99, 1.01776, 99, 1.01778, 99,
    0.995629, 99, 0.995629, 99, 0.96009, 97, 0.96009, 97 },
  ["I-5"] = {
    from_1_5 = runs { 1.45272, 50, 1.18597, 80, 1.18588, 80, 1.00454, 99, 1.01779, 99, 1.01778, 99,
      0.995629, 99, 0.995629, 99, 0.96009, 97, 0.96009, 97 },
    from_3 = runs { 2.8099, 50, 1.73751, 50, 1.73493, 50, 1.0046, 99, 1.01783, 99, 1.01778, 99,
      0.995629, 99, 0.995629, 99, 0.96009, 97, 0.96009, 97 },
  },
  ["I-6"] = runs { 0.321514, 50, 0.724944, 56, 0.714568, 55, 0.982764, 98, 0.940545, 94, 0.940563, 94,
    0.959286, 97, 0.959286, 97, 0.96009, 97, 0.96009, 97 },
  ["I-7"] = pairs_,
  ["I-8"] = { A = 1.01776 },
  ["L-9"] = {
    short = { weights = { -0.5, 2.74197, -2.0912 }, last = 2647, correct = 99 },
    long = { weights = { -1.3, 4.43637, -3.1765 }, last = 10136, correct = 100 },
  },
}
