-- d:rotate, d:shift, d:elastic, alone, in chains and in one set: pictures changed while they are read.

local lu = require "luaunit"
local child = require "child"
local raises = require "raises"
local assert_matrix = require "assert_matrix"

TestWarp = {}

-- A set of pictures of these bytes, of classes 0, 1, 2, 0, ...
local function pictures(height, width, bytes, options)
  local set
  child.in_folder(function(folder)
    local images, labels, n = folder .. "/images", folder .. "/labels", #bytes // (height * width)
    local names = {}
    for i = 1, n do names[i] = string.char((i - 1) % 3) end
    child.write(images, "\0\0\8\3" .. (">I4I4I4"):pack(n, height, width) .. bytes)
    child.write(labels, "\0\0\8\1" .. (">I4"):pack(n) .. table.concat(names))
    set = nn.data.idx(images, labels, options or { scale = { 0, 255 } })
  end)
  return set
end

local function noise(height, width, n, options)
  local bytes = {}
  math.randomseed(height, width)
  for i = 1, n * height * width do bytes[i] = string.char(math.random(0, 255)) end
  return pictures(height, width, table.concat(bytes), options)
end

local function digits(n)
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  return nn.data.digits({ scale = { 0.01, 1 } }):take(n)
end

local function picture(d, i) return d[i or 1].input:reshape(d.height, d.width) end

-- ---- by hand -------------------------------------------------------------------------------------------

-- Counter-clockwise to the eye: what stood at the right now stands at the top.
function TestWarp.testQuarters()
  local d = pictures(3, 3, "\1\2\3\4\5\6\7\8\9")
  local quarters = {
    [0] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, { { 3, 6, 9 }, { 2, 5, 8 }, { 1, 4, 7 } },
    { { 9, 8, 7 }, { 6, 5, 4 }, { 3, 2, 1 } }, { { 7, 4, 1 }, { 8, 5, 2 }, { 9, 6, 3 } },
  }
  for k = -9, 9 do
    assert_matrix(picture(d:rotate(90 * k)), quarters[k % 4], 1e-12, 90 * k .. " degrees")
  end
  assert_matrix(picture(d:rotate(45):rotate(45)), quarters[1], 1e-12)
  assert_matrix(picture(d:rotate(30):shift(0):rotate(60)), quarters[1], 1e-12)
  assert_matrix(picture(d:rotate(10):rotate(-10)), quarters[0], 1e-12)
  -- a quarter turn of a wide picture keeps its middle
  assert_matrix(picture(pictures(1, 3, "\1\2\3"):rotate(90)), { { 0, 2, 0 } }, 1e-12)
  assert_matrix(picture(pictures(2, 4, "\1\2\3\4\5\6\7\8"):rotate(90)),
    { { 0, 3, 7, 0 }, { 0, 2, 6, 0 } }, 1e-12)
end

function TestWarp.testShifts()
  local d = pictures(3, 3, "\1\2\3\4\5\6\7\8\9")
  assert_matrix(picture(d:shift(1)), { { 0, 0, 0 }, { 1, 2, 3 }, { 4, 5, 6 } })
  assert_matrix(picture(d:shift(-1)), { { 4, 5, 6 }, { 7, 8, 9 }, { 0, 0, 0 } })
  assert_matrix(picture(d:shift(0, 2)), { { 0, 0, 1 }, { 0, 0, 4 }, { 0, 0, 7 } })
  assert_matrix(picture(d:shift(1, -1)), { { 0, 0, 0 }, { 2, 3, 0 }, { 5, 6, 0 } })
  assert_matrix(picture(d:shift(0, 0.25)), { { 0, 1.75, 2.75 }, { 0, 4.75, 5.75 }, { 0, 7.75, 8.75 } })
  assert_matrix(picture(d:shift(0.5, 0.5)), { { 0, 0, 0 }, { 0, 3, 4 }, { 0, 6, 7 } })
  assert_matrix(picture(d:shift(3)), nn.zeros(3, 3))
  assert_matrix(picture(d:shift(1e300, -1e300)), nn.zeros(3, 3))
  assert_matrix(picture(d:shift(2, 1):shift(-2, -1)), picture(d)) -- nothing is lost on the way
  assert_matrix(picture(d:shift(1):rotate(90)), { { 0, 3, 6 }, { 0, 2, 5 }, { 0, 1, 4 } }, 1e-12)
  assert_matrix(picture(d:rotate(90):shift(1)), { { 0, 0, 0 }, { 3, 6, 9 }, { 2, 5, 8 } }, 1e-12)
end

