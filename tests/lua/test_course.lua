-- The menu of the lessons, what it remembers, and scripts/README.md.

local lu = require "luaunit"
local child = require "child"
local course = require "nn.course"
local terminal = require "terminal"

TestCourse = {}

local LESSON = [[
-- You will see: %s.
-- Goes with: slides 000.
-- Runs: a second.
print("this is %s", ...)
]]

-- A folder like scripts/ with the menu and lessons that only say their names; `broken` fails.
local function make_scripts(folder, broken)
  child.shell("mkdir -p " .. child.quote(folder))
  child.shell("cp scripts/lessons.lua " .. child.quote(folder))
  for _, name in ipairs(course.names) do
    local text = LESSON:format(("the lesson called %s, "):format(name):rep(3), name)
    child.write(("%s/%s.lua"):format(folder, name), name == broken and text .. "error 'broken'\n" or text)
  end
end

-- What the menu writes with these words, from another working folder, and its exit status.
local function menu(folder, words, before)
  local command = "cd / && env HOME=%s XDG_STATE_HOME=%s/state %s %s %s/scripts/lessons.lua %s 2>&1 "
    .. "</dev/null"
  return child.shell(command:format(folder, folder, before or "", child.quote(child.program()), folder,
    words or ""))
end

-- The names that are remembered as done.
local function course_file(folder)
  local names = {}
  local file = io.open(folder .. "/state/nnlua/lessons")
  for line in file and file:lines() or function() end do names[#names + 1] = line end
  if file then file:close() end
  return names
end

-- The numbers, marks and names of a printed list.
local function listed(text)
  local list = {}
  for number, mark, name in ("\n" .. text):gmatch "\n *(%d+)  (%a* *)  ?([%w_]+)" do
    list[tonumber(number)] = { mark:match "%a*", name }
  end
  return list
end

function TestCourse.test_the_list()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    local text, status = menu(folder)
    lu.assertEquals(status, 0, text)
    local list = listed(text)
    for i, name in ipairs(course.names) do
      lu.assertEquals(list[i], { i == 1 and "next" or "", name }, text)
    end
    lu.assertEquals(#list, #course.names)
    lu.assertStrContains(text, "the lesson called predictor, the")
    lu.assertNotStrContains(text, "\27")
    lu.assertNotStrContains(text, "(quit)")
    for line in text:gmatch "[^\n]+" do
      if not line:find "`nnlua" then lu.assertTrue(utf8.len(line) <= 80, line) end
    end
  end)
end

function TestCourse.test_runs_and_remembers()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    lu.assertEquals({ menu(folder, "next") }, { "this is predictor", 0 })
    lu.assertEquals({ menu(folder, "next") }, { "this is classifier", 0 })
    lu.assertEquals({ menu(folder, "5") }, { "this is logic", 0 })
    lu.assertEquals({ menu(folder, "weig") }, { "this is weight_update", 0 })
    lu.assertEquals({ menu(folder, "weight_update") }, { "this is weight_update", 0 })
    lu.assertEquals(child.read(folder .. "/state/nnlua/lessons"),
      "predictor\nclassifier\nlogic\nweight_update\n")
    local list = listed((menu(folder)))
    lu.assertEquals({ list[1][1], list[2][1], list[3][1], list[4][1] }, { "done", "done", "next", "" })
    lu.assertEquals(list[5][1], "done")
    list = listed((menu(folder, "--forget")))
    lu.assertEquals({ list[1][1], list[2][1] }, { "next", "" })
    lu.assertEquals({ menu(folder, "next") }, { "this is predictor", 0 })
  end)
end

function TestCourse.test_all_done()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    child.shell(("mkdir -p %s/state/nnlua"):format(folder))
    child.write(folder .. "/state/nnlua/lessons", table.concat(course.names, "\n") .. "\nan older one\n")
    local text, status = menu(folder, "next")
    lu.assertEquals({ text, status },
      { "lessons: all lessons are done; a number or a name runs one again", 1 })
    lu.assertEquals({ menu(folder, "1") }, { "this is predictor", 0 })
  end)
