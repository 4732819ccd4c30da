-- You will see: a machine that learns to turn kilometres into miles, by being told how wrong it is.
-- Goes with: slides 000, "A Simple Predicting Machine" and "Solve it"; the book, chapter 1.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A computer follows steps: a question goes in, something is computed, an answer comes out. That looks
like thinking, and a network is no more than that: many small such steps.]]
figures["P-1"] = { says = "a question goes in" }

say [[Suppose that miles are kilometres times some c, and that we know one true example: 100 km are 62.137
miles. We guess c, look at the error, and see which way to turn it.]]
local x, t = 100, 62.137
local rows, outputs, errors = {}, {}, {}
for i, c in ipairs { 0.5, 0.6, 0.7, 0.61 } do
  outputs[i], errors[i] = c * x, t - c * x
  rows[i] = { c, outputs[i], errors[i] }
end
lesson.table({ "c", "answer", "error" }, rows)
say "0.7 went too far: the error became negative. Near the truth only small turns are right."
figures["P-2"] = { output = outputs, error = errors }

say [[The error itself can say how far to turn: c grows by error / x. A learning rate L takes a part of that
step only.]]
local function turned(x_, t_, c, L, updates) -- c before the first and after each update
  local list = { c }
  for _ = 1, updates do
    c = c + L * (t_ - c * x_) / x_
    list[#list + 1] = c
  end
  return list
end
local fast, half, slow = turned(x, t, 0.5, 1, 10), turned(x, t, 0.5, 0.5, 10), turned(x, t, 0.5, 0.1, 10)
rows = {}
for i = 1, 11 do rows[i] = { i - 1, fast[i], half[i], slow[i] } end
lesson.table({ "updates", "L = 1", "L = 0.5", "L = 0.1" }, rows)
lesson.chart {
  series = {
    { y = fast, title = "L = 1", style = "linespoints" },
    { y = half, title = "L = 0.5", style = "linespoints" },
    { y = slow, title = "L = 0.1", style = "linespoints" },
  },
  title = "c after each update", xlabel = "update", ylabel = "c",
}
figures["P-3"] = { ["1.0"] = fast, ["0.5"] = half, ["0.1"] = slow }

say [[This is the rule of the whole book: refine a model by adjusting its parameters by how wrong it is
against known true examples.]]
figures["P-6"] = { says = "by how wrong it is", c = fast[2] }

lesson.correct [[names a "miles to kilometres predictor"; the book's turns kilometres into miles. It works
either way: 100 miles are 160.9344 km, and from c = 1.5 the answer is 150.]]
local back, back_half = turned(100, 160.9344, 1.5, 1, 5), turned(100, 160.9344, 1.5, 0.5, 5)
rows = {}
for i = 1, 6 do rows[i] = { i - 1, back[i], back_half[i] } end
lesson.table({ "updates", "L = 1", "L = 0.5" }, rows)
figures["P-4"] = { output0 = 1.5 * 100, error0 = 160.9344 - 1.5 * 100, ["1.0"] = back, ["0.5"] = back_half }

say "A model of this kind is linear: when the input doubles, the answer doubles. With c = 0.5:"
local answers = (nn.matrix { 10, 20, 40 } * 0.5):totable()
lesson.table({ "input", "answer" }, { { 10, answers[1] }, { 20, answers[2] }, { 40, answers[3] } })
figures["P-5"] = { output = answers }

lesson.ask {
  "Start at c = 5: how many updates with L = 0.5 until the answer is right to a mile?",
  "Take L = 1.9, then L = 2.1: what happens, and why at 2?",
  "Celsius to Fahrenheit is no c·x. Which two examples show it?",
}
return figures
