-- d:jitter: pictures turned and shifted while they are read.

local lu = require "luaunit"
local raises = require "raises"
local assert_matrix = require "assert_matrix"

TestJitter = {}

local function digits(n)
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  return nn.data.digits({ scale = { 0, 1 } }):take(n)
end

local function dot_range(m) -- Σ i · m[i] of a row or a column
  local sum = 0
  for i = 1, m.rows * m.cols do sum = sum + i * m:get(i) end
  return sum
end

-- Sum, and centre of mass in rows and columns, of a picture.
local function mass(x)
  local picture = x:reshape(28, 28)
  local sum = picture:sum()
  return sum, dot_range(picture:sum(2)) / sum, dot_range(picture:sum(1)) / sum
end

function TestJitter.testNothingAskedNothingChanged()
  local d = digits(20)
  assert_matrix(d:jitter({ seed = 1 }).inputs, d.inputs, 1e-15)
end

function TestJitter.testShiftMovesTheMass()
  local d = digits(50)
  local e, moved = d:jitter { shift = 2, seed = 1 }, 0
  for i = 1, #d do
    local sum, row, column = mass(d[i].input)
    local sum2, row2, column2 = mass(e[i].input)
    lu.assertAlmostEquals(sum2 / sum, 1, 0.05)
    lu.assertTrue(math.abs(row2 - row) <= 2.1 and math.abs(column2 - column) <= 2.1)
    moved = math.max(moved, math.abs(row2 - row))
  end
  lu.assertTrue(moved > 1)
end

-- Bilinear by the definition, for a turn about the centre: the test's own arithmetic finds the angle that
-- explains the picture, and it lies within what was asked for.
function TestJitter.testRotation()
  local d = digits(5)
  local e = d:jitter { rotate = 15, seed = 3 }
  for i = 1, #d do
    local from, to = d[i].input:reshape(28, 28), e[i].input:reshape(28, 28)
    local best, angle = math.huge, nil
    for degrees = -15, 15, 0.25 do
      local c, s = math.cos(math.rad(degrees)), math.sin(math.rad(degrees))
      local worst = 0
      for row = 8, 21 do
        for column = 8, 21 do
          local y, x = row - 14.5, column - 14.5
          local r, q = c * y + s * x + 14.5, c * x - s * y + 14.5
          local a, b = math.floor(r), math.floor(q)
          local fr, fq = r - a, q - b
          local value = (1 - fr) * ((1 - fq) * from[a][b] + fq * from[a][b + 1])
            + fr * ((1 - fq) * from[a + 1][b] + fq * from[a + 1][b + 1])
          worst = math.max(worst, math.abs(value - to[row][column]))
        end
      end
      if worst < best then best, angle = worst, degrees end
    end
    lu.assertTrue(best < 0.05, ("picture %d: %g at %g degrees"):format(i, best, angle))
  end
end

function TestJitter.testSeedsAndEpochs()
  local d = digits(10)
  local a, b, c = d:jitter { shift = 2, seed = 1 }, d:jitter { shift = 2, seed = 1 },
    d:jitter { shift = 2, seed = 2 }
  lu.assertTrue(a.inputs == b.inputs)
  lu.assertFalse(a.inputs == c.inputs)
  lu.assertFalse(a:shuffle(1)[1].input == a:shuffle(2)[1].input)
  lu.assertTrue(a:sub(3, 5)[1].input == a[3].input)
end

-- The engine reads what Lua sees.
function TestJitter.testEngineSeesTheSame()
  local d = digits(100):jitter { rotate = 10, shift = 2, seed = 1 }
  local n = nn.network { 784, 12, 10, precision = "double", seed = 1 }
  local m = n:copy()
  n:fit(d, { shuffle = false, progress = false })
  m:train(d:matrices())
  assert_matrix(n:weights(1), m:weights(1), 1e-12)
end

function TestJitter.testErrors()
  local d = digits(5)
  raises("rotate must be a finite number of 0 or more", d.jitter, d, { rotate = -1 })
  raises("unknown option 'angle'", d.jitter, d, { angle = 1 })
  local e = nn.data.new({ { 1, 2 } }, { 1 })
  raises("this data set has no pictures", e.jitter, e, { shift = 1 })
end
