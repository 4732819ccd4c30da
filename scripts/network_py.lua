-- You will see: Nielsen's network.py in matrices, and how it learns the digits from three different starts.
-- Goes with: slides 004, "Useful Links": neuralnetworksanddeeplearning.com, chapter 1, and its network.py.
-- Runs: a second; --full, with MNIST (make data), seven.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Michael Nielsen's book comes with network.py, some seventy lines of Python: a network with biases that
learns from mini-batches, by the true slope. Its function backprop takes one sample. x goes forward; delta,
the slope of the cost (y - a)²/2 along z, goes back through the transpose of W. The slopes along b and W are
added to nabla_b and nabla_w.]]
local function backprop(net, x, y, nabla_b, nabla_w)
  local a1 = (net.W[1]:dot(x) + net.b[1]):sigmoid()
  local a2 = (net.W[2]:dot(a1) + net.b[2]):sigmoid()
  local delta = (a2 - y) * a2 * (1 - a2)
  nabla_b[2]:add(delta)
  nabla_w[2]:addouter(delta, a1)
  delta = net.W[2].T:dot(delta) * a1 * (1 - a1)
  nabla_b[1]:add(delta)
  nabla_w[1]:addouter(delta, x)
end

say "update_mini_batch does this for each of m samples, and then takes a step of eta / m times the sums."
local m, eta = 10, 3
local function update_mini_batch(net, samples)
  local nabla_b = { nn.zeros(30, 1), nn.zeros(10, 1) }
  local nabla_w = { nn.zeros(30, 784), nn.zeros(10, 30) }
  for _, sample in ipairs(samples) do backprop(net, sample.input, sample.target, nabla_b, nabla_w) end
  for l = 1, 2 do
    net.b[l]:add(nabla_b[l], -eta / m)
    net.W[l]:add(nabla_w[l], -eta / m)
  end
end

local train, test = lesson.digits { scale = { 0, 255 / 256 }, targets = { 0, 1 } }
train = train:take(math.min(#train, 50000))
say([[SGD, stochastic gradient descent, shuffles the digits before each epoch and cuts them into
mini-batches. 784-30-10 starts from N(0, 1), random numbers with the standard deviation 1. With m = %d and the
learning rate eta = %g it learns from %d digits. How many of %d others are right?]], m, eta, #train, #test)
local spec = { 784, 30, 10, bias = true, rule = "gradient", learning_rate = eta, precision = "double" }
local function sgd(seed)
  local normal, permutation = lesson.numpy_normal(seed) -- NumPy's own numbers
  local b = { normal(30, 1), normal(10, 1) }
  local net = { b = b, W = { normal(30, 784), normal(10, 30) } }
  local right, said = {}, nil
  for epoch = 1, 5 do
    local order = permutation(#train)
    for i = 1, #train, m do
      local samples = {}
      for k = 1, m do samples[k] = train[order[i + k - 1]] end
      update_mini_batch(net, samples)
    end
    local n = lesson.network(spec, net.W, net.b)
    right[epoch] = n:evaluate(test).correct
    said = said or n:confusion(test).counts:sum(1).T -- how often each digit was the answer, after epoch 1
  end
  return { net = net, right = right, said = said }
end
local one, two, three = table.unpack(nn.parallel(3, sgd, { progress = false }))
local seeds = { "seed 1", "seed 2", "seed 3" }
lesson.columns({ "epoch", table.unpack(seeds) }, { 1, 2, 3, 4, 5 }, one.right, two.right, three.right)
say "After the first epoch, how often is each digit the answer?"
lesson.columns({ "digit", table.unpack(seeds) }, nn.range(0, 9), one.said, two.said, three.said)
say [[From N(0, 1) on 784 links many nodes start saturated, at 0 or 1, where the slope is next to nothing. So
the first epochs differ much, and some digits may never be the answer. scripts/nielsen.lua goes on.]]

local n = lesson.network(spec, one.net.W, one.net.b)
for i = 1, 100, m do update_mini_batch(one.net, train:sub(i, i + m - 1)) end
n:fit(train:take(100), { batch_size = m, shuffle = false, progress = false })
local same = n:weights(1):near(one.net.W[1], 1e-12) and n:weights(2):near(one.net.W[2], 1e-12)
say("nn.network does all this in one call. Taught a hundred digits more, both end alike, to 1e-12: %s.", same)
figures["Y-2"] = { right = { one.right, two.right, three.right }, said = one.said, same = same }

lesson.ask {
  "Divide normal(30, 784) by 28, the square root of 784: what becomes of the first epochs?",
  "Take eta = 0.3, and eta = 30. Which is too slow, which too fast?",
  "Take mini-batches of m = 100: an epoch has a tenth of the updates. Which eta was as slow as that?",
}
return figures
