--[[ Networks: how they are made and what they answer; weights, biases, copies, labels, print. What
training does to them is in test_train.lua. Numbers are compared with plain_network.lua. ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local plain = require "plain_network"
local raises = require "raises"

local NAN, INF = 0 / 0, math.huge

local function shape(m) return ("%dx%d"):format(m:shape()) end

-- ---- making -------------------------------------------------------------------------------------

TestNetworkMake = {}

function TestNetworkMake.testShortForm()
  local n = nn.network(784, 200, 10, 0.3)
  lu.assertEquals(n.layers, { 784, 200, 10 })
  lu.assertEquals({ n.learning_rate, n.rule, n.loss, n.bias, n.precision },
    { 0.3, "book", "squared", false, "float" })
  lu.assertEquals({ shape(n:weights(1)), shape(n:weights(2)) }, { "200x784", "10x200" })
  raises("exactly four numbers", nn.network, 3, 3, 3)
  raises("exactly four numbers", nn.network, 3, 3, 3, 3, 0.1)
  raises("exactly four numbers", nn.network, 3)
  raises("exactly four numbers", nn.network)
  raises("exactly four numbers", nn.network, 3, 3, "3", 0.1)
  raises("nn.network{784, 200, 10", nn.network, 3, 3, 3)
end

function TestNetworkMake.testTableForm()
  local n = nn.network { 5, 4, 3, 2, 1 }
  lu.assertEquals(n.layers, { 5, 4, 3, 2, 1 })
  lu.assertEquals({ n.learning_rate, n.precision }, { 0.1, "float" })
  lu.assertEquals(nn.network { 2, 1 }.layers, { 2, 1 })
  lu.assertEquals(nn.network({ 1, 1, 1 }).layers, { 1, 1, 1 })
  lu.assertEquals(nn.network { 2.0, 3.0 }.layers, { 2, 3 })
  local layers = n.layers
  layers[1] = 99 -- a copy
  lu.assertEquals(n.layers[1], 5)
end

function TestNetworkMake.testSizes()
  raises("at least two layers", nn.network, { 3 })
  raises("at least two layers", nn.network, {})
  raises("layer 2 has 0 nodes", nn.network, { 3, 0, 1 })
  raises("layer 1 has -3 nodes", nn.network, { -3, 1 })
  raises("did you mean learning_rate = 0.1?", nn.network, { 3, 3, 3, 0.1 })
  raises("layer 2 has 2.5 nodes", nn.network, { 3, 2.5, 1 })
  raises("got a string", nn.network, { 3, "4", 1 })
  raises("layer 2", nn.network, { 3, INF })
  raises("layer 2", nn.network, { 3, NAN })
  local many = {}
  for k = 1, 66 do many[k] = 1 end
  raises("at most 65 layers", nn.network, many)
  many[66] = nil
  lu.assertEquals(#nn.network(many).layers, 65)
  lu.assertEquals(pcall(nn.network, { 2 ^ 31 - 1, 2 ^ 31 - 1, 5 }), false)
end

function TestNetworkMake.testOptions()
  raises("unknown option 'learn_rate', did you mean 'learning_rate'?", nn.network, { 2, 1, learn_rate = 1 })
  raises("did you mean 'learning_rate'?", nn.network, { 2, 1, lr = 1 })
  raises("did you mean 'activation'?", nn.network, { 2, 1, activations = "tanh" })
  raises("unknown option 'colour'", nn.network, { 2, 1, colour = 1 })
  raises("learning_rate must be a finite number of 0 or more", nn.network, { 2, 1, learning_rate = -1 })
  raises("learning_rate", nn.network, { 2, 1, learning_rate = NAN })
  raises("learning_rate", nn.network, { 2, 1, learning_rate = "0.1" })
  raises("did you mean 'sigmoid'?", nn.network, { 2, 1, activation = "sigmoidd" })
  raises("activation", nn.network, { 2, 1, activation = 5 })
  raises("activation lists 1 names, but there are 2", nn.network, { 2, 2, 1, activation = { "tanh" } })
  raises("did you mean 'tanh'?", nn.network, { 2, 2, 1, activation = { "tanh", "tan" } })
  raises("softmax is for the last layer", nn.network, { 2, 2, 1, activation = { "softmax", "tanh" } })
  raises("loss must be one of", nn.network, { 2, 1, loss = "absolute" })
  raises("rule must be one of", nn.network, { 2, 1, rule = "delta" })
  raises("precision must be one of", nn.network, { 2, 1, precision = "half" })
  raises("bias must be true or false", nn.network, { 2, 1, bias = 1 })
  raises("seed must be a whole number", nn.network, { 2, 1, seed = 1.5 })
  raises("seed", nn.network, { 2, 1, seed = -1 })
  raises("init", nn.network, { 2, 1, init = "xavier" })
  raises("cross_entropy needs", nn.network, { 2, 1, loss = "cross_entropy", activation = "tanh" })
  raises("2 classes for 1 outputs", nn.network, { 2, 1, classes = { "a", "b" } })
  raises("class a is listed twice", nn.network, { 2, 2, classes = { "a", "a" } })
  raises("classes", nn.network, { 2, 1, classes = "a" })
end

-- The book's rule is the default while everything else is the book's too (DESIGN.md, section 5).
function TestNetworkMake.testRuleIsChosen()
  local function rule(options)
    options[1], options[2], options[3] = 3, 2, 2
    local n = nn.network(options)
    return n.rule .. " " .. n.loss
  end
  lu.assertEquals(rule {}, "book squared")
  lu.assertEquals(rule { bias = true }, "book squared")
  lu.assertEquals(rule { precision = "double" }, "book squared")
  lu.assertEquals(rule { activation = "sigmoid" }, "book squared")
  lu.assertEquals(rule { activation = { "sigmoid", "sigmoid" } }, "book squared")
  lu.assertEquals(rule { rule = "gradient" }, "gradient squared")
  lu.assertEquals(rule { rule = "book", bias = true }, "book squared")
  lu.assertEquals(rule { loss = "squared" }, "gradient squared")
  lu.assertEquals(rule { loss = "squared", rule = "book" }, "book squared")
  lu.assertEquals(rule { loss = "mean_squared" }, "gradient mean_squared")
  lu.assertEquals(rule { loss = "cross_entropy" }, "gradient cross_entropy")
  lu.assertEquals(rule { activation = "tanh" }, "gradient squared")
  lu.assertEquals(rule { activation = { "relu", "sigmoid" } }, "gradient squared")
  lu.assertEquals(rule { activation = { "sigmoid", "linear" } }, "gradient squared")
  lu.assertEquals(rule { activation = "softmax" }, "gradient cross_entropy")
  lu.assertEquals(rule { activation = "softmax", loss = "squared" }, "gradient squared")
  lu.assertEquals(nn.network(2, 2, 2, 0.1).rule, "book")
  raises("the book's rule is for sigmoid layers", rule, { rule = "book", activation = "tanh" })
  raises("the book's rule", rule, { rule = "book", activation = { "sigmoid", "linear" } })
  raises("the book's rule knows the squared loss alone", rule, { rule = "book", loss = "cross_entropy" })
  raises("the book's rule", rule, { rule = "book", loss = "mean_squared" })
end

-- Without the book's company networks have biases; they start at zero.
function TestNetworkMake.testBiases()
  lu.assertFalse(nn.network { 3, 2, 1 }.bias)
  lu.assertTrue(nn.network { 3, 2, 1, activation = "tanh" }.bias)
  lu.assertFalse(nn.network { 3, 2, 1, activation = "tanh", bias = false }.bias)
  local n = nn.network { 3, 2, 1, bias = true }
  assert_matrix(n:biases(1), { 0, 0 })
  assert_matrix(n:biases(2), { 0 })
  local none = nn.network { 3, 2, 1 }
  raises("this network has no biases; make it with bias = true", none.biases, none, 1)
  raises("this network has no biases", none.set_biases, none, 1, { 1, 2 })
end

-- The spread of each start is the formula's; uniform ones end where they should.
function TestNetworkMake.testInit()
  local links, units = 300, 200
  local function start(options)
    local given = { links, units, precision = "double", seed = 3 }
    for k, v in pairs(options) do given[k] = v end
    return nn.network(given):weights(1)
  end
  local function spread(options, expected, limit)
    local W = start(options)
    lu.assertAlmostEquals(W:std() / expected, 1, 0.02)
    lu.assertAlmostEquals(W:mean(), 0, 4 * expected / (links * units) ^ 0.5)
    if limit then
      lu.assertTrue(W:abs():max() <= limit and W:abs():max() > 0.999 * limit)
    else
      lu.assertTrue(W:abs():max() > 3.5 * expected) -- normals have tails
    end
  end
  spread({}, links ^ -0.5)
  spread({ init = "normal" }, links ^ -0.5)
  spread({ init = "uniform" }, (links * 3) ^ -0.5, links ^ -0.5)
  spread({ init = "target" }, units ^ -0.5)
  spread({ init = "he" }, (2 / links) ^ 0.5)
  spread({ init = "glorot" }, (2 / (links + units)) ^ 0.5, (6 / (links + units)) ^ 0.5)
  spread({ activation = "relu" }, (2 / links) ^ 0.5)
  spread({ activation = "leaky_relu" }, (2 / links) ^ 0.5)
  spread({ activation = "relu", init = "normal" }, links ^ -0.5)
  spread({ activation = "tanh" }, links ^ -0.5)
  lu.assertTrue(start { init = 0.25 } == nn.full(units, links, 0.25))
  local calls = {}
  local n = nn.network { 3, 4, 2, precision = "double", init = function(rows, cols, k)
    calls[#calls + 1] = ("%d:%dx%d"):format(k, rows, cols)
    return nn.range(1, rows * cols):reshape(rows, cols)
  end }
  lu.assertEquals(table.concat(calls, " "), "1:4x3 2:2x4")
  lu.assertTrue(n:weights(2) == nn.range(1, 8):reshape(2, 4))
  raises("set_weights", nn.network, { 3, 2, init = function() return nn.ones(3, 2) end })
  raises("set_weights", nn.network, { 3, 2, init = function() return nn.full(2, 3, NAN) end })
  raises("mine", nn.network, { 3, 2, init = function() error "mine" end })
  raises("init", nn.network, { 3, 2, init = NAN })
end

function TestNetworkMake.testSeed()
  local function first(seed, precision)
    return nn.network { 4, 3, 2, seed = seed, precision = precision or "double" }:weights(1)
  end
  lu.assertTrue(first(7) == first(7))
  lu.assertFalse(first(7) == first(8))
  lu.assertEquals(nn.network { 2, 1, seed = 7 }.seed, 7)
  assert_matrix(first(7, "float"), first(7), 1e-7)
  -- a network's seed is its own: other numbers drawn before or after change nothing
  nn.seed(1)
  nn.rand(10, 10)
  lu.assertTrue(first(7) == first(7))
  -- and without one, nn.seed decides
  nn.seed(5)
  local a = nn.network(3, 3, 3, 0.1)
  local seed = a.seed
  nn.seed(5)
  local b = nn.network(3, 3, 3, 0.1)
  lu.assertEquals(b.seed, seed)
  lu.assertTrue(a:weights(1) == b:weights(1) and a:weights(2) == b:weights(2))
  lu.assertTrue(nn.network { 3, 3, 3, seed = seed }:weights(2) == a:weights(2))
  lu.assertFalse(nn.network(3, 3, 3, 0.1):weights(1) == a:weights(1))
end

-- ---- asking -------------------------------------------------------------------------------------

TestNetworkQuery = {}

-- What one sample is: a list, a column; rows are many, and rows answer.
function TestNetworkQuery.testOneSampleOrMany()
  local n = nn.network { 3, 4, 2, precision = "double", seed = 1 }
  local oracle = plain.like(n)
  local expected, other = oracle:query { 0.1, 0.2, 0.3 }, oracle:query { -1, 2, 0.5 }
  assert_matrix(n:query { 0.1, 0.2, 0.3 }, expected, 1e-15)
  assert_matrix(n:query(nn.matrix { 0.1, 0.2, 0.3 }), expected, 1e-15)
  assert_matrix(n:query(nn.matrix { { 0.1, 0.2, 0.3 } }), { expected }, 1e-15)
  assert_matrix(n:query { { 0.1, 0.2, 0.3 } }, { expected }, 1e-15)
  local X = nn.matrix { { 0.1, 0.2, 0.3 }, { -1, 2, 0.5 } }
  assert_matrix(n:query(X), { expected, other }, 1e-15)
  assert_matrix(n:query(X[2]), { other }, 1e-15)
  assert_matrix(n:query(nn.data.new(X)), { expected, other }, 1e-15)
  local square = nn.network { 3, 3, seed = 2, precision = "double" }
  assert_matrix(square:query(nn.eye(3)), (square:weights(1).T):sigmoid(), 1e-15)
  raises("did you mean its transpose, .T?", n.query, n, X.T)
  raises("the network has 3 inputs", n.query, n, { 1, 2 })
  raises("got 4x1", n.query, n, { 1, 2, 3, 4 })
  raises("got 2x2", n.query, n, nn.eye(2))
  raises("nan at row 2, column 1", n.query, n, { 1, NAN, 3 })
  raises("inf at row 2, column 3", n.query, n, { { 1, 2, 3 }, { 4, 5, INF } })
  raises("query", n.query, n)
  raises("query", n.query, n, 5)
  raises("query", n.query, n, "123")
end

function TestNetworkQuery.testOneInput()
  local n = nn.network { 1, 5, 1, precision = "double", seed = 3 }
  local oracle = plain.like(n)
  local X = nn.matrix { 0.1, 0.5, 0.9 }
  assert_matrix(n:query(X), { oracle:query { 0.1 }, oracle:query { 0.5 }, oracle:query { 0.9 } }, 1e-15)
  assert_matrix(n:query { 0.5 }, oracle:query { 0.5 }, 1e-15)
  raises("got 1x3", n.query, n, X.T)
end

-- Every activation at every layer, with biases; more samples than the engine takes at a time.
function TestNetworkQuery.testActivations()
  nn.seed(4)
  for _, precision in ipairs { "double", "float" } do
    for _, hidden in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear", "threshold" } do
      for _, last in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear", "threshold", "softmax" } do
        local names = { hidden, last }
        local n = nn.network { 3, 5, 4, activation = names, bias = true, precision = precision, seed = 9 }
        for k = 1, 2 do n:set_biases(k, nn.randn(n.layers[k + 1], 1)) end
        local oracle = plain.like(n, nil, nil, names)
        local X = nn.randn(130, 3, 0, 2)
        local answers = n:query(X)
        for i = 1, 130, 43 do
          local os = oracle:forward(X[i]:totable())
          local tolerance = precision == "double" and 4e-15 or 4e-6
          assert_matrix(answers[i], { os[2] }, tolerance, hidden .. " " .. last)
          local each = n:activations(X[i]:flatten())
          lu.assertEquals(#each, 3)
          for k = 0, 2 do assert_matrix(each[k + 1], os[k], tolerance) end
        end
      end
    end
  end
end

-- The engine's own sigmoid and softmax are right to the last digits, also where they are tiny.
function TestNetworkQuery.testAccuracy()
  for precision, tolerance in pairs { double = 1e-15, float = 4e-7 } do
    local n = nn.network { 1, 1, precision = precision, init = 1 }
    local s = nn.network { 1, 2, activation = "softmax", bias = false, precision = precision, init = 0 }
    s:set_weights(1, { 0, -1 })
    local X = nn.linspace(-80, 80, 3201)
    local y, z = n:query(X), s:query(X)
    for i = 1, #X do
      local exact = 1 / (1 + math.exp(-X[i]))
      local away = precision == "float" and math.abs(X[i]) * 6e-8 or 0 -- the input itself is rounded
      lu.assertAlmostEquals(y[i] / exact, 1, tolerance + away)
      lu.assertAlmostEquals(z[i][1] / exact, 1, tolerance + away)
    end
  end
end

function TestNetworkQuery.testExtremes()
  for _, precision in ipairs { "double", "float" } do
    local n = nn.network { 1, 1, precision = precision, init = 1 }
    for _, x in ipairs { -1e30, -800, -100, 0, 100, 800, 1e30 } do
      local y, expected = n:query { x }[1], 1 / (1 + math.exp(-x))
      lu.assertAlmostEquals(y, expected, 1e-7)
      lu.assertTrue(y >= 0 and y <= 1)
    end
    local s = nn.network { 1, 2, activation = "softmax", precision = precision, bias = false, init = 1 }
    s:set_weights(1, { { 1 }, { -1 } })
    assert_matrix(s:query { 1e30 }, { 1, 0 }, 1e-38)
    assert_matrix(s:query { -1000 }, { 0, 1 }, 1e-38)
  end
end

-- Asking changes nothing, whoever asks.
function TestNetworkQuery.testAskingChangesNothing()
  local n = nn.network { 4, 3, 2, seed = 1, bias = true }
  local d = nn.data.new(nn.rand(70, 4), (function()
    local labels = {}
    for i = 1, 70 do labels[i] = i % 2 end
    return labels
  end)())
  local before = { n:weights(1), n:weights(2), n:biases(1), n:query(d) }
  local X = d.inputs
  n:query(X)
  n:evaluate(d)
  n:classify(d)
  n:confusion(d)
  n:activations(d[1].input)
  n:backquery { 0.2, 0.9 }
  tostring(n)
  lu.assertTrue(X == d.inputs)
  lu.assertTrue(n:weights(1) == before[1] and n:weights(2) == before[2] and n:biases(1) == before[3])
  lu.assertTrue(n:query(d) == before[4])
end

function TestNetworkQuery.testActivationsErrors()
  local n = nn.network { 3, 2, seed = 1 }
  raises("one sample was expected, got 2", n.activations, n, nn.ones(2, 3))
  lu.assertEquals(#n:activations(nn.ones(1, 3)), 2)
  raises("activations", n.activations, n, { 1 })
end

function TestNetworkQuery.testBackquery()
  local n = nn.network { 4, 3, 2, seed = 5, precision = "double", bias = true }
  n:set_biases(1, { 0.1, -0.2, 0.3 })
  n:set_biases(2, { -0.4, 0.5 })
  local function rescale(v)
    v = v - v:min()
    return v / v:max() * 0.98 + 0.01
  end
  local hidden = rescale(n:weights(2).T:dot(nn.matrix { 0.99, 0.01 }:logit() - n:biases(2)))
  local input = rescale(n:weights(1).T:dot(hidden:logit() - n:biases(1)))
  assert_matrix(n:backquery { 0.99, 0.01 }, input, 1e-14)
  assert_matrix(n:backquery(nn.matrix { { 0.99, 0.01 } }), input, 1e-14)
  raises("the network has 2 outputs, got 3x1", n.backquery, n, { 0.1, 0.2, 0.3 })
  raises("between 0 and 1", n.backquery, n, { 0, 0.5 })
  raises("between 0 and 1", n.backquery, n, { 1, 0.5 })
  raises("between 0 and 1", n.backquery, n, { NAN, 0.5 })
  local same = nn.network { 4, 3, 2, init = 0.5, precision = "double" }
  raises("all values of layer 1 are equal", same.backquery, same, { 0.99, 0.01 })
  local one = nn.network { 1, 3, 2, seed = 1 }
  raises("all values of layer 0 are equal", one.backquery, one, { 0.9, 0.1 })
  local tanh = nn.network { 4, 3, 2, activation = "tanh" }
  raises("layer 1 is tanh", tanh.backquery, tanh, { 0.9, 0.1 })
end

-- ---- weights and copies -------------------------------------------------------------------------

TestNetworkWeights = {}

function TestNetworkWeights.testCopiesGoInAndOut()
  for _, precision in ipairs { "double", "float" } do
    local n = nn.network { 3, 2, 4, precision = precision, bias = true, seed = 2 }
    local W = nn.matrix { { 1, 2, 3 }, { 4, 5, 6.5 } }
    n:set_weights(1, W)
    n:set_biases(1, { 0.5, -0.25 })
    W[1][1] = 99
    lu.assertTrue(n:weights(1) == nn.matrix { { 1, 2, 3 }, { 4, 5, 6.5 } })
    n:weights(1)[1][1] = 99
    n:biases(1)[1] = 99
    lu.assertTrue(n:weights(1) == nn.matrix { { 1, 2, 3 }, { 4, 5, 6.5 } })
    lu.assertTrue(n:biases(1) == nn.matrix { 0.5, -0.25 })
    n:set_weights(1, { { 0, 0, 0 }, { 1, 1, 1 } })
    n:set_biases(1, nn.matrix { { 7, 8 } }) -- a row does as well
    lu.assertEquals({ n:weights(1)[2][1], n:biases(1)[2] }, { 1, 8 })
  end
  local f = nn.network { 1, 1 }
  f:set_weights(1, { 0.1 })
  lu.assertAlmostEquals(f:weights(1)[1], 0.1, 1e-8)
  lu.assertNotEquals(f:weights(1)[1], 0.1) -- float
end

function TestNetworkWeights.testErrors()
  local n = nn.network { 3, 2, 4, bias = true, seed = 2 }
  local before = { n:weights(1), n:weights(2), n:biases(1) }
  raises("layer 1 has 2x3 weights", n.set_weights, n, 1, nn.ones(3, 2))
  raises("got 2x4", n.set_weights, n, 1, nn.ones(2, 4))
  raises("got 6x1", n.set_weights, n, 1, nn.ones(6, 1))
  raises("nan at row 2, column 3", n.set_weights, n, 1, { { 1, 2, 3 }, { 4, 5, NAN } })
  raises("inf at row 1", n.set_weights, n, 1, { { INF, 2, 3 }, { 4, 5, 6 } })
  raises("layer 1 has 2 biases, got 3x1", n.set_biases, n, 1, { 1, 2, 3 })
  raises("biases hold", n.set_biases, n, 1, { 1, NAN })
  for _, k in ipairs { 0, 3, -1, 1.5 } do
    raises("the layer must be", n.weights, n, k)
    raises("the layer must be", n.set_weights, n, k, nn.ones(2, 3))
    raises("the layer must be", n.biases, n, k)
  end
  raises("the layer must be", n.weights, n)
  raises("set_weights", n.set_weights, n, 1)
  lu.assertTrue(n:weights(1) == before[1] and n:weights(2) == before[2] and n:biases(1) == before[3])
  -- 1e39 is a number, but none of float's
  local ok = pcall(n.set_weights, n, 1, nn.full(2, 3, 1e39))
  lu.assertTrue(not ok or n:weights(1):max() < INF, "infinity entered through set_weights")
end

function TestNetworkWeights.testCopyIsIndependent()
  local n = nn.network { 2, 3, 2, seed = 4, bias = true, classes = { "no", "yes" }, learning_rate = 0.7 }
  local c = n:copy()
  lu.assertEquals({ c.layers, c.classes, c.learning_rate, c.seed, c.rule, c.loss, c.precision, c.bias },
    { { 2, 3, 2 }, { "no", "yes" }, 0.7, 4, "book", "squared", "float", true })
  local before = n:weights(1)
  lu.assertTrue(c:weights(1) == before and c:biases(2) == n:biases(2))
  c:train({ 0, 1 }, { 0.1, 0.9 })
  c.learning_rate = 0.1
  lu.assertTrue(n:weights(1) == before)
  lu.assertFalse(c:weights(1) == before)
  lu.assertEquals(n.learning_rate, 0.7)
  -- the random state goes along: both shuffle alike from here
  local d, e = n:copy(), n:copy()
  local X, T = nn.rand(20, 2), nn.rand(20, 2)
  d:fit(X, T, { epochs = 2, progress = false })
  e:fit(X, T, { epochs = 2, progress = false })
  lu.assertTrue(d:weights(1) == e:weights(1))
  lu.assertTrue(n:weights(1) == before)
end

function TestNetworkWeights.testFields()
  local n = nn.network { 2, 1, seed = 1 }
  n.learning_rate = 0.05
  lu.assertEquals(n.learning_rate, 0.05)
  n.learning_rate = 0
  for _, rate in ipairs { -1, NAN, INF, "1", {} } do
    raises("learning_rate", function() n.learning_rate = rate end)
  end
  raises("learning_rate", function() n.learning_rate = nil end)
  lu.assertEquals(n.learning_rate, 0)
  raises("cannot be set", function() n.rate = 1 end)
  raises("cannot be set", function() n.layers = { 1, 2 } end)
  raises("cannot be set", function() n[1] = 1 end)
  lu.assertNil(n.no_such_thing)
  raises("a network was expected", n.query, {}, { 1, 2 })
  raises("a network was expected", n.weights, nn.eye(2), 1)
end

-- ---- labels -------------------------------------------------------------------------------------

TestNetworkLabels = {}

-- Answers with its inputs, so that tests know what they are.
local function echo(size, options)
  local given = { size, size, activation = "linear", bias = false, precision = "double", init = 0 }
  for k, v in pairs(options or {}) do given[k] = v end
  local n = nn.network(given)
  n:set_weights(1, nn.eye(size))
  return n
end

function TestNetworkLabels.testClassify()
  local n = echo(3)
  lu.assertEquals(n.classes, { 0, 1, 2 })
  lu.assertEquals(n:classify { 0.1, 0.9, 0.5 }, 1)
  lu.assertEquals(math.type(n:classify { 0.1, 0.9, 0.5 }), "integer")
  lu.assertEquals(n:classify { 5, 5, 5 }, 0) -- the first of equals
  lu.assertEquals(n:classify(nn.eye(3)), { 0, 1, 2 })
  lu.assertEquals(n:classify { { 0, 0, 1 } }, { 2 })
  local named = echo(3, { classes = { "cat", "dog", 7 } })
  lu.assertEquals(named:classify { 0, 1, 0 }, "dog")
  lu.assertEquals(named:classify { { 0, 0, 1 }, { 1, 0, 0 } }, { 7, "cat" })
  local classes = named.classes
  classes[1] = "changed" -- a copy
  lu.assertEquals(named.classes, { "cat", "dog", 7 })
  raises("classify", n.classify, n, { 1, 2 })
end

function TestNetworkLabels.testEvaluateAndConfusion()
  local n = echo(3, { classes = { "a", "b", "c" } })
  math.randomseed(5)
  local X, labels, names = {}, {}, { "a", "b", "c" }
  for i = 1, 200 do -- more than a block
    X[i] = { math.random(), math.random(), math.random() }
    labels[i] = names[math.random(3)]
  end
  local d = nn.data.new(X, labels, { classes = names }):targets(0, 1)
  local correct, loss, counts = 0, 0, { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } }
  local number = { a = 1, b = 2, c = 3 }
  for i, x in ipairs(X) do
    local said, truth = 1, number[labels[i]]
    for j = 2, 3 do
      if x[j] > x[said] then said = j end
    end
    if said == truth then correct = correct + 1 end
    counts[truth][said] = counts[truth][said] + 1
    for j = 1, 3 do loss = loss + (x[j] - (j == truth and 1 or 0)) ^ 2 / 2 end
  end
  local score = n:evaluate(d)
  lu.assertEquals({ score.n, score.correct, score.accuracy }, { 200, correct, correct / 200 })
  lu.assertAlmostEquals(score.loss, loss / 200, 1e-12)
  lu.assertEquals(n:evaluate(X, labels).correct, correct)
  local confusion = n:confusion(d)
  assert_matrix(confusion.counts, counts)
  lu.assertEquals(confusion.classes, names)
  local lines = {}
  for line in (tostring(confusion) .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  lu.assertEquals(#lines, 4)
  for i = 1, 3 do
    local numbers = {}
    for word in lines[i + 1]:gmatch "%d+%.?%d*" do numbers[#numbers + 1] = tonumber(word) end
    local total = counts[i][1] + counts[i][2] + counts[i][3]
    lu.assertEquals({ numbers[1], numbers[2], numbers[3] }, counts[i])
    lu.assertAlmostEquals(numbers[4], 100 * counts[i][i] / total, 0.051)
  end
  local worst, most = confusion:worst(1)[1], 0
  for i = 1, 3 do
    for j = 1, 3 do
      if i ~= j then most = math.max(most, counts[i][j]) end
    end
  end
  lu.assertEquals(worst.count, most)
  lu.assertEquals(counts[number[worst.truth]][number[worst.answer]], most)
  lu.assertEquals(#confusion:worst(100), 6)
end

function TestNetworkLabels.testRegressionHasNoAccuracy()
  local n = echo(2)
  local score = n:evaluate({ { 1, 2 }, { 3, 4 } }, nn.matrix { { 1, 1 }, { 3, 7 } })
  lu.assertEquals({ score.n, score.loss }, { 2, (1 + 9) / 2 / 2 })
  lu.assertNil(score.accuracy)
  lu.assertNil(score.correct)
  local d = nn.data.new({ { 1, 2 } }, nn.matrix { { 1, 1 } })
  raises("no labels", n.confusion, n, d)
end

function TestNetworkLabels.testMisfits()
  local n = echo(2, { classes = { "a", "b" } })
  raises("the network's classes are a, b, the data set's a, c", n.evaluate, n,
    nn.data.new({ { 1, 2 }, { 1, 2 } }, { "a", "c" }))
  raises("classes", n.confusion, n, nn.data.new({ { 1, 2 }, { 1, 2 } }, { "b", "c" }))
  raises("2 outputs", n.evaluate, n, nn.data.new({ { 1, 2 } }, nn.matrix { { 1, 2, 3 } }))
  raises("2 inputs", n.evaluate, n, nn.data.new({ { 1, 2, 3 } }, nn.matrix { { 1, 2 } }))
  raises("no labels and no targets", n.evaluate, n, nn.data.new { { 1, 2 } })
  raises("evaluate", n.evaluate, n, 5)
  raises("confusion", n.confusion, n, nn.eye(2))
end

-- ---- print --------------------------------------------------------------------------------------

TestNetworkPrint = {}

function TestNetworkPrint.testPrint()
  local text = tostring(nn.network { 784, 200, 10, seed = 5, learning_rate = 0.3 })
  for _, part in ipairs { "784-200-10", "158,800 weights", "float", "784 -> 200", "200 -> 10", "sigmoid",
    "rule = book", "loss = squared", "learning_rate = 0.3", "seed = 5" } do
    lu.assertStrContains(text, part)
  end
  local n = nn.network { 2, 3, 3, activation = { "relu", "softmax" }, precision = "double",
    classes = { "x", "y", "z" } }
  text = tostring(n)
  for _, part in ipairs { "21 weights and biases", "double", "relu", "softmax", "rule = gradient",
    "loss = cross_entropy", "classes x, y, z" } do
    lu.assertStrContains(text, part)
  end
end
