-- You will see: TensorFlow's first example with and without an activation, and what that changes.
-- Goes with: slides 004, "Useful Links": TensorFlow-Examples, neural_network_raw.ipynb.
-- Runs: five seconds, with --full and MNIST a little more.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[784-256-256-10: two hidden layers of 256, weights and biases from N(0, 1), softmax with cross-entropy,
adam with learning rate 0.1, 500 steps of 128 pictures. The notebook's code, as it is stored, has a sigmoid
in the hidden layers; its stored output has losses of 13208 at the first step and 55 at the last.]]
local full = options.full and nn.data.find "mnist"
local train, test = nn.data[full and "mnist" or "digits"](nil, { scale = { 0, 1 }, targets = { 0, 1 } })
if options.full and not full then say "(Full MNIST is missing: `make data` fetches it.)" end
train = train:take(math.min(#train, 55000))

local sizes <const>, BATCH <const>, RATE <const> = { 784, 256, 256, 10 }, 128, 0.1
local function start(seed) -- numpy's own numbers: weights, biases, and the first batch, a row a picture
  local normal, permutation = lesson.numpy_normal(seed)
  local W, b, X, T = {}, {}, {}, {}
  for k = 1, 3 do W[k] = normal(sizes[k], sizes[k + 1]).T end
  for k = 1, 3 do b[k] = normal(sizes[k + 1], 1) end
  local order = permutation(#train)
  for i = 1, BATCH do
    X[i], T[i] = train[order[i]].input:totable(), train[order[i]].target:totable()
  end
  return W, b, nn.matrix(X), nn.matrix(T)
end
local function forward(W, b, X, sigmoid)
  local a = { [0] = X }
  for k = 1, 3 do
    a[k] = a[k - 1]:dot(W[k].T) + b[k].T
    if k < 3 and sigmoid then a[k] = a[k]:sigmoid() end
  end
  return a
end
local function loss(Z, T) -- the mean of -ln softmax; the largest sum is taken out, or exp would overflow
  Z = Z - Z:max(2)
  return (Z:exp():sum(2):log() - (Z * T):sum(2)):mean()
end
local function first_step(W, b, X, T, sigmoid, epsilon)
  local a = forward(W, b, X, sigmoid)
  local delta = (a[3]:softmax() - T) / BATCH
  -- in its first step adam's m and v, corrected, are the slope and its square
  local function adam(P, slope) return P - RATE * slope / (slope:abs() + epsilon) end
  local new_W, new_b = {}, {}
  for k = 3, 1, -1 do
    new_W[k], new_b[k] = adam(W[k], delta.T:dot(a[k - 1])), adam(b[k], delta:sum(1).T)
    delta = delta:dot(W[k])
    if sigmoid and k > 1 then delta = delta * a[k - 1] * (1 - a[k - 1]) end
  end
  return new_W, new_b
end

say [[First one step by hand. Adam's is simple: every weight moves by the learning rate, in the direction of
its slope, however small that is, down to an epsilon: 1e-8 in nn.network, 3.2e-7 in TensorFlow's formula.
Then nn.network does all 500, in the order of the file.]]
local function network(W, b, f, precision)
  local n = nn.network { 784, 256, 256, 10, activation = { f, f, "softmax" }, optimizer = "adam",
    learning_rate = RATE, precision = precision, seed = options.seed }
  for k = 1, 3 do
    n:set_weights(k, W[k])
    n:set_biases(k, b[k])
  end
  return n
end
local function run(f, seed)
  local W, b, X, T = start(seed)
  local W1, b1 = first_step(W, b, X, T, f == "sigmoid", 1e-8 / math.sqrt(1 - 0.999))
  local result = { first = loss(forward(W1, b1, X, f == "sigmoid")[3], T), losses = {} }
  local n, step = network(W, b, f, "double"), 0
  n:fit(X, T, { batch_size = BATCH, shuffle = false, progress = false })
  W1 = first_step(W, b, X, T, f == "sigmoid", 1e-8)
  result.same = n:weights(1):near(W1[1], 1e-8) and n:weights(3):near(W1[3], 1e-8)
  n = network(W, b, f)
  local function watch(report)
    step = step + 1
    if step % 100 == 0 then table.insert(result.losses, report.loss) end
    return step < 500
  end
  n:fit(train, { epochs = 500, batch_size = BATCH, shuffle = false, progress = false, on_batch = watch })
  result.accuracy = n:evaluate(test).accuracy
  return result
end
local jobs, rows = { { "linear", 1 }, { "linear", 2 }, { "sigmoid", 1 }, { "sigmoid", 2 } }, {}
local curves, same = {}, true
local results = nn.parallel(jobs, function(job) return run(table.unpack(job)) end, { progress = false })
for i, r in ipairs(results) do
  local y, name = { r.first, table.unpack(r.losses) }, table.concat(jobs[i], " ")
  rows[i], same = { name, table.unpack(y) }, same and r.same
  rows[i][8] = r.accuracy
  curves[i] = { x = { 1, 100, 200, 300, 400, 500 }, y = y, style = "linespoints", title = name }
end
lesson.table({ "layers, seed", "step 1", "100", "200", "300", "400", "500", "right" }, rows)
lesson.chart { series = curves, logy = true, xlabel = "step", ylabel = "loss", key = "outside",
  title = "With and without an activation" }
say("By hand and nn.network: the same weights after the first step, to 1e-8: %s.", same)
say [[Step 1 shows the loss after that step, as the notebook does, the others the loss before theirs. Sums
over 256 nodes with N(0, 1) weights make answers that are wrong by thousands, unless a sigmoid holds each
between 0 and 1. So the notebook was run without one: its first loss has five digits.]]

local W, b, X = start(1)
local product = W[3]:dot(W[2]):dot(W[1])
local shift = W[3]:dot(W[2]:dot(b[1]) + b[2]) + b[3]
local Z = forward(W, b, X)[3]
local far = (X:dot(product.T) + shift.T - Z):abs():max() / Z:abs():max()
say([[And without an activation three layers are one: multiply their matrices beforehand, and the answers
differ by %.0e of the largest. Without it the 784-256-256-10 network is a 784-10 network.]], far)
figures["Y-7"] = { linear_first = { results[1].first, results[2].first },
  sigmoid_first = { results[3].first, results[4].first }, same = same, one_matrix = far < 1e-12,
  learnt = results[1].accuracy > 0.7 and results[2].accuracy > 0.7,
  says = "So the notebook was run without one" }

lesson.ask {
  "Divide the start weights by the square root of the links into a node: how large is the first loss now?",
  "Set RATE to 0.001, adam's usual one. Which of the two wins, and with relu?",
  "scripts/deep.lua has the same shape with today's habits. What does each of them change?",
}
return figures
