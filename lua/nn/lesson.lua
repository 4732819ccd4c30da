-- lesson: how the lessons in scripts/ talk: sentences, numbers, charts. A lesson is
--
--     -- You will see: …                    three comment lines, which it also prints
--     -- Goes with: …
--     -- Runs: …
--     local lesson = require "nn.lesson"
--     local say, options = lesson.start(...)
--     local figures = {}                    -- what tests compare, by the id of what is taught
--     …
--     lesson.ask { "…", "…" }
--     return figures
--
-- Piped, or with --plain, it is text alone. --quiet says nothing at all, for tests. In a terminal it waits
-- for Enter when the screen is full, unless it is --nonstop.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local help = require "nn.help"
local pages = require "nn.pages"
local nn = core.nn

local lesson = {}

local WIDEST = 80 -- columns of a line that is read with pleasure

local now = { plain = true, quiet = false } -- the options of the lesson that runs; its path

local function width() return math.min(WIDEST, core.columns(1)) end

-- Who has read enough ends the lesson, which in the menu is not the end of the program.
local function go_on(wanted)
  if not wanted then os.exit(0, true) end
end

-- Prints lines that belong together.
local function write(lines)
  if not now.quiet then go_on(pages.write(lines)) end
end

--- Prints a paragraph, wrapped; with further values the text is a string.format.
function lesson.say(text, ...)
  if select("#", ...) > 0 then text = text:format(...) end
  write { "", table.unpack(help.wrapped(text, width())) } -- paragraphs stand apart
end

