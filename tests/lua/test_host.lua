--[[ The program beside the stand-alone lua5.4: the same command lines through both, and stdout,
stderr and exit status have to be equal. Then what is nnlua's own: the long words, the module nn,
Ctrl-C with a training network, stock C modules, and nn.so in lua5.4.

The program is $NNLUA or ./nnlua, the module $NNLUA_MODULE or ./nn.so. Both programs run under the
name `lua` (two directories in PATH), so that even their messages need no editing. ]]
local lu = require "luaunit"

-- ---- running command lines ----------------------------------------------------------------------

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return (pipe:read("a"):gsub("\n$", ""))
end

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read("a")
end

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

local function absolute(path)
  if path:find("^/") then return path end
  return output_of("pwd") .. "/" .. path
end

local function program() return absolute(os.getenv "NNLUA" or "./nnlua") end
local function module() return absolute(os.getenv "NNLUA_MODULE" or "./nn.so") end

-- A case is a list of arguments for `lua`, or a line of shell in `sh`; `stdin` is what it reads,
-- `env` its additions to the environment. Returns the line for the shell.
local function command_line(case)
  if case.sh then return case.sh end
  local words = {}
  for name, value in pairs(case.env or {}) do words[#words + 1] = name .. "=" .. quote(value) end
  words[#words + 1] = "lua"
  for _, argument in ipairs(case) do words[#words + 1] = quote(argument) end
  return table.concat(words, " ")
end

-- Makes a new directory that has `files` (by name) in work/, calls body with its path, and removes
-- it, whatever body does.
local function in_directory(files, body)
  local directory = output_of "mktemp -d"
  assert(os.execute("mkdir " .. quote(directory) .. "/work"))
  local ok, message = pcall(function()
    for name, text in pairs(files or {}) do write(directory .. "/work/" .. name, text) end
    body(directory)
  end)
  assert(os.execute("rm -rf " .. quote(directory)))
  if not ok then error(message, 0) end
end

-- The shell text that runs every case under the program `path`, leaving what comes out in files.
local function script_for(directory, who, path, cases)
  local bin = directory .. "/" .. who
  local lines = {"mkdir " .. quote(bin), "ln -s " .. quote(path) .. " " .. quote(bin .. "/lua")}
  lines[#lines + 1] = "(PATH=" .. quote(bin) .. ":$PATH"
  for i, case in ipairs(cases) do
    local base = directory .. "/" .. who .. i
    local stdin = "/dev/null"
    if case.stdin then
      stdin = base .. ".in"
      write(stdin, case.stdin)
    end
    lines[#lines + 1] = ("(%s\n) <%s >%s 2>%s; echo $? >%s"):format(command_line(case),
      quote(stdin), quote(base .. ".out"), quote(base .. ".err"), quote(base .. ".status"))
  end
  lines[#lines + 1] = ")"
  return table.concat(lines, "\n")
end

-- Runs the cases in the directory under each of `programs` (paths by a short name). Returns, by
-- that name, a list of {out, err, status}.
local function run_in(directory, programs, cases)
  local lines = {"unset LUA_INIT LUA_INIT_5_4 LUA_PATH LUA_PATH_5_4 LUA_CPATH LUA_CPATH_5_4",
                 "cd " .. quote(directory .. "/work")}
  for who, path in pairs(programs) do
    lines[#lines + 1] = script_for(directory, who, path, cases)
  end
  write(directory .. "/run.sh", table.concat(lines, "\n"))
  -- The outer stderr is where the shell remarks on children that a signal killed.
  os.execute("sh " .. quote(directory .. "/run.sh") .. " 2>" .. quote(directory .. "/shell"))
  local results = {}
  for who in pairs(programs) do
    results[who] = {}
    for i in ipairs(cases) do
      local base = directory .. "/" .. who .. i
      results[who][i] = {out = read(base .. ".out"), err = read(base .. ".err"),
                         status = tonumber(read(base .. ".status"))}
    end
  end
  return results
end

local function run(cases, files)
  local results
  in_directory(files, function(directory)
    results = run_in(directory, {nnlua = program()}, cases).nnlua
  end)
  return results
end

local function shorten(value) return ("%q"):format(tostring(value):sub(1, 500)) end

-- Both programs have to do the same; `status`, `out` and `err` in a case (a plain part of the text)
-- say besides what that is. All differences are told at once.
local function compare(cases, files)
  local lua = output_of "command -v lua5.4"
  lu.assertTrue(lua ~= "", "lua5.4 is not installed; `make deps` brings it")
  local results
  in_directory(files, function(directory)
    results = run_in(directory, {lua5_4 = lua, nnlua = program()}, cases)
  end)
  local faults = {}
  for i, case in ipairs(cases) do
    local theirs, ours = results.lua5_4[i], results.nnlua[i]
    for _, what in ipairs {"status", "out", "err"} do
      if theirs[what] ~= ours[what] then
        faults[#faults + 1] = ("%s\n  %s of lua5.4: %s\n  %s of nnlua:  %s"):format(
          command_line(case), what, shorten(theirs[what]), what, shorten(ours[what]))
      elseif case[what] and not tostring(ours[what]):find(case[what], 1, true) then
        faults[#faults + 1] = ("%s\n  %s of both is %s, without %q"):format(
          command_line(case), what, shorten(ours[what]), case[what])
      end
    end
  end
  if #faults > 0 then lu.fail(table.concat(faults, "\n")) end
end

-- Scripts press Ctrl-C themselves, so that nothing depends on time: the shell in the pipe waits
-- for `close` and presses while `close` waits for the shell. (os.execute would ignore SIGINT.)
local KILL = "io.popen('read line; kill -INT $PPID', 'w'):close()"
local PRESS = "local function press() " .. KILL .. " end\n"

-- ---- like lua5.4 --------------------------------------------------------------------------------

TestHostLikeLua = {}

function TestHostLikeLua.tearDown() collectgarbage() end

local SHOW_ARG = [[
local low = 0
while arg[low - 1] do low = low - 1 end
for i = low, #arg do io.write(i, "=", arg[i], " ") end
print(#arg, select("#", ...), ...)
]]

local FILES = {
  ["a.lua"] = SHOW_ARG,
  ["-dash.lua"] = "print('a name with a dash', ...)",
  ["bang.lua"] = "#!/usr/bin/env lua\nprint('after the bang', ...)\nerror 'line 3'",
  ["comment.lua"] = "# not Lua\nreturn 5",
  ["bad.lua"] = "local x = = 1",
  ["unfinished.lua"] = "for i = 1, 2 do",
  ["fails.lua"] = "local function f() error 'here' end\nlocal function g() f() end\ng()",
  ["object.lua"] = "error(setmetatable({}, {__tostring = function() return 'spoken' end}))",
  ["mod.lua"] = "print('loading', ...) return {name = 'mod'}",
  ["my-mod.lua"] = "return 'with a hyphen'",
  ["falls.lua"] = "error 'module fails'",
  ["setup.lua"] = "print('init runs', arg[0]) seen = true",
}

function TestHostLikeLua.testOptions()
  compare({
    {"-v", out = "Lua 5.4"},
    {"-v", "-v"}, {"-v", "-E"}, {"-E", "-v", "a.lua"}, {"-W"}, {"-E"}, {"-W", "-E"}, {"--"},
    {"-e", "print(1)", out = "1\n"},
    {"-eprint(1)"}, {"-e", ""}, {"-e", "print(1)", "-e", "print(2)"},
    {"-e", "x = 1", "-eprint(x)", "-v"},
    {"-e", "print(...)", "a.lua", "b"},
    {"-e", "a = 5", "a.lua", "x", "y", "z w", "", "'q'"},
    {"-e", "arg[1] = 'changed'; arg[3] = 'hidden'", "a.lua", "x"},
    {"-e", "arg = {'p', 'q'}", "a.lua"},
    {"-e", "arg = nil", "a.lua", err = "'arg' is not a table", status = 1},
    {"-e", "arg = setmetatable({}, {__len = function() error {} end})", "a.lua", status = 1},
    {"-e", "arg = setmetatable({}, {__len = function() return 3 end})", "a.lua"},
    {"-e", "arg = setmetatable({}, {__len = function() return 1e7 end})", "a.lua", status = 1},
    {"-e", "goto done; print 'not this'; ::done:: print 'this'"},
    {"-e", "for i = 1, 3 do if i == 2 then goto continue end print(i) ::continue:: end"},
    {"-e", "goto nowhere", status = 1},
    {"-e", "print(#arg, arg[0], arg[-1], arg[1], arg[2])"},
    {"-e", "print(_VERSION, math.pi, 10 // 3, 1 << 62)"},
    {"-e", "print(collectgarbage 'incremental')", out = "generational"},
    {"-e", "print(collectgarbage('generational'), collectgarbage 'isrunning')"},
  }, FILES)
end

function TestHostLikeLua.testWrongOptions()
  compare({
    {"-e", err = "'-e' needs argument", status = 1},
    {"-l", err = "'-l' needs argument"},
    {"-e", "-v"}, {"-l", "-"}, {"-e", "--"}, {"-v", "-e"}, {"-e", "print(1)", "-l"},
    {"-h", err = "unrecognized option '-h'", status = 1},
    {"---", err = "unrecognized option '---'", status = 1},
    {"--help=x"}, {"--hel"}, {"--unknown"}, {"-vi"}, {"-iv"}, {"-Wx"}, {"-Ee"}, {"-vv"}, {"-x"},
    {"-e", "print 'not run'", "-x"}, {"-v", "-q", "a.lua"}, {"-q", "--help"}, {"-e", "--help"},
    {"-?"}, {"-1"}, {"-i", "-x"},
  }, FILES)
end

function TestHostLikeLua.testScripts()
  compare({
    {"a.lua"}, {"a.lua", "x", "-e", "--help", "--", "-"},
    {"-W", "-e", "z = 1", "a.lua", "x"}, {"-E", "--", "a.lua", "-v"}, {"-v", "a.lua", "--version"},
    {"--", "-dash.lua", "x", out = "a name with a dash"},
    {"-dash.lua"}, {"bang.lua", "x", status = 1}, {"comment.lua", status = 0}, {"--", "a.lua"},
    {"none.lua", err = "cannot open none.lua", status = 1},
    {"", status = 1}, {".", status = 1}, {"/", status = 1}, {"a.lua/x"},
    {"bad.lua", err = "bad.lua:1: unexpected symbol", status = 1},
    {"unfinished.lua"}, {"fails.lua", err = "stack traceback"}, {"object.lua", err = "spoken"},
    {"-e", "print 'before'", "none.lua"},
    {sh = "chmod 000 a.lua; lua a.lua; s=$?; chmod 600 a.lua; exit $s"},
    {sh = "chmod 755 bang.lua; PATH=\"$PATH\" ./bang.lua one two", out = "after the bang"},
    {sh = "lua -e 'print(string.dump(load \"return 1\"))' >c.luac; lua c.luac"},
    {sh = "printf 'print(1)' >nonl.lua; lua nonl.lua; printf '#' >h.lua; lua h.lua"},
    {sh = "printf '\\357\\273\\277print(\"mark\")' >bom.lua; lua bom.lua", out = "mark"},
    {sh = "lua - x y <a.lua"}, {sh = "lua -- - x <a.lua", status = 1},
    {sh = "cd ..; lua work/fails.lua"},
  }, FILES)
end

function TestHostLikeLua.testStdin()
  compare({
    {stdin = "print(1, ...)", out = "1\n"},
    {stdin = ""}, {stdin = "#!shebang\nprint 'two'\nprint(nil .. 1)"},
    {stdin = "error 'x'", status = 0}, {"-", stdin = "error 'x'", status = 1},
    {stdin = "syntax error here", status = 0}, {"-", stdin = "syntax error here", status = 1},
    {"-", stdin = SHOW_ARG}, {"-", "a", "b", stdin = SHOW_ARG}, {"-", "-v", stdin = SHOW_ARG},
    {"-e", "print 'e'", "-", "a", stdin = SHOW_ARG}, {"-W", "-", stdin = SHOW_ARG},
    {"-W", stdin = SHOW_ARG}, {"-E", stdin = SHOW_ARG}, {"--", stdin = SHOW_ARG},
    {"-e", "print 'only e'", stdin = "print 'not read'"}, {"-v", stdin = "print 'not read'"},
    {"-l", "mod", stdin = "print(mod.name)"}, {"-", "--", stdin = SHOW_ARG},
    {"-", stdin = "print(io.read('l')); print(io.read('a'))"},
    {"-e", "print(io.read('n', 'l', 'a'))", stdin = "12 rest\nmore\n"},
    {stdin = "os.exit(7)", status = 7},
    {sh = "lua <&-"}, {sh = "lua - <&-"}, {sh = "lua - <."},
  }, FILES)
end

function TestHostLikeLua.testModules()
  compare({
    {"-l", "mod", "-e", "print(mod.name)", out = "loading"},
    {"-lmod", "-eprint(mod.name)"},
    {"-l", "m=mod", "-e", "print(m.name, mod)"}, {"-lm=mod", "-lmod", "-e", "print(m == mod)"},
    {"-lmy-mod", "-e", "print(_G['my-mod'], my)"}, {"-l", "g=my-mod", "-e", "print(g)"},
    {"-l", "a=b=c", status = 1}, {"-l", "", status = 1}, {"-l", "=mod", "-e", "print(_G[''].name)"},
    {"-l", "nowhere", err = "module 'nowhere' not found", status = 1},
    {"-l", "falls", status = 1}, {"-l", "falls", "-e", "print 'not run'"},
    {"-e", "require = nil", "-l", "mod", status = 1},
    {"-e", "require = function(n) return n:upper() end", "-l", "xyz", "-e", "print(xyz)"},
    {"-l", "string", "-l", "t=table", "-e", "print(t == table, string.rep('x', 3))"},
    {"-l", "mod", "a.lua", "x"},
    {"-e", "print(package.config)"}, {"-e", "print(package.loaded._G == _G)"},
  }, FILES)
end

function TestHostLikeLua.testEnvironment()
  local paths = {"-e", "print(package.path); print(package.cpath)"}
  local function with(environment, ...)
    local case = {env = environment}
    for i, word in ipairs {...} do case[i] = word end
    return case
  end
  compare({
    with({LUA_INIT = "print('init', arg[0])"}, "a.lua", "x"),
    with({LUA_INIT = "print 'init'"}, "-v"), with({LUA_INIT = ""}, "-e", "print(1)"),
    with({LUA_INIT = "print 'plain'", LUA_INIT_5_4 = "print 'versioned'"}, "-e", "print(1)"),
    with({LUA_INIT = "print 'plain'", LUA_INIT_5_4 = ""}, "-e", "print(1)"),
    with({LUA_INIT_5_4 = "@setup.lua"}, "-e", "print(seen)"),
    with({LUA_INIT = "@setup.lua"}, "-v", "a.lua", "y"),
    with({LUA_INIT = "@none.lua"}, "-e", "print 'not run'"), with({LUA_INIT = "@"}, "-v"),
    with({LUA_INIT = "@bad.lua"}, "a.lua"), with({LUA_INIT_5_4 = "@fails.lua"}, "a.lua"),
    with({LUA_INIT = "error 'in init'"}, "-v", "a.lua"),
    with({LUA_INIT = "syntax error"}), with({LUA_INIT_5_4 = "syntax error"}),
    with({LUA_INIT = "error {}"}), with({LUA_INIT = "os.exit(3)"}, "a.lua"),
    with({LUA_INIT = "arg = {'by init'}"}, "a.lua", "x"),
    with({LUA_INIT = "print 'init'"}, "-E", "-e", "print(os.getenv 'LUA_INIT')"),
    with({LUA_INIT = "error 'no'", LUA_INIT_5_4 = "error 'no'"}, "-E"),
    with({LUA_INIT = "print 'init'"}, "-x"),
    paths, with({}, "-E", table.unpack(paths)),
    with({LUA_PATH = "/p/?.lua", LUA_CPATH = "/c/?.so"}, table.unpack(paths)),
    with({LUA_PATH = ";;/p/?.lua", LUA_CPATH = "/c/?.so;;"}, table.unpack(paths)),
    with({LUA_PATH = "/a;;/b", LUA_PATH_5_4 = "/v;;"}, table.unpack(paths)),
    with({LUA_CPATH = "/a;;/b", LUA_CPATH_5_4 = ";;/v"}, table.unpack(paths)),
    with({LUA_PATH = "", LUA_CPATH_5_4 = ""}, table.unpack(paths)),
    with({LUA_PATH = "/p/?.lua", LUA_CPATH_5_4 = "/c/?.so"}, "-E", table.unpack(paths)),
  }, FILES)
end

function TestHostLikeLua.testErrors()
  local deep = "local function f() return f() + 1 end "
  compare({
    {"-e", "error 'x'", status = 1}, {"-e", "error('x', 0)"}, {"-e", "error('x', 2)"},
    {"-e", "error()", err = "(error object is a nil value)"}, {"-e", "error(nil)"},
    {"-e", "error {}"}, {"-e", "error(42)"}, {"-e", "error(1.5)"}, {"-e", "error(true)"},
    {"-e", "error(print)"}, {"-e", "error(coroutine.create(print))"},
    {"-e", "error(setmetatable({}, {__tostring = function() return 'spoken' end}))"},
    {"-e", "error(setmetatable({}, {__tostring = function() return 5 end}))"},
    {"-e", "error(setmetatable({}, {__tostring = function() return nil end}))"},
    {"-e", "error(setmetatable({}, {__tostring = function() error 'again' end}))"},
    {"-e", "error(setmetatable({}, {__tostring = true}))"},
    {"-e", "error(setmetatable({}, {__name = 'Thing'}))"},
    {"-e", "print(pcall(error, setmetatable({}, {__name = 'Thing'})) and 1 or 2)"},
    {"-e", "error 'zero\\0byte'"}, {"-e", "error ''"}, {"-e", "x()"}, {"-e", "x.y.z = 1"},
    {"-e", "print(1 < {})"}, {"-e", "('x'):rep(-1):bad()"}, {"-e", "string.rep('x', 1 << 62)"},
    {"-e", "coroutine.wrap(function() error 'inside' end)()"}, {"-e", "assert(false)"},
    {"-e", "assert(nil, 'asserted')"}, {"-e", "assert(false, {})"}, {"-e", "return = 1"},
    {"-e", "string.gsub('x', '.', function() error 'in gsub' end)"},
    {"-e", "table.sort({3, 2, 1}, function() error {} end)"},
    {"-e", deep .. "f()", err = "stack overflow"},
    {"-e", "local function f(s) return (s:gsub('.', f)) end f 'x'"},
    {"-e", "local n = 0; local function f() n = n + 1; return pcall(f) end print(f(), n)"},
    {"-e", ("x = "):rep(1) .. ("("):rep(300) .. "1" .. (")"):rep(300)},
    {"-e", "local x <close> = 5"}, {"-e", "local x <const> = 5; x = 6"},
    {"-e", "local t <close> = setmetatable({}, {__close = function(_, e) print(e) end}) error 'c'"},
    {"-e", "error(string.rep('long ', 2000))"}, {"-e", "debug.traceback = nil; error 'tb'"},
    {"-e", "string.format('%d', 1.5)"}, {"-e", "print(('x'):bad())"}, {"-e", "load('x x')()"},
    {"-e", "print(debug.traceback('here'))"}, {"-e", "dofile 'fails.lua'"},
    {"-e", "xpcall(error, function(m) print('handler', m) end, 'x')"}, {"-e", "require 'falls'"},
  }, FILES)
end

function TestHostLikeLua.testExitAndWarnings()
  compare({
    {"-e", "os.exit()", status = 0}, {"-e", "os.exit(true)", status = 0},
    {"-e", "os.exit(false)", status = 1}, {"-e", "os.exit(3)", status = 3},
    {"-e", "os.exit(256 + 4)"}, {"-e", "os.exit(5, true)"}, {"-e", "os.exit('x')"},
    {"-e", "setmetatable({}, {__gc = function() print 'collected' end})", out = "collected"},
    {"-e", "setmetatable({}, {__gc = function() print 'collected' end}) os.exit(2)"},
    {"-e", "setmetatable({}, {__gc = function() print 'collected' end}) os.exit(2, true)"},
    {"-e", "setmetatable({}, {__gc = function() print 'collected' end}) error 'x'"},
    {"-e", "setmetatable({}, {__gc = function() error 'in gc' end})"},
    {"-W", "-e", "setmetatable({}, {__gc = function() error 'in gc' end})", err = "in gc"},
    {"-e", "local x <close> = setmetatable({}, {__close = function() print 1 end}) os.exit(1, 1)"},
    {"-e", "coroutine.wrap(function() os.exit(4, true) end)()", status = 4},
    {"-e", "return 5", status = 0}, {"-e", "io.stdout:close() print 'x'"},
    {"-e", "warn 'off'"}, {"-W", "-e", "warn 'on'", err = "Lua warning: on"},
    {"-e", "warn 'off'", "-W", "-e", "warn('o', 'n')"}, {"-e", "warn '@on'", "-e", "warn 'x'"},
    {"-W", "-e", "warn '@off' warn 'x' warn '@on' warn 'y'"}, {"-W", "-e", "warn '@unknown'"},
    {"-W", "-e", "warn()"}, {"-E", "-W", "a.lua"},
    {"-e", "io.stderr:write 'err'; io.write 'out'; print(os.getenv 'NOT_SET')"},
    {"-e", "print(io.popen('exit 3'):close())"}, {"-e", "print(os.execute('kill -9 $$'))"},
    {"-e", "print(os.setlocale())"}, {"-e", "print(#arg, ...)", "-e", "print(select('#', ...))"},
    {sh = "lua -e 'for i = 1, 1e6 do print(i) end' | head -n 1"},
    {sh = "lua -v >/dev/full"}, {sh = "lua -e 'print(io.stdout:write(1):flush())' >/dev/full"},
  }, FILES)
end

-- What is typed comes back on stdout when stdin is no terminal: that is readline's way, in both.
local function skip_without_readline()
  if not os.execute("ldd " .. quote(program()) .. " | grep -q libreadline") then
    lu.skip "this program does not edit its lines with readline, as lua5.4 does"
  end
end

function TestHostLikeLua.testPrompt()
  skip_without_readline()
  local function typed(text, ...)
    local case = {"-i", ...}
    case.stdin = text
    return case
  end
  compare({
    typed "", typed "\n", typed "1 + 1\n", typed "= 1 + 1\n", typed "1, nil, 'x'", typed "=",
    typed "print 'x'\n'y'\nlocal z = 1\nz\n", typed "do\nprint(1)\nend\n", typed "x = 5\nx\n=x\n",
    typed "for i = 1, 2 do\n  print(i)\n\nend\n", typed "return 1, 2\n", typed "f(\n1\n)\n",
    typed "do", typed "do\n= 1\nend\n", typed "'unfinished\n", typed "[[long\nstring]]\n",
    typed "--[[ comment\nends ]] 1\n", typed "-- comment\n", typed ")\n1\n", typed "x x\n",
    typed "error 'x'\n1\n", typed "error {}\n", typed "error()\n", typed "os.exit(6)\n",
    typed "error(setmetatable({}, {__tostring = function() return 'spoken' end}))\n",
    typed "local function f() error 'deep' end f()\n", typed "print = nil\n1\n2\n",
    typed "print = function() error 'p' end\n1\n", typed "print = function() error {} end\n1\n",
    typed "_PROMPT = 'in> '\n1\n_PROMPT2 = 'on> '\ndo\nend\n",
    typed "_PROMPT = 5\n_PROMPT2 = 1.5\ndo",
    typed "_PROMPT = setmetatable({}, {__tostring = function() return 'obj ' end})\n1\n",
    typed "_PROMPT = setmetatable({}, {__tostring = function() error 'prompt' end})\n1\n",
    typed "_PROMPT = true\n_PROMPT2 = {}\n1\n", typed "goto x ::x::\n", typed "return\n",
    typed "table.unpack({}, 1, 300)\n", typed "...\n", typed "arg[0], arg[-1], #arg\n",
    typed("1\n", "a.lua", "x"), typed("1\n", "fails.lua"), typed("1\n", "-e", "error 'x'"),
    typed("x\n", "-e", "x = 'set'"), typed("1\n", "-"), typed("1\n", "none.lua"),
    typed("1\n", "-v"), typed("mod.name\n", "-lmod"), typed("warn 'w'\n", "-W"), typed("1\n", "--"),
    typed "setmetatable({}, {__gc = function() print 'collected' end}) and 1\n",
    typed "debug.sethook(function() end, 'l')\ndebug.gethook() ~= nil\n",
    typed "x = io.read()\nthis line\nx\n", typed "1\t2\n", typed "('tab\\t')\n", typed "\0x\n",
    {"-i"}, {sh = "lua -i <&-"}, {"-i", env = {LUA_INIT = "_PROMPT = '# '"}, stdin = "1\n"},
    {"-i", "a.lua", "y", env = {LUA_INIT = "@setup.lua"}}, {"-E", "-i", "-W", "-e", "print(1)"},
    typed(KILL .. "\n1 + 1\n"), typed("while true do " .. KILL .. " end\n'still here'\n"),
    typed("p()\n1\np()\n2\n", "-e", PRESS .. "function p() press() end"),
  }, FILES)
end

-- A real terminal, made by script(1) where that is installed. Who echoes what there is a matter of
-- time, so only what has to appear is compared. The prompt there is nnlua's own (test_repl), and keeps
-- what was typed: not in the history of whoever runs this.
function TestHostLikeLua.testTerminal()
  if output_of "command -v script" == "" then lu.skip "script(1) is not installed" end
  local typing = "printf '1 + 1\\nos.exit(3)\\n' | env -u NNLUA_HISTORY -u XDG_STATE_HOME -u XDG_CONFIG_HOME "
    .. "HOME=$PWD TERM=dumb script -qec lua /dev/null"
  in_directory({}, function(directory)
    local programs = {lua5_4 = output_of "command -v lua5.4", nnlua = program()}
    for who, results in pairs(run_in(directory, programs, {{sh = typing}})) do
      local greeting = who == "nnlua" and "Ctrl-D ends\r\n" or "PUC-Rio\r\n"
      lu.assertStrContains(results[1].out, greeting)
      lu.assertStrContains(results[1].out, "\n2\r\n")
      lu.assertEquals(results[1].status, 3)
    end
  end)
end

-- ---- Ctrl-C -------------------------------------------------------------------------------------

TestHostInterrupt = {}

function TestHostInterrupt.tearDown() collectgarbage() end

function TestHostInterrupt.testLikeLua()
  compare({
    {"-e", PRESS .. "press()\nwhile true do end", err = "interrupted!", status = 1},
    {"-e", PRESS .. "print(pcall(press))\nprint 'goes on'", status = 0},
    {"-e", PRESS .. "print(pcall(press))\npress()\nprint 'not reached'", status = 130},
    {"-e", PRESS .. "pcall(press)", "-e", PRESS .. "print(pcall(press))", status = 0},
    {"-", stdin = PRESS .. "local function f() press() end\nf()", status = 1},
    {"-e", "setmetatable({}, {__gc = function() print 'closed' end})\n" .. PRESS .. "press()"},
    {"-e", PRESS .. "print(coroutine.wrap(pcall)(press))\nprint 'not reached'", status = 1},
  }, FILES)
end

-- The same from outside, on a job in the background and in loops that never end by themselves.
function TestHostInterrupt.testFromOutside()
  local once = "io.open('ready1', 'w'):close() while true do end"
  local twice = "pcall(function() " .. once .. " end) " .. once:gsub("ready1", "ready2")
  local function job(code, presses)
    local lines = {"rm -f ready*; lua -e " .. quote(code) .. " & job=$!"}
    for i = 1, presses do
      lines[#lines + 1] = "n=0; until [ -e ready" .. i .. " ] || [ $n -ge 1000 ]; do " ..
                          "sleep 0.01; n=$((n + 1)); done; kill -INT $job"
    end
    lines[#lines + 1] = "wait $job"
    return {sh = table.concat(lines, "\n")}
  end
  local first, second = job(once, 1), job(twice, 2)
  first.status, first.err, second.status = 1, "interrupted!", 130
  compare {first, second}
end

-- fit ends by itself at a first Ctrl-C and the script goes on; the second raises, the third kills.
function TestHostInterrupt.testFit()
  local train = PRESS .. [[
local n = nn.network(2, 3, 1, 0.5)
local function fit(on_epoch)
  local X, T = nn.matrix{{0, 1}, {1, 0}}, nn.matrix{{0.9}, {0.1}}
  return n:fit(X, T, {epochs = 3, progress = false, on_epoch = on_epoch})
end
]]
  local results = run {
    {"-e", train .. "print(fit(press).stopped) print 'goes on'"},
    {"-e", train .. "fit(function() press() press() end) print 'not reached'"},
    {"-e", train .. "fit(function() press() pcall(press) press() end) print 'not reached'"},
    {"-e", train .. "print(pcall(fit, function() press() press() end)) print(fit().stopped)"},
  }
  lu.assertEquals(results[1], {out = "interrupt\ngoes on\n", err = "", status = 0})
  lu.assertEquals({results[2].out, results[2].status}, {"", 1})
  lu.assertStrContains(results[2].err, "interrupted!")
  lu.assertEquals({results[3].out, results[3].status}, {"", 130})
  lu.assertStrContains(results[4].out, "interrupted!\nepochs\n")
  lu.assertEquals(results[4].status, 0)
end

-- ---- nnlua's own --------------------------------------------------------------------------------

TestHostOwn = {}

function TestHostOwn.tearDown() collectgarbage() end

function TestHostOwn.testLongWords()
  local results = run({
    {"--help"}, {"--version"}, {"-e", "print 'not run'", "--help"}, {"-v", "--version"},
    {"-E", "--help"}, {"--", "--help"}, {"a.lua", "--version"},
    {sh = "lua --help >/dev/full"}, {env = {LUA_INIT = "error 'not run'"}, "--version"},
  }, FILES)
  for _, i in ipairs {1, 2, 3, 4, 5, 9} do
    lu.assertEquals({results[i].err, results[i].status}, {"", 0})
  end
  for _, part in ipairs {"usage: lua", " -e stat", "--version", "--help nn.network", "nnlua --lessons"} do
    lu.assertStrContains(results[1].out, part)
  end
  lu.assertEquals({results[3].out, results[5].out}, {results[1].out, results[1].out})
  lu.assertStrMatches(results[2].out, "nnlua %d+%.%d+%.%d+ %(Lua 5%.4%.%d+%)\n.*")
  lu.assertEquals({results[4].out, results[9].out}, {results[2].out, results[2].out})
  lu.assertEquals({results[6].out, results[6].status}, {"", 1})
  lu.assertStrContains(results[7].out, "1=--version")
  lu.assertEquals(results[8].status, 1)
end

function TestHostOwn.testModuleIsThere()
  local results = run {
    {"-e", "print(type(nn), nn == require 'nn', nn == package.loaded.nn)"},
    {"-E", "-e", "print(type(nn), nn == require 'nn')"},
    {"-l", "nn", "-l", "other=nn", "-e", "print(other == nn)"},
    {env = {LUA_INIT = "before = nn"}, "-e", "print(before == nn, before ~= nil)"},
    {"-i", stdin = "type(nn.matrix)\n"},
    {"-e", "nn = nil", "-e", "print(nn, type(require 'nn'))"},
  }
  local function out(i) return results[i].err .. results[i].out end
  lu.assertEquals(out(1), "table\ttrue\ttrue\n")
  lu.assertEquals(out(2), "table\ttrue\n")
  lu.assertEquals(out(3), "true\n")
  lu.assertEquals(out(4), "true\ttrue\n")
  lu.assertStrContains(out(5), "\nfunction\n")
  lu.assertEquals(out(6), "nil\ttable\n")
end

-- Debian's C modules find Lua's functions in the program.
function TestHostOwn.testStockModules()
  local results = run {
    {"-l", "cjson", "-e", "print(cjson.encode{1, 'two', cjson.null}, cjson.decode '[true]'[1])"},
    {"-l", "lfs", "-e", "print(lfs.attributes('.', 'mode'), lfs.currentdir() == os.getenv 'PWD')"},
    {"-e", "print(pcall(require 'cjson'.decode, '{'))"},
  }
  lu.assertEquals(results[1], {out = '[1,"two",null]\ttrue\n', err = "", status = 0})
  lu.assertEquals(results[2], {out = "directory\ttrue\n", err = "", status = 0})
  lu.assertStrContains(results[3].out, "false\tExpected object key")
end

-- The module alone in lua5.4, which it must work in without the program.
function TestHostOwn.testModuleInStockLua()
  local file = io.open(module(), "rb")
  if file == nil then lu.skip "there is no nn.so; `make nn.so` builds it" end
  file:close()
  local script = [[
local nn = require "nn"
assert(nn.matrix{{1, 2}, {3, 4}}:dot(nn.matrix{{5, 6}, {7, 8}}) == nn.matrix{{19, 22}, {43, 50}})
local n = nn.network(2, 3, 1, 0.5)
local function miss() return math.abs(n:query({0, 1})[1] - 0.9) end
local before = miss()
for _ = 1, 200 do n:train({0, 1}, {0.9}) end
print(miss() < before, rawget(_G, "nn"))
]]
  local results
  in_directory({["train.lua"] = script}, function(directory)
    local folder = module():match "^(.*)/[^/]*$"
    results = run_in(directory, {lua5_4 = output_of "command -v lua5.4"}, {
      {env = {LUA_CPATH = folder .. "/?.so"}, "train.lua"},
    }).lua5_4
  end)
  lu.assertEquals(results[1], {out = "true\tnil\n", err = "", status = 0})
end
