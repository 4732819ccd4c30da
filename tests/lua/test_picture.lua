-- picture: what is drawn in the terminal, character by character, and in PNG files, pixel by pixel.

local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local child = require "child"
local raises = require "raises"
local terminal = require "terminal"
local picture = require "nn.picture"

TestPicture = {}

-- The lines of a text without their newlines.
local function lines_of(text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

local function plain(thing, options, mode)
  local text, count = picture.text(thing, options, mode or "ascii", "none")
  local lines = lines_of(text)
  lu.assertEquals(count, #lines)
  return lines
end

-- Characters with the colours that they have, of half blocks in true colours: a list of lines of { character,
-- over, under }, colours as "r,g,b", nil where they are the terminal's own.
local function half_blocks(text)
  local lines = {}
  for k, line in ipairs(lines_of(text)) do
    local cells, over, under = {}, nil, nil
    for codes, character in line:gmatch "([\27%[%d;m]*)([^\27]?[\128-\191]*)" do
      for code in codes:gmatch "\27%[([%d;]*)m" do
        if code == "0" or code == "" then over, under = nil, nil end
        local r, g, b = code:match "38;2;(%d+);(%d+);(%d+)"
        if r then over = r .. "," .. g .. "," .. b end
        r, g, b = code:match "48;2;(%d+);(%d+);(%d+)"
        if r then under = r .. "," .. g .. "," .. b end
      end
      if character ~= "" then cells[#cells + 1] = { character, over, under } end
    end
    lu.assertNil(over, "colours go on beyond the line's end")
    lines[k] = cells
  end
  return lines
end

local function grey(v) return ("%d,%d,%d"):format(v, v, v) end

local function pixel(image, row, column) return { image:pixel(row, column) } end

-- ---- half blocks ---------------------------------------------------------------------------------------

function TestPicture.testHalfBlocksCharacterByCharacter()
  local A = nn.matrix { { 0, 1, 2 }, { 3, 4, 5 }, { 10, 9, 8 }, { 7, 6, 5 } }
  for map, color_of in pairs {
    grey = function(x) return 25.5 * x end,
    inverted = function(x) return 255 - 25.5 * x end,
  } do
    local text, count = picture.text(A, { width = 3, map = map }, "half", "true")
    lu.assertEquals(count, 2)
    for i, line in ipairs(half_blocks(text)) do
      lu.assertEquals(#line, 3)
      for j, cell in ipairs(line) do
        lu.assertEquals(cell[1], "▀")
        for k = 1, 2 do
          local r, g, b = cell[k + 1]:match "(%d+),(%d+),(%d+)"
          lu.assertEquals({ r, r }, { g, b })
          lu.assertAlmostEquals(tonumber(r), color_of(A[2 * i - 2 + k][j]), 0.5)
        end
      end
    end
  end
end

-- The larger the darker unless something is negative; then blue, white, red about zero.
function TestPicture.testDefaultMapAndRange()
  local cells = half_blocks(picture.text(nn.matrix { { 2, 6 }, { 6, 4 } }, { width = 2 }, "half", "true"))[1]
  lu.assertEquals({ cells[1][2], cells[1][3], cells[2][2] }, { grey(255), grey(0), grey(0) })
  cells = half_blocks(picture.text(nn.matrix { { -4, 0 }, { 4, -2 } }, { width = 2 }, "half", "true"))[1]
  lu.assertEquals({ cells[1][2], cells[1][3], cells[2][2] }, { "0,0,255", "255,0,0", grey(255) })
  -- -1 .. 4 is drawn from -4 to 4: -1 is a quarter blue
  local text = picture.text(nn.matrix { { -1, 4 }, { -1, 4 } }, { width = 2 }, "half", "true")
  local r, g, b = half_blocks(text)[1][1][2]:match "(%d+),(%d+),(%d+)"
  lu.assertEquals(b, "255")
  lu.assertEquals(r, g)
  lu.assertAlmostEquals(tonumber(r), 255 * 3 / 4, 1)
end

function TestPicture.testRangeClips()
  local A = nn.matrix { { 0, 5 }, { 1, 2 } }
  local cells = half_blocks(picture.text(A, { width = 2, range = { 1, 2 } }, "half", "true"))[1]
  lu.assertEquals({ cells[1][2], cells[1][3], cells[2][2], cells[2][3] },
    { grey(255), grey(255), grey(0), grey(0) })
end

-- A number of a small matrix is several columns wide, and twice as many pixels high as lines.
function TestPicture.testSmallMatricesAreEnlarged()
  local lines = half_blocks(picture.text(nn.matrix { { 0, 1, 0 }, { 1, 0, 1 }, { 0, 1, 0 } }, nil, "half",
    "true"))
  lu.assertEquals(#lines, 12)
  for i, line in ipairs(lines) do
    lu.assertEquals(#line, 24)
    for j, cell in ipairs(line) do
      local odd = ((i - 1) // 4 + (j - 1) // 8) % 2 == 1
      lu.assertEquals(cell[2], grey(odd and 0 or 255))
      lu.assertEquals(cell[3], cell[2])
    end
  end
  lu.assertEquals(#half_blocks(picture.text(nn.zeros(28, 28), nil, "half", "true"))[1], 28)
  lu.assertEquals(#half_blocks(picture.text(nn.zeros(5, 7), nil, "half", "true"))[1], 28)
end

function TestPicture.testNanIsMarkedAndTold()
  local A = nn.matrix { { 1, 0 / 0 }, { 1 / 0, 3 } }
  local text = picture.text(A, { width = 2 }, "half", "true")
  lu.assertEquals(half_blocks(text)[1][2][2], "0,255,0")
  lu.assertEquals(lines_of(text)[2], "1 nan (green), 1 inf")
  local lines = plain(nn.matrix { { 1, 0 / 0, 3, 1 / 0 }, { 1, 3, 3, 3 } }, { width = 4 })
  lu.assertEquals(lines, { " ?@@", "1 nan (?), 1 inf" })
  lines = plain(nn.full(4, 4, 0 / 0), { legend = true, width = 4 })
  lu.assertEquals({ lines[1], lines[2] }, { "????", "????" })
  lu.assertEquals(lines[3]:match "^0 .* 1  16 nan %(%?%)$", lines[3])
end

-- One NaN of a large matrix does not get lost among its neighbours.
function TestPicture.testOneNanOfMany()
  local A = nn.rand(500, 700)
  A[3][690] = 0 / 0
  local lines = plain(A, { width = 20 })
  lu.assertEquals(lines[1]:sub(20), "?")
  local _, marks = table.concat(lines, "", 1, #lines - 1):gsub("?", "")
  lu.assertEquals(marks, 1)
  lu.assertEquals(half_blocks(picture.text(A, { width = 20 }, "half", "true"))[1][20][2], "0,255,0")
end

-- ---- characters ----------------------------------------------------------------------------------------

-- Without colours ink stands for large numbers; each line is two rows of pixels.
function TestPicture.testAscii()
  local A = nn.matrix { { 0, 9, 0, 9 }, { 0, 9, 0, 9 }, { 9, 0, 0, 9 }, { 9, 0, 0, 9 } }
  for _, map in ipairs { "grey", "inverted" } do
    lu.assertEquals(plain(A, { width = 4, map = map }), { " @ @", "@  @" })
  end
  local ramp = nn.matrix { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } }
  local line = plain(ramp, { width = 10 })[1]
  lu.assertEquals(#line, 10)
  lu.assertEquals({ line:sub(1, 1), line:sub(10) }, { " ", "@" })
  local seen = {}
  for c in line:gmatch "." do seen[#seen + 1] = c end
  for k = 2, 10 do lu.assertNotEquals(seen[k], seen[k - 1]) end
  -- negative numbers too: the lowest is paper, the largest ink
  lu.assertEquals(plain(nn.matrix { { -1, 1 }, { -1, 1 } }, { width = 2 }), { " @" })
end

function TestPicture.testNothingButAsciiInAscii()
  local d = nn.data.digits()
  local text = picture.text({ d[1], d[2] }, { title = "Ärger", captions = { "fünf", "…" }, legend = true },
    "ascii", "none")
  lu.assertNil(text:find "[\128-\255\27]")
  lu.assertStrContains(text, "?rger")
  lu.assertStrContains(text, "f?nf")
end

-- ---- grids ---------------------------------------------------------------------------------------------

function TestPicture.testGridLayout()
  local ink, paper = nn.full(2, 4, 1), nn.zeros(2, 4)
  local options = { columns = 2, width = 10, captions = { "a", "bc", 3 }, range = { 0, 1 } }
  lu.assertEquals(plain({ ink, paper, ink }, options),
    { "@@@@      ", " a     bc", "", "@@@@", " 3" })
end

function TestPicture.testColumns()
  local list = {}
  for k = 1, 7 do list[k] = nn.ones(4, 4) end
  for columns, rows in pairs { [1] = 7, [2] = 4, [3] = 3, [7] = 1, [100] = 1 } do
    local lines = plain(list, { columns = columns, width = 40 })
    local gaps = 0
    for _, line in ipairs(lines) do
      if line == "" then gaps = gaps + 1 end
      lu.assertTrue(#line <= 40)
    end
    lu.assertEquals(gaps, rows - 1)
  end
end

-- Rows are equally long: 12 pictures that could stand 10 beside each other stand 6 and 6.
function TestPicture.testEvenRows()
  local list = {}
  for k = 1, 12 do list[k] = nn.ones(28, 28) end
  list.show = false
  local image = nn.show(list)
  lu.assertEquals(image.width, 8 + 6 * (28 * 7 + 2 + 8)) -- 1280 // 6 - 10 are 203 pixels: 7 a number
  -- into a pipe, so in 80 columns, at least 24 each: 3 beside each other
  local text = child.run("local l = {} for k = 1, 11 do l[k] = nn.ones(28, 28) end nn.show(l)", nil,
    "TERM=xterm")
  local rows, widest = 1, 0
  for _, line in ipairs(lines_of(text .. "\n")) do
    if line == "" then rows = rows + 1 end
    widest = math.max(widest, utf8.len(line))
  end
  lu.assertEquals({ rows, widest }, { 4, 3 * 25 + 2 * 2 })
end

function TestPicture.testCaptionsAreCutToTheWidth()
  local A = nn.ones(2, 8)
  lu.assertEquals(plain({ A, A }, { columns = 2, width = 18, captions = { "a long caption", "12345678" } },
    "half")[2], "a long …  12345678")
  lu.assertEquals(plain({ A, A }, { columns = 2, width = 18, captions = { "a long caption", "ääääääääää" } }
  )[2], "a long..  ??????..")
  lu.assertEquals(plain({ A, A }, { columns = 2, width = 18, captions = { "ääääääääää" } }, "half")[2],
    "äääääää…")
  -- words alone on a line may be longer than the picture, but not than the terminal is wide
  local lines = plain(A, { width = 8, title = ("t"):rep(200), captions = { ("c"):rep(200) } }, "half")
  local most = core.columns(1)
  lu.assertEquals({ lines[1], lines[3] }, { ("t"):rep(most - 1) .. "…", ("c"):rep(most - 1) .. "…" })
end

-- Neither the cursor, nor the colours, nor the title of a terminal obey a caption.
function TestPicture.testHostileCaptions()
  local A = nn.ones(2, 2)
  local text = picture.text({ A, A, A }, { columns = 3, width = 60, title = "\27]0;owned\7x",
    captions = { "\27[31mred\27[0m", "two\nlines\r\b", "\u{9b}2J\u{202e}\xff" } }, "half", "none")
  lu.assertNil(text:gsub("\n", ""):find "%c")
  lu.assertNil(text:find "\u{9b}")
  lu.assertNil(text:find "\u{202e}")
  lu.assertNotNil(utf8.len(text))
  lu.assertStrContains(text, "?]0;owned?x")
  lu.assertStrContains(text, "?[31mred?[0m")
  lu.assertEquals(select(2, text:gsub("\n", "")), #plain({ A, A, A }, { columns = 3, width = 60,
    title = "x", captions = { "x", "y", "z" } }))
end

function TestPicture.testLegend()
  local A = nn.matrix { { 1, 2 }, { 3, 1234.5678 } }
  local lines = plain(A, { legend = true })
  local low, strip, high = lines[#lines]:match "^(%S+) (.*) (%S+)$"
  lu.assertEquals({ low, high }, { "1", "1235" })
  lu.assertEquals(#strip, 16)
  lu.assertEquals({ strip:sub(1, 1), strip:sub(16) }, { " ", "@" })
  lines = plain(A - 10, { legend = true })
  lu.assertNotNil(lines[#lines]:match "^%-1225 .* 0 .* 1225$", lines[#lines])
  lines = plain({ A, A * 2 }, { legend = true, range = { -0.5, 7 } })
  lu.assertNotNil(lines[#lines]:match "^%-0%.5 .* 7$", lines[#lines])
  -- one scale for all matrices
  lines = plain({ A, A * 2 }, { legend = true })
  lu.assertNotNil(lines[#lines]:match "^1 .* 2469$", lines[#lines])
end

-- The colours of the legend are those of the picture.
function TestPicture.testLegendInColours()
  local lines = half_blocks(picture.text(nn.matrix { { -2, 2 } }, { legend = true }, "half", "true"))
  local cells = {}
  for _, cell in ipairs(lines[#lines]) do if cell[1] == "▀" then cells[#cells + 1] = cell[2] end end
  lu.assertEquals(#cells, 16)
  lu.assertEquals({ cells[1], cells[8], cells[9], cells[16] }, { "0,0,255", grey(255), grey(255), "255,0,0" })
end

-- ---- what can be drawn ---------------------------------------------------------------------------------

function TestPicture.testRowsAndColumnsAsPictures()
  local digit = nn.data.digits()[1].input
  local text = picture.text(digit, nil, "half", "true")
  for _, thing in ipairs { digit.T, digit:reshape(28, 28) } do
    lu.assertEquals(picture.text(thing, nil, "half", "true"), text)
  end
  lu.assertEquals(#lines_of(text), 14)
  lu.assertEquals(#plain(nn.range(1, 10), { width = 10, shape = { 2, 5 } }), 2)
  lu.assertEquals(#plain(nn.range(1, 36).T, { width = 36 }), 1) -- a row of less than 64 is a row
  lu.assertEquals(#plain(nn.range(1, 64).T, { width = 8 }), 4)
end

function TestPicture.testActivations()
  local n = nn.network { 3, 4, 2, seed = 1 }
  local o = n:activations { 0.1, 0.5, 0.9 }
  local options = { columns = 3, width = 10, legend = true }
  lu.assertEquals(plain(o, options), plain({ o[1], o[2], o[3] }, options))
end

function TestPicture.testSamplesAndSets()
  local d = nn.data.digits()
  local lines = plain(d[3], nil)
  lu.assertEquals(lines[#lines]:match "^%s*(%S+)$", tostring(d[3].label))
  lines = plain(d[3], { captions = { "mine" } })
  lu.assertEquals(lines[#lines]:match "^%s*(%S+)$", "mine")
  lu.assertEquals(#plain(d[3], { captions = {} }), #lines - 1)
  -- a sample is a plain table besides
  local sample = d[1]
  lu.assertNil(sample.no_such_field)
  local keys = {}
  for key in pairs(sample) do keys[#keys + 1] = key end
  table.sort(keys)
  lu.assertEquals(keys, { "input", "label", "target" })
  sample.label = nil
  lu.assertEquals(#plain(sample), #lines - 1)
end

-- The set knows that its pictures are 3 high and 2 wide; six numbers alone are a column.
function TestPicture.testASetsShape()
  child.in_folder(function(folder)
    local function u32(...) return (">I4"):rep(select("#", ...)):pack(...) end
    child.write(folder .. "/images", u32(0x803, 2, 3, 2) .. "\0\0\255\255\0\0" .. "\255\0\255\0\255\0")
    child.write(folder .. "/labels", u32(0x801, 2) .. "\0\1")
    local d = nn.data.idx(folder .. "/images", folder .. "/labels")
    local file = folder .. "/d.png"
    lu.assertEquals(select("#", d:show(1, 2, { save = file, captions = {} })), 0)
    local image = core.image_read(file)
    local side = 64
    lu.assertEquals({ image.width, image.height },
      { 3 * 8 + 2 * (2 * side + 2), 8 + 3 * side + 2 + 8 })
    -- dark is 255: the second row of the first, the first column of the second
    local left = 8 + 1
    lu.assertEquals(pixel(image, 9 + 1, left + 1), { 255, 255, 255 })
    lu.assertEquals(pixel(image, 9 + side + 1, left + 1), { 0, 0, 0 })
    lu.assertEquals(pixel(image, 9 + 2 * side + 1, left + 1), { 255, 255, 255 })
    left = left + 2 * side + 2 + 8
    lu.assertEquals(pixel(image, 9 + 1, left + 1), { 0, 0, 0 })
    lu.assertEquals(pixel(image, 9 + 1, left + side + 1), { 255, 255, 255 })
  end)
end

-- A light image, such as paper with lines on it, is ink on paper where there are no colours.
function TestPicture.testImages()
  local light = core.image(2, 2, ("\255"):rep(9) .. "\0\0\0")
  lu.assertEquals(#plain(light, { width = 2 }), 1)
  local dark = core.image(4, 2, ("\0"):rep(18) .. ("\255"):rep(6))
  lu.assertEquals(plain(light, { width = 2 })[1]:sub(1, 1), " ")
  lu.assertEquals(plain(dark, { width = 4 })[1]:sub(1, 2), "  ")
  -- a line a tenth of a character wide is seen on white paper
  local row = ("\255"):rep(3 * 60) .. "\0\0\0" .. ("\255"):rep(3 * 19)
  lu.assertEquals(plain(core.image(80, 20, row:rep(20)), { width = 8 })[1], "      @ ")
  local cells = half_blocks(picture.text(dark, { width = 4 }, "half", "true"))[1]
  lu.assertEquals({ cells[1][2], cells[1][3], cells[4][2], cells[4][3] },
    { grey(0), grey(0), grey(0), grey(255) })
end

-- In a file they keep their size unless the page would become too wide.
function TestPicture.testImagesInAGrid()
  local large = core.image(5000, 1000, ("\255\0\0"):rep(5000000))
  local page = nn.show { large, core.image(10, 10), show = false }
  lu.assertEquals(page.width, 8 + 2048 + 2 + 8 + 10 + 2 + 8)
  lu.assertEquals(page.height, 8 + 409 + 2 + 8)
  lu.assertEquals(pixel(page, 10 + 408, 10 + 2047), { 255, 0, 0 })
  lu.assertEquals(pixel(page, 10 + 409, 10 + 2047), { 192, 192, 192 })
end

function TestPicture.testConstantAndTiny()
  lu.assertEquals(plain(nn.matrix { { 5 } }, { width = 1 }), { "@" })
  lu.assertEquals(plain(nn.matrix { { 0 } }, { width = 1 }), { " " })
  lu.assertEquals(plain(nn.full(2, 2, -3), { width = 2 }), { "  " })
  local lines = plain(nn.full(3, 3, 0.25), { legend = true })
  lu.assertNotNil(lines[#lines]:match "^0 .* 0%.25$", lines[#lines])
  lines = plain(nn.zeros(3, 3), { legend = true })
  lu.assertNotNil(lines[#lines]:match "^0 .* 1$", lines[#lines])
  for _, size in ipairs { { 1, 1 }, { 1, 1000 }, { 1000, 1 }, { 3, 5000 } } do
    for _, width in ipairs { 1, 7, 300 } do
      for _, line in ipairs(plain(nn.ones(size[1], size[2]), { width = width })) do
        lu.assertEquals(#line, width)
      end
    end
  end
end

-- Every number counts in the means of a large matrix, and nothing large is made of it on the way.
function TestPicture.testHugeMatricesAreReduced()
  local A = nn.zeros(2000, 3000)
  for i = 1001, 2000 do
    for j = 1501, 3000 do A:set(i, j, 1) end
  end
  lu.assertEquals(plain(A, { width = 6 }), { "      ", "   @@@" })
  local image = nn.zeros(9000, 100):show { show = false }
  lu.assertEquals({ image.width, image.height }, { 100, 3000 })
end

-- ---- PNG files -----------------------------------------------------------------------------------------

function TestPicture.testPngOfAMatrix()
  child.in_folder(function(folder)
    local file = folder .. "/a.png"
    nn.matrix { { 0, 1, 2 }, { 3, 4, 5 } }:show { save = file }
    local image = core.image_read(file)
    lu.assertEquals({ image.width, image.height }, { 192, 128 })
    for i = 0, 1 do
      for j = 0, 2 do
        local value = math.floor(255 - 51 * (3 * i + j) + 0.5)
        for _, at in ipairs { { 1, 1 }, { 64, 64 }, { 1, 64 }, { 30, 20 } } do
          lu.assertEquals(pixel(image, 64 * i + at[1], 64 * j + at[2]), { value, value, value })
        end
      end
    end
  end)
end

-- Python's reader sees what ours sees.
function TestPicture.testPngByPillow()
  local _, status = child.shell "/usr/bin/python3 -c 'import PIL' 2>/dev/null"
  lu.skipIf(status ~= 0, "Pillow is not installed")
  child.in_folder(function(folder)
    local file = folder .. "/a.png"
    nn.matrix { { -2, 0, 2 } }:show { save = file }
    local text = child.shell(("/usr/bin/python3 -c %s %s"):format(child.quote(
      "import sys, PIL.Image as I; i = I.open(sys.argv[1]).convert('RGB'); "
      .. "print(i.size, [i.getpixel((x, 5)) for x in (0, 63, 64, 127, 128, 191)])"), child.quote(file)))
    lu.assertEquals(text, "(192, 64) [(0, 0, 255), (0, 0, 255), (255, 255, 255), (255, 255, 255), "
      .. "(255, 0, 0), (255, 0, 0)]")
  end)
end

-- White paper, a grey frame, the picture, the caption below it in black.
function TestPicture.testPngOfAGrid()
  local image = nn.show { nn.ones(2, 2), nn.zeros(2, 2), nn.ones(2, 2), columns = 2, title = "|",
    captions = { "l", "", "." }, show = false }
  local box = 2 * 64 + 2
  local top = 8 + 14 + 8 -- the title is 14 high
  lu.assertEquals(image.width, 8 + 2 * (box + 8))
  lu.assertEquals(image.height, top + 2 * (box + 3 + 14 + 8))
  for _, at in ipairs { { 1, 1, 255 }, { top + 1, 9, 192 }, { top + 2, 10, 0 }, { top + box, 8 + box, 192 },
    { top + 2, 9 + box, 255 }, { top + 2, 16 + box + 2, 255 }, { top + box + 3 + 14 + 8 + 2, 10, 0 },
    { top + box + 3 + 14 + 8 + 2, 16 + box + 2, 255 } } do
    lu.assertEquals(pixel(image, at[1], at[2]), { at[3], at[3], at[3] }, at[1] .. ", " .. at[2])
  end
  local function ink(row, column, height, width)
    local count = 0
    for i = row, row + height - 1 do
      for j = column, column + width - 1 do
        if image:pixel(i, j) == 0 then count = count + 1 end
      end
    end
    return count
  end
  lu.assertEquals(ink(9, 9, 14, box), 7 * 4) -- "|" at twice its size
  lu.assertTrue(ink(top + box + 4, 9, 14, box) > 7 * 4) -- "l"
  lu.assertEquals(ink(top + box + 4, 17 + box, 14, box), 0)
end

function TestPicture.testPngLegend()
  local A = nn.matrix { { 0, 1 } }
  local without = A:show { title = "x", show = false }
  local with = A:show { title = "x", legend = true, show = false }
  lu.assertEquals(with.height, without.height + 16 + 8)
  local row = without.height + 1 + 7
  local dark, light, last = 0, 0, 256
  for j = 1, with.width do -- from white to black between the two frames
    local r = with:pixel(row, j)
    if r == 0 then dark = dark + 1 elseif r == 255 then light = light + 1 end
    if r ~= 192 and r ~= 255 and r ~= 0 then
      lu.assertTrue(r <= last)
      last = r
    end
  end
  lu.assertTrue(dark >= 8 and light >= 8 and last < 32)
end

function TestPicture.testSaveAndShow()
  child.in_folder(function(folder)
    local text = child.run(([[
      local A = nn.matrix{{0, 1}, {1, 0}}
      print(select("#", A:show{save = %q}))
      print(A:show{show = false})
      print(select("#", A:show{save = %q, show = false}))
      print(select("#", A:show{save = %q, show = true, width = 2}))
      print(A:show{show = false}:save(%q))
    ]]):format(folder .. "/1.png", folder .. "/2.png", folder .. "/3.png", folder .. "/4.png"), nil,
      "TERM=dumb")
    lu.assertEquals(text, "0\nimage of 128 x 128 pixels\n0\n++\n0\nimage of 128 x 128 pixels")
    for k = 2, 4 do
      lu.assertEquals(child.read(("%s/%d.png"):format(folder, k)), child.read(folder .. "/1.png"))
    end
  end)
end

-- ---- terminals -----------------------------------------------------------------------------------------

local CODE = "nn.matrix{{0, 1}, {0, 1}}:show{width = 2}"

-- What is written to stdout under `environment`, with stdout a terminal (script makes one) or a pipe.
local function output(environment, on_terminal, option)
  local command = ("env -u NO_COLOR -u COLORTERM -u TERM_PROGRAM -u KITTY_PID %s %s %s -e %s"):format(
    environment, child.quote(child.program()), option or "", child.quote(CODE))
  if on_terminal then command = ("script -qec %s /dev/null </dev/null"):format(child.quote(command)) end
  return (child.shell(command):gsub("\r", ""))
end

function TestPicture.testModes()
  lu.assertEquals(output("TERM=xterm-256color", false), " █")
  lu.assertEquals(output("TERM=dumb", false), " @")
  lu.assertEquals(output("TERM=dumb", true), " @")
  lu.assertEquals(output("-u TERM", true), " @")
  lu.assertEquals(output("TERM=xterm-256color NO_COLOR=1", true), " █")
  lu.assertEquals(output("TERM=xterm-256color", true, "--no-color"), " █")
  lu.assertStrMatches(output("TERM=xterm-256color", true), ".*\27%[.*▀.*▀\27%[0m")
  lu.assertStrContains(output("TERM=xterm-kitty", true), "\27_G")
end

-- In a terminal that takes pixels the text says how far the cursor comes down.
function TestPicture.testPixelModes()
  local A = nn.ones(4, 4)
  for mode, mark in pairs { kitty = "\27_G", sixel = "\27P", iterm = "\27]1337;" } do
    local text, lines = picture.text({ A, A, A }, { columns = 2, title = "t", captions = { "a", "b", "c" },
      width = 18 }, mode, "true")
    lu.assertEquals(select(2, text:gsub(mark:gsub("%p", "%%%0"), "")) >= 2, true)
    lu.assertEquals(lines, 1 + 4 + 1 + 1 + 4 + 1) -- title, picture, captions, space, picture, captions
  end
end

function TestPicture.testOnTheScreen()
  lu.skipIf(not terminal.possible(), "tmux is not installed")
  terminal.run({}, { env = { TERM = "tmux-256color" } }, function(t)
    t:wait_prompt()
    local text = t:ask "nn.matrix{{0, 1}, {1, 0}}:show{width = 4, title = \"checks\", legend = true}"
    local lines = lines_of(text .. "\n")
    lu.assertEquals(lines[1], "checks")
    lu.assertEquals({ lines[2], lines[3] }, { "▀▀▀▀", "▀▀▀▀" })
    lu.assertEquals(lines[4], "0 " .. ("▀"):rep(16) .. " 1")
    lu.assertEquals(#lines, 4) -- and nothing is printed after it
  end)
end

-- ---- mistakes ------------------------------------------------------------------------------------------

function TestPicture.testMistakes()
  local A, d = nn.ones(2, 2), nn.data.digits()
  for _, case in ipairs {
    { "map must be one of 'grey', 'inverted', 'diverging', got 'gray', did you mean 'grey'?",
      { map = "gray" } },
    { "unknown option 'lenged', did you mean 'legend'?", { lenged = true } },
    { "range must be a pair of numbers, {low, high}, the lower first", { range = { 2, 1 } } },
    { "range must be a pair", { range = { 0, 0 / 0 } } },
    { "range must be a pair", { range = { 0, math.huge } } },
    { "columns must be a whole number of 1 or more", { columns = 0 } },
    { "width must be a whole number from 1 to 1000, got 0", { width = 0 } },
    { "captions must be a list of words or numbers", { captions = { {} } } },
    { "captions must be a list of words or numbers", { captions = "one" } },
    { "captions for 2 pictures, but only 1 to draw", { captions = { "a", "b" } } },
    { "title must be a string", { title = 3 } },
    { "save must be a name that ends in .png, got 'a.jpg'", { save = "a.jpg" } },
    { "shape = {2, 3} is for 6 numbers, the matrix is 2x2", { shape = { 2, 3 } } },
    { "shape must be a pair of whole numbers", { shape = { 2, 1.5 } } },
    { "No such file", { save = "/nonexistent/a.png" } },
    { "a table of options was expected, got 5", 5 },
  } do raises(case[1], A.show, A, case[2]) end
  raises("there is nothing to draw", nn.show, {})
  raises("was expected as picture 2, got 7", nn.show, { A, 7 })
  raises("a matrix, a sample, an image or a plot was expected, got nil", nn.show)
  raises("options stand in the list itself", nn.show, { A }, { legend = true })
  raises("a sample's number must be a whole number from 1 to 4000, got 0", d.show, d, 0)
  raises("samples 3 to 2 hold nothing", d.show, d, 3, 2)
  raises("1001 pictures are too many at once, at most 1000", d.show, d, 1, 1001)
  raises("a data set was expected", d.show, 3)
  raises("a sample was expected", d[1].show, {})
  raises("the file's name must be a name that ends in .png", function() A:show { show = false }:save "a" end)
end
