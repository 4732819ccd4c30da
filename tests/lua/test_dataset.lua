--[[ Data sets: where they come from (numbers, CSV, IDX, NPZ, folders), and what is made of them:
scaling, targets, parts, orders, columns. A set that went through many hands is compared with plain
lists that went through the same. ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local raises = require "raises"

local NAN, INF = 0 / 0, math.huge

-- Writes the text to a file of this name and gives body its path.
local function with_file(name, text, body)
  child.in_folder(function(folder)
    child.write(folder .. "/" .. name, text)
    body(folder .. "/" .. name)
  end)
end

-- The bytes of an IDX file.
local function idx(dims, bytes)
  local head = { ("\0\0\8%c"):format(#dims) }
  for _, n in ipairs(dims) do head[#head + 1] = (">I4"):pack(n) end
  return table.concat(head) .. bytes
end

local function all_targets(d) return select(2, d:matrices()) end

-- ---- one's own numbers --------------------------------------------------------------------------

TestDatasetNew = {}

function TestDatasetNew.testLabels()
  local d = nn.data.new({ { 1, 2 }, { 3, 4 }, { 5, 6 } }, { "b", "a", "b" })
  lu.assertEquals({ #d, d.classes, d.labels }, { 3, { "a", "b" }, { "b", "a", "b" } })
  assert_matrix(d.inputs, { { 1, 2 }, { 3, 4 }, { 5, 6 } })
  assert_matrix(all_targets(d), { { 0.01, 0.99 }, { 0.99, 0.01 }, { 0.01, 0.99 } })
  lu.assertEquals(nn.data.new({ { 1 }, { 2 } }, { 7, 3 }, { classes = { 7, 5, 3 } }).classes, { 7, 5, 3 })
end

-- Numbers in their order, before words in theirs.
function TestDatasetNew.testClassesAreSorted()
  local labels = { 10, "b", 9, "a", 2, "B", 10, -1, 2.5 }
  local d = nn.data.new(nn.range(1, #labels), labels)
  lu.assertEquals(d.classes, { -1, 2, 2.5, 9, 10, "B", "a", "b" })
  lu.assertEquals(d.labels, labels)
end

function TestDatasetNew.testTargets()
  local d = nn.data.new({ { 1, 2 }, { 3, 4 } }, nn.matrix { 0.5, -7 })
  lu.assertNil(d.classes)
  lu.assertNil(d.labels)
  assert_matrix(all_targets(d), { 0.5, -7 })
  assert_matrix(nn.data.new({ { 1 }, { 2 } }, { { 3, 4 }, { 5, 6 } })[2].target, { 5, 6 })
  local bare = nn.data.new { { 1, 2 }, { 3, 4 } }
  local X, T = bare:matrices()
  assert_matrix(X, { { 1, 2 }, { 3, 4 } })
  lu.assertNil(T)
  lu.assertEquals({ bare[1].target, bare[1].label }, {})
  assert_matrix(nn.data.new { 1, 2, 3 }.inputs, { 1, 2, 3 }) -- a list: a column, three samples
end

-- What a set was made of may change afterwards, and what it gives out too: the set does not.
function TestDatasetNew.testCopiesGoInAndOut()
  local X, T, labels = nn.ones(2, 2), nn.ones(2, 1), { 1, 2 }
  local d, e = nn.data.new(X, T), nn.data.new(X, labels)
  X[1][1], T[1], labels[1] = 9, 9, 2
  assert_matrix(d.inputs, { { 1, 1 }, { 1, 1 } })
  assert_matrix(all_targets(d), { 1, 1 })
  lu.assertEquals(e.labels, { 1, 2 })
  d.inputs[1][1], d[1].input[1], d[1].target[1] = 5, 5, 5
  e.classes[1], e.labels[1] = 5, 5
  assert_matrix(d.inputs, { { 1, 1 }, { 1, 1 } })
  assert_matrix(all_targets(d), { 1, 1 })
  lu.assertEquals({ e.classes, e.labels }, { { 1, 2 }, { 1, 2 } })
  lu.assertFalse(pcall(function() d.classes = nil end))
  lu.assertFalse(pcall(function() d[1] = {} end))
end

function TestDatasetNew.testRefusals()
  local new = nn.data.new
  raises("3 samples, but 2 labels", new, nn.ones(3, 2), { 1, 2 })
  raises("3 samples, but 2 rows of targets", new, nn.ones(3, 2), nn.ones(2, 1))
  raises("the inputs hold nan at row 2, column 1", new, { { 1 }, { NAN } }, { 1, 2 })
  raises("the targets hold -inf at row 1, column 1", new, { { 1 }, { 2 } }, nn.matrix { -INF, 2 })
  raises("label 5 is not among the classes given", new, { { 1 }, { 2 } }, { 1, 5 }, { classes = { 1, 2 } })
  raises("unknown option 'class', did you mean 'classes'?", new, { { 1 } }, { 1 }, { class = { 1 } })
  raises("scale must be a pair of numbers", new, { { 1 } }, { 1 }, { scale = 1 })
  raises("targets", new, { { 1 } }, { 1 }, { targets = { 0, 0.5, 1 } })
  raises("matrix", new)
  raises("row 2 has 1 numbers", new, { { 1, 2 }, { 3 } }, { 1, 2 })
  raises("", new, { { 1 }, { 2 } }, { true, false }) -- neither number nor text
  raises("", new, { { 1 }, { 2 } }, { 1, NAN })
  raises("", new, { { 1 }, { 2 } }, { 1, nil, 3 })
end

-- ---- samples ------------------------------------------------------------------------------------

TestDatasetSamples = {}

function TestDatasetSamples.testFields()
  local d = nn.data.new({ { 1, 2, 3 }, { 4, 5, 6 } }, { "x", "y" })
  local s = d[2]
  assert_matrix(s.input, { 4, 5, 6 })
  assert_matrix(s.target, { 0.01, 0.99 })
  lu.assertEquals(s.label, "y")
  lu.assertEquals(d[2.0].label, "y")
  lu.assertNil(d[3])
  lu.assertEquals(#d[1].input, 3)
  for _, i in ipairs { 0, -1, 4, 1.5, NAN, math.mininteger } do
    raises("out of range", function() return d[i] end)
  end
  lu.assertNil(d.no_such_field)
  local labels = {}
  for i, sample in ipairs(d) do labels[i] = sample.label end
  lu.assertEquals(labels, { "x", "y" })
end

function TestDatasetSamples.testPrint()
  local text = tostring(nn.data.new(nn.ones(1234, 3), nn.ones(1234, 2)))
  lu.assertStrContains(text, "1,234 samples")
  lu.assertStrContains(text, "3 inputs")
  lu.assertStrContains(text, "2 targets")
  text = tostring(nn.data.new({ { 1 }, { 2 } }, { "a", "b" }):targets(0, 1))
  lu.assertStrContains(text, "2 classes a, b, targets 0 and 1")
end

-- ---- scaling ------------------------------------------------------------------------------------

TestDatasetScale = {}

function TestDatasetScale.testColumns()
  local d = nn.data.new({ { 0, 5, 10 }, { 10, 5, 20 }, { 5, 5, 40 } }, { 1, 2, 1 })
  local s = d:scale(-1, 1)
  assert_matrix(s.inputs, { { -1, -1, -1 }, { 1, -1, -1 / 3 }, { 0, -1, 1 } }, 1e-15) -- constant: low
  assert_matrix(d.inputs, { { 0, 5, 10 }, { 10, 5, 20 }, { 5, 5, 40 } })
  -- scaling twice starts from the source again
  assert_matrix(s:scale(0, 2).inputs, { { 0, 0, 0 }, { 2, 0, 2 / 3 }, { 1, 0, 2 } }, 1e-15)
  assert_matrix(s:scale().inputs, d.inputs)
  assert_matrix(s[2].input, { 1, -1, -1 / 3 }, 1e-15)
  assert_matrix(d:scale(1, 0).inputs:col(1), { 1, 0, 0.5 }, 1e-15)
  assert_matrix(nn.data.new({ { 0 }, { 4 } }, { 1, 2 }, { scale = { 0, 1 } }).inputs, { 0, 1 })
  lu.assertEquals(s.labels, d.labels)
end

-- A part is scaled by its own smallest and largest, another set by those of the first.
function TestDatasetScale.testPartsAndOthers()
  local train = nn.data.new({ { 0 }, { 10 }, { 100 } }, { 1, 2, 1 })
  local test = nn.data.new({ { 5 }, { 20 } }, { 1, 2 })
  assert_matrix(train:take(2):scale(0, 1).inputs, { 0, 1 })
  assert_matrix(train:scale(0, 1):take(2).inputs, { 0, 0.1 }, 1e-16)
  assert_matrix(test:scale(train:take(2):scale(0, 1)).inputs, { 0.5, 2 }, 1e-15)
  assert_matrix(test:scale(train).inputs, { 5, 20 }) -- which is not scaled at all
  raises("this set has 1 inputs, the other 2", test.scale, test, nn.data.new { { 1, 2 } })
  for _, bad in ipairs { { 1 }, { 1, "2" }, { NAN, 1 }, { 0, INF }, { "a" } } do
    raises("scale", test.scale, test, table.unpack(bad))
  end
end

-- Bytes go from 0..255, whatever they are.
function TestDatasetScale.testPixels()
  with_file("p.csv", "0,10,20\n1,30,200\n", function(path)
    local d = nn.data.csv(path, { pixels = true })
    local function scaled(p, low, high) return p / 255 * (high - low) + low end
    assert_matrix(d.inputs, { { scaled(10, 0.01, 1), scaled(20, 0.01, 1) },
      { scaled(30, 0.01, 1), scaled(200, 0.01, 1) } }, 1e-15)
    assert_matrix(d:scale(0, 255).inputs, { { 10, 20 }, { 30, 200 } }, 1e-13)
    assert_matrix(d:scale().inputs, { { 10, 20 }, { 30, 200 } })
    assert_matrix(d:scale(-1, 1):take(1).inputs, { { scaled(10, -1, 1), scaled(20, -1, 1) } }, 1e-15)
    lu.assertEquals(d.classes, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
    assert_matrix(nn.data.csv(path, { pixels = true, scale = false }).inputs, { { 10, 20 }, { 30, 200 } })
    assert_matrix(nn.data.csv(path, { pixels = true, scale = { 0, 1 }, targets = { 0, 1 } })[2].target,
      { 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 })
  end)
end

-- The engine is fed with the same numbers that d.inputs shows.
function TestDatasetScale.testEngineSeesTheSame()
  local X = nn.matrix { { 0, 5, 10 }, { 10, 6, 20 }, { 5, 7, 40 } }
  for _, precision in ipairs { "double", "float" } do
    local n = nn.network { 3, 3, activation = "linear", bias = false, precision = precision }
    n:set_weights(1, nn.eye(3))
    local d = nn.data.new(X, { 1, 2, 3 })
    for _, e in ipairs { d, d:scale(0.01, 1), d:shuffle(1), d:scale(-1, 1):sub(2, 3),
      d:shuffle(2):scale(0, 1) } do
      assert_matrix(n:query(e), e.inputs, precision == "double" and 0 or 4e-6)
    end
  end
end

function TestDatasetScale.testTargets()
  local d = nn.data.new({ { 1 }, { 2 } }, { 3, 4 })
  assert_matrix(all_targets(d:targets(0, 1)), { { 1, 0 }, { 0, 1 } })
  assert_matrix(d[1].target, { 0.99, 0.01 })
  assert_matrix(d:targets(-1, 1):take(1)[1].target, { 1, -1 })
  local T = nn.data.new({ { 1 } }, nn.ones(1, 1))
  raises("no labels", T.targets, T, 0, 1)
  raises("targets", d.targets, d, 0)
  raises("targets", d.targets, d, NAN, 1)
end

-- ---- parts and orders ---------------------------------------------------------------------------

TestDatasetParts = {}

local function numbered(n) -- samples 1..n, labels their remainders by 3
  local labels = {}
  for i = 1, n do labels[i] = i % 3 end
  return nn.data.new(nn.range(1, n):hcat(nn.range(1, n) * 10), labels)
end

-- The numbers of a set's samples; on the way d.inputs, d.labels, d[i] and the targets must agree.
local function numbers_of(d)
  local list, X, T = {}, d:matrices()
  for i = 1, #d do
    list[i] = math.tointeger(X:get(i, 1))
    lu.assertEquals(d[i].input[1], list[i])
    lu.assertEquals(d[i].input[2], list[i] * 10)
    lu.assertEquals(d[i].label, list[i] % 3)
    lu.assertEquals(d.classes[T[i]:argmax()], list[i] % 3)
  end
  lu.assertEquals(#d.labels, #d)
  return list
end

function TestDatasetParts.testSubTakeSplit()
  local d = numbered(10)
  lu.assertEquals(numbers_of(d:sub(3, 5)), { 3, 4, 5 })
  lu.assertEquals(numbers_of(d:sub(9)), { 9, 10 })
  lu.assertEquals(numbers_of(d:sub(4, 4)), { 4 })
  lu.assertEquals(numbers_of(d:sub(3, 8):sub(2, 3)), { 4, 5 })
  lu.assertEquals(numbers_of(d:take(2)), { 1, 2 })
  lu.assertEquals(#d:take(10), 10)
  local a, b = d:split(0.7)
  lu.assertEquals({ numbers_of(a), numbers_of(b) }, { { 1, 2, 3, 4, 5, 6, 7 }, { 8, 9, 10 } })
  a, b = d:split(0.001)
  lu.assertEquals({ #a, #b }, { 1, 9 })
  a, b = d:split(0.999)
  lu.assertEquals({ #a, #b }, { 9, 1 })
  for _, bad in ipairs { { 0, 5 }, { 5, 4 }, { 1, 11 }, { 1.5, 2 }, { "1", 2 }, { 11 }, { -1 } } do
    raises("sub", d.sub, d, table.unpack(bad))
  end
  raises("take", d.take, d, 0)
  raises("take", d.take, d, 11)
  raises("take", d.take, d)
  for _, fraction in ipairs { 0, 1, -0.5, 2, NAN, "0.5" } do
    raises("split: a fraction", d.split, d, fraction)
  end
  raises("one sample cannot be split", numbered(1).split, numbered(1), 0.5)
end

function TestDatasetParts.testShuffleAndFilter()
  local d = numbered(30)
  local order = numbers_of(d:shuffle(1))
  lu.assertNotEquals(order, numbers_of(d))
  lu.assertEquals(numbers_of(d:shuffle(1)), order)
  lu.assertEquals(numbers_of(d:shuffle(1):take(5)), table.move(order, 1, 5, 1, {}))
  table.sort(order)
  lu.assertEquals(order, numbers_of(d))
  local calls = 0
  local threes = d:filter(function(sample, i)
    calls = calls + 1
    lu.assertEquals(sample.input[1], i)
    return sample.label == 0
  end)
  lu.assertEquals({ calls, numbers_of(threes) }, { 30, { 3, 6, 9, 12, 15, 18, 21, 24, 27, 30 } })
  lu.assertEquals(threes.classes, { 0, 1, 2 })
  raises("no sample is left", d.filter, d, function() return false end)
  raises("a function", d.filter, d, 5)
  raises("mine", d.filter, d, function() error "mine" end)
  for _, seed in ipairs { -1, 1.5, "1", {} } do raises("seed", d.shuffle, d, seed) end
end

function TestDatasetParts.testColumnsAndConcat()
  local d = nn.data.new({ { 1, 2, 3 }, { 4, 5, 6 } }, { "a", "b" }):targets(0, 1)
  local c = d:columns { 3, 1 }
  assert_matrix(c.inputs, { { 3, 1 }, { 6, 4 } })
  lu.assertEquals({ c.labels, c.classes }, { { "a", "b" }, { "a", "b" } })
  assert_matrix(all_targets(c), { { 1, 0 }, { 0, 1 } })
  assert_matrix(d:scale(0, 1):columns { 2, 2 }.inputs, { { 0, 0 }, { 1, 1 } }, 1e-15)
  local e = d:concat(d:sub(2, 2))
  lu.assertEquals({ #e, e.labels }, { 3, { "a", "b", "b" } })
  assert_matrix(e.inputs, { { 1, 2, 3 }, { 4, 5, 6 }, { 4, 5, 6 } })
  assert_matrix(all_targets(e), { { 1, 0 }, { 0, 1 }, { 0, 1 } })
  -- classes in another order: labels stay what they were
  local other = nn.data.new({ { 7, 8, 9 } }, { "a" }, { classes = { "b", "a" } })
  lu.assertEquals(d:concat(other).labels, { "a", "b", "a" })
  local T = nn.data.new({ { 1 } }, nn.matrix { { 5, 6 } })
  assert_matrix(all_targets(T:concat(T)), { { 5, 6 }, { 5, 6 } })
  lu.assertEquals(#nn.data.new({ { 1 } }):concat(nn.data.new { { 2 } }), 2)
  raises("class c is in the second set alone", d.concat, d,
    nn.data.new({ { 1, 2, 3 }, { 1, 2, 3 } }, { "a", "c" }))
  raises("both sets must be alike", d.concat, d, nn.data.new { { 1, 2, 3 } })
  raises("both sets must be alike", d.concat, d, nn.data.new({ { 1, 2 }, { 1, 2 } }, { "a", "b" }))
  raises("a data set was expected", d.concat, d, 5)
  raises("column 4 is out of range: there are 3", d.columns, d, { 4 })
  raises("column 0", d.columns, d, { 0 })
  raises("no column 'x'", d.columns, d, { "x" })
  raises("a list of column", d.columns, d, {})
  raises("a list of column", d.columns, d, 1)
  raises("columns", d.columns, d, { 1, true })
end

-- Ten random steps, on a set and on a plain list, a hundred times.
function TestDatasetParts.testManyHands()
  math.randomseed(5)
  local rounds = child.sanitized() and 20 or 100
  for _ = 1, rounds do
    local d, list = numbered(20), {}
    for i = 1, 20 do list[i] = i end
    for _ = 1, 10 do
      local what = math.random(6)
      if what == 1 then
        local i = math.random(#list)
        local j = math.random(i, #list)
        d, list = d:sub(i, j), table.move(list, i, j, 1, {})
      elseif what == 2 then
        d = d:shuffle(math.random(1000))
        local sorted, now = table.move(list, 1, #list, 1, {}), numbers_of(d)
        local again = table.move(now, 1, #now, 1, {})
        table.sort(sorted)
        table.sort(again)
        lu.assertEquals(again, sorted)
        list = now
      elseif what == 3 and #list > 1 then
        local first, rest = d:split(math.random())
        local n = #first
        lu.assertEquals(numbers_of(rest), table.move(list, n + 1, #list, 1, {}))
        d, list = first, table.move(list, 1, n, 1, {})
      elseif what == 4 then
        local keep, kept = {}, {}
        for i = 1, #list do keep[i] = i == 1 or math.random() < 0.8 end
        for i = 1, #list do
          if keep[i] then kept[#kept + 1] = list[i] end
        end
        d, list = d:filter(function(_, i) return keep[i] end), kept
      elseif what == 5 and #list < 50 then
        d = d:concat(d)
        table.move(list, 1, #list, #list + 1)
      else
        d = d:columns { 1, 2 }
      end
    end
    lu.assertEquals(numbers_of(d), list)
  end
end

-- Twenty sets made of one share its 16 MB of pixels.
function TestDatasetParts.testBytesAreShared()
  if child.sanitized() then lu.skip "AddressSanitizer keeps freed memory" end
  child.in_folder(function(folder)
    child.write(folder .. "/images", idx({ 20000, 28, 28 }, ("\5"):rep(20000 * 784)))
    child.write(folder .. "/labels", idx({ 20000 }, ("\1\2"):rep(10000)))
    local text = child.run(child.MOST_MEMORY .. [[
local nn = require "nn"
local d = nn.data.idx(arg[1] .. "/images", arg[1] .. "/labels")
local sets = {}
for i = 1, 20 do
  local a, b = d:shuffle(i):split(0.9)
  sets[i] = {a, b, a:scale(0, 1), b:targets(0, 1), a:take(100), d:sub(5000)}
end
assert(#sets[20][1] == 18000 and sets[3][2][1].label >= 1)
print(most_memory())
]], { folder })
    lu.assertNotNil(tonumber(text), text)
    lu.assertTrue(tonumber(text) < 45, text .. " MB at most")
  end)
end

-- A set keeps what it needs, and its parts keep it too, when all else is gone.
function TestDatasetParts.testLifetimes()
  local parts = {}
  for i = 1, 20 do
    parts[i] = numbered(200):scale(1, 200):shuffle(i):sub(10, 12):targets(0, 1)
    collectgarbage()
  end
  for _ = 1, 20 do nn.full(200, 2, -1) end
  for i = 1, 20 do
    for s = 1, 3 do
      local sample = parts[i][s]
      lu.assertAlmostEquals(sample.input[1] % 3, sample.label, 1e-9)
    end
  end
end

-- ---- CSV ----------------------------------------------------------------------------------------

TestDatasetCsv = {}

function TestDatasetCsv.testTheBooksLayout()
  with_file("m.csv", "5,0,255\n0,1,2\n", function(path)
    local d = nn.data.csv(path)
    lu.assertEquals({ d.labels, d.classes }, { { 5, 0 }, { 0, 5 } })
    assert_matrix(d.inputs, { { 0, 255 }, { 1, 2 } })
    assert_matrix(nn.data.csv(path, { label = 3 }).inputs, { { 5, 0 }, { 0, 1 } })
    local bare = nn.data.csv(path, { label = false })
    assert_matrix(bare.inputs, { { 5, 0, 255 }, { 0, 1, 2 } })
    lu.assertNil(bare.labels)
  end)
  local row = {}
  for j = 1, 784 do row[j] = j % 256 end
  local pixels = table.concat(row, ",")
  with_file("m.csv", "5," .. pixels .. "\r\n0," .. pixels .. "\r\n", function(path)
    local d = nn.data.csv(path)
    lu.assertEquals({ d.width, d.height, #d, #d.classes }, { 28, 28, 2, 10 })
    lu.assertAlmostEquals(d[1].input[255], 0.01 + 0.99, 1e-15)
  end)
end

function TestDatasetCsv.testTables()
  local text = "a,b,kind\n1,2,x\n3.5,-4e2,y\n5,6,x\n"
  with_file("t.csv", text, function(path)
    local d = nn.data.csv(path)
    assert_matrix(d.inputs, { { 1, 2 }, { 3.5, -400 }, { 5, 6 } })
    lu.assertEquals({ d.labels, d.classes, d.names }, { { "x", "y", "x" }, { "x", "y" }, { "a", "b" } })
    lu.assertEquals(nn.data.csv(path, { label = "kind" }).labels, d.labels)
    lu.assertEquals(nn.data.csv(path, { label = 3 }).labels, d.labels)
    assert_matrix(d:columns { "b" }.inputs, { 2, -400, 6 })
    raises("did you mean 'kind'?", nn.data.csv, path, { label = "kinds" })
    raises("column 4 is out of range", nn.data.csv, path, { label = 4 })
    raises("line 2, column 3: 'x' is not a number", nn.data.csv, path, { label = "a" })
    local chosen = nn.data.csv(path, { classes = { "y", "x" }, scale = { 0, 1 } })
    lu.assertEquals(chosen.classes, { "y", "x" })
    assert_matrix(chosen.inputs:col(1), { 0, 0.625, 1 }, 1e-15)
    raises("label x is not among the classes given", nn.data.csv, path, { classes = { "y", "z" } })
  end)
  with_file("t.tsv", "label\tv\n1\t0.5\n2\t0.25\n", function(path)
    local d = nn.data.csv(path)
    lu.assertEquals({ d.labels, d.inputs:totable() }, { { 1, 2 }, { 0.5, 0.25 } })
  end)
  with_file("t.csv", "v;label\n0.5;no\n0.25;yes\n", function(path)
    lu.assertEquals(nn.data.csv(path, { separator = ";" }).labels, { "no", "yes" })
    lu.assertEquals(nn.data.csv(path).labels, { "no", "yes" })
  end)
  with_file("t.csv", "0.5,1,no\n0.25,2,yes\n", function(path) -- no header: the column of words
    lu.assertEquals(nn.data.csv(path).labels, { "no", "yes" })
  end)
  with_file("t.csv", '"the, name",v\n"a ""b""",1\n', function(path)
    lu.assertEquals(nn.data.csv(path).labels, { 'a "b"' })
  end)
end

function TestDatasetCsv.testTargets()
  with_file("t.csv", "x,y,z,w\n1,2,3,4\n5,6,7,8\n", function(path)
    local d = nn.data.csv(path, { target = "z" })
    assert_matrix(d.inputs, { { 1, 2, 4 }, { 5, 6, 8 } })
    assert_matrix(all_targets(d), { 3, 7 })
    lu.assertEquals(d.names, { "x", "y", "w" })
    d = nn.data.csv(path, { target = { "w", 1 } })
    assert_matrix(d.inputs, { { 2, 3 }, { 6, 7 } })
    assert_matrix(all_targets(d), { { 4, 1 }, { 8, 5 } })
    assert_matrix(all_targets(nn.data.csv(path, { target = 4 })), { 4, 8 })
    raises("all columns are targets", nn.data.csv, path, { target = { 1, 2, 3, 4 } })
    raises("no column 'q'", nn.data.csv, path, { target = "q" })
    raises("column 5 is out of range: there are 4", nn.data.csv, path, { target = 5 })
  end)
  -- a column of words beside a target is named as the label, and left out
  with_file("t.csv", "name,x,y\na,1,2\nb,3,4\n", function(path)
    local d = nn.data.csv(path, { label = "name", target = "y" })
    assert_matrix(d.inputs, { 1, 3 })
    assert_matrix(all_targets(d), { 2, 4 })
    assert_matrix(all_targets(nn.data.csv(path, { label = 1, target = 3 })), { 2, 4 })
    raises("label", nn.data.csv, path, { label = "name", target = "name" })
  end)
end

function TestDatasetCsv.testGzipAndErrors()
  with_file("t.csv", "1,2\n3,4\n", function(path)
    child.shell("gzip -k " .. path)
    assert_matrix(nn.data.csv(path .. ".gz").inputs, { 2, 4 })
  end)
  with_file("t.csv", "a,b\n1,nan\n", function(path)
    local ok, message = pcall(nn.data.csv, path, { label = false })
    lu.assertFalse(ok)
    lu.assertStrContains(message, path) -- the file is named
    lu.assertStrContains(message, "nan")
  end)
  with_file("t.csv", "1,nan\n2,3\n", function(path) -- and not taken for a header
    raises("nan", nn.data.csv, path, { label = 1 })
  end)
  with_file("t.csv", "a,b\n1,2\n1,2,3\n", function(path)
    raises(path .. ", line 3", nn.data.csv, path, { label = false })
  end)
  raises("data.csv: a file name was expected", nn.data.csv, 5)
  raises("/none.csv", nn.data.csv, "/none.csv")
  raises("unknown option", nn.data.csv, "/none.csv", { labels = 1 })
end

function TestDatasetCsv.testIris()
  if not nn.data.find "iris" then lu.skip "data/iris is not there" end
  local d = nn.data.iris()
  lu.assertEquals({ #d, d.classes }, { 150, { "setosa", "versicolor", "virginica" } })
  lu.assertEquals(d.names, { "Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width" })
  assert_matrix(d.inputs:mean(1), { { 5.843333333333334, 3.0573333333333332, 3.758, 1.1993333333333334 } },
    1e-12)
  lu.assertEquals({ d[1].label, d[51].label, d[150].label }, d.classes)
  assert_matrix(d:columns { "Petal.Width" }:take(2).inputs, { 0.2, 0.2 })
  assert_matrix(nn.data.iris({ scale = { 0, 1 } }).inputs:max(1), { { 1, 1, 1, 1 } })
end

-- ---- IDX and NPZ --------------------------------------------------------------------------------

TestDatasetFiles = {}

function TestDatasetFiles.testIdx()
  child.in_folder(function(folder)
    local images, labels = folder .. "/i", folder .. "/l"
    child.write(images, idx({ 3, 2, 2 }, "\0\1\2\3\4\5\6\7\252\253\254\255"))
    child.write(labels, idx({ 3 }, "\7\0\7"))
    local d = nn.data.idx(images, labels)
    lu.assertEquals({ #d, d.labels, #d.classes, d.width, d.height }, { 3, { 7, 0, 7 }, 10, 2, 2 })
    assert_matrix(d:scale().inputs, { { 0, 1, 2, 3 }, { 4, 5, 6, 7 }, { 252, 253, 254, 255 } })
    assert_matrix(d[3].input, nn.matrix { 252, 253, 254, 255 } / 255 * 0.99 + 0.01, 1e-15)
    assert_matrix(nn.data.idx(images, labels, { scale = { 0, 1 }, targets = { 0, 1 } })[2].target,
      { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 })
    local names = { "a", "b", "c", "d", "e", "f", "g", "h" }
    lu.assertEquals(nn.data.idx(images, labels, { classes = names }).labels, { "h", "a", "h" })
    raises("but 3 classes were given", nn.data.idx, images, labels, { classes = { 1, 2, 3 } })
    child.write(labels, idx({ 3 }, "\12\0\7"))
    lu.assertEquals(#nn.data.idx(images, labels).classes, 13)
    child.write(labels, idx({ 2 }, "\1\2"))
    raises("has 3 images, but", nn.data.idx, images, labels)
    child.write(labels, idx({ 3, 1 }, "\1\2\3"))
    raises("labels have one dimension", nn.data.idx, images, labels)
    raises("two file names", nn.data.idx, images)
  end)
end

local function need_numpy()
  local _, status = child.shell "/usr/bin/python3 -c 'import numpy' 2>/dev/null"
  if status ~= 0 then lu.skip "/usr/bin/python3 has no numpy (apt-get install python3-numpy)" end
end

function TestDatasetFiles.testKerasLayout()
  need_numpy()
  child.in_folder(function(folder)
    local path = folder .. "/m.npz"
    local text, status = child.shell([[/usr/bin/python3 -c '
import numpy as np
x = (np.arange(5 * 4 * 3) % 256).astype(np.uint8).reshape(5, 4, 3)
np.savez_compressed("]] .. path .. [[", x_train=x, y_train=np.array([3, 1, 4, 1, 5], np.uint8),
  x_test=x[:2], y_test=np.array([9, 2], np.int64))
np.savez("]] .. folder .. [[/f.npz", x_train=x / 2, y_train=np.array([3, 1, 4, 1, 5]),
  x_test=x[:2] / 2, y_test=np.array([9, 2]))
' 2>&1]])
    lu.assertEquals({ text, status }, { "", 0 })
    local train, test = nn.data.npz(path)
    lu.assertEquals({ #train, #test, train.labels, test.labels }, { 5, 2, { 3, 1, 4, 1, 5 }, { 9, 2 } })
    lu.assertEquals({ train.width, train.height, train.classes }, { 3, 4, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } })
    assert_matrix(train:scale().inputs, nn.range(0, 59):reshape(5, 12))
    lu.assertAlmostEquals(test[1].input[2], 0.01 + 0.99 / 255, 1e-15)
    train = nn.data.npz(folder .. "/f.npz") -- doubles stay as they are
    assert_matrix(train.inputs, nn.range(0, 59):reshape(5, 12) / 2)
  end)
end

function TestDatasetFiles.testFolders()
  child.in_folder(function(folder)
    os.execute("mkdir -p " .. folder .. "/mnist " .. folder .. "/here")
    for _, place in ipairs { "mnist", "here" } do
      for _, half in ipairs { "train", "t10k" } do
        local pixel = place == "here" and "\7" or "\3"
        local path = folder .. "/" .. place .. "/" .. half
        child.write(path .. "-images-idx3-ubyte", idx({ 2, 1, 1 }, pixel .. pixel))
        child.write(path .. "-labels-idx1-ubyte", idx({ 2 }, "\1\2"))
      end
    end
    child.shell("gzip " .. folder .. "/mnist/train-images-idx3-ubyte")
    local script = [[
local nn = require "nn"
local train, test = nn.data.mnist(arg[1] ~= "" and arg[1] or nil)
print(train:scale()[1].input[1], #test)
]]
    local where = "NNLUA_DATA=" .. child.quote(folder)
    lu.assertEquals(child.run(script, { "" }, where), "3.0\t2")
    lu.assertEquals(child.run(script, { folder .. "/here" }, where), "7.0\t2")
    local text = child.run("require('nn').data.mnist '/nowhere'", {},
      "HOME=/none XDG_DATA_HOME=/none NNLUA_DATA=/none")
    for _, part in ipairs { "/nowhere", "/none/mnist", "data/mnist", "/none/nnlua/mnist",
      "/usr/share/datasets/mnist", "make data" } do
      if not text:find("make data", 1, true) then lu.skip "MNIST lies in one of the folders" end
      lu.assertStrContains(text, part)
    end
  end)
end
