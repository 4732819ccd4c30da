-- Exercise 3: split the errors of the outputs among the hidden nodes.
-- Goes with: slides 002, "Splitting the error" to "Exercise"; slides 003, "Back propagating multiple
--   nodes".
-- Judged by: nnlua --test scripts/exercises/03_split.lua
--
-- Each output error is split in proportion to the weights that lead into that output; a hidden node sums
-- what comes to it: e_hidden,1 = e_1 w11/(w11 + w21) + e_2 w12/(w12 + w22). A row of W holds the weights
-- into one output: W = [[w11, w21], [w12, w22]]; W[k][j] leads from hidden node j to output k.
--
-- Write the list of the hidden errors, one for each column of W; e is a column, e[k] its number k. W.rows
-- and W.cols say how many there are.

local exercise = require "nn.exercise"

local function split(W, e)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

exercise.judge("TestSplit", split, {
  start = "Begin with the sum of each row of W, which is what an output's error is divided by.",
  { "two outputs", function() return split(nn.matrix { { 2, 3 }, { 1, 4 } }, nn.matrix { 0.8, 0.5 }) end,
    { 0.42, 0.88 },
    { { 0.65, 0.65 }, "You split equally. The larger weight gets the larger part of the error." },
    { { 2.1, 4.4 },
      "You left out the sums: each weight is divided by the sum of those into the same output." },
    { { 0.7, 0.628571 }, [[
      You divided by the sums of the columns, the weights out of a hidden node; the parts of one output's
      error must sum to it, so divide by the sum of its row.]] },
    { { 0.62, 0.56 },
      "The parts are right, but you summed them for each output. A hidden node sums those of its column." },
    { { 3.1, 2.8 },
      "You used W as it is, as for signals that go forwards: nothing is divided, and rows are summed." },
    { { 0.32, 0.48 }, "Those are the parts of the first output's error only: add the others'." },
    { { 0.21, 0.44 }, "You divided by the sum of all of W: divide by that of the weight's own row." },
  },
  { "the three-layer example", function()
    return split(nn.matrix { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } },
      nn.matrix { -0.716303, 0.281402, -0.768097 })
  end, { -0.354759, -0.268715, -0.579524 },
    { { -0.744152, -0.458846, -1.075085 },
      "Your sum of a row has two weights; a row has W.cols of them." },
  },
})
os.exit(require "luaunit".LuaUnit.run())
