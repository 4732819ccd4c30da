-- diagram_image: a diagram (see there) as an image on white paper: nodes as circles in the shade of their
-- outputs, links as red and blue lines, the thicker the larger the weight.

local core = require "nn.core"
local canvas = require "nn.canvas"
local diagram = require "nn.diagram"
local font = require "nn.font"
local grid = require "nn.grid"

local diagram_image = {}

local BLACK, WHITE, GREY = canvas.BLACK, canvas.WHITE, 0x707070
local RED, BLUE, GREEN = 0xd02020, 0x2060d0, 0x208020
local MARGIN = 16
local HEAD = 52        -- pixels above the columns, for two lines of text
local PICTURE = 224    -- the side of a picture
local ROW = 22         -- of a list
local BAR = 160
local LINKS = 240      -- the width of a gap with links
local ARROW = 56
local TEXT = 2         -- the font's scale
local LABEL = 24       -- letters of a class's name at most

-- ---- columns: { width, height, draw(sheet, x, y), centres of linked nodes } ---------------------------

local function spelled(text)
  text = font.spelled(grid.harmless(text))
  return #text > LABEL and text:sub(1, LABEL - 2) .. ".." or text
end

local function shade_of(x, scale)
  local r, g, b = core.image_of(core.nn.full(1, 1, x), scale.map, scale.low, scale.high, 1):pixel(1, 1)
  return r << 16 | g << 8 | b
end

-- Whether black letters can be read on a colour.
local function is_light(colour)
  return 0.299 * (colour >> 16) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255) > 128
end

-- What stands behind an output, and its colour.
local function mark_of(column, i)
  local text = column.marks and diagram.mark(column.marks, i)
  if not text then return "", BLACK end
  return text, text:find "wrong" and RED or text:find "^answer" and GREEN or GREY
end

local function name_of(column, i)
  local classes = column.marks and column.marks.classes
  return classes and spelled(tostring(classes[i])) or column.kind == "list" and tostring(i) or ""
end

-- What stands beside a node of the last layer: its class and mark, and how wide the widest is.
local function words_beside(column)
  local words, widest = {}, 0
  for i = 1, column.count do
    local name, mark, colour = name_of(column, i), mark_of(column, i)
    words[i] = { name .. (name ~= "" and mark ~= "" and "  " or "") .. mark, colour }
    widest = math.max(widest, font.width(words[i][1], TEXT))
  end
  return words, widest > TEXT and widest + 12 or 0
end

local function nodes_column(column, style, height)
  local words, beside = {}, 0
  if column.marks then words, beside = words_beside(column) end
  local piece = { width = 2 * style.radius + beside, height = height, middle = style.radius, centres = {} }
  for i = 1, column.count do piece.centres[i] = math.floor((i - 0.5) * height / column.count) end
  function piece.draw(sheet, left, top)
    local x = left + style.radius
    for i, centre in ipairs(piece.centres) do
      local y, colour = top + centre, shade_of(column.values[i], column.scale)
      canvas.disc(sheet, x, y, style.radius, GREY)
      canvas.disc(sheet, x, y, style.radius - 2, colour)
      local text = diagram.number(column.values[i])
      local scale = font.width(text, style.text) <= 2 * style.radius and style.text or 1
      canvas.text(sheet, x - font.width(text, scale) // 2, y - font.HEIGHT * scale // 2, text, scale,
        is_light(colour) and BLACK or WHITE)
      if words[i] then
        canvas.text(sheet, x + style.radius + 12, y - font.HEIGHT, words[i][1], TEXT, words[i][2])
      end
    end
  end
  return piece
end

