-- You will see: signals that go forward through a small network, by hand, by matrix, and by nn.network.
-- Goes with: slides 002, "Following Signals Through A Neural Network" to "A Three Layer Example"; slides 003,
--   from "Follow the path of a signal" to "Pause & reflect"; slides 001, "Example - Feedforward Signal"; the
--   book, part 1, "Following Signals Through A Simple Network" to "A Three Layer Example …".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Two layers of two nodes; the inputs are 1.0 and 0.5. Weight w21 leads from node 2 to node 1 of the next
layer. What goes into a node is x, the sum of inputs times weights; what comes out is y, the sigmoid of x:]]
local w11, w12, w21, w22 = 0.9, 0.2, 0.3, 0.8
local x1 = 1.0 * w11 + 0.5 * w21
local y1 = 1 / (1 + math.exp(-x1))
say("Node 1: x = (1.0 * %g) + (0.5 * %g) = %g, and y = 1/(1 + e^-x) = %.4f.", w11, w21, x1, y1)
figures["F-1"] = { x = x1, y = y1 }

local x2 = 1.0 * w12 + 0.5 * w22
local e2 = math.exp(-x2)
local y2 = 1 / (1 + e2)
say("Node 2: x = (1.0 * %g) + (0.5 * %g) = %g. Its e^-x is %.4f, so y = 1/(1 + e^-x) = 1/%.4f = %.4f.",
  w12, w22, x2, e2, 1 + e2, y2)
figures["F-2"] = { x = x2, e = e2, below = 1 + e2, y = y2 }

say [[By matrix it is two lines, however many nodes there are. A row of W holds all the weights into one node.
What the slides do with numpy.dot(A, B), scipy.special.expit(x) and numpy.random.normal() is W:dot(I),
X:sigmoid(), nn.randn(2, 2) here.]]
local W = nn.matrix { { w11, w21 }, { w12, w22 } }
local I = nn.matrix { 1.0, 0.5 }
local X = W:dot(I)
local O = X:sigmoid()
lesson.columns({ "node", "X = W:dot(I)", "O = X:sigmoid()" }, { 1, 2 }, X, O)
local small = lesson.network({ 2, 2, classes = { 1, 2 } }, { W })
lesson.draw(small.show, small, I)
figures["F-3"] = { X = X, O = O }

say [[Random weights give other outputs, again between 0 and 1: first weights from -1/√2 to 1/√2 that are the
same for everybody, then those of nn.randn, which depend on --seed.]]
local W_random = lesson.lcg_start(1)(2, 2) -- two nodes, two links into each
local X_random = W_random:dot(I)
local X_normal = nn.randn(2, 2):dot(I)
lesson.columns({ "node", "X", "O", "X of randn", "O of randn" },
  { 1, 2 }, X_random, X_random:sigmoid(), X_normal, X_normal:sigmoid())
figures["F-4"] = { W = W_random, X = X_random, O = X_random:sigmoid() }

say [[Now three layers of three nodes. The first only hands on the inputs I. The second is called hidden,
because nobody outside sees its outputs: they are the inputs of the third.]]
local I_3, W_input_hidden, W_hidden_output = lesson.three_layers()
lesson.show("W_input_hidden", W_input_hidden)
lesson.show("W_hidden_output", W_hidden_output)
local X_hidden = W_input_hidden:dot(I_3)
local O_hidden = X_hidden:sigmoid()
local X_output = W_hidden_output:dot(O_hidden)
local O_output = X_output:sigmoid()
lesson.columns({ "node", "I", "X_hidden", "O_hidden", "X_output", "O_output" },
  { 1, 2, 3 }, I_3, X_hidden, O_hidden, X_output, O_output)
figures["F-6"] = { X_hidden = X_hidden }
figures["F-7"] = { O_hidden = O_hidden }

local early = W_hidden_output:dot { 0.761, 0.603, 0.650 } -- O_hidden, rounded
lesson.correct([[in 003 has X_output 0.975, 0.888, 1.254 and, in O_output, 0.708. O_hidden was rounded to
three digits too early, which gives %.4f, %.4f, %.4f. Without that they are 0.976, 0.889, 1.255 and 0.709.]],
  early[1], early[2], early[3])
figures["F-8"] = { X_output = X_output, rounded = early }
figures["F-9"] = { O_output = O_output, rounded = early:sigmoid() }

say [[So the whole forward pass is X = W·I, O = sigmoid(X), layer by layer. nn.network does the same:]]
local n = lesson.network({ 3, 3, 3, classes = { 1, 2, 3 }, precision = "double" },
  { W_input_hidden, W_hidden_output })
lesson.show("n:query(I)", n:query(I_3))
lesson.draw(n.show, n, I_3)
figures["F-10"] = { O_output = O_output, network = n:query(I_3) }

lesson.ask {
  "Set w12 = -3: which output of the small network changes, and which cannot?",
  "Make I the column { 0, 0 }. What are the outputs of the two nodes, whatever the weights?",
  "Let X_output be 10 times as large. What becomes of the three outputs, and can you still tell them apart?",
}
return figures
