-- You will see: a machine that learns to turn kilometres into miles, by being told how wrong it is.
-- Goes with: slides 000, "A Simple Predicting Machine" and "Solve it"; slides 002, "Random Initial Slope";
--   the book, part 1.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A computer follows steps: a question goes in, something is computed, an answer comes out. That looks
like thinking, and a network is no more than that: many small such steps.]]

say [[Suppose that miles are kilometres times some c, and that we know one true example: 100 km are 62.137
miles. We guess c and look at the error, which is the truth minus the answer. It shows which way to turn c.]]
local km, miles = 100, 62.137
local rows, outputs, errors = {}, {}, {}
for i, c in ipairs { 0.5, 0.6, 0.7, 0.61 } do
  outputs[i] = c * km
  errors[i] = miles - outputs[i]
  rows[i] = { c, outputs[i], errors[i] }
end
lesson.table({ "c", "answer", "error" }, rows)
say "0.7 went too far: the error became negative. Near the truth only small turns are right."
figures["P-2"] = { output = outputs, error = errors }

say [[The error itself can say how far to turn: if c grows by error / x, where x is the input, the answer
grows by the error. A learning rate L takes only a part of that step.]]
local function turned(x, t, c, L, count) -- c at the start and after each of so many updates
  local list = { c }
  for _ = 1, count do
    c = c + L * (t - c * x) / x
    list[#list + 1] = c
  end
  return list
end
local fast = turned(km, miles, 0.5, 1, 10)
local half = turned(km, miles, 0.5, 0.5, 10)
local slow = turned(km, miles, 0.5, 0.1, 10)
local updates = nn.range(0, 10)
lesson.columns({ "updates", "L = 1", "L = 0.5", "L = 0.1" }, updates, fast, half, slow)
lesson.chart {
  series = {
    { x = updates, y = fast, title = "L = 1", style = "linespoints" },
    { x = updates, y = half, title = "L = 0.5", style = "linespoints" },
    { x = updates, y = slow, title = "L = 0.1", style = "linespoints" },
  },
  title = "c after each update", xlabel = "update", ylabel = "c",
}
say [[With L = 1 one update is enough, because there is only one example. What a smaller L is good for shows
when there are two, in scripts/classifier.lua.]]
figures["P-3"] = { ["1.0"] = fast, ["0.5"] = half, ["0.1"] = slow }

say [[This is the rule of the whole book: refine a model by adjusting its parameters by how wrong it is
against known true examples.]]
figures["P-6"] = { c = fast[2] }

lesson.correct [[in 002 names a "miles to kilometres predictor"; the book's turns kilometres into miles. It
works either way: 100 miles are 160.9344 km, and from c = 1.5 the answer is 150. Then c becomes:]]
local back = turned(100, 160.9344, 1.5, 1, 5)
local back_half = turned(100, 160.9344, 1.5, 0.5, 5)
lesson.columns({ "updates", "L = 1", "L = 0.5" }, nn.range(0, 5), back, back_half)
figures["P-4"] = { output0 = 1.5 * 100, error0 = 160.9344 - 1.5 * 100, ["1.0"] = back, ["0.5"] = back_half }

say "A model of this kind is linear: when the input doubles, the answer doubles. With c = 0.5:"
local inputs = nn.matrix { 10, 20, 40 }
local answers = inputs * 0.5
lesson.columns({ "input", "answer" }, inputs, answers)
figures["P-5"] = { output = answers }

lesson.ask {
  "Let half start at c = 5. After how many updates is its answer, 100 c, right to a mile?",
  "Let fast have L = 1.9, then 2.1. What does c do, and what would it do at exactly 2?",
  "Turn Celsius into Fahrenheit: take 100 and 212 for km and miles. Is c right for 20 °C, or 68 °F, too?",
}
return figures
