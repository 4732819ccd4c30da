-- You will see: the slope of the error by the chain rule, then as matrices; the book's step beside the true
--   one.
-- Goes with: slides 003, from "How does error E change" to "Update weights"; slides 002, "Gradients in Neural
--   Networks" to "Matrix Version"; slides 000 and 001; the book, part 1, "How Do We Actually Update Weights?"
--   and "Weight Update Worked Example".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local function forward(W, V)
  local O_h = W:dot(I):sigmoid()
  return V:dot(O_h):sigmoid(), O_h
end
local O, O_h = forward(W_ih, W_ho)
local function squares() return (t - forward(W_ih, W_ho)) ^ 2 end
local function E() return squares():sum() end
say([[The three-layer example should answer 0.01, 0.99, 0.01. It is wrong by E, the sum of (t_n - o_n)² over
all outputs, here %.6f. How does E change as a weight w_jk changes?]], E())
local measured = lesson.slopes(E, W_ho) -- by moving each weight a little
local one_term = lesson.slopes(function() return squares()[1] end, W_ho)
say([[Of the sum, only output k depends on w_jk, so one term is enough: dE/dw_jk = d(t_k - o_k)²/dw_jk.
Measured on w11: %.6f with all terms, %.6f with the first.]], measured[1][1], one_term[1][1])
figures["U-1"] = { one_term = one_term[1][1], all_terms = measured[1][1],
  says = "only output k depends on w_jk" }

