-- You will see: what the layers of a network do to the plane: stretch it, bend it, and never tear it.
-- Goes with: slides 004, "Useful Links": colah.github.io, "Neural Networks, Manifolds, and Topology".
-- Runs: a second, and as long as you watch.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[A tanh layer computes tanh(W x + b). With two inputs and two nodes it moves every point of the plane: W
stretches and turns the plane, b shifts it, and tanh presses its outskirts into a square.]]
say [[Take two curves, one above the other. No straight line parts them, and a network without a hidden layer
has nothing but a line.]]
local function points(curve) -- 50 points on curve 0 and 50 on curve 1, a row each; and the curve of each
  local rows, classes = {}, {}
  for i = 1, 100 do
    classes[i] = i <= 50 and 0 or 1
    rows[i] = { curve(classes[i], (i - 1) % 50 / 49) } -- the second goes from 0 to 1 along the curve
  end
  return nn.matrix(rows), nn.matrix(classes)
end
local X, T = points(function(class, t)
  local x = 2 * t - 1
  return x, 0.8 * x * x - 0.6 + 0.5 * class
end)
local function learn(spec, inputs, targets, epochs) -- the network, and how many points are right
  spec.optimizer, spec.learning_rate = "adam", 0.02
  spec.loss, spec.precision, spec.seed = "cross_entropy", "double", options.seed
  spec.init = function(nodes, links) return nn.randn(nodes, links, 0, 2) end
  local n = nn.network(spec)
  n:fit(inputs, targets, { epochs = epochs, batch_size = 100, shuffle = false, progress = false })
  local far = (n:query(inputs) - targets):abs()
  return n, far:map(function(e) return e < 0.5 and 1 or 0 end):sum()
end
local _, straight = learn({ 2, 1, activation = "sigmoid" }, X, T, 2000)
local n, bent = learn({ 2, 2, 1, activation = { "tanh", "sigmoid" } }, X, T, 500)
say([[Right of 100: by a line %.0f, with a hidden layer of two nodes %.0f. The layer has moved the points, and
now a line parts them: the one where the output is 0.5.]], straight, bent)
lesson.animate(lesson.layers_in_motion(n, X, T, "Two curves, a hidden layer of two nodes"))

say [[Where W can be inverted nothing is lost: the way back is W^-1 (atanh(a) - b), where a is what the layer
says. Such a layer is a homeomorphism: it stretches and bends, but it neither cuts nor glues nor folds.]]
local W = n:weights(1)
local b = n:biases(1)
local a = (X:dot(W.T) + b.T):tanh()
local atanh = ((1 + a) / (1 - a)):log() / 2
local det = W[1][1] * W[2][2] - W[1][2] * W[2][1]
local inverse = nn.matrix { { W[2][2], -W[1][2] }, { -W[2][1], W[1][1] } } / det
local lost = ((atanh - b.T):dot(inverse.T) - X):abs():max()
lesson.show("W", W)
say([[If its determinant were 0 there would be no way back; it is %.4f. All points come back, the farthest
with an error of %.0e, which is rounding.]], det, lost)

say [[Spirals need more bending: four layers of two nodes, one after the other. Not every start leads to the
end; of up to ten we take the first that does.]]
local S, classes = points(function(class, t)
  local angle = math.pi * (1.5 * t + class)
  local r = 0.15 + 0.85 * t
  return r * math.cos(angle), r * math.sin(angle)
end)
local unrolled, right, start = nil, 0, 0
while right < 100 and start < 10 do
  start = start + 1
  unrolled, right = learn({ 2, 2, 2, 2, 2, 1, activation = { "tanh", "tanh", "tanh", "tanh", "sigmoid" } },
    S, classes, 5000)
end
say("Right of 100: %.0f, at start %d.", right, start)
lesson.animate(lesson.layers_in_motion(unrolled, S, classes, "Spirals, four layers of two nodes"))
figures["Y-1"] = { line_fails = straight < 100, curves = bent, comes_back = lost < 1e-9, spirals = right }

lesson.ask {
  "Move the upper curve down, 0.3 * class, then 0.1: is a layer of two nodes still enough?",
  "Wind the spirals up, 3 * t in place of 1.5 * t: how many points do four layers get right?",
  "Let W be nn.matrix { { 1, 2 }, { 2, 4 } }, which flattens the plane: is there a way back?",
}
return figures
