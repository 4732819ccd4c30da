--[[ What n:train puts off: samples given one by one wait until a block of them is full. Nobody can tell:
whoever looks at the network, in whatever way, finds all samples learnt, as by a plain loop (block = 1). ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local plain = require "plain_network"
local raises = require "raises"

TestQueue = {}

-- Large enough for blocks; 45 samples are a full block and 13 that wait.
local SIZES, COUNT = { 90, 70, 3, precision = "double", seed = 8, bias = true, learning_rate = 0.2 }, 45
local samples, X, T

function TestQueue.setUp()
  math.randomseed(5)
  samples, X, T = plain.samples(nn.network(SIZES), COUNT, 0.01, 0.99)
end

-- A network for which 13 samples wait, and one that has learnt all of them in the plain loop.
local function waiting_and_plain()
  local n, expected = nn.network(SIZES), nn.network(SIZES)
  for _, sample in ipairs(samples) do n:train(sample[1], sample[2]) end
  expected:fit(X, T, { block = 1, shuffle = false, progress = false })
  lu.assertFalse(expected:weights(1):near(nn.network(SIZES):weights(1), 1e-3)) -- there was much to learn
  return n, expected
end

-- Fails unless what `look` sees is the same for both, however little the other samples would change.
local function check(look, tolerance)
  local n, expected = waiting_and_plain()
  local a, b = look(n), look(expected)
  if type(b) == "userdata" then return assert_matrix(a, b, tolerance or 1e-12) end
  lu.assertEquals(a, b)
end

function TestQueue.testQuery() check(function(n) return n:query(samples[1][1]) end) end

function TestQueue.testClassify()
  for s = 1, COUNT do check(function(n) return n:classify(samples[s][1]) end) end
end

function TestQueue.testActivations()
  check(function(n) return n:activations(samples[1][1])[2] end)
end

function TestQueue.testBackquery() check(function(n) return n:backquery { 0.1, 0.8, 0.3 } end, 1e-9) end

function TestQueue.testWeights()
  for k = 1, 2 do check(function(n) return n:weights(k) end) end
end

function TestQueue.testBiases()
  for k = 1, 2 do check(function(n) return n:biases(k) end) end
end

function TestQueue.testSave()
  child.in_folder(function(folder)
    local n, expected = waiting_and_plain()
    n:save(folder .. "/n.npz")
    plain.near(nn.load(folder .. "/n.npz"), expected, 1e-12)
  end)
end

-- What is printed of a network says nothing about its weights; but it counts as looking: a sample whose loss
-- is no number is told.
function TestQueue.testPrint()
  check(tostring)
  local n = waiting_and_plain()
  n:train(nn.full(90, 1, 1e308), { 1e308, 0, 0 })
  raises("at sample 46", tostring, n)
end

function TestQueue.testEvaluate()
  local n, expected = waiting_and_plain()
  lu.assertAlmostEquals(n:evaluate(X, T).loss, expected:evaluate(X, T).loss, 1e-12)
end

function TestQueue.testExplainAndGradcheck()
  local small = { 3, 4, 2, precision = "double", seed = 1 }
  local n, expected = nn.network(small), nn.network(small)
  n:train({ 0.1, 0.2, 0.3 }, { 0.9, 0.1 })
  expected:train({ 0.1, 0.2, 0.3 }, { 0.9, 0.1 })
  expected:weights(1)
  local x, t = { 0.5, 0.4, 0.3 }, { 0.1, 0.9 }
  lu.assertEquals(tostring(n:explain(x, t)), tostring(expected:explain(x, t)))
  n:train(x, t)
  expected:train(x, t)
  expected:weights(1)
  lu.assertEquals(tostring(nn.gradcheck(n, x, t)), tostring(nn.gradcheck(expected, x, t)))
end

function TestQueue.testCopy()
  local n, expected = waiting_and_plain()
  plain.near(n:copy(), expected, 1e-12)
end

-- The samples were learnt with the old weights, all of them before the new ones came.
function TestQueue.testSetWeights()
  local n, expected = waiting_and_plain()
  n:set_weights(2, nn.zeros(3, 70))
  assert_matrix(n:weights(1), expected:weights(1), 1e-12)
  lu.assertEquals(n:weights(2):abs():max(), 0)
  n, expected = waiting_and_plain()
  n:set_biases(2, nn.zeros(3, 1))
  assert_matrix(n:weights(2), expected:weights(2), 1e-12)
  lu.assertEquals(n:biases(2):abs():max(), 0)
end

function TestQueue.testChangedLearningRate()
  local n, expected = waiting_and_plain()
  n.learning_rate = 0
  plain.near(n, expected, 1e-12)
  for _, m in ipairs { n, expected } do -- and those after it with the new one
    m.learning_rate = 0.7
    m:train(samples[1][1], samples[1][2])
    m:weights(1)
  end
  plain.near(n, expected, 1e-12)
end

function TestQueue.testFit()
  local n, expected = waiting_and_plain()
  local options = { shuffle = false, progress = false }
  local a, b = n:fit(X, T, options), expected:fit(X, T, options)
  plain.near(n, expected, 1e-11)
  lu.assertAlmostEquals(a.loss[1], b.loss[1], 1e-12)
end

-- An error of another call, caught or not, leaves what waits as it is.
function TestQueue.testError()
  local n, expected = waiting_and_plain()
  raises("the network has 90 inputs", n.train, n, { 1 }, { 1, 2, 3 })
  raises("nan", n.train, n, nn.full(90, 1, 0 / 0), { 1, 2, 3 })
  raises("unknown option", n.fit, n, X, T, { epoch = 1 })
  raises("mine", function()
    n:train(samples[1][1], samples[1][2])
    error "mine"
  end)
  expected:train(samples[1][1], samples[1][2])
  plain.near(n, expected, 1e-12)
end

-- ---- ends ------------------------------------------------------------------------------------------

-- The script of a child: learns from a Lua loop, and its network is looked at as late as can be. With `plain`
-- as its first argument it learns the same by the plain loop. press() is a Ctrl-C.
local START = [[
local nn = require "nn"
local n = nn.network { 90, 70, 3, precision = "double", seed = 8, learning_rate = 0.2 }
nn.seed(3)
local X, T = nn.rand(45, 90), nn.rand(45, 3)
local function press() io.popen("kill -INT $PPID; sleep 0.2"):close() end
local function train(from, to)
  if arg[1] == "plain" then
    n:fit(X:sub(from, to), T:sub(from, to), { block = 1, shuffle = false, progress = false })
  else
    for i = from, to do n:train(X[i], T[i]) end
  end
end
local function show() print(("%.9f %.9f"):format(n:weights(1):sum(), n:weights(2):norm())) end
]]

-- Fails unless the script prints the same either way, and something at all.
local function check_end(script, status, before)
  local text, ended = child.run(START .. script, {}, before)
  local expected = child.run(START .. script, { "plain" }, before)
  lu.assertStrMatches(expected, "%-?%d+%.%d+ %d+%.%d+.*")
  lu.assertEquals(text, expected)
  lu.assertEquals(ended, status or 0)
  lu.assertNotEquals(text, (child.run(START .. script:gsub("45%)", "44)"), {}, before))) -- each sample counts
end

function TestQueue.testProgramsEnd()
  local closing = "local guard <close> = setmetatable({}, { __close = show })\n"
  local collected = "keep = setmetatable({}, { __gc = show })\n"
  check_end(closing .. "train(1, 45)")
  check_end(collected .. "train(1, 45)")
  check_end(collected .. "train(1, 45) os.exit(0, true)")
  check_end(collected .. "train(1, 45) os.exit(3, true)", 3)
  check_end("train(1, 45) show() os.exit(0)") -- where nobody may look any more
  check_end("n2 = n\n" .. collected .. "train(1, 45)") -- a global
end

function TestQueue.testErrorEndsTheProgram()
  local text, status = child.run(START
    .. "keep = setmetatable({}, { __gc = show })\ntrain(1, 45)\nerror 'mine'")
  local expected = child.run(START .. "train(1, 45)\nshow()", { "plain" })
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "mine")
  lu.assertStrContains(text, expected)
end

-- A Ctrl-C between two samples: those before it are learnt, caught or at the program's end.
function TestQueue.testInterrupted()
  check_end "train(1, 20) assert(not pcall(press)) show() train(21, 45) show()"
  local text, status = child.run(START .. "keep = setmetatable({}, { __gc = show })\ntrain(1, 45)\npress()")
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "interrupted!")
  lu.assertStrContains(text, (child.run(START .. "train(1, 45)\nshow()", { "plain" })))
