-- Exercise 5: the sigmoid and its slope.
-- Goes with: slides 003, "Sigmoid function" and "Derivative of sigmoid"; slides 002, "Exercise", Tip2.
-- Judged by: nnlua --test scripts/exercises/05_sigmoid.lua
--
-- y = 1/(1 + e^-x); its slope at x is sigmoid(x) (1 - sigmoid(x)). math.exp(x) is e^x.
--
-- Write both for a number x: return y, slope.

local exercise = require "nn.exercise"

local function sigmoid(x)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

local function slope(x) return (select(2, exercise.two("y, slope", sigmoid(x)))) end

exercise.judge("TestSigmoid", sigmoid, {
  start = "Begin with math.exp(-x).",
  { "sigmoid(1)", function() return (sigmoid(1)) end, 0.731059,
    { 0.268941, "You took e^x: the exponent is -x." },
    { 1.58198, "You have 1 - e^-x below; it is 1 + e^-x. (Slides 001 lose it, too.)" },
    { 0.367879, "That is e^-x alone: the sigmoid is 1/(1 + e^-x)." },
    { 1.367879, "That is 1 + e^-x: divide 1 by it." },
    { 0.196612, "That is the slope: return y first, then the slope." },
    { "stack overflow",
      "sigmoid calls itself, without end: find y once, with math.exp, and use y in the slope." },
  },
  { "sigmoid(-2)", function() return (sigmoid(-2)) end, 0.119203 },
  { "the slope at 1", function() return slope(1) end, 0.196612,
    { 0.219362, [[
      You took the sigmoid twice: y is the sigmoid already, the slope is y (1 - y). (Slides 000 and 002
      have this slip.)]] },
    { 0, "You wrote x (1 - x): the slope is y (1 - y), with y = sigmoid(x)." },
    { 0.731059, "That is y again: multiply it by 1 - y." },
    { 0.268941, "That is 1 - y: multiply it by y." },
    { 1.265505, "You wrote y (1 + y): it is y (1 - y)." },
  },
  { "the slope at -2", function() return slope(-2) end, 0.104994 },
})
os.exit(require "luaunit".LuaUnit.run())
