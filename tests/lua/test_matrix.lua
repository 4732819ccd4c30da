--[[ Matrices, each result beside the same in plain Lua loops over tables of tables. First the
constructors and indexing, then arithmetic and products; reductions, rearranging, in-place verbs and
printing are in test_matrix_shape.lua. ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local raises = require "raises"
local random_rows = require "random_rows"

local NAN, INF = 0 / 0, math.huge

-- rows x cols from f(i, j), as a table.
local function tabulate(rows, cols, f)
  local t = {}
  for i = 1, rows do
    t[i] = {}
    for j = 1, cols do t[i][j] = f(i, j) end
  end
  return t
end

local function shape(m) return ("%dx%d"):format(m:shape()) end

-- NaN equals NaN here, and 0 is not -0.
local function same_number(a, b)
  if a ~= a or b ~= b then return a ~= a and b ~= b end
  return a == b and 1 / a == 1 / b
end

local function assert_same(got, expected, what)
  lu.assertEquals(shape(got), ("%dx%d"):format(#expected, #expected[1]), what)
  for i = 1, #expected do
    for j = 1, #expected[1] do
      if not same_number(got:get(i, j), expected[i][j]) then
        lu.fail(("%s: row %d, column %d is %.17g, expected %.17g"):format(what or "", i, j,
          got:get(i, j), expected[i][j]))
      end
    end
  end
end

-- ---- making -------------------------------------------------------------------------------------

TestMatrixMake = {}

function TestMatrixMake.setUp() math.randomseed(7) end

function TestMatrixMake.testFromTables()
  assert_same(nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }, { { 1, 2, 3 }, { 4, 5, 6 } })
  assert_same(nn.matrix { 1, 2.5, -3 }, { { 1 }, { 2.5 }, { -3 } })
  assert_same(nn.matrix { { 7 } }, { { 7 } })
  assert_same(nn.matrix { { 1, 2 } }, { { 1, 2 } })
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  assert_same(nn.matrix { A[2], A:row(1), { 5, 6 }, nn.matrix { 7, 8 } },
    { { 3, 4 }, { 1, 2 }, { 5, 6 }, { 7, 8 } })
  assert_same(nn.matrix { { NAN, INF }, { -INF, -0.0 } }, { { NAN, INF }, { -INF, -0.0 } })
  lu.assertEquals(nn.matrix { { 2 ^ 53, 1 } }:get(1, 1), 2 ^ 53)
end

function TestMatrixMake.testMatrixCopies()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  local B, row = nn.matrix(A), nn.matrix(A[1])
  B[1][1], row[1][1] = 9, 8
  assert_same(A, { { 1, 2 }, { 3, 4 } })
  assert_same(row, { { 8, 2 } })
end

function TestMatrixMake.testFilled()
  assert_same(nn.zeros(2, 3), tabulate(2, 3, function() return 0 end))
  assert_same(nn.ones(3, 2), tabulate(3, 2, function() return 1 end))
  assert_same(nn.full(2, 2, -1.5), tabulate(2, 2, function() return -1.5 end))
  assert_same(nn.eye(3), tabulate(3, 3, function(i, j) return i == j and 1 or 0 end))
  assert_same(nn.eye(1), { { 1 } })
  assert_same(nn.zeros(2.0, 1.0), { { 0 }, { 0 } })
end

function TestMatrixMake.testRange()
  assert_same(nn.range(1, 4), { { 1 }, { 2 }, { 3 }, { 4 } })
  assert_same(nn.range(5, 1, -2), { { 5 }, { 3 }, { 1 } })
  assert_same(nn.range(1, 2, 0.4), { { 1 }, { 1.4 }, { 1 + 2 * 0.4 } })
  assert_same(nn.range(3, 3), { { 3 } })
  lu.assertEquals(#nn.range(0, 1, 0.1), 11)
  lu.assertAlmostEquals(nn.range(0, 1, 0.1)[11], 1, 1e-15)
  lu.assertEquals(#nn.range(0, 0.95, 0.1), 10)
  lu.assertEquals(#nn.range(-1, 1, 0.01), 201)
  lu.assertTrue(nn.range(0, 1e6 - 5e-7):max() <= 1e6 - 5e-7) -- never beyond the end
  raises("range", nn.range, 1, 2, -1)
  raises("range", nn.range, 2, 1)
  raises("range", nn.range, 1, 2, 0)
  raises("range", nn.range, 1, INF)
  raises("range", nn.range, NAN, 2)
end

function TestMatrixMake.testLinspace()
  assert_same(nn.linspace(0, 1, 5), { { 0 }, { 0.25 }, { 0.5 }, { 0.75 }, { 1 } })
  assert_same(nn.linspace(3, 1, 3), { { 3 }, { 2 }, { 1 } })
  local m = nn.linspace(0.1, 0.7, 100)
  lu.assertEquals({ m[1], m[100], shape(m) }, { 0.1, 0.7, "100x1" })
  for i = 1, 100 do lu.assertAlmostEquals(m[i], 0.1 + 0.6 * (i - 1) / 99, 1e-15) end
end

function TestMatrixMake.testRandom()
  nn.seed(3)
  local u, z = nn.rand(200, 50, -2, 3), nn.randn(200, 50, 5, 0.5)
  lu.assertTrue(u:min() >= -2 and u:max() < 3)
  lu.assertAlmostEquals(u:mean(), 0.5, 0.05)
  lu.assertAlmostEquals(u:std(), 5 / 12 ^ 0.5, 0.03)
  lu.assertAlmostEquals(z:mean(), 5, 0.02)
  lu.assertAlmostEquals(z:std(), 0.5, 0.02)
  lu.assertTrue(nn.rand(100, 1):min() >= 0)
  lu.assertEquals(shape(nn.rand(3, 4)) .. shape(nn.randn(4, 3)), "3x44x3")
end

function TestMatrixMake.testRefusals()
  raises("empty", nn.matrix, {})
  raises("at least one", nn.matrix, { {} })
  raises("row 2 has 1 numbers, row 1 has 2", nn.matrix, { { 1, 2 }, { 3 } })
  raises("row 2 has 3 numbers, row 1 has 2", nn.matrix, { { 1, 2 }, { 3, 4, 5 } })
  raises("row 2, column 1: a number was expected, got a string", nn.matrix, { { 1 }, { "2" } })
  raises("row 2: a list of numbers was expected, got 3", nn.matrix, { { 1, 2 }, 3 })
  raises("element 2: a number was expected, got a table", nn.matrix, { 1, { 2 } })
  raises("got a boolean", nn.matrix, { true })
  raises("got nil", nn.matrix)
  raises("got 3", nn.matrix, 3)
  for _, name in ipairs { "zeros", "ones", "rand", "randn" } do
    raises(name .. ": the number of rows", nn[name], 0, 1)
    raises(name .. ": the number of rows", nn[name], 1.5, 1)
    raises(name .. ": the number of columns", nn[name], 1, -1)
    raises(name .. ": the number of rows", nn[name])
  end
  raises("full: the value", nn.full, 2, 2)
  raises("eye", nn.eye, 0)
  raises("linspace", nn.linspace, 0, 1, 0)
  raises("zeros", nn.zeros, 2 ^ 31, 1)
  lu.assertFalse(pcall(nn.zeros, 2 ^ 30, 2 ^ 30)) -- too large, or no memory
end

-- ---- indexing -----------------------------------------------------------------------------------

TestMatrixIndex = {}

function TestMatrixIndex.testRowsAreViews()
  local A = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }
  lu.assertEquals({ A[2][3], A[1][1], #A, #A[1], A.rows, A.cols }, { 6, 1, 2, 3, 2, 3 })
  A[2][3] = 60
  local row = A[1]
  row[2] = 20
  assert_same(A, { { 1, 20, 3 }, { 4, 5, 60 } })
  lu.assertEquals({ row.rows, row.cols, shape(row), #row }, { 1, 3, "1x3", 3 })
  local one = nn.matrix { { 7, 8, 9 } }
  lu.assertEquals({ #one, one[1][2], #one[1] }, { 1, 8, 3 })
end

function TestMatrixIndex.testColumnsHoldNumbers()
  local v = nn.matrix { 5, 6, 7 }
  lu.assertEquals({ v[1], v[3], #v }, { 5, 7, 3 })
  v[2] = -1
  assert_same(v, { { 5 }, { -1 }, { 7 } })
  lu.assertEquals(nn.matrix { 4 }[1], 4)
end

function TestMatrixIndex.testViewKeepsItsOwnerAlive()
  local rows = {}
  for i = 1, 50 do rows[i] = nn.full(40, 40, i)[i % 40 + 1] end
  collectgarbage()
  collectgarbage()
  for _ = 1, 20 do nn.full(40, 40, -1) end
  for i = 1, 50 do lu.assertEquals({ rows[i]:min(), rows[i]:max() }, { i, i }) end
end

function TestMatrixIndex.testIpairsAndEnd()
  local A = nn.matrix { { 1, 2 }, { 3, 4 }, { 5, 6 } }
  local seen = {}
  for i, row in ipairs(A) do
    for j, x in ipairs(row) do seen[#seen + 1] = ("%d%d=%g"):format(i, j, x) end
  end
  lu.assertEquals(table.concat(seen, " "), "11=1 12=2 21=3 22=4 31=5 32=6")
  local sum = 0
  for _, x in ipairs(nn.matrix { 1, 2, 3 }) do sum = sum + x end
  lu.assertEquals(sum, 6)
  lu.assertNil(A[4])
  lu.assertNil(A[1][3])
  lu.assertNil(nn.matrix { 1, 2 }[3])
  lu.assertEquals(A[2.0][1.0], 3)
end

function TestMatrixIndex.testBadIndexRaises()
  local A = nn.matrix { { 1, 2 }, { 3, 4 }, { 5, 6 } }
  local v = nn.matrix { 1, 2 }
  for _, m in ipairs { A, A[1], v } do
    for _, i in ipairs { 0, -1, #m + 2, 1.5, INF, NAN, math.mininteger, math.maxinteger } do
      raises("matrix index", function() return m[i] end)
      raises("matrix index", function() m[i] = 1 end)
    end
    raises("matrix index", function() m[#m + 1] = 1 end)
    raises("", function() m.name = 1 end)
    raises("", function() m[nil] = 1 end)
    lu.assertNil(m.no_such_name)
  end
  raises("got a string", function() v[1] = "5" end)
  raises("got nil", function() A[1][1] = nil end)
  raises("got a table", function() A[1][1] = {} end)
  assert_same(A, { { 1, 2 }, { 3, 4 }, { 5, 6 } })
end

function TestMatrixIndex.testAssigningRows()
  local A = nn.matrix { { 1, 2 }, { 3, 4 }, { 5, 6 } }
  A[1] = { 7, 8 }
  A[2] = nn.matrix { 9, 10 }
  A[3] = A[1]
  assert_same(A, { { 7, 8 }, { 9, 10 }, { 7, 8 } })
  A[1][1] = 0 -- a copy went into row 3
  A[2] = A[2]
  assert_same(A, { { 0, 8 }, { 9, 10 }, { 7, 8 } })
  raises("a row of 2 numbers was expected, got 3x1", function() A[1] = { 1, 2, 3 } end)
  raises("got 2x2", function() A[1] = nn.eye(2) end)
  raises("got 5", function() A[1] = 5 end)
  raises("element 2", function() A[1] = { 1, "x" } end)
  assert_same(A, { { 0, 8 }, { 9, 10 }, { 7, 8 } })
end

function TestMatrixIndex.testGetAndSet()
  local A = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }
  lu.assertEquals({ A:get(2, 3), A:get(1, 1) }, { 6, 1 })
  lu.assertEquals(A:set(1, 2, 9), A)
  lu.assertEquals(A:get(1, 2), 9)
  lu.assertEquals({ A:row(2):get(3), A:col(2):get(2), A[1]:get(2) }, { 6, 5, 9 })
  raises("row 3 is out of range, there are 2", A.get, A, 3, 1)
  raises("column 0 is out of range", A.get, A, 1, 0)
  raises("column", A.get, A, 1)
  raises("row", A.set, A, 1.5, 1, 1)
  raises("the value", A.set, A, 1, 1, "x")
  lu.assertEquals({ A:shape() }, { 2, 3 })
end

-- Metamethods can be had from Lua, and called with anything: an error, and no crash.
function TestMatrixIndex.testMetamethodsLookAtTheirArguments()
  lu.assertEquals(child.run [[
local nn = require "nn"
local d = nn.data.new {{1, 2}, {3, 4}}
for _, object in ipairs {nn.ones(2, 2), d, nn.network(1, 1, 1, 0.1)} do
  for name, f in pairs(getmetatable(object)) do
    if type(f) == "function" and name ~= "__tostring" then
      for _, other in ipairs {5, {}, "x", io.stdout, print, true} do
        assert(name == "__eq" or not pcall(f, other, 1, 1), name)
        assert(name == "__eq" or not pcall(f, other, other, other), name)
      end
      pcall(f)
    end
  end
end
print "no crash"
]], "no crash")
end

-- ---- element by element -------------------------------------------------------------------------

TestMatrixArithmetic = {}

function TestMatrixArithmetic.setUp() math.randomseed(11) end

local operators = {
  ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end, ["/"] = function(a, b) return a / b end,
  ["^"] = function(a, b) return a ^ b end,
}

-- The element that (i, j) of the result reads in a table that broadcasts; a number is itself.
local function pick(t, i, j)
  if type(t) == "number" then return t end
  local row = #t == 1 and t[1] or t[i]
  return #row == 1 and row[1] or row[j]
end

local function side(t, k) -- k = 1: rows, 2: columns
  if type(t) == "number" then return 1 end
  return k == 1 and #t or #t[1]
end

local function check_broadcast(name, a, b)
  local op = operators[name]
  local A = type(a) == "number" and a or nn.matrix(a)
  local B = type(b) == "number" and b or nn.matrix(b)
  local rows, cols = math.max(side(a, 1), side(b, 1)), math.max(side(a, 2), side(b, 2))
  local expected = tabulate(rows, cols, function(i, j) return op(pick(a, i, j), pick(b, i, j)) end)
  local what = ("%dx%d %s %dx%d"):format(side(a, 1), side(a, 2), name, side(b, 1), side(b, 2))
  if name == "^" then -- libm's pow may differ from Lua's own squaring by one bit
    assert_matrix(op(A, B), expected, 1e-14 * nn.matrix(expected):abs():max(), what)
  else
    assert_same(op(A, B), expected, what)
  end
end

-- Every operator, every pair of shapes that fit: equal, a number, a row, a column, a row and a column.
function TestMatrixArithmetic.testBroadcasting()
  for _, size in ipairs { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 3, 4 }, { 33, 17 } } do
    local m, n = table.unpack(size)
    local shapes = { { m, n }, { 1, n }, { m, 1 }, { 1, 1 } }
    for name in pairs(operators) do
      for _, s in ipairs(shapes) do
        local a = random_rows(s[1], s[2])
        if name == "^" then a = tabulate(s[1], s[2], function(i, j) return math.abs(a[i][j]) end) end
        for _, t in ipairs(shapes) do check_broadcast(name, a, random_rows(t[1], t[2])) end
        check_broadcast(name, a, 1.75)
        check_broadcast(name, 1.75, a)
        check_broadcast(name, a, 2)
      end
    end
  end
end

function TestMatrixArithmetic.testWrongShapes()
  local A = nn.ones(3, 4)
  for sign, op in pairs(operators) do
    for _, other in ipairs { nn.ones(4, 3), nn.ones(3, 3), nn.ones(1, 3), nn.ones(4, 1), nn.ones(2, 4),
      nn.ones(2, 1) } do
      raises(("3x4 %s %s"):format(sign, shape(other)), op, A, other)
      raises(("%s %s 3x4"):format(shape(other), sign), op, other, A)
    end
    for _, other in ipairs { "1", true, {}, print } do
      raises("a matrix or a number was expected", op, A, other)
      raises("a matrix or a number was expected", op, other, A)
    end
  end
  raises("a matrix + nil", function() return A + nil end)
end

function TestMatrixArithmetic.testSpecialNumbers()
  local values = { 0.0, -0.0, 1.0, -1.0, NAN, INF, -INF, 1e308, 5e-324 }
  local row, column = nn.matrix { values }, nn.matrix(values)
  for name, op in pairs(operators) do
    if name ~= "^" then
      assert_same(op(column, row),
        tabulate(#values, #values, function(i, j) return op(values[i], values[j]) end), name)
    end
  end
  assert_same(-row, { { -0.0, 0.0, -1, 1, NAN, -INF, INF, -1e308, -5e-324 } })
  assert_same(nn.matrix { { -2, 0, NAN } } ^ 2, { { 4, 0, NAN } })
  assert_same(nn.matrix { { -8, 2 } } ^ 3, { { -512, 8 } })
end

function TestMatrixArithmetic.testResultsAreNew()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  for _, B in ipairs { A + 0, -A, A * 1, A ^ 1, A / 1, A - 0, A:abs(), A.T, A:copy(), A:row(1), A:col(1),
    A:sub(), A:reshape(1, 4), A:flatten(), A:map(function(x) return x end), A:softmax() } do
    for i = 1, B.rows do
      for j = 1, B.cols do B:set(i, j, -99) end
    end
  end
  assert_same(A, { { 1, 2 }, { 3, 4 } })
end

function TestMatrixArithmetic.testFunctions()
  local values = {}
  for x = -30, 30 do values[#values + 1] = x / 7 end
  local v = nn.matrix(values)
  local reference = {
    exp = math.exp, abs = math.abs,
    tanh = function(x) return (math.exp(2 * x) - 1) / (math.exp(2 * x) + 1) end,
    sigmoid = function(x) return 1 / (1 + math.exp(-x)) end,
    relu = function(x) return x > 0 and x or 0 end,
  }
  for name, f in pairs(reference) do
    local got = v[name](v)
    for i, x in ipairs(values) do
      lu.assertAlmostEquals(got[i], f(x), 1e-14 * math.max(1, math.abs(f(x))), name .. " of " .. x)
    end
  end
  for x = 1, 99 do
    local p = x / 100
    local m = nn.full(1, 1, p)
    lu.assertAlmostEquals(m:log()[1], math.log(p), 1e-15)
    lu.assertAlmostEquals(m:sqrt()[1], p ^ 0.5, 1e-16)
    lu.assertAlmostEquals(m:logit()[1], math.log(p / (1 - p)), 1e-14)
    lu.assertAlmostEquals(m:logit():sigmoid()[1], p, 1e-15)
  end
end

function TestMatrixArithmetic.testFunctionsAtTheEdges()
  local v = nn.matrix { NAN, INF, -INF, 0 }
  assert_same(v:sigmoid(), { { NAN }, { 1 }, { 0 }, { 0.5 } })
  assert_same(v:relu(), { { NAN }, { INF }, { 0 }, { 0 } })
  assert_same(v:tanh(), { { NAN }, { 1 }, { -1 }, { 0 } })
  assert_same(v:exp(), { { NAN }, { INF }, { 0 }, { 1 } })
  assert_same(v:abs(), { { NAN }, { INF }, { INF }, { 0 } })
  assert_same(nn.matrix { -1 }:sqrt(), { { NAN } })
  assert_same(nn.matrix { 0, -1, 1 }:log(), { { -INF }, { NAN }, { 0 } })
  assert_same(nn.matrix { 0, 1, 2, -1, 0.5 }:logit(), { { -INF }, { INF }, { NAN }, { NAN }, { 0 } })
end

function TestMatrixArithmetic.testSoftmax()
  local function softmax(list)
    local largest, sum, out = math.max(table.unpack(list)), 0, {}
    for _, x in ipairs(list) do sum = sum + math.exp(x - largest) end
    for i, x in ipairs(list) do out[i] = math.exp(x - largest) / sum end
    return out
  end
  local t = random_rows(4, 5)
  local A = nn.matrix(t)
  assert_matrix(A:softmax(), { softmax(t[1]), softmax(t[2]), softmax(t[3]), softmax(t[4]) }, 1e-15)
  assert_matrix(A[2]:softmax(), { softmax(t[2]) }, 1e-15)
  assert_matrix(nn.matrix(t[3]):softmax(), softmax(t[3]), 1e-15)
  assert_matrix(nn.matrix { { 1000, 999 }, { -1000, -1001 } }:softmax(),
    { softmax { 1, 0 }, softmax { 1, 0 } }, 1e-15)
  assert_same(nn.matrix { { -INF, 0 } }:softmax(), { { 0, 1 } })
  assert_same(nn.matrix { { NAN, 0 }, { 0, 0 } }:softmax(), { { NAN, NAN }, { 0.5, 0.5 } })
  lu.assertEquals(nn.matrix { 3 }:softmax()[1], 1)
end

function TestMatrixArithmetic.testComparing()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  lu.assertTrue(A == nn.matrix { { 1, 2 }, { 3, 4 } })
  lu.assertFalse(A == nn.matrix { { 1, 2 }, { 3, 4 + 1e-15 } })
  lu.assertFalse(nn.ones(1, 2) == nn.ones(2, 1))
  lu.assertFalse(nn.ones(2, 3) == nn.ones(3, 2))
  lu.assertFalse(A == 5)
  lu.assertFalse(A == "x")
  lu.assertTrue(A[1] == nn.matrix { { 1, 2 } })
  lu.assertFalse(nn.full(1, 1, NAN) == nn.full(1, 1, NAN))
  lu.assertTrue(nn.full(1, 1, 0.0) == nn.full(1, 1, -0.0))
  lu.assertTrue(A:near(A + 1e-10))
  lu.assertFalse(A:near(A + 1e-7))
  lu.assertTrue(A:near(A + 0.09, 0.1))
  lu.assertTrue(A:near(A, 0))
  lu.assertTrue(A:near { { 1, 2 }, { 3, 4 } })
  lu.assertFalse(A:near(nn.ones(1, 2)))
  lu.assertFalse(nn.full(1, 1, NAN):near(nn.full(1, 1, NAN), 1e9))
  lu.assertTrue(nn.full(1, 1, INF):near(nn.full(1, 1, INF)))
  lu.assertFalse(nn.full(1, 1, INF):near(nn.full(1, 1, -INF), INF))
  lu.assertFalse(nn.full(1, 1, INF):near(nn.full(1, 1, 1), 1))
  raises("near", A.near, A, A, "x")
end

-- ---- the product --------------------------------------------------------------------------------

TestMatrixDot = {}

function TestMatrixDot.setUp() math.randomseed(13) end

local function check_dot(m, k, n)
  local a, b = random_rows(m, k), random_rows(k, n)
  local expected = tabulate(m, n, function(i, j)
    local sum = 0
    for p = 1, k do sum = sum + a[i][p] * b[p][j] end
    return sum
  end)
  assert_matrix(nn.matrix(a):dot(nn.matrix(b)), expected, 4e-15 * k, ("%dx%d . %dx%d"):format(m, k, k, n))
end

function TestMatrixDot.testAnyShape()
  for _ = 1, child.sanitized() and 20 or 60 do
    check_dot(math.random(1, 70), math.random(1, 70), math.random(1, 70))
  end
end

-- One side of 1 (rows, columns, outer products), and around where OpenBLAS takes over (512).
function TestMatrixDot.testThinAndAtTheThreshold()
  for _, s in ipairs { { 1, 1, 1 }, { 1, 70, 1 }, { 70, 1, 1 }, { 1, 1, 70 }, { 60, 1, 50 }, { 60, 50, 1 },
    { 1, 60, 50 }, { 8, 8, 8 }, { 8, 8, 9 }, { 1, 512, 1 }, { 1, 513, 1 }, { 513, 1, 1 }, { 1, 1, 513 },
    { 2, 256, 1 }, { 257, 2, 1 }, { 1, 2, 257 }, { 3, 171, 1 }, { 2, 2, 129 }, { 129, 2, 2 } } do
    check_dot(table.unpack(s))
  end
end

-- Large enough for several threads.
function TestMatrixDot.testLarge()
  local a, b = random_rows(180, 170), random_rows(170, 190)
  local C = nn.matrix(a):dot(nn.matrix(b))
  for _ = 1, 300 do
    local i, j, sum = math.random(180), math.random(190), 0
    for p = 1, 170 do sum = sum + a[i][p] * b[p][j] end
    lu.assertAlmostEquals(C:get(i, j), sum, 1e-12)
  end
end

function TestMatrixDot.testOperands()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  assert_same(A:dot { 5, 6 }, { { 17 }, { 39 } })
  assert_same(A:dot(A), { { 7, 10 }, { 15, 22 } })
  assert_same(A[2]:dot(A), { { 15, 22 } })
  assert_same(A:dot(A[1].T), { { 5 }, { 11 } })
  assert_same(A.T:dot(A), { { 10, 14 }, { 14, 20 } })
  raises("dot: 2x3 · 2x2: the left has 3 columns, the right 2 rows", function()
    return nn.ones(2, 3):dot(nn.ones(2, 2))
  end)
  raises("dot(B.T)", function() return nn.ones(2, 3):dot(nn.ones(4, 3)) end)
  raises("dot", A.dot, A, 5)
  raises("dot", A.dot, A)
  raises("dot", A.dot, nil, A)
end

-- 0 · NaN is NaN, in products of every size and form.
function TestMatrixDot.testNanIsNeverLost()
  for _, s in ipairs { { 2, 2, 2 }, { 40, 40, 40 }, { 40, 40, 1 }, { 1, 40, 40 }, { 40, 1, 40 } } do
    local m, k, n = table.unpack(s)
    local A, Z = nn.zeros(m, k), nn.zeros(k, n)
    A:set(m, k, NAN)
    local left = A:dot(Z)
    for j = 1, n do lu.assertIsNaN(left:get(m, j), ("NaN in the left of %d %d %d"):format(m, k, n)) end
    Z:set(k, n, INF)
    local right = nn.zeros(m, k):dot(Z)
    for i = 1, m do lu.assertIsNaN(right:get(i, n), ("inf in the right of %d %d %d"):format(m, k, n)) end
  end
end

-- What lay in the memory of a result before does not matter.
function TestMatrixDot.testUsedMemory()
  for _, s in ipairs { { 50, 50, 50 }, { 50, 50, 1 }, { 1, 50, 50 }, { 50, 1, 50 } } do
    local m, k, n = table.unpack(s)
    for _ = 1, 5 do
      for _ = 1, 4 do nn.full(m, n, NAN) end
      collectgarbage()
      assert_same(nn.ones(m, k):dot(nn.ones(k, n)), tabulate(m, n, function() return k end))
    end
  end
end
