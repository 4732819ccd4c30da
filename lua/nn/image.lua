-- image: nn.image.load, a picture of a handwritten digit as a network's input.

local core = require "nn.core"
local check = require "nn.check"
local handwriting = require "nn.handwriting"
local nn = core.nn

local image = {}
nn.image = image

local MOST = 400 -- pixels of the longer side that the steps see: enough for 28x28, and less noise
local LEAST_CONTRAST = 16 -- of 255, between paper and ink: less is the camera's noise

-- ---- options ------------------------------------------------------------------------------------------

local function off_or(judge)
  return function(v)
    local expected = v ~= false and judge(v)
    if expected then return expected .. ", or false" end
  end
end

local function size(v)
  local side = check.whole(1, 1000)
  if type(v) ~= "table" or #v ~= 2 or side(v[1]) or side(v[2]) then
    return "a pair of whole numbers from 1 to 1000, {rows, columns}"
  end
end

local function threshold(v)
  if type(v) == "boolean" or type(v) == "number" and v > 0 and v < 255 then return end
  return "true, false or a number between 0 and 255"
end

local known = {
  invert = function(v)
    if v ~= "auto" and type(v) ~= "boolean" then return "'auto', true or false", { "auto" } end
  end,
  background = check.boolean, threshold = threshold, crop = check.boolean,
  fit = off_or(check.whole(1, 1000)), center = check.boolean, contrast = check.boolean, size = size,
  scale = off_or(check.pair), show = check.boolean,
}

-- The options with their defaults. What is not cropped fills the picture, paper and all.
local function checked(opts)
  local o = { invert = "auto", background = true, threshold = true, crop = true, center = true,
    contrast = true, size = { 28, 28 }, scale = { 0.01, 1.0 }, show = false }
  for name, value in pairs(check.options("image.load", opts, known)) do o[name] = value end
  local least = math.min(o.size[1], o.size[2])
  if o.fit == nil then o.fit = o.crop and math.min(20, least) or least end
  if o.fit and o.fit > least then
    check.fail("image.load: fit = %d is more than size = {%d, %d} has room for", o.fit, o.size[1],
      o.size[2])
  end
  return o
end

-- ---- steps --------------------------------------------------------------------------------------------

local function read(path)
  local picture = core.image_read(path)
  local shrink = MOST / math.max(picture.width, picture.height)
  if shrink >= 1 then return picture end
  return core.image_resize(picture, math.max(1, math.floor(picture.width * shrink + 0.5)),
    math.max(1, math.floor(picture.height * shrink + 0.5)))
end

local function no_ink(path)
  check.fail("%s: no ink found; a digit should stand out clearly from the paper", path)
end

-- Ink as large numbers, paper as 0.
local function ink_of(path, A, o, steps)
  local is_light = o.invert
  if is_light == "auto" then is_light = handwriting.paper_is_light(A) end
  local D = handwriting.ink(A, o.background and handwriting.paper(A, is_light) or is_light and 255 or 0,
    is_light)
  steps(o.background and "ink on even paper" or "ink", D)
  if o.threshold then
    local level, apart = o.threshold, 255
    if level == true then level, apart = handwriting.otsu(D) end
    if apart < LEAST_CONTRAST then no_ink(path) end
    D = handwriting.clean(D, level)
    steps("without paper and specks", D)
  end
  if D:max() <= 0 then no_ink(path) end
  return D
end

-- The ink in a picture of o.size.
local function framed(path, D, o, steps)
  if o.crop then
    local top, bottom, left, right = handwriting.box(D)
    D = D:sub(top, bottom, left, right)
    steps("cropped", D)
  end
  if o.fit then
    D = handwriting.fitted(D, o.fit)
    steps(("fitted into %dx%d"):format(o.fit, o.fit), D)
  elseif D.rows > o.size[1] or D.cols > o.size[2] then
    check.fail("%s: %dx%d pixels do not go into %dx%d; with fit they are scaled", path, D.rows, D.cols,
      o.size[1], o.size[2])
  end
  if o.contrast then D = handwriting.inked(D) end
  return handwriting.placed(D, o.size[1], o.size[2], o.center)
end

local LEAST_COLUMNS = 12 -- of a picture and the gap beside it: with less nothing is seen
local SPARE = 5          -- lines for what is said of the picture, and for the prompt

-- Draws pictures from 0 to 255, ink on paper; smaller, where they would not go onto the screen.
local function show(pictures, captions)
  local picture, o = require "nn.picture", { captions = captions, range = { 0, 255 } }
  if core.is_terminal(1) then
    local room, _, lines = core.screen_rows(1) - SPARE, picture.text(pictures, o)
    for _, columns in ipairs { 3, #pictures } do
      local width, least = core.columns(1), columns * LEAST_COLUMNS
      while lines > room and width > least do
        width = math.max(least, math.min(width - columns, width * room // lines))
        o.width, o.columns = width, columns
        _, lines = picture.text(pictures, o)
      end
    end
  end
  picture.show(pictures, o)
end

--- nn.image.load(path, options) -> the input for a network, a column of 784: a PNG or JPEG made like
--- MNIST's pictures and scaled as nn.data's sets are, so that n:classify takes it.
function image.load(path, opts)
  if type(path) ~= "string" then
    check.fail("image.load: a file name was expected, got %s", check.what(path))
  end
  local o = checked(opts)
  local picture, pictures, captions = read(path), {}, {}
  local function steps(caption, M)
    if o.show then pictures[#pictures + 1], captions[#captions + 1] = M, caption end
  end
  steps("the file", picture)
  local D = framed(path, ink_of(path, core.image_grey(picture), o, steps), o, steps)
  steps(("%dx%d"):format(D.rows, D.cols), D)
  if o.show then show(pictures, captions) end
  if o.scale then D = D * ((o.scale[2] - o.scale[1]) / 255) + o.scale[1] end
  return D:reshape(D.rows * D.cols, 1)
end

return image
