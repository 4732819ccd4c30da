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

local ENOENT = 2 -- "no such file or directory", the same number wherever there is a C library

--- What fit knows after an epoch: {epoch, seed = the one that the run of n started with, history,
--- best_loss, best_epoch, best = a network or nil}.
function checkpoint.fresh(n)
  local history = setmetatable({}, require "nn.history")
  for _, name in ipairs(lists) do history[name] = {} end
  return { epoch = 0, seed = core.net_facts(n).seed, history = history, best_loss = math.huge,
    best_epoch = 0 }
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

-- The best weights so far, and the generator and the optimizer's memory that went with them.
local function add_best(add, best)
  local facts = core.net_facts(best)
  for k = 1, #facts.activations do
    add("best_W" .. k, "f8", best:weights(k))
    if facts.bias then add("best_b" .. k, "f8", best:biases(k)) end
  end
  add("best_random_state", "i", core.random_state(best))
  local memory, step = core.net_memory(best)
  if memory then
    add("best_optimizer_memory", "f8", memory)
    add("best_optimizer_step", "i0", { step })
  end
end

-- Writes the file even when Ctrl-C comes meanwhile, and returns whether it came: fit then ends by itself.
local function write(path, arrays)
  local interrupted = core.interrupted()
  local ok, why = pcall(core.npz_write, path, arrays)
  if not ok and check.is_interrupt(why) then
    interrupted = true
    core.npz_write(path, arrays)
  elseif not ok then
    error(why, 0)
  end
  return interrupted
end

--- Writes the network as n:save does, with the state of the run and `samples`, the training set's size.
--- Returns whether Ctrl-C was pressed.
function checkpoint.save(path, n, state, samples)
  local arrays = file.arrays_of(n)
  local function add(name, kind, value) arrays[#arrays + 1] = { name, kind, value } end
  add("run_epoch", "i0", { state.epoch })
  add("run_samples", "i0", { samples })
  add("run_seed", "i0", { state.seed })
  for _, name in ipairs(lists) do
    if #state.history[name] > 0 then add("run_" .. name, "f8", nn.matrix(state.history[name])) end
  end
  if state.best_epoch > 0 then
    add("run_best", "f8", nn.matrix { state.best_loss, state.best_epoch })
  end
  if state.best then add_best(add, state.best) end
  return write(path, arrays)
end

-- Whether there is nothing under this name. What is there and cannot be read is no reason to start over,
-- and to write over it: it has to be opened, which says what is wrong.
local function is_absent(path)
  local handle, _, code = io.open(path, "rb")
  if handle then handle:close() end
  return code == ENOENT
end

local function read_best(n, read)
  local best, facts = n:copy(), core.net_facts(n)
  for k = 1, #facts.activations do
    best:set_weights(k, read.finite("best_W" .. k))
    if facts.bias then best:set_biases(k, read.finite("best_b" .. k)) end
  end
  core.random_state(best, read.integers("best_random_state", 4))
  if core.net_memory(best) then
    core.net_memory(best, read.finite("best_optimizer_memory"), read.integers("best_optimizer_step", 1)[1])
  end
  return best
end

--- The seed of the run in the file, from which its split into training and validation came, or nil.
function checkpoint.seed(path)
  if is_absent(path) then return nil end
  local handle <close>, names = core.npz_open(path)
  for i, name in ipairs(names) do
    if name == "run_seed" then return core.npz_list(handle, i)[1] end
  end
end

--- The state of the run in the file, whose network `n` becomes; nil when there is no such file yet.
function checkpoint.resume(path, n, samples)
  if is_absent(path) then return nil end
  local handle <close>, names = core.npz_open(path)
  local saved, read = file.load_network(path, handle, names)
  if not read.has("run_epoch") then
    check.fail("fit: %s is a network, but no checkpoint: choose another name", path)
  elseif read.one("run_samples") ~= samples then
    check.fail("fit: %s is the checkpoint of a run on %d samples, this set has %d", path,
      read.one("run_samples"), samples)
  end
  local state = checkpoint.fresh(n)
  if read.has("run_seed") then state.seed = read.integers("run_seed", 1)[1] end
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
  n.learning_rate = saved.learning_rate -- on_epoch may have changed it
  return state
end

return checkpoint
