-- numpy_random: the numbers of NumPy's old generator, numpy.random.seed(seed) and what follows it, so that a
-- lesson starts from the very weights that a Python program starts from. The generator is MT19937 (Matsumoto
-- and Nishimura, "Mersenne Twister", 1998), normal numbers are made by Marsaglia's polar method.

local nn = require("nn.core").nn

-- The Mersenne twister MT19937 as numpy.random.seed(seed) starts it: a function giving the next 32 bits.
local function twister(seed)
  local state, at = { [0] = seed & 0xffffffff }, 624
  for i = 1, 623 do
    state[i] = (1812433253 * (state[i - 1] ~ state[i - 1] >> 30) + i) & 0xffffffff
  end
  return function()
    if at == 624 then
      for i = 0, 623 do
        local y = state[i] & 0x80000000 | state[(i + 1) % 624] & 0x7fffffff
        state[i] = state[(i + 397) % 624] ~ y >> 1 ~ (y & 1) * 0x9908b0df
      end
      at = 0
    end
    local y = state[at]
    at = at + 1
    y = y ~ y >> 11
    y = y ~ y << 7 & 0x9d2c5680
    y = y ~ y << 15 & 0xefc60000
    return y ~ y >> 18
  end
end

--- numpy.random.normal after numpy.random.seed(seed): a function(rows, cols, mean, std) as nn.randn, which
--- gives the very numbers that the book's program starts with; and numpy.random.permutation: the numbers 1
--- to n in the order of the next draws.
return function(seed)
  local bits, kept = twister(seed), nil
  local function uniform() return 2 * (((bits() >> 5) * 67108864 + (bits() >> 6)) / 2 ^ 53) - 1 end
  local function normal()
    if kept then
      local value = kept
      kept = nil
      return value
    end
    local x, y, r
    repeat
      x, y = uniform(), uniform()
      r = x * x + y * y
    until r < 1 and r > 0
    local f = math.sqrt(-2 * math.log(r) / r)
    kept = f * x
    return f * y
  end
  local function permutation(n)
    local list, mask = {}, 1
    for i = 1, n do list[i] = i end
    while mask < n - 1 do mask = mask << 1 | 1 end
    for i = n - 1, 1, -1 do
      while mask >> 1 >= i do mask = mask >> 1 end
      local j
      repeat j = bits() & mask until j <= i
      list[i + 1], list[j + 1] = list[j + 1], list[i + 1]
    end
    return list
  end
  return function(rows, cols, mean, std)
    return nn.zeros(rows, cols):apply(function() return (mean or 0) + (std or 1) * normal() end)
  end, permutation
end
