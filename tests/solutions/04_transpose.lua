-- The gap of scripts/exercises/04_transpose.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = "return W.T:dot(e)",
  { "You used W, not W.T", "return W:dot(e)" },
  { "That is the inverse of W", [[
  local d = W[1][1] * W[2][2] - W[1][2] * W[2][1]
  return nn.matrix { { W[2][2] / d, -W[1][2] / d }, { -W[2][1] / d, W[1][1] / d } }:dot(e)]] },
  { "about the other diagonal", "return nn.matrix { { W[2][2], W[1][2] }, { W[2][1], W[1][1] } }:dot(e)" },
  { "with the division", "return (W / W:sum(2)).T:dot(e)" },
  { "Right, but in a row", "return e.T:dot(W)" },
  { "You gave the numbers another shape", [[
  if W.rows == W.cols then return W.T:dot(e) end
  return W:reshape(W.cols, W.rows):dot(e)]] },
  { "which of W and W.T has 2 columns", [[
  if W.rows == W.cols then return W.T:dot(e) end
  return W:dot(e)]] },
  { "e is a column and W.T stands before it", "return e:dot(W.T)" },
  { "nothing came back. Is there a `return`", "local hidden = W.T:dot(e)" },
}
