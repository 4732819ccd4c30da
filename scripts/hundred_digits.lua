-- You will see: handwritten digits as numbers, their targets, and the first hundred learnt by hand.
-- Goes with: slides 003, "MNIST" and "Code it"; slides 002, "Python Implementation" and "Target Scaling"; the
--   book, part 2. All of them: scripts/full_mnist.lua, and scripts/mnist.lua is the program.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

local mnist = nn.data.find "mnist"
local train, test = nn.data[mnist and "mnist" or "digits"]()

say [[MNIST, the digits of the Modified National Institute of Standards and Technology, is 60,000 handwritten
digits to learn from and 10,000 to be asked: pictures of 28 by 28 pixels, each with its label.]]
if not mnist then say "Here it is not: these are the 5,000 digits in data/. `make data` fetches MNIST." end
local function facts(set) -- how many of each digit, the first labels, the sum of all pixels
  local counts, raw, sum = nn.zeros(10), set:scale(), 0
  for _, label in ipairs(set.labels) do counts[label + 1] = counts[label + 1] + 1 end
  for i = 1, #raw, 1000 do sum = sum + raw:sub(i, i + 999).inputs:sum() end
  return { count = #set, counts = counts, first = table.move(set.labels, 1, 10, 1, {}), pixels = sum }
end
local of_train, of_test = facts(train), facts(test)
lesson.table({ "digit", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, {
  { "to learn", table.unpack(of_train.counts:totable()) },
  { "to ask", table.unpack(of_test.counts:totable()) } })
local raw = train:scale()[1].input -- bytes, as they are in the file
figures["H-1"] = { train = of_train, test = of_test, first_sum = raw:sum(),
  first_not_0 = raw:map(function(p) return p > 0 and 1 or 0 end):sum() }

say("A picture is a row of 784 numbers, 0 to 255. Some from the middle of the first, a %d:", train[1].label)
lesson.show("rows 6 to 11, columns 10 to 19", raw:reshape(28, 28):sub(6, 11, 10, 19))
lesson.draw(train.show, train, 1)
figures["H-2"] = { label = train[1].label, sum = train[1].input:sum() }

say "The page of 8 by 8 digits in slides 003 is MNIST's test pictures 2 to 65, in order. Their labels here:"
local rows = {}
for i = 1, 8 do rows[i] = table.move(test.labels, 8 * i - 6, 8 * i + 1, 1, {}) end
lesson.table({ 1, 2, 3, 4, 5, 6, 7, 8 }, rows)
lesson.draw(test.show, test, 2, 65, { columns = 8 })
figures["H-3"] = { labels = table.move(test.labels, 2, 65, 1, {}) }
lesson.correct [[has a 4 as the last row's sixth. MNIST says 9; "Is it a 9 or a 4?" is the deck's next
question.]]

say [[Ten outputs, one a digit. One-hot encoding: all are 0, the label's own is 1. As a sigmoid never makes
these, 0.01 and 0.99 stand for them.]]
local function target(label, low, high) -- a list of ten
  local list = {}
  for digit = 0, 9 do list[digit + 1] = digit == label and high or low end
  return list
end
for label, id in pairs { [3] = "H-8", [5] = "H-9" } do
  figures[id] = { one_hot = target(label, 0, 1), targets = target(label, 0.01, 0.99) }
end
figures["H-7"] = { one_hot = target(3, 0, 1) }
lesson.table({ "label", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { { 3, table.unpack(target(3, 0, 1)) },
  { 3, table.unpack(target(3, 0.01, 0.99)) }, { 5, table.unpack(target(5, 0.01, 0.99)) } })
lesson.correct [[writes the one-hot 3 with nine elements; ten are needed.]]

say [[The largest output is the answer. Slides 002 print three, for a 5, a 0 and a 9; the 9 is a little like a
4.]]
local printed = { nn.matrix { 0, 0, 0.01, 0, 0.01, 0.99, 0, 0, 0.02, 0.01 },
  nn.matrix { 0.95, 0, 0.01, 0.01, 0.02, 0, 0, 0, 0, 0.02 },
  nn.matrix { 0.02, 0, 0.01, 0.01, 0.4, 0.01, 0.01, 0, 0.01, 0.86 } }
local answers, seconds = {}, {}
for i, o in ipairs(printed) do
  answers[i] = o:argmax() - 1
  seconds[i] = o:map(function(p) return p < o:max() and p or 0 end):max()
end
lesson.table({ "", 5, 0, 9 }, { { "answer", table.unpack(answers) }, { "the next", table.unpack(seconds) } })
figures["H-10"] = { argmax = answers, runner_up_value = seconds }

say [[In a CSV file each line is a label, then 784 pixels. Here are the first hundred digits, written so and
read:]]
local path = os.tmpname()
local file = assert(io.open(path, "w"))
for i = 1, 100 do
  local pixels = train:scale()[i].input:map(function(p) return p // 1 end):totable()
  for k, p in ipairs(pixels) do pixels[k] = ("%d"):format(p) end
  file:write(train[i].label, ",", table.concat(pixels, ","), "\n")
end
file:close()
local hundred = nn.data.csv(path)
os.remove(path)
lesson.show("#hundred", #hundred)
figures["H-5"] = { same = hundred.inputs == train:take(100).inputs }

say [[The network: 784 inputs, 100 hidden nodes, 10 outputs, rate 0.3. Its start weights are from a generator
that any language can repeat, in ±1/√links. A hundred records, one after the other; then the first ten test
pictures.]]
local L = 0.3
local n = nn.network { 784, 100, 10, learning_rate = L, precision = "double", init = lesson.lcg_start(1) }
local wih, who = n:weights(1), n:weights(2)
local start = wih:sub(1, 1, 1, 4):totable()[1]
local function query(x)
  local h = wih:dot(x):sigmoid()
  return who:dot(h):sigmoid(), h
end
for i = 1, #hundred do
  local x, t = hundred[i].input, hundred[i].target
  local o, h = query(x)
  local e = t - o
  local e_hidden = who.T:dot(e)
  who:addouter(e * o * (1 - o), h, L)
  wih:addouter(e_hidden * h * (1 - h), x, L)
end
local ten, right = {}, 0
for i = 1, 10 do
  ten[i] = query(test[i].input):argmax() - 1
  if ten[i] == test[i].label then right = right + 1 end
end
lesson.table({ "", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, { { "label", table.unpack(test.labels, 1, 10) },
  { "answer", table.unpack(ten) } })
n:fit(hundred, { shuffle = false, progress = false })
local off = (n:weights(1) - wih):abs():max()
say("%d of 10 are right. nn.network agrees to %.0e.", right, off)
local outputs = query(test[1].input)
lesson.chart { series = { { x = nn.range(0, 9), y = outputs, style = "bars" } }, xlabel = "output node",
  ylabel = "output", title = ("The ten outputs for the first, a %d"):format(test[1].label) }
figures["H-4"] = { count = #outputs }
figures["H-13"] = { start = start, predictions = ten, correct = right, sum_wih = wih:sum(),
  sum_who = who:sum(), outputs = outputs, agrees = off < 1e-12 }

say "Ten output nodes behind a hidden layer, with what they say to this picture:"
lesson.draw(n.show, n, test[1])
figures["H-6"] = { says = "Ten output nodes behind a hidden layer" }

lesson.ask {
  "Go over the hundred records five times: how many of the ten are right then?",
  "Take the rate 0.01, then 1: what becomes of the hundred records?",
  "Take 300 hidden nodes: do more of them help a network that has seen a hundred digits?",
}
return figures
