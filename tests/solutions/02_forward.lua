-- The gap of scripts/exercises/02_forward.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = [[
  local X = W:dot(I)
  return X:sigmoid()]],
  { "Those are the sums X", "return W:dot(I)" },
  { "You took W.T, with the weights out of", "return W.T:dot(I):sigmoid()" },
  { "You took W.T, and the sigmoid is missing", "return W.T:dot(I)" },
  { "The inputs have no activation function", "return W:dot(I:sigmoid())" },
  { "W * I multiplies number by number", "return (W * I):sigmoid()" },
  { "I is a column and W stands before it", "return I:dot(W):sigmoid()" },
  { "a 1x2 matrix came, a column of 2 numbers was expected", "return W:dot(I):sigmoid().T" },
  { "nothing came back. Is there a `return`", "local O = W:dot(I):sigmoid()" },
}
