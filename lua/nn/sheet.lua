-- sheet: a page of pictures (see grid) as one image, for a file: enlarged, on white paper, with frames,
-- title, captions and legend.

local core = require "nn.core"
local font = require "nn.font"
local grid = require "nn.grid"
local nn = core.nn

local sheet = {}

local SIDE = 320              -- pixels up to which a picture is enlarged, a whole row up to PAGE
local PAGE = 1280
local BESIDE = 10             -- pictures in a row
local LARGEST = 64            -- pixels that a number takes at most, a side
local MOST = 4096             -- pixels a side of a row; of more numbers their means are drawn
local MARGIN = 8
local FRAME = "\192\192\192" -- a light grey

-- The pictures of the page with their sizes, and how many stand beside each other.
local function images_of(page)
  local count = math.min(page.columns or grid.beside(#page, BESIDE), #page)
  local side = math.max(16, math.min(SIDE, PAGE // count - MARGIN - 2))
  local images = {}
  for k, cell in ipairs(page) do
    local longest = math.max(cell.width, cell.height)
    local box = math.max(math.min(side, LARGEST * longest), math.min(longest, MOST // count))
    images[k] = cell.draw(box, box, "pixels")
  end
  return images, count
end

local function written(text, scale, room)
  if font.width(text, scale) > room then
    text = text:sub(1, math.max(0, (room // scale + 1) // font.WIDTH - 2)) .. ".."
  end
  return font.image(text, scale)
end

-- The layout is a list of { image, row, column } (from 0), and how far they reach.
local function put(layout, image, row, column)
  layout[#layout + 1] = { image, row, column }
  layout.width = math.max(layout.width, column + image.width)
  layout.height = math.max(layout.height, row + image.height)
end

local function put_framed(layout, image, row, column)
  local width, height = image.width + 2, image.height + 2
  put(layout, core.image(width, height, FRAME:rep(width * height)), row, column)
  put(layout, image, row + 1, column + 1)
end

-- How wide each column is, frames included, and where it starts.
local function columns_of(images, count)
  local widths, starts, left = {}, {}, MARGIN
  for k, image in ipairs(images) do
    local column = (k - 1) % count + 1
    widths[column] = math.max(widths[column] or 0, image.width + 2)
  end
  for column, width in ipairs(widths) do
    starts[column], left = left, left + width + MARGIN
  end
  return widths, starts
end

-- Captions of twice the font's size if none needs cutting then.
local function caption_scale(page, widths)
  for k, cell in ipairs(page) do
    local room = widths[(k - 1) % #widths + 1]
    if cell.caption and font.width(font.spelled(cell.caption), 2) > room then return 1 end
  end
  return 2
end

local function put_caption(layout, caption, scale, row, left, room)
  local image = written(font.spelled(caption), scale, room)
  put(layout, image, row, left + math.max(0, (room - image.width) // 2))
end

local function put_cells(layout, page, images, count)
  local widths, starts = columns_of(images, count)
  local scale = caption_scale(page, widths)
  for first = 1, #page, count do
    local last, tall, top = math.min(first + count - 1, #page), 0, layout.height
    for k = first, last do tall = math.max(tall, images[k].height + 2) end
    for k = first, last do
      local image, room, left = images[k], widths[k - first + 1], starts[k - first + 1]
      put_framed(layout, image, top, left + (room - image.width - 2) // 2)
      if page[k].caption then
        put_caption(layout, page[k].caption, scale, top + tall + 3, left, room)
      end
    end
    layout.height = layout.height + MARGIN
  end
end

local STEPS, STEP_WIDTH, STRIP_HEIGHT = 16, 8, 14 -- of a scale of colours, in pixels

local function put_scale(layout, scale)
  local steps = nn.linspace(scale.low, scale.high, STEPS).T
  local strip = core.image_of(steps, scale.map, scale.low, scale.high, STEP_WIDTH)
  local tall, row, column = core.image(strip.width, STRIP_HEIGHT), layout.height, MARGIN
  for top = 1, 1 + STRIP_HEIGHT - STEP_WIDTH, STRIP_HEIGHT - STEP_WIDTH do
    tall:paste(strip, top, 1)
  end
  local function add(image, framed)
    (framed and put_framed or put)(layout, image, framed and row or row + 1, column)
    column = column + image.width + MARGIN
  end
  add(font.image(grid.number(scale.low), 2))
  add(tall, true)
  add(font.image(grid.number(scale.high), 2))
  local special = grid.special(scale, "green")
  if special then add(font.image(special, 2)) end
  layout.height = layout.height + MARGIN
end

--- The page as one image; a picture without any words is that picture alone.
function sheet.image(page)
  local images, count = images_of(page)
  if #page == 1 and not page.title and not page.legend and not page[1].caption then return images[1] end
  local layout = { width = 0, height = MARGIN }
  if page.title then
    put(layout, written(font.spelled(page.title), 2, PAGE), layout.height, MARGIN)
    layout.height = layout.height + MARGIN
  end
  put_cells(layout, page, images, count)
  for _, scale in ipairs(page.legend and page.scales or {}) do put_scale(layout, scale) end
  local drawn = grid.paper(layout.width + MARGIN, layout.height)
  for _, part in ipairs(layout) do drawn:paste(part[1], part[2] + 1, part[3] + 1) end
  return drawn
end

return sheet
