-- grid: pictures beside and below each other, with their captions, as text for the terminal.
-- A cell is { width, height, caption, draw = function(width, height, way) -> image }, which draws a matrix in
-- at most width x height pixels; so it does an image if the way is "pixels". The way "ink" is for characters
-- without colours: the lighter a pixel, the more ink. A matrix's cell has nan, how many there are, and
-- nan_mask(width, height) -> an image that is white where they are. A page is a list of cells with { columns,
-- width, title, legend, scales = list of { map, low, high, nan, infinite } }, options of picture's.

local core = require "nn.core"
local color = require "nn.color"
local font = require "nn.font"
local nn = core.nn

local grid = {}

-- ---- words -------------------------------------------------------------------------------------------

-- Here, where each character is one column wide, what joins letters is hidden as well.
local function is_hidden(code)
  return color.is_hidden(code) or code == 0x200c or code == 0x200d
end

--- A text on one line in which nothing is left that a terminal obeys: a '?' stands for each such character.
function grid.harmless(text)
  text = text:gsub("%c", "?")
  if not utf8.len(text) then return (text:gsub("[\128-\255]", "?")) end
  return (text:gsub(utf8.charpattern, function(c) return is_hidden(utf8.codepoint(c)) and "?" or nil end))
end

--- A number of a legend.
function grid.number(x) return ("%.4g"):format(x) end

-- The text in at most `room` columns.
local function cut(text, room, ascii)
  if ascii then text = font.spelled(text) end
  local length = utf8.len(text)
  if length <= room then return text, length end
  local mark = ascii and ".." or "…"
  local kept = room - utf8.len(mark)
  if kept < 1 then kept, mark = room, "" end
  return text:sub(1, utf8.offset(text, kept + 1) - 1) .. mark, room
end

-- The text in the middle of `room` columns, `width` of which it takes.
local function centred(text, width, room)
  local left = (room - width) // 2
  return (" "):rep(left) .. text .. (" "):rep(room - width - left)
end

-- ---- sizes in characters -------------------------------------------------------------------------------

local GAP = 2            -- columns between pictures
local LINES = 32         -- the most lines of a picture
local MOST_LINES = 100   -- the same when the width was asked for
local LARGEST = 8        -- columns that a number takes at most
-- Up to which side a picture is enlarged, in columns, and the width down to which those of a grid are
-- made smaller; characters without colours need more room than half blocks.
local IN_COLORS, PLAIN = { side = 32, least = 14 }, { side = 64, least = 24 }

