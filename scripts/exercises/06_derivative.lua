-- Exercise 6: expand the derivative.
-- Goes with: slides 002, "Gradients in Neural Networks", "Exercise"; slides 003, "How does error E
--   change".
-- Judged by: nnlua --test scripts/exercises/06_derivative.lua
--
-- How does the error E = (t_k - o_k)^2 of output k change with the weight w_jk? By the chain rule
-- dE/dw_jk = dE/do_k · do_k/dw_jk, where o_k = sigmoid(sum over j of w_jk o_j).
-- The tips: the slope of the sigmoid is o_k (1 - o_k), as o_k is the sigmoid already; the sum changes with
-- w_jk by o_j, the output of the hidden node where the link begins.
--
-- Write dE/dw_jk of the numbers t_k, o_k and o_j.

local exercise = require "nn.exercise"

local function derivative(t_k, o_k, o_j)
  -- your code
end

-- ---- the judge, who has the three-layer example -------------------------------------------------------

exercise.judge("TestDerivative", derivative, {
  start = "Begin with dE/do_k of E = (t_k - o_k)^2: the power rule, and a minus from inside the bracket.",
  { "output 1, hidden node 1", function() return derivative(0.01, 0.726303, 0.761333) end, 0.216815,
    { -0.216815,
      "The minus is missing: o_k stands in (t_k - o_k) with a minus, so dE/do_k = -2 (t_k - o_k)." },
    { 0.108407, "The 2 of the square is missing. (For learning it does not matter; here it does.)" },
    { -0.108407, "The 2 of the square and the minus before it are missing." },
    { 1.090690, "You forgot o(1-o), the slope of the sigmoid between the sum and o_k." },
    { 0.284783, "You forgot o_j: the sum w_1k o_1 + w_2k o_2 + … changes with w_jk by o_j." },
    { 1.432606, "That is dE/do_k, the first factor; do_k/dw_jk is still missing." },
    { 0.151343, "That is do_k/dw_jk, the second factor; dE/do_k is still missing." },
    { 0.239653, "You took the sigmoid of o_k, which is a sigmoid already: its slope is o_k (1 - o_k)." },
    { 0.792172, "You have o_k of the sigmoid's slope o_k (1 - o_k), but not the bracket." },
    { 0.198184, "You took the sigmoid's slope at o_j; that of the sigmoid in o_k is o_k (1 - o_k)." },
    { -0.129921, "The brackets of (t_k - o_k) are lost: what follows multiplies o_k alone." },
    { 0.487548, "The brackets of (1 - o_k) are lost: what is before multiplies 1 alone." },
    { -1.100474, "The brackets are lost: * goes before -, so write (t_k - o_k) and (1 - o_k)." },
  },
  { "output 2, hidden node 2", function() return derivative(0.99, 0.708598, 0.603483) end, -0.0701317 },
})
os.exit(require "luaunit".LuaUnit.run())
