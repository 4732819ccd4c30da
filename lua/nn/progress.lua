-- progress: one line that tells how far something is, on stderr: redrawn in place on a terminal, at
-- most ten times a second; elsewhere a plain line now and then.

local core = require "nn.core"
local color = require "nn.color"
local live = require "nn.live"

local progress = {}
progress.__index = progress

local REDRAW = 0.1  -- seconds
local PLAIN = 10    -- the same between two lines where nothing can be redrawn
local PATIENCE = 1  -- how long a reader may take before anything is told
local BAR, LEAST_BAR = 30, 5

--- 83 -> "1:23", 5025 -> "1:23:45".
function progress.clock(seconds)
  if seconds >= 360000 then return "days" end
  local s = math.floor(seconds + 0.5)
  if s >= 3600 then return ("%d:%02d:%02d"):format(s // 3600, s % 3600 // 60, s % 60) end
  return ("%d:%02d"):format(s // 60, s % 60)
end

--- 240123.4 -> "240k"
function progress.short(n)
  if n >= 9.995e8 then return ("%.1fG"):format(n / 1e9) end
  if n >= 9.95e5 then return ("%.1fM"):format(n / 1e6) end
  if n >= 9950 then return ("%.0fk"):format(n / 1e3) end
  return ("%.0f"):format(n)
end

local EACH = 20

--- Whether one of many epochs deserves a line of its own: each of the first 20, then each tenth up to 100,
--- each hundredth up to 1000, and so on.
function progress.is_milestone(epoch)
  if epoch <= EACH then return true end
  local step = 10
  while step * 10 <= epoch do step = step * 10 end
  return epoch % step == 0
end

--- A line for `total` steps of some unit ("B", or nothing for samples and jobs), which is not shown before
--- `after` seconds are over; `silent` shows nothing at all.
function progress.new(total, silent, unit, after)
  local now = core.now()
  return setmetatable({ total = total, start = now, due = now + (after or 0), unit = unit or "",
    noted = now, silent = silent, terminal = not silent and live.possible(2) }, progress)
end

-- ---- the line ----------------------------------------------------------------------------------------

-- How many columns a text takes, at most: scripts beyond the alphabets may take two for a character.
local function width_of(text)
  local width = 0
  for _, code in utf8.codes(text) do width = width + (code >= 0x1100 and code ~= 0x2026 and 2 or 1) end
  return width
end

-- The text in at most `room` columns.
local function cut(text, room)
  if width_of(text) <= room then return text end
  local kept, width = {}, 1
  for _, code in utf8.codes(text) do
    width = width + (code >= 0x1100 and 2 or 1)
    if width > room then break end
    kept[#kept + 1] = utf8.char(code)
  end
  return room < 1 and "" or table.concat(kept) .. "…"
end

-- What stands after the bar, the most important first.
local function facts_of(self, done, facts)
  local seconds = math.max(core.now() - self.start, 1e-9)
  local rate = done / seconds
  local list = {}
  if facts and facts.accuracy then list[#list + 1] = ("accuracy %.3f"):format(facts.accuracy) end
  if facts and facts.loss then list[#list + 1] = ("loss %.4f"):format(facts.loss) end
  list[#list + 1] = (done > 0 and progress.clock((self.total - done) / rate) or "-:--") .. " left"
  list[#list + 1] = ("%s%s/s"):format(progress.short(rate), self.unit)
  return list
end

local function bar_of(share, room)
  local full = math.floor(room * share)
  local done = ("="):rep(full) .. (full < room and ">" or "")
  return "[" .. color.paint("key", done, 2) .. (" "):rep(room - full - 1) .. "]"
end

--- The line in at most `columns` columns: what there is no room for is left out, whole, in this order: speed,
--- time left, loss, accuracy, bar; at last the head is cut.
function progress:line(done, head, facts, columns)
  head = cut(head, columns)
  local parts, room = { head }, columns - width_of(head)
  local share = self.total > 0 and math.max(0, math.min(1, done / self.total)) or 0
  local least = LEAST_BAR + 3 -- with its brackets and a space
  if room < least then return head end
  parts[2], room = "", room - least
  for _, fact in ipairs(facts_of(self, done, facts)) do
    if #fact + 2 > room then break end
    parts[#parts + 1], room = fact, room - #fact - 2
  end
  parts[2] = bar_of(share, LEAST_BAR + math.min(room, BAR - LEAST_BAR))
  return parts[1] .. " " .. table.concat(parts, "  ", 2)
end

-- "reading a.csv  34 %  0:12 left  12.1MB/s"
local function plain_line(self, done, head, facts)
  local list = facts_of(self, done, facts)
  table.insert(list, 1, ("%.0f %%"):format(100 * done / math.max(self.total, 1)))
  return head .. "  " .. table.concat(list, "  ")
end

--- Would an update be seen now?
function progress:is_due() return not self.silent and core.now() >= self.due end

--- `done` of the steps are done; head stands before the bar, after it facts = { accuracy, loss }.
function progress:update(done, head, facts)
  local now = core.now()
  if self.silent or now < self.due then return end
  if not self.terminal then
    if now - self.noted < PLAIN then return end
    self.noted = now
    io.stderr:write(plain_line(self, done, head, facts), "\n")
    return
  end
  self.due = now + REDRAW
  self.text = self:line(done, head, facts, core.columns(2) - 1)
  self:draw()
end

--- Draws the line as it was, too after `clear`.
function progress:draw()
  if not self.text then return end
  if self.place then return self.place:below(self.text) end -- below a picture (see live)
  -- One write, so that nothing comes between; without wrapping, should the terminal get narrower just now.
  io.stderr:write(self:cleared() .. "\27[?7l" .. self.text .. "\27[?7h\r")
  self.shown = true
end

-- What clears the line. The cursor was left where it begins, and there a terminal that gets narrower keeps
-- it: then all lines go that the old one has become.
function progress:cleared()
  local before = self.columns
  self.columns = core.columns(2)
  return self.shown and before ~= self.columns and "\r\27[J" or "\r\27[K"
end

--- Takes the line from the screen, for others' words.
function progress:clear()
  if self.shown then io.stderr:write(self:cleared()) end
  self.shown = false
end

--- f(…), which may print: before it does, by print or io.write, the line (and the chart above it, see
--- curves.drawing) goes, and comes back after f.
function progress:aside(f, ...)
  if not self.shown and not self.place then return f(...) end
  local print_, write, gone = print, io.write, nil
  local function clear()
    if gone then return end
    gone = self.place and self.chart or self
    if gone == self then self:clear() else gone:hide() end
  end
  local function after_clear(say)
    return function(...)
      clear()
      return say(...)
    end
  end
  local our_print, our_write = after_clear(print_), after_clear(write)
  rawset(_G, "print", our_print)
  rawset(io, "write", our_write)
  local _ <close> = setmetatable({}, { __close = function()
    if print == our_print then rawset(_G, "print", print_) end
    if io.write == our_write then rawset(io, "write", write) end
  end })
  local result = f(...)
  if gone == self then self:draw() elseif gone then gone:show() end
  return result
end

--- Ends the line: `text` takes its place for good. Without text the line is cleared.
function progress:finish(text)
  if self.place then self.place:close() end
  self.place = nil
  if self.silent then return end
  self:clear()
  self.text = nil
  if text then io.stderr:write(text, "\n") end
  io.stderr:flush()
end

-- ---- files -------------------------------------------------------------------------------------------

--- read(…), one of core's readers of files, with a line when it takes longer than a second.
function progress.reading(read, ...)
  local line = progress.new(0, false, "B", PATIENCE)
  core.watch(function(what, done, total)
    line.total = total
    if total > 0 and line:is_due() then
      line:update(done, "reading " .. require("nn.grid").harmless(what:match "[^/]*$"))
    end
  end)
  local _ <close> = setmetatable({}, { __close = function()
    core.watch()
    line:finish()
  end})
  return read(...)
end

return progress
