-- Exercise 2: reproduce the 2x2 example with a matrix product.
-- Goes with: slides 002, "Matrix Multiplication", "Exercises".
-- Judged by: nnlua --test scripts/exercises/02_forward.lua
--
-- A layer's sums are X = W · I, its outputs O = sigmoid(X). A row of W holds the weights into one node:
-- W = [[w11, w21], [w12, w22]]. The tools: A:dot(B) is the matrix product, A:sigmoid() the sigmoid of every
-- number.
--
-- Write the outputs O of a layer with the weights W for the inputs I, a column.

local exercise = require "nn.exercise"

local function forward(W, I)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

local function example()
  return forward(nn.matrix { { 0.9, 0.3 }, { 0.2, 0.8 } }, nn.matrix { 1.0, 0.5 })
end

exercise.judge("TestForward", forward, {
  start = "Begin with the sums, X = W · I: W:dot(I).",
  { "the 2x2 example", example, { 0.740775, 0.645656 },
    { { 1.05, 0.6 }, "Those are the sums X; the outputs are sigmoid(X)." },
    { { 0.731059, 0.668188 },
      "You took W.T, with the weights out of a node in a row; here a row leads into one." },
    { { 1.0, 0.7 }, "You took W.T, and the sigmoid is missing." },
    { { 0.844691, 0.644179 }, "The inputs have no activation function: the sigmoid comes after the sum." },
    { { { 0.710950, 0.574443 }, { 0.524979, 0.598688 } },
      "W * I multiplies number by number; the sums are the matrix product W:dot(I)." },
    { "dot:", "I is a column and W stands before it: W:dot(I)." },
  },
  { "the three-layer example's hidden nodes", function()
    return forward(nn.matrix { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } },
      nn.matrix { 0.9, 0.1, 0.8 })
  end, { 0.761333, 0.603483, 0.650219 } },
})
os.exit(require "luaunit".LuaUnit.run())
