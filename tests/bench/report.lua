-- report: the table that the bench prints, a line a row, with the target and whether it is reached.

local report = { reached = 0, short = {} }

-- How a unit is written, and what a value in seconds, bytes or operations is multiplied by. Of a time
-- less is better, of a rate more.
local units = {
  s = { "s", 1 }, ms = { "ms", 1e3 }, us = { "us", 1e6 }, ns = { "ns", 1e9 },
  epoch = { "s", 60000 }, -- from seconds a sample, shown as an epoch of MNIST
  MB = { "MB", 1 / 2 ^ 20 },
  gflops = { "GFLOP/s", 1e-9, rate = true },
  gbytes = { "GB/s", 1e-9, rate = true },
  per_second = { "/s", 1, rate = true },
  plain = { "", 1 },
  share = { "", 1, format = "%.4f" }, -- of right answers
}

local function number(x)
  if x == 0 then return "0" end
  if x < 1e-3 then return ("%.1e"):format(x) end
  return (x >= 1000 and "%.0f" or "%.3g"):format(x)
end

local function shown(value, unit)
  if not value then return "" end
  local text = unit.format and unit.format:format(value) or number(value * unit[2])
  return (text .. " " .. unit[1]):gsub(" $", "")
end

-- The kinds of target. Each gives what the row's comparison is, how it is written, and whether it is
-- good enough. `better` is how many times better we are than the peer, by time or by rate.
local kinds = {
  times = { ">= %.4g x",
    compare = function(_, theirs, better) return theirs and better end, written = "%.4g x",
    reached = function(x, target) return x >= target end },
  percent = { ">= %.4g %%",
    compare = function(_, theirs, better) return theirs and 100 * better end, written = "%.0f %%",
    reached = function(x, target) return x >= target end },
  within = { "<= %.4g x",
    compare = function(ours, theirs) return theirs and ours / theirs end, written = "%.4g x",
    reached = function(x, target) return x <= target end },
  above = { "<= +%.4g UNIT",
    compare = function(ours, theirs) return theirs and ours - theirs end, written = "%+.3g UNIT",
    reached = function(x, target) return x <= target end },
  at_least = { ">= %.4g UNIT", compare = function(ours) return ours end,
    reached = function(x, target) return x >= target end },
  at_most = { "<= %.4g UNIT", compare = function(ours) return ours end,
    reached = function(x, target) return x <= target end },
}

local LINE = "%-46s %13s  %-22s %13s %9s  %-12s %s"

local function line(...) print((LINE:format(...):gsub("%s+$", ""))) end

function report.head()
  line("work", "nnlua", "peer", "its figure", "ratio", "target", "")
  print(("-"):rep(128))
end

--- report.row { what, our value, unit, peer = name, theirs = value, KIND = target }; both values in seconds,
--- bytes, operations a second; the target in the unit shown. Without a target the ratio is only told.
function report.row(row)
  local what, ours, unit = row[1], row[2], units[row[3]]
  local kind, target, verdict = kinds.times, nil, ""
  for name, k in pairs(kinds) do
    if row[name] then kind, target = k, row[name] end
  end
  local theirs, scale = row.theirs, unit[2]
  local x = kind.compare(ours * scale, theirs and theirs * scale,
    theirs and (unit.rate and ours / theirs or theirs / ours))
  if target and not x then
    verdict = "no peer"
  elseif target and kind.reached(x, target) then
    verdict = "reached"
    report.reached = report.reached + 1
  elseif target then
    verdict = "short"
    report.short[#report.short + 1] = what .. (row.peer and " (" .. row.peer .. ")" or "")
  end
  local function in_unit(text) return (text:gsub("UNIT", unit[1]):gsub(" $", "")) end
  line(what, shown(ours, unit), row.peer or "", shown(theirs, unit),
    theirs and kind.written and in_unit(kind.written):format(x) or "",
    target and in_unit(kind[1]):format(target) or "", verdict)
  io.stdout:flush()
end

function report.foot(seconds)
  print(("\n%d targets reached, %d short; measured in %.0f s"):format(report.reached, #report.short, seconds))
  for _, what in ipairs(report.short) do print("  short: " .. what) end
end

return report
