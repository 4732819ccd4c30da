-- The gap of scripts/exercises/09_targets.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = [[
  local list = {}
  for i = 1, 10 do list[i] = i == digit + 1 and 0.99 or 0.01 end
  return list]],
  { "0 and 1 are impossible",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 1 or 0 end return list" },
  { "One place too early",
    "local list = {} for i = 1, 10 do list[i] = i == digit and 0.99 or 0.01 end return list" },
  { "The wrong way round",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 0.01 or 0.99 end return list" },
  { "1 is impossible, too",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 1 or 0.01 end return list" },
  { "0 is impossible, too",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 0.99 or 0 end return list" },
  { "Nine numbers",
    "local list = {} for i = 1, 9 do list[i] = i == digit + 1 and 0.99 or 0.01 end return list" },
  { "a 1x10 matrix came, a column of 10 numbers was expected",
    "local m = nn.full(1, 10, 0.01) m:set(1, digit + 1, 0.99) return m" },
  { "You took 0.1 for 0.01",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 0.99 or 0.1 end return list" },
  { "nothing came back. Is there a `return`",
    "local list = {} for i = 1, 10 do list[i] = i == digit + 1 and 0.99 or 0.01 end" },
}
