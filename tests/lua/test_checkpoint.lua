--[[ Checkpoints: a run that is killed, at any moment and as often as one likes, goes on from its file and
ends as one that was never killed. (Files with faults in them: bad_files.lua.) ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local raises = require "raises"
local quote = child.quote

TestCheckpoint = {}

-- A run as it stands in a user's script. arg: the case's name, and "never" or "E:B" to be killed in epoch E
-- after batch B (0: in on_epoch, before that epoch's checkpoint). It ends by saving the network.
local RUN = [[
local nn = require "nn"
local name, at_epoch, at_batch = arg[1], arg[2]:match "(%d+):(%d+)"
nn.seed(3)
local labels = {}
for i = 1, 60 do labels[i] = (i * 7) % 3 end
local X = nn.rand(60, 4)
local cases = {
  ["sample by sample"] = { {}, {} },
  ["a block's worth"] = { { 4, 1100, 3, rule = "book" }, {} },
  adam = { { optimizer = "adam", learning_rate = 0.01, bias = true }, { batch_size = 8 } },
  momentum = { { optimizer = "momentum", weight_decay = 0.1 }, { batch_size = 8 } },
  nesterov = { { optimizer = "nesterov", l1 = 0.01 }, { batch_size = 8 } },
  rmsprop = { { optimizer = "rmsprop", clip = 0.5, learning_rate = 0.01 }, { batch_size = 8 } },
  rprop = { { optimizer = "rprop" }, { batch_size = 60 } },
  dropout = { { dropout = 0.4, bias = true, precision = "double" }, { batch_size = 8 } },
  schedule = { { learning_rate = function(epoch) return 0.5 / epoch end }, { batch_size = 8 } },
  ["a rate set by on_epoch"] = { { learning_rate = 0.5 }, {} },
  ["every third"] = { {}, { checkpoint = { path = "run.npz", every = 3 } } },
  ["early stop"] = { { optimizer = "adam", learning_rate = 0.2, bias = true },
    { batch_size = 8, validation = 0.4, early_stop = 2, epochs = 40 } },
  ["early stop without restoring"] = { { learning_rate = 0.3 },
    { validation = 0.4, early_stop = { patience = 4, restore = false }, epochs = 40 } },
}
local network, options = table.unpack(cases[name])
for k, size in ipairs { 4, 6, 3 } do network[k] = network[k] or size end
network.seed = 9
local function die() os.execute "kill -9 $PPID" end
local n = nn.network(network)
options.epochs, options.progress = options.epochs or 7, false
options.checkpoint = options.checkpoint or "run.npz"
function options.on_epoch(report)
  if name == "a rate set by on_epoch" then n.learning_rate = n.learning_rate * 0.7 end
  if report.epoch == tonumber(at_epoch) and at_batch == "0" then die() end
end
function options.on_batch(report)
  if report.epoch == tonumber(at_epoch) and report.batch == tonumber(at_batch) then die() end
end
local history = n:fit(nn.data.new(X, labels), options)
n:save "end.npz"
print(history.stopped, history.best_epoch)
for epoch, loss in ipairs(history.loss) do
  print(("%a %a %a"):format(loss, history.accuracy[epoch], history.validation_loss[epoch] or 0))
end
n:fit(nn.data.new(X, labels), { batch_size = options.batch_size, progress = false })
n:save "after.npz"
]]

local NAMES = { "sample by sample", "a block's worth", "adam", "momentum", "nesterov", "rmsprop", "rprop",
  "dropout", "schedule", "a rate set by on_epoch", "every third", "early stop",
  "early stop without restoring" }

-- Runs the case in its own folder, killed at these moments one after the other; returns what its last run
-- printed, and the files it left.
local function results(folder, name, kills)
  local command = ("cd %s && { %s ../run.lua %s %%s; } 2>&1"):format(quote(folder), quote(child.program()),
    quote(name))
  for _, moment in ipairs(kills) do
    local text, status = child.shell(command:format(moment))
    lu.assertEquals(status, 137, ("%s was not killed at %s: %s"):format(name, moment, text))
  end
  local text, status = child.shell(command:format "never")
  lu.assertEquals(status, 0, text)
  return text, child.read(folder .. "/end.npz"), child.read(folder .. "/after.npz")
end

-- Bit for bit, with the history, and so that it also goes on learning alike.
function TestCheckpoint.testKilledAndNeverKilled()
  child.in_folder(function(folder)
    child.write(folder .. "/run.lua", RUN)
    for i, name in ipairs(NAMES) do
      local whole, killed = folder .. "/whole" .. i, folder .. "/killed" .. i
      child.shell(("mkdir %s %s"):format(quote(whole), quote(killed)))
      local text, weights, after = results(whole, name, {})
      local text2, weights2, after2 = results(killed, name, { "1:1", "1:0", "2:1", "4:0", "4:1" })
      lu.assertEquals(text2, text, name)
      lu.assertTrue(weights2 == weights, name .. ": other weights at the end")
      lu.assertTrue(after2 == after, name .. ": it goes on learning otherwise")
      -- killed after its last epoch, it has nothing left to do
      child.shell(("rm %s/end.npz"):format(quote(killed)))
      lu.assertEquals((results(killed, name, {})), text, name)
      lu.assertTrue(child.read(killed .. "/end.npz") == weights, name)
    end
  end)
end

-- A run whose network was not given a seed splits its validation set off as before: with a rate of 0 nothing
-- changes but the split, and so the loss stays only if it is the same.
function TestCheckpoint.testSameSplitWithoutASeed()
  nn.seed(1)
  local X, T = nn.rand(40, 3), nn.rand(40, 2)
  child.in_folder(function(folder)
    local losses
    for epochs = 1, 3 do
      local n = nn.network { 3, 2, learning_rate = 0, seed = 100 + epochs }
      losses = n:fit(X, T, { epochs = epochs, validation = 0.5, progress = false,
        checkpoint = folder .. "/run.npz" }).validation_loss
    end
    lu.assertEquals(#losses, 3)
    lu.assertEquals({ losses[2], losses[3] }, { losses[1], losses[1] })
  end)
end

local function fit(path, n)
  nn.seed(2)
  n = n or nn.network { 3, 2, seed = 1 }
  return n, n:fit(nn.rand(10, 3), nn.rand(10, 2), { epochs = 2, checkpoint = path, progress = false })
end

-- No file yet: a new run. A file that is there and cannot be read is not written over.
function TestCheckpoint.testAbsentOrUnreadable()
  child.in_folder(function(folder)
    local path = folder .. "/run.npz"
    lu.assertEquals(#select(2, fit(path)).loss, 2)
    local whole = child.read(path)
    local n = nn.network { 3, 2, seed = 1 }
    local before = n:weights(1)
    local W1 = select(2, whole:find("W1.npy.-NUMPY.-\n")) -- its numbers begin here
    for what, bytes in pairs { empty = "", text = "no zip", cut = whole:sub(1, #whole - 30),
      changed = whole:sub(1, W1) .. "!" .. whole:sub(W1 + 2) } do
      child.write(path, bytes)
      local ok, message = pcall(fit, path, n)
      lu.assertFalse(ok, what)
      lu.assertStrContains(message, "run.npz: ", what)
      lu.assertTrue(child.read(path) == bytes, what .. ": was written over")
    end
    child.shell(("ln -sf loop.npz %s"):format(quote(folder .. "/loop.npz")))
    raises("loop.npz: ", fit, folder .. "/loop.npz", n)
    lu.assertTrue(n:weights(1) == before)
  end)
end

-- What nobody may read (root may read everything, so that root has to become somebody else).
function TestCheckpoint.testNotAllowed()
  local other = child.shell "id -u" ~= "0" and "" or "setpriv --reuid=65534 --clear-groups "
  if other ~= "" and not os.execute "command -v setpriv >/dev/null" then
    lu.skip "root, and setpriv is missing"
  end
  child.in_folder(function(folder)
    local path = folder .. "/run.npz"
    fit(path)
    local before = child.read(path)
    child.shell(("chmod 777 %s && chmod 200 %s"):format(quote(folder), quote(path)))
    child.write(folder .. "/again.lua", ([[
      print(pcall(function()
        nn.network{3, 2}:fit(nn.rand(10, 3), nn.rand(10, 2), {epochs = 2, checkpoint = %q, progress = false})
      end))]]):format(path))
    local text = child.shell(("%s%s %s 2>&1"):format(other, quote(child.program()),
      quote(folder .. "/again.lua")))
    lu.assertStrContains(text, "run.npz: Permission denied")
    lu.assertTrue(child.read(path) == before, "was written over")
  end)
end

-- A folder that is not there is told before anything is learnt.
function TestCheckpoint.testFolderIsMissing()
  local n = nn.network { 3, 2, seed = 1 }
  local before = n:weights(1)
  raises("/nowhere/run.npz", fit, "/nowhere/run.npz", n)
  lu.assertTrue(n:weights(1) == before)
end
