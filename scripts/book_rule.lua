-- You will see: the book's step for the hidden layer beside the true slope, and how well both of them train.
-- Goes with: slides 002, "Gradients in Neural Networks", the second "Exercise"; slides 003, "For the next
--   layer" to "Update weights"; slides 004, "The Chain Rule"; the book, "How Do We Actually Update Weights?".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Weights from hidden to output have the step (t_k - o_k) · o_k(1 - o_k) · o_j. For those from input to
hidden the book goes by analogy: e_j, the error sent back to hidden node j, stands for t_k - o_k, and the
input o_i for o_j. The step is e_j · o_j(1 - o_j) · o_i. (The sum into node j is called i_j in slides 002.)]]
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local O_j = W_ih:dot(I):sigmoid()
local O_k = W_ho:dot(O_j):sigmoid()
local e_k = t - O_k
local e_j = W_ho.T:dot(e_k)
local book = (e_j * O_j * (1 - O_j)):dot(I.T)
lesson.show("the book's step", book)
figures["U-4"] = { step = book }

say [[Is that against the slope of E? The chain rule says no. Between E and a hidden node lie the sigmoids of
the outputs, so the error has to be multiplied by o_k(1 - o_k) before it is sent back. Which one is right can
be measured. Here are the steps of the weights from input 1:]]
local sent_back = W_ho.T:dot(e_k * O_k * (1 - O_k))
local exact = (sent_back * O_j * (1 - O_j)):dot(I.T)
local function E() return ((t - W_ho:dot(W_ih:dot(I):sigmoid()):sigmoid()) ^ 2):sum() end
local measured = -lesson.slopes(E, W_ih) / 2 -- the 2 is dropped here, too
lesson.columns({ "into hidden node", "book", "exact", "measured", "book / exact" }, { 1, 2, 3 },
  book:col(1), exact:col(1), measured:col(1), (book / exact):col(1))
say [[The book's step is too long, and not by one factor for all weights, so it does not point straight down
the slope. But every number has the right sign here, so it leads downhill, too.]]
lesson.correct [[in 002 calls the book's step the slope dE/dw_ij, and so do 000, 001 and 003. It cannot be:
the slope is what is measured. Slides 004 have the chain rule right.]]
figures["U-7"] = { book = book, exact = exact, dE_dW = -2 * exact, measured = measured }

say [[How well do they train? Learning is three steps: forward, X = W·I and O = sigmoid(X); back, error_hidden
= W_ho.T · error_output; update, ΔW = α · error·O(1 - O) · O_before.T. By the slope, error·O(1 - O) is sent
back in place of the error. A hundred times:]]
local alpha = 0.3
local function train(rule, updates)
  local W, V = W_ih, W_ho
  local errors = {}
  for i = 1, updates do
    local o_j = W:dot(I):sigmoid()
    local o_k = V:dot(o_j):sigmoid()
    local e = t - o_k
    errors[i] = (e ^ 2):sum()
    local out = e * o_k * (1 - o_k)
    local back = V.T:dot(rule == "book" and e or out) -- the only difference
    W = W + alpha * (back * o_j * (1 - o_j)):dot(I.T)
    V = V + alpha * out:dot(o_j.T)
  end
  return { W = W, V = V, O = V:dot(W:dot(I):sigmoid()):sigmoid(), errors = errors }
end
local by_book, by_slope = train("book", 100), train("gradient", 100)
lesson.columns({ "target", "at first", "by the book", "by the slope" }, t, O_k, by_book.O, by_slope.O)
lesson.chart { xlabel = "update", ylabel = "E", series = { { y = by_book.errors, title = "by the book" },
  { y = by_slope.errors, title = "by the slope", style = "points" } } }

local function network(rule)
  local spec = { 3, 3, 3, learning_rate = alpha, rule = rule, precision = "double" }
  local n = lesson.network(spec, { W_ih, W_ho })
  for _ = 1, 100 do n:train(I, t) end
  return n
end
local n_book, n_slope = network "book", network "gradient"
say([[nn.network has both rules. Its W_input_hidden differs from ours by %.0e and %.0e.]],
  (n_book:weights(1) - by_book.W):abs():max(), (n_slope:weights(1) - by_slope.W):abs():max())
local once = train("book", 1)
figures["U-11"] = { W_1 = once.W, V_1 = once.V, outputs_1 = once.O, W_100 = by_book.W, V_100 = by_book.V,
  outputs_100 = n_book:query(I), slope_W_100 = by_slope.W, slope_100 = n_slope:query(I) }

lesson.ask {
  "Let alpha be 3, 30, then 100. Which rule breaks? All its outputs are 0.5: what must its hidden nodes say?",
  "In train, change V before the error goes back through it. How far off is nn.network?",
  "Make the second target 1.5, which no sigmoid reaches. What does output 2 come to?",
}
return figures
