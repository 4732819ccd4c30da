-- suite: `nnlua --test FILE…`, a learner's own tests: LuaUnit suites, run together with one result.

local suite = {}

-- Suites may end with os.exit(lu.LuaUnit.run()), to be scripts as well. Here the files are only loaded;
-- the run comes when all are there.
local function load_file(lu, path)
  local stopped = {}
  local exit, run, run_suite, words = os.exit, lu.LuaUnit.run, lu.LuaUnit.runSuite, arg
  local function later() return 0 end
  os.exit = function() error(stopped, 0) end -- luacheck: ignore
  lu.LuaUnit.run, lu.LuaUnit.runSuite = later, later
  arg = { [0] = path } -- luacheck: ignore
  local chunk, message = loadfile(path)
  local good, trouble = chunk ~= nil, message
  if chunk then
    local function explained(e) return e == stopped and e or debug.traceback(tostring(e), 2) end
    good, trouble = xpcall(chunk, explained)
  end
  os.exit, arg = exit, words -- luacheck: ignore
  lu.LuaUnit.run, lu.LuaUnit.runSuite = run, run_suite
  return good or trouble == stopped, trouble
end

--- Runs the suites in the files (words with a - before them are options of LuaUnit: -v, -p PATTERN …).
--- True if every test passed and there was one.
function suite.run(...)
  local found, lu = pcall(require, "luaunit")
  if not found then
    io.stderr:write("--test needs LuaUnit: apt-get install lua-unit (or luarocks install luaunit)\n")
    return false
  end
  local files, options, takes_value = {}, {}, false
  for _, word in ipairs { ... } do
    if word:find "^%-" or takes_value then
      options[#options + 1] = word
      takes_value = not takes_value and word:find "^%-[onpxer]$" ~= nil
    else
      files[#files + 1] = word
    end
  end
  if #files == 0 then
    io.stderr:write("--test: which file? As in: nnlua --test test_mine.lua\n")
    return false
  end
  for _, path in ipairs(files) do
    local good, message = load_file(lu, path)
    if not good then
      io.stderr:write(tostring(message), "\n")
      return false
    end
  end
  local tests = lu.LuaUnit.collectTests()
  if #tests == 0 then
    io.stderr:write("--test: no tests in ", table.concat(files, ", "),
      "; they are global functions, or tables of functions, whose names begin with test\n")
    return false
  end
  local runner = lu.LuaUnit.new()
  return runner:runSuite("--output", "text", table.unpack(options)) == 0 -- of no words it takes arg's
end

return suite
