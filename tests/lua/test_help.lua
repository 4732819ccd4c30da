-- help: what it finds and how it lays that out, on a small documentation of the suite's own.

local lu = require "luaunit"
local nn = require "nn"
local child = require "child"

TestHelp = {}

-- ---- a small documentation -----------------------------------------------------------------------------

local FILES = require("nn.help").files

local function small_docs()
  local rate = { "learning_rate", "0.1", "how far each step goes" }
  return {
    topics = { title = "Ideas", intro = "All ideas.", groups = { "numbers" },
      { name = "sigmoid", signature = "sigmoid", group = "numbers", text = "A curve like an S." },
      { name = "momentum", signature = "momentum", group = "numbers", text = "Steps that remember." },
      { name = "gradient descent", signature = "w = w - L · g", group = "numbers", text = "Downhill." } },
    matrix = { title = "Matrices", intro = "Numbers in rows.", groups = { "make", "functions", "arithmetic" },
      { name = "matrix:sigmoid", signature = "A:sigmoid()", group = "functions", text = "The S of each." },
      { name = "nn.matrix", signature = "nn.matrix(values)", group = "make",
        text = "A matrix from the numbers of a table, of which each inner table is a row of the new matrix. "
          .. "A flat list is a column.", shapes = "rows of one length", errors = "rows of other lengths",
        example = "A = nn.matrix{{1, 2}, {3, 4}}\n\nprint(A:sum())  --> 10.0\n",
        see = { "matrix:sigmoid", "matrix +" } },
      { name = "matrix.T", signature = "A.T", group = "functions", text = "The transpose." },
      { name = "matrix +", signature = "A + B", group = "arithmetic", text = "The sum." } },
    network = { title = "Networks", intro = "They learn.",
      groups = { "make", "learn", "results" },
      { name = "nn.network", signature = "nn.network(i, h, o, rate) or nn.network{…}", group = "make",
        text = "A network.", options = { rate,
          { "optimizer", "\"sgd\"", "what makes a step", values = { "sgd", "adam" } } } },
      { name = "network:train", signature = "n:train(x, t)", group = "learn", text = "Learns." },
      { name = "network:fit", signature = "n:fit(set, options)", group = "learn", text = "Learns more.",
        options = { { "learning_rate", "the network's", "a number or a function" },
          { "seconds", "60", "the time there is" } } },
      { name = "history.loss", signature = "history.loss[epoch]", group = "results", text = "The losses." },
      { name = "history.seconds", signature = "history.seconds[epoch]", group = "results",
        text = "Times." } },
    dataset = { title = "Data sets", intro = "Samples.", groups = { "make" },
      { name = "dataset:scale", signature = "d:scale(low, high)", group = "make", text = "Scales." } },
    data = { title = "Sources", intro = "Files.", groups = { "read" },
      { name = "nn.data.mnist", signature = "nn.data.mnist(folder, options)", group = "read",
        text = "Digits.",
        options = { { "scale", "{0.01, 1.0}", "the inputs' range" } } },
      { name = "nn.data.new", signature = "nn.data.new(X, goals, options)", group = "read",
        text = "Own data.",
        options = { { "scale", "{0.01, 1.0}", "the inputs' range" } } } },
    nn = { title = "The rest", intro = "Other things.", groups = { "random" },
      { name = "nn.seed", signature = "nn.seed(n)", group = "random", text = "Starts the random numbers." } },
    lua = { title = "Lua", intro = "Its library.", groups = { "basic", "strings" },
      { name = "print", signature = "print(...)", group = "basic", text = "Writes a line." },
      { name = "string.format", signature = "string.format(f, ...)", group = "strings", text = "Text." } },
  }
end

-- The module nn.help on these docs, and its nn.help; everything else stays as it was.
local function fresh(docs)
  local loaded, before, own = package.loaded, {}, rawget(nn, "help")
  for _, file in ipairs(FILES) do
    before[file], loaded["nn.docs." .. file] = loaded["nn.docs." .. file],
      docs[file] or { title = file, intro = "", groups = {} }
  end
  local module = loaded["nn.help"]
  loaded["nn.help"] = nil
  local help = require "nn.help"
  help.index()
  local shown = rawget(nn, "help")
  loaded["nn.help"] = module
  rawset(nn, "help", own)
  for _, file in ipairs(FILES) do loaded["nn.docs." .. file] = before[file] end
  return help, shown
end

local docs = small_docs()
local help, shown = fresh(docs)

