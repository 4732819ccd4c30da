-- You will see: a walk down a hill in the dark: steps that crawl, bounce and explode, valleys, many starts.
-- Goes with: slides 003, from "How do we update the weights?"; slides 002, "Gradient Descent, Local Minima";
--   slides 000; the book, part 1, "How Do We Actually Update Weights?".
-- Runs: a second; half a minute with animations.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

local count = 3 * 3 + 3 * 3
say([[The formula of the output in all weights is too hard to solve. Try all, then? Three layers of three
nodes have %d weights; with 1000 values for each that is 1000^18 = %.0e networks (the book says 18,000, but
choices multiply).]], count, 1000 ^ count)
figures["G-1"] = { weights = count, combinations = 1000 ^ count, book_says = 1000 * count }

local I, W_ih, W_ho = lesson.three_layers()
local O = W_ih:dot(I):sigmoid()
local rest = W_ho[1][1] * O[1] + W_ho[1][3] * O[3]
local reach = nn.matrix { rest, rest + W_ho[1][2] }:sigmoid()
local tweaked = W_ho:copy()
tweaked[1][1] = -(W_ho[1][2] * O[2] + W_ho[1][3] * O[3]) / O[1] -- the sum is 0, and sigmoid(0) = 0.5
say([[To change one weight of the three-layer example by hand, so that its output 1, %.6f, becomes 0.5, is
not trivial, either. A link into hidden node 2 cannot do it: whatever that node gives, the output stays
between %.6f and %.6f. w_ho 1,1 = %.6f can, until another weight is changed.]],
  W_ho:dot(O):sigmoid()[1], reach[1], reach[2], tweaked[1][1])
figures["G-2"] = { lowest = reach[1], highest = reach[2], who_11 = tweaked[1][1],
  outputs = tweaked:dot(O):sigmoid() }
lesson.correct [[in 003 asks for a link "between the first input node and the second input node". There is
none: links lead to the next layer, to the second hidden node.]]

say [[So walk: feel which way the ground slopes, and take a step the other way, x = x - rate · slope. Here
on f = (x - 1)² + 1, from x = -0.5, with five rates, and with steps of 0.4 whatever the slope:]]
local function descend(slope, x, rate, steps) -- x before the first and after each step
  local path = { x }
  for i = 1, steps do path[i + 1] = path[i] - rate * slope(path[i]) end
  return path
end
local function f(x) return (x - 1) ^ 2 + 1 end
local function df(x) return 2 * (x - 1) end
local p, rows = {}, {}
for _, rate in ipairs { 0.1, 0.5, 0.9, 1.0, 1.1 } do p[tostring(rate)] = descend(df, -0.5, rate, 10) end
local fixed = descend(function(x) return df(x) > 0 and 1 or -1 end, -0.5, 0.4, 10)
for i, x in ipairs(fixed) do
  rows[i] = { i - 1, p["0.1"][i], p["0.5"][i], p["0.9"][i], p["1.0"][i], p["1.1"][i], x }
end
lesson.table({ "step", "0.1", "0.5", "0.9", "1.0", "1.1", "fixed" }, rows)
lesson.animate(11, function(i)
  local series = { { f = f, from = -2, to = 4, title = "f" } }
  for k, rate in ipairs { "0.1", "0.9", "1.1" } do
    local x = nn.matrix(p[rate]):sub(1, i)
    series[k + 1] = { x = x, y = x:map(f), title = "rate " .. rate, style = "points" }
  end
  return { series = series, xrange = { -2, 4 }, yrange = { 0, 10 }, key = "top center" }
end, { delay = 0.4 })
say [[0.1 crawls, 0.5 happens to land at once, 0.9 jumps over and settles, 1.0 bounces for ever, 1.1
explodes. A fixed step bounces around the target. With a rate steps shrink by themselves, as the slope does.]]
figures["G-3"], figures["G-4"] = p, { fixed = fixed, shrinking = p["0.1"] }

say "A hill may have two valleys, as g = x⁴ - 2x² + 0.3x. Where one ends depends on where one starts:"
local function g(x) return x ^ 4 - 2 * x ^ 2 + 0.3 * x end
local function dg(x) return 4 * x ^ 3 - 4 * x + 0.3 end
local ends, deep = {}, {}
rows = {}
for i, start in ipairs { -2, -1.5, -0.5, 0, 0.2, 0.5, 1.5, 2 } do
  ends[i] = descend(dg, start, 0.01, 2000)[2001]
  deep[i] = g(ends[i])
  rows[i] = { start, ends[i], deep[i] }
