-- What scripts/linear_layers.lua must show. With the sigmoids the answer to x is in the catalogue, the last z
-- of A-3; the others are NumPy's, of the same weights. Linear layers cannot learn XOR.
return {
  ["Y-7"] = {
    M = { { -0.66, -0.01 }, { -0.195, 0.2575 } }, c = { 0.57, -0.0675 }, answer = { -0.095, -0.13375 },
    same = true, one_matrix = true, straight = { 0.57, -0.095, -0.76, -1.425, -2.09 },
    bent = { 0.28290178, { "layers-with-bias", "z", "3", "1" }, 0.2135338 },
    xor = { linear = false, sigmoid = true },
  },
}
