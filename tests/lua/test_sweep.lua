--[[ scripts/sweep.lua in small: what it measures is what the network gives, and a sweep that was stopped by
Ctrl-C, cut in the midst of a line or asked twice ends with the same file as one that ran through. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"

TestSweep = {}

function TestSweep.setUp()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
end

local SMALL <const> = "--quick --plain --seeds 2 --rates 0.1,0.3 --curves 0.1 --epochs 3 --hidden 5,10"

local function command(folder, words)
  return ("%s scripts/sweep.lua --out %s %s 2>&1"):format(child.quote(child.program()), child.quote(folder),
    words)
end

local function sweep(folder, words) return child.shell(command(folder, words)) end

-- The file's fields, and a run's right answers by "rate hidden seed epoch".
local function runs(folder)
  local right, count = {}, 0
  for line in io.lines(folder .. "/runs.csv") do
    local rate, hidden, seed, epoch, answers, of =
      line:match "^4000,([%d.]+),(%d+),(%d+),(%d+),(%d+),(%d+)$"
    if rate then
      lu.assertEquals(of, "1000")
      right[("%s %s %s %s"):format(rate, hidden, seed, epoch)] = tonumber(answers)
      count = count + 1
    end
  end
  return right, count
end

function TestSweep.testFigures()
  child.in_folder(function(folder)
    local text, status = sweep(folder, SMALL)
    lu.assertEquals(status, 0, text)
    local right, count = runs(folder)
    -- 5 epochs of each, the set being small: rates 0.1 and 0.3 with 200 nodes, rate 0.1 with 5 and 10
    lu.assertEquals(count, 4 * 2 * 5)
    local train, test = nn.data.digits()
    for _, run in ipairs { { 0.3, 200, 2 }, { 0.1, 5, 1 } } do
      local n = nn.network { 784, run[2], 10, learning_rate = run[1], seed = run[3] }
      for epoch = 1, 5 do
        n:fit(train, { progress = false })
        lu.assertEquals(right[("%g %d %d %d"):format(run[1], run[2], run[3], epoch)],
          n:evaluate(test).correct)
      end
    end
    -- the table: mean, least and largest over the seeds
    local a, b = right["0.3 200 1 5"] / 1000, right["0.3 200 2 5"] / 1000
    lu.assertStrContains(text,
      (" 0.3 %.4f   %.4f %.4f\n"):format((a + b) / 2, math.min(a, b), math.max(a, b)))
    lu.assertStrContains(text, "8 runs, 0 of them")
  end)
end

-- A small part of the sweep in one file, and the same by other ways in another.
local PART <const> = SMALL .. " --workers 2"

function TestSweep.testResumed()
  child.in_folder(function(folder)
    local through, stopped = folder .. "/it's through", folder .. "/stopped"
    sweep(through, PART)
    local expected = child.read(through .. "/runs.csv")
    -- a Ctrl-C as soon as there is a run in the file
    local pipe = io.popen("echo $$; exec " .. command(stopped, PART))
    local process = pipe:read()
    for _ = 1, 2000 do
      local file <close> = io.open(stopped .. "/runs.csv")
      if file and file:read "l" and file:read "l" then break end
      os.execute "sleep 0.01"
    end
    os.execute("kill -INT " .. process)
    local text = pipe:read "a"
    pipe:close()
    lu.assertStrContains(text, "runs.csv keeps the runs that are done; the same command goes on from there")
    lu.assertStrContains(text, "interrupted!")
    local _, kept = runs(stopped)
    lu.assertTrue(kept > 0 and kept < 40, tostring(kept))
    -- a line that was cut, and one of another sweep
    local file = io.open(stopped .. "/runs.csv", "a")
    file:write "60000,0.1,200,1,1,9550,10000\n4000,0.3,200,2,1,8"
    file:close()
    text = sweep(stopped, PART)
    lu.assertStrContains(text, ("8 runs, %d of them"):format(kept // 5))
    local head, rest = expected:match "^([^\n]+\n)(.*)$"
    lu.assertEquals(child.read(stopped .. "/runs.csv"), head .. "60000,0.1,200,1,1,9550,10000\n" .. rest)
    -- once more: nothing is left to do; --fresh begins anew
    lu.assertStrContains(sweep(stopped, PART), "8 runs, 8 of them")
    lu.assertStrContains(sweep(stopped, "--fresh " .. PART), "8 runs, 0 of them")
    lu.assertEquals(child.read(stopped .. "/runs.csv"), expected)
  end)
end

function TestSweep.testMistakes()
  local text, status = child.shell(command("/tmp", "--rates 0.1,fast"))
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "--rates: a number was expected, got 'fast'")
  text, status = child.shell(command("/proc/none", SMALL))
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "/proc/none/runs.csv")
  lu.assertNotStrContains(text, "traceback")
  text, status = child.shell(command("/tmp", "--seed 3"))
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "unknown option --seed, did you mean --seeds?")
  text = child.shell(command("/tmp", "--help"))
  for _, name in ipairs { "seeds", "quick", "out", "fresh", "plain", "workers", "rates", "data" } do
    lu.assertStrContains(text, "--" .. name)
  end
end
