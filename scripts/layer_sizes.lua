-- Which layers? From no hidden layer to three, with as many nodes or fewer, and what each costs in weights.
-- Made from experiment.lua. A second or two.

local nn = require "nn"

local opt = nn.args(arg, {
  usage = "nnlua scripts/layer_sizes.lua [options]: how many hidden layers, of how many nodes",
  { "seeds", 3, "networks a setting", value = "N" },
  { "epochs", 5, "how often each goes through the digits", value = "N" },
  { "csv", nil, "the file that keeps the runs; the same command goes on from there", value = "FILE" },
  { "chart", nil, "write the chart there, instead of into the terminal", value = "FILE.png" },
})

-- A list instead of a grid: each setting is named.
local settings = {}
for i, layers in ipairs { {}, { 10 }, { 50 }, { 200 }, { 50, 50 }, { 200, 50 }, { 50, 50, 50 } } do
  settings[i] = { hidden = #layers > 0 and layers or "none", epochs = opt.epochs }
end

local train, test = nn.data.digits()
print(train)

local function run(setting, seed)
  local sizes = { 784, seed = seed }
  if setting.hidden ~= "none" then
    for _, nodes in ipairs(setting.hidden) do sizes[#sizes + 1] = nodes end
  end
  sizes[#sizes + 1] = 10
  local n, weights = nn.network(sizes), 0
  for k = 2, #sizes do weights = weights + sizes[k - 1] * sizes[k] end
  n:fit(train, { epochs = setting.epochs, progress = false })
  return { accuracy = n:evaluate(test).accuracy, weights = weights }
end

local result = nn.compare { settings = settings, seeds = opt.seeds, run = run, csv = opt.csv,
  chart = { x = "hidden", save = opt.chart } }
print(result)

return result
