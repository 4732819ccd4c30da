-- time: nn.time, how long a call takes.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn
local _ENV = core.standard -- luacheck: ignore _ENV

local time = {}

--- Seconds as people say them: "12 µs", "0.31 s", "2 min 5 s".
function time.text(seconds)
  if seconds < 9.995e-4 then return ("%.3g µs"):format(seconds * 1e6) end
  if seconds < 0.09995 then return ("%.3g ms"):format(seconds * 1e3) end
  if seconds < 60 then return ("%.2f s"):format(seconds) end
  local s = math.floor(seconds + 0.5)
  if s < 3600 then return ("%d min %d s"):format(s // 60, s % 60) end
  return ("%d h %d min"):format(s // 3600, s % 3600 // 60)
end

local function report(start, ...)
  print(time.text(core.now() - start))
  return ...
end

--- nn.time(f, ...) prints how long f(...) takes and returns what it returns.
function nn.time(f, ...)
  if type(f) ~= "function" and not (getmetatable(f) or {}).__call then
    check.fail("time: a function was expected, then its arguments, as in time(n.query, n, x); got %s",
      check.what(f))
  end
  return report(core.now(), f(...))
end

return time
