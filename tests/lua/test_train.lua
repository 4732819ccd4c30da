--[[ Training: every update beside plain Lua loops (plain_network.lua) or finite differences; one
sample or many, and what happens when numbers run away. The loop of fit is in test_fit.lua. ]]
local lu = require "luaunit"
local each_network = require "each_network"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local plain = require "plain_network"
local raises = require "raises"

local NAN, INF = 0 / 0, math.huge

-- ---- one step -----------------------------------------------------------------------------------

TestTrainStep = {}

function TestTrainStep.setUp()
  math.randomseed(3)
  nn.seed(3)
end

-- The sum of the losses of samples after weight (or bias) number i, j of layer k is moved by d.
local function loss_moved(n, oracle, samples, kind, k, i, j, d)
  local M = n[kind](n, k)
  local before = M:get(i, j)
  M:set(i, j, before + d)
  n["set_" .. kind](n, k, M)
  local sum = 0
  for _, sample in ipairs(samples) do
    sum = sum + oracle:loss_of(n:query(sample[1]):totable(), sample[2])
  end
  M:set(i, j, before)
  n["set_" .. kind](n, k, M)
  return sum / #samples
end

-- A step of rate 1 is the negative slope of the loss: against central differences of the loss that is
-- written out in plain Lua, for one sample and for a mini-batch of three.
local function check_slopes(options, name)
  local n = nn.network(options)
  if n.bias then
    for k = 1, #n.layers - 1 do n:set_biases(k, nn.randn(n.layers[k + 1], 1, 0, 0.3)) end
  end
  local oracle = plain.like(n, "gradient", options.loss, options.activation)
  for _, count in ipairs { 1, 3 } do
    local samples, X, T = plain.samples(n, count, 0.05, 0.95)
    local stepped = n:copy()
    if count == 1 then
      stepped:train(samples[1][1], samples[1][2])
    else
      stepped:fit(X, T, { batch_size = count, shuffle = false, progress = false })
    end
    local h = 1e-5
    for k = 1, #n.layers - 1 do
      for _, kind in ipairs { "weights", n.bias and "biases" or nil } do
        local step = n[kind](n, k) - stepped[kind](stepped, k)
        for i = 1, step.rows do
          for j = 1, step.cols do
            local slope = (loss_moved(n, oracle, samples, kind, k, i, j, h) -
              loss_moved(n, oracle, samples, kind, k, i, j, -h)) / (2 * h)
            if math.abs(step:get(i, j) - slope) > 1e-7 then
              lu.fail(("%s, %d samples, %s %d, (%d, %d): step %.10g, slope %.10g"):format(name, count,
                kind, k, i, j, step:get(i, j), slope))
            end
          end
        end
      end
    end
  end
end

function TestTrainStep.testFiniteDifferences()
  local checked = 0
  each_network(function(options, name, depth)
    options.learning_rate, options.seed = 1, depth
    if child.sanitized() and checked % 5 ~= 0 then
      checked = checked + 1
      return
    end
    check_slopes(options, name)
    checked = checked + 1
  end)
  lu.assertTrue(checked > 250, checked)
end

-- The same networks, twenty samples one after the other, beside the plain loops; the losses too.
function TestTrainStep.testPlainLoops()
  each_network(function(options, name, depth)
    options.learning_rate, options.seed = 1, depth
    options.learning_rate = 0.2
    local n = nn.network(options)
    local oracle = plain.like(n, "gradient", options.loss, options.activation)
    local samples, X, T = plain.samples(n, 20, 0.05, 0.95)
    local before, sum = 0, 0
    for _, sample in ipairs(samples) do
      before = before + oracle:loss_of(oracle:query(sample[1]), sample[2])
    end
    lu.assertAlmostEquals(n:evaluate(X, T).loss, before / 20, 1e-12, name)
    for _, sample in ipairs(samples) do sum = sum + oracle:train { sample } end
    local history = n:fit(X, T, { shuffle = false, progress = false })
    lu.assertAlmostEquals(history.loss[1], sum / 20, 1e-12, name)
    plain.check(n, oracle, 1e-12, name)
  end)
end

