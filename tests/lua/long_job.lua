--[[ long_job: the script of a child that works until a Ctrl-C stops it, for test_interrupt.lua and the bench.

    nnlua tests/lua/long_job.lua NAME FOLDER MB

makes what the job needs in FOLDER, unless it is there (a file to read has about MB megabytes of numbers),
says "works", does the job over and over, and says what the Ctrl-C left: the error, and whether everything is
whole. With the name "list" it says the names of all jobs. ]]

local nn = require "nn"

local folder, bytes = arg[2], (tonumber(arg[3]) or 8) * 1e6

local function path(name) return folder .. "/" .. name end

-- Makes the file by body(path) when it is not there yet.
local function made(name, body)
  local file = io.open(path(name))
  if file then file:close() else body(path(name)) end
  return path(name)
end

-- A thousand random bytes rows of 784, as often as wanted: long enough for gzip to see nothing but noise.
local function write_rows(name, head, row_of, row_bytes)
  return made(name, function(full)
    local rows = {}
    for i = 1, 500 do rows[i] = row_of(i) end
    local block <const>, file <close> = table.concat(rows), assert(io.open(full, "wb"))
    file:write(head)
    for _ = 1, math.ceil(bytes / (500 * row_bytes)) do file:write(block) end
  end)
end

local function random_bytes(count)
  local parts = {}
  for i = 1, count do parts[i] = string.char(math.random(0, 255)) end
  return table.concat(parts)
end

local function digits() return math.ceil(bytes / (500 * 784)) * 500 end

local function images()
  return write_rows("images", string.pack(">I4I4I4I4", 2051, digits(), 28, 28),
    function() return random_bytes(784) end, 784)
end

local function labels()
  return made("labels", function(full)
    local file <close> = assert(io.open(full, "wb"))
    file:write(string.pack(">I4I4", 2049, digits()), ("\1\2\3\4\5"):rep(digits() // 5))
  end)
end

local function csv()
  return write_rows("rows.csv", "", function(i)
    return i % 10 .. random_bytes(784):gsub(".", function(c) return "," .. c:byte() end) .. "\n"
  end, 784 * 3.6)
end

local function zipped(name)
  return made(name:match "[^/]*$" .. ".gz", function(full)
    assert(os.execute(("gzip -1 -c '%s' > '%s'"):format(name, full)))
  end)
end

local side = math.ceil((bytes / 8) ^ 0.5)

local function npy() return made("a.npy", function(full) nn.rand(side, side):save(full) end) end
local function png()
  return made("a.png", function(full) nn.rand(side * 2, side * 2, 0, 255):save(full) end)
end
local function npz()
  return made("n.npz", function(full) nn.network { side, side, 2, precision = "double" }:save(full) end)
end
local function deflated() -- as numpy.savez_compressed does it
  return made("z.npz", function(full)
    local script = "import numpy, sys; numpy.savez_compressed(sys.argv[1], a = numpy.load(sys.argv[2]))"
    assert(os.execute(("/usr/bin/python3 -c '%s' '%s' '%s'"):format(script, full, npy())))
  end)
end

-- The job of reading a file made by `make` with read(file). There is nothing that a reader could harm.
local function reading(make, read)
  return function()
    local file = make()
    return function() read(file) end
  end
end

-- body(n, set, X) on a network of these sizes and a set of `samples` made for it. after(n, set) says whether
-- the network can still do what it should.
local function learning(sizes, body, after)
  return function()
    nn.seed(1)
    local labels_of, X = {}, nn.rand(sizes.samples, sizes[1])
    for i = 1, #X do labels_of[i] = i % sizes[#sizes] end
    local set, n = nn.data.new(X, labels_of), nn.network(table.move(sizes, 1, #sizes, 1, { seed = 1 }))
    local function whole()
      for k = 1, #sizes - 1 do
        local largest = n:weights(k):abs():max()
        if largest ~= largest or largest == math.huge then return false end
      end
      return #set == sizes.samples and set.inputs:near(X, 0) and (not after or after(n, set))
    end
    return function() return body(n, set, X) end, whole
  end
end

local quiet = { epochs = 1000, progress = false }
local function with(options)
  for key, value in pairs(quiet) do options[key] = value end
  return options
end
local DIGITS, WIDE = { 784, 200, 10, samples = 4000 }, { 1500, 1500, 1500, 10, samples = 600 }

-- fit returns how it ended, and a second fit has to go on.
local function fitting(sizes, options)
  return learning(sizes, function(n, set) error("fit: " .. n:fit(set, with(options)).stopped, 0) end,
    function(n, set)
      return n:fit(set:take(100), { progress = false, batch_size = options.batch_size }).stopped == "epochs"
    end)
end

local jobs = {
  ["idx"] = reading(images, function(file) nn.data.idx(file, labels()) end),
  ["idx.gz"] = reading(function() return zipped(images()) end,
    function(file) nn.data.idx(file, labels()) end),
  ["csv"] = reading(csv, nn.data.csv),
  ["csv.gz"] = reading(function() return zipped(csv()) end, nn.data.csv),
  ["csv, a matrix"] = reading(csv, nn.load),
  ["npy"] = reading(npy, nn.load),
  ["npz"] = reading(npz, nn.load),
  ["npz, deflated"] = reading(deflated, nn.load),
  ["png"] = reading(png, nn.load),
  ["dot"] = function()
    local A, B = nn.rand(3000, 3000), nn.rand(3000, 3000)
    local a, b = A:sum(), B:sum()
    return function() A:dot(B) end, function() return A:sum() == a and B:sum() == b end
  end,
  ["train, rows"] = learning(DIGITS, function(n, set, X)
    n:train(X, nn.full(#set, 10, 0.5))
  end),
  ["train, a data set"] = learning(WIDE, function(n, set) n:train(set) end),
  ["train, a sample a call"] = learning(DIGITS, function(n, _, X)
    for i = 1, #X do n:train(X[i], { 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 }) end
  end),
  ["fit"] = fitting(DIGITS, {}),
  ["fit, two threads"] = fitting(DIGITS, { threads = 2 }),
  ["fit, batches of 10"] = fitting(DIGITS, { batch_size = 10 }),
  ["fit, a batch of all"] = fitting(DIGITS, { batch_size = 4000 }),
  ["fit, a large network"] = fitting(WIDE, {}),
  ["fit, large, batches"] = fitting(WIDE, { batch_size = 300 }),
  ["evaluate"] = learning(WIDE, function(n, set) n:evaluate(set) end),
  ["query, rows"] = learning(WIDE, function(n, _, X) n:query(X) end),
}

if arg[1] == "list" then
  local names = {}
  for name in pairs(jobs) do names[#names + 1] = name end
  table.sort(names)
  print(table.concat(names, "\n"))
  return
end

local job, whole = jobs[arg[1]]()
print "works"
io.stdout:flush()
local ok, message = pcall(function()
  while true do job() end
end)
print(ok and "ended" or tostring(message):gsub("^.-:%d+: ", ""))
io.stdout:flush()
if whole then print(whole() and "whole" or "damaged") else print((pcall(job)) and "whole" or "damaged") end
