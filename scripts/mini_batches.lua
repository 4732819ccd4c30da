-- You will see: slopes averaged over all examples, over a few, and over one: downhill, sober and drunk.
-- Goes with: slides 004, "Learning", "Gradient Descent", "Derivative", "All Examples", "Mini-Batches".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Learning adjusts the weights and the biases, by many small changes. Gradient descent: start anywhere;
again and again let every w be w - alpha · dLoss/dw. (The slide's last line is cut off.) On the bowl (x - 1)²
+ 2 (y + ½)² from (3, 2), alpha = 0.1:]]
local place, path, rows = nn.matrix { 3, 2 }, {}, {}
for i = 0, 10 do
  path[i + 1], rows[i + 1] = place, { i, place[1], place[2] }
  place = place - 0.1 * nn.matrix { 2 * (place[1] - 1), 4 * (place[2] + 0.5) }
end
lesson.table({ "step", "x", "y" }, rows)
figures["A-5"] = { path = path }

say [[The loss is a sum over examples, and so is its slope: dLoss/dw = 1/N · the sum of dLoss_k/dw. With a
column for each example the products add up by themselves. XOR, 2, 3 and 1 nodes with biases, ½(a - y)²:]]
local function start()
  return { W = { nn.matrix { { 0.5, -0.6 }, { -0.3, 0.8 }, { 0.7, 0.2 } }, nn.matrix { { 0.4, -0.5, 0.6 } } },
    b = { nn.matrix { 0.1, -0.2, 0.05 }, nn.matrix { -0.1 } } }
end
local function forward(net, X)
  local A = { [0] = X }
  for l, W in ipairs(net.W) do A[l] = (W:dot(A[l - 1]) + net.b[l]):sigmoid() end
  return A
end
local function average_slopes(net, X, Y, entropy) -- of W and of b, a list each
  local A, dW, db = forward(net, X), {}, {}
  local D = A[2] - Y -- dLoss/dz of the layer; with the cross-entropy a(1 - a) cancels out
  if not entropy then D = D * A[2] * (1 - A[2]) end
  for l = 2, 1, -1 do
    dW[l], db[l] = D:dot(A[l - 1].T) / X.cols, D:mean(2)
    if l == 2 then D = net.W[2].T:dot(D) * A[1] * (1 - A[1]) end
  end
  return dW, db
end
local X, Y = nn.matrix { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } }, nn.matrix { { 0, 1, 1, 0 } }
local net = start()
local dW, db = average_slopes(net, X, Y)
local measured = lesson.slopes(function() return ((forward(net, X)[2] - Y) ^ 2 / 2):mean() end, net.W[1])
lesson.show("dC/dW1", dW[1])
lesson.show("measured", measured)
lesson.correct [[averages with 1/N and sums to n; these are the same number.]]
figures["A-10"] = { dW = dW, db = db, agrees = measured:near(dW[1], 1e-9) }

