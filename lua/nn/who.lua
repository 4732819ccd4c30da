-- who: nn.who, the global variables that the user made, and nn.reset, which forgets them.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn
local _ENV = core.standard -- luacheck: ignore _ENV

-- A number with a unit: 640 -> "640 B", 376832 -> "377 kB".
local function bytes_text(n)
  for _, unit in ipairs { { 1e9, "GB" }, { 1e6, "MB" }, { 1e3, "kB" } } do
    if n >= 0.9995 * unit[1] then return ("%.3g %s"):format(n / unit[1], unit[2]) end
  end
  return ("%d B"):format(n)
end

local function count(t)
  local n = 0
  for _ in next, t do n = n + 1 end
  return n
end

-- What to say of a value of each kind: its shape in words, and the bytes of its numbers or letters.
local tell = {
  matrix = function(m) return ("%dx%d"):format(m.rows, m.cols), m.rows * m.cols * 8 end,
  network = function(n)
    local numbers, sizes = 0, n.layers
    for k = 1, #sizes - 1 do
      numbers = numbers + sizes[k] * sizes[k + 1] + (n.bias and sizes[k + 1] or 0)
    end
    return table.concat(sizes, "-"), numbers * (n.precision == "double" and 8 or 4)
  end,
  ["data set"] = function(d)
    local samples, inputs, _, kind = core.facts(d)
    return ("%d samples of %d"):format(samples, inputs), samples * inputs * (kind == "pixels" and 1 or 8)
  end,
  table = function(t)
    local n = count(t)
    return n == 1 and "1 entry" or n .. " entries"
  end,
  string = function(s) return #s == 1 and "1 byte" or #s .. " bytes", #s end,
  ["function"] = function(f)
    local where = debug.getinfo(f, "S")
    return where.what ~= "C" and ("%s:%d"):format(where.short_src, where.linedefined) or "of C"
  end,
  number = function(x) return tostring(x) end,
  boolean = function(b) return tostring(b) end,
}

local function kind_of(value)
  local meta = debug.getmetatable(value)
  local name = type(value) ~= "string" and type(meta) == "table" and rawget(meta, "__name")
  return type(name) == "string" and name or type(value)
end

-- The names of the user's variables: what is in _G and was not there at the start, or is changed.
local function own_names()
  local names = {}
  for name, value in next, _G do
    if name ~= "arg" and not rawequal(core.standard[name], value) then names[#names + 1] = name end
  end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  return names
end

--- nn.who() prints the user's global variables: name, type, shape and bytes. A data set that was made
--- from another shares its samples, and counts them all the same.
function nn.who()
  local rows, widths = {}, { 0, 0, 0 }
  for i, name in ipairs(own_names()) do
    local value = rawget(_G, name)
    local kind = kind_of(value)
    local about = tell[kind] or tell[type(value)] or function() return "" end
    local shape, bytes = about(value)
    rows[i] = { tostring(name), kind, shape, bytes and bytes_text(bytes) or "" }
    for c = 1, 3 do widths[c] = math.max(widths[c], utf8.len(rows[i][c]) or #rows[i][c]) end
  end
  if #rows == 0 then print "no variables of yours yet" end
  for _, row in ipairs(rows) do
    for c = 1, 3 do row[c] = row[c] .. (" "):rep(widths[c] - (utf8.len(row[c]) or #row[c])) end
    print((table.concat(row, "  "):gsub("%s+$", "")))
  end
end

--- nn.reset() forgets the user's global variables, gives the standard ones their values back, and frees
--- the memory.
function nn.reset(...)
  if select("#", ...) > 0 then
    check.fail("reset: it forgets all variables and takes no arguments; for one of them there is x = nil")
  end
  for _, name in ipairs(own_names()) do rawset(_G, name, nil) end
  for name, value in next, core.standard do rawset(_G, name, value) end
  core.last = nil
  collectgarbage()
end