-- The book's rule at any depth, with biases and without, sample by sample and in mini-batches.
function TestTrainStep.testBookRule()
  for _, sizes in ipairs { { 3, 2 }, { 3, 4, 2 }, { 3, 5, 4, 2 }, { 3, 5, 4, 3, 2 } } do
    for _, bias in ipairs { true, false } do
      for _, batch in ipairs { 1, 4 } do
        local options = { precision = "double", rule = "book", bias = bias, learning_rate = 0.5, seed = 6 }
        local n = nn.network(table.move(sizes, 1, #sizes, 1, options))
        local oracle = plain.like(n, "book")
        local samples, X, T = plain.samples(n, 10, 0.01, 0.99)
        for s = 1, 10, batch do oracle:train { table.unpack(samples, s, math.min(10, s + batch - 1)) } end
        n:fit(X, T, { batch_size = batch, shuffle = false, progress = false })
        plain.check(n, oracle, 1e-13, ("%d layers, batch %d"):format(#sizes, batch))
      end
    end
  end
end

-- With one output the two rules' hidden steps differ by the output's o(1 - o), the last ones not.
function TestTrainStep.testRulesDifferByTheSlope()
  local book = nn.network { 3, 4, 1, precision = "double", seed = 2, rule = "book" }
  local gradient = nn.network { 3, 4, 1, precision = "double", seed = 2, rule = "gradient" }
  local W1, W2, x = book:weights(1), book:weights(2), { 0.3, -0.8, 0.5 }
  local o = book:query(x)[1]
  book:train(x, { 0.9 })
  gradient:train(x, { 0.9 })
  lu.assertTrue(book:weights(2) == gradient:weights(2))
  lu.assertFalse(book:weights(2) == W2)
  assert_matrix((gradient:weights(1) - W1) / (book:weights(1) - W1), nn.full(4, 3, o * (1 - o)), 1e-12)
end

function TestTrainStep.testThresholdCannotLearn()
  local n = nn.network { 2, 2, activation = "threshold" }
  local before = n:weights(1)
  raises("threshold", n.train, n, { 1, 2 }, { 0, 1 })
  raises("threshold", n.fit, n, { { 1, 2 } }, nn.matrix { { 0, 1 } }, { progress = false })
  lu.assertTrue(n:weights(1) == before)
end

-- ---- one sample or many -------------------------------------------------------------------------

TestTrainMany = {}

function TestTrainMany.setUp()
  math.randomseed(5)
  nn.seed(5)
end

-- Small networks (the plain loop) and ones large enough for blocks, around a block's length.
function TestTrainMany.testManyAreOneByOne()
  for _, sizes in ipairs { { 4, 3, 2 }, { 90, 70, 3 }, { 80, 60 } } do
    for _, bias in ipairs { false, true } do
      for _, count in ipairs { 1, 2, 63, 64, 65, 129 } do
        local options = { precision = "double", bias = bias, seed = 1, learning_rate = 0.3 }
        local one = nn.network(table.move(sizes, 1, #sizes, 1, options))
        local many, fitted, set, before = one:copy(), one:copy(), one:copy(), one:weights(1)
        local samples, X, T = plain.samples(one, count, 0.01, 0.99)
        for _, sample in ipairs(samples) do
          one:train(sample[1], sample[2])
          one:weights(1) -- looking at it ends any block
        end
        many:train(X, T)
        set:train(nn.data.new(X, T))
        fitted:fit(X, T, { shuffle = false, progress = false })
        local what = ("%d-%d, bias %s, %d samples"):format(sizes[1], sizes[2], bias, count)
        local small = sizes[1] == 4 and 1e-15 or 1e-13
        plain.near(many, one, small, what .. ", rows")
        plain.near(set, one, small, what .. ", data set")
        plain.near(fitted, one, small, what .. ", fit")
        lu.assertFalse(one:weights(1) == before)
      end
    end
  end
end

-- Networks large enough for blocks, beside plain Lua: rules, biases, activations, losses.
function TestTrainMany.testBlocksBesidePlainLoops()
  for _, case in ipairs {
    { 80, 60, 3 }, { 80, 60, 3, bias = true, rule = "gradient" }, { 70, 60 },
    { 70, 64, 5, 3, bias = true, rule = "book" },
    { 70, 60, 4, activation = { "tanh", "softmax" } },
    { 70, 60, 2, activation = "relu", learning_rate = 0.01 },
    { 70, 60, activation = "linear", learning_rate = 0.01 },
    { 70, 60, 2, loss = "cross_entropy", bias = true },
  } do
    case.precision, case.seed, case.learning_rate = "double", 4, case.learning_rate or 0.3
    local n = nn.network(case)
    local names = type(case.activation) == "table" and case.activation or
      case.activation and { case.activation, case.activation }
    local oracle = plain.like(n, n.rule, n.loss, names)
    local samples, X, T = plain.samples(n, 100, 0.05, 0.95)
    for _, sample in ipairs(samples) do oracle:train { sample } end
    n:train(X, T)
    plain.check(n, oracle, 1e-10, tostring(n))
  end
end

function TestTrainMany.testShapes()
  local n = nn.network { 3, 2, precision = "double", seed = 1 }
  local function after(x, t)
    local c = n:copy()
    c:train(x, t)
    return c:weights(1)
  end
  local x, t = { 0.1, 0.2, 0.3 }, { 0.4, 0.5 }
  local expected = after(x, t)
  lu.assertTrue(after(nn.matrix(x), nn.matrix(t)) == expected)
  lu.assertTrue(after({ x }, { t }) == expected)
  lu.assertTrue(after(nn.matrix { x }[1], nn.matrix { t }) == expected)
  lu.assertTrue(after(nn.matrix(x), { t }) == expected)
  lu.assertTrue(after({ x }, t) == expected)
  lu.assertFalse(n:weights(1) == expected)
  local one = nn.network { 1, 1, precision = "double", init = 0.5 } -- a column of many samples
  local many = one:copy()
  for i = 1, 5 do one:train({ i / 5 }, { 0.1 * i }) end
  many:train(nn.range(1, 5) / 5, nn.range(1, 5) * 0.1)
  plain.near(many, one, 1e-15)
end

function TestTrainMany.testErrorsChangeNothing()
  local n = nn.network { 3, 2, seed = 1 }
  local before = n:weights(1)
  raises("2 samples of inputs, but 1 of targets", n.train, n, nn.ones(2, 3), nn.ones(1, 2))
  raises("1 sample of inputs, but 3 of targets", n.train, n, { 1, 2, 3 }, nn.ones(3, 2))
  raises("the network has 3 inputs", n.train, n, { 1, 2 }, { 1, 2 })
  raises("the network has 2 outputs", n.train, n, { 1, 2, 3 }, { 1, 2, 3 })
  raises("did you mean its transpose", n.train, n, nn.ones(3, 5), nn.ones(5, 2))
  raises("hold nan at row 2, column 1", n.train, n, { 1, NAN, 3 }, { 1, 2 })
  raises("hold inf", n.train, n, { 1, 2, 3 }, { 1, INF })
  raises("train", n.train, n, { 1, 2, 3 })
  raises("train", n.train, n)
  raises("no labels and no targets", n.train, n, nn.data.new { { 1, 2, 3 } })
  raises("3 inputs", n.train, n, nn.data.new({ { 1, 2 } }, nn.matrix { { 1, 2 } }))
  raises("2 outputs", n.train, n, nn.data.new({ { 1, 2, 3 } }, nn.matrix { { 1, 2, 3 } }))
  lu.assertTrue(n:weights(1) == before)
end

-- Labels mean the network's own classes, whichever way a set comes in.
function TestTrainMany.testClassesOfADataSet()
  local n = nn.network { 2, 2, seed = 1, classes = { "a", "b" } }
  local before = n:weights(1)
  local X = { { 1, 2 }, { 3, 4 } }
  raises("the network's classes are a, b, the data set's b, a", n.train, n,
    nn.data.new(X, { "b", "a" }, { classes = { "b", "a" } }))
  lu.assertTrue(n:weights(1) == before)
  n:train(nn.data.new(X, { "b", "a" }, { classes = { "a", "b" } }))
  lu.assertFalse(n:weights(1) == before)
end

-- However train puts its work off, nobody can tell: arguments are copied, every look sees all of it.
function TestTrainMany.testNobodyCanTell()
  local sizes = { 90, 70, 3, precision = "double", seed = 8, bias = true }
  local n, reference = nn.network(sizes), nn.network(sizes)
  local samples = plain.samples(n, 60, 0.01, 0.99)
  local X, T = nn.zeros(90, 1), nn.zeros(3, 1)
  local looks = {
    function(m) return m:query(samples[1][1]) end, function(m) return m:weights(2) end,
    function(m) return m:biases(1) end, function(m) return m:activations(samples[2][1])[2] end,
    function(m) return m:copy():weights(1) end,
    function(m) return m:evaluate(nn.matrix { samples[3][1] }, nn.matrix { samples[3][2] }).loss end,
    function(m) return m:classify(samples[4][1]) end,
    function(m)
      m:set_biases(2, m:biases(2) + 0.1)
      return m:biases(2)
    end,
    function(m)
      m:set_weights(2, m:weights(2) * 0.9)
      return m:weights(1)
    end,
    function(m)
      m.learning_rate = m.learning_rate * 0.7
      return m.learning_rate
    end,
    function(m) return tostring(m) end,
  }
  local next_look = 1
  for s, sample in ipairs(samples) do
    X:apply(function(_, i) return sample[1][i] end)
    T:apply(function(_, i) return sample[2][i] end)
    n:train(X, T)
    X:mul(0) -- what was given may change at once
    T:mul(0)
    reference:train(sample[1], sample[2])
    reference:weights(1)
    if s % 5 == 0 and looks[next_look] then
      local a, b = looks[next_look](n), looks[next_look](reference)
      next_look = next_look + 1
      if type(a) == "userdata" then
        assert_matrix(a, b, 1e-13)
      else
        lu.assertEquals(tostring(a), tostring(b))
      end
    end
  end
  plain.near(n, reference, 1e-12)
end

-- What train has put off is part of what is saved, copied, and of what fit starts from.
function TestTrainMany.testPutOffWorkGoesAlong()
  local sizes = { 90, 70, 3, precision = "double", seed = 8 }
  local samples, X, T = plain.samples(nn.network(sizes), 10, 0.01, 0.99)
  local expected = nn.network(sizes)
  expected:train(X, T)
  local function waiting()
    local n = nn.network(sizes)
    for _, sample in ipairs(samples) do n:train(sample[1], sample[2]) end
    return n
  end
  plain.near(waiting():copy(), expected, 1e-14, "copy")
  child.in_folder(function(folder)
    waiting():save(folder .. "/n.npz")
    plain.near(nn.load(folder .. "/n.npz"), expected, 1e-14, "save")
  end)
  for _, batch in ipairs { 1, 5 } do
    local n, m = waiting(), expected:copy()
    local options = { batch_size = batch, shuffle = false, progress = false }
    n:fit(X, T, options)
    m:fit(X, T, options)
    plain.near(n, m, 1e-13, "fit")
  end
  local n, m = waiting(), expected:copy()
  n:train(X, T) -- many at once after single ones
  m:train(X, T)
  plain.near(n, m, 1e-13, "train")
  n = waiting()
  n.learning_rate = 0 -- the samples before had the old rate
  plain.near(n, expected, 1e-14, "rate")
  n = waiting()
  n:set_weights(2, nn.zeros(3, 70)) -- they were learnt with the old weights
  lu.assertTrue(n:weights(1):near(expected:weights(1), 1e-13))
  lu.assertEquals(n:weights(2):abs():max(), 0)
  for _ = 1, 20 do waiting() end -- dropped with all that waits
end

-- Float does what double does, to float's accuracy.
function TestTrainMany.testFloatFollowsDouble()
  for _, sizes in ipairs { { 5, 4, 3 }, { 90, 70, 3 } } do
    local options = { learning_rate = 0.3, seed = 2, precision = "double" }
    local double = nn.network(table.move(sizes, 1, #sizes, 1, options))
    options.precision = "float"
    local float = nn.network(options)
    plain.near(float, double, 1e-6, "start")
    local _, X, T = plain.samples(double, 200, 0.01, 0.99)
    double:train(X, T)
    float:train(X, T)
    plain.near(float, double, 1e-5, "after 200 steps")
    assert_matrix(float:query(X), double:query(X), 1e-5)
  end
end

-- ---- two threads --------------------------------------------------------------------------------

TestTrainThreads = {}

-- Networks and batches large enough to be shared out.
local shared = {
  { 90, 70, 3 }, { 90, 70, 3, bias = true, rule = "book" }, { 80, 61, 20, 5, bias = true },
  { 90, 70, 3, activation = { "tanh", "softmax" }, loss = "cross_entropy" },
  { 90, 70, 3, activation = { "relu", "linear" }, optimizer = "nesterov", momentum = 0.5, weight_decay = 3 },
  { 90, 70, 3, optimizer = "adam", learning_rate = 0.001, clip = 0.01 },
  { 90, 70, 3, dropout = 0.3 },
}

-- Two epochs, shuffled, whose batches leave a rest; weights, and the history.
local function fitted(options, X, T, batch, threads)
  options.seed, options.rule = 4, options.rule or "gradient"
  local n = nn.network(options)
  local history = n:fit(X, T, { epochs = 2, batch_size = batch, threads = threads, progress = false })
  return n, history.loss
end

function TestTrainThreads.testMiniBatches()
  for _, options in ipairs(shared) do
    for precision, tolerance in pairs { float = 1e-5, double = 1e-10 } do
      options.precision = precision
      nn.seed(6)
      local X, T = nn.rand(300, options[1], 0.01, 1), nn.rand(300, options[#options], 0.01, 0.99)
      for _, batch in ipairs { 64, 299 } do
        local one, loss_one = fitted(options, X, T, batch, 1)
        local two, loss_two = fitted(options, X, T, batch, 2)
        local what = ("%s, %s, batches of %d"):format(one, precision, batch)
        plain.near(two, one, tolerance, what)
        lu.assertAlmostEquals(loss_two[2], loss_one[2], tolerance, what)
        local again, loss_again = fitted(options, X, T, batch, 2)
        plain.near(two, again, 0, what)
        lu.assertEquals(loss_again, loss_two, what)
        lu.assertFalse(fitted(options, X, T, batch + 1, 2):weights(1) == two:weights(1), what)
      end
    end
  end
end

function TestTrainThreads.testBesidePlainLoops()
  for _, rule in ipairs { "book", "gradient" } do
    local n = nn.network { 90, 70, 3, precision = "double", seed = 4, rule = rule, bias = true }
    local oracle = plain.like(n, rule)
    local samples, X, T = plain.samples(n, 130, 0.01, 0.99)
    for s = 1, 130, 64 do oracle:train { table.unpack(samples, s, math.min(130, s + 63)) } end
    n:fit(X, T, { batch_size = 64, threads = 2, shuffle = false, progress = false })
    plain.check(n, oracle, 1e-10, rule)
  end
end

-- Shared or not, a sample that makes the loss no number is named, and only its batch is not learnt.
function TestTrainThreads.testDivergence()
  nn.seed(6)
  local X, T = nn.rand(200, 90, 0.01, 1), nn.rand(200, 3, 0.01, 0.99)
  local n = nn.network { 90, 70, 3, seed = 4, rule = "gradient", activation = "linear", learning_rate = 1e-4 }
  local expected = n:copy()
  expected:fit(X:sub(1, 128, 1, 90), T:sub(1, 128, 1, 3), { batch_size = 64, shuffle = false,
    progress = false })
  X:set(170, 7, 1e30) -- in the second half of the third batch
  X:set(180, 7, 1e30)
  raises("at sample 170", n.fit, n, X, T, { batch_size = 64, threads = 2, shuffle = false,
    progress = false })
  plain.near(n, expected, 1e-6)
end

-- ---- when numbers run away ----------------------------------------------------------------------

TestDiverge = {}

-- One weight w that starts at 1; each step makes it -2 w, until a number leaves its range.
local function runaway(precision)
  return nn.network { 1, 1, activation = "linear", bias = false, init = 1, learning_rate = 3,
    precision = precision }
end

local function steps_of(w) return math.floor(math.log(math.abs(w), 2) + 0.5) end

function TestDiverge.testTrain()
  for _, precision in ipairs { "double", "float" } do
    local n = runaway(precision)
    local ok, message = pcall(n.train, n, nn.ones(3000, 1), nn.zeros(3000, 1))
    lu.assertFalse(ok)
    local sample = tonumber(message:match "at sample (%d+)")
    lu.assertNotNil(sample, message)
    local w = n:weights(1)[1]
    lu.assertTrue(math.abs(w) < INF, precision .. ": the weights are not finite any more")
    lu.assertEquals(steps_of(w), sample - 1, precision) -- as after the last good sample
    -- one by one it is the same sample
    local m, done = runaway(precision), 0
    while done < 3000 and pcall(function()
      m:train({ 1 }, { 0 })
      m:weights(1)
    end) do
      done = done + 1
    end
    lu.assertEquals({ done, m:weights(1)[1] }, { sample - 1, w }, precision)
  end
end

-- fit names the epoch and the sample, by its place in the data set, not in the shuffled order.
function TestDiverge.testFit()
  for _, shuffle in ipairs { true, false } do
    local X = nn.zeros(100, 1)
    X[77] = 1 -- this sample alone moves the weight
    local n = runaway "double"
    local ok, message = pcall(n.fit, n, X, nn.zeros(100, 1), { epochs = 3000, shuffle = shuffle,
      progress = false })
    lu.assertFalse(ok)
    local epoch, sample = message:match "in epoch (%d+).* at sample (%d+)"
    lu.assertEquals(sample, "77", message)
    lu.assertEquals(steps_of(n:weights(1)[1]), tonumber(epoch) - 1)
    lu.assertTrue(math.abs(n:weights(1)[1]) < INF)
    n.learning_rate = 0.1 -- and it can go on
    n:set_weights(1, { 1 })
    lu.assertEquals(n:fit(X, nn.zeros(100, 1), { progress = false }).stopped, "epochs")
  end
end

-- In a mini-batch nothing of the batch is learnt.
function TestDiverge.testBatch()
  for _, count in ipairs { 10, 100 } do
    local n = runaway "double"
    local ok, message = pcall(n.fit, n, nn.ones(count, 1), nn.zeros(count, 1),
      { epochs = 3000, batch_size = count, shuffle = false, progress = false })
    lu.assertFalse(ok)
    local epoch, sample = message:match "in epoch (%d+).* at sample (%d+)"
    lu.assertEquals(sample, "1", message)
    lu.assertEquals(steps_of(n:weights(1)[1]), tonumber(epoch) - 1)
    lu.assertTrue(math.abs(n:weights(1)[1]) < INF)
  end
end

-- In a block of the fast path too: the samples before the bad one are learnt, it and later ones not.
function TestDiverge.testBlock()
  for _, precision in ipairs { "double", "float" } do
    local options = { 80, 60, activation = "linear", bias = true, precision = precision, seed = 1,
      learning_rate = 0.001 }
    local n = nn.network(options)
    math.randomseed(1)
    nn.seed(1)
    local _, X, T = plain.samples(n, 50, 0, 1)
    local bad = precision == "double" and 1e200 or 1e37
    X[31] = nn.full(1, 80, bad)
    local expected = n:copy()
    expected:train(X:sub(1, 30), T:sub(1, 30))
    local ok, message = pcall(n.train, n, X, T)
    lu.assertFalse(ok, precision)
    local sample = tonumber(message:match "at sample (%d+)")
    lu.assertNotNil(sample, message)
    lu.assertTrue(plain.finite(n), precision .. ": the weights are not finite any more")
    if precision == "double" then -- its loss alone is too large
      lu.assertEquals(sample, 31)
      plain.near(n, expected, 1e-14)
    end
  end
end

-- Single samples that wait: whoever looks first hears of it, and the good ones are learnt.
function TestDiverge.testWhileWaiting()
  nn.seed(1)
  local looks = {
    function(n) return n:weights(1) end, function(n) return n:query(nn.ones(80, 1)) end,
    function(n) return n:copy() end, function(n) return n:biases(1) end,
    function(n) n.learning_rate = 0.5 end, function(n) n:set_biases(1, nn.zeros(60, 1)) end,
    function(n) return n:fit(nn.ones(1, 80), nn.ones(1, 60), { progress = false }) end,
  }
  local options = { 80, 60, activation = "linear", bias = true, precision = "double", seed = 1,
    learning_rate = 0.001 }
  local samples, X, T = plain.samples(nn.network(options), 40, 0, 1)
  samples[31][1] = nn.full(80, 1, 1e200)
  local expected = nn.network(options)
  expected:train(X:sub(1, 30), T:sub(1, 30))
  for k, look in ipairs(looks) do
    local n, message = nn.network(options), nil
    for s = 1, 32 do -- nobody looks before
      local ok, text = pcall(n.train, n, samples[s][1], samples[s][2])
      if not ok then
        message = text
        break
      end
    end
    if not message then message = select(2, pcall(look, n)) end
    lu.assertStrContains(tostring(message), "at sample 31", "look " .. k)
    plain.near(n, expected, 1e-13, "look " .. k) -- and nobody hears of it twice
    lu.assertEquals(n.learning_rate, 0.001)
    n:train(samples[1][1], samples[1][2])
    lu.assertTrue(plain.finite(n))
  end
end

function TestDiverge.testContinue()
  local n = runaway "double"
  local history = n:fit(nn.ones(600, 1), nn.zeros(600, 1),
    { epochs = 3, on_nan = "continue", progress = false })
  lu.assertEquals({ history.stopped, #history.loss }, { "epochs", 3 })
  lu.assertFalse(history.loss[3] < INF)
end

-- Numbers that only float cannot hold are no surprise either.
function TestDiverge.testBeyondFloat()
  local n = nn.network { 2, 2, seed = 1 }
  pcall(n.train, n, { 1e39, 1 }, { 0.5, 0.5 })
  pcall(n.train, n, { 1, 1 }, { 1e39, 0.5 })
  pcall(n.weights, n, 1)
  lu.assertTrue(plain.finite(n), "infinity entered the weights: " .. tostring(n:weights(1)))
  n = nn.network { 2, 2, seed = 1, activation = "linear" }
  local ok, y = pcall(n.query, n, { 1e39, 0 })
  lu.assertTrue(not ok or y:abs():max() < INF, "infinity in an answer, and no word of it")
end

-- ---- samples of data sets -------------------------------------------------------------------------

TestTrainSample = {}

local function sample_set() return nn.data.new({ { 1, 0, 2 }, { 0, 1, 3 } }, { "a", "b" }) end

-- d[i] stands for its input; the numbers are those of the formula, 1/(1 + exp(-W x)).
function TestTrainSample.testAsInputs()
  local d, n = sample_set(), nn.network { 3, 2, precision = "double", classes = { "a", "b" } }
  n:set_weights(1, { { 1, -1, 0.5 }, { -1, 1, 0 } })
  local a = { 1 / (1 + math.exp(-2)), 1 / (1 + math.exp(1)) }
  local b = { 1 / (1 + math.exp(-0.5)), 1 / (1 + math.exp(-1)) }
  assert_matrix(n:query(d[1]), { { a[1] }, { a[2] } }, 1e-12)
  assert_matrix(n:query { d[1], d[2] }, { a, b }, 1e-12)
  lu.assertEquals({ n:classify(d[1]), n:classify(d[2]) }, { "a", "b" })
  assert_matrix(n:activations(d[2])[1], { { 0 }, { 1 }, { 3 } })
  assert_matrix(n:explain(d[1], { 1, 0 }).I, { { 1 }, { 0 }, { 2 } })
end

function TestTrainSample.testTrain()
  local d, weights = sample_set(), {}
  local calls = { function(n, s) n:train(s) end, function(n, s) n:train(s.input, s.target) end,
    function(n, s) n:train(s, s.target) end, function(n, s) n:train(s, s) end }
  for k, call in ipairs(calls) do
    local n = nn.network { 3, 2, seed = 1 }
    local before = n:weights(1)
    call(n, d[2])
    weights[k] = n:weights(1)
    lu.assertFalse(weights[k] == before)
  end
  for k = 1, #calls do lu.assertTrue(weights[k] == weights[2], "call " .. k) end
end

function TestTrainSample.testErrors()
  local n = nn.network { 3, 2 }
  raises("train: this sample has no target", n.train, n, nn.data.new({ { 1, 2, 3 } })[1])
  raises("query: the network has 3 inputs", n.query, n, nn.data.new({ { 1, 2 } })[1])
  raises("query: a table without [1] was given, a list of numbers was expected", n.query, n, { x = 1 })
  raises("query: the list is empty", n.query, n, {})
end
