-- The book's whole program with nothing but matrices: forward, error, back, update.
-- Rashid, "Make Your Own Neural Network", part 2; the same as nn.network, an epoch in seconds.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"

local opt = nn.args(arg, {
  usage = "nnlua scripts/by_hand.lua [options]: the book's training loop, written out",
  { "epochs", nil, "how often to go through the training set (1; 10 if it is the small one)", value = "N",
    check = check.whole(1) },
  { "hidden", 200, "nodes of the hidden layer", check = check.whole(1, 10000) },
  { "rate", 0.1, "learning rate", check = check.number(0) },
  { "seed", 1, "for the start weights", check = check.whole(0) },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
})

local full = nn.data.find("mnist", opt.data)
local train, test = nn.data[full and "mnist" or "digits"](opt.data)
print(train)
if not full then print("  (`make data` fetches full MNIST)") end
local epochs = opt.epochs or (full and 1 or 10)

nn.seed(opt.seed)
local inputs, outputs = #train[1].input, #train.classes
local wih = nn.randn(opt.hidden, inputs, 0, inputs ^ -0.5)
local who = nn.randn(outputs, opt.hidden, 0, opt.hidden ^ -0.5)

local function query(x)
  local hidden = wih:dot(x):sigmoid()
  return who:dot(hidden):sigmoid(), hidden
end

local function learn(x, target)
  local output, hidden = query(x)
  local output_error = target - output
  local hidden_error = who.T:dot(output_error) -- with the weights from before the update
  who:addouter(output_error * output * (1 - output), hidden, opt.rate)
  wih:addouter(hidden_error * hidden * (1 - hidden), x, opt.rate)
end

local start = os.clock()
for epoch = 1, epochs do
  for i = 1, #train do
    local sample = train[i]
    learn(sample.input, sample.target)
  end
  print(("epoch %d, %.1f s"):format(epoch, os.clock() - start))
end
local seconds = os.clock() - start

local correct, classes = 0, test.classes
for i = 1, #test do
  local answer = query(test[i].input):argmax()
  if classes[answer] == test[i].label then correct = correct + 1 end
end
print(("%d of %d right: %.4f; %.0f microseconds a sample; seed %d"):format(correct, #test,
  correct / #test, 1e6 * seconds / (epochs * #train), opt.seed))

return { accuracy = correct / #test, correct = correct,
  microseconds = 1e6 * seconds / (epochs * #train) }
