-- bench: `make bench`: what nnlua takes beside its peers, on this machine, in this run. Needs full MNIST
-- ($NNLUA_DATA or data/mnist); NumPy (python3-numpy) is asked for its side if it is there. Everything on
-- one core; medians; settings of OpenBLAS that would force old kernels are taken away for all.

local core = require "nn.core"
local folder = nn.data.find "mnist"
if not folder then
  print "bench: full MNIST is needed: `make data` fetches it"
  os.exit(1)
end

-- The settings have to be gone before the process starts: this file runs itself again without them.
if not os.getenv "NNLUA_BENCH" then
  local quoted = (arg[-1] .. " " .. arg[0]):gsub("'", "")
  os.exit(os.execute("env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OPENBLAS_NUM_THREADS=1 NNLUA_BENCH=1 "
    .. quoted) and 0 or 1)
end

local function median(f, times)
  local seconds = {}
  for i = 1, times do seconds[i] = f() end
  table.sort(seconds)
  return seconds[(times + 1) // 2]
end

local function clocked(f, ...)
  local start = core.now()
  f(...)
  return core.now() - start
end

local function lines_of(command)
  local pipe, values = io.popen(command), {}
  for name, value in pipe:read "a":gmatch "(%S+) (%S+)\n" do values[name] = tonumber(value) end
  pipe:close()
  return values
end

local function row(what, ours, unit, peer, theirs)
  local ratio = theirs and ("%6.1f x"):format(theirs / ours) or ""
  print(("%-44s %9.3f %-3s %-14s %9s %s"):format(what, ours, unit, peer or "",
    theirs and ("%.3f"):format(theirs) or "", ratio))
end

local SAMPLES = 6000
local python = "/usr/bin/python3"
local has_numpy = os.execute(python .. " -c 'import numpy' 2>/dev/null")
local peers = has_numpy and lines_of(("%s tests/bench/peers.py '%s' %d"):format(python, folder, SAMPLES)) or {}
print(nn.info())
print(has_numpy and ("NumPy found: its best sgemm %.0f GFLOP/s on one core"):format(peers.sgemm_gflops)
  or "no python3-numpy here, so no peer")
print()

local load = median(function() return clocked(nn.data.mnist) end, 3)
row("load MNIST from .gz", load * 1e3, "ms", "zlib alone", peers.inflate and peers.inflate * 1e3)

local train, test = nn.data.mnist()
local function epoch(precision)
  local n = nn.network { 784, 200, 10, seed = 1, precision = precision }
  n:fit(train:take(2000), { progress = false })
  return median(function() return n:fit(train, { progress = false }).seconds[1] end, 5), n
end
local float, n = epoch "float"
local double = epoch "double"
local numpy_double = peers.numpy_double and peers.numpy_double * 60000
row("epoch, an update a sample, float (fit)", float, "s", "NumPy double", numpy_double)
row("", float, "s", "NumPy float", peers.numpy_float and peers.numpy_float * 60000)
row("the same in double", double, "s", "NumPy double", numpy_double)
if peers.sgemm_gflops then
  local flops = (4 * 784 * 200 + 6 * 200 * 10) * 60000
  print(("%-44s %9.0f %%   of that sgemm rate"):format("  the float epoch's arithmetic runs at",
    100 * flops / float / 1e9 / peers.sgemm_gflops))
end
row("evaluate 10,000 images", median(function() return clocked(n.evaluate, n, test) end, 5) * 1e3, "ms")

local by_hand = lines_of(([[NNLUA_DATA='%s' %s scripts/by_hand.lua --epochs 1 | sed -n 's/.*; \([0-9]*\) microseconds.*/by_hand \1/p']])
  :format(folder:gsub("/mnist$", ""), arg[-1]))
row("by_hand.lua, a sample", by_hand.by_hand, "us", "NumPy double",
  peers.numpy_double and peers.numpy_double * 1e6)

local function start_of(program)
  local command = program .. " -e ''"
  return median(function() return clocked(os.execute, command) end, 101) * 1e3
end
row("start (-e '')", start_of(arg[-1]), "ms", "lua5.4", start_of "lua5.4")

local memory = lines_of(([[NNLUA_DATA='%s' %s -e "
  local train, test = nn.data.mnist()
  nn.network{784, 200, 10}:fit(train, {epochs = 2, test = test, progress = false})
  for line in io.lines '/proc/self/status' do
    local kb = line:match 'VmHWM:%%s*(%%d+)'
    if kb then print('peak ' .. kb) end
  end"]]):format(folder:gsub("/mnist$", ""), arg[-1]))
row("peak memory of a training run", memory.peak / 1024, "MB")
