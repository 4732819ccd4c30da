-- The gap of scripts/exercises/10_training.lua: what fills it; wrong ways with words of the hint to each.

-- A loop whose lines can be changed.
local function loop(changes)
  local line = {
    L = "",
    first = "1, #set",
    E_o = "sample.target - O_o",
    E_h = "W_ho.T:dot(E_o)",
    dW_ho = "L * (E_o * O_o * (1 - O_o)):dot(O_h.T)",
    dW_ih = "L * (E_h * O_h * (1 - O_h)):dot(sample.input.T)",
    W_ho = "W_ho",
    W_ih = "W_ih",
    new_W_ho = "W_ho + dW_ho",
    new_W_ih = "W_ih + dW_ih",
    before = "",
    result = "return W_ih, W_ho",
  }
  for name, text in pairs(changes) do line[name] = text end
  return (([[
  $L
  for i = $first do
    local sample = set[i]
    local O_h = W_ih:dot(sample.input):sigmoid()
    local O_o = W_ho:dot(O_h):sigmoid()
    local E_o = $E_o
    local dW_ho = $dW_ho
    $before
    local E_h = $E_h
    local dW_ih = $dW_ih
    $W_ho = $new_W_ho
    $W_ih = $new_W_ih
  end
  $result]]):gsub("%$([%w_]+)", line):gsub("\n *\n", "\n"))
end

return {
  solution = loop {},
  { "W_ho did not change", loop { new_W_ho = "W_ho" } },
  { "The sign: the error is", loop { E_o = "O_o - sample.target" } },
  { "The learning rate L is missing", loop { L = "L = 1" } },
  { "You forgot o(1-o) of the outputs", loop { dW_ho = "L * E_o:dot(O_h.T)" } },
  { "That is W_ih: return", loop { result = "return W_ho, W_ih" } },
  { "W_ih did not change", loop { new_W_ih = "W_ih" } },
  { "You used W_ho, not W_ho.T", loop { E_h = "W_ho:dot(E_o)" } },
  { "after its update", loop { before = "W_ho = W_ho + dW_ho", new_W_ho = "W_ho" } },
  { "That is the exact gradient", loop { E_h = "W_ho.T:dot(E_o * O_o * (1 - O_o))" } },
  { "You divided by the sums", loop { E_h = "(W_ho / W_ho:sum(2)).T:dot(E_o)" } },
  { "o(1-o) of the hidden nodes", loop { dW_ih = "L * E_h:dot(sample.input.T)" } },
  { "Only one sample was learned", loop { first = "1, 1" } },
  { "You squared the error", loop { E_o = "(sample.target - O_o) ^ 2" } },
  { "W_ho did not change. Is its update added, and without `local`", loop { W_ho = "local W_ho" } },
  { "W_ih did not change. Is its update added, and without `local`", loop { W_ih = "local W_ih" } },
  { "one value came, two are asked for: return W_ih, W_ho.", loop { result = "return W_ih" } },
  { "one list came; without the braces { } it is two values", loop { result = "return { W_ih, W_ho }" } },
  { "nothing came back. Is there a `return`", loop { result = "" } },
  { "0.8 or more was expected", loop { first = "1, math.min(#set, 2)" } },
}
