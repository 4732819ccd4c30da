-- canvas: a sheet of white paper to draw on: lines, discs, boxes and words, for what is saved as a PNG.
-- A sheet is a list of pixels 0xrrggbb with its width and height; columns x and rows y count from 0.

local core = require "nn.core"
local font = require "nn.font"

local canvas = { BLACK = 0x000000, WHITE = 0xffffff }

--- A new sheet.
function canvas.new(width, height)
  local sheet = { width = width, height = height }
  for i = 1, width * height do sheet[i] = canvas.WHITE end
  return sheet
end

-- Puts a colour on the pixel in column x, row y (from 0), of which it covers a share.
local function blend(sheet, x, y, colour, share)
  if share <= 0 or x < 0 or y < 0 or x >= sheet.width or y >= sheet.height then return end
  local i = y * sheet.width + x + 1
  if share >= 1 then
    sheet[i] = colour
    return
  end
  local old, mixed = sheet[i], 0
  for shift = 0, 16, 8 do
    local a, b = old >> shift & 255, colour >> shift & 255
    mixed = mixed | math.floor(a + (b - a) * share + 0.5) << shift
  end
  sheet[i] = mixed
end

--- A line from the left to the right, as thick as `width`, its edges smooth.
function canvas.line(sheet, x1, y1, x2, y2, colour, width)
  local dx, dy = x2 - x1, y2 - y1
  local length = (dx * dx + dy * dy) ^ 0.5
  local reach = (width / 2 + 1) * length / dx
  for x = math.floor(x1), math.ceil(x2) do
    local middle = y1 + dy * (x - x1) / dx
    for y = math.floor(middle - reach), math.ceil(middle + reach) do
      blend(sheet, x, y, colour, width / 2 + 0.5 - math.abs((y - middle) * dx / length))
    end
  end
end

--- A disc around x, y, its edge smooth.
function canvas.disc(sheet, x, y, radius, colour)
  for py = y - radius - 1, y + radius + 1 do
    for px = x - radius - 1, x + radius + 1 do
      blend(sheet, px, py, colour, radius + 0.5 - ((px - x) ^ 2 + (py - y) ^ 2) ^ 0.5)
    end
  end
end

--- A box with its upper left corner at x, y.
function canvas.box(sheet, x, y, width, height, colour)
  for py = y, y + height - 1 do
    for px = x, x + width - 1 do blend(sheet, px, py, colour, 1) end
  end
end

--- A text, as font.spelled gives it, with its upper left corner at x, y.
function canvas.text(sheet, x, y, text, scale, colour)
  if text == "" then return end
  local grey = core.image_grey(font.image(text, scale))
  for r = 1, grey.rows do
    for c = 1, grey.cols do
      if grey:get(r, c) < 128 then blend(sheet, x + c - 1, y + r - 1, colour, 1) end
    end
  end
end

--- The sheet as an image.
function canvas.image(sheet)
  local rows, known = {}, {}
  for y = 0, sheet.height - 1 do
    local row = {}
    for x = 1, sheet.width do
      local colour = sheet[y * sheet.width + x]
      local bytes = known[colour] or (">I3"):pack(colour)
      known[colour], row[x] = bytes, bytes
    end
    rows[y + 1] = table.concat(row)
  end
  return core.image(sheet.width, sheet.height, table.concat(rows))
end

return canvas
