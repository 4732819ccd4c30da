-- You will see: TensorFlow's first example trained with and without an activation, and which one was stored.
-- Goes with: slides 004, "Useful Links": TensorFlow-Examples, neural_network_raw.ipynb.
-- Runs: three seconds; --full, with MNIST (make data), the same.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[The notebook has a network 784-256-256-10: weights and biases from N(0, 1), a softmax, the
cross-entropy, Adam with the learning rate 0.1, and 500 steps by 128 digits each. Its code has a sigmoid in
both hidden layers. Stored beside it is what it once printed: a loss of 13208 at the first step, 55 at the
last, and 0.8729 of the answers right in the end. Do the two belong together?]]
lesson.correct [[breaks the link: "neural_n etwork_raw.ipynb" has a space too many.]]
local train, test = lesson.digits { scale = { 0, 1 }, targets = { 0, 1 } }
train = train:take(math.min(#train, 55000))
local function network(hidden)
  local n = nn.network { 784, 256, 256, 10, activation = { hidden, hidden, "softmax" }, optimizer = "adam",
    learning_rate = 0.1, seed = options.seed }
  for k = 1, 3 do -- nn.parallel gives each run random numbers of its own
    n:set_weights(k, nn.randn(n:weights(k):shape()))
    n:set_biases(k, nn.randn(n:biases(k):shape()))
  end
  return n
end

say [[First the signals. A node that adds up 256 numbers, each times a weight from N(0, 1), spreads them
√256 = 16 times as widely. A sigmoid presses everything between 0 and 1 again. For the first digit, this is
the standard deviation of what each layer says, of the last one before its softmax:]]
local function spreads(hidden)
  local n = network(hidden)
  local a = n:activations(train[1].input)
  local z = n:weights(3):dot(a[3]) + n:biases(3)
  return { a[2]:std(), a[3]:std(), z:std() }
end
lesson.columns({ "layer", "linear", "sigmoid" }, { "hidden 1", "hidden 2", "last" }, spreads "linear",
  spreads "sigmoid")

say [[A softmax of sums so far apart gives everything to one digit, mostly to a wrong one. Now the training,
from two starts each: the share of new digits that are right in the end, and the loss of 128 digits just
before their step. (The notebook's losses are of just after it; the first step makes them larger, as
scripts/first_step.lua shows.)]]
local function learn(hidden)
  local n = network(hidden)
  local losses, step = {}, 0
  local function watch(report)
    step = step + 1
    if step == 1 or step % 100 == 0 then losses[#losses + 1] = report.loss end
    return step < 500
  end
  n:fit(train, { epochs = 500, batch_size = 128, progress = false, on_batch = watch })
  return { losses = losses, right = n:evaluate(test).accuracy }
end
local steps = { 1, 100, 200, 300, 400, 500 }
local hidden = { "linear", "linear", "sigmoid", "sigmoid" }
local runs = nn.parallel(hidden, learn, { progress = false })
local rows, curves = {}, {}
for i, run in ipairs(runs) do
  rows[i] = { hidden[i], run.right, table.unpack(run.losses) }
  curves[i] = { x = steps, y = run.losses, title = hidden[i], style = "linespoints" }
end
lesson.table({ "layers", "right", "step 1", "100", "200", "300", "400", "500" }, rows)
lesson.chart { series = curves, logy = true, xlabel = "step", ylabel = "loss", title = "784-256-256-10" }
say [[Linear layers begin with losses of thousands and end with tens; with a sigmoid it is tens, then less
than 1. So the notebook was run without one, whatever the code beside it says. And as linear layers are one
matrix, its 269322 weights and biases can do no more than 7850. scripts/deep.lua trains this shape in today's
way.]]
local first = { runs[1].losses[1], runs[2].losses[1], runs[3].losses[1], runs[4].losses[1] }
figures["Y-7"] = { thousands = math.min(first[1], first[2]) > 1000, tens = math.max(first[3], first[4]) < 100,
  learnt = runs[1].right > 0.7 and runs[2].right > 0.7 }

lesson.ask {
  "Divide the start weights by 16: how large is the first loss now, and how many are right?",
  "Take learning_rate = 0.001, Adam's usual one. Which of the two wins now?",
  "Take relu for both sigmoids: how large is the first loss, how large the last, and how many are right?",
}
return figures
