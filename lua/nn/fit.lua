-- fit: the loop over epochs. C trains a stretch of samples a call; here is what happens between.

local core = require "nn.core"
local check = require "nn.check"
local coach = require "nn.coach"
local checkpoint = require "nn.checkpoint"
local fit_check = require "nn.fit_check"
local progress = require "nn.progress"
local net = core.net

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

-- The samples between two looks at the progress line: about 50 ms of work, or one batch when somebody
-- watches batches. Always whole blocks and whole batches, so that the pace of a machine changes nothing
-- in the numbers.
local STEP = 64
local function stretch(rate, opts, total)
  local unit = opts.batch_size > 1 and opts.batch_size or STEP
  if opts.on_batch then return math.min(total, unit) end
  return math.min(total, math.max(1, math.floor((rate or 2e4) * 0.05 / unit)) * unit)
end

local function fail_diverged(epoch, sample)
  check.fail("fit: in epoch %d the loss is no finite number any more at sample %d; the weights are as "
    .. "before it; a smaller learning_rate may help (on_nan = 'continue' goes on)", epoch, sample)
end

-- One epoch over `view`; returns the summed loss, right answers, samples done, why it ended early or nil.
local function run_epoch(n, data, view, epoch, opts, line)
  local total, labelled = #view, core.info(data).classes ~= nil
  local loss, correct, at, batch, rate = 0, 0, 0, 0, nil
  local start = core.now()
  while at < total do
    local count = math.min(total - at, stretch(rate, opts, total))
    local done, l, c, diverged, interrupted = core.train(n, view, at + 1, count, opts.batch_size,
      opts.on_nan == "continue", opts.block == 1, opts.threads or 1)
    at, loss, correct = at + done, loss + l, correct + c
    if diverged then
      line:finish()
      fail_diverged(epoch, original(data, view, at + 1))
    end
    if interrupted then return loss, correct, at, "interrupt" end
    rate = at / math.max(core.now() - start, 1e-6)
    line:update((epoch - 1) * total + at, ("epoch %d/%d"):format(epoch, opts.epochs),
      ("loss %.4f%s"):format(loss / at, labelled and ("  accuracy %.3f"):format(correct / at) or ""))
    if opts.on_batch then
      batch = batch + 1
      local report = { network = n, epoch = epoch, batch = batch, done = at, loss = l / done,
        accuracy = labelled and c / done or nil }
      if opts.on_batch(report) == false then return loss, correct, at, "on_batch" end
    end
  end
  return loss, correct, at
end

-- "epoch 1/5  0.26 s  loss 0.0312  accuracy 0.9480  test 0.9560"
local function epoch_line(report)
  local text = ("epoch %d/%d  %.2f s  loss %.4f"):format(report.epoch, report.epochs, report.seconds,
    report.loss)
  if report.accuracy then text = text .. ("  accuracy %.4f"):format(report.accuracy) end
  for _, set in ipairs { "validation", "test" } do
    if report[set .. "_accuracy"] then
      text = text .. ("  %s %.4f"):format(set, report[set .. "_accuracy"])
    elseif report[set .. "_loss"] then
      text = text .. ("  %s loss %.4f"):format(set, report[set .. "_loss"])
    end
  end
  return text
end

-- The mean loss and, of a labelled set, the share of right answers; nothing at a Ctrl-C.
local function score(n, set)
  local loss, correct = core.evaluate(n, set)
  if loss then return loss / #set, core.info(set).classes and correct / #set or nil end
end

-- The learning rate of this epoch, where it is a function.
local function set_rate(n, opts, epoch)
  local schedule = opts.learning_rate or core.net_info(n).schedule
  if type(schedule) == "function" then
    n.learning_rate = check.rate("fit", schedule, epoch)
  elseif schedule then
    n.learning_rate = schedule
  end
end

