--[[ nn.compare: every combination with every seed, the same numbers however they are shared out; the ranking
and its figures worked out by hand; the CSV file, resumed; Ctrl-C; mistakes. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local raises = require "raises"
local terminal = require "terminal"

TestCompare = {}

-- Figures one can work out: 100 a + 10 b + seed.
local function sum(setting, seed)
  local all = {}
  for name, value in pairs(setting) do all[name] = value end
  return 100 * all.a + 10 * (all.b or 0) + seed
end

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
  lu.assertNotStrContains(tostring(compare { settings = { a = { 2, 1, 3 } }, run = broken }), "-nan")
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
  -- of two settings in the key the values alone
  spec = compare { settings = { a = { 1, 2 }, b = { 5, 4 }, word = { 1, 2 } } }:chart()
  lu.assertEquals({ spec.title, spec.series[2].title }, { "accuracy by a, for each b, word", "5, 2" })
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
        return { accuracy = s.a / 3 + seed, loss = s.word and s.a == 2 and math.huge or 0 / 0 }
      end }
    local first = compare(options)
    local text = child.read(csv)
    lu.assertStrContains(text, 'a,word,seed,accuracy,loss\n2,"say ""x"", y",1,1.6666666666666')
    lu.assertStrContains(text, "\n1,z,2,2.3333333333333335,nan\n")
    -- nothing is left to do, and the numbers are the same to the last bit
    options.run = error
    local again = compare(options)
    lu.assertEquals(tostring(again), tostring(first) .. "\n  8 of 8 runs are from " .. csv)
    lu.assertEquals({ first.resumed, again.resumed }, { 0, 8 })
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
    raises("runs.csv keeps the runs of another experiment: its columns are a, b, seed, accuracy, those of "
      .. "this one a, seed, and the figures; take another file", compare, options)
    lu.assertEquals(child.read(csv), "a,b,seed,accuracy\n1,2,1,0.5\n")
    child.write(csv, "a,seed,accuracy\n1,1,much\n")
    raises("runs.csv, line 2: 3 columns with numbers in the last were expected", compare, options)
    options.csv = folder .. "/none/runs.csv"
    options.run = function() error "must not run" end
    raises("none/runs.csv: cannot be written", compare, options)
    options.csv = folder
    raises("cannot be read and written: ", compare, options)
    options.csv = folder .. "/pipe"
    child.shell("mkfifo " .. child.quote(options.csv))
    raises("pipe is no file in which anything can be kept", compare, options)
    lu.assertEquals(child.shell("ls " .. child.quote(folder)), "pipe\nruns.csv")
  end)
end

-- What has no end is not read.
function TestCompare.testDevices()
  local options = { settings = { a = { 1 } }, seeds = 1, csv = "/dev/full" }
  raises("/dev/full: cannot be written: No space left on device", compare, options)
  options.csv = "/dev/zero"
  lu.assertEquals(compare(options)[1].median, 101)
end

-- A link stays one, and the file's permissions stay as they were.
function TestCompare.testLink()
  child.in_folder(function(folder)
    local csv = folder .. "/link.csv"
    child.write(folder .. "/runs.csv", "a,seed,accuracy\n1,1,0.5\n")
    child.shell(("cd %s; chmod 640 runs.csv; ln -s runs.csv link.csv"):format(child.quote(folder)))
    lu.assertEquals(compare { settings = { a = { 1 } }, seeds = 2, csv = csv }.resumed, 1)
    lu.assertEquals(child.read(folder .. "/runs.csv"), "a,seed,accuracy\n1,1,0.5\n1,2,102\n")
    lu.assertEquals(child.shell(("cd %s; stat -c '%%a %%F' runs.csv link.csv"):format(child.quote(folder))),
      "640 regular file\n777 symbolic link")
  end)
end

-- What run depends on besides is a setting of one value: with another one the runs are others. What is there
-- already is told.
local RESUMED <const> = [[
local c = nn.compare { settings = { a = { 1, 2, 3 }, epochs = tonumber(arg[2]) }, seeds = tonumber(arg[3]),
  csv = arg[1], run = function(setting) return setting.a * setting.epochs end }
print(c[1].median, c.resumed)]]

