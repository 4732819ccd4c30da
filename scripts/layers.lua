-- You will see: nodes with a bias, layers of them as matrices, and two ways to say how wrong they are.
-- Goes with: slides 004, "Nodes are Perceptrons", "Maxtrix Representation", "Loss" and "Useful intermediate
--   representation".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A node adds up what it hears: the activations a of the layer before, each times its weight w, and a bias
b of its own, which says how easily it fires. The sum is z; what the node answers is its activation a = g(z),
and g is the sigmoid. A node with w = 0.6 and b = 0.3 hears 0.9:]]
local function g(z) return 1 / (1 + math.exp(-z)) end
local z = 0.6 * 0.9 + 0.3
local a = g(z)
lesson.table({ "z = w a + b", "a = g(z)" }, { { z, a } })
figures["A-2"] = { z = z, a = a }
lesson.correct [[says "g(sum of weights + bias)". It is the sum of the weighted activations, and the bias. It
gives its weights the number of the layer before; we give them that of the layer they lead into.]]

say [[A layer of m nodes that hears n nodes is a1 = g(W a0 + b): W has a row for each of its nodes and a
column for each of those it hears, and b has a bias for each row. Here are layers of 2, 3, 2 and 2 nodes; we
keep z of each, for learning will need it. The first z is 0.2 · 1 - 0.4 · 0.5 + 0.1, for the inputs 1 and
0.5.]]
local W, b, x = lesson.biased_layers()
local zs, as = {}, {}
local heard = x
for l = 1, 3 do
  zs[l] = W[l]:dot(heard) + b[l]
  as[l] = zs[l]:sigmoid()
  heard = as[l]
  lesson.show(("z and a of layer %d"):format(l), zs[l]:hcat(as[l]))
end
lesson.correct [[has a_1 and b_1 twice in its columns and ends the biases with b_n. They are a_1, a_2, …, a_n
and b_1, b_2, …, b_m, one bias for each row of W. Another slide counts the nodes from 0: the sum is the
same.]]

say "nn.network, given the same weights and biases, answers in one call what our last layer did:"
local n = lesson.network({ 2, 3, 2, 2, bias = true, precision = "double" }, W, b)
lesson.show("n:query(x)", n:query(x))
lesson.draw(n.show, n, x)
figures["A-3"] = { z = zs, a = as, agrees = n:query(x):near(as[3], 1e-12) }
figures["A-8"] = { z = zs }

say [[How wrong is an answer? A loss says it in one number; of the slide on it only the title is left. The
squared difference is ½(a - y)², where y is what a should have been. The cross-entropy is -y ln a - (1 - y)
ln(1 - a); ln is Lua's math.log. It grows without end when a network is sure and wrong.]]
local function squared(answer, y) return (answer - y) ^ 2 / 2 end
local function cross_entropy(answer, y) return -y * math.log(answer) - (1 - y) * math.log(1 - answer) end
lesson.table({ "a, where y = 1", "½(a - y)²", "cross-entropy" }, {
  { 0.9, squared(0.9, 1), cross_entropy(0.9, 1) },
  { 0.01, squared(0.01, 1), cross_entropy(0.01, 1) },
})
lesson.chart { series = {
  { f = function(at) return squared(at, 1) end, from = 0.01, to = 0.99, title = "½(a - 1)²" },
  { f = function(at) return cross_entropy(at, 1) end, from = 0.01, to = 0.99, title = "cross-entropy" },
}, title = "The loss, where y = 1", xlabel = "a", ylabel = "loss" }

say [[The loss of several examples is the mean of theirs. A network of 2, 3 and 1 nodes is asked for XOR, of
which it has learnt nothing yet:]]
local X, y = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, { 0, 1, 1, 0 }
local xor = lesson.network({ 2, 3, 1, bias = true, precision = "double" }, lesson.xor_start())
local answers = xor:query(X)
local squares, entropies = nn.zeros(4), nn.zeros(4)
for i = 1, 4 do
  squares[i] = squared(answers[i], y[i])
  entropies[i] = cross_entropy(answers[i], y[i])
end
lesson.columns({ "a", "y", "½(a - y)²", "cross-entropy" }, answers, y, squares, entropies)
local mean1, mean2 = squares:mean(), entropies:mean()
say("The means are %.6f and %.6f. A network that says ½ to all would have 0.125 and 0.693.", mean1, mean2)
figures["A-6"] = { squared = mean1, entropy = mean2 }

lesson.ask {
  "Give the first node a bias of -3 in place of 0.3, then of 3: how easily does it fire?",
  "Leave out bias = true and b where nn.network answers: which of its two answers moves further?",
  "Let y be 0, 0, 0, 1, which is AND. Which of the four answers costs most now?",
}
return figures
