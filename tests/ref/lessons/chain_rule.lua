-- What scripts/chain_rule.lua must show.
return {
  ["D-5"] = {
    y = { "chain-rule", "y" }, f = { "chain-rule", "f" }, df_dy = { "chain-rule", "df_dy" },
    dy_dx = { "chain-rule", "dy_dx" }, df_dx = { "chain-rule", "df_dx" },
    measured = { -16, 0, 2.1875, 16, 260 },
  },
  ["D-6"] = {
    dy = { "sigmoid-slope", "dy" }, chain = { "sigmoid-slope", "dy" },
    measured = { 0.25, 0.196612, 0.104994, 0.00664806, 4.53958e-05, 2.06115e-09 },
  },
}