local function list_column(column)
  local names, numbers, marks = 0, 0, 0
  for i = 1, column.count do
    names = math.max(names, font.width(name_of(column, i), TEXT))
    numbers = math.max(numbers, font.width(diagram.number(column.values[i]), TEXT))
    marks = math.max(marks, font.width((mark_of(column, i)), TEXT))
  end
  local bars = column.marks and column.scale.map ~= "diverging"
  local middle = bars and BAR or ROW - 4
  local piece = { height = #column.rows * ROW, width = names + 8 + middle + 8 + numbers + 12 + marks }
  function piece.draw(sheet, left, top)
    for r, i in ipairs(column.rows) do
      local y = top + (r - 1) * ROW
      if i then
        local name, x, mark, colour = name_of(column, i), column.values[i], mark_of(column, i)
        canvas.text(sheet, left + names - font.width(name, TEXT), y + 4, name, TEXT, BLACK)
        local at = left + names + 8
        if bars and x == x then
          local share = math.max(0, math.min(1, x / column.scale.high))
          canvas.box(sheet, at, y + 2, BAR, ROW - 4, 0xececec)
          canvas.box(sheet, at, y + 2, math.floor(share * BAR + 0.5), ROW - 4, 0x404040)
        else
          canvas.box(sheet, at, y + 2, ROW - 4, ROW - 4, GREY)
          canvas.box(sheet, at + 1, y + 3, ROW - 6, ROW - 6, shade_of(x, column.scale))
        end
        canvas.text(sheet, at + middle + 8, y + 4, diagram.number(x), TEXT, BLACK)
        canvas.text(sheet, at + middle + 8 + numbers + 12, y + 4, mark, TEXT, colour)
      else
        canvas.text(sheet, left + names + 8, y + 4, "...", TEXT, BLACK)
      end
    end
  end
  return piece
end

local function picture_column(column)
  local M = diagram.arranged(column)
  local side = math.max(1, PICTURE // math.max(M.rows, M.cols))
  local image = core.image_of(M, column.scale.map, column.scale.low, column.scale.high, side)
  local text = column.title ~= "input"
    and diagram.number(column.values:min()) .. ".." .. diagram.number(column.values:max()) or ""
  local words = font.width(text, TEXT)
  local piece = { width = math.max(image.width + 2, words),
    height = image.height + 2 + (text ~= "" and 2 * ROW or 0) }
  function piece.draw(sheet, left, top, pasted)
    local x, y = left + (piece.width - image.width - 2) // 2, top + (text ~= "" and ROW or 0)
    canvas.box(sheet, x, y, image.width + 2, image.height + 2, GREY)
    pasted[#pasted + 1] = { image, y + 2, x + 2 }
    canvas.text(sheet, left + (piece.width - words) // 2, y + image.height + 10, text, TEXT, BLACK)
  end
  return piece
end

-- ---- links --------------------------------------------------------------------------------------------

local NEAR = 0.22 -- how far from its node a weight stands, as a share of the link

local function draw_links(sheet, gap, from, to, box, style)
  local labels = {}
  for j = 1, gap.W.rows do
    for i = 1, gap.W.cols do
      local w = gap.W:get(j, i)
      local y1, y2, colour = box.top + from[i], box.top + to[j], w < 0 and BLUE or RED
      if w ~= 0 then
        canvas.line(sheet, box.left, y1, box.right, y2, colour, 1 + 5 * math.abs(w) / gap.largest)
      end
      labels[#labels + 1] = { diagram.weight(w), y2 + (y1 - y2) * NEAR, w ~= 0 and colour or GREY }
    end
    if gap.b then
      local text = "bias " .. diagram.weight(gap.b[j])
      canvas.text(sheet, box.right + style.radius - font.width(text, 1) // 2,
        box.top + to[j] + style.radius + 4, text, 1, GREY)
    end
  end
  if gap.kind ~= "weights" then return end
  local x = math.floor(box.right - (box.right - box.left) * NEAR)
  for _, label in ipairs(labels) do
    local text, y = label[1], math.floor(label[2]) - font.HEIGHT * style.text // 2
    local width, height = font.width(text, style.text), font.HEIGHT * style.text
    canvas.box(sheet, x - width // 2 - 2, y - 2, width + 4, height + 4, WHITE)
    canvas.text(sheet, x - width // 2, y, text, style.text, label[3])
  end
end

local function draw_arrow(sheet, left, right, y)
  canvas.line(sheet, left, y, right - 6, y, GREY, 2)
  for i = 0, 9 do canvas.box(sheet, right - 10 + i, y - (9 - i) // 2, 1, 2 * ((9 - i) // 2) + 1, GREY) end
end

-- ---- the whole ----------------------------------------------------------------------------------------

local LARGE, SMALL = { radius = 34, slot = 100, text = 2 }, { radius = 18, slot = 56, text = 1 }

-- Large circles unless a layer has many.
local function style_of(d)
  for _, column in ipairs(d.columns) do
    if column.kind == "nodes" and column.count > 5 then return SMALL end
  end
  return LARGE
end

local function pieces_of(d, style)
  local pieces, height = {}, 60
  for k, column in ipairs(d.columns) do
    if column.kind == "list" then pieces[k] = list_column(column)
    elseif column.kind == "picture" then pieces[k] = picture_column(column) end
    height = math.max(height, pieces[k] and pieces[k].height or column.count * style.slot)
  end
  for k, column in ipairs(d.columns) do
    pieces[k] = pieces[k] or nodes_column(column, style, height)
  end
  return pieces, height
end

-- Where each column starts, and the width of the whole.
local function places_of(d, pieces)
  local starts, left = {}, MARGIN
  for k, piece in ipairs(pieces) do
    local column, gap = d.columns[k], d.gaps[k]
    starts[k] = left
    local room = math.max(piece.width, font.width(column.title, TEXT),
      gap and gap.kind ~= "arrow" and 0 or font.width(column.note, TEXT))
    left = left + room + (gap and (gap.kind == "arrow" and ARROW or LINKS) or 0)
  end
  return starts, left + MARGIN
end

--- The diagram as an image.
function diagram_image.image(d)
  local style, pasted = style_of(d), {}
  local pieces, height = pieces_of(d, style)
  local starts, width = places_of(d, pieces)
  local sheet, top = canvas.new(width, HEAD + height + MARGIN), HEAD
  for k, gap in ipairs(d.gaps) do
    local left, right = starts[k] + pieces[k].width, starts[k + 1]
    if gap.kind == "arrow" then
      draw_arrow(sheet, right - ARROW + 12, right - 12, top + height // 2)
    else
      draw_links(sheet, gap, pieces[k].centres, pieces[k + 1].centres,
        { left = left, right = right, top = top }, style)
    end
  end
  for k, piece in ipairs(pieces) do
    local column = d.columns[k]
    canvas.text(sheet, starts[k], 10, column.title, TEXT, BLACK)
    canvas.text(sheet, starts[k], 30, column.note, TEXT, GREY)
    piece.draw(sheet, starts[k], top + (height - piece.height) // 2, pasted)
  end
  local image = canvas.image(sheet)
  for _, part in ipairs(pasted) do image:paste(part[1], part[2], part[3]) end
  return image
end

return diagram_image
