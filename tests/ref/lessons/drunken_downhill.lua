-- What scripts/drunken_downhill.lua must show: the path of reference.json; and of each size of batches
-- the steps, where the walk ends and how long it was, as NumPy finds them with the same points.
return {
  ["A-5"] = { path = { "gd-2d-bowl", "path" } },
  ["A-14"] = {
    ends = {
      { 200, 1, -0.765625628, 2.45713386, 0.591299411 },
      { 20, 10, 0.776489009, 1.212274, 2.70218745 },
      { 1, 200, 1.60180434, 1.40404098, 39.0642918 },
    },
    says = "drunken downhill exploration",
  },
}
