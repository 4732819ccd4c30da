-- describe: values as text for the prompt: layout, limits, values that do not behave; and what the
-- results of fit, evaluate and their like say of themselves.

local lu = require "luaunit"
local describe = require "nn.describe"
local history = require "nn.history"
local text_of = require "nn.print"

-- The text at a width of 80, or another, without colours.
local function shown(value, width) return describe(value, { width = width or 80 }) end

local function lines_of(text)
  local lines = {}
  for line in (text .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

-- Fails unless each line but single words that are longer fits into the width.
local function assert_fits(text, width)
  for _, line in ipairs(lines_of(text)) do
    lu.assertTrue(utf8.len(line) <= width, ("%d columns: %s"):format(width, line))
  end
end

local function boom() error("boom", 0) end

TestDescribeLibrary = {}

-- Whatever is loaded of it.
function TestDescribeLibrary.testNn()
  lu.assertEquals(shown(nn), 'the library nn: help "nn" lists it')
  lu.assertEquals(shown { nn }, "{nn {…}}")
end

-- ---- in one piece -------------------------------------------------------------------------------

TestDescribeScalars = {}

function TestDescribeScalars.testNumbersAndConstants()
  for _, value in ipairs { 1, 1.0, -0.0, 2 ^ 53, math.huge, math.mininteger, 0.1, 1e100, true, false } do
    lu.assertEquals(shown(value), tostring(value))
  end
  lu.assertEquals(shown(nil), "nil")
  lu.assertStrContains(shown(0 / 0), "nan")
end

function TestDescribeScalars.testStrings()
  for _, case in ipairs {
    { "", '""' }, { "plain", '"plain"' }, { 'a "word"', [["a \"word\""]] }, { "it's", [["it's"]] },
    { "a\\n", [["a\\n"]] }, { "\a\b\f\n\r\t\v", [["\a\b\f\n\r\t\v"]] }, { "\0001", [["\0001"]] },
    { "\27[31m", [["\027[31m"]] }, { "\127", [["\127"]] }, { "é日本😀", '"é日本😀"' },
    { "\xff\xc3", [["\255\195"]] }, { "\u{9b}31m", [["\u{9B}31m"]] }, { "\u{202e}x", [["\u{202E}x"]] },
    { "\xed\xa0\x80", [["\237\160\128"]] }, -- a surrogate is no UTF-8
  } do
    lu.assertEquals(shown(case[1]), case[2])
    lu.assertEquals(load("return " .. shown(case[1]))(), case[1], "reads back")
  end
end

function TestDescribeScalars.testLongStrings()
  lu.assertEquals(shown(("x"):rep(1000)), '"' .. ("x"):rep(1000) .. '"')
  lu.assertEquals(shown(("x"):rep(3001)), '"' .. ("x"):rep(1000) .. '"… 2,001 bytes more')
  lu.assertEquals(shown(("x"):rep(1001)), '"' .. ("x"):rep(1000) .. '"… 1 byte more')
  -- cut between characters: 1 + 2 * 499 bytes fit, the next é does not
  lu.assertEquals(shown("x" .. ("é"):rep(600)), '"x' .. ("é"):rep(499) .. '"… 202 bytes more')
  lu.assertEquals(shown(("\xbf"):rep(1100)):sub(1, 5), [["\191]])
  lu.assertStrContains(shown { ("x"):rep(1e6) }, '"… 999,800 bytes more')
end

function TestDescribeScalars.testFunctions()
  local function own() end
  local line = debug.getinfo(own, "S").linedefined
  lu.assertStrMatches(shown(own), "function %(.*test_describe%.lua:" .. line .. "%)")
  lu.assertStrMatches(shown(string.rep), "function: string%.rep%s*%(.*%)")
  lu.assertStrMatches(shown(print), "function: print%s*%(.*%)")
  lu.assertStrMatches(shown { nn.zeros }, "{function: nn%.zeros%s*%(.*%)}")
  lu.assertStrMatches(shown(nn.eye(1).dot), "function: .*dot%s*%(.*%)")
end

-- The names are those of the documentation, whose signature stands instead.
function TestDescribeScalars.testDocumentedFunctions()
  local name, loaded = "nn.help", package.loaded["nn.help"]
  package.loaded[name] = { index = function() return { ["nn.zeros"] = { signature = "nn.zeros(r, c)" } } end }
  local zeros = shown(nn.zeros)
  package.loaded[name] = { index = boom }
  local without = shown(nn.zeros)
  package.loaded[name] = loaded
  lu.assertEquals({ zeros, without }, { "function: nn.zeros(r, c)", "function: nn.zeros (C)" })
end

function TestDescribeScalars.testUserdataAndThreads()
  lu.assertEquals(shown(io.stdout), tostring(io.stdout))
  local thread = coroutine.create(print)
  lu.assertEquals(shown(thread), tostring(thread))
end

-- ---- tables -------------------------------------------------------------------------------------

TestDescribeTables = {}

function TestDescribeTables.testOneLine()
  for _, case in ipairs {
    { {}, "{}" }, { { {} }, "{{}}" }, { { 1, "a", true }, '{1, "a", true}' },
    { { a = 1, b = { c = 2 } }, "{a = 1, b = {c = 2}}" },
    { { 10, 20, x = 1, [4] = 2, [-1] = 3, [1.5] = 4, [true] = 5, [false] = 6, ["not"] = 7, ["a b"] = 8,
      ["1"] = 9, [""] = 10 },
      '{10, 20, [-1] = 3, [1.5] = 4, [4] = 2, [""] = 10, ["1"] = 9, ["a b"] = 8, ["not"] = 7, x = 1, '
        .. "[false] = 6, [true] = 5}" },
    { { [math.huge] = 1, [-math.huge] = 2, [math.maxinteger] = 3 },
      "{[-inf] = 2, [9223372036854775807] = 3, [inf] = 1}" },
    { { ["naïve"] = 1, _x9 = 2, ["9x"] = 3, ["a\n"] = 4 },
      [[{["9x"] = 3, _x9 = 2, ["a\n"] = 4, ["naïve"] = 1}]] },
  } do
    lu.assertEquals(shown(case[1], 200), case[2])
  end
end

-- A line that fits exactly stays one; one column less, and there is an element a line.
function TestDescribeTables.testTheWidthDecides()
  local t = { "aaaa", b = "cccc" } -- {"aaaa", b = "cccc"}: 20 columns
  lu.assertEquals(shown(t, 20), '{"aaaa", b = "cccc"}')
  lu.assertEquals(shown(t, 19), '{\n  "aaaa",\n  b = "cccc",\n}')
  lu.assertEquals(shown({ "ééééé", "日本" }, 15), '{"ééééé", "日本"}', "characters, not bytes")
end

function TestDescribeTables.testNested()
  local t = { name = "net", sizes = { 784, 200, 10 }, options = { optimizer = "adam", momentum = 0.9,
    schedule = { "constant", "linear" } } }
  lu.assertEquals(shown(t, 40), [[
{
  name = "net",
  options = {
    momentum = 0.9,
    optimizer = "adam",
    schedule = {"constant", "linear"},
  },
  sizes = {784, 200, 10},
}]])
  for _, width in ipairs { 30, 80, 200 } do assert_fits(shown(t, width), width) end
  lu.assertEquals(#lines_of(shown(t, 200)), 1)
end

function TestDescribeTables.testNumbersFillTheLines()
  local list = {}
  for i = 1, 30 do list[i] = i + 100 end
  -- 2 spaces and "101," and then " 102," as often as it fits into 20
  lu.assertEquals(lines_of(shown(list, 20))[2], "  101, 102, 103,")
  lu.assertEquals(#lines_of(shown(list, 20)), 2 + 10)
  for _, width in ipairs { 20, 80, 200 } do
    local text, at = shown(list, width), 0
    assert_fits(text, width)
    for number in text:gmatch "%d+" do
      at = at + 1
      lu.assertEquals(tonumber(number), list[at])
    end
    lu.assertEquals(at, 30)
  end
  lu.assertEquals(#lines_of(shown(list, 200)), 1)
  list.unit = "metres"
  lu.assertEquals(lines_of(shown(list, 80))[4], '  unit = "metres",')
  list[30] = "x"
  lu.assertEquals(#lines_of(shown(list, 80)), 2 + 31, "no longer all numbers")
end

function TestDescribeTables.testCyclesAndSharedTables()
  local t = { 1 }
  t.self, t.inner = t, { up = t }
  lu.assertEquals(shown(t), "{1, inner = {up = <cycle>}, self = <cycle>}")
  lu.assertEquals(shown(t, 20), "{\n  1,\n  inner = {\n    up = <cycle>,\n  },\n  self = <cycle>,\n}")
  local twice = { 7 }
  lu.assertEquals(shown { twice, twice, { twice } }, "{{7}, {7}, {{7}}}", "shared is no cycle")
  local key = {}
  key[key] = key
  lu.assertStrMatches(shown(key), "{%[table: 0x%x+%] = <cycle>}")
end

function TestDescribeTables.testDepth()
  lu.assertEquals(shown { { { { 1 } } } }, "{{{{1}}}}")
  lu.assertEquals(shown { { { { { 1 }, {} } } } }, "{{{{{…}, {}}}}}")
  local deep = {}
  for _ = 1, 1e5 do deep = { deep } end
  lu.assertEquals(shown(deep), "{{{{{…}}}}}")
  lu.assertEquals(shown({ { { { { ("x"):rep(50) } } } } }, 10),
    "{\n  {\n    {\n      {\n        {…},\n      },\n    },\n  },\n}")
end

function TestDescribeTables.testLength()
  local list, words = {}, {}
  for i = 1, 1000 do
    list[i] = i
    words[("k%04d"):format(i)] = i
  end
  local lines = lines_of(shown(list))
  lu.assertStrContains(lines[#lines - 2], "40,")
  lu.assertEquals(lines[#lines - 1], "  … 960 more")
  list.n = 1000
  lines = lines_of(shown(list))
  lu.assertEquals({ lines[#lines - 2], lines[#lines - 1] }, { "  … 960 more", "  n = 1000," })
  lines = lines_of(shown(words))
  lu.assertEquals({ #lines, lines[2], lines[41], lines[42] },
    { 43, "  k0001 = 1,", "  k0040 = 40,", "  … 960 more" })
end

-- Tables in tables in tables: 40 * 40 * 40 of them, and yet a screenful or so.
function TestDescribeTables.testLines()
  local function tree(depth)
    if depth == 0 then return ("x"):rep(30) end
    local t = {}
    for i = 1, 45 do t[i] = tree(depth - 1) end
    return t
  end
  local text = shown(tree(3), 80)
  local lines = lines_of(text)
  lu.assertTrue(#lines >= 200 and #lines <= 210, #lines)
  assert_fits(text, 80)
  lu.assertEquals({ lines[#lines], lines[1] }, { "}", "{" })
  -- 40 strings, a marker and two braces a table: 4 whole ones within 200 lines, and part of the fifth
  lu.assertEquals(lines[#lines - 1], "  … 44 more")
  local _, opened = text:gsub("{\n", "")
  local _, closed = text:gsub("}", "")
  lu.assertEquals(opened, closed)
end

function TestDescribeTables.testHugeTablesDoNotHang()
  local list, map, backwards = {}, {}, {}
  for i = 1, 1e6 do list[i], map["k" .. i] = i, i end
  for i = 1e5, 1, -1 do backwards[i] = i end
  lu.assertStrContains(shown(list), "… 999,960 more")
  lu.assertStrContains(shown(map), "  … more\n}")
  lu.assertStrContains(shown(backwards), "… 99,960 more")
  list.last = "seen"
  lu.assertStrContains(shown(list), '… 999,960 more\n  last = "seen",')
  local many = {}
  for i = 1, 1000 do many[i] = map end
  lu.assertStrContains(shown(many), "… 995 more\n}") -- five of 42 lines each are shown
  lu.assertStrContains(shown { map, { x = 1, y = 2 } }, "  {x = 1, y = 2},\n}") -- not for lack of steps
end

-- ---- values that do not behave ------------------------------------------------------------------

TestDescribeHostile = {}

function TestDescribeHostile.testNoMetamethodRuns()
  local ran = {}
  local meta = { __name = "trap" }
  for _, name in ipairs { "index", "newindex", "len", "pairs", "eq", "lt", "le", "call", "concat", "unm",
    "close" } do
    meta["__" .. name] = function() ran[#ran + 1] = name end
  end
  local a, b = setmetatable({ 1, x = 2 }, meta), setmetatable({ 1 }, meta)
  lu.assertEquals(shown { a, b, k = a }, "{trap {1, x = 2}, trap {1}, k = trap {1, x = 2}}")
  shown { [a] = b, [b] = a }
  lu.assertEquals(ran, {})
  setmetatable(meta, { __index = boom })
  lu.assertEquals(shown(setmetatable({ 3 }, setmetatable({}, { __index = boom }))), "{3}")
end

function TestDescribeHostile.testNames()
  lu.assertEquals(shown(setmetatable({}, { __name = "point" })), "point {}")
  lu.assertEquals(shown(setmetatable({ 1 }, { __name = {} })), "{1}")
  lu.assertEquals(shown(setmetatable({ 1 }, { __name = "a\27[1m\nb" })), "a\\027[1m\\nb {1}")
  lu.assertEquals(#shown(setmetatable({}, { __name = ("n"):rep(1e6) })), 203)
  lu.assertEquals(shown(setmetatable({ 1 }, { __metatable = "none of yours", __name = "p" })), "p {1}")
  lu.assertEquals(shown(setmetatable({}, { __metatable = 0, __tostring = function() return "it" end })), "it")
end

function TestDescribeHostile.testToString()
  local function speaker(f, name) return setmetatable({}, { __tostring = f, __name = name }) end
  lu.assertEquals(shown(speaker(function() return "two\nlines" end)), "two\nlines")
  lu.assertEquals(shown { speaker(function() return "one" end) }, "{one}")
  lu.assertEquals(shown { speaker(function() return "two\nlines" end) }, "{two …}")
  lu.assertEquals(shown { speaker(function() return "two\nlines" end, "pair") }, "{pair}")
  lu.assertEquals(shown { speaker(function() return "\27[2J" end) }, "{\\027[2J}")
  lu.assertEquals(shown(speaker(boom)), "<error in __tostring: boom>")
  lu.assertEquals(shown { speaker(boom), 2 }, "{<error in __tostring: boom>, 2}")
  lu.assertEquals(shown(speaker(function() error { code = 1 } end)), "<error in __tostring: a table>")
  lu.assertStrContains(shown(speaker(function() error(speaker(boom)) end)), "<error in __tostring: ")
  lu.assertStrContains(shown(speaker(function() return {} end)), "must return a string")
  lu.assertStrContains(shown(speaker "no function"), "<error in __tostring: ")
  local endless
  endless = speaker(function() return tostring(endless) end)
  lu.assertStrContains(shown(endless), "<error in __tostring: ")
  lu.assertStrContains(shown(speaker(coroutine.yield)), "<error in __tostring: ")
end

function TestDescribeHostile.testLongSpeeches()
  local function says(text) return setmetatable({}, { __tostring = function() return text end }) end
  local lines = lines_of(shown(says(("x\n"):rep(999) .. "x")))
  lu.assertEquals({ #lines, lines[201] }, { 201, "… 800 lines more" })
  lu.assertEquals(#lines_of(shown(says(("x\n"):rep(199) .. "x"))), 200)
  lines = lines_of(shown(says(("x"):rep(1e6))))
  lu.assertEquals({ #lines[1], lines[2] }, { 100000, "… 900,000 bytes more" })
  lu.assertEquals(shown { says(("x"):rep(1e6)) }, "{\n  " .. ("x"):rep(200) .. "…,\n}")
end

function TestDescribeHostile.testUserdata()
  local closed = io.tmpfile()
  closed:close()
  lu.assertEquals(shown { closed }, "{file (closed)}")
  local meta = debug.getmetatable(closed)
  local usual = meta.__tostring
  meta.__tostring = boom
  local whole, inside = shown(closed), shown { closed }
  meta.__tostring = usual
  lu.assertEquals({ whole, inside }, { "<error in __tostring: boom>", "{<error in __tostring: boom>}" })
end

-- Everything that holds a table may be weak, changed by its own __tostring, or a proxy.
function TestDescribeHostile.testTablesThatChange()
  local t = { 1, 2, 3 }
  t[2] = setmetatable({}, { __tostring = function()
    for i = 4, 100 do t[i], t["k" .. i] = i, i end
    t[1], t[3] = nil, nil
    return "changer"
  end })
  lu.assertEquals(shown(t), "{1, changer, 3}")
  local weak = setmetatable({ {}, {} }, { __mode = "v" })
  collectgarbage()
  lu.assertNotNil(shown(weak))
  lu.assertEquals(shown(setmetatable({}, { __index = { x = 1 }, __pairs = boom })), "{}")
end

function TestDescribeHostile.testListsWithHoles()
  lu.assertEquals(shown { 1, nil, 3 }, "{1, nil, 3}")
  lu.assertEquals(shown { [2] = 2 }, "{[2] = 2}")
end

-- ---- matrices, networks, data sets --------------------------------------------------------------

TestDescribeOurs = {}

function TestDescribeOurs.testOnTheirOwn()
  local A, n = nn.matrix { { 1, 2 }, { 3, 4 } }, nn.network { 3, 4, 2, seed = 1 }
  lu.assertEquals(shown(A), "matrix 2x2\n  1  2\n  3  4")
  lu.assertEquals(shown(n), tostring(n))
  local d = nn.data.new({ { 1 }, { 2 } }, { "a", "b" })
  lu.assertEquals(shown(d), tostring(d))
  local wide = nn.zeros(2, 1000)
  for _, width in ipairs { 20, 80, 200 } do assert_fits(shown(wide, width), width) end
  lu.assertTrue(utf8.len(lines_of(shown(wide, 200))[2]) > 150)
end

function TestDescribeOurs.testInsideTables()
  local d = nn.data.new(nn.zeros(4000, 3), nn.zeros(4000, 1))
  lu.assertEquals(shown { nn.eye(3), nn.network(784, 200, 10, 0.1), d },
    "{matrix 3x3, network 784-200-10, data set of 4,000 samples}")
  lu.assertEquals(shown { [nn.eye(3)] = nn.zeros(2, 5) }, "{[matrix 3x3] = matrix 2x5}")
  lu.assertEquals(shown { nn.eye(2)[1] }, "[1] matrix 1x2\n  1  0")
end

function TestDescribeOurs.testListsOfMatricesAreShownWhole()
  lu.assertEquals(shown { nn.matrix { 1, 2 }, nn.matrix { { 3, 4 } } },
    "[1] matrix 2x1\n  1\n  2\n[2] matrix 1x2\n  3  4")
  lu.assertEquals(shown { nn.matrix { 1, 2 }, x = 1 }, "{matrix 2x1, x = 1}")
  local many = {}
  for i = 1, 100 do many[i] = nn.zeros(30, 2) end
  local lines = lines_of(shown(many))
  lu.assertTrue(#lines >= 200 and #lines <= 250, #lines)
end

function TestDescribeOurs.testAll()
  local function all(...) return describe.all(table.pack(...), { width = 80 }) end
  local A = nn.matrix { { 1, 2 } }
  lu.assertEquals(all(A, A), "matrix 1x2\n  1  2\nmatrix 1x2\n  1  2")
  lu.assertEquals(all(1, nil, "a", nil), '1\nnil\n"a"\nnil')
  lu.assertEquals(all(), "")
  lu.assertEquals(all(nil), "nil")
  local many = {}
  for i = 1, 1000 do many[i] = i end
  local lines = lines_of(all(table.unpack(many)))
  lu.assertEquals({ #lines, lines[40], lines[41] }, { 41, "40", "… 960 more" })
end

function TestDescribeOurs.testPaint()
  local function paint(role, text) return ("<%s>%s</>"):format(role, text) end
  local function painted(value) return describe(value, { width = 80, paint = paint }) end
  lu.assertEquals(painted { a = 1, [true] = "x" },
    '{<key>a</> = <number>1</>, <key>[true]</> = <string>"x"</>}')
  lu.assertEquals(painted(nil), "<constant>nil</>")
  lu.assertEquals(painted { { { { { 1 } } } } }:gsub("</?%l*>", ""), "{{{{{…}}}}}")
  local wide = { ("x"):rep(30), ("y"):rep(30) } -- colours take no columns
  lu.assertEquals(#lines_of(painted(wide)), 1)
  lu.assertEquals(painted(wide):gsub("</?%l*>", ""), shown(wide))
  local long = {}
  for i = 1, 200 do long[i] = { i, x = "y" } end
  lu.assertEquals(painted(long):gsub("</?%l*>", ""), shown(long))
  lu.assertEquals(describe("x", { paint = false }), '"x"')
end

-- ---- results that say something -----------------------------------------------------------------

TestDescribeResults = {}

local function a_history(fields) return setmetatable(fields, history) end

function TestDescribeResults.testHistory()
  local h = a_history { loss = { 0.5, 0.25 }, accuracy = { 0.75, 1 }, seconds = { 0.1, 12.345 },
    validation_loss = {}, validation_accuracy = {}, test_loss = { 0.6, 0.3 }, test_accuracy = { 0.5, 0.625 },
    stopped = "epochs" }
  local text = [[
history of 2 epochs
  epoch    loss  accuracy    test  seconds
      1  0.5000    0.7500  0.5000     0.10
      2  0.2500    1.0000  0.6250    12.35]]
  lu.assertEquals(tostring(h), text)
  lu.assertEquals(shown(h), text)
  lu.assertEquals(shown { h }, "{history}")
end

function TestDescribeResults.testHistoryWithoutLabels()
  lu.assertEquals(tostring(a_history { loss = { 1.5e-7 }, validation_loss = { 2 }, test_loss = { 0.25 },
    validation_accuracy = {}, seconds = { 1 }, accuracy = {} }), [[
history of 1 epoch
  epoch       loss  validation loss  test loss  seconds
      1  1.500e-07           2.0000     0.2500     1.00]])
end

function TestDescribeResults.testHistoryEndings()
  local two = { 1, 1 }
  for _, case in ipairs {
    { { stopped = "interrupt", interrupted = 3 }, "  stopped by Ctrl-C in epoch 3" },
    { { stopped = "interrupt" }, "  stopped by Ctrl-C after epoch 2" },
    { { stopped = "early_stop", best_epoch = 1 },
      "  stopped early after epoch 2: the validation loss was best in epoch 1" },
    { { stopped = "on_epoch" }, "  stopped by on_epoch after epoch 2" },
    { { stopped = "on_batch" }, "  stopped by on_batch in epoch 3" },
    { { stopped = "epochs" }, "      2  1.0000" }, { {}, "      2  1.0000" },
  } do
    case[1].loss = two
    local lines = lines_of(tostring(a_history(case[1])))
    lu.assertEquals(lines[#lines], case[2])
  end
  lu.assertEquals(tostring(a_history { loss = {}, stopped = "interrupt", interrupted = 1 }),
    "history of no epochs\n  stopped by Ctrl-C in epoch 1")
end

function TestDescribeResults.testLongHistory()
  local loss = {}
  for i = 1, 1234 do loss[i] = 1 / i end
  local lines = lines_of(tostring(a_history { loss = loss }))
  lu.assertEquals(lines[1], "history of 1,234 epochs")
  lu.assertEquals({ #lines, lines[8]:match "%d+", lines[9], lines[10]:match "%d+" },
    { 15, "6", "  …", "1229" })
  for i = 21, 1234 do loss[i] = nil end
  lu.assertEquals(#lines_of(tostring(a_history { loss = loss })), 22)
end

-- It is the user's table: whatever is done to it, print must not fail.
function TestDescribeResults.testChangedHistory()
  lu.assertEquals(tostring(a_history {}), "history of no epochs")
  lu.assertEquals(tostring(a_history { loss = 3, stopped = {} }), "history of no epochs")
  local text = tostring(a_history { loss = { 1, "two", 0 / 0 }, accuracy = { [3] = 0.5 }, seconds = 1 })
  lu.assertStrContains(text, "      2     two         -")
  lu.assertStrContains(text, "nan    0.5000")
  lu.assertNotNil(tostring(a_history { loss = { 1 }, stopped = "early_stop" }))
end

-- A network that answers as given: the inputs are the outputs.
local function echo(count)
  return nn.network { count, count, activation = "linear", bias = false, init = 0, precision = "double" }
end

function TestDescribeResults.testScore()
  local n = echo(2)
  n:set_weights(1, nn.eye(2))
  local d = nn.data.new({ { 1, 0 }, { 0, 1 }, { 0.9, 0 }, { 1, 0 } }, { "a", "b", "b", "a" }):targets(0, 1)
  local score = n:evaluate(d)
  -- the third is wrong: ((0.9 - 0)^2 + (0 - 1)^2) / 2 by the squared loss, a quarter of it on average
  lu.assertAlmostEquals(score.loss, (0.81 + 1) / 2 / 4, 1e-12)
  lu.assertEquals(tostring(score), "accuracy 0.7500 (3 of 4), loss 0.2263")
  lu.assertEquals(shown { score }, "{" .. tostring(score) .. "}")
  local keys = {}
  for key in pairs(score) do keys[#keys + 1] = key end
  table.sort(keys)
  lu.assertEquals(keys, { "accuracy", "correct", "loss", "n" })
  score = n:evaluate(nn.matrix { { 1, 1 } }, nn.matrix { { 1, 0.8 } })
  lu.assertEquals(tostring(score), "loss 0.02 over 1 sample")
end

function TestDescribeResults.testSample()
  local d = nn.data.new({ { 1, 2, 3 } }, { "b" }, { classes = { "a", "b" } })
  local sample = d[1]
  lu.assertEquals(text_of.sample(sample), "sample: label b, input 3x1, target 2x1")
  lu.assertEquals(text_of.sample { input = nn.zeros(2, 1) }, "sample: input 2x1")
  lu.assertEquals({ sample.label, sample.input.rows, sample.target.rows }, { "b", 3, 2 })
end

function TestDescribeResults.testActivations()
  local n = echo(2)
  n:set_weights(1, { { 2, 0 }, { 0, 3 } })
  local text = "matrix 2x1\n  1\n  1\n%s matrix 2x1\n  2\n  3"
  lu.assertEquals(text_of.activations(n:activations { 1, 1 }), "inputs: " .. text:format "layer 1:")
end

function TestDescribeResults.testNetworkTellsItsOptions()
  local function told(options) return tostring(nn.network(options)) end
  local plain = told { 3, 4, 2, seed = 1 }
  for _, name in ipairs { "optimizer", "momentum", "decay", "l1", "clip", "dropout", "init" } do
    lu.assertNotStrContains(plain, name)
  end
  for _, case in ipairs {
    { { optimizer = "adam" }, "optimizer = adam, momentum = 0.9, decay = 0.999" },
    { { optimizer = "rmsprop", decay = 0.95 }, "optimizer = rmsprop, decay = 0.95" },
    { { optimizer = "nesterov", momentum = 0.5 }, "optimizer = nesterov, momentum = 0.5" },
    { { optimizer = "rprop" }, "optimizer = rprop" },
    { { weight_decay = 1e-4, l1 = 0.25, clip = 5, dropout = 0.5 },
      "weight_decay = 0.0001, l1 = 0.25, clip = 5, dropout = 0.5" },
  } do
    case[1][1], case[1][2], case[1][3] = 3, 4, 2
    local lines = lines_of(told(case[1]))
    lu.assertEquals(lines[#lines], "  " .. case[2])
  end
  local schedule = told { 3, 2, learning_rate = function(epoch) return 1 / (epoch + 1) end }
  lu.assertStrContains(schedule, "learning_rate = 0.5 (a function of the epoch)")
end
