--[[ nn.gradcheck: back-propagation beside finite differences for every activation, loss, depth and bias;
wrong gradients, which it has to catch and name; the book's rule, which is none; kinks of relu. ]]
local lu = require "luaunit"
local each_network = require "each_network"
local json = require "cjson"
local nn = require "nn"
local core = require "nn.core"
local gradcheck = require "nn.gradcheck"
local assert_matrix = require "assert_matrix"
local child = require "child"
local raises = require "raises"

local NAN = 0 / 0

TestGradcheck = {}

function TestGradcheck.setUp()
  nn.seed(7)
end

-- A double network with random biases.
local function network(options)
  local n = nn.network(options)
  for k = 1, n.bias and #options - 1 or 0 do n:set_biases(k, nn.randn(n.layers[k + 1], 1, 0, 0.3)) end
  return n
end

local function count_weights(n)
  local count = 0
  for k = 2, #n.layers do count = count + n.layers[k] * (n.layers[k - 1] + (n.bias and 1 or 0)) end
  return count
end

function TestGradcheck.testEveryNetworkAgrees()
  local count = 0
  each_network(function(options, name, depth)
    options.seed = 10 * depth + 1
    local n = network(options)
    local g = nn.gradcheck(n, nn.randn(7, 4), nn.rand(7, 3, 0.01, 0.99))
    lu.assertTrue(g.ok and g.worst < 1e-6, name .. ": " .. tostring(g))
    lu.assertEquals({ g.checked, g.total, g.kinks, g.rule }, { count_weights(n), count_weights(n), 0,
      "gradient" }, name)
    count = count + 1
  end)
  lu.assertEquals(count, 308)
end

-- However wrong, and wherever: the check names the weight that is off most.
function TestGradcheck.testWrongGradientsAreCaught()
  each_network(function(options, name, depth)
    options.seed = 10 * depth + 1
    local n = network(options)
    local set = nn.data.new(nn.randn(5, 4), nn.rand(5, 3, 0.01, 0.99))
    local facts = core.net_facts(n)
    local groups = gradcheck.places(facts, 1000, 1)
    local pulls, k = gradcheck.pulls(n, set), #options - 1
    lu.assertTrue(gradcheck.compare(n, set, pulls, groups).ok, name)
    local W, right = pulls[k].W, pulls[k].W:get(3, 2)
    W:set(3, 2, right + 0.01 * (math.abs(right) + 0.1))
    local g = gradcheck.compare(n, set, pulls, groups)
    lu.assertEquals({ g.ok, g.layer, g.row, g.column }, { false, k, 3, 2 }, name)
    lu.assertAlmostEquals(g.back_propagation, -W:get(3, 2), 0)
    if pulls[1].b then
      W:set(3, 2, right)
      local b = pulls[1].b:get(2, 1)
      pulls[1].b:set(2, 1, b + 1e-4 * (math.abs(b) + 0.1))
      g = gradcheck.compare(n, set, pulls, groups)
      lu.assertEquals({ g.ok, g.layer, g.row, g.column }, { false, 1, 2, nil }, name)
    end
  end)
end

-- The gradient of another loss or another rule is a wrong one too.
function TestGradcheck.testAnotherNetworksGradient()
  local X, T = nn.rand(6, 3), nn.rand(6, 2)
  local set = nn.data.new(X, T)
  local function of(options)
    local given = { 3, 4, 2, precision = "double", seed = 3, bias = true, rule = "gradient" }
    for key, value in pairs(options) do given[key] = value end
    return nn.network(given)
  end
  local n = of { loss = "squared" }
  local groups = gradcheck.places(core.net_facts(n), 1000, 1)
  lu.assertTrue(gradcheck.compare(n, set, gradcheck.pulls(n, set), groups).ok)
  for _, options in ipairs { { loss = "cross_entropy" }, { rule = "book" },
    { activation = { "tanh", "sigmoid" } } } do
    local other = gradcheck.compare(n, set, gradcheck.pulls(of(options), set), groups)
    lu.assertFalse(other.ok)
    lu.assertTrue(other.worst > 1e-3)
  end
  -- with two outputs the mean of the squares is the squared loss itself
  lu.assertTrue(gradcheck.compare(n, set, gradcheck.pulls(of { loss = "mean_squared" }, set), groups).ok)
end

-- core.pull is what an update does, divided by the rate.
function TestGradcheck.testPullIsTheUpdate()
  for _, rule in ipairs { "book", "gradient" } do
    local n = nn.network { 3, 4, 2, precision = "double", rule = rule, bias = true, seed = 2,
      learning_rate = 0.25 }
    local set = nn.data.new(nn.rand(6, 3), nn.rand(6, 2))
    local pulls, c = gradcheck.pulls(n, set), n:copy()
    c:fit(set, { batch_size = 6, rule = rule, progress = false, shuffle = false })
    for k = 1, 2 do
      assert_matrix(c:weights(k), n:weights(k) + 0.25 * pulls[k].W, 1e-15)
      assert_matrix(c:biases(k), n:biases(k) + 0.25 * pulls[k].b, 1e-15)
    end
  end
end

function TestGradcheck.testPullArguments()
  local n = nn.network { 3, 2, seed = 1 }
  local function set(count, inputs, outputs)
    return nn.data.new(nn.rand(count, inputs), nn.rand(count, outputs))
  end
  local W, b = core.pull(n, set(256, 3, 2), 1)
  lu.assertEquals({ W.rows, W.cols }, { 2, 3 })
  lu.assertNil(b)
  raises("too many samples", core.pull, n, set(257, 3, 2), 1)
  raises("inputs", core.pull, n, set(2, 4, 2), 1)
  raises("outputs", core.pull, n, set(2, 3, 1), 1)
  raises("the layer must be", core.pull, n, set(2, 3, 2), 2)
  raises("threshold", core.pull, nn.network { 3, 2, activation = "threshold" }, set(2, 3, 2), 1)
  raises("data set", core.pull, n, nn.rand(2, 3), 1)
end

-- ---- what may be asked -----------------------------------------------------------------------------

function TestGradcheck.testOneSampleOrMany()
  local n = nn.network { 3, 4, 2, precision = "double", rule = "gradient", seed = 3 }
  local x, t = { 0.1, 0.5, 0.9 }, { 0.2, 0.8 }
  local g = nn.gradcheck(n, x, t)
  for _, other in ipairs { nn.gradcheck(n, nn.matrix(x), nn.matrix(t)),
    nn.gradcheck(n, nn.matrix(x).T, nn.matrix(t).T), nn.gradcheck(n, { x }, { t }),
    nn.gradcheck(n, nn.data.new({ x }, nn.matrix { t })), nn.gradcheck(n, { x, x }, { t, t }) } do
    lu.assertTrue(other.ok)
    lu.assertAlmostEquals(other.numeric, nn.gradcheck(n, x, t).numeric, 1e-9)
    lu.assertEquals(other.checked, g.checked)
  end
  local labels = nn.data.new({ x, x }, { "a", "b" })
  lu.assertTrue(nn.gradcheck(n, labels).ok)
  lu.assertEquals(nn.gradcheck(n, labels, { most = 5 }).checked, 5)
  local one = nn.network { 1, 3, 1, precision = "double", rule = "gradient" }
  lu.assertTrue(nn.gradcheck(one, nn.rand(9, 1), nn.rand(9, 1)).ok)
end

-- More samples than the engine takes at a time, and not a multiple.
function TestGradcheck.testManySamples()
  local n = nn.network { 2, 2, 1, precision = "double", rule = "gradient", seed = 3 }
  lu.assertTrue(nn.gradcheck(n, nn.rand(611, 2), nn.rand(611, 1)).ok)
end

function TestGradcheck.testArguments()
  local n = nn.network { 3, 2, seed = 1 }
  raises("gradcheck: a network was expected, got nil", nn.gradcheck)
  raises("the network has 3 inputs", nn.gradcheck, n, { 1, 2 }, { 1, 2 })
  raises("the network has 2 outputs", nn.gradcheck, n, { 1, 2, 3 }, { 1, 2, 3 })
  raises("inputs and targets, or a data set, were expected", nn.gradcheck, n, { 1, 2, 3 })
  raises("2 samples, but 1 rows of targets", nn.gradcheck, n, nn.ones(2, 3), { 1, 2 })
  raises("nan", nn.gradcheck, n, { 1, NAN, 3 }, { 1, 2 })
  raises("nan", nn.gradcheck, n, { 1, 2, 3 }, { 1, NAN })
  raises("unknown option 'step'", nn.gradcheck, n, { 1, 2, 3 }, { 1, 2 }, { step = 1 })
  raises("most must be", nn.gradcheck, n, { 1, 2, 3 }, { 1, 2 }, { most = 0 })
  raises("seed must be", nn.gradcheck, n, { 1, 2, 3 }, { 1, 2 }, { seed = -1 })
  raises("no labels and no targets", nn.gradcheck, n, nn.data.new { { 1, 2, 3 } })
  raises("3 inputs and 2 outputs, a sample of the data set 1 and 2", nn.gradcheck, n,
    nn.data.new({ { 1 }, { 2 } }, { 0, 1 }, { classes = { 0, 1 } }))
  for _, activation in ipairs { { "threshold", "sigmoid" }, { "sigmoid", "threshold" } } do
    raises("is a threshold, whose slope is zero", nn.gradcheck,
      nn.network { 3, 2, 2, activation = activation }, { 1, 2, 3 }, { 0, 1 })
  end
end

-- A float network is checked as a double one; either is left as it was, and so are all random numbers.
function TestGradcheck.testNothingChanges()
  for _, precision in ipairs { "float", "double" } do
    local n = nn.network { 3, 4, 2, precision = precision, seed = 3, bias = true }
    n:train({ 1, 2, 3 }, { 0, 1 }) -- queued
    local c = n:copy()
    nn.seed(5)
    local g = nn.gradcheck(n, nn.rand(8, 3), nn.rand(8, 2), { most = 10 })
    local next_number = nn.rand(1, 1)[1]
    nn.seed(5)
    nn.rand(8, 3)
    nn.rand(8, 2)
    lu.assertEquals(next_number, nn.rand(1, 1)[1])
    lu.assertEquals({ n.rule, n.precision, g.precision }, { "book", precision, precision })
    for k = 1, 2 do lu.assertTrue(n:weights(k) == c:weights(k) and n:biases(k) == c:biases(k)) end
    lu.assertEquals(core.random_state(n), core.random_state(c))
    local said = tostring(g):find("checked as a double one with the same weights", 1, true)
    lu.assertEquals(said ~= nil, precision == "float")
  end
  local f = nn.network { 3, 4, 2, seed = 3, rule = "gradient" }
  local d = nn.network { 3, 4, 2, seed = 3, rule = "gradient", precision = "double" }
  for k = 1, 2 do d:set_weights(k, f:weights(k)) end
  local x, t = { 1, 2, 3 }, { 0, 1 }
  lu.assertEquals(nn.gradcheck(f, x, t).numeric, nn.gradcheck(d, x, t).numeric)
end

function TestGradcheck.testSampleOfWeights()
  local n = nn.network { 30, 20, 5, rule = "gradient", bias = true, precision = "double", seed = 1 }
  local facts = core.net_facts(n)
  local function places(most, seed)
    local groups, all = gradcheck.places(facts, most, seed)
    local text, counts, sum = {}, {}, 0
    for _, group in ipairs(groups) do
      counts[group.kind .. group.layer] = #group.places
      sum = sum + #group.places
      for i, place in ipairs(group.places) do
        lu.assertTrue(place >= 0 and place < group.size and place > (group.places[i - 1] or -1))
      end
      text[#text + 1] = group.kind .. group.layer .. ":" .. table.concat(group.places, " ")
    end
    return table.concat(text, "\n"), counts, sum, all
  end
  local text, counts, sum, all = places(225, 1)
  lu.assertEquals({ sum, all }, { 225, 725 })
  lu.assertEquals(counts, { b1 = 20, b2 = 5, W1 = 100, W2 = 100 }) -- small layers whole
  lu.assertEquals(text, (places(225, 1)))
  lu.assertNotEquals(text, (places(225, 2)))
  for _, most in ipairs { 1, 2, 3, 4, 5, 40, 724, 725, 726, 5000 } do
    local _, _, number = places(most, 3)
    lu.assertEquals(number, math.min(most, 725))
  end
  local X, T = nn.rand(3, 30), nn.rand(3, 5)
  local g = nn.gradcheck(n, X, T, { most = 50 })
  lu.assertEquals({ g.checked, g.total, g.ok }, { 50, 725, true })
  lu.assertStrContains(tostring(g), "over 50 weights of 725")
  lu.assertEquals(nn.gradcheck(n, X, T, { most = 50 }).numeric, g.numeric)
  lu.assertEquals(nn.gradcheck(n, X, T).checked, 725)
end

-- The real thing: 2,000 weights of a network for digits.
function TestGradcheck.testDigits()
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local n = nn.network { 784, 30, 10, activation = { "relu", "softmax" }, seed = 1 }
  local g = nn.gradcheck(n, nn.data.digits():take(3))
  lu.assertTrue(g.ok, tostring(g))
  lu.assertEquals({ g.checked + g.kinks, g.total }, { 2000, 784 * 30 + 30 + 300 + 10 })
end

-- ---- where gradients are hard to see ---------------------------------------------------------------

-- A relu node whose sum is a hair's breadth from 0: the step crosses the kink, a shorter one does not.
function TestGradcheck.testBesideAKink()
  for _, distance in ipairs { 3e-6, -3e-6, 2e-7, -2e-7, 3e-8 } do
    for _, name in ipairs { "relu", "leaky_relu" } do
      local n = nn.network { 1, 1, 1, activation = { name, "linear" }, precision = "double", init = 1 }
      n:set_biases(1, { distance - 1 })
      local g = nn.gradcheck(n, { 1 }, { 0.5 })
      lu.assertTrue(g.ok, ("%s, %g: %s"):format(name, distance, tostring(g)))
      lu.assertEquals({ g.checked, g.kinks }, { 4, 0 })
    end
  end
end

-- A sum of exactly 0 has no slope: these weights are left out, and said to be.
function TestGradcheck.testOnAKink()
  local n = nn.network { 2, 3, 2, activation = { "relu", "linear" }, precision = "double", seed = 1 }
  local g = nn.gradcheck(n, { 0, 0 }, { 1, 1 })
  lu.assertEquals({ g.ok, g.kinks, g.checked }, { true, 3, 14 }) -- the three biases; the inputs are 0
  lu.assertStrContains(tostring(g), "3 more lie on a kink of relu")
  -- a wrong gradient is not excused by kinks elsewhere
  local set = nn.data.new({ { 0, 0 } }, nn.matrix { { 1, 1 } })
  local pulls = gradcheck.pulls(n, set)
  pulls[2].b:set(1, 1, 0.5)
  local groups = gradcheck.places(core.net_facts(n), 100, 1)
  local wrong = gradcheck.compare(n, set, pulls, groups)
  lu.assertEquals({ wrong.ok, wrong.layer, wrong.row, wrong.column }, { false, 2, 1, nil })
  local only = nn.network { 1, 1, activation = "relu", bias = false, init = 0, precision = "double" }
  g = nn.gradcheck(only, { 1 }, { 1 })
  lu.assertEquals({ g.checked, g.kinks, g.total }, { 0, 1, 1 })
  lu.assertStrContains(tostring(g), "nothing could be checked")
end

-- Saturated nodes, large losses, targets that are met: rounding is not taken for an error.
function TestGradcheck.testExtremes()
  local X = nn.randn(6, 3)
  local function check(options, scale, T, inputs)
    local n = nn.network(options)
    for k = 1, #options - 1 do n:set_weights(k, n:weights(k) * scale) end
    local g = nn.gradcheck(n, inputs or X, T or n:query(inputs or X))
    lu.assertTrue(g.ok, ("scale %g: %s"):format(scale, tostring(g)))
  end
  for _, scale in ipairs { 1e-8, 1e-3, 10, 100 } do
    for _, loss in ipairs { "squared", "cross_entropy" } do
      local options = { 3, 4, 2, rule = "gradient", loss = loss, precision = "double", seed = 4 }
      check(options, scale)
      check(options, scale, nn.rand(6, 2))
    end
    local linear = { 3, 4, 2, activation = { "tanh", "linear" }, precision = "double", seed = 4 }
    check(linear, scale)
    check(linear, scale, nn.rand(6, 2))
    check(linear, scale, 1e4 * nn.randn(6, 2))
  end
  check({ 3, 4, 2, rule = "gradient", precision = "double", seed = 4 }, 1, nn.rand(6, 2), X * 100)
end

-- The loss is the loss alone: weight decay and dropout belong to the steps.
function TestGradcheck.testDecayAndDropout()
  local n = nn.network { 3, 5, 2, weight_decay = 0.5, dropout = 0.5, precision = "double", seed = 1,
    activation = { "tanh", "softmax" }, optimizer = "adam" }
  lu.assertTrue(nn.gradcheck(n, nn.rand(4, 3), nn.matrix { { 1, 0 }, { 0, 1 }, { 0, 1 }, { 1, 0 } }).ok)
end

-- Activations written in Lua: the check tells a learner whether df is the slope of f.
function TestGradcheck.testActivationsInLua()
  local function s(x) return 1 / (1 + math.exp(-x)) end
  local function swish(x) return x * s(x) end
  local function slope(x) return s(x) + x * s(x) * (1 - s(x)) end
  for _, precision in ipairs { "float", "double" } do
    local function with(df)
      return nn.network { 3, 4, 2, precision = precision, seed = 1,
        activation = { { f = swish, df = df }, "sigmoid" } }
    end
    local X, T = nn.rand(5, 3), nn.rand(5, 2)
    lu.assertTrue(nn.gradcheck(with(slope), X, T).ok)
    local wrong = nn.gradcheck(with(s), X, T)
    lu.assertEquals({ wrong.ok, wrong.layer }, { false, 1 })
  end
end

-- ---- the book's rule -------------------------------------------------------------------------------

local function reference(id)
  for _, case in ipairs(json.decode(child.read "tests/ref/reference.json").cases) do
    if case.id == id then return case.inputs, case.expected end
  end
end

local function book_network(inputs, options)
  local given = { 3, 3, 3, precision = "double" }
  for key, value in pairs(options or {}) do given[key] = value end
  local n = nn.network(given)
  n:set_weights(1, inputs.W_input_hidden)
  n:set_weights(2, inputs.W_hidden_output)
  return n
end

-- LESSONS.md, row U-7: the hidden rows are 5.80, 5.22 and 5.55 times too large.
function TestGradcheck.testTheBooksRule()
  local inputs, expected = reference "gradient-3x3x3"
  local n = book_network(inputs)
  local g = nn.gradcheck(n, inputs.x, inputs.target)
  lu.assertEquals({ g.ok, g.rule, g.checked, g.layer }, { false, "book", 18, 1 })
  for i = 1, 3 do
    local ratio = expected.book_delta_wih_lr1[i][1] / expected.exact_delta_wih_lr1[i][1]
    lu.assertAlmostEquals(g.layers[1].rows[i], ratio, 1e-9)
    lu.assertAlmostEquals(g.layers[2].rows[i], 1, 1e-12)
  end
  lu.assertAlmostEquals(g.layers[2].ratio, 1, 1e-12)
  lu.assertAlmostEquals(g.layers[2].cosine, 1, 1e-12)
  lu.assertTrue(g.layers[1].ratio > 5.2 and g.layers[1].ratio < 5.8)
  lu.assertTrue(g.layers[1].cosine > 0.999 and g.layers[1].cosine < 1)
  -- the worst weight holds the rule's number and the slope
  lu.assertAlmostEquals(g.back_propagation, -expected.book_delta_wih_lr1[g.row][g.column], 1e-12)
  lu.assertAlmostEquals(g.numeric, -expected.exact_delta_wih_lr1[g.row][g.column], 1e-9)
  local text = tostring(g)
  lu.assertStrContains(text, "the book's rule is not a gradient")
  lu.assertStrContains(text, "layer 2: its step is the gradient's")
  lu.assertStrContains(text, "layer 1: its step is 5.80, 5.22, 5.55 times the gradient's")
  lu.assertEquals(n.rule, "book")
  local pulls = gradcheck.pulls(n, nn.data.new({ inputs.x }, nn.matrix { inputs.target }))
  assert_matrix(pulls[1].W, expected.book_delta_wih_lr1, 1e-12)
  assert_matrix(pulls[2].W, expected.book_delta_who_lr1, 1e-12)
  -- under the gradient rule the same network agrees
  local exact = nn.gradcheck(book_network(inputs, { rule = "gradient" }), inputs.x, inputs.target)
  lu.assertEquals({ exact.ok, exact.rule, exact.layers }, { true, "gradient", nil })
end

-- Without a hidden layer nothing is sent back, and the rule is the gradient.
function TestGradcheck.testTheBooksRuleWithoutHiddenLayer()
  local g = nn.gradcheck(nn.network { 3, 2, precision = "double", seed = 1 }, nn.rand(4, 3), nn.rand(4, 2))
  lu.assertEquals({ g.ok, g.rule }, { true, "book" })
  lu.assertStrContains(tostring(g), "without a hidden layer it is the gradient")
end

function TestGradcheck.testTheBooksRuleDeepAndWide()
  local n = nn.network { 4, 20, 5, 3, bias = true, precision = "double", seed = 1 }
  local g = nn.gradcheck(n, nn.rand(30, 4), nn.rand(30, 3))
  lu.assertFalse(g.ok)
  lu.assertEquals({ #g.layers, #g.layers[1].rows, #g.layers[2].rows }, { 3, 20, 5 })
  lu.assertAlmostEquals(g.layers[3].ratio, 1, 1e-12)
  lu.assertTrue(g.layers[1].ratio > g.layers[2].ratio and g.layers[2].ratio > 1) -- a factor more a layer
  lu.assertStrMatches(tostring(g), ".*layer 1: its step is [-%d.]+ to [-%d.]+ times.*")
end

-- ---- the sentence ----------------------------------------------------------------------------------

function TestGradcheck.testText()
  local n = nn.network { 2, 3, 2, precision = "double", rule = "gradient", seed = 1, bias = true }
  local g = nn.gradcheck(n, { 0.5, 1 }, { 0, 1 })
  local text = tostring(g)
  lu.assertStrMatches(text, "[Wb]%d%[%d%].*: back%-propagation says %S+, the slope is %S+; "
    .. "relative error %S+ over 17 weights: they agree")
  local name = g.column and ("W%d[%d][%d]:"):format(g.layer, g.row, g.column)
    or ("b%d[%d]:"):format(g.layer, g.row)
  lu.assertEquals(text:sub(1, #name), name)
  lu.assertFalse(text:find("\n", 1, true) ~= nil)
end
