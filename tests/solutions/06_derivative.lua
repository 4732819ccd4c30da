-- The gap of scripts/exercises/06_derivative.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = "return -2 * (t_k - o_k) * o_k * (1 - o_k) * o_j",
  { "The minus is missing", "return 2 * (t_k - o_k) * o_k * (1 - o_k) * o_j" },
  { "The 2 of the square is missing", "return -(t_k - o_k) * o_k * (1 - o_k) * o_j" },
  { "and the minus before it are missing", "return (t_k - o_k) * o_k * (1 - o_k) * o_j" },
  { "You forgot o(1-o)", "return -2 * (t_k - o_k) * o_j" },
  { "You forgot o_j", "return -2 * (t_k - o_k) * o_k * (1 - o_k)" },
  { "the first factor", "return -2 * (t_k - o_k)" },
  { "the second factor", "return o_k * (1 - o_k) * o_j" },
  { "which is a sigmoid already", [[
  local s = 1 / (1 + math.exp(-o_k))
  return -2 * (t_k - o_k) * s * (1 - s) * o_j]] },
  { "but not the bracket", "return -2 * (t_k - o_k) * o_k * o_j" },
  { "You took the sigmoid's slope at o_j", "return -2 * (t_k - o_k) * o_j * (1 - o_j) * o_j" },
  { "The brackets of (t_k - o_k) are lost", "return -2 * t_k - o_k * o_k * (1 - o_k) * o_j" },
  { "The brackets of (1 - o_k) are lost", "return -2 * (t_k - o_k) * o_k * 1 - o_k * o_j" },
  { "The brackets are lost", "return -2 * t_k - o_k * o_k * 1 - o_k * o_j" },
  { "nothing came back. Is there a `return`", "local slope = -2 * (t_k - o_k) * o_k * (1 - o_k) * o_j" },
}
