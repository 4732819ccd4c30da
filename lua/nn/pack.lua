-- pack: values as a string and back, bit for bit: nil, booleans, numbers, strings, matrices, and tables of
-- these. For nn.parallel, whose results come through a pipe. Nothing that is read is ever run.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local pack = {}

local AT_ONCE = 200 -- numbers a call of string.pack
local DEEPEST = 100 -- tables inside of tables

-- Every value is a letter and what belongs to it.
local writers = {}

function writers.boolean(out, value) out[#out + 1] = value and "t" or "f" end
writers["nil"] = function(out) out[#out + 1] = "n" end
function writers.string(out, value) out[#out + 1] = ("<c1s8"):pack("s", value) end

function writers.number(out, value)
  out[#out + 1] = math.type(value) == "integer" and ("<c1i8"):pack("i", value) or ("<c1d"):pack("d", value)
end

function writers.matrix(out, m)
  out[#out + 1] = ("<c1I8I8"):pack("m", m.rows, m.cols)
  local numbers = m:flatten():totable()
  for i = 1, #numbers, AT_ONCE do
    local last = math.min(#numbers, i + AT_ONCE - 1)
    out[#out + 1] = ("<" .. ("d"):rep(last - i + 1)):pack(table.unpack(numbers, i, last))
  end
end

local write

-- How the value of a key is called in a message: .loss, [3].
local function step(key)
  if type(key) == "string" then return "." .. key end
  return ("[%s]"):format(tostring(key))
end

-- A history keeps its looks; other metatables stay behind.
function writers.table(out, t, path, above)
  if above[t] then error(path .. " is a table that holds itself", 0) end
  if #above >= DEEPEST then error(("%s is deeper than %d tables"):format(path, DEEPEST), 0) end
  above[t], above[#above + 1] = true, t
  local count = 0
  for _ in next, t do count = count + 1 end
  local history = getmetatable(t) == package.loaded["nn.history"] and getmetatable(t)
  out[#out + 1] = ("<c1I8"):pack(history and "h" or "{", count)
  for key, value in next, t do
    write(out, key, "a key of " .. path, above)
    write(out, value, path .. step(key), above)
  end
  above[t], above[#above] = nil, nil
end

-- path says where the value is, for messages; above holds the tables that it is in.
function write(out, value, path, above)
  local kind = check.kind "matrix" (value) and type(value) or "matrix"
  if not writers[kind] then
    local hint = kind == "userdata" and "; give its numbers, or save it to a file" or ""
    error(("%s is %s, and only nil, booleans, numbers, strings, matrices and tables of these can be given%s")
      :format(path, check.what(value), hint), 0)
  end
  writers[kind](out, value, path, above)
end

--- The value as a string. Raises, with what cannot be packed and where it is: `name` is the whole.
function pack.pack(value, name)
  local out = {}
  write(out, value, name or "the value", {})
  return table.concat(out)
end

-- Each reader gets the text and where to read on, and returns a value and where that ends.
local readers = {}

function readers.n(_, at) return nil, at end
function readers.t(_, at) return true, at end
function readers.f(_, at) return false, at end
function readers.i(text, at) return ("<i8"):unpack(text, at) end
function readers.d(text, at) return ("<d"):unpack(text, at) end
function readers.s(text, at) return ("<s8"):unpack(text, at) end

local function read(text, at)
  local reader = readers[text:sub(at, at)]
  if not reader then error("damaged", 0) end
  return reader(text, at + 1)
end

function readers.m(text, at)
  local rows, cols, from = ("<I8I8"):unpack(text, at)
  local numbers = {}
  for i = 1, rows * cols, AT_ONCE do
    local count = math.min(rows * cols - i + 1, AT_ONCE)
    local part = { ("<" .. ("d"):rep(count)):unpack(text, from) }
    from = part[count + 1]
    table.move(part, 1, count, i, numbers)
  end
  return nn.matrix(numbers):reshape(rows, cols), from
end

readers["{"] = function(text, at)
  local t, count, from = {}, ("<I8"):unpack(text, at)
  for _ = 1, count do
    local key, value
    key, from = read(text, from)
    value, from = read(text, from)
    t[key] = value
  end
  return t, from
end

function readers.h(text, at)
  local t, after = readers["{"](text, at)
  return setmetatable(t, require "nn.history"), after
end

--- The value of a string that pack.pack made. Raises when it is cut or damaged.
function pack.unpack(text)
  local ok, value, after = pcall(read, text, 1)
  if not ok or after ~= #text + 1 then error("the packed value is damaged", 0) end
  return value
end

return pack
