--[[ coach: looks over a learner's shoulder while n:fit trains, and says in one sentence what goes wrong and
which option to change. Each trouble is told once per network.

A network that learns well is left alone: 80 % of the hidden answers of the book's network lie at the ends
of the sigmoid when it reads 97 % of MNIST, and relu networks learn iris with 8 of 10 nodes dead. So advice
waits until the loss says that something is wrong, measured against the loss of a network that knows nothing:
the one that always answers the mean target. The share of that loss which is left, 1 at worst and 0 at best,
is called `left` below.

The loss meant is that of the network as it is now, on the hundred samples that are looked at. The mean over
the epoch, which fit tells, has the first steps in it: after one epoch at a lively rate that mean is worse
than knowing nothing although the network has learnt most of what there is. It costs next to nothing, too:
the network is asked after the epochs 1, 2, 4, 8, ... ]]

local core = require "nn.core"

local coach = {}

local SAMPLES = 100 -- looked at each time

-- Samples learnt from (several epochs of a small set) after which a network should know more than nothing.
-- Many a network stays on a plateau for a while, with half of its relu nodes dead or one answer to
-- everything, and learns well in the end: both are told only after that many.
local PATIENCE = 10000

-- A column of inputs with a root mean square above this is unscaled. The start weights make the first sums
-- about as large as the inputs are, and a sigmoid is flat from 5 on; irises in centimetres have 5.9 and
-- learn well, pixels from 0 to 255 have 150.
local LARGE_INPUT = 10

-- The ends of an activation: {low, high, where most of the slope is gone}.
local ranges = {
  sigmoid = { 0, 1, 0.01, 0.99 }, softmax = { 0, 1 }, tanh = { -1, 1, -0.98, 0.98 },
  relu = { 0, math.huge },
}

-- ---- what was said before --------------------------------------------------------------------------

