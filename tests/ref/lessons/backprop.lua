-- What scripts/backprop.lua must show.
return {
  ["E-1"] = { shares = { "split-equal", "shares" } },
  ["E-2"] = { share1 = { "split-6-3", "share1" }, share2 = { "split-6-3", "share2" } },
  ["E-3"] = { parts = { "split-normalised", "parts" } },
  ["E-4"] = {
    e_hidden = { "split-normalised", "e_hidden" }, sum_hidden = { "split-normalised", "sum_hidden" },
    sum_output = { "split-normalised", "sum_output" },
    wrong = { "split-typos", "seed_002_first_with_w22_plus_w22" },
  },
  ["E-5"] = { e_input = { "split-next-layer", "e_input" }, sum = { "split-next-layer", "sum" } },
  ["E-9"] = {
    correct = { "split-typos", "correct", 1 }, wrong = { "split-typos", "seed_001_e11_with_w12_over_w12" },
  },
}
