-- fit: the loop over epochs. C trains a stretch of samples a call; here is what happens between.

local core = require "nn.core"
local check = require "nn.check"
local coach = require "nn.coach"
local checkpoint = require "nn.checkpoint"
local curves = require "nn.curves"
local fit_check = require "nn.fit_check"
local progress = require "nn.progress"
local net = core.net

-- What the network keeps of the data: the classes, the size of its pictures, and the scaling from stored
-- numbers to inputs.
local function remember(n, data)
  local info = core.net_info(n)
  info.classes = info.classes or data.classes
  if data.width then info.width, info.height = data.width, data.height end
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
-- in the numbers. The first one is short: nobody knows how slow the network is.
local STEP = 64
local function stretch(rate, opts, total)
  local unit = opts.batch_size > 1 and opts.batch_size or STEP
  if opts.on_batch or not rate then return math.min(total, unit) end
  return math.min(total, math.max(1, math.floor(rate * 0.05 / unit)) * unit)
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
    -- activations in Lua do not look for a Ctrl-C by themselves
    if interrupted or core.interrupted() then return loss, correct, at, "interrupt" end
    rate = at / math.max(core.now() - start, 1e-6)
    line:update((epoch - 1) * total + at, ("epoch %d/%d"):format(epoch, opts.epochs),
      { loss = loss / at, accuracy = labelled and correct / at or nil })
    if line.chart and not line.chart:update() then return loss, correct, at, "interrupt" end
    if opts.on_batch then
      batch = batch + 1
      local report = { network = n, epoch = epoch, batch = batch, done = at, loss = l / done,
        accuracy = labelled and c / done or nil }
      if line:aside(opts.on_batch, report) == false then return loss, correct, at, "on_batch" end
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

-- After an epoch: the scores, the report, the history. Returns the report, or nil and why the run ends.
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
  return report
end

local function interrupted_at(line, history, epoch, done, total)
  core.interrupted()
  history.interrupted = epoch
  if line.chart then line.chart:update(true) end
  line:finish(("interrupted in epoch %d, after %d of %d samples; the weights are kept"):format(epoch,
    done, total))
  return "interrupt"
end

-- Whether the validation loss has not got better for long enough.
local function patience_is_over(opts, state)
  local stop = opts.early_stop
  return stop and state.epoch - state.best_epoch >= (stop.patience or 3)
end

-- on_epoch, which may set the network's learning rate or weights, and then the checkpoint, which has to
-- hold what it set. Returns why the run is over after this report, or nil.
local function ended(n, sets, opts, state, report, line)
  local go_on = opts.on_epoch and line:aside(opts.on_epoch, report)
  local file, interrupted = opts.checkpoint, false
  if file and (report.epoch % (file.every or 1) == 0 or report.epoch == opts.epochs) then
    interrupted = checkpoint.save(file.path, n, state, #sets.training)
  end
  if go_on == false then return "on_epoch" end
  if interrupted or core.interrupted() then return "interrupt" end
  if patience_is_over(opts, state) then return "early_stop" end
end

-- What the coach has to say, unless nobody wants to hear it.
local function advise(line, opts, look, ...)
  if opts.coach == false or opts.progress == false then return end
  local list, chart = look(...), line.place and line.chart
  if chart and #list > 0 then chart:hide() end
  for _, sentence in ipairs(list) do line:finish(sentence) end
  if chart and #list > 0 then chart:show() end
end

-- Tells of an epoch: by the chart, if there is one on the screen, else by a line. False at a Ctrl-C.
local function tell(line, report)
  local chart = line.chart
  local text = epoch_line(report)
  if chart and not chart:update() then return false end
  if line.place then
    chart.last = text
  elseif report.epoch == report.epochs or progress.is_milestone(report.epoch) then
    line:finish(text)
    line.told = report.epoch
  end
  return true
end

-- The last epoch has a line, too, where the run ends early.
local function tell_last(line, report)
  if not line.place and line.told ~= report.epoch then line:finish(epoch_line(report)) end
end

-- All epochs that are left; returns why they ended.
local function train_epochs(n, sets, opts, state, line)
  local data = sets.training
  local labelled = core.info(data).classes ~= nil
  if patience_is_over(opts, state) then return "early_stop" end -- killed after its last epoch
  for epoch = state.epoch + 1, opts.epochs do
    local start = core.now()
    set_rate(n, opts, epoch)
    local view = opts.shuffle == false and data or core.net_shuffled(n, data)
    local loss, correct, done, why = run_epoch(n, data, view, epoch, opts, line)
    if why == "interrupt" then return interrupted_at(line, state.history, epoch, done, #data) end
    if why then
      line:finish()
      return why
    end
    local report = close_epoch(n, sets, opts, state, {
      network = n, epoch = epoch, epochs = opts.epochs, loss = loss / done,
      accuracy = labelled and correct / done or nil, seconds = core.now() - start,
      learning_rate = n.learning_rate,
    })
    if not report then return interrupted_at(line, state.history, epoch, done, #data) end
    local told = tell(line, report)
    advise(line, opts, coach.after_epoch, n, data, report, state.history)
    why = ended(n, sets, opts, state, report, line) or not told and "interrupt"
    if why then
      tell_last(line, report)
      return why
    end
  end
  return "epochs"
end

--- n:fit(set, options) or n:fit(X, T, options) -> history: lists with an entry an epoch (loss, accuracy,
--- seconds, validation_loss, validation_accuracy, test_loss, test_accuracy), stopped = "epochs",
--- "interrupt", "on_epoch", "on_batch" or "early_stop", and best_epoch with early_stop. loss and accuracy
--- are means over the epoch while training, each sample before its own update.
--- on_epoch(report) is called after every epoch, on_batch(report) after every mini-batch, or every 64
--- samples when the batches are of one: looking on then changes neither the pace nor a bit of the weights.
--- A report's loss and accuracy are those of its epoch or of its batch. false ends the run.
function net:fit(data, second, third)
  local validation, opts
  data, validation, opts = fit_check.arguments(self, data, second, third)
  if core.set_fitting(self, true) then check.fail("fit: this network is inside its own fit") end
  core.shield(1)
  local rule, line
  local _ <close> = setmetatable({}, { __close = function()
    if line then line:finish() end
    if line and line.chart then line.chart:close() end
    core.shield(-1)
    core.set_fitting(self, false)
    if rule then core.set_rule(self, rule) end
  end })
  local file = opts.checkpoint
  local state = file and checkpoint.resume(file.path, self, #data) or checkpoint.fresh(self)
  rule = fit_check.settle_rule(self, opts)
  remember(self, data)
  -- a file that cannot be written is told now, not after hours
  local interrupted = file and state.epoch == 0 and checkpoint.save(file.path, self, state, #data)
  line = progress.new(opts.epochs * #data, opts.progress == false)
  advise(line, opts, coach.before, self, data)
  local sets = { training = data, validation = validation, test = opts.test }
  local history = state.history
  line.chart = opts.plot and curves.drawing(history, line) or nil
  history.stopped = interrupted and "interrupt" or train_epochs(self, sets, opts, state, line)
  if opts.early_stop then
    history.best_epoch = state.best_epoch
    if state.best then core.assign(self, state.best) end
  end
  if line.chart then line.chart:finish(line.chart.last) end
  return history
end
