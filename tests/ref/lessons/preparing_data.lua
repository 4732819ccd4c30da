-- What scripts/preparing_data.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of what is expected in reference.json, and with `says` words of its text.
return {
  ["R-1"] = {
    change = { "saturation", "largest_wih_change" },
    saturated = { "saturation", "largest_wih_change_saturated" },
    hidden = { "saturation", "hidden_saturated" },
  },
  ["R-2"] = { change = { "zero-input", "wih_change" }, who_changed = { "zero-input", "who_changed" } },
  ["R-3"] = {
    impossible = { "impossible-targets", "largest_weight_target_0_1" },
    possible = { "impossible-targets", "largest_weight_target_001_099" },
  },
  ["R-4"] = { says = "small, but not zero: 0.01 to 0.99, or -1 to +1" },
  ["R-5"] = { scaled = { "input-scaling", "scaled" } },
  ["R-11"] = { says = "The six key points: data must match the design" },
  ["R-12"] = { says = "It is 0 when o(1 - o) is 0, and when o_j is 0." },
}
