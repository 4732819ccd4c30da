--[[ bad_files: files that cannot be read, places that cannot be written, and the message that each gives.

As in bad_calls, an entry is {name, call, message}, called with m, n and d; files are the files, by name,
that lie in the current folder then: a text, true for a folder, {link = "elsewhere"} for a symbolic link.
Whatever happens, the folder has to look the same after it. ]]
local make = require "file_maker"

local doubles, idx, npy, npz = make.doubles, make.idx, make.npy, make.npz

-- ---- what most entries need ------------------------------------------------------------------------

local images = idx({ 2, 2, 2 }, "abcdefgh")
local labels = idx({ 2 }, "\3\9")
local function digits() nn.data.idx("images", "labels") end

local table_of_flowers = "width,height,kind\n" .. ("1,2,rose\n3,4,lily\n"):rep(5)
local function flowers(options) return function() nn.data.csv("t.csv", options) end end
-- the flowers, with their line number `at` replaced
local function spoilt(at, line)
  local number = 0
  return (table_of_flowers:gsub("[^\n]+", function(old)
    number = number + 1
    return number == at and line or old
  end))
end

local square = npy("<f8", { 2, 2 }, doubles(1, 2, 3, 4))
local function load(path) return function() nn.load(path) end end

-- Keras's layout, with some arrays replaced: {descr, shape, data}, or false to leave one out.
local function keras(changes)
  local arrays = {}
  for _, half in ipairs { "train", "test" } do
    arrays["x_" .. half] = { "|u1", { 2, 2, 2 }, "abcdefgh" }
    arrays["y_" .. half] = { "|u1", { 2 }, "\3\9" }
  end
  for name, array in pairs(changes or {}) do arrays[name] = array end
  local list = {}
  for _, name in ipairs { "x_train", "y_train", "x_test", "y_test" } do
    local a = arrays[name]
    if a then list[#list + 1] = { name, a[1], a[2], a[3] } end
  end
  return npz(list)
end
local function read_keras() nn.data.npz "k.npz" end

local function network(changes) return { ["n.npz"] = make.network(changes) } end
local load_network = load "n.npz"
local texts = make.texts
local function text(word) return { "<U16", {}, texts(word) } end

local entries = {}
local function add(name, call, message, files)
  entries[#entries + 1] = { name, call, message, files = files or {} }
end

-- ---- no file, no reading of it -----------------------------------------------------------------------

local readers = {
  ["f.npy"] = load "f.npy", ["f.csv"] = load "f.csv", ["f.png"] = load "f.png", ["f.npz"] = load "f.npz",
  ["f.csv.gz"] = load "f.csv.gz", ["table"] = function() nn.data.csv "table" end,
  ["keras"] = function() nn.data.npz "keras" end,
  ["images"] = function() nn.data.idx("images", "labels") end,
}
local paths = {}
for path in pairs(readers) do paths[#paths + 1] = path end
table.sort(paths)
for _, path in ipairs(paths) do
  local read = readers[path]
  add("missing " .. path, read, path .. ": No such file or directory")
  add("a folder " .. path, read, path .. ": is a folder, a file was expected", { [path] = true })
end
add("missing labels", digits, "labels: No such file or directory", { images = images })
add("labels in a folder", digits, "labels: is a folder, a file was expected",
  { images = images, labels = true })
add("a link to nothing", load "f.npy", "f.npy: No such file or directory", { ["f.npy"] = { link = "gone" } })
add("a file for a folder", load "f/f.npy", "f/f.npy: Not a directory", { f = "" })
add("load of another ending", load "m.txt", "load: 'm.txt': the ending must be .npy, .csv, .png or .npz")
add("load without an ending", load "m", "load: 'm': the ending must be .npy, .csv, .png or .npz")
add("load of any gz", load "m.gz", "load: 'm.gz': the ending must be .npy, .csv, .png or .npz")
add("load of no name", load(nil), "load: a file name was expected, got nil")
add("a set that is not there", function() nn.data.digits "here" end,
  "here: lacks t10k-images-idx3-ubyte or t10k-labels-idx1-ubyte (plain or .gz)",
  { here = true, ["here/train-images-idx3-ubyte"] = images, ["here/train-labels-idx1-ubyte"] = labels })

-- ---- places that cannot be written ---------------------------------------------------------------------

local old = { ["f.npy"] = "old", ["f.csv"] = "old", ["f.png"] = "old", ["f.npz"] = "old" }
for _, ending in ipairs { "npy", "csv", "png", "npz" } do
  local function save(path)
    return function(m, n)
      if ending == "npz" then n:save(path) else m:save(path) end
    end
  end
  local name = "f." .. ending
  add("a folder for " .. name, save(name), name .. ": is a folder, a file name was expected",
    { [name] = true })
  add("no folder for " .. name, save("gone/" .. name),
    "gone/" .. name .. ": cannot be written: No such file or directory")
  add("a file for the folder of " .. name, save("f/" .. name),
    "f/" .. name .. ": cannot be written: Not a directory", { f = "" })
  add("links in a circle to " .. name, save(name),
    name .. ": cannot be written: Too many levels of symbolic links", { [name] = { link = name } })
  -- written directly, so it must not become a file of that name
  add("a full device as " .. name, save(name), name .. ": cannot be written: No space left on device",
    { [name] = { link = "/dev/full" } })
end
add("save of no name", function(m) m:save() end, "save: a file name was expected, got nil", old)
add("save of another ending", function(m) m:save "m.txt" end,
  "save: 'm.txt': a matrix is saved as .npy, .csv or .png")
add("save without an ending", function(m) m:save "m" end,
  "save: 'm': a matrix is saved as .npy, .csv or .png")
add("save packed", function(m) m:save "m.csv.gz" end,
  "save: 'm.csv.gz': a matrix is saved as .npy, .csv or .png")
add("a matrix as npz", function(m) m:save "f.npz" end,
  "save: 'f.npz': a matrix is saved as .npy, .csv or .png", old)
add("a network as npy", function(_, n) n:save "f.npy" end, "save: 'f.npy': a network is saved as .npz", old)
add("a network packed", function(_, n) n:save "f.npz.gz" end, "save: 'f.npz.gz': a network is saved as .npz")
add("save with a dot", function(m) m.save "f.npy" end, "save: a matrix was expected, got a string", old)
add("a picture of nan", function(m) (m / 0 * 0):save "f.png" end,
  "save: a picture cannot show nan or inf", old)

-- ---- gzip ------------------------------------------------------------------------------------------------

local packed = make.gzip(images)
add("a gzip file cut short", digits,
  "images: the gzip file is cut short: it ends after 20 unpacked bytes, 24 were expected",
  { images = packed:sub(1, 35), labels = labels })
add("a gzip file without its end", digits, "images: the gzip file is cut short after 24 unpacked bytes",
  { images = packed:sub(1, -5), labels = labels })
add("two bytes of gzip", digits,
  "images: the gzip file is cut short: it ends after 0 unpacked bytes, 4 were expected",
  { images = packed:sub(1, 2), labels = labels })
add("a wrong checksum", digits, "^images: damaged gzip data near unpacked byte 24 %(incorrect data check%)$",
  { images = packed:sub(1, -9) .. "oops" .. packed:sub(-4), labels = labels })
add("a wrong length", digits, "^images: damaged gzip data near unpacked byte 24 %(incorrect length check%)$",
  { images = packed:sub(1, -5) .. "oops", labels = labels })
add("gzip of nonsense", digits, "^images: damaged gzip data near unpacked byte 0 %(.+%)$",
  { images = packed:sub(1, 10) .. ("\7"):rep(30), labels = labels })
add("something after gzip", digits, "images: bytes that are no gzip data follow unpacked byte 24",
  { images = packed .. "tail", labels = labels })
add("a packed table cut short", load "f.csv.gz",
  "f.csv.gz: the gzip file is cut short after 8 unpacked bytes",
  { ["f.csv.gz"] = make.gzip("1,2\n3,4\n5,6\n"):sub(1, 23) })

-- ---- IDX -------------------------------------------------------------------------------------------------

local function idx_entry(name, content, message)
  add(name, digits, message, { images = content, labels = labels })
end
idx_entry("an empty file", "", "images: ends after 0 bytes, 4 were expected")
idx_entry("half a header", images:sub(1, 6), "images: ends after 6 bytes, 16 were expected")
idx_entry("more promised than there is", idx({ 2, 2, 3 }, "abcdefgh"),
  "images: the header promises 2 x 2 x 3 bytes, the file holds at most 8")
idx_entry("4 GB promised by 16 bytes", idx({ 65536, 256, 256 }, ""),
  "images: the header promises 65536 x 256 x 256 bytes, the file holds at most 0")
idx_entry("4 GB promised by a small gzip", make.gzip(idx({ 65536, 256, 256 }, "")),
  "^images: the header promises 65536 x 256 x 256 bytes, the file holds at most %d+$")
idx_entry("more promised than any memory holds", idx({ 4294967295, 4294967295, 4294967295 }, "abcd"),
  "images: the header promises 4294967295 x 4294967295 x 4294967295 bytes, more than any memory holds")
idx_entry("a text for images", "hello, world",
  "images: is not an IDX file: it starts with 68 65 6c 6c, 00 00 "
  .. "08 and the number of dimensions were expected")
idx_entry("floats for bytes", idx({ 2, 1 }, doubles(1), "\13"),
  "images: holds 32-bit floats, unsigned bytes were expected")
idx_entry("five dimensions", idx({ 2, 1, 1, 1, 1 }, "ab"), "images: has 5 dimensions, 1 to 4 were expected")
idx_entry("no dimensions", idx({}, "a"), "images: has 0 dimensions, 1 to 4 were expected")
idx_entry("no images", idx({ 0, 28, 28 }, ""),
  "images: the header promises 0 x 28 x 28 bytes, at least 1 was expected each way")
idx_entry("trailing bytes", images .. "abc", "images: 3 bytes follow where the file should end")
idx_entry("trailing bytes in gzip", make.gzip(images .. "abc"),
  "images: 3 bytes follow where the file should end")
idx_entry("three images for two labels", idx({ 3, 1, 1 }, "abc"),
  "images has 3 images, but labels has 2 labels")
add("images for labels", function() nn.data.idx("images", "images") end,
  "images: labels have one dimension, this file has 3", { images = images })
add("labels of nothing", digits, "labels: the header promises 0 bytes, at least 1 was expected each way",
  { images = images, labels = idx({ 0 }, "") })
add("three classes for label 9", function() nn.data.idx("images", "labels", { classes = { 1, 2, 3 } }) end,
  "labels: has labels up to 9, but 3 classes were given", { images = images, labels = labels })
add("an option of idx", function() nn.data.idx("images", "labels", { target = { 0, 1 } }) end,
  "data.idx: unknown option 'target', did you mean 'targets'?", { images = images, labels = labels })

-- ---- CSV -------------------------------------------------------------------------------------------------

local function csv_entry(name, content, message, options)
  add(name, flowers(options), message, { ["t.csv"] = content })
end
csv_entry("an empty table", "", "t.csv: is empty, a table was expected")
csv_entry("blank lines", "\n\r\n  \n", "t.csv: is empty, a table was expected")
csv_entry("only a header", "width,height,kind\n", "t.csv: has no row below its header", { label = "kind" })
csv_entry("a stray word on line 7", spoilt(7, "3,oops,lily"),
  "t.csv, line 7, column 2: 'oops' is not a number")
csv_entry("a short line", spoilt(5, "3,4"), "t.csv, line 5: 2 fields, 3 were expected")
csv_entry("a long line", spoilt(5, "3,4,5,lily"), "t.csv, line 5: 4 fields, 3 were expected")
csv_entry("a line of one", spoilt(11, "3"), "t.csv, line 11: 1 field, 3 were expected")
csv_entry("an empty field", spoilt(9, "3,,lily"),
  "t.csv, line 9, column 2: the field is empty, a number was expected")
csv_entry("an empty label", spoilt(9, "3,4,"),
  "t.csv, line 9, column 3: the field is empty, a label was expected")
csv_entry("quotes that do not pair up", spoilt(4, '1,2,"rose'),
  "t.csv, line 4, column 3: the quotes do not pair up on this line")
csv_entry("a number of two", spoilt(3, "1 2,2,rose"), "t.csv, line 3, column 1: '1 2' is not a number")
csv_entry("a hexadecimal number", spoilt(3, "0x10,2,rose"), "t.csv, line 3, column 1: '0x10' is not a number")
csv_entry("a stray word of control characters", spoilt(3, "\27[2J\7,2,rose"),
  "t.csv, line 3, column 1: '?[2J?' is not a number")
csv_entry("a word longer than the line", spoilt(3, ("x"):rep(5000) .. ",2,rose"),
  "t.csv, line 3, column 1: '" .. ("x"):rep(24) .. "...' is not a number")
csv_entry("nan in a table", spoilt(4, "1,nan,rose"), "t.csv: the inputs hold nan at row 3, column 2")
csv_entry("inf in a table", spoilt(4, "-inf,2,rose"), "t.csv: the inputs hold -inf at row 3, column 1")
csv_entry("a header that is none", "1,2,3\n4,5,6\n",
  "t.csv: has no column 'kind'; its first line is no header",
  { label = "kind" })
csv_entry("a header taken for numbers", table_of_flowers, "t.csv, line 1, column 1: 'width' is not a number",
  { header = false, label = 3 })
csv_entry("a misspelt label", table_of_flowers, "t.csv: has no column 'knid', did you mean 'kind'?",
  { label = "knid" })
csv_entry("a label like none", table_of_flowers, "t.csv: has no column 'species'", { label = "species" })
csv_entry("a label too far", table_of_flowers, "t.csv: column 4 is out of range: there are 3", { label = 4 })
csv_entry("which label", "a,b,c\n1,2,3\n4,5,6\n", "t.csv: which column is the label? Say label = 'NAME' or a "
  .. "number, or label = false for none; the columns are a, b, c")
csv_entry("words without a label", table_of_flowers, "t.csv, line 2, column 3: 'rose' is not a number",
  { label = false })
csv_entry("a label among none", table_of_flowers, "t.csv: label rose is not among the classes given",
  { classes = { "lily", "tulip" } })
csv_entry("labels alone", "rose\nlily\n", "t.csv: has no column of numbers", { label = 1, header = false })
csv_entry("a misspelt target", table_of_flowers, "t.csv: has no column 'widht', did you mean 'width'?",
  { target = "widht", label = "kind" })
csv_entry("a target too far", "1,2\n3,4\n", "t.csv: column 3 is out of range: there are 2", { target = 3 })
csv_entry("the label for a target", table_of_flowers, "t.csv: column kind is the label, not a target",
  { target = "kind", label = "kind" })
csv_entry("all for targets", "1,2\n3,4\n", "t.csv: all columns are targets, none is left as input",
  { target = { 1, 2 } })
csv_entry("a target of pixels", "1,2\n3,4\n", "t.csv: target goes with tables, not with pixels",
  { target = 1, pixels = true })
csv_entry("pixel 256", "5,0,255\n7,256,0\n",
  "t.csv, line 2, column 2: '256' is not a whole number from 0 to 255",
  { pixels = true })
csv_entry("pixel -1", "5,0,255\n7,1,-1\n",
  "t.csv, line 2, column 3: '-1' is not a whole number from 0 to 255",
  { pixels = true })
csv_entry("half a pixel", "5,0,0.5\n", "t.csv, line 1, column 3: '0.5' is not a whole number from 0 to 255",
  { pixels = true })
csv_entry("UTF-16", "\xff\xfe1\0,\0", "t.csv: is UTF-16 text, save it as UTF-8")
csv_entry("a letter that separates", "1x2\n", "t.csv: 'x' cannot separate columns", { separator = "x" })
csv_entry("a misspelt option of csv", table_of_flowers,
  "data.csv: unknown option 'lable', did you mean 'label'?",
  { lable = "kind" })
csv_entry("a header of words", table_of_flowers, "data.csv: header must be true or false, got 'yes'",
  { header = "yes" })
add("a stray word in a matrix", load "m.csv", "m.csv, line 3, column 2: 'two' is not a number",
  { ["m.csv"] = "1,2\n3,4\n5,two\n" })
add("a picture for a matrix", load "m.csv", "^m.csv, line %d+, column %d+: '.-' is not a number$",
  { ["m.csv"] = make.png(1, 1, { "a" }) })

-- a label of its own on each of so many lines
local lines = {}
for i = 1, 65537 do lines[i] = ("w%d,1"):format(i) end
csv_entry("more labels than classes can be", table.concat(lines, "\n"),
  "t.csv, line 65537, column 1: more than "
  .. "65536 different labels; these look like numbers to predict rather than labels",
    { label = 1, header = false })

-- ---- NPY -------------------------------------------------------------------------------------------------

local function npy_entry(name, content, message) add(name, load "a.npy", message, { ["a.npy"] = content }) end
npy_entry("an empty npy", "", "a.npy: ends after 0 bytes, 8 were expected")
npy_entry("a text for an npy", "1 2 3 4 5 6", "a.npy: is not an npy file")
npy_entry("an npy cut in its header", square:sub(1, 40), "a.npy: ends after 40 bytes, 128 were expected")
npy_entry("an npy cut short", square:sub(1, -9),
  "a.npy: the header promises 2 x 2 elements of 8 bytes, at most 24 bytes follow")
npy_entry("an npy with a tail", square .. "abc", "a.npy: 3 bytes follow where the file should end")
npy_entry("4 GB promised by an npy", npy("<f8", { 65536, 8192 }, ""),
  "^a.npy: the header promises 65536 x 8192 elements of 8 bytes, ")
npy_entry("an npy beyond any memory", npy("<f8", { 4294967296, 4294967296 }, "abcdefgh"),
  "^a.npy: the header promises 4294967296 x 4294967296 elements of 8 bytes, ")
npy_entry("Python objects", npy("|O", { 2 }, "\128\4N."),
  "a.npy: holds pickled Python objects, which are never loaded; save plain numbers")
npy_entry("words in an npy", npy("<U16", { 1 }, texts "word"), "a.npy: holds text, numbers were expected")
npy_entry("bytes in an npy", npy("|S4", { 1 }, "word"), "a.npy: holds text, numbers were expected")
npy_entry("complex numbers", npy("<c16", { 1 }, doubles(1, 2)),
  "a.npy: holds elements of type <c16, plain numbers were expected")
npy_entry("dates", npy("<M8[D]", { 1 }, doubles(1)),
  "a.npy: holds elements of type <M8[D], plain numbers were expected")
npy_entry("records", (npy("<f8", { 2 }, doubles(1, 2)):gsub("'<f8'", "[('x', '<f8')]"):gsub("          \n",
  "\n")),
  "^a.npy: holds elements of type %[%('x', '<f8'%)%], plain numbers were expected$")
npy_entry("a newer npy", "\x93NUMPY\9\0" .. square:sub(9),
  "a.npy: is of npy version 9.0, 1.0 to 3.0 were expected")
npy_entry("a header of 4 GB", "\x93NUMPY\2\0\255\255\255\255",
  "a.npy: has an npy header of 4294967295 bytes, at most 65536 were expected")
npy_entry("a header of nonsense", (square:gsub("shape", "shale")),
  "^a.npy: the npy header makes no sense from byte %d+ of its text on$")
npy_entry("a negative shape", npy("<f8", { -2, -2 }, doubles(1, 2, 3, 4)),
  "^a.npy: the npy header makes no sense from byte %d+ of its text on$")
npy_entry("an empty array", npy("<f8", { 0, 3 }, ""), "a.npy: holds an empty array")
npy_entry("nine dimensions", npy("<f8", { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, doubles(1)),
  "a.npy: has 9 dimensions, at most 8 were expected")

-- ---- NPZ -------------------------------------------------------------------------------------------------

local small = npz { { "a", "<f8", { 2 }, doubles(1, 2) } }
local function npz_entry(name, content, message) add(name, load "f.npz", message, { ["f.npz"] = content }) end
npz_entry("an empty npz", "", "f.npz: is not a zip file")
npz_entry("a text for an npz", "this is no zip file", "f.npz: is not a zip file")
npz_entry("an npy for an npz", square, "f.npz: is not a zip file")
npz_entry("a gzip file for an npz", packed, "f.npz: is not a zip file")
npz_entry("an npz cut short", small:sub(1, -20), "^f.npz: the zip file is damaged or cut short: .+$")
npz_entry("an npz without arrays", make.zip { { "readme.txt", "hello" } },
  "f.npz: is a zip file without arrays")
npz_entry("a damaged array", make.zip { { "a.npy", square, crc = 1 } }, "^f.npz: a: is damaged: CRC error$")
npz_entry("two arrays of one name", make.zip { { "a.npy", square }, { "a.npy", square } },
  "f.npz: holds two arrays of the name a")
npz_entry("a name that clears the screen", make.zip { { "\27[2J.npy", square } },
  "^f.npz: .+$")
npz_entry("an array that is none", make.zip { { "a.npy", "nothing at all" } }, "f.npz: a: is not an npy file")
npz_entry("an array cut short", make.zip { { "a.npy", square:sub(1, -9) } },
  "f.npz: a: the header promises 2 x 2 elements of 8 bytes, at most 24 bytes follow")
npz_entry("an array with a tail", make.zip { { "a.npy", square .. "abc" } },
  "f.npz: a: the header promises 2 x 2 elements of 8 bytes, at most 35 bytes follow")
npz_entry("an array longer than its file", make.zip { { "a.npy", square, size = 1 << 30 } }, "^f.npz: ")
npz_entry("Python objects in an npz", npz { { "a", "|O", { 1 }, "\128\4N." } },
  "f.npz: a: holds pickled Python objects, which are never loaded; save plain numbers")
npz_entry("bytes in an npz", npz { { "a", "|S4", { 1 }, "word" } },
  "f.npz: a: holds text, numbers were expected")
npz_entry("an empty array in an npz", npz { { "a", "<f8", { 0 }, "" } }, "f.npz: a: holds an empty array")

local function keras_entry(name, changes, message) add(name, read_keras, message,
  { ["k.npz"] = keras(changes) }) end
keras_entry("no test images", { x_test = false },
  "k.npz: has no x_test and y_test, as Keras's mnist.npz does")
keras_entry("three labels for two", { y_train = { "|u1", { 3 }, "\1\2\3" } },
  "k.npz: x_train has 2 samples, y_train is 3x1")
keras_entry("a label of nan in Keras's", { y_train = { "<f8", { 2 }, doubles(1, 0 / 0) } },
  "k.npz: label 2 must be a number or a word, got nan")
keras_entry("an input of nan in Keras's", { x_test = { "<f8", { 2, 1 }, doubles(1, 0 / 0) } },
  "k.npz: the inputs hold nan at row 2, column 1")
keras_entry("pictures of words", { x_train = { "<U16", { 2 }, texts("a", "b") } },
  "k.npz: x_train: holds text, numbers were expected")
keras_entry("labels of words", { y_train = { "<U16", { 2 }, texts("a", "b") } },
  "k.npz: y_train: holds text, numbers were expected")
keras_entry("no pictures", { x_train = { "|u1", { 0, 2, 2 }, "" } },
  "k.npz: x_train has 0 samples, y_train is 2x1")
add("a network for a data set", read_keras, "k.npz: has no x_train and y_train, as Keras's mnist.npz does",
  { ["k.npz"] = make.network() })

-- ---- networks --------------------------------------------------------------------------------------------

local function net_entry(name, changes, message) add(name, load_network, message, network(changes)) end
net_entry("a network without W2", { W2 = false }, "n.npz: is a network without 'W2'")
net_entry("a network without activations", { activations = false },
  "n.npz: is a network without 'activations'")
net_entry("W1 of another shape", { W1 = { "<f8", { 3, 2 }, doubles(1, 2, 3, 4, 5, 6) } },
  "n.npz: W1 is 3x2, 2x3 was expected")
net_entry("W1 as a list", { W1 = { "<f8", { 6 }, doubles(1, 2, 3, 4, 5, 6) } },
  "n.npz: W1 is 6, 2x3 was expected")
net_entry("W1 of words", { W1 = { "<U16", { 2, 3 }, texts("a", "b", "c", "d", "e", "f") } },
  "n.npz: W1: holds text, numbers were expected")
net_entry("W1 of nan", { W1 = { "<f8", { 2, 3 }, doubles(1, 2, 0 / 0, 4, 5, 6) } },
  "n.npz: W1 holds nan or inf")
net_entry("W1 of Python objects", { W1 = { "|O", { 2, 3 }, "\128\4N." } },
  "n.npz: W1: holds pickled Python objects, which are never loaded; save plain numbers")
net_entry("biases of one layer", { b1 = { "<f8", { 2, 1 }, doubles(1, 2) } },
  "n.npz: is a network without 'b2'")
net_entry("a bias too many", { b1 = { "<f8", { 3 }, doubles(1, 2, 3) }, b2 = { "<f8",
  { 3 }, doubles(1, 2, 3) } },
  "n.npz: b1 has not 2 numbers")
net_entry("a newer format", { format = text "nnlua network 2" },
  "n.npz: is of the format 'nnlua network 2', this nnlua reads 'nnlua network 1'")
net_entry("a format that is a number", { format = { "<f8", {}, doubles(1) } },
  "n.npz: format: text or 8-byte integers were expected")
net_entry("no layers", { layers = { "<i8", { 0 }, "" } }, "^n.npz: at least two layers are needed.*; got 0$")
net_entry("one layer in a file", { layers = { "<i8", { 1 }, make.integers(3) } }, "^n.npz: .*; got 1$")
net_entry("layers of words", { layers = { "<U16", { 3 }, texts("3", "2", "3") } },
  "n.npz: layers must be whole numbers")
net_entry("layers of floats", { layers = { "<f8", { 3 }, doubles(3, 2, 3) } },
  "n.npz: layers: text or 8-byte integers were expected")
net_entry("layers beyond any memory", { layers = { "<i8", { 3 }, make.integers(3, 2147483647, 3) } },
  "n.npz: W1 is 2x3, 2147483647x3 was expected")
net_entry("layers of nothing", { layers = { "<i8", { 3 }, make.integers(3, 0, 3) }, W1 = { "<f8", { 0, 3 },
  "" },
  W2 = { "<f8", { 3, 0 }, "" } }, "n.npz: layer 2 has 0 nodes, a whole number of 1 or more was expected")
net_entry("negative layers", { layers = { "<i8", { 3 }, make.integers(3, -2, 3) } },
  "n.npz: W1 is 2x3, -2x3 was expected")
net_entry("an unknown activation", { activations = { "<U16", { 2 }, texts("sigmoid", "relo") } },
  "^n.npz: activation 2 must be one of .*, got 'relo', did you mean 'relu'%?$")
net_entry("three activations", { activations = { "<U16", { 3 }, texts("sigmoid", "sigmoid", "sigmoid") } },
  "n.npz: activation lists 3 names, but there are 2 layers after the input")
net_entry("an unknown loss", { loss = text "luck", rule = text "gradient" },
  "^n.npz: loss must be one of .*, got 'luck'$")
net_entry("an unknown rule", { rule = text "luck" }, "^n.npz: rule must be one of .*, got 'luck'$")
net_entry("an unknown precision", { precision = text "half" },
  "^n.npz: precision must be one of .*, got 'half'$")
net_entry("a negative rate in a file", { learning_rate = { "<f8", {}, doubles(-1) } },
  "^n.npz: learning_rate must be a finite number of 0 or more.*, got %-1.0$")
net_entry("many rates", { learning_rate = { "<f8", { 2, 2 }, doubles(1, 2, 3, 4) } },
  "^n.npz: learning_rate must be a finite number of 0 or more.*, got a matrix$")
net_entry("a seed of words in a file", { seed = text "lucky" },
  "n.npz: seed must be a whole number of 0 or more, got 'lucky'")
net_entry("half a random state", { random_state = { "<i8", { 2 }, make.integers(1, 2) } },
  "n.npz: random_state must be 4 whole numbers, it has 2")
net_entry("a random state of words", { random_state = { "<U16", { 4 }, texts("a", "b", "c", "d") } },
  "n.npz: random_state must be whole numbers")
net_entry("W1 beyond a float", { precision = text "float", W1 = { "<f8",
  { 2, 3 }, doubles(1, 2, 3, 4, 5, 1e200) } },
  "n.npz: W1 holds numbers beyond those of a float")
net_entry("an unknown optimizer", { optimizer = text "luck" },
  "^n.npz: optimizer must be one of .*, got 'luck'$")
net_entry("an optimizer without its memory", { optimizer = text "adam", rule = text "gradient" },
  "n.npz: is a network without 'optimizer_memory'")
net_entry("an optimizer of short memory", { optimizer = text "momentum", rule = text "gradient",
  optimizer_memory = { "<f8", { 3 }, doubles(1, 2, 3) }, optimizer_step = { "<i8", {}, make.integers(1) } },
  "^n.npz: optimizer_memory is 3x1, %d+x1 was expected$")
net_entry("dropout of everything", { dropout = { "<f8", {}, doubles(1) }, rule = text "gradient" },
  "n.npz: dropout must be a number from 0 up to, but not, 1, got 1.0")
net_entry("four classes for three outputs", { classes = { "<U16", { 4 }, texts("a", "b", "c", "d") } },
  "n.npz: 4 classes for 3 outputs")
net_entry("a class twice in a file", { classes = { "<U16", { 3 }, texts("a", "b", "a") } },
  "n.npz: class a is listed twice")
net_entry("half a scaling", { scaling_slope = { "<f8", { 1, 1 }, doubles(2) } },
  "n.npz: is a network without 'scaling_offset'")
net_entry("a scaling of two", { scaling_slope = { "<f8", { 1, 2 }, doubles(2, 2) },
  scaling_offset = { "<f8", { 1, 1 }, doubles(0) } }, "n.npz: scaling_slope is 1x2, 1x1 or 1x3 was expected")

-- ---- checkpoints ---------------------------------------------------------------------------------------

-- The file of a run of n on d, with some arrays replaced.
local function run_entry(name, changes, message, options)
  local arrays = {
    precision = text "float", b1 = { "<f8", { 2, 1 }, doubles(1, 2) }, b2 = { "<f8",
      { 3, 1 }, doubles(1, 2, 3) },
    run_epoch = { "<i8", {}, make.integers(1) }, run_samples = { "<i8", {}, make.integers(4) },
    run_loss = { "<f8", { 1, 1 }, doubles(0.5) },
  }
  for array, change in pairs(changes) do arrays[array] = change end
  options = options or {}
  options.checkpoint, options.epochs, options.progress = "n.npz", 2, false
  add(name, function(_, n, d) n:fit(d, options) end, message, network(arrays))
end
local not_one = "fit: n.npz is a network, but no checkpoint: choose another name"
run_entry("a network for a checkpoint", { run_epoch = false }, not_one)
run_entry("a network for a checkpoint of batches", { run_epoch = false }, not_one, { batch_size = 2 })
run_entry("a checkpoint of another set", { run_samples = { "<i8", {}, make.integers(9) } },
  "fit: n.npz is the checkpoint of a run on 9 samples, this set has 4")
run_entry("a checkpoint of another precision", { precision = text "double" },
  "fit: n.npz does not fit this network: the networks have other layers, another precision or optimizer")
run_entry("a checkpoint of no epoch", { run_epoch = text "one" }, "n.npz: run_epoch must be whole numbers")
run_entry("a checkpoint of a strange past", { run_loss = text "small" },
  "n.npz: run_loss: holds text, numbers were expected")
run_entry("a checkpoint of half a best", { run_best = { "<f8", { 1, 1 }, doubles(0.5) } },
  "fit: n.npz: run_best must be a loss and an epoch")
run_entry("a checkpoint without its best weights", { run_best = { "<f8", { 2, 1 }, doubles(0.5, 1) },
  best_W1 = { "<f8", { 2, 3 }, doubles(1, 2, 3, 4, 5, 6) } }, "n.npz: is a network without 'best_b1'")
run_entry("a damaged checkpoint", { W2 = { "<f8", { 3, 2 }, doubles(1, 2, 3, 4, 5, 0 / 0) } },
  "n.npz: W2 holds nan or inf")
add("a checkpoint of text", function(_, n, d) n:fit(d, { checkpoint = "n.npz" }) end,
  "n.npz: is not a zip file",
  { ["n.npz"] = "hello" })
add("a checkpoint without its ending", function(_, n, d) n:fit(d, { checkpoint = "run" }) end,
  "fit: a checkpoint is a file ending in .npz")
add("a folder for a checkpoint", function(_, n, d) n:fit(d, { checkpoint = "n.npz" }) end,
  "n.npz: is a folder, a file was expected", { ["n.npz"] = true })

-- ---- PNG -------------------------------------------------------------------------------------------------

local picture = make.png(2, 2, { "ab", "cd" })
local function png_entry(name, content, message) add(name, load "p.png", message, { ["p.png"] = content }) end
png_entry("an empty picture", "", "p.png: is not a PNG file")
png_entry("a JPEG", "\255\216\255\224 and so on", "p.png: is not a PNG file")
png_entry("a picture cut short", picture:sub(1, 45), "^p.png: the picture is damaged: .+$")
png_entry("a picture that ends after its magic", picture:sub(1, 8), "^p.png: the picture is damaged: .+$")
png_entry("a damaged picture", (picture:gsub("ab", "xb")), "^p.png: the picture is damaged: .+$")
png_entry("a picture larger than its file", make.png(30000, 30000, { "ab" }),
  "p.png: promises 30000 x 30000 pixels, which the file cannot hold")
png_entry("a picture too large", make.png(100000, 100000, { "ab" }),
  "p.png: promises 100000 x 100000 pixels, which are too many")

return entries
