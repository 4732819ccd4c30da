--[[ core.spawn and core.fork: what goes in comes out, much of it at once too; programs that are missing, die
or hang; signals; and that nothing is left of a process when it is over. ]]
local lu = require "luaunit"
local core = require "nn.core"
local child = require "child"
local children = require "children"
local raises = require "raises"

TestProcess = {}

local before

function TestProcess.setUp() before = children.list() end

function TestProcess.tearDown()
  collectgarbage()
  lu.assertEquals(children.list(), before) -- no zombie, and nothing that still runs
end

-- All that comes until the end.
local function all(process)
  local parts = {}
  for text in function() return process:read() end do parts[#parts + 1] = text end
  return table.concat(parts)
end

local function shell(script) return core.spawn { "sh", "-c", script } end

function TestProcess.testEcho()
  local p <close> = core.spawn { "cat" }
  lu.assertEquals(p:write "one\n", true)
  lu.assertEquals(p:read(10), "one\n")
  lu.assertEquals(p:write "two \0 three", true)
  lu.assertEquals(p:read(10), "two \0 three")
  p:close_input()
  lu.assertNil(p:read(10))
  lu.assertEquals(p:wait(10), 0)
  lu.assertEquals(p:id(), 0)
  lu.assertEquals(p:wait(), 0) -- as often as wanted
  lu.assertNil(p:read())
end

-- The words come as they are: no shell looks at them.
function TestProcess.testWords()
  local p <close> = core.spawn { "printf", "%s|", "a b", "$HOME", "'; echo x", "" }
  lu.assertEquals(all(p), "a b|$HOME|'; echo x||")
end

-- Far more than a pipe holds, in both directions and on both outputs while we write.
function TestProcess.testMuchDataBothWays()
  local numbers = {}
  for i = 1, 400000 do numbers[i] = ("%07d\n"):format(i) end
  local text = table.concat(numbers)
  local p <close> = core.spawn { "tee", "/dev/stderr" }
  lu.assertEquals(p:write(text), true)
  p:close_input()
  lu.assertEquals(p:wait(60), 0)
  lu.assertTrue(all(p) == text)
  lu.assertTrue(p:errors() == text)
end

function TestProcess.testStatusAndStderr()
  local p <close> = shell "echo out; echo bad >&2; exit 7"
  lu.assertEquals(p:wait(10), 7)
  lu.assertEquals(p:read(), "out\n")
  lu.assertNil(p:read())
  lu.assertEquals(p:errors(), "bad\n")
  lu.assertEquals(p:errors(), "bad\n") -- all of it, every time
end

function TestProcess.testNoSuchProgram()
  raises("nnlua-is-no-program: not found", core.spawn, { "nnlua-is-no-program", "-" })
  raises("/: Permission denied", core.spawn, { "/" })
end

-- What dies is told by write, and no SIGPIPE ends us.
function TestProcess.testDies()
  local p <close> = shell "exit 3"
  lu.assertEquals(p:wait(10), 3)
  lu.assertEquals({ p:write(("x"):rep(1e6)) }, { nil, "sh has ended with status 3" })
  local q <close> = shell "exec sleep 1000 <&-"
  local ok, why
  repeat ok, why = q:write(("x"):rep(1e5), 10) until not ok
  lu.assertEquals(why, "sh reads no more")
  lu.assertEquals({ q:write "more" }, { nil, "sh reads no more" })
  local r <close> = shell "kill -9 $$"
  lu.assertEquals({ r:wait(10) }, { 137, 9 })
  p:close_input()
  lu.assertNil((p:write "x"))
end

-- What hangs is left when the time is over, and can be ended.
function TestProcess.testHangs()
  local p <close> = core.spawn { "sleep", "1000" }
  lu.assertEquals(p:read(0.05), "")
  lu.assertEquals(p:read(0), "")
  lu.assertNil(p:wait(0.05))
  lu.assertEquals({ p:write(("x"):rep(1e7), 0.1) }, { nil, "sleep does not read" })
  local id = tostring(p:id())
  lu.assertTrue(children.runs(id))
  p:kill()
  lu.assertFalse(children.runs(id))
  lu.assertEquals({ p:wait() }, { 137, 9 })
  lu.assertNil(p:read())
end

-- One that nobody holds any more is killed, and so is one that goes out of scope.
function TestProcess.testCollected()
  local ids = {}
  for i = 1, 20 do ids[i] = tostring(core.spawn({ "sleep", "1000" }):id()) end
  collectgarbage()
  lu.assertEquals(children.gone(ids), "")
  local id
  do
    local p <close> = core.spawn { "sleep", "1000" }
    id = tostring(p:id())
  end
  lu.assertEquals(children.gone { id }, "")
end

-- No process holds the pipes of another one: each sees the end of its own input.
function TestProcess.testSeveral()
  local list = {}
  for i = 1, 5 do list[i] = core.spawn { "cat" } end
  list[6] = core.fork(function() return "forked" end)
  for i = 5, 1, -1 do
    list[i]:write(tostring(i))
    list[i]:close_input()
    lu.assertEquals(list[i]:wait(10), 0)
    lu.assertEquals(all(list[i]), tostring(i))
  end
  lu.assertEquals(all(list[6]), "forked")
end

function TestProcess.testAwait()
  local slow <close> = core.spawn { "cat" }
  local quick <close> = core.spawn { "cat" }
  lu.assertNil(core.await({ slow, quick }, 0.05))
  quick:write "x"
  lu.assertEquals(core.await({ slow, quick }, 10), 2)
  lu.assertEquals(core.await({ slow, quick }, 10), 2) -- until it is read
  lu.assertEquals(quick:read(), "x")
  slow:close_input()
  lu.assertEquals(core.await({ slow, quick }, 10), 1)
  lu.assertNil(core.await({}, 0.01))
end

function TestProcess.testFork()
  local x = 1
  local p <close> = core.fork(function()
    x = 2
    return ("\0result"):rep(100000)
  end)
  lu.assertTrue(all(p) == ("\0result"):rep(100000))
  lu.assertEquals(p:wait(10), 0)
  lu.assertEquals(x, 1)
  lu.assertEquals(p:errors(), "")
end

function TestProcess.testForkFails()
  local p <close> = core.fork(function() error "this went wrong" end)
  lu.assertEquals(p:wait(10), 1)
  lu.assertNil(p:read())
  lu.assertStrMatches(p:errors(), ".*test_process%.lua:%d+: this went wrong\n")
  local q <close> = core.fork(function() return {} end)
  lu.assertEquals(q:wait(10), 1)
  lu.assertStrContains(q:errors(), "string expected, got table")
  local r <close> = core.fork(function() error {} end)
  lu.assertEquals(r:wait(10), 1)
  lu.assertEquals(r:errors(), "the error is no text\n")
end

-- The child has no stdin of ours to read away, and none of our processes.
function TestProcess.testForkOwnsNothing()
  local cat <close> = core.spawn { "cat" }
  local p <close> = core.fork(function()
    local written, why = cat:write "x"
    local result = ("%s %s %s %d %s %s"):format(io.read "a" == "", written, why, cat:id(), cat:wait(),
      cat:read())
    cat:kill()
    return result
  end)
  lu.assertEquals(all(p), "true nil cat reads no more 0 nil nil")
  lu.assertEquals(p:wait(10), 0)
  cat:write "y"
  lu.assertEquals(cat:read(10), "y")
end

-- Whatever waits in a buffer is written once, and what the parent does at its end is done once.
function TestProcess.testForkLeavesQuietly()
  local text, status = child.run [[
local core = require "nn.core"
io.stdout:setvbuf "full"
io.write "head "
setmetatable({}, { __gc = function() io.write "end" end })
local file = io.open(arg[0] .. ".out", "w")
file:write "once "
for i = 1, 3 do
  local p = core.fork(function()
    io.write("child" .. i .. " ")
    return ""
  end)
  assert(p:wait() == 0)
end
file:close()
io.write(io.open(arg[0] .. ".out"):read "a")]]
  lu.assertEquals({ text, status }, { "head child1 child2 child3 once end", 0 })
end

-- OpenBLAS's own threads do not come through a fork. Those of a parent that used them, and of a child that
-- wants some, change nothing in the numbers.
function TestProcess.testForkComputes()
  nn.seed(1)
  local A, X, labels = nn.rand(500, 500), nn.rand(256, 400), {}
  for i = 1, 256 do labels[i] = i % 3 end
  local d = nn.data.new(X, labels)
  local product = A:dot(A) -- with all cores, if there are several
  local function trained(batch_size, threads)
    local n = nn.network { 400, 600, 3, seed = 1 } -- a batch is enough for two threads
    n:fit(d, { epochs = 2, batch_size = batch_size, threads = threads, progress = false })
    return n:weights(1)
  end
  local function job()
    if not A:dot(A):near(product, 1e-12) then return "product" end
    for _, batch_size in ipairs { 1, 256 } do
      for _, threads in ipairs { 1, 2 } do
        if not trained(batch_size, threads):near(trained(batch_size, 1), 1e-5) then
          return ("weights: batches of %d, %d threads"):format(batch_size, threads)
        end
      end
    end
    return "good"
  end
  trained(256, 2)
  for _ = 1, 3 do
    local p <close> = core.fork(job)
    lu.assertEquals(p:wait(60), 0, p:errors())
    lu.assertEquals(p:read(), "good")
  end
  lu.assertTrue(A:dot(A):near(product, 1e-12)) -- and the parent goes on
  lu.assertEquals(job(), "good")
end

-- A Ctrl-C ends each kind of waiting with one error.
function TestProcess.testInterrupt()
  for _, wait in ipairs { "p:read()", "p:wait()", "p:read(1000)", "core.await({ p })",
    "p:write(('x'):rep(1e7))" } do
    local text, status = child.run(([[
local core = require "nn.core"
local p = core.spawn { "sleep", "1000" }
local killer = core.spawn { "sh", "-c", "sleep 0.1; kill -INT $PPID" }
print(pcall(function() %s end))
print(p:id() > 0, p:read(0) == "")]]):format(wait))
    lu.assertStrMatches(text, "false\t.*interrupted!\ntrue\ttrue")
    lu.assertEquals(status, 0)
  end
end

-- Nothing that we hold open is open in a program that somebody else starts.
function TestProcess.testCloseOnExec()
  if not io.open "/proc/self/fd/0" then lu.skip "there is no /proc" end
  local function spawned() return all(core.spawn { "ls", "/proc/self/fd" }) end
  local by_popen, by_spawn = child.shell "ls /proc/self/fd", spawned()
  local p <close> = core.spawn { "cat" }
  lu.assertEquals(child.shell "ls /proc/self/fd", by_popen)
  lu.assertEquals(spawned(), by_spawn)
  lu.assertTrue(p:id() > 0)
end

-- Where stdin, stdout and stderr are closed the pipes still get to their places.
function TestProcess.testClosedStdio()
  child.in_folder(function(folder)
    child.write(folder .. "/a.lua", ([[
local core = require "nn.core"
local p = core.spawn { "sh", "-c", "cat; echo err >&2" }
p:write "in "
p:close_input()
p:wait()
local q = core.fork(function() return "forked" end)
q:wait()
local file = io.open(%q, "w")
file:write(p:read(), p:errors(), q:read())
file:close()]]):format(folder .. "/out"))
    child.shell(("%s %s <&- >&- 2>&-"):format(child.quote(child.program()), folder .. "/a.lua"))
    lu.assertEquals(child.read(folder .. "/out"), "in err\nforked")
  end)
end

function TestProcess.testMisuse()
  raises("table expected", core.spawn, "cat")
  raises("a list of words", core.spawn, {})
  raises("function expected", core.fork, "f")
  local p = core.spawn { "cat" }
  getmetatable(p).__gc(p)
  raises("closed process", p.read, p)
  lu.assertTrue(core.processors() >= 1)
end
