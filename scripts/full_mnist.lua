-- You will see: the book's training on all of MNIST, to the last digit as any program repeats it.
-- Goes with: slides 003, "Code it"; slides 002, "Python Implementation"; the book, part 2. The program with
--   options for all of it is scripts/mnist.lua.
-- Runs: a second, with MNIST (make data) two; --full, with MNIST, fifteen.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

local mnist = nn.data.find "mnist"
local train, test = nn.data[mnist and "mnist" or "digits"]()
if not mnist then say "MNIST is not here: these are the 5,000 digits in data/. `make data` fetches it." end

say("All %d digits in the order of the file, an update after each, with a rate of 0.1.", #train)
local function learnt(hidden, init, epochs) -- right answers after each epoch, and the network
  local n = nn.network { 784, hidden, 10, learning_rate = 0.1, precision = "double", init = init }
  local counts = {}
  for epoch = 1, epochs do
    n:fit(train, { shuffle = false, progress = false })
    counts[epoch] = n:evaluate(test).correct
  end
  return counts, n
end

say [[First from start weights of a small generator, s = (1664525 s + 1013904223) mod 2^32, in ±1/√links, so
that every program in every language can check itself. One epoch:]]
local rows, correct = {}, {}
for i, hidden in ipairs { 30, 100, 200 } do
  correct[i] = learnt(hidden, lesson.lcg_start(1), 1)[1]
  rows[i] = { hidden, correct[i] }
end
lesson.table({ "hidden nodes", "right of " .. #test }, rows)
figures["H-12"] = { correct = correct }

local seeds, epochs = mnist and not options.full and 1 or 3, mnist and not options.full and 1 or 5
say [[Then from the book's own start with 200 hidden nodes, the very numbers that NumPy draws after
numpy.random.seed: right answers after each epoch.]]
local curves, names, first = {}, { "seed" }, nil
rows = {}
for seed = 1, seeds do
  local counts, n = learnt(200, lesson.numpy_start(seed), epochs)
  curves[seed], rows[seed], first = counts, { seed, table.unpack(counts) }, first or n
end
for epoch = 1, epochs do names[epoch + 1] = epoch end
lesson.table(names, rows)
if mnist and not options.full then say "(--full: seeds 1, 2 and 3, and five epochs of each.)" end
local series = {}
for seed, counts in ipairs(curves) do
  series[seed] = { y = counts, title = "seed " .. seed, style = "linespoints" }
end
if epochs > 1 then lesson.chart { series = series, xlabel = "epoch", ylabel = "right" } end
figures["H-14"] = { correct = curves }

say [[What the first of them says to test pictures 8, 3, 62 and 7, counted from 0. In slides 002 a table of
another network has a 5, a 0 and a 9; picture 62 is "Is it a 9 or a 4?" of slides 003.]]
local outputs, head = {}, { "node" }
rows = {}
for k, i in ipairs { 8, 3, 62, 7 } do
  outputs[k] = first:query(test[i + 1].input):map(function(o) return (o * 1e4 + 0.5) // 1 / 1e4 end)
  head[k + 1] = ("%d: a %d"):format(i, test[i + 1].label)
  for node = 0, 9 do
    rows[node + 1] = rows[node + 1] or { node }
    rows[node + 1][k + 1] = outputs[k][node + 1]
  end
end
lesson.table(head, rows)
figures["H-11"] = { outputs = outputs }

lesson.ask {
  "Start from numpy_start(4): is the result as good?",
  "Shuffle the digits (leave out shuffle = false): does it matter?",
  "Take the rate 0.2: better after one epoch, and after five?",
}
return figures
