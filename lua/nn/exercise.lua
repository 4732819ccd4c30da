-- exercise: what the files in scripts/exercises share: a LuaUnit suite that judges one function of the
-- learner's, one hint at a time. An exercise ends with
--
--     exercise.judge("TestSplit", split, {
--       start = "…",                                   -- the hint while the gap is empty
--       { "split(W, e)", function() return split(W, e) end, { 0.42, 0.88 },
--         { { 2.1, 4.4 }, "…" }, … },                  -- what a wrong way gives, and its hint
--       …
--     })
--
-- A column and a flat list are the same. { "…", run, least = 0.8 } wants a number of 0.8 or more. What a
-- wrong way gives may also be a part of an error's message. Numbers agree to five digits. Where two values
-- are asked for, run calls exercise.two.

local check = require "nn.check"
local help = require "nn.help"

local found, lu = pcall(require, "luaunit")
if not found then
  check.fail("exercises need LuaUnit: apt-get install lua-unit (or luarocks install luaunit)")
end

local exercise = {}

local WIDEST = 78 -- columns of a hint

local told = {} -- [message] = { hint, the lines below it }

-- LuaUnit puts a stack trace below every message; a hint says more without.
local Text = lu.LuaUnit.outputType
local show_failure = Text.displayOneFailedTest
function Text:displayOneFailedTest(index, fail)
  local hint, below = table.unpack(told[fail.msg] or {})
  if not hint then return show_failure(self, index, fail) end
  print(table.concat(help.wrapped(("%s, %s"):format(fail.testName, hint), WIDEST), "\n") .. below .. "\n")
end

-- A number, a flat list for a column, or a list of rows.
local function plain(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and meta.__name == "matrix" and value:totable() or value
end

local function near(a, b)
  if type(a) ~= type(b) then return false end
  if type(a) == "number" then return math.abs(a - b) <= 1e-6 + 1e-5 * math.abs(b) end
  if type(a) ~= "table" then return a == b end
  if #a ~= #b then return false end
  for i = 1, #a do
    if not near(a[i], b[i]) then return false end
  end
  return true
end

-- In words: a column of 3 numbers, a 2x3 matrix.
local function shape(value)
  if type(value) ~= "table" then return "a " .. type(value) end
  if type(value[1]) ~= "table" then return ("a column of %d numbers"):format(#value) end
  return ("a %dx%d matrix"):format(#value, #value[1])
end

local function shown(value)
  if type(value) == "number" then return ("%.6g"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for i, part in ipairs(value) do parts[i] = shown(part) end
  local between = type(value[1]) == "table" and ",\n" .. (" "):rep(13) or ", "
  return "{" .. table.concat(parts, between) .. "}"
end

-- Whether the learner wrote anything: of an empty function only the line of its `end` has code.
local function written(gap)
  local lines = debug.getinfo(gap, "L").activelines
  return next(lines, next(lines)) ~= nil
end

--- The two values that `return x, y` gave, with names "x, y"; judge takes the error if they are not two.
function exercise.two(names, ...)
  local first, second = ...
  if first ~= nil and second == nil then
    local came = type(first) == "table" and "one list came; without the braces { } it is two values"
      or "one value came, two are asked for"
    error({ hint = ("%s: return %s."):format(came, names) })
  end
  return ...
end

-- The hint for a value that is not right, or nil.
local function hint_for(case, got, message)
  for i = 4, #case do
    local wrong, hint = table.unpack(case[i])
    if message and type(wrong) == "string" and message:find(wrong, 1, true) then return hint end
    if not message and near(got, wrong) then return hint end
  end
end

local function fail(hint, below)
  hint = hint:gsub("%s+", " ")
  below = below and "\n" .. below or ""
  local message = hint .. below
  told[message] = { hint, below }
  error(lu.FAILURE_PREFIX .. message, 0)
end

-- Runs one case; raises LuaUnit's failure, whose message is the hint.
local function judge(case, gap, start)
  local what, run, expected = table.unpack(case, 1, 3)
  local good, got = pcall(run)
  if not good and type(got) == "table" and got.hint then fail(("%s: %s"):format(what, got.hint)) end
  if not good then
    local message = tostring(got)
    fail(("%s: it stopped. %s"):format(what, hint_for(case, nil, message) or ""), "  " .. message)
  end
  local list = type(got) == "table"
  got = plain(got)
  if got == nil or type(got) == "table" and #got == 0 then
    if written(gap) then start = "Is there a `return`, and something in what it returns?" end
    fail(("%s: nothing came back. %s"):format(what, start))
  end
  if case.least then
    if type(got) == "number" and got >= case.least then return end
    fail(("%s: it gave %s, %g or more was expected."):format(what, shown(got), case.least))
  end
  if near(got, expected) then return end
  local hint = hint_for(case, got)
  if not hint and list and type(expected) == "number" then
    hint = "a list came, a number was expected: leave out the braces { }."
  end
  if not hint and shape(got) ~= shape(expected) then
    hint = ("%s came, %s was expected."):format(shape(got), shape(expected))
  end
  fail(("%s: %s"):format(what, hint or "not yet."),
    ("  it gave    %s\n  expected   %s"):format(shown(got), shown(expected)))
end

--- Makes the suite, a global table of tests in the list's order, of what the learner's function `gap` does.
--- After the first one that fails the others wait.
function exercise.judge(name, gap, cases)
  local suite, stuck = {}, nil
  for i, case in ipairs(cases) do
    suite["test_" .. i] = function()
      if stuck then lu.skip(("waits for test_%d"):format(stuck)) end
      stuck = i
      judge(case, gap, cases.start)
      stuck = nil
    end
  end
  _G[name] = suite -- where LuaUnit looks for suites
end

return exercise
