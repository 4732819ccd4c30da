--[[ coach: each trouble is provoked, and its one sentence has to name options that exist; runs that go well
have to be left alone. The suite calls coach beside fit (coach = false there), epoch by epoch. ]]
local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local coach = require "nn.coach"
local child = require "child"

TestCoach = {}

function TestCoach.setUp()
  nn.seed(5)
end

-- Trains n and returns what the coach had to say, in order, and the last report.
local function coached(n, data, options)
  local given, losses, last = { progress = false, coach = false }, {}, nil
  for key, value in pairs(options or {}) do given[key] = value end
  local said = coach.before(n, data)
  function given.on_epoch(report)
    losses[report.epoch], last = report.loss, report
    local list = coach.after_epoch(n, data, report, { loss = losses })
    table.move(list, 1, #list, #said + 1, said)
  end
  n:fit(data, given)
  return said, last
end

-- Options that a sentence may send a learner to: how to see that there is such an option.
local d4 = nn.data.new({ { 0, 1 }, { 1, 0 } }, { "a", "b" })
local exists = {
  init = function() nn.network { 2, 2, init = 0.1 } end,
  learning_rate = function() nn.network { 2, 2, learning_rate = 0.01 } end,
  activation = function() nn.network { 2, 2, 2, activation = { "leaky_relu", "linear" } } end,
  clip = function() nn.network { 2, 2, clip = 1 } end,
  loss = function() nn.network { 2, 2, activation = "linear", loss = "squared" } end,
  scale = function()
    d4:scale(0.01, 1.0)
    nn.data.new({ { 1 } }, { 1 }, { scale = { 0.01, 1.0 } })
  end,
  targets = function() d4:targets(0.01, 0.99) end,
}

-- The sentences must be about these, in this order: a list of {part of the text, option, option, …}.
local function assert_said(said, expected, what)
  what = what or ""
  lu.assertEquals(#said, #expected, what .. ": " .. table.concat(said, "\n"))
  for i, parts in ipairs(expected) do
    lu.assertEquals(said[i]:sub(1, 7), "coach: ")
    lu.assertNil(said[i]:find("\n", 1, true))
    for k, part in ipairs(parts) do
      lu.assertStrContains(said[i], part)
      if k > 1 then exists[part]() end
    end
  end
end

-- ---- before training -------------------------------------------------------------------------------

function TestCoach.testUnscaledInputs()
  local X = nn.rand(300, 5, 0, 255)
  local d = nn.data.new(X, nn.rand(300, 2))
  local n = nn.network { 5, 4, 2, seed = 1 }
  assert_said(coach.before(n, d), { { "the inputs go from ", "scale" } })
  assert_said(coach.before(n, d), {}, "once")
  assert_said(coach.before(nn.network { 5, 4, 2 }, d), { { "to 25", "scale" } }, "another network")
  assert_said(coach.before(nn.network { 5, 4, 2 }, d:scale(0.01, 1.0)), {}, "scaled")
  local pixels = nn.data.digits()
  assert_said(coach.before(nn.network { 784, 4, 10 }, pixels:scale()),
    { { "the inputs go from 0 to 255", "scale" } })
  assert_said(coach.before(nn.network { 784, 4, 10 }, pixels), {})
  -- one column out of many, as an age beside shares
  X = nn.rand(50, 5)
  for i = 1, 50 do X:set(i, 3, 20 + i) end
  assert_said(coach.before(nn.network { 5, 2 }, nn.data.new(X, nn.rand(50, 2))), { { "inputs go", "scale" } })
  -- centimetres and standardised numbers are no trouble
  assert_said(coach.before(nn.network { 4, 4, 3 }, nn.data.iris()), {})
  assert_said(coach.before(nn.network { 5, 2 }, nn.data.new(nn.randn(50, 5), nn.rand(50, 2))), {})
end

function TestCoach.testTargetsOutOfRange()
  local X = nn.rand(20, 3)
  local function before(options, low, high)
    local given = { 3, 4, 2 }
    for key, value in pairs(options) do given[key] = value end
    return coach.before(nn.network(given), nn.data.new(X, nn.rand(20, 2, low, high)))
  end
  local function of(last) return { activation = { "tanh", last } } end
  assert_said(before({}, -1, 1), { { "sigmoid answers between 0 and 1", "activation" } })
  assert_said(before({}, 0, 3), { { "sigmoid answers between 0 and 1", "activation" } })
  assert_said(before(of "tanh", -2, 1), { { "tanh answers between -1 and 1", "activation" } })
  assert_said(before(of "softmax", -1, 1), { { "softmax", "activation", "loss" } })
  assert_said(before(of "relu", -1, 1), { { "relu answers nothing below 0", "activation" } })
  assert_said(before({ loss = "cross_entropy" }, 0, 2), { { "sigmoid", "activation", "loss" } })
  for _, quiet in ipairs { { {}, 0, 1 }, { {}, 0.01, 0.99 }, { of "tanh", -1, 1 }, { of "tanh", 0, 1 },
    { of "linear", -9, 9 }, { of "leaky_relu", -9, 9 }, { of "relu", 0, 9 }, { of "softmax", 0, 1 } } do
    assert_said(before(table.unpack(quiet)), {})
  end
  -- of labels, where 0 and 1 deserve no nagging
  local labels = {}
  for i = 1, 20 do labels[i] = i % 2 end
  local d = nn.data.new(X, labels)
  local n = nn.network { 3, 4, 2 }
  assert_said(coach.before(n, d), {})
  assert_said(coach.before(n, d:targets(0, 1)), {})
  assert_said(coach.before(n, d:targets(-1, 1)), { { "data:targets(0.01, 0.99)", "targets" } })
  assert_said(coach.before(n, d:targets(-1, 1)), {}, "once")
  assert_said(coach.before(nn.network { 3, 2, activation = "tanh" }, d:targets(0, 2)),
    { { "data:targets(-0.99, 0.99)", "targets" } })
end

-- ---- while training --------------------------------------------------------------------------------

local function digits(count) return nn.data.digits():take(count) end

function TestCoach.testSaturated()
  local n = nn.network { 784, 30, 10, seed = 1, init = 0.5 }
  local said = coached(n, digits(1000), { epochs = 1 })
  assert_said(said,
    { { "100 % of the answers of layer 1 lie below 0.01 or above 0.99", "init", "learning_rate" } })
  lu.assertNil(said[1]:find("scale", 1, true)) -- these inputs are scaled
  assert_said(coached(n, digits(600), { epochs = 1 }), {}, "once")
  local function wide(units, links) return nn.randn(units, links, 0, 30) end
  local t = nn.network { 784, 30, 10, seed = 1, init = wide, activation = { "tanh", "sigmoid" } }
  assert_said(coached(t, digits(1000), { epochs = 1 }),
    { { "layer 1 lie below -0.98 or above 0.98", "init", "learning_rate" } })
  -- unscaled inputs: the coach says so before, and again when it has happened
  local raw = nn.network { 784, 30, 10, seed = 1 }
  assert_said(coached(raw, digits(1000):scale(), { epochs = 1 }),
    { { "0 to 255", "scale" }, { "of layer 1", "scale", "init", "learning_rate" } })
end

-- A network whose nodes are at their ends but that learns: the book's, after some epochs.
function TestCoach.testSaturationThatWorks()
  local n, d = nn.network { 784, 30, 10, seed = 1, learning_rate = 1 }, digits(2000)
  local said, last = coached(n, d, { epochs = 8 })
  lu.assertTrue(last.accuracy > 0.8)
  local flat = 0
  for i = 1, 20 do
    for _, o in ipairs(n:activations(d[i].input)[2]:totable()) do
      if o < 0.01 or o > 0.99 then flat = flat + 1 end
    end
  end
  lu.assertTrue(flat > 0.8 * 20 * 30, flat)
  assert_said(said, {})
end

function TestCoach.testDeadRelus()
  local n = nn.network { 784, 30, 20, 10, activation = { "relu", "relu", "softmax" }, seed = 1,
    learning_rate = 0.01 }
  n:set_biases(2, nn.full(20, 1, -1000))
  assert_said(coached(n, digits(1000), { epochs = 1 }),
    { { "20 of the 20 relu nodes of layer 2 answer 0", "learning_rate", "activation" } })
  -- a few that are dead are nobody's trouble
  n = nn.network { 784, 30, 10, activation = { "relu", "softmax" }, seed = 1, learning_rate = 0.01 }
  local b = n:biases(1)
  for j = 1, 10 do b:set(j, 1, -1000) end
  n:set_biases(1, b)
  assert_said(coached(n, digits(1000), { epochs = 4 }), {})
  -- and leaky ones never are
  n = nn.network { 784, 30, 10, activation = { "leaky_relu", "softmax" }, seed = 1, learning_rate = 0.001 }
  n:set_biases(1, nn.full(30, 1, -1000))
  for _, sentence in ipairs(coached(n, digits(1000), { epochs = 2 })) do
    lu.assertNil(sentence:find("relu nodes", 1, true))
  end
end

function TestCoach.testAllAnswersAlike()
  local n = nn.network { 784, 30, 10, seed = 1, init = 0.5 }
  local said = coached(n, digits(1000), { epochs = 8 })
  assert_said(said, { { "layer 1", "init" } }, "a plateau may last some thousand samples")
  local more = coached(n, digits(1000), { epochs = 8 })
  said[2] = more[1]
  lu.assertEquals(#more, 1)
  assert_said(said, { { "layer 1", "init" },
    { "100 of 100 samples get the same answer, ", "learning_rate", "init" } })
  -- one class that nearly all samples have is a good answer
  local labels = {}
  for i = 1, 200 do labels[i] = i % 20 == 0 and "rare" or "common" end
  local d = nn.data.new(nn.rand(200, 3), labels)
  for _, rate in ipairs { 0.1, 0.5 } do
    assert_said(coached(nn.network { 3, 4, 2, seed = 1, learning_rate = rate }, d, { epochs = 70 }), {})
  end
  -- named classes are named
  for i = 1, 200 do labels[i] = i % 2 == 0 and "even" or "odd" end
  d = nn.data.new(nn.rand(200, 3), labels)
  said = coached(nn.network { 3, 4, 2, seed = 1, init = 20 }, d, { epochs = 70 })
  lu.assertStrMatches(said[#said], "coach: 100 of 100 samples get the same answer, %l+, though there are 2.*")
end

-- ---- losses that grow ------------------------------------------------------------------------------

-- Feeds invented losses to the coach; returns the epochs at which it spoke.
local function epochs_of(losses, n, data)
  local at, history = {}, { loss = {} }
  n = n or nn.network { 2, 3, 2, seed = 1 }
  data = data or nn.data.new(nn.rand(30, 2), nn.rand(30, 2)) -- always the mean: a loss of about 0.08
  for epoch, loss in ipairs(losses) do
    history.loss[epoch] = loss
    local said = coach.after_epoch(n, data, { epoch = epoch, loss = loss }, history)
    if #said > 0 then
      at[#at + 1] = epoch
      assert_said(said, { { "the loss has gone up from", "learning_rate", "clip" } })
    end
  end
  return at
end

function TestCoach.testExplodingLoss()
  lu.assertEquals(epochs_of { 0.08, 0.05, 0.16, 0.17, 0.16, 0.17 }, { 5 }) -- over 0.15 three times
  lu.assertEquals(epochs_of { 0.08, 0.05, 0.17, 0.16, 0.06, 0.17, 0.16, 0.05 }, {}) -- leaps that make good
  lu.assertEquals(epochs_of { 0.08, 0.05, 0.14, 0.13, 0.14, 0.13, 0.14 }, {}) -- less than three times
  lu.assertEquals(epochs_of { 0.07, 0.08, 0.09, 0.1, 0.2, 0.3 }, { 4 }) -- three times in a row
  lu.assertEquals(epochs_of { 0.1, 0 / 0, 0 / 0 }, { 2 })
  lu.assertEquals(epochs_of { 0.1, math.huge }, { 2 })
  lu.assertEquals(epochs_of { 0.1, 0.09, 0.08, 0.09, 0.08, 0.09, 0.08 }, {})
  lu.assertEquals(epochs_of { 0.0700, 0.0701, 0.0702, 0.0703, 0.0704 }, {}) -- creeps
  lu.assertEquals(epochs_of { 0.01, 0.0001, 0.002, 0.0001, 0.0009, 0.001, 0.002, 0.003 }, {}) -- dances
  -- a fit of its own has a best of its own
  local n = nn.network { 2, 3, 2, seed = 1 }
  lu.assertEquals(epochs_of({ 0.02, 0.01 }, n), {})
  lu.assertEquals(epochs_of({ 0.2, 0.19, 0.15 }, n), {})
  lu.assertEquals(epochs_of({ 0.08, 0.09 }, n), {})
  lu.assertEquals(epochs_of({ 0.02, 0.08, 0.09, 0.08 }, n), { 4 })
  lu.assertEquals(epochs_of({ 0.02, 0.08, 0.09, 0.08 }, n), {}, "once")
end

-- The real thing: a straight line learnt in steps that are too long.
function TestCoach.testExplodingFit()
  local X = nn.linspace(-3, 3, 40)
  local d = nn.data.new(X, 2 * X + 1)
  local function line(rate)
    return nn.network { 1, 1, activation = "linear", seed = 1, learning_rate = rate, precision = "double" }
  end
  assert_said(coached(line(0.01), d, { epochs = 10, batch_size = 40 }), {})
  assert_said(coached(line(0.8), d, { epochs = 10, batch_size = 40 }),
    { { "the loss has gone up", "learning_rate", "clip" } })
end

-- ---- what is remembered ----------------------------------------------------------------------------

function TestCoach.testCopiesRememberForThemselves()
  local raw = nn.data.new(nn.rand(30, 2, 0, 255), nn.rand(30, 2))
  local odd = nn.data.new(nn.rand(30, 2), nn.rand(30, 2, 0, 5))
  local n = nn.network { 2, 2, seed = 1 }
  assert_said(coach.before(n, raw), { { "inputs", "scale" } })
  local c = n:copy()
  assert_said(coach.before(c, raw), {}, "the copy was told, too")
  assert_said(coach.before(c, odd), { { "targets", "activation" } })
  assert_said(coach.before(n, odd), { { "targets", "activation" } }, "what the copy is told later is its own")
end

-- Nothing that the coach does leaves a trace in what is learnt.
function TestCoach.testNothingChanges()
  local d = nn.data.new(nn.rand(60, 3, 0, 99), nn.rand(60, 2))
  local function network()
    return nn.network { 3, 5, 2, seed = 8, activation = { "relu", "sigmoid" }, learning_rate = 2 }
  end
  local alone, watched = network(), network()
  alone:fit(d, { epochs = 9, progress = false, coach = false })
  nn.seed(1)
  lu.assertTrue(#coached(watched, d, { epochs = 9 }) > 0)
  local number = nn.rand(1, 1):get(1, 1)
  nn.seed(1)
  lu.assertEquals(number, nn.rand(1, 1):get(1, 1))
  for k = 1, 2 do
    lu.assertTrue(watched:weights(k) == alone:weights(k) and watched:biases(k) == alone:biases(k))
  end
  lu.assertEquals(core.random_state(watched), core.random_state(alone))
end

-- ---- runs that go well are left alone --------------------------------------------------------------

function TestCoach.testDigitsInSilence()
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local train = nn.data.digits()
  for name, options in pairs {
    book = {}, slow = { learning_rate = 0.01 }, fast = { learning_rate = 0.3 }, biases = { bias = true },
    tanh = { activation = { "tanh", "softmax" }, learning_rate = 0.01 },
    relu = { activation = { "relu", "softmax" }, learning_rate = 0.01 },
    adam = { activation = { "relu", "softmax" }, optimizer = "adam", learning_rate = 0.001 },
    uniform = { init = "uniform" }, target = { init = "target" },
  } do
    local given = { 784, 40, 10, seed = 1 }
    for key, value in pairs(options) do given[key] = value end
    local said, last = coached(nn.network(given), train,
      { epochs = 4, batch_size = name == "adam" and 32 or nil })
    lu.assertTrue(last.accuracy > 0.8, name .. " learnt nothing")
    assert_said(said, {}, name)
  end
end

function TestCoach.testIrisInSilence()
  local iris = nn.data.iris()
  local sets = { raw = iris, scaled = iris:scale(0.01, 1.0), ones = iris:scale(0, 1):targets(0, 1) }
  for name, d in pairs(sets) do
    for seed = 1, 4 do
      for _, options in ipairs { {}, { rule = "gradient", bias = true },
        { activation = { "tanh", "softmax" }, learning_rate = 0.02 } } do
        local given = { 4, 10, 3, seed = seed }
        for key, value in pairs(options) do given[key] = value end
        local said, last = coached(nn.network(given), d, { epochs = 100 })
        if last.accuracy > 0.9 then assert_said(said, {}, name .. ", seed " .. seed) end
      end
    end
  end
end

-- relu networks at odd rates. Many nodes die early, the loss leaps: whoever ends well anyway hears nothing;
-- who ends knowing nothing was told something.
function TestCoach.testRelusAtOddRates()
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local d, good, bad = digits(1500), 0, 0
  for _, last in ipairs { "softmax", "sigmoid", "linear" } do
    for _, how in ipairs { { "sgd", { 0.01, 0.1, 1, 3 } }, { "adam", { 0.003, 0.01, 0.1 } },
      { "rmsprop", { 0.01, 0.03 } } } do
      for k, rate in ipairs(how[2]) do
        local n = nn.network { 784, 40, 40, 10, activation = { "relu", "relu", last }, seed = k,
          optimizer = how[1], learning_rate = rate }
        local said, report = coached(n, d,
          { epochs = 16, batch_size = how[1] ~= "sgd" and 32 or nil, on_nan = "continue" })
        local what = ("%s, %s, rate %g, %.3f right"):format(last, how[1], rate, report.accuracy)
        if report.accuracy > 0.85 then
          good = good + 1
          assert_said(said, {}, what)
        elseif report.accuracy < 0.15 and report.loss < math.huge then
          bad = bad + 1
          lu.assertTrue(#said > 0, what)
        end
      end
    end
  end
  lu.assertTrue(good >= 6 and bad >= 2, ("%d ended well, %d failed"):format(good, bad))
end

-- After an epoch the mean loss can be worse than that of knowing nothing, because of its first steps, and
-- most nodes be at their ends; the network itself has learnt a lot by then.
function TestCoach.testTheMeanOfAnEpochIsNoVerdict()
  local d = digits(1500)
  local _, T = d:matrices()
  local knows_nothing = ((T - T:mean(1)) ^ 2):sum() / 2 / 1500
  for seed = 1, 2 do
    local n = nn.network { 784, 40, 10, activation = { "tanh", "linear" }, seed = seed, optimizer = "adam",
      learning_rate = 0.03 }
    local said, report = coached(n, d, { epochs = 1, batch_size = 32 })
    lu.assertTrue(report.loss > knows_nothing)
    assert_said(said, {})
  end
end

-- XOR stays on its plateau for hundreds of epochs before it is learnt; a plateau is no trouble.
function TestCoach.testXorInSilence()
  local X = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
  local sets = { nn.data.new(X, nn.matrix { 0.01, 0.99, 0.99, 0.01 }), nn.data.new(X, { 0, 1, 1, 0 }) }
  for outputs, d in ipairs(sets) do
    for _, rate in ipairs { 0.1, 0.5 } do
      for seed = 1, 3 do
        local n = nn.network { 2, 3, outputs, bias = true, seed = seed, learning_rate = rate }
        assert_said(coached(n, d, { epochs = 1500 }), {}, ("rate %g, seed %d"):format(rate, seed))
      end
    end
  end
end

function TestCoach.testRegressionInSilence()
  local X = nn.linspace(-3, 3, 80)
  local d = nn.data.new(X, X:map(math.sin))
  for _, hidden in ipairs { "tanh", "sigmoid", "relu" } do
    local n = nn.network { 1, 20, 1, activation = { hidden, "linear" }, seed = 1, learning_rate = 0.02 }
    local said, last = coached(n, d, { epochs = 200 })
    lu.assertTrue(last.loss < 0.1)
    assert_said(said, {}, hidden)
  end
  -- nothing to learn: every target the same
  local same = nn.data.new(X, nn.full(80, 1, 0.5))
  assert_said(coached(nn.network { 1, 3, 1, seed = 1 }, same, { epochs = 8 }), {})
end

-- Full MNIST: silence where all is well, and advice where it is not.
function TestCoach.testMnist()
  local folder = os.getenv "NNLUA_DATA"
  if not folder then lu.skip "full MNIST is not there: NNLUA_DATA is not set" end
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local train = nn.data.mnist()
  local n = nn.network(784, 200, 10, 0.1)
  local said, last = coached(n, train, { epochs = 2 })
  lu.assertTrue(last.accuracy > 0.95)
  assert_said(said, {})
  -- also when there is much to say
  n = nn.network { 784, 200, 10, init = 0.5, seed = 1 }
  said = coached(n, train, { epochs = 1 })
  assert_said(said, { { "layer 1", "init" }, { "same answer", "learning_rate" } })
  lu.assertNotNil(core.net_info(n).told)
end
