-- You will see: a network that recognises 2s, layers with biases, and the slope of one neuron, link by link.
-- Goes with: slides 004, "Handwritten Digits" to "Updating Bias".
-- Runs: a second; --full, with MNIST (make data), three.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

local full = options.full and nn.data.find "mnist"
local train, test = nn.data[full and "mnist" or "digits"]()
say [[Can you write a program that recognises 2s? A rule by hand fails: say that a 2 has as much ink as the
average 2, within a tenth. A network of 784, 30 and 1 nodes learns from examples, 0.99 for a 2 and 0.01 for
all others; more than 0.5 is a yes.]]
local two = nn.network { 784, 30, 1, precision = "double", init = lesson.numpy_start(1) }
local mean, twos = 0, 0
for i = 0, (full and 1 or 3) * #train - 1, 1000 do -- the small set three times
  local part = train:sub(i % #train + 1, i % #train + 1000)
  local is = nn.matrix(part.labels):map(function(label) return label == 2 and 1 or 0 end)
  two:train(part.inputs, is * 0.98 + 0.01)
  mean, twos = mean + (part.inputs:sum(2) * is):sum(), twos + is:sum()
end
mean = mean / twos
local found, alarms, all = { 0, 0, 0 }, { 0, 0, 0 }, 0
for i = 1, #test, 1000 do
  local part = test:sub(i, i + 999)
  local ink, answer = part.inputs:sum(2), two:query(part.inputs)
  for k, label in ipairs(part.labels) do
    all = all + (label == 2 and 1 or 0)
    for r, yes in ipairs { false, math.abs(ink[k] - mean) < mean / 10, answer[k] > 0.5 } do
      local count = label == 2 and found or alarms
      count[r] = count[r] + (yes and 1 or 0)
    end
  end
end
local rows, right = {}, {}
for r, name in ipairs { "always no", "by its ink", "784-30-1" } do
  right[r] = 100 * (#test - all + found[r] - alarms[r]) / #test
  rows[r] = { name, right[r], ("%d of %d"):format(found[r], all), alarms[r] }
end
lesson.table({ "rule", "% right", "2s found", "false alarms" }, rows)
figures["A-1"] = { right = right, found = found, twos = all, alarms = alarms, learns = right[3] > right[1] }

say [[Nodes are perceptrons, here with a bias: z = w a + b, and the activation g(z) is the sigmoid's. One with
w = 0.6 and b = 0.3 that hears 0.9 from the layer before:]]
local w, a_prev, b, y = 0.6, 0.9, 0.3, 0
local function g(z) return 1 / (1 + math.exp(-z)) end
local z = w * a_prev + b
local a = g(z)
lesson.table({ "z", "a = g(z)" }, { { z, a } })
figures["A-2"] = { z = z, a = a }
lesson.correct [[says "g(sum of weights + bias)": it is the sum of the weighted activations, and the bias.]]

say [[A layer of m nodes that hears n is a1 = g(W a0 + b), W having m rows and n columns; z is what g is taken
of. Through 2, 3, 2 and 2 nodes, layer by layer, and in one call:]]
local W, B, x = lesson.biased_layers()
local n, Z, A = nn.network { 2, 3, 2, 2, bias = true, precision = "double" }, {}, { [0] = x }
for l = 1, 3 do
  Z[l] = W[l]:dot(A[l - 1]) + B[l]
  A[l] = Z[l]:sigmoid()
  n:set_weights(l, W[l])
  n:set_biases(l, B[l])
  lesson.show(("z and a of layer %d"):format(l), Z[l]:hcat(A[l]))
end
lesson.show("n:query", n:query(x))
lesson.draw(n.show, n, x)
figures["A-3"] = { z = Z, a = { A[1], A[2], A[3] }, agrees = n:query(x):near(A[3], 1e-12) }
figures["A-8"] = { z = Z }
lesson.correct [[has a_1 and b_1 twice in its columns and ends the biases with b_n: they are a_1, a_2, …, a_n
and b_1, b_2, …, b_m, one for each row of W.]]

say [[The answer of a classifier is one-hot: the valid one is hot, the rest are cold. For the labels 5 and
3:]]
local hot = nn.zeros(2, 10):set(1, 5 + 1, 1):set(2, 3 + 1, 1)
lesson.show("one-hot", hot)
figures["A-7"] = { one_hot = hot }

say [[Of the slide on the loss only its title is left. It is the squared difference, ½(a - y)² averaged over
the examples; or the cross-entropy, -y log a - (1 - y) log(1 - a). XOR by 2, 3 and 1 nodes that have learnt
nothing:]]
local X, Y = nn.matrix { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } }, nn.matrix { { 0, 1, 1, 0 } } -- a column an example
local W1, b1 = nn.matrix { { 0.5, -0.6 }, { -0.3, 0.8 }, { 0.7, 0.2 } }, nn.matrix { 0.1, -0.2, 0.05 }
local out = (nn.matrix { { 0.4, -0.5, 0.6 } }:dot((W1:dot(X) + b1):sigmoid()) - 0.1):sigmoid()
local squared = ((out - Y) ^ 2 / 2):mean()
local entropy = -(Y * out:log() + (1 - Y) * (1 - out):log()):mean()
lesson.table({ "½(a - y)²", "cross-entropy" }, { { squared, entropy } })
figures["A-6"] = { squared = squared, entropy = entropy }

say [[How does the loss of our one neuron change with w? The chain rule takes it apart: dLoss/dw = dz/dw ·
da/dz · dLoss/da. With the loss (a - y)² and y = 0 these are a_prev, g'(z) = a(1 - a) and 2(a - y). For b the
first is 1, and for a_prev it is w.]]
local function loss(w_, a_, b_) return (g(w_ * a_ + b_) - y) ^ 2 end
local slope = a * (1 - a)
local by_w, by_b, by_a = a_prev * slope * 2 * (a - y), slope * 2 * (a - y), w * slope * 2 * (a - y)
lesson.table({ "", "chain rule", "measured" }, {
  { "dLoss/dw", by_w, lesson.slope(function(v) return loss(v, a_prev, b) end, w) },
  { "dLoss/db", by_b, lesson.slope(function(v) return loss(w, a_prev, v) end, b) },
  { "dLoss/da_prev", by_a, lesson.slope(function(v) return loss(w, v, b) end, a_prev) } })
lesson.chart { series = {
  { f = function(v) return loss(v, a_prev, b) end, from = -2, to = 3, title = "loss" },
  { f = function(v) return loss(w, a_prev, b) + by_w * (v - w) end, from = -0.6, to = 1.8,
    title = "slope at 0.6" } }, xlabel = "w", key = "top left" }
figures["A-9"] = { dw = by_w, slope = slope }
figures["A-11"], figures["A-12"] = { da = by_a }, { db = by_b }
lesson.correct [[on the node before has dLoss/dw on its left: it must be dLoss/da_k of the layer before,
summed over all nodes that it feeds. And "change is bias is linear the change in Loss" wants to say: dz/db is
1.]]

lesson.ask {
  "Let the network look for 8s instead of 2s: is that harder?",
  "Take w = 6: what becomes of the three slopes, and why?",
  "Leave out all biases (nn.network without bias = true): which answers change?",
}
return figures
