-- What scripts/iris_learning.lua must show (see predictor.lua).

-- The five runs of the case iris-train from number `first` on: L = 0.001, 0.01, 0.1, 0.5 and 1.
local function runs(first)
  local list = {}
  for k = 1, 5 do
    list[k] = {}
    for _, key in ipairs { "A_after_1", "correct_after_1", "A_after_10", "correct_after_10" } do
      list[k][key] = { "iris-train", "runs", first + k - 1, key }
    end
  end
  return list
end

return {
  ["I-4"] = runs(1),
  ["I-5"] = { from_1_5 = runs(6), from_3 = runs(11),
    random = { [3] = { A_after_10 = 1.01778, correct_after_10 = 99 }, [4] = { A_after_10 = 0.995629 },
      [5] = { A_after_10 = 0.96009 } } },
  ["I-6"] = runs(16),
  ["I-8"] = runs(1),
}
