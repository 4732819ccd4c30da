--[[ The long words of the command line, which lua does not have: what they do, alone and mixed with lua's.
That all others are lua's is in test_host. ]]

local lu = require "luaunit"
local child = require "child"

TestOptions = {}

-- Runs the program in `folder`; returns stdout, stderr and the status.
local function run(folder, words, before)
  local command = ("cd %s; %s %s %s 2>stderr </dev/null"):format(child.quote(folder), before or "",
    child.quote(child.program()), words)
  local out, status = child.shell(command)
  return out, child.read(folder .. "/stderr"), status
end

local function in_folder(files, body)
  child.in_folder(function(folder)
    for name, text in pairs(files) do child.write(folder .. "/" .. name, text) end
    body(folder)
  end)
end

function TestOptions.testHelp()
  in_folder({}, function(folder)
    local out, err, status = run(folder, "--help")
    lu.assertEquals({ err, status }, { "", 0 })
    local all = "-e -i -l -v -E -W -- --help --version --no-color --strict --post-mortem --test"
    for word in all:gmatch "%S+" do
      lu.assertStrMatches(out, ".*\n  " .. word:gsub("%p", "%%%0") .. " .*")
    end
    for _, name in ipairs { "nn.matrix", "network:fit", "sigmoid", "'matrix +'" } do
      out, err, status = run(folder, "--help " .. name)
      lu.assertEquals({ err, status }, { "", 0 }, name)
      lu.assertStrContains(out, "see also", true, name)
    end
    out, err, status = run(folder, "--help nn.matrx")
    lu.assertEquals({ out, status }, { "", 1 })
    lu.assertStrContains(err, "did you mean 'nn.matrix'?")
    out, err, status = run(folder, "--help --no-such")
    lu.assertEquals({ out, status }, { "", 1 })
    lu.assertStrContains(err, "--no-such")
  end)
end

function TestOptions.testVersion()
  in_folder({}, function(folder)
    local out, err, status = run(folder, "--version")
    lu.assertEquals({ err, status }, { "", 0 })
    lu.assertStrMatches(out, "nnlua %d+%.%d+%.%d+ %(Lua 5%.4%.%d+%)\nzlib %d.*")
  end)
end

function TestOptions.testStrict()
  in_folder({ ["typo.lua"] = "lenght = 3\nprint(lengt)\n", ["fine.lua"] = "x = nil\nprint(rawget(_G, 'y'))\n",
      ["asks.lua"] = "local m = require 'module'\nprint(m)\n", ["module.lua"] = "return type(absent)",
      ["suite.lua"] = "TestIt = {} function TestIt.test_it() print(rawget(_G, 'no')) end" },
    function(folder)
      local out, err, status = run(folder, "typo.lua")
      lu.assertEquals({ out, err, status }, { "nil", "", 0 }) -- as in lua
      out, err, status = run(folder, "--strict typo.lua")
      lu.assertEquals({ out, status }, { "", 1 })
      lu.assertStrContains(err, "typo.lua:2: there is no variable 'lengt', did you mean 'lenght'?")
      out, err, status = run(folder, "--strict fine.lua")
      lu.assertEquals({ out, err, status }, { "nil", "", 0 })
      out, err, status = run(folder, "--strict asks.lua") -- a module of one's own, too
      lu.assertEquals({ out, status }, { "", 1 })
      lu.assertStrContains(err, "module.lua:1: there is no variable 'absent'")
      out, err, status = run(folder, "--strict -e 'print(x)'", "LUA_INIT='x = 5; y = z'")
      lu.assertEquals({ out, err, status }, { "5", "", 0 }) -- LUA_INIT comes before it
      out, err, status = run(folder, "-e 'print(x)' --strict") -- it holds for all, wherever it stands
      lu.assertEquals({ out, status }, { "", 1 })
      lu.assertStrContains(err, "(command line):1: there is no variable 'x'")
      out, err, status = run(folder, "--strict --test suite.lua") -- LuaUnit itself asks what there is
      lu.assertEquals({ err, status }, { "", 0 }, out)
      lu.assertStrContains(out, "1 success")
    end)
end

-- arg counts the words before the script downwards, whoseever they are.
function TestOptions.testArg()
  in_folder({ ["arg.lua"] = "for i = -6, #arg do print(i, arg[i]) end" }, function(folder)
    local out, err, status = run(folder, "--strict -W --no-color -e 'x=1' arg.lua --help two")
    lu.assertEquals({ err, status }, { "", 0 })
    lu.assertEquals(out, table.concat({ "-6\t" .. child.program(), "-5\t--strict", "-4\t-W", "-3\t--no-color",
      "-2\t-e", "-1\tx=1", "0\targ.lua", "1\t--help", "2\ttwo" }, "\n"))
    out, err, status = run(folder, "--strictly arg.lua")
    lu.assertEquals({ out, status }, { "", 1 })
    lu.assertStrContains(err, "unrecognized option '--strictly'")
  end)
end

-- Not at a terminal the prompt is lua's, and reads what is piped.
function TestOptions.testPostMortem()
  in_folder({ ["fails.lua"] = "kept = 6 * 7 error 'boom'", ["fine.lua"] = "print 'fine'" }, function(folder)
    local out, err, status = run(folder, "--post-mortem fine.lua")
    lu.assertEquals({ out, err, status }, { "fine", "", 0 })
    child.write(folder .. "/typed", "kept\n")
    out, status = child.shell(("cd %s; %s --post-mortem fails.lua <typed 2>&1"):format(folder,
      child.quote(child.program())))
    lu.assertStrContains(out, "fails.lua:1: boom")
    lu.assertStrContains(out, "\n42\n")
    lu.assertEquals(status, 1)
  end)
end

local GOOD = [[
local lu = require "luaunit"
TestGood = {}
function TestGood.test_one() lu.assertEquals(1 + 1, 2) end
function TestGood.test_two() lu.assertEquals(arg[0]:match "[^/]*$", NAME) end
NAME = arg[0]:match "[^/]*$"
]]

function TestOptions.testSuites()
  in_folder({
    ["good.lua"] = GOOD:gsub("arg%[0%]:match", "NAME:match", 1), ["empty.lua"] = "x = 1",
    ["script.lua"] = GOOD:gsub("Good", "Script"):gsub("arg%[0%]:match", "NAME:match", 1)
      .. "os.exit(lu.LuaUnit.run())\n",
    ["bad.lua"] = "TestBad = {} function TestBad.test_it() require('luaunit').assertEquals(1, 2) end",
    ["raises.lua"] = "TestRaises = {} function TestRaises.test_it() error 'within' end",
    ["breaks.lua"] = "error 'while it loads'", ["syntax.lua"] = "x = = 1",
    ["exits.lua"] = "os.exit(0)",
  }, function(folder)
    for _, case in ipairs {
      { "good.lua", 0, "2 successes" }, { "script.lua", 0, "2 successes" },
      { "good.lua script.lua", 0, "4 successes" }, { "good.lua bad.lua", 1, "1 failure" },
      { "raises.lua", 1, "1 error" }, { "breaks.lua", 1, "breaks.lua:1: while it loads" },
      { "good.lua syntax.lua", 1, "syntax.lua:1: unexpected symbol near '='" },
      { "empty.lua", 1, "no tests in empty.lua" }, { "exits.lua", 1, "no tests in exits.lua" },
      { "none.lua", 1, "none.lua" }, { "", 1, "which file?" },
      { "good.lua -p one", 0, "1 success" }, { "-v good.lua", 0, "TestGood.test_two ... Ok" },
    } do
      local out, err, status = run(folder, "--test " .. case[1])
      lu.assertEquals(status, case[2], case[1] .. "\n" .. out .. err)
      lu.assertStrContains(out .. err, case[3])
    end
    local out, err, status = run(folder, "--test good.lua", "env LUA_PATH=/nowhere/?.lua")
    lu.assertEquals({ out, status }, { "", 1 })
    lu.assertStrContains(err, "apt-get install lua-unit")
  end)
end

-- nn.args: what is typed is judged, each number of a list by itself, and a mistake is one sentence.
function TestOptions.testArgsOfScripts()
  local script = [[
local check = require "nn.check"
local o = nn.args(arg, { usage = "usage", { "fit", nil, "f", check = check.whole(1, 28) },
  { "sizes", { 5, 10 }, "s", check = check.whole(1) }, { "rates", { 0.5 }, "r" },
  { "name", "a", "n", check = function(v) if v == "b" then return "no b" end end } })
print(o.fit, table.concat(o.sizes, " "), table.concat(o.rates, " "), o.name)]]
  for words, expected in pairs {
    [""] = "nil\t5 10\t0.5\ta", ["--fit 28 --sizes 7 --rates=1,0.25 --name c"] = "28\t7\t1 0.25\tc",
    ["--fit 0"] = "--fit: a whole number from 1 to 28 was expected, got '0'",
    ["--fit x"] = "--fit: a whole number from 1 to 28 was expected, got 'x'",
    ["--sizes 3,0"] = "--sizes: a whole number of 1 or more was expected, got '0'",
    ["--sizes 3,1.5"] = "--sizes: a whole number was expected, got '1.5'",
    ["--sizes="] = "--sizes: a number was expected, got ''",
    ["--rates 1,,2"] = "--rates: a number was expected, got ''",
    ["--name b"] = "--name: no b was expected, got 'b'",
  } do
    local list = {}
    for word in words:gmatch "%S+" do list[#list + 1] = word end
    local text, status = child.run(script, list)
    lu.assertEquals({ text, status }, { expected, expected:find "expected" and 1 or 0 })
  end
  lu.assertStrContains(child.run(script, { "--help" }), "s (5,10)")
  lu.assertErrorMsgContains("args: option 1: check must be a function, got 3", nn.args, {},
    { usage = "", { "a", 1, "b", check = 3 } })
  lu.assertErrorMsgContains("args: option 1: a flag is false at first", nn.args, {},
    { usage = "", { "a", true, "b" } })
end

-- The file that would be saved is not touched, and none is left behind.
function TestOptions.testArgsToSave()
  local args = require "nn.args"
  in_folder({ ["old.npz"] = "old" }, function(folder)
    lu.assertNil(args.to_save(folder .. "/old.npz"))
    lu.assertEquals(child.read(folder .. "/old.npz"), "old")
    lu.assertNil(args.to_save(folder .. "/new.npz"))
    lu.assertNil((io.open(folder .. "/new.npz")))
    lu.assertEquals(args.to_save(folder .. "/none/n.npz"), "a file in a folder that is there")
    lu.assertEquals(args.to_save(folder .. "/n.npy"), "a name that ends in .npz")
    child.shell("mkdir " .. folder .. "/folder.npz")
    lu.assertEquals(args.to_save(folder .. "/folder.npz"), "a file that may be read and written")
  end)
end

function TestOptions.testTemplate()
  local out, status = child.shell(child.quote(child.program()) .. " --test scripts/test_template.lua 2>&1")
  lu.assertEquals(status, 0, out)
  lu.assertStrMatches(out, ".*%d+ successes, 0 failures.*")
  out, status = child.shell(child.quote(child.program()) .. " scripts/test_template.lua 2>&1")
  lu.assertEquals(status, 0, out)
end
