-- file_maker: files of the formats that nnlua reads, as strings, made of plain Lua, so that a test can
-- make them wrong in any way it likes.

local make = {}

-- ---- pieces ------------------------------------------------------------------------------------

local crc_table = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do c = c & 1 == 1 and 0xedb88320 ~ (c >> 1) or c >> 1 end
  crc_table[i] = c
end

--- The checksum that gzip, zip and PNG use.
function make.crc32(data)
  local c = 0xffffffff
  for i = 1, #data do c = crc_table[(c ~ data:byte(i)) & 255] ~ (c >> 8) end
  return c ~ 0xffffffff
end

function make.doubles(...) return ("<" .. ("d"):rep(select("#", ...))):pack(...) end
function make.integers(...) return ("<" .. ("i8"):rep(select("#", ...))):pack(...) end

--- The texts as NumPy's type "<U16": sixteen characters of four bytes each.
function make.texts(...)
  local list = { ... }
  for i, text in ipairs(list) do
    list[i] = text:gsub(".", "%0\0\0\0") .. ("\0"):rep(64 - 4 * #text)
  end
  return table.concat(list)
end

-- ---- formats -----------------------------------------------------------------------------------

--- data behind an IDX header for unsigned bytes, or for what `kind` says.
function make.idx(dims, data, kind)
  return "\0\0" .. (kind or "\8") .. string.char(#dims) .. (">" .. ("I4"):rep(#dims)):pack(table.unpack(dims))
    .. data
end

--- data as a gzip file of stored blocks.
function make.gzip(data)
  local parts = { "\31\139\8\0\0\0\0\0\0\3" }
  repeat
    local block = data:sub(1 + 65535 * (#parts - 1), 65535 * #parts)
    local last = #data <= 65535 * #parts
    parts[#parts + 1] = ("<I1I2I2"):pack(last and 1 or 0, #block, #block ~ 0xffff) .. block
  until last
  return table.concat(parts) .. ("<I4I4"):pack(make.crc32(data), #data)
end

--- data behind an npy header: descr as NumPy names types ("<f8"), shape a list.
function make.npy(descr, shape, data, fortran)
  local dims = table.concat(shape, ", ") .. (#shape == 1 and "," or "")
  local text = ("{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"):format(descr,
    fortran and "True" or "False", dims)
  text = text .. (" "):rep(-(#text + 11) % 64) .. "\n"
  return "\x93NUMPY\1\0" .. ("<s2"):pack(text) .. data
end

--- A zip file of stored files: a list of {name, data, size = a lie, crc = a lie}, names in UTF-8.
function make.zip(files)
  local bodies, directory, offset = {}, {}, 0
  for i, file in ipairs(files) do
    local name, data = file[1], file[2]
    local facts = ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, 0x800, 0, 0, 0x21, file.crc or make.crc32(data),
      file.size or #data, file.size or #data, #name, 0)
    bodies[i] = "PK\3\4" .. facts .. name .. data
    directory[i] = "PK\1\2" .. ("<I2"):pack(20) .. facts
      .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, offset) .. name
    offset = offset + #bodies[i]
  end
  local list = table.concat(directory)
  return table.concat(bodies) .. list .. "PK\5\6"
    .. ("<I2I2I2I2I4I4I2"):pack(0, 0, #files, #files, #list, offset, 0)
end

--- An npz: a list of {name, descr, shape, data}.
function make.npz(arrays)
  local files = {}
  for i, a in ipairs(arrays) do files[i] = { a[1] .. ".npy", make.npy(a[2], a[3], a[4]) } end
  return make.zip(files)
end

--- A saved 3-2-3 network. changes: other arrays by name, {descr, shape, data}; false leaves one out.
function make.network(changes)
  local arrays = {
    { "format", "<U16", {}, make.texts "nnlua network 1" },
    { "layers", "<i8", { 3 }, make.integers(3, 2, 3) },
    { "activations", "<U16", { 2 }, make.texts("sigmoid", "sigmoid") },
    { "loss", "<U16", {}, make.texts "squared" },
    { "rule", "<U16", {}, make.texts "book" },
    { "rule_is_given", "<i8", {}, make.integers(0) },
    { "precision", "<U16", {}, make.texts "double" },
    { "optimizer", "<U16", {}, make.texts "sgd" },
    { "learning_rate", "<f8", {}, make.doubles(0.1) },
    { "momentum", "<f8", {}, make.doubles(0.9) },
    { "decay", "<f8", {}, make.doubles(0.9) },
    { "weight_decay", "<f8", {}, make.doubles(0) },
    { "l1", "<f8", {}, make.doubles(0) },
    { "clip", "<f8", {}, make.doubles(0) },
    { "dropout", "<f8", {}, make.doubles(0) },
    { "seed", "<i8", {}, make.integers(1) },
    { "random_state", "<i8", { 4 }, make.integers(1, 2, 3, 4) },
    { "W1", "<f8", { 2, 3 }, make.doubles(1, 2, 3, 4, 5, 6) },
    { "W2", "<f8", { 3, 2 }, make.doubles(1, 2, 3, 4, 5, 6) },
  }
  local list = {}
  for _, a in ipairs(arrays) do
    local change = changes and changes[a[1]]
    if change == nil then list[#list + 1] = a end
  end
  for name, a in pairs(changes or {}) do
    if a then list[#list + 1] = { name, a[1], a[2], a[3] } end
  end
  return make.npz(list)
end

--- Grey pixels in a PNG file; `width` x `height` may be a lie.
function make.png(width, height, rows)
  local function chunk(name, data)
    return (">I4"):pack(#data) .. name .. data .. (">I4"):pack(make.crc32(name .. data))
  end
  local raw, a, b = "", 1, 0
  for _, row in ipairs(rows) do raw = raw .. "\0" .. row end
  for i = 1, #raw do
    a = (a + raw:byte(i)) % 65521
    b = (b + a) % 65521
  end
  local packed = "\x78\1" .. ("<I1I2I2"):pack(1, #raw, #raw ~ 0xffff) .. raw .. (">I4"):pack(b << 16 | a)
  return "\x89PNG\r\n\26\n" .. chunk("IHDR", (">I4I4"):pack(width, height) .. "\8\0\0\0\0")
    .. chunk("IDAT", packed) .. chunk("IEND", "")
end

return make
