-- What scripts/start_weights.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.
return {
  ["R-6"] = { says = "between -1 and 1 rather than -1000 and 1000" },
  ["R-7"] = { ranges = { "init-ranges", "one_over_sqrt" } },
  ["R-8"] = { says = "The two rules contradict each other, and both work" }, -- the counts: lessons_full
  ["R-9"] = { ranges = { 0.57735, 0.1 } },
  ["R-10"] = {
    half1 = { "init-symmetry", "all_half", "1", "weights" },
    half10 = { "init-symmetry", "all_half", "10", "weights" },
    zero1 = { "init-symmetry", "all_zero", "1", "weights" },
    zero10 = { "init-symmetry", "all_zero", "10", "weights" },
  },
}
