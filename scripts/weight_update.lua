-- You will see: how the error changes with one weight, by the chain rule, and the new weight that follows.
-- Goes with: slides 003, from "How does error E change" to "Now to actually update the weights"; slides 002,
--   "Gradients in Neural Networks" to "Solution"; slides 000 and 001; the book, part 1, "How Do We Actually
--   Update Weights?" and "Weight Update Worked Example".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[The three-layer example is to answer t = 0.01, 0.99, 0.01. Its hidden nodes say o_j, its outputs o_k:]]
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local o_j = W_ih:dot(I):sigmoid()
local function outputs() return W_ho:dot(o_j):sigmoid() end
local o_k = outputs()
lesson.columns({ "node", "o_j", "o_k", "t", "t - o_k" }, { 1, 2, 3 }, o_j, o_k, t, t - o_k)
local function E() return ((t - outputs()) ^ 2):sum() end
say("Its error E is the sum of (t_n - o_n)² over all outputs n, here %.6f.", E())

say [[Now take one weight: w_jk, from hidden node j to output k. How does E change with it, what is dE/dw_jk?
Of all the outputs only output k depends on w_jk, so one term of the sum is enough: dE/dw_jk is
d(t_k - o_k)²/dw_jk. For w11, measured by moving it a little:]]
local measured = lesson.slopes(E, W_ho)
local one_term = lesson.slopes(function() return (t[1] - outputs()[1]) ^ 2 end, W_ho)
lesson.table({ "slope of E", "slope of (t_1 - o_1)²" }, { { measured[1][1], one_term[1][1] } })
figures["U-1"] = { all_terms = measured[1][1], one_term = one_term[1][1] }

say [[The chain rule finds it without measuring. t_k is constant, and o_k is the sigmoid of the sum of all
w_jk·o_j. Three changes are multiplied: of E with o_k, -2(t_k - o_k); of o_k with its sum, o_k(1 - o_k); of
the sum with w_jk, o_j. For all nine weights:]]
local dE_dW = nn.zeros(3, 3)
for k = 1, 3 do
  for j = 1, 3 do
    dE_dW[k][j] = -2 * (t[k] - o_k[k]) * o_k[k] * (1 - o_k[k]) * o_j[j]
  end
end
lesson.show("dE_dW", dE_dW)
say("It differs from the measured slopes by %.0e at most.", (dE_dW - measured):abs():max())
figures["U-2"] = { E = E(), dE_dW = dE_dW }
lesson.correct [[in 003 writes dO_k/dW_k: it is dO_k/dW_jk. And it says that o_j is left since "the change in
weights is not dependent upon the change in weights". It cannot be: o_j is left since it does not depend on
w_jk.]]

say [[The 2 makes all steps twice as long. That is the business of the learning rate, so the 2 is dropped. A
step against the slope is (t_k - o_k) · o_k(1 - o_k) · o_j:]]
local step = -dE_dW / 2
lesson.show("step", step)
figures["U-3"] = { step = step, measured = measured }

say [[The learning rate, L or rate so far, is α in the slides from here on. The new weight is the old one
minus α times the slope: new w_jk = old w_jk - α · dE/dw_jk. The minus turns against the slope. In the book's
worked example two hidden nodes say 0.4 and 0.5 and lead to output 1 by w11 = 2 and w21 = 3. Its error is 1.5,
in some printings 0.8. With α = 0.1:]]
local sum = 2 * 0.4 + 3 * 0.5
local o = 1 / (1 + math.exp(-sum))
local middle = o * (1 - o)
local rows = {}
for i, e in ipairs { 1.5, 0.8 } do
  local slope = -e * middle * 0.4
  local new_w = 2 - 0.1 * slope
  rows[i] = { e, sum, o, middle, slope, new_w }
  figures["U-" .. i + 4] = { sum = sum, sigmoid = o, middle = middle, slope = slope, new_w = new_w }
end
lesson.table({ "error", "sum", "o", "o(1 - o)", "slope", "new w11" }, rows)

local alpha = 0.3
W_ho = W_ho + alpha * step
say("Does it help? After one update of our nine weights with α = %g, E is %.6f.", alpha, E())

lesson.ask {
  "Let the second target be 0.7086, nearly what output 2 says. Which slopes are almost nothing, and why?",
  "Let w21 be 30 in the worked example, so the sum is 15.8. Why does w11 not move any more?",
  "Let alpha be 3, then 30. What would -0.3 do?",
}
return figures
