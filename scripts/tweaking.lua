-- You will see: what the learning rate and the number of epochs do to the score, in charts.
-- Goes with: slides 002, "Learning Rate", "Epochs", "Epochs and Learning Rate"; slides 003, "Tweaking the
--   network"; the book, part 2.
-- Runs: three seconds; --full, with MNIST (make data), half a minute. scripts/sweep.lua goes further.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

local train, test, full = lesson.digits()
say([[What can be changed in a network? First the learning rate, and the epochs: how often it goes over the
digits. Networks 784-200-10 with five rates learn from %d digits in the order of the file. After each epoch
we count how many of %d others they get right.]], #train, #test)
say [[The same settings with another seed give another score. So every rate is tried with three seeds. A
difference between two rates means nothing if it is no larger than that between two seeds.]]
local epochs = 5
local rates, runs = { 0.01, 0.1, 0.2, 0.3, 0.6 }, {}
for i, rate in ipairs(rates) do runs[i] = { hidden = 200, rate = rate } end
local right = lesson.three_seeds(runs, epochs, train, test) -- of each seed a row a rate, a column an epoch

local seen = full and 1 or 3 -- from a small set one epoch teaches too little to compare
say([[The learning rate, after epoch %d. With a rate too low the digits seen so far are not enough; with one
too high the steps jump over the valley.]], seen)
local scores = lesson.scores(right, seen) -- a row a rate, a column a seed
lesson.columns({ "rate", "seed 1", "seed 2", "seed 3" }, rates, scores:col(1), scores:col(2), scores:col(3))
lesson.chart(lesson.spread(rates, scores,
  { xrange = { 0.008, 1 }, xlabel = "learning rate", ylabel = "right of " .. #test }))
local mean = scores:mean(2) -- of each row
figures["W-1"] = { low_is_slow = mean[1] < mean[2], high_is_worse = mean[5] < mean[4], scores = scores }

say [[Epochs: going over the same digits again and again, here with a rate of 0.1. The first adds most. With
all of MNIST the last two add no more than chance could.]]
local curves, series = {}, {}
for seed = 1, 3 do
  curves[seed] = right[seed]:row(2).T
  series[seed] = { y = curves[seed], title = "seed " .. seed }
end
lesson.columns({ "epoch", "seed 1", "seed 2", "seed 3" }, nn.range(1, epochs), table.unpack(curves))
lesson.chart { series = series, xlabel = "epoch", ylabel = "right of " .. #test, key = "bottom right" }
figures["W-2"] = { seeds = curves }

say [[Both together, with seed 1. A low rate goes on gaining from more epochs. A high one gains most of it at
once; with all of MNIST it only goes up and down after the second epoch.]]
local by_rate = {}
series = {}
for i = 1, 4 do
  by_rate[i] = right[1]:row(i).T
  series[i] = { y = by_rate[i], title = "rate " .. rates[i] }
end
lesson.columns({ "epoch", "rate 0.01", "0.1", "0.2", "0.3" }, nn.range(1, epochs), table.unpack(by_rate))
lesson.chart { series = series, xlabel = "epoch", ylabel = "right of " .. #test, key = "bottom right" }
local function gain(curve) return curve[epochs] - curve[1] end
figures["W-3"] = { rates = by_rate, low_gains_more = gain(by_rate[1]) > gain(by_rate[4]) }

lesson.ask {
  "Let epochs be 10. Does the rate 0.1 catch up with 0.3?",
  "Take 50 hidden nodes for 200: does the best rate change?",
  "Put a rate of 0.9 in the place of 0.6. Does it still learn?",
}
return figures
