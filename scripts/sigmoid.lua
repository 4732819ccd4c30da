-- You will see: how a neuron holds back, then fires: the step, and the sigmoid, which is a soft step.
-- Goes with: slides 003, "Step (sign) function" and "Sigmoid function"; slides 002, "Nonlinearities,
--   Sigmoid"; slides 001, "Activation Function"; slides 000; the book, part 1, "Neurons, Nature's Computing
--   Machines".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A neuron does not pass on every small signal. It suppresses its input until that has grown large enough
to trigger an output, as water does not spill before it has filled the cup. The function which turns the input
x into the output y is called the activation function.]]

say [[The simplest is the step function: 0 up to a threshold, 1 beyond it. The sign function says -1 instead
of 0. Here the threshold is 0, and exactly there nothing fires yet:]]
local function step(x) return x > 0 and 1 or 0 end
local function sign(x) return x > 0 and 1 or -1 end
local x = nn.matrix { -2, -0.1, 0, 0.1, 2 }
local steps = x:map(step)
local signs = x:map(sign)
lesson.columns({ "x", "step", "sign" }, x, steps, signs)
figures["N-3"] = { step01 = steps, sign = signs }

say [[A step hides how near to the threshold x was. The sigmoid, also called the logistic function, rises
softly: y = 1 / (1 + e^-x). The e in it is Euler's number:]]
lesson.show("e", ("%.15f"):format(math.exp(1)))
figures["N-7"] = { e = math.exp(1) }

local function sigmoid(at) return 1 / (1 + math.exp(-at)) end
lesson.chart {
  series = {
    { f = step, from = -6, to = 6, title = "step" },
    { f = sigmoid, from = -6, to = 6, title = "sigmoid" },
  },
  title = "two activation functions", xlabel = "x", ylabel = "y", key = "top left",
}

say "Its values, one by one, and as x:sigmoid() gives them, for all the numbers of a matrix at once:"
x = nn.matrix { -6, -5, -2, -1, -0.5, 0, 0.5, 0.6, 1, 1.05, 2, 5, 6 }
local y = x:map(sigmoid)
lesson.columns({ "x", "e^-x", "y", "x:sigmoid()" }, x, (-x):exp(), y, x:sigmoid())
figures["N-5"] = { y = y, own = x:sigmoid() }

say [[At x = 0, e^-x is 1, and y is 1/(1 + 1) = 1/2: that is the midpoint. A large x makes e^-x nearly 0, and
y nearly 1; a very negative x makes e^-x large, and y nearly 0. So y ranges between 0 and 1. It reaches the
ends only far outside, because the computer rounds:]]
local far = nn.matrix { -1000, -745, -100, -45, 45, 100, 1000 }
local ends = far:sigmoid()
lesson.columns({ "x", "y" }, far, ends)
figures["N-6"] = { midpoint = sigmoid(0), y = ends, smallest = 1e44 * ends[3] }

lesson.correct [[in 003 with this formula is titled "Step (sign) function", but the sigmoid is the soft step.
Beside it stands, without a word, the root of the sum of x². That is no activation function: it is the length
of a vector, such as these:]]
local vectors = { { 3, 4 }, { 1, 2, 2 }, { 0.9, 0.1, 0.8 } }
local names, lengths = {}, {}
for i, v in ipairs(vectors) do
  names[i] = table.concat(v, ", ")
  lengths[i] = math.sqrt((nn.matrix(v) ^ 2):sum())
end
lesson.columns({ "vector", "length" }, names, lengths)
figures["N-4"] = { norm = lengths }

lesson.ask {
  "Write e^x for e^-x in our sigmoid: which way does the curve run now?",
  "Let our sigmoid take 10 times its x, then a tenth of it. Which of the two is nearer to the step?",
  "Put -700 for -745 and 10 for 45 into far. Is y still at an end there?",
}
return figures
