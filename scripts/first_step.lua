-- You will see: softmax, and the first step of TensorFlow's first example by hand: forward, back, and Adam.
-- Goes with: slides 004, "Useful Links": TensorFlow-Examples, neural_network_raw.ipynb.
-- Runs: a second; --full, with MNIST (make data), two.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[TensorFlow's first example is a network, 784-256-256-10, that answers with a softmax: of each of the
ten sums z of its last layer it takes e^z, and divides it by the sum of all ten. That makes shares of 1. The
cost is -ln of the right answer's share, and its slope along z is simply share - target. With three answers,
of which the first is right:]]
local function cost(Z, T) -- the mean of the rows; the largest z is taken away first, or e^z overflows
  Z = Z - Z:max(2)
  return (Z:exp():sum(2):log() - (Z * T):sum(2)):mean()
end
local z, target = nn.matrix { { 2, 1, 0 } }, nn.matrix { { 1, 0, 0 } }
local share = z:softmax()
local measured = lesson.slopes(function() return cost(z, target) end, z)
lesson.columns({ "z", "share", "target", "slope", "measured" }, z, share, target, share - target, measured)
figures["Y-7"] = { share = share, cost = cost(z, target), measured = measured:near(share - target, 1e-8) }

say [[Now the network. All weights and biases start from N(0, 1), random numbers as NumPy draws them; 128
digits go through it at once, a row each.]]
local train = lesson.digits { scale = { 0, 1 }, targets = { 0, 1 } }
train = train:take(math.min(#train, 55000))
local normal, permutation = lesson.numpy_normal(1)
local W = { normal(784, 256).T, normal(256, 256).T, normal(256, 10).T }
local b = { normal(256, 1), normal(256, 1), normal(10, 1) }
local chosen = {} -- the first 128 of the shuffled digits
for i, k in ipairs(permutation(#train)) do chosen[k] = i <= 128 end
local X, T = train:filter(function(_, k) return chosen[k] end):matrices()

local L = 0.1
say([[The slopes go back as ever. Then Adam, as in scripts/adam.lua: in its first step m and v, corrected, are
the slope and its square. So each weight moves by the learning rate L = %g, or by less where epsilon counts.
The cost before the step and after it, with no activation in the hidden layers and with a sigmoid:]], L)
local function step(weights, biases, hidden, epsilon) -- where it leads, and the cost before it
  local a = { [0] = X }
  for k = 1, 3 do
    a[k] = a[k - 1]:dot(weights[k].T) + biases[k].T
    if hidden == "sigmoid" and k < 3 then a[k] = a[k]:sigmoid() end
  end
  local delta = (a[3]:softmax() - T) / #X
  local new_W, new_b = {}, {}
  for k = 3, 1, -1 do
    local slope_W, slope_b = delta.T:dot(a[k - 1]), delta:sum(1).T
    new_W[k] = weights[k] - L * slope_W / (slope_W:abs() + epsilon)
    new_b[k] = biases[k] - L * slope_b / (slope_b:abs() + epsilon)
    delta = delta:dot(weights[k])
    if hidden == "sigmoid" and k > 1 then delta = delta * a[k - 1] * (1 - a[k - 1]) end
  end
  return new_W, new_b, cost(a[3], T)
end
local rows, same = {}, true
for i, hidden in ipairs { "linear", "sigmoid" } do
  local W1, b1, before = step(W, b, hidden, 1e-8 / math.sqrt(1 - 0.999)) -- TensorFlow's epsilon, see below
  local _, _, after = step(W1, b1, hidden, 1) -- of a second step only the cost before it
  rows[i] = { hidden, before, after }
  local n = lesson.network({ 784, 256, 256, 10, activation = { hidden, hidden, "softmax" },
    optimizer = "adam", learning_rate = L, precision = "double" }, W, b)
  n:fit(X, T, { batch_size = 128, shuffle = false, progress = false })
  W1 = step(W, b, hidden, 1e-8)
  same = same and n:weights(1):near(W1[1], 1e-8) and n:weights(3):near(W1[3], 1e-8)
end
lesson.table({ "hidden layers", "cost before", "after" }, rows)
say [[The costs are enormous without an activation. Either is larger after the step: 0.1 is far when 269322
weights and biases move at once.]]
say([[Epsilon is 1e-8. TensorFlow adds it before the correction, which makes 3.2e-7 of it in the first step.
Where saturated sigmoids have slopes as small as that, it can be seen. nn.network adds it afterwards; done so
by hand, the weights are the same to 1e-8: %s.]], same)
figures["Y-7"].costs, figures["Y-7"].same = rows, same

lesson.ask {
  "Take L = 0.001, which is more usual for Adam. Do the costs fall now?",
  "Divide the three W by 16. What are the costs now, and why are they so much smaller?",
  "Take 1 for 1e-8 where W1 and b1 come from: then small slopes hardly count. Do the costs fall now?",
}
return figures
