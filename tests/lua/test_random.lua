--[[ Random numbers. The generator stands here once more, written in plain Lua from the published
descriptions: splitmix64 (Steele, Lea, Flood 2014) to spread the seed, xoshiro256++ (Blackman, Vigna
2019) for the bits, Marsaglia's polar method (1964) for normals. nn has to give the same numbers. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"

-- ---- the generator in Lua -----------------------------------------------------------------------

local function rotate_left(x, k) return (x << k) | (x >> (64 - k)) end

-- splitmix64 from a state: a function that gives 64 bits a call.
local function splitmix(z)
  return function()
    z = z + 0x9e3779b97f4a7c15
    local x = (z ~ (z >> 30)) * 0xbf58476d1ce4e5b9
    x = (x ~ (x >> 27)) * 0x94d049bb133111eb
    return x ~ (x >> 31)
  end
end

-- xoshiro256++ from a state of four words: the same.
local function xoshiro(s)
  return function()
    local result, t = rotate_left(s[1] + s[4], 23) + s[1], s[2] << 17
    s[3] = s[3] ~ s[1]
    s[4] = s[4] ~ s[2]
    s[2] = s[2] ~ s[3]
    s[1] = s[1] ~ s[4]
    s[3] = s[3] ~ t
    s[4] = rotate_left(s[4], 45)
    return result
  end
end

local function generator(seed)
  local word = splitmix(seed)
  return xoshiro { word(), word(), word(), word() }
end

local function uniform(next_bits) return (next_bits() >> 11) * 2.0 ^ -53 end

local function normal(next_bits)
  while true do
    local u, v = 2 * uniform(next_bits) - 1, 2 * uniform(next_bits) - 1
    local s = u * u + v * v
    if s < 1 and s > 0 then return u * math.sqrt(-2 * math.log(s) / s) end
  end
end

local SEEDS = { 0, 1, 42, 1 << 31, math.maxinteger }

-- ---- uniforms and normals -----------------------------------------------------------------------

TestRandom = {}

-- Numbers of the authors' own C programs, so that the copy above is not simply the same mistake:
-- splitmix64 from 1234567, and xoshiro256++ from the state 1, 2, 3, 4.
function TestRandom.testPublishedVectors()
  local bits = splitmix(1234567)
  lu.assertEquals({ bits(), bits(), bits() },
    { 6457827717110365317, 3203168211198807973, -8629252141511181193 })
  bits = xoshiro { 1, 2, 3, 4 }
  lu.assertEquals({ bits(), bits(), bits(), bits(), bits() },
    { 41943041, 58720359, 3588806011781223, 3591011842654386, -9218127359498767411 })
end

function TestRandom.testUniformsBitForBit()
  for _, seed in ipairs(SEEDS) do
    nn.seed(seed)
    local got, next_bits = nn.rand(40, 25), generator(seed)
    for i = 1, 40 do
      for j = 1, 25 do lu.assertEquals(got:get(i, j), uniform(next_bits), "seed " .. seed) end
    end
  end
end

function TestRandom.testUniformsBetween()
  nn.seed(9)
  local got, next_bits = nn.rand(10, 10, -3, 5), generator(9)
  for i = 1, 10 do
    for j = 1, 10 do lu.assertEquals(got:get(i, j), -3 + 8 * uniform(next_bits)) end
  end
end

function TestRandom.testNormalsAgainstLua()
  for _, seed in ipairs(SEEDS) do
    nn.seed(seed)
    local got, next_bits = nn.randn(40, 25), generator(seed)
    for i = 1, 40 do
      for j = 1, 25 do
        local expected = normal(next_bits)
        lu.assertTrue(math.abs(got:get(i, j) - expected) <= 1e-15 * math.abs(expected),
          ("seed %d: %a, expected %a"):format(seed, got:get(i, j), expected))
      end
    end
  end
end

-- The first five of seed 1. The uniforms are exact; the normals were computed with 60 digits and
-- rounded once, and ours lie within one bit of them, but are the same on every machine.
function TestRandom.testFixedNumbers()
  nn.seed(1)
  local u = nn.rand(5, 1)
  nn.seed(1)
  local z = nn.randn(5, 1)
  local uniforms = { 0x1.9f8ba0fede078p-1, 0x1.7e8482652c7fcp-1, 0x1.9a37d5757aafp-4,
    0x1.7e10233e0b9aap-1, 0x1.7a38c25c30c34p-3 }
  local exact = { 0x1.7fe2b6e80acbfp-1, -0x1.b4f02841c1195p-2, -0x1.3f7ed083decfap+0,
    0x1.4652ec32968b3p-2, 0x1.3c2e04441ae26p-1 }
  local ours = { 0x1.7fe2b6e80acbfp-1, -0x1.b4f02841c1194p-2, -0x1.3f7ed083decfap+0,
    0x1.4652ec32968b3p-2, 0x1.3c2e04441ae26p-1 }
  for i = 1, 5 do
    lu.assertEquals(u[i], uniforms[i])
    lu.assertEquals(z[i], ours[i])
    lu.assertAlmostEquals(z[i] / exact[i], 1, 3e-16)
  end
end

-- Mean, spread, skewness and kurtosis, and the largest distance between the share of numbers below x
-- and the normal distribution (Kolmogorov and Smirnov: over 1.95 / sqrt(n) once in a thousand runs).
function TestRandom.testNormalsAreNormal()
  nn.seed(12345)
  local n = 100000
  local z = nn.randn(n, 1):totable()
  local mean, m2, m3, m4 = 0, 0, 0, 0
  for _, x in ipairs(z) do mean = mean + x / n end
  for _, x in ipairs(z) do
    local d = x - mean
    m2, m3, m4 = m2 + d ^ 2 / n, m3 + d ^ 3 / n, m4 + d ^ 4 / n
  end
  lu.assertAlmostEquals(mean, 0, 4 / n ^ 0.5)
  lu.assertAlmostEquals(m2, 1, 4 * (2 / n) ^ 0.5)
  lu.assertAlmostEquals(m3 / m2 ^ 1.5, 0, 4 * (6 / n) ^ 0.5)
  lu.assertAlmostEquals(m4 / m2 ^ 2, 3, 4 * (24 / n) ^ 0.5)
  -- the share of the distribution below each number by Simpson's rule, gap by gap
  table.sort(z)
  local function density(x) return math.exp(-x * x / 2) / (2 * math.pi) ^ 0.5 end
  local below, at, worst = 0, -9, 0
  local function go_on_to(x)
    below = below + (x - at) / 6 * (density(at) + 4 * density((at + x) / 2) + density(x))
    at = x
  end
  while at + 0.01 < z[1] do go_on_to(at + 0.01) end
  for i, x in ipairs(z) do
    go_on_to(x)
    worst = math.max(worst, math.abs(below - i / n), math.abs(below - (i - 1) / n))
  end
  lu.assertAlmostEquals(below, 1, 1e-4)
  lu.assertTrue(worst < 1.95 / n ^ 0.5, "distance " .. worst)
end

-- Neighbours and rows know nothing of each other.
function TestRandom.testNoCorrelation()
  nn.seed(77)
  local z = nn.randn(50000, 2)
  lu.assertAlmostEquals((z:col(1) * z:col(2)):mean(), 0, 4 / 50000 ^ 0.5)
  lu.assertAlmostEquals((z:sub(1, 49999, 1, 1) * z:sub(2, 50000, 1, 1)):mean(), 0, 4 / 50000 ^ 0.5)
end

-- ---- seeds --------------------------------------------------------------------------------------

TestRandomSeed = {}

function TestRandomSeed.testSeedIsReturnedAndRepeats()
  lu.assertEquals(nn.seed(42), 42)
  local a, b = nn.rand(3, 3), nn.randn(3, 3)
  lu.assertEquals(nn.info().seed, 42)
  lu.assertEquals(nn.seed(42.0), 42)
  lu.assertTrue(nn.rand(3, 3) == a and nn.randn(3, 3) == b)
  nn.seed(43)
  lu.assertFalse(nn.rand(3, 3) == a)
end

function TestRandomSeed.testDrawnSeed()
  local seed = nn.seed()
  lu.assertEquals(math.type(seed), "integer")
  lu.assertEquals(nn.info().seed, seed)
  local a = nn.rand(2, 2)
  nn.seed(seed)
  lu.assertTrue(nn.rand(2, 2) == a)
  lu.assertTrue(nn.seed() ~= nn.seed() or nn.seed() ~= nn.seed())
end

function TestRandomSeed.testRefusals()
  for _, seed in ipairs { -1, 1.5, "1", true, {}, 0 / 0, 2 ^ 63 } do
    nn.seed(5)
    local ok, message = pcall(nn.seed, seed)
    lu.assertFalse(ok)
    lu.assertStrContains(message, "seed: the seed")
    lu.assertEquals(nn.info().seed, 5)
  end
end

local PRINT = [[
local nn = require "nn"
nn.seed(2024)
local function show(m)
  for i = 1, m.rows do
    for j = 1, m.cols do io.write(("%a "):format(m:get(i, j))) end
  end
end
show(nn.rand(4, 4))
show(nn.randn(4, 4))
local n = nn.network{5, 4, 3, seed = 8}
show(n:weights(1))
show(n:weights(2))
local d = nn.data.new(nn.range(1, 50), nn.range(1, 50)):shuffle(3)
show(d.inputs)
]]

-- Another process, and one thread or more, give the same numbers.
function TestRandomSeed.testSameInEveryProcess()
  local first = child.run(PRINT)
  lu.assertStrMatches(first, "0x[%x.p+-]+ .*")
  lu.assertEquals(child.run(PRINT), first)
  lu.assertEquals(child.run(PRINT, {}, "OPENBLAS_NUM_THREADS=1"), first)
  lu.assertEquals(child.run(PRINT, {}, "LC_ALL=C"), first)
end

-- Without a seed every process has its own, which nn.info() tells and which repeats the run.
function TestRandomSeed.testUnseeded()
  local script = [[
local nn = require "nn"
if arg[1] then nn.seed(math.tointeger(arg[1])) end
local x = nn.rand(1, 1)[1]
print(nn.info().seed, ("%a"):format(x))
]]
  local first = child.run(script)
  local seed = first:match "^(%d+)\t0x[%x.p+-]+$"
  lu.assertNotNil(seed, first)
  lu.assertEquals(child.run(script, { seed }), first)
  lu.assertNotEquals(child.run(script), first)
end

-- ---- shuffles -----------------------------------------------------------------------------------

TestRandomShuffle = {}

local function order_of(d)
  local order = {}
  for i = 1, #d do order[i] = math.tointeger(d[i].input[1]) end
  return order
end

-- x mod n and 2^64 mod n of 64-bit numbers without a sign.
local function remainder(x, n)
  local r = x - (((x >> 1) // n) << 1) * n
  return math.ult(r, n) and r or r - n
end
local function all_mod(n) return (1 << 62) % n * 4 % n end

-- Fisher and Yates with the generator above; draws that would favour small numbers are thrown away.
local function lua_shuffle(n, seed)
  local order, next_bits = {}, generator(seed)
  for i = 1, n do order[i] = i end
  for i = n, 2, -1 do
    local x
    repeat x = next_bits() until not math.ult(x, all_mod(i))
    local k = remainder(x, i) + 1
    order[i], order[k] = order[k], order[i]
  end
  return order
end

function TestRandomShuffle.testPermutation()
  for _, n in ipairs { 1, 2, 3, 10, 1000 } do
    local d = nn.data.new(nn.range(1, n), nn.range(1, n))
    local order = order_of(d:shuffle(n))
    lu.assertEquals(order, lua_shuffle(n, n))
    table.sort(order)
    for i = 1, n do lu.assertEquals(order[i], i) end
  end
end

function TestRandomShuffle.testSeedDecides()
  local d = nn.data.new(nn.range(1, 100), nn.range(1, 100))
  lu.assertEquals(order_of(d:shuffle(4)), order_of(d:shuffle(4)))
  lu.assertNotEquals(order_of(d:shuffle(4)), order_of(d:shuffle(5)))
  nn.seed(6)
  local first = order_of(d:shuffle())
  local second = order_of(d:shuffle())
  lu.assertNotEquals(first, second)
  nn.seed(6)
  lu.assertEquals(order_of(d:shuffle()), first)
  local state = nn.seed(6) and nn.rand(1, 1)[1]
  nn.seed(6)
  d:shuffle(99) -- with a seed of its own it draws nothing from the common generator
  lu.assertEquals(nn.rand(1, 1)[1], state)
end

-- All 24 orders of four come equally often (chi-square with 23 degrees: above 49.7 once in a thousand).
function TestRandomShuffle.testUniform()
  local d = nn.data.new({ 1, 2, 3, 4 }, nn.range(1, 4))
  local counts, runs, kinds = {}, child.sanitized() and 4800 or 12000, 0
  nn.seed(31)
  for _ = 1, runs do
    local key = table.concat(order_of(d:shuffle()))
    if not counts[key] then kinds = kinds + 1 end
    counts[key] = (counts[key] or 0) + 1
  end
  lu.assertEquals(kinds, 24)
  local chi2, expected = 0, runs / 24
  for _, count in pairs(counts) do chi2 = chi2 + (count - expected) ^ 2 / expected end
  lu.assertTrue(chi2 < 49.7, "chi-square " .. chi2)
end
