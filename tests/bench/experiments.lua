-- experiments: the experiments of scripts/ in full, on full MNIST, with what they must reach. Some minutes:
-- BENCH=experiments make bench.

local report = require "report"
local row = report.row

-- What the script returns when it is run on the data in the folder; its talk is thrown away.
local function figures(name, folder, ...)
  local words, talk = arg, print
  arg, print = { "--data", folder, ... }, function() end
  local ok, result = pcall(dofile, ("%s/../../scripts/%s.lua"):format(words[0]:match "^(.*)/", name))
  arg, print = words, talk
  if not ok then error(result, 0) end
  return result
end

local function experiments(folder)
  local nielsen = figures("nielsen", folder, "--seeds", "3")
  row { "Nielsen's 784-30-10, median of 3 seeds", nielsen.quadratic, "share", at_least = 0.95 }
  row { "  from network.py's own start, median", nielsen.network_py_start, "share" }
  row { "  from network.py's own start, the worst", nielsen.network_py_worst, "share" }
  row { "Nielsen's 784-100-10, cross-entropy, decay", nielsen.cross_entropy, "share", at_least = 0.979 }
  local deep = figures("deep", folder, "--seeds", "3")
  row { "784-256-256-10, relu, adam, median of 3 seeds", deep.accuracy, "share", at_least = 0.975 }
  local best = figures("best", folder)
  row { "scripts/best.lua, two threads", best.accuracy, "share", at_least = 0.985 }
  row { "  and its time", best.seconds, "s", at_most = 60 }
end

return { { "experiments", experiments, slow = true } }