-- What comes in is what a stored 0 is scaled to, whenever the set is scaled, column by column too.
function TestWarp.testBackground()
  local d = pictures(2, 2, "\255\255\255\255", {})
  assert_matrix(picture(d:shift(1)), { { 0.01, 0.01 }, { 1, 1 } }, 1e-15)
  assert_matrix(picture(d:shift(1):scale(-1, 3)), { { -1, -1 }, { 3, 3 } }, 1e-15)
  assert_matrix(picture(d:scale(-1, 3):shift(1):scale()), { { 0, 0 }, { 255, 255 } })
  local by_column = nn.data.new({ { 0, 0, 0, 0 }, { 1, 2, 3, 4 } }, { 0, 1 }):scale(0, 1)
  assert_matrix(d:shift(1):scale(by_column).inputs, { { 0, 0, 255 / 3, 255 / 4 } }, 1e-12)
end

-- ---- SciPy ---------------------------------------------------------------------------------------------

-- Runs Python on the inputs of a set, as A of n × height × width, and returns the array it leaves in B.
local function python(d, lines)
  local _, status = child.shell "/usr/bin/python3 -c 'import scipy.ndimage' 2>/dev/null"
  if status ~= 0 then lu.skip "/usr/bin/python3 has no scipy: apt-get install python3-scipy" end
  local result
  child.in_folder(function(folder)
    local a, b = folder .. "/a.npy", folder .. "/b.npy"
    d.inputs:save(a)
    child.write(folder .. "/s.py", ([[
import numpy as np, scipy.ndimage as nd
A = np.load("%s").reshape(-1, %d, %d); n, H, W = A.shape
%s
np.save("%s", np.asarray(B, dtype=float).reshape(-1, H * W))
]]):format(a, d.height, d.width, lines, b))
    local text, bad = child.shell("/usr/bin/python3 " .. folder .. "/s.py 2>&1")
    lu.assertEquals({ text, bad }, { "", 0 })
    result = nn.load(b)
  end)
  return result
end

-- The inputs of several sets, one below the other.
local function stacked(list)
  local all
  for _, d in ipairs(list) do all = all and all:vcat(d.inputs) or d.inputs end
  return all
end

local function called(d) return ("%d x %d"):format(d.height, d.width) end

local NOISE = { scale = { 0.01, 1 } }

function TestWarp.testRotationIsSciPys()
  local sets = { digits(40) }
  for _, shape in ipairs { { 9, 9 }, { 8, 8 }, { 7, 12 }, { 12, 7 }, { 1, 6 }, { 1, 1 } } do
    sets[#sets + 1] = noise(shape[1], shape[2], 3, NOISE)
  end
  for _, d in ipairs(sets) do
    local expected = python(d, [[
B = [nd.rotate(a, degrees, order=1, reshape=False, cval=0.01)
  for degrees in (10, -10, 33.3, 45, 90, 180, 270, -135, 400) for a in A] ]])
    local angles, turned = { 10, -10, 33.3, 45, 90, 180, 270, -135, 400 }, {}
    for i, degrees in ipairs(angles) do turned[i] = d:rotate(degrees) end
    assert_matrix(stacked(turned), expected, 1e-9, called(d))
  end
end

function TestWarp.testShiftIsSciPys()
  for _, d in ipairs { digits(20), noise(7, 12, 3, NOISE) } do
    local expected = python(d, [[
B = [nd.shift(a, s, order=1, cval=0.01) for s in ((2, 0), (0.3, -1.7), (-5.5, 4)) for a in A] ]])
    assert_matrix(stacked { d:shift(2), d:shift(0.3, -1.7), d:shift(-5.5, 4) }, expected, 1e-9, called(d))
  end
end

-- A chain is read once, at the place that all its steps together say.
function TestWarp.testChainIsOneReading()
  for _, d in ipairs { digits(20), noise(7, 12, 3, NOISE) } do
    local expected = python(d, [=[
def turn(degrees): # centre to centre, homogeneous: where the turned picture looks
  c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
  T = np.array([[1, 0, (H - 1) / 2], [0, 1, (W - 1) / 2], [0, 0, 1]])
  return T @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]) @ np.linalg.inv(T)
def move(down, right): return np.array([[1, 0, -down], [0, 1, -right], [0, 0, 1]])
M = turn(10) @ move(2, -1.25) @ turn(-31.7) @ move(0, 0.6)
B = list(nd.affine_transform(a, M, order=1, cval=0.01) for a in A)]=])
    assert_matrix(d:rotate(10):shift(2, -1.25):rotate(-31.7):shift(0, 0.6).inputs, expected, 1e-9)
  end
end