-- Adds a sentence to the list, unless this network heard about the trouble before. The network's facts are
-- shared with its copies, so the table is replaced, never changed.
local function tell(list, n, trouble, format, ...)
  local info = core.net_info(n)
  if info.told and info.told[trouble] then return end
  local told = { [trouble] = true }
  for name in pairs(info.told or {}) do told[name] = true end
  info.told = told
  list[#list + 1] = "coach: " .. format:format(...)
end

local function was_told(n, trouble)
  local told = core.net_info(n).told
  return told ~= nil and told[trouble]
end

-- What is remembered from epoch to epoch: how many epochs and samples all fits of this network had, with this
-- one; the loss seen at the last look; the best loss of this fit, without this one, and for how many epochs
-- in a row the loss was three times that.
local function watch(n, data, losses)
  local info = core.net_info(n)
  local before, best, high = info.watched or { epochs = 0, samples = 0 }, math.huge, 0
  if #losses > 1 then
    best, high = math.min(before.best or math.huge, losses[#losses - 1]), before.high
  end
  high = losses[#losses] > 3 * best and high + 1 or 0
  info.watched = { epochs = before.epochs + 1, samples = before.samples + #data, seen = before.seen,
    best = best, high = high }
  return info.watched
end

-- ---- a sample of the data --------------------------------------------------------------------------

-- SAMPLES samples, one from each stretch of the set; not at equal distances, because classes often take
-- turns. Always the same ones (from Knuth's MMIX generator).
local function sample_of(data)
  local list, count, state = {}, math.min(SAMPLES, #data), 1
  for i = 1, count do
    state = state * 6364136223846793005 + 1442695040888963407
    local first, past = (i - 1) * #data // count, i * #data // count
    list[i] = first + (state >> 33) % (past - first) + 1
  end
  return core.pick(data, list)
end

local function entropy(p) return p > 0 and -p * math.log(p) or 0 end

-- The cross-entropy of answering o to targets t, both rows of T's width, summed: with o the mean target,
-- the least that a constant answer can reach; with o = t, the least that any can.
local function least_cross_entropy(t, softmax)
  local sum, all = 0, t:sum()
  for j = 1, t.cols do
    local p = t:get(1, j)
    sum = sum + (softmax and all * entropy(p / all) or entropy(p) + entropy(1 - p))
  end
  return sum
end

-- The loss of always answering the mean target, and that of knowing every answer.
local function limits(facts, T)
  local mean = T:mean(1)
  if facts.loss ~= "cross_entropy" then
    local squares = ((T - mean) ^ 2):sum() / T.rows
    return facts.loss == "squared" and squares / 2 or squares / T.cols, 0
  end
  local softmax, best = facts.activations[#facts.activations] == "softmax", 0
  for i = 1, T.rows do best = best + least_cross_entropy(T:row(i), softmax) / T.rows end
  return least_cross_entropy(mean, softmax), best
end

-- The share of what was to be learnt that is left, or nil where there is nothing to learn.
local function share_left(facts, sample, loss)
  local worst, best = limits(facts, core.targets(sample))
  if worst - best > 1e-12 then return (loss - best) / (worst - best) end
end

-- ---- before training -------------------------------------------------------------------------------

local function check_inputs(list, n, sample)
  local X = core.inputs(sample)
  if (X * X):mean(1):max() > LARGE_INPUT ^ 2 then
    tell(list, n, "unscaled", "the inputs go from %.4g to %.4g, and sums of such numbers drive the nodes to "
      .. "where they hardly learn: scale the data, as in data:scale(0.01, 1.0)", X:min(), X:max())
  end
end

local function check_targets(list, n, facts, sample)
  local last = facts.activations[#facts.activations]
  local range, T = ranges[last], core.targets(sample)
  if not range then return end
  local low, high = T:min(), T:max()
  if low >= range[1] - 1e-6 and high <= range[2] + 1e-6 then return end
  local _, _, _, _, goal = core.facts(sample)
  local remedy
  if goal == "labels" then
    remedy = last == "tanh" and "data:targets(-0.99, 0.99)" or "data:targets(0.01, 0.99)"
    remedy = "set them with " .. remedy
  elseif facts.loss == "cross_entropy" then
    remedy = "scale them into that range, or take a linear last layer (activation) and loss = 'squared'"
  else
    remedy = "scale them into that range, or take a linear last layer (activation)"
  end
  tell(list, n, "targets", "the targets go from %.4g to %.4g, but %s answers %s and never gets there: %s",
    low, high, last, last == "relu" and "nothing below 0" or ("between %g and %g"):format(range[1], range[2]),
    remedy)
end

--- Before a fit: a list of sentences about the data that the network is going to learn, mostly empty.
function coach.before(n, data)
  local list = {}
  if was_told(n, "unscaled") and was_told(n, "targets") then return list end
  local sample = sample_of(data)
  check_inputs(list, n, sample)
  check_targets(list, n, core.net_facts(n), sample)
  return list
end

-- ---- after an epoch --------------------------------------------------------------------------------

-- The loss stays at three times its best for three epochs in a row, goes up in three in a row by a third in
-- all, or is no number any more. A leap of an epoch or two is what lively rates do, and mostly makes good;
-- and near the bottom a loss may dance and nobody minds.
local function check_explosion(list, n, data, losses, watched)
  local e = #losses
  local loss = losses[e]
  local lost = watched.best < math.huge and loss - loss ~= 0
  local grew = e > 3 and losses[e - 3] < losses[e - 2] and losses[e - 2] < losses[e - 1]
    and losses[e - 1] < loss and loss > 4 / 3 * losses[e - 3]
  if not (lost or grew or watched.high >= 3) or was_told(n, "exploding") then return end
  local left = share_left(core.net_facts(n), sample_of(data), loss)
  if left and left < 0.75 then return end
  tell(list, n, "exploding", "the loss has gone up from %.4g to %.4g, so the steps are too long: try a "
    .. "smaller learning_rate (it is %.4g), or clip", grew and losses[e - 3] or watched.best,
    math.abs(loss), n.learning_rate) -- a NaN without its sign
end

-- What the sample does to the network: {[k] = {flat = share of answers at the activation's ends, dead = how
-- many nodes answer 0 to all}, ...} for the hidden layers, and the counts of the answers by position.
local function look(n, facts, sample)
  local last = #facts.activations
  local hidden, answers = {}, {}
  for k = 1, last - 1 do hidden[k] = { flat = 0, sum = 0 } end
  for i = 1, #sample do
    local outputs = n:activations(core.rows(sample, i, i))
    for k, layer in ipairs(hidden) do
      local name, o = facts.activations[k], outputs[k + 1]
      local range = ranges[name]
      if name == "relu" then
        layer.sum = layer.sum + o
      elseif range then
        -- how many are outside: a sigmoid so steep that it answers 0 or 1
        local middle, half = (range[3] + range[4]) / 2, (range[4] - range[3]) / 2
        layer.flat = layer.flat + (((o - middle):abs() - half) * 1e9):sigmoid():sum()
      end
    end
    local at = outputs[last + 1]:argmax()
    answers[at] = (answers[at] or 0) + 1
  end
  for k, layer in ipairs(hidden) do
    local nodes = facts.sizes[k + 1]
    layer.nodes, layer.flat, layer.dead = nodes, layer.flat / (nodes * #sample), 0
    for j = 1, facts.activations[k] == "relu" and nodes or 0 do
      if layer.sum:get(j, 1) == 0 then layer.dead = layer.dead + 1 end
    end
  end
  return hidden, answers
end

-- Whether scaling the inputs could help.
local function is_wide(sample)
  local X = core.inputs(sample)
  return X:max() > 2 or X:min() < -2
end

local function check_flat(list, n, facts, hidden, sample)
  for k, layer in ipairs(hidden) do
    if layer.flat >= 0.8 then
      local range = ranges[facts.activations[k]]
      tell(list, n, "saturated", "%.0f %% of the answers of layer %d lie below %g or above %g, where the "
        .. "slope is almost 0, and the loss hardly falls: try %ssmaller start weights (init) or a smaller "
        .. "learning_rate (it is %.4g)", 100 * layer.flat, k, range[3], range[4],
        is_wide(sample) and "inputs scaled to 0.01..1.0 (scale), " or "", n.learning_rate)
    end
  end
end

-- A layer whose nodes are all dead sends no error back, and answers the same to everything: that is the end.
-- With half of them dead, the others may do; it is told when they do not.
local function check_dead(list, n, hidden, stuck)
  for k, layer in ipairs(hidden) do
    if layer.dead > 0 and (layer.dead == layer.nodes or stuck and layer.dead >= layer.nodes / 2) then
      tell(list, n, "dead", "%d of the %d relu nodes of layer %d answer 0 to all of a sample of inputs, and "
        .. "such a node learns nothing more: try a smaller learning_rate (it is %.4g) or activation = "
        .. "'leaky_relu'", layer.dead, layer.nodes, k, n.learning_rate)
    end
  end
end

local function check_alike(list, n, sample, answers)
  local classes, truths, most, at, commonest = n.classes, {}, 0, nil, 0
  for _, label in ipairs(core.labels(sample)) do
    truths[label] = (truths[label] or 0) + 1
    commonest = math.max(commonest, truths[label])
  end
  for position, count in pairs(answers) do
    if count > most then most, at = count, position end
  end
  if most < 0.95 * #sample or commonest > 0.8 * #sample then return end
  tell(list, n, "alike", "%d of %d samples get the same answer, %s, though there are %d classes, and the "
    .. "loss is that of knowing nothing: try another learning_rate (it is %.4g) or %s", most, #sample,
    tostring(classes[at]), #classes, n.learning_rate,
    is_wide(sample) and "inputs scaled to 0.01..1.0 (scale)" or "other start weights (init)")
end

--- After an epoch of a fit: a list of sentences, mostly empty. report: that epoch's; history: the fit's so
--- far, with this epoch in it.
function coach.after_epoch(n, data, report, history)
  local list, losses = {}, history.loss
  local watched = watch(n, data, losses)
  check_explosion(list, n, data, losses, watched)
  if watched.epochs & (watched.epochs - 1) ~= 0 then return list end -- 1, 2, 4, 8, ...
  local facts, sample, samples = core.net_facts(n), sample_of(data), watched.samples
  local sum = core.evaluate(n, sample)
  if not sum then return list end -- Ctrl-C
  local loss = sum / #sample
  local falls = loss < 0.95 * (watched.seen or report.loss)
  watched.seen = loss
  local left = share_left(facts, sample, loss)
  if not left or left < 0.7 or left ~= left then return list end
  local hidden, answers = look(n, facts, sample)
  check_dead(list, n, hidden, samples >= PATIENCE)
  if not falls and samples >= 500 then check_flat(list, n, facts, hidden, sample) end
  if left >= 0.9 and report.accuracy and #data >= 20 and samples >= PATIENCE then
    check_alike(list, n, sample, answers)
  end
  return list
end

return coach
