--[[ nn.save_session: a session that was typed, run again as a script, prints the same numbers. ]]

local lu = require "luaunit"
local child = require "child"
local terminal = require "terminal"

TestSession = {}

function TestSession.setUp()
  if not terminal.possible() then lu.skip "tmux is not installed; `make deps` brings it" end
end

-- Types the lines at a prompt in `folder` (after the arguments), saves, and returns the answers.
local function typed(folder, arguments, lines, name)
  local answers = {}
  local t = terminal.open(folder, arguments, { env = { NNLUA_DATA = child.shell "pwd" .. "/data" } })
  local good, message = pcall(function()
    t:wait_prompt()
    for _, line in ipairs(lines) do answers[#answers + 1] = t:ask(line) end
    lu.assertStrContains(t:ask(("save_session '%s'"):format(name)), "nnlua -i " .. name)
    t:press "C-d"
    t:status()
  end)
  t:close()
  if not good then error(message, 0) end
  return answers
end

local function run(folder, name)
  return child.shell(("cd %s; NNLUA_DATA= %s %s 2>&1"):format(folder, child.quote(child.program()), name))
end

-- What failed, what looks only, and what shows nothing are no part of the script's output; print shows
-- strings without quotes.
function TestSession.testSameNumbers()
  child.in_folder(function(folder)
    local lines = {
      "A = nn.rand(1, 3)", "A", "'text'", "error(nn.rand(3, 3))", "nn.rand(2, 2):dot(nn.eye(3))",
      "nn.randn(1, 2)", "math.random(1, 1000000)", "local hidden = nn.rand(1, 1); print(hidden)",
      "n = nn.network(2, 3, 1, 0.5)", "for i = 1, 20 do n:train({0, 1}, {0.9}) end", "n:query({0, 1})",
      "h = n:fit(nn.rand(8, 2), nn.rand(8, 1), {epochs = 3, progress = false})", "h.loss[3]",
      "nn.rand(1, 1)", "_ + 1", "_;", "_ * 2", "who()", "1 -- with a comment", "-- a comment alone",
      "return nn.rand(1, 1), 'two'", "function f(x) return x + 1 end", "(f)(2)", "f(3);", "(f)(4)",
      "goto out; ::out::", "if A then return 'early' end", "prnt(1)", "x = )", "time(f, 1);", "help = 5",
      "help",
    }
    local answers = typed(folder, nil, lines, "lesson.lua")
    local shown = {}
    for i, answer in ipairs(answers) do
      local line = lines[i]
      local looks = line == "who()" or line:find "^time" or line:find "prnt" or line:find "error"
        or line:find "eye%(3%)" or line:find "= %)$"
      if answer ~= "" and not looks then shown[#shown + 1] = answer:gsub('"', "") end
    end
    local text, status = run(folder, "lesson.lua")
    text = text:gsub("%d[%d.]* %S*s\n", "") -- what time() measured
    lu.assertEquals(status, 0, text)
    -- print gives several values on one line
    lu.assertEquals((text:gsub("[\t ]+", " ")), (table.concat(shown, "\n"):gsub("[\t ]+", " ")
      :gsub("\ntwo", " two")))
    lu.assertEquals(run(folder, "lesson.lua"):gsub("%d[%d.]* %S*s\n", ""), text)
  end)
end

-- `nnlua -i FILE` goes on: with the variables, with the random numbers that come next, and what is saved
-- then, also over the file itself, holds both.
function TestSession.testGoesOn()
  child.in_folder(function(folder)
    local first = typed(folder, nil, { "A = nn.rand(1, 2)", "A", "nn.rand(1, 1)" }, "one.lua")
    child.shell(("cp %s/one.lua %s/two.lua"):format(folder, folder))
    local more = { "A", "nn.rand(1, 1)", "math.random(1, 1000000)" }
    local second = typed(folder, { "-i", "one.lua" }, more, "one.lua")
    lu.assertEquals(second[1], first[2])
    lu.assertNotEquals(second[2], first[3])
    lu.assertEquals(typed(folder, { "-i", "two.lua" }, more, "three.lua"), second)
    for _, name in ipairs { "one.lua", "three.lua" } do
      lu.assertEquals(run(folder, name), table.concat({ first[2], first[3], table.unpack(second) }, "\n"))
    end
    child.write(folder .. "/words.lua", "words = {...}")
    typed(folder, { "-i", "words.lua", "a", "b c" }, { "words[2]" }, "four.lua")
    lu.assertEquals(run(folder, "four.lua"), "b c")
  end)
end

-- What the start-up file draws or seeds is no secret of the session.
function TestSession.testStartUpFile()
  for _, code in ipairs { "nn.rand(5, 5)", "nn.seed(7)" } do
    child.in_folder(function(folder)
      child.shell(("mkdir -p %s/config/nnlua"):format(folder))
      child.write(folder .. "/config/nnlua/init.lua", code)
      local answers = typed(folder, nil, { "nn.rand(1, 3)" }, "lesson.lua")
      lu.assertEquals(run(folder, "lesson.lua"), answers[1], code)
    end)
  end
end

-- A fit that Ctrl-C ended cannot be had again: the script says so.
function TestSession.testInterrupted()
  terminal.run(nil, { env = { NNLUA_DATA = child.shell "pwd" .. "/data" } }, function(t, folder)
    t:wait_prompt()
    t:ask "train = nn.data.digits(); n = nn.network(784, 500, 10, 0.1)"
    t:enter "h = n:fit(train, {epochs = 100000})"
    t:wait "epoch 1/100000 "
    t:press "C-c"
    t:wait_prompt()
    lu.assertEquals(t:ask "h.stopped", '"interrupt"')
    t:ask "save_session 'lesson.lua'"
    lu.assertStrContains(child.read(folder .. "/lesson.lua"), "-- the next line was interrupted: it will "
      .. "not be the same again\nh = n:fit(train, {epochs = 100000})\n")
    lu.assertStrContains(t:ask "save_session()", "a file's name was expected")
    lu.assertStrContains(t:ask "save_session 'no/such/folder'", "no/such/folder")
  end)
  lu.assertStrContains(child.run "nn.save_session 'x.lua'", "there is no prompt here")
end