-- What f(...) prints, without colours.
local function printed(f, ...)
  local talk, lines = print, {}
  print = function(text) lines[#lines + 1] = text end
  local ok, message = pcall(f, ...)
  print = talk
  lu.assertTrue(ok, message)
  return (table.concat(lines, "\n"):gsub("\27%[[%d;]*m", ""))
end

local function names(list)
  local text = {}
  for i, entry in ipairs(list) do text[i] = entry.name end
  return table.concat(text, ", ")
end

local function first_line(x) return (help.text(x, 80):match "^[^\n]*") end

-- ---- what is found -------------------------------------------------------------------------------------

function TestHelp.testIndex()
  local index = help.index()
  lu.assertIs(index["matrix:sigmoid"], docs.matrix[1])
  lu.assertEquals(index["nn.seed"].topic, "The rest")
  lu.assertNil(index.sigmoids)
end

function TestHelp.testNames()
  for word, name in pairs {
    ["nn.matrix"] = "nn.matrix", ["nn.matrix{1}"] = "nn.matrix", ["matrix:sigmoid"] = "matrix:sigmoid",
    ["matrix.sigmoid"] = "matrix:sigmoid", ["A:sigmoid()"] = "matrix:sigmoid", T = "matrix.T",
    ["A.T"] = "matrix.T", ["+"] = "matrix +", ["n:train"] = "network:train", train = "network:train",
    [" Train "] = "network:train", mnist = "nn.data.mnist", ["data.mnist"] = "nn.data.mnist",
    ["string.format"] = "string.format", format = "string.format", momentum = "momentum",
    descent = "gradient descent", ["Gradient_descent"] = "gradient descent", loss = "history.loss",
  } do
    lu.assertEquals(names(help.find(word)), name, word)
    lu.assertEquals(first_line(word), help.index()[name].signature)
  end
end

function TestHelp.testSeveralMatches()
  lu.assertEquals(names(help.find "sigmoid"), "sigmoid, matrix:sigmoid")
  lu.assertEquals(help.text("sigmoid", 80), "sigmoid\n  A curve like an S.\n\n  also: matrix:sigmoid")
end

function TestHelp.testOptions()
  lu.assertEquals(names(help.find "learning_rate"), "nn.network, network:fit")
  for _, word in ipairs { "learning_rate", "learning rate" } do
    lu.assertEquals(help.text(word, 80), "learning_rate, an option of nn.network\n"
      .. "  how far each step goes; default 0.1\n\n"
      .. "learning_rate, an option of network:fit\n  a number or a function; default the network's")
  end
  lu.assertEquals(help.text("adam", 80), "optimizer, an option of nn.network\n"
    .. "  what makes a step; default \"sgd\"; one of sgd, adam")
  lu.assertEquals(help.text("scale", 80), "d:scale(low, high)\n  Scales.\n\n"
    .. "scale, an option of nn.data.mnist, nn.data.new\n  the inputs' range; default {0.01, 1.0}")
end

-- Options come before what results have of the same name, and topics in other words last.
function TestHelp.testOptionsBeforeFields()
  lu.assertEquals(help.text("seconds", 80), "seconds, an option of network:fit\n"
    .. "  the time there is; default 60\n\n  also: history.seconds")
end

function TestHelp.testFunctions()
  local n = nn.network(2, 2, 2, 0.1)
  for name, f in pairs { ["nn.matrix"] = nn.matrix, ["network:train"] = n.train, ["network:fit"] = n.fit,
    ["matrix:sigmoid"] = nn.ones(1, 1).sigmoid, ["nn.data.mnist"] = nn.data.mnist,
    ["dataset:scale"] = nn.data.new({ { 1 } }, { 1 }).scale, ["string.format"] = string.format,
    print = io.stdout and require "_G".print, ["nn.seed"] = nn.seed } do
    lu.assertEquals(names(help.find(f)), name)
    lu.assertEquals(first_line(f), help.index()[name].signature)
  end
end

function TestHelp.testObjects()
  local d = nn.data.new({ { 1 } }, { 1 })
  for title, object in pairs { Matrices = nn.ones(1, 1), Networks = nn.network(2, 2, 2, 0.1),
    ["Data sets"] = d, Sources = nn.data, ["The rest"] = nn, string = string, Lua = _G } do
    lu.assertEquals(first_line(object), title)
  end
  lu.assertEquals(names(help.find(d)), "dataset:scale")
end

function TestHelp.testOverviews()
  lu.assertEquals(help.text("network", 80), [[
Networks
  They learn.

  make
    nn.network(i, h, o, rate)   A network.

  learn
    n:train(x, t)               Learns.
    n:fit(set, options)         Learns more.

  results
    help "history"              loss, seconds

  also: nn.network]])
  lu.assertStrContains(help.text("history", 80), "    history.loss[epoch]         The losses.")
  lu.assertStrContains(help.text("nn", 80), "    help \"data\"                 data.mnist, data.new")
  lu.assertEquals(first_line "data set", "Data sets")
  lu.assertEquals(first_line "topics", "Ideas")
  lu.assertStrContains(help.text("topics", 80), "    gradient descent            Downhill.")
end

function TestHelp.testNearMisses()
  for word, near in pairs { sigmoiid = "sigmoid", trian = "train", lr = "learning_rate",
    ["nn.matrx"] = "nn.matrix", momentun = "momentum", optimiser = "optimizer" } do
    lu.assertEquals(help.text(word), ("help: there is no '%s', did you mean '%s'?"):format(word, near))
    lu.assertEquals(help.find(word), {})
  end
  for _, word in ipairs { "", " ", "extraordinarily far away from everything", "zq" } do
    lu.assertStrContains(help.text(word), "help: there is no '" .. word .. "'; help()")
  end
end

function TestHelp.testCommand()
  local text, found = help.command "n:train"
  lu.assertEquals(text:gsub("\27%[[%d;]*m", ""), "n:train(x, t)\n  Learns.")
  lu.assertTrue(found)
  text, found = help.command "n:trian"
  lu.assertStrContains(text, "did you mean 'n:train'?")
  lu.assertFalse(found)
end

-- ---- how it looks --------------------------------------------------------------------------------------

function TestHelp.testAllFields()
  lu.assertEquals(help.text("nn.matrix", 60), [[
nn.matrix(values)
  A matrix from the numbers of a table, of which each inner
  table is a row of the new matrix. A flat list is a column.

  shapes   rows of one length

  errors   rows of other lengths

  example
    A = nn.matrix{{1, 2}, {3, 4}}

    print(A:sum())  --> 10.0

  see also matrix:sigmoid, matrix +]])
end

function TestHelp.testEveryWidth()
  for width = 40, 120, 7 do
    for line in (help.text("nn.matrix", width) .. "\n" .. help.text("network", width)):gmatch "[^\n]+" do
      lu.assertTrue(utf8.len(line) <= width, line)
    end
  end
  -- one line an entry, however much there is to say
  local _, lines = help.text("matrix", 60):gsub("\n", "")
  local _, wide = help.text("matrix", 200):gsub("\n", "")
  lu.assertEquals(lines, wide)
  lu.assertStrContains(help.text("matrix", 60), "A matrix from the numbers of …")
end

function TestHelp.testTour()
  local text = printed(shown)
  local _, breaks = text:gsub("\n", "")
  lu.assertTrue(breaks < 24, text)
  lu.assertStrContains(text, "nn.network(784")
  lu.assertStrContains(text, "help(n.fit)")
  lu.assertEquals(printed(shown, "train"), "n:train(x, t)\n  Learns.")
end

-- What the tour tells to type is typed, one line after the other.
function TestHelp.testTourRuns()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  local values, env = {}, setmetatable({}, { __index = _G })
  for i, line in ipairs(help.tour) do
    local code = line[1]:gsub("epochs = 3", "epochs = 1, progress = false")
    local chunk = load("return " .. code, code, "t", env) or assert(load(code, code, "t", env))
    values[i] = chunk()
  end
  lu.assertEquals(values[2], nn.matrix { { 7, 10 }, { 15, 22 } }) -- by hand
  lu.assertEquals(#env.train, 4000)
  lu.assertEquals(#env.test, 1000)
  lu.assertTrue(values[6] > 0.7)
  lu.assertEquals({ values[7]:shape() }, { 10, 1 })
end

-- ---- what has no entry ---------------------------------------------------------------------------------

local OWN = [[
-- not about it

-- How long the longest side is.
--   a, b: the others
local function hypotenuse(a, b, ...)
  return a, b, ...
end
local second = function() end
return hypotenuse, second, function(x) return x end
]]

function TestHelp.testOwnFunctions()
  child.in_folder(function(folder)
    local path = folder .. "/o.lua"
    child.write(path, OWN)
    local f, second, third = dofile(path)
    local src = debug.getinfo(f, "S").short_src
    lu.assertEquals(help.text(f, 200), "hypotenuse(a, b, ...)\n  How long the longest side is.\n"
      .. "    a, b: the others\n  defined at " .. src .. ":5")
    lu.assertEquals(help.text(second, 200), "second()\n  defined at " .. src .. ":8")
    lu.assertEquals(help.text(third, 200), "function(x)\n  defined at " .. src .. ":9")
    os.remove(path)
    lu.assertEquals(help.text(f, 200), "function(a, b, ...)\n  defined at " .. src .. ":5")
  end)
  lu.assertStrContains(help.text(load "-- Tells.\nreturn function(k) end"()), "function(k)\n  Tells.\n")
  lu.assertEquals(help.text(load("return function(k) end", "=stdin")()), "function(k)\n  defined at stdin:1")
  _G.typed = load("return function(k) end", "=stdin")()
  lu.assertEquals(help.text(_G.typed), "typed(k)\n  defined at stdin:1")
  _G.typed = nil
  lu.assertStrContains(help.text(io.popen), "written in C")
end

function TestHelp.testOtherValues()
  for text, value in pairs { ["3 is a number"] = 3, ["nan is a number"] = 0 / 0, ["true is"] = true,
    ["This is a table"] = {}, ["This is a FILE*"] = io.stdout,
    ["This is a "] = setmetatable({}, { __index = error, __name = 1 }) } do
    local line = help.text(value, 200):gsub("^%-nan", "nan")
    lu.assertStrContains(line, text)
    lu.assertNil(line:find "\n")
    lu.assertEquals(help.find(value), {})
  end
  local data = rawget(nn, "data")
  for _, loaded in ipairs { false, data } do -- a table that is not there yet is not what nil means
    rawset(nn, "data", loaded or nil)
    lu.assertStrContains(help.text(nil, 200), "nil is no value")
  end
  rawset(nn, "data", data)
  lu.assertStrContains(printed(shown, nil), "nil is no value")
end