function TestCompare.testResumed()
  child.in_folder(function(folder)
    local csv = folder .. "/e.csv"
    local function run(...) return (child.run(RESUMED, { csv, ... }):gsub("\r\27%[K", "")) end
    lu.assertEquals(run("1", "3"), "3\t0")
    lu.assertEquals(run("1", "3"), "9 of 9 runs are in " .. csv .. " already: nothing was run\n3\t9")
    lu.assertEquals(run("20", "1"), "60\t0") -- the median of one
    lu.assertEquals(run("20", "2"), "3 of 6 runs are in " .. csv .. " already\n60.0\t3") -- the mean of two
    local _, lines = child.read(csv):gsub("\n", "")
    lu.assertEquals(lines, 1 + 9 + 6)
  end)
end

-- At a terminal: how many runs there are, with those of before; of a long table what there is room for.
function TestCompare.testTerminal()
  if not terminal.possible() then lu.skip "tmux is not there" end
  child.in_folder(function(folder)
    local lines = { "a,seed,accuracy\n" }
    for a = 1, 22 do lines[a + 1] = a .. ",1,0.5\n" end
    child.write(folder .. "/e.csv", table.concat(lines))
    child.write(folder .. "/e.lua", [[
local as = {}
for a = 1, 72 do as[a] = a end
print(nn.compare { settings = { a = as }, seeds = 1, csv = "e.csv", workers = 1, run = function(setting)
  while setting.a == 23 and not io.open "go" do os.execute "sleep 0.05" end
  return setting.a
end })]])
    terminal.run({ "e.lua" }, { folder = folder }, function(t)
      t:wait "22 of 72 runs are in e.csv already"
      t:wait "run 22/72"
      child.write(folder .. "/go", "")
      t:wait "are from e.csv"
      local screen = t:all()
      lu.assertStrContains(screen, "comparison of 72 settings, 1 seed each\n       a  accuracy\n   1  72  ")
      lu.assertStrMatches(screen, ".*\n  18  55  [ .%d]+\n  …\n  72  22  .*")
    end)
  end)
end

-- ---- what run looks at ---------------------------------------------------------------------------------

function TestCompare.testUnknownSetting()
  local settings = { learning_rate = { 0.5 }, hidden = { 3 } }
  raises("there is no setting 'learning_rat', did you mean 'learning_rate'?", compare,
    { settings = settings, run = function(s) return s.learning_rat end })
  raises("there is no setting 'colour'", compare,
    { settings = settings, run = function(s) return s.colour or 1 end })
  -- a setting that others have is nil; a setting can be changed, and is a table of options
  local c = compare { settings = { { a = 1, workers = 2 }, { workers = 3 } }, seeds = 1, run = function(s)
    local a = s.a or 0
    s.a, s.progress = nil, false
    local count = 0
    for _ in pairs(s) do count = count + 1 end
    return 100 * a + 10 * #nn.parallel(s.workers, function() return s.workers end, s) + count
  end }
  lu.assertEquals({ c[1].median, c[2].median }, { 122, 32 })
  lu.assertEquals(c[1].setting, { a = 1, workers = 2 })
end

function TestCompare.testNeverRead()
  local options = { settings = { a = { 1, 2 }, momentum = 0.9, rate = 1 }, seeds = 1,
    run = function(s) return s.a == 2 and s.rate or s.a end }
  lu.assertStrContains(tostring(compare(options)), "\n  no run looked at momentum")
  options.run = function() return 1 end
  lu.assertStrContains(tostring(compare(options)), "\n  no run looked at a, momentum, rate")
  options.run = sum -- by pairs
  lu.assertNotStrContains(tostring(compare(options)), "looked")
  child.in_folder(function(folder)
    options.csv = folder .. "/runs.csv"
    compare(options)
    lu.assertNotStrContains(tostring(compare(options)), "looked") -- there was no run
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
      lu.assertStrContains(text, [[
comparison of 2 settings, 3 of 6 runs
     a  runs  accuracy     from       to
  1  2     1   21.0000        -        -
  2  1     2   11.5000  11.0000  12.0000
  stopped by Ctrl-C; the same call goes on from ]])
      lu.assertStrContains(text, "interrupt\t2\t1\t2")
      lu.assertEquals(child.read(folder .. "/runs.csv"), "a,seed,accuracy\n1,1,11\n2,1,21\n1,2,12\n")
    end)
  end
