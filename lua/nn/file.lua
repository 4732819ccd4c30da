-- file: nn.load and save, for matrices (.npy, .csv, .png) and networks (.npz).

local core = require "nn.core"
local check = require "nn.check"
local progress = require "nn.progress"
local nn = core.nn

local file = {}

local FORMAT = "nnlua network 1"
local FLOAT_MAX = 0x1.fffffep127

-- What a network's file holds as single numbers, by the names of the options.
local numbers = { "learning_rate", "momentum", "decay", "weight_decay", "l1", "clip", "dropout" }

local function ending(name, path)
  if type(path) ~= "string" then
    check.fail("%s: a file name was expected, got %s", name, check.what(path))
  end
  return path:match("%.(%w+)$") or ""
end

-- ---- matrices ---------------------------------------------------------------------------------------

--- A:save(path): as .npy (NumPy), .csv, or .png (a grey picture, the smallest number black, the
--- largest white). Returns A. The old file stays as it was when anything fails.
function core.matrix:save(path)
  check.self("save", self, "matrix")
  local kind = ending("save", path)
  if kind == "npy" then
    core.npy_write(path, self)
  elseif kind == "csv" then
    core.csv_write(path, self)
  elseif kind == "png" then
    local low, high = self:min(), self:max()
    local nan, infinite = self:_special()
    if nan + infinite > 0 then check.fail("save: a picture cannot show nan or inf") end
    core.png_write(path, (self - low) * (high > low and 255 / (high - low) or 0))
  else
    check.fail("save: '%s': a matrix is saved as .npy, .csv or .png", path)
  end
  return self
end

local function load_csv(path)
  local handle <close>, first = core.csv_open(path, "")
  local header = true
  for _, text in ipairs(first) do header = header and not check.numeric(text) end
  return (progress.reading(core.csv_parse, handle, header, 0, false))
end

-- ---- networks ---------------------------------------------------------------------------------------

-- How classes are stored: integers, other numbers, or words.
local function class_array(classes)
  local kinds = {}
  for _, class in ipairs(classes) do kinds[math.type(class) or type(class)] = true end
  if kinds.string and (kinds.integer or kinds.float) then
    check.fail("save: classes that mix numbers and words cannot be saved")
  end
  if kinds.string then return "U", classes end
  if kinds.float then return "f8", nn.matrix(classes) end
  return "i", classes
end

