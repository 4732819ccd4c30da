-- The book's network learns to read handwritten digits, and says how many it got right.
-- Rashid, "Make Your Own Neural Network", part 2. Takes a few seconds.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"

local opt = nn.args(arg, {
  usage = "nnlua scripts/mnist.lua [options]: train the book's network on handwritten digits",
  { "epochs", nil, "how often to go through the training set (1; 10 if it is the small one)", value = "N",
    check = check.whole(1) },
  { "hidden", { 200 }, "nodes of the hidden layer, or of several: 300,100", value = "N,…",
    check = check.whole(1, 10000) },
  { "rate", 0.1, "learning rate", check = check.number(0) },
  { "seed", math.random(1, 999999), "for the start weights and the order of the samples",
    check = check.whole(0) },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
  { "save", nil, "keep the trained network in a file", value = "FILE.npz", check = args.to_save },
  { "load", nil, "go on with a network from a file", value = "FILE.npz" },
})

local INPUTS, CLASSES = 28 * 28, 10
local n = opt.load and args.network(opt.load, INPUTS, CLASSES)

-- Full MNIST has 60,000 digits to learn from; the set that comes with nnlua has 4,000.
local full = nn.data.find("mnist", opt.data)
local train, test = nn.data[full and "mnist" or "digits"](opt.data)
print(train)
if not full then print("  (`make data` fetches full MNIST)") end

-- One input for each of the 28 x 28 pixels, one output for each of the ten digits.
local sizes = { INPUTS, table.unpack(opt.hidden) }
sizes[#sizes + 1] = CLASSES
sizes.learning_rate, sizes.seed = opt.rate, opt.seed
n = n or nn.network(sizes)
print(n)

local epochs = opt.epochs or (full and 1 or 10)
local history = n:fit(train, { epochs = epochs, test = test })

local score, seconds = n:evaluate(test), 0
for _, s in ipairs(history.seconds) do seconds = seconds + s end
print()
print(n:confusion(test))
print(("\n%d of %d right: %.4f, after %d epochs in %.1f s"):format(score.correct, score.n, score.accuracy,
  #history.loss, seconds))
if history.stopped == "epochs" and not opt.load then
  print(("--seed %d gives the same again"):format(opt.seed))
end
if opt.save then n:save(opt.save) end

return { accuracy = score.accuracy, correct = score.correct, seconds = seconds }
