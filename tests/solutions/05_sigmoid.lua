-- The gap of scripts/exercises/05_sigmoid.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = [[
  local y = 1 / (1 + math.exp(-x))
  return y, y * (1 - y)]],
  { "the exponent is -x", "return 1 / (1 + math.exp(x))" },
  { "You have 1 - e^-x below", "return 1 / (1 - math.exp(-x))" },
  { "That is e^-x alone", "return math.exp(-x)" },
  { "divide 1 by it", "return 1 + math.exp(-x)" },
  { "return y first", "local y = 1 / (1 + math.exp(-x)) return y * (1 - y)" },
  { "You took the sigmoid twice", [[
  local function s(z) return 1 / (1 + math.exp(-z)) end
  return s(x), s(s(x)) * (1 - s(s(x)))]] },
  { "You wrote x (1 - x)", "return 1 / (1 + math.exp(-x)), x * (1 - x)" },
  { "That is y again", "local y = 1 / (1 + math.exp(-x)) return y, y" },
  { "That is 1 - y", "local y = 1 / (1 + math.exp(-x)) return y, 1 - y" },
  { "You wrote y (1 + y)", "local y = 1 / (1 + math.exp(-x)) return y, y * (1 + y)" },
  { "sigmoid calls itself", [[
  local y = 1 / (1 + math.exp(-x))
  return y, sigmoid(y) * (1 - sigmoid(y))]] },
  { "the slope at 1: one value came, two are asked for: return y, slope.",
    "local y = 1 / (1 + math.exp(-x)) return y" },
  { "sigmoid(1): a list came, a number was expected: leave out the braces",
    "local y = 1 / (1 + math.exp(-x)) return { y, y * (1 - y) }" },
  { "nothing came back. Is there a `return`", "local y = 1 / (1 + math.exp(-x))" },
}
