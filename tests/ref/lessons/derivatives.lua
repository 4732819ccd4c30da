-- What scripts/derivatives.lua must show.
return {
  ["D-1"] = { s = { "speed-tables", "constant_s" }, ds = { "speed-tables", "constant_ds" } },
  ["D-2"] = { s = { "speed-tables", "linear_s" }, ds = 10 },
  ["D-3"] = { s = { "speed-tables", "square_s" }, ds = { "speed-tables", "square_ds" } },
  ["D-4"] = {
    terms = { "power-rule", "derivatives_low_power_first" }, values = { "power-rule", "values" },
  },
  ["D-5"] = {
    y = { "chain-rule", "y" }, f = { "chain-rule", "f" }, df_dy = { "chain-rule", "df_dy" },
    dy_dx = { "chain-rule", "dy_dx" }, df_dx = { "chain-rule", "df_dx" },
  },
  ["D-6"] = { dy = { "sigmoid-slope", "dy" } },
}
