--[[ make_digits: 5,000 handwritten digits in MNIST's layout, data/digits, from one picture.

`nnlua data/make_digits.lua` reads digits.png of Debian's package opencv-doc: 50 rows of 100 tiles
of 20x20, white on black, five rows a digit. The same picture gives the same bytes every time, so
data/digits needs no making anew; this file says where it comes from. Relies on nnlua and gzip. ]]

local nn = require "nn"

local HERE = arg[0]:match "^(.*)/" or "."
local opt = nn.args(arg, {
  words = true,
  usage = "nnlua data/make_digits.lua [options] [PICTURE]: data/digits, from opencv-doc's picture",
  { "to", HERE .. "/digits", "where the four files go", value = "FOLDER" },
})
local PICTURE = opt[1] or "/usr/share/doc/opencv-doc/examples/data/digits.png"

local TILE, SIDE, ACROSS, EACH = 20, 28, 100, 500
local MARGIN = SIDE - TILE

local function stop(message, ...)
  io.stderr:write("make_digits: ", message:format(...), "\n")
  os.exit(1, true)
end

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- How many black columns go before the tile, so that the ink's centre of mass comes as near to the
-- middle as whole pixels allow. `ink` is the tile's ink by column (or by row, for the rows above).
local PLACES = nn.range(0.5, TILE - 0.5)
local function offset(ink)
  local centre = (ink * PLACES):sum() / ink:sum()
  return math.max(0, math.min(MARGIN, math.floor(SIDE / 2 - centre + 0.5)))
end

-- Number k (from 0) of a digit, centred in 28x28: 784 bytes, row by row.
local function image(picture, digit, k)
  local top, left = (digit * EACH + k) // ACROSS * TILE, k % ACROSS * TILE
  local tile = picture:sub(top + 1, top + TILE, left + 1, left + TILE)
  local above, before = offset(tile:sum(2)), offset(tile:sum(1).T)
  local rows = {}
  for y, greys in ipairs(tile:totable()) do
    rows[y] = ("\0"):rep(before) .. string.char(table.unpack(greys)) .. ("\0"):rep(MARGIN - before)
  end
  return ("\0"):rep(SIDE * above) .. table.concat(rows) .. ("\0"):rep(SIDE * (MARGIN - above))
end

-- Writes the header and the bytes, and packs them: -n leaves out the name and the time, so that the
-- same numbers make the same file.
local function write(name, header, pieces)
  local path = opt.to .. "/" .. name
  local file, message = io.open(path, "wb")
  if not file then stop("%s", message) end
  local written = file:write(header, table.concat(pieces)) and file:close()
  if not written then stop("%s: could not be written; is the disk full?", path) end
  if not os.execute("gzip -9 -n -f -- " .. quote(path)) then stop("%s: gzip failed", path) end
end

local read, picture = pcall(nn.load, PICTURE)
if not read then
  stop("%s\n`apt-get install opencv-doc` brings digits.png, or name the picture",
    picture:gsub("^.-:%d+: ", ""))
elseif picture.rows ~= 10 * EACH // ACROSS * TILE or picture.cols ~= ACROSS * TILE then
  stop("%s: a picture of 2000x1000 was expected, got %dx%d", PICTURE, picture.cols, picture.rows)
end

-- 0, 1, 2, ... 9, 0, ... in both sets, so that training in the file's order sees all digits at all
-- times; every fifth of each digit goes to the test set.
local sets = { train = { images = {}, labels = {} }, t10k = { images = {}, labels = {} } }
for k = 0, EACH - 1 do
  local set = k % 5 == 4 and sets.t10k or sets.train
  for digit = 0, 9 do
    table.insert(set.images, image(picture, digit, k))
    table.insert(set.labels, string.char(digit))
  end
end

if not os.execute("mkdir -p -- " .. quote(opt.to)) then stop("%s: cannot be made", opt.to) end
for name, set in pairs(sets) do
  local count = #set.labels
  write(name .. "-images-idx3-ubyte", (">I4I4I4I4"):pack(0x803, count, SIDE, SIDE), set.images)
  write(name .. "-labels-idx1-ubyte", (">I4I4"):pack(0x801, count), set.labels)
end
print(("%d digits to train and %d to test are in %s"):format(#sets.train.labels, #sets.t10k.labels,
  opt.to))
