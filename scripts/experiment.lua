-- An experiment to copy and change: a table of settings, a few seeds, a ranked table, a chart, a CSV file.
-- Here: how many hidden nodes, and which learning rate? A second or two.
--
--     cp scripts/experiment.lua mine.lua; nnlua mine.lua
--
-- Every run is kept in the CSV file as soon as it is over: after a Ctrl-C the same command goes on.

local nn = require "nn"

local opt = nn.args(arg, {
  usage = "nnlua scripts/experiment.lua [options]: every setting, with several seeds",
  { "seeds", 3, "networks a setting", value = "N" },
  { "epochs", 5, "how often each goes through the digits", value = "N" },
  { "csv", nil, "the file that keeps the runs; another run function, another file", value = "FILE" },
  { "chart", nil, "write the chart there, instead of into the terminal", value = "FILE.png" },
})

-- 1. What is tried: every combination of these. Add a line, and use it in run. All that run depends on stands
-- here, be it a single value: in the CSV file a run is known by its settings and its seed.
local settings = {
  hidden = { 20, 50, 100 },
  learning_rate = { 0.05, 0.1, 0.2 },
  epochs = opt.epochs,
}

-- 2. What all have in common.
local train, test = nn.data.digits()
print(train)

-- 3. One run: the figures of a network made with these settings and this seed. The first question is always
-- how much the seed alone changes.
local function run(setting, seed)
  local n = nn.network { 784, setting.hidden, 10, learning_rate = setting.learning_rate, seed = seed }
  local history = n:fit(train, { epochs = setting.epochs, progress = false })
  local score = n:evaluate(test)
  return { accuracy = score.accuracy, training = history.accuracy[#history.accuracy] }
end

-- 4. All runs, on all cores; then the ranking.
local result = nn.compare { settings = settings, seeds = opt.seeds, run = run, csv = opt.csv,
  chart = { x = "learning_rate", save = opt.chart } }
print(result)

return result
