--[[ The prompt at a terminal: keys are typed into tmux, and what the screen shows is read. What a line
answers is known from Lua, from arithmetic, or from the terminal itself. ]]

local lu = require "luaunit"
local child = require "child"
local prompt = require "prompt"
local terminal = require "terminal"

TestRepl = {}

function TestRepl.setUp()
  if not terminal.possible() then lu.skip "tmux is not installed; `make deps` brings it" end
end

local session, ask_all, clear = prompt.session, prompt.ask_all, prompt.clear

-- ---- printing -----------------------------------------------------------------------------------

function TestRepl.testPrinting()
  session(nil, nil, function(t)
    ask_all(t, {
      { "1 + 1", "2" }, { "_ + 1", "3" }, { "_, nil, 'x'", '3\nnil\n"x"' }, { "'a\\tb\"'", [["a\tb\""]] },
      { "= 7 // 2", "3" }, { "return 1, 2", "1\n2" }, { "x = {1, {2, y = 3}}", "" },
      { "x", "{1, {2, y = 3}}" }, { "x.me = x", "" }, { "x", contains = "me = <cycle>" },
      { "x;", "" }, { "#_", "2" }, { "5; -- hidden", "" }, { "_", "5" }, { "'a; -- b'", '"a; -- b"' },
      { "-- nothing", "" }, { "6 -- six", "6" }, { "print('a', 1)", "a       1" }, { "_", "6" },
      { "print == select(2, pcall(load 'return print'))", "true" },
      { "nn.eye(2)", "matrix 2x2\n  1  0\n  0  1" },
      { "nn.network(3, 4, 2, 0.1)", contains = "network 3-4-2" },
      { "nn.zeros(200, 200)", contains = "…" }, { "nil", "nil" }, { "nil, nil", "nil\nnil" },
      { "setmetatable({}, {__tostring = function() error 'no' end})", contains = "error in __tostring" },
      { "local z = 1; goto out; ::out::", "" }, { "z", contains = "a local one ends with the entry" },
    })
    local long = t:ask "(function() local t = {} for i = 1, 1e5 do t[i] = i end return t end)()"
    local rows = select(2, long:gsub("\n", "\n")) + 1
    lu.assertTrue(rows <= 100, rows .. " lines")
    lu.assertStrContains(long, "more")
    -- `_` holds one value: what it held before is free
    ask_all(t, {
      { "setmetatable({}, {__gc = function() freed = true end});", "" }, { "1", "1" },
      { "collectgarbage() collectgarbage()", "" }, { "freed", "true" },
    })
  end)
end

function TestRepl.testWidth()
  session(nil, { width = 30 }, function(t)
    local answer = t:ask "{1, 2, 3, 4, 5, 6, 7, 8, 9, 'aaaaaaaaaaaaaa'}"
    for row in answer:gmatch "[^\n]+" do lu.assertTrue(utf8.len(row) <= 30, row) end
    lu.assertEquals(answer:gsub("%s+", " "), "{ 1, 2, 3, 4, 5, 6, 7, 8, 9, \"aaaaaaaaaaaaaa\", }")
    -- a typed line that wraps, with letters of several bytes, edited at its start
    local text = ("ü"):rep(40)
    t:type("'" .. text .. "'")
    t:press "C-a"
    t:type "#"
    t:press "Enter"
    t:wait "\n80\n"
  end)
end

-- ---- lines --------------------------------------------------------------------------------------

function TestRepl.testContinuationIsOneEntry()
  session(nil, nil, function(t, folder)
    t:enter "for i = 1, 2 do"
    t:wait "\n>>"
    t:enter "  print('n', i)"
    t:enter "end"
    t:wait "n       2"
    clear(t)
    t:press "Up"
    t:wait "> for i = 1, 2 do\n  print('n', i)\nend"
    t:press("Left", "Left", "Left") -- before "end", on its line
    t:type "print(i * 100) "
    t:press "Enter"
    t:wait "n       1\n100\nn       2\n200"
    lu.assertEquals(child.read(folder .. "/state/nnlua/history"), "for i = 1, 2 do\\n  print('n', i)\\nend\n"
      .. "for i = 1, 2 do\\n  print('n', i)\\nprint(i * 100) end\n")
    lu.assertEquals(child.shell("stat -c '%a' " .. folder .. "/state/nnlua/history"), "600")
    t:enter "f(" -- Ctrl-D inside a statement: the parser says what is missing
    t:wait "\n>>"
    t:press "C-d"
    t:wait "unexpected symbol near <eof>"
    t:wait_prompt()
    t:press "C-d"
    lu.assertEquals(t:status(), 0)
  end)
