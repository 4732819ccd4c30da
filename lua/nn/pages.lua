-- pages: printing at a terminal without pushing away what was not read: when the screen is full it waits for
-- Enter. Elsewhere lines are just printed.

local core = require "nn.core"
local color = require "nn.color"
local live = require "nn.live"

local pages = {}

local waits = false -- is there somebody who can press Enter?
local filled = 0    -- lines of the screen since it was last waited

--- Begins anew; with wait = false nothing is waited for.
function pages.begin(wait)
  waits = wait and core.is_terminal(0) and core.is_terminal(1)
  filled = 0
end

--- Waits, if so many lines more would push something away. False if the reader has had enough.
function pages.make_room(lines)
  if not waits or filled == 0 or filled + lines < core.screen_rows(1) then return true end
  filled = 0
  core.drop_input(0) -- Enter that was typed ahead would skip a page
  io.write(color.paint("dim", "(Enter goes on, q ends)"))
  io.flush()
  local answer = io.read "l"
  if not answer then
    waits = false -- Ctrl-D: it is not to ask again
    print()
  elseif live.possible(1) then
    io.write "\27[A\27[K" -- the question goes away
  end
  return not (answer and answer:lower():match "^%s*q")
end

--- So many lines were filled by something else.
function pages.took(lines) filled = filled + lines end

--- Prints lines that belong together. False if the reader has had enough before them.
function pages.write(lines)
  if not pages.make_room(#lines) then return false end
  for _, line in ipairs(lines) do print(line) end
  pages.took(#lines)
  return true
end

return pages
