-- You will see: what the learning rate, the epochs and the hidden nodes do to the score, in charts.
-- Goes with: slides 002, "Learning Rate", "Epochs", "Epochs and Learning Rate", "Hidden Nodes"; slides 003,
--   "Tweaking the network"; the book, part 2, "Some Suggested Improvements".
-- Runs: three seconds; --full, with MNIST (make data), half a minute. scripts/sweep.lua goes further.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

local full = options.full and nn.data.find "mnist"
local train, test = nn.data[full and "mnist" or "digits"]()
if options.full and not full then say "(MNIST is not here; `make data` fetches it.)" end

say("Networks 784-h-10, each taught %d digits in the order of the file, an update after each.", #train)
say [[The same settings with another seed give another score. So every point is three networks, and a
difference smaller than that between two seeds is none.]]
local function right(run) -- a network's right answers after each epoch
  local n = nn.network { 784, run.hidden, 10, learning_rate = run.rate, precision = "double",
    init = lesson.numpy_start(run.seed) }
  local counts = {}
  for epoch = 1, run.epochs do
    n:fit(train, { shuffle = false, progress = false })
    counts[epoch] = n:evaluate(test).correct
  end
  return counts
end

-- Epochs of the first and the last chart: of a small set one teaches too little to compare.
local passes, most = full and 1 or 3, full and 5 or 6
local rates, shapes = { 0.01, 0.1, 0.2, 0.3, 0.6 }, { 10, 50, 100, 200, 500 }
local runs, place = {}, {}
local function name_of(rate, hidden, seed) return ("%g %d %d"):format(rate, hidden, seed) end
local function want(rate, hidden, seed, epochs)
  runs[#runs + 1] = { rate = rate, hidden = hidden, seed = seed, epochs = epochs }
  place[name_of(rate, hidden, seed)] = #runs
end
for seed = 1, 3 do
  for _, hidden in ipairs(shapes) do
    if hidden ~= 200 then want(0.1, hidden, seed, passes) end
  end
  for _, rate in ipairs(rates) do want(rate, 200, seed, (rate == 0.1 or seed == 1) and most or passes) end
end
local results = nn.parallel(runs, right, { progress = false }) -- as many at a time as there are cores

-- A list of what three seeds got right, for each value on the x axis; and the chart's points.
local function points(values, rate_of, hidden_of)
  local rows, y, low, high = {}, {}, {}, {}
  for i, value in ipairs(values) do
    local list = {}
    local rate, hidden = rate_of(value), hidden_of(value)
    for seed = 1, 3 do list[seed] = results[place[name_of(rate, hidden, seed)]][passes] end
    rows[i], y[i] = { value, table.unpack(list) }, (list[1] + list[2] + list[3]) / 3
    low[i], high[i] = math.min(table.unpack(list)), math.max(table.unpack(list))
  end
  local bars = { x = values, y = y, low = low, high = high, style = "errorbars" }
  return rows, { bars, { x = values, y = y } }, y
end
local function same(value) return value end
local function fixed(value) return function() return value end end
local after = (" after %d %s, of %d"):format(passes, passes == 1 and "epoch" or "epochs", #test)

say [[The learning rate, with 200 hidden nodes. Too low, and an epoch is not enough; too high, and the steps
jump over the valley.]]
local rows, series, mean = points(rates, same, fixed(200))
lesson.table({ "rate", "seed 1", "seed 2", "seed 3" }, rows)
lesson.chart { series = series, logx = true, xrange = { 0.008, 0.75 }, xlabel = "learning rate",
  ylabel = "right" .. after }
figures["W-1"] = { low_is_slow = mean[1] < mean[2], high_is_worse = mean[5] < mean[2], rows = rows }

say [[Epochs: going over the same digits again, with a rate of 0.1. Each time adds less, and with all of MNIST
the fourth takes some away.]]
local curves, epochs = {}, { "seed" }
for epoch = 1, most do epochs[epoch + 1] = epoch end
rows, series = {}, {}
for seed = 1, 3 do
  curves[seed] = results[place[name_of(0.1, 200, seed)]]
  rows[seed] = { seed, table.unpack(curves[seed]) }
end
lesson.table(epochs, rows)
figures["W-2"] = { seeds = curves }

say [[Both together, with seed 1: a low rate goes on gaining from more epochs. With all of MNIST a high one,
0.3, is at its best after two.]]
local by_rate = {}
rows, epochs[1] = {}, "rate"
for i, rate in ipairs { 0.01, 0.1, 0.2, 0.3 } do
  by_rate[i] = results[place[name_of(rate, 200, 1)]]
  rows[i] = { rate, table.unpack(by_rate[i]) }
  series[i] = { y = by_rate[i], title = ("rate %g"):format(rate) }
end
lesson.table(epochs, rows)
lesson.chart { series = series, xlabel = "epochs", ylabel = "right", key = "bottom right" }
local low, high = by_rate[1], by_rate[4]
figures["W-3"] = { rates = by_rate, low_gains_more = low[most] - low[1] > high[most] - high[1] }

say "Hidden nodes, rate 0.1. A few cannot hold what there is to know; more help less and less, and cost time."
rows, series, mean = points(shapes, fixed(0.1), same)
lesson.table({ "hidden nodes", "seed 1", "seed 2", "seed 3" }, rows)
lesson.chart { series = series, logx = true, xrange = { 8, 600 }, xlabel = "hidden nodes",
  ylabel = "right" .. after }
figures["W-4"] = { few_are_worst = nn.matrix(mean):argmin() == 1, rows = rows }

say [[And other shapes: any list of sizes. One of 2, 3, 2 and 2 nodes with biases, layer by layer, a =
sigmoid(W a + b), and in one call:]]
local W, b, x = lesson.biased_layers()
local n, a = nn.network { 2, 3, 2, 2, bias = true, precision = "double" }, { [0] = x }
for k = 1, 3 do
  a[k] = (W[k]:dot(a[k - 1]) + b[k]):sigmoid()
  n:set_weights(k, W[k])
  n:set_biases(k, b[k])
end
lesson.show("a of the last layer", a[3].T)
lesson.show("n:query", n:query(a[0]).T)
figures["W-5"] = { a = { a[1], a[2], a[3] }, agrees = n:query(a[0]):near(a[3], 1e-12) }

lesson.ask {
  "Put two hidden layers into right(), 784-200-100-10: is it worth it?",
  "Which rate is best after ten epochs, and is it still the one that was best at first?",
  "Look at how far apart the three seeds are: which differences in the charts are real?",
}
return figures
