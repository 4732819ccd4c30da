--[[ Images: pixels, files beside Python's PIL, and what a terminal gets: half blocks character by character,
and kitty's, sixel's and iTerm2's pictures decoded back into pixels here. ]]
local lu = require "luaunit"
local child = require "child"
local raises = require "raises"
local assert_matrix = require "assert_matrix"
local core = require "nn.core"

TestImage, TestImageFile, TestImageText, TestImageTerminal = {}, {}, {}, {}

-- An image of rows of colours, each "rrggbb".
local function image_of_hex(rows)
  local bytes = {}
  for _, row in ipairs(rows) do
    for hex in row:gmatch "%x%x" do bytes[#bytes + 1] = string.char(tonumber(hex, 16)) end
  end
  return core.image(#table.concat(bytes) // 3 // #rows, #rows, table.concat(bytes))
end

local function hex(image, row, column) return ("%02x%02x%02x"):format(image:pixel(row, column)) end

-- All pixels, as image_of_hex takes them.
local function rows_of(image)
  local rows = {}
  for i = 1, image.height do
    local row = {}
    for j = 1, image.width do row[j] = hex(image, i, j) end
    rows[i] = table.concat(row, " ")
  end
  return rows
end

-- ---- in memory -------------------------------------------------------------------------------------------

function TestImage.testPixels()
  local image = core.image(3, 2, "abcdefghijklmnopqr")
  lu.assertEquals({ image.width, image.height, tostring(image) }, { 3, 2, "image of 3 x 2 pixels" })
  lu.assertEquals({ image:pixel(1, 1) }, { 97, 98, 99 })
  lu.assertEquals({ image:pixel(2, 3) }, { ("pqr"):byte(1, 3) })
  lu.assertEquals({ image:pixel(-1, -3) }, { ("jkl"):byte(1, 3) })
  lu.assertEquals(rows_of(core.image(2, 2)), { "000000 000000", "000000 000000" })
  lu.assertNil(image.nothing)
  raises("an image has no field 'width' to set", function() image.width = 1 end)
  raises("pixel: row 3 is out of range, there are 2", image.pixel, image, 3, 1)
  raises("pixel: column 0 is out of range, there are 3", image.pixel, image, 1, 0)
  raises("pixel: row must be a whole number, got 1.5", image.pixel, image, 1.5, 1)
  raises("pixel: an image was expected, got a table", image.pixel, {}, 1, 1)
end

function TestImage.testSizes()
  raises("image: the width must be 1 to 1000000, got 0", core.image, 0, 1)
  raises("image: the height must be a whole number, got nil", core.image, 1)
  raises("image: an image of 1000000 x 1000000 pixels is too large", core.image, 1000000, 1000000)
  raises("image: 2 x 2 pixels are 12 bytes, got 11", core.image, 2, 2, ("x"):rep(11))
end

function TestImage.testPasteAndCopy()
  local image = core.image(3, 2)
  local copy = image:copy()
  lu.assertIs(image:paste(image_of_hex { "112233 445566" }, 2, 2), image)
  lu.assertEquals(rows_of(image), { "000000 000000 000000", "000000 112233 445566" })
  lu.assertEquals(rows_of(copy), { "000000 000000 000000", "000000 000000 000000" })
  lu.assertEquals(rows_of(image:paste(image, 1, 1)), rows_of(image))
  raises("paste: an image of 3 x 2 pixels at row 1, column 2 does not fit into one of 3 x 2", image.paste,
    image, copy, 1, 2)
  raises("paste: an image of 3 x 2 pixels at row 2, column 1 does not fit", image.paste, image, copy, 2, 1)
  raises("paste: row 0 is out of range, there are 2", image.paste, image, copy, 0, 1)
  raises("paste: an image was expected, got a matrix", image.paste, image, nn.eye(2), 1, 1)
end

function TestImage.testMatrix()
  local A = nn.matrix { { 0, 0.5, 1 }, { -3, 0 / 0, 1 / 0 } }
  lu.assertEquals(rows_of(core.image_of(A, "grey", 0, 1, 1)),
    { "000000 808080 ffffff", "000000 00ff00 ffffff" })
  lu.assertEquals(rows_of(core.image_of(A, "inverted", 0, 1, 1)),
    { "ffffff 808080 000000", "ffffff 00ff00 000000" })
  lu.assertEquals(rows_of(core.image_of(A, "diverging", -1, 1, 1)),
    { "ffffff ff8080 ff0000", "0000ff 00ff00 ff0000" })
  local large = core.image_of(A, "grey", 0, 1, 3)
  lu.assertEquals({ large.width, large.height }, { 9, 6 })
  for i = 1, 6 do
    for j = 1, 9 do
      lu.assertEquals(hex(large, i, j), hex(core.image_of(A, "grey", 0, 1, 1), (i + 2) // 3, (j + 2) // 3))
    end
  end
  lu.assertEquals(rows_of(core.image_of(A[1], "grey", 0, 1, 1)), { "000000 808080 ffffff" })
  raises("show: the range must be two numbers, the lower first, got 2.0 and 1.0", core.image_of, A, "grey",
    2, 1, 1)
  raises("show: the range must be two numbers", core.image_of, A, "grey", 0, 1 / 0, 1)
  raises("show: the range must be two numbers", core.image_of, A, "grey", 0 / 0, 1, 1)
  raises("show: the scale must be 1 to 1000, got 0", core.image_of, A, "grey", 0, 1, 0)
  raises("show: a matrix was expected, got 3", core.image_of, 3, "grey", 0, 1, 1)
  raises("too large", core.image_of, nn.zeros(1000, 1000), "grey", 0, 1, 1000)
end

-- By how much light they give: sRGB's pure red 0.2126 of white's, green 0.7152, blue 0.0722.
function TestImage.testGrey()
  local image = image_of_hex { "000000 7f7f7f ffffff", "ff0000 00ff00 0000ff" }
  assert_matrix(core.image_grey(image), { { 0, 127, 255 }, { 127, 220, 76 } })
end

-- ---- files -----------------------------------------------------------------------------------------------

-- Runs Python with PIL in `folder`; skips the test where it is missing.
local function python(folder, program)
  if not os.execute "/usr/bin/python3 -c 'import PIL, numpy' 2>/dev/null" then
    lu.skip "python3-pil or python3-numpy is not installed"
  end
  child.write(folder .. "/program.py", "import numpy as np\nfrom PIL import Image, ImageOps\n" .. program)
  local text, status = child.shell(("cd %s && /usr/bin/python3 program.py 2>&1"):format(child.quote(folder)))
  lu.assertTrue(status == 0, text)
  return text
end

-- Compares an image with the file's raw RGB bytes, as Python wrote them; returns the largest difference.
local function difference(image, raw)
  lu.assertEquals(image.width * image.height * 3, #raw)
  local worst, at = 0, 1
  for i = 1, image.height do
    for j = 1, image.width do
      local r, g, b = image:pixel(i, j)
      local r2, g2, b2 = raw:byte(at, at + 2)
      worst = math.max(worst, math.abs(r - r2), math.abs(g - g2), math.abs(b - b2))
      at = at + 3
    end
  end
  return worst
end

function TestImageFile.testPilReadsOurs()
  child.in_folder(function(folder)
    local bytes = {}
    for i = 0, 7 * 5 * 3 - 1 do bytes[#bytes + 1] = string.char(i * 89 % 256) end
    core.image_write(core.image(7, 5, table.concat(bytes)), folder .. "/a.png")
    lu.assertEquals(python(folder, [[
a = Image.open("a.png")
print(a.mode, a.size)
a = np.asarray(a).reshape(-1)
print((a == np.arange(105) * 89 % 256).all())]]), "RGB (7, 5)\nTrue")
    lu.assertEquals(difference(core.image_read(folder .. "/a.png"), table.concat(bytes)), 0)
  end)
end

function TestImageFile.testEveryKindOfPng()
  child.in_folder(function(folder)
    python(folder, [=[
rng = np.random.default_rng(1)
a = rng.integers(0, 256, (9, 11, 4)).astype("uint8")
a[..., 3] = np.where(a[..., 3] < 128, 0, 255)
on_white = np.where(a[..., 3:] == 0, 255, a[..., :3])
grey = a[..., :1]
def put(name, image, rgb, **options):
    image.save(name + ".png", **options)
    np.broadcast_to(rgb, (9, 11, 3)).astype("uint8").tofile(name + ".raw")
put("rgb", Image.fromarray(a[..., :3]), a[..., :3])
put("rgba", Image.fromarray(a), on_white)
put("grey", Image.fromarray(a[..., 0]), grey)
put("grey_alpha", Image.fromarray(a[..., [0, 3]], "LA"), np.where(a[..., 3:] == 0, 255, grey))
put("bits", Image.fromarray(a[..., 0] > 99), np.where(grey > 99, 255, 0))
put("deep", Image.fromarray(grey[..., 0].astype("uint16") * 257), grey)
palette = Image.fromarray(a[..., :3]).quantize(16)
put("palette", palette, np.asarray(palette.convert("RGB")))
]=])
    for _, name in ipairs { "rgb", "rgba", "grey", "grey_alpha", "bits", "deep", "palette" } do
      local image = core.image_read(("%s/%s.png"):format(folder, name))
      lu.assertEquals({ image.width, image.height }, { 11, 9 }, name)
      lu.assertEquals(difference(image, child.read(("%s/%s.raw"):format(folder, name))), 0, name)
    end
  end)
end

-- The Exif data are written here, byte by byte, little and big end first; what is up, PIL tells.
function TestImageFile.testPhotographs()
  child.in_folder(function(folder)
    python(folder, [[
import struct
y, x = np.mgrid[0:24, 0:40]
a = np.stack([x * 6, y * 10, (x + y) * 4], 2).astype("uint8")
def put(name, image, exif=b"", **options):
    image.save(name + ".jpg", quality=95, **options)
    data = open(name + ".jpg", "rb").read()
    if exif:
        exif = b"Exif\0\0" + exif
        data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]
        open(name + ".jpg", "wb").write(data)
    up = ImageOps.exif_transpose(Image.open(name + ".jpg")).convert("RGB")
    np.asarray(up).tofile(name + ".raw")
    print(name, *up.size)
for o in range(1, 9):
    for end, mark in (("<", b"II"), (">", b"MM")):
        put(f"o{o}{mark[0]}", Image.fromarray(a),
            mark + struct.pack(end + "HIHHHIHHHHIHHI", 42, 8, 2, 0x0100, 3, 1, 40, 0, 0x0112, 3, 1, o, 0, 0))
put("grey", Image.fromarray(a[..., 0]))
put("progressive", Image.fromarray(a), progressive=True)
put("small_colours", Image.fromarray(a), subsampling=2)
open("list", "w").write("done")]])
    for _, name in ipairs { "grey", "progressive", "small_colours" } do
      local image = core.image_read(("%s/%s.jpg"):format(folder, name))
      lu.assertEquals({ image.width, image.height }, { 40, 24 })
      lu.assertTrue(difference(image, child.read(("%s/%s.raw"):format(folder, name))) <= 2, name)
    end
    for o = 1, 8 do
      for _, mark in ipairs { "I", "M" } do
        local name = ("%s/o%d%d"):format(folder, o, mark:byte())
        local image = core.image_read(name .. ".jpg")
        lu.assertEquals({ image.width, image.height }, o < 5 and { 40, 24 } or { 24, 40 }, name)
        lu.assertTrue(difference(image, child.read(name .. ".raw")) <= 2, name)
      end
    end
  end)
end

function TestImageFile.testRefused()
  child.in_folder(function(folder)
    local path = folder .. "/x.jpg"
    raises("x.jpg: No such file or directory", core.image_read, path)
    raises("is a folder, a file was expected", core.image_read, folder)
    child.write(path, "GIF89a and so on")
    raises("x.jpg: is neither a PNG nor a JPEG file", core.image_read, path)
    child.write(path, "\xff\xd8\xff\xe0 and so on")
    raises("x.jpg: the picture is damaged: ", core.image_read, path)
    raises("no/such.png: cannot be written: No such file", core.image_write, core.image(1, 1),
      folder .. "/no/such.png")
    raises("save: an image was expected, got nil", core.image_write, nil, path)
  end)
end

-- ---- half blocks and characters --------------------------------------------------------------------------

-- Reads "\27[…m" and "▀" as a terminal does: a list of lines of {upper, lower}, as the codes say them.
local function cells_of(text)
  local lines, line, upper, lower, at = {}, {}, nil, nil, 1
  local function codes(list)
    local numbers = {}
    for n in list:gmatch "%d+" do numbers[#numbers + 1] = math.tointeger(n) end
    local i = 1
    while i <= #numbers do
      local n, color = numbers[i], nil
      if n == 0 then upper, lower = nil, nil end
      if n == 38 or n == 48 then
        if numbers[i + 1] == 2 then
          color, i = ("%02x%02x%02x"):format(table.unpack(numbers, i + 2, i + 4)), i + 4
        else
          lu.assertEquals(numbers[i + 1], 5)
          color, i = numbers[i + 2], i + 2
        end
      elseif n ~= 0 then
        color = n
      end
      if n == 48 or n >= 40 and n < 48 or n >= 100 then
        lower = color
      elseif n ~= 0 then
        upper = color
      end
      i = i + 1
    end
  end
  while at <= #text do
    local list, after = text:match("^\27%[([%d;]*)m()", at)
    if list then
      codes(list)
    elseif text:find("^▀", at) then
      line[#line + 1], after = { upper, lower }, at + #"▀"
    else
      lu.assertEquals(text:sub(at, at), "\n")
      lines[#lines + 1], line, after = line, {}, at + 1
    end
    at = after
  end
  lu.assertEquals(line, {}) -- a newline ends the last line
  return lines
end

-- One pixel is one half: columns == width, 2 · rows == height.
function TestImageText.testHalfBlocks()
  local image = image_of_hex { "ff0000 010203 090909 ffffff 808080", "00ff00 030201 090909 000000 818181",
    "0a141e c86432 0000ff 070707 fefefe", "0c1620 c96533 ffff00 080808 ffffff" }
  local text, lines = core.image_text(image, 5, 2, "half", "true")
  lu.assertEquals(lines, 2)
  lu.assertEquals(cells_of(text), {
    { { "ff0000", "00ff00" }, { "010203", "030201" }, { "090909", "090909" }, { "ffffff", "000000" },
      { "808080", "818181" } },
    { { "0a141e", "0c1620" }, { "c86432", "c96533" }, { "0000ff", "ffff00" }, { "070707", "080808" },
      { "fefefe", "ffffff" } } })
end

function TestImageText.testEveryPixelOfADigit()
  nn.seed(7)
  local image = core.image_of(nn.rand(28, 28), "diverging", 0, 1, 1)
  for i, line in ipairs(cells_of(core.image_text(image, 28, 14, "half", "true"))) do
    lu.assertEquals(#line, 28)
    for j, cell in ipairs(line) do
      lu.assertEquals(cell, { hex(image, 2 * i - 1, j), hex(image, 2 * i, j) })
    end
  end
end

-- The corners of xterm's cube of 6 x 6 x 6 colours from 16 on, and the bright ones of the sixteen.
function TestImageText.testFewColors()
  local image = image_of_hex { "ff0000 00ff00 0000ff ffff00", "00ffff ff00ff ffffff 000000" }
  lu.assertEquals(cells_of(core.image_text(image, 4, 1, "half", "256")),
    { { { 196, 51 }, { 46, 201 }, { 21, 231 }, { 226, 16 } } })
  lu.assertEquals(cells_of(core.image_text(image, 4, 1, "half", "16")),
    { { { 91, 106 }, { 92, 105 }, { 94, 107 }, { 93, 40 } } })
end

-- Other sizes: each half is the mean of what it covers, or a part of a larger pixel.
function TestImageText.testOtherSizes()
  local image = image_of_hex { "000000 640000", "c80000 ff0000" } -- 0, 100, 200, 255 of red
  lu.assertEquals(cells_of(core.image_text(image, 1, 1, "half", "true"))[1], { { "320000", "e40000" } })
  local line = cells_of(core.image_text(image, 4, 1, "half", "true"))[1]
  for j, expected in ipairs { { "000000", "c80000" }, { "000000", "c80000" }, { "640000", "ff0000" },
    { "640000", "ff0000" } } do
    lu.assertEquals(line[j], expected)
  end
end

function TestImageText.testCharactersByLightness()
  local greys = {}
  for i = 0, 9 do greys[#greys + 1] = ("%02x"):format(i * 28):rep(3) end
  local image = image_of_hex { table.concat(greys, " ") } -- ten levels of 25.6
  for _, colors in ipairs { "none", "16", "256", "true" } do
    lu.assertEquals(core.image_text(image, 10, 1, "ascii", colors), " .:-=+*#%@\n")
  end
  lu.assertEquals({ core.image_text(image, 10, 2, "half", "none") }, { ("  ░░▒▒▓▓██\n"):rep(2), 2 })
  nn.seed(3)
  for _ = 1, 20 do
    local size = math.random(1, 60)
    local text = core.image_text(core.image_of(nn.rand(9, 5), "diverging", 0, 1, 1), size, 7, "ascii", "none")
    lu.assertNil(text:find "[\128-\255\27]")
    lu.assertEquals(text:gsub("[^\n]", " "), ((" "):rep(size) .. "\n"):rep(7))
  end
end

function TestImageText.testRefused()
  local image = core.image(1, 1)
  raises("show: the width must be 1 to 100000, got 0", core.image_text, image, 0, 1, "half", "true")
  raises("show: the height must be a whole number, got a string", core.image_text, image, 1, "x", "half",
    "true")
  raises("show: 1000 x 101 characters are too many", core.image_text, image, 1000, 101, "half", "true")
  raises("invalid option 'braille'", core.image_text, image, 1, 1, "braille", "true")
  raises("show: an image was expected, got a matrix", core.image_text, nn.eye(2), 1, 1, "half", "true")
end

-- ---- kitty, iTerm2, sixel --------------------------------------------------------------------------------

local DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function from_base64(text)
  local bytes, bits, n = {}, 0, 0
  for digit in text:gmatch "[%w+/]" do
    bits, n = bits << 6 | (DIGITS:find(digit, 1, true) - 1), n + 6
    if n >= 8 then
      n = n - 8
      bytes[#bytes + 1] = string.char(bits >> n & 255)
    end
    bits = bits & 0xffff
  end
  return table.concat(bytes)
end

-- Two rows of four colours, each of which is a rectangle of the picture; the sixels' colours are of 0 .. 100.
local COLORS = { "ff0000 0a141e ffffff 808080", "00ff00 0000ff ffff00 000000" }

-- Fails unless pixel(x, y) of the picture, from 0, is the image's there, well inside each rectangle.
local function check_rectangles(width, height, pixel, tolerance)
  local image = image_of_hex(COLORS)
  for i = 1, 2 do
    for j = 1, 4 do
      for _, at in ipairs { 0.2, 0.5, 0.8 } do
        local x, y = math.floor((j - 1 + at) * width / 4), math.floor((i - at) * height / 2)
        local got, expected = { pixel(x, y) }, { image:pixel(i, j) }
        for c = 1, 3 do lu.assertAlmostEquals(got[c], expected[c], tolerance) end
      end
    end
  end
end

local function of_bytes(bytes, width, start)
  return function(x, y)
    local r, g, b, a = bytes:byte(start + 4 * (y * width + x) + 1, start + 4 * (y * width + x) + 4)
    lu.assertEquals(a, 255)
    return r, g, b
  end
end

local function drawn(mode)
  local text, lines = core.image_text(image_of_hex(COLORS), 8, 3, mode, "true")
  lu.assertEquals(lines, 3)
  lu.assertEquals(text:sub(-1), "\n")
  lu.assertEquals(select(2, text:gsub("\n", "")), 1)
  return text
end

function TestImageText.testKitty()
  local text = drawn "kitty"
  local width, height, columns, rows, rest =
    text:match "^\27_Ga=T,f=32,s=(%d+),v=(%d+),c=(%d+),r=(%d+),m=1\27\\(.*)\n$"
  lu.assertEquals({ columns, rows }, { "8", "3" })
  local payload, at = {}, 1
  while at <= #rest do
    local more, data, after = rest:match("^\27_Gm=([01]);?([^\27]*)\27\\()", at)
    payload[#payload + 1], at = from_base64(data), after
    lu.assertTrue(more == "1" or after > #rest)
  end
  local bytes = table.concat(payload)
  lu.assertEquals(#bytes, width * height * 4)
  check_rectangles(width, height, of_bytes(bytes, math.tointeger(width), 0), 0)
end

-- The file inside is a TIFF, whose directory tells the width (256), the height (257) and where the pixels
-- lie (273).
function TestImageText.testIterm()
  local head = "\27]1337;File=inline=1;width=8;height=3;preserveAspectRatio=0:"
  local text = drawn "iterm"
  lu.assertEquals(text:sub(1, #head), head)
  local tiff = from_base64(text:match("^(.*)\7\n$", #head + 1))
  local _, _, at = ("<c2I2I4"):unpack(tiff)
  local tag = {}
  for i = 0, ("<I2"):unpack(tiff, at + 1) - 1 do
    local name, _, _, value = ("<I2I2I4I4"):unpack(tiff, at + 3 + 12 * i)
    tag[name] = value
  end
  check_rectangles(tag[256], tag[257], of_bytes(tiff, tag[256], tag[273]), 0)
end

-- Six pixels a character, the lowest bit above; "!" repeats, "$" goes back, "-" goes on.
local function from_sixels(body)
  local colors, pixels, x, y, color, width, at = {}, {}, 0, 0, nil, 0, 1
  while at <= #body do
    local n, r, g, b, after = body:match("^#(%d+);2;(%d+);(%d+);(%d+)()", at)
    if n then
      colors[n] = { r * 2.55, g * 2.55, b * 2.55 }
    else
      n, after = body:match("^#(%d+)()", at)
      color = n and colors[n] or color
    end
    if not n then
      local count, what
      count, what, after = body:match("^!(%d+)(.)()", at)
      if not count then count, what, after = 1, body:match("^(.)()", at) end
      if what == "$" then
        x = 0
      elseif what == "-" then
        x, y = 0, y + 6
      else
        local bits = what:byte() - 63
        for i = x, x + count - 1 do
          for k = 0, 5 do
            if bits >> k & 1 == 1 then pixels[(y + k) * 65536 + i] = color end
          end
        end
        x = math.tointeger(x + count)
        width = math.max(width, x)
      end
    end
    at = after
  end
  return width, pixels
end

function TestImageText.testSixel()
  local width, height, body = drawn("sixel"):match '^\27P[%d;]*q"1;1;(%d+);(%d+)(.*)\27\\\n$'
  lu.assertEquals(height % 6, 0)
  local drawn_width, pixels = from_sixels(body)
  lu.assertEquals(drawn_width, math.tointeger(width))
  check_rectangles(width, height, function(x, y) return table.unpack(pixels[y * 65536 + x]) end, 4)
end

-- ---- terminals -------------------------------------------------------------------------------------------

local MODE = "print(require('nn.core').terminal_mode())"
local UNSET = "env -u NO_COLOR -u COLORTERM -u TERM_PROGRAM -u VTE_VERSION -u KITTY_PID -u TMUX "

-- What the Lua code writes to stdout, with stdout a terminal or a pipe.
local function output(code, environment, terminal)
  local program = child.quote(child.program())
  local command = UNSET .. ("%s %s -e %s"):format(environment, program, child.quote(code))
  if terminal then command = ("script -qec %s /dev/null </dev/null"):format(child.quote(command)) end
  return (child.shell(command):gsub("\r", ""))
end

function TestImageTerminal.testModes()
  lu.assertEquals(output(MODE, "TERM=dumb", true), "ascii\tnone")
  lu.assertEquals(output(MODE, "-u TERM", true), "ascii\tnone")
  lu.assertEquals(output(MODE, "TERM=xterm", true), "half\t256")
  lu.assertEquals(output(MODE, "TERM=xterm COLORTERM=truecolor", true), "half\ttrue")
  lu.assertEquals(output(MODE, "TERM=xterm-256color COLORTERM=truecolor", true), "half\ttrue")
  lu.assertEquals(output(MODE, "TERM=linux", true), "half\t16")
  lu.assertEquals(output(MODE, "TERM=xterm-kitty", true), "kitty\ttrue")
  lu.assertEquals(output(MODE, "TERM=mlterm", true), "sixel\t256")
  lu.assertEquals(output(MODE, "TERM=xterm-256color TERM_PROGRAM=iTerm.app", true), "iterm\ttrue")
  lu.assertEquals(output(MODE, "TERM=xterm NO_COLOR=1", true), "half\tnone")
  lu.assertEquals(output(MODE, "TERM=xterm NO_COLOR=", true), "half\t256") -- empty counts as unset
end

function TestImageTerminal.testPipe()
  lu.assertEquals(output(MODE, "TERM=xterm-kitty COLORTERM=truecolor"), "half\tnone")
  lu.assertEquals(output(MODE, "TERM=dumb"), "ascii\tnone")
end

-- libchafa's threads are not in a forked child: what it draws there must come, and at once.
function TestImageTerminal.testForkedJob()
  local image = image_of_hex { "000000 ffffff" }
  core.image_text(image, 2, 1, "half", "true")
  local job = core.fork(function()
    local half = core.image_text(image, 2, 1, "half", "true")
    return half .. core.image_text(image, 2, 1, "kitty", "true")
  end)
  local text, got = "", ""
  while got do
    text = text .. got
    got = job:read(20)
    if got == "" then break end
  end
  job:kill()
  lu.assertEquals(text, " █\n █\n")
end
