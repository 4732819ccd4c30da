--[[ progress: the line at every width, on a terminal of changing width and on a pipe; how far the readers of
files are; fit's line and its chart. ]]

local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local progress = require "nn.progress"
local child = require "child"
local staged = require "staged"
local raises = require "raises"

TestProgress = {}

-- A line that is half done after ten seconds, without colours.
local function line_at(columns, head, facts)
  local line = progress.new(100, false, "B")
  line.start = core.now() - 10
  local text = line:line(50, head or "epoch 1/2", facts or { accuracy = 0.5, loss = 0.25 }, columns)
  return (text:gsub("\27%[[%d;]*m", ""))
end

function TestProgress.testPartsByImportance()
  local head, bar = "epoch 1/2", "[==>  ]"
  local accuracy, loss, left, speed = "accuracy 0.500", "loss 0.2500", "0:10 left", "5B/s"
  local parts = { head, bar, accuracy, loss, left, speed }
  local width = #head
  for count = 2, #parts do -- each part comes where it fits, with the smallest bar
    width = width + #parts[count] + (count == 2 and 1 or 2)
    local expected = head .. " " .. table.concat(parts, "  ", 2, count)
    lu.assertEquals(line_at(width), expected)
    lu.assertNotStrContains(line_at(width - 1), parts[count])
  end
  lu.assertEquals(line_at(200), head .. " [===============>              ]  accuracy 0.500  loss 0.2500  "
    .. "0:10 left  5B/s")
end

function TestProgress.testNeverTooWide()
  for _, head in ipairs { "epoch 1/2", "", "Übung für später", "日本語のファイル",
    "reading a-rather-long-name.csv.gz" } do
    for columns = 0, 90 do
      local text, width = line_at(columns, head), 0
      lu.assertNotNil(utf8.len(text), "a letter is cut in two")
      for _, code in utf8.codes(text) do width = width + (code > 0x3000 and 2 or 1) end
      lu.assertTrue(width <= columns, ("%d columns for %d: %s"):format(width, columns, text))
    end
  end
  lu.assertEquals(line_at(8, "日本語のファイル"), "日本語…")
  lu.assertEquals(line_at(5, "Übung für"), "Übun…")
end

function TestProgress.testNumbers()
  lu.assertEquals(progress.clock(83), "1:23")
  lu.assertEquals(progress.clock(5025), "1:23:45")
  lu.assertEquals(progress.clock(math.huge), "days")
  lu.assertEquals(progress.short(999), "999")
  lu.assertEquals(progress.short(240123.4), "240k")
  lu.assertEquals(progress.short(2.34e6), "2.3M")
  lu.assertEquals(progress.short(1.5e9), "1.5G")
end

-- Nothing is done yet, nothing is to be done, more is done than there was.
function TestProgress.testOddNumbers()
  local line = progress.new(0)
  lu.assertStrContains(line:line(0, "a", nil, 60), "-:-- left")
  line.total = 10
  local text = line:line(20, "a", nil, 60):gsub("\27%[[%d;]*m", "")
  lu.assertStrContains(text, "[==============================]")
end

-- ---- on a pipe ---------------------------------------------------------------------------------------

function TestProgress.testPiped()
  local text = child.run [[
local core, progress = require "nn.core", require "nn.progress"
local now = 0
core.now = function() return now end
local line = progress.new(200)
for i = 1, 100 do
  now = i / 4
  line:update(i, "job " .. i, { loss = 0.5 })
end
line:finish "done"
]]
  lu.assertEquals(text, "job 40  20 %  loss 0.5000  0:40 left  4/s\n"
    .. "job 80  40 %  loss 0.5000  0:30 left  4/s\ndone")
end

-- ---- readers -----------------------------------------------------------------------------------------

-- What is told while read() reads: how often, of what, how much at the end, of how much.
local function told_by(read)
  local count, last_done, name, total = 0, 0, nil, nil
  core.watch(function(what, done, all)
    lu.assertTrue(done >= last_done)
    count, last_done, name, total = count + 1, done, what, all
  end)
  local good, message = pcall(read)
  core.watch()
  lu.assertTrue(good, message)
  return count, last_done, name, total
end

local function size_of(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:seek "end"
end

function TestProgress.testReadersTell()
  child.in_folder(function(folder)
    local A = nn.rand(3000, 100)
    A:save(folder .. "/a.csv")
    A:save(folder .. "/a.npy")
    child.shell(("gzip -k %s/a.csv"):format(folder))
    local function parse(path)
      local handle <close> = core.csv_open(path, "")
      core.csv_parse(handle, false, 0, false)
    end
    for name, read in pairs { ["a.csv"] = parse, ["a.npy"] = core.npy_read, ["a.csv.gz"] = parse } do
      local path = folder .. "/" .. name
      local count, done, what, total = told_by(function() read(path) end)
      lu.assertTrue(count >= 2, name)
      lu.assertEquals(what, path)
      lu.assertEquals({ done, total }, { size_of(path), size_of(path) }, name)
    end
    local n = nn.network(784, 300, 10, 0.1)
    n:save(folder .. "/n.npz")
    local handle <close>, names = core.npz_open(folder .. "/n.npz")
    for i, name in ipairs(names) do
      if name == "W1" then
        local _, done, what, total = told_by(function() core.npz_matrix(handle, i) end)
        lu.assertEquals(done, total)
        lu.assertEquals(total - 784 * 300 * 4, 128) -- the .npy header, as NumPy pads it
        lu.assertEquals(what, folder .. "/n.npz: W1")
      end
    end
  end)
end

-- What goes wrong in the watcher disturbs no reader, and nobody is told after it has ended.
function TestProgress.testWatcherIsHarmless()
  child.in_folder(function(folder)
    local path, A = folder .. "/a.npy", nn.rand(1000, 300)
    A:save(path)
    core.watch(function() error "no" end)
    lu.assertTrue(nn.load(path) == A)
    core.watch(function() error {} end)
    lu.assertTrue(coroutine.wrap(function() return nn.load(path) end)() == A)
    core.watch()
    lu.assertTrue(nn.load(path) == A)
    local calls = 0
    core.watch(function() calls = calls + 1 end)
    core.watch()
    nn.load(path)
    lu.assertEquals(calls, 0)
  end)
end

-- With a clock on which everything takes long, each reader tells.
function TestProgress.testSlowReaders()
  child.in_folder(function(folder)
    nn.rand(2000, 100):save(folder .. "/a\u{9b}b.csv")
    local path = folder .. "/a\u{9b}b.csv"
    local text = child.run(([[
local nn, core = require "nn", require "nn.core"
local now = 0
core.now = function() now = now + 20 return now end
nn.data.csv(%q, { label = false })
io.stderr:write "end\n"
]]):format(path))
    lu.assertStrMatches(text, "reading a%?b%.csv  %d+ %%  .*left  .*B/s\n.*end")
    lu.assertNil(text:find "[\27\r]")
    lu.assertEquals(child.run(("require 'nn'.data.csv(%q, { label = false })"):format(path)), "")
  end)
end

-- ---- on a terminal -----------------------------------------------------------------------------------

local at_width = { [20] = "epoch 1/2 %[===>   %]", [11] = "epoch 1/2",
  [50] = "epoch 1/2 %[====>   %]  accuracy 0.500  loss 0.2500",
  [30] = "epoch 1/2 %[========>        %]",
  [80] = "epoch 1/2 %[=+> +%]  accuracy 0.500  loss 0.2500  16:%d%d left  0/s" }

function TestProgress.testTerminal()
  staged.run([[
local line = require("nn.progress").new(100)
line.start = line.start - 1000
while not there "stop" do
  line:update(50, "epoch 1/2", { accuracy = 0.5, loss = 0.25 })
  core.await({}, 0.02)
end
line:finish "the end"
]], { width = 80, before = staged.FULL }, function(t, go)
    for _, width in ipairs { 80, 20, 11, 50, 30, 80 } do
      t:resize(width, 24)
      t:until_("a line for " .. width, function(screen)
        return screen:find("\nfirst\n" .. at_width[width] .. "$") -- and nothing left of the old one
      end)
    end
    go "stop"
    t:wait "status 0"
    lu.assertStrMatches(t:screen(), ".*\nfirst\nthe end\nstatus 0")
    lu.assertNotStrContains(t:all(), "epoch") -- nor above the screen
  end)
end

-- TERM=dumb knows no codes.
function TestProgress.testDumbTerminal()
  staged.run([[
local line = require("nn.progress").new(100)
for i = 1, 100 do line:update(i, "x") end
line:finish "the end"
]], { env = { TERM = "dumb" } }, function(t)
    t:wait "status"
    lu.assertEquals(t:screen(), "the end\nstatus 0")
  end)
end

-- ---- fit ---------------------------------------------------------------------------------------------

local FIT = [[
nn.seed(1)
local labels = {}
for i = 1, 150 do labels[i] = i % 3 end
local d = nn.data.new(nn.rand(150, 4), labels)
local n = nn.network{4, 6, 3, seed = 1}
]]

-- At 80 columns accuracy and loss are seen; what on_epoch prints stands on lines of its own.
function TestProgress.testFit()
  staged.run(FIT .. [[
n:fit(d, { epochs = 1000, batch_size = 10, coach = false, on_batch = function(r)
  if r.epoch < 2 or r.batch < 3 then return end
  if r.batch == 4 then print "printed" end
  if r.batch == 9 then wait "go" end
  core.await({}, 0.15)
  return r.batch < 10
end })
]], { width = 80 }, function(t, go)
    t:wait "printed"
    t:until_("the line", function(screen)
      return screen:find "\nprinted\nepoch 2/1000 %[>? +%]  accuracy 0.%d%d%d  loss 0.%d%d%d%d  %d+:%d%d left"
    end)
    go "go"
    t:wait "status 0"
    lu.assertNotStrContains(t:screen(), "left")
  end)
end

-- Of each of the first 20 epochs, then each tenth up to 100, each hundredth up to 1000, and of the last.
local function told(options)
  local text = child.run(FIT .. "n:fit(d, { coach = false, batch_size = 50, " .. options .. " })")
  local epochs = {}
  for epoch in text:gmatch "epoch (%d+)/" do epochs[#epochs + 1] = tonumber(epoch) end
  return epochs
end

function TestProgress.testWhichEpochsHaveALine()
  local expected = {}
  for epoch = 1, 20 do expected[epoch] = epoch end
  lu.assertEquals(told "epochs = 20", expected)
  for epoch = 30, 100, 10 do expected[#expected + 1] = epoch end
  table.move({ 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1015 }, 1, 10, #expected + 1, expected)
  lu.assertEquals(told "epochs = 1015", expected)
  -- the last one, too, where a run ends early; and once
  local early = told "epochs = 500, on_epoch = function(r) return r.epoch < 27 end"
  lu.assertEquals({ #early, early[20], early[21] }, { 21, 20, 27 })
  early = told "epochs = 500, on_epoch = function(r) return r.epoch < 30 end"
  lu.assertEquals({ #early, early[20], early[21] }, { 21, 20, 30 })
end

local PLOT = FIT .. [[
local h = n:fit(d, { epochs = 5, plot = true, coach = false, test = d, validation = 0.2,
  on_epoch = function(r)
    print("printed " .. r.epoch)
    wait("go" .. r.epoch)
  end })
]]

local function charts_in(screen) return select(2, screen:gsub("epoch +epoch", "")) end

function TestProgress.testPlot()
  staged.run(PLOT .. "print(#h.loss)\n", { width = 80, height = 32, before = "first\\n" }, function(t, go)
    t:wait "printed 1"
    go "go1"
    t:wait "printed 2"
    lu.assertEquals(t:screen(), "first\nprinted 1\nprinted 2") -- while on_epoch runs
    for i = 2, 5 do go("go" .. i) end
    t:wait "status 0"
    local screen = t:screen()
    lu.assertStrMatches(screen, "first\nprinted 1\nprinted 2\nprinted 3\nprinted 4\nprinted 5\n"
      .. " +loss +accuracy\n.*")
    lu.assertEquals(charts_in(screen), 1)
    lu.assertStrMatches(screen, ".*\nepoch 5/5  [^\n]*\n5\nstatus 0")
    lu.assertTrue(staged.cursor_is_shown(t))
  end)
end

-- A chart while it learns, at a new size, and after a Ctrl-C.
function TestProgress.testPlotLive()
  staged.run(FIT .. [[
n:fit(d, { epochs = 1000000, plot = true, coach = false })
print "after"
]], { width = 80, height = 30, before = "first\\n" }, function(t)
    local function seen(what, width) -- the terminal has another width only some time after resize
      t:until_(what, function(screen)
        local _, losses = screen:gsub(" loss\n", "")
        local ok = screen:find "\nepoch %d+/1000000 %[[^\n]*%]" and screen:find "training"
        local widest = 0
        for line in screen:gmatch "[^\n]+" do widest = math.max(widest, utf8.len(line)) end
        ok = ok and widest <= width and widest > width - 6
        if width >= 70 then return ok and charts_in(screen) == 1 end
        return ok and losses == 1 and charts_in(screen) == 0
      end)
    end
    seen("a chart", 80)
    lu.assertFalse(staged.cursor_is_shown(t))
    t:resize(50, 20)
    seen("a chart in a narrow terminal", 50)
    t:resize(90, 30)
    seen("a chart in a wide one", 90)
    t:press "C-c"
    t:wait "status 0"
    -- in an epoch, or between two; what a smaller terminal had pushed above its screen may be back
    local last = t:screen():match ".*training.*\n([^\n]*)\nafter\nstatus 0$"
    lu.assertNotNil(last)
    lu.assertTrue((last:find "^interrupted in epoch %d+, " or last:find "^epoch %d+/1000000  ") ~= nil, last)
    lu.assertTrue(staged.cursor_is_shown(t))
  end)
end

-- No room for a chart: the lines of an epoch each.
function TestProgress.testPlotNarrow()
  local script = FIT .. "n:fit(d, { epochs = 2, plot = true, coach = false })"
  staged.run(script, { width = 38, height = 24 }, function(t)
    t:wait "status 0"
    lu.assertNotStrContains(t:screen(), "training")
    lu.assertStrMatches(t:screen(), "epoch 1/2 .*epoch 2/2 .*")
  end)
end

local HOW = [[
local nn = require "nn"
local n = nn.network{2, 3, 2, seed = 1}
local d = nn.data.new({{0, 1}, {1, 0}}, {"a", "b"})
]]

-- Piped: one chart at the end on stdout, a line an epoch on stderr.
function TestProgress.testPlotPiped()
  local script = HOW .. "n:fit(d, { epochs = 9, plot = true, coach = false })"
  local out = child.run(script, {}, [[sh -c '"$0" "$@" 2>/dev/null']])
  lu.assertEquals(charts_in(out), 1)
  lu.assertNil(out:find "[\27\r]")
  local all = child.run(script)
  lu.assertStrContains(all, "epoch 9/9")
  local err = child.run(script, {}, [[sh -c '"$0" "$@" 2>&1 >/dev/null']])
  lu.assertNotStrContains(err, "training")
end

-- Without gnuplot nothing is begun.
function TestProgress.testNoGnuplot()
  child.in_folder(function(folder)
    local text = child.run(HOW .. [[
local before = n:weights(1)
print(pcall(n.fit, n, d, { epochs = 9, plot = true, coach = false }))
print(before == n:weights(1))
]], {}, "PATH=" .. folder)
    lu.assertStrMatches(text, "false\t.*apt%-get install gnuplot%-nox\ntrue")
  end)
end

-- A gnuplot that dies at the first chart costs no training.
function TestProgress.testGnuplotDies()
  child.in_folder(function(folder)
    child.write(folder .. "/gnuplot", [[#!/bin/sh
while read -r line; do
  case "$line" in
    'print "'*) line=${line#print \"}; echo "${line%\"}" ;;
    'print GPVAL'*) echo "0 " ;;
    *plot*) echo "no more" >&2; exit 3 ;;
  esac
done
]])
    child.shell("chmod 755 " .. folder .. "/gnuplot")
    local text, status = child.run(HOW .. [[
local h = n:fit(d, { epochs = 9, plot = true, coach = false })
print(#h.loss, h.stopped)
]], {}, "PATH=" .. folder .. ":$PATH")
    lu.assertEquals(status, 0)
    lu.assertStrContains(text, "9\tepochs")
    lu.assertStrContains(text, "gnuplot ended in the middle of the chart")
  end)
end

-- ---- history:plot ------------------------------------------------------------------------------------

local function history(options)
  options.progress = false
  return nn.network { 2, 2, seed = 1 }:fit(nn.data.new({ { 0, 1 }, { 1, 0 } }, { "a", "b" }), options)
end

function TestProgress.testHistoryPlot()
  local d = nn.data.new({ { 0, 1 }, { 1, 0 } }, { "a", "b" })
  local h = history { epochs = 6, validation = d, test = d, early_stop = 6 }
  local p = h:plot { show = false }
  lu.assertEquals(tostring(p), "plot: 2 charts")
  local commands = require("nn.plot").commands(p)
  for _, title in ipairs { '"training"', '"validation"', '"test"', '"loss"', '"accuracy"' } do
    lu.assertStrContains(commands, title)
  end
  -- the best epoch's own point is in the data, as gnuplot gets them
  lu.assertStrContains(commands, ("\n%d %.17g\nEOD"):format(h.best_epoch, h.validation_loss[h.best_epoch]))
  child.in_folder(function(folder)
    for _, kind in ipairs { "png", "svg", "pdf" } do h:plot { save = folder .. "/h." .. kind } end
    local image = core.image_read(folder .. "/h.png")
    lu.assertEquals({ image.width, image.height }, { 1000, 400 })
    local svg = child.read(folder .. "/h.svg")
    for _, word in ipairs { "loss", "accuracy", "training", "validation", "epoch" } do
      lu.assertStrContains(svg, word)
    end
    lu.assertEquals(child.read(folder .. "/h.pdf"):sub(1, 5), "%PDF-")
  end)
end

-- Without labels there is one chart; a long history is thinned, its last epoch stays.
function TestProgress.testHistoryPlotOfLosses()
  local n = nn.network { 2, 2, seed = 1 }
  local h = n:fit({ { 0, 1 } }, { { 0.5, 0.7 } }, { epochs = 3000, progress = false })
  local p = h:plot { show = false }
  lu.assertStrMatches(tostring(p), 'plot "loss": 1 series of %d+ points')
  local points = tonumber(tostring(p):match "of (%d+)")
  lu.assertTrue(points <= 500 and points >= 250)
  lu.assertStrContains(require("nn.plot").commands(p), ("\n3000 %.17g\n"):format(h.loss[3000]))
end

function TestProgress.testHistoryPlotRefuses()
  local h = history { epochs = 1 }
  raises("did you mean 'save'", h.plot, h, { sav = "a.png" })
  raises("a history was expected, got nil", h.plot)
  raises(".png, .svg or .pdf", h.plot, h, { save = "a.gif" })
  local stopped = history { on_batch = function() return false end }
  raises("the history has no epoch yet", stopped.plot, stopped)
  raises("plot must be true or false", history, { plot = "yes" })
end
