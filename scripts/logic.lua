-- You will see: AND and OR computed by one neuron that fires or not, and learned by it from random examples.
-- Goes with: slides 003, "Neural Networks" and "Train: Perceptron"; slides 001, "Linear Perceptron".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say "AND is true when both inputs are, OR when either or both are. Their truth tables, and the odd one, XOR:"
local inputs = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
local logic = { AND = { 0, 0, 0, 1 }, OR = { 0, 1, 1, 1 }, XOR = { 0, 1, 1, 0 } }
local rows = {}
for i = 1, 4 do
  rows[i] = { inputs:get(i, 1), inputs:get(i, 2), logic.AND[i], logic.OR[i], logic.XOR[i] }
end
lesson.table({ "a", "b", "AND", "OR", "XOR" }, rows)
figures["L-1"] = { AND = logic.AND, OR = logic.OR, says = "0 1 0 1 1" }

say [[The slides ask: is there more malaria when it rains AND it is hotter than 35 degrees? Or when it
rains, OR it is hot, or both? Let a be 1 when it rains, and b be 1 when it is hotter than 35 degrees:]]
local days = { { "dry", 28 }, { "dry", 38 }, { "rain", 28 }, { "rain", 38 } }
local malaria = { both = {}, either = {} }
for i, day in ipairs(days) do
  local a, b = day[1] == "rain" and 1 or 0, day[2] > 35 and 1 or 0
  malaria.both[i], malaria.either[i] = a & b, a | b
  rows[i] = { day[1], day[2], a, b, malaria.both[i], malaria.either[i] }
end
lesson.table({ "weather", "degrees", "a", "b", "rain AND hot", "rain OR hot" }, rows)
figures["L-3"] = malaria

say [[One linear perceptron does both. It adds up v = w0 + w1 a + w2 b, w0 being its bias, and fires, 1,
when v > 0. Where v is 0 runs a straight line: the perceptron is the classifier's line, free of the origin.]]
local step = function(v) return v > 0 and 1 or 0 end
local function perceptron(w) return (inputs:dot(nn.matrix { w[2], w[3] }) + w[1]):map(step) end
local w_and, w_or = { -1.5, 1, 1 }, { -0.5, 1, 1 }
local out_and, out_or = perceptron(w_and), perceptron(w_or)
lesson.table({ "", "w0", "w1", "w2", "0 0", "0 1", "1 0", "1 1" }, {
  { "AND", -1.5, 1, 1, table.unpack(out_and:totable()) },
  { "OR", -0.5, 1, 1, table.unpack(out_or:totable()) },
})
local function scene(name, lines)
  local groups = { { name .. " = 0", x = {}, y = {} }, { name .. " = 1", x = {}, y = {} } }
  for i, t in ipairs(logic[name]) do
    local g = groups[t + 1]
    g.x[#g.x + 1], g.y[#g.y + 1] = inputs:get(i, 1), inputs:get(i, 2)
  end
  return lesson.plane(groups, lines, { title = name, xlabel = "a", ylabel = "b", xrange = { -0.5, 2 },
    yrange = { -0.5, 1.5 } })
end
local function line(title, w) return { title, function(a) return -(w[1] + w[2] * a) / w[3] end } end
lesson.chart(scene("OR", { line("OR: above fires", w_or), line("AND: above fires", w_and) }))
figures["L-2"] = { AND = out_and, OR = out_or }
figures["L-10"] = { AND = out_and, OR = out_or, says = "One linear perceptron" }

say [[Nobody has to find the weights. The slides' class Perceptron guesses 1 or -1 for a sample picked at
random, and error · lr · input is added to each weight; the bias has the input 1. A right guess has error 0
and changes nothing.]]
local Perceptron = {}
Perceptron.__index = Perceptron
function Perceptron.new() return setmetatable({ w = { 0.5, -0.3, 0.2 }, lr = 0.1 }, Perceptron) end
function Perceptron:feedforward(x, y) return self.w[1] + self.w[2] * x + self.w[3] * y end
function Perceptron:activate(v) return v > 0 and 1 or -1 end
function Perceptron:train(data, labels, picks)
  local pick, w = lesson.lcg(1), self.w
  local changes, last = 0, 0
  for k = 1, picks do
    local i = pick(data.rows)
    local x, y = data:get(i, 1), data:get(i, 2)
    local err = labels[i] - self:activate(self:feedforward(x, y))
    if err ~= 0 then changes, last = changes + 1, k end
    w[1] = w[1] + err * self.lr
    w[2] = w[2] + err * self.lr * x
    w[3] = w[3] + err * self.lr * y
  end
  return changes, last
end
function Perceptron:query(x, y)
  return self:activate(self:feedforward(x, y)) == 1 and "Point is below line" or "Point is above line"
end

figures["L-8"] = {}
for k, name in ipairs { "AND", "OR", "XOR" } do
  local p, labels, correct = Perceptron.new(), {}, 0
  for i, t in ipairs(logic[name]) do labels[i] = 2 * t - 1 end
  local changes, last = p:train(inputs, labels, 3000)
  for i = 1, 4 do
    local guess = p:activate(p:feedforward(inputs:get(i, 1), inputs:get(i, 2)))
    if guess == labels[i] then correct = correct + 1 end
  end
  rows[k] = { name, p.w[1], p.w[2], p.w[3], changes, last, correct, p:query(1, 1) }
  figures["L-8"][name] = { weights = p.w, updates = changes, last = last, correct_of_4 = correct,
    answer = p:query(1, 1) }
  if name == "AND" then lesson.chart(scene(name, { line("learned", p.w) })) end
end
rows[4] = nil
lesson.table({ "", "w0", "w1", "w2", "changes", "last", "right of 4", "query(1, 1)" }, rows)
say "AND and OR settle. XOR still changes at pick 2999: no line is right for all four. See scripts/xor.lua."
lesson.correct [[prints "Point is below line" for 1. That holds where w2 is negative, as for the irises in
scripts/iris.lua; here w2 is positive, and what fires lies above the line.]]

lesson.ask {
  "Which three weights give NAND, the opposite of AND?",
  "Take lr = 1 for 0.1. Do AND and OR settle sooner?",
  "Take another seed than 1 in lesson.lcg. Are the weights the same?",
}
return figures
