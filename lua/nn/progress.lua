-- progress: one line that tells how far something is, on stderr: redrawn in place on a terminal, at
-- most ten times a second; elsewhere only what `finish` is given, as a plain line.

local core = require "nn.core"

local progress = {}
progress.__index = progress

local REDRAW = 0.1 -- seconds

--- 83 -> "1:23", 5025 -> "1:23:45".
function progress.clock(seconds)
  local s = math.floor(seconds + 0.5)
  if s >= 3600 then return ("%d:%02d:%02d"):format(s // 3600, s % 3600 // 60, s % 60) end
  return ("%d:%02d"):format(s // 60, s % 60)
end

--- 240123.4 -> "240k"
local function short(n)
  if n >= 9.95e5 then return ("%.1fM"):format(n / 1e6) end
  if n >= 9950 then return ("%.0fk"):format(n / 1e3) end
  return ("%.0f"):format(n)
end
progress.short = short

--- A line for `total` steps; `silent` shows nothing at all.
function progress.new(total, silent)
  return setmetatable({ total = total, start = core.now(), drawn = -math.huge,
    silent = silent, terminal = not silent and core.is_terminal(2) }, progress)
end

--- `done` of the steps are done; head stands before the bar, tail (loss, accuracy) after it.
function progress:update(done, head, tail)
  local now = core.now()
  if not self.terminal or now - self.drawn < REDRAW then return end
  self.drawn = now
  local seconds = now - self.start
  local rate = done / math.max(seconds, 1e-9)
  local left = done > 0 and progress.clock((self.total - done) / rate) or "-:--"
  local text = (" %s/s  %s left  %s"):format(short(rate), left, tail or "")
  local columns = core.columns(2) - 1
  local room = math.min(30, columns - #head - #text - 3)
  local bar = ""
  if room >= 5 then
    local full = math.floor(room * done / self.total)
    bar = " [" .. ("="):rep(full) .. (full < room and ">" or "") .. (" "):rep(room - full - 1) .. "]"
  end
  io.stderr:write("\r\27[K", (head .. bar .. text):sub(1, columns))
  io.stderr:flush()
  self.shown = true
end

--- Ends the line: `text` takes its place for good. Without text the line is cleared.
function progress:finish(text)
  if self.silent then return end
  if self.shown then io.stderr:write("\r\27[K") end
  self.shown = false
  if text then io.stderr:write(text, "\n") end
  io.stderr:flush()
end

return progress
