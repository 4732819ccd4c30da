-- You will see: a disc in a ring, which no layer of two nodes gets out, and how a third one lifts it.
-- Goes with: slides 004, "Useful Links": colah.github.io, "Neural Networks, Manifolds, and Topology".
-- Runs: three seconds, and as long as you watch.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A disc of radius 0.3 lies in a ring, from 0.7 to 1. A layer of two nodes whose W can be inverted bends
the plane and never tears it: the ring stays around the disc, and no line parts them. If W cannot be
inverted, the layer flattens the plane, and the disc comes to lie between points of the ring. So the theorem:
three nodes are needed.]]
local points, classes = {}, {}
for i, r in ipairs { 0.1, 0.2, 0.3, 0.7, 0.85, 1 } do
  for k = 0, 15 do
    local angle = math.pi * k / 8
    points[#points + 1] = { r * math.cos(angle), r * math.sin(angle) }
    classes[#classes + 1] = i > 3 and 1 or 0
  end
end
local X, T = nn.matrix(points), nn.matrix(classes)

say [[Let us try, with 96 points and networks 2-h-1: tanh, then a sigmoid, the cross-entropy, all points at
once, a learning rate of 3. First h = 3, a hundred steps by hand. The output has these weights then:]]
local function start(hidden, seed) -- weights and biases from -2 to 2
  local u = lesson.lcg(seed)
  local function draw(rows, columns)
    return nn.zeros(rows, columns):apply(function() return 4 * u() - 2 end)
  end
  local W1, b1 = draw(hidden, 2), draw(hidden, 1)
  return { W1, draw(1, hidden) }, { b1, draw(1, 1) }
end
local W, b = start(3, 1)
for _ = 1, 100 do
  local h = (X:dot(W[1].T) + b[1].T):tanh()
  local delta_o = ((h:dot(W[2].T) + b[2].T):sigmoid() - T) / #T
  local delta_h = delta_o:dot(W[2]) * (1 - h * h) -- the slope of tanh is 1 - h²
  W = { W[1] - 3 * delta_h.T:dot(X), W[2] - 3 * delta_o.T:dot(h) }
  b = { b[1] - 3 * delta_h:sum(1).T, b[2] - 3 * delta_o:sum(1).T }
end
lesson.show("W2", W[2])

local function learn(hidden, seed, steps) -- the same by nn.network
  local n = lesson.network({ 2, hidden, 1, activation = { "tanh", "sigmoid" }, loss = "cross_entropy",
    learning_rate = 3, precision = "double" }, start(hidden, seed))
  n:fit(X, T, { epochs = steps, batch_size = #T, shuffle = false, progress = false })
  return n
end
local n = learn(3, 1, 100)
local same = n:weights(1):near(W[1], 1e-10) and n:weights(2):near(W[2], 1e-10)
say("nn.network has the same, to 1e-10: %s.", same)

say "Now 6000 steps, from eight starts with each number of nodes. Right of 96:"
local right, best, nets = {}, {}, {}
for hidden = 1, 4 do
  right[hidden] = {}
  for seed = 1, 8 do
    nets[hidden] = learn(hidden, seed, 6000)
    local answers = nets[hidden]:query(X):map(function(o) return o > 0.5 and 1 or 0 end)
    right[hidden][seed] = #T - (answers - T):abs():sum()
  end
  best[tostring(hidden)] = math.max(table.unpack(right[hidden]))
end
lesson.columns({ "start", "1 node", "2 nodes", "3 nodes", "4 nodes" }, nn.range(1, 8), table.unpack(right))
say [[With two nodes never all, with three from nearly all starts. Three lift the disc out of the ring, as one
sees from the side.]]
lesson.animate(lesson.layers_in_motion(nets[2], X, T, "Disc in a ring, two nodes"))
lesson.animate(lesson.layers_in_motion(nets[3], X, T, "Disc in a ring, three nodes, from the side"))
figures["Y-1"] = { best = best, same = same }

say [[Knots and links ask the same in more dimensions: what is tangled comes apart where there is more room.
And in place of one flat cut, a last layer may ask which of the known points are nearest.]]

lesson.ask {
  "Add (i > 3 and 0 or 2) to each x, which moves the disc out of the ring. How many nodes are enough?",
  "Open the ring: math.pi * k / 16 leaves half of it. How many nodes does it take now, and why?",
  "Take 100 steps instead of 6000. Does one node more than needed help?",
}
return figures
