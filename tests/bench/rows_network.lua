-- rows_network: training and asking, beside NumPy, PyTorch, scikit-learn and FANN.

local measure = require "measure"
local peer = require "peer"
local report = require "report"
local ask, clock, race, row = peer.ask, measure.clock, measure.race, report.row

local train, test = nn.data.mnist()
local ROUNDS = 5

--- Floating-point operations of one sample: forward and update a layer; back as well above the first.
local function flops(inputs, hidden, outputs) return 4 * inputs * hidden + 6 * hidden * outputs end

local function network(options)
  local n = { 784, 200, 10, seed = 1 }
  for key, value in pairs(options) do n[key] = value end
  return nn.network(n)
end

-- A runner: seconds a sample of one epoch of fit.
local function fit(n, set, options)
  options.progress = false
  return function() return n:fit(set, options).seconds[1] / #set end
end

local SGEMM = { 1024, 1536, 2048 }

-- Adds to a race this core's rate at large products of floats.
local function add_sgemm(runners)
  for _, n in ipairs(SGEMM) do runners["sgemm" .. n] = ask("sgemm " .. n) end
  return runners
end

-- The best of them: what one core can do at the same time as everything else in that race.
local function best_sgemm(t)
  local best
  for _, n in ipairs(SGEMM) do
    local rate = t["sgemm" .. n]
    if rate and rate > (best or 0) then best = rate end
  end
  return best
end

-- The book's own loop: n:train(x, t) for one sample after the other, inputs and targets ready.
local function train_loop(count)
  local n, inputs, targets = network {}, {}, {}
  for i = 1, count do inputs[i], targets[i] = train[i].input, train[i].target end
  return function()
    return measure.clocked(function()
      for i = 1, count do n:train(inputs[i], targets[i]) end
      n:query(inputs[1]) -- whoever looks sees all of them learnt
    end) / count
  end
end

local function epoch(_, files)
  local t = race(ROUNDS, add_sgemm {
    float = fit(network {}, train, {}),
    double = fit(network { precision = "double" }, train, {}),
    loop = train_loop(10000),
    numpy_double = ask "numpy_online float64 784-200-10 2000",
    numpy_float = ask "numpy_online float32 784-200-10 2000",
    torch = ask "torch_batches 1 784-200-10 1 2000",
    torch_by_hand = ask "torch_by_hand 1 784-200-10 1 4000",
    sklearn = ask "sklearn_online 400",
    fann = peer.fann(files.samples(2000), 2000),
  })
  local what, sgemm = "epoch, an update a sample, 784-200-10", best_sgemm(t)
  row { what, t.float, "epoch", peer = "NumPy double", theirs = t.numpy_double, times = 22 }
  row { what, t.float, "epoch", peer = "NumPy float", theirs = t.numpy_float, times = 12 }
  row { what, t.float, "epoch", peer = "PyTorch batch 1", theirs = t.torch, times = 30 }
  row { what, t.float, "epoch", peer = "PyTorch, no autograd", theirs = t.torch_by_hand }
  row { what, t.float, "epoch", peer = "scikit-learn batch 1", theirs = t.sklearn }
  row { what, t.float, "epoch", peer = "FANN incremental", theirs = t.fann }
  row { "its arithmetic", flops(784, 200, 10) / t.float, "gflops", peer = "best large sgemm",
    theirs = sgemm, percent = 70 }
  row { "n:train(x, t), a call a sample", t.loop, "epoch", peer = "our fit", theirs = t.float, percent = 70 }
  row { "the epoch in double", t.double, "epoch", peer = "NumPy double", theirs = t.numpy_double, times = 11 }
end

local function largest_difference(a, b)
  local largest = 0
  for k = 1, #a.layers - 1 do
    largest = math.max(largest, (a:weights(k) - b:weights(k)):abs():max())
  end
  return largest
end

local function threads()
  local one, two = network {}, network {}
  local fit_one, fit_two = fit(one, train, { threads = 1 }), fit(two, train, { threads = 2 })
  fit_one()
  fit_two()
  local difference = largest_difference(one, two)
  local t = race(ROUNDS, { one = fit_one, two = fit_two })
  row { "the epoch with two threads", t.two, "epoch", peer = "our one thread", theirs = t.one, times = 1.5 }
  row { "largest difference of a weight", difference, "plain", at_most = 1e-5 }
end

-- Both sides with one thread and with two, the better of each; PyTorch's samples are ready tensors in their
-- order, ours are shuffled and scaled from bytes as ever.
local function minibatch()
  local cases = { { 10, 5000, 1.3 }, { 32, 10000, 1.3 }, { 128, 20000, 1.3 }, { 1000, 20000, 1.2 } }
  for _, case in ipairs(cases) do
    local size, samples, target = table.unpack(case)
    local runners = {}
    for count = 1, 2 do
      runners["ours" .. count] = fit(network { rule = "gradient" }, train,
        { batch_size = size, threads = count })
      runners["torch" .. count] = ask(("torch_batches %d 784-200-10 %d %d"):format(size, count, samples))
      runners["by_hand" .. count] = ask(("torch_by_hand %d 784-200-10 %d %d"):format(size, count, samples))
    end
    local t = race(ROUNDS, runners)
    local function best(name)
      local a, b = t[name .. 1], t[name .. 2]
      if not a then return nil, "best of 1, 2 threads" end
      return 1 / math.min(a, b), a <= 1.03 * b and "1 thread" or "2 threads"
    end
    local ours, our_threads = best "ours"
    local torch, torch_threads = best "torch"
    local what = ("mini-batches of %d (%s)"):format(size, our_threads)
    row { what, ours, "per_second", peer = "PyTorch, " .. torch_threads, theirs = torch,
      times = target }
    row { what, ours, "per_second", peer = "PyTorch, no autograd", theirs = best "by_hand" }
  end
end

local function deep()
  local set = train:take(10000)
  local t = race(ROUNDS, {
    ours = fit(nn.network { 784, 500, 150, 10, seed = 1 }, set, {}),
    numpy_double = ask "numpy_online float64 784-500-150-10 500",
    numpy_float = ask "numpy_online float32 784-500-150-10 500",
    torch = ask "torch_batches 1 784-500-150-10 1 500",
  })
  local what = "epoch, an update a sample, 784-500-150-10"
  row { what, t.ours, "epoch", peer = "NumPy double", theirs = t.numpy_double, times = 10 }
  row { what, t.ours, "epoch", peer = "NumPy float", theirs = t.numpy_float, times = 10 }
  row { what, t.ours, "epoch", peer = "PyTorch batch 1", theirs = t.torch, times = 10 }
end

local function evaluate()
  local n = network {}
  n:fit(train:take(1000), { progress = false })
  local t = race(2 * ROUNDS + 1, add_sgemm { ours = clock(function() n:evaluate(test) end, #test) })
  row { ("evaluate %d images (%.1f ms)"):format(#test, t.ours * #test * 1e3),
    (2 * 784 * 200 + 2 * 200 * 10) / t.ours, "gflops", peer = "best large sgemm", theirs = best_sgemm(t),
    percent = 70 }
end

local function query()
  local n, images, calls = network {}, {}, 20000
  for i = 1, 1000 do images[i] = test[i].input end
  local t = race(ROUNDS, { ours = clock(function()
    for i = 1, calls do n:query(images[i % 1000 + 1]) end
  end, calls) })
  row { "query, one image (a column) from Lua", t.ours, "us", at_most = 15 }
end

return { { "epoch", epoch }, { "threads", threads }, { "minibatch", minibatch }, { "deep", deep },
  { "evaluate", evaluate }, { "query", query } }
