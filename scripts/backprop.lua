-- You will see: an output's error split among the links that caused it, back through one layer and the next.
-- Goes with: slides 002, "Learning Weights From More Than One Node" to "Review II"; slides 003, from "Back
--   propagation" to "Matrix Transposition"; slides 001, "Backpropagation of Loss"; slides 000; the book, part
--   1, "Learning Weights From More Than One Node" to "Backpropagating Errors with Matrix Multiplication".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say "Two nodes lead into one output, which is wrong by e = 0.8. Whose fault is it? A first idea: half each."
local shares = { 0.8 / 2, 0.8 / 2 }
lesson.table({ "", "node 1", "node 2" }, { { "equal shares", shares[1], shares[2] } })
figures["E-1"] = { shares = shares }

say [[But the stronger link contributed more. So split in proportion to the weights: w11 = 6 and w21 = 3
make 9, and node 1 gets 6/9. The weights serve twice: forwards for signals, backwards for errors.]]
local w11, w21 = 6, 3
lesson.table({ "", "node 1", "node 2" }, { { "shares", w11 / (w11 + w21), w21 / (w11 + w21) } })
figures["E-2"] = { share1 = w11 / (w11 + w21), share2 = w21 / (w11 + w21) }

say [[A second output changes nothing: the links into one do not depend on those into the other. With w11 =
2, w21 = 3 into output 1, w12 = 1, w22 = 4 into output 2, and the errors 0.8 and 0.5:]]
local w12, w22
w11, w21, w12, w22 = 2, 3, 1, 4
local e1, e2 = 0.8, 0.5
local parts = {
  { e1 * w11 / (w11 + w21), e2 * w12 / (w12 + w22) },
  { e1 * w21 / (w11 + w21), e2 * w22 / (w12 + w22) },
}
lesson.table({ "", "of error 1", "of error 2" },
  { { "hidden node 1", parts[1][1], parts[1][2] }, { "hidden node 2", parts[2][1], parts[2][2] } })
figures["E-3"] = { parts = parts }

local e_hidden = nn.matrix(parts):sum(2)
say([[Nobody gives hidden nodes a target. Their error is the sum of the parts on the links that leave them:
%g and %g. Nothing is lost on the way: %g + %g = %g + %g.]], e_hidden[1], e_hidden[2], e1, e2, e_hidden[1],
  e_hidden[2])
local doubled = e1 * w11 / (w11 + w21) + e2 * w12 / (w22 + w22)
lesson.correct([[in 002 divides by w22 + w22 in the second term: %g instead of %g. It cannot be: then the
shares of output 2 do not add up to 1.]], doubled, e_hidden[1])
figures["E-4"] = { e_hidden = e_hidden, sum_hidden = e_hidden:sum(), sum_output = e1 + e2, wrong = doubled }
local uncut = e1 * w11 / (w11 + w21) + e2 * w12 / w12
lesson.correct([[in 001 has w12/w12, the whole of e2, and gets %g. And it splits the loss (t - o)², which
has lost the sign: what is split is t - o.]], uncut)
figures["E-9"] = { correct = e_hidden[1], wrong = uncut }

say "As a matrix: W has a row for each output; divide each row by its sum, and lay it on its side."
local W_hidden_output, e_output = nn.matrix { { w11, w21 }, { w12, w22 } }, nn.matrix { e1, e2 }
local function fractions(W) return (W / W:sum(2)).T end
lesson.show("fractions", fractions(W_hidden_output))
lesson.show("fractions:dot(e_output)", fractions(W_hidden_output):dot(e_output))
local mixed = e1 * w21 / (w21 + w22) + e2 * w22 / (w22 + w12)
figures["E-6"] = { fractions = fractions(W_hidden_output), wrong = mixed,
  e_hidden = fractions(W_hidden_output):dot(e_output) }
lesson.correct([[in 003 gives node 2 w21/(w21 + w22), which would make %g: both weights below a share must
lead into the same output. Its matrix is 4×2, because the lines of the fractions are lost: it is 2×2.]],
  mixed)

say [[One layer further back it is the same again, with the errors just found and the weights before them:
w11 = 3, w21 = 2 into hidden node 1, w12 = 1, w22 = 7 into hidden node 2.]]
local W_input_hidden = nn.matrix { { 3, 2 }, { 1, 7 } }
local e_input = fractions(W_input_hidden):dot(e_hidden)
lesson.show("e_input", e_input)
figures["E-5"] = { e_input = e_input, sum = e_input:sum() }

say [[The fractions only scale. Without them what is left is the transpose of W, the matrix of the forward
pass laid on its side: error_hidden = W_hidden_output.T · error_output.]]
local plain = W_hidden_output.T:dot(e_output)
lesson.show("W_hidden_output.T:dot(e_output)", plain)
local ratio, ratio_plain = e_hidden[2] / e_hidden[1], plain[2] / plain[1]
say([[Larger numbers, yet node 2 has %.6g times the error of node 1, and had %.6g times. That they agree is
luck: both rows sum to 5.]], ratio_plain, ratio)
figures["E-7"] = { e_hidden = plain, ratio_normalised = ratio, ratio_unnormalised = ratio_plain }
lesson.correct [[in 002 calls it an "inverse" multiplication. It is one with the transpose; the inverse
would undo the forward pass, and most weight matrices have none.]]

say "In the three-layer example the rows have different sums. Its targets are to be 0.01, 0.99, 0.01:"
local I, W_ih, W_ho = lesson.three_layers()
local o = W_ho:dot(W_ih:dot(I):sigmoid()):sigmoid()
local e = nn.matrix { 0.01, 0.99, 0.01 } - o
local unscaled, scaled = W_ho.T:dot(e), fractions(W_ho):dot(e)
local rows = {}
for k = 1, 3 do rows[k] = { k, e[k], unscaled[k], scaled[k], unscaled[k] / scaled[k] } end
lesson.table({ "node", "e_output", "e_hidden, W.T", "e_hidden, fractions", "one / other" }, rows)
lesson.chart {
  title = "the hidden nodes' errors", xlabel = "hidden node", xrange = { 0.5, 3.5 }, yrange = { -1.2, 0 },
  series = { { y = unscaled, title = "with W.T", style = "linespoints" },
    { y = scaled, title = "with fractions", style = "linespoints" } },
}
say "Both blame the same nodes, in the same order, if not by the same factor. The book takes W.T."
figures["E-8"] = { e_output = e, unnormalised = unscaled, normalised = scaled }

lesson.ask {
  "Make w21 = 30: what becomes of hidden node 1's error, with fractions and with W.T?",
  "Let w21 = -2, so that the sum is 0. What do the fractions do, and why is W.T safe?",
  "Find weights for which W.T and the fractions disagree about which hidden node is more to blame.",
}
return figures
