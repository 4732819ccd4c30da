-- What scripts/derivatives.lua must show.
return {
  ["D-1"] = { s = { "speed-tables", "constant_s" }, ds = { "speed-tables", "constant_ds" } },
  ["D-2"] = { s = { "speed-tables", "linear_s" }, ds = { 10, 10, 10, 10, 10, 10, 10 } },
  ["D-3"] = {
    s = { "speed-tables", "square_s" }, ds = { "speed-tables", "square_ds" },
    measured = { 0, 2, 4, 6, 8, 10, 12, 14, 16 },
  },
  ["D-4"] = {
    terms = { "power-rule", "derivatives_low_power_first" }, values = { "power-rule", "values" },
  },
}
