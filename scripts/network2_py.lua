-- You will see: what network2.py adds to network.py: the cross-entropy, and weights that shrink.
-- Goes with: slides 004, "Useful Links": neuralnetworksanddeeplearning.com, chapter 3, and its network2.py.
-- Runs: a second.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[network2.py learns as network.py does, with two changes. The first is another cost, the cross-entropy
-(y ln a + (1 - y) ln(1 - a)). At the output its slope along z is delta = a - y, without the factor
a (1 - a), which is next to nothing where a node is saturated.]]
say [[The second is L2 regularisation. The sum of all squared weights, times lmbda / (2n), is added to the
cost of n samples. (It is lambda, but Python has another use for that word.) So every step first shrinks each
weight by the factor 1 - eta lmbda / n. The biases are left alone.]]
local X, Y = nn.matrix { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } }, nn.matrix { { 0, 1, 1, 0 } }
local eta, n = 0.5, 4 -- the learning rate, and the number of samples
local function update(W, b, x, y, lmbda) -- x and y have a column for each sample of the mini-batch
  local h = (W[1]:dot(x) + b[1]):sigmoid()
  local delta_o = (W[2]:dot(h) + b[2]):sigmoid() - y
  local delta_h = W[2].T:dot(delta_o) * h * (1 - h)
  local shrink = 1 - eta * lmbda / n
  W[2] = shrink * W[2] - eta / x.cols * delta_o:dot(h.T)
  W[1] = shrink * W[1] - eta / x.cols * delta_h:dot(x.T)
  b[2] = b[2] - eta * delta_o:mean(2)
  b[1] = b[1] - eta * delta_h:mean(2)
end

say "XOR, a hundred updates: by all four samples without L2; by two at a time with L2, lmbda = 0.1."
local function learn_xor(m, lmbda) -- the state after "1", "2", … updates; and whether nn.network ends alike
  local W, b = lesson.xor_start()
  local twin = lesson.network({ 2, 3, 1, bias = true, loss = "cross_entropy", weight_decay = lmbda,
    learning_rate = eta, precision = "double" }, W, b)
  local states = {}
  for i = 1, 100 do
    local first, last = (i - 1) * m % n + 1, (i - 1) * m % n + m
    update(W, b, X:sub(1, 2, first, last), Y:sub(1, 1, first, last), lmbda)
    local a = (W[2]:dot((W[1]:dot(X) + b[1]):sigmoid()) + b[2]):sigmoid()
    states[tostring(i)] = { weights = { W[1], W[2] }, biases = { b[1], b[2] },
      outputs = { a:col(1), a:col(2), a:col(3), a:col(4) } }
  end
  twin:fit(X.T, Y.T, { epochs = 100 * m // n, batch_size = m, shuffle = false, progress = false })
  return states, twin:weights(1):near(W[1], 1e-12) and twin:weights(2):near(W[2], 1e-12)
end
local plain, same = learn_xor(4, 0)
local decayed, same_decayed = learn_xor(2, 0.1)
lesson.show("W1 without L2", plain["100"].weights[1])
lesson.show("W1 with L2", decayed["100"].weights[1])
say("nn.network calls lmbda weight_decay. It has the same weights, to 1e-12: %s, %s.", same, same_decayed)
figures["Y-3"] = { cross_entropy = plain, l2 = decayed, agrees = same and same_decayed }

say [[Now the digits: 784-30-10, mini-batches of ten, 30 epochs, from network.py's start, N(0, 1), where many
nodes are saturated; L2 with lmbda = 2. First in the table stands the share of right answers, after the first
epoch, after the last, and to the digits learnt from. Then the standard deviation of the weights W1.]]
local train, test = nn.data.digits(nil, { scale = { 0, 1 }, targets = { 0, 1 } })
local function learn_digits(loss, rate, lmbda)
  local net = nn.network { 784, 30, 10, bias = true, rule = "gradient", loss = loss, learning_rate = rate,
    weight_decay = lmbda, seed = options.seed,
    init = function(nodes, links) return nn.randn(nodes, links) end }
  local history = net:fit(train, { epochs = 30, batch_size = 10, test = test, progress = false })
  local right = history.test_accuracy
  return { right[1], right[30], net:evaluate(train).accuracy, net:weights(1):std() }
end
local quadratic = learn_digits("squared", 3, 0)
local entropy = learn_digits("cross_entropy", 0.5, 0)
local both = learn_digits("cross_entropy", 0.5, 2)
local names = { "first", "last", "learnt from", "W1" }
lesson.columns({ "", "quadratic", "cross-entropy", "with L2" }, names, quadratic, entropy, both)
say [[The cross-entropy gets out of the saturated start sooner. L2 draws the weights together: fewer digits
are learnt by heart, and more of the new ones are right. (If not told otherwise, network2.py divides N(0, 1)
by the square root of the inputs, as nn.network does; it tells cost and accuracy as it learns, as n:fit does;
and its networks are saved as JSON, here by n:save.)]]
figures["Y-3"].sooner = entropy[1] > quadratic[1]
figures["Y-3"].less_by_heart = both[3] < entropy[3] and both[4] < entropy[4]

lesson.ask {
  "Take lmbda = 2 for XOR: three quarters of a weight are left after each step. What is left in the end?",
  "Take lmbda = 20 for the digits, then 0.2. Which is too much, which too little?",
  "Divide nn.randn(nodes, links) by the square root of links. Does the cross-entropy still lead?",
}
return figures
