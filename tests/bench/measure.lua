-- measure: clocks, medians and races for the bench. In a race two sides do the same work in turn, many
-- times over, so that whatever else this machine does at the time falls on both.

local core = require "nn.core"

local measure = {}

--- Seconds that f(...) takes.
function measure.clocked(f, ...)
  local start = core.now()
  f(...)
  return core.now() - start
end

--- A runner for race: the seconds of one of `count` calls of f.
function measure.clock(f, count)
  return function() return measure.clocked(f) / (count or 1) end
end

function measure.median(values)
  table.sort(values)
  return values[(#values + 1) // 2]
end

function measure.least(values) return math.min(table.unpack(values)) end
function measure.most(values) return math.max(table.unpack(values)) end

--- race(times, {name = f}, choose) -> {name = number}: every f once a round, for so many rounds, and of
--- its numbers the median (or what `choose` takes). One that returns nothing (a peer that is not here) is
--- asked once and left out. The first round is for warming up, when `times` is above 1.
function measure.race(times, runners, choose)
  local names, values, chosen = {}, {}, {}
  for name in pairs(runners) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do values[name] = {} end
  for i = times > 1 and 0 or 1, times do
    for _, name in ipairs(names) do
      local value = values[name] and runners[name]()
      if not value then
        values[name] = nil
      elseif i > 0 then
        values[name][i] = value
      end
    end
  end
  for name, list in pairs(values) do chosen[name] = (choose or measure.median)(list) end
  return chosen
end

--- What a command prints.
function measure.output(command)
  local pipe = io.popen(command)
  local text = pipe:read "a"
  pipe:close()
  return text
end

--- A word for the shell, whatever it holds.
function measure.quoted(word) return "'" .. word:gsub("'", [['\'']]) .. "'" end

--- A new folder for large files.
function measure.folder()
  return assert(measure.output("mktemp -d"):match "^(/.+)\n$", "mktemp -d makes no folder here")
end

return measure
