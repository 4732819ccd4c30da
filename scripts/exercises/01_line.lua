-- Exercise 1: turn a line by its error, carefully.
-- Goes with: slides 000, "Solve it" to "Learning rate"; slides 002, "Error Update" to "Slowing updates".
-- Judged by: nnlua --test scripts/exercises/01_line.lua
--
-- The classifier answers y = A x. For one example (x, t) it is wrong by E = t - y. The slope that would be
-- right for this example is A + E/x. Of that step take the fraction L, the learning rate: ΔA = L (E/x).
--
-- Write the slope after one example.

local exercise = require "nn.exercise"

local function update(A, x, t, L)
  -- your code
end

-- ---- the judge, who has ladybirds (3, 1.1) and caterpillars (1, 2.9) ----------------------------------

exercise.judge("TestLine", update, {
  start = "Begin with y = A x and E = t - y.",
  { "update(0.25, 3, 1.1, 0.5)", function() return update(0.25, 3, 1.1, 0.5) end, 0.308333,
    { 0.366667, "You took the whole step E/x: the learning rate L is missing." },
    { 0.425, "You added L E. What a change of A changes is A x: divide the error by x." },
    { 0.775, "You multiplied the error by x: divide by it." },
    { 0.191667, "The slope went the wrong way: the error is E = t - y, the truth less the answer." },
    { 0.0583333, "That is the change ΔA; the new slope is A + ΔA." },
  },
  { "both examples, twice", function()
    local A = 0.25
    for _ = 1, 2 do A = update(update(A, 3, 1.1, 0.5), 1, 2.9, 0.5) end
    return A
  end, 1.94271 },
})
os.exit(require "luaunit".LuaUnit.run())
