-- What scripts/xor_learned.lua must show (see predictor.lua).

-- The answers to the four samples, by passes (a pass is four updates); agree: nn.network's are the same.
local function learned(case)
  local answers = {}
  for _, passes in ipairs { 1000, 5000, 10000 } do
    answers[passes] = {}
    for i = 1, 4 do answers[passes][i] = { case, 4 * passes .. "", "outputs", i, 1 } end
  end
  return { answers = answers, agree = true }
end

return {
  ["L-7"] = { gradient = learned "xor-learned-gradient", book = learned "xor-learned-book" },
}
