-- What scripts/manifolds.lua must show. The curves and the spirals are the lesson's own: that a line does not
-- part them, that the layers do, all points, and that a layer can be undone.
return {
  ["Y-1"] = { says = "a homeomorphism", line_fails = true, curves = 100, comes_back = true, spirals = 100 },
}
