-- You will see: handwritten digits, how many there are, how a picture becomes numbers, and a file of them.
-- Goes with: slides 003, "MNIST"; the book, part 2.
-- Runs: a second; --full, with MNIST (make data), likewise.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[MNIST, the digits of the Modified National Institute of Standards and Technology database, is a set of
60,000 handwritten digits to learn from and 10,000 to be tested with. Each is a picture of 28 by 28 pixels,
with a label that says which digit it is.]]
local train, test = lesson.digits { scale = false } -- bytes, as they are in the files
if not options.full then say "Here are 5,000 other digits, which come with nnlua; --full takes MNIST." end

local function facts(set)
  local counts, pixels = nn.zeros(10), 0
  for i = 1, #set do
    local place = set[i].label + 1 -- Lua counts from 1: how many zeros there are is in place 1
    counts[place] = counts[place] + 1
    pixels = pixels + set[i].input:sum()
  end
  return { count = #set, counts = counts, pixels = pixels,
    first = table.move(set.labels, 1, 10, 1, {}) } -- the labels 1 to 10, copied into a new list
end
local of_train, of_test = facts(train), facts(test)
lesson.columns({ "digit", "to learn", "to test" }, nn.range(0, 9), of_train.counts, of_test.counts)
say("The first ten to learn from are labelled %s.", table.concat(of_train.first, " "))

say [[A picture is a row of 784 numbers, from 0 for bare paper to 255 for ink. Here are some from the middle
of the first:]]
local first = train[1]
lesson.show("rows 6 to 11, columns 10 to 19", first.input:reshape(28, 28):sub(6, 11, 10, 19))
lesson.draw(train.show, train, 1)
local with_ink = first.input:map(function(p) return p > 0 and 1 or 0 end)
say([[Its label is %d. It has %d pixels with ink, and all 784 add up to %d. Those of all the digits to learn
from add up to %.0f, those to test with to %.0f: a copy with other sums is damaged.]],
  first.label, with_ink:sum(), first.input:sum(), of_train.pixels, of_test.pixels)
figures["H-1"] = { train = of_train, test = of_test, first_sum = first.input:sum(),
  first_not_0 = with_ink:sum() }

say [[A network wants small inputs, but none that is 0. So each pixel p becomes p/255 · 0.99 + 0.01, a number
from 0.01 to 1. nn.data does that by itself, unless it is told scale = false.]]
local scaled = first.input / 255 * 0.99 + 0.01
say("Scaled so, the pixels of the first add up to %.3f.", scaled:sum())
figures["H-2"] = { label = first.label, sum = scaled:sum(),
  same = scaled:near(train:scale(0.01, 1)[1].input, 1e-12) }

say [[Slides 003 show a page of 8 by 8 digits. They are MNIST's test pictures 2 to 65: with --full those
below, else here are other digits. The labels, and the pictures:]]
local labels = table.move(test.labels, 2, 65, 1, {})
lesson.show("labels", nn.matrix(labels):reshape(8, 8))
lesson.draw(test.show, test, 2, 65, { columns = 8 })
figures["H-3"] = { labels = labels }
lesson.correct [[in 003 has a 4 as the last row's sixth. MNIST says 9; the next slide asks "Is it a 9 or a
4?"]]

say [[Digits are often given as a CSV file: a line for each, the label first, then the 784 pixels, with commas
between them. We write a hundred digits so. A line begins with the label and the bare paper above the digit:]]
local path = os.tmpname()
local lines = {}
for i = 1, 100 do
  local values = { train[i].label }
  for k, pixel in ipairs(train[i].input:totable()) do values[k + 1] = ("%d"):format(pixel) end
  lines[i] = table.concat(values, ",") .. "\n"
end
local file = assert(io.open(path, "w"))
file:write(table.concat(lines)):close()
lesson.show("line 6", lines[6]:sub(1, 60) .. "…")
local hundred = nn.data.csv(path, { scale = false })
os.remove(path)
local same = hundred.inputs == train:take(100).inputs
say("We read the file again: %d digits. Are their pixels the same? %s.", #hundred, same)
figures["H-5"] = { count = #hundred, same = same }

lesson.ask {
  "Take train[2] for the first. How much ink has it?",
  "Which takes more ink, 1s or 8s? Put train:filter(function(d) return d.label == 8 end) into facts(train).",
  "Leave out scale = false where the CSV file is read. Are the pixels still the same?",
}
return figures