end

function TestRepl.testCtrlC()
  session(nil, nil, function(t)
    ask_all(t, { { "kept = 41", "" } })
    clear(t)
    t:type "kept = 1 +"
    t:wait "> kept = 1 +" -- a Ctrl-C throws away what the terminal has not passed on yet
    t:press "C-c"
    t:wait "> kept = 1 +^C\n>"
    t:enter "for i = 1, 2 do" -- inside a continuation
    t:wait "\n>>"
    t:type "kept = 2"
    t:wait ">> kept = 2"
    t:press "C-c"
    t:wait "kept = 2^C\n>"
    clear(t)
    t:press "C-r" -- inside a search
    t:wait "reverse-i-search"
    t:type "kep"
    t:wait "kept = 41"
    t:press "C-c"
    t:until_("the end of the search", function(s) return not s:find "search" and s:find ">$" end)
    ask_all(t, { { "for i = 1, 200 do _G['many' .. i] = i end", "" } })
    t:type "many" -- where the matches are listed, a page at a time
    t:press "Tab"
    t:wait "(y or n)"
    t:press "C-c"
    t:wait_prompt()
    t:type "many"
    t:press "Tab"
    t:wait "(y or n)"
    t:press "y"
    t:wait "--More--"
    t:press "C-c"
    t:wait_prompt()
    for i = 1, 10 do
      t:press "C-c"
      t:wait(("> ^C\n"):rep(i) .. ">")
    end
    t:enter "while true do end"
    t:press "C-c"
    t:wait "interrupted!"
    t:enter "for i = 1, math.huge do print(i) end"
    t:until_("numbers", function(screen) return screen:find "\n%d+\n%d+\n%d+$" end)
    t:press "C-c"
    t:wait "interrupted!"
    t:enter "io.write('as', 'ks:') io.read()"
    t:wait "asks:"
    t:press "C-c"
    t:wait_prompt()
    ask_all(t, { { "kept + 1", "42" } })
  end)
end

-- A C function that never looks: the key that ends it is told, not hidden.
function TestRepl.testCtrlCInC()
  session(nil, nil, function(t)
    t:enter "string.find(('a'):rep(40), ('a*'):rep(30) .. 'b')"
    t:wait "'b')"
    os.execute "sleep 0.2" -- until it runs: no text says so
    for _ = 1, 3 do
      t:press "C-c"
      os.execute "sleep 0.1"
    end
    t:wait "Ctrl-\\ ends the program"
    t:press "C-\\"
    lu.assertEquals(t:status(), 128 + 3) -- SIGQUIT
  end)
end

function TestRepl.testPaste()
  session(nil, { height = 60 }, function(t)
    local script = {}
    for i = 1, 50 do
      script[4 * i - 3] = ("x%d = %d"):format(i, i)
      script[4 * i - 2] = ("if x%d > 25 then"):format(i)
      script[4 * i - 1] = ("\tx%d = -x%d"):format(i, i)
      script[4 * i] = "end"
    end
    t:paste(table.concat(script, "\n") .. "\n")
    t:press "Enter"
    t:wait_prompt()
    ask_all(t, { { "x1, x25, x26, x50", "1\n25\n-26\n-50" } })
    clear(t) -- a session with its prompts and answers
    t:paste "> a = 5\n> a + 1\n6\n> for i = 1, 2 do\n>>   print(a * i)\n>> end\n5\n10\n> 'done'\n\"done\"\n"
    t:press "Enter"
    t:wait '\n6\n5\n10\n"done"\n>'
    clear(t) -- locals hold for the whole script, also with an expression at its end
    t:paste "local b = 20\nlocal c = b + 1\nprint(b)\nb + c"
    t:press "Enter"
    t:wait "\n20\n41\n>"
    clear(t) -- expressions between: as if typed one after the other, past what fails
    t:paste "1 + 1\nprnt(2)\n3 + 3"
    t:press "Enter"
    t:wait "6\n>"
    lu.assertStrContains(t:screen(), "\n2\nthere is no variable 'prnt', did you mean 'print'?")
    t:press "Up"
    t:wait "> 1 + 1\nprnt(2)\n3 + 3"
  end)