end

-- Of one run each nothing is said about a spread.
function TestCompare.testInterruptedEarly()
  local text = child.run [[
local stop = "(sleep 0.1; kill -INT $PPID) &"
print(nn.compare { settings = { a = { 1, 2, 3, 4 } }, seeds = { 1, 2 }, workers = 1, progress = false,
  run = function(s, seed)
    if seed == 2 and os.execute(stop) then while true do end end
    return s.a == 4 and 0 or 5
  end })]]
  lu.assertEquals(text, [[
comparison of 4 settings, 4 of 8 runs
     a  runs  accuracy
  1  1     1         5
  2  2     1         5
  3  3     1         5
  4  4     1         0
  stopped by Ctrl-C]])
end

function TestCompare.testMistakes()
  raises("compare: settings must be a table, got nil", nn.compare, { run = sum })
  raises("compare: run must be a function, got nil", nn.compare, { settings = { a = { 1 } } })
  raises("compare: unknown option 'setings', did you mean 'settings'?", nn.compare, { setings = {} })
  raises("compare: settings: there is none", compare, { settings = {} })
  raises("compare: settings.a: a list of values was expected", compare, { settings = { a = {} } })
  raises("compare: settings.a: a number, a word, true, false or a list of them was expected, got a function",
    compare, { settings = { a = { print } } })
  raises("compare: settings: a name of one line was expected", compare,
    { settings = { ["a\nb"] = { 1 } }, run = print })
  raises("compare: settings.seed: the option seeds says which seeds", compare,
    { settings = { seed = { 1 } } })
  raises("compare: settings: a list of settings or lists of values by name were expected, got a list and the "
    .. "name 'b'", compare, { settings = { { a = 1 }, { a = 2 }, b = { 1, 2 } } })
  raises("compare: a = 1, seed 1 is there twice", compare, { settings = { a = { 1, 1 } } })
  raises("compare: seeds must be their number, or a list of whole numbers, got 0", compare,
    { settings = { a = { 1 } }, seeds = 0 })
  raises("compare: chart: there is no setting 'hiden', did you mean 'hidden'?", compare,
    { settings = { hidden = { 1, 2 } }, chart = "hiden" })
  raises("compare: a = 2, seed 5: ", compare,
    { settings = { a = { 2 } }, seeds = { 5 }, run = function() error "no" end })
  raises("it was interrupted! no Ctrl-C", compare, -- and no table of what there is
    { settings = { a = { 2 } }, run = function() error "it was interrupted! no Ctrl-C" end })
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
      local function run(epochs)
        return child.shell(("%s scripts/%s.lua --seeds 1 --epochs %d --csv %s/x.csv --chart %s/x.png 2>&1")
          :format(child.quote(child.program()), name, epochs, folder, folder))
      end
      local text, status = run(1)
      lu.assertEquals(status, 0, text)
      lu.assertStrContains(text, ("comparison of %d settings, 1 seed each"):format(most))
      local _, lines = child.read(folder .. "/x.csv"):gsub("\n", "")
      lu.assertEquals(lines, most + 1)
      lu.assertStrContains(child.read(folder .. "/x.png"), "PNG")
      for line in text:gmatch "[^\n]+" do lu.assertTrue(utf8.len(line) <= 80, line) end
      lu.assertNotStrContains(text, "looked")
      text = run(2) -- other epochs are other runs
      lu.assertNotStrContains(text, "x.csv already")
      _, lines = child.read(folder .. "/x.csv"):gsub("\n", "")
      lu.assertEquals(lines, 2 * most + 1)
      lu.assertStrContains(run(2), ("%d of %d runs are in %s/x.csv already: nothing was run"):format(most,
        most, folder))
    end)
  end
end
