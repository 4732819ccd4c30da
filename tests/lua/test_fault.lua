--[[ What the prompt says of errors: the message, what was probably meant, the place, the calls. The
messages are Lua's own and the library's, the places are counted in the lines that are typed. ]]

local lu = require "luaunit"
local child = require "child"
local prompt = require "prompt"
local terminal = require "terminal"
local session, ask_all = prompt.session, prompt.ask_all

TestFault = {}

function TestFault.setUp()
  if not terminal.possible() then lu.skip "tmux is not installed; `make deps` brings it" end
end

function TestFault.testErrors()
  session(nil, nil, function(t, folder)
    child.write(folder .. "/fails.lua",
      "local function deep(n)\n  if n == 0 then error 'boom' end\n  deep(n - 1)\nend\ndeep(3)\n")
    child.write(folder .. "/broken.lua", "x = 1\ny = = 2\n")
    ask_all(t, {
      { "prnt(1)", "there is no variable 'prnt', did you mean 'print'?\n  prnt(1)\n  ^" },
      { "1 + nn.matrx{1}", "attempt to call a nil value (field 'matrx'), did you mean 'matrix'?\n"
        .. "  1 + nn.matrx{1}\n         ^" },
      { "A = nn.eye(2)", "" },
      { "A:reshpe(1, 4)", contains = "did you mean 'reshape'?\n  A:reshpe(1, 4)\n    ^" },
      { "x = 3 4", "unexpected symbol near '4'\n  x = 3 4\n        ^" },
      { ")", "unexpected symbol near ')'\n  )\n  ^" },
      { "ü = 3", "unexpected symbol near '<\\195>'\n  ü = 3\n  ^" },
      { "A:dot(nn.eye(3))", "dot: 2x2 · 3x3: the left has 2 columns, the right 3 rows\n"
        .. "  A:dot(nn.eye(3))\n    ^" },
      { "dofile 'fails.lua'", "boom\n  if n == 0 then error 'boom' end\n"
        .. "  in 'deep', fails.lua, line 2\n  in 'deep', fails.lua, line 3 (3 times)\n"
        .. "  fails.lua, line 5\n  input N, line 1" },
      { "dofile 'broken.lua'", "unexpected symbol near '='\n  y = = 2\n  broken.lua, line 2\n"
        .. "  input N, line 1" },
      { "nn.network(3)", contains = "four numbers" },
      { "nn.zeros('x')", contains = "\n  nn.zeros('x')\n  " },
      { "error {code = 1}", "error object: {code = 1}" },
      { "error(setmetatable({}, {__tostring = function() return 'spoken' end}))", "spoken" },
      { "error()", "error object: nil" },
      { "error(setmetatable({}, {__tostring = function() error 'x' end}))", contains = "error object:" },
      { "coroutine.wrap(function() error 'inside' end)()",
        "inside\n  coroutine.wrap(function() error 'inside' end)()" },
      { "f = function() return 1 + f() end f()", contains = "stack overflow" },
    })
    ask_all(t, { -- the traceback of a function that was typed
      { "g = function() error('deep', 1) end", "" },
      { "g() + 1", "deep\n  g = function() error('deep', 1) end\n  in 'g', input N, line 1\n"
        .. "  input N, line 1" },
    })
  end)
end

function TestFault.testAdvice()
  session(nil, nil, function(t)
    for _, name in ipairs { "exit", "exit()", "quit", "quit()", "bye" } do
      lu.assertStrContains(t:ask(name), "Ctrl-D ends the session; in a script it is os.exit()")
    end
    ask_all(t, {
      { "n = nn.network(2, 3, 1, 0.1); A = nn.eye(2); row = 3; x = 1", "" },
      { "n.query{1, 2}", "query: a network was expected, got a table; did you mean n:query, with a colon?\n"
        .. "  n.query{1, 2}\n    ^" },
      { "A[3][1]", "matrix index 3 is out of range: a 2x2 matrix has 2 rows\n  A[3][1]" },
      { "A[1][1] + A[row][1]", "matrix index 3 is out of range: a 2x2 matrix has 2 rows\n"
        .. "  A[1][1] + A[row][1]" },
      { "A[1][1] + A[4][1]", contains = "matrix index 4 is out of range: a 2x2 matrix has 2 rows\n" },
      { "none = {}; x = none[3].x", contains = "attempt to index a nil value" },
      { "x != 8", "syntax error near '!'; Lua writes ~= for \"is not\"\n  x != 8\n    ^" },
      { "x += 1", "syntax error near '+'; Lua writes x = x + 1\n  x += 1\n    ^" },
      { "x -= A[1]", "syntax error near '-'; Lua writes x = x - …\n  x -= A[1]\n    ^" },
      { "x++", "syntax error near '+'; Lua writes x = x + 1\n  x++" },
      { "if x = 3 then", "'then' expected near '='; = assigns, == compares\n  if x = 3 then\n       ^" },
      { "while x = 3 do", contains = "== compares" }, { "x", "1" },
      { "test(1)", "there is no variable 'test'\n  test(1)\n  ^" }, -- two letters of four are no near miss
      { "A.query(n)", "attempt to call a nil value (field 'query')\n  A.query(n)\n    ^" },
    })
    local answer = t:ask "n.query(n, 'x')" -- the object is there: another error
    lu.assertStrContains(answer, "query: ")
    lu.assertNotStrContains(answer, "colon")
  end)
end

function TestFault.testLongMessages()
  session(nil, { width = 40 }, function(t)
    ask_all(t, {
      { "error 'aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj'",
        "aaaa bbbb cccc dddd eeee ffff gggg\n  hhhh iiii jjjj\n"
        .. "  error 'aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj'" },
      { "error(('ä '):rep(19) .. 'ää')", contains = ("ä "):rep(19) .. "ää\n" }, -- forty columns fit
      { "error('short\\n' .. ('x'):rep(50), 0)", contains = "short\n" .. ("x"):rep(50) },
    })
  end)
end
