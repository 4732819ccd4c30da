-- strict: reading a global variable that does not exist is an error that names the nearest. It holds for
-- what is typed at the prompt, or, with --strict, for everything; `rawget(_G, name)` asks without error.

local core = require "nn.core"
local _ENV = core.standard -- luacheck: ignore _ENV
local check = require "nn.check"

local strict = {}

-- Does the chunk of this name belong to those that are watched?
local watched = function(_) return false end

local function names_in_reach()
  local names = {}
  for name in next, _G do
    if type(name) == "string" then names[#names + 1] = name end
  end
  return names
end

-- What other languages call the end.
local ends = { exit = true, quit = true, bye = true }

local function missing(name)
  if type(name) ~= "string" then return end
  local where = debug.getinfo(3, "S") -- 1: this function, 2: __index, 3: who reads
  if not where or where.what == "C" or not watched(where.source) then return end
  if ends[name] then check.fail("%s: Ctrl-D ends the session; in a script it is os.exit()", name) end
  local near = #name > 3 and check.nearest(name, names_in_reach()) -- of "x" everything short is near
  check.fail("there is no variable '%s'%s", name, near and (", did you mean '%s'?"):format(near) or "")
end

-- Puts the watch into _G's metatable, in front of what a script has there. `_` is the last value of the
-- prompt, unless the user has a variable of that name.
local function watch()
  local meta = getmetatable(_G)
  if type(meta) == "table" and meta.strict then return end
  if meta ~= nil and (type(meta) ~= "table" or meta.__index ~= nil) then return end -- the user's own
  meta = meta or {}
  meta.strict = true
  function meta.__index(_, name)
    if name == "_" and core.last ~= nil then return core.last end
    missing(name) -- no tail call: it counts the levels
    return nil
  end
  setmetatable(_G, meta)
end

--- Watches all Lua code, but libraries that were installed for all programs: they may ask what there is.
function strict.everywhere()
  watched = function(source) return not source:find "^@/usr/" end
  watch()
end

--- Watches the chunks for whose name `belongs` returns true.
function strict.prompt(belongs)
  local before = watched
  watched = function(source) return before(source) or belongs(source) end
  watch()
end

return strict
