-- You will see: slopes averaged over all examples or a few, and XOR's first hundred updates in four ways.
-- Goes with: slides 004, "Learning", "Derivative", "All Examples: Avg. Changes to Weights", "Mini-Batches".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Learning adjusts all weights and all biases, each by a small step against its slope. The slopes come
from back propagation, and the small changes are summed over all examples. Our examples are those of XOR, a
column each. The network has 2, 3 and 1 nodes and has learnt nothing yet.]]
local X, Y = nn.matrix { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } }, nn.matrix { { 0, 1, 1, 0 } }
local W, b = lesson.xor_start()
local function forward(x) -- the activations of both layers, with W and b as they are now
  local a1 = (W[1]:dot(x) + b[1]):sigmoid()
  return { a1, (W[2]:dot(a1) + b[2]):sigmoid() }
end

say [[Each example k has a loss of its own, ½(a - y)², and we average their slopes: dLoss/dw = 1/N · the sum
of dLoss_k/dw. In matrices that takes no loop, for a product adds up over all columns.]]
local function average_slopes(x, y, loss) -- of the weights, and of the biases
  local a, N = forward(x), x.cols
  local D2 = a[2] - y -- dLoss/dz of the last layer, where the loss is the cross-entropy
  if loss == "squared" then D2 = D2 * a[2] * (1 - a[2]) end
  local D1 = W[2].T:dot(D2) * a[1] * (1 - a[1])
  return { D1:dot(x.T) / N, D2:dot(a[1].T) / N }, { D1:mean(2), D2:mean(2) }
end
local dW, db = average_slopes(X, Y, "squared")
lesson.show("dLoss/dW1", dW[1])
local measured = lesson.slopes(function() return ((forward(X)[2] - Y) ^ 2 / 2):mean() end, W[1])
say("Measured, by moving one weight at a time, they are the same: %s.", measured:near(dW[1], 1e-9))
figures["A-10"] = { dW = dW, db = db, agrees = measured:near(dW[1], 1e-9) }
lesson.correct "divides by N and sums up to n. These must be the same number."

say [[One step with the average over all examples is steepest descent. But with 60,000 examples it costs a lot
before a single weight has changed. How do we fix this? By mini-batches: a few examples, picked at random,
whose average is near enough to that of all.]]

say [[Here are a hundred updates in four ways: by all four examples or by two at a time, with the squared
difference or the cross-entropy as the loss; eta is the learning rate. The last way also shrinks every weight
a little before each step, as lambda says. That is L2, which keeps weights small. Their answers to XOR:]]
local ways = {
  { "four, squared", size = 4, loss = "squared", eta = 3, lambda = 0 },
  { "two, squared", size = 2, loss = "squared", eta = 3, lambda = 0 },
  { "four, cross-entropy", size = 4, loss = "cross_entropy", eta = 0.5, lambda = 0 },
  { "two, cross-entropy, L2", size = 2, loss = "cross_entropy", eta = 0.5, lambda = 0.1 },
}
local rows = {}
for k, way in ipairs(ways) do
  W, b = lesson.xor_start()
  local n = lesson.network({ 2, 3, 1, bias = true, rule = "gradient", precision = "double", loss = way.loss,
    learning_rate = way.eta, weight_decay = way.lambda }, W, b)
  local after = {} -- each update
  for update = 1, 100 do
    local first = (update - 1) * way.size % 4 + 1 -- the batches in turn
    local last = first + way.size - 1
    dW, db = average_slopes(X:sub(1, 2, first, last), Y:sub(1, 1, first, last), way.loss)
    for l = 1, 2 do
      W[l] = W[l] * (1 - way.eta * way.lambda / 4) - way.eta * dW[l]
      b[l] = b[l] - way.eta * db[l]
    end
    after[update] = { weights = { W[1], W[2] }, biases = { b[1], b[2] }, outputs = forward(X)[2] }
  end
  n:fit(X.T, Y.T, { epochs = 25 * way.size, batch_size = way.size, shuffle = false, progress = false })
  local agrees = n:weights(1):near(W[1], 1e-12) and n:weights(2):near(W[2], 1e-12)
  local a = after[100].outputs
  rows[k] = { way[1], a[1][1], a[1][2], a[1][3], a[1][4], ((a - Y) ^ 2 / 2):mean() }
  figures["T-" .. 6 + k] = { after = after, agrees = agrees } -- T-7 to T-10
end
figures["A-4"] = figures["T-7"]
lesson.table({ "batches of", "0 0", "0 1", "1 0", "1 1", "½(a - y)²" }, rows)
say [[nn.network with this batch_size has done the same. It is no more than a beginning: all answers are near
½. But batches of two have come almost as far from 0.126808, the start, with half as many examples.]]

lesson.ask {
  "Take eta = 30 for the first way: does it learn XOR in a hundred updates?",
  "Take lambda = 4 in the last way, which halves all weights at each step. What are its answers?",
  "Let the second way have batches of size 1: how far does it come with 100 examples?",
}
return figures
