-- You will see: what a network is to answer for a digit, and the first hundred digits learnt by hand.
-- Goes with: slides 003, "MNIST" and "Code it"; slides 002, "Python Implementation" and "Target Scaling"; the
--   book, part 2.
-- Runs: a second; --full, with MNIST (make data), likewise.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A sigmoid gives a number between 0 and 1, but the labels go from 0 to 9. So there are ten output nodes,
one for each digit. One-hot encoding: the label's own node is to say 1, the others 0. No sigmoid gets there,
and in trying the weights would grow and grow. So the targets are 0.99 and 0.01.]]
local digits = nn.range(0, 9)
local function ten(label, low, high)
  return digits:map(function(digit) return digit == label and high or low end)
end
local hot_3, targets_3 = ten(3, 0, 1), ten(3, 0.01, 0.99)
local hot_5, targets_5 = ten(5, 0, 1), ten(5, 0.01, 0.99)
lesson.columns({ "node", "one-hot 3", "targets", "one-hot 5", "targets" }, digits,
  hot_3, targets_3, hot_5, targets_5)
lesson.correct "in 003 writes the one-hot 3 with nine elements; ten are needed."
figures["H-7"], figures["H-8"] = { one_hot = hot_3 }, { targets = targets_3 }
figures["H-9"] = { one_hot = hot_5, targets = targets_5 }

say [[The largest output is the answer. Slides 002 print what a network said to a 5, a 0 and a 9. It was least
sure of the 9, which is a little like a 4:]]
local printed = { nn.matrix { 0, 0, 0.01, 0, 0.01, 0.99, 0, 0, 0.02, 0.01 },
  nn.matrix { 0.95, 0, 0.01, 0.01, 0.02, 0, 0, 0, 0, 0.02 },
  nn.matrix { 0.02, 0, 0.01, 0.01, 0.4, 0.01, 0.01, 0, 0.01, 0.86 } }
lesson.columns({ "node", "a 5", "a 0", "a 9" }, digits, table.unpack(printed))
local answers, seconds = {}, {}
for i, o in ipairs(printed) do
  answers[i] = o:argmax() - 1 -- places count from 1, digits from 0
  seconds[i] = o:map(function(p) return p < o:max() and p or 0 end):max()
end
lesson.columns({ "answer", "next largest output" }, answers, seconds)
figures["H-10"] = { argmax = answers, runner_up_value = seconds }

say [[Now our own network, 784-100-10, learns from a hundred digits, each shown once. Its start weights lie
within ±1/√links, from a generator that any language can repeat. Then it is asked ten digits it never saw:]]
local train, test = lesson.digits()
local hundred = train:take(100)
local L = 0.3 -- the learning rate
local n = nn.network { 784, 100, 10, learning_rate = L, precision = "double", init = lesson.lcg_start(1) }
local wih, who = n:weights(1), n:weights(2) -- copies: n keeps its own
local start = wih:sub(1, 1, 1, 4).T
local function query(x)
  local h = wih:dot(x):sigmoid()
  return who:dot(h):sigmoid(), h
end
for i = 1, #hundred do
  local x, t = hundred[i].input, hundred[i].target
  local o, h = query(x)
  local e = t - o
  local e_hidden = who.T:dot(e)
  who:addouter(e * o * (1 - o), h, L) -- the same as who + L · (e * o * (1 - o)):dot(h.T)
  wih:addouter(e_hidden * h * (1 - h), x, L)
end
local outputs = query(test:take(10).inputs.T) -- a column for each of the digits
local asked = (outputs:argmax(1) - 1).T:totable()
lesson.columns({ "label", "answer" }, test:take(10).labels, asked)
n:fit(hundred, { shuffle = false, progress = false })
local agrees = n:weights(1):near(wih, 1e-12) and n:weights(2):near(who, 1e-12)
local right = n:evaluate(test:take(10)).correct
say([[%d of 10 are right. nn.network learns the same in one call, and has the same weights at the end: %s. Of
all %d digits to test with it gets %d right.]], right, agrees, #test, n:evaluate(test).correct)
figures["H-13"] = { start = start, predictions = asked, correct = right, sum_wih = wih:sum(),
  sum_who = who:sum(), outputs = outputs:col(1), agrees = agrees }

say("Ten output nodes behind a hidden layer say this to the first of the ten digits, a %d:", test[1].label)
lesson.draw(n.show, n, test[1])
lesson.chart { x = digits, y = outputs:col(1), style = "bars", xlabel = "output node", ylabel = "output" }
lesson.columns({ "node", "output" }, digits, outputs:col(1))
figures["H-4"] = { count = #outputs }

lesson.ask {
  "Take 500 digits instead of 100, then #train, which is all of them. How much better does it get?",
  "Let L be 0.01, then 1. Which rate do so few digits want?",
}
return figures
