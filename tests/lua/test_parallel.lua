--[[ nn.parallel: the results and their order, the same for any number of workers, bit for bit; what can come
through the pipe; errors, killed workers and Ctrl-C, and that no process is left over. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local children = require "children"
local pack = require "nn.pack"
local raises = require "raises"

local NAN, INF = 0 / 0, math.huge
local quiet = { progress = false }

TestParallel = {}

local before

function TestParallel.setUp() before = children.list() end
function TestParallel.tearDown() lu.assertEquals(children.list(), before) end

function TestParallel.testOrder()
  -- the first jobs are the slowest
  local results = nn.parallel({ 0.2, 0.1, 0.05, 0 }, function(seconds, i)
    os.execute("sleep " .. seconds)
    return ("%d: %s"):format(i, seconds)
  end, { workers = 4, progress = false })
  lu.assertEquals(results, { "1: 0.2", "2: 0.1", "3: 0.05", "4: 0" })
  lu.assertEquals(nn.parallel(3, function(a, b) return a * 10 + b end), { 11, 22, 33 })
  lu.assertEquals(nn.parallel(3.0, function(i) return math.type(i) end)[3], "integer")
  lu.assertEquals(nn.parallel({}, error), {})
  lu.assertEquals(nn.parallel(0, error), {})
  local sparse = nn.parallel(3, function(i) return i ~= 2 and i or nil end)
  lu.assertEquals({ sparse[1], sparse[2], sparse[3] }, { 1, nil, 3 })
end

-- Jobs may be anything; only results go through a pipe.
function TestParallel.testJobsOfAnyKind()
  local results = nn.parallel({ math.sqrt, nn.eye(3), function(x) return x end }, function(job, i)
    return i == 2 and job:sum() or job(16)
  end)
  lu.assertEquals(results, { 4.0, 3.0, 16 })
end

-- What a job changes is seen neither here nor by another job, not even by one on the same worker's place.
function TestParallel.testJobsAreApart()
  local count, M = 0, nn.zeros(2, 2)
  local results = nn.parallel(4, function()
    count = count + 1
    M[1][1] = M[1][1] + 1
    return count + M:sum()
  end, { workers = 1 })
  lu.assertEquals(results, { 2, 2, 2, 2 })
  lu.assertEquals({ count, M:sum() }, { 0, 0 })
end

-- Random numbers come from nn.seed and the job's place, and nothing else.
function TestParallel.testAnyNumberOfWorkers()
  local X, labels = nn.rand(60, 5), {}
  for i = 1, 60 do labels[i] = i % 3 end
  local d = nn.data.new(X, labels)
  local function job(i)
    local n = nn.network { 5, 4, 3 }
    n:fit(d, { epochs = i % 3 + 1, progress = false })
    return { n:weights(1), nn.randn(2, 2), nn.rand(1, 1):sum(), math.random(), n.seed }
  end
  local function outcome(workers, seed)
    nn.seed(seed)
    return pack.pack(nn.parallel(9, job, { workers = workers, progress = false })), nn.rand(1, 1):sum()
  end
  local first, after = outcome(1, 5)
  for workers = 2, 4 do
    local packed, next_number = outcome(workers, 5)
    lu.assertTrue(packed == first, workers .. " workers")
    lu.assertEquals(next_number, after)
  end
  lu.assertFalse(outcome(2, 6) == first)
  nn.seed(5)
  local again, second = nn.parallel(2, nn.randn, quiet), nn.parallel(2, nn.randn, quiet)
  lu.assertFalse(again[1] == again[2]:row(1)) -- two jobs, two calls: other numbers
  lu.assertFalse(again[1] == second[1])
end

function TestParallel.testWorkersAtOnce()
  child.in_folder(function(folder)
    -- each waits for the other: this ends only if both run at the same time
    local function meet(i)
      child.write(folder .. "/" .. i, "")
      for _ = 1, 500 do
        if io.open(folder .. "/" .. 3 - i) then return true end
        os.execute "sleep 0.02"
      end
      return false
    end
    lu.assertEquals(nn.parallel(2, meet, { workers = 2, progress = false }), { true, true })
  end)
end

-- ---- what comes back ----------------------------------------------------------------------------

local function through(value) return nn.parallel(1, function() return value end, quiet)[1] end

local function assert_same(got, expected)
  lu.assertEquals(math.type(got), math.type(expected))
  lu.assertEquals(("<d"):pack(got), ("<d"):pack(expected))
end

function TestParallel.testNumbers()
  for _, x in ipairs { 0.0, -0.0, 1.5, -1 / 3, INF, -INF, 5e-324, 1.7976931348623157e308, 2.0 ^ 53, 3.0,
    0.1 + 0.2 } do assert_same(through(x), x) end
  for _, i in ipairs { 0, 1, -1, math.maxinteger, math.mininteger, 2 ^ 53 | 1 } do
    lu.assertEquals(math.type(through(i)), "integer")
    lu.assertTrue(through(i) == i)
  end
  lu.assertIsNaN(through(NAN))
  local own = ("<d"):unpack "\1\2\3\4\5\6\xf8\x7f" -- a NaN with bits of its own
  assert_same(through(own), own)
end

function TestParallel.testOtherValues()
  lu.assertNil(through(nil))
  lu.assertEquals({ through(true), through(false) }, { true, false })
  local bytes = {}
  for i = 0, 255 do bytes[#bytes + 1] = string.char(i) end
  for _, text in ipairs { "", "abc", table.concat(bytes), ("long"):rep(1e6) } do
    lu.assertTrue(through(text) == text)
  end
  local nested = { 1, "two", { 3.5, { deep = { true, false } } }, name = "x", [2.5] = -0.0, [true] = {},
    [-1] = { [0] = "zero" }, ["a b"] = { "", "\0" } }
  lu.assertEquals(through(nested), nested)
  lu.assertEquals(math.type(next(through { [3] = 1 })), "integer")
  lu.assertEquals(through { "a", nil, "c" }, { "a", nil, "c" })
end

function TestParallel.testMatrices()
  local M = nn.matrix { { 1, NAN, INF }, { -INF, -0.0, 5e-324 } }
  local back = through { matrix = M, column = M:col(3), row = M:row(1), view = M[2], one = nn.ones(1, 1) }
  for i = 1, 2 do
    for j = 1, 3 do lu.assertEquals(("<d"):pack(back.matrix[i][j]), ("<d"):pack(M[i][j])) end
  end
  lu.assertEquals({ back.matrix:shape() }, { 2, 3 })
  lu.assertEquals({ back.column:shape() }, { 2, 1 })
  lu.assertTrue(back.column == M:col(3))
  lu.assertEquals({ back.row:shape() }, { 1, 3 })
  lu.assertEquals({ back.view:shape() }, { 1, 3 })
  lu.assertEquals(("<d"):pack(back.view:get(1, 2)), ("<d"):pack(-0.0))
  lu.assertTrue(back.one == nn.ones(1, 1))
  for _, sides in ipairs { { 1, 199 }, { 20, 10 }, { 67, 3 }, { 300, 784 } } do -- around pack's step
    local large = nn.rand(sides[1], sides[2])
    lu.assertTrue(through(large) == large)
  end
end

-- A history comes back as one: with its methods, and printed as a table.
function TestParallel.testHistory()
  local d = nn.data.new(nn.rand(6, 2), { 0, 1, 0, 1, 0, 1 })
  local function run() return nn.network({ 2, 2, seed = 1 }):fit(d, { epochs = 3, progress = false }) end
  local expected, history = run(), through(run())
  lu.assertEquals(history.loss, expected.loss)
  lu.assertEquals(getmetatable(history), getmetatable(expected))
end

function TestParallel.testWhatCannotComeBack()
  raises("parallel: job 1: the result is a function, and only nil, booleans, numbers, strings, matrices and "
    .. "tables of these can be given", nn.parallel, 1, function() return print end, quiet)
  raises("the result.list[2] is a network, and only", nn.parallel, 1,
    function() return { list = { 1, nn.network { 2, 2 } } } end, quiet)
  raises("give its numbers, or save it to a file", nn.parallel, 1, function() return io.stdout end, quiet)
  raises("a key of the result is a function", nn.parallel, 1, function() return { [print] = 1 } end, quiet)
  raises("the result[1] is a thread", nn.parallel, 1,
    function() return { coroutine.create(print) } end, quiet)
  raises("the result.up.up is a table that holds itself", nn.parallel, 1, function()
    local t = { up = {} }
    t.up.up = t
    return t
  end, quiet)
  raises("is deeper than 100 tables", nn.parallel, 1, function()
    local t = {}
    for _ = 1, 200 do t = { t } end
    return t
  end, quiet)
end

-- A string that was cut or changed is refused, whatever it says; none is run.
function TestParallel.testDamagedText()
  local packed = pack.pack { 1, 2.5, "text", { true, x = nn.eye(3) } }
  for n = 0, #packed - 1 do raises("damaged", pack.unpack, packed:sub(1, n)) end
  raises("damaged", pack.unpack, packed .. "n")
  raises("damaged", pack.unpack, "m" .. ("<I8I8"):pack(1 << 40, 1 << 40))
  raises("damaged", pack.unpack, "m" .. ("<I8I8"):pack(0, 0))
  raises("damaged", pack.unpack, "{" .. ("<I8"):pack(1) .. "nn") -- a key that is nil
  raises("damaged", pack.unpack, "{" .. ("<I8"):pack(1 << 62))
  raises("damaged", pack.unpack, "return os.exit()")
  raises("damaged", pack.unpack, string.dump(function() end))
end

-- ---- options ------------------------------------------------------------------------------------

function TestParallel.testOnResult()
  local seen, order = {}, {}
  nn.parallel({ "slow", "quick" }, function(job)
    os.execute(job == "slow" and "sleep 0.3" or ":")
    return { job }
  end, { workers = 2, progress = false, on_result = function(index, result)
    seen[index] = result
    order[#order + 1] = index
  end })
  lu.assertEquals(seen, { { "slow" }, { "quick" } })
  lu.assertEquals(order, { 2, 1 }) -- as they come
  raises("no more of this", nn.parallel, 50, function(i) return i end,
    { progress = false, on_result = function() error "no more of this" end })
end

function TestParallel.testMisuse()
  raises("parallel: a list of jobs or their number was expected, got 2.5", nn.parallel, 2.5, print)
  raises("parallel: a list of jobs or their number was expected, got -1", nn.parallel, -1, print)
  raises("parallel: a list of jobs or their number was expected, got a string", nn.parallel, "3", print)
  raises("parallel: the second argument must be a function, got nil", nn.parallel, 3)
  raises("parallel: unknown option 'worker', did you mean 'workers'?", nn.parallel, 3, print, { worker = 1 })
  raises("parallel: workers must be a whole number from 1 to 256, got 0", nn.parallel, 3, print,
    { workers = 0 })
end

-- A job's own nn.parallel works, too.
function TestParallel.testNested()
  local results = nn.parallel(3, function(i)
    return nn.parallel(2, function(j) return i * 10 + j end)
  end, quiet)
  lu.assertEquals(results, { { 11, 12 }, { 21, 22 }, { 31, 32 } })
end

-- ---- what goes wrong ----------------------------------------------------------------------------

function TestParallel.testErrors()
  local function job(rate)
    if rate == 0.5 then nn.matrix { 1, 2 }:dot(nn.matrix { 1, 2, 3 }) end
    while rate == 0 do rate = 0 end -- stopped by the other's error
  end
  local ok, message = pcall(nn.parallel, { 0, 0.5 }, job, { workers = 2, progress = false })
  lu.assertFalse(ok)
  lu.assertStrMatches(message, ".*parallel: job 2 %(0%.5%): .*test_parallel%.lua:%d+: dot: .*")
  raises("parallel: job 1: a table of mine", nn.parallel, 1, function()
    error(setmetatable({}, { __tostring = function() return "a table of mine" end }))
  end, quiet)
  raises("parallel: job 1 (x): an error that is no text", nn.parallel, { "x" }, function()
    error(setmetatable({}, { __tostring = error }))
  end, quiet)
end

-- Runs the script, which has a folder of its own in arg[1].
local function run(script)
  local text, status
  child.in_folder(function(folder) text, status = child.run(script, { folder }) end)
  return text, status
end

function TestParallel.testKilledWorker()
  lu.assertEquals({ run [[
local function first_time(i)
  local path = arg[1] .. "/" .. i
  local there = io.open(path)
  if not there then io.open(path, "w"):close() end
  return not there
end
nn.seed(1)
local plain = nn.parallel(4, function() return math.random() end)
nn.seed(1)
local results = nn.parallel(4, function(i)
  if i ~= 2 and first_time(i) then os.execute "kill -9 $PPID" end
  return math.random()
end, { progress = false, workers = 1 })
for i = 1, 4 do print(results[i] == plain[i]) end]] },
    { [[
parallel: the worker of job 1 was killed by signal 9; the job is run again
parallel: the worker of job 3 was killed by signal 9; the job is run again
parallel: the worker of job 4 was killed by signal 9; the job is run again
true
true
true
true]], 0 })
  local text = run [[
print(pcall(nn.parallel, { "a", "b" }, function(job) if job == "b" then os.execute "kill -9 $PPID" end end,
  { progress = false, workers = 1 }))]]
  local _, again = text:gsub("the worker of job 2 %(b%) was killed by signal 9; the job is run again\n", "")
  lu.assertEquals(again, 2)
  lu.assertStrContains(text,
    "parallel: job 2 (b): its worker was killed 3 times, the last time by signal 9")
end

function TestParallel.testWorkerThatLeaves()
  lu.assertStrContains((run [[
print(pcall(nn.parallel, 2, function(i) if i == 2 then os.exit(7) end end, { progress = false }))]]),
    "parallel: job 2 ended its worker with status 7 and without a result")
end

-- What workers print and say comes out once, without a redrawn line on what is no terminal.
function TestParallel.testOutput()
  lu.assertEquals({ run [[
io.stdout:setvbuf "full"
io.write "head\n"
nn.parallel(2, function(i)
  print("job " .. i)
  io.stderr:write("said by " .. i .. "\n")
end, { workers = 1 })
print "end"]] }, { "head\njob 1\nsaid by 1\njob 2\nsaid by 2\nend", 0 })
end

-- The processes of a script of which each job tells its number in a file, and then the script itself.
local function started(folder, jobs, script)
  child.write(folder .. "/script.lua", ([[
local folder, jobs = %q, %d
local function job(i)
  local id = io.open "/proc/self/stat":read "n"
  local file = io.open(folder .. "/id" .. i .. ".part", "w")
  file:write(id, "\n")
  file:close()
  os.rename(folder .. "/id" .. i .. ".part", folder .. "/id" .. i)
  while true do end
end
]]):format(folder, jobs) .. script)
  local pipe = io.popen(("echo $$; exec %s %s 2>&1"):format(child.quote(child.program()),
    child.quote(folder .. "/script.lua")))
  local ids = {}
  local main = pipe:read()
  for i = 1, jobs do
    for _ = 1, 500 do
      local file <close> = io.open(folder .. "/id" .. i)
      ids[i] = file and file:read "l"
      if ids[i] then break end
      os.execute "sleep 0.02"
    end
    lu.assertTrue(ids[i] and children.runs(ids[i]))
  end
  return pipe, main, ids
end

-- A Ctrl-C, or the end of the whole program by force, leaves no worker behind, also none of a worker's own.
function TestParallel.testNothingIsLeft()
  local nested = [[
nn.parallel(1, function() nn.parallel(1, job, { progress = false }) end, { progress = false })]]
  local plain = "nn.parallel(jobs, job, { workers = jobs, progress = false })"
  for _, case in ipairs { { plain, "INT", 3 }, { plain, "KILL", 3 }, { nested, "INT", 1 },
    { nested, "KILL", 1 } } do
    child.in_folder(function(folder)
      local pipe, main, ids = started(folder, case[3], case[1])
      os.execute(("kill -%s %s"):format(case[2], main))
      local text = pipe:read "a"
      pipe:close()
      if case[2] == "INT" then lu.assertStrMatches(text, "[^\n]*script%.lua:%d+: interrupted!\n.*") end
      lu.assertEquals(children.gone(ids), "")
    end)
  end
end

-- A Ctrl-C that only a worker gets is one for all, and what comes after it is not disturbed.
function TestParallel.testInterruptedWorker()
  child.in_folder(function(folder)
    local pipe, _, ids = started(folder, 2, [[
print(pcall(nn.parallel, jobs, job, { workers = jobs, progress = false }))
print(nn.parallel(2, function(i) return i end, { progress = false })[2])]])
    os.execute("kill -INT " .. ids[2])
    local text = pipe:read "a"
    pipe:close()
    lu.assertStrMatches(text, "false\t[^\n]*interrupted!\n2\n")
    lu.assertEquals(children.gone(ids), "")
  end)
end
