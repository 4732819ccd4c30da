-- rows_other: small matrices, files, memory, start-up, and the book's loop by hand.

local measure = require "measure"
local peer = require "peer"
local report = require "report"
local ask, clock, race, row, quoted = peer.ask, measure.clock, measure.race, report.row, measure.quoted

-- The least of many short runs on both sides, as Python's timeit advises: more is somebody else's work.
local function small()
  local A, B, calls = nn.rand(3, 3), nn.rand(3, 3), 50000
  local works = {
    { "add", "A + B", 2.5, function() for _ = 1, calls do local _ = A + B end end },
    { "dot", "A:dot(B)", 2.5, function() for _ = 1, calls do local _ = A:dot(B) end end },
    { "sigmoid", "A:sigmoid()", 1.5, function() for _ = 1, calls do local _ = A:sigmoid() end end },
  }
  for _, work in ipairs(works) do
    local name, what, target, f = table.unpack(work)
    local t = race(15, { ours = clock(f, calls), theirs = ask("small " .. name) }, measure.least)
    row { "3x3 matrices: " .. what, 1 / t.ours, "per_second",
      peer = name == "sigmoid" and "SciPy expit" or "NumPy", theirs = t.theirs and 1 / t.theirs,
      times = target }
  end
end

local function csv(_, files)
  local path, bytes = files.csv()
  local t = race(3, { ours = clock(function() nn.data.csv(path) end, 60000),
    loadtxt = ask("loadtxt 3000 " .. path) })
  local what = ("read MNIST as CSV, %.0f MB"):format(bytes / 1e6)
  row { what, t.ours * 60000, "s", peer = "numpy.loadtxt", theirs = t.loadtxt and t.loadtxt * 60000,
    times = 5 }
  row { "the same as a rate", bytes / (t.ours * 60000), "gbytes", at_least = 0.3 }
end

local function gz()
  local t = race(5, { ours = clock(nn.data.mnist), zlib = ask "inflate" })
  row { "load MNIST from .gz", t.ours, "ms", peer = "zlib alone", theirs = t.zlib, within = 1.5 }
end

-- `command` with the program that runs this, on the data that this runs on.
local function nnlua(command, folder)
  return ("NNLUA_DATA=%s %s %s"):format(quoted((folder:gsub("/mnist$", ""))), arg[-1], command)
end

local function memory(folder)
  local text = measure.output(nnlua([[-e "
    local train, test = nn.data.mnist()
    nn.network{784, 200, 10}:fit(train, {epochs = 5, test = test, progress = false})
    for line in io.lines '/proc/self/status' do print(line) end"]], folder))
  row { "peak memory, full MNIST, 5 epochs", 1024 * text:match "VmHWM:%s*(%d+)", "MB", at_most = 80 }
end

local function start()
  local function of(program)
    return clock(function() os.execute(program .. " -e ''") end)
  end
  local t = race(201, { ours = of(arg[-1]), lua = of "lua5.4" })
  row { "start (-e '')", t.ours, "ms", peer = "lua5.4", theirs = t.lua, above = 3 }
end

local function by_hand(folder)
  local t = race(3, {
    ours = function()
      return measure.output(nnlua("scripts/by_hand.lua --epochs 1", folder)):match "(%d+) micros" * 1e-6
    end,
    numpy = ask "numpy_online float64 784-200-10 2000",
  })
  row { "scripts/by_hand.lua, an epoch", t.ours, "epoch", peer = "NumPy double", theirs = t.numpy, times = 2 }
end

return { { "small", small }, { "csv", csv }, { "gz", gz }, { "memory", memory }, { "start", start },
  { "by_hand", by_hand } }
