-- Exercise 8: all weight updates at once.
-- Goes with: slides 002, "Matrix Version"; slides 003, "Matrix multiplication?".
-- Judged by: nnlua --test scripts/exercises/08_update.lua
--
-- The changes of all weights between two layers are ΔW = L (E O (1 - O)) · O_before^T: a column of the next
-- layer's numbers times a row of the outputs of the layer before. E are the errors of the next layer, O its
-- outputs; * multiplies two columns number by number, 1 - O works as well.
--
-- Write ΔW, a row for each node of the next layer; E, O and O_before are columns, L is the learning rate.

local exercise = require "nn.exercise"

local function delta(E, O, O_before, L)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

local function two_by_two()
  return delta(nn.matrix { 0.8, 0.5 }, nn.matrix { 0.9, 0.6 }, nn.matrix { 0.4, 0.7 }, 0.1)
end

exercise.judge("TestUpdate", delta, {
  start = "Begin with the column: E * O * (1 - O).",
  { "two nodes and two nodes", two_by_two, { { 0.00288, 0.00504 }, { 0.0048, 0.0084 } },
    { { { 0.0288, 0.0504 }, { 0.048, 0.084 } }, "The learning rate L is missing." },
    { { { 0.00288, 0.0048 }, { 0.00504, 0.0084 } }, [[
      Transposed: a row belongs to a node of the next layer, so first the column with E, then
      O_before as a row. (Slides 003 label it the wrong way, too.)]] },
    { { { 0.032, 0.056 }, { 0.02, 0.035 } }, "You forgot o(1-o), the sigmoid's slope." },
    { { { 0.0288, 0.0504 }, { 0.012, 0.021 } },
      "You have O of the sigmoid's slope O (1 - O), but not the bracket." },
    { { { 0.01728, 0.03024 }, { 0.0036, 0.0063 } },
      "You have O_before in the bracket: the slope of the next layer's sigmoid is O (1 - O)." },
    { { { 0.00657601, 0.011508 }, { 0.00457568, 0.00800745 } },
      "You took the sigmoid of O, which is a sigmoid already. (Slides 000 and 002 have this slip.)" },
    { { { 0.0036, 0.0063 }, { 0.0096, 0.0168 } }, "The errors E are missing." },
    { { { -0.00288, -0.00504 }, { -0.0048, -0.0084 } },
      "The sign: E is target less output, which has the minus of the slope in it already." },
    { { 0.00288, 0.0084 },
      "* multiplies number by number; a column times a row is the product u:dot(v.T)." },
    { "dot:", "A column times a row gives a matrix: O_before.T is the row." },
  },
  { "the three-layer example", function()
    return delta(nn.matrix { -0.716303, 0.281402, -0.768097 }, nn.matrix { 0.726303, 0.708598, 0.778097 },
      nn.matrix { 0.761333, 0.603483, 0.650219 }, 0.3)
  end, { { -0.0325222, -0.0257793, -0.0277757 }, { 0.0132714, 0.0105198, 0.0113344 },
    { -0.0302907, -0.0240104, -0.0258698 } } },
})
os.exit(require "luaunit".LuaUnit.run())
