-- lesson: how lessons talk: tables, pauses at a terminal, what they take. The lessons themselves are in
-- test_lessons.lua.

local lu = require "luaunit"
local child = require "child"
local terminal = require "terminal"

TestLesson = {}

local LONG = [[
-- You will see: a long lesson.
local lesson = require "nn.lesson"
local say = lesson.start(...)
for i = 1, 40 do say("paragraph %d", i) end
lesson.ask { "one", "two" }
]]

-- What a script of these lines prints after its head.
local function said(lines, words)
  local text, status = child.run("-- A lesson.\nlocal lesson = require 'nn.lesson'\nlesson.start(...)\n"
    .. lines, words)
  lu.assertEquals(status, 0, text)
  return text
end

function TestLesson.test_tables()
  lu.assertEquals(
    said "lesson.columns({ 'a', 'word', 'b' }, { 1, 2.5 }, { 'x', 'y' }, nn.matrix { 0/0, 1e9 })",
    "A lesson.\n\n    a  word      b\n    1  x       nan\n  2.5  y     1e+09")
  lu.assertEquals(said "lesson.table({ 'a', 'b' }, { { 1 }, { 'long', 2 } })",
    "A lesson.\n\n     a  b\n     1\n  long  2")
  lu.assertEquals(said "lesson.show('I', nn.eye(2))", "A lesson.\n\nI = matrix 2x2\n  1  0\n  0  1")
end

function TestLesson.test_its_words()
  for words, expected in pairs { ["--ful"] = "unknown option --ful, did you mean --full?",
    more = "unexpected 'more'; --help tells the options" } do
    local text, status = child.run(LONG, { words })
    lu.assertEquals({ text, status }, { expected, 1 })
  end
  child.in_folder(function(folder) -- from require come a name and a path
    child.write(folder .. "/long.lua", LONG)
    local text = child.shell(("cd %s && LUA_PATH='./?.lua' NNLUA_PATH=%s %s -e 'require [[long]]'"):format(
      folder, child.shell "pwd" .. "/lua", child.quote(child.program())))
    lu.assertStrContains(text, "paragraph 40")
    lu.assertStrContains(text, "To try, in ./long.lua:")
  end)
end

-- A full screen waits for Enter; Ctrl-D lets it run to its end, and so does --nonstop.
function TestLesson.test_waits_at_a_terminal()
  if not terminal.possible() then lu.skip "tmux is missing" end
  child.in_folder(function(folder)
    local path = folder .. "/long.lua"
    child.write(path, LONG)
    terminal.run({ path }, { height = 24 }, function(t)
      t:wait "(Enter goes on, q ends)"
      lu.assertStrContains(t:screen(), "paragraph 11\n(Enter")
      lu.assertStrContains(t:screen(), "You will see: a long lesson.") -- nothing has been pushed away
      t:press "Enter"
      t:wait "paragraph 22\n(Enter goes on, q ends)"
      lu.assertNotStrContains(t:screen():match "^(.*)paragraph 22", "(Enter")
      t:press "C-d"
      t:wait "  - two"
      lu.assertEquals(t:status(), 0)
    end)
    terminal.run({ path }, { height = 24 }, function(t)
      t:wait "(Enter goes on, q ends)"
      t:enter "q"
      lu.assertEquals(t:status(), 0)
      lu.assertNotStrContains(t:all(), "paragraph 12")
    end)
    terminal.run({ path, "--nonstop" }, { height = 24 }, function(t)
      t:wait "  - two"
      lu.assertEquals(t:status(), 0)
      lu.assertNotStrContains(t:all(), "(Enter")
    end)
  end)
end
