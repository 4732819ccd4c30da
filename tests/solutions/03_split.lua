-- The gap of scripts/exercises/03_split.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = [[
  local hidden = {}
  for j = 1, W.cols do
    hidden[j] = 0
    for k = 1, W.rows do hidden[j] = hidden[j] + e[k] * W[k][j] / W:row(k):sum() end
  end
  return hidden]],
  { "You split equally", "return nn.full(W.cols, 1, e:sum() / W.cols)" },
  { "You left the sums away", "return W.T:dot(e)" },
  { "You divided by the sums of the columns", "return (W / W:sum(1)).T:dot(e)" },
  { "you summed them for each output", "return (W / W:sum(2)):dot(e)" },
  { "You used W as it is", "return W:dot(e)" },
  { "the first output's error only", "return (W:row(1) / W:row(1):sum()).T * e[1]" },
  { "a number came, a column of 2 numbers was expected", "return e:sum()" },
}
