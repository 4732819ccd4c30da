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
  { "You left out the sums", "return W.T:dot(e)" },
  { "You divided by the sums of the columns", "return (W / W:sum(1)).T:dot(e)" },
  { "you summed them for each output", "return (W / W:sum(2)):dot(e)" },
  { "You used W as it is", "return W:dot(e)" },
  { "the first output's error only", "return (W:row(1) / W:row(1):sum()).T * e[1]" },
  { "a number came, a column of 2 numbers was expected", "return e:sum()" },
  { "You divided by the sum of all of W", "return W.T:dot(e) / W:sum()" },
  { "Your sum of a row has two weights", [[
  local hidden = {}
  for j = 1, W.cols do
    hidden[j] = 0
    for k = 1, W.rows do hidden[j] = hidden[j] + e[k] * W[k][j] / (W[k][1] + W[k][2]) end
  end
  return hidden]] },
  { "nothing came back. Is there a `return`", "local hidden = (W / W:sum(2)).T:dot(e)" },
  { "something in what it returns", "return {}" },
}
