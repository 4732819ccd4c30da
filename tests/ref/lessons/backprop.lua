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
  ["E-6"] = {
    fractions = { { 0.4, 0.2 }, { 0.6, 0.8 } }, e_hidden = { "split-normalised", "e_hidden" },
    wrong = { "split-typos", "seed_003_second_with_w21_plus_w22" },
  },
  ["E-7"] = {
    e_hidden = { "split-unnormalised", "e_hidden" },
    ratio_normalised = { "split-unnormalised", "ratio_normalised" },
    ratio_unnormalised = { "split-unnormalised", "ratio_unnormalised" },
  },
  ["E-8"] = {
    e_output = { "split-3x3x3", "e_output" }, unnormalised = { "split-3x3x3", "e_hidden_unnormalised" },
    normalised = { "split-3x3x3", "e_hidden_normalised" },
  },
  ["E-9"] = {
    correct = { "split-typos", "correct", 1 }, wrong = { "split-typos", "seed_001_e11_with_w12_over_w12" },
  },
}
