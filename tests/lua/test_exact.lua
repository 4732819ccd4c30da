--[[ Blocks are exact: whatever way samples are learnt in blocks, the weights are those of the plain loop but
for the last digits, and the same run gives the same bits. The oracle is plain Lua (plain_network.lua). ]]
local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local child = require "child"
local plain = require "plain_network"

TestExact = {}

-- The largest difference of any weight or bias, as a share of the largest weight of its layer.
local function distance(a, b)
  local worst = 0
  for k = 1, #a.layers - 1 do
    local W, V = a:weights(k), b:weights(k)
    worst = math.max(worst, (W - V):abs():max() / V:abs():max())
    if b.bias then worst = math.max(worst, (a:biases(k) - b:biases(k)):abs():max() / V:abs():max()) end
  end
  return worst
end

-- An epoch over the set in order, `size` samples a call: each call is blocks of the engine's 32 and a
-- remainder, so that sizes from 1 to 100 are blocks of every length, alone and after others.
local function learn_in_parts(n, set, size, threads)
  for first = 1, #set, size do
    core.train(n, set, first, math.min(size, #set - first + 1), 1, false, false, threads)
  end
end

-- In double 1e-10 after 1,000 samples, for every size of block from 1 to 100.
function TestExact.testEverySizeOfBlock()
  math.randomseed(11)
  for _, options in ipairs {
    { 61, 69, 10, rule = "book", bias = true }, { 70, 60, 5, rule = "gradient" },
  } do
    options.precision, options.seed, options.learning_rate = "double", 4, 0.3
    local start = nn.network(options)
    local samples, X, T = plain.samples(start, 1000, 0.01, 0.99)
    local set, oracle, loop = nn.data.new(X, T), plain.like(start, options.rule), start:copy()
    for _, sample in ipairs(samples) do oracle:train { sample } end
    loop:fit(set, { block = 1, shuffle = false, progress = false })
    plain.check(loop, oracle, 1e-11, "the plain loop")
    lu.assertTrue(distance(loop, start) > 0.1)
    for size = 1, 100, child.sanitized() and 9 or 1 do
      for threads = 1, size % 10 == 0 and 2 or 1 do
        local n = start:copy()
        learn_in_parts(n, set, size, threads)
        local d = distance(n, loop)
        lu.assertTrue(d <= 1e-10, ("blocks of %d, %d threads: %g"):format(size, threads, d))
      end
    end
  end
end

-- block = 1 is the plain loop and not a block by another name: its bits are those of samples learnt one a
-- call, which no block is made of; those of blocks differ in the last digits.
function TestExact.testBlockOfOne()
  math.randomseed(12)
  local start = nn.network { 80, 70, 3, precision = "double", seed = 2 }
  local _, X, T = plain.samples(start, 200, 0.01, 0.99)
  local set, one, many, singly = nn.data.new(X, T), start:copy(), start:copy(), start:copy()
  one:fit(set, { block = 1, shuffle = false, progress = false })
  many:fit(set, { shuffle = false, progress = false })
  learn_in_parts(singly, set, 1)
  lu.assertTrue(plain.same(one, singly))
  lu.assertFalse(plain.same(one, many))
  lu.assertTrue(distance(one, many) <= 1e-10)
end

-- In float 1e-4 after the 60,000 digits of full MNIST.
function TestExact.testFullMnist()
  if not os.getenv "NNLUA_DATA" then lu.skip "full MNIST is not there: NNLUA_DATA is not set" end
  if child.sanitized() then lu.skip "too slow under AddressSanitizer" end
  local set = nn.data.mnist()
  local loop = nn.network { 784, 200, 10, seed = 1 }
  local blocks, two, queue = loop:copy(), loop:copy(), loop:copy()
  loop:fit(set, { block = 1, shuffle = false, progress = false })
  blocks:fit(set, { shuffle = false, progress = false })
  two:fit(set, { shuffle = false, progress = false, threads = 2 })
  for i = 1, #set do
    local sample = set[i]
    queue:train(sample.input, sample.target)
  end
  for name, n in pairs { blocks = blocks, ["two threads"] = two, ["n:train, one by one"] = queue } do
    local d = distance(n, loop)
    lu.assertTrue(d > 0 and d <= 1e-4, ("%s: %g"):format(name, d))
  end
end

-- The same seed and number of threads: the same bits, in this process and in another.
function TestExact.testSameBits()
  local script = [[
nn.seed(7)
local X, labels = nn.rand(500, 90), {}
for i = 1, 500 do labels[i] = i * 7 % 10 end
local set = nn.data.new(X, labels)
for _, options in ipairs {{}, {bias = true, precision = "double"}, {optimizer = "adam", dropout = 0.3}} do
  for _, batch in ipairs {1, 10, 300} do
    for threads = 1, 2 do
      options[1], options[2], options[3], options.seed = 90, 70, 10, 5
      local n = nn.network(options)
      n:fit(set, {epochs = 2, batch_size = batch, threads = threads, progress = false})
      local sum = 0
      for k = 1, 2 do
        for _, row in ipairs(n:weights(k):totable()) do
          for _, w in ipairs(row) do sum = (sum * 31 + string.unpack("i8", string.pack("d", w))) end
        end
      end
      print(batch, threads, sum)
    end
  end
end
]]
  local first = child.run(script)
  lu.assertEquals(select(2, first:gsub("\n", "\n")), 17)
  for _ = 1, 3 do lu.assertEquals((child.run(script)), first) end
end
