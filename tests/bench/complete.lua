-- complete: Tab at the prompt with a thousand globals: the slowest of several places.

local measure = require "measure"
local report = require "report"
local complete = require "nn.complete"

local function completion()
  local names = {}
  for i = 1, 1000 do
    names[i] = ("bench_%d"):format(i)
    rawset(_G, names[i], i)
  end
  rawset(_G, "bench_network", nn.network(3, 3, 3, 0.3))
  local lines = ("local x = math.sin(1)\n"):rep(200)
  local runners = {}
  for _, text in ipairs { "", "bench_1", "nn.", "bench_network:fit(d, {", '?', 'nn.load "', 'require "',
    lines .. "bench_network:" } do
    runners[text] = measure.clock(function()
      complete.at(text)
      complete.hint(text)
    end)
  end
  local slowest = 0
  for _, seconds in pairs(measure.race(15, runners)) do slowest = math.max(slowest, seconds) end
  for _, name in ipairs(names) do rawset(_G, name, nil) end
  rawset(_G, "bench_network", nil)
  report.row { "completion with 1,000 globals, the slowest", slowest, "ms", at_most = 50 }
end

return { { "complete", completion } }
