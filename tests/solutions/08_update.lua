-- The gap of scripts/exercises/08_update.lua: what fills it; wrong ways with words of the hint to each.
return {
  solution = "return L * (E * O * (1 - O)):dot(O_before.T)",
  { "The learning rate L is missing", "return (E * O * (1 - O)):dot(O_before.T)" },
  { "Transposed: a row belongs", "return L * O_before:dot((E * O * (1 - O)).T)" },
  { "You forgot o(1-o)", "return L * E:dot(O_before.T)" },
  { "but not the bracket", "return L * (E * O):dot(O_before.T)" },
  { "You took the sigmoid of O", "local S = O:sigmoid() return L * (E * S * (1 - S)):dot(O_before.T)" },
  { "The errors E are missing", "return L * (O * (1 - O)):dot(O_before.T)" },
  { "The sign: E is target less output", "return -L * (E * O * (1 - O)):dot(O_before.T)" },
  { "* multiplies number by number", "return L * E * O * (1 - O) * O_before" },
  { "O_before.T is the row", "return L * (E * O * (1 - O)):dot(O_before)" },
  { "You have O_before in the bracket", "return L * (E * O * (1 - O_before)):dot(O_before.T)" },
  { "nothing came back. Is there a `return`", "local dW = L * (E * O * (1 - O)):dot(O_before.T)" },
}
