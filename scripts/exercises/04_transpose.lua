-- Exercise 4: the hidden errors by matrix.
-- Goes with: slides 002, "Review II"; slides 003, "Taking out our scaling" and "Matrix Transposition".
-- Judged by: nnlua --test scripts/exercises/04_transpose.lua
--
-- Without the division of exercise 3 all hidden errors are one product, e_hidden = W^T · e. (Slides 002
-- call it an inverse; it is the transpose: the first row becomes the first column.)
--
-- Write W^T · e. A.T is the transpose, or turn W yourself with a loop: W[k][j] goes to row j, column k.

local exercise = require "nn.exercise"

local function hidden_errors(W, e)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

exercise.judge("TestTranspose", hidden_errors, {
  start = "Begin with W.T, and look at it: print(W.T).",
  { "two outputs", function()
    return hidden_errors(nn.matrix { { 2, 3 }, { 1, 4 } }, nn.matrix { 0.8, 0.5 })
  end, { 2.1, 4.4 },
    { { 3.1, 2.8 }, "You used W, not W.T: errors go back the way that signals came." },
    { { 0.34, 0.04 }, "That is the inverse of W, which undoes W; the transpose is meant." },
    { { 4.7, 1.8 },
      "You turned W about the other diagonal. The main one, top left to bottom right, stays." },
    { { 0.42, 0.88 }, "Those are the errors of exercise 3, with the division; this time without." },
    { { { 2.1, 4.4 } }, "Right, but in a row: W.T stands before e, W.T:dot(e)." },
    { "dot: 2x1 · 2x2", "e is a column and W.T stands before it: W.T:dot(e)." },
  },
  { "two outputs, three hidden nodes", function()
    return hidden_errors(nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }, nn.matrix { 1, 10 })
  end, { 41, 52, 63 },
    { { 21, 43, 65 },
      "You gave the numbers another shape in the same order; transposed, they change places." },
    { "dot:", "W is 2x3, and e has 2 numbers: which of W and W.T has 2 columns?" },
  },
  { "the three-layer example", function()
    return hidden_errors(nn.matrix { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } },
      nn.matrix { -0.716303, 0.281402, -0.768097 })
  end, { -0.660527, -0.437521, -0.993158 } },
})
os.exit(require "luaunit".LuaUnit.run())
