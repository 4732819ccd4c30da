-- checkpoint: what fit keeps between epochs: the history, the best weights so far, and all of it in a
-- file from which a killed run goes on as if nothing had happened.

local core = require "nn.core"
local check = require "nn.check"
local file = require "nn.file"
local nn = core.nn

local checkpoint = {}

local lists = { "loss", "accuracy", "seconds", "validation_loss", "validation_accuracy", "test_loss",
  "test_accuracy" }
checkpoint.lists = lists

--- What fit knows after an epoch: {epoch, history, best_loss, best_epoch, best = a network or nil}.
function checkpoint.fresh()
  local history = {}
  for _, name in ipairs(lists) do history[name] = {} end
  return { epoch = 0, history = history, best_loss = math.huge, best_epoch = 0 }
end

--- Whether the validation loss got better by more than min_delta; if so, it and the weights are kept.
function checkpoint.better(state, n, loss, stop)
  local better = loss < state.best_loss - (stop.min_delta or 0)
  if better then
    state.best_loss, state.best_epoch = loss, state.epoch
    if stop.restore ~= false then
      state.best = state.best or n:copy()
      core.assign(state.best, n)
    end
  end
  return better
end

--- Writes the network as n:save does, with the state of the run and `samples`, the training set's size.
function checkpoint.save(path, n, state, samples)
  local arrays = file.arrays_of(n)
  local function add(name, kind, value) arrays[#arrays + 1] = { name, kind, value } end
  add("run_epoch", "i0", { state.epoch })
  add("run_samples", "i0", { samples })
  for _, name in ipairs(lists) do
    if #state.history[name] > 0 then add("run_" .. name, "f8", nn.matrix(state.history[name])) end
  end
  if state.best_epoch > 0 then
    add("run_best", "f8", nn.matrix { state.best_loss, state.best_epoch })
  end
  local best = state.best
  if best then
    local facts = core.net_facts(best)
    for k = 1, #facts.activations do
      add("best_W" .. k, "f8", best:weights(k))
      if facts.bias then add("best_b" .. k, "f8", best:biases(k)) end
    end
  end
  core.npz_write(path, arrays)
end

local function read_best(n, read)
  local best, facts = n:copy(), core.net_facts(n)
  for k = 1, #facts.activations do
    best:set_weights(k, read.finite("best_W" .. k))
    if facts.bias then best:set_biases(k, read.finite("best_b" .. k)) end
  end
  return best
end

--- The state of the run in the file, whose network `n` becomes; nil when there is no such file yet.
function checkpoint.resume(path, n, samples)
  if not core.readable(path) then return nil end
  local handle <close>, names = core.npz_open(path)
  local saved, read = file.load_network(path, handle, names)
  if not read.has("run_epoch") then
    check.fail("fit: %s is a network, but no checkpoint: choose another name", path)
  elseif read.one("run_samples") ~= samples then
    check.fail("fit: %s is the checkpoint of a run on %d samples, this set has %d", path,
      read.one("run_samples"), samples)
  end
  local state = checkpoint.fresh()
  state.epoch = read.integers("run_epoch", 1)[1]
  for _, name in ipairs(lists) do
    if read.has("run_" .. name) then state.history[name] = read.matrix("run_" .. name):totable() end
  end
  if read.has("run_best") then
    local best = read.matrix("run_best"):flatten()
    state.best_loss, state.best_epoch = best[1], #best == 2 and math.tointeger(best[2])
    if not state.best_epoch then check.fail("fit: %s: run_best must be a loss and an epoch", path) end
  end
  if read.has("best_W1") then state.best = read_best(saved, read) end
  -- last, so that a file with something wrong in it has changed nothing
  local ok, why = pcall(core.assign, n, saved)
  if not ok then check.fail("fit: %s does not fit this network: %s", path, (why:gsub("^.-: ", ""))) end
  return state
end

return checkpoint
