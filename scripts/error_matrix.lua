-- You will see: errors sent back by a matrix, the weights laid on their side, with fractions and without.
-- Goes with: slides 002, "Review II"; slides 003, from "Matrix multiplication???" to "Matrix Transposition";
--   slides 001, "Matrix Multiplication Again"; slides 000 and the book, part 1, "Backpropagating Errors with
--   Matrix Multiplication".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[In scripts/backprop.lua we split the errors of two outputs, 0.8 and 0.5, among the hidden nodes, link by
link. A matrix does it at once. W_hidden_output has a row for each output: row 1 holds w11 and w21, which lead
into output 1, and row 2 holds w12 and w22.]]
local w11, w21 = 2, 3
local w12, w22 = 1, 4
local W_hidden_output = nn.matrix { { w11, w21 }, { w12, w22 } }
local e_output = nn.matrix { 0.8, 0.5 }
lesson.show("W_hidden_output", W_hidden_output)

say [[Divide each row by its sum: now it says how one output's error is split. A hidden node collects from all
outputs, and its shares stand in a column. So lay the matrix on its side, which makes the columns rows:]]
local function fractions(W) return (W / W:sum(2)).T end
local e_hidden = fractions(W_hidden_output):dot(e_output)
lesson.show("fractions", fractions(W_hidden_output))
lesson.show("e_hidden = fractions:dot(e_output)", e_hidden)
local mixed = e_output[1] * w21 / (w21 + w22) + e_output[2] * w22 / (w22 + w12)
lesson.correct([[in 003 gives hidden node 2 the share w21/(w21 + w22) of e1, which would make its error %g. It
cannot be: w22 does not lead into output 1. The matrix there is 4x2, because the fraction lines were lost; it
should be 2x2.]], mixed)
figures["E-6"] = { fractions = fractions(W_hidden_output), e_hidden = e_hidden, wrong = mixed }

say [[The divisors only scale. Leave them out, and what remains is the transpose of W, the matrix of the
forward pass: error_hidden = W_hidden_output.T · error_output.]]
local plain = W_hidden_output.T:dot(e_output)
lesson.show("W_hidden_output.T", W_hidden_output.T)
lesson.show("W_hidden_output.T:dot(e_output)", plain)
local ratio, ratio_plain = e_hidden[2] / e_hidden[1], plain[2] / plain[1]
say([[The errors are larger, but node 2 has %.6g times the error of node 1; with the fractions it had %.6g
times. The two agree only because both rows of W sum to 5.]], ratio_plain, ratio)
lesson.correct [[in 002 calls this "inverse matrix multiplication". It multiplies by the transpose. The
inverse would undo the forward pass, and many matrices have none.]]
figures["E-7"] = { e_hidden = plain, ratio_normalised = ratio, ratio_unnormalised = ratio_plain }

say [[In the three-layer example of scripts/forward.lua the rows of W have different sums. Let its targets be
0.01, 0.99 and 0.01. The outputs o have these errors:]]
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local o = W_ho:dot(W_ih:dot(I):sigmoid()):sigmoid()
local e = t - o
lesson.columns({ "output", "target", "o", "error", "sum of its row" }, { 1, 2, 3 }, t, o, e, W_ho:sum(2))
say "Sent back to the hidden nodes in both ways:"
local transposed = W_ho.T:dot(e)
local normalised = fractions(W_ho):dot(e)
lesson.columns({ "hidden node", "by W.T", "by fractions", "ratio" }, { 1, 2, 3 }, transposed, normalised,
  transposed / normalised)
lesson.chart {
  title = "errors of the hidden nodes", xlabel = "hidden node", xrange = { 0.5, 3.5 }, yrange = { -1.2, 0 },
  series = {
    { y = transposed, title = "by W.T", style = "linespoints" },
    { y = normalised, title = "by fractions", style = "linespoints" },
  },
}
figures["E-8"] = { e_output = e, unnormalised = transposed, normalised = normalised }
say [[The ratios differ now. But both ways blame the same node most, and the same node least. The book takes
W.T: it is simpler, and a row that sums to 0 does no harm.]]

lesson.ask {
  "Print fractions(nn.matrix { { 3, 2 }, { 1, 7 } }):dot(e_hidden). Where in scripts/backprop.lua is it?",
  "Let w21 = -2, so that row 1 sums to 0. Which errors do the fractions send back, and which does W.T?",
  "Let w12 = 6. Do the two ways still agree about which hidden node is more to blame?",
}
return figures
