-- lookup: what a piece of Lua text stands for, found without running any of it. Nobody's metamethods are run
-- either: tables and metatables are looked into raw. Only nn's own matrices and data sets are indexed.
-- Gives: docs, tables_of, add_names, sorted, members, before, documented_name, resolve.

local core = require "nn.core"
local scan = require "nn.scan"
local nn = core.nn
local metatable_of, info_of = debug.getmetatable, debug.getinfo

local lookup = {}

-- ---- what there is to know without documentation --------------------------------------------------

local kinds = {
  [core.matrix_meta] = "matrix", [core.network_meta] = "network", [core.dataset_meta] = "dataset",
  [core.image_meta] = "image", [core.sample_meta] = "sample",
}
local methods = core.kinds
local properties = {
  matrix = "T cols rows",
  network = "classes layers learning_rate rule scaling seed",
  dataset = "classes height inputs labels names source width",
  sample = "input label target",
}

-- What calls return and properties are, by the names that the documentation uses.
local gives = {}
for kind, names in pairs {
  matrix = [[nn.matrix nn.zeros nn.ones nn.full nn.eye nn.range nn.linspace nn.rand nn.randn
    matrix.T matrix:dot matrix:sigmoid matrix:logit matrix:tanh matrix:relu matrix:softmax matrix:exp
    matrix:log matrix:sqrt matrix:abs matrix:map matrix:row matrix:col matrix:sub matrix:reshape
    matrix:flatten matrix:hcat matrix:vcat matrix:copy matrix:transpose
    matrix:add matrix:mul matrix:addouter matrix:apply
    network:query network:weights network:biases network:backquery network:scaled
    dataset.inputs dataset:matrices sample.input sample.target]],
  network = "nn.network network:copy",
  dataset = [[nn.data.mnist nn.data.digits nn.data.fashion nn.data.iris nn.data.idx nn.data.csv
    nn.data.npz nn.data.new dataset:split dataset:shuffle dataset:take dataset:sub dataset:filter
    dataset:columns dataset:concat dataset:scale dataset:targets dataset:jitter dataset:rotate
    dataset:shift dataset:elastic]],
  image = "image:copy",
  history = "network:fit",
  mistakes = "network:mistakes",
  confusion = "network:confusion",
  string = [[string.char string.format string.gsub string.lower string.rep string.reverse string.sub
    string.upper table.concat tostring type os.date os.tmpname]],
  file = "io.open io.popen io.tmpfile",
} do
  for name in names:gmatch "%S+" do gives[name] = kind end
end

-- A value that stands for all of its kind.
local standing_for = { string = "", file = io.stdout }
local file_meta = metatable_of(io.stdout)

--- The entries of the documentation by name; none where there is no documentation.
function lookup.docs()
  local found, help = pcall(require, "nn.help")
  if not found or type(help) ~= "table" then return {} end
  local good, entries = pcall(help.index)
  return good and entries or {}
end

-- ---- looking into values --------------------------------------------------------------------------

local own_tables = { [nn] = true }
for _, each in next, methods do own_tables[each] = true end

-- The names of what one of our own tables loads at first use: {name = file}.
local function unloaded(t)
  local meta = own_tables[t] and metatable_of(t)
  return meta and rawget(meta, "names") or {}
end

