-- You will see: a rule that fails to recognise handwritten 2s, and a network that learns it from examples.
-- Goes with: slides 004, "Handwritten Digits" and "One-Hot Vectors".
-- Runs: a second; --full, with MNIST (make data), three.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Can you write a program that recognises a 2 in a picture of 28 by 28 pixels? And one that recognises all
of these 2s?]]
local digit = 2
local train, test, full = lesson.digits { targets = { 0, 1 } }
local function is_two(sample) return sample.label == digit end
local train_twos, test_twos = train:filter(is_two), test:filter(is_two)
lesson.draw(test_twos.show, test_twos, 1, 10)
say [[Why is this task so hard? You know a 2 when you see one, but you cannot say how. So we do not write a
rule, but let a network find one. It needs examples: pictures, and for each of them the right answer.]]

say [[That answer is one-hot: of ten numbers, one for each digit, the right one is hot, 1, and the rest are
cold, 0. So it can only mean a single digit. For the labels 5 and 3:]]
local one_hot = nn.zeros(2, 10)
for row, label in ipairs { 5, 3 } do
  one_hot[row][label + 1] = 1 -- the first place is that of the digit 0
end
lesson.show("one-hot", one_hot)
figures["A-7"] = { one_hot = one_hot }

say [[Of the ten we need only the third place, that of the 2. Our network has 784 inputs, 30 hidden nodes and
one output; its target is 0.99 for a 2 and 0.01 for any other digit, which a sigmoid can reach.]]
local n = nn.network { 784, 30, 1, precision = "double", init = lesson.numpy_start(1) }
for _ = 1, full and 1 or 3 do -- the small set three times
  for i = 1, #train, 1000 do -- a thousand pictures at a time, with an update for each
    local pictures, hot = train:sub(i, i + 999):matrices()
    n:train(pictures, 0.01 + 0.98 * hot:col(digit + 1))
  end
end

say [[And a rule made by hand? We could go by the ink of a picture, the sum of its pixels: not much for a 1,
more for a 2.]]
local average = train_twos.inputs:sum() / #train_twos
say("The average 2 has an ink of %.1f.", average)

say [[Three programs now look at pictures that they have not seen. The first says no to everything. The second
goes by the ink: yes if it differs from that of the average 2 by less than a tenth. The third is the network:
yes if its output is above 0.5.]]
local function always_no() return false end
local function by_ink(picture) return math.abs(picture:sum() - average) < average / 10 end
local function by_network(picture) return n:query(picture)[1] > 0.5 end
local right, found, alarms = {}, {}, {} -- of each program
for k, program in ipairs { always_no, by_ink, by_network } do
  right[k], found[k], alarms[k] = 0, 0, 0
  for _, sample in ipairs(test) do
    local yes = program(sample.input)
    local truth = is_two(sample)
    if yes == truth then right[k] = right[k] + 100 / #test end
    if yes and truth then found[k] = found[k] + 1 end
    if yes and not truth then alarms[k] = alarms[k] + 1 end
  end
end
local programs = { "always no", "by its ink", "784-30-1" }
lesson.columns({ "program", "% right", "2s found", "false alarms" }, programs, right, found, alarms)
say("There are %d 2s among the %d pictures. A false alarm is a yes to another digit.", #test_twos, #test)
say [[A program that never finds a 2 is right nine times out of ten: a good score alone says little, look at
what is found. The rule by hand is worse than no rule, for many other digits have the ink of a 2. The network
finds most of the 2s, and nobody has told it what a 2 looks like.]]
figures["A-1"] = { right = right, found = found, alarms = alarms, twos = #test_twos }

lesson.ask {
  "Let the digit be 1, then 8, at the top: which of them is easier to find, by its ink and by the network?",
  "Ask for an output above 0.9 instead of 0.5: what becomes of the 2s found, and of the false alarms?",
  "Give the rule by hand more room, a fifth instead of a tenth. Does it get better?",
}
return figures
