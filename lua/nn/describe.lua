-- describe: any value as text for the prompt: describe(value, {width, paint}), describe.all(values, …).
-- Tables are walked raw, with next: looking at a value runs no code of its own but its __tostring, and
-- that protected. What is shown is bounded in depth, items and lines, what is walked in steps, so that
-- no value takes long or fills the screen.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local print_ = require "nn.print"
local metatable_of, function_info = debug.getmetatable, debug.getinfo

local DEPTH = 4        -- tables inside tables
local ITEMS = 40       -- entries of a list, and as many of the other keys
local LINES = 200      -- altogether
local STEPS = 200000   -- entries that are walked altogether, to sort and to count them
local FEW = 200        -- entries of any table that are walked all the same
local LONG_LIST = 10000 -- its numbers are not walked: the other keys are looked for behind them
local BYTES = 1000     -- of a string on its own
local INNER_BYTES = 200 -- of a string inside a table
local SPOKEN_BYTES = 100000 -- of what a value says of itself

local describe = {}

-- ---- text ---------------------------------------------------------------------------------------

local function width_of(text) return utf8.len(text) or #text end

local function plural(n, word) return ("%s %s%s"):format(print_.grouped(n), word, n == 1 and "" or "s") end

-- Cuts text to at most `most` bytes, between characters. Returns it, and how many bytes are gone.
local function cut(text, most)
  if #text <= most then return text, 0 end
  while most > 1 and text:find("^[\128-\191]", most + 1) do most = most - 1 end
  return text:sub(1, most), #text - most
end

local escapes = { ["\a"] = "\\a", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r",
  ["\t"] = "\\t", ["\v"] = "\\v" }

-- The character at `at` as it may be shown, and where the next one starts.
local function character(text, at)
  local c = text:sub(at, at)
  if c < "\128" then return escapes[c] or ("\\%03d"):format(c:byte()), at + 1 end
  if not utf8.len(text, at, at) then return ("\\%03d"):format(c:byte()), at + 1 end
  local code, after = utf8.codepoint(text, at), utf8.offset(text, 2, at)
  return color.is_hidden(code) and ("\\u{%X}"):format(code) or text:sub(at, after - 1), after
end

