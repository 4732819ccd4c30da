-- You will see: all weights of a layer updated at once by a column times a row; three slips of the slides.
-- Goes with: slides 002, "Matrix Version"; slides 003, "Matrix multiplication?" to "Update weights"; slides
--   000 and 001, the formulas of o_k and Δw_jk; the book, part 1, "How Do We Actually Update Weights?".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[scripts/weight_update.lua took the weights one by one, each with the step (t_k - o_k) · o_k(1 - o_k) ·
o_j. The factors with k belong to the next layer: write them as a column. The factor with j belongs to the
layer before: write it as a row. For two nodes in each layer:]]
local E = nn.matrix { 0.8, 0.5 } -- the errors of the next layer
local S = nn.matrix { 0.9, 0.6 } -- its outputs, which have been through the sigmoid
local O = nn.matrix { 0.4, 0.7 } -- the outputs of the layer before
local column = E * S * (1 - S)
lesson.show("column = E * S * (1 - S)", column)
lesson.show("row = O.T", O.T)

say "A column times a row gives every product of the two, and so the steps of all weights at once:"
local delta_W = column:dot(O.T)
lesson.show("delta_W = column:dot(O.T)", delta_W)
say "A learning rate α takes a part of them. With α = 0.1:"
lesson.show("0.1 * delta_W", 0.1 * delta_W)
lesson.correct [[in 003 calls the first row ΔW11, ΔW12. It cannot be: a row belongs to one output, and what
leads into output 1 is w11 and w21. It is ΔW11, ΔW21, as in 002.]]

say "So one line updates the weights from hidden to output in the three-layer example. With α = 0.3:"
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local O_j = W_ih:dot(I):sigmoid()
local O_k = W_ho:dot(O_j):sigmoid()
local updated = W_ho + 0.3 * ((t - O_k) * O_k * (1 - O_k)):dot(O_j.T)
lesson.show("updated", updated)
local n = lesson.network({ 3, 3, 3, learning_rate = 0.3, precision = "double" }, { W_ih, W_ho })
n:train(I, t)
local apart = (n:weights(2) - updated):abs():max()
say("nn.network comes to the same when it is trained once. The largest difference is %.0e.", apart)
figures["U-8"] = { column = column, delta_w = delta_W, tenth = 0.1 * delta_W, updated = updated }

say "O_k(1 - O_k) is small when an output is near 0 or 1. Such a node is saturated: its weights hardly move."
local said = nn.matrix { 0.5, 0.726, 0.909 }
local right = said * (1 - said)
local typed = said:sigmoid() * (1 - said:sigmoid())
lesson.correct [[in 000 and 002 has sigmoid(O_k)(1 - sigmoid(O_k)) instead. It cannot be: O_k has been
through the sigmoid already. If it went through twice, no node would ever be saturated.]]
lesson.columns({ "O_k", "O_k(1 - O_k)", "as typed" }, said, right, typed)
local range = nn.linspace(0, 1, 21)
lesson.chart {
  xlabel = "O_k", key = "outside", series = {
    { x = range, y = range * (1 - range), title = "O_k(1 - O_k)", style = "linespoints" },
    { x = range, y = range:sigmoid() * (1 - range:sigmoid()), title = "as typed", style = "linespoints" },
  },
}
figures["U-9"] = { correct = right, as_typed = typed }

say [[The slides also write o_k as one formula of all the weights. It is 1/(1 + e^-X_k), where X_k is the sum
of w_jk · o_j over all hidden nodes j; o_j is 1/(1 + e^-X_j), and X_j the sum of w_ij · x_i over all inputs.]]
local X_k = W_ho:dot(O_j)
local correct = 1 / (1 + (-X_k):exp())
local lost = 1 / (1 - X_k)
lesson.correct [[in 001 has 1/(1 - X_k), and no e. It cannot be: a sigmoid is between 0 and 1. In 000 and 002
the formula is right, but for a bracket that is missing.]]
lesson.columns({ "k", "X_k", "1/(1 + e^-X_k)", "1/(1 - X_k)" }, { 1, 2, 3 }, X_k, correct, lost)
figures["U-10"] = { correct = correct, as_typed = lost }

lesson.ask {
  "Let S be 0.9 and 1. Which weights get no step, though their output is wrong?",
  "Let O be 0 and 0.7. Which weights get no step now?",
  "Exchange the two, O:dot(column.T). What do its rows and columns belong to?",
}
return figures
