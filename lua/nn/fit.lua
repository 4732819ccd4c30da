-- fit: the loop over epochs. C trains a stretch of samples a call; here is what happens between.

local core = require "nn.core"
local check = require "nn.check"
local evaluate = require "nn.evaluate"
local progress = require "nn.progress"
local net = core.net

local options = {
  epochs = check.whole(1),
  batch_size = check.whole(1),
  shuffle = check.boolean,
  test = check.kind("data set"),
  progress = check.boolean,
  block = check.whole(1, 1),
  threads = check.whole(1, 256),
  rule = check.choice("book", "gradient"),
  learning_rate = check.number(0),
  on_epoch = check.kind("function"),
  on_nan = check.choice("stop", "continue"),
}

local function check_set(n, set, what)
  local own, count, inputs, outputs, _, goal = core.net_facts(n).sizes, core.facts(set)
  if inputs ~= own[1] then
    check.fail("fit: the network has %d inputs, a sample of %s has %d", own[1], what, inputs)
  elseif goal == "none" then
    check.fail("fit: %s of %d samples has no labels and no targets", what, count)
  elseif outputs ~= own[#own] then
    check.fail("fit: the network has %d outputs, %s %d %s", own[#own], what, outputs,
      goal == "labels" and "classes" or "targets a sample")
  end
  evaluate.check_classes("fit", n, set)
end

-- fit(set, opts), or fit(X, T, opts)
local function check_arguments(n, data, second, third)
  check.self("fit", n, "network")
  if check.kind("data set")(data) then
    data, second = evaluate.as_set("fit", data, second), third
  end
  local opts = check.options("fit", second, options)
  check_set(n, data, "the data set")
  if opts.test then
    check_set(n, opts.test, "the test set")
    evaluate.same_classes("fit", "data set", core.info(data).classes, "test set",
      core.info(opts.test).classes)
  end
  for k, name in ipairs(core.net_facts(n).activations) do
    if name == "threshold" then
      check.fail("fit: layer %d is a threshold, whose slope is zero wherever it has one, so no error can "
        .. "be sent back through it; use sigmoid", k)
    end
  end
  return data, opts
end

-- The rule for this fit: a named one stays; the book's, when it was only the default, is for updates
-- after every sample, so that mini-batches take the gradient.
local function settle_rule(n, opts)
  local facts, info = core.net_facts(n), core.net_info(n)
  if opts.rule == "book" then
    for _, name in ipairs(facts.activations) do
      if name ~= "sigmoid" then
        check.fail("fit: the book's rule is for sigmoid layers, this network has %s", name)
      end
    end
    if facts.loss ~= "squared" then
      check.fail("fit: the book's rule knows the squared loss alone, this network has %s", facts.loss)
    end
  end
  if opts.rule then
    info.rule_is_given = true
    core.set_rule(n, opts.rule)
  elseif (opts.batch_size or 1) > 1 and not info.rule_is_given then
    core.set_rule(n, "gradient")
  end
end

-- What the network keeps of the data: the classes, and the scaling from stored numbers to inputs.
local function remember(n, data)
  local info = core.net_info(n)
  info.classes = info.classes or data.classes
  local slope, offset = core.scaling(data)
  info.scaling = slope and { slope = slope:copy(), offset = offset:copy() } or nil
end

-- Which sample of `data` is number i of the shuffled view.
local function original(data, view, i)
  local row = core.stored_row(view, i)
  for k = 1, #data do
    if core.stored_row(data, k) == row then return k end
  end
end

-- The samples between two looks at the progress line: about 50 ms of work. Always whole blocks and
-- whole batches, so that the pace of a machine changes nothing in the numbers.
local STEP = 64
local function stretch(rate, batch_size, total)
  local unit = batch_size > 1 and batch_size or STEP
  return math.min(total, math.max(1, math.floor((rate or 2e4) * 0.05 / unit)) * unit)
end

-- One epoch over `view`; returns the summed loss, right answers, samples done, interrupted?
local function run_epoch(n, data, view, epoch, opts, line)
  local total, batch_size = #view, opts.batch_size or 1
  local loss, correct, at, rate = 0, 0, 0, nil
  local start = core.now()
  while at < total do
    local count = math.min(total - at, stretch(rate, batch_size, total))
    local done, l, c, diverged, interrupted =
      core.train(n, view, at + 1, count, batch_size, opts.on_nan == "continue", opts.block == 1,
        opts.threads or 1)
    at, loss, correct = at + done, loss + l, correct + c
    if diverged then
      line:finish()
      check.fail("fit: in epoch %d the loss is no finite number any more at sample %d; the weights "
        .. "are as before it; a smaller learning_rate may help (on_nan = 'continue' goes on)", epoch,
        original(data, view, at + 1))
    end
    if interrupted then return loss, correct, at, true end
    rate = at / math.max(core.now() - start, 1e-6)
    local share = core.info(data).classes and ("  accuracy %.3f"):format(correct / at) or ""
    line:update((epoch - 1) * total + at, ("epoch %d/%d"):format(epoch, opts.epochs or 1),
      ("loss %.4f%s"):format(loss / at, share))
  end
  return loss, correct, at, false
end

-- "epoch 1/5  0.26 s  loss 0.0312  accuracy 0.948  test 0.956"
local function epoch_line(report)
  local text = ("epoch %d/%d  %.2f s  loss %.4f"):format(report.epoch, report.epochs, report.seconds,
    report.loss)
  if report.accuracy then text = text .. ("  accuracy %.4f"):format(report.accuracy) end
  if report.test_accuracy then
    text = text .. ("  test %.4f"):format(report.test_accuracy)
  elseif report.test_loss then
    text = text .. ("  test loss %.4f"):format(report.test_loss)
  end
  return text
end

local fields = { "loss", "accuracy", "seconds", "test_loss", "test_accuracy" }

-- The mean loss and, of a labelled set, the share of right answers; nothing at a Ctrl-C.
local function score(n, set)
  local loss, correct = core.evaluate(n, set)
  if loss then return loss / #set, core.info(set).classes and correct / #set or nil end
end

local function interrupted_at(line, epoch, done, total)
  core.interrupted()
  line:finish(("interrupted in epoch %d, after %d of %d samples; the weights are kept"):format(epoch,
    done, total))
  return "interrupt"
end

-- All epochs; returns why they ended.
local function train_epochs(n, data, opts, history, line)
  local labelled = core.info(data).classes ~= nil
  for epoch = 1, opts.epochs or 1 do
    local start = core.now()
    local view = opts.shuffle == false and data or core.net_shuffled(n, data)
    local loss, correct, done, interrupted = run_epoch(n, data, view, epoch, opts, line)
    if interrupted then return interrupted_at(line, epoch, done, #data) end
    local report = {
      network = n, epoch = epoch, epochs = opts.epochs or 1, loss = loss / done,
      accuracy = labelled and correct / done or nil, seconds = core.now() - start,
      learning_rate = n.learning_rate,
    }
    if opts.test then
      report.test_loss, report.test_accuracy = score(n, opts.test)
      if not report.test_loss then return interrupted_at(line, epoch, done, #data) end
    end
    for _, field in ipairs(fields) do
      if report[field] then history[field][epoch] = report[field] end
    end
    line:finish(epoch_line(report))
    if opts.on_epoch and opts.on_epoch(report) == false then return "on_epoch" end
    if core.interrupted() then return "interrupt" end
  end
  return "epochs"
end

--- n:fit(set, options) or n:fit(X, T, options) -> history {loss, accuracy, seconds, test_loss,
--- test_accuracy: lists with an entry an epoch; stopped = "epochs" | "interrupt" | "on_epoch"}.
--- loss and accuracy are means over the epoch while training, each sample before its own update.
function net:fit(data, second, third)
  local opts
  data, opts = check_arguments(self, data, second, third)
  if core.set_fitting(self, true) then check.fail("fit: this network is inside its own fit") end
  core.shield(1)
  local _ <close> = setmetatable({}, { __close = function()
    core.shield(-1)
    core.set_fitting(self, false)
  end })
  settle_rule(self, opts)
  if opts.learning_rate then self.learning_rate = opts.learning_rate end
  remember(self, data)
  local history = { loss = {}, accuracy = {}, seconds = {}, test_loss = {}, test_accuracy = {} }
  local line = progress.new((opts.epochs or 1) * #data, opts.progress == false)
  history.stopped = train_epochs(self, data, opts, history, line)
  return history
end
