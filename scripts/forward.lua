-- You will see: signals go forward through a small network, by hand, by matrix, and by nn.network.
-- Goes with: slides 002, "Following Signals Through A Neural Network" to "A Three Layer Example"; slides 003,
--   from "Follow the path of a signal" to "Pause & reflect"; slides 001, "Example - Feedforward Signal"; the
--   book, part 1, "Following Signals Through A Simple Network" to "A Three Layer Example …".
-- Runs: a second.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[Two layers of two nodes, the inputs 1.0 and 0.5. w11 leads from node 1 to node 1 of the next layer,
w21 from node 2 to node 1. Into node 1 of layer 2 comes the sum of inputs times weights, out of it its
sigmoid.]]
local w11, w12, w21, w22 = 0.9, 0.2, 0.3, 0.8
local function sigmoid(x) return 1 / (1 + math.exp(-x)) end
local x1, x2 = 1.0 * w11 + 0.5 * w21, 1.0 * w12 + 0.5 * w22
say("Node 1: x = (1.0 * 0.9) + (0.5 * 0.3) = %g, y = 1/(1 + e^-x) = %.4f.", x1, sigmoid(x1))
figures["F-1"] = { x = x1, y = sigmoid(x1) }
say("Node 2: x = (1.0 * 0.2) + (0.5 * 0.8) = %g. e^-x = %.4f, y = 1/%.4f = %.4f.", x2, math.exp(-x2),
  1 + math.exp(-x2), sigmoid(x2))
figures["F-2"] = { x = x2, e = math.exp(-x2), below = 1 + math.exp(-x2), y = sigmoid(x2) }
lesson.chart {
  series = {
    { f = sigmoid, from = -4, to = 4, title = "y = 1/(1 + e^-x)" },
    { x = { x1, x2 }, y = { sigmoid(x1), sigmoid(x2) }, title = "nodes 1 and 2", style = "points" },
  }, xlabel = "x, what comes in", ylabel = "y, what goes out", key = "top left",
}

say [[The same by matrix. NumPy's tools numpy.dot(A, B), scipy.special.expit(x) and numpy.random.normal()
are W:dot(I), X:sigmoid(), nn.randn(2, 2) here. A row of W holds all that leads into one node.]]
figures["F-5"] = { says = "W:dot(I), X:sigmoid(), nn.randn(2, 2)" }
local W, I = nn.matrix { { w11, w21 }, { w12, w22 } }, nn.matrix { 1.0, 0.5 }
local X = W:dot(I)
lesson.show("X = W:dot(I)", X)
lesson.show("X:sigmoid()", X:sigmoid())
figures["F-3"] = { X = X, O = X:sigmoid() }

say([[With random weights the outputs are others, and again between 0 and 1. First weights that are the same
for everybody, between -1/√2 and 1/√2, then nn.randn's of seed %d:]], options.seed)
local random = lesson.lcg(1)
W = nn.zeros(2, 2):map(function() return (2 * random() - 1) / math.sqrt(2) end)
X = W:dot(I)
local normal, rows = nn.randn(2, 2, 0, 1 / math.sqrt(2)):dot(I), {}
for k = 1, 2 do rows[k] = { "node " .. k, X[k], sigmoid(X[k]), normal[k], sigmoid(normal[k]) } end
lesson.table({ "", "X", "O", "X of randn", "O of randn" }, rows)
figures["F-4"] = { W = W, X = X, O = X:sigmoid() }

say "Now three layers of three nodes. The first layer only hands on the inputs I."
local W_input_hidden, W_hidden_output
I, W_input_hidden, W_hidden_output = lesson.three_layers()
lesson.show("W_input_hidden", W_input_hidden)
lesson.show("W_hidden_output", W_hidden_output)
local X_hidden = W_input_hidden:dot(I)
local O_hidden = X_hidden:sigmoid()
local X_output = W_hidden_output:dot(O_hidden)
local O_output = X_output:sigmoid()
for k = 1, 3 do rows[k] = { "node " .. k, I[k], X_hidden[k], O_hidden[k], X_output[k], O_output[k] } end
lesson.table({ "", "I", "X_hidden", "O_hidden", "X_output", "O_output" }, rows)
figures["F-6"], figures["F-7"] = { X_hidden = X_hidden }, { O_hidden = O_hidden }

local early = W_hidden_output:dot(nn.matrix { 0.761, 0.603, 0.650 }) -- the slide's O_hidden
figures["F-8"] = { X_output = X_output, rounded = early }
figures["F-9"] = { O_output = O_output, rounded = early:sigmoid() }
lesson.correct([[has X_output 0.975, 0.888, 1.254 and 0.708 in O_output. It cannot be: it rounded O_hidden
to three digits first, from which come %.4f, %.4f, %.4f. Unrounded they are %.3f, %.3f, %.3f, and 0.709.]],
  early[1], early[2], early[3], X_output[1], X_output[2], X_output[3])

say [[So the whole forward pass is X = W·I, O = sigmoid(X), layer by layer. The middle layer is called
hidden because nobody outside sees its outputs. nn.network does the same when it is given these weights:]]
local n = nn.network { 3, 3, 3, precision = "double" }
for k, weights in ipairs { W_input_hidden, W_hidden_output } do n:set_weights(k, weights) end
lesson.show("n:query(I)", n:query(I))
lesson.draw(n.show, n, I)
say("The largest difference to our O_output is %.1g.", (n:query(I) - O_output):abs():max())
figures["F-10"] = { O_output = n:query(I), says = "X = W·I, O = sigmoid(X)" }

lesson.ask {
  "Set w12 = -3: which output of the small network changes, and which cannot?",
  "Make all inputs 0. Why is every output of the first step 0.5?",
  "Multiply W_hidden_output by 10. What becomes of the outputs, and what could no longer be told apart?",
}
return figures
