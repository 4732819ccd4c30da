-- You will see: a walk down a hill in the dark: steps that crawl, bounce or explode; and two valleys.
-- Goes with: slides 003, from "Gradient Descent!" to "Correct minimum"; slides 002, "Gradient Descent, Local
--   Minima"; slides 000, "How to avoid ending up in the wrong valley?"; the book, part 1.
-- Runs: a second, and ten for the animations.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[On a hill in the dark, how do you come down? Feel which way the ground slopes, take a step the other
way, and feel again. Here the hill is f = (x - 1)² + 1, with the slope df/dx = 2(x - 1). We start at -0.5.
Each step is x = x - rate · df/dx; the rate is the learning rate, L in the first lessons. Here are five:]]
local function f(x) return (x - 1) ^ 2 + 1 end
local function df(x) return 2 * (x - 1) end
local function descend(slope, x, rate, steps) -- x before the first step and after each
  local path = { x }
  for i = 1, steps do path[i + 1] = path[i] - rate * slope(path[i]) end
  return path
end
local steps = nn.range(0, 10)
local rates = { "0.1", "0.5", "0.9", "1.0", "1.1" }
local paths = {}
for k, rate in ipairs(rates) do paths[k] = descend(df, -0.5, tonumber(rate), 10) end
lesson.columns({ "step", table.unpack(rates) }, steps, table.unpack(paths))
lesson.animate(11, function(i)
  local walks = {}
  for _, k in ipairs { 5, 3, 1 } do
    local x = nn.matrix(paths[k]):sub(1, i)
    walks[#walks + 1] = { "rate " .. rates[k], x = x, y = x:map(f) }
  end
  return lesson.plane(walks, { { "f", f } }, { title = "step " .. i - 1, xlabel = "x", ylabel = "f",
    xrange = { -3, 5 }, yrange = { 0, 15 }, key = "top center" })
end, { delay = 0.4 })
say [[The bottom is at x = 1. The rate 0.1 crawls there, 0.5 happens to land at once. 0.9 jumps over it each
time, but comes nearer. 1.0 bounces for ever, and 1.1 explodes.]]
figures["G-3"] = { ["0.1"] = paths[1], ["0.5"] = paths[2], ["0.9"] = paths[3], ["1.0"] = paths[4],
  ["1.1"] = paths[5] }

say [[Why the slope, and not only its direction? With steps of 0.4, whatever the slope, we come near, and then
bounce around the bottom. With the rate 0.1 the steps get smaller by themselves, as the slope does:]]
local fixed = descend(function(x) return df(x) > 0 and 1 or -1 end, -0.5, 0.4, 10)
lesson.columns({ "step", "fixed steps", "shrinking steps" }, steps, fixed, paths[1])
lesson.chart(lesson.plane(
  { { "fixed steps", x = steps, y = fixed }, { "shrinking steps", x = steps, y = paths[1] } }, {},
  { xlabel = "step", ylabel = "x", key = "bottom right" }))
figures["G-4"] = { fixed = fixed, shrinking = paths[1] }

say [[A hill may have two valleys, as g = x⁴ - 2x² + 0.3x has. In the dark you cannot see which one is deeper.
We walk from eight starts, 2000 steps with the rate 0.01:]]
local function g(x) return x ^ 4 - 2 * x ^ 2 + 0.3 * x end
local function dg(x) return 4 * x ^ 3 - 4 * x + 0.3 end
local starts = nn.matrix { -2, -1.5, -0.5, 0, 0.2, 0.5, 1.5, 2 }
local function after(count) -- where the eight are after so many steps
  return starts:map(function(x) return descend(dg, x, 0.01, count)[count + 1] end)
end
local ends = after(2000)
local depths = ends:map(g)
lesson.columns({ "start", "end", "g there" }, starts, ends, depths)
local frames = { 0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 2000 }
lesson.animate(#frames, function(i)
  local x = after(frames[i])
  return lesson.plane({ { "eight walks", x = x, y = x:map(g) } }, { { "g", g } }, {
    title = "step " .. frames[i], xlabel = "x", ylabel = "g",
    xrange = { -2.2, 2.2 }, yrange = { -2, 10 }, key = "top center" })
end, { delay = 0.4 })
local top = descend(function(x) return -dg(x) end, 0.2, 0.05, 1000)[1001] -- uphill
say([[The watershed is the hill top between them, x = %.6f. Walks that start left of it come to the deeper
valley; the others are stuck in the wrong one. So start several times and keep the best, here g = %.6f.]],
  top, depths[1])
figures["G-5"] = { ends = ends, f_ends = depths, hill_top = top,
  global = { ends[1], depths[1] }, ["local"] = { ends[8], depths[8] } }

lesson.ask {
  "Put 0.95 and 1.05 in the place of 0.9 and 1.1. At which rate does settling turn into exploding?",
  "Make the fixed step 0.1. What is better now, and what is worse?",
  "Walk on g with the rate 0.1 instead of 0.01. Which starts change their valley, and why?",
}
return figures