end

function TestRepl.testStopAndResize()
  local shell = { command = { "bash", "--norc", "--noprofile", "-i" } }
  terminal.run(nil, shell, function(t)
    t:wait "$"
    t:enter("'" .. child.program():gsub("'", "'\\''") .. "'")
    t:wait "Ctrl-D ends\n>"
    t:type "x = 6 * 7"
    t:wait "> x = 6 * 7"
    t:press "C-z"
    t:wait "Stopped"
    t:enter "fg"
    t:wait "\n> x = 6 * 7"
    t:press "Enter"
    t:wait "7\n>"
    t:type "nn.matrix("
    t:wait "-- nn.matrix(values)"
    t:resize(30, 24) -- no room for the hint
    t:until_("the line alone", function(screen) return screen:find "\n> nn.matrix%($" end)
    t:resize(90, 24)
    t:wait "> nn.matrix(  -- nn.matrix(values)"
    t:type "{x}"
    t:until_("the line once", function(screen)
      return screen:find "> nn.matrix%({x}  %-%- nn%.matrix%(values%)$"
    end)
    t:press "C-c"
    t:wait "^C\n>"
    t:enter "x"
    t:wait "> x\n42\n>"
  end)
end

function TestRepl.testReadAndExit()
  session(nil, nil, function(t)
    t:enter "io.write('as', 'ks:') line = io.read()"
    t:wait "asks:" -- what is typed sooner reaches the line editor
    t:enter "typed"
    t:wait_prompt()
    ask_all(t, { { "line", '"typed"' } })
    t:enter "os.exit(3)"
    lu.assertEquals(t:status(), 3)
  end)
end

-- ---- the history --------------------------------------------------------------------------------

function TestRepl.testHistory()
  child.in_folder(function(folder)
    local file = folder .. "/own/history"
    child.write(folder .. "/first", "old = 1\ndo\\n  old = 2\\nend\nother = '\\\\n'\n")
    child.shell(("mkdir %s/own; mv %s/first %s"):format(folder, folder, file))
    session(nil, { env = { NNLUA_HISTORY = file } }, function(one)
      session(nil, { env = { NNLUA_HISTORY = file } }, function(two)
        one:press "Up"
        one:wait "> other = '\\n'"
        one:press "Up" -- an entry of many lines is one
        one:wait "> do\n  old = 2\nend"
        one:press("C-e", "C-u", "C-l")
        one:type "ol" -- only what begins so
        one:press "Up"
        one:wait "> old = 1"
        one:press "C-c"
        one:wait_prompt()
        one:press "C-r"
        one:wait "reverse-i-search"
        one:type "other"
        one:wait "other = '"
        one:press "C-e"
        one:enter " -- one"
        one:wait "-- one\n>"
        two:enter "two = 2"
        two:wait "two = 2\n>"
        one:enter "3"
        one:wait "3\n3\n>"
        one:enter "3" -- the same again is no new entry
        one:wait "3\n3\n> 3\n3\n>"
      end)
    end)
    lu.assertStrContains(child.read(file), "end\nother = '\\\\n'\nother = '\\\\n' -- one\ntwo = 2\n3\n")
  end)
  for _, path in ipairs { "", "/dev/null/history" } do -- off, and one that cannot be
    session(nil, { env = { NNLUA_HISTORY = path } }, function(t, folder)
      t:enter "1"
      t:wait "\n1\n"
      t:enter "2"
      t:wait "\n2\n"
      local told = select(2, t:screen():gsub("the history cannot be kept: /dev/null/history", ""))
      lu.assertEquals(told, path == "" and 0 or 1)
      t:press "Up"
      t:wait "\n> 2"
      lu.assertEquals(child.shell("find " .. folder .. " -name history"), "")
    end)
  end
end

-- ---- completion and hints -------------------------------------------------------------------------

