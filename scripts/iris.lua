-- You will see: a line through the origin that learns to tell two species of iris apart.
-- Goes with: slides 002, "Exercise in R"; slides 003, "Train"; the book has no irises.
-- Runs: a second, and seven for the animation.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[The exercise keeps two species of the iris data: rows 1 to 50 are setosa, 51 to 100 versicolor. R's
scale(center = FALSE) divides each column by the square root of its sum of squares over n - 1 = 99. Nothing
is centred, so the origin stays where it is.]]
local iris = nn.data.iris():take(100)
local raw = iris:matrices()
local rms = ((raw * raw):sum(1) / 99):sqrt()
local X, rows, scaled = raw / rms, {}, { squares = (raw * raw / rms ^ 2):sum(1).T }
for k, name in ipairs { "rms", "row 1", "row 51", "row 100" } do
  scaled[name] = (k == 1 and rms or X:row(tonumber(name:sub(5)))).T:totable()
  rows[k] = { name, table.unpack(scaled[name]) }
end
lesson.table({ "", table.unpack(iris.names) }, rows)
figures["I-1"] = scaled

say "Sepal.Width over Sepal.Length: two clouds, setosa above."
local function scene(lines, title)
  return lesson.plane({ { "setosa", x = X:sub(1, 50, 1, 1), y = X:sub(1, 50, 2, 2) },
    { "versicolor", x = X:sub(51, 100, 1, 1), y = X:sub(51, 100, 2, 2) } }, lines, { title = title,
    xlabel = "Sepal Length", ylabel = "Sepal Width", xrange = { 0.7, 1.4 }, yrange = { 0.6, 1.5 } })
end
lesson.chart(scene({}, "Sepal Length-Width"))
figures["I-2"] = { says = "two clouds, setosa above" }

say "A flower above the line y = A x is called setosa. How many of 100 are right?"
local function marks(A, x, y) -- a column: 1 for a flower that is right, else 0
  return (y - x * A):map(function(above, i) return (above > 0) == (i <= 50) and 1 or 0 end)
end
local x, y = X:col(1), X:col(2)
local function correct(A) return marks(A, x, y):sum() end
local slopes, right = { 0.25, 0.5, 0.75, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.5, 2 }, {}
for i, A in ipairs(slopes) do right[i] = correct(A) end
lesson.table({ "A", table.unpack(slopes) }, { { "right", table.unpack(right) } })

local function best_slopes(i, j)
  local best = { best_correct = 0, x = iris.names[i], y = iris.names[j] }
  local ratios = (X:col(j) / X:col(i)):totable()
  table.sort(ratios) -- a flower changes sides where A passes its own y/x: between two of them nothing changes
  for k = 1, 99 do
    local low, high = ratios[k], ratios[k + 1]
    local count = marks((low + high) / 2, X:col(i), X:col(j)):sum()
    count = math.max(count, 100 - count) -- either species may be the one above
    if low < high and count >= best.best_correct then
      best.best_correct, best.slope_low, best.slope_high = count, low, high
    end
  end
  return best
