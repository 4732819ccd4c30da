--[[ Files: matrices as .npy, .csv and .png, networks as .npz, both ways and beside NumPy, bit for bit;
and what is left on the disk when a save fails, is killed, or meets a full disk. (Files with faults
are in test_bad_input.lua.) ]]
local lu = require "luaunit"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"
local plain = require "plain_network"
local raises = require "raises"

local NAN, INF = 0 / 0, math.huge
local quote = child.quote

local SPECIAL = { 0.0, -0.0, 1.0, -1.5, NAN, INF, -INF, 5e-324, 2.2250738585072014e-308,
  1.7976931348623157e308, 1 / 3, 0.1, 1e22, 1e23, 123456789.123456789, 2.0 ^ 53, 2.0 ^ 53 + 2 }

-- Bit for bit, but for the sign of a NaN.
local function assert_bits(got, expected)
  lu.assertEquals({ got:shape() }, { expected:shape() })
  for i = 1, expected.rows do
    for j = 1, expected.cols do
      local a, b = got:get(i, j), expected:get(i, j)
      if (a == a or b == b) and ("<d"):pack(a) ~= ("<d"):pack(b) then
        lu.fail(("row %d, column %d is %a, expected %a"):format(i, j, a, b))
      end
    end
  end
end

-- Runs a Python script with these words in sys.argv; skips the test where there is no NumPy.
local function python(script, ...)
  local _, status = child.shell "/usr/bin/python3 -c 'import numpy' 2>/dev/null"
  if status ~= 0 then lu.skip "/usr/bin/python3 has no numpy (apt-get install python3-numpy)" end
  local words = { "/usr/bin/python3 -c", quote("import sys, numpy as np\n" .. script) }
  for _, word in ipairs { ... } do words[#words + 1] = quote(word) end
  local text
  text, status = child.shell(table.concat(words, " ") .. " 2>&1")
  lu.assertEquals(status, 0, text)
  return text
end

local function files_in(folder) return (child.shell("ls -A " .. quote(folder))) end

-- ---- matrices -----------------------------------------------------------------------------------

TestFileMatrix = {}

local function each_matrix(body)
  nn.seed(2)
  body(nn.matrix(SPECIAL))
  body(nn.matrix { SPECIAL })
  body(nn.matrix { { 42 } })
  body(nn.randn(37, 53))
  body(nn.randn(3000, 7) * 1e200)
  body(nn.randn(5, 6)[3])
  body(nn.matrix { { NAN, INF }, { 1, 2 } }) -- no header, though words
  body(nn.matrix { -INF, 0 })
  body(nn.matrix { NAN })
end

function TestFileMatrix.testThereAndBack()
  child.in_folder(function(folder)
    for _, ending in ipairs { "npy", "csv" } do
      each_matrix(function(A)
        local path = folder .. "/a." .. ending
        lu.assertTrue(rawequal(A:save(path), A))
        assert_bits(nn.load(path), nn.matrix(A))
        lu.assertEquals(files_in(folder), "a." .. ending)
      end)
      os.remove(folder .. "/a." .. ending)
    end
  end)
end

-- CSV numbers are the shortest that read back the same, with a point in every locale.
function TestFileMatrix.testCsvText()
  child.in_folder(function(folder)
    nn.matrix { { 0.1, -2, 1e300 }, { NAN, -INF, 1 / 3 } }:save(folder .. "/a.csv")
    lu.assertEquals(child.read(folder .. "/a.csv"), "0.1,-2,1e+300\nnan,-inf,0.3333333333333333\n")
    child.write(folder .. "/b.csv", "x,y\n1,2\n3,4\n") -- a header is skipped
    assert_matrix(nn.load(folder .. "/b.csv"), { { 1, 2 }, { 3, 4 } })
    child.shell("gzip " .. folder .. "/b.csv")
    assert_matrix(nn.load(folder .. "/b.csv.gz"), { { 1, 2 }, { 3, 4 } })
  end)
end

function TestFileMatrix.testPictures()
  child.in_folder(function(folder)
    local path, A = folder .. "/a.png", nn.range(0, 255):reshape(8, 32)
    A:save(path)
    assert_bits(nn.load(path), A)
    local B = A / 51 - 2
    B:save(path) -- the smallest black, the largest white
    assert_bits(nn.load(path), A)
    nn.full(3, 2, 7):save(path)
    lu.assertEquals({ nn.load(path):shape() }, { 3, 2 })
    raises("cannot show nan or inf", nn.matrix(SPECIAL).save, nn.matrix(SPECIAL), path)
    lu.assertEquals({ nn.load(path):shape() }, { 3, 2 })
  end)
end

function TestFileMatrix.testNumpyReadsOurs()
  child.in_folder(function(folder)
    each_matrix(function(A)
      local bytes = {}
      for i = 1, A.rows do
        for j = 1, A.cols do bytes[#bytes + 1] = ("<d"):pack(A:get(i, j)) end
      end
      child.write(folder .. "/raw", table.concat(bytes))
      A:save(folder .. "/a.npy")
      lu.assertEquals(python([[
a = np.load(sys.argv[1] + "/a.npy", allow_pickle=False)
raw = np.fromfile(sys.argv[1] + "/raw", "<f8")
print(a.dtype.str, a.shape, np.array_equal(a.ravel(), raw, equal_nan=True),
  np.array_equal(np.signbit(a.ravel()[~np.isnan(raw)]), np.signbit(raw[~np.isnan(raw)])))
]], folder), ("<f8 (%d, %d) True True"):format(A:shape()))
    end)
  end)
end

-- Every plain type, both byte orders, both orders of elements, no dimension to three.
function TestFileMatrix.testWeReadNumpys()
  child.in_folder(function(folder)
    local names = python([==[
folder = sys.argv[1]
base = np.array([[0, 1, 2], [100, 50, 127]])
def save(name, a):
    np.save(folder + "/" + name + ".npy", a)
    flat = np.asarray(a, "<f8").reshape(a.shape[0] if a.ndim else 1, -1)
    print(name, *flat.shape, *[float(x).hex() for x in flat.ravel()])
for t in "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 >f2 >f4 >f8 >i2 >i4 >i8 >u2 >u4 >u8".split():
    save(t, base.astype(t))
    save(t + "F", np.asfortranarray(base.astype(t)))
save("bool", base > 1)
save("signs", -base.astype(">i4"))
save("special", np.array([np.inf, -np.inf, -0.0, 5e-324, 1 / 3], ">f8"))
save("half", np.array([6e-8, 65504, -0.333], "f2"))
save("vector", np.arange(5.0))
save("number", np.array(7.5))
save("cube", np.arange(24).reshape(2, 3, 4))
save("cubeF", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
save("columns", np.arange(100000.0).reshape(100, 1000).T)
save("big", np.array([2 ** 63 - 1, -2 ** 63]))
]==], folder)
    local count = 0
    for line in names:gmatch "[^\n]+" do
      local words = {}
      for word in line:gmatch "%S+" do words[#words + 1] = word end
      local m = nn.load(folder .. "/" .. words[1] .. ".npy")
      lu.assertEquals({ m:shape() }, { tonumber(words[2]), tonumber(words[3]) }, words[1])
      for k = 4, #words do
        local expected = words[k]:match "inf" and (words[k] == "inf" and INF or -INF) or tonumber(words[k])
        local got = m:get((k - 4) // m.cols + 1, (k - 4) % m.cols + 1)
        if got ~= expected or 1 / got ~= 1 / expected then
          lu.fail(("%s: number %d is %a, expected %s"):format(words[1], k - 3, got, words[k]))
        end
      end
      count = count + 1
    end
    lu.assertEquals(count, 50)
  end)
end

function TestFileMatrix.testTablesOfArrays()
  child.in_folder(function(folder)
    python([[
np.savez(sys.argv[1] + "/a.npz", A=np.arange(6).reshape(2, 3), v=np.array([1.5, 2.5], "f4"),
  words=np.array(["one", "zwölf"]))
np.savez_compressed(sys.argv[1] + "/b.npz", A=np.zeros((100, 100)), one=np.array(3.25))
]], folder)
    local a = nn.load(folder .. "/a.npz")
    assert_matrix(a.A, { { 0, 1, 2 }, { 3, 4, 5 } })
    assert_matrix(a.v, { 1.5, 2.5 })
    lu.assertEquals(a.words, { "one", "zwölf" })
    local b = nn.load(folder .. "/b.npz")
    lu.assertEquals({ b.A:shape() }, { 100, 100 })
    assert_matrix(b.one, { 3.25 })
  end)
end

function TestFileMatrix.testEndings()
  local A = nn.ones(1, 1)
  for _, path in ipairs { "/tmp/a.txt", "/tmp/a", "/tmp/npy", "/tmp/a.npz", "" } do
    raises("a matrix is saved as .npy, .csv or .png", A.save, A, path)
  end
  raises("a file name was expected, got 5", A.save, A, 5)
  raises("a file name was expected, got nil", A.save, A)
  raises("ending", nn.load, "/tmp/a.txt")
  raises("a file name was expected", nn.load)
  local n = nn.network { 1, 1 }
  raises("a network is saved as .npz", n.save, n, "/tmp/a.npy")
end

-- ---- networks -----------------------------------------------------------------------------------

TestFileNetwork = {}

-- A network with everything that can be kept, trained a little, and the set it was trained on.
local function trained(options)
  local d = nn.data.new(nn.rand(30, 4), (function()
    local labels = {}
    for i = 1, 30 do labels[i] = (options.classes or { 0, 1, 2 })[i % 3 + 1] end
    return labels
  end)(), { classes = options.classes }):scale(0.01, 1)
  options[1], options[2], options[3], options.seed = 4, 5, 3, 77
  local n = nn.network(options)
  n:fit(d, { epochs = 2, progress = false })
  return n, d
end

local function fields(n)
  return { n.layers, n.classes, n.learning_rate, n.rule, n.loss, n.bias, n.precision, n.seed, tostring(n) }
end

-- Saved and loaded, a network is the same bit for bit, and goes on learning as if nothing had been.
function TestFileNetwork.testNothingIsLost()
  nn.seed(4)
  child.in_folder(function(folder)
    local path = folder .. "/n.npz"
    for _, options in ipairs {
      {}, { precision = "double" }, { bias = true }, { classes = { "a", "b", "zwölf" } },
      { precision = "double", activation = { "tanh", "softmax" }, learning_rate = 0.123456789012345678 },
      { activation = { "relu", "linear" }, loss = "mean_squared", learning_rate = 0.01 },
      { rule = "gradient" }, { rule = "book", bias = true }, { loss = "squared" }, { loss = "cross_entropy" },
      { activation = "leaky_relu", learning_rate = 0.01 }, { classes = { 10, 20, 30 } },
      { optimizer = "adam", learning_rate = 0.01, precision = "double", bias = true, decay = 0.99 },
      { optimizer = "momentum", momentum = 0.8 }, { optimizer = "nesterov" }, { optimizer = "rprop" },
      { optimizer = "rmsprop", learning_rate = 0.01, clip = 0.5 }, { weight_decay = 0.1, l1 = 0.05 },
      { dropout = 0.4, bias = true },
    } do
      local n, d = trained(options)
      lu.assertTrue(rawequal(n:save(path), n))
      local m = nn.load(path)
      lu.assertEquals(fields(m), fields(n))
      lu.assertTrue(plain.same(m, n))
      assert_bits(m:query(d), n:query(d))
      lu.assertEquals(m:classify(d), n:classify(d))
      assert_bits(m:scaled(d:scale().inputs), n:scaled(d:scale().inputs))
      local a = n:fit(d, { epochs = 2, progress = false })
      local b = m:fit(d, { epochs = 2, progress = false })
      lu.assertTrue(plain.same(m, n), "goes on as before: " .. tostring(n))
      lu.assertEquals(a.loss, b.loss)
      local batch = options.optimizer == "rprop" and #d or 7 -- rprop wants the whole set
      n:fit(d, { batch_size = batch, progress = false }) -- the rule too is as it was
      m:fit(d, { batch_size = batch, progress = false })
      lu.assertEquals(m.rule, n.rule)
      lu.assertTrue(plain.same(m, n))
      lu.assertEquals(files_in(folder), "n.npz")
    end
  end)
end

-- A network that never saw data has no classes and no scaling of its own after loading either.
function TestFileNetwork.testUntrained()
  child.in_folder(function(folder)
    local n = nn.network(2, 3, 2, 0.1):save(folder .. "/n.npz")
    local m = nn.load(folder .. "/n.npz")
    lu.assertEquals(fields(m), fields(n))
    raises("no input scaling", m.scaled, m, { 1, 2 })
    m:fit(nn.data.new({ { 1, 2 }, { 3, 4 } }, { "x", "y" }), { progress = false })
    lu.assertEquals(m.classes, { "x", "y" })
  end)
end

-- Labels are what they were: 0.5 is not "0.5", and the data that it learnt from still fits.
function TestFileNetwork.testKindsOfClasses()
  child.in_folder(function(folder)
    for _, classes in ipairs { { 0.5, 1.5, 2.5 }, { 1, "1", "one" }, { -1, 0, 1 }, { "", " ", "a b" },
      { math.mininteger, 0, math.maxinteger }, { 1.0, 2.0, 3.0 } } do
      local n, d = trained { classes = classes }
      local saved = pcall(n.save, n, folder .. "/n.npz")
      if saved then -- else it said that it cannot
        local m = nn.load(folder .. "/n.npz")
        lu.assertEquals(m.classes, n.classes)
        for k, class in ipairs(m.classes) do lu.assertEquals(type(class), type(classes[k])) end
        lu.assertEquals(m:evaluate(d).correct, n:evaluate(d).correct)
      end
      os.remove(folder .. "/n.npz")
    end
  end)
end

-- The same network makes the same file.
function TestFileNetwork.testSameBytes()
  child.in_folder(function(folder)
    local n = nn.network { 5, 4, 3, seed = 1 }
    n:save(folder .. "/a.npz")
    nn.load(folder .. "/a.npz"):save(folder .. "/b.npz")
    lu.assertEquals(child.read(folder .. "/a.npz"), child.read(folder .. "/b.npz"))
  end)
end

-- numpy.load reads all of it, and redoes a query.
function TestFileNetwork.testNumpyRedoesAQuery()
  nn.seed(6)
  child.in_folder(function(folder)
    for _, precision in ipairs { "float", "double" } do
      for _, bias in ipairs { false, true } do
        local n, d = trained { precision = precision, bias = bias, classes = { "a", "b", "c" } }
        n:save(folder .. "/n.npz")
        d:scale().inputs:save(folder .. "/x.npy")
        n:query(d):save(folder .. "/y.npy")
        local text = python([[
f = sys.argv[1]
with np.load(f + "/n.npz", allow_pickle=False) as n:
    a = {k: n[k] for k in n.files}
o = np.load(f + "/x.npy") * a["scaling_slope"] + a["scaling_offset"]
for k in range(1, len(a["layers"])):
    x = o @ a["W%d" % k].astype("f8").T + (a["b%d" % k].ravel() if "b%d" % k in a else 0)
    o = 1 / (1 + np.exp(-x))
print(abs(o - np.load(f + "/y.npy")).max() < 1e-6)
print(a["layers"].tolist(), a["activations"].tolist(), a["W1"].dtype, a["W1"].shape, "b1" in a)
print(a["learning_rate"].dtype, a["learning_rate"].shape, float(a["learning_rate"]))
print(a["classes"].tolist(), str(a["rule"]), str(a["loss"]), str(a["precision"]), int(a["seed"]))
]], folder)
        lu.assertEquals(text, table.concat({ "True",
          ("[4, 5, 3] ['sigmoid', 'sigmoid'] float%d (5, 4) %s"):format(precision == "float" and 32 or 64,
            bias and "True" or "False"),
          "float64 () 0.1", ("['a', 'b', 'c'] book squared %s 77"):format(precision) }, "\n"))
      end
    end
  end)
end

-- What NumPy read and wrote again, packed and in another order, is the same network.
function TestFileNetwork.testWrittenAgainByNumpy()
  nn.seed(8)
  child.in_folder(function(folder)
    local n = trained { bias = true, classes = { "a", "b", "c" } }
    n:save(folder .. "/n.npz")
    python([[
f = sys.argv[1]
a = dict(np.load(f + "/n.npz"))
np.savez_compressed(f + "/m.npz", **{k: a[k] for k in reversed(list(a))})
a["W1"] = a["W1"].astype(">f8", order="F")
np.savez(f + "/o.npz", **a)
]], folder)
    for _, name in ipairs { "m", "o" } do
      local m = nn.load(folder .. "/" .. name .. ".npz")
      lu.assertEquals(fields(m), fields(n))
      lu.assertTrue(plain.same(m, n))
    end
  end)
end

-- ---- saving safely ------------------------------------------------------------------------------

TestFileSave = {}

local SAVE = [[
local nn = require "nn"
local ok, message = pcall(function()
  local n = nn.network{784, 200, 10, seed = 2}
  if arg[1]:find "npz" then n:save(arg[1]) else n:weights(1):save(arg[1]) end
end)
print(ok, message)
]]

-- A limit on file sizes is a disk that fills up: the old file stays, no other is left, and there is a
-- word of it; with the signal that goes with it ignored, and not.
function TestFileSave.testFullDisk()
  child.in_folder(function(folder)
    for _, ending in ipairs { "npz", "npy", "csv" } do
      local path = folder .. "/file." .. ending
      for _, old in ipairs { false, "the old file" } do
        if old then child.write(path, old) end
        for _, before in ipairs { "ulimit -f 40; ", "trap '' XFSZ; ulimit -f 40; " } do
          local text = child.run(SAVE, { path }, before)
          lu.assertStrContains(text, "false")
          lu.assertStrContains(text, path .. ": cannot be written: File too large")
          if old then
            lu.assertStrContains(text, "the old file is unchanged")
            lu.assertEquals(child.read(path), old)
          end
          lu.assertEquals(files_in(folder), old and "file." .. ending or "")
        end
      end
      os.remove(path)
    end
  end)
  lu.assertStrContains(child.run([[
local ok, message = pcall(function() require("nn").ones(100, 100):save(arg[1]) end)
print(ok, message)
]], { "/dev/full" }), "false")
end

-- As an ordinary user, who may not write everywhere (root may).
function TestFileSave.testNoPermission()
  local user = ""
  if child.shell "id -u" == "0" then
    user = "setpriv --reuid=65534 --regid=65534 --clear-groups "
    local _, status = child.shell(user .. quote(child.program()) .. " -e '' 2>/dev/null")
    if status ~= 0 then lu.skip "no ordinary user can run this program" end
  end
  child.in_folder(function(folder)
    child.shell("chmod 755 " .. quote(folder))
    child.shell("mkdir -m 555 " .. quote(folder .. "/locked"))
    local path = folder .. "/locked/n.npz"
    local text = child.run(SAVE, { path }, user)
    lu.assertStrContains(text, path .. ": cannot be written: Permission denied")
    lu.assertEquals(files_in(folder .. "/locked"), "")
    child.shell("mkdir -m 777 " .. quote(folder .. "/open"))
    path = folder .. "/open/n.npz"
    child.write(path, "read-only")
    child.shell("chmod 444 " .. quote(path))
    lu.assertStrContains(child.run(SAVE, { path }, user), "Permission denied")
    lu.assertEquals({ child.read(path), files_in(folder .. "/open") }, { "read-only", "n.npz" })
    child.shell("chmod 000 " .. quote(path))
    lu.assertStrContains(child.run("print(pcall(require('nn').load, arg[1]))", { path }, user),
      path .. ": Permission denied")
    child.shell("chmod 755 " .. quote(folder .. "/locked"))
  end)
end

-- A symbolic link stays one: its target is replaced; the file's mode stays too.
function TestFileSave.testLinksAndModes()
  child.in_folder(function(folder)
    child.shell("cd " .. quote(folder) .. " && mkdir real && echo old >real/a.npy && " ..
      "chmod 640 real/a.npy && ln -s real/a.npy a.npy")
    local A = nn.matrix { 1, 2, 3 }:save(folder .. "/a.npy")
    lu.assertEquals(child.shell("readlink " .. quote(folder .. "/a.npy")), "real/a.npy")
    lu.assertTrue(nn.load(folder .. "/real/a.npy") == A)
    lu.assertEquals(child.shell("stat -c %a " .. quote(folder .. "/real/a.npy")), "640")
    lu.assertEquals(files_in(folder .. "/real"), "a.npy")
    child.shell("ln -s nowhere.npy " .. quote(folder .. "/b.npy"))
    A:save(folder .. "/b.npy") -- a link to nothing makes what it points to
    lu.assertTrue(nn.load(folder .. "/nowhere.npy") == A)
    raises("is a folder", A.save, A, (function()
      child.shell("mkdir " .. quote(folder .. "/f.npy"))
      return folder .. "/f.npy"
    end)())
    raises("/none/a.npy: cannot be written: No such file or directory", A.save, A, folder .. "/none/a.npy")
  end)
end

-- What is no file is written to as it is.
function TestFileSave.testPipe()
  child.in_folder(function(folder)
    local pipe = folder .. "/p.csv"
    child.shell("mkfifo " .. quote(pipe))
    local reader <close> = assert(io.popen("cat " .. quote(pipe)))
    nn.matrix { { 1, 2 }, { 3, 4 } }:save(pipe)
    lu.assertEquals(reader:read "a", "1,2\n3,4\n")
    lu.assertEquals((child.shell("stat -c %F " .. quote(pipe))), "fifo")
  end)
end

-- Killed at any moment, a save leaves the old file or the new one, each of them whole.
function TestFileSave.testKilled()
  child.in_folder(function(folder)
    local path = folder .. "/n.npz"
    child.write(folder .. "/loop.lua", [[
local nn = require "nn"
local n = nn.network{784, 100, 10, init = 0}
for i = 1, 1 << 30 do
  n:set_weights(1, nn.full(100, 784, i))
  n:set_weights(2, nn.full(10, 100, i))
  n:save(arg[1])
end
]])
    -- waits until it has saved once more, and kills it some time after that
    child.write(folder .. "/round.sh", [[
: >>"$3"; cp "$3" old
"$1" "$2" "$3" >messages 2>&1 & job=$!
n=0; while cmp -s "$3" old && [ $n -lt 1000 ]; do sleep 0.01; n=$((n + 1)); done
sleep "$4"; kill -9 $job; wait $job 2>/dev/null
]])
    for round = 1, 12 do
      child.shell(("cd %s && sh round.sh %s loop.lua n.npz 0.0%d"):format(quote(folder),
        quote(child.program()), round * 7 % 10))
      local n = nn.load(path)
      local i = n:weights(1)[1][1]
      lu.assertTrue(i >= 1)
      lu.assertEquals({ n:weights(1):min(), n:weights(1):max(), n:weights(2):min() }, { i, i, i })
    end
    lu.assertEquals(child.read(folder .. "/messages"), "")
  end)
end
