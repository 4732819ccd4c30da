-- The best plain network that a minute can buy: two hidden layers of relu, adam, and in every epoch each
-- digit turned and shifted a little, so that it never sees the same picture twice.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"

local opt = nn.args(arg, {
  usage = "nnlua scripts/best.lua [options]: 99 % of MNIST in a minute",
  { "seconds", 60, "time to train and test in", check = check.whole(1) },
  { "threads", 2, "processor cores to use", check = check.whole(1, 256) },
  { "seed", 1, "for everything that is drawn", check = check.whole(0) },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
  { "save", nil, "keep the trained network in a file", value = "FILE.npz", check = args.to_save },
})

local start = os.time()
local full = nn.data.find("mnist", opt.data)
local train, test = nn.data[full and "mnist" or "digits"](opt.data,
  { scale = { 0, 1 }, targets = { 0, 1 } })
print(train)
if not full then print("  (`make data` fetches full MNIST)") end

local n = nn.network { 784, 512, 256, 10, activation = { "relu", "relu", "softmax" },
  optimizer = "adam", seed = opt.seed }

-- The learning rate falls from 0.0015 to a hundredth of that over the time there is: large steps find the
-- valley, small ones its floor.
local share = 0
local history = n:fit(train:jitter { rotate = 12, shift = 2.5, seed = opt.seed }, {
  epochs = 10000, batch_size = 128, threads = opt.threads,
  learning_rate = function() return 0.0015 * 0.01 ^ share end,
  on_epoch = function(report)
    local seconds = os.time() - start
    share = seconds / opt.seconds
    return seconds + 2 * report.seconds < opt.seconds
  end,
})

local score = n:evaluate(test)
print(("%d of %d right: %.4f, after %d epochs in %d s; --seed %d"):format(score.correct, score.n,
  score.accuracy, #history.loss, os.time() - start, opt.seed))
if opt.save then n:save(opt.save) end

return { accuracy = score.accuracy, seconds = os.time() - start }
