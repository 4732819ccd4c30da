-- picture: what can be looked at, drawn in the terminal or saved as a PNG: matrices, samples, images,
-- plots, and lists of them.
-- Gives: nn.show, A:show, d:show, d[i]:show, image:show, image:save; for others of, show, text, look,
-- terminal, options.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local grid = require "nn.grid"
local sheet = require "nn.sheet"
local nn = core.nn

local picture = {}

-- ---- options -----------------------------------------------------------------------------------------

local function range(v)
  if check.pair(v) or v[1] >= v[2] then return "a pair of numbers, {low, high}, the lower first" end
end

local function shape(v)
  local side = check.whole(1)
  if type(v) ~= "table" or #v ~= 2 or side(v[1]) or side(v[2]) then
    return "a pair of whole numbers, {rows, columns}"
  end
end

local function captions(v)
  local expected = "a list of words or numbers"
  if type(v) ~= "table" then return expected end
  for key, text in pairs(v) do
    if math.type(key) ~= "integer" or key < 1 then return expected end
    if type(text) ~= "string" and type(text) ~= "number" then return expected end
  end
end

local function file_name(v)
  if type(v) ~= "string" or not v:lower():match "%.png$" then return "a name that ends in .png" end
end

--- The options, with their judges (see check.options).
picture.options = {
  map = check.choice("grey", "inverted", "diverging"), range = range, legend = check.boolean,
  columns = check.whole(1), captions = captions, title = check.kind "string",
  width = check.whole(1, 1000), shape = shape, save = file_name, show = check.boolean,
}
local known = picture.options

-- ---- cells: one picture each (see grid) ----------------------------------------------------------------

local LEAST_SQUARE = 64 -- numbers: an 8x8 digit, the smallest that a row or a column is taken for

-- The matrix in the shape in which it is drawn.
local function shaped(M, o)
  local rows, cols = M:shape()
  if o.shape then
    if o.shape[1] * o.shape[2] ~= rows * cols then
      check.fail("show: shape = {%d, %d} is for %d numbers, the matrix is %dx%d", o.shape[1], o.shape[2],
        o.shape[1] * o.shape[2], rows, cols)
    end
    return M:reshape(o.shape[1], o.shape[2])
  end
  local side = math.tointeger((rows * cols) ^ 0.5)
  if (rows == 1 or cols == 1) and side and rows * cols >= LEAST_SQUARE then return M:reshape(side, side) end
  return M
end

