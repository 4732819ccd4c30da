-- Activations written in Lua: the same numbers as the engine's own, and what they cannot do.

local lu = require "luaunit"
local raises = require "raises"
local assert_matrix = require "assert_matrix"

TestCustom = {}

local function sigmoid(x) return 1 / (1 + math.exp(-x)) end

local pair = { f = sigmoid, df = function(x) return sigmoid(x) * (1 - sigmoid(x)) end }

-- The engine's network, and the same with the hidden layer's sigmoid in Lua.
local function both(last, loss)
  local function make(hidden)
    return nn.network { 4, 5, 3, activation = { hidden, last }, bias = true, precision = "double",
      seed = 2, rule = "gradient", loss = loss, init = "normal" }
  end
  return make "sigmoid", make(pair)
end

local function same(a, b)
  for k = 1, 2 do
    assert_matrix(b:weights(k), a:weights(k), 1e-12, "W" .. k)
    assert_matrix(b:biases(k), a:biases(k), 1e-12, "b" .. k)
  end
end

function TestCustom.testSameNumbersAsTheEngine()
  for _, case in ipairs { { "sigmoid", "squared" }, { "sigmoid", "cross_entropy" }, { "tanh", "squared" },
    { "softmax", "cross_entropy" }, { "softmax", "squared" }, { "linear", "mean_squared" },
    { "leaky_relu", "squared" }, { "relu", "squared" } } do
    local a, b = both(table.unpack(case))
    nn.seed(1)
    local X, T = nn.rand(7, 4, -1, 1), nn.rand(7, 3)
    assert_matrix(b:query(X), a:query(X), 1e-14)
    assert_matrix(b:query { 1, 2, 3, 4 }, a:query { 1, 2, 3, 4 }, 1e-14)
    a:train(X, T)
    b:train(X, T)
    a:train({ 1, 2, 3, 4 }, { 0, 1, 0 })
    b:train({ 1, 2, 3, 4 }, { 0, 1, 0 })
    same(a, b)
    local opts = { epochs = 3, batch_size = 3, progress = false }
    local h, g = a:fit(X, T, opts), b:fit(X, T, opts)
    same(a, b)
    lu.assertAlmostEquals(g.loss[3], h.loss[3], 1e-12)
    for k, o in ipairs(b:activations { 1, 2, 3, 4 }) do
      assert_matrix(o, a:activations({ 1, 2, 3, 4 })[k], 1e-12)
    end
  end
end

function TestCustom.testLabels()
  local a, b = both("softmax", "cross_entropy")
  local d = nn.data.new(nn.rand(30, 4), (function()
    local labels = {}
    for i = 1, 30 do labels[i] = ("abc"):sub(i % 3 + 1, i % 3 + 1) end
    return labels
  end)())
  a:fit(d, { epochs = 2, progress = false })
  b:fit(d, { epochs = 2, progress = false })
  lu.assertEquals(b:evaluate(d).correct, a:evaluate(d).correct)
  lu.assertAlmostEquals(b:evaluate(d).loss, a:evaluate(d).loss, 1e-12)
  assert_matrix(b:confusion(d).counts, a:confusion(d).counts)
  lu.assertEquals(b:classify(d), a:classify(d))
  lu.assertEquals(b:copy():evaluate(d), b:evaluate(d))
end

function TestCustom.testWrongSlopeIsCaught()
  local _, n = both("sigmoid", "squared")
  lu.assertTrue(nn.gradcheck(n, nn.rand(3, 4), nn.rand(3, 3)).ok)
  local wrong = nn.network { 4, 5, 3, activation = { { f = sigmoid, df = sigmoid }, "sigmoid" } }
  lu.assertFalse(nn.gradcheck(wrong, nn.rand(3, 4), nn.rand(3, 3)).ok)
end

function TestCustom.testLimits()
  local _, n = both("sigmoid", "squared")
  raises("cannot be saved: a model file runs no code", n.save, n, "/tmp/nnlua_test_custom.npz")
  lu.assertNil(io.open "/tmp/nnlua_test_custom.npz")
  lu.assertStrContains(tostring(n), "slower")
  raises("a name, or a pair", nn.network, { 2, 2, activation = { { f = sigmoid } } })
  raises("goes with plain sgd, not with optimizer", nn.network,
    { 2, 2, activation = pair, optimizer = "adam" })
end
