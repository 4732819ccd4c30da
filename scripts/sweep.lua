-- The book's three charts: right answers by learning rate, by epochs and by hidden nodes.
-- Rashid, "Make Your Own Neural Network", part 2. Every point is several networks that differ in nothing
-- but the seed. A minute on two cores; --quick: 10 s.
--
-- Every run is kept in a CSV file as soon as it is over. After a Ctrl-C the same command goes on from there.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"
local runs_file = require "nn.runs"

local opt = nn.args(arg, {
  usage = "nnlua scripts/sweep.lua [options]: learning rate, epochs and hidden nodes, each in a chart",
  { "seeds", 3, "networks a point", value = "N", check = check.whole(1) },
  { "quick", false, "the 5,000 digits in data/" },
  { "out", "sweep", "the folder for the CSV file and the charts", value = "FOLDER" },
  { "fresh", false, "begin anew, whatever the CSV file holds" },
  { "plain", false, "no charts, the table alone" },
  { "workers", nil, "networks trained at the same time (as many as there are cores)", value = "N",
    check = check.whole(1) },
  { "rates", { 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.6, 0.9 }, "learning rates of the first chart",
    value = "R,…", check = check.number(0) },
  { "epochs", 20, "where the second chart ends", value = "N", check = check.whole(1) },
  { "curves", { 0.01, 0.1, 0.2, 0.3 }, "learning rates whose epochs are in the second chart", value = "R,…",
    check = check.number(0) },
  { "hidden", { 5, 10, 25, 50, 100, 200, 500 }, "hidden nodes of the third chart", value = "N,…",
    check = check.whole(1, 10000) },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
})

local RATE <const>, HIDDEN <const> = 0.1, 200 -- where they are not what a chart is about

local seeds, rates, curves, hidden = opt.seeds, opt.rates, opt.curves, opt.hidden
local full = not opt.quick and nn.data.find("mnist", opt.data)
local train, test = nn.data[full and "mnist" or "digits"](full and opt.data or nil)
print(train)
if not full and not opt.quick then print("  (`make data` fetches full MNIST)") end
local passes = full and 1 or 5 -- of the small set one epoch teaches too little to compare

-- ---- the runs ---------------------------------------------------------------------------------------

-- A run is one network trained for some epochs; the same one may be a point of several charts. The longest
-- come first, so that no core is left with a long one at the end.
local runs, by_name = {}, {}

local function name_of(rate, nodes, seed) return ("%.15g %d %d"):format(rate, nodes, seed) end