-- Text with everything escaped that would not show as it is, on one line.
local function escaped(text)
  local parts, at = {}, 1
  while at <= #text do
    local plain = text:match('^[^%c\128-\255]+', at)
    if plain then
      parts[#parts + 1], at = plain, at + #plain
    else
      parts[#parts + 1], at = character(text, at)
    end
  end
  return table.concat(parts)
end

local function quoted(text, most)
  local head, gone = cut(text, most)
  head = '"' .. escaped(head:gsub('["\\]', "\\%0")) .. '"'
  return gone > 0 and ("%s… %s more"):format(head, plural(gone, "byte")) or head
end

-- ---- functions ----------------------------------------------------------------------------------

-- Where functions with names are: loaded modules, and the methods of our own types.
local function name_places()
  local places = {}
  for kind, methods in next, core.kinds do places[kind .. ":"] = methods end
  for name, module in next, package.loaded do
    if type(name) == "string" and type(module) == "table" then
      places[name == "_G" and "" or name .. "."] = module
    end
  end
  return places
end

-- The name of every function in those places, the shortest where it has several.
local function named_functions()
  local names, steps = {}, 20000
  for prefix, place in next, name_places() do
    for name, value in next, place do
      steps = steps - 1
      if steps == 0 then return names end
      if type(value) == "function" and type(name) == "string" then
        local full, known = prefix .. name, names[value]
        if not known or #full < #known or #full == #known and full < known then names[value] = full end
      end
    end
  end
  return names
end

-- The entries of the documentation by canonical name; an empty table where there are none.
local function documentation()
  local ok, index = pcall(function() return require("nn.help").index() end)
  return ok and type(index) == "table" and index or {}
end

-- "function: nn.zeros(rows, cols)" where it is documented, else its name, if it has one, and its place.
local function function_text(show, f)
  show.names = show.names or named_functions()
  show.entries = show.entries or documentation()
  local name = show.names[f]
  local entry = name and show.entries[name]
  if entry and entry.signature then return "function: " .. entry.signature end
  local info = function_info(f, "S")
  local place = info.what == "C" and "C" or ("%s:%d"):format(info.short_src, info.linedefined)
  return ("function%s (%s)"):format(name and ": " .. name or "", place)
end

-- ---- values that are shown in one piece ---------------------------------------------------------

local function meta_field(value, name)
  local meta = metatable_of(value)
  if type(meta) == "table" then return rawget(meta, name) end
end

local function is_plain_table(value)
  return type(value) == "table" and meta_field(value, "__tostring") == nil
end

-- What a value says of itself, protected.
local function speech(value)
  local ok, text = pcall(tostring, value)
  if ok then return text end
  return ("<error in __tostring: %s>"):format(type(text) == "string" and text or check.what(text))
end

-- The same on one line, inside a table: what has several lines is called by its name.
local function short_speech(value)
  local ok, text = pcall(print_.brief, value)
  if ok and text then return text end
  local said, name = speech(value), meta_field(value, "__name")
  local first = said:match "^[^\n]*"
  if first == said then text = said
  else text = type(name) == "string" and name or first .. " …" end
  local head, gone = cut(text, INNER_BYTES)
  return escaped(head) .. (gone > 0 and "…" or "")
end

local roles = { ["nil"] = "constant", boolean = "constant", number = "number", string = "string" }

-- Anything but a plain table, on one line. Returns the text to show and its width.
local function leaf(show, value)
  local kind = type(value)
  local text
  if kind == "string" then text = quoted(value, INNER_BYTES)
  elseif kind == "function" then text = function_text(show, value)
  elseif kind == "table" or kind == "userdata" then
    text = show.said[value] or short_speech(value)
    show.said[value] = text
  else text = speech(value) end
  return show.paint(roles[kind] or "type", text), width_of(text)
end

-- ---- what of a table is shown -------------------------------------------------------------------

local ranks = { number = 1, string = 2, boolean = 3 }

-- Numbers first, then strings, false, true, and the others as they come.
local function comes_before(a, b)
  local rank, other = ranks[type(a)] or 4, ranks[type(b)] or 4
  if rank ~= other then return rank < other end
  if rank == 3 then return not a and b end
  return rank < 3 and a < b
end

-- Keeps the first ITEMS of all keys, in order.
local function keep(keys, key)
  local i = #keys + 1
  while i > 1 and comes_before(key, keys[i - 1]) do i = i - 1 end
  if i > ITEMS then return end
  table.insert(keys, i, key)
  keys[ITEMS + 1] = nil
end

-- The keys that are not of the list 1..n: the first in order, how many there are, whether all were seen.
local function other_keys(show, t, n)
  local keys, count, steps = {}, 0, 0
  local most = math.max(show.steps, FEW)
  local key = next(t, n > LONG_LIST and n or nil)
  while key ~= nil do
    if steps == most then break end
    steps = steps + 1
    if not (math.type(key) == "integer" and key >= 1 and key <= n) then
      count = count + 1
      keep(keys, key)
    end
    key = next(t, key)
  end
  show.steps = show.steps - steps
  return keys, count, key == nil
end

local keywords = {}
for word in ("and break do else elseif end false for function goto if in local nil not or repeat return "
  .. "then true until while"):gmatch "%a+" do
  keywords[word] = true
end

-- The text of a key and its width.
local function key_text(show, key)
  local text
  if type(key) == "string" and key:find "^[%a_][%w_]*$" and not keywords[key] and #key <= INNER_BYTES then
    text = key
  elseif is_plain_table(key) then text = ("[table: %p]"):format(key)
  elseif type(key) == "string" then text = "[" .. quoted(key, INNER_BYTES) .. "]"
  elseif type(key) == "function" then text = "[" .. function_text(show, key) .. "]"
  elseif type(key) == "table" or type(key) == "userdata" then text = "[" .. short_speech(key) .. "]"
  else text = "[" .. speech(key) .. "]" end
  return show.paint("key", text) .. " = ", width_of(text) + 3
end

local function more_text(count, all)
  return all and "… " .. print_.grouped(count) .. " more" or "… more"
end

-- What is shown of a table: a list of {value, key, before = how many entries stand before it} and
-- {more = text}, with total (of what was walked), all (whether that is everything) and numbers: how many
-- numbers the list part consists of, 0 if there is anything else in it.
local function scan(show, t)
  if show.scans[t] then return show.scans[t] end
  local n = rawlen(t)
  local keys, count, all = other_keys(show, t, n)
  local s = { total = n + count, all = all, numbers = math.min(n, ITEMS) }
  for i = 1, math.min(n, ITEMS) do
    s[i] = { value = rawget(t, i), before = i - 1 }
    if type(s[i].value) ~= "number" then s.numbers = 0 end
  end
  if n > ITEMS then s[#s + 1] = { more = more_text(n - ITEMS, true) } end
  for i, key in ipairs(keys) do
    s[#s + 1] = { value = rawget(t, key), key = key, before = n + i - 1 }
  end
  if count > #keys or not all then s[#s + 1] = { more = more_text(count - #keys, all) } end
  show.scans[t] = s
  return s
end

-- ---- layout -------------------------------------------------------------------------------------

local flat

-- An entry of a table on one line of at most `room` columns, and its width; nil if it is wider.
local function flat_entry(show, entry, depth, room)
  if entry.more then return show.paint("dim", entry.more), width_of(entry.more) end
  local key, used = "", 0
  if entry.key ~= nil then key, used = key_text(show, entry.key) end
  local text, width = flat(show, entry.value, depth, room - used)
  if text then return key .. text, used + width end
end

-- What stands instead of a table's entries, or nil if they are to be shown; its name, if it has one.
local function instead(show, t, depth)
  local name = meta_field(t, "__name")
  name = type(name) == "string" and escaped((cut(name, INNER_BYTES))) .. " " or ""
  if show.path[t] then return "<cycle>", name end
  if rawequal(t, core.nn) then -- it holds what happens to be loaded
    return depth == 1 and 'the library nn: help "nn" lists it' or "nn {…}", name
  end
  if #scan(show, t) == 0 then return name .. "{}", name end
  if depth > DEPTH then return name .. "{…}", name end
  return nil, name
end

local function painted_name(show, name) return name == "" and "" or show.paint("type", name) end

-- A value on one line of at most `room` columns, and its width; nil if it is wider.
function flat(show, value, depth, room)
  if not is_plain_table(value) then
    local text, width = leaf(show, value)
    if width <= room then return text, width end
    return nil
  end
  local text, name = instead(show, value, depth)
  if text then
    if width_of(text) > room then return nil end
    return show.paint("dim", text), width_of(text)
  end
  show.path[value] = true
  local parts, used = {}, width_of(name) + 2
  for _, entry in ipairs(scan(show, value)) do
    if #parts > 0 then used = used + 2 end
    local part, width = flat_entry(show, entry, depth + 1, room - used)
    used = used + (width or 0)
    if not part or used > room then
      show.path[value] = nil
      return nil
    end
    parts[#parts + 1] = part
  end
  show.path[value] = nil
  return painted_name(show, name) .. "{" .. table.concat(parts, ", ") .. "}", used
end

-- The first `count` entries, all numbers, on lines filled to the width.
local function add_numbers(show, entries, count, indent)
  local margin = (" "):rep(indent)
  local line, used = margin, indent
  for i = 1, count do
    local text, width = leaf(show, entries[i].value)
    if used > indent and used + width + 2 > show.width then
      show.lines[#show.lines + 1] = line
      line, used = margin, indent
    end
    if used > indent then line, used = line .. " ", used + 1 end
    line, used = line .. text .. ",", used + width + 1
  end
  show.lines[#show.lines + 1] = line
end

local add

-- The entries of a table, each on a line of its own or on several.
local function add_entries(show, t, depth, indent)
  local entries, margin = scan(show, t), (" "):rep(indent)
  if entries.numbers > 0 then add_numbers(show, entries, entries.numbers, indent) end
  for i = entries.numbers + 1, #entries do
    local entry = entries[i]
    local more = entry.more
    if not more and #show.lines >= LINES then more = more_text(entries.total - entry.before, entries.all) end
    if more then
      show.lines[#show.lines + 1] = margin .. show.paint("dim", more)
      if not entry.more then return end
    else
      local key, width = "", 0
      if entry.key ~= nil then key, width = key_text(show, entry.key) end
      add(show, entry.value, depth, indent, margin .. key, indent + width, ",")
    end
  end
end

-- Adds a value's lines, the first after `before`, which is `used` columns wide, the last before `after`.
function add(show, value, depth, indent, before, used, after)
  local lines = show.lines
  local text = flat(show, value, depth, show.width - used - #after)
  local name
  if not text and is_plain_table(value) then
    text, name = instead(show, value, depth)
  elseif not text then
    text = leaf(show, value)
  end
  if text then
    lines[#lines + 1] = before .. text .. after
    return
  end
  show.path[value] = true
  lines[#lines + 1] = before .. painted_name(show, name) .. "{"
  add_entries(show, value, depth + 1, indent + 2)
  lines[#lines + 1] = (" "):rep(indent) .. "}" .. after
  show.path[value] = nil
end

-- ---- whole values -------------------------------------------------------------------------------

-- Text of several lines, as long as it may be.
local function limited(show, whole)
  local lines, text, gone = show.lines, cut(whole, SPOKEN_BYTES)
  for line, at in text:gmatch "([^\n]*)()" do
    if #lines >= LINES then
      local _, left = whole:sub(at):gsub("\n", "")
      lines[#lines + 1] = show.paint("dim", ("… %s more"):format(plural(left + 1, "line")))
      return
    end
    lines[#lines + 1] = line
  end
  if gone > 0 then lines[#lines + 1] = show.paint("dim", ("… %s more"):format(plural(gone, "byte"))) end
end

-- A matrix as wide as may be, and what else speaks for itself.
local function whole_text(show, value)
  if metatable_of(value) == core.matrix_meta then return print_.matrix(value, show.width) end
  return speech(value)
end

-- A list of nothing but matrices, as n:activations gives it, whose entries are shown whole.
local function is_list_of_matrices(show, t)
  local entries = scan(show, t)
  for _, entry in ipairs(entries) do
    if entry.key ~= nil or not entry.more and metatable_of(entry.value) ~= core.matrix_meta then
      return false
    end
  end
  return #entries > 0
end

local function add_matrices(show, t)
  for i, entry in ipairs(scan(show, t)) do
    limited(show, entry.more or show.paint("key", ("[%d]"):format(i)) .. " " .. whole_text(show, entry.value))
  end
end

local function add_whole(show, value)
  if type(value) == "string" then
    show.lines[#show.lines + 1] = show.paint("string", quoted(value, BYTES))
  elseif type(value) == "userdata" or type(value) == "table" and not is_plain_table(value) then
    limited(show, whole_text(show, value))
  elseif type(value) == "table" and is_list_of_matrices(show, value) then
    add_matrices(show, value)
  else
    add(show, value, 1, 0, "", 0, "")
  end
end

local function as_it_is(_, text) return text end

-- What one call knows: the options, the lines so far, the tables it is inside of, and what it has seen.
local function new(options)
  options = options or {}
  local paint = options.paint
  if type(paint) ~= "function" then paint = paint and color.paint or as_it_is end
  return { width = math.max(options.width or core.columns(1), 10), paint = paint, lines = {}, path = {},
    scans = {}, said = {}, steps = STEPS }
end

--- Several values, packed by table.pack, each on its own line or lines.
function describe.all(values, options)
  local show, n = new(options), values.n or #values
  for i = 1, n do
    if i > ITEMS then
      show.lines[#show.lines + 1] = show.paint("dim", more_text(n - ITEMS, true))
      break
    end
    add_whole(show, values[i])
  end
  return table.concat(show.lines, "\n")
end

--- describe(value, {width = columns, paint = whether in colours, or a function(role, text)}) -> text
return setmetatable(describe, {
  __call = function(_, value, options) return describe.all({ value, n = 1 }, options) end,
})
