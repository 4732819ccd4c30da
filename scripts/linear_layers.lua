-- You will see: layers without an activation, which are one matrix, and what a sigmoid between them changes.
-- Goes with: slides 004, "Useful Links": TensorFlow-Examples, neural_network_raw.ipynb.
-- Runs: a second.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[A layer without an activation computes W x + b, and no more. Here are three of them, with 2, 3, 2 and 2
nodes. The input x is 1 and 0.5. Layer by layer:]]
local function forward(W, b, x, activation) -- between the layers is the activation, if there is one
  for k = 1, #W do
    if activation and k > 1 then x = activation(x) end
    x = W[k]:dot(x) + b[k]
  end
  return x
end
local W, b, x = lesson.biased_layers()
lesson.show("answer", forward(W, b, x).T)

say [[This is W3 (W2 (W1 x + b1) + b2) + b3, and it can be multiplied out before there is any x. All weights
together are M = W3 W2 W1, all biases c = W3 (W2 b1 + b2) + b3. One layer, M x + c, gives the same answer:]]
local function merge(weights, biases)
  local M, c = weights[1], biases[1]
  for k = 2, #weights do
    M = weights[k]:dot(M)
    c = weights[k]:dot(c) + biases[k]
  end
  return M, c
end
local M, c = merge(W, b)
lesson.show("M", M)
lesson.show("M x + c", (M:dot(x) + c).T)
local n = lesson.network({ 2, 3, 2, 2, activation = "linear", bias = true, precision = "double" }, W, b)
local same = n:query(x):near(M:dot(x) + c, 1e-12)
say("nn.network, with its three layers, says so too: %s.", same)

say [[Larger layers are no better. 784-256-256-10, as in TensorFlow's example, has 269322 weights and biases,
here all from N(0, 1). Without an activation a single layer 784-10, which has 7850, can say all the same.]]
local sizes = { 784, 256, 256, 10 }
local large_W, large_b = {}, {}
for k = 1, 3 do
  large_W[k] = nn.randn(sizes[k + 1], sizes[k])
  large_b[k] = nn.randn(sizes[k + 1])
end
local picture = nn.data.digits()[1].input
local answer = forward(large_W, large_b, picture)
local one, shift = merge(large_W, large_b)
local far = (one:dot(picture) + shift - answer):abs():max() / answer:abs():max()
say("Both were asked about a digit. They differ by %.0e of the largest answer: rounding.", far)
figures["Y-7"] = { M = M, c = c, answer = forward(W, b, x), same = same, one_matrix = far < 1e-12 }

say [[Now put a sigmoid between the small layers, and ask about k times x. Without a sigmoid the first answer
changes by the same from each k to the next; with a sigmoid it does not. No M x + c does that.]]
local function straight(k) return forward(W, b, k * x)[1] end
local function bent(k) return forward(W, b, k * x, function(z) return z:sigmoid() end)[1] end
local ks = nn.range(0, 4)
lesson.columns({ "k", "linear", "with a sigmoid" }, ks, ks:map(straight), ks:map(bent))
lesson.chart { f = bent, from = -8, to = 8, title = "With a sigmoid", xlabel = "k", ylabel = "first answer" }
figures["Y-7"].straight, figures["Y-7"].bent = ks:map(straight), ks:map(bent)

say "What is that good for? XOR, learnt by 2-8-8-1, with linear hidden layers and with sigmoids:"
local X, T = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, nn.matrix { 0, 1, 1, 0 }
local answers = {}
for i, hidden in ipairs { "linear", "sigmoid" } do
  local net = nn.network { 2, 8, 8, 1, activation = { hidden, hidden, "sigmoid" }, loss = "cross_entropy",
    optimizer = "adam", learning_rate = 0.05, seed = options.seed }
  net:fit(X, T, { epochs = 500, batch_size = 4, progress = false })
  answers[i] = net:query(X)
end
lesson.columns({ "x1", "x2", "linear", "sigmoid" }, { 0, 0, 1, 1 }, { 0, 1, 0, 1 }, answers[1], answers[2])
say "Linear layers are one line, however many they are, and no line parts XOR."
figures["Y-7"].xor = { linear = answers[1]:near(T, 0.45), sigmoid = answers[2]:near(T, 0.1) }

lesson.ask {
  "Learn XOR with \"relu\" instead of \"linear\". Is half a straight line enough?",
  "Give the XOR networks 80 nodes in each hidden layer. Do the linear ones learn it now?",
  "Let ks be nn.range(-100, 100, 50): between which numbers does the answer with a sigmoid stay?",
}
return figures