function TestRepl.testCompletion()
  session(nil, nil, function(t, folder)
    child.write(folder .. "/weights.csv", "1,2\n")
    child.write(folder .. "/own_module.lua", "return {}")
    ask_all(t, {
      { "lesson = {deep = {word = 1}}", "" }, { "n = nn.network(2, 3, 1, 0.1)", "" },
      { "A = nn.eye(2)", "" },
      { "asked = 0; lazy = setmetatable({}, {__index = function() asked = asked + 1 end})", "" },
      { "child = setmetatable({}, {__index = {inherited = 1}})", "" },
    })
    for _, case in ipairs {
      { "less", "lesson" }, { "whi", "while" }, { "lesson.de", "lesson.deep" },
      { "lesson.deep.w", "lesson.deep.word" }, { "A:res", "A:reshape" },
      { "n.learning_r", "n.learning_rate" }, { "A:dot(A):to", "A:dot(A):totable" },
      { "nn.network{2, 3, 1, activ", "nn.network{2, 3, 1, activation = " },
      { "nn.network{2, 3, 1, activation = \"sig", "nn.network{2, 3, 1, activation = \"sigmoid" },
      { "n:fit(X, T, {batch_s", "n:fit(X, T, {batch_size = " }, { "nn.load \"wei", "nn.load \"weights.csv" },
      { "require \"own_m", "require \"own_module" }, { "child.inh", "child.inherited" },
    } do
      clear(t)
      t:type(case[1])
      t:press "Tab"
      t:wait("> " .. case[2])
    end
    clear(t)
    t:type "lazy.x"
    t:press("Tab", "C-u")
    ask_all(t, { { "asked", "0" } })
    clear(t)
    t:type "string.re"
    t:press "Tab"
    t:wait "rep      reverse"
    clear(t)
    t:press "Tab" -- at the start of a line it indents
    t:enter "1"
    t:wait ">   1\n1\n"
    clear(t)
    t:type "nn.matrix("
    t:wait "> nn.matrix(  -- nn.matrix(values)"
    t:type "{1})"
    t:until_("the hint gone", function(screen) return screen == "> nn.matrix({1})" end)
  end)
end

-- ---- help, nil ------------------------------------------------------------------------------------

function TestRepl.testHelp()
  session(nil, { height = 60 }, function(t, folder)
    ask_all(t, {
      { "help()", contains = "nn.network" }, { "help(nn.matrix)", contains = "nn.matrix(values)" },
      { "n = nn.network(2, 3, 1, 0.1)", "" }, { "help(n.train)", contains = "n:train(" },
      { "help 'sigmoiid'", contains = "sigmoid" }, { "help(nn.help)", contains = "help" },
    })
    local answer = t:ask "?sigmoid"
    lu.assertEquals(t:ask "help 'sigmoid'", answer)
    lu.assertEquals(child.shell(("cd %s; %s --help sigmoid"):format(folder, child.quote(child.program()))),
      answer)
    lu.assertStrContains(answer, "example")
    lu.assertEquals(t:ask "?'sigmoid'", answer)
    lu.assertEquals(t:ask "?\"learning rate\"", t:ask "help 'learning rate'")
    local tour = t:ask "help()"
    lu.assertStrContains(tour, "Type:")
    lu.assertEquals(t:ask "?", tour)
  end)
end

function TestRepl.testNil()
  session(nil, { env = { NNLUA_DATA = child.shell "pwd" .. "/data" } }, function(t)
    ask_all(t, {
      { "n = nn.network(2, 3, 1, 0.1); A = nn.eye(2); t = {alpha = 1, f = function() end}", "" },
      { "d = nn.data.new({{0, 1}, {1, 0}}, {'a', 'b'}); h = n:fit({{0, 1}}, {{1}}, {progress = false})", "" },
      { "n.layer", "nil: there is no 'layer', did you mean 'layers'?" },
      { "d[1].lable", "nil: there is no 'lable', did you mean 'label'?" },
      { "h.los", "nil: there is no 'los', did you mean 'loss'?" },
      { "1 and t.alhpa", "nil: there is no 'alhpa', did you mean 'alpha'?" },
      { "A.foo", "nil" }, { "t.foo -- why", "nil" }, { "= t.foo", "nil" },
      { "t[1]", "nil" }, { "(t.foo)", "nil" },
      { "n.scaling", "nil" }, { "t.foo;", "" }, -- a property that holds nothing; hidden
      { "t.f()", "" }, { "t.f 'x'", "" }, { "t.f {1}", "" }, { "rawget(t, 'x') -- a call", "" },
    })
  end)
end

-- Whatever Lua's names are used for, the session goes on.
function TestRepl.testStandardNames()
  session(nil, nil, function(t)
    for name in ("type load pcall select rawget ipairs io print debug _G"):gmatch "%S+" do
      local answer = t:ask("saved, " .. name .. " = " .. name .. ", 'mine'")
      lu.assertEquals(answer, "", name)
      t:ask "'x'"
      lu.assertEquals(t:ask(name .. " = saved"), "", name)
      lu.assertEquals(t:ask "1 + 1", "2")
    end
  end)
