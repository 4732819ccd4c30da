-- You will see: the book's training on all of MNIST, exactly as any other program can repeat it.
-- Goes with: slides 003, "Code it"; slides 002, "Python Implementation"; the book, part 2. The program with
--   options for all of it is scripts/mnist.lua.
-- Runs: a second; --full, with MNIST (make data), fifteen.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[A hundred digits were learnt by hand, and nn.network did the same. So we let it learn all of them, in
the order of the file, an update after each, with a rate of 0.1.]]
local train, test = lesson.digits()
if not options.full then say "Here they are 4,000, and 1,000 to test with. --full takes all of MNIST." end

say [[First from the start weights of the hundred digits: numbers of a small generator, s = (1664525 s +
1013904223) mod 2^32, spread over ±1/√links. So every program in every language can check itself. After one
epoch, that is, when each digit has been seen once:]]
local hidden, correct = { 30, 100, 200 }, {}
for i, nodes in ipairs(hidden) do
  local n = nn.network { 784, nodes, 10, learning_rate = 0.1, precision = "double",
    init = lesson.lcg_start(1) }
  n:fit(train, { shuffle = false, progress = false })
  correct[i] = n:evaluate(test).correct
end
lesson.columns({ "hidden nodes", "right of " .. #test }, hidden, correct)
figures["H-12"] = { correct = correct }

say [[Then from the book's own start, the very numbers that NumPy draws after numpy.random.seed(1), (2) and
(3): 200 hidden nodes and five epochs. Another seed ends elsewhere, but not far away.]]
local networks, right = {}, {}
for seed = 1, 3 do
  local n = nn.network { 784, 200, 10, learning_rate = 0.1, precision = "double",
    init = lesson.numpy_start(seed) }
  local history = n:fit(train, { epochs = 5, test = test, shuffle = false, progress = false })
  networks[seed] = n
  right[seed] = nn.matrix(history.test_accuracy) * #test
end
lesson.columns({ "epoch", "seed 1", "seed 2", "seed 3" }, nn.range(1, 5), table.unpack(right))
lesson.chart {
  series = {
    { y = right[1], title = "seed 1", style = "linespoints" },
    { y = right[2], title = "seed 2", style = "linespoints" },
    { y = right[3], title = "seed 3", style = "linespoints" },
  },
  title = "right of " .. #test, xlabel = "epoch", key = "bottom right",
}
figures["H-14"] = { correct = right }

say [[Slides 002 print the outputs of a network for a 5, a 0 and a 9. Here are those of our first one for four
pictures of the test set. With --full the 63rd is the one that slides 003 ask about: is it a 9 or a 4?]]
local head, outputs = { "node" }, {}
for k, i in ipairs { 9, 4, 63, 8 } do
  head[k + 1] = ("no. %d, label %d"):format(i, test[i].label)
  outputs[k] = networks[1]:query(test[i].input):map(function(o)
    return tonumber(("%.4f"):format(o)) -- rounded to four digits
  end)
end
lesson.columns(head, nn.range(0, 9), table.unpack(outputs))
lesson.draw(test.show, test, 63)
figures["H-11"] = { outputs = outputs }

lesson.ask {
  "Take other seeds, numpy_start(seed + 3): are their networks as good?",
  "Leave out shuffle = false in the second n:fit: the digits are shuffled before each epoch. Does it matter?",
  "Let the rate be 0.2 where the seeds are tried. Is it better after one epoch, and after five?",
}
return figures
