-- You will see: the way down a slope, sober with all examples, and drunk with a few or with one at a time.
-- Goes with: slides 004, "Gradient Descent", "Mini-Batches" and "Process".
-- Runs: a second, and four for the animation.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[Gradient descent: let w be any point. Until convergence, that is until nothing moves any more, each w_i
becomes w_i - alpha · dLoss/dw_i. (The slide's last line is cut off.) alpha is the learning rate, elsewhere L
or eta. Here it is 0.1, and the loss a bowl, (w1 - 1)² + 2 (w2 + ½)². Ten steps from (3, 2):]]
local function bowl(w1, w2) return (w1 - 1) ^ 2 + 2 * (w2 + 0.5) ^ 2 end
local alpha = 0.1
local w1, w2 = 3, 2
local path, rows = {}, {}
for step = 0, 10 do
  path[step + 1] = { w1, w2 }
  rows[step + 1] = { step, w1, w2, bowl(w1, w2) }
  w1 = w1 - alpha * 2 * (w1 - 1)
  w2 = w2 - alpha * 4 * (w2 + 0.5)
end
lesson.table({ "step", "w1", "w2", "loss" }, rows)
lesson.chart { contour = bowl, x = { -1, 3.5 }, y = { -3, 2.5 }, path = lesson.path(path, 11),
  title = "Sober: down the bowl", xlabel = "w1", ylabel = "w2" }
figures["A-5"] = { path = path }

say [[The loss of a network is a mean over examples. Ours are 200 points (x, y) about the line y = 2 x + 1, in
random order. A neuron without a sigmoid, a = w x + b, starts at w = -1 and b = 3 and has to find 2 and 1. How
well do a few examples know the way? Here are the slopes at the start, by all points and by a few:]]
local random = lesson.lcg(options.seed)
local X, Y = nn.zeros(200), nn.zeros(200)
for i = 1, 200 do
  X[i] = 2 * random() - 1
  Y[i] = 2 * X[i] + 1 + (2 * random() - 1) -- off the line by up to 1
end
local function slopes(w, b, first, last) -- dLoss/dw and dLoss/db, of the points first to last
  local x = X:sub(first, last)
  local wrong = w * x + b - Y:sub(first, last) -- a - y of each
  return (wrong * x):mean(), wrong:mean()
end
lesson.table({ "points", "dLoss/dw", "dLoss/db" }, {
  { "1 to 200", slopes(-1, 3, 1, 200) },
  { "1 to 20", slopes(-1, 3, 1, 20) },
  { "1", slopes(-1, 3, 1, 1) },
  { "2", slopes(-1, 3, 2, 2) },
})
say [[Twenty points show about the same way as all of them; a single one may show any. The process is: take
the next few examples, a mini-batch; average their slopes; make a step; go on until all were used, which is an
epoch. Three walks of one epoch, with alpha = 0.3:]]
alpha = 0.3
local walk, ends = {}, {} -- the last walk, and where each of them ends
for k, size in ipairs { 200, 20, 1 } do
  local w, b = -1, 3
  local way = 0
  walk = { { w, b } }
  for first = 1, 200, size do
    local dw, db = slopes(w, b, first, first + size - 1)
    w = w - alpha * dw
    b = b - alpha * db
    way = way + alpha * math.sqrt(dw ^ 2 + db ^ 2)
    walk[#walk + 1] = { w, b }
  end
  ends[k] = { size, 200 // size, w, b, way }
end
lesson.table({ "examples a step", "steps", "w", "b", "way walked" }, ends)
figures["A-14"] = { ends = ends }
local function loss(w, b) return ((w * X + b - Y) ^ 2 / 2):mean() end
lesson.animate(21, function(i)
  return { contour = loss, x = { -2, 4 }, y = { -0.5, 4 }, path = lesson.path(walk, 10 * i - 9),
    title = ("Drunk: one at a time, %d steps"):format(10 * i - 10), xlabel = "w", ylabel = "b" }
end, { delay = 0.2 })
say [[All examples at once: hardly moved. Twenty at a time go more than half of the way for the same work. One
at a time comes nearest, but staggers ten times as far as needed. That is drunken downhill exploration.]]

lesson.ask {
  "Take alpha = 0.6 on the bowl: which of w1 and w2 runs away, and why?",
  "Let all walks have shorter steps, alpha = 0.03: where does the drunkard end, and how far did he walk?",
  "Take batches of 5 instead of 20: is that better, for the same work?",
}
return figures