-- The field by the definition, out of the same random numbers.
local ELASTIC = [=[
M64 = (1 << 64) - 1
def generator(seed): # xoshiro256++, seeded by splitmix64
  s = []
  for i in range(4):
    seed = seed + 0x9e3779b97f4a7c15 & M64; z = seed
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 & M64
    z = (z ^ z >> 27) * 0x94d049bb133111eb & M64
    s.append(z ^ z >> 31)
  left = lambda x, k: (x << k | x >> 64 - k) & M64
  while True:
    yield left(s[0] + s[3] & M64, 23) + s[0] & M64
    t = s[1] << 17 & M64
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = left(s[3], 45)
def field(seed, row, step, alpha, sigma):
  g = generator(seed + row * 0x9e3779b97f4a7c15 + step * 0xd1342543de82ef95 & M64)
  bits = [next(g) for _ in range(H * W)]
  both = [[b >> 32 for b in bits], [b & 0xffffffff for b in bits]]
  return [alpha * nd.gaussian_filter(np.array(u).reshape(H, W) / 2**31 - 1, sigma, mode="constant")
          for u in both]
Y, X = np.mgrid[0:H, 0:W].astype(float)
def look(a, y, x): return nd.map_coordinates(a, [y, x], order=1, cval=0.01)
def turned(degrees, y, x):
  c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
  y, x = y - (H - 1) / 2, x - (W - 1) / 2
  return c * y + s * x + (H - 1) / 2, c * x - s * y + (W - 1) / 2
B = []
]=]

function TestWarp.testElasticIsSimards()
  for _, d in ipairs { digits(10), noise(7, 12, 3, NOISE), noise(30, 5, 2, NOISE) } do
    local expected = python(d, ELASTIC .. [[
for alpha, sigma in (34, 4), (8, 1.5), (300, 30), (1, 0), (0, 3):
  for i, a in enumerate(A):
    u, v = field(77, i, 0, alpha, sigma)
    B.append(look(a, Y + u, X + v))]])
    assert_matrix(stacked { d:elastic(34, 4, 77), d:elastic(8, 1.5, 77), d:elastic(300, 30, 77),
      d:elastic(1, 0, 77), d:elastic(0, 3, 77) }, expected, 1e-5, called(d))
  end
end

function TestWarp.testElasticInsideAChain()
  for _, d in ipairs { digits(10), noise(7, 12, 3, NOISE) } do
    local expected = python(d, ELASTIC .. [[
for i, a in enumerate(A):
  y, x = turned(-20, Y - 0.7, X)  # rotate(-20), then shift(0.7): the last is looked up first
  u, v = [nd.map_coordinates(f, [y, x], order=1, mode="nearest") for f in field(5, i, 1, 20, 3)]
  B.append(look(a, *turned(10, y + u, x + v)))]])
    assert_matrix(d:rotate(10):elastic(20, 3, 5):rotate(-20):shift(0.7).inputs, expected, 1e-5)
  end
end

-- ---- elastic, without SciPy -----------------------------------------------------------------------------

-- In a picture whose grey is the number of its row, times 4, the grey says where it was looked for: row +
-- u. Far from the border u has mean 0, the deviation alpha / sqrt(3) / (2 sigma sqrt(pi)), and pixels k
-- apart are correlated by exp(-k² / 4 sigma²): white noise smoothed by a Gaussian.
function TestWarp.testFieldStatistics()
  local SIZE, N, ALPHA, SIGMA = 60, 60, 20, 2
  local row = {}
  for i = 1, SIZE do row[i] = string.char(4 * (i - 1)):rep(SIZE) end
  local d = pictures(SIZE, SIZE, table.concat(row):rep(N)):elastic(ALPHA, SIGMA, 3)
  local sum, squares, near, far, n = 0, 0, 0, 0, 0
  for s = 1, N do
    local p = picture(d, s)
    for i = 15, 45 do
      local function moved(j) return p:get(i, j) / 4 - (i - 1) end
      for j = 15, 40 do
        local u = moved(j)
        sum, squares, n = sum + u, squares + u * u, n + 1
        near, far = near + u * moved(j + 2), far + u * moved(j + 5)
      end
    end
  end
  local deviation = ALPHA / math.sqrt(3) / (2 * SIGMA * math.sqrt(math.pi))
  lu.assertAlmostEquals(sum / n, 0, 0.1 * deviation)
  lu.assertAlmostEquals(math.sqrt(squares / n) / deviation, 1, 0.05)
  lu.assertAlmostEquals(near / squares, math.exp(-4 / (4 * SIGMA ^ 2)), 0.05)
  lu.assertAlmostEquals(far / squares, math.exp(-25 / (4 * SIGMA ^ 2)), 0.06)
