-- plain_network: a network in plain Lua loops over tables, slow and obvious, for suites to compare with.
-- It knows every activation, every loss, both rules, biases, single samples and mini-batches.

local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"

local plain = {}
plain.__index = plain

local activations = {
  sigmoid = function(x) return 1 / (1 + math.exp(-x)) end,
  tanh = function(x)
    local e = math.exp(-2 * math.abs(x))
    return (x < 0 and -1 or 1) * (1 - e) / (1 + e)
  end,
  relu = function(x) return x > 0 and x or 0 end,
  leaky_relu = function(x) return x > 0 and x or 0.01 * x end,
  linear = function(x) return x end,
  threshold = function(x) return x > 0 and 1 or 0 end,
}

-- The slope at x, where the output is o.
local slopes = {
  sigmoid = function(_, o) return o * (1 - o) end,
  tanh = function(_, o) return 1 - o * o end,
  relu = function(x) return x > 0 and 1 or 0 end,
  leaky_relu = function(x) return x > 0 and 1 or 0.01 end,
  linear = function() return 1 end,
}

--- The start is that of nn's network n; `rule` and `loss` as there.
function plain.like(n, rule, loss, names)
  local self = setmetatable({ rule = rule, loss = loss or "squared", names = names, W = {}, b = {} }, plain)
  self.rate = n.learning_rate
  for k = 1, #n.layers - 1 do
    self.W[k] = n:weights(k):totable()
    if #self.W[k] == 0 or type(self.W[k][1]) == "number" then -- a column: one link a unit
      for i, w in ipairs(self.W[k]) do self.W[k][i] = { w } end
    end
    self.b[k] = n.bias and n:biases(k):totable() or nil
  end
  return self
end

function plain:name(k) return self.names and self.names[k] or "sigmoid" end

local function forward_layer(self, k, input)
  local x, o, name = {}, {}, self:name(k)
  for i, row in ipairs(self.W[k]) do
    local sum = self.b[k] and self.b[k][i] or 0
    for j, w in ipairs(row) do sum = sum + w * input[j] end
    x[i] = sum
  end
  if name ~= "softmax" then
    for i, v in ipairs(x) do o[i] = activations[name](v) end
    return x, o
  end
  local largest, all = math.max(table.unpack(x)), 0
  for i, v in ipairs(x) do
    o[i] = math.exp(v - largest)
    all = all + o[i]
  end
  for i = 1, #o do o[i] = o[i] / all end
  return x, o
end

--- The outputs of all layers, the input's being o[0], and their sums x.
function plain:forward(input)
  local xs, os = {}, { [0] = input }
  for k = 1, #self.W do xs[k], os[k] = forward_layer(self, k, os[k - 1]) end
  return os, xs
end