say [[t_k is constant, o_k is not. The chain rule gives -2(t_k - o_k) · do_k/dw_jk, and o_k is the sigmoid
of the sum of w_jk·o_j, whose slope is o_k(1 - o_k), times what is inside, by w_jk: o_j. All nine at once:]]
local e = t - O
local dE_dW = (-2 * e * O * (1 - O)):dot(O_h.T)
lesson.show("dE/dW_ho", dE_dW)
figures["U-2"] = { E = (e ^ 2):sum(), dE_dW = dE_dW }
lesson.correct [[in 003 writes dO_k/dW_k: it is w_jk. And o_j is not left over because weights do "not
depend upon the change in weights", but because o_j does not depend on w_jk.]]
say([[Is it right? It differs from what is measured by %.0e at most. Only the direction matters, so the 2
goes, and a step against the slope is]], (measured - dE_dW):abs():max())
lesson.show("(e * O * (1 - O)):dot(O_h.T)", -dE_dW / 2)
figures["U-3"] = { step = -dE_dW / 2, measured = measured }

say [[The new weight is the old one minus the learning rate times the slope: new w = old w - α·dE/dw; the
minus turns against the slope. The book's worked example: w11 = 2, w21 = 3, outputs 0.4 and 0.5, α = 0.1,
error 1.5 (0.8 in some printings):]]
local rows, sum = {}, 2 * 0.4 + 3 * 0.5
local s = 1 / (1 + math.exp(-sum))
for i, e1 in ipairs { 1.5, 0.8 } do
  local slope = -e1 * s * (1 - s) * 0.4
  rows[i] = { e1, sum, s, s * (1 - s), slope, 2 - 0.1 * slope }
  figures["U-" .. i + 4] = { sum = sum, sigmoid = s, middle = s * (1 - s), slope = slope, new_w = rows[i][6] }
end
lesson.table({ "e1", "sum", "sigmoid", "o(1 - o)", "slope", "new w11" }, rows)

say [[As matrices: a column with an entry for each output, times a row of what came in. With E = (0.8, 0.5),
S = (0.9, 0.6), O = (0.4, 0.7):]]
local S = nn.matrix { 0.9, 0.6 }
local column = nn.matrix { 0.8, 0.5 } * S * (1 - S)
local delta_W = column:dot(nn.matrix({ 0.4, 0.7 }).T)
lesson.show("delta_W = (E * S * (1 - S)):dot(O.T)", delta_W)
figures["U-8"] = { column = column, delta_w = delta_W, tenth = 0.1 * delta_W }
lesson.correct [[in 003 labels the first row ΔW11, ΔW12. It cannot be: row 1 belongs to output 1, so it is
ΔW11, ΔW21, as in 002.]]
local O_k = nn.matrix { 0.5, 0.726, 0.909 }
local right, twice = O_k * (1 - O_k), O_k:sigmoid() * (1 - O_k:sigmoid())
lesson.correct([[in 000 and 002 has sigmoid(O_k)(1 - sigmoid(O_k)) here. O_k has been through the sigmoid:
for 0.909 it is %.6f, and would be %.6f.]], right[3], twice[3])
figures["U-9"] = { correct = right, as_typed = twice }
local lost = 1 / (1 - W_ho:dot(O_h))
lesson.correct([[in 001 has o_k = 1/(1 - sum), which gives %.4g, %.4g, %.4g. It cannot be: a sigmoid is
between 0 and 1. It is 1/(1 + e^-sum); in 000 and 002 only a bracket is missing.]], lost[1], lost[2], lost[3])
figures["U-10"] = { correct = O, as_typed = lost }

say [[The weights from input to hidden, by analogy: the error of the hidden nodes, e_h = W_ho.T · e, takes
the place of t - o, and the inputs that of o_j. A step of rate 1:]]
local book = (W_ho.T:dot(e) * O_h * (1 - O_h)):dot(I.T)
lesson.show("(e_h * O_h * (1 - O_h)):dot(I.T)", book)
figures["U-4"] = { step = book }
say [[Is it the slope? Measured it is not, and the chain rule says why: on its way back the error passes the
outputs' sigmoids, too, so e_h must be W_ho.T · (e·O(1 - O)).]]
local exact = (W_ho.T:dot(e * O * (1 - O)) * O_h * (1 - O_h)):dot(I.T)
lesson.show("exact", exact)
local halved = -lesson.slopes(E, W_ih) / 2
say([[That differs from the measured slope by %.0e at most. The book's step is %.2f, %.2f and %.2f times as
long for the three hidden nodes: it is no slope, not even in its direction. It trains well all the same.]],
  (halved - exact):abs():max(), book[1][1] / exact[1][1], book[2][1] / exact[2][1], book[3][1] / exact[3][1])
figures["U-7"] = { book = book, exact = exact, dE_dW = -2 * exact, measured = halved }

say [[So: forward, X = W·I and O = sigmoid(X); back, error_hidden = W_ho.T · error; update, ΔW = α·E·O(1 -
O) · O_j.T. A hundred times, by either rule, with α = 0.3:]]
local function train(rule, updates)
  local W, V, errors = W_ih:copy(), W_ho:copy(), {}
  for i = 1, updates do
    local o, h = forward(W, V)
    local out = (t - o) * o * (1 - o)
    local back = V.T:dot(rule == "book" and t - o or out) * h * (1 - h)
    W, V, errors[i] = W + 0.3 * back:dot(I.T), V + 0.3 * out:dot(h.T), ((t - o) ^ 2):sum()
  end
  return { W = W, V = V, outputs = forward(W, V), errors = errors }
end
local by_book, by_slope = train("book", 100), train("gradient", 100)
lesson.show("targets, book, slope", t:hcat(by_book.outputs):hcat(by_slope.outputs))
lesson.chart { title = "E", xlabel = "update", series = {
  { y = by_book.errors, title = "the book's step" }, { y = by_slope.errors, title = "the slope" } } }
local n = nn.network { 3, 3, 3, learning_rate = 0.3, rule = "book", precision = "double" }
for k, W in ipairs { W_ih, W_ho } do n:set_weights(k, W) end
for _ = 1, 100 do n:train(I, t) end
local far = (n:weights(1) - by_book.W):abs():max()
say([[nn.network with rule = "book" does the same hundred updates; the largest difference is %.0e.]], far)
local once = train("book", 1)
figures["U-11"] = { W_1 = once.W, V_1 = once.V, outputs_1 = once.outputs, W_100 = n:weights(1),
  V_100 = n:weights(2), outputs_100 = n:query(I), slope_W_100 = by_slope.W, slope_100 = by_slope.outputs }

lesson.ask {
  'Give nn.network the rule "gradient": does it agree with our second training?',
  "Train with α = 3, then with 30: does each rule still settle?",
  "Make the target of output 2 be 1.5. What do the weights do after 10,000 updates, and why?",
}
return figures
