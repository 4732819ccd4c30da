-- assert_matrix: comparing matrices in LuaUnit suites, whose assertAlmostEquals refuses userdata.

local lu = require "luaunit"
local nn = require "nn"

--- Fails unless `got` (a matrix) has the shape of `expected` (a matrix, a list or a list of rows) and no
--- number differs by more than the tolerance; tells where the worst one is.
return function(got, expected, tolerance, what)
  expected = nn.matrix(expected)
  what = what and (what .. ": ") or ""
  lu.assertEquals(("%dx%d"):format(got:shape()), ("%dx%d"):format(expected:shape()), what .. "shape")
  local worst, at = 0, nil
  for i = 1, expected.rows do
    for j = 1, expected.cols do
      local d = math.abs(got:get(i, j) - expected:get(i, j))
      if d ~= d or d > worst then worst, at = d, { i, j } end
      if d ~= d then break end
    end
  end
  if worst ~= worst or worst > (tolerance or 0) then
    lu.fail(("%srow %d, column %d is %.17g, expected %.17g (tolerance %g)"):format(what, at[1], at[2],
      got:get(at[1], at[2]), expected:get(at[1], at[2]), tolerance or 0))
  end
end
