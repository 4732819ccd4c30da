-- raises: for suites: a call that has to fail.

local lu = require "luaunit"

--- Fails unless f(...) raises an error whose message contains `part` as plain text.
return function(part, f, ...)
  local ok, message = pcall(f, ...)
  lu.assertFalse(ok, "should have raised: " .. part)
  lu.assertStrContains(tostring(message), part)
end
