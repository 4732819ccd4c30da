--[[ Ctrl-C in the midst of long work, from outside: each kind of it comes back with one error (fit with its
history), and leaves everything whole. How soon is measured by the bench. What scripts and the prompt make of
a Ctrl-C is in test_host.lua; samples that wait in test_queue.lua. ]]
local lu = require "luaunit"
local child = require "child"
local pressed = require "pressed"

local JOB = child.shell "pwd" .. "/tests/lua/long_job.lua"

TestInterrupt = {}

function TestInterrupt.testEveryJob()
  child.in_folder(function(folder)
    for i, name in ipairs(pressed.jobs(JOB)) do
      local seconds, answer, state = pressed.run(JOB, name, folder, 4, 0.02 + i % 5 * 0.01)
      local expected = name:find "^fit" and "fit: interrupt" or "interrupted!"
      -- at the end: raised between two Lua instructions, it may say where
      lu.assertEquals({ answer:sub(-#expected), state }, { expected, "whole" }, name .. ": " .. answer)
      lu.assertTrue(seconds < (child.sanitized() and 20 or 2), ("%s: %.1f s"):format(name, seconds))
    end
  end)
end

-- Runs the script; press(n) in it is n presses, one after the other.
local function run(script, arguments, before)
  return child.run([[
local function press(n)
  for _ = 1, n or 1 do io.popen("kill -INT $PPID; sleep 0.1"):close() end
end
local X, labels = nn.rand(200, 20), {}
for i = 1, 200 do labels[i] = i % 3 end
local d = nn.data.new(X, labels)
local function fit(options)
  options.epochs, options.progress = options.epochs or 3, options.progress or false
  return nn.network { 20, 10, 3, seed = 1 }:fit(d, options)
end
]] .. script, arguments, before)
end

-- A script of many fits can be stopped: the first press ends a fit, the second one raises.
function TestInterrupt.testSecondPress()
  lu.assertEquals((run [[
for i = 1, 3 do print(fit { on_epoch = function() if i == 1 then press() end end }.stopped) end]]),
    "interrupt\nepochs\nepochs")
  local text, status = run [[
for i = 1, 3 do print(fit { on_epoch = function() press() end }.stopped) end]]
  lu.assertEquals(status, 1)
  lu.assertStrMatches(text, "interrupt\n[^\n]*interrupted!\n.*")
  text, status = run "fit { on_epoch = function() press(2) end } print 'not reached'"
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "interrupted!")
  lu.assertNotStrContains(text, "not reached")
  -- and one that comes late is a first one again
  lu.assertEquals((run [[
for i = 1, 2 do
  print(fit { on_epoch = function() press() end }.stopped)
  os.execute "sleep 2.1"
end]]), "interrupt\ninterrupt")
end

-- After each of these the network can be trained again, and nothing of the press is left over.
function TestInterrupt.testNothingIsLeftOver()
  lu.assertEquals((run [[
local n = nn.network { 20, 10, 3, seed = 1 }
print(n:fit(d, { epochs = 3, progress = false, on_epoch = function() press() end }).stopped)
os.execute "sleep 2.1"
local ok, message = pcall(n.fit, n, d, { epochs = 3, progress = false, on_epoch = function() press(2) end })
print(ok, message:match "interrupted!")
n:train(d)
print(n:fit(d, { progress = false }).stopped, nn.rand(300, 300):dot(nn.rand(300, 300)).rows)]]),
    "interrupt\nfalse\tinterrupted!\nepochs\t300")
end

-- During a checkpoint's epoch: the epoch is in the file, and the run goes on from there.
function TestInterrupt.testCheckpoint()
  child.in_folder(function(folder)
    local script = ([[
local history = fit { checkpoint = %q, on_epoch = function(report)
  if arg[1] == "press" and report.epoch == 2 then press() end
end }
print(history.stopped, #history.loss)]]):format(folder .. "/run.npz")
    lu.assertEquals((run(script, { "press" })), "interrupt\t2")
    lu.assertEquals((run(script)), "epochs\t3")
    -- a press while the file is being written: it is written all the same
    os.remove(folder .. "/run.npz")
    local meanwhile = [[
local core = require "nn.core"
local write, writes = core.npz_write, 0
function core.npz_write(...)
  writes = writes + 1
  if arg[1] == "press" and writes == 3 then press() end
  return write(...)
end
]] .. script:gsub('arg%[1%] == "press" and report.epoch == 2', "false")
    lu.assertEquals((run(meanwhile, { "press" })), "interrupt\t2")
    lu.assertEquals((run(script)), "epochs\t3")
  end)
end

-- Activations in Lua look for a Ctrl-C between two stretches of samples.
function TestInterrupt.testActivationsInLua()
  local script = [[
local calls = 0
local function f(x)
  calls = calls + 1
  if calls == 2000 then press() end
  return x
end
local pair = { f = f, df = function() return 1 end }
local n = nn.network { 20, 10, 3, seed = 1, activation = { pair, "sigmoid" } }
local many = nn.data.new(nn.rand(20000, 20), nn.rand(20000, 3))
local start = calls
print(n:fit(many, { epochs = 2, progress = false }).stopped, calls < 20000 * 10)]]
  lu.assertEquals((run(script)), "interrupt\ttrue")
end

-- The first line that a user sees says it, and where in their script it was.
function TestInterrupt.testMessage()
  local text = run "\nfit { on_epoch = function() press(2) end }"
  lu.assertStrMatches(text, "[^\n]*script%.lua:2: interrupted!\n.*")
end