end

function TestCourse.test_what_does_not_exist()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    local last = #course.names
    lu.assertEquals({ menu(folder, "irs") }, { "lessons: there is no lesson 'irs', did you mean 'iris'?", 1 })
    lu.assertEquals({ menu(folder, "0") },
      { ("lessons: there is no lesson 0, they go from 1 to %d"):format(last), 1 })
    lu.assertEquals({ menu(folder, "pre") }, { "lessons: 'pre' may be predictor or preparing_data", 1 })
    lu.assertEquals({ menu(folder, "--forgit") },
      { "lessons: unknown option --forgit, did you mean --forget?", 1 })
    lu.assertEquals({ menu(folder, "--full 3") },
      { "lessons: unknown option --full; a lesson's options come behind its number or name", 1 })
  end)
end

-- What follows the lesson is its own; a wrong option, or --help, ends it and not the menu.
function TestCourse.test_options_of_the_lesson()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    lu.assertEquals({ menu(folder, "3 --full --seed 2") }, { "this is iris\t--full\t--seed\t2", 0 })
    local text, status = menu(folder, "--help")
    lu.assertEquals(status, 0)
    lu.assertStrContains(text, "nnlua --lessons [--forget] [next | NUMBER | NAME [its options]]")
    child.shell(("cp scripts/cost.lua %s/scripts"):format(folder))
    text, status = menu(folder, "cost --ful")
    lu.assertEquals({ text, status }, { "unknown option --ful, did you mean --full?", 1 })
    text, status = menu(folder, "cost --help")
    lu.assertEquals(status, 0)
    lu.assertStrContains(text, "--nonstop")
    lu.assertEquals(course_file(folder), { "iris" }) -- neither counts
    lu.assertEquals(select(2, menu(folder, "cost --plain")), 0)
    lu.assertEquals(course_file(folder), { "iris", "cost" })
  end)
end

-- A folder scripts/ of somebody else is not the course, and the checkout comes before what is installed.
function TestCourse.test_which_folder()
  child.in_folder(function(folder)
    child.shell(("mkdir -p %s/bin %s/own/scripts"):format(folder, folder))
    child.write(folder .. "/own/scripts/predictor.lua", "print 'not a lesson'")
    make_scripts(folder .. "/share/nnlua/scripts")
    child.shell(("cp %s %s/bin/nnlua"):format(child.quote(child.program()), folder))
    local command = ("cd %%s && env -u XDG_STATE_HOME HOME=%s NNLUA_PATH=%s %s/bin/nnlua --lessons %%s 2>&1")
      :format(folder, child.quote(child.shell "pwd" .. "/lua"), folder)
    lu.assertEquals(child.shell(command:format(folder .. "/own", "predictor")), "this is predictor")
    make_scripts(folder .. "/checkout/scripts")
    child.write(folder .. "/checkout/scripts/predictor.lua", "print 'of the checkout'")
    lu.assertEquals(child.shell(command:format(folder .. "/checkout", "predictor")), "of the checkout")
  end)
end

-- `nnlua --lessons` is the menu from anywhere.
function TestCourse.test_the_word_of_the_program()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    local command = "cd %s && env -u XDG_STATE_HOME HOME=%s NNLUA_PATH=%s %s --lessons %s 2>&1 </dev/null"
    local lua = child.shell "pwd" .. "/lua"
    for words, expected in pairs { iris = "this is iris", ["logic --plain"] = "this is logic\t--plain" } do
      local text, status = child.shell(command:format(folder, folder, child.quote(lua),
        child.quote(child.program()), words))
      lu.assertEquals({ text, status }, { expected, 0 })
    end
    local text, status = child.shell(command:format(folder, folder, child.quote(lua),
      child.quote(child.program()), "irs"))
    lu.assertEquals({ text, status }, { "lessons: there is no lesson 'irs', did you mean 'iris'?", 1 })
  end)
end