--- The tables in which Lua looks for a value's fields, one after the other.
function lookup.tables_of(value)
  local seen, list = {}, {}
  for _ = 1, 21 do -- the value's own, and 20 times __index
    if type(value) == "table" then
      if seen[value] then break end
      seen[value], list[#list + 1] = true, value
    end
    local meta = metatable_of(value)
    value = meta and rawget(meta, "__index")
    if value == nil or type(value) == "function" then break end
  end
  return list
end

-- value[key], nil where only a metamethod could tell.
local function field(value, key)
  for _, t in ipairs(lookup.tables_of(value)) do
    local found = rawget(t, key)
    if found == nil and unloaded(t)[key] then
      pcall(require, "nn." .. unloaded(t)[key])
      found = rawget(t, key)
    end
    if found ~= nil then return found end
  end
end

local function is_callable(value)
  if type(value) == "function" then return true end
  local meta = metatable_of(value)
  return meta ~= nil and rawget(meta, "__call") ~= nil
end

-- The kind of what is ours, or nil.
local function kind_of(value)
  return type(value) == "userdata" and kinds[metatable_of(value)] or nil
end

-- Adds what the names of a kind of ours are, behind ":" or ".".
local function add_names_of_kind(set, kind, separator)
  if separator == "." then
    for name in (properties[kind] or ""):gmatch "%S+" do set[name] = true end
  elseif methods[kind] then
    for name in next, methods[kind] do set[name] = true end
    for name in next, unloaded(methods[kind]) do set[name] = true end
  end
  for name in next, lookup.docs() do
    local owner, mark, word = name:match "^(%l+)([.:])(.+)$"
    if owner == kind and mark == separator and scan.is_name(word) then set[word] = true end
  end
end

-- Adds what can follow the value and the separator: fields, functions alone behind ":"; but the functions of
-- a value that is no table are its methods.
local function add_names_of_value(set, value, separator)
  local is_table = type(value) == "table"
  for _, t in ipairs(lookup.tables_of(value)) do
    for key, found in next, t do
      if scan.is_name(key) and (separator == ":" and is_callable(found)
        or separator == "." and (is_table or not is_callable(found))) then
        set[key] = true
      end
    end
    for key in next, unloaded(t) do set[key] = true end
  end
end

--- Adds what can be written after the object (see below) and the separator to the set of names.
function lookup.add_names(set, object, separator)
  local kind = object.kind or kind_of(object.value)
  if kind then
    add_names_of_kind(set, kind, separator)
  else
    add_names_of_value(set, object.value, separator)
  end
end

--- The words of a set, sorted.
function lookup.sorted(set)
  local list = {}
  for word in next, set do list[#list + 1] = word end
  table.sort(list)
  return list
end

--- The names that can be written after the value and a dot or a colon, sorted.
function lookup.members(value)
  local set = {}
  for _, separator in ipairs { ".", ":" } do lookup.add_names(set, { value = value }, separator) end
  return lookup.sorted(set)
end

-- ---- what an expression stands for ----------------------------------------------------------------

-- An object is what is known of an expression: {value = v}, or {kind = "matrix"} of something that is not
-- there yet. `name` is how the documentation calls it, if at all.

local function of_kind(kind)
  if standing_for[kind] ~= nil then return { value = standing_for[kind] } end
  return kind and { kind = kind }
end

-- What the documentation calls the members of an object, up to their own name.
local function prefix_of(object, separator)
  local kind = object.kind or kind_of(object.value)
  if kind then return kind .. separator end
  if type(object.value) == "string" then return "string." end
  if metatable_of(object.value) == file_meta then return "file:" end
  return object.name and object.name .. "." or "?."
end

local function member(object, key, separator)
  local kind = object.kind or kind_of(object.value)
  local name = prefix_of(object, separator) .. key
  if kind then
    local method = methods[kind] and field(methods[kind], key)
    if method then return { value = method, name = kind .. ":" .. key } end
    return of_kind(gives[name]) or lookup.docs()[name] and { name = name }
  end
  local value = field(object.value, key)
  if value ~= nil then return { value = value, name = name } end
end

local function index_own(value, i) return value[i] end

-- object[key]; key is nil where it is no constant.
local function element(object, key)
  local kind = object.kind or kind_of(object.value)
  if type(key) == "string" then return member(object, key, ".") end
  if not kind then
    local value = key ~= nil and field(object.value, key)
    return value and { value = value }
  end
  if object.value ~= nil and kind ~= "network" then
    local good, value = pcall(index_own, object.value, math.type(key) == "integer" and key or 1)
    if good and value ~= nil then return { value = value } end
  end
  return kind == "dataset" and of_kind "sample" or nil
end

-- Is this a function that the user wrote? Those of Lua are in C, ours come from chunks named nn:.
local function is_users(value)
  if type(value) ~= "function" then return false end
  local info = info_of(value, "S")
  return info.what ~= "C" and not info.source:find "^=nn:"
end

local resolve

--- The name by which the documentation knows a function, whatever the user calls it; or nil.
function lookup.documented_name(object)
  local value, name = object.value, object.name
  if value == nil then return name end
  if type(value) ~= "function" or is_users(value) then return end
  local entries = lookup.docs()
  if name and (entries[name] or gives[name]) then return name end
  for _, names in ipairs { entries, gives } do
    for each in next, names do
      if each:find "%." and resolve(each, true) == value then return each end
    end
  end
end

local evaluate

-- What the local is: known when it is the first, or gets what a call returns.
local function of_local(r, entry, depth)
  if not entry.init or depth > 20 then return end
  local object, after = evaluate(r, entry.init, r.before, depth + 1)
  if not object or r.kinds[after] == "symbol" and r.words[after] ~= ";" and r.words[after] ~= ","
    or r.words[after] == "and" or r.words[after] == "or" then
    return
  end
  if entry.first or (object.kind and r.words[after] ~= ",") then return object end
end

-- The name, string or parenthesis at token i -> object, the token after it.
local function evaluate_start(r, i, depth)
  local kind, word = r.kinds[i], r.words[i]
  if kind == "name" then
    local entry = scan.find_local(r, word)
    if entry then return of_local(r, entry, depth), i + 1 end
    local value = field(_G, word)
    if value == nil and word == "_" then value = core.last end -- the prompt's last value
    return value ~= nil and { value = value, name = word } or nil, i + 1
  elseif kind == "string" then
    return { value = scan.string_value(word) or "" }, i + 1
  elseif word == "(" and r.match[i] and depth < 20 then
    local object, after = evaluate(r, i + 1, r.match[i] - 1, depth + 1)
    return after == r.match[i] and object or nil, r.match[i] + 1
  end
end

local function constant(r, i)
  if r.kinds[i] == "number" then return tonumber(r.words[i]) end
  if r.kinds[i] == "string" then return scan.string_value(r.words[i]) end
end

-- The object's suffix at token i (.name :name [key] or arguments) -> object, the token after it; nothing if
-- there is no suffix.
local function evaluate_suffix(r, i, object)
  local word, close = r.words[i], r.match[i]
  if r.kinds[i] == "string" then return of_kind(gives[lookup.documented_name(object)]), i + 1 end
  if word == "." or word == ":" then return member(object, r.words[i + 1] or "", word), i + 2 end
  if not close or close < i then return end
  if word == "[" then return element(object, close == i + 2 and constant(r, i + 1) or nil), close + 1 end
  return of_kind(gives[lookup.documented_name(object)]), close + 1
end

-- The expression that starts at token i and ends at `last` at the latest -> object or nil, the token after
-- it.
function evaluate(r, i, last, depth)
  local object, after = evaluate_start(r, i, depth or 0)
  while object and after <= last do
    local more, behind = evaluate_suffix(r, after, object)
    if not behind then break end
    object, after = more, behind
  end
  return object, after
end

--- The object that ends with token i of what scan read, or nil.
function lookup.before(r, i)
  local start = scan.prefix_start(r, i)
  if not start then return end
  local object, after = evaluate(r, start, i)
  return after == i + 1 and object or nil
end

-- The value of a dotted path; `loaded`: without loading what of nn is not loaded yet.
function resolve(path, loaded)
  local value = _G
  for name in path:gmatch "[^.]+" do
    if loaded and own_tables[value] then value = rawget(value, name) else value = field(value, name) end
    if value == nil then return end
  end
  return value
end

--- The value of a path such as a.b[1].c, and whether there is one.
function lookup.resolve(path)
  local r = scan.read(path)
  local object, after = evaluate(r, 1, r.count)
  if r.state ~= "code" or not object or after <= r.count then return nil, false end
  return object.value, object.value ~= nil
end

return lookup
