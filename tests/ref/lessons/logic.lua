-- What scripts/logic.lua must show (see predictor.lua).
return {
  ["L-1"] = { AND = { "logic-and-or-fixed", "table_and" }, OR = { "logic-and-or-fixed", "table_or" },
    says = "0 1 0 1 1" },
  ["L-2"] = { AND = { "logic-and-or-fixed", "and_out" }, OR = { "logic-and-or-fixed", "or_out" } },
  ["L-3"] = { both = { 0, 0, 0, 1 }, either = { 0, 1, 1, 1 },
    says = "it rains AND it is hotter than 35 degrees" },
  ["L-8"] = {
    AND = { weights = { -0.5, 0.5, 0.2 }, updates = 17, last = 44, correct_of_4 = 4 },
    OR = { weights = { -0.1, 0.3, 0.2 }, updates = 9, last = 32, correct_of_4 = 4 },
    XOR = { weights = { 0.1, -0.1, 0 }, updates = 1410, last = 2999, correct_of_4 = 2 },
    says = "Point is below line",
  },
  ["L-10"] = { AND = { 0, 0, 0, 1 }, OR = { 0, 1, 1, 1 }, says = "One linear perceptron" },
}
