-- Every lesson: its figures against the catalogue (tests/ref/lessons) and reference.json, its text piped and
-- under TERM=dumb, its shape.

local lu = require "luaunit"
local cjson = require "cjson"
local child = require "child"

local reference = {}
for _, case in ipairs(cjson.decode(child.read "tests/ref/reference.json").cases) do
  reference[case.id] = case
end

-- The lessons, by the files of what they must show.
local lessons = {}
for path in child.shell("ls tests/ref/lessons/*.lua"):gmatch "[^\n]+" do
  lessons[#lessons + 1] = path:match "([%w_]+)%.lua$"
end

TestLessons = {}

-- What a matrix or a list is, as nested lists.
local function plain(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "matrix" and value:totable() or value
end

local SIX = 5e-6 -- what six digits of a number near 1 leave open; of larger ones as large a part

-- {case, key, …} of reference.json, or the value itself; and how exactly it holds, else `tolerance`.
local function looked_up(where, value, tolerance)
  local case = type(value) == "table" and reference[value[1]]
  if not case then return value, tolerance end
  local found = case.expected
  for i = 2, #value do
    found = found[tonumber(value[i]) or value[i]] or found[value[i]]
    lu.assertNotNil(found, where .. ": no " .. table.concat(value, ".") .. " in reference.json")
  end
  return found, case.tolerance or 1e-9
end

-- Six digits, as the catalogue prints numbers; those of reference.json within the case's own tolerance,
-- the largest absolute difference, or a list of these.
local function compare(where, expected, actual, tolerance)
  expected, tolerance = looked_up(where, expected, tolerance)
  if type(expected) == "table" then
    lu.assertIsTable(actual, where)
    for key, value in pairs(expected) do
      local of_this = type(tolerance) == "table" and (tolerance[key] or 0) or tolerance
      compare(where .. "." .. tostring(key), value, plain(actual[key]), of_this)
    end
    return
  end
  if type(expected) == "number" then
    lu.assertIsNumber(actual, where)
    local far = math.abs(expected - actual)
    if tolerance == SIX then tolerance = SIX * math.max(1, 2 * math.abs(expected)) end
    lu.assertTrue(far <= tolerance + 1e-12 * math.abs(expected),
      ("%s: %.15g, expected %.15g"):format(where, actual, expected))
  else
    lu.assertEquals(actual, expected, where)
  end
end

local function check_figures(name)
  local figures = assert(loadfile("scripts/" .. name .. ".lua"))("--quiet")
  lu.assertIsTable(figures, name .. " returns its figures")
  for id, fields in pairs(dofile("tests/ref/lessons/" .. name .. ".lua")) do
    for field, value in pairs(fields) do
      if field ~= "says" then -- words: see check_text
        lu.assertIsTable(figures[id], name .. " has figures of " .. id)
        local where = ("%s: %s.%s"):format(name, id, field)
        compare(where, value, plain(figures[id][field]), SIX)
      end
    end
  end
end

local function check_text(name)
  for _, environment in ipairs { "", "TERM=dumb" } do
    local text, status = child.shell(("%s %s scripts/%s.lua 2>&1 </dev/null"):format(environment,
      child.quote(child.program()), name))
    lu.assertEquals(status, 0, name .. ":\n" .. text)
    lu.assertNotStrContains(text, "\27", false, name)
    for line in text:gmatch "[^\n]+" do lu.assertTrue((utf8.len(line) or 999) <= 80, name .. ": " .. line) end
    local joined = text:gsub("%s+", " ")
    for id, fields in pairs(dofile("tests/ref/lessons/" .. name .. ".lua")) do
      if fields.says then lu.assertStrContains(joined, fields.says, false, false, name .. " " .. id) end
    end
    lu.assertStrContains(text, "To try:")
  end
end

-- Three lines at the head, what the lesson needs, and an end.
local function check_shape(name)
  local source = child.read("scripts/" .. name .. ".lua")
  lu.assertStrContains(source, "-- You will see: ")
  lu.assertTrue(source:find "\n%-%- Goes with: " ~= nil, name)
  lu.assertTrue(source:find "\n%-%- Runs: " ~= nil, name)
  lu.assertTrue(source:find "\nreturn figures\n$" ~= nil, name)
end

for _, name in ipairs(lessons) do
  TestLessons["test_" .. name] = function()
    check_shape(name)
    check_figures(name)
    check_text(name)
  end
end

-- ---- every row of the catalogue ------------------------------------------------------------------------

-- The rows in order, and where each is taught: [id] = list of lessons, or { "README" } or { "later" }.
local function catalogue()
  local rows, taught = {}, {}
  for line in io.lines "tests/ref/lesson_ids.txt" do
    local id, names = line:match "^(%u%-%d+) +(.+)$"
    if id then
      lu.assertNil(taught[id], id .. " is listed twice")
      rows[#rows + 1], taught[id] = id, {}
      for name in names:gmatch "%S+" do table.insert(taught[id], name) end
    end
  end
  return rows, taught
end

-- How many numbers and words an expected value consists of.
local function count(value)
  if type(value) == "number" then return 1 end
  if type(value) ~= "table" then return type(value) == "string" and value:find "%w%w%w" and 1 or 0 end
  local sum = 0
  for _, part in pairs(value) do sum = sum + count(part) end
  return sum
end

-- How much a lesson's files compare for a row, here and, with all of MNIST, in test_lessons_full.lua.
local function compared(name, id)
  local sum = 0
  for _, folder in ipairs { "lessons", "lessons_full" } do
    local file = loadfile(("tests/ref/%s/%s.lua"):format(folder, name))
    for field, value in pairs(file and file()[id] or {}) do
      sum = sum + count((looked_up(id .. "." .. tostring(field), value)))
    end
  end
  return sum
end

function TestLessons.test_the_list_is_whole()
  local rows, taught = catalogue()
  lu.assertEquals(#rows, 184)
  local last = {}
  for _, id in ipairs(rows) do
    local letter, number = id:match "(%u)%-(%d+)"
    lu.assertEquals(tonumber(number), (last[letter] or 0) + 1, id) -- no gap
    last[letter] = tonumber(number)
  end
  lu.assertEquals(taught["X-6"], { "later" })
  lu.assertEquals(taught["Y-8"], { "README" })
end

function TestLessons.test_every_row_is_compared()
  local rows, taught = catalogue()
  local missing = {}
  for _, id in ipairs(rows) do
    for _, name in ipairs(taught[id]) do
      if name == "README" then
        local text = child.read "scripts/README.md"
        for _, words in ipairs { "Tariq Rashid", "Make Your Own Neural Network", "2016" } do
          lu.assertStrContains(text, words)
        end
      elseif name ~= "later" and compared(name, id) == 0 then
        missing[#missing + 1] = id .. " in " .. name
      end
    end
  end
  lu.assertEquals(table.concat(missing, ", "), "")
end

-- What is expected stands in tests/ref as numbers and words, at most in a loop or only with MNIST: a file
-- there that called anything else, or a lesson that read tests/ref, could compare a figure with itself.
function TestLessons.test_what_is_expected_is_literal()
  local _, taught = catalogue()
  local files = child.shell "ls tests/ref/lessons/*.lua tests/ref/lessons_full/*.lua"
  for path in files:gmatch "[^\n]+" do
    local globals = { ipairs = ipairs, pairs = pairs, nn = { data = { find = nn.data.find } } }
    local good, rows = pcall(assert(loadfile(path, "t", globals)))
    lu.assertTrue(good, ("%s is more than literals: %s"):format(path, rows))
    for id in pairs(rows) do lu.assertNotNil(taught[id], ("%s: there is no row %s"):format(path, id)) end
    local source = child.read("scripts/" .. path:match "([%w_]+%.lua)$")
    lu.assertNotStrContains(source, "tests/")
    lu.assertNotStrContains(source, "reference.json")
  end
end
