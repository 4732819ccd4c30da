-- What scripts/xor.lua must show (see predictor.lua).

local outputs = {}
for i = 1, 4 do outputs[i] = { "xor-sigmoid-fixed", "outputs", i, 1 } end

return {
  ["L-4"] = { xor = { 0, 1, 1, 0 }, best = { "xor-one-line", "best_correct_of_4" } },
  ["L-5"] = { h1 = { "xor-two-lines", "or_out" }, h2 = { "xor-two-lines", "nand_out" },
    xor = { "xor-two-lines", "xor_out" } },
  ["L-6"] = { outputs = outputs, network = outputs, hidden = { "xor-sigmoid-fixed", "hidden" } },
}
