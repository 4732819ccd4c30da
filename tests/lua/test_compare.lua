--[[ nn.compare: every combination with every seed, the same numbers however they are shared out; the ranking
and its figures worked out by hand; the CSV file, resumed; Ctrl-C; mistakes. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local raises = require "raises"

TestCompare = {}

-- Figures one can work out: 100 a + 10 b + seed.
local function sum(setting, seed) return 100 * setting.a + 10 * (setting.b or 0) + seed end

local function compare(options)
  options.run = options.run or sum
  options.progress = false
  return nn.compare(options)
end

local function column(result, name)
  local list = {}
  for i, row in ipairs(result) do list[i] = row.setting[name] end
  return list
end

function TestCompare.testGrid()
  local c = compare { settings = { a = { 1, 3, 2 }, b = { 5, 4 } }, seeds = 3 }
  lu.assertEquals(#c, 6)
  lu.assertEquals(column(c, "a"), { 3, 3, 2, 2, 1, 1 })
  lu.assertEquals(column(c, "b"), { 5, 4, 5, 4, 5, 4 })
  lu.assertEquals({ c[1].median, c[1].low, c[1].high }, { 352, 351, 353 })
  lu.assertEquals(c[6].figures, { accuracy = { 141, 142, 143 } })
  lu.assertEquals({ c.figure, c.stopped }, { "accuracy", "runs" })
end

function TestCompare.testListOfSettings()
  local c = compare { settings = { { a = 1 }, { a = 2, b = 7 }, { a = 1, b = 3 } }, seeds = { 9, 4 } }
  lu.assertEquals(column(c, "a"), { 2, 1, 1 })
  -- an even number of seeds: the mean of the two in the middle
  lu.assertEquals({ c[1].median, c[1].low, c[1].high }, { 276.5, 274, 279 })
  lu.assertEquals(c[3].figures.accuracy, { 109, 104 })
  lu.assertStrContains(tostring(c), "comparison of 3 settings, 2 seeds each")
end

-- A value may be a list: the run gets it as it was given.
function TestCompare.testListsAsValues()
  local c = compare { settings = { layers = { { 50 }, { 20, 30 } }, fixed = "x" }, seeds = 1,
    run = function(s) return #s.layers + (s.fixed == "x" and 0.5 or 0) end }
  lu.assertEquals(c[1].setting.layers, { 20, 30 })
  lu.assertEquals({ c[1].median, c[2].median }, { 2.5, 1.5 })
  lu.assertStrContains(tostring(c), "20 30")
end

function TestCompare.testSmallestAndRank()
  local function run(s, seed) return { loss = s.a * seed, accuracy = -s.a, epochs = 3 } end
  local c = compare { settings = { a = { 2, 1, 3 } }, run = run, rank = "loss", best = "smallest" }
  lu.assertEquals(column(c, "a"), { 1, 2, 3 })
  lu.assertEquals({ c[2].low, c[2].median, c[2].high }, { 2, 4, 6 })
  lu.assertEquals(compare { settings = { a = { 2, 1, 3 } }, run = run }.figure, "accuracy")
  -- nan is last either way
  local function broken(s) return s.a == 2 and 0 / 0 or s.a end
  lu.assertEquals(column(compare { settings = { a = { 2, 1, 3 } }, run = broken }, "a"), { 3, 1, 2 })
  lu.assertEquals(column(compare { settings = { a = { 2, 1, 3 } }, run = broken, best = "smallest" }, "a"),
    { 1, 3, 2 })
end

-- What is random depends on the seed alone: not on the workers, nor on what else is tried.
function TestCompare.testRandomNumbers()
  local function run()
    return { a = nn.rand(1, 1):sum(), b = math.random(), c = nn.network { 3, 3 }.seed % 1e6 }
  end
  local function figures(settings, workers)
    return compare { settings = settings, run = run, rank = "a", workers = workers }[1].figures
  end
  nn.seed(1)
  local first = figures({ a = { 1, 2 } }, 1)
  nn.seed(2)
  lu.assertEquals(figures({ a = { 2 } }, 3), first)
  lu.assertFalse(first.a[1] == first.a[2])
end

function TestCompare.testText()
  local c = compare { settings = { rate = { 0.1, 0.2 } }, seeds = 3, run = function(s, seed)
    return { accuracy = 0.5 + s.rate + seed / 100, loss = seed / 1e5 }
  end }
  lu.assertEquals(tostring(c), [[
comparison of 2 settings, 3 seeds each
     rate  accuracy    from      to       loss
  1   0.2    0.7200  0.7100  0.7300  2.000e-05
  2   0.1    0.6200  0.6100  0.6300  2.000e-05]])
  local near = compare { settings = { a = { 1, 2, 9 } }, run = function(s, seed) return s.a + 2 * seed end }
  lu.assertEquals(tostring(near), [[
comparison of 3 settings, 3 seeds each
     a  accuracy  from  to
  1  9        13    11  15
  2  2         6     4   8
  3  1         5     3   7]])
  lu.assertStrContains(tostring(compare { settings = { a = { 1, 2, 9 } },
    run = function(s, seed) return s.a + 9 * seed end }),
    "the spread over the seeds does not tell the first 3 apart")
end

function TestCompare.testChart()
  local c = compare { settings = { a = { 2, 1 }, b = { 5, 4 }, word = "x" }, seeds = 3 }
  local spec = c:chart()
  lu.assertEquals({ spec.xlabel, spec.ylabel, #spec.series }, { "a", "accuracy", 2 })
  lu.assertEquals(spec.series[1], { title = "b 5", style = "errorbars", x = { 1, 2 }, y = { 152, 252 },
    low = { 151, 251 }, high = { 153, 253 } })
  spec = c:chart { x = "b", title = "mine", logx = true }
  lu.assertEquals({ spec.series[2].title, spec.title, spec.logx, spec.xrange }, { "a 1", "mine", true, nil })
  local words = compare { settings = { kind = { "relu", "tanh" } }, seeds = 1, run = function() return 1 end }
  lu.assertEquals(words:chart().series[1], { style = "bars", x = { "relu", "tanh" }, y = { 1, 1 } })
  raises("compare: chart: there is no setting 'c'", c.chart, c, "c")
  child.in_folder(function(folder)
    compare { settings = { a = { 1, 2 } }, chart = { x = "a", save = folder .. "/c.svg" } }
    lu.assertStrContains(child.read(folder .. "/c.svg"), "<svg")
  end)
end

-- ---- the file ------------------------------------------------------------------------------------------

function TestCompare.testFile()
  child.in_folder(function(folder)
    local csv = folder .. "/runs.csv"
    local options = { settings = { a = { 2, 1 }, word = { 'say "x", y', "z" } }, seeds = 2, csv = csv,
      run = function(s, seed)
        return { accuracy = s.a / 3 + seed, loss = s.a == 2 and math.huge or 0 / 0 }
      end }
    local first = compare(options)
    local text = child.read(csv)
    lu.assertStrContains(text, 'a,word,seed,accuracy,loss\n2,"say ""x"", y",1,1.6666666666666')
    lu.assertStrContains(text, "\n1,z,2,2.3333333333333335,nan\n")
    -- nothing is left to do, and the numbers are the same to the last bit
    options.run = error
    local again = compare(options)
    lu.assertEquals(tostring(again), tostring(first))
    lu.assertEquals(again[1].figures.accuracy, first[1].figures.accuracy)
    lu.assertEquals(child.read(csv), text)
    -- a run that is missing, a line that was cut, and one of other settings
    local head, rest = text:match "^([^\n]+\n)[^\n]+\n(.*)$"
    child.write(csv, head .. rest .. "7,z,1,0.5,0.25\n2,z,9,0.1")
    local asked = {}
    options.run = function(s, seed) return { accuracy = s.a / 3 + seed, loss = math.huge } end
    options.progress = false
    local ran = nn.compare(options)
    for _, row in ipairs(ran) do asked[#asked + 1] = row.runs end
    lu.assertEquals(asked, { 2, 2, 2, 2 })
    lu.assertEquals(child.read(csv), head .. "7,z,1,0.5,0.25\n" .. text:sub(#head + 1))
    -- more seeds: what is there stays
    options.seeds, options.run = 3, function(_, seed) return { accuracy = seed * 100, loss = 0 } end
    lu.assertEquals(compare(options)[1].high, 300)
  end)
end

function TestCompare.testWrongFile()
  child.in_folder(function(folder)
    local csv = folder .. "/runs.csv"
    local options = { settings = { a = { 1 } }, csv = csv }
    child.write(csv, "a,b,seed,accuracy\n1,2,1,0.5\n")
    raises("runs.csv holds something else: its columns are a, b, seed, accuracy, those of this experiment "
      .. "a, seed", compare, options)
    lu.assertEquals(child.read(csv), "a,b,seed,accuracy\n1,2,1,0.5\n")
    child.write(csv, "a,seed,accuracy\n1,1,much\n")
    raises("runs.csv, line 2: 3 columns with numbers in the last were expected", compare, options)
    options.csv = folder .. "/none/runs.csv"
    options.run = function() error "must not run" end
    raises("none/runs.csv cannot be written", compare, options)
  end)
end

-- ---- what goes wrong -----------------------------------------------------------------------------------

-- A Ctrl-C for all in the middle of a fit, and one for a worker alone: what was over before is kept and
-- ranked, the run of that fit is not.
function TestCompare.testInterrupted()
  for _, whom in ipairs { "all", "worker" } do
    child.in_folder(function(folder)
      local text = child.run([[
local X, labels = nn.rand(200, 20), {}
for i = 1, 200 do labels[i] = i % 2 end
local d = nn.data.new(X, labels)
local stop = "read id name state parent rest </proc/$PPID/stat; (sleep 0.1; kill -INT $PPID"
stop = stop .. (arg[1] == "all" and " $parent" or "") .. ") &"
local c = nn.compare { settings = { a = { 1, 2 } }, seeds = 3, workers = 1, csv = arg[2], progress = false,
  run = function(s, seed)
    local epochs = 2
    if seed == 2 and s.a == 2 then
      os.execute(stop)
      epochs = 1000000000 -- until it is stopped
    end
    nn.network { 20, 5, 2 }:fit(d, { epochs = epochs, progress = false })
    return s.a * 10 + seed
  end }
print(c)
print(c.stopped, #c, c[1].runs, c[2].runs)]], { whom, folder .. "/runs.csv" })
      lu.assertStrContains(text, "stopped by Ctrl-C after 3 of 6 runs; the same call goes on from ")
      lu.assertStrContains(text, "interrupt\t2\t1\t2")
      lu.assertEquals(child.read(folder .. "/runs.csv"), "a,seed,accuracy\n1,1,11\n2,1,21\n1,2,12\n")
    end)
  end
end

function TestCompare.testMistakes()
  raises("compare: settings must be a table, got nil", nn.compare, { run = sum })
  raises("compare: run must be a function, got nil", nn.compare, { settings = { a = { 1 } } })
  raises("compare: unknown option 'setings', did you mean 'settings'?", nn.compare, { setings = {} })
  raises("compare: settings: there is none", compare, { settings = {} })
  raises("compare: settings.a: a list of values was expected", compare, { settings = { a = {} } })
  raises("compare: settings.a: a number, a word, true, false or a list of them was expected, got a function",
    compare, { settings = { a = { print } } })
  raises("compare: settings.seed: the option seeds says which seeds", compare,
    { settings = { seed = { 1 } } })
  raises("compare: a = 1, seed 1 is there twice", compare, { settings = { a = { 1, 1 } } })
  raises("compare: seeds must be their number, or a list of whole numbers, got 0", compare,
    { settings = { a = { 1 } }, seeds = 0 })
  raises("compare: chart: there is no setting 'hiden', did you mean 'hidden'?", compare,
    { settings = { hidden = { 1, 2 } }, chart = "hiden" })
  raises("compare: a = 2, seed 5: ", compare,
    { settings = { a = { 2 } }, seeds = { 5 }, run = function() error "no" end })
  raises("compare: a = 2, seed 1: run must return a number, or numbers by name as in {accuracy = 0.95, "
    .. "loss = 0.1}, got a string", compare,
    { settings = { a = { 2 } }, seeds = 1, run = function() return "good" end })
  raises("compare: rank says which figure decides, one of 'x', 'y'", compare,
    { settings = { a = { 2 } }, run = function() return { x = 1, y = 2 } end })
  raises("run returned the figures a, b2, and before a, b1", compare, { settings = { a = { 1, 2 } },
    workers = 1, rank = "a", run = function(s) return { a = 1, ["b" .. s.a] = 2 } end })
end

-- The template and what is made from it, in small.
function TestCompare.testScripts()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  for name, most in pairs { experiment = 9, target_scaling = 9, layer_sizes = 7 } do
    child.in_folder(function(folder)
      local words = ("--seeds 1 --epochs 1 --csv %s/x.csv --chart %s/x.png 2>&1"):format(folder, folder)
      local text, status = child.shell(("%s scripts/%s.lua %s"):format(child.quote(child.program()), name,
        words))
      lu.assertEquals(status, 0, text)
      lu.assertStrContains(text, ("comparison of %d settings, 1 seed each"):format(most))
      local _, lines = child.read(folder .. "/x.csv"):gsub("\n", "")
      lu.assertEquals(lines, most + 1)
      lu.assertStrContains(child.read(folder .. "/x.png"), "PNG")
      for line in text:gmatch "[^\n]+" do lu.assertTrue(utf8.len(line) <= 80, line) end
    end)
  end
end
