--[[ Bad input: calls and files that nnlua has to refuse, each with the message that it must give. The
tables are bad_calls.lua and bad_files.lua; each entry of theirs is a test here. A message is one clear
sentence that starts with the user's own line of the script, and nothing has changed after it: no matrix,
no network, no data set, no file, and no file more.

After the tables come all public functions called with arguments that make no sense (TestBadAnything). ]]
local lfs = require "lfs"
local lu = require "luaunit"
local child = require "child"
local make = require "file_maker"

local HERE = lfs.currentdir()
local PROGRAM = child.program()

-- ---- one entry -----------------------------------------------------------------------------------

local function new_matrix() return nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } } end
local function new_network() return nn.network { 3, 2, 3, bias = true, seed = 1 } end
local function new_set()
  return nn.data.new({ { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 }, { 1, 0, 1 } }, { "a", "b", "c", "a" })
end

-- Everything that can be seen of a matrix, a network, a data set.
local function state(m, n, d)
  local parts = { tostring(n), tostring(n.scaling), tostring(d), table.concat(d.labels, " ") }
  for _, each in ipairs { m, d.inputs, n:weights(1), n:weights(2), n:biases(1), n:biases(2) } do
    for _, x in ipairs(each:flatten():totable()) do parts[#parts + 1] = ("%.17g"):format(x) end
  end
  return table.concat(parts, "\n")
end

-- Everything that lies in a folder, by name.
local function contents(folder)
  local list = {}
  for name in lfs.dir(folder) do
    local path = folder .. "/" .. name
    local kind = lfs.symlinkattributes(path, "mode")
    if kind == "link" then
      list[name] = "-> " .. lfs.symlinkattributes(path, "target")
    elseif kind == "file" then
      local readable, text = pcall(child.read, path)
      list[name] = readable and text or "not readable"
    elseif name ~= ".." then
      list[name] = kind
    end
  end
  return list
end

-- Words that are ours or Lua's, not the user's.
local internal = {
  "nn:", "core%.", "upvalue", "bad argument", "attempt to", "userdata", "no value", "table: 0x",
  "0x" .. ("%x"):rep(10), "invalid value", "stack", "%(field '", "%(local '", "%(method '", "%(global '",
  "handle", "%-nan", "%z", "\27",
}

-- Why the message is none for a user, or nothing. call is the function whose line it must name.
local function complaint(message, call)
  if type(message) ~= "string" then return "the error is no text: " .. tostring(message) end
  local at = debug.getinfo(call, "S")
  local source, line, text = message:match "^([^\n:]+):(%d+): (.*)$"
  line = tonumber(line)
  if source ~= at.short_src or not (line >= at.linedefined and line <= at.lastlinedefined) then
    return "it does not start with the line of the call"
  end
  for _, word in ipairs(internal) do
    if text:find(word) then return ("it says '%s'"):format(word) end
  end
end

local function compare(message, expected)
  local text = message:gsub("^[^\n:]+:%d+: ", "")
  if expected:sub(1, 1) == "^" then
    lu.assertTrue(text:find(expected) ~= nil, ("expected: %s\nactual: %s"):format(expected, text))
  else
    lu.assertEquals(text, expected)
  end
end

-- Calls it, in the current folder, and looks at the error and at what is left.
local function check(entry)
  if entry.unsanitized and child.sanitized() then lu.skip "the sanitizer ends a program out of memory" end
  local m, n, d = new_matrix(), new_network(), new_set()
  local before = state(m, n, d)
  local ok, message = pcall(entry[2], m, n, d)
  if ok then lu.fail("it went through; expected: " .. entry[3]) end
  local bad = complaint(message, entry[2])
  if bad then lu.fail(("%s: %s"):format(bad, tostring(message))) end
  compare(message, entry[3])
  lu.assertEquals(state(m, n, d), before, "something has changed")
end

-- Runs body in a new folder with these files (see bad_files.lua), which has to look the same after it.
local function with_files(files, body)
  child.in_folder(function(folder)
    local names = {}
    for name in pairs(files) do names[#names + 1] = name end
    table.sort(names) -- "here" before "here/images"
    for _, name in ipairs(names) do
      local content, path = files[name], folder .. "/" .. name
      if content == true then
        assert(lfs.mkdir(path))
      elseif type(content) == "table" then
        assert(lfs.link(content.link, path, true))
      else
        child.write(path, content)
      end
    end
    local before = contents(folder)
    assert(lfs.chdir(folder))
    local ok, message = pcall(body, folder)
    lfs.chdir(HERE)
    if not ok then error(message, 0) end
    lu.assertEquals(contents(folder), before, "the folder has changed")
  end)
end

-- Each entry as a test of the suite, named after what it does.
local function add(suite, entries)
  for i, entry in ipairs(entries) do
    suite[("test_%03d_%s"):format(i, (entry[1]:gsub("[^%w]+", "_")))] = function()
      if not entry.files then return check(entry) end
      with_files(entry.files, function() check(entry) end)
    end
  end
end

-- Our Lua files are found by a path that need not be absolute: all are loaded before anyone moves.
for _ in pairs(nn) do assert(nn.data) end
for _, object in ipairs { new_matrix(), new_network(), new_set() } do
  for _ in pairs(getmetatable(object).methods) do assert(tostring(object)) end
end

TestBadCalls = {}
add(TestBadCalls, require "bad_calls")
TestBadFiles = {}
add(TestBadFiles, require "bad_files")

-- ---- what needs another process --------------------------------------------------------------------

TestBadPlaces = {}

-- An ordinary user's shell words before a program: root may read and write everything.
local function as_nobody()
  if child.shell "id -u" ~= "0" then return "" end
  local words = "setpriv --reuid=65534 --regid=65534 --clear-groups "
  local _, status = child.shell(words .. child.quote(PROGRAM) .. " -e '' 2>/dev/null")
  if status ~= 0 then lu.skip "root cannot run nnlua as an ordinary user here (setpriv)" end
  return words
end

-- What a script writes, run in the folder behind these words of shell. child finds the program from here.
local function run_in(folder, words, script)
  local before = lfs.currentdir()
  lfs.chdir(HERE)
  local text = child.run(script, nil, ("cd %s; %s"):format(child.quote(folder), words))
  lfs.chdir(before)
  return text
end

-- What the error of the code says.
local function error_in(folder, words, code)
  local text = run_in(folder, words, ("print(select(2, pcall(function() %s end)))"):format(code))
  local message, count = text:gsub("^%S+script%.lua:1: ", "")
  lu.assertEquals(count, 1, "no line of the script at the start of: " .. text)
  return message
end

local SAVE = {
  npy = "nn.rand(64, 64):save 'f.npy'", csv = "nn.rand(64, 64):save 'f.csv'",
  png = "nn.rand(64, 64):save 'f.png'", npz = "nn.network(20, 20, 20, 0.1):save 'f.npz'",
}
local READ = {
  ["f.npy"] = "nn.load 'f.npy'", ["f.csv"] = "nn.load 'f.csv'", ["f.png"] = "nn.load 'f.png'",
  ["f.npz"] = "nn.load 'f.npz'", ["table"] = "nn.data.csv 'table'", ["keras"] = "nn.data.npz 'keras'",
  ["images"] = "nn.data.idx('images', 'labels')",
}

for name, code in pairs(READ) do
  TestBadPlaces["test_not_ours_to_read_" .. name:gsub("%W", "_")] = function()
    with_files({ [name] = "secret" }, function(folder)
      local nobody = as_nobody()
      child.shell("chmod 755 . && chmod 000 " .. name)
      lu.assertEquals(error_in(folder, nobody, code), name .. ": Permission denied")
    end)
  end
end

for ending, code in pairs(SAVE) do
  local name = "f." .. ending

  TestBadPlaces["test_not_ours_to_write_" .. ending] = function()
    with_files({ [name] = "old" }, function(folder)
      local nobody = as_nobody()
      child.shell("chmod 777 . && chmod 444 " .. name)
      lu.assertEquals(error_in(folder, nobody, code),
        name .. ": cannot be written: Permission denied; the old file is unchanged")
    end)
  end

  TestBadPlaces["test_not_our_folder_" .. ending] = function()
    with_files({ closed = true }, function(folder)
      local nobody = as_nobody()
      child.shell "chmod 755 . && chmod 555 closed"
      lu.assertEquals(error_in(folder .. "/closed", nobody, code),
        name .. ": cannot be written: Permission denied")
    end)
  end

  -- The disk is full after 2 KB; the folder must then hold the old file alone, byte for byte.
  TestBadPlaces["test_full_disk_" .. ending] = function()
    with_files({ [name] = "old" }, function(folder)
      lu.assertEquals(error_in(folder, "ulimit -f 4;", code),
        name .. ": cannot be written: File too large; the old file is unchanged")
    end)
  end

  TestBadPlaces["test_full_disk_and_no_old_file_" .. ending] = function()
    with_files({}, function(folder)
      lu.assertEquals(error_in(folder, "ulimit -f 4;", code), name .. ": cannot be written: File too large")
    end)
  end
end

function TestBadPlaces.test_missing_sets_say_where_they_looked()
  with_files({}, function(folder)
    local clean = "env -u NNLUA_DATA -u XDG_DATA_HOME HOME=/home/nobody"
    for _, set in ipairs { { "mnist", "mnist",
      "`make data` in nnlua's folder fetches it; nn.data.digits() is "
      .. "there without" }, { "fashion", "fashion-mnist",
        "`apt-get install dataset-fashion-mnist` brings it" } } do
      local name, place, hint = table.unpack(set)
      local code = ("if nn.data.find '%s' then error 'found' end nn.data.%s 'here'"):format(place, name)
      local text = error_in(folder, clean, code)
      if text ~= "found" then
        lu.assertStrContains(text, ("data.%s: not found; looked in\n  here\n  data/%s\n"):format(name, place))
        lu.assertStrContains(text, "\n  /home/nobody/.local/share/nnlua/" .. place .. "\n")
        lu.assertEquals(text:match "[^\n]*$", hint)
      end
    end
  end)
end

-- Files of a few bytes that promise gigabytes cost neither time nor memory.
function TestBadPlaces.test_promises_cost_nothing()
  local many = { 65536, 256, 256 }
  local files = {
    idx = make.idx(many, ""), gz = make.gzip(make.idx(many, "")), labels = make.idx({ 1 }, "\1"),
    ["a.npy"] = make.npy("<f8", { 65536, 65536 }, ""),
    ["a.npz"] = make.zip { { "a.npy", make.npy("<f8", { 65536, 65536 }, ""), size = 0xfffffff0 } },
    ["n.npz"] = make.network { layers = { "<i8", { 3 }, make.integers(2147483647, 2147483647, 3) } },
    ["a.png"] = make.png(30000, 30000, { "a" }),
  }
  local script = child.MOST_MEMORY .. [[
    local before, start, refused = most_memory(), os.clock(), 0
    for _, name in ipairs { "a.npy", "a.npz", "n.npz", "a.png" } do
      if not pcall(nn.load, name) then refused = refused + 1 end
    end
    for _, name in ipairs { "idx", "gz" } do
      if not pcall(nn.data.idx, name, "labels") then refused = refused + 1 end
    end
    print(refused, most_memory() - before, os.clock() - start)
  ]]
  with_files(files, function(folder)
    local text = run_in(folder, "", script)
    local refused, megabytes, seconds = text:match "^(%d+)%s+(%S+)%s+(%S+)$"
    lu.assertEquals(refused, "6", text)
    lu.assertTrue(tonumber(seconds) < 1, text)
    if not child.sanitized() then lu.assertTrue(tonumber(megabytes) < 16, text) end
  end)
end

-- Memory is asked about first: 2 GB do not hold what these need beside the network.
function TestBadPlaces.test_not_enough_memory()
  if child.sanitized() then lu.skip "the sanitizer needs more memory itself" end
  with_files({}, function(folder)
    local function error_of(code) return error_in(folder, "ulimit -v 2000000;", code) end
    lu.assertEquals(error_of "nn.network{1, 1000000}:query{1}",
      "network: there is not enough memory to compute with these layers")
    lu.assertEquals(error_of("local c = {} for i = 1, 20000 do c[i] = i end "
      .. "nn.network{1, 20000}:confusion(nn.data.new({{1}, {2}}, {1, 2}, {classes = c}))"),
      "confusion: there is not enough memory for a matrix of 20000x20000")
  end)
end

-- Sizes whose product is right only modulo 2^64 are not taken for those of a block of memory.
function TestBadPlaces.test_products_that_wrap()
  local core = require "nn.core"
  local ok, message = pcall(core.dataset, { count = 1 << 31, inputs = 1 << 33, outputs = 0,
    pixels = core.label_block {} }, {})
  lu.assertFalse(ok)
  lu.assertStrContains(message, "pixels")
  local digits = nn.data.digits()
  lu.assertEquals(#core.warped(digits, "shift", 0, 0, 0, 28, 28), #digits)
  for _, size in ipairs { { -28, -28 }, { 16, (1 << 60) + 49 }, { 784, (1 << 60) + 1 } } do
    ok, message = pcall(core.warped, digits, "shift", 0, 0, 0, size[1], size[2])
    lu.assertFalse(ok)
    lu.assertStrContains(message, "pictures")
  end
end

-- The same file made by NumPy itself.
function TestBadPlaces.test_objects_of_numpy()
  local python = "/usr/bin/python3 -c \"import numpy as np; "
    .. "np.savez('objects.npz', a=np.array([{}, None], dtype=object)); "
    .. "np.save('objects.npy', np.array([{}, None], dtype=object))\" 2>/dev/null"
  child.in_folder(function(folder)
    local _, status = child.shell(("cd %s; %s"):format(child.quote(folder), python))
    if status ~= 0 then lu.skip "/usr/bin/python3 has no numpy: apt-get install python3-numpy" end
    lu.assertEquals(error_in(folder, "", "nn.load 'objects.npz'"),
      "objects.npz: a: holds pickled Python objects, which are never loaded; save plain numbers")
    lu.assertEquals(error_in(folder, "", "nn.load 'objects.npy'"),
      "objects.npy: holds pickled Python objects, which are never loaded; save plain numbers")
  end)
end

-- nn.args ends the program: with status 1 and one line on stderr, or with 0 after --help.
function TestBadPlaces.test_args()
  local script = "local o = nn.args(arg, {usage = 'usage', words = true, {'epochs', 3, 'n'}, "
    .. "{'rate', 0.1, 'r'}, {'fast', false, 'f'}}) print(o.epochs, o.rate, o.fast, o[1])"
  for _, case in ipairs {
    { { "--epcohs", "3" }, "unknown option --epcohs, did you mean --epochs?", 1 },
    { { "--zzzzzzzz" }, "unknown option --zzzzzzzz", 1 },
    { { "--epochs" }, "--epochs needs a value", 1 },
    { { "--epochs", "many" }, "--epochs: a number was expected, got 'many'", 1 },
    { { "--epochs=1.5" }, "--epochs: a whole number was expected, got '1.5'", 1 },
    { { "--rate", "fast" }, "--rate: a number was expected, got 'fast'", 1 },
    { { "--fast=no" }, "--fast takes no value", 1 },
    { { "--epochs", "5", "--fast", "word" }, "5\t0.1\ttrue\tword", 0 },
  } do
    local text, status = child.run(script, case[1])
    lu.assertEquals(text, case[2])
    lu.assertEquals(status, case[3], text)
  end
end

-- ---- damaged files ---------------------------------------------------------------------------------

TestBadDamage = {}

local numbers = { { "f", "<f8", { 2, 3 }, make.doubles(1, 2, 3, 4, 5, 6) } }
local whole = {
  ["f.npy"] = make.npy("<f8", { 2, 3 }, make.doubles(1, 2, 3, 4, 5, 6)),
  ["f.npz"] = make.npz(numbers),
  ["n.npz"] = make.network(),
  ["f.csv"] = "width,height,kind\n1,2.5,rose\n3,4e1,\"li\"\"ly\"\n5,6,rose\n",
  ["f.png"] = make.png(3, 2, { "abc", "def" }),
  ["images"] = make.idx({ 2, 2, 2 }, "abcdefgh"),
  ["images.gz"] = make.gzip(make.idx({ 2, 2, 2 }, "abcdefgh")),
}
local function reader(name)
  if name:find "^images" then return function() nn.data.idx(name, "labels") end end
  if name == "f.csv" then return function() nn.data.csv(name) end end
  return function() tostring(nn.load(name)) end
end

-- Cut anywhere, and with one byte changed, a file is read or refused in plain words that name it.
for name, content in pairs(whole) do
  TestBadDamage["test_" .. name:gsub("%W", "_")] = function()
    local read, complaints = reader(name), {}
    local function try(damaged, how)
      os.remove(name) -- a new file is not waited for as an overwritten one is
      child.write(name, damaged)
      local ok, message = pcall(read)
      local bad = not ok and complaint(message, read)
      if not ok and not message:find(name, 1, true) then bad = "it names no file" end
      if bad then complaints[#complaints + 1] = ("%s: %s: %s"):format(how, bad, message) end
    end
    with_files({ labels = make.idx({ 2 }, "\3\9"), [name] = content }, function()
      assert(pcall(read))
      for cut = 0, #content - 1, #content // 100 + 1 do try(content:sub(1, cut), "cut at " .. cut) end
      local at = 1
      for _ = 1, 200 do
        at = (at * 1103515245 + 12345) & 0x7fffffff
        local i, byte = (at >> 8) % #content, (at >> 3) & 255
        try(content:sub(1, i) .. string.char(byte) .. content:sub(i + 2), ("%d at byte %d"):format(byte, i))
      end
      child.write(name, content)
    end)
    lu.assertEquals(table.concat(complaints, "\n"), "")
  end
end

-- ---- anything anywhere -----------------------------------------------------------------------------

TestBadAnything = {}

-- What makes no sense in most places; each is made anew for every call.
local odd = {
  { "nil", function() end }, { "true", function() return true end }, { "text", function() return "x" end },
  { "1e300", function() return 1e300 end }, { "-1", function() return -1 end }, { "0",
    function() return 0 end },
  { "0.5", function() return 0.5 end }, { "nan", function() return -(0 / 0) end },
  { "{}", function() return {} end }, { "{{}, {}}", function() return { {}, {} } end },
  { "{nan}", function() return { -(0 / 0) } end }, { "a function",
    function() return function() return {} end end },
  { "a matrix", new_matrix }, { "a network", new_network }, { "a data set", new_set },
  { "a file", function() return io.stdout end },
}

-- A call that works, for each public function: its arguments, made anew, and how many they are. What has
-- no recipe is called as f() or object:f(), and with the odd values from there.
local recipes = {
  nn = {
    matrix = function() return { { { 1, 2 }, { 3, 4 } } } end, eye = function() return { 3 } end,
    zeros = function() return { 2, 3 } end, ones = function() return { 2, 3 } end,
    full = function() return { 2, 3, 1.5 } end, range = function() return { 1, 5, 2 } end,
    linspace = function() return { 0, 1, 5 } end, rand = function() return { 2, 3, 0, 1 } end,
    randn = function() return { 2, 3, 0, 1 } end, seed = function() return { 3 } end,
    network = function() return { 3, 2, 3, 0.1 } end, load = function() return { "n.npz" } end,
    args = function() return { {}, { usage = "", { "epochs", 1, "n" } } } end,
    gradcheck = function() return { new_network(), { 1, 2, 3 }, { 0, 1, 0 }, { most = 3 } } end,
  },
  data = {
    new = function() return { new_matrix(), { 1, 2 }, { classes = { 1, 2, 3 } } } end,
    idx = function() return { "images", "labels", { scale = { 0, 1 } } } end,
    csv = function() return { "f.csv", { label = "kind", header = true } } end,
    npz = function() return { "keras.npz", { targets = { 0, 1 } } } end,
    find = function() return { "nothing", "nowhere" } end, iris = function() return { { scale = false } } end,
  },
  matrix = {
    dot = { new_matrix().T }, near = { new_matrix(), 1e-3 }, add = { new_matrix(), 2 },
    mul = { new_matrix() },
    sum = { 1 }, mean = { 1 }, std = { 1 }, min = { 1 }, max = { 1 }, argmin = { 1 }, argmax = { 1 },
    addouter = { { 1, 2 }, { 1, 2, 3 }, 2 }, get = { 1, 2 }, set = { 1, 2, 3 }, row = { 1 }, col = { 1 },
    sub = { 1, 2, 1, 2 }, reshape = { 3, 2 }, hcat = { new_matrix() }, vcat = { new_matrix() },
    map = { math.sin }, apply = { math.sin }, save = { "out.npy" },
  },
  network = {
    train = { { 1, 2, 3 }, { 0, 1, 0 } }, query = { { 1, 2, 3 } }, activations = { { 1, 2, 3 } },
    classify = { { 1, 2, 3 } }, backquery = { { 0.1, 0.2, 0.3 } }, weights = { 1 }, biases = { 1 },
    set_weights = { 1, nn.ones(2, 3) }, set_biases = { 1, { 1, 2 } }, save = { "out.npz" },
    fit = { new_set(), { epochs = 1 } }, evaluate = { new_set() }, confusion = { new_set() },
    explain = { { 1, 2, 3 }, { 0, 1, 0 } }, scaled = { { 1, 2, 3 } },
  },
  dataset = {
    split = { 0.5 }, shuffle = { 1 }, take = { 2 }, sub = { 1, 2 }, columns = { { 1, 2 } }, scale = { 0, 1 },
    filter = { function() return true end }, concat = { new_set() }, targets = { 0, 1 },
    jitter = { { rotate = 5 } },
  },
  confusion = { worst = { 3 } },
}

-- Sets that are large, and would be read whenever an argument makes sense after all.
local large = { mnist = true, fashion = true, digits = true }
local sensible = { ["nil"] = true, ["{}"] = true, text = true }

local function new_confusion() return new_network():confusion(new_set()) end
local owners = { matrix = new_matrix, network = new_network, dataset = new_set, confusion = new_confusion }

-- The arguments of a working call, the object first.
local function arguments(kind, name)
  local recipe = recipes[kind][name]
  if not owners[kind] then return recipe and recipe() or {} end
  return { owners[kind](), table.unpack(recipe or {}) }
end

-- What can be seen of the matrices and networks among the arguments.
local function shown(args, count)
  local parts = {}
  for i = 1, count do
    local name = type(args[i]) == "userdata" and getmetatable(args[i]).__name
    if name == "matrix" or name == "network" then parts[#parts + 1] = tostring(args[i]) end
    if name == "network" then parts[#parts + 1] = tostring(args[i]:weights(1)) end
  end
  return table.concat(parts, "\n")
end

-- Calls f and adds to the list what is wrong with its error.
local function try(list, label, f, args, count)
  local before = shown(args, count)
  local function call()
    local results = table.pack(f(table.unpack(args, 1, count)))
    return results.n
  end
  local ok, message = pcall(call)
  if ok then return end
  local bad = complaint(message, call)
  if not bad and shown(args, count) ~= before then bad = "an argument has changed" end
  if bad then list[#list + 1] = ("%s: %s: %s"):format(label, bad, message) end
end

local function try_large(list, name, f)
  for _, value in ipairs(odd) do
    local label = ("data.%s of %s"):format(name, value[1])
    if not sensible[value[1]] then
      try(list, label, f, { value[2]() }, 1)
      try(list, label .. " as options", f, { "nowhere", value[2]() }, 2)
    end
  end
end

-- f with every argument odd in every way, with too few, too many, and without its object.
local function try_all(list, kind, name, f)
  local count = #arguments(kind, name)
  local label = ("%s.%s"):format(kind, name)
  for k = 0, count do try(list, ("%s with %d arguments"):format(label, k), f, arguments(kind, name), k) end
  local args = arguments(kind, name)
  if count > 0 then
    table.remove(args, 1)
    try(list, label .. " without its first argument", f, args, count - 1)
  end
  for _, value in ipairs(odd) do
    for i = 1, count + 1 do
      args = arguments(kind, name)
      args[i] = value[2]()
      try(list, ("%s, argument %d is %s"):format(label, i, value[1]), f, args, math.max(count, i))
    end
    try(list, ("%s of %s alone"):format(label, value[1]), f, { value[2]() }, 1)
  end
end

local fuzz_files = {
  ["n.npz"] = make.network(), ["f.csv"] = whole["f.csv"], images = whole.images,
  labels = make.idx({ 2 }, "\3\9"),
  ["keras.npz"] = make.npz {
    { "x_train", "|u1", { 2, 2, 2 }, "abcdefgh" }, { "y_train", "|u1", { 2 }, "\3\9" },
    { "x_test", "|u1", { 2, 2, 2 }, "abcdefgh" }, { "y_test", "|u1", { 2 }, "\3\9" },
  },
}

-- Runs body(list) among the files, out of sight; what it puts in the list makes the test fail.
local function fuzz(body)
  local list, stderr = {}, io.stderr
  child.in_folder(function(folder)
    for name, content in pairs(fuzz_files) do child.write(folder .. "/" .. name, content) end
    assert(lfs.chdir(folder))
    rawset(io, "stderr", assert(io.open("/dev/null", "w"))) -- where fit tells how it is doing
    local ok, message = pcall(body, list)
    io.stderr:close()
    rawset(io, "stderr", stderr)
    lfs.chdir(HERE)
    if not ok then error(message, 0) end
  end)
  lu.assertEquals(table.concat(list, "\n"), "")
end

local tables = {
  nn = nn, data = nn.data, confusion = getmetatable(new_confusion()),
  matrix = getmetatable(new_matrix()).methods, network = getmetatable(new_network()).methods,
  dataset = getmetatable(new_set()).methods,
}
for kind, functions in pairs(tables) do
  TestBadAnything["test_" .. kind] = function()
    fuzz(function(list)
      for name, f in pairs(functions) do
        if kind == "data" and large[name] then
          try_large(list, name, f)
        elseif type(f) == "function" and not name:find "^_" then
          try_all(list, kind, name, f)
        end
      end
    end)
  end
end

-- Every option with every odd value.
local option_takers = {
  network = { function(o) return nn.network(o) end, function() return { 3, 2, 3, seed = 1 } end,
    "activation", "bias", "classes", "init", "learning_rate", "loss", "optimizer", "momentum", "decay",
    "weight_decay", "l1", "clip", "dropout", "precision", "rule", "seed", "nonsense", 1, 2, 3, 4 },
  fit = { function(o) return new_network():fit(new_set(), o) end, function() return { epochs = 1 } end,
    "epochs", "batch_size", "shuffle", "test", "validation", "early_stop", "checkpoint", "progress", "coach",
    "block", "threads", "rule", "learning_rate", "on_epoch", "on_batch", "on_nan", "nonsense", 1 },
  new = { function(o) return nn.data.new(new_matrix(), { 1, 2 }, o) end, function() return {} end,
    "classes", "scale", "targets", "nonsense", 1 },
  idx = { function(o) return nn.data.idx("images", "labels", o) end, function() return {} end,
    "classes", "scale", "targets", "nonsense", 1 },
  csv = { function(o) return nn.data.csv("f.csv", o) end, function() return { label = "kind" } end,
    "header", "label", "target", "pixels", "separator", "classes", "scale", "targets", "nonsense", 1 },
  npz = { function(o) return nn.data.npz("keras.npz", o) end, function() return {} end,
    "classes", "scale", "targets", "nonsense", 1 },
}
for name, taker in pairs(option_takers) do
  TestBadAnything["test_options_of_" .. name] = function()
    fuzz(function(list)
      for k = 3, #taker do
        for _, value in ipairs(odd) do
          local options = taker[2]()
          options[taker[k]] = value[2]()
          try(list, ("%s, %s is %s"):format(name, taker[k], value[1]), taker[1], { options }, 1)
        end
      end
    end)
  end
end
