-- runs: a table of finished runs in a CSV file, to which each is added as soon as it is over: what was
-- stopped goes on from there. Lines are read and written whole; one that was cut is none.

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

--- The whole lines of a file, each with its newline; none of a file that is not there.
function runs.read(path)
  local lines, file <close> = {}, io.open(path)
  for line in file and file:lines "L" or function() end do
    if line:sub(-1) == "\n" then lines[#lines + 1] = line end
  end
  return lines
end

--- Replaces a file by these lines: the old one is there until the new one is whole.
function runs.write(path, lines)
  local part = path .. ".part"
  local file, message = io.open(part, "w")
  if not file then check.fail("%s cannot be written: %s", path, message) end
  local good, why = file:write(table.concat(lines))
  good = file:close() and good
  if good then good, why = os.rename(part, path) end
  if not good then check.fail("%s cannot be written: %s", path, why) end
end

return runs