end
local best, wrong, found = best_slopes(1, 2), marks(1, x, y):argmin(), {}
rows = {}
for k = 0, 15 do
  local i, j = k // 4 + 1, k % 4 + 1
  if i ~= j then
    local b = best_slopes(i, j)
    found[#found + 1], rows[#rows + 1] = b, { b.y, b.x, b.best_correct, b.slope_low, b.slope_high }
  end
end
say("The best slopes for all pairs of columns. The sepals' 99: row %d, a setosa %g x %g cm, is always wrong.",
  wrong, raw:get(wrong, 1), raw:get(wrong, 2))
lesson.table({ "y", "x", "right", "from A", "to below" }, rows)
figures["I-3"], figures["I-7"] = { right = right, best = best, wrong = wrong }, found

say([[Now a line that learns, as with the bugs: A grows by L(t - A x)/x. The target t is 0.1 below the width
of a setosa, 0.1 above that of a versicolor. The species take turns: rows 1, 51, 2, 52, … (last column: the
order of the file). The fourth start is random, seed %d. A, and how many it gets right:]], options.seed)
local function train(A, L, file)
  local list = { A } -- before the first update and after each of ten passes
  for k = 0, 999 do
    local i = file and k % 100 + 1 or k % 100 // 2 + k % 2 * 50 + 1
    A = A + L * (y[i] + (i <= 50 and -0.1 or 0.1) - A * x[i]) / x[i]
    list[k + 2] = A
  end
  return { A_after_1 = list[101], correct_after_1 = correct(list[101]), A_after_10 = list[1001],
    correct_after_10 = correct(list[1001]), L = L, list = list }
end
local starts, runs = { 0.25, 1.5, 3.0, nn.rand(1, 1, 0, 3)[1], 0.25 }, {}
for s, A0 in ipairs(starts) do
  runs[s] = {}
  for k, L in ipairs { 0.001, 0.01, 0.1, 0.5, 1.0 } do runs[s][k] = train(A0, L, s == 5) end
end
for _, passes in ipairs { "1", "10" } do
  rows = {}
  for k = 1, 5 do
    rows[k] = { "L = " .. runs[1][k].L }
    for s = 1, 5 do
      local run = runs[s][k]
      rows[k][s + 1] = ("%.4f %3d"):format(run["A_after_" .. passes], run["correct_after_" .. passes])
    end
  end
  lesson.table({ "passes: " .. passes, "0.25", "1.5", "3", ("%.3f"):format(starts[4]), "0.25, file" }, rows)
end
local curves = {}
for k, run in ipairs { table.unpack(runs[1], 1, 3) } do
  curves[k] = { y = { table.unpack(run.list, 1, 301) }, title = "L = " .. run.L }
end
lesson.chart { series = curves, title = "A, from 0.25", xlabel = "update", key = "bottom right" }
say [[L = 0.001 is too slow; L = 1 keeps only the last flower; those between reach 99. The start is
forgotten, the order is not: in the file's, 50 versicolor come last and pull the line down.]]
lesson.animate(61, function(i)
  local A = runs[1][3].list[i]
  return scene({ { "y = A x", function(x_) return A * x_ end } },
    ("L = 0.1, update %d: A = %.4f, %d of 100 right"):format(i - 1, A, correct(A)))
end, { delay = 0.1 })
figures["I-4"], figures["I-6"], figures["I-8"] = runs[1], runs[5], { A = runs[1][3].list[101] }
figures["I-5"] = { from_1_5 = runs[2], from_3 = runs[3] }

say [[A bias frees the line from the origin. The perceptron of slides 003 says 1 (versicolor) where w0 + w1
x + w2 y > 0, else -1. It is asked about flowers picked at random; each adds 0.1(label - guess)(1,x,y) to w.]]
local inputs, labels = nn.ones(100, 1):hcat(X:sub(1, 100, 1, 2)), nn.range(1, 100):map(function(i)
  return i <= 50 and -1 or 1
end)
local w, pick, last = nn.matrix { 0.5, -0.3, 0.2 }, lesson.lcg(1), 0
local function guess(rows_) return rows_:dot(w):map(function(v) return v > 0 and 1 or -1 end) end
local function perceptron(from, to)
  for k = from, to do
    local i = pick(100)
    local e = labels[i] - guess(inputs:row(i))[1]
    if e ~= 0 then w, last = w + inputs:row(i).T * (0.1 * e), k end
  end
  return { weights = w, last = last, correct = 100 - (labels - guess(inputs)):abs():sum() / 2 }
end
local short, long = perceptron(1, 3000), perceptron(3001, 13000)
lesson.table({ "picks", "last change", "right", "w0", "w1", "w2" },
  { { 3000, short.last, short.correct, table.unpack(short.weights:totable()) },
    { 13000, long.last, long.correct, table.unpack(w:totable()) } })
lesson.chart(scene({ { "perceptron", function(x_) return -(w[1] + w[2] * x_) / w[3] end } }, "with a bias"))
say "3000 picks are not enough; in the end it gets all 100, and with no error left nothing changes any more."
figures["L-9"] = { short = short, long = long }

lesson.ask {
  "Take away the margin: 0 for 0.1. What changes at L = 0.1?",
  "Start at A = 100 for 1.5. Which L has forgotten it after one pass?",
  "Start the perceptron with w = 0. Does it take longer?",
}
return figures
