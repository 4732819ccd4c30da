-- What scripts/logic.lua must show (see predictor.lua).
return {
  ["L-1"] = { AND = { "logic-and-or-fixed", "table_and" }, OR = { "logic-and-or-fixed", "table_or" },
    says = "a b AND OR 0 0 0 0 0 1 0 1 1 0 0 1 1 1 1 1" },
  ["L-2"] = { AND = { "logic-and-or-fixed", "and_out" }, OR = { "logic-and-or-fixed", "or_out" } },
  ["L-3"] = { both = { 0, 0, 0, 1 }, either = { 0, 1, 1, 1 },
    says = "it rains AND it is hotter than 35 degrees" },
  ["L-10"] = { AND = { 0, 0, 0, 1 }, OR = { 0, 1, 1, 1 }, says = "One linear perceptron" },
}
