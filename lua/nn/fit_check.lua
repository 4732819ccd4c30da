-- fit_check: the arguments of n:fit, judged before anything changes, and the rule for this fit.

local core = require "nn.core"
local check = require "nn.check"
local checkpoint = require "nn.checkpoint"
local evaluate = require "nn.evaluate"

local fit_check = {}

local stop_options = {
  patience = check.whole(1),
  min_delta = check.number(0),
  restore = check.boolean,
}
local checkpoint_options = {
  path = check.kind("string"),
  every = check.whole(1),
}

-- An option that is a plain value or a table of further options.
local function plain_or_table(plain, name, known)
  return function(v)
    if type(v) ~= "table" then return plain(v) end
    check.options("fit: " .. name, v, known)
  end
end

local options = {
  epochs = check.whole(1),
  batch_size = check.whole(1),
  shuffle = check.boolean,
  test = check.kind("data set"),
  validation = function(v)
    if type(v) == "number" and v > 0 and v < 1 then return end
    local expected = check.kind("data set")(v)
    return expected and expected .. " or a fraction between 0 and 1"
  end,
  early_stop = plain_or_table(check.whole(1), "early_stop", stop_options),
  checkpoint = plain_or_table(check.kind("string"), "checkpoint", checkpoint_options),
  progress = check.boolean,
  coach = check.boolean,
  plot = check.boolean,
  block = check.whole(1, 1),
  threads = check.whole(1, 256),
  rule = check.choice("book", "gradient"),
  learning_rate = check.learning_rate,
  on_epoch = check.kind("function"),
  on_batch = check.kind("function"),
  on_nan = check.choice("stop", "continue"),
}

local function check_set(n, set, what)
  local own, count, inputs, outputs, _, goal = core.net_facts(n).sizes, core.facts(set)
  if inputs ~= own[1] then
    check.fail("fit: the network has %d inputs, a sample of %s has %d", own[1], what, inputs)
  elseif goal == "none" then
    check.fail("fit: %s of %d samples has no labels and no targets", what, count)
  elseif outputs ~= own[#own] then
    local hint = goal == "labels" and own[#own] == 1
      and " (a list of numbers is labels; targets are a matrix, nn.matrix{0, 1, …})" or ""
    check.fail("fit: the network has %d outputs, %s %d %s%s", own[#own], what, outputs,
      goal == "labels" and "classes" or "targets a sample", hint)
  end
  evaluate.check_classes("fit", n, set)
end

-- A set beside the training set: the right shape, the same classes.
local function check_other_set(n, data, set, what)
  if not set then return end
  check_set(n, set, "the " .. what)
  evaluate.same_classes("fit", "data set", core.info(data).classes, what, core.info(set).classes)
  core.check_numbers(n, set, "fit", " of the " .. what)
end

-- early_stop = 3 is short for {patience = 3}, checkpoint = "a.npz" for {path = "a.npz"}.
local function spell_out(opts)
  local full = {}
  for name, value in pairs(opts) do full[name] = value end
  if math.type(full.early_stop) then full.early_stop = { patience = full.early_stop } end
  if type(full.checkpoint) == "string" then full.checkpoint = { path = full.checkpoint } end
  if full.early_stop and not full.validation then
    check.fail("fit: early_stop watches the validation loss: give validation = a data set or a fraction")
  end
  if full.checkpoint and not (full.checkpoint.path or ""):match("%.npz$") then
    check.fail("fit: a checkpoint is a file ending in .npz")
  end
  full.epochs, full.batch_size = full.epochs or 1, full.batch_size or 1
  return full
end

local function check_rule(facts, rule)
  if rule ~= "book" then return end
  for _, name in ipairs(facts.activations) do
    if name ~= "sigmoid" then
      check.fail("fit: the book's rule is for sigmoid layers, this network has %s", name)
    end
  end
  if facts.loss ~= "squared" then
    check.fail("fit: the book's rule knows the squared loss alone, this network has %s", facts.loss)
  elseif facts.optimizer ~= "sgd" then
    check.fail("fit: the book's rule goes with plain sgd, this network has %s", facts.optimizer)
  end
end

--- The arguments of n:fit(set, opts) or n:fit(X, T, opts) -> training set, validation set or nil,
--- options with their defaults. A validation fraction is the last part of the set, of a set shuffled
--- with the network's seed unless shuffle = false; a run that goes on from a checkpoint splits it as before.
function fit_check.arguments(n, data, second, third)
  check.self("fit", n, "network")
  if check.kind("data set")(data) then
    data, second = evaluate.as_set("fit", n, data, second), third
  end
  local opts = spell_out(check.options("fit", second, options))
  check_set(n, data, "the data set")
  core.check_numbers(n, data, "fit", "")
  check_other_set(n, data, opts.test, "test set")
  local validation, facts = opts.validation, core.net_facts(n)
  if type(validation) == "number" then
    if #data < 2 then check.fail("fit: one sample cannot be split into training and validation") end
    local seed = opts.checkpoint and checkpoint.seed(opts.checkpoint.path) or facts.seed
    local all = opts.shuffle == false and data or core.shuffled(data, seed)
    data, validation = all:split(1 - validation)
  end
  check_other_set(n, data, validation, "validation set")
  for k, name in ipairs(facts.activations) do
    if name == "threshold" then
      check.fail("fit: layer %d is a threshold, whose slope is zero wherever it has one, so no error can "
        .. "be sent back through it; use sigmoid", k)
    end
  end
  check_rule(facts, opts.rule)
  if facts.optimizer == "rprop" then
    if opts.batch_size ~= 1 and opts.batch_size < #data then
      check.fail("fit: rprop compares gradients of the whole set: leave batch_size out, or make it %d",
        #data)
    end
    opts.batch_size = #data
  end
  if opts.plot then require("nn.gnuplot").run "" end -- that it is missing is told now
  return data, validation, opts
end

--- The rule for this fit: a named one stays; the book's, when it was only the default, is for updates
--- after every sample, so that mini-batches take the gradient. Returns the rule to go back to afterwards.
function fit_check.settle_rule(n, opts)
  local info, before = core.net_info(n), core.net_facts(n).rule
  if opts.rule then
    info.rule_is_given = true
    core.set_rule(n, opts.rule)
    return opts.rule
  elseif opts.batch_size > 1 and not info.rule_is_given then
    core.set_rule(n, "gradient")
  end
  return before
end

return fit_check
