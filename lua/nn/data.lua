-- data: where data sets come from. nn.data.mnist, digits, fashion, iris, idx, csv, npz and new.

local core = require "nn.core"
local check = require "nn.check"
local progress = require "nn.progress"
local nn = core.nn

local data = {}
nn.data = data

-- ---- common to all --------------------------------------------------------------------------------

-- Scaling is an experiment in the book, so that every source takes it.
local function with_scaling(options)
  options.scale = function(v)
    if v ~= false then
      local expected = check.pair(v)
      if expected then return expected .. ", or false for numbers as they are stored" end
    end
  end
  options.targets = check.pair
  options.classes = check.kind("table")
  return options
end

local plain_options = with_scaling {}

-- The book's scaling for pixels, 0.01..1.0; other numbers stay as they are unless asked for.
local function scaled(d, opts, is_pixels)
  local scale = opts.scale
  if scale == nil and is_pixels then scale = { 0.01, 1.0 } end
  if scale then d = d:scale(scale[1], scale[2]) end
  if opts.targets then d = d:targets(opts.targets[1], opts.targets[2]) end
  return d
end

-- The classes of some labels: those given, else sorted; digits are always 0..9, even where a small
-- file happens to lack one, so that any network for digits fits it.
local function classes_of(name, labels, given, is_pixels)
  check.labels(name, labels)
  if given then
    check.classes(name, given)
    local known = {}
    for _, class in ipairs(given) do known[class] = true end
    for _, label in ipairs(labels) do
      if not known[label] then
        check.fail("%s: label %s is not among the classes given", name, tostring(label))
      end
    end
    return table.move(given, 1, #given, 1, {})
  end
  local seen, classes, digits = {}, {}, is_pixels
  for _, label in ipairs(labels) do
    if not seen[label] then
      seen[label] = true
      classes[#classes + 1] = label
      digits = digits and math.type(label) == "integer" and label >= 0 and label <= 9
    end
  end
  if digits then return { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } end
  table.sort(classes, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  return classes
end

local function index_of(classes)
  local index = {}
  for i, class in ipairs(classes) do index[class] = i end
  return index
end

-- ---- a learner's own numbers ----------------------------------------------------------------------

local function check_finite(name, m, what)
  local nan, infinite = m:_special()
  if nan + infinite == 0 then return end
  for i = 1, m.rows do
    for j = 1, m.cols do
      local x = m:get(i, j)
      if x - x ~= 0 then
        check.fail("%s: the %s hold %s at row %d, column %d", name, what, x ~= x and "nan" or x, i, j)
      end
    end
  end
end

local function is_label_list(goals)
  return type(goals) == "table" and type(goals[1]) ~= "table" and check.kind("matrix")(goals[1])
end

-- The set of X and its goals; `name` is the function that errors name.
function data._new(name, X, goals, classes)
  X = nn.matrix(X)
  check_finite(name, X, "inputs")
  local part, info = { values = X, count = X.rows, inputs = X.cols, outputs = 0 }, {}
  if is_label_list(goals) then
    if #goals ~= X.rows then
      check.fail("%s: %d samples, but %d labels", name, X.rows, #goals)
    end
    classes = classes_of(name, goals, classes)
    local index, list = index_of(classes), {}
    for i, label in ipairs(goals) do list[i] = index[label] end
    part.labels, part.outputs, info.classes = core.label_block(list), #classes, classes
  elseif goals ~= nil then
    local T = nn.matrix(goals)
    if T.rows ~= X.rows then check.fail("%s: %d samples, but %d rows of targets", name, X.rows, T.rows) end
    check_finite(name, T, "targets")
    part.targets, part.outputs = T, T.cols
  end
  return core.dataset(part, info)
end

--- nn.data.new(X, goals, options) -> data set. X: a row a sample. goals: a list of labels (numbers or
--- strings, one a sample), or a matrix of targets (a row a sample), or nil. A list of numbers is labels;
--- a column matrix is targets. options: classes (all labels in their order), scale, targets.
function data.new(X, goals, opts)
  opts = check.options("data.new", opts, plain_options)
  return scaled(data._new("data.new", X, goals, opts.classes), opts)
end

-- ---- IDX --------------------------------------------------------------------------------------------

--- nn.data.idx(images, labels, options) -> data set of MNIST's IDX files, plain or .gz.
function data.idx(images, labels, opts)
  opts = check.options("data.idx", opts, plain_options)
  if type(images) ~= "string" or type(labels) ~= "string" then
    check.fail("data.idx: two file names were expected, images and labels, got %s and %s",
      check.what(images), check.what(labels))
  end
  local pixels, dims = progress.reading(core.idx_read, images)
  local bytes, label_dims = progress.reading(core.idx_read, labels)
  local count, inputs = dims[1], 1
  for i = 2, #dims do inputs = inputs * dims[i] end
  if #label_dims ~= 1 then
    check.fail("%s: labels have one dimension, this file has %d", labels, #label_dims)
  elseif label_dims[1] ~= count then
    check.fail("%s has %d images, but %s has %d labels", images, count, labels, label_dims[1])
  end
  if opts.classes then check.classes("data.idx", opts.classes) end
  local block, largest = core.label_block(bytes)
  local classes = opts.classes and table.move(opts.classes, 1, #opts.classes, 1, {}) or {}
  if not opts.classes then
    for label = 0, math.max(9, largest - 1) do classes[label + 1] = label end
  elseif #classes < largest then
    check.fail("%s: has labels up to %d, but %d classes were given", labels, largest - 1, #classes)
  end
  return scaled(core.dataset({ pixels = pixels, count = count, inputs = inputs, labels = block,
    outputs = #classes }, { classes = classes, width = dims[3], height = dims[2], source = images }),
    opts, true)
end

-- ---- NPZ --------------------------------------------------------------------------------------------

-- One half of Keras's layout: x_train (n, 28, 28) of bytes and y_train (n).
local function keras_half(path, handle, at, half, opts)
  local x, y = at["x_" .. half], at["y_" .. half]
  if not x or not y then
    check.fail("%s: has no x_%s and y_%s, as Keras's mnist.npz does", path, half, half)
  end
  local kind, item, dims = core.npz_header(handle, x)
  local count, inputs = dims[1] or 0, 1
  for i = 2, #dims do inputs = inputs * dims[i] end
  local part, is_pixels = { count = count, inputs = inputs }, kind == "u" and item == 1
  if is_pixels then
    part.pixels = progress.reading(core.npz_block, handle, x)
  else
    part.values = progress.reading(core.npz_matrix, handle, x)
    check_finite(path, part.values, "inputs")
  end
  local Y = core.npz_matrix(handle, y)
  if Y.rows ~= count or Y.cols ~= 1 then
    check.fail("%s: x_%s has %d samples, y_%s is %dx%d", path, half, count, half, Y.rows, Y.cols)
  end
  local labels = Y:totable()
  for i, label in ipairs(labels) do labels[i] = math.tointeger(label) or label end
  local classes = classes_of(path, labels, opts.classes, is_pixels)
  local index = index_of(classes)
  for i, label in ipairs(labels) do labels[i] = index[label] end
  part.labels, part.outputs = core.label_block(labels), #classes
  return scaled(core.dataset(part, { classes = classes, width = dims[3], height = dims[2],
    source = path }), opts, is_pixels)
end

--- nn.data.npz(path, options) -> training set, test set, from a file laid out as Keras's mnist.npz.
function data.npz(path, opts)
  opts = check.options("data.npz", opts, plain_options)
  if type(path) ~= "string" then
    check.fail("data.npz: a file name was expected, got %s", check.what(path))
  end
  local handle <close>, names = core.npz_open(path)
  local at = {}
  for i, name in ipairs(names) do at[name] = i end
  return keras_half(path, handle, at, "train", opts), keras_half(path, handle, at, "test", opts)
end

-- ---- CSV --------------------------------------------------------------------------------------------

local csv_options = with_scaling {
  header = check.boolean,
  label = function(v)
    if v ~= false and type(v) ~= "string" and check.whole(1)(v) then
      return "a column's name or number, or false for none"
    end
  end,
  target = function(v)
    local list = type(v) == "table" and v or { v }
    local fine = #list > 0
    for _, want in ipairs(list) do
      fine = fine and (type(want) == "string" or not check.whole(1)(want))
    end
    if not fine then return "a column's name or number, or a list of them" end
  end,
  pixels = check.boolean,
  separator = function(v)
    if type(v) ~= "string" or #v ~= 1 then return "one character" end
  end,
}

local function column_number(path, want, names, count)
  if type(want) == "number" then
    if check.whole(1, count)(want) then
      check.fail("%s: column %s is out of range: there are %d", path, check.what(want), count)
    end
    return math.tointeger(want)
  end
  for j, name in ipairs(names) do
    if name == want then return j end
  end
  local near = check.nearest(want, names)
  check.fail("%s: has no column '%s'%s", path, want, #names == 0 and "; its first line is no header"
    or near and (", did you mean '%s'?"):format(near) or "")
end

-- Where the label is when nobody says: a column called "label", the one column of words, or, as in the
-- book's files, the first of a table without a header.
local function label_column(path, opts, names, first, second)
  if opts.label == false or (opts.target and not opts.label) then return 0 end
  if opts.label then return column_number(path, opts.label, names, #first) end
  local words = {}
  for j, text in ipairs(#names > 0 and second or first) do
    if names[j] == "label" then return j end
    if not check.numeric(text) then words[#words + 1] = j end
  end
  if #words == 1 then return words[1] end
  if #words == 0 and #names == 0 then return 1 end
  check.fail("%s: which column is the label? Say label = 'NAME' or a number, or label = false for "
    .. "none; the columns are %s", path, table.concat(#names > 0 and names or first, ", "))
end

-- The label texts of a column, "5" as the integer 5, and the block rewritten to their sorted order.
local function csv_labels(path, block, texts, opts, is_pixels)
  local labels = {}
  for i, text in ipairs(texts) do
    local number = tonumber(text)
    labels[i] = number and (math.tointeger(number) or number) or text
  end
  local classes = classes_of(path, labels, opts.classes, is_pixels)
  local index, renamed = index_of(classes), {}
  for i, label in ipairs(labels) do renamed[i] = index[label] end
  core.relabel(block, renamed)
  return classes
end

-- Splits the columns of numbers into inputs and the targets that opts.target names.
local function split_targets(path, values, opts, names, label)
  local wanted, is_target, numbers = opts.target, {}, {}
  if type(wanted) ~= "table" then wanted = { wanted } end
  for j = 1, values.cols + (label > 0 and 1 or 0) do
    if j ~= label then numbers[#numbers + 1] = j end
  end
  local T
  for _, want in ipairs(wanted) do
    local j = column_number(path, want, names, values.cols + (label > 0 and 1 or 0))
    if j == label then check.fail("%s: column %s is the label, not a target", path, tostring(want)) end
    for k, column in ipairs(numbers) do
      if column == j then
        is_target[k] = true
        T = T and T:hcat(values:col(k)) or values:col(k)
      end
    end
  end
  local X, kept = nil, {}
  for k, column in ipairs(numbers) do
    if not is_target[k] then
      X = X and X:hcat(values:col(k)) or values:col(k)
      kept[#kept + 1] = names[column]
    end
  end
  if not X then check.fail("%s: all columns are targets, none is left as input", path) end
  return X, T, kept
end

--- nn.data.csv(path, options) -> data set from a table, plain or .gz: the book's layout (label, 784
--- pixels, no header) as it is; other tables by header, label, target, separator. pixels = true keeps
--- whole numbers 0..255 as bytes (default with 784 of them).
function data.csv(path, opts)
  opts = check.options("data.csv", opts, csv_options)
  if type(path) ~= "string" then
    check.fail("data.csv: a file name was expected, got %s", check.what(path))
  end
  local handle <close>, first, second = core.csv_open(path, opts.separator)
  local header = opts.header
  if header == nil then -- a first line with words over a second with fewer
    local above, below = 0, 0
    for j = 1, #first do
      above = above + (check.numeric(first[j]) and 0 or 1)
      below = below + (check.numeric(second[j] or "") and 0 or 1)
    end
    header = above > below or (above > 0 and above == #first and #first > 1)
  end
  local names = header and first or {}
  local label = label_column(path, opts, names, first, second)
  local is_pixels = opts.pixels
  if is_pixels == nil then is_pixels = #first - (label > 0 and 1 or 0) == 784 and not opts.target end
  local numbers, rows, width, block, texts = progress.reading(core.csv_parse, handle, header,
    label, is_pixels)
  local part, info = { count = rows, inputs = width, outputs = 0 }, { source = path, names = {} }
  if is_pixels then
    part.pixels = numbers
    local side = math.tointeger(width ^ 0.5)
    info.width, info.height = side, side
  else
    part.values = numbers
    check_finite(path, numbers, "inputs")
  end
  if opts.target then
    if is_pixels then check.fail("%s: target goes with tables, not with pixels", path) end
    part.values, part.targets, info.names = split_targets(path, numbers, opts, names, label)
    part.inputs, part.outputs = part.values.cols, part.targets.cols
  else
    for j, name in ipairs(names) do
      if j ~= label then info.names[#info.names + 1] = name end
    end
  end
  if block and not opts.target then
    info.classes = csv_labels(path, block, texts, opts, is_pixels)
    part.labels, part.outputs = block, #info.classes
  end
  return scaled(core.dataset(part, info), opts, is_pixels)
end

-- ---- sets that have a place -----------------------------------------------------------------------

-- The folders where a set called `name` may lie, in the order in which they are searched.
local function folders(name, given)
  local list = {}
  local function add(folder, ...)
    if folder and folder ~= "" then list[#list + 1] = table.concat({ folder, ... }, "/") end
  end
  local home = os.getenv("HOME")
  add(given)
  add(os.getenv("NNLUA_DATA"), name)
  add("data", name)
  if core.program_folder then
    add(core.program_folder, "data", name)
    add(core.program_folder:gsub("/[^/]*$", ""), "share/nnlua/data", name)
  end
  add(os.getenv("XDG_DATA_HOME") or (home and home .. "/.local/share"), "nnlua", name)
  add("/usr/share/datasets", name)
  return list
end

local function readable(folder, file)
  for _, ending in ipairs { ".gz", "" } do
    local path = ("%s/%s%s"):format(folder, file, ending)
    if core.readable(path) then return path end
  end
end

--- nn.data.find(name, folder) -> the folder in which the set ("mnist", "digits", "iris", ...) lies, or
--- nil and the list of folders that were searched.
function data.find(name, folder)
  if type(name) ~= "string" or folder ~= nil and type(folder) ~= "string" then
    check.fail("data.find: a set's name and perhaps a folder were expected, got %s and %s",
      check.what(name), check.what(folder))
  end
  local places = folders(name, folder)
  for _, place in ipairs(places) do
    if readable(place, "train-images-idx3-ubyte") or readable(place, name .. ".csv") then return place end
  end
  return nil, places
end

local function missing(name, places, hint)
  check.fail("data.%s: not found; looked in\n  %s\n%s", name, table.concat(places, "\n  "), hint)
end

-- nn.data.NAME(folder, opts), whose files lie in a folder called `place_name`.
local function idx_pair(name, place_name, folder, opts, hint)
  if type(folder) == "table" and opts == nil then folder, opts = nil, folder end
  if folder ~= nil and type(folder) ~= "string" then
    check.fail("data.%s: a folder was expected, got %s", name, check.what(folder))
  end
  check.options("data." .. name, opts, plain_options)
  local place, places = data.find(place_name, folder)
  if not place then missing(name, places, hint) end
  local function half(prefix)
    local images = readable(place, prefix .. "-images-idx3-ubyte")
    local labels = readable(place, prefix .. "-labels-idx1-ubyte")
    if not images or not labels then
      check.fail("%s: lacks %s-images-idx3-ubyte or %s-labels-idx1-ubyte (plain or .gz)", place,
        prefix, prefix)
    end
    return data.idx(images, labels, opts)
  end
  return half("train"), half("t10k")
end

--- nn.data.mnist([folder], options) -> training set (60,000), test set (10,000): handwritten digits
--- 28x28. Looks in the folder, $NNLUA_DATA/mnist, data/mnist, $XDG_DATA_HOME/nnlua/mnist and
--- /usr/share/datasets/mnist; `make data` fetches it.
function data.mnist(folder, opts)
  return idx_pair("mnist", "mnist", folder, opts,
    "`make data` in nnlua's folder fetches it; nn.data.digits() is there without")
end

--- nn.data.digits(options) -> training set (4,000), test set (1,000): the handwritten digits in data/,
--- laid out as MNIST.
function data.digits(folder, opts)
  return idx_pair("digits", "digits", folder, opts, "they come with nnlua, in data/digits")
end

--- nn.data.fashion(options) -> training set (60,000), test set (10,000): pictures of clothes, MNIST's
--- harder sister, from Debian's package dataset-fashion-mnist.
function data.fashion(folder, opts)
  if type(folder) == "table" and opts == nil then folder, opts = nil, folder end
  opts = check.options("data.fashion", opts, plain_options)
  local named = {}
  for k, v in pairs(opts) do named[k] = v end
  named.classes = named.classes or { "T-shirt", "trouser", "pullover", "dress", "coat", "sandal",
    "shirt", "sneaker", "bag", "boot" }
  return idx_pair("fashion", "fashion-mnist", folder, named,
    "`apt-get install dataset-fashion-mnist` brings it")
end

--- nn.data.iris(options) -> the 150 flowers of Fisher and Anderson: four lengths in cm, three species.
function data.iris(opts)
  check.options("data.iris", opts, csv_options)
  local place, places = data.find("iris")
  if not place then missing("iris", places, "it comes with nnlua, in data/iris") end
  return data.csv(place .. "/iris.csv", opts)
end

return data
