-- custom: networks with an activation written in Lua, {f = …, df = …}. Everything that computes is done
-- here with matrices and calls of f and df for each node: clear, and some hundred times slower than the
-- engine. C calls these functions for such networks; it has checked their arguments.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local custom = {}

-- f and f' of layer k, each from the sums x to a matrix: the user's pair, or a built-in name's.
local builtin = {
  sigmoid = { function(x) return x:sigmoid() end, function(_, o) return o * (1 - o) end },
  tanh = { function(x) return x:tanh() end, function(_, o) return 1 - o * o end },
  relu = { function(x) return x:relu() end,
    function(x) return x:map(function(v) return v > 0 and 1 or 0 end) end },
  leaky_relu = { function(x) return x:map(function(v) return v < 0 and 0.01 * v or v end) end,
    function(x) return x:map(function(v) return v > 0 and 1 or 0.01 end) end },
  linear = { function(x) return x end, function(x) return nn.ones(x:shape()) end },
  softmax = { function(x) return x.cols == 1 and nn.ones(x:shape()) or x:softmax() end }, -- row by row
}

-- All that computing needs, taken out of the network: {W, b, f, df, facts}.
local function open(n)
  local facts, pairs_of = core.net_facts(n), core.net_info(n).custom
  local net = { W = {}, b = {}, f = {}, df = {}, facts = facts, depth = #facts.activations }
  for k = 1, net.depth do
    net.W[k] = n:weights(k)
    net.b[k] = facts.bias and n:biases(k) or nil
    local own = pairs_of[k]
    if own then
      net.f[k] = function(x) return x:map(own.f) end
      net.df[k] = function(x) return x:map(own.df) end
    else
      net.f[k], net.df[k] = table.unpack(builtin[facts.activations[k]], 1, 2)
    end
  end
  return net
end

local function close(n, net)
  for k = 1, net.depth do
    n:set_weights(k, net.W[k])
    if net.b[k] then n:set_biases(k, net.b[k]) end
  end
end

-- Rows of inputs through all layers: the sums x[k] and the outputs o[k], o[0] the inputs.
local function forward(net, rows)
  local x, o = {}, { [0] = rows }
  for k = 1, net.depth do
    x[k] = o[k - 1]:dot(net.W[k].T)
    if net.b[k] then x[k] = x[k] + net.b[k].T end
    o[k] = net.f[k](x[k])
  end
  return x, o
end

-- What each sample's sums in the last layer should do: minus the loss's slope there.
local function last_delta(net, x, o, T)
  local k, loss, last = net.depth, net.facts.loss, net.facts.activations[net.depth]
  local e = T - o[k]
  if loss == "cross_entropy" then
    return last == "softmax" and T - o[k] * T:sum(2) or e
  end
  if loss == "mean_squared" then e = e * (2 / T.cols) end
  if last == "softmax" then return o[k] * (e - (e * o[k]):sum(2)) end
  return e * net.df[k](x[k], o[k])
end

-- The mean pull (minus the gradient) of the samples on each W and b.
local function pulls(net, x, o, T)
  local delta, w, b = last_delta(net, x, o, T), {}, {}
  for k = net.depth, 1, -1 do
    w[k] = delta.T:dot(o[k - 1]) / T.rows
    b[k] = delta:mean(1).T
    if k > 1 then delta = delta:dot(net.W[k]) * net.df[k - 1](x[k - 1], o[k - 1]) end
  end
  return w, b
end

-- The summed loss of the samples.
local function loss_of(net, x, o, T)
  local k, loss = net.depth, net.facts.loss
  if loss == "cross_entropy" then
    if net.facts.activations[k] == "softmax" then return -(T * (o[k] + 1e-300):log()):sum() end
    local most = x[k]:relu()
    return (most - x[k] * T + ((-x[k]:abs()):exp() + 1):log()):sum()
  end
  local squares = (T - o[k]) ^ 2
  return loss == "squared" and squares:sum() / 2 or squares:sum() / T.cols
end

local function count_correct(set, first, o, classes)
  local labels, correct = core.labels(core.rows(set, first, first + o.rows - 1)), 0
  for i = 1, o.rows do
    if classes[o:row(i):argmax()] == labels[i] then correct = correct + 1 end
  end
  return correct
end

local function rows_and_targets(set, first, last)
  local part = core.rows(set, first, last)
  return core.inputs(part), core.targets(part)
end

--- The outputs for rows of inputs, a row a sample.
function custom.query(n, rows)
  local _, o = forward(open(n), rows)
  return o[#o]
end

--- Each layer's outputs, the inputs first, for one sample as a row; columns.
function custom.activations(n, row)
  local _, o = forward(open(n), row)
  local list = {}
  for k = 0, #o do list[k + 1] = o[k].T end
  return setmetatable(list, core.activations_meta)
end

--- core.train for such a network: samples first .. first + count - 1, updated after each batch.
function custom.train(n, set, first, count, batch_size, go_on)
  local net, classes = open(n), core.info(set).classes
  local loss, correct, done = 0, 0, 0
  while done < count do
    local size = math.min(batch_size, count - done)
    local X, T = rows_and_targets(set, first + done, first + done + size - 1)
    local x, o = forward(net, X)
    local l = loss_of(net, x, o, T)
    if not go_on and l - l ~= 0 then
      close(n, net)
      return done, loss, correct, true, false
    end
    loss = loss + l
    if classes then correct = correct + count_correct(set, first + done, o[net.depth], classes) end
    local w, b = pulls(net, x, o, T)
    for k = 1, net.depth do
      net.W[k]:add(w[k], net.facts.learning_rate)
      if net.b[k] then net.b[k]:add(b[k], net.facts.learning_rate) end
    end
    done = done + size
  end
  close(n, net)
  return done, loss, correct, false, false
end

--- core.evaluate for such a network.
function custom.evaluate(n, set, confusion)
  local net, classes = open(n), core.info(set).classes
  local X, T = rows_and_targets(set, 1, #set)
  local x, o = forward(net, X)
  local answers, counts = o[net.depth], nil
  if confusion then
    local index, labels = {}, core.labels(set)
    for i, class in ipairs(classes) do index[class] = i end
    counts = nn.zeros(#classes, #classes)
    for i = 1, #set do
      local row = counts[index[labels[i]]]
      local at = answers:row(i):argmax()
      row[at] = row[at] + 1
    end
  end
  return loss_of(net, x, o, T), classes and count_correct(set, 1, answers, classes) or 0, counts
end

--- core.pull for such a network: minus the gradient of the mean loss by W_k and b_k.
function custom.pull(n, set, k)
  local net = open(n)
  local x, o = forward(net, core.inputs(set))
  local w, b = pulls(net, x, o, core.targets(set))
  return w[k], net.b[k] and b[k] or nil
end

--- Checks a pair {f = …, df = …} and tells what was expected of it, or nothing.
function custom.judge(pair)
  local expected = "a name, or a pair {f = function(x), df = function(x)} with its slope"
  if type(pair) ~= "table" or type(pair.f) ~= "function" or type(pair.df) ~= "function" then
    return expected
  end
  for key in pairs(pair) do
    if key ~= "f" and key ~= "df" then return expected end
  end
end

--- Raises when an option asks for what only the engine can.
function custom.check_options(opts)
  for _, name in ipairs { "optimizer", "weight_decay", "l1", "clip", "dropout" } do
    local value = opts[name]
    if value and value ~= 0 and value ~= "sgd" then
      check.fail("network: an activation written in Lua goes with plain sgd, not with %s", name)
    end
  end
end

return custom
