-- You will see: what a derivative is, from speeds; the power rule, the chain rule, the slope of the sigmoid.
-- Goes with: slides 003, from "Calculus" to "Chain rule" and "Derivative of sigmoid"; the book, appendix A,
--   "A Gentle Introduction to Calculus".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Calculus asks how one thing changes when another does. A car drives at 30 km/h: how does its speed s
change with the time t? Not at all: ds/dt = 0.]]
local function constant() return 30 end
figures["D-1"] = { s = constant(1), ds = lesson.slope(constant, 1) }

say [[Now it gets 10 km/h faster every minute, s = 30 + 10t. The change over each half minute, as a rate, is
the same everywhere:]]
local t = nn.range(0, 3, 0.5)
local s, rows = 30 + 10 * t, { { 0, 30 } }
for i = 2, #t do rows[i] = { t[i], s[i], (s[i] - s[i - 1]) / (t[i] - t[i - 1]) } end
lesson.table({ "time", "speed", "rate" }, rows)
figures["D-2"] = { s = s, ds = rows[#rows][3] }

say [[Then s = t²: the rate itself grows. At a point it is the slope of the line that touches the curve
there. A line through two points of the curve, brought closer and closer, becomes that line. At t = 4:]]
local function parabola(x) return x ^ 2 end
local function through(gap) return (parabola(4 + gap) - parabola(4)) / gap end
rows = {}
for i, gap in ipairs { 2, 1, 0.5, 0.1, 0.01, 0.001 } do rows[i] = { gap, through(gap) } end
lesson.table({ "gap", "slope of the line" }, rows)
lesson.animate(9, function(i)
  local gap = 4 / 2 ^ (i - 1)
  local slope = through(gap)
  return {
    series = {
      { f = parabola, from = 0, to = 8, title = "s = t²" },
      { x = { 2, 8 }, y = { 16 - 2 * slope, 16 + 4 * slope }, title = ("slope %.3f"):format(slope) },
      { x = { 4, 4 + gap }, y = { 16, parabola(4 + gap) }, style = "points", title = "the two points" },
    },
    xlabel = "time", ylabel = "speed", xrange = { 0, 8 }, yrange = { -10, 64 }, key = "top left",
  }
end, { delay = 0.5 })
t, rows = nn.range(0, 8), {}
for i = 1, #t do rows[i] = { t[i], t[i] ^ 2, 2 * t[i], lesson.slope(parabola, t[i]) } end
lesson.table({ "time", "speed", "2t", "measured" }, rows)
figures["D-3"] = { s = t ^ 2, ds = 2 * t }
lesson.correct [[calls this exponential. It cannot be: what grows exponentially grows by the same factor
each minute, and 1, 4, 9, 16 do not. It is quadratic.]]

say [[The power rule: a·t^n becomes n·a·t^(n-1), and constants are dropped, for they do not change. In Lua,
a polynomial being the list of its factors of t^0, t^1, t^2 and so on:]]
local function derivative(p)
  local terms = {}
  for i = 2, #p do terms[i - 1] = (i - 1) * p[i] end
  return #terms > 0 and terms or { 0 }
end
local function value(p, x)
  local sum = 0
  for i, a in ipairs(p) do sum = sum + a * x ^ (i - 1) end
  return sum
end
local list = { { "t^2", { 0, 0, 1 }, "2t" }, { "30+10t", { 30, 10 }, "10" },
  { "t^3", { 0, 0, 0, 1 }, "3t^2" }, { "6t^5+8t+3", { 3, 8, 0, 0, 0, 6 }, "30t^4+8" }, { "30", { 30 }, "0" } }
local terms, values = {}, {}
rows = {}
for i, p in ipairs(list) do
  local d = derivative(p[2])
  terms[p[1]], values[p[1]] = d, { value(d, 0), value(d, 1), value(d, 2), value(d, 3) }
  rows[i] = { p[1], p[3], table.unpack(values[p[1]]) }
end
lesson.table({ "of", "is", "at 0", "at 1", "at 2", "at 3" }, rows)
figures["D-4"] = { terms = terms, values = values }

say [[A function inside a function: f = y², and y = x³ + x. How does f change with x? Change by change:
df/dx = df/dy · dy/dx = 2y · (3x² + 1). This is the chain rule.]]
local x = nn.matrix { -1, 0, 0.5, 1, 2 }
local y = x ^ 3 + x
local df_dy, dy_dx = 2 * y, 3 * x ^ 2 + 1
local df_dx = df_dy * dy_dx
rows = {}
for i = 1, #x do
  local measured = lesson.slope(function(z) return (z ^ 3 + z) ^ 2 end, x[i])
  rows[i] = { x[i], y[i], y[i] ^ 2, df_dy[i], dy_dx[i], df_dx[i], measured }
end
lesson.table({ "x", "y", "f", "df/dy", "dy/dx", "df/dx", "measured" }, rows)
figures["D-5"] = { y = y, f = y ^ 2, df_dy = df_dy, dy_dx = dy_dx, df_dx = df_dx }

say [[What we need it for: the slope of the sigmoid is sigmoid(x)(1 - sigmoid(x)). Large signals have next
to none:]]
x = nn.matrix { 0, 1, 2, 5, 10, 20 }
local dy = x:sigmoid() * (1 - x:sigmoid())
rows = {}
for i = 1, #x do
  local measured = lesson.slope(function(z) return 1 / (1 + math.exp(-z)) end, x[i])
  rows[i] = { x[i], x:sigmoid()[i], dy[i], measured }
end
lesson.table({ "x", "sigmoid(x)", "slope", "measured" }, rows)
local wide = nn.linspace(-6, 6, 25)
local high = wide:sigmoid()
lesson.chart {
  series = {
    { x = wide, y = high, title = "sigmoid", style = "linespoints" },
    { x = wide, y = high * (1 - high), title = "its slope", style = "linespoints" },
  }, xlabel = "x", key = "top left",
}
figures["D-6"] = { dy = dy }

lesson.ask {
  "Differentiate 4t^3 - 2t by hand, then add it to the list of polynomials.",
  "At which t is 30+10t as fast as t², and which of them changes faster there?",
  "Where is the sigmoid's slope half of its greatest?",
}
return figures
