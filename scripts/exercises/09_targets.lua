-- Exercise 9: the targets of a digit.
-- Goes with: slides 002, "Target Scaling"; slides 003, "one hot encoding"; slides 004, "One-Hot Vectors".
-- Judged by: nnlua --test scripts/exercises/09_targets.lua
--
-- A network with ten outputs is to answer 5 by a large sixth output (the first one is that of 0). A sigmoid
-- never gives 0 or 1, and would be driven to ever larger weights by them: the targets are 0.01 and 0.99.
--
-- Write the list of the ten targets of a digit. Lua counts from 1.

local exercise = require "nn.exercise"

local function targets(digit)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

exercise.judge("TestTargets", targets, {
  start = "Begin with a list of ten times 0.01.",
  { "targets(5)", function() return targets(5) end,
    { 0.01, 0.01, 0.01, 0.01, 0.01, 0.99, 0.01, 0.01, 0.01, 0.01 },
    { { 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 },
      "One-hot, but 0 and 1 are impossible for a sigmoid: take 0.01 and 0.99." },
    { { 0.01, 0.01, 0.01, 0.01, 0.99, 0.01, 0.01, 0.01, 0.01, 0.01 },
      "One place too early: the first place belongs to the digit 0, so 5 is at place 6." },
    { { 0.99, 0.99, 0.99, 0.99, 0.99, 0.01, 0.99, 0.99, 0.99, 0.99 },
      "The wrong way round: one is hot, nine are cold." },
    { { 0.01, 0.01, 0.01, 0.01, 0.01, 1, 0.01, 0.01, 0.01, 0.01 }, "1 is impossible, too: 0.99." },
    { { 0, 0, 0, 0, 0, 0.99, 0, 0, 0, 0 }, "0 is impossible, too: 0.01." },
    { { 0.1, 0.1, 0.1, 0.1, 0.1, 0.99, 0.1, 0.1, 0.1, 0.1 }, "You took 0.1 for 0.01." },
    { { 0.01, 0.01, 0.01, 0.01, 0.01, 0.99, 0.01, 0.01, 0.01 },
      "Nine numbers, as on slides 003; ten are needed." },
  },
  { "targets(0)", function() return targets(0) end,
    { 0.99, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01 } },
  { "targets(9)", function() return targets(9) end,
    { 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.99 } },
})
os.exit(require "luaunit".LuaUnit.run())