local function want(rate, nodes, epochs)
  for seed = 1, seeds do
    local name = name_of(rate, nodes, seed)
    local run = by_name[name] or { rate = rate, hidden = nodes, seed = seed, epochs = 0, right = {} }
    if not by_name[name] then runs[#runs + 1] = run end
    by_name[name] = run
    run.epochs = math.max(run.epochs, epochs)
  end
end

for _, rate in ipairs(curves) do want(rate, HIDDEN, opt.epochs) end
for i = #hidden, 1, -1 do want(RATE, hidden[i], passes) end
for _, rate in ipairs(rates) do want(rate, HIDDEN, passes) end

-- The right answers to the test set after each epoch.
local function train_one(run)
  local n = nn.network { #train[1].input, run.hidden, #train.classes, learning_rate = run.rate, rule = "book",
    seed = run.seed }
  local history = n:fit(train, { epochs = run.epochs, test = test, progress = false })
  local right = {}
  for epoch, share in ipairs(history.test_accuracy) do right[epoch] = math.floor(share * #test + 0.5) end
  return right
end

-- ---- the CSV file -----------------------------------------------------------------------------------

local HEAD <const> = "samples,learning_rate,hidden,seed,epoch,right,of\n"
local csv_path = opt.out .. "/runs.csv"

local function lines_of(run)
  local lines = {}
  for epoch, right in ipairs(run.right) do
    lines[epoch] = ("%d,%.15g,%d,%d,%d,%d,%d\n"):format(#train, run.rate, run.hidden, run.seed, epoch, right,
      #test)
  end
  return table.concat(lines)
end

-- What an earlier sweep has found; runs of other data, other rates and so on stay in the file as they are. A
-- line that was cut is none.
local function read_csv()
  local others = {}
  for _, line in ipairs(opt.fresh and {} or runs_file.read(csv_path)) do
    local samples, rate, nodes, seed, epoch, right, of =
      line:match "^(%d+),([%d.e+-]+),(%d+),(%d+),(%d+),(%d+),(%d+)\n$"
    local ours = samples and tonumber(samples) == #train and tonumber(of) == #test
    local run = ours and by_name[name_of(tonumber(rate), tonumber(nodes), tonumber(seed))]
    if run and tonumber(epoch) <= run.epochs then
      run.right[tonumber(epoch)] = tonumber(right)
    elseif samples then
      others[#others + 1] = line
    end
  end
  return table.concat(others)
end

-- The whole file, in the order of the runs; the old one is there until the new one is whole.
local function write_csv(others)
  local lines = { HEAD, others }
  for _, run in ipairs(runs) do
    if #run.right == run.epochs then lines[#lines + 1] = lines_of(run) end
  end
  runs_file.write(csv_path, lines)
end

os.execute("mkdir -p '" .. opt.out:gsub("'", "'\\''") .. "' 2>/dev/null")
local others = read_csv()
local written, trouble = pcall(write_csv, others)
if not written then args.stop(args.plain(trouble)) end

-- ---- the sweep --------------------------------------------------------------------------------------

local left = {}
for _, run in ipairs(runs) do
  if #run.right < run.epochs then left[#left + 1] = run end
end
print(("%d runs, %d of them in %s already"):format(#runs, #runs - #left, csv_path))

local start = os.time()
local file = assert(io.open(csv_path, "a"))
local done, message = pcall(nn.parallel, left, train_one, { workers = opt.workers,
  on_result = function(i, right)
    left[i].right = right
    assert(file:write(lines_of(left[i])) and file:flush())
  end })
file:close()
if not done then
  io.stderr:write(("%s keeps the runs that are done; the same command goes on from there\n"):format(csv_path))
  error(message, 0)
end
write_csv(others)

-- ---- the charts -------------------------------------------------------------------------------------

-- The share of right answers over the seeds: mean, least and largest.
local function point(x, rate, nodes, epoch)
  local sum, low, high = 0, math.huge, -math.huge
  for seed = 1, seeds do
    local share = by_name[name_of(rate, nodes, seed)].right[epoch] / #test
    sum, low, high = sum + share, math.min(low, share), math.max(high, share)
  end
  return { x = x, mean = sum / seeds, low = low, high = high }
end

local figures = { learning_rate = {}, epochs = {}, hidden = {}, runs = #runs, seconds = os.time() - start }
for i, rate in ipairs(rates) do figures.learning_rate[i] = point(rate, rate, HIDDEN, passes) end
for i, nodes in ipairs(hidden) do figures.hidden[i] = point(nodes, RATE, nodes, passes) end
for i, rate in ipairs(curves) do
  figures.epochs[i] = { rate = rate }
  for epoch = 1, opt.epochs do figures.epochs[i][epoch] = point(epoch, rate, HIDDEN, epoch) end
end

local function series(points, style, title)
  local s = { x = {}, y = {}, low = {}, high = {}, style = style, title = title }
  for i, p in ipairs(points) do s.x[i], s.y[i], s.low[i], s.high[i] = p.x, p.mean, p.low, p.high end
  return s
end

local how = (" (%d %s, %d seeds)"):format(passes, passes == 1 and "epoch" or "epochs", seeds)
local curve_series = {}
for i, curve in ipairs(figures.epochs) do
  curve_series[i] = series(curve, "band", ("rate %g"):format(curve.rate))
end
local charts = {
  learning_rate = { series = { series(figures.learning_rate, "errorbars") }, xlabel = "learning rate",
    logx = true, title = ("Learning rate, %d hidden nodes"):format(HIDDEN) .. how },
  epochs = { series = curve_series, xlabel = "epochs", key = "bottom right",
    title = ("Epochs, %d hidden nodes (%d seeds)"):format(HIDDEN, seeds) },
  hidden_nodes = { series = { series(figures.hidden, "errorbars") }, xlabel = "hidden nodes", logx = true,
    title = ("Hidden nodes, learning rate %g"):format(RATE) .. how },
}

if nn.plot and not opt.plain then
  for _, name in ipairs { "learning_rate", "epochs", "hidden_nodes" } do
    local chart, path = charts[name], ("%s/%s.png"):format(opt.out, name)
    chart.ylabel, chart.show = "right answers", false
    local drawn, plot = pcall(nn.plot, chart)
    local saved, why = pcall(drawn and plot.save, plot, path)
    if not saved then
      print(drawn and why or plot)
      break
    end
    print()
    plot:show()
    print(path)
  end
end

-- ---- the table --------------------------------------------------------------------------------------

local function show(heading, points)
  print(("\n%-24s %6s   %s"):format(heading, "right", "from   to"))
  for _, p in ipairs(points) do
    print(("%24g %6.4f   %.4f %.4f"):format(p.x, p.mean, p.low, p.high))
  end
end

show("learning rate", figures.learning_rate)
show("hidden nodes", figures.hidden)
for _, curve in ipairs(figures.epochs) do
  local best = curve[1]
  for _, p in ipairs(curve) do
    if p.mean > best.mean then best = p end
  end
  show(("epochs, rate %g, best"):format(curve.rate), { curve[1], best })
end
print(("\n%d runs in %d s; %s"):format(#left, figures.seconds, csv_path))

return figures
