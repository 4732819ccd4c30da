-- The exercises of scripts/exercises: an untouched file fails and says how to begin; with what
-- tests/solutions has for its gap it passes; and each wrong way there is told from the others by its hint.

local lu = require "luaunit"
local child = require "child"

TestExercises = {}

local GAP = "  -- your code\n"

-- The suite's words and exit status with `code` in the exercise's gap, or with the gap as it is.
local function judged(name, code)
  local source = child.read("scripts/exercises/" .. name .. ".lua")
  local at, last = source:find(GAP, 1, true)
  lu.assertNotNil(at, name .. " has no gap")
  lu.assertNil(source:find(GAP, last, true), name .. " has two gaps")
  if code then source = source:sub(1, at - 1) .. "  " .. code .. "\n" .. source:sub(last + 1) end
  local text, status
  child.in_folder(function(folder)
    child.write(folder .. "/exercise.lua", source)
    text, status = child.shell(("%s --test %s/exercise.lua 2>&1"):format(
      child.quote(child.program()), child.quote(folder)))
  end)
  return text:gsub("%s+", " "), status, text
end

-- What the judge says first, of all that it can say.
local function check_untouched(name)
  local text, status, lines = judged(name)
  lu.assertEquals(status, 1, text)
  local start = child.read("scripts/exercises/" .. name .. ".lua"):match '\n  start = "([^\n]+)",\n'
  lu.assertNotNil(start, name)
  lu.assertStrContains(text, "nothing came back. " .. start)
  lu.assertNotStrContains(text, "traceback")
  for line in lines:gmatch "[^\n]+" do lu.assertTrue(utf8.len(line) <= 80, line) end
end

local function check_wrong(name, hint, code)
  local text, status = judged(name, code)
  lu.assertEquals(status, 1, ("%s: %s passes"):format(name, code))
  lu.assertStrContains(text, hint)
  lu.assertNotStrContains(text, "traceback")
  lu.assertStrContains(text, "1 failure") -- one hint at a time
end

-- Every hint of the file, in one line each.
local function hints_of(name)
  local list = {}
  local source = child.read("scripts/exercises/" .. name .. ".lua")
  local judge = source:match "exercise%.judge(%b())"
  for hint in judge:gmatch '[,\n]%s+"([^\n]-)" },\n' do list[#list + 1] = hint end
  for hint in judge:gmatch "%[%[(.-)%]%]" do list[#list + 1] = hint:gsub("%s+", " ") end
  return list
end

local function check_every_hint_is_tried(name, solution)
  local hints = hints_of(name)
  lu.assertTrue(#hints >= 5, name)
  for _, hint in ipairs(hints) do
    local tried = false
    for _, wrong in ipairs(solution) do tried = tried or hint:find(wrong[1], 1, true) ~= nil end
    lu.assertTrue(tried, ("%s: nothing in tests/solutions gives '%s'"):format(name, hint))
  end
end

local count = 0
for path in child.shell "ls scripts/exercises/*.lua":gmatch "[^\n]+" do
  local name = path:match "([%w_]+)%.lua$"
  count = count + 1
  TestExercises["test_" .. name] = function()
    local solution = dofile("tests/solutions/" .. name .. ".lua")
    check_untouched(name)
    local text, status = judged(name, solution.solution)
    lu.assertEquals(status, 0, text)
    lu.assertNotStrContains(text, "skipped")
    for _, wrong in ipairs(solution) do check_wrong(name, wrong[1], wrong[2]) end
    check_every_hint_is_tried(name, solution)
  end
end

function TestExercises.test_there_are_ten() lu.assertEquals(count, 10) end

-- A comment is no code yet: the hint is how to begin, not the `return`.
function TestExercises.test_only_a_comment()
  local text, status = judged("06_derivative", "-- return what?")
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "nothing came back. Begin with")
end

-- An exercise is a script, too, and an error in the learner's code is told at the learner's line.
function TestExercises.test_run_as_a_script()
  local text, status = child.shell(("%s scripts/exercises/03_split.lua 2>&1"):format(
    child.quote(child.program())))
  lu.assertStrContains(text, "nothing came back")
  lu.assertNotEquals(status, 0)
  text, status = judged("03_split", "return W.T:dat(e)")
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "it stopped.")
  lu.assertStrContains(text, "exercise.lua:16: attempt to call a nil value (method 'dat')")
end