end

function TestWarp.testElasticSeeds()
  local same = pictures(9, 9, ("\0\50\100\150\200\250\20\70\120"):rep(18)) -- twice
  local a, b, c = same:elastic(9, 2, 1), same:elastic(9, 2, 1), same:elastic(9, 2, 2)
  lu.assertTrue(a.inputs == b.inputs)
  lu.assertFalse(a.inputs == c.inputs)
  lu.assertFalse(a[1].input == a[2].input) -- each picture its own way
  lu.assertTrue(a:sub(2)[1].input == a[2].input)
  lu.assertTrue(a:filter(function(_, i) return i == 2 end)[1].input == a[2].input)
  lu.assertFalse(a:shuffle(1).inputs == a:shuffle(2).inputs)
  lu.assertTrue(a:shuffle(1).inputs == a:shuffle(1).inputs)
  nn.seed(4)
  local e = same:elastic(9, 2)
  nn.seed(4)
  lu.assertTrue(e.inputs == same:elastic(9, 2).inputs)
  lu.assertFalse(e.inputs == same:elastic(9, 2).inputs)
  -- two random steps of one seed do not draw the same numbers
  local j = same:jitter { shift = 1, seed = 1 }
  lu.assertFalse(j:jitter({ shift = 1, seed = 1 }).inputs == same:jitter({ shift = 2, seed = 1 }).inputs)
end

-- ---- sets of several ------------------------------------------------------------------------------------

-- The book's part 3: the pictures as they are, and each turned a little either way.
local function tripled(d) return d:concat(d:rotate(10)):concat(d:rotate(-10)) end

