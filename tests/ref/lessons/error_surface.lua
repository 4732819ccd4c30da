-- What scripts/error_surface.lua must show.
return {
  ["G-6"] = { path = { "gd-2d-bowl", "path" } },
  ["G-7"] = { ends = { "gd-2d-two-valleys", "end" }, f_ends = { "gd-2d-two-valleys", "f_end" } },
}
