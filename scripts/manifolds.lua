-- You will see: what the layers of a network do to the plane: stretch it, bend it, and never tear it.
-- Goes with: slides 004, "Useful Links": colah.github.io, "Neural Networks, Manifolds, and Topology".
-- Runs: two seconds, and as long as you watch.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[A tanh layer computes tanh(W x + b). With two inputs and two nodes it takes every point of the plane
to another one: W stretches and turns the plane, b shifts it, tanh presses the outskirts into a square. Take
two curves, one above the other: no straight line parts them, and a network without a hidden layer has
nothing else.]]
local function points(f) -- 50 rows of each class, f(class, 0 to 1) being x and y; and a column of classes
  local X, T = {}, {}
  for i = 0, 99 do X[i + 1], T[i + 1] = { f(i // 50, i % 50 / 49) }, i // 50 end
  return nn.matrix(X), nn.matrix(T)
end
local function learn(n, X, T, epochs) -- how many are right after so many updates by all points at once
  n:fit(X, T, { epochs = epochs, batch_size = #T, shuffle = false, progress = false })
  local answers = n:query(X):map(function(o) return o > 0.5 and 1 or 0 end)
  return #T - (answers - T):abs():sum()
end
local function network(...) -- the arguments are the hidden layers
  local n = { 2, optimizer = "adam", learning_rate = 0.02, loss = "cross_entropy", precision = "double",
    seed = options.seed, activation = {} }
  for k = 1, select("#", ...) do n[k + 1], n.activation[k] = select(k, ...), "tanh" end
  n[#n + 1], n.activation[#n.activation + 1] = 1, "sigmoid"
  n.init = function(rows, columns) return nn.randn(rows, columns, 0, 2) end
  return nn.network(n)
end
local X, T = points(function(class, t)
  local x = 2 * t - 1
  return x, 0.8 * x * x - 0.6 + 0.5 * class
end)
local line, n = learn(network(), X, T, 2000), network(2)
local bent = learn(n, X, T, 500)
say("Right of %d: a line alone %.0f, with a hidden layer of two nodes %.0f. On its way through the layer:",
  #T, line, bent)
lesson.animate(lesson.layers_in_motion(n, X, T, "Two curves, a hidden layer of two nodes"))

say [[Where W can be inverted nothing is lost: the way back is W^-1 (atanh(a) - b). Such a layer is a
homeomorphism: it stretches and bends, but it neither cuts nor glues nor folds.]]
local W, b = n:weights(1), n:biases(1)
local det = W[1][1] * W[2][2] - W[1][2] * W[2][1]
local inverse = nn.matrix { { W[2][2], -W[1][2] }, { -W[2][1], W[1][1] } } / det
local a = (X:dot(W.T) + b.T):tanh()
local atanh = ((1 + a) / (1 - a)):log() / 2
local lost = ((atanh - b.T):dot(inverse.T) - X):abs():max()
lesson.show("W", W)
say("Its determinant is %.4f; all %d points come back, each to less than 1e-9 from where it was: %s.", det,
  #T, lost < 1e-9)

say [[Spirals need more bending: four layers of two nodes, one after the other, from the first start out of
ten that leads to the end.]]
local S, classes = points(function(class, t)
  local angle, r = math.pi * (1.5 * t + class), 0.15 + 0.85 * t
  return r * math.cos(angle), r * math.sin(angle)
end)
local spiral, unrolled, tries
for start = 1, 10 do
  spiral, tries = network(2, 2, 2, 2), start
  unrolled = learn(spiral, S, classes, 5000)
  if unrolled == #classes then break end
end
say("Right of %d: %.0f, at start %d.", #classes, unrolled, tries)
lesson.animate(lesson.layers_in_motion(spiral, S, classes, "Spirals, four layers of two nodes"))
figures["Y-1"] = { says = "a homeomorphism", line_fails = line < #T, curves = bent, spirals = unrolled,
  comes_back = lost < 1e-9 }

lesson.ask {
  "Move the upper curve down: 0.3 * class. And 0.1? What does the plane look like then?",
  "Take the spirals from 1.5 to 2 half turns. How many layers, or nodes, until all are right?",
  "What would relu do to the plane instead of tanh? Is there a way back?",
}
return figures