function plain:query(input) return self:forward(input)[#self.W] end

--- The loss of outputs o for targets t.
function plain:loss_of(o, t)
  local sum, softmax = 0, self:name(#self.W) == "softmax"
  for i = 1, #o do
    if self.loss ~= "cross_entropy" then
      sum = sum + (o[i] - t[i]) ^ 2
    elseif softmax then
      sum = sum - t[i] * math.log(o[i])
    else
      sum = sum - t[i] * math.log(o[i]) - (1 - t[i]) * math.log(1 - o[i])
    end
  end
  if self.loss == "squared" then return sum / 2 end
  return self.loss == "mean_squared" and sum / #o or sum
end

-- dLoss/do of each output.
local function output_slopes(self, o, t)
  local g = {}
  for i = 1, #o do
    if self.loss == "cross_entropy" then
      g[i] = -t[i] / o[i]
      if self:name(#self.W) ~= "softmax" then g[i] = g[i] + (1 - t[i]) / (1 - o[i]) end
    else
      g[i] = (o[i] - t[i]) * (self.loss == "mean_squared" and 2 / #o or 1)
    end
  end
  return g
end

-- dLoss/dx of a layer from its dLoss/do.
local function through(self, k, g, x, o)
  local d = {}
  if self:name(k) == "softmax" then
    local s = 0
    for i = 1, #o do s = s + g[i] * o[i] end
    for i = 1, #o do d[i] = o[i] * (g[i] - s) end
  else
    for i = 1, #o do d[i] = g[i] * slopes[self:name(k)](x[i], o[i]) end
  end
  return d
end

local function back(W, e)
  local out = {}
  for j = 1, #W[1] do
    local sum = 0
    for i = 1, #W do sum = sum + W[i][j] * e[i] end
    out[j] = sum
  end
  return out
end

--- The step that one sample asks for, per layer: W's and b's changes for a rate of 1.
function plain:step(input, t)
  local os, xs = self:forward(input)
  local last, deltas = #self.W, {}
  local g = output_slopes(self, os[last], t)
  if self.rule == "book" then -- e_L = t - o, e_k = W_{k+1}ᵀ e_{k+1}, Δ = e o (1 - o)
    local e = {}
    for i = 1, #t do e[i] = os[last][i] - t[i] end
    for k = last, 1, -1 do
      deltas[k] = through(self, k, e, xs[k], os[k])
      e = back(self.W[k], e)
    end
  else
    for k = last, 1, -1 do
      deltas[k] = through(self, k, g, xs[k], os[k])
      g = back(self.W[k], deltas[k])
    end
  end
  return deltas, os
end

--- One update with the average of the samples, a list of {input, target}. Returns their losses' sum.
function plain:train(samples)
  local steps, loss = {}, 0
  for s, sample in ipairs(samples) do
    local deltas, os = self:step(sample[1], sample[2])
    loss = loss + self:loss_of(os[#self.W], sample[2])
    steps[s] = { deltas, os }
  end
  local rate = self.rate / #samples
  for _, step in ipairs(steps) do
    for k, W in ipairs(self.W) do
      for i, row in ipairs(W) do
        local d = rate * step[1][k][i]
        for j = 1, #row do row[j] = row[j] - d * step[2][k - 1][j] end
        if self.b[k] then self.b[k][i] = self.b[k][i] - d end
      end
    end
  end
  return loss
end

-- ---- networks in suites -------------------------------------------------------------------------

--- `count` random samples for network n, inputs in -1..1 and targets in low..high: a list of {input,
--- target} tables, and both as matrices.
function plain.samples(n, count, low, high)
  local layers, list, X, T = n.layers, {}, {}, {}
  for s = 1, count do
    X[s], T[s] = {}, {}
    for j = 1, layers[1] do X[s][j] = math.random() * 2 - 1 end
    for j = 1, layers[#layers] do T[s][j] = low + (high - low) * math.random() end
    list[s] = { X[s], T[s] }
  end
  return list, nn.matrix(X), nn.matrix(T)
end

--- Fails unless n's weights and biases are the oracle's.
function plain.check(n, oracle, tolerance, what)
  for k, W in ipairs(oracle.W) do
    assert_matrix(n:weights(k), W, tolerance, ("%s, W%d"):format(what, k))
    if oracle.b[k] then
      assert_matrix(n:biases(k), oracle.b[k], tolerance, ("%s, b%d"):format(what, k))
    end
  end
end

--- Fails unless the networks' weights and biases are within the tolerance of each other.
function plain.near(a, b, tolerance, what)
  for k = 1, #a.layers - 1 do
    assert_matrix(a:weights(k), b:weights(k), tolerance, what)
    if a.bias then assert_matrix(a:biases(k), b:biases(k), tolerance, what) end
  end
end

--- Do the networks have the same numbers, bit for bit?
function plain.same(a, b)
  lu.assertEquals(a.layers, b.layers)
  for k = 1, #a.layers - 1 do
    if a:weights(k) ~= b:weights(k) or (a.bias and a:biases(k) ~= b:biases(k)) then return false end
  end
  return true
end

--- Are all weights numbers, and none infinite?
function plain.finite(n)
  for k = 1, #n.layers - 1 do
    local largest = n:weights(k):abs():max() -- NaN where there is one
    if largest ~= largest or largest == math.huge then return false end
  end
  return true
end

return plain