-- All that makes the network, as entries for core.npz_write.
local function arrays_of(n)
  local facts, info = core.net_facts(n), core.net_info(n)
  if info.custom then
    check.fail("save: an activation written in Lua cannot be saved: a model file runs no code; "
      .. "save the weights, n:weights(k):save(\"W%d.npy\")", next(info.custom))
  end
  local arrays = {}
  local function add(name, kind, value) arrays[#arrays + 1] = { name, kind, value } end
  add("format", "U0", { FORMAT })
  add("layers", "i", facts.sizes)
  add("activations", "U", facts.activations)
  for _, name in ipairs { "loss", "rule", "precision", "optimizer" } do add(name, "U0", { facts[name] }) end
  add("rule_is_given", "i0", { info.rule_is_given and 1 or 0 })
  for _, name in ipairs(numbers) do add(name, "f80", nn.full(1, 1, facts[name])) end
  add("seed", "i0", { facts.seed })
  if info.init then add("init", "U0", { info.init }) end
  add("random_state", "i", core.random_state(n))
  if info.classes then
    add("classes", class_array(info.classes))
  end
  if info.scaling then
    add("scaling_slope", "f8", info.scaling.slope)
    add("scaling_offset", "f8", info.scaling.offset)
  end
  if info.width then
    add("width", "i0", { info.width })
    add("height", "i0", { info.height })
  end
  local float = facts.precision == "float" and "f4" or "f8"
  for k = 1, #facts.activations do
    add("W" .. k, float, n:weights(k))
    if facts.bias then add("b" .. k, float, n:biases(k)) end
  end
  local memory, step = core.net_memory(n)
  if memory then
    add("optimizer_memory", float, memory)
    add("optimizer_step", "i0", { step })
  end
  return arrays
end
file.arrays_of = arrays_of

--- n:save(path.npz): weights, biases and everything else that makes the network, as NumPy arrays that
--- explain themselves. Returns n.
function core.net:save(path)
  check.self("save", self, "network")
  if ending("save", path) ~= "npz" then
    check.fail("save: '%s': a network is saved as .npz", path)
  end
  core.npz_write(path, arrays_of(self))
  return self
end

-- The entries of an open npz by name, each read when it is asked for.
local function reader(path, handle, names)
  local at = {}
  for i, name in ipairs(names) do at[name] = i end
  local function need(name)
    return at[name] or check.fail("%s: is a network without '%s'", path, name)
  end
  return {
    has = function(name) return at[name] ~= nil end,
    list = function(name) return core.npz_list(handle, need(name)) end,
    one = function(name) return core.npz_list(handle, need(name))[1] end,
    matrix = function(name) return core.npz_matrix(handle, need(name)) end,
    kind = function(name) return (core.npz_header(handle, need(name))) end,
    shape = function(name) return select(3, core.npz_header(handle, need(name))) end,
    finite = function(name, precision)
      local m = core.npz_matrix(handle, need(name))
      local nan, infinite = m:_special()
      if nan + infinite > 0 then check.fail("%s: %s holds nan or inf", path, name) end
      if precision == "float" and m:abs():max() > FLOAT_MAX then
        check.fail("%s: %s holds numbers beyond those of a float", path, name)
      end
      return m
    end,
    integers = function(name, count)
      local list = core.npz_list(handle, need(name))
      for _, x in ipairs(list) do
        if math.type(x) ~= "integer" then check.fail("%s: %s must be whole numbers", path, name) end
      end
      if count and #list ~= count then
        check.fail("%s: %s must be %d whole numbers, it has %d", path, name, count, #list)
      end
      return list
    end,
  }
end

-- W_k's shape in the file before anything is made of the sizes that it claims.
local function check_shapes(path, read, sizes)
  for k = 2, #sizes do
    local name = "W" .. k - 1
    local shape = read.shape(name)
    if #shape ~= 2 or shape[1] ~= sizes[k] or shape[2] ~= sizes[k - 1] then
      check.fail("%s: %s is %s, %dx%d was expected", path, name, table.concat(shape, "x"), sizes[k],
        sizes[k - 1])
    end
    if read.has("b1") and read.shape("b" .. k - 1)[1] ~= sizes[k] then
      check.fail("%s: b%d has not %d numbers", path, k - 1, sizes[k])
    end
  end
end

local function load_network(path, handle, names)
  local read = reader(path, handle, names)
  local format = read.one("format")
  if format ~= FORMAT then
    check.fail("%s: is of the format '%s', this nnlua reads '%s'", path, tostring(format), FORMAT)
  end
  local options = read.integers("layers")
  check_shapes(path, read, options)
  options.activation = read.list("activations")
  options.loss, options.rule = read.one("loss"), read.one("rule")
  options.precision, options.seed = read.one("precision"), read.one("seed")
  options.bias, options.init = read.has("b1"), 0
  options.optimizer = read.one("optimizer")
  for _, name in ipairs(numbers) do options[name] = read.matrix(name)[1] end
  if options.optimizer == "sgd" or options.optimizer == "rmsprop" or options.optimizer == "rprop" then
    options.momentum = nil -- a default that this optimizer does not look at
  end
  if options.optimizer ~= "rmsprop" and options.optimizer ~= "adam" then options.decay = nil end
  -- `loss` given by name would forbid the book's rule, for which squared is the one there is
  if options.rule == "book" then options.loss = nil end
  if read.has("classes") then
    local fractions = read.kind("classes") == "f"
    options.classes = fractions and read.finite("classes"):totable() or read.list("classes")
  end
  local made, n = pcall(nn.network, options)
  if not made then check.fail("%s: %s", path, tostring(n):gsub("^.-network: ", "")) end
  for k = 1, #options - 1 do
    n:set_weights(k, read.finite("W" .. k, options.precision))
    if options.bias then n:set_biases(k, read.finite("b" .. k, options.precision)) end
  end
  core.random_state(n, read.integers("random_state", 4))
  local memory = core.net_memory(n)
  if memory then
    local saved = read.finite("optimizer_memory", options.precision)
    if saved.cols ~= 1 or saved.rows ~= memory.rows then
      check.fail("%s: optimizer_memory is %dx%d, %dx1 was expected", path, saved.rows, saved.cols,
        memory.rows)
    end
    core.net_memory(n, saved, read.integers("optimizer_step", 1)[1])
  end
  local info = core.net_info(n)
  info.rule_is_given = read.one("rule_is_given") == 1
  info.init = read.has("init") and read.one("init") or nil
  if read.has("scaling_slope") then
    local slope, offset = read.finite("scaling_slope"), read.finite("scaling_offset")
    for name, m in pairs { scaling_slope = slope, scaling_offset = offset } do
      if m.rows ~= 1 or m.cols ~= 1 and m.cols ~= options[1] then
        check.fail("%s: %s is %dx%d, 1x1 or 1x%d was expected", path, name, m.rows, m.cols, options[1])
      end
    end
    info.scaling = { slope = slope, offset = offset }
  end
  if read.has("width") then
    local width, height = read.integers("width", 1)[1], read.integers("height", 1)[1]
    if width < 1 or height < 1 or width > options[1] or width * height ~= options[1] then
      check.fail("%s: pictures of %dx%d are no %d inputs", path, width, height, options[1])
    end
    info.width, info.height = width, height
  end
  return n, read
end

--- The network in a file, and the reader of what else the file holds (see `reader`); for checkpoints,
--- which must have been opened as `handle` and stay open meanwhile.
file.load_network = load_network

local function load_npz(path)
  local handle <close>, names = core.npz_open(path)
  local is_network = {}
  for _, name in ipairs(names) do is_network[name] = true end
  if is_network.format and is_network.layers then return (load_network(path, handle, names)) end
  local arrays = {}
  for i, name in ipairs(names) do
    local kind = core.npz_header(handle, i)
    arrays[name] = kind == "U" and core.npz_list(handle, i)
      or progress.reading(core.npz_matrix, handle, i)
  end
  return arrays
end

-- ---- loading -------------------------------------------------------------------------------------------

local function load_npy(path) return (progress.reading(core.npy_read, path)) end

local loaders = { npy = load_npy, csv = load_csv, png = core.png_read, npz = load_npz }

--- nn.load(path): a matrix from .npy, .csv (also .csv.gz; a header is skipped) or .png (greys 0..255);
--- a network from its .npz; any other .npz as a table of matrices by name.
function nn.load(path)
  local kind = ending("load", path)
  if kind == "gz" then kind = ending("load", path:sub(1, -4)) end
  local loader = loaders[kind]
  if not loader then
    check.fail("load: '%s': the ending must be .npy, .csv, .png or .npz", path)
  end
  return loader(path)
end

return file