end

-- ---- time, variables ------------------------------------------------------------------------------

function TestRepl.testTime()
  session(nil, nil, function(t)
    lu.assertStrMatches(t:ask "_ = os.execute 'sleep 1.1'", "1%.%d%d s")
    lu.assertEquals(t:ask "_ = os.execute 'sleep 0.1'", "")
    lu.assertStrMatches(t:ask "time(function(a, b) os.execute 'sleep 0.2' return a + b end, 1, 2)",
      "0%.[2-9]%d s\n3")
    lu.assertStrMatches(t:ask "time(math.abs, -4)", "[%d.]+ µs\n4")
    lu.assertStrContains(t:ask "time(3)", "time: a function was expected")
  end)
end

function TestRepl.testWhoAndReset()
  session(nil, nil, function(t)
    lu.assertEquals(t:ask "who()", "no variables of yours yet")
    t:ask "n = nn.network(784, 200, 10, 0.1); A = nn.zeros(3, 4); word = 'four'; help = 1"
    local rows = {}
    for row in (t:ask "who()" .. "\n"):gmatch "(.-)\n" do rows[#rows + 1] = row:gsub("%s+", " ") end
    lu.assertEquals(rows, { "A matrix 3x4 96 B", "help number 1", -- 12 numbers of 8 bytes
      "n network 784-200-10 635 kB", -- 784 * 200 + 200 * 10 numbers of 4 bytes
      "word string 4 bytes 4 B" })
    ask_all(t, { { "reset()", "" }, { "who()", "no variables of yours yet" },
      { "n", contains = "there is no variable 'n'" }, { "help == nn.help", "true" } })
  end)
  for _, name in ipairs { "help", "who", "reset", "time", "save_session" } do -- at a prompt only
    local answer = child.run(("print(%s, type(nn.%s))"):format(name, name))
    lu.assertEquals(answer, "nil\tfunction")
  end
end

-- ---- training -------------------------------------------------------------------------------------

function TestRepl.testTraining()
  session(nil, { env = { NNLUA_DATA = child.shell "pwd" .. "/data" } }, function(t)
    ask_all(t, { { "train, test = nn.data.digits()", "" }, { "n = nn.network(784, 1000, 10, 0.05)", "" } })
    clear(t)
    t:enter "n:fit(train, {epochs = 1000})"
    t:wait "epoch 1/1000 "
    t:until_("progress in place", function(screen) return screen:find "\nepoch %d+/1000 .*left[^\n]*$" end)
    t:press "C-c"
    local epoch, done = t:until_("the end", function(screen)
      return screen:find "stopped by Ctrl%-C" and screen:find "\n>$" and screen
    end):match "interrupted in epoch (%d+), after (%d+) of 4000 samples; the weights are kept"
    lu.assertNotNil(epoch, t:screen())
    lu.assertTrue(tonumber(done) <= 4000)
    lu.assertStrContains(t:screen(), "stopped by Ctrl-C in epoch " .. epoch)
    ask_all(t, { { "_.stopped", '"interrupt"' }, { "n:query(train[1].input).rows", "10" },
      { "n:fit(train, {epochs = 1, progress = false}).stopped", contains = '"epochs"' } })
    clear(t)
    t:enter "n:fit(train, {epochs = 1000})" -- impatient: the second one raises
    t:wait "epoch 1/1000 "
    t:press("C-c", "C-c")
    t:wait_prompt()
    ask_all(t, { { "n.layers[2]", "1000" } })
  end)
end

-- ---- colour, start-up, strictness -----------------------------------------------------------------

function TestRepl.testColor()
  for _, case in ipairs {
    { true }, { false, env = { NO_COLOR = "1" } }, { true, env = { NO_COLOR = "" } },
    { false, "--no-color" }, { false, env = { TERM = "dumb" } },
  } do
    session({ case[2] }, { env = case.env }, function(t)
      t:enter "'text'"
      t:wait '\n"text"\n>'
      t:enter "oops"
      t:wait "there is no variable 'oops'"
      lu.assertEquals(t:screen(true):find "\27%[%d*m?[^\n]*\"text\"" ~= nil, case[1])
    end)
  end
end

function TestRepl.testStartUpFile()
  local write = "mkdir -p config/nnlua; printf '%s' \"$1\" >config/nnlua/init.lua; shift; exec \"$@\""
  local options = { command = { "sh", "-c", write, "sh" } }
  local function with(init, words, body)
    terminal.run({ init, child.program(), table.unpack(words) }, options, function(t)
      t:wait_prompt()
      body(t)
    end)
  end
  with("mine = 5\nlocal undefined = not_there", {}, function(t) ask_all(t, { { "mine", "5" } }) end)
  with("mine = 5", { "-E" }, function(t) ask_all(t, { { "mine", contains = "no variable 'mine'" } }) end)
  with("mine = 5\nerror 'in it'", {}, function(t)
    t:wait "in it\n  error 'in it'\n"
    t:wait "init.lua, line 2"
    ask_all(t, { { "mine", "5" } })
  end)
  with("x = = 1", {}, function(t) t:wait "unexpected symbol near '='" end)
  child.in_folder(function(folder) -- of the prompt alone
    child.shell("mkdir " .. folder .. "/nnlua")
    child.write(folder .. "/nnlua/init.lua", "mine = 5")
    lu.assertEquals(child.run("print(mine)", nil, "XDG_CONFIG_HOME=" .. folder), "nil")
  end)
end

function TestRepl.testStrict()
  terminal.run(nil, { env = { LUA_INIT = "_PROMPT = 'one> '" } }, function(t)
    t:wait "\none>"
    t:enter "_PROMPT2 = 'more> '"
    t:wait "one> _PROMPT2"
    t:enter "f = function()"
    t:wait "\nmore>"
    t:enter "return maths end"
    t:enter "f()"
    t:wait "there is no variable 'maths', did you mean 'math'?"
    t:enter "_PROMPT = nil"
    t:wait_prompt()
    ask_all(t, {
      { "rawget(_G, 'absent')", "" }, { "_G.absent", contains = "there is no variable 'absent'" },
      { "absent = nil", "" }, { "load 'return absent2'()", "" },
      { "setmetatable(_G, {__index = function(_, k) return 'own ' .. k end});", "" },
      { "foo", '"own foo"' },
      { "setmetatable(_G, nil);", "" }, { "foo", contains = "there is no variable 'foo'" },
    })
  end)
end

function TestRepl.testPostMortem()
  child.in_folder(function(folder)
    child.write(folder .. "/fails.lua", "global = {1, 2}\nlocal function f() error 'boom' end\nf()\n")
    local path = folder .. "/fails.lua"
    session({ "--post-mortem", path }, nil, function(t)
      lu.assertStrContains(t:screen(), ":2: boom\nstack traceback:")
      lu.assertStrContains(t:screen(), "its global variables are here")
      ask_all(t, { { "#global", "2" } })
      t:press "C-d"
      lu.assertEquals(t:status(), 1)
    end)
    local text, status = child.shell(("%s %s 2>&1"):format(child.quote(child.program()), path))
    lu.assertStrContains(text, ":2: boom\nstack traceback:")
    lu.assertEquals(status, 1)
  end)
end

-- ---- piped ----------------------------------------------------------------------------------------

-- Piped it is lua's prompt. 100,000 lines under the sanitizers, which tell a leak by a status of theirs.
function TestRepl.testPiped()
  local count = child.sanitized() and 100000 or 2000
  child.in_folder(function(folder)
    local lines = { "sum = 0" }
    local shapes = { "sum = sum + %d", "'%d' .. sum", "t = {%d}", "error 'e%d'", "for i = 1, 2 do",
      "sum = sum + i end", "x x %d", "(function() return %d, sum end)()" }
    for i = 2, count do lines[i] = shapes[i % #shapes + 1]:format(i) end
    if count % #shapes == 4 then lines[count] = "1" end -- never inside a statement
    child.write(folder .. "/lines", table.concat(lines, "\n") .. "\n")
    local function run(program)
      return child.shell(("%s -i <%s/lines 2>/dev/null | cksum"):format(child.quote(program), folder))
    end
    lu.assertEquals(run(child.program()), run "lua5.4")
    local whole = ("%s -i <%s/lines >/dev/null 2>&1"):format(child.quote(child.program()), folder)
    local _, status = child.shell(whole)
    lu.assertEquals(status, 0)
  end)
end
