-- The gap of scripts/exercises/01_line.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = [[
  local E = t - A * x
  return A + L * E / x]],
  { "learning rate L is missing", "return A + (t - A * x) / x" },
  { "divide the error by x", "return A + L * (t - A * x)" },
  { "You multiplied the error by x", "return A + L * (t - A * x) * x" },
  { "went the wrong way", "return A - L * (t - A * x) / x" },
  { "That is the change", "return L * (t - A * x) / x" },
  { "nothing came back. Is there a `return`", "local new = A + L * (t - A * x) / x" },
  { "leave out the braces", "return { A + L * (t - A * x) / x }" },
}