-- The means of every k neighbouring rows.
local function fewer_rows(M, k)
  local rows, cols = M:shape()
  local means = nn.zeros((rows + k - 1) // k, cols)
  for i = 1, means.rows do
    local first, last = (i - 1) * k + 1, math.min(i * k, rows)
    if cols == 1 then
      means[i] = M:sub(first, last, 1, 1):mean()
    else
      for r = first, last do means[i]:add(M[r], 1 / (last - first + 1)) end
    end
  end
  return means
end

-- The matrix with at most so many rows and columns.
local function reduced(M, rows, cols)
  if M.rows > rows then M = fewer_rows(M, -(-M.rows // rows)) end
  if M.cols > cols then M = fewer_rows(M.T, -(-M.cols // cols)).T end
  return M
end

local LARGEST = 1000 -- pixels that a number takes at most, a side (core.image_of)

-- Draws each number as a square as large as fits in; of too many numbers their means.
local function draw_matrix(M, scale, map, width, height)
  M = reduced(M, height, width)
  local side = math.max(1, math.min(LARGEST, width // M.cols, height // M.rows))
  return core.image_of(M, map, scale.low, scale.high, side)
end

local function matrix_cell(M, o)
  M = shaped(M, o)
  local cell = { matrix = M, width = M.cols, height = M.rows }
  function cell.draw(width, height, way)
    return draw_matrix(M, cell.scale, way == "ink" and "grey" or cell.scale.map, width, height)
  end
  function cell.nan_mask(width, height)
    local mask = reduced(M, height, width):map(function(x) return x ~= x and 1 or 0 end)
    return core.image_of(mask, "grey", 0, 1, 1)
  end
  return cell
end

-- The image no larger than that.
local function smaller(image, width, height)
  local fit = math.min(width / image.width, height / image.height)
  if fit >= 1 then return image end
  return core.image_resize(image, math.max(1, math.floor(image.width * fit)),
    math.max(1, math.floor(image.height * fit)))
end

-- A light image, such as a plot on white paper, as the ink on it: what is darkest, in characters of two
-- pixels' height, is all ink, so that thin lines are seen.
local function ink_of(image, width, height)
  local grey = core.image_grey(core.image_resize(image, width, height // 2))
  if grey:mean() <= 127.5 then return image end
  return core.image_of(grey, "inverted", grey:min(), 255, 1)
end

-- An image is drawn as it is.
local function image_cell(image)
  local cell = { width = image.width, height = image.height }
  function cell.draw(width, height, way)
    if way == "ink" then return ink_of(image, width, height) end
    return way == "pixels" and smaller(image, width, height) or image
  end
  return cell
end

local PLOT_WIDTH, PLOT_HEIGHT = 640, 480

local function label_of(sample)
  local label = rawget(sample, "label")
  if type(label) == "string" or type(label) == "number" then return tostring(label) end
end

-- The cell of anything that can be drawn; nil of anything else.
local function cell_of(thing, o)
  local meta = debug.getmetatable(thing)
  if meta == core.matrix_meta then return matrix_cell(thing, o) end
  if meta == core.image_meta then return image_cell(thing) end
  if meta == core.sample_meta then
    local input = rawget(thing, "input")
    if debug.getmetatable(input) ~= core.matrix_meta then return end
    local cell = matrix_cell(input, o)
    cell.data, cell.caption = true, label_of(thing)
    return cell
  end
  if type(meta) == "table" and rawget(meta, "__name") == "plot" then
    return image_cell(thing:image(PLOT_WIDTH, PLOT_HEIGHT))
  end
end

-- ---- colours: the same for all pictures of a page -------------------------------------------------------

local function finite(x) return x == x and x < math.huge and x > -math.huge end

-- The smallest and the largest finite number, nil where there is none; how many are NaN, and infinite.
local function extremes(M)
  local low, high = M:min(), M:max()
  if finite(low) and finite(high) then return low, high, 0, 0 end
  local nan, infinite = M:_special()
  low, high = math.huge, -math.huge
  local function widen(a, b)
    if finite(a) and finite(b) then low, high = math.min(low, a), math.max(high, b) end
    return finite(a) and finite(b)
  end
  if M.cols == 1 then M = M.T end
  for i = 1, M.rows do
    local row = M:row(i)
    if not widen(row:min(), row:max()) then
      for j = 1, M.cols do widen(row:get(1, j), row:get(1, j)) end
    end
  end
  if low > high then low, high = nil, nil end
  return low, high, nan, infinite
end

-- What a map's colours stand for, over all the cells that it draws and all that were seen before.
local function new_scale(map, cells, o, seen)
  local before = seen[map] or { low = math.huge, high = -math.huge }
  local scale = { map = map, low = before.low, high = before.high, nan = 0, infinite = 0 }
  for _, cell in ipairs(cells) do
    cell.scale = scale
    if cell.low then
      scale.low, scale.high = math.min(scale.low, cell.low), math.max(scale.high, cell.high)
    end
    scale.nan, scale.infinite = scale.nan + cell.nan, scale.infinite + cell.infinite
  end
  seen[map] = { low = scale.low, high = scale.high }
  if o.range then
    scale.low, scale.high = o.range[1], o.range[2]
  elseif scale.low > scale.high then -- nothing but NaN and infinities
    scale.low, scale.high = 0, 1
  elseif map == "diverging" then
    scale.high = math.max(-scale.low, scale.high)
    scale.low = -scale.high
  elseif scale.low == scale.high then -- a constant is seen beside 0
    scale.low, scale.high = math.min(scale.low, 0), math.max(scale.high, 0)
  end
  if scale.low == scale.high then scale.low, scale.high = map == "diverging" and -1 or 0, 1 end
  return scale
end

-- Pictures of data are ink on paper, the larger number the darker; so are all matrices without negative
-- numbers. Where any is negative they are blue, white and red.
local function set_scales(page, o, seen)
  local negative, by_map = seen.negative, {}
  for _, cell in ipairs(page) do
    if cell.matrix then
      cell.low, cell.high, cell.nan, cell.infinite = extremes(cell.matrix)
      negative = negative or not cell.data and cell.low ~= nil and cell.low < 0
    end
  end
  page.scales, seen.negative = {}, negative
  for _, cell in ipairs(page) do
    if cell.matrix then
      local map = o.map or (negative and not cell.data and "diverging") or "inverted"
      by_map[map] = by_map[map] or {}
      table.insert(by_map[map], cell)
    end
  end
  for _, map in ipairs { "grey", "inverted", "diverging" } do
    if by_map[map] then page.scales[#page.scales + 1] = new_scale(map, by_map[map], o, seen) end
  end
end

-- ---- pages -------------------------------------------------------------------------------------------

local function set_captions(page, o)
  if o.captions then
    for k, cell in ipairs(page) do cell.caption = o.captions[k] and tostring(o.captions[k]) end
    for k in pairs(o.captions) do
      if k > #page then
        check.fail("show: there are captions for %d pictures, but only %d to draw", k, #page)
      end
    end
  end
  for _, cell in ipairs(page) do cell.caption = cell.caption and grid.harmless(cell.caption) end
end

local MOST_PICTURES = 1000

-- The page of a thing or a list of things.
local function page_of(thing, o, seen)
  local meta = getmetatable(thing)
  local is_list = type(thing) == "table" and (meta == nil or meta == core.activations_meta)
  local things, count = is_list and thing or { thing }, is_list and #thing or 1
  local page = { columns = o.columns, width = o.width, legend = o.legend or false,
    title = o.title and grid.harmless(o.title) }
  if count == 0 then check.fail "show: there is nothing to draw" end
  if count > MOST_PICTURES then
    check.fail("show: %d pictures are too many at once, at most %d", count, MOST_PICTURES)
  end
  for k = 1, count do
    local cell = cell_of(things[k], o)
    if not cell then
      check.fail("show: a matrix, a sample, an image or a plot was expected%s, got %s",
        count > 1 and (" as picture %d"):format(k) or "", check.what(things[k]))
    end
    page[k] = cell
  end
  set_captions(page, o)
  set_scales(page, o, seen or {})
  return page
end

--- What stdout takes, less the colours that are not wanted: mode, colors (see core.image_text).
function picture.terminal()
  local mode, colors = core.terminal_mode()
  if mode ~= "ascii" and not color.enabled(1) then mode, colors = "half", "none" end
  return mode, colors
end

local function text_of(page, mode, colors)
  if not mode then mode, colors = picture.terminal() end
  return grid.text(page, mode, colors)
end

local function checked(o) return check.options("show", o, known) end

--- The picture of a thing (a matrix, a sample, an image, a plot, or a list of them) as an image, for a
--- file: enlarged, with title, captions and legend if there are any.
function picture.of(thing, o, seen) return sheet.image(page_of(thing, checked(o), seen)) end

--- What picture.show would write, and how many lines that is. `mode` and `colors` (see
--- core.image_text) are the terminal's unless they are given.
--- `seen`, a table, is for pictures that follow each other: the colours of each stand for the numbers of all
--- before it, too. So it is for picture.of.
function picture.text(thing, o, mode, colors, seen)
  return text_of(page_of(thing, checked(o), seen), mode, colors)
end

--- Notes in `seen` what a thing holds.
function picture.look(thing, o, seen) page_of(thing, checked(o), seen) end

--- Draws a thing on stdout; o.save writes it to a file instead (and o.show = true does both). With
--- show = false alone the picture is returned as an image.
function picture.show(thing, o)
  o = checked(o)
  local page = page_of(thing, o)
  if o.save then
    core.image_write(sheet.image(page), o.save)
  elseif o.show == false then
    return sheet.image(page)
  end
  if o.show or not o.save and o.show == nil then print((text_of(page):sub(1, -2))) end
end

-- ---- names -------------------------------------------------------------------------------------------

--- nn.show{thing, thing, …, options} or nn.show(thing, options): pictures beside each other.
function nn.show(things, o)
  if type(things) ~= "table" or getmetatable(things) then return picture.show(things, o) end
  local list, options = {}, {}
  if o ~= nil then check.fail "show: options stand in the list itself: nn.show{A, B, legend = true}" end
  for key, value in pairs(things) do
    if math.type(key) == "integer" then list[key] = value else options[key] = value end
  end
  return picture.show(list, options)
end

--- A:show(options): the matrix as a picture, a square for each number.
function core.matrix:show(o)
  check.self("show", self, "matrix")
  return picture.show(self, o)
end

--- d[i]:show(options): the input as a picture, with its label.
function core.sample:show(o)
  check.self("show", self, "sample")
  if debug.getmetatable(rawget(self, "input")) ~= core.matrix_meta then
    check.fail("show: the sample's input is %s", check.what(rawget(self, "input")))
  end
  return picture.show(self, o)
end

local FIRST = 20 -- samples that d:show() draws

-- The rows and columns of a set's pictures, unless the caller knows better.
local function with_shape(d, o)
  local info, all = core.info(d), {}
  if info.width then all.shape = { info.height, info.width } end
  for key, value in pairs(o) do all[key] = value end
  return all
end

--- d:show(i, j, options): samples i to j with their labels; without j sample i, without both the first 20.
function core.set:show(first, last, o)
  check.self("show", self, "data set")
  if type(first) == "table" then first, last, o = nil, nil, first end
  if type(last) == "table" then last, o = nil, last end
  if first == nil then first, last = 1, math.min(FIRST, #self) end
  last = last == nil and first or last
  for _, i in ipairs { first, last } do
    check.value("show: a sample's number", i, check.whole(1, #self))
  end
  if first > last then check.fail("show: samples %d to %d hold nothing", first, last) end
  if last - first >= MOST_PICTURES then
    check.fail("show: %d pictures are too many at once, at most %d", last - first + 1, MOST_PICTURES)
  end
  local list = {}
  for i = first, last do list[#list + 1] = self[i] end
  return picture.show(list, with_shape(self, checked(o)))
end

local image = core.image_meta.methods

--- image:show(options).
function image:show(o)
  check.self("show", self, "image")
  return picture.show(self, o)
end

--- image:save(path.png). Returns the image.
function image:save(path)
  check.self("save", self, "image")
  check.value("save: the file's name", path, file_name)
  core.image_write(self, path)
  return self
end

return picture
