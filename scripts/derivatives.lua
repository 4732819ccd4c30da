-- You will see: what a derivative is: three speeds, the line that touches a curve, and the power rule.
-- Goes with: slides 003, from "Calculus" to "Power Rule"; the book, appendix A.
-- Runs: a second, and five for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Calculus asks how one thing changes when another does. Here it is the speed s of three cars, in km/h,
which changes with the time t, in minutes. The first drives at 30 km/h, the second starts at 30 km/h and gets
10 km/h faster every minute, the third drives at t² km/h.]]
local function constant() return 30 end
local function linear(t) return 30 + 10 * t end
local function square(t) return t ^ 2 end
lesson.chart(lesson.plane({},
  { { "s = 30", constant }, { "s = 30 + 10t", linear }, { "s = t²", square } },
  { title = "three cars", xlabel = "t", ylabel = "s", xrange = { 0, 8 }, yrange = { 0, 120 } }))

say [[The rate is the change of s divided by the change of t. For the first car it is 0: its speed does not
change. We write ds/dt = 0, and call ds/dt the derivative. The second car, each time over half a minute:]]
local function rate(s, from, to) return (s(to) - s(from)) / (to - from) end
local t = nn.range(0, 3, 0.5)
local s = t:map(linear)
local rates = t:map(function(from) return rate(linear, from, from + 0.5) end)
lesson.columns({ "t", "s = 30 + 10t", "rate from here" }, t, s, rates)
say "The rate is the same everywhere: ds/dt = 10. On a chart it is how steep the line is, its slope."
figures["D-1"] = { s = constant(), ds = rate(constant, 0, 8) }
figures["D-2"] = { s = s, ds = rates }

say [[The third car's rate itself grows. What is it at t = 4? The rate from there to a later time is the slope
of a line through two points of the curve. Let the gap between them shrink, until it touches the curve:]]
local gaps = nn.matrix { 2, 1, 0.5, 0.1, 0.01, 0.001 }
local slopes = gaps:map(function(gap) return rate(square, 4, 4 + gap) end)
lesson.columns({ "gap", "slope of the line" }, gaps, slopes)
lesson.animate(9, function(i)
  local gap = 4 / 2 ^ (i - 1)
  local slope = rate(square, 4, 4 + gap)
  local function line(at) return 16 + slope * (at - 4) end
  local points = { "the two points", x = { 4, 4 + gap }, y = { 16, square(4 + gap) } }
  return lesson.plane({ points }, { { "s = t²", square }, { "the line", line } }, {
    title = ("gap %.3f, slope %.3f"):format(gap, slope),
    xlabel = "t", ylabel = "s", xrange = { 0, 8 }, yrange = { -10, 64 }, key = "top left" })
end, { delay = 0.5 })
say "It comes to 8. That is the derivative at t = 4. Measured over a very short way at other times, it is 2t:"
t = nn.range(0, 8)
local measured = t:map(function(at) return lesson.slope(square, at) end)
lesson.columns({ "t", "s = t²", "2t", "measured" }, t, t ^ 2, 2 * t, measured)
figures["D-3"] = { s = t ^ 2, ds = 2 * t, measured = measured }
lesson.correct [[in 003 calls this exponential. It cannot be: what grows exponentially grows by the same
factor each minute, and 1, 4, 9, 16 do not. It is quadratic.]]

say [[One rule gives all of these. The power rule: the derivative of a·t^n is n·a·t^(n-1), and constants are
dropped, for they do not change. In Lua, 30 + 10t is the list of its factors of t^0 and t^1, {30, 10}.]]
local function derivative(p) -- p[n + 1] is the factor of t^n
  local d = { 0 }
  for n = 1, #p - 1 do d[n] = n * p[n + 1] end
  return d
end
local function value(p, at) return (nn.matrix(p) * at ^ nn.range(0, #p - 1)):sum() end
local polynomials = {
  { "30", { 30 }, "0" }, { "30+10t", { 30, 10 }, "10" }, { "t^2", { 0, 0, 1 }, "2t" },
  { "t^3", { 0, 0, 0, 1 }, "3t^2" }, { "6t^5+8t+3", { 3, 8, 0, 0, 0, 6 }, "30t^4+8" },
}
local terms, values, rows = {}, {}, {}
for i, p in ipairs(polynomials) do
  local d = derivative(p[2])
  terms[p[1]], values[p[1]] = d, { value(d, 0), value(d, 1), value(d, 2), value(d, 3) }
  rows[i] = { p[1], p[3], table.unpack(values[p[1]]) }
end
lesson.table({ "s", "ds/dt", "at t = 0", "at 1", "at 2", "at 3" }, rows)
figures["D-4"] = { terms = terms, values = values }

lesson.ask {
  "Differentiate 4t^3 - 2t by hand, then add it to the list of polynomials.",
  "What is the rate of t² at t = 10? Change the 4 of the gaps, and see whether it is 2t.",
  "Take rate(square, 4 - gap, 4 + gap), as lesson.slope does. How near does it come, and from which gap on?",
}
return figures
