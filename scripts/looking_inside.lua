-- You will see: the picture that a network has in mind for each digit, and what it says of these pictures.
-- Goes with: slides 003, "Looking inside a neural net"; the book, part 3, "Inside the Mind of a Neural
--   Network".
-- Runs: a second; --full, with MNIST (make data), five.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A network that reads digits can be run backwards, too: from the targets, 0.99 for the digit that we ask
for and 0.01 for the others, to 784 inputs, and these are a picture. First the network has to learn.]]
local train, test = lesson.digits()
local n = nn.network { 784, 200, 10, precision = "double", init = lesson.numpy_start(1) }
n:fit(train, { epochs = 5, shuffle = false, progress = false })
say("784-200-10, five epochs of %d digits: %d of %d others are right. Its pictures of 0 to 9:",
  #train, n:evaluate(test).correct, #test)
local pictures = { captions = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } }
for k = 1, 10 do
  local targets = nn.full(10, 1, 0.01)
  targets[k] = 0.99
  pictures[k] = n:backquery(targets)
end
lesson.picture(pictures)

say [[The pictures look a little like digits. Like which? We take the average of all the 0s that it has learnt
from, of all the 1s, and so on. The correlation of two pictures is 1 if they are the same, but for brightness
and contrast, and near 0 if they have nothing in common.]]
local averages, counts = {}, {}
for k = 1, 10 do averages[k], counts[k] = nn.zeros(784), 0 end
for i = 1, #train do
  local k = train[i].label + 1
  averages[k]:add(train[i].input)
  counts[k] = counts[k] + 1
end
for k = 1, 10 do averages[k] = averages[k] / counts[k] end
local function correlation(a, b)
  a, b = a - a:mean(), b - b:mean()
  return (a * b):sum() / (a:norm() * b:norm())
end
local own, most_like, answers = {}, {}, {}
for k = 1, 10 do
  local likeness = nn.zeros(10)
  for j = 1, 10 do likeness[j] = correlation(pictures[k], averages[j]) end
  own[k] = tonumber(("%.4f"):format(likeness[k]))
  most_like[k] = likeness:argmax() - 1 -- places count from 1, digits from 0
  answers[k] = n:classify(pictures[k])
end
lesson.columns({ "asked for", "like its average", "most like a", "answer" }, nn.range(0, 9), own, most_like,
  answers)
figures["Q-3"] = { own = own, best = most_like, answers = answers }

say [[The last column is the network's answer when it is shown its picture. A network that has learnt all of
MNIST knows only two of its own. Why? They are grey, and digits are thin strokes on bare paper: it was never
taught what grey at the edge means. All that grey adds up in the hidden nodes, and drives more of them to 0
than a digit does. Taken to the power of 4, what is dark stays, and what is grey becomes light:]]
local lighter = { captions = pictures.captions }
for k = 1, 10 do lighter[k] = pictures[k] ^ 4 end
local wih, rows = n:weights(1), {}
local groups = { { "its own", pictures }, { "its own, lighter", lighter }, { "the averages", averages } }
for i, group in ipairs(groups) do
  local mean, off, right = 0, 0, 0
  for k = 1, 10 do
    local picture = group[2][k]
    mean = mean + picture:mean() / 10
    off = off + wih:dot(picture):sigmoid():map(function(h) return h < 0.01 and 1 or 0 end):mean() / 10
    right = right + (n:classify(picture) == k - 1 and 1 or 0)
  end
  rows[i] = { group[1], mean, off, right }
end
lesson.table({ "ten pictures", "mean pixel", "hidden nodes below 0.01", "right" }, rows)
lesson.picture(lighter)

lesson.ask {
  "Put targets[9] = 0.99 after targets[k] = 0.99. What is a 3 that is an 8 as well?",
  "Take 10 hidden nodes instead of 200: are the pictures clearer?",
  "Take the power 2, then 8, for 4: are more of the ten right?",
}
return figures
