--[[ data/: the sets that are kept there are what data/README.md says, the scripts beside them make
the same bytes again, and make_mnist.lua, which fetches, keeps its promises whatever a mirror does.

The fetching is tried on folders as mirrors, with four tiny files and their own --sums. ]]
local lu = require "luaunit"
local child = require "child"

local quote, shell = child.quote, child.shell

local PICTURE = "/usr/share/doc/opencv-doc/examples/data/digits.png"
local FLOWERS = "/usr/lib/python3/dist-packages/sklearn/datasets/data/iris.csv"

local FILES = {
  "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
}

local function exists(path)
  local file = io.open(path, "rb")
  return file ~= nil and file:close()
end

local function need(path, package)
  if not exists(path) then lu.skip(path .. " is not there; apt-get install " .. package) end
end

-- MD5 of a file, of a .gz that of its content.
local function md5(path)
  local unpack = path:find "%.gz$" and "gzip -dc" or "cat"
  return shell(("%s <%s | md5sum"):format(unpack, quote(path))):match "^%x+"
end

TestDataFolder = {}

-- ---- the sets ----------------------------------------------------------------------------------

function TestDataFolder.testChecksums()
  local readme, checked = child.read "data/README.md", 0
  for sum, name in readme:gmatch "\n    (%x+)  (%S+)" do
    local path = "data/" .. name .. (name:find "%.csv$" and "" or ".gz")
    if not name:find "^mnist/" then
      lu.assertEquals({ name, md5(path) }, { name, sum })
      checked = checked + 1
    end
  end
  lu.assertEquals(checked, 5)
end

function TestDataFolder.testSmallEnoughToKeep()
  local total = 0
  for _, name in ipairs(FILES) do
    local file <close> = assert(io.open("data/digits/" .. name .. ".gz", "rb"))
    total = total + file:seek "end"
  end
  lu.assertTrue(total < 700000, "data/digits has grown to " .. total .. " bytes")
end

