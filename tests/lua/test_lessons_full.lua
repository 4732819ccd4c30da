--[[ What lessons find on all of MNIST with --full, against the catalogue (tests/ref/lessons_full): whole
trainings of the book's network, right to the last of 10,000 answers. Full MNIST is $NNLUA_DATA/mnist. ]]

local lu = require "luaunit"
local nn = require "nn"
local child = require "child"

TestLessonsFull = {}

-- Every number of `expected` in `actual`, lists, tables and matrices alike, to the catalogue's six digits.
local function compare(where, expected, actual)
  if type(expected) == "table" then
    for key, value in pairs(expected) do
      lu.assertNotNil(actual, where)
      compare(where .. "." .. key, value, actual[key])
    end
  elseif type(expected) == "number" then
    lu.assertAlmostEquals(actual, expected, 1e-5 * math.max(1, math.min(math.abs(expected), 1000)), where)
  else
    lu.assertEquals(actual, expected, where)
  end
end

for path in child.shell("ls tests/ref/lessons_full/*.lua"):gmatch "[^\n]+" do
  local name = path:match "([%w_]+)%.lua$"
  TestLessonsFull["test_" .. name] = function()
    if not os.getenv "NNLUA_DATA" then lu.skip "full MNIST is not there: NNLUA_DATA is not set" end
    if not nn.data.find "mnist" then lu.skip "there is no full MNIST in NNLUA_DATA" end
    if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
    local figures = assert(loadfile("scripts/" .. name .. ".lua"))("--quiet", "--full")
    for id, fields in pairs(dofile(path)) do compare(name .. ": " .. id, fields, figures[id]) end
  end
end
