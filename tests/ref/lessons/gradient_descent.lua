-- What scripts/gradient_descent.lua must show.
return {
  ["G-3"] = {
    ["0.1"] = { "gd-1d", "x", "0.1" }, ["0.5"] = { "gd-1d", "x", "0.5" }, ["0.9"] = { "gd-1d", "x", "0.9" },
    ["1.0"] = { "gd-1d", "x", "1.0" }, ["1.1"] = { "gd-1d", "x", "1.1" },
  },
  ["G-4"] = {
    fixed = { "gd-1d-fixed-step", "x_fixed_step" }, shrinking = { "gd-1d-fixed-step", "x_shrinking" },
  },
  ["G-5"] = {
    ends = { "gd-1d-local-minimum", "end" }, f_ends = { "gd-1d-local-minimum", "f_end" },
    global = { "gd-1d-local-minimum", "global_minimum" },
    ["local"] = { "gd-1d-local-minimum", "local_minimum" },
    hill_top = { "gd-1d-local-minimum", "hill_top" },
  },
}
