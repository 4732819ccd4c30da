--[[ The book's program on real digits: facts of the MNIST files, the book's 100 records, whole epochs
of full MNIST beside NumPy's results (the mnist cases of tests/ref/reference.json), and the digits that
come with nnlua. Full MNIST is $NNLUA_DATA/mnist, the book's own files are $NNLUA_DATA/book. ]]
local lu = require "luaunit"
local json = require "cjson"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"

local cases = {}
for _, case in ipairs(json.decode(child.read "tests/ref/reference.json").cases) do cases[case.id] = case end

local folder = os.getenv "NNLUA_DATA"

local function need_mnist()
  if not folder then lu.skip "full MNIST is not there: NNLUA_DATA is not set" end
  local file = io.open(folder .. "/mnist/train-images-idx3-ubyte.gz")
  if not file then lu.skip(folder .. "/mnist holds no train-images-idx3-ubyte.gz") end
  file:close()
end

local train, test -- read once, at the first need

local function mnist()
  need_mnist()
  if not train then train, test = nn.data.mnist() end
  return train, test
end

-- A network that starts from the reference's linear congruential generator: (2u - 1) / √links.
local function lcg_network(sizes, rate, precision)
  local s = 1
  local n = nn.network(table.move(sizes, 1, #sizes, 1, { learning_rate = rate, precision = precision }))
  for k = 2, #sizes do
    local W = nn.zeros(sizes[k], sizes[k - 1]):apply(function()
      s = (1664525 * s + 1013904223) & 0xffffffff
      return (2 * (s / 2 ^ 32) - 1) * sizes[k - 1] ^ -0.5
    end)
    n:set_weights(k - 1, W)
  end
  return n
end

-- ---- the files ----------------------------------------------------------------------------------

TestBookFiles = {}

function TestBookFiles.testMnist()
  local e = cases["mnist-idx-files"].expected
  local sets, firsts = { mnist() }, { e.train_labels_first_20, e.test_labels_first_20 }
  for k, d in ipairs(sets) do
    lu.assertEquals(#d, e.counts[k])
    lu.assertEquals({ d.width, d.height }, e.rows_cols)
    local labels, counts = d.labels, {}
    lu.assertEquals(table.move(labels, 1, 20, 1, {}), firsts[k])
    for label = 0, 9 do counts[label + 1] = 0 end
    for _, label in ipairs(labels) do counts[label + 1] = counts[label + 1] + 1 end
    lu.assertEquals(counts, k == 1 and e.train_label_counts or e.test_label_counts)
    lu.assertEquals(d.classes, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
    local raw, sum = d:scale(), 0
    for i = 1, #d, 2000 do sum = sum + raw:sub(i, i + 1999).inputs:sum() end
    lu.assertEquals(sum, k == 1 and e.train_total or e.test_total)
  end
  local first = sets[1]:scale()[1].input
  lu.assertEquals(first:sum(), e.train_0_pixel_sum)
  lu.assertEquals(first:map(function(p) return p > 0 and 1 or 0 end):sum(), e.train_0_nonzero)
  lu.assertAlmostEquals(sets[1][1].input:sum(), e.train_0_scaled_sum, 1e-9)
  lu.assertEquals(sets[2]:scale()[1].input:sum(), e.test_0_pixel_sum)
  lu.assertEquals(sets[2]:sub(2, 65).labels, e.test_labels_1_to_64)
end

-- The book's CSV files hold the first records of MNIST.
function TestBookFiles.testBooksCsvIsMnist()
  local sets = { mnist() }
  for k, name in ipairs { "mnist_train_100.csv", "mnist_test_10.csv" } do
    local d = nn.data.csv(folder .. "/book/" .. name)
    local same = sets[k]:take(k == 1 and 100 or 10)
    lu.assertEquals(#d, #same)
    lu.assertEquals(d.labels, same.labels)
    lu.assertEquals(d.classes, same.classes)
    lu.assertTrue(d.inputs == same.inputs)
    lu.assertTrue(d:scale().inputs == same:scale().inputs)
    lu.assertTrue(select(2, d:matrices()) == select(2, same:matrices()))
  end
end

function TestBookFiles.testBooksPictures()
  need_mnist()
  for digit = 2, 5 do
    local path = ("%s/book/2828_my_own_%d.png"):format(folder, digit)
    local picture = nn.load(path)
    lu.assertEquals({ picture:shape() }, { 28, 28 })
    lu.assertTrue(picture:min() >= 0 and picture:max() <= 255 and picture:mean() > 128) -- dark on light
  end
end

-- Nielsen's first guess: a digit is the one whose pictures have, on average, as much ink.
function TestBookFiles.testDarkness()
  local e = cases["mnist-idx-darkness"].expected
  local _, raw_test = mnist()
  local raw, sums, counts = train:scale(), {}, {}
  for label = 0, 9 do sums[label], counts[label] = 0, 0 end
  for i = 1, 50000, 1000 do
    local part = raw:sub(i, i + 999)
    local ink = part.inputs:sum(2)
    for k, label in ipairs(part.labels) do
      sums[label], counts[label] = sums[label] + ink[k], counts[label] + 1
    end
  end
  for label = 0, 9 do
    lu.assertAlmostEquals(sums[label] / counts[label], e.average_pixel_sum[label + 1], 1e-6)
  end
  local ink, correct = raw_test:scale().inputs:sum(2), 0
  for k, label in ipairs(raw_test.labels) do
    local best = 0
    for other = 1, 9 do
      local function gap(d) return math.abs(ink[k] - sums[d] / counts[d]) end
      if gap(other) < gap(best) then best = other end
    end
    correct = correct + (best == label and 1 or 0)
  end
  lu.assertEquals(correct, e.correct)
end

-- ---- training -----------------------------------------------------------------------------------

TestBookTraining = {}

-- The book's hundred records, one by one from a Lua loop, as rows, as a data set, and through fit.
function TestBookTraining.testHundredRecords()
  local case = cases["mnist-idx-train-100"]
  local e, t = case.expected, case.tolerance
  local all, ten = mnist()
  local d = all:take(100)
  ten = ten:take(10)
  local X, T = d:matrices()
  local ways = {
    ["one by one"] = function(n)
      for i = 1, 100 do n:train(d[i].input, d[i].target) end
    end,
    ["as lists"] = function(n)
      for i = 1, 100 do n:train(d[i].input:totable(), d[i].target:totable()) end
    end,
    ["as rows"] = function(n) n:train(X, T) end,
    ["as a data set"] = function(n) n:train(d) end,
    ["by fit"] = function(n) n:fit(d, { shuffle = false, progress = false }) end,
    ["by hand"] = function(n)
      local wih, who = n:weights(1), n:weights(2)
      for i = 1, 100 do
        local x = d[i].input
        local h = wih:dot(x):sigmoid()
        local o = who:dot(h):sigmoid()
        local e_o = d[i].target - o
        local e_h = who.T:dot(e_o)
        who:addouter(e_o * o * (1 - o), h, 0.3)
        wih:addouter(e_h * h * (1 - h), x, 0.3)
      end
      n:set_weights(1, wih)
      n:set_weights(2, who)
    end,
  }
  for way, learn in pairs(ways) do
    local n = lcg_network({ 784, 100, 10 }, case.inputs.lr, "double")
    assert_matrix(n:weights(1):sub(1, 1, 1, 4), { e.first_4_start_weights }, 1e-15, way)
    learn(n)
    lu.assertAlmostEquals(n:weights(1):sum(), e.sum_wih, t, way)
    lu.assertAlmostEquals(n:weights(2):sum(), e.sum_who, t, way)
    assert_matrix(n:weights(2)[1], { e.who_row_0 }, t, way)
    assert_matrix(n:query(ten[1].input), e.outputs_test_0, t, way)
    lu.assertEquals(n:classify(ten), e.predictions_10, way)
    lu.assertEquals(ten.labels, e.labels_10)
    lu.assertEquals(n:evaluate(ten).correct, e.correct_10, way)
  end
end

-- One epoch over all 60,000 digits in the file's order, in float.
local function check_epoch(id)
  local case = cases[id]
  local train_set, test_set = mnist()
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local n = lcg_network(case.inputs.sizes, case.inputs.lr, "float")
  n:fit(train_set, { shuffle = false, progress = false })
  lu.assertAlmostEquals(n:evaluate(test_set).correct, case.expected.correct_of_10000, case.tolerance)
end

for _, hidden in ipairs { 30, 100, 200 } do
  TestBookTraining["testEpochOf784-" .. hidden .. "-10"] = function()
    check_epoch(("mnist-full-lcg-784-%d-10"):format(hidden))
  end
end

-- Nielsen's network.py: biases, mini-batches of ten, the exact gradient, 50,000 digits, two epochs.
function TestBookTraining.testNielsen()
  local case = cases["mnist-full-nielsen"]
  local all, test_set = mnist()
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local i = case.inputs
  nn.seed(1)
  local n = nn.network { 784, 30, 10, bias = true, rule = "gradient", learning_rate = i.eta, seed = 1 }
  for k = 1, 2 do
    n:set_weights(k, nn.randn(n:weights(k):shape()))
    n:set_biases(k, nn.randn(#n:biases(k), 1))
  end
  local function prepared(d) return d:scale(0, 255 / 256):targets(0, 1) end
  n:fit(prepared(all:take(50000)), { epochs = 2, batch_size = i.mini_batch_size, progress = false })
  local right = n:evaluate(prepared(test_set)).correct
  local least, most = math.huge, 0
  for _, run in ipairs(case.expected.correct_after_each_epoch) do
    least, most = math.min(least, run[2]), math.max(most, run[2])
  end
  lu.assertTrue(right > least - case.tolerance and right < most + case.tolerance,
    ("%d right; NumPy gets %d to %d"):format(right, least, most))
end

-- The digits in data/: 4,000 to learn, ten times, and 1,000 others to read.
function TestBookTraining.testDigitsOfOurOwn()
  local place = nn.data.find "digits"
  if not place then lu.skip "data/digits is not there" end
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local digits, others = nn.data.digits()
  lu.assertEquals({ #digits, #others, digits.width, digits.height }, { 4000, 1000, 28, 28 })
  local n = nn.network { 784, 200, 10, learning_rate = 0.1, seed = 1 }
  local history = n:fit(digits, { epochs = 10, test = others, progress = false })
  lu.assertTrue(history.test_accuracy[10] >= 0.93, history.test_accuracy[10])
  lu.assertTrue(history.test_accuracy[1] >= 0.82, history.test_accuracy[1])
  lu.assertEquals(n:evaluate(others).accuracy, history.test_accuracy[10])
  lu.assertEquals(n:confusion(others).counts:sum(), 1000)
end
