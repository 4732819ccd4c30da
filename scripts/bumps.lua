-- You will see: steep sigmoids that make a bump, bumps that draw a curve, and the network that they are.
-- Goes with: slides 001, "Universal Approximation Theorem"; the book does not go into it.
-- Runs: a second, and five for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[What can a network draw, if it has the right weights? Enough neurons approximate any continuous
function, one without jumps. That is a theorem, and with one input one can see why it is true.]]
lesson.correct [[in 001 asks for "enough depths and nodes". Depth is not needed: one hidden layer that is wide
enough will do. But the inputs must come from a closed, bounded range, here 0 to 1, not from a whole space.]]

say [[A large weight makes the sigmoid nearly a step: sigmoid(1000 (x - 0.4)) jumps from 0 to 1 at 0.4. One
with the height 0.8 at the edge 0.4 and one with the height -0.8 at the edge 0.6 add up to a bump:]]
local steep = 1000
local function sum(x, edges, heights)
  local y = 0
  for k = 1, #edges do
    local soft_step = 1 / (1 + math.exp(-steep * (x - edges[k])))
    y = y + heights[k] * soft_step
  end
  return y
end
local x = nn.matrix { 0.3, 0.39, 0.4, 0.5, 0.6, 0.61, 0.7 }
local y = x:map(function(at) return sum(at, { 0.4, 0.6 }, { 0.8, -0.8 }) end)
lesson.columns({ "x", "bump" }, x, y)

say [[Now a curve, made of two waves. Bumps stand side by side, each as high as the curve is in the bump's
middle. The first and the last stand half outside 0 to 1, so that the ends are covered, too.]]
local function curve(at) return 0.5 + 0.3 * math.sin(6 * at) + 0.15 * math.sin(17 * at) end
local function bumps(count) -- the edges of so many bumps, and the heights of their steps
  local edges, heights = {}, {}
  local width = 1 / (count - 1)
  for i = 1, count do
    local middle = (i - 1) * width
    edges[2 * i - 1], edges[2 * i] = middle - width / 2, middle + width / 2
    heights[2 * i - 1], heights[2 * i] = curve(middle), -curve(middle)
  end
  return edges, heights
end
lesson.animate(12, function(frame)
  local edges, heights = bumps(3 * frame)
  local drawn = { f = function(at) return sum(at, edges, heights) end, from = 0, to = 1, title = "bumps" }
  return { series = { { f = curve, from = 0, to = 1, title = "curve" }, drawn }, yrange = { 0, 1 },
    title = ("%d bumps, %d sigmoids"):format(3 * frame, 6 * frame), key = "top right" }
end, { delay = 0.4 })

say [[A sum of bumps is a network. Each sigmoid is a hidden node: 1000 (x - 0.4) is a weight of 1000 and a
bias of -400. The heights are the weights into the output, which only adds: its activation is linear.]]
local function network(edges, heights)
  local spec = { 1, #edges, 1, activation = { "sigmoid", "linear" }, bias = true, precision = "double" }
  local weights = { nn.full(#edges, 1, steep), nn.matrix { heights } }
  local biases = { -steep * nn.matrix(edges), nn.zeros(1) }
  return lesson.network(spec, weights, biases)
end
local one = network({ 0.4, 0.6 }, { 0.8, -0.8 })
say("A network 1-2-1 is one bump; it differs from our sum by %.1g at most.", (one:query(x) - y):abs():max())
lesson.draw(one.show, one, { 0.5 })

say "How far are they from the curve? The largest difference at 1001 places from 0 to 1:"
local places = nn.linspace(0, 1, 1001)
local counts, of_sum, of_network = { 6, 12, 24, 48 }, {}, {}
for k, count in ipairs(counts) do
  local edges, heights = bumps(count)
  local sums = places:map(function(at) return sum(at, edges, heights) end)
  of_sum[k] = (sums - places:map(curve)):abs():max()
  of_network[k] = (network(edges, heights):query(places) - places:map(curve)):abs():max()
end
lesson.columns({ "bumps", "of the sum", "of the network" }, counts, of_sum, of_network)
say [[Twice the bumps leave less than half of the difference: the narrower a bump is, the less the curve moves
away from its middle.]]
figures["N-14"] = { y = y, one = one:query(x), of_sum = of_sum, of_network = of_network }

lesson.ask {
  "Take steep = 50. How many bumps are best now, and why do more of them not help?",
  "Draw a curve with a kink, math.abs(at - 0.5). Do more bumps still help?",
  "Draw a jump, at < 0.5 and 0.2 or 0.8. Do more bumps help now, and which word of the theorem excludes it?",
}
return figures
