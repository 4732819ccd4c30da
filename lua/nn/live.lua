-- live: a part of the terminal's screen that is drawn over and over in the same place. Between two
-- drawings the cursor, hidden, stands at its upper left corner: there a terminal keeps it, whatever a new
-- width does to the lines below.

local core = require "nn.core"

local live = {}
live.__index = live

local HIDE, SHOW = "\27[?25l", "\27[?25h"
local KEEP, BACK = "\0277", "\0278"           -- the cursor's place
local NO_WRAP, WRAP = "\27[?7l", "\27[?7h"    -- what is too wide is cut by the terminal
local FORGET = "\27_Ga=d,d=C,q=2\27\\"        -- kitty: the picture at the cursor

--- Can anything be drawn over on fd (1 stdout, 2 stderr)?
function live.possible(fd)
  return core.is_terminal(fd) and (os.getenv "TERM" or "dumb") ~= "dumb"
end

--- How many columns and lines a picture may have, a line below it being free.
function live.room() return core.columns(1), core.screen_rows(1) - 1 end

--- A place on stdout, for pictures of a mode (see core.image_text). Whoever has drawn closes it.
function live.new(mode)
  return setmetatable({ mode = mode, lines = 0, more = 0, drawn = false }, live)
end

local function write(...)
  io.stdout:write(table.concat { ... })
  io.stdout:flush()
end

-- Down from the upper left corner; \27[0B would be one line.
local function down(lines) return lines > 0 and ("\27[%dB"):format(lines) or "" end
local function up(lines) return lines > 0 and ("\27[%dA"):format(lines) or "" end

-- What takes the old pictures away before others are drawn in their place.
local function forgotten(self)
  if self.mode ~= "kitty" or not self.drawn then return "" end
  return KEEP .. (FORGET .. "\27[B"):rep(self.lines) .. BACK
end

-- The text with what stood behind the ends of its lines gone, but not of those that are pictures; no more
-- lines than there is room for.
local function fresh(text, most)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do
    if #lines == most then break end
    lines[#lines + 1] = line:find "\27[P_%]]" and line or line .. "\27[K"
  end
  return table.concat(lines, "\r\n")
end

--- Draws the text, of so many lines, each ended by a newline. `more` lines below it are free for `below`.
function live:draw(text, lines, more)
  more = more or 0
  local columns, room = live.room()
  lines = math.min(lines, room - more)
  local before = forgotten(self)
  if self.lines ~= lines or self.columns ~= columns then before = before .. "\27[J" end
  self.lines, self.more, self.columns, self.rows, self.drawn = lines, more, columns, room + 1, true
  -- room below is made first: then nothing scrolls any more, wherever a picture leaves the cursor
  self.text = fresh(text, lines)
  write(HIDE, NO_WRAP, "\r", before, ("\n"):rep(lines + more), up(lines + more), "\r", KEEP, self.text,
    BACK, WRAP)
end

--- Has the terminal another size than at the last drawing?
function live:is_outdated()
  return self.columns ~= core.columns(1) or self.rows ~= core.screen_rows(1)
end

--- Draws one line below the picture.
function live:below(text)
  if not self.drawn or self.more == 0 then return end
  write(NO_WRAP, down(self.lines), "\r\27[K", text, "\r", up(self.lines), WRAP)
end

--- Takes everything away again; the next drawing is in the same place.
function live:clear()
  if not self.drawn then return end
  local lines = self.lines + self.more -- one by one: some terminals keep what a cleared screen has held
  write("\r", forgotten(self), self:is_outdated() and "\27[J" or ("\27[2K\27[B"):rep(lines) .. up(lines))
  self.lines, self.more, self.drawn = 0, 0, false
end

--- Leaves the picture where it is, and the cursor on the line below it.
function live:close()
  if not self.drawn then
    write(SHOW)
  elseif self:is_outdated() then
    write("\27[999B\r\27[J", SHOW)
  else -- once more: a Ctrl-C was echoed into it
    local again = (self.mode == "half" or self.mode == "ascii") and self.text or ""
    write(NO_WRAP, "\r", KEEP, again, BACK, WRAP, down(self.lines), "\r\27[J", SHOW)
  end
  self.lines, self.more, self.drawn = 0, 0, false
end

return live