end
lesson.table({ "start", "end", "g there" }, rows)
lesson.chart { xlabel = "x", key = "top center", series = { { f = g, from = -1.7, to = 1.7, title = "g" },
  { x = { ends[1], ends[8] }, y = { deep[1], deep[8] }, title = "the ends", style = "points" } } }
local top = descend(function(x) return -dg(x) end, 0.2, 0.05, 1000)[1001] -- uphill
say("The watershed is the hill top, x = %.6f. Start several times, and keep the best: %.6f.", top, deep[1])
figures["G-5"] = { ends = ends, f_ends = deep, hill_top = top, global = { ends[1], deep[1] },
  ["local"] = { ends[8], deep[8] } }

say "With two weights the hill is a surface, and the slope has two parts. A bowl, ten steps from (3, 2):"
local function bowl(x, y) return (x - 1) ^ 2 + 2 * (y + 0.5) ^ 2 end
local function dbowl(at) return nn.matrix { 2 * (at[1] - 1), 4 * (at[2] + 0.5) } end
local path = descend(dbowl, nn.matrix { 3, 2 }, 0.1, 10)
lesson.animate(11, function(i)
  return { surface = bowl, x = { -1, 3.5 }, y = { -3, 2.5 }, path = lesson.path(path, i) }
end, { delay = 0.3 })
say("It comes to (%.6f, %.6f). Then g(x) + y², two valleys, and five starts:", path[11][1], path[11][2])
figures["G-6"] = { path = path }
local function valleys(x, y) return g(x) + y ^ 2 end
local function dvalleys(at) return nn.matrix { dg(at[1]), 2 * at[2] } end
local walks, ground = {}, {}
rows, ends = {}, {}
for i, start in ipairs { { 1.5, 1 }, { -1.5, 1 }, { 0.2, -1 }, { -0.2, -1 }, { 0.05, 0.5 } } do
  walks[i] = descend(dvalleys, nn.matrix(start), 0.05, 1000)
  ends[i] = walks[i][1001]
  ground[i] = valleys(ends[i][1], ends[i][2])
  rows[i] = { start[1], start[2], ends[i][1], ground[i] }
end
lesson.table({ "x", "y", "x at the end", "f there" }, rows)
lesson.animate(30, function(i)
  local walk, step = walks[(i - 1) // 6 + 1], (i - 1) % 6 * 8 + 1
  return { surface = valleys, x = { -1.7, 1.7 }, y = { -1.2, 1.2 }, view = { 35, 20 },
    path = lesson.path(walk, step) }
end, { delay = 0.3 })
say "For a network, another start means other start weights: train it several times, and keep the best."
figures["G-7"] = { ends = ends, f_ends = ground }

say "There the error is a function of the weights. Here it is over w_ho 1,1, for targets 0.01, 0.99, 0.01:"
local function E(w)
  tweaked[1][1] = w
  return ((nn.matrix { 0.01, 0.99, 0.01 } - tweaked:dot(O):sigmoid()) ^ 2):sum()
end
local slope = lesson.slope(E, 0.3)
lesson.chart { xlabel = "w_ho 1,1", ylabel = "E", key = "top left", series = {
  { f = E, from = -8, to = 8, title = "E" },
  { x = { -2.7, 3.3 }, y = { E(0.3) - 3 * slope, E(0.3) + 3 * slope }, title = "its slope at 0.3" } } }
say([[At 0.3 its slope is %.6f: less is better. Improving a network means making E small. Choosing the
weights directly is too hard; small steps down the slope are not, and the slope can be computed.]], slope)
figures["G-8"] = { slope = slope, E = E(0.3), says = "the error is a function of the weights" }

lesson.ask {
  "For which rates does the walk on (x - 1)² + 1 come to 1 at all? Try 0.99 and 1.01.",
  "Start on g at 0.2 with the rate 0.3: which valley is it, and does the walk settle?",
  "Make the bowl steeper, 20(y + 0.5)², and its slope with it: up to which rate does it still settle?",
}
return figures
