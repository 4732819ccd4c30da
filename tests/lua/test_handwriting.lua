--[[ nn.image.load: its steps on small matrices whose answers are worked out by hand, whole pictures, the
book's own pictures, photographs drawn by tests/ref/photos.py, odd files; and scripts/my_digit.lua. ]]
local lu = require "luaunit"
local child = require "child"
local raises = require "raises"
local assert_matrix = require "assert_matrix"
local staged = require "staged"
local handwriting = require "nn.handwriting"
local nn = require "nn"

TestHandwriting, TestImageLoad, TestOwnDigits = {}, {}, {}

-- Zeros with some numbers: { {row, column, value}, … }.
local function points(rows, cols, list)
  local M = nn.zeros(rows, cols)
  for _, p in ipairs(list) do M:set(p[1], p[2], p[3]) end
  return M
end

-- M with the rows top..bottom and columns left..right set to a value.
local function fill(M, top, bottom, left, right, value)
  for i = top, bottom do
    for j = left, right do M:set(i, j, value) end
  end
  return M
end

-- ---- steps -----------------------------------------------------------------------------------------

function TestHandwriting.testSmallerIsTheMeanOfAreas()
  local A = nn.matrix { { 1, 2, 10, 20 }, { 3, 6, 30, 40 }, { 0, 0, 5, 5 }, { 0, 8, 5, 5 } }
  assert_matrix(handwriting.resized(A, 2, 2), { { 3, 25 }, { 2, 5 } }, 1e-12)
  -- three pixels into two: each covers one and a half
  assert_matrix(handwriting.resized(nn.matrix { { 1, 2, 3 } }, 1, 2), { { 4 / 3, 8 / 3 } }, 1e-12)
  assert_matrix(handwriting.resized(A, 4, 4), A, 1e-12)
end

function TestHandwriting.testLargerIsBilinear()
  assert_matrix(handwriting.resized(nn.matrix { { 0, 4 } }, 1, 4), { { 0, 1, 3, 4 } }, 1e-12)
  assert_matrix(handwriting.resized(nn.matrix { { 0, 4 }, { 8, 12 } }, 4, 4),
    { { 0, 1, 3, 4 }, { 2, 3, 5, 6 }, { 6, 7, 9, 10 }, { 8, 9, 11, 12 } }, 1e-12)
  assert_matrix(handwriting.resized(nn.matrix { { 7 } }, 2, 3), nn.full(2, 3, 7), 1e-12)
end

function TestHandwriting.testFittedKeepsProportions()
  local function shape(rows, cols) return { handwriting.fitted(nn.ones(rows, cols), 20):shape() } end
  lu.assertEquals(shape(40, 20), { 20, 10 })
  lu.assertEquals(shape(30, 300), { 2, 20 })
  lu.assertEquals(shape(5, 3), { 20, 12 })
  lu.assertEquals(shape(1000, 1), { 20, 1 })
end

-- The example of A. Greensted's "Otsu Thresholding" (The Lab Book Pages): 6x6 pixels of six levels,
-- counts 8 7 2 6 9 4; ink begins at 3, with means 0.6471 and 3.8947.
function TestHandwriting.testOtsu()
  local list = {}
  for level, count in pairs { [0] = 8, 7, 2, 6, 9, 4 } do
    for _ = 1, count do list[#list + 1] = level end
  end
  local level, apart = handwriting.otsu(nn.matrix(list):reshape(6, 6))
  lu.assertEquals(level, 2.5)
  lu.assertAlmostEquals(apart, 74 / 19 - 11 / 17, 1e-12)
  -- any level between 10 and 110 does: the middle
  lu.assertEquals({ handwriting.otsu(nn.matrix { { 10, 110 }, { 10, 10 } }) }, { 60, 100 })
  lu.assertEquals(select(2, handwriting.otsu(nn.full(3, 3, 9))), 0)
end

function TestHandwriting.testInkIsAShareOfTheLight()
  local A = nn.matrix { { 200, 100, 0, 220 } }
  assert_matrix(handwriting.ink(A, 200, true), { { 0, 127.5, 255, 0 } }, 1e-12)
  assert_matrix(handwriting.ink(nn.matrix { { 100, 50, 0, 5 } }, nn.matrix { { 100, 100, 100, 0 } }, true),
    { { 0, 127.5, 255, 0 } }, 1e-12)
  assert_matrix(handwriting.ink(nn.matrix { { 40, 240, 30 } }, 40, false), { { 0, 200, 0 } }, 1e-12)
end

-- Light that falls to a half from left to right; a stroke that reflects a quarter of what the paper does.
local function shaded(paper, ink)
  local A = nn.full(60, 80, paper)
  fill(A, 15, 45, 38, 43, ink)
  return A * nn.linspace(1, 0.5, 80).T
end

function TestHandwriting.testPaperUnderUnevenLight()
  local A = shaded(240, 60)
  lu.assertTrue(handwriting.paper_is_light(A))
  local paper = handwriting.paper(A, true)
  -- through the stroke, too; a block of 8 columns spans 12, and the last ones take their neighbours'
  assert_matrix(paper:row(30), 240 * nn.linspace(1, 0.5, 80).T, 20)
  local D = handwriting.ink(A, paper, true)
  lu.assertTrue(D:sub(15, 45, 38, 43):min() > 0.75 * 255 - 15)
  lu.assertTrue(D:sub(1, 60, 1, 37):max() < 40 and D:sub(1, 60, 44, 80):max() < 40)
end

function TestHandwriting.testWhichIsPaper()
  lu.assertFalse(handwriting.paper_is_light(shaded(60, 240)))
  lu.assertFalse(handwriting.paper_is_light(255 - shaded(240, 60)))
  lu.assertTrue(handwriting.paper_is_light(nn.full(5, 5, 30))) -- nothing to see
  -- a dark table on two sides of the sheet, larger than the ink
  local A = fill(fill(shaded(240, 60), 1, 60, 1, 8, 40), 54, 60, 1, 80, 40)
  lu.assertTrue(handwriting.paper_is_light(A))
  lu.assertFalse(handwriting.paper_is_light(255 - A))
end

function TestHandwriting.testCleanKeepsStrokesAndTheirRims()
  local D = fill(nn.zeros(12, 12), 3, 7, 3, 7, 200) -- 25 pixels
  fill(D, 3, 4, 9, 9, 150) -- a second stroke: 2 pixels, 8 % of the first
  local clean = D:copy()
  for _, p in ipairs { { 8, 4 }, { 2, 2 }, { 8, 8 }, { 5, 10 } } do -- rims, corner to corner too
    D:set(p[1], p[2], 40)
    clean:set(p[1], p[2], 40)
  end
  D:set(10, 10, 255) -- a speck of one pixel, and paler pixels beside nothing but it
  D:set(10, 11, 40)
  D:set(10, 5, 90)
  assert_matrix(handwriting.clean(D, 100), clean)
end

function TestHandwriting.testCleanDropsWhatRunsOffThePicture()
  local digit = fill(nn.zeros(12, 12), 3, 7, 4, 6, 200) -- 15 pixels that touch no edge
  assert_matrix(handwriting.clean(fill(digit:copy(), 1, 12, 12, 12, 180), 100), digit)
  -- a stroke to the edge is all there is, or nearly all
  local alone = fill(nn.zeros(12, 12), 1, 12, 5, 6, 200)
  assert_matrix(handwriting.clean(alone, 100), alone)
  fill(alone, 4, 6, 9, 9, 200) -- 3 beside 24: not large enough to be the digit
  assert_matrix(handwriting.clean(alone, 100), alone)
end

function TestHandwriting.testBox()
  lu.assertEquals({ handwriting.box(points(5, 6, { { 2, 5, 1 }, { 4, 3, 9 } })) }, { 2, 4, 3, 5 })
  lu.assertEquals({ handwriting.box(points(5, 6, { { 5, 1, 1 } })) }, { 5, 5, 1, 1 })
  lu.assertNil((handwriting.box(nn.zeros(3, 3))))
end

-- Two apart and touching ones; not what is one digit: in one piece, in pieces of which one is above the
-- other or low, or beside specks.
function TestHandwriting.testSeveral()
  local function bars(rows, cols, list)
    local M = nn.zeros(rows, cols)
    for _, b in ipairs(list) do fill(M, b[1], b[2], b[3], b[4], 200) end
    return M
  end
  for name, M in pairs {
    ["two"] = bars(40, 40, { { 5, 35, 8, 11 }, { 8, 36, 22, 34 } }),
    ["1 beside a large 0"] = bars(40, 40, { { 5, 35, 2, 5 }, { 5, 35, 9, 12 }, { 5, 35, 32, 35 },
      { 5, 8, 9, 35 }, { 32, 35, 9, 35 } }),
    ["touching"] = bars(40, 60, { { 5, 35, 5, 54 } }),
  } do lu.assertTrue(handwriting.several(M), name) end
  for name, M in pairs {
    ["one"] = bars(40, 40, { { 5, 35, 5, 35 } }),
    ["a 5 whose top stroke is apart"] = bars(40, 40, { { 5, 8, 18, 35 }, { 10, 36, 8, 16 },
      { 16, 36, 10, 30 } }),
    ["a top stroke far to the right"] = bars(40, 40, { { 5, 8, 20, 35 }, { 10, 36, 5, 18 } }),
    ["specks"] = bars(40, 40, { { 5, 35, 15, 25 }, { 5, 35, 30, 30 }, { 5, 8, 2, 5 } }),
    ["pale ink between"] = bars(40, 40, { { 5, 35, 8, 11 }, { 5, 35, 22, 34 } }):add(
      fill(nn.zeros(40, 40), 10, 14, 12, 21, 150)),
  } do lu.assertFalse(handwriting.several(M), name) end
end

-- The mean of all pixels above 0 becomes 174, which is that of MNIST's training images.
function TestHandwriting.testInked()
  assert_matrix(handwriting.inked(nn.matrix { { 0, 100, 50, 100 } }), { { 0, 255, 127.5, 255 } }, 1e-9)
  local pale = handwriting.inked(nn.matrix { { 0, 100, 20, 20, 20 } })
  lu.assertEquals({ pale:get(1, 1), pale:get(1, 2) }, { 0, 255 })
  -- 255 and three times x make 174 where x = 147; a step is 5 %
  lu.assertTrue(pale:get(1, 3) >= 147 and pale:get(1, 3) <= 147 * 1.05)
end

function TestHandwriting.testPlacedByCentreOfMass()
  -- all mass in one pixel: it comes to row 15 and column 15 of 28, where MNIST's centres are
  assert_matrix(handwriting.placed(points(3, 3, { { 1, 3, 5 } }), 28, 28, true),
    points(28, 28, { { 15, 15, 5 } }))
  -- (1 · 1 + 3 · 4) / 5 = 2.6: column 3 at 15 leaves the centre at 14.6
  assert_matrix(handwriting.placed(nn.matrix { { 1, 0, 4 } }, 28, 28, true),
    points(28, 28, { { 15, 13, 1 }, { 15, 15, 4 } }))
  -- never over the edge
  assert_matrix(handwriting.placed(points(20, 1, { { 20, 1, 9 } }), 20, 3, true),
    points(20, 3, { { 20, 2, 9 } }))
  assert_matrix(handwriting.placed(nn.matrix { { 1, 2 }, { 3, 4 } }, 4, 4, false),
    { { 0, 0, 0, 0 }, { 0, 1, 2, 0 }, { 0, 3, 4, 0 }, { 0, 0, 0, 0 } })
end

-- ---- whole pictures ----------------------------------------------------------------------------------

-- A 0 as MNIST would have it: 20 pixels high, 14 wide, the mean of its ink 174 or more, and its centre of
-- mass less than half a pixel from row 15 and column 15. In its box, with a hole of 12x7 around 9.5 and 7:
-- (280 · 10.5 - 84 · 9.5) / 196 = 10.93 and (280 · 7.5 - 84 · 7) / 196 = 7.71, to which 4 and 7 are added.
local function zero()
  local M = fill(nn.zeros(28, 28), 5, 24, 8, 21, 255)
  fill(M, 8, 19, 11, 17, 0)
  return M
end

local function in_file(M, body)
  child.in_folder(function(folder)
    M:save(folder .. "/x.png")
    body(folder .. "/x.png")
  end)
end

function TestImageLoad.testWhatIsLikeMnistStaysAsItIs()
  local expected = (zero() * (0.99 / 255) + 0.01):reshape(784, 1)
  for _, M in ipairs { zero(), 255 - zero() } do
    in_file(M, function(path)
      assert_matrix(nn.image.load(path), expected, 1e-12)
      assert_matrix(nn.image.load(path, { scale = false }), zero():reshape(784, 1), 1e-12)
      assert_matrix(nn.image.load(path, { scale = { 0, 1 } }), zero():reshape(784, 1) / 255, 1e-12)
    end)
  end
end

-- The same, drawn anywhere, 6 times as large: the box of 120x84 becomes 20x14.
function TestImageLoad.testLargeDrawing()
  local A = nn.full(300, 200, 255)
  for i = 1, 28 do
    for j = 1, 28 do
      if zero():get(i, j) > 0 then fill(A, 40 + i * 6, 45 + i * 6, 10 + j * 6, 15 + j * 6, 0) end
    end
  end
  fill(A, 5, 6, 5, 6, 0) -- a speck
  in_file(A, function(path)
    assert_matrix(nn.image.load(path, { scale = false }), zero():reshape(784, 1), 1e-9)
    local small = nn.image.load(path, { scale = false, fit = 10, size = { 12, 20 } })
    lu.assertEquals({ small:shape() }, { 240, 1 })
    lu.assertEquals({ handwriting.box(small:reshape(12, 20)) }, { 2, 11, 8, 14 })
  end)
end

local off = { background = false, threshold = false, crop = false, fit = false, center = false,
  contrast = false }

local function with(opts, more)
  local all = {}
  for _, list in ipairs { opts, more } do
    for k, v in pairs(list) do all[k] = v end
  end
  return all
end

-- With all steps off what is left is the book's own line for its pictures of 28x28.
function TestImageLoad.testStepsOff()
  nn.seed(3)
  local M = (nn.rand(28, 28) * 255.99):map(math.floor)
  M:set(1, 1, 0)
  M:set(1, 2, 255)
  in_file(M, function(path)
    assert_matrix(nn.image.load(path, with(off, { invert = true })),
      ((255 - M) / 255 * 0.99 + 0.01):reshape(784, 1), 1e-12)
    assert_matrix(nn.image.load(path, with(off, { invert = false, scale = false })), M:reshape(784, 1),
      1e-12)
  end)
end

function TestImageLoad.testEachStepCanBeTurnedOff()
  local M = fill(fill(nn.zeros(28, 28), 2, 11, 2, 6, 200), 20, 20, 20, 20, 60)
  local function load(path, opts)
    return nn.image.load(path, with({ scale = false }, opts)):reshape(28, 28)
  end
  in_file(255 - M, function(path) -- a matrix is saved from its smallest to its largest number
    M = M * (255 / 200)
    local digit = points(28, 28, {})
    lu.assertEquals({ handwriting.box(load(path, { fit = false, center = false })) }, { 10, 19, 12, 16 })
    lu.assertEquals({ handwriting.box(load(path, { fit = false })) }, { 11, 20, 13, 17 })
    lu.assertEquals({ handwriting.box(load(path, {})) }, { 6, 25, 11, 20 })
    assert_matrix(load(path, { crop = false }), fill(digit, 2, 11, 2, 6, 255), 1e-9)
    lu.assertEquals({ handwriting.box(load(path, { crop = false, threshold = false })) }, { 2, 20, 2, 20 })
    -- 60 of 200 is 76.5 of 255
    local pale = load(path, { crop = false, threshold = false, contrast = false })
    lu.assertAlmostEquals(pale:get(20, 20), 76, 1)
  end)
end

function TestImageLoad.testMistakes()
  raises("image.load: a file name was expected, got nil", nn.image.load)
  raises("/none/x.png: No such file or directory", nn.image.load, "/none/x.png")
  raises("image.load: unknown option 'treshold', did you mean 'threshold'?", nn.image.load, "x",
    { treshold = 1 })
  raises("image.load: invert must be 'auto', true or false, got 'outo', did you mean 'auto'?",
    nn.image.load, "x", { invert = "outo" })
  raises("image.load: threshold must be true, false or a number between 0 and 255, got 255", nn.image.load,
    "x", { threshold = 255 })
  raises("image.load: fit must be a whole number from 1 to 1000, or false, got 0", nn.image.load, "x",
    { fit = 0 })
  raises("image.load: fit = 21 is more than size = {20, 28} has room for", nn.image.load, "x",
    { fit = 21, size = { 20, 28 } })
  raises("image.load: size must be a pair of whole numbers from 1 to 1000, {rows, columns}, got 28",
    nn.image.load, "x", { size = 28 })
  raises("image.load: scale must be a pair of numbers, {low, high}, or false, got 1", nn.image.load, "x",
    { scale = 1 })
  in_file(fill(nn.zeros(60, 60), 5, 55, 20, 30, 255), function(path)
    raises("x.png: 51x11 pixels do not go into 28x28; with fit they are scaled", nn.image.load, path,
      { fit = false })
  end)
end

function TestImageLoad.testNoInk()
  nn.seed(4)
  local noise = (nn.randn(300, 400) * 2 + 200):map(math.floor)
  local low, high = noise:min(), noise:max()
  noise:set(1, 1, 0) -- two dead pixels, so that 200 stays 200 in the file
  noise:set(300, 400, 255)
  lu.assertTrue(low > 180 and high < 220)
  for _, M in ipairs { nn.zeros(1, 1), nn.ones(30, 20), noise } do
    in_file(M, function(path) raises("x.png: no ink found", nn.image.load, path) end)
  end
end

-- On a terminal all steps go onto the screen, and what is said after them; a portrait is the highest.
function TestImageLoad.testShowFits()
  for _, size in ipairs { { 80, 24 }, { 60, 30 }, { 200, 50 } } do
    in_file(fill(nn.zeros(300, 200), 40, 240, 60, 140, 255), function(path)
      staged.run(("nn.image.load(%q, { show = true })"):format(path), { width = size[1], height = size[2],
        before = "first\\n" }, function(t)
        t:wait "status 0"
        local screen, lines = t:screen(), 0
        lu.assertStrMatches(screen, "first\n.*the file.*28x28.*")
        for _ in screen:gmatch "\n" do lines = lines + 1 end
        lu.assertTrue(lines <= size[2] - 4, size[1] .. ": " .. lines)
      end)
    end)
  end
end

-- Draws the steps, captioned.
function TestImageLoad.testShow()
  in_file(zero(), function(path)
    local text, status = child.run(("nn.image.load(%q, { show = true })"):format(path), {},
      "env TERM=dumb NNLUA_PATH=" .. (os.getenv "NNLUA_PATH" or "lua"))
    lu.assertEquals(status, 0, text)
    for _, caption in ipairs { "the file", "ink on even paper", "without paper and specks", "cropped",
      "fitted into 20x20", "28x28" } do
      lu.assertStrContains(text, caption)
    end
  end)
end

-- Runs Python with PIL in `folder`; skips the test where it is missing.
local function need_python()
  if not os.execute "/usr/bin/python3 -c 'import PIL, numpy' 2>/dev/null" then
    lu.skip "python3 with PIL and NumPy is missing"
  end
end

local function python(folder, program)
  child.write(folder .. "/program.py", "import numpy as np\nfrom PIL import Image\n" .. program)
  local text, status = child.shell(("cd %s && /usr/bin/python3 program.py 2>&1"):format(child.quote(folder)))
  lu.assertEquals(status, 0, text)
end

-- The digit in many kinds of file, some of 50 megapixels.
function TestImageLoad.testKindsOfFiles()
  need_python()
  child.in_folder(function(folder)
    zero():save(folder .. "/x.png")
    python(folder, [[
x = Image.open("x.png").convert("L")
ink = Image.eval(x, lambda v: 255 - v)
Image.fromarray(np.asarray(ink).astype("uint16") * 257).save("sixteen.png")
ink.convert("P").save("palette.png")
clear = Image.new("RGBA", x.size, (0, 0, 0, 0)); clear.putalpha(x); clear.save("alpha.png")
ink.convert("1").save("bits.png")
blue = Image.new("RGB", x.size, (255, 250, 240)); blue.paste((20, 20, 120), (0, 0), x); blue.save("blue.png")
large = Image.new("L", (10000, 5000), 240); large.paste(ink.resize((1400, 1400), 0), (3000, 2000))
large.save("large.png")
ink.resize((280, 280), 0).save("x.jpg", quality=95)
ink.convert("CMYK").save("cmyk.jpg")
]])
    local expected = zero():reshape(784, 1)
    for name, tolerance in pairs { ["sixteen.png"] = 1e-9, ["palette.png"] = 1e-9, ["alpha.png"] = 1e-9,
      ["bits.png"] = 1e-9, ["blue.png"] = 1, ["large.png"] = 60, ["x.jpg"] = 12 } do
      local got = nn.image.load(folder .. "/" .. name, { scale = false })
      assert_matrix(got, expected, tolerance, name)
    end
    raises("cmyk.jpg: ", nn.image.load, folder .. "/cmyk.jpg")
  end)
end

-- ---- networks that read ------------------------------------------------------------------------------

-- A network, the data that it learnt, the folder of these, and how large their digits are.
local reader
local function need_reader()
  if not reader then
    local full = nn.data.find "mnist"
    if not full and not nn.data.find "digits" then lu.skip "there are no digits" end
    local train, test = nn.data[full and "mnist" or "digits"]()
    local n = nn.network { 784, 200, 10, learning_rate = 0.1, seed = 1 }
    n:fit(train, { epochs = full and 2 or 10, progress = false })
    reader = { n = n, test = test, full = full, folder = full or nn.data.find "digits",
      fit = full and 20 or 15 }
  end
  return reader
end

local function looks_several(path)
  local x = nn.image.load(path, { fit = 60, size = { 60, 60 }, scale = false, contrast = false })
  return handwriting.several(x:reshape(60, 60))
end

-- The book's own: five clear ones, of which four have to be read; it also has a noisy 6.
function TestOwnDigits.testTheBooksPictures()
  local r, folder = need_reader(), (os.getenv "NNLUA_DATA" or "data") .. "/book"
  local probe = io.open(folder .. "/2828_my_own_2.png")
  if not probe then lu.skip "$NNLUA_DATA/book, the book's own pictures, is not there" end
  probe:close()
  for _, name in ipairs { "2", "3", "4", "5", "6", "noisy_6" } do
    lu.assertFalse(looks_several(("%s/2828_my_own_%s.png"):format(folder, name)), name)
  end
  if not r.full then lu.skip "full MNIST is not there" end
  lu.assertTrue(r.n:evaluate(r.test).accuracy > 0.96)
  local right = 0
  for digit = 2, 6 do
    local x = nn.image.load(("%s/2828_my_own_%d.png"):format(folder, digit))
    if r.n:classify(x) == digit then right = right + 1 end
  end
  lu.assertTrue(right >= 4, right .. " of 5")
end

-- The answer of which the network is surer, with the digit 20 or 15 pixels high.
local function surest(n, path)
  local label, most = nil, -math.huge
  for _, fit in ipairs { 20, 15 } do
    local x = nn.image.load(path, { fit = fit })
    local sure = n:query(x):max()
    if sure > most then label, most = n:classify(x), sure end
  end
  return label
end

-- Of the digits that the network reads as they are, it reads 90 % when they are photographed; 80 % if it
-- has learnt from no more than the digits in data/.
function TestOwnDigits.testPhotographs()
  need_python()
  local r = need_reader()
  local count, share = 20, r.full and 0.9 or 0.8
  for _, kind in ipairs { "sheet", "table", "board" } do
    child.in_folder(function(folder)
      local text, status = child.shell(("/usr/bin/python3 tests/ref/photos.py %s %d %s %s 2>&1"):format(
        child.quote(r.folder), count, child.quote(folder), kind))
      lu.assertEquals(status, 0, text)
      local readable, read, surer, several = 0, 0, 0, 0
      for i = 1, count do
        local sample = r.test[i]
        if r.n:classify(sample.input) == sample.label then
          readable = readable + 1
          local path = ("%s/%d.jpg"):format(folder, i)
          if r.n:classify(nn.image.load(path, { fit = r.fit })) == sample.label then read = read + 1 end
          if surest(r.n, path) == sample.label then surer = surer + 1 end
          if looks_several(path) then several = several + 1 end
        end
      end
      lu.assertTrue(readable >= count * 0.8 and read >= share * readable,
        ("%s: %d of %d"):format(kind, read, readable))
      lu.assertTrue(surer >= share * readable, ("%s, the surer size: %d of %d"):format(kind, surer, readable))
      lu.assertEquals(several, 0, kind)
    end)
  end
end

-- Runs scripts/my_digit.lua on the small set with these words; text and status.
local function my_digit(words)
  return child.shell(("env -u NNLUA_DATA %s scripts/my_digit.lua %s 2>&1"):format(child.program(), words))
end

function TestOwnDigits.testScript()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  if nn.data.find "mnist" and not os.getenv "NNLUA_DATA" then lu.skip "data/mnist is there" end
  child.in_folder(function(folder)
    local _, test = nn.data.digits()
    for digit = 0, 1 do test[digit + 1].input:reshape(28, 28):save(("%s/%d.png"):format(folder, digit)) end
    child.write(folder .. "/text.png", "no picture")
    local there = folder:gsub("[^%w]", "%%%0") .. "/"
    local text, status = my_digit(("%s/0.png %s/text.png %s/none.jpg %s/1.png --save %s/n.npz"):gsub("%%s",
      folder))
    lu.assertEquals(status, 1, text)
    lu.assertStrContains(text, "data set of 4,000 samples")
    -- what is wrong with the others is told before the training
    lu.assertTrue(text:find "none.jpg" < text:find "epoch 1/10")
    local default = text:match "(/0%.png: .*)"
    lu.assertStrMatches(text, ".*\n" .. there .. "0%.png: 0 %(%d%.%d%d%), else %d %(%d%.%d%d%) or %d "
      .. "%(%d%.%d%d%)\n.*")
    lu.assertStrContains(text, "/1.png: 1 (")
    lu.assertStrContains(text, "/text.png: is neither a PNG nor a JPEG file")
    lu.assertStrContains(text, "/none.jpg: No such file or directory")
    lu.assertNotStrContains(text, "my_digit.lua:")
    lu.assertNotStrContains(text, "traceback")
    text, status = my_digit(("%s/1.png --model %s/n.npz --fit 15 --show"):gsub("%%s", folder))
    lu.assertEquals(status, 0, text)
    lu.assertStrContains(text, "fitted into 15x15")
    lu.assertStrContains(text, "/1.png: 1 (")
    lu.assertNotStrContains(text, "data set of")
    -- without --fit the size is found: this network learned digits 15 pixels high
    text, status = my_digit(("%s/0.png %s/1.png --model %s/n.npz"):gsub("%%s", folder))
    lu.assertEquals(status, 0, text)
    lu.assertStrMatches(text, there .. "0%.png: 0 %(.*" .. there .. "1%.png: 1 %(.*")
    local _, taken = text:gsub("tried 20 and 15 pixels high, took 15", "")
    lu.assertEquals(taken, 2, text)
    -- the network's answers are the same whether it was just trained or comes from its file
    lu.assertEquals(text:match "(/0%.png: .*)", default)
    -- one whose answer is the sum of all pixels is surer of the larger digit
    local ink = nn.network { 784, 10, init = 0 }
    ink:set_weights(1, nn.full(10, 784, 0.01))
    ink:save(folder .. "/ink.npz")
    lu.assertStrContains(my_digit(("%s/1.png --model %s/ink.npz"):gsub("%%s", folder)), "high, took 20,")
    -- a network that is sure of nothing
    nn.network { 784, 10, init = 0 }:save(folder .. "/n.npz")
    text = my_digit(("%s/1.png --model %s/n.npz"):gsub("%%s", folder))
    lu.assertStrContains(text, "/1.png: 0 (0.50), else 1 (0.50) or 2 (0.50)")
    nn.network { 784, 10, activation = "softmax", init = 0 }:save(folder .. "/n.npz")
    lu.assertStrContains(my_digit(("%s/1.png --model %s/n.npz"):gsub("%%s", folder)), "a weak answer")
    nn.network { 4, 3 }:save(folder .. "/n.npz")
    text, status = my_digit(("%s/1.png --model %s/n.npz"):gsub("%%s", folder))
    lu.assertEquals(status, 1)
    lu.assertStrContains(text, "n.npz: holds no network with 784 inputs")
  end)
end

-- The first two test digits beside each other, and one of them alone.
function TestOwnDigits.testScriptWarnsOfSeveralDigits()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
  child.in_folder(function(folder)
    local _, test = nn.data.digits()
    local M = nn.full(40, 70, 0.01)
    for k = 0, 1 do
      for i = 1, 28 do
        for j = 1, 28 do M:set(6 + i, 6 + 28 * k + j, test[k + 1].input:reshape(28, 28):get(i, j)) end
      end
    end
    M:save(folder .. "/two.png")
    M:sub(1, 40, 1, 34):save(folder .. "/one.png")
    nn.network { 784, 10, init = 0 }:save(folder .. "/n.npz")
    local text, status = my_digit(("%s/one.png %s/two.png --model %s/n.npz"):gsub("%%s", folder))
    lu.assertEquals(status, 0, text)
    lu.assertStrMatches(text, ".*two%.png: [^:]*this looks like several digits.*")
    lu.assertEquals(select(2, text:gsub("several digits", "")), 1)
  end)
end

-- One sentence before anything is trained.
function TestOwnDigits.testScriptMistakes()
  child.in_folder(function(folder)
    zero():save(folder .. "/x.png")
    for words, sentence in pairs {
      ["--fit 0"] = "--fit: a whole number from 1 to 28 was expected, got '0'",
      ["--fit 29"] = "--fit: a whole number from 1 to 28 was expected, got '29'",
      ["--seed -1"] = "--seed: a whole number of 0 or more was expected, got '-1'",
      ["--save none/n.npz"] = "--save: a file in a folder that is there was expected, got 'none/n.npz'",
      ["--save n.npy"] = "--save: a name that ends in .npz was expected, got 'n.npy'",
      ["--data none"] = "--data: a folder with MNIST's files was expected, got 'none'",
      ["--model none.npz"] = "none.npz: No such file or directory",
    } do
      local text, status = my_digit(folder .. "/x.png " .. words)
      lu.assertEquals({ text, status }, { sentence, 1 })
    end
    local path = folder .. "/none.png"
    lu.assertEquals({ my_digit(path) }, { path .. ": No such file or directory", 1 })
  end)
end

function TestOwnDigits.testScriptWithoutFiles()
  local text, status = my_digit ""
  lu.assertEquals(status, 0)
  lu.assertStrContains(text, "How to make a picture")
  lu.assertNotStrContains(text, "epoch")
end
