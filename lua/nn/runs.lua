-- runs: a table of finished runs in a CSV file, to which each is added as soon as it is over: what was
-- stopped goes on from there. Lines are read and written whole; one that was cut is none.

local core = require "nn.core"
local check = require "nn.check"

local runs = {}

-- ---- values as text ------------------------------------------------------------------------------------

--- A number as the shortest text that is read as the same number.
local function number_text(x)
  if x ~= x then return "nan" end
  if x == math.huge then return "inf" elseif x == -math.huge then return "-inf" end
  if math.type(x) == "integer" then return tostring(x) end
  local text = ("%.15g"):format(x)
  if tonumber(text) ~= x then text = ("%.17g"):format(x) end
  return text
end

--- A value as it is shown and kept: 0.1, relu, true; the parts of a list with spaces between.
function runs.text(value)
  if type(value) == "number" then return number_text(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for i, part in ipairs(value) do parts[i] = runs.text(part) end
  return table.concat(parts, " ")
end

local words = { nan = 0 / 0, inf = math.huge, ["-inf"] = -math.huge }

--- The number that a field of a line says, or nil.
function runs.number(field) return words[field] or tonumber(field) end

-- ---- lines ---------------------------------------------------------------------------------------------

--- A line of fields: text with a comma or a quotation mark is quoted.
function runs.line(fields)
  local list = {}
  for i, field in ipairs(fields) do
    list[i] = field:find '[,"]' and '"' .. field:gsub('"', '""') .. '"' or field
  end
  return table.concat(list, ",") .. "\n"
end

--- The fields of a line, as text.
function runs.fields(line)
  local fields, at, text = {}, 1, line:gsub("\r?\n$", "") .. ","
  while at <= #text do
    local quoted, after = text:match('^"(.-)",()', at)
    while quoted and select(2, quoted:gsub('"', "")) % 2 == 1 do -- a comma inside
      local more, later = text:match('^(.-)",()', after)
      if not more then break end
      quoted, after = quoted .. '",' .. more, later
    end
    if quoted then
      fields[#fields + 1] = quoted:gsub('""', '"')
    else
      fields[#fields + 1], after = text:match("^([^,]*),()", at)
    end
    at = after
  end
  return fields
end

local ENOENT <const> = 2 -- "no such file or directory", the same number wherever there is a C library

--- The whole lines of a file, each with its newline; none of a file that is not there. No more is read than
--- the file's size, which devices do not have: some of them never end.
function runs.read(path)
  local file <close>, why, code = io.open(path, "r+") -- to write too, so that a pipe needs no other end
  if code == ENOENT then return {} end
  local size = file and file:seek "end"
  if file and not size then check.fail("%s is no file in which anything can be kept", path) end
  local text = ""
  if file and size > 0 then
    file:seek "set"
    text, why = file:read(size)
  end
  if not file or not text then check.fail("%s cannot be read and written: %s", path, why) end
  local lines = {}
  for line in text:gmatch "[^\n]*\n" do lines[#lines + 1] = line end
  return lines
end

--- Replaces a file by these lines: the old one is there until the new one is whole.
function runs.write(path, lines) core.write_file(path, table.concat(lines)) end

return runs
