-- lessons: what each lesson of scripts/ takes, from its start to its end, piped, on the digits in data/.

local measure = require "measure"
local report = require "report"
local course = require "nn.course"

local function lessons()
  local folder = arg[0]:match "^(.*)/" .. "/../../scripts"
  local names, seconds, sum = {}, {}, 0
  for i, name in ipairs(course.names) do
    names[i] = name
    seconds[name] = measure.clocked(function()
      local good = os.execute(("%s %s/%s.lua >/dev/null </dev/null"):format(measure.quoted(arg[-1]),
        measure.quoted(folder), name))
      if not good then error("the lesson " .. name .. " failed", 0) end
    end)
    sum = sum + seconds[name]
  end
  table.sort(names, function(a, b) return seconds[a] > seconds[b] end)
  report.row { ("all %d lessons, one after the other"):format(#names), sum, "s" }
  for i = 1, 3 do
    report.row { ("  %s lesson, %s"):format(({ "the slowest", "the second", "the third" })[i], names[i]),
      seconds[names[i]], "s", at_most = 20 }
  end
end

return { { "lessons", lessons } }
