-- You will see: a disc in a ring, which no layer of two nodes gets out, and how a third one lifts it.
-- Goes with: slides 004, "Useful Links": colah.github.io, "Neural Networks, Manifolds, and Topology".
-- Runs: three seconds, and as long as you watch.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A disc of radius 0.3 lies in a ring from 0.7 to 1. A layer of two nodes whose W can be inverted bends
the plane without tearing it: the ring stays around the disc, and no line parts them. If W cannot be
inverted, the layer flattens the plane and puts points of both on top of each other. So, the theorem says,
it takes three nodes.]]
local X, T = {}, {}
for i, r in ipairs { 0.1, 0.2, 0.3, 0.7, 0.85, 1 } do
  for k = 0, 15 do
    local angle = math.pi * k / 8
    X[#X + 1], T[#T + 1] = { r * math.cos(angle), r * math.sin(angle) }, i > 3 and 1 or 0
  end
end
X, T = nn.matrix(X), nn.matrix(T)

say [[2-3-1, tanh and sigmoid, cross-entropy, all points at once, eta = 3. First 100 steps in matrices, and
the same by nn.network:]]
local function start(hidden, seed)
  local u = lesson.lcg(seed)
  local function draw(rows, columns)
    return nn.zeros(rows, columns):apply(function() return 4 * u() - 2 end)
  end
  return draw(hidden, 2), draw(hidden, 1), draw(1, hidden), draw(1, 1)
end
local function network(hidden, seed)
  local n = nn.network { 2, hidden, 1, activation = { "tanh", "sigmoid" }, loss = "cross_entropy",
    learning_rate = 3, precision = "double" }
  local W1, b1, W2, b2 = start(hidden, seed)
  n:set_weights(1, W1)
  n:set_biases(1, b1)
  n:set_weights(2, W2)
  n:set_biases(2, b2)
  return n
end
local function learn(n, epochs)
  n:fit(X, T, { epochs = epochs, batch_size = #T, shuffle = false, progress = false })
  return n
end
local W1, b1, W2, b2 = start(3, 1)
for _ = 1, 100 do
  local h = (X:dot(W1.T) + b1.T):tanh()
  local delta = ((h:dot(W2.T) + b2.T):sigmoid() - T) / #T
  local delta_h = delta:dot(W2) * (1 - h * h)
  W2, b2 = W2 - 3 * delta.T:dot(h), b2 - 3 * delta:sum(1).T
  W1, b1 = W1 - 3 * delta_h.T:dot(X), b1 - 3 * delta_h:sum(1).T
end
local n = learn(network(3, 1), 100)
lesson.show("W2", W2)
local same = n:weights(1):near(W1, 1e-10) and n:weights(2):near(W2, 1e-10)
say("They agree to 1e-10: %s.", same)

say "Now 6000 steps, from the same eight starts with one to four nodes. Right of 96:"
local rows, best, nets = {}, {}, {}
for hidden = 1, 4 do
  best[tostring(hidden)], rows[hidden] = 0, { hidden }
  for seed = 1, 8 do
    local one = learn(network(hidden, seed), 6000)
    local answers = one:query(X):map(function(o) return o > 0.5 and 1 or 0 end)
    local correct = #T - (answers - T):abs():sum()
    rows[hidden][seed + 1] = correct
    best[tostring(hidden)] = math.max(best[tostring(hidden)], correct)
    nets[hidden] = nets[hidden] or one
  end
end
lesson.table({ "nodes", "start 1", "2", "3", "4", "5", "6", "7", "8" }, rows)
say [[With two nodes never all, with three at seven starts of eight. The plane on its way through two nodes,
and through three, seen from the side: the disc is lifted out of the ring.]]
lesson.animate(lesson.layers_in_motion(nets[2], X, T, "Disc in a ring, two nodes"))
lesson.animate(lesson.layers_in_motion(nets[3], X, T, "Disc in a ring, three nodes, from the side"))
figures["Y-1"] = { says = "the ring stays around the disc", best = best, same = same }

say [[Knots and links ask the same with more dimensions: what is tangled comes apart where there is more
room. And instead of one flat cut at the end, a last layer may ask the nearest neighbours.]]
lesson.ask {
  "Give the network two hidden layers of two nodes. Does the theorem still hold?",
  "Close the ring to a half: which of its points must go, until two nodes are enough?",
  "Why do two nodes reach 84 of 96, and no more? Look at their picture.",
}
return figures
