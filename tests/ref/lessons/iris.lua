-- What scripts/iris.lua must show (see predictor.lua).

-- A row of the table of all pairs: y, x, how many are right, from which slope, to which.
local function pair(i)
  local row = {}
  for k, key in ipairs { "y", "x", "best_correct", "slope_low", "slope_high" } do
    row[k] = { "iris-slope-best-all-pairs", "pairs", i, key }
  end
  return row
end

local pairs_ = {}
for i = 1, 12 do pairs_[i] = pair(i) end

return {
  ["I-1"] = {
    rms = { "iris-scale", "rms" }, ["row 1"] = { "iris-scale", "first_row" },
    ["row 51"] = { "iris-scale", "row_51" }, ["row 100"] = { "iris-scale", "row_100" },
    squares = { 99, 99, 99, 99 },
  },
  ["I-2"] = { says = "two clouds, setosa above" },
  ["I-3"] = {
    right = { "iris-slope-accuracy", "correct_of_100" },
    best = { [3] = { "iris-slope-best", "best_correct" }, [4] = { "iris-slope-best", "slope_low" },
      [5] = { "iris-slope-best", "slope_high" } },
    wrong = { "iris-slope-best", "only_error_row" },
  },
  ["I-7"] = pairs_,
}
