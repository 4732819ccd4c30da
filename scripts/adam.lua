-- You will see: Adam, which gives every weight a step of its own, beside plain gradient descent.
-- Goes with: slides 004, "Useful Links": TensorFlow-Examples, neural_network_raw.ipynb, which learns by it.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A neuron without a sigmoid, y = w1 x1 + w2 x2, is to find w1 = w2 = 2. Its second input is ten times
smaller than its first: they were measured in different units. E is the mean of (y - t)²/2, where t is what y
should be.]]
local X = nn.matrix { { 1, 0.1 }, { 1, -0.1 }, { -1, 0.1 }, { -1, -0.1 } }
local T = X:dot(nn.matrix { 2, 2 })
local function E(w1, w2) return ((X:dot(nn.matrix { w1, w2 }) - T) ^ 2 / 2):mean() end
local function slope(w) return X.T:dot(X:dot(w) - T) / #T end

say [[Along w2 the slope is a hundred times smaller than along w1. Plain gradient descent, w = w - L · slope,
has one learning rate L for both: what suits w1 is a crawl for w2.]]
local L = 0.1
local steps = 200
local plain = { nn.matrix { 0, 0 } }
for i = 1, steps do plain[i + 1] = plain[i] - L * slope(plain[i]) end

say [[Adam keeps two running means for each weight: m of its slopes, v of their squares. It divides m by the
root of v, and the size of the slopes cancels out. As both begin at 0 they are too small at first; in step i
the division by 1 - 0.9^i and by 1 - 0.999^i puts it right. Epsilon, 1e-8, keeps us from dividing by 0.]]
local adam = { nn.matrix { 0, 0 } }
local m, v = nn.zeros(2), nn.zeros(2)
for i = 1, steps do
  local g = slope(adam[i])
  m = 0.9 * m + 0.1 * g
  v = 0.999 * v + 0.001 * g * g
  local mean = m / (1 - 0.9 ^ i)
  local square = v / (1 - 0.999 ^ i)
  adam[i + 1] = adam[i] - L * mean / (square:sqrt() + 1e-8)
end
local rows = {}
for i, step in ipairs { 0, 1, 2, 10, 30, 100, 200 } do
  local p, a = plain[step + 1], adam[step + 1]
  rows[i] = { step, p[1], p[2], a[1], a[2] }
end
lesson.table({ "step", "plain w1", "w2", "Adam w1", "w2" }, rows)
lesson.chart { contour = E, x = { -0.5, 3 }, y = { -0.5, 3 }, path = lesson.path(plain, steps),
  title = "Plain gradient descent, 200 steps", xlabel = "w1", ylabel = "w2" }
lesson.chart { contour = E, x = { -0.5, 3 }, y = { -0.5, 3 }, path = lesson.path(adam, steps),
  title = "Adam, 200 steps", xlabel = "w1", ylabel = "w2" }
say [[In the first step m, corrected, is the slope, and v its square. So Adam moves each weight by L, however
small its slope is. Later the mean carries it past 2 and back, like a ball that rolls. L now says how far a
weight goes in a step, and not what part of the slope; 0.001 is usual.]]

local n = nn.network { 2, 1, activation = "linear", bias = false, init = 0, optimizer = "adam",
  learning_rate = L, precision = "double" }
n:fit(X, T, { epochs = steps, batch_size = 4, shuffle = false, progress = false })
local same = n:weights(1):near(adam[steps + 1].T, 1e-12)
say("nn.network has the same after %d steps, to 1e-12: %s. It calls 0.9 momentum, and 0.999 decay.", steps,
  same)
figures["Y-7"] = { plain = plain, adam = adam, same = same }

lesson.ask {
  "Make x2 smaller still, 0.01 for 0.1. Which of the two paths changes?",
  "Take L = 1.9, then 2.1. What becomes of plain gradient descent, and what of Adam?",
  "Leave out the division by (1 - 0.999 ^ i). How long is Adam's first step?",
}
return figures