--- The comment that a script begins with, as a list of lines: one for each label (You will see: …).
function lesson.head(path)
  local file <close> = io.open(path, "r")
  local lines = {}
  for line in file and file:lines() or function() end do
    local text = line:match "^%-%- ?(.*)$"
    if not text then break end
    local label = text:match "^(%u[%a ]*: )"
    if label or #lines == 0 then
      lines[#lines + 1] = text
    else
      lines[#lines] = lines[#lines] .. " " .. text:gsub("^%s+", "")
    end
  end
  return lines
end

--- Begins a lesson: prints the script's own first lines. `...` is what the script was given: --plain,
--- --nonstop, --quiet, --full, --seed N. A table before it, a list as of nn.args, has options of the lesson's
--- own. Returns say, and the options.
function lesson.start(...)
  local words, more = { ... }, nil
  if type(words[1]) == "table" then more = table.remove(words, 1) end
  local spec = { usage = "a lesson of nnlua; its options:" }
  for _, option in ipairs(more or {}) do spec[#spec + 1] = option end
  spec[#spec + 1] = { "plain", false, "text alone, as when piped" }
  spec[#spec + 1] = { "nonstop", false, "do not wait for Enter when the screen is full" }
  spec[#spec + 1] = { "quiet", false, "nothing but what it returns" }
  spec[#spec + 1] = { "full", false, "the long version, where there is one" }
  spec[#spec + 1] = { "seed", 1, "another seed: other random numbers", check = check.whole(0) }
  local path = debug.getinfo(2, "S").source:gsub("^@", "")
  if words[2] == path then words = {} end -- `require` gives the module's name and its path
  now = nn.args(words, spec)
  now.path = path
  now.plain = now.plain or now.quiet or not core.is_terminal(1)
  pages.begin(not (now.nonstop or now.plain))
  nn.seed(now.seed)
  local top = {}
  for i, line in ipairs(lesson.head(path)) do
    for _, part in ipairs(help.wrapped(line, width())) do
      top[#top + 1] = i == 1 and color.paint("title", part) or part
    end
  end
  write(top)
  return lesson.say, now
end

--- What a slide says, and why it cannot be so: a paragraph that begins with "The slide".
function lesson.correct(text, ...)
  lesson.say("The slide " .. text, ...)
end

local function cell(value)
  if value ~= value then return "nan" end -- C writes some as -nan
  return math.type(value) == "float" and ("%.6g"):format(value) or tostring(value)
end

local function length(text) return utf8.len(text) or #text end

--- Prints a table: `head` a list of words, `rows` a list of lists; numbers with six digits.
function lesson.table(head, rows)
  local texts, widths = { head }, {}
  for i, row in ipairs(rows) do
    texts[i + 1] = {}
    for c = 1, #head do texts[i + 1][c] = row[c] == nil and "" or cell(row[c]) end
  end
  for _, row in ipairs(texts) do
    for c, text in ipairs(row) do widths[c] = math.max(widths[c] or 0, length(text)) end
  end
  local all = { "" }
  for i, row in ipairs(texts) do
    local line = {}
    local like = rows[math.max(i - 1, 1)] or {} -- a head goes to the side of what is below it
    for c, text in ipairs(row) do
      local gap = (" "):rep(widths[c] - length(text))
      line[c] = type(like[c]) == "number" and gap .. text or text .. gap
    end
    local text = "  " .. table.concat(line, "  "):gsub("%s+$", "")
    all[i + 1] = i == 1 and color.paint("title", text) or text
  end
  write(all)
end

--- The same from columns: `head` a list of words, then a list or a matrix for each of them.
function lesson.columns(head, ...)
  local rows = {}
  for c, column in ipairs { ... } do
    for i, value in ipairs(type(column) == "table" and column or column:flatten():totable()) do
      rows[i] = rows[i] or {}
      rows[i][c] = value
    end
  end
  lesson.table(head, rows)
end

--- Prints a matrix (or another value) after its name, as the prompt would show it.
function lesson.show(name, value)
  local all = { "" }
  local text = tostring(value)
  for line in (("%s =%s%s\n"):format(name, text:find "^\n" and "" or " ", text)):gmatch "(.-)\n" do
    all[#all + 1] = line
  end
  write(all)
end

-- How many lines a chart or a picture takes, at most and nearly always.
local function height() return math.min(120, core.columns(1)) * 5 // 16 end

--- Calls draw(...), which shows something in the terminal, unless the lesson is to be plain. Without gnuplot
--- one sentence says what is missing.
function lesson.draw(draw, ...)
  if now.plain then return end
  go_on(pages.make_room(height() + 1))
  write { "" }
  local good, message = pcall(draw, ...)
  if good then
    pages.took(height())
  elseif check.is_interrupt(message) then
    error(message, 0)
  else
    write(help.wrapped("(no picture: " .. tostring(message) .. ")", width()))
  end
end

--- A chart (see nn.plot), a picture (see nn.show) or an animation (see nn.animate).
function lesson.chart(spec) lesson.draw(nn.plot, spec) end
function lesson.picture(things) lesson.draw(nn.show, things) end
function lesson.animate(n, f, options) lesson.draw(nn.animate, n, f, options) end

--- A chart for lesson.chart or for a frame of lesson.animate: points in the plane and lines through it.
--- `groups` is a list of { title, x = list, y = list }, `lines` a list of { title, function of x }; `spec`
--- holds the title, the labels and the two ranges of the axes.
function lesson.plane(groups, lines, spec)
  local series = {}
  for i, line in ipairs(lines) do
    series[i] = { title = line[1], f = line[2], from = spec.xrange[1], to = spec.xrange[2] }
  end
  for _, g in ipairs(groups) do -- last: in characters the lines would cover them
    series[#series + 1] = { x = g.x, y = g.y, title = g[1], style = "points" }
  end
  local all = { series = series }
  for name, value in pairs(spec) do all[name] = value end
  return all
end

--- The digits to learn from and those to be asked: the 4,000 and 1,000 in data/, with --full all of MNIST,
--- where it is; a third value is then true. `form` is what nn.data.digits takes, such as { targets = … }.
function lesson.digits(form)
  local full = now.full and nn.data.find "mnist" ~= nil
  if now.full and not full then
    lesson.say "MNIST is not here: these are the digits in data/. `make data` fetches it."
  end
  local train, test = nn.data[full and "mnist" or "digits"](nil, form)
  return train, test, full
end

--- The first 100 irises, 50 setosa and 50 versicolor: a matrix with a row each, whose four columns are
--- divided by their root mean squares, as scripts/iris.lua shows; and a function(lines, title) that gives the
--- chart of their sepals, with lines as for lesson.plane.
function lesson.irises()
  local raw = nn.data.iris():take(100):matrices()
  local X = raw / ((raw * raw):sum(1) / 99):sqrt()
  local species = { { "setosa", x = X:sub(1, 50, 1, 1), y = X:sub(1, 50, 2, 2) },
    { "versicolor", x = X:sub(51, 100, 1, 1), y = X:sub(51, 100, 2, 2) } }
  return X, function(lines, title)
    return lesson.plane(species, lines, { title = title, xlabel = "Sepal Length", ylabel = "Sepal Width",
      xrange = { 0.7, 1.4 }, yrange = { 0.6, 1.5 } })
  end
end

--- nn.network(spec) with these weights, a list of matrices, and biases, likewise, if there are any.
function lesson.network(spec, weights, biases)
  local n = nn.network(spec)
  for k, W in ipairs(weights) do
    n:set_weights(k, W)
    if biases then n:set_biases(k, biases[k]) end
  end
  return n
end

--- Numbers that look random and are the same everywhere: s = (1664525 s + 1013904223) mod 2^32. The function
--- it gives takes n and picks one of 1 to n; without n it gives a number from 0 to below 1.
function lesson.lcg(seed)
  local s = seed
  return function(n)
    s = (1664525 * s + 1013904223) & 0xffffffff
    return n and (s * n >> 32) + 1 or s / 2 ^ 32
  end
end

--- lesson.numpy_normal(seed) -> what NumPy draws (see numpy_random): a function(rows, cols, mean, std) as
--- nn.randn, which gives the very numbers that the book's program starts with, and a function(n) for the
--- numbers 1 to n in a random order.
lesson.numpy_normal = require "nn.numpy_random"

--- The three-layer example of slides 003: the inputs, and the weights from input to hidden and from hidden to
--- output; a row holds what leads into one node.
function lesson.three_layers()
  return nn.matrix { 0.9, 0.1, 0.8 },
    nn.matrix { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } },
    nn.matrix { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } }
end

--- Layers of 2, 3, 2 and 2 nodes: the list of their weights, that of their biases, and an input.
function lesson.biased_layers()
  return { nn.matrix { { 0.2, -0.4 }, { 0.7, 0.1 }, { -0.5, 0.6 } },
    nn.matrix { { 0.3, -0.2, 0.8 }, { -0.6, 0.5, 0.1 } }, nn.matrix { { 1, -1 }, { 0.5, 0.25 } } },
    { nn.matrix { 0.1, 0, -0.1 }, nn.matrix { 0.2, -0.3 }, nn.matrix { 0.05, -0.05 } },
    nn.matrix { 1, 0.5 }
end

--- Two inputs, three hidden nodes and an output, to learn XOR: the list of their start weights, and that of
--- their biases.
function lesson.xor_start()
  return { nn.matrix { { 0.5, -0.6 }, { -0.3, 0.8 }, { 0.7, 0.2 } }, nn.matrix { { 0.4, -0.5, 0.6 } } },
    { nn.matrix { 0.1, -0.2, 0.05 }, nn.matrix { -0.1 } }
end

--- The slope of f at x, measured: how f changes over a short way on both sides of x.
function lesson.slope(f, x)
  local h = 1e-5
  return (f(x + h) - f(x - h)) / (2 * h)
end

--- The same for every number of a matrix W, each moved on its own: f takes nothing and looks at W.
function lesson.slopes(f, W)
  local slopes = nn.zeros(W.rows, W.cols)
  for i = 1, W.rows do
    for j = 1, W.cols do
      local w = W:get(i, j)
      slopes:set(i, j, lesson.slope(function(moved) return f(W:set(i, j, moved)) end, w))
      W:set(i, j, w)
    end
  end
  return slopes
end

--- Start weights for nn.network's init that any program repeats: the book's, as NumPy draws them, and those
--- of lesson.lcg, from ±1/√links; row by row, the first layer first.
function lesson.numpy_start(seed)
  local normal = lesson.numpy_normal(seed)
  return function(nodes, links) return normal(nodes, links, 0, links ^ -0.5) end
end

function lesson.lcg_start(seed)
  local u = lesson.lcg(seed)
  return function(nodes, links)
    return nn.zeros(nodes, links):apply(function() return (2 * u() - 1) * links ^ -0.5 end)
  end
end

--- How well networks 784-hidden-10 learn: each of `runs`, a list of { hidden = …, rate = … }, is taught the
--- digits of `train` in their order, from the start weights of three seeds, all cores at work. A list with a
--- matrix for each seed: how many of `test` are right, a row for each run and a column for each epoch.
function lesson.three_seeds(runs, epochs, train, test)
  local count = #runs
  local accuracies = nn.parallel(3 * count, function(job)
    local seed, run = (job - 1) // count + 1, runs[(job - 1) % count + 1]
    local n = nn.network { 784, run.hidden, 10, learning_rate = run.rate, precision = "double",
      init = lesson.numpy_start(seed) }
    local options = { epochs = epochs, test = test, shuffle = false, progress = false }
    return n:fit(train, options).test_accuracy
  end, { progress = false })
  local right = nn.matrix(accuracies) * #test
  return { right:sub(1, count), right:sub(count + 1, 2 * count), right:sub(2 * count + 1, 3 * count) }
end

--- Of that the scores after one epoch: a row for each run, a column for each seed.
function lesson.scores(right, epoch)
  return right[1]:col(epoch):hcat(right[2]:col(epoch)):hcat(right[3]:col(epoch))
end

--- A chart for lesson.chart of such scores over x: the mean, the worst and the best of the seeds. `spec`
--- holds the labels and the range of x, which is logarithmic.
function lesson.spread(x, scores, spec)
  local mean = scores:mean(2) -- of each row
  local all = { logx = true, title = "mean, worst and best of three seeds", series = {
    { x = x, y = mean, low = scores:min(2), high = scores:max(2), style = "errorbars" },
    { x = x, y = mean },
  } }
  for name, value in pairs(spec) do all[name] = value end
  return all
end

--- The first `count` of a list of points, each a column of two, as the path of a chart: { xs, ys }.
function lesson.path(points, count)
  local xs, ys = {}, {}
  for i = 1, count do xs[i], ys[i] = points[i][1], points[i][2] end
  return { xs, ys }
end

-- The grid of the plane from -1 to 1: the points of its lines, with gaps between them.
local function plane_grid()
  local grid, gap = {}, 0 / 0
  for line = -4, 4 do
    for _, across in ipairs { true, false } do
      for i = -16, 16 do
        grid[#grid + 1] = across and { i / 16, line / 4 } or { line / 4, i / 16 }
      end
      grid[#grid + 1] = { gap, gap }
    end
  end
  return nn.matrix(grid)
end

-- The rows of P, points of the plane, in the space of two or three hidden nodes, after `time` thirds of
-- layers tanh(W x + b): each layer moves them first by W, then by b, then by tanh.
local function through(n, P, time, nodes)
  for k = 2, #n.layers - 1 do
    if n.layers[k] ~= 2 and not (n.layers[k] == 3 and #n.layers == 3) then
      check.fail "only layers of two nodes, or one of three, can be drawn"
    end
  end
  if nodes == 3 then P = P:hcat(nn.zeros(#P, 1)) end
  for k = 1, #n.layers - 2 do
    local function done(part) return math.max(0, math.min(time - 3 * (k - 1) - part, 1)) end
    local W = n:weights(k)
    if W.cols < nodes then W = W:hcat(nn.zeros(nodes, 1)) end
    P = P:dot((nn.eye(nodes) * (1 - done(0)) + W * done(0)).T) + n:biases(k).T * done(1)
    P = P * (1 - done(2)) + P:tanh() * done(2)
  end
  return P
end

--- What tanh layers do to the plane, for lesson.animate: how many frames, and a function that gives each.
--- n has layers of two hidden nodes, or one of three, which is seen from the side, what the output looks
--- at pointing up. X has a row a point, T a column of 0 (first) and 1; the last frame has the line where
--- the output is 0.5.
function lesson.layers_in_motion(n, X, T, title)
  local steps <const>, depth, zeros = 6, #n.layers - 2, 0
  local V, c = n:weights(depth + 1), n:biases(depth + 1)[1]
  local size, view = V:norm(), nn.eye(2)
  if V.cols == 3 then
    local across = nn.matrix { { V[1][2], -V[1][1], 0 } }
    view = (across / across:norm()):vcat(V / size)
  end
  for i = 1, #T do zeros = zeros + (T[i] == 0 and 1 or 0) end
  local count = 3 * steps * depth + 1
  return count, function(frame)
    local series, reach = {}, 1.2
    for k, rows in ipairs { plane_grid(), X:sub(1, zeros), X:sub(zeros + 1, #X) } do
      local P = through(n, rows, (frame - 1) / steps, V.cols):dot(view.T)
      series[k] = { x = P:col(1), y = P:col(2), style = k == 1 and "lines" or "points",
        title = ({ "the plane", "class 0", "class 1" })[k] }
      for _, row in ipairs(P:totable()) do -- nan, a gap, is larger than nothing
        for _, v in ipairs(row) do reach = math.abs(v) > reach and math.abs(v) or reach end
      end
    end
    if frame == count then
      local a, b = V[1][1], V[1][2]
      if V.cols == 3 then a, b = 0, size end
      series[4] = { title = "output 0.5", x = {}, y = {} }
      for i = -60, 60 do -- from the point nearest to 0, both ways
        series[4].x[i + 61] = (-c * a - b * size * i / 20) / size ^ 2
        series[4].y[i + 61] = (-c * b + a * size * i / 20) / size ^ 2
      end
    end
    local range = { -1.05 * reach, 1.05 * reach }
    return { series = series, title = title, xrange = range, yrange = range, key = "outside" }
  end
end

--- The end: two or three questions to try, each a change of one line of the script.
function lesson.ask(questions)
  if type(questions) ~= "table" or #questions < 2 or #questions > 3 then
    check.fail("lesson: two or three questions were expected")
  end
  local all = { "", color.paint("title", ("To try, in %s:"):format(now.path)) }
  for _, question in ipairs(questions) do
    for i, line in ipairs(help.wrapped(question, width() - 4)) do
      all[#all + 1] = (i == 1 and "  - " or "    ") .. line
    end
  end
  write(all)
end

return lesson
