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
local all_twos = test:filter(function(sample) return sample.label == digit end)
lesson.draw(all_twos.show, all_twos, 1, 10)
say [[Why is this task so hard? You know a 2 when you see one, but you cannot say how. So we do not write the
rule, we let a network find it. It needs examples: pictures, and for each of them what it ought to answer.]]

say [[That answer is one-hot: of ten numbers, one for each digit, the valid one is hot and the rest are cold.
So the output can only mean a single class. For the labels 5 and 3:]]
local one_hot = nn.zeros(2, 10)
for row, label in ipairs { 5, 3 } do
  one_hot[row][label + 1] = 1 -- the first place is that of the digit 0
end
lesson.show("one-hot", one_hot)
figures["A-7"] = { one_hot = one_hot }

say [[Of the ten we only need the third place, that of the 2. Our network has 784 inputs, 30 hidden nodes and
one output; its target is 0.99 for a 2 and 0.01 for any other digit, which a sigmoid can reach. On the way we
measure the ink of a picture, the sum of its pixels: how much of it does the average 2 have?]]
local n = nn.network { 784, 30, 1, precision = "double", init = lesson.numpy_start(1) }
local ink, count = 0, 0
for _ = 1, full and 1 or 3 do -- the small set three times
  for i = 1, #train, 1000 do -- a thousand pictures at a time
    local pictures, hot = train:sub(i, i + 999):matrices()
    local is_two = hot:col(digit + 1)
    n:train(pictures, 0.01 + 0.98 * is_two)
    ink = ink + (pictures:sum(2) * is_two):sum()
    count = count + is_two:sum()
  end
end
local average = ink / count
say("The average 2 has an ink of %.1f.", average)

say [[Three programs now look at pictures they have not seen. The first says no to everything. The second has
a rule made by hand: yes if the ink is that of the average 2, or differs by a tenth at most. The third is the
network: yes if its output is above 0.5.]]
local function always_no() return false end
local function by_ink(picture) return math.abs(picture:sum() - average) < average / 10 end
local function by_network(picture) return n:query(picture)[1] > 0.5 end
local right, found, alarms = {}, {}, {} -- of each program
for k, program in ipairs { always_no, by_ink, by_network } do
  right[k], found[k], alarms[k] = 0, 0, 0
  for _, sample in ipairs(test) do
    local yes = program(sample.input)
    local is_two = sample.label == digit
    if yes == is_two then right[k] = right[k] + 100 / #test end
    if yes and is_two then found[k] = found[k] + 1 end
    if yes and not is_two then alarms[k] = alarms[k] + 1 end
  end
end
local programs = { "always no", "by its ink", "784-30-1" }
lesson.columns({ "program", "% right", "2s found", "false alarms" }, programs, right, found, alarms)
say("There are %d 2s among the %d pictures.", #all_twos, #test)
say [[Whoever never finds a 2 is right nine times out of ten: a good score alone says little, look at what is
found. The rule by hand is worse than no rule, for many a digit has the ink of a 2. The network finds most of
them, and nobody has told it what a 2 looks like.]]
figures["A-1"] = { right = right, found = found, alarms = alarms, twos = #all_twos }

lesson.ask {
  "Let the digit be 1, then 8, at the top: which are easier to find?",
  "Ask for more than 0.9 instead of 0.5: what becomes of the 2s found, and of the false alarms?",
  "Give the rule by hand more room, a fifth instead of a tenth. Does it get better?",
}
return figures