-- How many columns each number of a small picture takes; so that a line of half blocks is full at the end.
local function enlargement(cell, side)
  local scale = math.max(1, math.min(LARGEST, side // math.max(cell.width, cell.height)))
  if scale > 1 and scale * cell.height % 2 == 1 then scale = scale - 1 end
  return scale
end

local function rounded(x) return math.floor(x + 0.5) end

-- Columns and lines of a picture that has `room` columns; `filled` takes them all.
local function size_of(cell, room, rule, filled)
  if filled then
    local lines = rounded(cell.height * room / cell.width / 2)
    return room, math.max(1, math.min(MOST_LINES, lines))
  end
  local scale = enlargement(cell, rule.side)
  local fit = math.min(scale, room / cell.width, 2 * LINES / cell.height)
  if fit < 1 and fit > 0.25 then -- an even share of the pixels, where that costs little
    local whole = 1 / math.ceil(1 / fit)
    if whole >= 0.85 * fit then fit = whole end
  elseif fit > 1 then
    fit = fit == scale and scale or math.floor(fit)
  end
  local least = fit < 1 and 4 or 1 -- what is much longer than wide stays visible
  return math.min(room, math.max(least, rounded(cell.width * fit))),
    math.max((least + 1) // 2, math.ceil(cell.height * fit / 2 - 0.01))
end

--- How many of n pictures stand beside each other, at most `most`, so that the rows are equally long.
function grid.beside(n, most)
  local rows = -(-n // most)
  return -(-n // rows)
end

-- How many pictures stand beside each other, and the columns that each has.
local function division(page, room, rule)
  local widest, count = 1, page.columns
  for _, cell in ipairs(page) do widest = math.max(widest, (size_of(cell, room, rule))) end
  if not count then
    local least = #page * (widest + GAP) - GAP > room and math.min(widest, rule.least) or widest
    count = grid.beside(#page, math.max(1, (room + GAP) // (least + GAP)))
  end
  count = math.min(count, #page)
  return count, math.max(1, (room - GAP * (count - 1)) // count)
end

-- ---- text ------------------------------------------------------------------------------------------------

local DENSE = 8 -- pixels that a column is drawn from, so that the mean of an area is exact enough

-- How large the image should be that so many characters are drawn from. NaN is not blended with its
-- neighbours, however small: what holds it is one pixel.
local function image_size(cell, columns, rows)
  local dense = cell.nan == 0 and DENSE or 1
  return columns * dense, rows * 2 * dense
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

-- Without colours NaN is not green: its characters become question marks.
local function mark_nan(lines, cell, columns, rows, mode)
  if (cell.nan or 0) == 0 then return end
  local mask = cell.nan_mask(image_size(cell, columns, rows))
  local marks = lines_of(core.image_text(mask, columns, rows, mode, "none"))
  for r, line in ipairs(lines) do
    local at, marked = {}, {}
    for _, c in utf8.codes(marks[r]) do at[#at + 1] = c ~= 32 end
    for _, c in utf8.codes(line) do marked[#marked + 1] = at[#marked + 1] and "?" or utf8.char(c) end
    lines[r] = table.concat(marked)
  end
end

local function cell_lines(cell, columns, rows, mode, colors)
  local width, height = image_size(cell, columns, rows)
  local image = cell.draw(width, height, colors == "none" and "ink" or nil)
  local lines = lines_of((core.image_text(image, columns, rows, mode, colors)))
  if colors == "none" then mark_nan(lines, cell, columns, rows, mode) end
  return lines
end

-- A row of pictures in half blocks or characters: line by line beside each other.
local function add_row(lines, row, room, mode, colors)
  local tall, drawn = 0, {}
  for k, cell in ipairs(row) do
    tall, drawn[k] = math.max(tall, cell.lines), cell_lines(cell, cell.columns, cell.lines, mode, colors)
  end
  for r = 1, tall do
    local parts = {}
    for k, cell in ipairs(row) do
      local text = drawn[k][r]
      parts[k] = text and centred(text, cell.columns, room) or (" "):rep(room)
    end
    lines[#lines + 1] = table.concat(parts, (" "):rep(GAP))
  end
  return 0
end

local CELL_WIDTH, CELL_HEIGHT = 10, 20 -- pixels of a character, about

--- A white image.
function grid.paper(width, height) return core.image(width, height, ("\255"):rep(width * height * 3)) end

-- The same in a terminal that takes pixels: the whole row is one image, on paper. Returns how many lines
-- it takes beyond the one that it is in the list.
local function add_pixel_row(lines, row, room, mode, colors)
  local tall = 0
  for _, cell in ipairs(row) do tall = math.max(tall, cell.lines) end
  local width = #row * (room + GAP) - GAP
  local strip = grid.paper(width * CELL_WIDTH, tall * CELL_HEIGHT)
  for k, cell in ipairs(row) do
    local image = cell.draw(cell.columns * CELL_WIDTH, cell.lines * CELL_HEIGHT, "pixels")
    local left = (k - 1) * (room + GAP) * CELL_WIDTH + (room * CELL_WIDTH - image.width) // 2
    strip:paste(image, (cell.lines * CELL_HEIGHT - image.height) // 2 + 1, left + 1)
  end
  lines[#lines + 1] = core.image_text(strip, width, tall, mode, colors):gsub("\n$", "")
  return tall - 1
end

local function add_captions(lines, row, room, ascii)
  local parts, some = {}, false
  for k, cell in ipairs(row) do
    local text, width = cut(cell.caption or "", room, ascii)
    parts[k], some = centred(text, width, room), some or cell.caption ~= nil
  end
  if some then lines[#lines + 1] = table.concat(parts, (" "):rep(GAP)):gsub(" +$", "") end
end

local STRIP = 16 -- columns of a scale of colours

local function strip_of(scale, low, high, columns, mode, colors)
  local map = colors == "none" and "grey" or scale.map
  local strip = core.image_of(nn.linspace(low, high, columns).T, map, scale.low, scale.high, 1)
  return (core.image_text(strip, columns, 1, mode, colors):gsub("\n$", ""))
end

--- "3 nan (green), 1 inf", or nil; NaN is drawn as the mark says.
function grid.special(scale, mark)
  local parts = {}
  if scale.nan > 0 then parts[1] = ("%d nan (%s)"):format(scale.nan, mark) end
  if scale.infinite > 0 then parts[#parts + 1] = ("%d inf"):format(scale.infinite) end
  return #parts > 0 and table.concat(parts, ", ") or nil
end

-- "-1 [colours] 0 [colours] 1  3 nan (green)"
local function add_scale(lines, scale, mode, colors, whole)
  local parts = {}
  local function add_strip(low, high, columns)
    parts[#parts + 1] = strip_of(scale, low, high, columns, mode, colors)
    parts[#parts + 1] = grid.number(high)
  end
  if whole then
    local low, high = scale.low, scale.high
    local middle = scale.map == "diverging" and (low + high) / 2
    parts[1] = grid.number(low)
    if middle then add_strip(low, middle, STRIP // 2) end
    add_strip(middle or low, high, middle and STRIP // 2 or STRIP)
  end
  local special = grid.special(scale, colors == "none" and "?" or "green")
  if special then parts[#parts + 1] = (whole and " " or "") .. special end
  if #parts > 0 then lines[#lines + 1] = table.concat(parts, " ") end
end

-- The columns of a picture that stands alone on its lines: its own, or its caption's if that is longer.
local function room_alone(cell, width)
  return math.min(width, math.max(cell.columns, utf8.len(cell.caption or "")))
end

local pixels = { kitty = true, sixel = true, iterm = true }

--- The page as text for a terminal of that mode and those colours (see core.image_text), each line ended
--- by a newline, and how many lines it takes.
function grid.text(page, mode, colors)
  local ascii, rule = mode == "ascii", colors == "none" and PLAIN or IN_COLORS
  local width = page.width or core.columns(1)
  local line = math.max(width, core.columns(1)) -- words alone on it may be longer than the pictures
  local count, room = division(page, width, rule)
  local lines, more = {}, 0
  if page.title then
    local title = cut(page.title, line, ascii)
    lines[1] = colors == "none" and title or color.paint("title", title)
  end
  for _, cell in ipairs(page) do
    cell.columns, cell.lines = size_of(cell, room, rule, page.width ~= nil)
  end
  if not page.width then -- no wider than what stands in it
    local widest = 1
    for _, cell in ipairs(page) do widest = math.max(widest, cell.columns) end
    room = count > 1 and widest or room
  end
  for first = 1, #page, count do
    if first > 1 then lines[#lines + 1] = "" end
    local row = table.move(page, first, math.min(first + count - 1, #page), 1, {})
    local space = count == 1 and room_alone(row[1], line) or room
    more = more + (pixels[mode] and add_pixel_row or add_row)(lines, row, space, mode, colors)
    add_captions(lines, row, space, ascii)
  end
  local strip_mode = pixels[mode] and "half" or mode
  for _, scale in ipairs(page.scales) do add_scale(lines, scale, strip_mode, colors, page.legend) end
  return table.concat(lines, "\n") .. "\n", #lines + more
end

return grid
