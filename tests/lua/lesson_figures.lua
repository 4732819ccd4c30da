--[[ lesson_figures: what a lesson returns beside what the catalogue says (tests/ref/lessons and
lessons_full). A file there is a table: [id] = { field = expected }, where expected is a number as the
catalogue prints it, { case, key, … } of tests/ref/reference.json, a table of such, or, as the field `says`,
words that the lesson prints. ]]

local lu = require "luaunit"
local cjson = require "cjson"
local child = require "child"

local lesson_figures = {}

local reference = {}
for _, case in ipairs(cjson.decode(child.read "tests/ref/reference.json").cases) do
  reference[case.id] = case
end

-- What a matrix or a list is, as nested lists.
local function plain(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "matrix" and value:totable() or value
end

--- {case, key, …} of reference.json, or the value itself; and how exactly it holds, else `tolerance`.
function lesson_figures.looked_up(where, value, tolerance)
  local case = type(value) == "table" and reference[value[1]]
  if not case then return value, tolerance end
  local found = case.expected
  for i = 2, #value do
    found = found[tonumber(value[i]) or value[i]] or found[value[i]]
    lu.assertNotNil(found, where .. ": no " .. table.concat(value, ".") .. " in reference.json")
  end
  return found, case.tolerance or 1e-9
end

-- How far a number may be from one of six digits; whole numbers are counted, and exact.
local function of_six_digits(expected)
  if math.type(expected) == "integer" then return 1e-5 end
  return 5e-6 * math.max(1, 2 * math.abs(expected))
end

-- Those of reference.json hold within the case's own tolerance: the largest absolute difference, or a list.
local function compare(where, expected, actual, tolerance)
  expected, tolerance = lesson_figures.looked_up(where, expected, tolerance)
  if type(expected) == "table" then
    lu.assertIsTable(actual, where)
    for key, value in pairs(expected) do
      local of_this = type(tolerance) == "table" and (tolerance[key] or 0) or tolerance
      compare(where .. "." .. tostring(key), value, plain(actual[key]), of_this)
    end
  elseif type(expected) == "number" then
    lu.assertIsNumber(actual, where)
    tolerance = tolerance or of_six_digits(expected)
    lu.assertTrue(math.abs(expected - actual) <= tolerance + 1e-12 * math.abs(expected),
      ("%s: %.15g, expected %.15g"):format(where, actual, expected))
  else
    lu.assertEquals(actual, expected, where)
  end
end

--- Runs the lesson, with further words of its command line, and compares its figures with those of the file.
function lesson_figures.check(name, path, ...)
  local figures = assert(loadfile("scripts/" .. name .. ".lua"))("--quiet", ...)
  lu.assertIsTable(figures, name .. " returns its figures")
  for id, fields in pairs(dofile(path)) do
    for field, expected in pairs(fields) do
      if field ~= "says" then
        lu.assertIsTable(figures[id], name .. " has figures of " .. id)
        compare(("%s: %s.%s"):format(name, id, field), expected, plain(figures[id][field]))
      end
    end
  end
end

return lesson_figures