function TestDataFolder.testDigits()
  local train, test = nn.data.digits "data/digits"
  lu.assertEquals({ #train, #test }, { 4000, 1000 })
  for _, set in ipairs { train, test } do
    lu.assertEquals({ set.width, set.height, set.inputs.cols }, { 28, 28, 784 })
    lu.assertEquals(set.classes, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })
    local order = {}
    for i = 1, #set do order[i] = (i - 1) % 10 end
    lu.assertEquals(set.labels, order)
  end
end

-- A reader of PNG in Python's own library alone, and the tiles by its own arithmetic: the ink of
-- each digit in each set, and some images as hexadecimal text.
local PYTHON = [=[
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
at, packed = 8, b""
while at < len(data):
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    if kind == b"IDAT":
        packed += data[at + 8:at + 8 + size]
    at += size + 12
raw, rows = zlib.decompress(packed), []
for y in range(1000):
    line = raw[y * 2001:(y + 1) * 2001]
    assert line[0] == 1, "every row of this picture is stored as differences"
    row, last = bytearray(2000), 0
    for x in range(2000):
        row[x] = last = (last + line[x + 1]) & 255
    rows.append(bytes(row))
def tile(digit, k):
    top, left = (digit * 5 + k // 100) * 20, k % 100 * 20
    return [row[left:left + 20] for row in rows[top:top + 20]]
def middle(weights):
    return sum(w * (2 * i + 1) for i, w in enumerate(weights)) / (2 * sum(weights))
for digit in range(10):
    ink = [0, 0]
    for k in range(500):
        ink[k % 5 == 4] += sum(map(sum, tile(digit, k)))
    print("ink", digit, *ink)
for digit in range(10):
    for k in (0, 4, 123, 499):
        t = tile(digit, k)
        down = int(14.5 - middle([sum(r) for r in t]))
        right = int(14.5 - middle([sum(c) for c in zip(*t)]))
        image = bytearray(784)
        for y in range(20):
            image[(down + y) * 28 + right:(down + y) * 28 + right + 20] = t[y]
        print("image", digit, k, image.hex())
]=]

local function hex(row)
  local bytes = row:totable()[1]
  for j, byte in ipairs(bytes) do bytes[j] = ("%02x"):format(math.tointeger(byte)) end
  return table.concat(bytes)
end

function TestDataFolder.testDigitsAreThePicture()
  need(PICTURE, "opencv-doc")
  need("/usr/bin/python3", "python3")
  local facts
  child.in_folder(function(folder)
    child.write(folder .. "/facts.py", PYTHON)
    facts = shell(("/usr/bin/python3 %s %s"):format(quote(folder .. "/facts.py"), PICTURE))
  end)
  local train, test = nn.data.digits "data/digits"
  local stored = { train = train:scale().inputs, test = test:scale().inputs }
  local compared = 0
  for digit, in_train, in_test in facts:gmatch "ink (%d) (%d+) (%d+)" do
    for half, expected in pairs { train = in_train, test = in_test } do
      local ink, sums = 0, stored[half]:sum(2)
      for i = digit + 1, sums.rows, 10 do ink = ink + sums[i] end
      lu.assertEquals({ digit, half, ink }, { digit, half, tonumber(expected) })
      compared = compared + 1
    end
  end
  for digit, k, image in facts:gmatch "image (%d) (%d+) (%x+)" do
    local fifth = k % 5 == 4
    local before = fifth and k // 5 or k - k // 5 -- of this digit, in this set
    local inputs = fifth and stored.test or stored.train
    lu.assertEquals(hex(inputs:row(math.tointeger(before * 10 + digit + 1))), image)
    compared = compared + 1
  end
  lu.assertEquals(compared, 20 + 40)
end

function TestDataFolder.testIris()
  local set = nn.data.csv "data/iris/iris.csv"
  local X = set.inputs
  lu.assertEquals({ #set, X.cols }, { 150, 4 })
  lu.assertEquals(set.names, { "Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width" })
  lu.assertEquals(set.classes, { "setosa", "versicolor", "virginica" })
  for i, label in ipairs(set.labels) do lu.assertEquals(label, set.classes[(i + 49) // 50]) end
  -- R: colSums(iris[1:4]), and aggregate(. ~ Species, iris, mean)
  lu.assertTrue(X:sum(1):near(nn.matrix { { 876.5, 458.6, 563.7, 179.9 } }, 1e-9))
  local means = { { 5.006, 3.428, 1.462, 0.246 }, { 5.936, 2.770, 4.260, 1.326 },
    { 6.588, 2.974, 5.552, 2.026 } }
  for k, mean in ipairs(means) do
    lu.assertTrue(X:sub(50 * k - 49, 50 * k, 1, 4):mean(1):near(nn.matrix { mean }, 1e-9))
  end
  -- the two flowers that many copies have wrong
  lu.assertEquals(X:row(35):totable()[1], { 4.9, 3.1, 1.5, 0.2 })
  lu.assertEquals(X:row(38):totable()[1], { 4.9, 3.6, 1.4, 0.1 })
end

-- ---- made anew ---------------------------------------------------------------------------------

-- Runs a script of data/ under the tested program. Returns both streams as one text, the status.
local function run(script, arguments, before)
  local words = { before or "", quote(child.program()), "data/" .. script }
  for _, argument in ipairs(arguments) do words[#words + 1] = quote(argument) end
  return shell(table.concat(words, " ") .. " 2>&1 </dev/null")
end

function TestDataFolder.testMakeDigits()
  need(PICTURE, "opencv-doc")
  child.in_folder(function(folder)
    local text, status = run("make_digits.lua", { "--to", folder .. "/a'b" })
    lu.assertEquals({ text, status },
      { ("4000 digits to train and 1000 to test are in %s/a'b"):format(folder), 0 })
    -- Another gzip may pack the same numbers in another way.
    local same_gzip = shell("gzip --version"):find "^gzip 1%.12\n"
    for _, name in ipairs(FILES) do
      local new, kept = ("%s/a'b/%s.gz"):format(folder, name), ("data/digits/%s.gz"):format(name)
      lu.assertEquals({ name, md5(new) }, { name, md5(kept) })
      lu.assertTrue(not same_gzip or child.read(new) == child.read(kept), name)
    end
  end)
end

function TestDataFolder.testMakeIris()
  need(FLOWERS, "python3-sklearn")
  child.in_folder(function(folder)
    local target = folder .. "/iris.csv"
    lu.assertEquals({ run("make_iris.lua", { FLOWERS, target }) },
      { "150 flowers are in " .. target, 0 })
    lu.assertEquals(child.read(target), child.read "data/iris/iris.csv")
  end)
end

function TestDataFolder.testMakersSayWhatIsMissing()
  local text, status = run("make_digits.lua", { "/nowhere/digits.png" })
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "/nowhere/digits.png")
  lu.assertStrContains(text, "apt-get install opencv-doc")
  text, status = run("make_iris.lua", { "/nowhere/iris.csv" })
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "apt-get install python3-sklearn")
  text, status = run("make_iris.lua", { "LICENSE" })
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "LICENSE: '150,4,setosa,versicolor,virginica' was expected in line 1")
end

-- ---- fetching ----------------------------------------------------------------------------------

-- A place to try the fetching in: `mirror` with four small packed files, their --sums, and the
-- folder `to` where they should arrive.
local function with_mirror(body)
  child.in_folder(function(folder)
    local place = { folder = folder, packed = {} }
    place.mirror, place.to, place.sums = folder .. "/mirror", folder .. "/to", folder .. "/sums"
    shell(("mkdir %s %s"):format(quote(place.mirror), quote(place.to)))
    local sums = {}
    for i, name in ipairs(FILES) do
      local path = place.mirror .. "/" .. name
      local bytes = {}
      for k = 1, 500 * i do bytes[k] = string.char(k * k * i // 7 % 256) end
      child.write(path, table.concat(bytes))
      sums[i] = shell("md5sum <" .. quote(path)):match "^%x+" .. "  " .. name
      shell("gzip -n " .. quote(path))
      place.packed[i] = child.read(path .. ".gz")
    end
    child.write(place.sums, table.concat(sums, "\n") .. "\n")
    function place.path(i, ending)
      return ("%s/%s.gz%s"):format(place.to, FILES[i], ending or "")
    end
    body(place)
  end)
end

-- Fetches from these mirrors, or with none from `url` by MNIST_URL; both streams and the status.
local function fetch(place, mirrors, url)
  local words = { "--to", place.to, "--sums", place.sums }
  table.move(mirrors, 1, #mirrors, #words + 1, words)
  return run("make_mnist.lua", words, "MNIST_URL=" .. quote(url or "file:///nowhere/at/all"))
end

-- All four have arrived whole, nothing else lies about, and the script said so, a line for each.
local function assert_complete(place, text, status)
  lu.assertStrContains(text, ("All 4 files are in %s and checked."):format(place.to))
  lu.assertEquals(status, 0)
  local _, lines = text:gsub("\n", "")
  lu.assertEquals(lines, 4, text)
  for i = 1, 4 do lu.assertTrue(child.read(place.path(i)) == place.packed[i], FILES[i]) end
  lu.assertEquals(shell("ls " .. quote(place.to) .. " | wc -l"):match "%d+", "4")
end

function TestDataFolder.testFetch()
  with_mirror(function(place)
    local text, status = fetch(place, {}, "file://" .. place.mirror .. "/")
    assert_complete(place, text, status)
    lu.assertStrContains(text, "train-images-idx3-ubyte.gz  fetched from file://")
    -- and once more, with no mirror to ask
    text, status = fetch(place, {})
    assert_complete(place, text, status)
    lu.assertStrContains(text, "train-images-idx3-ubyte.gz  is there already")
  end)
end

-- Paths are mirrors too, with whatever characters, and from the current folder.
function TestDataFolder.testMirrorsByPath()
  with_mirror(function(place)
    local odd = place.folder .. "/50% o'clock #1 [a]{b,c}?"
    assert(os.rename(place.mirror, odd))
    assert_complete(place, fetch(place, {}, odd .. "//"))
    shell("rm -r " .. quote(place.to))
    local up = shell("pwd"):gsub("/[^/]+", "../")
    assert_complete(place, fetch(place, { up .. odd:sub(2) }))
  end)
end

-- gzip's header holds a time that is no part of the content: ours in what came first shows that it
-- was gone on with.
function TestDataFolder.testResume()
  with_mirror(function(place)
    local function cut(i)
      local packed = place.packed[i]
      return packed:sub(1, 4) .. "TIME" .. packed:sub(9, #packed // 2)
    end
    child.write(place.path(1, ".part"), cut(1)) -- an interrupted download
    child.write(place.path(2), cut(2))          -- cut off by who knows what
    local text, status = fetch(place, { place.mirror })
    for i = 1, 2 do
      lu.assertEquals(child.read(place.path(i)):sub(5, 8), "TIME")
      child.write(place.path(i), place.packed[i])
    end
    assert_complete(place, text, status)
    -- killed after the last byte, before the name
    assert(os.rename(place.path(1), place.path(1, ".part")))
    assert_complete(place, fetch(place, {}))
  end)
end

function TestDataFolder.testDamageStartsOver()
  with_mirror(function(place)
    child.write(place.path(1, ".part"), "no gzip at all")
    child.write(place.path(2, ".part"), ("longer than the mirror's"):rep(1000))
    child.write(place.path(3), place.packed[3] .. "a tail of rubbish")
    child.write(place.path(4), place.packed[1]) -- whole, but another file
    assert_complete(place, fetch(place, { place.mirror }))
  end)
end

function TestDataFolder.testNextMirror()
  with_mirror(function(place)
    local wrong = place.folder .. "/wrong"
    shell(("cp -r %s %s"):format(quote(place.mirror), quote(wrong)))
    child.write(wrong .. "/" .. FILES[1] .. ".gz", place.packed[2])
    child.write(wrong .. "/" .. FILES[2] .. ".gz", "<html>Please log in</html>")
    child.write(wrong .. "/" .. FILES[3] .. ".gz", place.packed[3]:sub(1, -9))
    child.write(wrong .. "/" .. FILES[4] .. ".gz", "")
    local text, status = fetch(place, { "/nowhere", wrong })
    lu.assertEquals(status, 1)
    lu.assertStrContains(text, "MISSING: /nowhere: (37) Couldn't open file")
    local came = wrong .. ": what came is "
    lu.assertStrContains(text, came .. "something else: its content has another MD5")
    lu.assertStrContains(text, came .. "damaged: gzip cannot unpack it")
    lu.assertStrContains(text, "make_mnist: 4 of the 4 files could not be brought to " .. place.to)
    lu.assertEquals(shell("ls -A " .. quote(place.to)), "")
    assert_complete(place, fetch(place, { "/nowhere", wrong, place.mirror }))
  end)
end

-- A mirror that cannot be reached takes nothing away from what has come, and what is right is kept.
function TestDataFolder.testDeadMirrorKeepsThePart()
  with_mirror(function(place)
    child.write(place.path(1, ".part"), place.packed[1]:sub(1, 100))
    child.write(place.path(2), place.packed[2])
    local text, status = fetch(place, {})
    lu.assertEquals(status, 1)
    lu.assertStrContains(text, "train-labels-idx1-ubyte.gz  is there already")
    lu.assertStrContains(text, "3 of the 4 files could not be brought to")
    lu.assertEquals(child.read(place.path(1, ".part")), place.packed[1]:sub(1, 100))
    lu.assertFalse(exists(place.path(1)))
    lu.assertTrue(child.read(place.path(2)) == place.packed[2])
  end)
end

function TestDataFolder.testWhatCannotBeFetched()
  with_mirror(function(place)
    local function refused(text, status, expected)
      lu.assertEquals(status, 1)
      lu.assertStrContains(text, expected)
      lu.assertEquals(shell("ls -A " .. quote(place.to)), "")
    end
    local text, status = run("make_mnist.lua", { "--to", place.to, "--sums", "/nowhere" })
    refused(text, status, "make_mnist: /nowhere: No such file or directory")
    text, status = run("make_mnist.lua", { "--to", place.to, "--sums", "LICENSE" })
    refused(text, status, "LICENSE: a line 'MD5  train-images-idx3-ubyte' was expected")
    text, status = run("make_mnist.lua", { "--to", "LICENSE/mnist", place.mirror })
    refused(text, status, "make_mnist: mkdir: ")
    text, status = run("make_mnist.lua", { "--to", place.to, place.mirror }, "PATH=/nowhere")
    refused(text, status, "make_mnist: curl is not there; `make deps` brings it")
    text, status = run("make_mnist.lua", { "--too", place.to })
    refused(text, status, "unknown option --too, did you mean --to?")
  end)
end

-- The sums in the script are those of the real files, and of data/README.md.
function TestDataFolder.testSumsOfMnist()
  local readme, script = child.read "data/README.md", child.read "data/make_mnist.lua"
  for _, name in ipairs(FILES) do
    local sum = readme:match("\n    (%x+)  mnist/" .. name:gsub("%-", "%%-"))
    lu.assertStrContains(script, ('["%s"] = "%s"'):format(name, sum))
  end
  local full = os.getenv "NNLUA_DATA"
  if not full or not exists(full .. "/mnist/" .. FILES[1] .. ".gz") then
    lu.skip "full MNIST is not there: set NNLUA_DATA to the folder that mnist/ lies in"
  end
  child.in_folder(function(folder)
    local text, status = run("make_mnist.lua", { "--to", folder .. "/mnist", full .. "/mnist" })
    lu.assertEquals({ text:match "[^\n]*$", status },
      { ("All 4 files are in %s/mnist and checked."):format(folder), 0 })
  end)
end