-- A lesson that fails says so, and is not done.
function TestCourse.test_a_broken_lesson()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts", "predictor")
    local text, status = menu(folder, "next")
    lu.assertEquals(status, 1)
    lu.assertStrContains(text, "this is predictor\nthe lesson failed: ")
    lu.assertStrContains(text, "predictor.lua:5: broken")
    lu.assertEquals(listed((menu(folder)))[1][1], "next")
    os.remove(folder .. "/scripts/iris.lua")
    text, status = menu(folder)
    lu.assertEquals(status, 0)
    lu.assertStrContains(text:gsub("%s+", " "), "iris.lua is missing")
  end)
end

-- Where nothing can be written the lesson runs all the same.
function TestCourse.test_cannot_remember()
  child.in_folder(function(folder)
    make_scripts(folder .. "/scripts")
    child.write(folder .. "/state", "a file where a folder should be")
    local text, status = menu(folder, "next")
    lu.assertEquals(status, 0)
    lu.assertStrMatches(text, "this is predictor\n%(not remembered: .*/state/nnlua/lessons: .*%)")
    text, status = menu(folder, "next", "env -u HOME -u XDG_STATE_HOME")
    lu.assertEquals(status, 0)
    lu.assertStrContains(text, "(not remembered: there is no home folder")
  end)
end

-- As make install lays them out, also when the menu itself lies elsewhere.
function TestCourse.test_installed()
  child.in_folder(function(folder)
    make_scripts(folder .. "/share/nnlua/scripts")
    child.shell(("mkdir -p %s/bin %s/scripts"):format(folder, folder))
    child.shell("cp scripts/lessons.lua " .. folder .. "/scripts")
    child.shell(("cp %s %s/bin/nnlua"):format(child.quote(child.program()), folder))
    local lua = child.shell "pwd" .. "/lua" -- what is tested; the copied program may not have all of it yet
    for _, script in ipairs { "share/nnlua/scripts", "scripts" } do
      local command = "cd / && env -u XDG_STATE_HOME HOME=%s NNLUA_PATH=%s %s/bin/nnlua "
        .. "%s/%s/lessons.lua iris 2>&1"
      local text, status = child.shell(command:format(folder, child.quote(lua), folder, folder, script))
      lu.assertEquals({ text, status }, { "this is iris", 0 })
    end
  end)
end

-- On a terminal it asks: Enter for the next one, numbers, names, l, q; Ctrl-C stops a lesson, Ctrl-D ends.
function TestCourse.test_asks_on_a_terminal()
  if not terminal.possible() then lu.skip "tmux is missing" end
  child.in_folder(function(scripts)
    make_scripts(scripts .. "/scripts")
    child.write(scripts .. "/scripts/iris.lua", "print 'turning' while true do end")
    terminal.run({ scripts .. "/scripts/lessons.lua" }, { height = 60 }, function(t, folder)
      t:wait "Enter: 1, predictor; or number, name, l (list), q (quit):"
      t:press "Enter"
      t:wait "this is predictor"
      t:wait "Enter: 2, classifier"
      t:enter "xor"
      t:wait "this is xor"
      t:enter "99"
      t:wait "there is no lesson 99"
      t:enter "3"
      t:wait "turning"
      t:press "C-c"
      t:wait "(stopped; it does not count as done)"
      t:enter "3"
      t:until_("turning again", function(screen) return select(2, screen:gsub("turning", "")) == 2 end)
      t:press "C-c"
      t:until_("stopped again", function(screen) return select(2, screen:gsub("%(stopped;", "")) == 2 end)
      t:press "Up"
      t:press "Enter"
      t:wait "there is no lesson '?[A'" -- no code that the terminal would obey
      t:enter "2 --plain"
      t:wait "this is classifier      --plain"
      t:wait "Enter: 3, iris"
      t:enter "8 --quiet"
      t:wait "this is xor_learned     --quiet"
      t:enter "Quit"
      lu.assertEquals(t:status(), 0)
      lu.assertEquals(child.read(folder .. "/state/nnlua/lessons"), "predictor\nxor\nclassifier\n")
    end)
    for _, key in ipairs { "C-d", "C-c" } do
      terminal.run({ scripts .. "/scripts/lessons.lua" }, { height = 60 }, function(t)
        t:wait "q (quit):"
        t:press(key)
        lu.assertEquals(t:status(), 0)
        lu.assertNotStrContains(t:all(), "traceback")
      end)
    end
  end)
