-- The shape of TensorFlow's first example, 784-256-256-10, with today's habits: relu, softmax with
-- cross-entropy, adam, mini-batches of 128. Ten seconds; --quick: one.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"

local opt = nn.args(arg, {
  usage = "nnlua scripts/deep.lua [options]: two hidden layers of relu, trained by adam",
  { "seeds", 3, "runs; the median is told", value = "N", check = check.whole(1) },
  { "epochs", 5, "how often to go through the training set", check = check.whole(1) },
  { "quick", false, "one epoch on 5,000 digits" },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
})

local full = nn.data.find("mnist", opt.data)
local train, test = nn.data[full and "mnist" or "digits"](opt.data,
  { scale = { 0, 1 }, targets = { 0, 1 } })
if opt.quick then train = train:take(math.min(#train, 5000)) end
print(train)
if not full then print("  (`make data` fetches full MNIST)") end

local scores = {}
for seed = 1, opt.seeds do
  local n = nn.network { 784, 256, 256, 10, activation = { "relu", "relu", "softmax" },
    optimizer = "adam", learning_rate = 0.001, seed = seed }
  local history = n:fit(train, { epochs = opt.quick and 1 or opt.epochs, batch_size = 128, test = test,
    progress = false })
  scores[seed] = history.test_accuracy[#history.test_accuracy]
  print(("seed %d: %.4f right"):format(seed, scores[seed]))
end
table.sort(scores)
local median = scores[(#scores + 1) // 2]
print(("median %.4f"):format(median))

return { accuracy = median }