-- After an epoch: the scores, the report, the history, the checkpoint. Returns the report, or nil and
-- why the run ends.
local function close_epoch(n, sets, opts, state, report)
  for _, name in ipairs { "validation", "test" } do
    if sets[name] then
      report[name .. "_loss"], report[name .. "_accuracy"] = score(n, sets[name])
      if not report[name .. "_loss"] then return nil, "interrupt" end
    end
  end
  state.epoch = report.epoch
  for _, name in ipairs(checkpoint.lists) do
    if report[name] then state.history[name][report.epoch] = report[name] end
  end
  local stop = opts.early_stop
  if stop then checkpoint.better(state, n, report.validation_loss, stop) end
  local file = opts.checkpoint
  if file and (report.epoch % (file.every or 1) == 0 or report.epoch == opts.epochs) then
    checkpoint.save(file.path, n, state, #sets.training)
  end
  return report
end

local function interrupted_at(line, epoch, done, total)
  core.interrupted()
  line:finish(("interrupted in epoch %d, after %d of %d samples; the weights are kept"):format(epoch,
    done, total))
  return "interrupt"
end

-- Why the run is over after this report, or nil.
local function ended(opts, state, report)
  if opts.on_epoch and opts.on_epoch(report) == false then return "on_epoch" end
  if core.interrupted() then return "interrupt" end
  local stop = opts.early_stop
  if stop and report.epoch - state.best_epoch >= (stop.patience or 3) then return "early_stop" end
end

-- Of many short epochs some twenty lines are enough, and one every half a second.
local function worth_a_line(opts, report, line)
  local now = core.now()
  local worth = report.epoch % math.ceil(opts.epochs / 20) == 0 or report.epoch == opts.epochs
    or now - (line.told or 0) > 0.5
  if worth then line.told = now end
  return worth
end

-- What the coach has to say, unless nobody wants to hear it.
local function advise(line, opts, look, ...)
  if opts.coach == false or opts.progress == false then return end
  for _, sentence in ipairs(look(...)) do line:finish(sentence) end
end

-- All epochs that are left; returns why they ended.
local function train_epochs(n, sets, opts, state, line)
  local data = sets.training
  local labelled = core.info(data).classes ~= nil
  for epoch = state.epoch + 1, opts.epochs do
    local start = core.now()
    set_rate(n, opts, epoch)
    local view = opts.shuffle == false and data or core.net_shuffled(n, data)
    local loss, correct, done, why = run_epoch(n, data, view, epoch, opts, line)
    if why == "interrupt" then return interrupted_at(line, epoch, done, #data) end
    if why then
      line:finish()
      return why
    end
    local report = close_epoch(n, sets, opts, state, {
      network = n, epoch = epoch, epochs = opts.epochs, loss = loss / done,
      accuracy = labelled and correct / done or nil, seconds = core.now() - start,
      learning_rate = n.learning_rate,
    })
    if not report then return interrupted_at(line, epoch, done, #data) end
    if worth_a_line(opts, report, line) then line:finish(epoch_line(report)) end
    advise(line, opts, coach.after_epoch, n, data, report, state.history)
    why = ended(opts, state, report)
    if why then return why end
  end
  return "epochs"
end

--- n:fit(set, options) or n:fit(X, T, options) -> history: lists with an entry an epoch (loss, accuracy,
--- seconds, validation_loss, validation_accuracy, test_loss, test_accuracy), stopped = "epochs",
--- "interrupt", "on_epoch", "on_batch" or "early_stop", and best_epoch with early_stop. loss and accuracy
--- are means over the epoch while training, each sample before its own update.
function net:fit(data, second, third)
  local validation, opts
  data, validation, opts = fit_check.arguments(self, data, second, third)
  if core.set_fitting(self, true) then check.fail("fit: this network is inside its own fit") end
  core.shield(1)
  local rule
  local _ <close> = setmetatable({}, { __close = function()
    core.shield(-1)
    core.set_fitting(self, false)
    if rule then core.set_rule(self, rule) end
  end })
  local state = opts.checkpoint and checkpoint.resume(opts.checkpoint.path, self, #data)
    or checkpoint.fresh()
  rule = fit_check.settle_rule(self, opts)
  remember(self, data)
  local line = progress.new(opts.epochs * #data, opts.progress == false)
  advise(line, opts, coach.before, self, data)
  local sets = { training = data, validation = validation, test = opts.test }
  local history = state.history
  history.stopped = train_epochs(self, sets, opts, state, line)
  if opts.early_stop then
    history.best_epoch = state.best_epoch
    if state.best then core.assign(self, state.best) end
  end
  return history
end
