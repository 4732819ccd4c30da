-- You will see: Nielsen's network.py and network2.py in matrices, on XOR and on the digits, to the digit.
-- Goes with: slides 004, "Useful Links": neuralnetworksanddeeplearning.com, chapters 1 to 3, and its code.
-- Runs: two seconds; with --full and MNIST half a minute.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[network.py is a network of layers with biases, here in matrices. Each mini-batch sums the slopes of
its samples (nabla), and then W and b take a step of eta / m. network2.py adds the cross-entropy, and L2:
before the step W shrinks by the factor 1 - eta lmbda / n.]]
local function feedforward(net, x)
  local a = { [0] = x }
  for l, W in ipairs(net.W) do a[l] = (W:dot(a[l - 1]) + net.b[l]):sigmoid() end
  return a
end
local function update_mini_batch(net, batch, eta, lmbda, n)
  local nabla_W, nabla_b = {}, {}
  for l, W in ipairs(net.W) do nabla_W[l], nabla_b[l] = nn.zeros(W:shape()), nn.zeros(W.rows) end
  for _, sample in ipairs(batch) do
    local a = feedforward(net, sample.input)
    local o = a[#a]
    local delta = o - sample.target
    if net.cost == "quadratic" then delta = delta * o * (1 - o) end
    for l = #net.W, 1, -1 do
      nabla_W[l]:addouter(delta, a[l - 1])
      nabla_b[l]:add(delta)
      if l > 1 then delta = net.W[l].T:dot(delta) * a[l - 1] * (1 - a[l - 1]) end
    end
  end
  for l, W in ipairs(net.W) do
    if lmbda then W:mul(nn.full(W.rows, W.cols, 1 - eta * lmbda / n)) end
    W:add(nabla_W[l], -eta / #batch)
    net.b[l]:add(nabla_b[l], -eta / #batch)
  end
end

say "Both on the four samples of XOR, 2-3-1: by hand, and in one call of nn.network in double."
local X, T = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, nn.matrix { 0, 1, 1, 0 }
local function xor(m, lmbda) -- by hand, after 1, 2 and 100 updates; and nn.network after 100
  local net = { cost = "cross-entropy", W = { nn.matrix { { 0.5, -0.6 }, { -0.3, 0.8 }, { 0.7, 0.2 } },
    nn.matrix { { 0.4, -0.5, 0.6 } } }, b = { nn.matrix { 0.1, -0.2, 0.05 }, nn.matrix { -0.1 } } }
  local kept, n = {}, nn.network { 2, 3, 1, bias = true, loss = "cross_entropy", weight_decay = lmbda,
    learning_rate = 0.5, precision = "double" }
  for k = 1, 2 do
    n:set_weights(k, net.W[k])
    n:set_biases(k, net.b[k])
  end
  for update = 1, 100 do
    local batch = {}
    for i = 1, m do
      local j = ((update - 1) * m + i - 1) % 4 + 1
      batch[i] = { input = X[j].T, target = T[j] }
    end
    update_mini_batch(net, batch, 0.5, lmbda, 4)
    local outputs = {}
    for i = 1, 4 do outputs[i] = feedforward(net, X[i].T)[2]:totable() end
    kept[tostring(update)] = { weights = { net.W[1]:totable(), net.W[2]:totable() },
      biases = { net.b[1]:totable(), net.b[2]:totable() }, outputs = outputs }
  end
  n:fit(X, T, { epochs = 25 * m, batch_size = m, shuffle = false, progress = false })
  return kept, net.W[2], n:weights(2)
end
local plain, W, N = xor(4)
local decayed, Wd, Nd = xor(2, 0.1)
lesson.show("W2, cross-entropy, batches of 4", W)
lesson.show("W2, batches of 2 with lmbda = 0.1", Wd)
say("nn.network has the same, to 1e-12: %s, %s.", W:near(N, 1e-12), Wd:near(Nd, 1e-12))
figures["Y-3"] = { cross_entropy = plain, l2 = decayed, agrees = W:near(N, 1e-12) and Wd:near(Nd, 1e-12) }

local found = options.full and nn.data.find "mnist"
local scaling = { scale = { 0, 255 / 256 }, targets = { 0, 1 } }
local train, test = nn.data[found and "mnist" or "digits"](nil, scaling)
train = train:take(math.min(#train, 50000))
say([[And the digits: 784-30-10, the quadratic cost, mini-batches of 10, eta = 3, %d digits to learn, %d to
be asked. Three starts, all of N(0, 1) as in network.py, right answers after each of five epochs:]],
  #train, #test)
if options.full and not found then say "(Full MNIST is missing: `make data` fetches it.)" end
local function sgd(seed)
  local normal, permutation = lesson.numpy_normal(seed)
  local b1, b2 = normal(30, 1), normal(10, 1)
  local net = { cost = "quadratic", b = { b1, b2 }, W = { normal(30, 784), normal(10, 30) } }
  local right = {}
  for epoch = 1, 5 do
    local order, batch = permutation(#train), {}
    for i, k in ipairs(order) do
      batch[#batch + 1] = train[k]
      if i % 10 == 0 then
        update_mini_batch(net, batch, 3.0)
        batch = {}
      end
    end
    right[epoch] = 0
    for i = 1, #test do
      local o = feedforward(net, test[i].input)[2]
      if o:argmax() - 1 == test[i].label then right[epoch] = right[epoch] + 1 end
    end
  end
  return right
end
local right = nn.parallel(3, sgd, { progress = false })
local rows = {}
for seed, list in ipairs(right) do rows[seed] = { seed, table.unpack(list) } end
lesson.table({ "seed", "1", "2", "3", "4", "5" }, rows)
say [[The same program, three very different first epochs: N(0, 1) on 784 links makes for neurons that are
saturated before they have seen anything. network2.py starts with N(0, 1) / sqrt(inputs); so does
nn.network. scripts/nielsen.lua has his longer experiments, and what they reach.]]
figures["Y-2"] = { right = right, of = #train }

lesson.ask {
  "Divide normal(30, 784) by 28, the square root of 784: what becomes of the first epochs?",
  "Give the network of sgd the cost \"cross-entropy\", and eta = 0.5.",
  "Give it lmbda = 0.1, with n = #train. What changes, and would more epochs show more?",
}
return figures