say [[All examples for one step is steepest descent, but costs a lot before a single weight has changed. How
is this fixed? By mini-batches: a few examples, picked at random, whose average is near enough to that of
all.]]
figures["A-13"] = { says = "costs a lot before a single weight has changed" }
say [[One hundred updates of the XOR network in four ways, Nielsen's: by all four rows or by two and two, with
the squared loss or with the cross-entropy; L2 takes a share of every weight away. Answers to 00, 01, 10,
11:]]
local function trained(way)
  local our, states = start(), {}
  local n = nn.network { 2, 3, 1, bias = true, rule = "gradient", precision = "double",
    learning_rate = way.eta,
    loss = way.entropy and "cross_entropy" or "squared", weight_decay = way.lmbda or 0 }
  for l = 1, 2 do
    n:set_weights(l, our.W[l])
    n:set_biases(l, our.b[l])
  end
  for update = 1, 100 do
    local from = (update - 1) * way.size % 4 + 1
    local slopes_W, slopes_b = average_slopes(our, X:sub(1, 2, from, from + way.size - 1),
      Y:sub(1, 1, from, from + way.size - 1), way.entropy)
    for l = 1, 2 do
      our.W[l] = our.W[l] * (1 - way.eta * (way.lmbda or 0) / 4) - way.eta * slopes_W[l]
      our.b[l] = our.b[l] - way.eta * slopes_b[l]
    end
    if update <= 2 or update == 100 then
      states[update .. " weights"] = { our.W[1], our.W[2] }
      states[update .. " biases"] = { our.b[1], our.b[2] }
      states[update .. " outputs"] = forward(our, X)[2].T:totable()
    end
  end
  n:fit(X.T, Y.T, { epochs = 100 * way.size // 4, batch_size = way.size, shuffle = false, progress = false })
  states.agrees = n:weights(1):near(our.W[1], 1e-12) and n:weights(2):near(our.W[2], 1e-12)
  return states
end
rows = {}
for i, way in ipairs { { "four rows", eta = 3, size = 4 }, { "two and two", eta = 3, size = 2 },
  { "four, cross-entropy", eta = 0.5, size = 4, entropy = true },
  { "two, cross-entropy, L2", eta = 0.5, size = 2, entropy = true, lmbda = 0.1 } } do
  local states = trained(way)
  figures["T-" .. i + 6], rows[i] = states, { way[1], table.unpack(states["100 outputs"]) }
end
lesson.table({ "batches of", "00", "01", "10", "11" }, rows)
figures["A-4"] = figures["T-7"]
say "nn.network with batch_size has done the same. A hundred updates are no more than a beginning for XOR."

say [[A small batch errs: drunken downhill exploration. A neuron a = w x + b learns from 200 points of a noisy
line, from w = -1, b = 3, in one epoch. The truth is 2 and 1.]]
local xs = nn.rand(1, 200, -1, 1)
local ys = 2 * xs + 1 + nn.randn(1, 200, 0, 0.5)
local function E(w, b) return ((w * xs + b - ys) ^ 2 / 2):mean() end
rows, path = {}, {}
for i, size in ipairs { 200, 20, 1 } do
  local w, b, walked, ws, bs = -1, 3, 0, { -1 }, { 3 }
  for from = 1, 200, size do
    local part = xs:sub(1, 1, from, from + size - 1)
    local e = w * part + b - ys:sub(1, 1, from, from + size - 1)
    local step_w, step_b = -0.3 * (e * part):mean(), -0.3 * e:mean()
    w, b, walked = w + step_w, b + step_b, walked + math.sqrt(step_w ^ 2 + step_b ^ 2)
    ws[#ws + 1], bs[#bs + 1] = w, b
  end
  rows[i], path[i] = { size, 200 // size, w, b, E(w, b), walked }, { ws, bs }
end
lesson.table({ "batch", "updates", "w", "b", "loss", "way walked" }, rows)
lesson.chart { contour = E, x = { -1.5, 3.5 }, y = { -0.5, 3.5 }, path = path[2], title = "batches of 20",
  xlabel = "w", ylabel = "b" }
lesson.chart { contour = E, x = { -1.5, 3.5 }, y = { -0.5, 3.5 }, path = path[3], title = "one at a time",
  xlabel = "w", ylabel = "b" }
figures["A-14"] = { smaller_walks_further = rows[3][6] > rows[2][6] and rows[2][6] > rows[1][6],
  batches_learn_more = rows[2][5] < rows[1][5] }
say [[All 200 for one step: hardly moved. Ten steps: more than half the way. Two hundred: there, and
staggering about.]]

lesson.ask {
  "Take alpha = 0.6 on the bowl: which of x and y runs away, and why?",
  "Take eta = 30 for the four rows: what do the answers do?",
  "Let the drunkard take shorter steps, 0.03: where is he after the epoch?",
}
return figures
