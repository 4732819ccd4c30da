-- Which targets? 0 and 1, which a sigmoid never reaches, the book's 0.01 and 0.99, or 0.1 and 0.9; at three
-- learning rates. Made from experiment.lua. A second or two.

local nn = require "nn"

local opt = nn.args(arg, {
  usage = "nnlua scripts/target_scaling.lua [options]: 0 and 1, 0.01 and 0.99, or 0.1 and 0.9",
  { "seeds", 3, "networks a setting", value = "N" },
  { "epochs", 5, "how often each goes through the digits", value = "N" },
  { "csv", nil, "the file that keeps the runs; the same command goes on from there", value = "FILE" },
  { "chart", nil, "write the chart there, instead of into the terminal", value = "FILE.png" },
})

local settings = {
  targets = { { 0, 1 }, { 0.01, 0.99 }, { 0.1, 0.9 } },
  learning_rate = { 0.05, 0.1, 0.3 },
  epochs = opt.epochs,
}

local train, test = nn.data.digits()
print(train)

-- How sure the answers are: the mean of the outputs that should be high. And how many of the hidden nodes
-- are at one of the sigmoid's ends, where they hardly learn any more.
local function look_inside(n, set)
  local sure, ends, nodes = 0, 0, 0
  for i = 1, 100 do
    local o = n:activations(set[i].input)
    sure = sure + o[3]:max() / 100
    for _, h in ipairs(o[2]:totable()) do
      nodes, ends = nodes + 1, ends + ((h < 0.01 or h > 0.99) and 1 or 0)
    end
  end
  return sure, ends / nodes
end

local function run(setting, seed)
  local n = nn.network { 784, 50, 10, learning_rate = setting.learning_rate, seed = seed }
  n:fit(train:targets(setting.targets[1], setting.targets[2]), { epochs = setting.epochs, progress = false })
  local sure, saturated = look_inside(n, test)
  return { accuracy = n:evaluate(test).accuracy, sure = sure, saturated = saturated }
end

local result = nn.compare { settings = settings, seeds = opt.seeds, run = run, csv = opt.csv,
  chart = { x = "learning_rate", save = opt.chart } }
print(result)

return result
