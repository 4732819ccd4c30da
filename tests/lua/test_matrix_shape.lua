--[[ Matrices, second part: reductions, parts and other arrangements, in-place verbs, what print
shows, and what temporaries cost. Each result stands beside the same in plain Lua. ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local raises = require "raises"
local random_rows = require "random_rows"

local NAN, INF = 0 / 0, math.huge

local function shape(m) return ("%dx%d"):format(m:shape()) end

-- Exactly these numbers, NaN for NaN.
local function assert_same(got, expected, what)
  lu.assertEquals(shape(got), ("%dx%d"):format(#expected, #expected[1]), what)
  for i = 1, #expected do
    for j = 1, #expected[1] do
      local a, b = got:get(i, j), expected[i][j]
      if a ~= b and (a == a or b == b) then
        lu.fail(("%s: row %d, column %d is %.17g, expected %.17g"):format(what or "", i, j, a, b))
      end
    end
  end
end

-- ---- reductions ---------------------------------------------------------------------------------

TestMatrixReduce = {}

function TestMatrixReduce.setUp() math.randomseed(17) end

-- Each takes a list of numbers.
local reductions = {
  sum = function(list)
    local sum = 0
    for _, x in ipairs(list) do sum = sum + x end
    return sum
  end,
  min = function(list) return math.min(table.unpack(list)) end,
  max = function(list) return math.max(table.unpack(list)) end,
}
function reductions.mean(list) return reductions.sum(list) / #list end
function reductions.std(list)
  local mean, sum = reductions.mean(list), 0
  for _, x in ipairs(list) do sum = sum + (x - mean) ^ 2 end
  return (sum / #list) ^ 0.5
end
function reductions.argmax(list)
  local best = 1
  for i, x in ipairs(list) do
    if x > list[best] then best = i end
  end
  return best
end
function reductions.argmin(list)
  local best = 1
  for i, x in ipairs(list) do
    if x < list[best] then best = i end
  end
  return best
end

function TestMatrixReduce.testAxes()
  for _, s in ipairs { { 1, 1 }, { 1, 5 }, { 5, 1 }, { 3, 4 }, { 70, 3 }, { 3, 70 }, { 130, 131 } } do
    local rows, cols = s[1], s[2]
    local t = random_rows(rows, cols)
    local A, all, columns = nn.matrix(t), {}, {}
    for j = 1, cols do columns[j] = {} end
    for i = 1, rows do
      for j = 1, cols do
        all[#all + 1] = t[i][j]
        columns[j][i] = t[i][j]
      end
    end
    for name, f in pairs(reductions) do
      local down, along = { {} }, {}
      for j = 1, cols do down[1][j] = f(columns[j]) end
      for i = 1, rows do along[i] = { f(t[i]) } end
      local what = ("%s of %dx%d"):format(name, rows, cols)
      assert_matrix(A[name](A, 1), down, 1e-13, what)
      assert_matrix(A[name](A, 2), along, 1e-13, what)
      if name:sub(1, 3) ~= "arg" then
        lu.assertAlmostEquals(A[name](A), f(all), 1e-11, what)
      else
        local at = f(all) - 1
        local i, j = A[name](A)
        if rows == 1 or cols == 1 then
          lu.assertEquals({ i, j }, { at + 1, nil }, what)
        else
          lu.assertEquals({ i, j }, { at // cols + 1, at % cols + 1 }, what)
        end
      end
    end
  end
end

function TestMatrixReduce.testPositionsAreIntegers()
  local A = nn.matrix { { 1, 9 }, { 3, 4 } }
  for _, x in ipairs { A:argmax() } do lu.assertEquals(math.type(x), "integer") end
  lu.assertEquals(math.type(nn.matrix { 1, 2 }:argmax()), "integer")
  lu.assertEquals({ A[2]:argmax(), A[1]:argmin() }, { 2, 1 })
end

function TestMatrixReduce.testFirstOfTies()
  local A = nn.matrix { { 1, 5, 5 }, { 5, 0, 0 }, { 0, 5, 1 } }
  lu.assertEquals({ A:argmax() }, { 1, 2 })
  lu.assertEquals({ A:argmin() }, { 2, 2 })
  assert_same(A:argmax(1), { { 2, 1, 1 } })
  assert_same(A:argmax(2), { { 2 }, { 1 }, { 2 } })
  lu.assertEquals(nn.matrix { 2, 2, 2 }:argmin(), 1)
end

-- As in NumPy: one NaN makes the result NaN, and argmin and argmax point at the first one.
function TestMatrixReduce.testNan()
  local A = nn.matrix { { 1, NAN, 3 }, { 4, 5, 6 }, { NAN, 8, INF } }
  for _, name in ipairs { "sum", "mean", "std", "min", "max", "norm" } do lu.assertIsNaN(A[name](A), name) end
  assert_same(A:max(2), { { NAN }, { 6 }, { NAN } })
  assert_same(A:min(1), { { NAN, NAN, 3 } })
  lu.assertEquals({ A:argmax() }, { 1, 2 })
  lu.assertEquals({ A:argmin() }, { 1, 2 })
  assert_same(A:argmax(1), { { 3, 1, 3 } })
  assert_same(A:argmin(2), { { 2 }, { 1 }, { 1 } })
  lu.assertEquals(nn.matrix { -INF, INF }:max(), INF)
  lu.assertEquals(nn.matrix { -INF, 3 }:min(), -INF)
end

function TestMatrixReduce.testAccuracy()
  -- naive summation is off by about 1e-9 here, NumPy's pairs and ours are not
  lu.assertAlmostEquals(nn.full(1000, 1000, 0.1):sum(), 1e5, 1e-9)
  local v = nn.range(1, 1000) + 1e9
  lu.assertAlmostEquals(v:std(), ((1000 ^ 2 - 1) / 12) ^ 0.5, 1e-9)
  lu.assertEquals(nn.full(7, 9, 0.3):std(1):max() < 1e-16, true)
  lu.assertEquals(nn.matrix { 5 }:std(), 0)
end

function TestMatrixReduce.testNorm()
  lu.assertEquals(nn.matrix { 3, 4 }:norm(), 5)
  lu.assertEquals(nn.matrix { { 1, 2 }, { 2, 4 } }:norm(), 5)
  lu.assertAlmostEquals(nn.matrix { 3e200, 4e200 }:norm() / 5e200, 1, 1e-15)
  lu.assertAlmostEquals(nn.matrix { 3e-200, 4e-200 }:norm() / 5e-200, 1, 1e-15)
  lu.assertEquals(nn.zeros(3, 3):norm(), 0)
  lu.assertEquals(nn.matrix { 1, -INF }:norm(), INF)
  lu.assertIsNaN(nn.matrix { NAN, INF }:norm())
end

function TestMatrixReduce.testBadAxis()
  local A = nn.ones(2, 2)
  for _, name in ipairs { "sum", "mean", "std", "min", "max", "argmin", "argmax" } do
    for _, axis in ipairs { 0, 3, -1, 1.5, "1", true } do raises(name .. ": the axis", A[name], A, axis) end
    raises(name, A[name], 5)
  end
end

-- ---- parts and arrangements ---------------------------------------------------------------------

TestMatrixShape = {}

function TestMatrixShape.setUp() math.randomseed(19) end

function TestMatrixShape.testTranspose()
  for _, s in ipairs { { 1, 1 }, { 1, 7 }, { 7, 1 }, { 16, 16 }, { 17, 15 }, { 33, 50 } } do
    local t = random_rows(s[1], s[2])
    local A, expected = nn.matrix(t), {}
    for j = 1, s[2] do
      expected[j] = {}
      for i = 1, s[1] do expected[j][i] = t[i][j] end
    end
    assert_same(A.T, expected)
    lu.assertTrue(A.T.T == A)
  end
  assert_same(nn.matrix { { 1, 2 }, { 3, 4 } }[2].T, { { 3 }, { 4 } })
end

function TestMatrixShape.testRowsColumnsAndParts()
  local A = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 }, { 10, 11, 12 } }
  assert_same(A:row(2), { { 4, 5, 6 } })
  assert_same(A:row(-1), { { 10, 11, 12 } })
  assert_same(A:col(3), { { 3 }, { 6 }, { 9 }, { 12 } })
  assert_same(A:col(-3), { { 1 }, { 4 }, { 7 }, { 10 } })
  assert_same(A:sub(2, 3, 1, 2), { { 4, 5 }, { 7, 8 } })
  assert_same(A:sub(-2, -1, -1, -1), { { 9 }, { 12 } })
  assert_same(A:sub(3), { { 7, 8, 9 }, { 10, 11, 12 } })
  assert_same(A:sub(nil, 1), { { 1, 2, 3 } })
  assert_same(A:sub(2, -2, 2), { { 5, 6 }, { 8, 9 } })
  assert_same(A:sub(1, 1, 1, 1), { { 1 } })
  lu.assertTrue(A:sub() == A)
  assert_same(A[3]:sub(1, 1, 2, 3), { { 8, 9 } })
  raises("sub: rows 3 to 2 hold nothing", A.sub, A, 3, 2)
  raises("sub: columns 2 to 1 hold nothing", A.sub, A, 1, 1, 2, 1)
  raises("sub: row 5 is out of range, there are 4", A.sub, A, 1, 5)
  raises("sub: row 0 is out of range", A.sub, A, 0, 2)
  raises("sub: column -4 is out of range", A.sub, A, 1, 1, -4)
  raises("row: row 5", A.row, A, 5)
  raises("col: column 4", A.col, A, 4)
  raises("col", A.col, A, 1.5)
end

function TestMatrixShape.testReshape()
  local A = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }
  assert_same(A:reshape(3, 2), { { 1, 2 }, { 3, 4 }, { 5, 6 } })
  assert_same(A:reshape(6, 1), { { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 } })
  assert_same(A:flatten(), { { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 } })
  assert_same(A[2]:flatten(), { { 4 }, { 5 }, { 6 } })
  lu.assertTrue(A:reshape(1, 6):reshape(2, 3) == A)
  for _, s in ipairs { { 4, 2 }, { 6, 2 }, { 5, 1 }, { 0, 6 }, { 2.5, 2 }, { 2 ^ 33, 2 ^ 31 } } do
    raises("reshape", A.reshape, A, s[1], s[2])
  end
  raises("reshape", A.reshape, A)
end

function TestMatrixShape.testJoining()
  local A, B = nn.matrix { { 1, 2 }, { 3, 4 } }, nn.matrix { { 5 }, { 6 } }
  assert_same(A:hcat(B), { { 1, 2, 5 }, { 3, 4, 6 } })
  assert_same(A:hcat { 7, 8 }, { { 1, 2, 7 }, { 3, 4, 8 } })
  assert_same(A:vcat(A[1]), { { 1, 2 }, { 3, 4 }, { 1, 2 } })
  assert_same(A:vcat { { 9, 9 } }, { { 1, 2 }, { 3, 4 }, { 9, 9 } })
  assert_same(A:hcat(A), { { 1, 2, 1, 2 }, { 3, 4, 3, 4 } })
  raises("hcat: 2x2 beside 3x1", A.hcat, A, nn.ones(3, 1))
  raises("vcat: 2x2 above 2x1", A.vcat, A, B)
  raises("hcat", A.hcat, A, 3)
end

function TestMatrixShape.testToTableAndBack()
  for _, s in ipairs { { 1, 1 }, { 1, 6 }, { 6, 1 }, { 5, 7 } } do
    local t = random_rows(s[1], s[2])
    local A = nn.matrix(t)
    lu.assertTrue(nn.matrix(A:totable()) == A)
    if s[2] > 1 then lu.assertEquals(A:totable(), t) end
  end
  local A = nn.matrix { { 1, 2 }, { 3, NAN } }
  lu.assertEquals(A[1]:totable(), { 1, 2 })
  lu.assertEquals(nn.matrix { 1, 2 }:totable(), { 1, 2 })
  lu.assertIsNaN(A:totable()[2][2])
  A:totable()[1][1] = 99
  lu.assertEquals(A[1][1], 1)
end

function TestMatrixShape.testMap()
  local A, calls = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }, {}
  local B = A:map(function(x, i, j)
    calls[#calls + 1] = ("%d%d"):format(i, j)
    return x * 100 + i * 10 + j
  end)
  assert_same(B, { { 111, 212, 313 }, { 421, 522, 623 } })
  lu.assertEquals(table.concat(calls, " "), "11 12 13 21 22 23")
  assert_same(A, { { 1, 2, 3 }, { 4, 5, 6 } })
  raises("at row 1, column 1 it gave a string", A.map, A, function() return "1" end)
  raises("it gave nil", A.map, A, function() end)
  raises("a function", A.map, A, 5)
end

-- ---- in place -----------------------------------------------------------------------------------

TestMatrixInPlace = {}

function TestMatrixInPlace.setUp() math.randomseed(23) end

local function pick(t, i, j)
  local row = #t == 1 and t[1] or t[i]
  return #row == 1 and row[1] or row[j]
end

function TestMatrixInPlace.testAddAndMul()
  for _, s in ipairs { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 3, 4 }, { 33, 17 } } do
    local m, n = s[1], s[2]
    for _, u in ipairs { { m, n }, { 1, n }, { m, 1 }, { 1, 1 } } do
      local a, b = random_rows(m, n), random_rows(u[1], u[2])
      for _, scale in ipairs { false, -0.7 } do
        local A, expected = nn.matrix(a), {}
        for i = 1, m do
          expected[i] = {}
          for j = 1, n do expected[i][j] = a[i][j] + (scale or 1) * pick(b, i, j) end
        end
        lu.assertTrue(rawequal(A:add(nn.matrix(b), scale or nil), A))
        assert_same(A, expected)
      end
      local A, expected = nn.matrix(a), {}
      for i = 1, m do
        expected[i] = {}
        for j = 1, n do expected[i][j] = a[i][j] * pick(b, i, j) end
      end
      lu.assertTrue(rawequal(A:mul(nn.matrix(b)), A))
      assert_same(A, expected)
    end
  end
end

function TestMatrixInPlace.testNumbersAndLists()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  assert_same(A:add(10), { { 11, 12 }, { 13, 14 } })
  assert_same(A:add(2, -3), { { 5, 6 }, { 7, 8 } })
  assert_same(A:mul(2), { { 10, 12 }, { 14, 16 } })
  assert_same(A:add { 1, 2 }, { { 11, 13 }, { 16, 18 } })
  assert_same(A:mul { { 0, 1 } }, { { 0, 13 }, { 0, 18 } })
  A[1]:add(1):mul(2)
  assert_same(A, { { 2, 28 }, { 0, 18 } })
end

function TestMatrixInPlace.testAddOuter()
  local a, u, v = random_rows(5, 7), random_rows(5, 1), random_rows(7, 1)
  for _, scale in ipairs { false, 0.3 } do
    local expected = {}
    for i = 1, 5 do
      expected[i] = {}
      for j = 1, 7 do expected[i][j] = a[i][j] + ((scale or 1) * u[i][1]) * v[j][1] end
    end
    local A, U, V = nn.matrix(a), nn.matrix(u), nn.matrix(v)
    lu.assertTrue(rawequal(A:addouter(U, V, scale or nil), A))
    assert_matrix(A, expected, 1e-15)
    assert_matrix(nn.matrix(a):addouter(U.T, V.T, scale or nil), expected, 1e-15)
    assert_matrix(nn.matrix(a):addouter(U:totable(), V:totable(), scale or nil), expected, 1e-15)
  end
  local A = nn.zeros(2, 3)
  A[2]:addouter({ 2 }, { 1, 2, 3 })
  assert_same(A, { { 0, 0, 0 }, { 2, 4, 6 } })
end

-- The operand is read as it was before, wherever it lies.
function TestMatrixInPlace.testOverlaps()
  local t = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }
  local function fresh() return nn.matrix(t) end
  local function check(change, expect)
    local A, B = fresh(), fresh()
    change(A)
    assert_same(A, expect(B):totable())
  end
  for i = 1, 3 do
    check(function(A) A:add(A[i]) end, function(B) return B + B:row(i) end)
    check(function(A) A:add(A[i], -2) end, function(B) return B + B:row(i) * -2 end)
    check(function(A) A:mul(A[i]) end, function(B) return B * B:row(i) end)
    for k = 1, 3 do
      check(function(A) A:addouter(A[i], A[k]) end, function(B)
        return B + B:row(i).T:dot(B:row(k))
      end)
      check(function(A) A:addouter(A[i], A[k], 0.5) end, function(B)
        return B + B:row(i).T:dot(B:row(k)) * 0.5
      end)
      check(function(A) A[i]:add(A[k]) end, function(B)
        B[i] = B:row(i) + B:row(k)
        return B
      end)
      check(function(A) A[i]:mul(A[k]) end, function(B)
        B[i] = B:row(i) * B:row(k)
        return B
      end)
    end
  end
  check(function(A) A:add(A) end, function(B) return B + B end)
  check(function(A) A:mul(A) end, function(B) return B * B end)
  check(function(A) A:add(A.T) end, function(B) return B + B.T end)
  check(function(A) A[2]:addouter({ 3 }, A[2]) end, function(B)
    B[2] = B:row(2) * 4
    return B
  end)
  local v = nn.matrix { 1, 2, 3 }
  assert_same(v:addouter(v, { 2 }), { { 3 }, { 6 }, { 9 } })
  local one = nn.matrix { 3 }
  assert_same(one:addouter(one, one):add(one):mul(one), { { 576 } })
end

function TestMatrixInPlace.testRefusalsChangeNothing()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  raises("add: 2x2 + 3x1", A.add, A, nn.ones(3, 1))
  raises("add: 1x2 + 2x2", A.add, A:row(1), A)
  raises("mul: 2x2 * 1x3", A.mul, A, nn.ones(1, 3))
  raises("add: the scale", A.add, A, A, "x")
  raises("add", A.add, A)
  raises("mul", A.mul, A, "x")
  raises("addouter: a 2x2 matrix takes u with 2 numbers", A.addouter, A, nn.ones(3, 1), nn.ones(2, 1))
  raises("addouter", A.addouter, A, nn.ones(2, 2), nn.ones(2, 1))
  raises("addouter", A.addouter, A, { 1, 2 })
  raises("addouter: the scale", A.addouter, A, { 1, 2 }, { 1, 2 }, "x")
  assert_same(A, { { 1, 2 }, { 3, 4 } })
end

function TestMatrixInPlace.testApply()
  local A = nn.matrix { { 1, 2 }, { 3, 4 } }
  lu.assertTrue(rawequal(A:apply(function(x, i, j) return x + i * 10 + j end), A))
  assert_same(A, { { 12, 14 }, { 24, 26 } })
  raises("stop", A.apply, A, function(x, i, j)
    if i == 2 and j == 2 then error "stop" end
    return x + 1
  end)
  raises("it gave nil", A.apply, A, function(x, i) return i == 1 and x + 1 or nil end)
  assert_same(A, { { 12, 14 }, { 24, 26 } })
  A[1]:apply(function(x) return -x end)
  assert_same(A, { { -12, -14 }, { 24, 26 } })
end

-- ---- print --------------------------------------------------------------------------------------

TestMatrixPrint = {}

function TestMatrixPrint.setUp() math.randomseed(29) end

local function lines_of(m)
  local lines = {}
  for line in (tostring(m) .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  return lines
end

function TestMatrixPrint.testHeadAndAlignment()
  lu.assertEquals(tostring(nn.matrix { { 1, 20 }, { -300, 4 } }), "matrix 2x2\n     1    20\n  -300     4")
  lu.assertEquals(tostring(nn.matrix { 0.5, 0.25 }), "matrix 2x1\n  0.50\n  0.25")
  lu.assertEquals(tostring(nn.zeros(1, 2)), "matrix 1x2\n  0  0")
  lu.assertEquals(tostring(nn.matrix { { 1, 2 }, { 3, 4 } }[2]), "matrix 1x2\n  3  4")
end

function TestMatrixPrint.testSpecialNumbersAreCounted()
  lu.assertEquals(lines_of(nn.matrix { { 1, NAN }, { INF, -INF } }),
    { "matrix 2x2  [1 nan, 2 inf]", "     1   nan", "   inf  -inf" })
  lu.assertEquals(lines_of(nn.full(1, 2, NAN))[1], "matrix 1x2  [2 nan]")
  local A = nn.zeros(100, 100) -- counted even where nothing is shown
  A:set(50, 50, NAN)
  A:set(51, 50, INF)
  lu.assertEquals(lines_of(A)[1], "matrix 100x100  [1 nan, 1 inf]")
  local text = tostring(nn.matrix { { -0.0, -1e-9, 1 } })
  lu.assertNil(text:find("-0[%s.]"), "a zero has no sign:\n" .. text)
end

-- At least five significant digits of the largest number, whatever its size.
function TestMatrixPrint.testDigits()
  for _, x in ipairs { 1 / 3, 1e-300 / 3, 1e300 / 3, 12345.678, 123456.78, 1234567.8, 0.00012345678,
    9.9999999, 99999.96, 999999.7, 1e15 / 7, 4.9e-324, 1.7976931348623157e308 } do
    for _, sign in ipairs { 1, -1 } do
      local line = lines_of(nn.full(1, 1, sign * x))[2]
      local back = tonumber(line)
      lu.assertNotNil(back, line)
      lu.assertTrue(math.abs(back / sign / x - 1) < 1e-4, ("%.17g is shown as %s"):format(sign * x, line))
    end
  end
  local line = lines_of(nn.matrix { { 1e-7, 1, 1e7 } })[2]
  local shown = {}
  for word in line:gmatch "%S+" do shown[#shown + 1] = tonumber(word) end
  lu.assertEquals(shown, { 1e-7, 1, 1e7 })
  lu.assertEquals(lines_of(nn.matrix { 1e9, 123456789 })[2], "  1000000000")
end

function TestMatrixPrint.testLongOnesAreElided()
  lu.assertEquals(#lines_of(nn.ones(20, 2)), 21)
  local lines = lines_of(nn.range(1, 1000))
  lu.assertTrue(#lines < 25)
  lu.assertEquals({ lines[1], lines[2], lines[#lines] }, { "matrix 1000x1", "     1", "  1000" })
  lu.assertEquals(select(2, table.concat(lines, "\n"):gsub("…", "")), 1)
  local wide = lines_of(nn.range(1, 1000):reshape(1, 1000))
  lu.assertEquals(#wide, 2)
  lu.assertStrMatches(wide[2], "%s+1%s+2%s+3%s.*…%s+998%s+999%s+1000")
end

-- Without a terminal 80 columns are the most, for every kind of numbers and every width.
function TestMatrixPrint.testNeverWiderThanTheTerminal()
  local script = [[
local nn = require "nn"
math.randomseed(1)
local kinds = {
  function() return math.random(0, 9) end, function() return -1 - math.random() end,
  function() return -1e-300 * math.random() end,
  function() return math.random() * 10 ^ math.random(-9, 9) end,
  function() return -1e9 + 1 end, function() return math.random() < 0.3 and -1 / 0 or math.random() end,
}
for cols = 1, 100 do
  for _, kind in ipairs(kinds) do
    local m = nn.zeros(3, cols):apply(kind)
    local widths = {}
    for line in (tostring(m) .. "\n"):gmatch "(.-)\n" do
      widths[#widths + 1] = utf8.len(line)
      if utf8.len(line) > 80 then print("too wide", cols, line) end
    end
    if widths[2] ~= widths[3] or widths[3] ~= widths[4] then print("not aligned", cols, tostring(m)) end
  end
end
print "done"
]]
  lu.assertEquals(child.run(script), "done")
end

-- ---- memory -------------------------------------------------------------------------------------

TestMatrixMemory = {}

-- The collector sees what a matrix costs: 400 temporaries of 8 MB never live together.
function TestMatrixMemory.testTemporaries()
  if child.sanitized() then lu.skip "AddressSanitizer keeps freed memory" end
  local text = child.run(child.MOST_MEMORY .. [[
local nn = require "nn"
local A, sum = nn.ones(1000, 1000), 0
for i = 1, 400 do sum = sum + (A * i)[1000][1000] end
assert(sum == 80200)
print(most_memory())
]])
  lu.assertNotNil(tonumber(text), text)
  lu.assertTrue(tonumber(text) < 100, text .. " MB at most")
end

-- Rows are small, and hold their matrix only as long as they are held themselves.
function TestMatrixMemory.testViews()
  if child.sanitized() then lu.skip "AddressSanitizer keeps freed memory" end
  local text = child.run(child.MOST_MEMORY .. [[
local nn = require "nn"
local row, sum = nil, 0
for i = 1, 200 do
  row = nn.full(1000, 1000, i)[500]
  sum = sum + row[1000]
end
assert(sum == 20100 and row[1] == 200)
print(most_memory())
]])
  lu.assertNotNil(tonumber(text), text)
  lu.assertTrue(tonumber(text) < 100, text .. " MB at most")
end
