-- run: `nnlua tests/run.lua [C test programs…]` runs all suites of tests/lua and the C tests, and ends
-- with one line "N passed, N failed". Its status is 0 only if nothing failed and something ran.
-- NNLUA_TESTS=matrix runs tests/lua/test_matrix.lua alone.

package.path = "tests/lua/?.lua;" .. package.path
local found, lu = pcall(require, "luaunit")
if not found then
  io.stderr:write("tests: LuaUnit is missing: apt-get install lua-unit\n")
  os.exit(1)
end

-- Lifetime mistakes show at once when everything unused is collected after each test.
local running = lu.LuaUnit.endTest
function lu.LuaUnit:endTest(...)
  collectgarbage()
  return running(self, ...)
end

local passed, failed = 0, 0

for _, program in ipairs(arg) do
  local pipe = io.popen(program)
  local text = pipe:read "a"
  local ok = pipe:close()
  io.write(text)
  local p, f = text:match "(%d+) passed, (%d+) failed"
  passed, failed = passed + (tonumber(p) or 0), failed + (tonumber(f) or 0)
  if not p or (not ok and f == "0") then
    print(program .. ": did not end well")
    failed = failed + 1
  end
end

local only = os.getenv "NNLUA_TESTS"
local list = io.popen "ls tests/lua/test_*.lua"
for file in list:lines() do
  if not only or file:match "test_([%w_]+)%.lua" == only then dofile(file) end
end
list:close()

local suites = {}
for _, name in ipairs(lu.LuaUnit.collectTests()) do suites[#suites + 1] = { name, _G[name] } end
local runner = lu.LuaUnit.new()
runner:setOutputType "text"
runner:runSuiteByInstances(suites)

local result = runner.result
passed = passed + result.successCount
failed = failed + result.failureCount + result.errorCount
for _, node in ipairs(result.skippedTests) do
  print("skipped: " .. node.testName .. ": " .. tostring(node.msg))
end
print(("%d passed, %d failed, %d skipped"):format(passed, failed, result.skippedCount))
os.exit(failed == 0 and passed > 0)