end

-- On a small terminal the parts are listed, and of the one that is next its lessons.
function TestCourse.test_small_terminal()
  if not terminal.possible() then lu.skip "tmux is missing" end
  child.in_folder(function(scripts)
    make_scripts(scripts .. "/scripts")
    terminal.run({ scripts .. "/scripts/lessons.lua" }, { height = 24 }, function(t)
      t:wait "q (quit):"
      local text, rows = t:screen(), 0
      for line in text:gmatch "[^\n]+" do rows = rows + (line:find "%S" and 1 or 0) end
      lu.assertTrue(rows <= 24, text)
      local list, first = listed(text), course.parts[1]
      lu.assertEquals(#list, #first - 1, text)
      lu.assertEquals(list[1], { "next", first[2] })
      for _, part in ipairs(course.parts) do lu.assertStrContains(text, part[1]) end
      t:enter "2"
      t:wait "this is classifier"
      t:wait "Enter: 3, iris" -- the next after that one
      t:enter "l 12"
      t:wait "12        matrices"
      lu.assertNotStrContains(t:screen():match "l 12\n(.*)", "predictor")
      t:enter "?"
      t:wait "Enter runs the next one."
      t:enter "l"
      t:wait "(Enter goes on, q ends)"
      lu.assertStrContains(t:screen(), "classifier") -- nothing has been pushed away
      t:press "Enter"
      t:wait "(Enter goes on, q ends)"
      t:enter "q"
      t:wait "Enter: 3, iris"
      t:enter "l"
      for _ = 1, 2 do
        t:wait "(Enter goes on, q ends)"
        t:press "Enter"
        os.execute "sleep 0.2" -- until the question has gone
      end
      t:wait("the lesson called " .. course.names[#course.names])
    end)
  end)
end

-- ---- scripts/README.md ---------------------------------------------------------------------------------

function TestCourse.test_every_lesson_has_its_head()
  for _, item in ipairs(course.list "scripts") do
    for _, field in ipairs { "sees", "goes_with", "runs" } do
      lu.assertNotNil(item[field], item.path .. ": " .. field)
    end
  end
end

function TestCourse.test_the_tables_are_up_to_date()
  local text = child.read "scripts/README.md"
  lu.assertTrue(course.readme(text) == text,
    "scripts/README.md: nnlua -e 'require(\"nn.course\").update \"scripts/README.md\"' makes its tables anew")
end

-- Every script is in the README, every lesson on the teachers' page, and nothing that does not exist.
function TestCourse.test_nothing_is_left_out()
  local text = child.read "scripts/README.md"
  for path in child.shell "ls scripts/*.lua scripts/exercises/*.lua":gmatch "[^\n]+" do
    lu.assertStrContains(text, ("](%s)"):format(path:match "^scripts/(.*)"))
  end
  for path in text:gmatch "%]%(([%w_/]+%.lua)%)" do child.read("scripts/" .. path) end
  for i, name in ipairs(course.names) do
    lu.assertStrContains(text, ("| %d | [%s]"):format(i, name))
    lu.assertNotNil(text:match("\n| " .. name .. " | %d+ | [^|]+ | [^|]+ |\n"), name .. " for teachers")
  end
end

function TestCourse.test_credits()
  local text = child.read "scripts/README.md":gsub("%s+", " ")
  for _, words in ipairs { "Tariq Rashid, *Make Your Own Neural Network*", "2016",
    "Michael Nielsen, *Neural Networks and Deep Learning*", "Qi Liu", "Josh McCoy" } do
    lu.assertStrContains(text, words)
  end
end
