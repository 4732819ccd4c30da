--[[ What lessons find on all of MNIST with --full, against the catalogue (tests/ref/lessons_full): whole
trainings of the book's network, right to the last of 10,000 answers. Full MNIST is $NNLUA_DATA/mnist. ]]

local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local lesson_figures = require "lesson_figures"

TestLessonsFull = {}

for path in child.shell("ls tests/ref/lessons_full/*.lua"):gmatch "[^\n]+" do
  local name = path:match "([%w_]+)%.lua$"
  TestLessonsFull["test_" .. name] = function()
    if not os.getenv "NNLUA_DATA" then lu.skip "full MNIST is not there: NNLUA_DATA is not set" end
    if not nn.data.find "mnist" then lu.skip "there is no full MNIST in NNLUA_DATA" end
    if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
    lesson_figures.check(name, path, "--full")
  end
end
