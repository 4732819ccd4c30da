-- What scripts/error_matrix.lua must show.
return {
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
}
