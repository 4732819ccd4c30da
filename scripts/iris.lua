-- You will see: two species of iris, and how well a straight line through the origin can tell them apart.
-- Goes with: slides 002, "Exercise in R"; the book has no irises.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[The bugs were made up, these flowers were measured. The exercise keeps n = 100 flowers of the iris data:
rows 1 to 50 are setosa, rows 51 to 100 versicolor. R's scale(center = FALSE) brings the four columns to one
size: each is divided by its root mean square (rms), the root of the sum of its squares over n - 1. After that
the squares add up to 99. Nothing is centred, so the origin stays where it is.]]
local iris = nn.data.iris()
local raw = iris:take(100):matrices()
local rms = ((raw * raw):sum(1) / 99):sqrt()
local X = raw / rms
local squares = (X * X):sum(1)
lesson.columns({ "column", "rms", "row 1", "row 51", "row 100", "squares" }, iris.names, rms,
  X:row(1), X:row(51), X:row(100), squares)
figures["I-1"] = { rms = rms:flatten(), squares = squares:flatten(), ["row 1"] = X:row(1):flatten(),
  ["row 51"] = X:row(51):flatten(), ["row 100"] = X:row(100):flatten() }

say [[Draw Sepal.Width (y) over Sepal.Length (x), and there are two clouds, setosa above. As with the bugs, a
line y = A x is to part them: a flower above it is taken for a setosa.]]
local _, scatter = lesson.irises() -- the chart of the same X; two later lessons draw it, too
lesson.chart(scatter({}, "Sepal Length-Width"))

say [[Every slope can be tried. At A = 0 all flowers lie above the line, and the 50 setosas are right. As A
grows, the line passes one flower after the other, each at its own y/x. With a versicolor that it passes one
more is right, with a setosa one fewer.]]
local function turn(x, y) -- the flowers as the line passes them; right: how many are, from there on
  local passed = {}
  for i = 1, 100 do passed[i] = { setosa = i <= 50, slope = y[i] / x[i] } end
  table.sort(passed, function(a, b) return a.slope < b.slope end)
  local right = 50
  for _, flower in ipairs(passed) do
    right = right + (flower.setosa and -1 or 1)
    flower.right = right
  end
  return passed
end
local x, y = X:col(1), X:col(2)
local slopes, right = { 0.25, 0.5, 0.75, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.5, 2 }, {}
for k, A in ipairs(slopes) do
  right[k] = 50
  for _, flower in ipairs(turn(x, y)) do
    if flower.slope <= A then right[k] = flower.right end
  end
end
lesson.table({ "A", table.unpack(slopes) }, { { "right", table.unpack(right) } })
lesson.chart { x = slopes, y = right, style = "linespoints", title = "right, of 100", xlabel = "A" }

local wrong = (y / x):sub(1, 50):argmin() -- the first setosa that the line passes
say([[99 are right from A = 0.995 to 1.054, and no slope does better. By then the line has passed every
versicolor, but also one setosa: row %d, %g cm long and %g cm wide.]], wrong, raw[wrong][1], raw[wrong][2])

say [[The same for all pairs of columns, whichever species is above: the most that are right, and the slopes A
at which they are. Most pairs with a petal reach 100.]]
local rows = {}
for i, name_x in ipairs(iris.names) do
  for j, name_y in ipairs(iris.names) do
    local passed = turn(X:col(i), X:col(j))
    local best = { name_y, name_x, 0 }
    for k = 1, 99 do
      local low, high = passed[k].slope, passed[k + 1].slope
      local count = math.max(passed[k].right, 100 - passed[k].right) -- whichever is above
      if count > best[3] and low < high then best = { name_y, name_x, count, low, high } end
    end
    if i ~= j then rows[#rows + 1] = best end
  end
end
lesson.table({ "y", "x", "right", "from A", "to below" }, rows)
figures["I-3"] = { right = right, best = rows[1], wrong = wrong }
figures["I-7"] = rows

lesson.ask {
  "Take iris:sub(51, 150), versicolor and virginica, for iris:take(100). Which pair is best now?",
  "Do not scale: X = raw. Which numbers change, and which cannot?",
}
return figures
