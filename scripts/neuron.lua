-- You will see: one artificial neuron, its weights and when it fires; then many, connected in layers.
-- Goes with: slides 001, "Overview" and "Neurons, Natural Computing Machine" to "Artificial Neuron"; slides
--   003, "Fully connected" to "Input layer" and "Inputs * Weights"; slides 000, "connected neurons"; the
--   book, part 1, "Neurons, Nature's Computing Machines".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Slides 001 take these steps: a classifier; why one is not enough; the neuron, where we are now; signals
forward; errors back; updating weights; inputs, outputs and start weights; the example in code. So do these
lessons.]]

say "Brains are made of neurons. The slides count them:"
lesson.columns({ "", "neurons" },
  { "human", "fruit fly", "nematode worm" },
  { "100 billion", "100,000", "302" })
say "A newer count for humans is 86 billion. The networks of these lessons are nearer to the worm's size."

say [[An artificial neuron has inputs, here a, b and c, and a weight for each. It adds up inputs times
weights, x = a·wa + b·wb + c·wc, and its output y is the sigmoid of x:]]
local inputs = nn.matrix { 0.9, 0.1, 0.8 }
local weights = nn.matrix { 0.9, 0.3, 0.4 }
local x = inputs[1] * weights[1] + inputs[2] * weights[2] + inputs[3] * weights[3]
local y = 1 / (1 + math.exp(-x))
lesson.columns({ "", "input", "weight", "product" }, { "a", "b", "c" }, inputs, weights, inputs * weights)
say("Their sum is x = %g, and y = 1/(1 + e^-x) = %.6f.", x, y)
local one = lesson.network({ 3, 1, precision = "double" }, { weights.T })
say("nn.network with three inputs, one neuron and these weights answers %.6f.", one:query(inputs)[1])
lesson.draw(one.show, one, inputs)
figures["N-9"] = { x = x, y = y, network = one:query(inputs)[1] }
lesson.correct "in 001 first draws the neuron as a + b + c. Without weights there would be nothing to learn."

say [[When does it fire? Let all its weights be 10, and let a bias of -5 join the sum: that is the threshold
which the inputs have to overcome. We say that the neuron fires when y is above 0.5.]]
local examples = nn.matrix { { 0.1, 0.1, 0.1 }, { 0.9, 0, 0 }, { 0.3, 0.3, 0.3 } }
local bias = -5
local sums = examples:dot { 10, 10, 10 } + bias
local outputs = sums:sigmoid()
local fires = {}
for i = 1, 3 do fires[i] = outputs[i] > 0.5 end
lesson.columns({ "a", "b", "c", "x", "y", "fires" },
  examples:col(1), examples:col(2), examples:col(3), sums, outputs, fires)
say [[These are the three rules of slides 003. A combined input that is too small is suppressed. One input
that is large enough makes the neuron fire. So do several weaker ones together.]]
figures["N-8"] = { y = outputs, fires = fires }

say [[Connected neurons, or nodes, make an artificial neural network, layer by layer: the outputs of one layer
are the inputs of the next. A low weight de-emphasises a signal, a high one amplifies it. Learning will adjust
the weights, as it adjusted the slope of the classifier's line.]]
local _, W, W_next = lesson.three_layers() -- the inputs, which it gives first, are ours
local n = lesson.network({ 3, 3, 3, classes = { 1, 2, 3 } }, { W, W_next })
lesson.draw(n.show, n, inputs)
say [[The input layer, the first one, only represents the inputs: no activation function, no weights of its
own.]]
figures["N-11"] = { inputs = n:activations(inputs)[1] }

say [[Weights have names. Weight 1,1 leads from the first node of a layer to the first node of the next,
weight 1,2 from the first to the second. The weights between two layers make a matrix W, with a row for each
node that they lead to. So weight 1,2 is in the second row: it stands in row 2, column 1.]]
lesson.show("W", W)
lesson.show("weight 1,2", W[2][1])
figures["N-13"] = { w12 = W[2][1] }

lesson.ask {
  "Take a bias of -2 for -5. Which of the three examples make the neuron fire now?",
  "Let the weight of c be -10, the others 10. What does c do to the neuron now?",
  "Set the first neuron's three weights to 0. What does it answer, whatever comes in?",
}
return figures