function TestWarp.testTheBooksThreefoldSet()
  local d = digits(30)
  local all = tripled(d)
  lu.assertEquals({ #all, all.width, all.height, all.source }, { 90, 28, 28, d.source })
  assert_matrix(all.inputs, d.inputs:vcat(d:rotate(10).inputs):vcat(d:rotate(-10).inputs))
  for i = 1, 90 do lu.assertEquals(all[i].label, d[(i - 1) % 30 + 1].label) end
  assert_matrix(select(2, all:matrices()):sub(61, 90, 1, 10), select(2, d:matrices()))
  assert_matrix(d:rotate(10):concat(d).inputs, d:rotate(10).inputs:vcat(d.inputs))
  local r = d:rotate(10)
  local a, b = r:split(0.5)
  assert_matrix(b:concat(a).inputs, b.inputs:vcat(a.inputs))
  assert_matrix(tripled(d):shift(1):rotate(5):sub(31, 60).inputs, d:rotate(10):shift(1):rotate(5).inputs)
  assert_matrix(tripled(d):scale(-1, 1).inputs, tripled(d:scale(-1, 1)).inputs, 1e-12)
  -- scaled otherwise, or of other memory: copied
  assert_matrix(d:concat(d:scale(0, 2):shift(1)).inputs, d.inputs:vcat(d:scale(0, 2):shift(1).inputs))
  assert_matrix(d:targets(0, 1):concat(d:rotate(9)).inputs, d.inputs:vcat(d:rotate(9).inputs))
  local e = noise(28, 28, 3, { scale = { 0.01, 1 }, classes = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } })
  assert_matrix(d:rotate(9):concat(e:shift(1)).inputs, d:rotate(9).inputs:vcat(e:shift(1).inputs))
end

-- Every sample keeps its own change, whatever is done to the set: each is found by its picture.
function TestWarp.testEachSampleKeepsItsChange()
  local d = tripled(digits(12))
  local number = {}
  for i = 1, #d do number[tostring(d[i].input:reshape(1, 784):sum()) .. d[i].input:max()] = i end
  local function numbers(set)
    local list = {}
    for i = 1, #set do
      local at = number[tostring(set[i].input:reshape(1, 784):sum()) .. set[i].input:max()]
      lu.assertTrue(at and set[i].input == d[at].input and set[i].label == d[at].label)
      list[i] = at
    end
    return list
  end
  local order = numbers(d:shuffle(3))
  local seen = {}
  for i = 1, 36 do seen[order[i]] = true end
  lu.assertEquals(#seen, 36)
  local first, rest = d:shuffle(3):split(0.25)
  lu.assertEquals(numbers(first), table.move(order, 1, 9, 1, {}))
  lu.assertEquals(numbers(rest:take(5)), table.move(order, 10, 14, 1, {}))
  lu.assertEquals(numbers(rest:filter(function(_, i) return i == 2 or i == 20 end)), { order[11], order[29] })
  lu.assertEquals(numbers(rest:concat(first):sub(28)), table.move(order, 1, 9, 1, {}))
end

-- 20,000 pictures, read in 51 ways: a tenth of what one copy as doubles would take.
function TestWarp.testBytesAreShared()
  if child.sanitized() then lu.skip "AddressSanitizer keeps freed memory" end
  child.in_folder(function(folder)
    child.write(folder .. "/images", "\0\0\8\3" .. (">I4I4I4"):pack(20000, 28, 28) .. ("\5"):rep(20000 * 784))
    child.write(folder .. "/labels", "\0\0\8\1" .. (">I4"):pack(20000) .. ("\1\2"):rep(10000))
    local text = child.run(child.MOST_MEMORY .. [[
local nn = require "nn"
local d = nn.data.idx(arg[1] .. "/images", arg[1] .. "/labels")
local all = d
for i = 1, 50 do all = all:concat(d:rotate(i):elastic(34, 4, i)) collectgarbage() end
assert(#all == 51 * 20000 and all[51 * 20000].label == 2)
print(most_memory())
]], { folder })
    lu.assertNotNil(tonumber(text), text)
    lu.assertTrue(tonumber(text) < 60, text .. " MB at most")
  end)
end

-- ---- the engine ------------------------------------------------------------------------------------------

-- It learns from what Lua sees, one by one, in batches and with two threads, and judges by it.
function TestWarp.testEngineSeesTheSame()
  local d = tripled(digits(50)):elastic(20, 4, 1):jitter { rotate = 5, shift = 1, seed = 2 }:shuffle(5)
  local X, T = d:matrices()
  local plain = nn.data.new(X, T)
  for _, options in ipairs { {}, { batch_size = 8 }, { threads = 2 }, { batch_size = 8, threads = 2 } } do
    local n = nn.network { 784, 12, 10, precision = "double", seed = 1 }
    local m = n:copy()
    options.shuffle, options.progress = false, false
    n:fit(d, options)
    m:fit(plain, options)
    assert_matrix(n:weights(1), m:weights(1), 1e-12)
    lu.assertEquals(n:evaluate(d).n, 150)
    lu.assertAlmostEquals(n:evaluate(d).loss, m:evaluate(plain).loss, 1e-12)
    assert_matrix(n:query(d), m:query(X), 1e-12)
  end
  -- a scale for each column, which the engine reads in another way
  local by_column = d:scale(plain:scale(0, 1))
  local n = nn.network { 784, 12, 10, precision = "double", seed = 1 }
  assert_matrix(n:query(by_column), n:query(by_column.inputs), 1e-12)
end

-- ---- errors ----------------------------------------------------------------------------------------------

function TestWarp.testErrors()
  local d = noise(4, 4, 2)
  raises("rotate: degrees must be a finite number, got nil", d.rotate, d)
  raises("rotate: degrees must be a finite number, got '10'", d.rotate, d, "10")
  raises("rotate: degrees must be a finite number, got inf", d.rotate, d, math.huge)
  raises("shift: down must be a finite number, got nan", d.shift, d, 0 / 0)
  raises("shift: right must be a finite number, got a table", d.shift, d, 1, {})
  raises("elastic: alpha must be a number from 0 to 100000, got nil", d.elastic, d)
  raises("elastic: sigma must be a number from 0 to 100, got nil", d.elastic, d, 34)
  raises("elastic: sigma must be a number from 0 to 100, got -1", d.elastic, d, 34, -1)
  raises("elastic: the seed must be a whole number of 0 or more, got 0.5", d.elastic, d, 34, 4, 0.5)
  raises("elastic: these pictures are elastic already", d.elastic, d:elastic(1, 1):rotate(1), 1, 1)
  raises("a data set was expected", d.rotate, 5, 10)
  local flowers = nn.data.new({ { 1, 2, 3, 4 } }, { "rose" })
  raises("rotate: this data set has no pictures", flowers.rotate, flowers, 10)
  raises("shift: this data set has no pictures", flowers.shift, flowers, 1)
  raises("elastic: this data set has no pictures", flowers.elastic, flowers, 34, 4)
  local wide = noise(1, 20000, 1)
  raises("elastic: pictures of at most 16384 pixels can be bent, these have 20000", wide.elastic, wide, 34, 4)
  lu.assertEquals(#wide:rotate(180):shift(1), 1)
  for _ = 1, 8 do d = d:rotate(1):shift(1) end
  lu.assertEquals(picture(d:shift(1)).rows, 4) -- joins the shift before it
  raises("rotate: these pictures are changed 16 times already", d.rotate, d, 1)
end
