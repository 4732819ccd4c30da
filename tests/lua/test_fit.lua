--[[ fit: mini-batches beside plain Lua loops, shuffling, the history, on_epoch, classes, progress,
and options that it refuses. ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local plain = require "plain_network"
local raises = require "raises"

local NAN = 0 / 0

TestFit = {}

function TestFit.setUp()
  math.randomseed(7)
  nn.seed(7)
end

local function labelled(count, inputs, classes)
  local X, labels = nn.rand(count, inputs), {}
  for i = 1, count do labels[i] = classes[(i * 7) % #classes + 1] end
  return nn.data.new(X, labels)
end

-- 7 in batches of 3; batches over a block's 64; batches over the whole set; beside plain loops.
function TestFit.testBatchesAndRemainders()
  for _, case in ipairs { { 7, 3 }, { 7, 7 }, { 7, 100 }, { 150, 100 }, { 150, 64 }, { 130, 65 },
    { 200, 199 }, { 64, 128 } } do
    local count, batch = case[1], case[2]
    for _, sizes in ipairs { { 4, 3, 2 }, { 70, 60, 2 } } do
      local options = { precision = "double", rule = "gradient", bias = true, learning_rate = 0.9, seed = 1 }
      local n = nn.network(table.move(sizes, 1, #sizes, 1, options))
      local oracle = plain.like(n, "gradient")
      local samples, X, T = plain.samples(n, count, 0.01, 0.99)
      local sum = 0
      for s = 1, count, batch do
        sum = sum + oracle:train { table.unpack(samples, s, math.min(count, s + batch - 1)) }
      end
      local history = n:fit(X, T, { batch_size = batch, shuffle = false, progress = false })
      local what = ("%d samples in batches of %d"):format(count, batch)
      plain.check(n, oracle, 1e-12, what)
      lu.assertAlmostEquals(history.loss[1], sum / count, 1e-12, what)
    end
  end
end

-- Blocks, one sample at a time, one thread or two: the same numbers but for rounding.
function TestFit.testBlocksAndThreads()
  for _, options in ipairs { { 90, 70, 3 }, { 90, 70, 20, 3, bias = true, rule = "gradient" },
    { 400, 300, 10 } } do
    options.precision, options.seed, options.learning_rate = "double", 1, 0.3
    local plain_loop = nn.network(options)
    local _, X, T = plain.samples(plain_loop, 140, 0.01, 0.99)
    plain_loop:fit(X, T, { shuffle = false, progress = false, block = 1 })
    for _, how in ipairs { {}, { threads = 2 }, { threads = 1 } } do
      how.shuffle, how.progress = false, false
      local n = nn.network(options)
      n:fit(X, T, how)
      plain.near(n, plain_loop, 1e-12, ("%d threads"):format(how.threads or 0))
      local again = nn.network(options)
      again:fit(X, T, how)
      lu.assertTrue(plain.same(n, again)) -- and every run the same bits
    end
  end
end

-- One weight w and the pull p = -w (input 1, target 0), five steps, beside the published formulas.
function TestFit.testOptimizers()
  local r, m, d, e = 0.1, 0.9, 0.999, 1e-8
  local formulas = {
    sgd = function(w, p) return w + r * p end,
    momentum = function(w, p, s)
      s.u = m * (s.u or 0) + r * p
      return w + s.u
    end,
    nesterov = function(w, p, s)
      s.u = m * (s.u or 0) + r * p
      return w + m * s.u + r * p
    end,
    rmsprop = function(w, p, s)
      s.u = d * (s.u or 0) + (1 - d) * p * p
      return w + r * p / (s.u ^ 0.5 + e)
    end,
    adam = function(w, p, s)
      s.t, s.u, s.v = (s.t or 0) + 1, m * (s.u or 0) + (1 - m) * p, d * (s.v or 0) + (1 - d) * p * p
      return w + r * (s.u / (1 - m ^ s.t)) / ((s.v / (1 - d ^ s.t)) ^ 0.5 + e)
    end,
  }
  for name, step in pairs(formulas) do
    for _, batch in ipairs { 1, 2 } do
      local n = nn.network { 1, 1, activation = "linear", bias = false, init = 1, precision = "double",
        learning_rate = r, optimizer = name,
        momentum = name ~= "sgd" and name ~= "rmsprop" and m or nil,
        decay = (name == "rmsprop" or name == "adam") and d or nil }
      local w, state = 1, {}
      for _ = 1, 5 do w = step(w, -w, state) end
      n:fit(nn.ones(5 * batch, 1), nn.zeros(5 * batch, 1),
        { batch_size = batch, shuffle = false, progress = false })
      lu.assertAlmostEquals(n:weights(1)[1], w, 1e-14, name)
    end
  end
end

-- A run that went wrong leaves nothing behind that the next one could stumble over.
function TestFit.testLargeBatchAfterNan()
  local n = nn.network { 3, 2, bias = true, activation = "linear", precision = "double", seed = 1 }
  local good, again = n:copy(), { n:weights(1), n:biases(1) }
  local _, X, T = plain.samples(n, 100, 0, 1)
  n.learning_rate = 1e300
  n:fit(X, T, { epochs = 5, batch_size = 100, on_nan = "continue", progress = false })
  lu.assertFalse(plain.finite(n))
  n.learning_rate = 0.1
  n:set_weights(1, again[1])
  n:set_biases(1, again[2])
  n:fit(X, T, { batch_size = 100, shuffle = false, progress = false })
  good:fit(X, T, { batch_size = 100, shuffle = false, progress = false })
  plain.near(n, good, 0)
end

-- Each sample once an epoch: of one-hot inputs each weight is then moved once, 0 -> 0.5 -> 0.75.
function TestFit.testShuffleUsesEachSampleOnce()
  local n = nn.network { 150, 1, activation = "linear", bias = false, init = 0, learning_rate = 0.5 }
  n:fit(nn.eye(150), nn.ones(150, 1), { progress = false })
  assert_matrix(n:weights(1), nn.full(1, 150, 0.5))
  n:fit(nn.eye(150), nn.ones(150, 1), { epochs = 2, progress = false })
  assert_matrix(n:weights(1), nn.full(1, 150, 0.875))
end

function TestFit.testShuffleComesFromTheSeed()
  local d = labelled(50, 4, { "a", "b" })
  local function trained(seed, options, draw)
    local n = nn.network { 4, 3, 2, seed = 1, precision = "double" }
    local m = nn.network { 4, 3, 2, seed = seed, precision = "double" }
    m:set_weights(1, n:weights(1))
    m:set_weights(2, n:weights(2))
    if draw then nn.rand(draw, 1) end
    options.progress, options.epochs = false, 3
    m:fit(d, options)
    return m
  end
  lu.assertTrue(plain.same(trained(1, {}), trained(1, {}, 5)))
  lu.assertTrue(plain.same(trained(1, { batch_size = 7 }), trained(1, { batch_size = 7 })))
  lu.assertFalse(plain.same(trained(1, {}), trained(2, {})))
  lu.assertTrue(plain.same(trained(1, { shuffle = false }), trained(2, { shuffle = false })))
  lu.assertFalse(plain.same(trained(1, { shuffle = false }), trained(1, {})))
  local first = d[1].input
  lu.assertTrue(first == d[1].input) -- the data set itself keeps its order
end

-- The orders of two epochs differ: three epochs at once are one and then two.
function TestFit.testEpochsAddUp()
  local d = labelled(40, 4, { "a", "b" })
  local options = { 4, 3, 2, seed = 1, precision = "double" }
  local a, b = nn.network(options), nn.network(options)
  local at_once = a:fit(d, { epochs = 3, progress = false })
  local one, two = b:fit(d, { progress = false }), b:fit(d, { epochs = 2, progress = false })
  lu.assertTrue(plain.same(a, b))
  lu.assertEquals(at_once.loss, { one.loss[1], two.loss[1], two.loss[2] })
end

-- loss and accuracy are means of the epoch, each sample before its own update.
function TestFit.testHistory()
  local d = labelled(30, 4, { "a", "b", "c" })
  local test = labelled(12, 4, { "a", "b", "c" })
  local n = nn.network { 4, 3, 3, seed = 3, precision = "double", learning_rate = 0.4 }
  local by_hand = n:copy()
  local history = n:fit(d, { epochs = 2, shuffle = false, test = test, progress = false })
  for epoch = 1, 2 do
    local loss, correct = 0, 0
    for i = 1, #d do
      local o = by_hand:query(d[i].input)
      loss = loss + ((o - d[i].target) ^ 2):sum() / 2
      if d.classes[o:argmax()] == d[i].label then correct = correct + 1 end
      by_hand:train(d[i].input, d[i].target)
    end
    lu.assertAlmostEquals(history.loss[epoch], loss / 30, 1e-13)
    lu.assertEquals(history.accuracy[epoch], correct / 30)
    local score = by_hand:evaluate(test)
    lu.assertAlmostEquals(history.test_loss[epoch], score.loss, 1e-13)
    lu.assertEquals(history.test_accuracy[epoch], score.accuracy)
    lu.assertTrue(history.seconds[epoch] >= 0 and history.seconds[epoch] < 10)
  end
  plain.near(n, by_hand, 1e-15)
  lu.assertEquals({ #history.loss, #history.seconds, history.stopped }, { 2, 2, "epochs" })
  local plain_history = n:fit(d, { progress = false })
  lu.assertEquals({ #plain_history.loss, #plain_history.test_loss, #plain_history.test_accuracy },
    { 1, 0, 0 })
  local T = nn.matrix { { 1, 0 }, { 0, 1 } }
  local regression = nn.network(2, 2, 2, 0.1):fit(nn.eye(2), T, { progress = false })
  lu.assertEquals({ #regression.loss, #regression.accuracy }, { 1, 0 })
end

function TestFit.testOnEpoch()
  local d = labelled(10, 4, { "a", "b" })
  local n, reports, seen = nn.network { 4, 3, 2, seed = 1, learning_rate = 0.25 }, {}, {}
  local history = n:fit(d, { epochs = 5, test = d, progress = false, on_epoch = function(report)
    reports[#reports + 1] = report
    seen[#seen + 1] = report.network:evaluate(d).loss
    return report.epoch ~= 3
  end })
  lu.assertEquals({ history.stopped, #history.loss, #reports }, { "on_epoch", 3, 3 })
  for epoch, report in ipairs(reports) do
    lu.assertTrue(rawequal(report.network, n))
    lu.assertEquals({ report.epoch, report.epochs, report.learning_rate }, { epoch, 5, 0.25 })
    lu.assertEquals({ report.loss, report.accuracy, report.seconds },
      { history.loss[epoch], history.accuracy[epoch], history.seconds[epoch] })
    lu.assertEquals({ report.test_loss, report.test_accuracy },
      { history.test_loss[epoch], history.test_accuracy[epoch] })
    lu.assertEquals(seen[epoch], report.test_loss)
  end
  lu.assertEquals(n:fit(d, { epochs = 2, progress = false, on_epoch = function() end }).stopped, "epochs")
end

-- on_epoch may look at the network and set its rate, but not train it.
function TestFit.testInsideOnEpoch()
  local d = labelled(10, 4, { "a", "b" })
  local n, messages, rates = nn.network { 4, 3, 2, seed = 1, learning_rate = 0.5 }, {}, {}
  local history = n:fit(d, { epochs = 3, progress = false, on_epoch = function(report)
    for _, call in ipairs {
      function() n:train(d[1].input, d[1].target) end, function() n:fit(d, { progress = false }) end,
    } do
      local ok, message = pcall(call)
      messages[#messages + 1] = tostring(ok) .. ": " .. tostring(message)
    end
    rates[#rates + 1] = report.learning_rate
    n.learning_rate = n.learning_rate / 2
    local c = n:copy()
    c:train(d[1].input, d[1].target) -- a copy is another network
    c:fit(d, { progress = false })
    n:query(d[1].input)
    tostring(n)
  end })
  lu.assertEquals({ #messages, rates, #history.loss }, { 6, { 0.5, 0.25, 0.125 }, 3 })
  for _, message in ipairs(messages) do lu.assertStrContains(message, "inside its own fit") end
  raises("mine", n.fit, n, d, { progress = false, on_epoch = function() error "mine" end })
  n:train(d[1].input, d[1].target) -- and after an error it can be trained again
  lu.assertEquals(n:fit(d, { progress = false }).stopped, "epochs")
end

function TestFit.testXandT()
  local X, T = nn.rand(12, 3), nn.rand(12, 2)
  local options = { 3, 4, 2, seed = 1, precision = "double" }
  local a, b = nn.network(options), nn.network(options)
  a:fit(X, T, { shuffle = false, progress = false })
  b:fit(nn.data.new(X, T), { shuffle = false, progress = false })
  lu.assertTrue(plain.same(a, b))
  local labels = {}
  for i = 1, 12 do labels[i] = i % 2 == 0 and "even" or "odd" end
  local n = nn.network(options)
  lu.assertEquals(#n:fit(X, labels, { progress = false }).accuracy, 1)
  lu.assertEquals(n.classes, { "even", "odd" })
  raises("fit", n.fit, n, X)
  raises("fit", n.fit, n, nil)
end

-- A network without classes takes those of the data; one with them insists.
function TestFit.testClassesFromTheData()
  local n = nn.network { 4, 3, 2, seed = 1 }
  lu.assertEquals(n.classes, { 0, 1 })
  n:fit(labelled(10, 4, { "x", "y" }), { progress = false })
  lu.assertEquals(n.classes, { "x", "y" })
  lu.assertTrue(n:classify { 1, 2, 3, 4 } == "x" or n:classify { 1, 2, 3, 4 } == "y")
  local before = n:weights(1)
  raises("the network's classes are x, y, the data set's x, z", n.fit, n, labelled(10, 4, { "x", "z" }),
    { progress = false })
  raises("2 outputs", n.fit, n, labelled(9, 4, { "x", "y", "z" }), { progress = false })
  lu.assertTrue(n:weights(1) == before)
end

function TestFit.testScalingIsKept()
  local d = nn.data.new({ { 0, 10 }, { 4, 20 }, { 8, 50 } }, { 0, 1, 0 }):scale(0, 1)
  local n = nn.network { 2, 2, seed = 1, precision = "double" }
  raises("no input scaling", n.scaled, n, { 1, 2 })
  n:fit(d, { progress = false })
  assert_matrix(n:scaled { 4, 20 }, { 0.5, 0.25 }, 1e-15)
  assert_matrix(n:scaled { { 0, 10 }, { 8, 50 } }, { { 0, 0 }, { 1, 1 } }, 1e-15)
  assert_matrix(n:query(n:scaled { 4, 20 }), n:query(d[2].input), 1e-15)
end

function TestFit.testOptionErrors()
  local d = labelled(10, 4, { "a", "b" })
  local n = nn.network { 4, 3, 2, seed = 1 }
  local before = n:weights(1)
  local function bad(part, options) raises(part, n.fit, n, d, options) end
  bad("unknown option 'epoch', did you mean 'epochs'?", { epoch = 1 })
  bad("did you mean 'batch_size'?", { batchsize = 1 })
  bad("epochs must be a whole number", { epochs = 0 })
  bad("epochs must be a whole number", { epochs = 1.5 })
  bad("epochs", { epochs = "3" })
  bad("batch_size", { batch_size = 0 })
  bad("shuffle must be true or false", { shuffle = "no" })
  bad("on_epoch must be a function", { on_epoch = 5 })
  bad("test must be a data set", { test = 5 })
  bad("the test set", { test = nn.data.new({ { 1, 2 } }, { "a" }) })
  bad("rule", { rule = "delta" })
  bad("on_nan", { on_nan = "ignore" })
  bad("table of options", 5)
  raises("no labels and no targets", n.fit, n, nn.data.new(nn.ones(3, 4)))
  raises("4 inputs", n.fit, n, labelled(10, 3, { "a", "b" }))
  raises("nan", n.fit, n, nn.full(2, 4, NAN), nn.ones(2, 2))
  local tanh = nn.network { 4, 2, activation = "tanh" }
  raises("the book's rule", tanh.fit, tanh, d, { rule = "book" })
  lu.assertTrue(n:weights(1) == before)
end

-- Mini-batches of a network whose rule was only the default take the gradient; a named one stays.
function TestFit.testRuleOfMiniBatches()
  local _, X, T = plain.samples(nn.network(4, 3, 2, 1), 8, 0.01, 0.99)
  for _, case in ipairs { { nil, "gradient" }, { "book", "book" }, { "gradient", "gradient" } } do
    local n = nn.network { 4, 3, 2, seed = 1, precision = "double", rule = case[1] }
    local oracle = plain.like(n, case[2])
    local samples = {}
    for i = 1, 8 do samples[i] = { X[i]:totable(), T[i]:totable() } end
    oracle:train(samples)
    n:fit(X, T, { batch_size = 8, shuffle = false, progress = false })
    plain.check(n, oracle, 1e-14, tostring(case[1]))
  end
  local n = nn.network { 4, 3, 2, seed = 1 }
  n:fit(X, T, { rule = "gradient", progress = false })
  lu.assertEquals(n.rule, "gradient")
end

-- Progress: silent means silent; without a terminal a line an epoch on stderr, nothing on stdout.
function TestFit.testProgress()
  local script = [[
local nn = require "nn"
local n = nn.network{2, 2, seed = 1}
n:fit(nn.data.new({{0, 1}, {1, 0}}, {"a", "b"}), {epochs = 2, progress = arg[1] ~= "silent"})
]]
  lu.assertEquals(child.run(script, { "silent" }), "")
  lu.assertEquals(child.run(script, {}, [[sh -c '"$0" "$@" 2>/dev/null']]), "")
  local text = child.run(script)
  lu.assertStrMatches(text, "epoch 1/2 .*loss %d.*\nepoch 2/2 .*loss %d.*")
  lu.assertNil(text:find("[\r\27]"))
end

-- ---- what bends a step -----------------------------------------------------------------------------

TestFitSteps = {}

-- Two linear weights w and a bias b from x to one output; the pull of a sample x, t is (t - y) x, and t - y.
local START, BIAS, RATE = { 0.8, -0.5 }, 0.3, 0.1
local STEPS = { { { 1, 2 }, 0.5 }, { { -1, 1 }, 2 }, { { 0.5, 0.5 }, -1 }, { { 2, -1 }, 0.7 } }

local function linear(options)
  options[1], options[2], options.activation, options.bias, options.precision = 2, 1, "linear", true, "double"
  options.learning_rate = RATE
  local n = nn.network(options)
  n:set_weights(1, { START })
  n:set_biases(1, { BIAS })
  return n
end

-- Trains through fit in batches, and by hand: bend(w, b, pw, pb) are w and b after the mean pulls pw and pb.
local function check_bent(options, bend)
  for _, batch in ipairs { 1, 2, 4 } do
    local n, w, b, X, T = linear(options), { table.unpack(START) }, BIAS, {}, {}
    for s = 1, #STEPS, batch do
      local pw, pb = { 0, 0 }, 0
      for i = s, s + batch - 1 do
        local x, t = table.unpack(STEPS[i])
        local e = (t - (w[1] * x[1] + w[2] * x[2] + b)) / batch
        pw, pb = { pw[1] + e * x[1], pw[2] + e * x[2] }, pb + e
        X[i], T[i] = x, { t }
      end
      w, b = bend(w, b, pw, pb)
    end
    n:fit(X, nn.matrix(T), { batch_size = batch, shuffle = false, progress = false })
    assert_matrix(n:weights(1), { w }, 1e-14, "batches of " .. batch)
    lu.assertAlmostEquals(n:biases(1)[1], b, 1e-14)
  end
end

local function moved(w, b, pw, pb, keep, less)
  local function one(v, p)
    return keep * v - (v > 0 and less or v < 0 and -less or 0) + RATE * p
  end
  return { one(w[1], pw[1]), one(w[2], pw[2]) }, b + RATE * pb
end

-- Nielsen: w times 1 - rate λ / n, n the training set's size; biases are left alone.
function TestFitSteps.testWeightDecay()
  check_bent({ weight_decay = 2 }, function(w, b, pw, pb)
    return moved(w, b, pw, pb, 1 - RATE * 2 / 4, 0)
  end)
end

-- Nielsen: w less rate λ / n towards 0.
function TestFitSteps.testL1()
  check_bent({ l1 = 3 }, function(w, b, pw, pb) return moved(w, b, pw, pb, 1, RATE * 3 / 4) end)
  check_bent({ l1 = 3, weight_decay = 2 }, function(w, b, pw, pb)
    return moved(w, b, pw, pb, 1 - RATE * 2 / 4, RATE * 3 / 4)
  end)
end

-- A gradient longer than the bound, weights and biases together, is shortened to it; a shorter one stays.
function TestFitSteps.testClip()
  local clipped, whole = 0, 0
  check_bent({ clip = 1 }, function(w, b, pw, pb)
    local length = (pw[1] ^ 2 + pw[2] ^ 2 + pb ^ 2) ^ 0.5
    local f = length > 1 and 1 / length or 1
    clipped, whole = clipped + (f < 1 and 1 or 0), whole + (f == 1 and 1 or 0)
    return moved(w, b, { f * pw[1], f * pw[2] }, f * pb, 1, 0)
  end)
  lu.assertTrue(clipped > 0 and whole > 0)
end

-- Riedmiller and Braun, without going back: a step of its own for each weight, 0.1 at first, 1.2 times as
-- long while the pull keeps its sign, half as long after it changed, when the weight waits for one turn.
function TestFitSteps.testRprop()
  local n = nn.network { 1, 1, activation = "linear", bias = false, init = 1, precision = "double",
    optimizer = "rprop" }
  local w, step, last, changed = 1, 0.1, 0, 0
  for _ = 1, 30 do
    local pull = -w
    if pull * last > 0 then
      step = step * 1.2
    elseif pull * last < 0 then
      step, pull, changed = step / 2, 0, changed + 1
    end
    if pull ~= 0 then w = w + (pull > 0 and step or -step) end
    last = pull
    n:fit(nn.ones(4, 1), nn.zeros(4, 1), { progress = false })
    lu.assertAlmostEquals(n:weights(1)[1], w, 1e-13)
  end
  lu.assertTrue(changed >= 3)
end

-- A hidden node is left out with probability p, and the others speak 1 / (1 - p) times as loud: of hidden
-- nodes that all answer 1, a first step from 0 moves those that are there by rate · t / (1 - p).
function TestFitSteps.testDropout()
  for _, p in ipairs { 0.2, 0.5 } do
    local n = nn.network { 1, 4000, 1, activation = "linear", bias = false, init = 1, dropout = p, seed = 3,
      precision = "double", learning_rate = 0.1 }
    n:set_weights(2, nn.zeros(1, 4000))
    n:train({ 1 }, { 0.5 })
    local there = 0
    for _, w in ipairs(n:weights(2)[1]:totable()) do
      if w ~= 0 then
        there = there + 1
        lu.assertAlmostEquals(w, 0.1 * 0.5 / (1 - p), 1e-14)
      end
    end
    local expected = 4000 * (1 - p)
    lu.assertTrue(math.abs(there - expected) < 5 * (expected * p) ^ 0.5, there)
    -- asked, all of them answer
    lu.assertAlmostEquals(n:query { 1 }[1], n:weights(2):sum(), 1e-12)
    -- and only the weights of those that are there were trained in the layer below
    local before = n:weights(1)
    n:train({ 1 }, { 0.5 })
    local still = 0
    for i = 1, 4000 do
      if n:weights(2)[1][i] ~= 0 and n:weights(1)[i] == before[i] then still = still + 1 end
    end
    lu.assertTrue(still > 0.9 * p * expected and still < 4000 * p + expected, still)
  end
end

-- A learning rate that is a function of the epoch: as many fits with those rates do the same.
function TestFitSteps.testSchedule()
  local X, T = nn.rand(20, 3), nn.rand(20, 2)
  local function rate(epoch) return 1 / (1 + epoch) end
  local a = nn.network { 3, 2, seed = 1, precision = "double", learning_rate = rate }
  local b, c = a:copy(), nn.network { 3, 2, seed = 1, precision = "double", learning_rate = 9 }
  local seen = {}
  a:fit(X, T, { epochs = 4, shuffle = false, progress = false, on_epoch = function(report)
    seen[report.epoch] = report.learning_rate
  end })
  lu.assertEquals(seen, { 1 / 2, 1 / 3, 1 / 4, 1 / 5 })
  lu.assertEquals(a.learning_rate, 1 / 5)
  b:fit(X, T, { epochs = 4, shuffle = false, progress = false, learning_rate = rate })
  for epoch = 1, 4 do
    c.learning_rate = rate(epoch)
    c:fit(X, T, { shuffle = false, progress = false })
  end
  lu.assertTrue(plain.same(a, c) and plain.same(b, c))
  child.in_folder(function(folder)
    a:save(folder .. "/n.npz")
    lu.assertEquals(nn.load(folder .. "/n.npz").learning_rate, 1 / 5)
  end)
end

-- ---- when to stop, and who looks on ----------------------------------------------------------------

TestFitStops = {}

-- The validation loss is (w - goal)² / 2 of a weight that only grows: it falls, and then it rises.
local function walk(goal, stop, epochs)
  local n = nn.network { 1, 1, activation = "linear", bias = false, init = 0, precision = "double",
    optimizer = "rprop" }
  local path = {}
  local history = n:fit(nn.data.new({ { 1 } }, nn.matrix { 1e9 }), { epochs = epochs, early_stop = stop,
    validation = nn.data.new({ { 1 } }, nn.matrix { goal }), progress = false,
    on_epoch = function(report) path[report.epoch] = n:weights(1)[1] end })
  return history, n:weights(1)[1], path
end

function TestFitStops.testEarlyStop()
  local steps, w, step = {}, 0, 0.1 -- rprop's steps: 0.1, 0.12, ...
  for epoch = 1, 20 do
    if epoch > 1 then step = step * 1.2 end
    w = w + step
    steps[epoch] = w
  end
  for _, patience in ipairs { 1, 3 } do
    local history, last, path = walk(steps[4], patience, 20)
    lu.assertEquals({ history.stopped, history.best_epoch, #history.loss }, { "early_stop", 4, 4 + patience })
    lu.assertAlmostEquals(history.validation_loss[5], (steps[5] - steps[4]) ^ 2 / 2, 1e-12)
    lu.assertAlmostEquals(path[4 + patience], steps[4 + patience], 1e-12) -- it had gone on
    lu.assertAlmostEquals(last, steps[4], 1e-12) -- and is back at the best
  end
  local history, last = walk(steps[4], { patience = 2, restore = false }, 20)
  lu.assertEquals({ history.best_epoch, #history.loss }, { 4, 6 })
  lu.assertAlmostEquals(last, steps[6], 1e-12)
  -- less than min_delta better is not better
  history = walk(steps[4], { patience = 2, min_delta = (steps[4] - steps[3]) ^ 2 / 2 + 0.001 }, 20)
  lu.assertEquals(history.best_epoch, 3)
  -- the epochs can be over first: the best are restored all the same
  history, last = walk(steps[4], 5, 6)
  lu.assertEquals({ history.stopped, history.best_epoch }, { "epochs", 4 })
  lu.assertAlmostEquals(last, steps[4], 1e-12)
end

-- A fraction of the set is its last part, shuffled by the seed or not, and is not trained on.
function TestFitStops.testValidationFraction()
  local X, T = nn.eye(10), nn.ones(10, 1)
  for _, shuffle in ipairs { true, false } do
    local n = nn.network { 10, 1, activation = "linear", bias = false, init = 0, learning_rate = 0.5,
      seed = 4 }
    local history = n:fit(X, T, { validation = 0.3, shuffle = shuffle, progress = false })
    local w = n:weights(1)[1]:totable()
    local left = 0
    for i = 1, 10 do left = left + (w[i] == 0 and 1 or 0) end
    lu.assertEquals(left, 3)
    lu.assertEquals(history.validation_loss, { 0.5 })
    lu.assertEquals(w[8] + w[9] + w[10] == 0, not shuffle)
  end
end

-- on_batch after each mini-batch, or every 64 samples when batches are of one; to look on changes nothing.
function TestFitStops.testOnBatch()
  local d = labelled(150, 4, { "a", "b" })
  for batch, done in pairs { [1] = { 64, 128, 150 }, [40] = { 40, 80, 120, 150 }, [200] = { 150 } } do
    local n = nn.network { 4, 1200, 2, seed = 1, precision = "double" }
    local alone, reports = n:copy(), {}
    local options = { batch_size = batch, progress = false, epochs = 2 }
    alone:fit(d, options)
    function options.on_batch(report) reports[#reports + 1] = report end
    local history = n:fit(d, options)
    lu.assertTrue(plain.same(n, alone))
    lu.assertEquals(#reports, 2 * #done)
    for epoch = 1, 2 do
      local loss, correct, before = 0, 0, 0
      for k, at in ipairs(done) do
        local report = reports[(epoch - 1) * #done + k]
        lu.assertEquals({ report.epoch, report.batch, report.done }, { epoch, k, at })
        lu.assertTrue(rawequal(report.network, n))
        loss = loss + report.loss * (at - before)
        correct, before = correct + report.accuracy * (at - before), at
      end
      lu.assertAlmostEquals(loss / 150, history.loss[epoch], 1e-12)
      lu.assertAlmostEquals(correct / 150, history.accuracy[epoch], 1e-12)
    end
    local calls = 0
    options.on_batch = function()
      calls = calls + 1
      return false
    end
    lu.assertEquals({ n:fit(d, options).stopped, calls }, { "on_batch", 1 })
  end
end
