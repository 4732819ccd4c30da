-- fault: an error at the prompt, as its reader needs it: the message first, then the line of source with
-- a caret where the place is known, then the calls that led there, without the prompt's own.

local core = require "nn.core"
local _ENV = core.standard -- luacheck: ignore _ENV

local check = require "nn.check"
local color = require "nn.color"
local complete = require "nn.complete"
local describe = require "nn.describe"
local scan = require "nn.scan"

local fault = {}
fault.__index = fault

local MOST_FRAMES = 8

--- The message handler: keeps the error value and the Lua calls that are under way, innermost first.
function fault.handler(value)
  local frames = {}
  for level = 2, 200 do
    local info = debug.getinfo(level, "Slnt")
    if not info then break end
    if info.what ~= "C" and not info.source:find "^=nn:" then
      frames[#frames + 1] = { source = info.source, short = info.short_src, line = info.currentline,
        name = info.name, what = info.what }
    end
  end
  return setmetatable({ value = value, frames = frames }, fault)
end

-- The line of a chunk's source: from `texts`, what was typed, or from its file.
local function source_line(texts, source, line)
  local text = texts[source]
  if text then
    local n = 0
    for each in (text .. "\n"):gmatch "(.-)\n" do
      n = n + 1
      if n == line then return each end
    end
  elseif source:sub(1, 1) == "@" then
    local file <close> = io.open(source:sub(2), "rb")
    local n = 0
    for each in file and file:lines() or function() end do
      n = n + 1
      if n == line then return each end
    end
  end
end

-- Where `word` stands in the line, if it stands there once, as a word of its own.
local function place_of(line, word)
  local pattern = word:gsub("%p", "%%%0")
  if word:find "^[%w_]" then pattern = "%f[%w_]" .. pattern end
  if word:find "[%w_]$" then pattern = pattern .. "%f[^%w_]" end
  local at, last = line:find(pattern)
  if at and not line:find(pattern, last + 1) then return at end
end

-- What a message says about its place: a variable's name, a token, or the function that speaks.
local function caret_of(message, line)
  local byte = message:match "near '<\\(%d+)>'$"
  if byte then return (line:find(string.char(tonumber(byte)), 1, true)) end
  local word = message:match "%((%a+ '[^']+')%)$" or message:match "(near '.+')$"
  word = word and word:match "'(.+)'$" or message:match "variable '([^']+)'" or message:match "^([%w_]+):"
  if message:find "near <eof>$" then return #line + 1 end
  return word and place_of(line, word)
end

-- The name that was probably meant by a member that the value of the path has not.
local function near_member(path, name)
  local value, found = complete.resolve(path)
  local near = found and value ~= nil and check.nearest(name, complete.members(value))
  if near ~= name then return near end -- else it is there, and holds nil
end

-- For a call of a method or field that is nil: the name that was probably meant, from the value that
-- stands before it in the line.
local function near_name(message, line)
  local kind, name = message:match "nil value %((%a+) '([^']+)'%)$"
  if not line or kind ~= "method" and kind ~= "field" then return end
  local path = line:match("([%a_][%w_%.]*)%s*[%.:]%s*" .. name:gsub("%p", "%%%0"))
  return path and near_member(path, name)
end

-- Does the expression end in a call?
local function is_call(text)
  local r = scan.read(text .. "\n") -- the line's end ends a comment too
  local last = r.kinds[r.count] == "string" and r.count or r.match[r.count]
  return last ~= nil and r.words[last] ~= "[" and scan.ends_prefix(r, last - 1)
end

--- What the prompt shows of an expression that is nil: with the nearest name, if it is a field that the
--- value before it has not. Nothing for a call.
function fault.nil_text(text)
  if is_call(text) then return end
  local path, name = text:match "([%a_][%w_.%[%]]*)%s*%.%s*([%a_][%w_]*)%s*$"
  local near = path and near_member(path, name)
  return near and ("nil: there is no '%s', did you mean '%s'?"):format(name, near) or "nil"
end

-- A method that was called with a dot, so that its object is missing: how the call is written.
local function with_colon(message, line)
  local name, kind = message:match "^([%a_][%w_]*): an? (.-) was expected, got "
  local path = name and line and line:match("%f[%w_]([%a_][%w_.%[%]]*)%." .. name .. "%f[^%w_]")
  local value = path and complete.resolve(path)
  if type(value) ~= "userdata" or rawget(debug.getmetatable(value) or {}, "__name") ~= kind then return end
  for _, each in ipairs(complete.members(value)) do
    if each == name then return ("; did you mean %s:%s, with a colon?"):format(path, name) end
  end
end

-- What other languages write: where the parser stumbles, how the line looks, and what Lua writes instead,
-- $1 being the pattern's first capture.
local habits = {
  { "near '!'$", "!=", 'Lua writes ~= for "is not"' },
  { "near '[+*/%-]'$", "([%a_][%w_.]*)%s*([+*/%-])=%s*([%w_.]+)%s*$", "Lua writes $1 = $1 $2 $3" },
  { "near '[+*/%-]'$", "([%a_][%w_.]*)%s*([+*/%-])=", "Lua writes $1 = $1 $2 …" },
  { "near '%+'$", "([%a_][%w_.]*)%s*%+%+", "Lua writes $1 = $1 + 1" },
  { "near '%+'$", "%+%+%s*([%a_][%w_.]*)", "Lua writes $1 = $1 + 1" },
  { "^'then' expected near '='$", "=", "= assigns, == compares" },
  { "^'do' expected near '='$", "=", "= assigns, == compares" },
}

local function habit(message, line)
  for _, each in ipairs(line and habits or {}) do
    local words = message:find(each[1]) and { line:match(each[2]) }
    if words and words[1] then
      return "; " .. each[3]:gsub("%$(%d)", function(i) return words[tonumber(i)] end)
    end
  end
