-- color: what colour each kind of text has, and whether there is any; what a terminal does not show.

local core = require "nn.core"

local color = {}

--- The codes of the roles: of the sixteen colours those that are readable on light and on dark, so no
--- yellow, blue, white and black.
color.roles = {
  title = "1",      -- bold
  key = "36",       -- cyan
  string = "32",    -- green
  number = "35",    -- magenta
  constant = "35",
  type = "36",
  error = "1;31",   -- bold red
  dim = "2",        -- faint
  prompt = "1",
}

local known = {} -- [fd] = whether it takes colours, once asked

-- NO_COLOR counts when it is set and not empty (no-color.org).
local function wanted()
  return (os.getenv "NO_COLOR" or "") == "" and (os.getenv "TERM" or "dumb") ~= "dumb"
end

--- Whether what is written to fd (1 stdout, 2 stderr; default 1) may be in colours.
function color.enabled(fd)
  fd = fd or 1
  if known[fd] == nil then known[fd] = wanted() and core.is_terminal(fd) end
  return known[fd]
end

--- No colours from here on, as --no-color wants it.
function color.off()
  known = setmetatable({}, { __index = function() return false end })
end

--- The text in the colour of its role if fd takes colours, else as it is.
function color.paint(role, text, fd)
  if not color.enabled(fd) or text == "" then return text end
  return "\27[" .. color.roles[role] .. "m" .. text .. "\27[0m"
end

--- Is this the code of a character that a terminal obeys instead of showing it: controls, directions, no
--- width at all? (Those that join the letters around them are shown, with these.)
function color.is_hidden(code)
  return code >= 0x80 and code < 0xa0 or code == 0x200b or code == 0x200e or code == 0x200f
    or code >= 0x2028 and code <= 0x202e or code >= 0x2066 and code <= 0x2069 or code == 0xfeff
end

return color
