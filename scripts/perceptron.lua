-- You will see: a perceptron that learns AND and OR from random examples, never XOR, and parts the irises.
-- Goes with: slides 003, "Train", "Perceptron"; the irises are those of slides 002, "Exercise in R".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Nobody has to find the weights of a perceptron: it learns them. This is the class of the slides, which
answers 1 or -1. train picks a sample at random, guesses, and adds error · lr · input to each weight; lr is
the learning rate, and the bias has the input 1. After a right guess the error is 0, and nothing changes.]]
local Perceptron = {}
Perceptron.__index = Perceptron
function Perceptron.new() -- Lua counts from 1: w[1] is the bias, which the slides call w[0]
  return setmetatable({ w = { 0.5, -0.3, 0.2 }, lr = 0.1, randint = lesson.lcg(1) }, Perceptron)
end
function Perceptron:feedforward(x) return self.w[1] + self.w[2] * x[1] + self.w[3] * x[2] end
function Perceptron:activate(v) return v > 0 and 1 or -1 end
function Perceptron:train(data, labels, max_iter) -- gives the iterations that changed something
  local changes = {}
  for k = 1, max_iter do
    local i = self.randint(#data) -- looks random, but is the same for everybody
    local guess = self:activate(self:feedforward(data[i]))
    local err = labels[i] - guess
    self.w[1] = self.w[1] + err * self.lr
    self.w[2] = self.w[2] + err * self.lr * data[i][1]
    self.w[3] = self.w[3] + err * self.lr * data[i][2]
    if err ~= 0 then changes[#changes + 1] = k end
  end
  return changes
end
function Perceptron:query(x)
  return self:activate(self:feedforward(x)) == 1 and "Point is below line" or "Point is above line"
end
lesson.correct "in 003 counts with xrange, which only Python 2 has; in Python 3 it is range."

local function learn(data, labels, max_iter) -- a new perceptron, and how far it gets
  local p = Perceptron.new()
  local changes = p:train(data, labels, max_iter)
  local correct = 0
  for i = 1, #data do
    if p:activate(p:feedforward(data[i])) == labels[i] then correct = correct + 1 end
  end
  return p, { weights = p.w, updates = #changes, last = changes[#changes], correct = correct }
end

say "It sees 3000 samples each of AND, OR and XOR (true when only one input is). Some change the weights:"
local inputs = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
local logic = { AND = { -1, -1, -1, 1 }, OR = { -1, 1, 1, 1 }, XOR = { -1, 1, 1, -1 } }
local found, rows = {}, {}
for k, name in ipairs { "AND", "OR", "XOR" } do
  local p, got = learn(inputs, logic[name], 3000)
  found[name] = got
  rows[k] = { name, p.w[1], p.w[2], p.w[3], got.updates, got.last, got.correct, p:query { 1, 1 } }
end
lesson.table({ "", "w0", "w1", "w2", "changes", "last at", "right of 4", "query(1, 1)" }, rows)
say "AND and OR settle within 50 samples. XOR never does: no line is right for all four, see scripts/xor.lua."
lesson.correct [[in 003 prints "Point is below line" for 1. That holds where w2 is negative, as it will be for
the irises. For AND and OR it is positive, and what fires lies above the line.]]
figures["L-8"] = found

say [[No line through the origin was right for all 100 irises; this one has a bias. The labels are -1 for
setosa, above the line, and 1 for versicolor, below it.]]
local X, scatter = lesson.irises() -- a row's first two columns, the sepals, are a sample
local labels = nn.range(1, 100):map(function(i) return i <= 50 and -1 or 1 end)
local _, short = learn(X, labels, 3000)
local p, long = learn(X, labels, 13000)
lesson.table({ "samples", "changes", "last at", "right of 100", "w0", "w1", "w2" }, {
  { 3000, short.updates, short.last, short.correct, table.unpack(short.weights) },
  { 13000, long.updates, long.last, long.correct, table.unpack(p.w) } })
lesson.chart(scatter({ { "w0 + w1 x + w2 y = 0", function(x) return -(p.w[1] + p.w[2] * x) / p.w[3] end } },
  "a line with a bias"))
say "3000 samples are not enough. In the end all 100 are right, and without errors nothing changes any more."
figures["L-9"] = { short = short, long = long }

lesson.ask {
  "Take lr = 1 for 0.1. Do AND and OR settle sooner?",
  "Take another seed than 1 in lesson.lcg. Are the weights the same?",
}
return figures
