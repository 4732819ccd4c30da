-- You will see: three ways to say how wrong a network is, their slopes, and why the square is taken.
-- Goes with: slides 000, "Cost function"; slides 003, from "Correct minimum" to "Square of difference"; the
--   book, part 1, "How Do We Actually Update Weights?".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A network has three outputs, and there are three targets. How wrong is it, as one number? Three sums can
be made: of the errors target - actual, of their sizes, of their squares.]]
local function costs(outputs, targets)
  local e = nn.matrix(targets) - nn.matrix(outputs)
  local size = e:abs()
  local square = e * e
  return { error = e, abs_error = size, squared = square, sums = { e:sum(), size:sum(), square:sum() } }
end
local outputs, targets = { 0.4, 0.8, 1.0 }, { 0.5, 0.7, 1.0 }
local cost = costs(outputs, targets)
local rows = {}
for k = 1, 3 do
  rows[k] = { outputs[k], targets[k], cost.error[k], cost.abs_error[k], cost.squared[k] }
end
local nothing = ("%.1f"):format(math.abs(cost.sums[1])) -- 0 but for rounding
rows[4] = { "sum", "", nothing, cost.sums[2], cost.sums[3] }
lesson.table({ "output", "target", "error", "|error|", "error²" }, rows)
figures["C-1"] = cost
say "The sum of the errors is 0, as if nothing were wrong: plain errors cancel. The other two do not."

local misprinted = costs({ 0.4, 0.4, 1.0 }, targets)
lesson.correct([[in 003 prints the second output as 0.4, with the error -0.1. It cannot be: 0.7 - 0.4 is %g,
and the sums would be %g, %g and %g. It is 0.8. In 000 and 003 two columns have the same head: the second is
|target - actual|, its bars are lost.]], misprinted.error[2], table.unpack(misprinted.sums))
figures["C-2"] = misprinted

say [[Now let one output o move past its target t. The error only falls, through 0 and on. |error| and error²
have a lowest point, at the target.]]
local d = nn.linspace(-1.5, 1.5, 13) -- o - t
local function three(title, ylabel, error_, size, square)
  lesson.chart {
    title = title, xlabel = "o - t", ylabel = ylabel, key = "outside", series = {
      { x = d, y = error_, title = "error", style = "linespoints" },
      { x = d, y = size, title = "|error|", style = "linespoints" },
      { x = d, y = square, title = "error²", style = "linespoints" },
    },
  }
end
three("three costs", "cost", -d, d:abs(), d * d)
say [[To descend we need the slope: which way is down, and how steep is it? Here it is computed, and measured
over a very short way:]]
local function slope_abs(x)
  if x == 0 then return 0 / 0 end -- not a number: the corner has no slope
  return x > 0 and 1 or -1
end
local function squared(x) return x * x end
three("their slopes", "slope", -nn.ones(13, 1), d:map(slope_abs), 2 * d)
local near = nn.matrix { 1, 0.5, 0.1, 0.01 }
lesson.columns({ "o - t", "slope of |error|", "measured", "slope of error²", "measured" }, near,
  near:map(slope_abs), near:map(function(x) return lesson.slope(math.abs, x) end),
  2 * near, near:map(function(x) return lesson.slope(squared, x) end))
figures["C-3"] = { slope_abs = near:map(slope_abs), slope_squared = 2 * near }

say [[The slope of |error| is 1 to the last, so steps along it keep their size and jump over the target; in
the corner at the bottom there is no slope at all. The square is smooth and easy to differentiate, and its
slope shrinks with the distance: the steps get smaller by themselves.]]
lesson.correct [[in 000 calls |target - actual| "no continuous near the minimum". It is continuous, a line
without a gap. What is not continuous is its slope.]]

lesson.ask {
  "Take the outputs 0.0, 1.2, 1.0: which sums notice that they are worse?",
  "Let squared return x ^ 4. What is its measured slope at 0.1, and what would that do to the last steps?",
  "Take the outputs 0.2, 0.7, 1.0, then 0.4, 0.6, 0.9: one error of 0.3, or three of 0.1. Which sums differ?",
}
return figures
