-- You will see: a walk down a surface, with two weights at once: a bowl, then two valleys from five starts.
-- Goes with: slides 002, "Gradient Descent" and "Gradient Descent, Local Minima"; slides 000, "How to avoid
--   ending up in the wrong valley?"; the book, part 1, "How Do We Actually Update Weights?".
-- Runs: a second, and fifteen for the animations.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[With one weight the error is a curve. With two it is a surface: a place for each pair of weights, and
the error as its height. Here are two surfaces that can be drawn, with x and y for the weights.]]

say [[The first is a bowl, f = (x - 1)² + 2(y + 0.5)². It has two slopes. While y stands still, df/dx is 2(x -
1); while x stands still, df/dy is 4(y + 0.5). Both together are the gradient, which points the steepest way
up. We start at w = (3, 2), and each step is w = w - 0.1 · gradient.]]
local function bowl(x, y) return (x - 1) ^ 2 + 2 * (y + 0.5) ^ 2 end
local w = nn.matrix { 3, 2 }
local path, rows = {}, {}
for i = 1, 11 do
  local x, y = w[1], w[2]
  local gradient = nn.matrix { 2 * (x - 1), 4 * (y + 0.5) }
  path[i] = w
  rows[i] = { i - 1, x, y, bowl(x, y), gradient[1], gradient[2] }
  w = w - 0.1 * gradient
end
lesson.table({ "step", "x", "y", "f", "df/dx", "df/dy" }, rows)
lesson.animate(11, function(i)
  return { surface = bowl, x = { -1, 3.5 }, y = { -3, 2.5 }, path = lesson.path(path, i),
    title = "step " .. i - 1, xlabel = "x", ylabel = "y", zlabel = "f" }
end, { delay = 0.3 })
say [[The bottom is at (1, -0.5). The walk does not go straight there: the bowl is steeper along y, so y
arrives first. Near the bottom both slopes are small, and so are the steps.]]
figures["G-6"] = { path = path }

say [[The second surface has two valleys, f = x⁴ - 2x² + 0.3x + y². We walk from five starts, 1000 steps with
the rate 0.05. All come to y = 0:]]
local function valleys(x, y) return x ^ 4 - 2 * x ^ 2 + 0.3 * x + y ^ 2 end
local walks, ends, heights = {}, {}, {}
rows = {}
for k, start in ipairs { { 1.5, 1 }, { -1.5, 1 }, { 0.2, -1 }, { -0.2, -1 }, { 0.05, 0.5 } } do
  w = nn.matrix(start)
  walks[k] = { w }
  for i = 1, 1000 do
    local x, y = w[1], w[2]
    w = w - 0.05 * nn.matrix { 4 * x ^ 3 - 4 * x + 0.3, 2 * y }
    walks[k][i + 1] = w
  end
  ends[k], heights[k] = w, valleys(w[1], w[2])
  rows[k] = { start[1], start[2], w[1], heights[k] }
end
lesson.table({ "x", "y", "x at the end", "f there" }, rows)
local shown = { 1, 3, 6, 11, 21, 41 } -- so many points of each walk
lesson.animate(#walks * #shown, function(i)
  local k = (i - 1) // #shown + 1
  local count = shown[(i - 1) % #shown + 1]
  return { surface = valleys, x = { -1.7, 1.7 }, y = { -1.2, 1.2 }, path = lesson.path(walks[k], count),
    title = ("walk %d, step %d"):format(k, count - 1), xlabel = "x", ylabel = "y", view = { 35, 20 } }
end, { delay = 0.3 })
say [[Three walks end in the deeper valley, two are stuck in the other one. It depends on which side of the
ridge they start, and in the dark nobody sees the ridge.]]
figures["G-7"] = { ends = ends, f_ends = heights }

say [[A network with 18 weights walks on a surface with 18 directions, which nobody can draw. The rule is the
same: each weight goes against its own slope. So is the way out: another start means other start weights.
Train the network several times from different ones, and keep the best.]]

lesson.ask {
  "Take the rate 0.5 in the bowl. Which of x and y bounces, and which lands at once?",
  "Start a sixth walk at (0.08, 0.5), then at (0.07, 0.5). Where do they end?",
  "Start one on the ridge, at (0.0754291585697482, 1). Why is it not in a valley after 1000 steps?",
}
return figures