end

-- A Ctrl-C at any moment of such a loop, out of the blue: the network has learnt every sample that was given
-- to it, and none in part.
function TestQueue.testInterruptedAnywhere()
  for round = 1, 5 do
    local text = child.run(START .. ([[
local m, given = n:copy(), 0
io.popen("(sleep 0.0%d; kill -INT $PPID) >/dev/null 2>&1 &"):close()
local ok, message = pcall(function()
  while true do
    n:train(X[given %% 45 + 1], T[given %% 45 + 1])
    given = given + 1
  end
end)
-- the press may come after a sample is taken and before it is counted
local near = false
for extra = 0, 1 do
  local k = m:copy()
  for i = 0, given + extra - 1 do
    k:train(X[i %% 45 + 1], T[i %% 45 + 1])
    if i == given + extra - 1 then k:weights(1) end
  end
  near = near or k:weights(1):near(n:weights(1), 1e-9) and k:weights(2):near(n:weights(2), 1e-9)
end
print(ok, message:match "interrupted!", given > 0, near)]]):format(round + 2))
    lu.assertEquals(text, "false\tinterrupted!\ttrue\ttrue")
  end
end

-- Samples that wait are no reason for a network to stay: it goes with them.
function TestQueue.testDropped()
  collectgarbage()
  local before = collectgarbage "count"
  for _ = 1, 200 do nn.network(SIZES):train(samples[1][1], samples[1][2]) end
  collectgarbage()
  lu.assertTrue(collectgarbage "count" < before + 1000)
end
