-- Every lesson: its figures against the catalogue (tests/ref/lessons) and reference.json, its text piped and
-- under TERM=dumb, its shape.

local lu = require "luaunit"
local child = require "child"
local lesson_figures = require "lesson_figures"

local lessons = require("nn.course").names

TestLessons = {}

-- Lines of 80 columns, without a code that a terminal would obey.
local function check_lines(name, text)
  lu.assertNotStrContains(text, "\27", false, name)
  for line in text:gmatch "[^\n]+" do lu.assertTrue((utf8.len(line) or 999) <= 80, name .. ": " .. line) end
  lu.assertStrContains(text, "\nTo try, in scripts/")
end

local function check_text(name)
  local command = ("%s scripts/%s.lua"):format(child.quote(child.program()), name)
  local text, status = child.shell(command .. " 2>&1 </dev/null")
  lu.assertEquals(status, 0, name .. ":\n" .. text)
  check_lines(name, text)
  local joined = text:gsub("%s+", " ")
  for id, fields in pairs(dofile("tests/ref/lessons/" .. name .. ".lua")) do
    if fields.says then lu.assertStrContains(joined, fields.says, false, false, name .. " " .. id) end
  end
end

-- On a terminal that can do nothing the charts are characters, too.
local function check_dumb_terminal(name)
  if child.sanitized() then return end -- slow, and gnuplot's part is no other than in test_plot
  local command = ("stty cols 80 rows 24; %s scripts/%s.lua --nonstop"):format(child.quote(child.program()),
    name)
  local text, status = child.shell(("TERM=dumb script -qec %s /dev/null </dev/null"):format(
    child.quote(command)))
  lu.assertEquals(status, 0, name .. ":\n" .. text)
  check_lines(name, (text:gsub("\r\n", "\n"):gsub("\r$", "")))
end

-- Short, three lines at the head, what the lesson needs, and an end.
local function check_shape(name)
  local source = child.read("scripts/" .. name .. ".lua")
  local _, count = source:gsub("\n", "")
  lu.assertTrue(count >= 30 and count <= 80, ("%s has %d lines"):format(name, count))
  lu.assertStrMatches(source, "%-%- You will see: [^\n]+\n%-%- Goes with: .+\n%-%- Runs: .+\n\n"
    .. 'local lesson = require "nn%.lesson"\nlocal say.* = lesson%.start%(.*%)\nlocal figures = {}\n.*\n\n'
    .. "lesson%.ask {\n.+\n}\nreturn figures\n")
end

for _, name in ipairs(lessons) do
  TestLessons["test_" .. name] = function()
    check_shape(name)
    lesson_figures.check(name, "tests/ref/lessons/" .. name .. ".lua")
    check_text(name)
    check_dumb_terminal(name)
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
      sum = sum + count((lesson_figures.looked_up(id .. "." .. tostring(field), value)))
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
