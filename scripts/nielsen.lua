-- Two experiments of Nielsen's "Neural Networks and Deep Learning": network.py's first run (chapter 1)
-- and network2.py's best plain one (chapter 3), on full MNIST with his figures beside ours. Half a minute;
-- --quick: 2 s.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"

local opt = nn.args(arg, {
  usage = "nnlua scripts/nielsen.lua [options]: mini-batches, cross-entropy and weight decay",
  { "seeds", 3, "runs of each experiment; the median is told", value = "N",
    check = check.whole(1) },
  { "quick", false, "5,000 digits and 3 epochs" },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
})

-- His inputs and targets go from 0 to 1, and he keeps 10,000 of the 60,000 digits back.
local full = nn.data.find("mnist", opt.data)
local scaling = { scale = { 0, 1 }, targets = { 0, 1 } }
local train, test = nn.data[full and "mnist" or "digits"](opt.data, scaling)
train = train:take(opt.quick and math.min(#train, 5000) or math.min(#train, 50000))
print(train)
if not full then print("  (`make data` fetches full MNIST)") end
local comparable = full and not opt.quick
if not comparable then print("His figures, of 50,000 digits of MNIST, are left out: this run has fewer.") end

local experiments = {
  { name = "784-30-10, squared loss, rate 3.0", his = 0.9542, epochs = 30,
    784, 30, 10, bias = true, rule = "gradient", learning_rate = 3.0 },
  { name = "the same, started from N(0, 1) as in network.py", epochs = 30, start = "network.py",
    784, 30, 10, bias = true, rule = "gradient", learning_rate = 3.0 },
  { name = "784-100-10, cross-entropy, rate 0.1, weight decay 5", his = 0.9804, epochs = 60,
    784, 100, 10, bias = true, loss = "cross_entropy", learning_rate = 0.1, weight_decay = 5.0 },
}

-- What an experiment says beside the network's own options.
local ours = { name = true, his = true, epochs = true, start = true }

local function run(experiment, seed)
  nn.seed(seed)
  local options = { seed = seed }
  for key, value in pairs(experiment) do
    if not ours[key] then options[key] = value end
  end
  local n = nn.network(options)
  for k = 1, experiment.start and 2 or 0 do
    n:set_weights(k, nn.randn(n.layers[k + 1], n.layers[k]))
    n:set_biases(k, nn.randn(n.layers[k + 1], 1))
  end
  local history = n:fit(train, { epochs = opt.quick and 3 or experiment.epochs, batch_size = 10,
    test = test, progress = false })
  return history.test_accuracy[#history.test_accuracy]
end

local figures, least = {}, {}
for k, experiment in ipairs(experiments) do
  local scores = {}
  for seed = 1, opt.seeds do scores[seed] = run(experiment, seed) end
  table.sort(scores)
  figures[k], least[k] = scores[(#scores + 1) // 2], scores[1]
  print(("%-52s %.4f  (%.4f to %.4f)%s"):format(experiment.name, figures[k], scores[1], scores[#scores],
    comparable and experiment.his and ("  his: %.4f"):format(experiment.his) or ""))
end

return { quadratic = figures[1], network_py_start = figures[2], network_py_worst = least[2],
  cross_entropy = figures[3] }