end

-- The index behind a matrix's last gives nil, so that ipairs ends, and Lua tells of the nil: in its place
-- what the matrix says of all other indices. Else the message as it is.
local function with_row(message, line)
  if not line or not message:find "^attempt to index a nil value %(field '[^']*'%)$" then return message end
  for path, index in line:gmatch "%f[%w_]([%a_][%w_.]*)%[([%w_.]+)%]%s*[.:%[]" do
    local value, row = complete.resolve(path), math.tointeger(tonumber(index) or complete.resolve(index))
    if row and debug.getmetatable(value) == core.matrix_meta and row == value.rows + 1 then
      return ("matrix index %d is out of range: a %dx%d matrix has %d row%s"):format(row, value.rows,
        value.cols, value.rows, value.rows == 1 and "" or "s")
    end
  end
  return message
end

-- The text with lines that fit the terminal, where words allow.
local function wrapped(text)
  local most, out = core.columns(2), {}
  for line in (text .. "\n"):gmatch "(.-)\n" do
    if (utf8.len(line) or #line) <= most then
      out[#out + 1] = line
    else
      out[#out + 1] = table.concat(require("nn.help").wrapped(line, most - 2), "\n  ")
    end
  end
  return table.concat(out, "\n")
end

local function frame_text(frame)
  local name = frame.name and ("in '%s', "):format(frame.name) or ""
  return ("  %s%s, line %d"):format(name, frame.short, frame.line)
end

-- The calls as lines, the innermost first; of a recursion one line says how often.
local function frames_folded(frames)
  local lines, counts = {}, {}
  for _, frame in ipairs(frames) do
    local text = frame_text(frame)
    if lines[#lines] ~= text then lines[#lines + 1] = text end
    counts[#lines] = (counts[#lines] or 0) + 1
  end
  for i, n in ipairs(counts) do
    if n > 1 then lines[i] = ("%s (%d times)"):format(lines[i], n) end
  end
  return lines
end

-- The same; many are elided in the middle.
local function frames_text(frames)
  local all, lines, half = frames_folded(frames), {}, MOST_FRAMES // 2
  for i, text in ipairs(all) do
    if #all <= MOST_FRAMES or i <= half or i > #all - half then
      lines[#lines + 1] = text
    elseif i == half + 1 then
      lines[#lines + 1] = ("  … %d more"):format(#all - 2 * half)
    end
  end
  return lines
end

local function message_of(value)
  if type(value) == "string" then return value end
  local meta = debug.getmetatable(value)
  if type(meta) == "table" and rawget(meta, "__tostring") then
    local good, text = pcall(tostring, value)
    if good and type(text) == "string" then return text end
  end
  return "error object: " .. describe(value, { width = 100 })
end

-- The message without its place, the place, and its line of source. The place is a call that is under
-- way, or only in the message: of the parser, or of an error that came through another coroutine.
local function placed(message, frames, texts)
  for _, frame in ipairs(frames) do
    local prefix = ("%s:%d: "):format(frame.short, frame.line)
    if message:sub(1, #prefix) == prefix then
      local inner, place, line = placed(message:sub(#prefix + 1), {}, texts)
      return inner, place or frame, line or source_line(texts, frame.source, frame.line)
    end
  end
  local short, number, rest = message:match "^([^\n:]+):(%d+): (.*)$"
  if not short then return message end
  local place = { short = short, line = tonumber(number), alone = true }
  place.source = (texts["=" .. short] and "=" or "@") .. short
  local line = source_line(texts, place.source, place.line)
  if line then return rest, place, line end
  return message
end

-- A local variable ends with its entry, which those who come from a script do not expect.
local function was_local(message, texts)
  local name = message:match "^there is no variable '([%a_][%w_]*)'$"
  if not name then return "" end
  for _, text in next, texts do
    if text:find("%f[%w_]local%f[^%w_][%s%w_,]*%f[%w_]" .. name .. "%f[^%w_]") then
      return "; a local one ends with the entry that makes it"
    end
  end
  return ""
end

-- What follows the message: what was probably meant.
local function advice(message, line, texts)
  local near = near_name(message, line)
  return near and (", did you mean '%s'?"):format(near) or with_colon(message, line) or habit(message, line)
    or was_local(message, texts)
end

--- A fault (or whatever else came out of a failed call) as text for the terminal. `texts` maps the
--- names of typed chunks to what was typed; `latest` is the last of them, if one runs.
function fault.text(self, texts)
  if getmetatable(self) ~= fault then self = { value = self, frames = {} } end
  local message, at, line = placed(message_of(self.value), self.frames, texts)
  if not line and #self.frames == 0 and texts.latest then -- a typed call that took the place of its line
    line = source_line(texts, texts.latest, 1)
    if texts[texts.latest] ~= line then line = nil end
  end
  message = with_row(message, line)
  local out = { color.paint("error", wrapped(message .. advice(message, line, texts)), 2) }
  if line then
    local shown = line:gsub("^%s+", ""):gsub("\t", " ")
    local caret = caret_of(message:gsub(", did you mean '[^']+'%?$", ""), shown)
    out[#out + 1] = "  " .. shown
    if caret then
      local before = utf8.len(shown, 1, caret - 1) or caret - 1
      out[#out + 1] = "  " .. (" "):rep(before) .. color.paint("error", "^", 2)
    end
  end
  local frames = self.frames
  if at and at.alone and not texts[at.source] then frames = { at, table.unpack(frames) } end
  if #frames > 1 or #frames == 1 and not texts[frames[1].source] then
    for _, text in ipairs(frames_text(frames)) do out[#out + 1] = color.paint("dim", text, 2) end
  end
  return table.concat(out, "\n")
end

return fault
