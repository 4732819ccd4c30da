-- lua/docs: every public name has an entry and every entry a name; the examples and the options are true.

local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local check = require "nn.check"
local child = require "child"

local FILES = require("nn.help").files

TestDocs = {}

local books = {}
local entries = {}   -- a list, as they stand
local by_name = {}

function TestDocs.setUp()
  if #entries > 0 then return end
  for _, file in ipairs(FILES) do
    books[file] = require("nn.docs." .. file)
    for _, entry in ipairs(books[file]) do
      entries[#entries + 1] = entry
      by_name[entry.name] = entry
    end
  end
end

local FIELDS = " name signature group text shapes errors options example see topic "

local function assert_none(problems) lu.assertEquals(table.concat(problems, "\n"), "") end

-- One of each kind of thing whose fields are documented; several where none has all fields.
local probes
local function objects()
  if probes then return probes end
  local X = nn.matrix { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 } }
  local d = nn.data.new(X, { 0, 1, 0, 1 })
  local n = nn.network { 2, 2 }
  local reports = {}
  local function keep(report) reports[#reports + 1] = report end
  local history = n:fit(d, { validation = d, test = d, early_stop = 1, progress = false, on_epoch = keep,
    on_batch = keep })
  local digits, scaled = nn.data.digits(), nn.network { 2, 2 }
  scaled:fit(d:scale(0, 1), { progress = false })
  probes = { matrix = { X }, network = { n, scaled }, dataset = { d, digits, (nn.data.iris()) },
    sample = { d[1], nn.data.new(X, X)[1] }, image = { X:show { show = false } },
    plot = { nn.plot { { 1, 2 }, show = false } }, history = { history }, report = reports,
    evaluation = { n:evaluate(d) }, confusion = { n:confusion(d) }, mistakes = { n:mistakes(d) },
    info = { nn.info() }, gradcheck = { nn.gradcheck(n, X, X) } }
  return probes
end

-- The fields of these kinds, beside the methods. Only those of matrices are known to nothing but C.
local function fields_of(kind)
  local fields = { matrix = { "rows", "cols", "T" }, network = { "layers", "classes", "scaling" },
    dataset = { "inputs", "labels", "classes", "names", "width", "height", "source" } }
  local list = fields[kind] or {}
  for _, object in ipairs(objects()[kind]) do
    local table_of = kind == "network" and core.net_facts(object) or object
    for name in next, type(table_of) == "table" and table_of or {} do
      if name ~= "sizes" and type(object[name]) ~= "function" then list[#list + 1] = name end
    end
  end
  return list
end

-- The names in a table of functions, those too that are loaded at their first use.
local function names_in(t)
  local list = {}
  local meta = getmetatable(t)
  for _, from in ipairs { t, meta and meta.names or {} } do
    for name in next, from do
      if not name:find "^_" and type(t[name]) ~= "table" then list[#list + 1] = name end
    end
  end
  return list
end

function TestDocs.testEveryNameHasAnEntry()
  local missing = {}
  local function need(prefix, list)
    for _, name in ipairs(list) do
      if not by_name[prefix .. name] then missing[prefix .. name] = true end
    end
  end
  need("nn.", names_in(nn))
  need("nn.data.", names_in(nn.data))
  need("nn.image.", names_in(nn.image))
  for kind, methods in pairs(core.kinds) do need(kind .. ":", names_in(methods)) end
  for _, kind in ipairs { "matrix", "network", "dataset", "sample", "image", "history", "report",
    "evaluation", "confusion" } do
    need(kind .. ".", fields_of(kind))
  end
  local confusion = getmetatable(objects().confusion[1])
  for name, value in pairs(confusion) do
    if type(value) == "function" and not name:find "^__" then need("confusion:", { name }) end
  end
  local list = {}
  for name in pairs(missing) do list[#list + 1] = name end
  table.sort(list)
  assert_none(list)
end

local operators = { ["+"] = "__add", ["-"] = "__sub", ["*"] = "__mul", ["/"] = "__div", ["^"] = "__pow",
  ["unary -"] = "__unm", ["=="] = "__eq", ["#"] = "__len", ["[]"] = "__index", ["[i]"] = "__index",
  ["[i][j]"] = "__index" }

-- Whether anything goes by an entry's name.
local function exists(file, name)
  if file == "topics" then return true end
  local library, within = name:match "^nn%.(%l+)%.([%w_]+)$"
  if library then return nn[library] ~= nil and nn[library][within] ~= nil end
  local at = name:match "^nn%.([%w_]+)$"
  if at then return nn[at] ~= nil end
  local kind, operator = name:match "^(%w+) (.+)$"
  if kind and objects()[kind] then
    local meta = debug.getmetatable(objects()[kind][1])
    return operators[operator] ~= nil and meta[operators[operator]] ~= nil
  end
  local owner, mark, field = name:match "^(%w+)([.:])([%w_]+)$"
  if owner and objects()[owner] then
    for _, object in ipairs(objects()[owner]) do
      if object[field] ~= nil then return (mark == ":") == (type(object[field]) == "function") end
    end
    return false
  end
  if owner == "file" then return io.stdout[field] ~= nil end
  if owner then return type(_G[owner]) == "table" and _G[owner][field] ~= nil end
  return _G[name] ~= nil
end

function TestDocs.testEveryEntryHasAName()
  local problems, seen = {}, {}
  for _, file in ipairs(FILES) do
    for _, entry in ipairs(books[file]) do
      if seen[entry.name] then problems[#problems + 1] = entry.name .. ": twice" end
      seen[entry.name] = true
      if not exists(file, entry.name) then
        problems[#problems + 1] = entry.name .. ": there is no such name"
      end
    end
  end
  assert_none(problems)
end

function TestDocs.testEntriesAreWhole()
  local problems = {}
  local function complain(name, what) problems[#problems + 1] = ("%s: %s"):format(name, what) end
  for _, file in ipairs(FILES) do
    local book, groups, used = books[file], {}, {}
    if type(book.title) ~= "string" or type(book.intro) ~= "string" then complain(file, "title or intro") end
    for _, group in ipairs(book.groups) do groups[group] = true end
    for _, entry in ipairs(book) do
      for _, field in ipairs { "name", "signature", "group", "text" } do
        if type(entry[field]) ~= "string" or entry[field] == "" then complain(entry.name, "no " .. field) end
      end
      if not groups[entry.group] then complain(entry.name, "no group " .. tostring(entry.group)) end
      used[entry.group] = true
      for key in pairs(entry) do
        if not FIELDS:find(" " .. key .. " ", 1, true) then
          complain(entry.name, "unknown field " .. tostring(key))
        end
      end
      if not entry.example and file ~= "topics" and file ~= "lua" then complain(entry.name, "no example") end
      for _, name in ipairs(entry.see or {}) do
        if not by_name[name] then complain(entry.name, "see also " .. name .. ", which has no entry") end
        if name == entry.name then complain(entry.name, "see also itself") end
      end
    end
    for group in pairs(groups) do
      if not used[group] then complain(file, "nothing in group " .. group) end
    end
  end
  assert_none(problems)
end

-- ---- options: what the judges accept -------------------------------------------------------------------

-- What is given to check.options when each function is called: { [function] = judges by name }.
local function judged()
  local known, options = {}, check.options
  check.options = function(name, given, judges, list)
    known[name] = judges
    return options(name, given, judges, list)
  end
  local n, X = nn.network { 1, 1 }, nn.matrix { { 1 } }
  for _, call in ipairs {
    function() nn.network { 1, 1 } end,
    function() n:fit(X, X, { progress = false, early_stop = {}, checkpoint = {} }) end,
    function() nn.gradcheck(n, X, X) end,
    function() nn.data.digits():jitter {} end,
    function() nn.data.new(X, X) end,
    function() nn.data.idx("none", "none") end,
    function() nn.data.npz "none" end,
    function() nn.data.csv "none" end,
    function() nn.data.mnist "none" end,
    function() nn.data.digits "none" end,
    function() nn.data.fashion "none" end,
    function() nn.data.iris() end,
    function() X:show { show = false } end,
    function() nn.plot { { 1, 2 }, show = false } end,
    function() nn.animate(1, print, {}) end,
    function() n:fit(X, X, { progress = false }):plot { show = false } end,
    function() nn.image.load("none", {}) end,
    function() nn.parallel(0, print, {}) end,
    function() nn.compare {} end,
  } do pcall(call) end -- some fail later, for want of a file
  check.options = options
  return known
end

-- Every call of check.options in the sources was seen, so that a new one cannot be forgotten here.
local function assert_all_seen(known)
  for line in child.shell "cat lua/nn/*.lua":gmatch "[^\n]+" do
    local name = line:match "check%.options%(\"([%w_.]+)\","
    if name then lu.assertNotNil(known[name], "not called by this suite: " .. name) end
  end
end

local function check_option(complain, entry, option, judge)
  if type(option[3]) ~= "string" then complain("%s: %s says nothing", entry.name, option[1]) end
  for _, value in ipairs(option.values or {}) do
    if judge(value) then complain("%s: %s = %s is not accepted", entry.name, option[1], tostring(value)) end
  end
  local _, words = judge "no such word"
  if words then
    local listed = {}
    for _, value in ipairs(option.values or {}) do listed[value] = true end
    for _, word in ipairs(words) do
      if not listed[word] then complain("%s: %s may be '%s'", entry.name, option[1], word) end
    end
  end
  -- a default that is a Lua constant is one that the function accepts
  local constant = option[2] and load("return " .. option[2], "default", "t", {})
  local value = constant and constant()
  if value ~= nil and judge(value) then
    complain("%s: the default %s = %s is not accepted", entry.name, option[1], option[2])
  end
end

function TestDocs.testOptions()
  local known, problems, told = judged(), {}, {}
  assert_all_seen(known)
  local function complain(format, ...) problems[#problems + 1] = format:format(...) end
  for _, entry in ipairs(entries) do
    local name = entry.name:gsub("^nn%.", ""):gsub("^.*:", "")
    if known[entry.name] then name = entry.name end
    local judges = entry.name:find "[.:]" and not entry.name:find "^plot:" and known[name]
    if (entry.options ~= nil) ~= (judges and true or false) then
      complain("%s: %s", entry.name, judges and "has options" or "has no options")
    elseif judges then
      told[name] = {}
      for _, option in ipairs(entry.options) do
        told[name][option[1]] = true
        if judges[option[1]] then
          check_option(complain, entry, option, judges[option[1]])
        else
          complain("%s: there is no option %s", entry.name, tostring(option[1]))
        end
      end
      for option in pairs(judges) do
        if not told[name][option] then complain("%s: the option %s is missing", entry.name, option) end
      end
    end
  end
  for name in pairs(known) do
    if not told[name] and not name:find ": " then complain("%s: no entry tells its options", name) end
  end
  table.sort(problems)
  assert_none(problems)
end

-- ---- examples ------------------------------------------------------------------------------------------

-- Runs in a child: one example after the other, each without the globals of those before. What is
-- printed while one of its lines runs is compared with what stands behind that line's -->.
local RUNNER = [[
local core = require "nn.core"
local globals, clean = _G, {}
for name, value in next, globals do clean[name] = value end

local name, got
local function keep(...)
  local words, level = table.pack(...), 2
  for i = 1, words.n do words[i] = tostring(words[i]) end
  local frame = debug.getinfo(level, "Sl")
  while frame and frame.source ~= "=" .. name do
    level = level + 1
    frame = debug.getinfo(level, "Sl")
  end
  local line = frame and frame.currentline or 0
  got[line] = got[line] or {}
  table.insert(got[line], table.concat(words, "\t"))
end

local function run(example)
  local chunk, message = load(example, "=" .. name)
  if not chunk then return io.write(message, "\n") end
  got, print, core.standard.print = {}, keep, keep
  local ok, message = pcall(chunk)
  for key in next, globals do globals[key] = nil end
  for key, value in clean.next, clean do globals[key] = value end
  if not ok then return io.write(name, ": ", tostring(message), "\n") end
  local line = 0
  for text in (example .. "\n"):gmatch "(.-)\n" do
    line = line + 1
    local expected = text:match "%-%->%s*(.-)%s*$"
    local printed = got[line] and table.concat(got[line], "\n")
    if expected and printed ~= expected then
      io.write(("%s:%d: prints '%s', not '%s'\n"):format(name, line, tostring(printed), expected))
    end
  end
end
for _, file in ipairs(require("nn.help").files) do
  for _, entry in ipairs(require("nn.docs." .. file)) do
    name = entry.name
    if entry.example then run(entry.example) end
  end
end
io.write "the end"
]]

function TestDocs.testExamples()
  child.in_folder(function(folder)
    local here, lua = child.shell "pwd", os.getenv "NNLUA_PATH"
    child.shell(("ln -s %s %s"):format(child.quote(here .. "/data"), child.quote(folder .. "/data")))
    if lua and not lua:find "^/" then lua = here .. "/" .. lua end
    child.write(folder .. "/runner.lua", RUNNER)
    local text = child.shell(("cd %s && env -u NNLUA_DATA %s %s runner.lua 2>/dev/null </dev/null"):format(
      child.quote(folder), lua and "NNLUA_PATH=" .. child.quote(lua) or "", child.quote(child.program())))
    lu.assertEquals(text, "the end")
  end)
end

-- Help shows examples as they are, a few columns in: they fit a terminal of 80.
function TestDocs.testExamplesAreNarrow()
  local wide = {}
  for _, entry in ipairs(entries) do
    for line in (entry.example or ""):gmatch "[^\n]+" do
      if utf8.len(line) > 76 then wide[#wide + 1] = entry.name .. ": " .. line end
    end
  end
  assert_none(wide)
end

-- The runner would tell: an example that prints something else, or nothing, and one that fails.
function TestDocs.testRunnerTells()
  local faulty = 'print(1 + 1)  --> 3\nx = 2  --> 2\n'
  local script = ("package.preload['nn.docs.matrix'] = function() return { { name = 'a', example = %q }, "
    .. "{ name = 'b', example = 'error {}' }, { name = 'c', example = 'x =' } } end\n"):format(faulty)
  for _, file in ipairs(FILES) do
    if file ~= "matrix" then
      script = script .. ("package.preload['nn.docs.%s'] = function() return {} end\n"):format(file)
    end
  end
  local text = child.run(script .. RUNNER)
  lu.assertStrContains(text, "a:1: prints '2', not '3'")
  lu.assertStrContains(text, "a:2: prints 'nil', not '2'")
  lu.assertStrContains(text, "b: table")
  lu.assertStrContains(text, "c:1: unexpected symbol")
end
