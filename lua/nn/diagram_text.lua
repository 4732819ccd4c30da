-- diagram_text: a diagram (see there) as text for the terminal: nodes as shades with their numbers, links as
-- lines of Braille dots, or of - / \ where there is nothing but ASCII.

local core = require "nn.core"
local diagram = require "nn.diagram"
local font = require "nn.font"
local grid = require "nn.grid"

local diagram_text = {}

local SHADE = 2    -- columns of a node's shade
local LABEL = 12   -- columns of a class's name at most
local PIXELS = 8   -- of an image for each column, 16 for each line, to be drawn exactly

-- Codes of the colours: red and blue where the terminal has more than 16, of which blue is too dark.
local codes = {
  plain = { positive = "31", negative = "36", title = "1", right = "1;32", wrong = "1;31", dim = "2" },
  rich = { positive = "38;5;160", negative = "38;5;33", title = "1", right = "1;32", wrong = "1;31",
    dim = "2" },
}

-- How things are written for a terminal of that mode and those colours (see core.image_text).
local function new_pen(mode, colors)
  local pen = { mode = mode == "ascii" and "ascii" or "half", colors = colors, ascii = mode == "ascii" }
  local code = colors == "16" and codes.plain or colors ~= "none" and codes.rich or {}
  function pen.paint(role, text)
    return role and code[role] and text:find "%S" and ("\27[%sm%s\27[0m"):format(code[role], text) or text
  end
  function pen.sign(w) return w < 0 and "negative" or "positive" end
  return pen
end

-- ---- pieces: lists of lines with their width, `centres` where each node is ----------------------------

local function spaces(n) return (" "):rep(n) end

local function padded(text, width) return text .. spaces(width - utf8.len(text)) end

local function right(text, width) return spaces(width - utf8.len(text)) .. text end

local function cut(pen, text)
  text = grid.harmless(text)
  if pen.ascii then text = font.spelled(text) end
  if utf8.len(text) <= LABEL then return text end
  return text:sub(1, utf8.offset(text, LABEL) - 1) .. (pen.ascii and "." or "…")
end

-- A matrix as a picture of so many columns and lines.
local function picture_lines(pen, M, scale, columns, lines)
  local ink = pen.colors == "none"
  local side = math.max(1, math.min(columns * PIXELS // M.cols, lines * 2 * PIXELS // M.rows))
  local image = core.image_of(M, ink and "grey" or scale.map, scale.low, scale.high, side)
  if ink and scale.map == "diverging" then image = core.image_of(M:abs(), "grey", 0, scale.high, side) end
  local list = {}
  for line in core.image_text(image, columns, lines, pen.mode, pen.colors):gmatch "([^\n]*)\n" do
    list[#list + 1] = line
  end
  return list
end

local function shade(pen, x, scale)
  return picture_lines(pen, core.nn.full(1, 1, x), scale, SHADE, 1)[1]
end

-- The numbers of a column as texts of one width.
local function numbers_of(column)
  local texts, width = {}, 0
  for i = 1, column.count do
    texts[i] = diagram.number(column.values[i])
    width = math.max(width, #texts[i])
  end
  return texts, width
end

-- The names of the classes, or the numbers of the nodes in a list, as texts of one width.
local function labels_of(pen, column)
  local marks, texts, width = column.marks, {}, 0
  if not (marks and marks.classes) and column.kind ~= "list" then return texts, 0 end
  for i = 1, column.count do
    texts[i] = cut(pen, tostring(marks and marks.classes and marks.classes[i] or i))
    width = math.max(width, utf8.len(texts[i]))
  end
  return texts, width
end

-- " ◄ answer, right" in its colour, and its width.
local function mark_of(pen, column, i)
  local text = column.marks and diagram.mark(column.marks, i)
  if not text then return "", 0 end
  local role = text:find "wrong" and "wrong" or text:find "^target" and "dim" or text ~= "truth" and "right"
  text = (pen.ascii and "< " or "◄ ") .. text
  return " " .. pen.paint(role, text), utf8.len(text) + 1
end

-- The middle lines of `count` nodes that stand evenly in `height` lines.
local function centres_of(count, height)
  local centres, slot = {}, (height + 1) / count
  for i = 1, count do centres[i] = math.floor((i - 0.5) * slot + 0.5) end
  return centres
end

-- One line of a node: what `drawn` is of it, its label before and its number and mark behind.
local function node_lines(pen, column, rows, drawn)
  local texts, width = numbers_of(column)
  local labels, room = labels_of(pen, column)
  local lines, widest = {}, 0
  for r, i in pairs(rows) do
    local mark, marked = mark_of(pen, column, i)
    local label = room > 0 and right(labels[i], room) .. " " or ""
    local shown, columns = drawn(i)
    lines[r] = label .. shown .. " " .. right(texts[i], width) .. mark
    local used = utf8.len(label) + columns + 1 + width + marked
    widest = math.max(widest, used)
    lines[-r] = used -- its width
  end
  for r in pairs(rows) do lines[r], lines[-r] = lines[r] .. spaces(widest - lines[-r]), nil end
  return lines, widest
end

local function nodes_piece(pen, column, height)
  local centres, rows = centres_of(column.count, height), {}
  for i, r in ipairs(centres) do rows[r] = i end
  local lines, width = node_lines(pen, column, rows, function(i)
    return shade(pen, column.values[i], column.scale), SHADE
  end)
  return { lines = lines, width = width, centres = centres, height = height }
end

local EIGHTHS = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }

-- A bar of x out of `high`, in at most `room` columns.
local function bar(pen, x, high, room)
  local share = math.max(0, math.min(1, x / high)) * room
  if pen.ascii then return padded(("#"):rep(math.floor(share + 0.5)), room) end
  local whole = math.floor(share)
  local rest = EIGHTHS[math.floor((share - whole) * 8)] or ""
  return padded(("█"):rep(whole) .. rest, room)
end

local function list_piece(pen, column, room)
  local rows = {}
  for r, i in ipairs(column.rows) do rows[r] = i or nil end
  local bars = column.marks and column.scale.map ~= "diverging"
  local lines, width = node_lines(pen, column, rows, function(i)
    local x = column.values[i]
    if bars and x == x then return bar(pen, x, column.scale.high, room), room end
    return padded("", bars and room - SHADE or 0) .. shade(pen, x, column.scale), bars and room or SHADE
  end)
  for r, i in ipairs(column.rows) do
    if not i then lines[r] = padded(pen.ascii and ".." or "…", width) end
  end
  return { lines = lines, width = width, height = #column.rows }
end

local function picture_piece(pen, column, room)
  local M = diagram.arranged(column)
  local scale = math.min(4, room // M.cols)
  local width = scale > 0 and scale * M.cols or room
  local height = math.max(1, math.ceil(M.rows * width / M.cols / 2))
  local lines = picture_lines(pen, M, column.scale, width, height)
  if column.title ~= "input" then
    local low, high = column.values:min(), column.values:max()
    local text = ("%s%s%s"):format(diagram.number(low), pen.ascii and ".." or "…", diagram.number(high))
    for r, line in ipairs(lines) do lines[r] = line .. spaces(utf8.len(text) - width) end
    width = math.max(width, utf8.len(text))
    lines[#lines + 1] = padded(text, width)
  end
  return { lines = lines, width = width, height = #lines }
end

-- ---- links --------------------------------------------------------------------------------------------

-- How many dots of a line are left out between two that are drawn: strong links are solid.
local function sparseness(w, largest)
  local share = math.abs(w) / largest
  return share >= 0.5 and 1 or share >= 0.15 and 2 or 4
end

-- Calls dot(x, y) for every point of the line from the left to the right, both ends included.
local function walk(x1, y1, x2, y2, dot)
  local steps = math.max(math.abs(x2 - x1), math.abs(y2 - y1), 1)
  for s = 0, steps do
    dot(math.floor(x1 + (x2 - x1) * s / steps + 0.5), math.floor(y1 + (y2 - y1) * s / steps + 0.5), s)
  end
end

local BRAILLE = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } } -- [column][line] of a character

-- field[line][column] = {bits of the character, strength of the strongest line there, its role}
local function draw_dots(pen, field, w, sparse, from, to, width)
  walk(0, 4 * from - 2, 2 * width - 1, 4 * to - 2, function(x, y, s)
    if s % sparse ~= 0 then return end
    local line, column = (y - 1) // 4 + 1, x // 2 + 1
    local cell = field[line][column] or { bits = 0, strength = -1 }
    cell.bits = cell.bits | BRAILLE[x % 2 + 1][(y - 1) % 4 + 1]
    if math.abs(w) > cell.strength then cell.strength, cell.role = math.abs(w), pen.sign(w) end
    field[line][column] = cell
  end)
end

local function draw_letters(field, w, sparse, from, to, width)
  local before = from
  walk(1, from, width, to, function(x, y)
    local letter = sparse > 1 and "." or y > before and "\\" or y < before and "/" or "-"
    local cell = field[y][x]
    if not cell or math.abs(w) > cell.strength then
      field[y][x] = { letter = letter, strength = math.abs(w) }
    end
    before = y
  end)
end

-- A line of cells as text; neighbours of one colour share its codes.
local function painted(pen, cells, width)
  local parts, run, role = {}, {}, nil
  for c = 1, width + 1 do
    local cell = cells[c]
    local new = cell and cell.role
    if c > width or new ~= role then
      parts[#parts + 1] = pen.paint(role, table.concat(run))
      run, role = {}, new
    end
    run[#run + 1] = not cell and " " or cell.letter or utf8.char(0x2800 + cell.bits)
  end
  return table.concat(parts)
end

local function link_lines(pen, gap, from, to, height, width)
  local field, lines = {}, {}
  for r = 1, height do field[r] = {} end
  for j = 1, gap.W.rows do
    for i = 1, gap.W.cols do
      local w = gap.W:get(j, i)
      if w ~= 0 then
        local sparse, target = sparseness(w, gap.largest), to(j, i)
        if pen.ascii then draw_letters(field, w, sparse, from[i], target, width)
        else draw_dots(pen, field, w, sparse, from[i], target, width) end
      end
    end
  end
  for r = 1, height do lines[r] = painted(pen, field[r], width) end
  return lines
end

-- The brackets that hold the ports of a node together, by their place: first, middle, last, at the node.
local function bracket(pen, p, count, at_node)
  local marks = pen.ascii and { "\\", "|", "/", "+", "-", "+" } or { "┐", "│", "┘", "┤", "─", "┴" }
  if count == 1 then return marks[5] end
  if at_node then return p == count and marks[6] or marks[4] end
  return p == 1 and marks[1] or p == count and marks[3] or marks[2]
end

-- Link by link its weight in a line of its own in front of the node that it goes to; a bias comes last.
local function add_ports(pen, gap, lines, centres, height)
  local texts, width = {}, 0
  for j = 1, gap.W.rows do
    texts[j] = {}
    for p = 1, gap.ports do
      local bias = p > gap.W.cols
      local w = bias and gap.b[j] or gap.W:get(j, p)
      texts[j][p] = { (bias and "bias " or "") .. diagram.weight(w), pen.sign(w) }
      width = math.max(width, #texts[j][p][1])
    end
  end
  local ports = {}
  for j, centre in ipairs(centres) do
    for p, text in ipairs(texts[j]) do
      local r = centre - gap.ports // 2 + p - 1
      ports[r] = " " .. pen.paint(text[2], right(text[1], width)) .. " "
        .. bracket(pen, p, gap.ports, r == centre)
    end
  end
  for r = 1, height do lines[r] = lines[r] .. (ports[r] or spaces(width + 3)) end
  return width + 3
end

local function arrow_piece(pen, room)
  local arrow = pen.ascii and "->" or "→"
  local before = (room - utf8.len(arrow)) // 2
  return { lines = { padded(spaces(before) .. arrow, room) }, width = room, height = 1 }
end

local function gap_piece(pen, gap, kind, left, right_piece, height, size)
  if kind == "arrow" then return arrow_piece(pen, size.arrow) end
  local centres, width = right_piece.centres, size.link
  local function port(j, i) return centres[j] - gap.ports // 2 + i - 1 end
  local function node(j) return centres[j] end
  local lines = link_lines(pen, gap, left.centres, kind == "weights" and port or node, height, width)
  if kind == "weights" then width = width + add_ports(pen, gap, lines, centres, height) end
  for r, line in ipairs(lines) do lines[r] = " " .. line .. " " end
  return { lines = lines, width = width + 2, height = height, linked = true }
end

-- ---- the whole ----------------------------------------------------------------------------------------

-- How wide things are drawn, from the best to the narrowest.
local sizes = {
  { link = 20, arrow = 5, picture = 32, bar = 20 }, { link = 16, arrow = 5, picture = 30, bar = 16 },
  { link = 12, arrow = 4, picture = 28, bar = 12 }, { link = 12, arrow = 3, picture = 28, bar = 10,
    hidden = 16 }, { link = 8, arrow = 3, picture = 28, bar = 6, hidden = 16 },
}
local narrowest = { link = 8, arrow = 3, picture = 28, bar = 6, hidden = 16, no_weights = true }

-- How a gap is drawn: without its weights where there is no room for them.
local function kind_of(gap, size)
  return gap and (size.no_weights and gap.kind == "weights" and "links" or gap.kind)
end

-- The lines that a column of nodes needs behind a gap of that kind.
local function least_height(column, gap, kind)
  return column.count * ((kind == "weights" and gap.ports or 1) + 1) - 1
end

-- The pieces of the drawing from left to right: columns and the gaps between them.
local function pieces_of(d, pen, size, width)
  local columns, height, pieces = {}, 1, {}
  for k, column in ipairs(d.columns) do
    if column.kind == "picture" then
      local room = column.title ~= "input" and size.hidden or size.picture
      columns[k] = picture_piece(pen, column, math.min(room, width))
    elseif column.kind == "list" then
      columns[k] = list_piece(pen, column, size.bar)
    end
    height = math.max(height, columns[k] and columns[k].height
      or least_height(column, d.gaps[k - 1], kind_of(d.gaps[k - 1], size)))
  end
  for k, column in ipairs(d.columns) do
    columns[k] = columns[k] or nodes_piece(pen, column, height)
    columns[k].title, columns[k].note = column.title, column.note
    columns[k].head = math.max(#column.title, #column.note)
    if not columns[k].centres then columns[k].least = columns[k].head end
  end
  for k, piece in ipairs(columns) do
    local gap = d.gaps[k - 1]
    if gap then
      pieces[#pieces + 1] = gap_piece(pen, gap, kind_of(gap, size), columns[k - 1], piece, height, size)
    end
    pieces[#pieces + 1] = piece
  end
  return pieces
end

-- The width of a piece; words above a column stand above the links behind it, too, but for the last one's.
local function width_in_band(piece, is_last)
  return math.max(piece.width, is_last and piece.head or piece.least or 0)
end

local function width_of(band)
  local width = 0
  for p, piece in ipairs(band) do width = width + width_in_band(piece, p == #band) end
  return width
end

-- What does not fit beside each other goes on below: bands of pieces. Links stay with both their columns.
local function bands_of(pieces, width)
  local bands, band, used = {}, { pieces[1] }, width_in_band(pieces[1])
  for p = 2, #pieces, 2 do
    local before, gap, column = pieces[p - 1], pieces[p], pieces[p + 1]
    if used + gap.width + width_in_band(column, true) > width then
      bands[#bands + 1] = band
      band, used = {}, 0
      if gap.linked then band, used = { before }, width_in_band(before) end
    end
    band[#band + 1], band[#band + 2] = gap, column
    used = used + gap.width + width_in_band(column)
  end
  bands[#bands + 1] = band
  return bands
end

-- The titles above the columns; a title may stand above the links behind it, too.
local function add_heads(out, band, pen)
  for _, name in ipairs { "title", "note" } do
    local line, at, used = {}, 0, 0
    for _, piece in ipairs(band) do
      if piece[name] then
        if at < used then at = used end
        line[#line + 1] = spaces(at - used) .. pen.paint(name == "title" and "title" or "dim", piece[name])
        used = at + #piece[name] + 1
        line[#line + 1] = " "
      end
      at = at + width_in_band(piece)
    end
    out[#out + 1] = table.concat(line):gsub(" +$", "")
  end
end

-- The line of a piece that is in the middle of `height` lines.
local function line_of(piece, r, height)
  local at = r - (height - piece.height) // 2
  local width = width_in_band(piece)
  local text = piece.lines[at]
  return text and text .. spaces(width - piece.width) or spaces(width)
end

-- The pieces as large as they fit beside each other into the width, else in bands.
local function fitted(d, pen, width)
  local pieces
  for _, size in ipairs(sizes) do
    pieces = pieces_of(d, pen, size, width)
    if width_of(pieces) <= width then return { pieces } end
  end
  local bands = bands_of(pieces, width)
  for _, band in ipairs(bands) do
    if width_of(band) > width then return bands_of(pieces_of(d, pen, narrowest, width), width) end
  end
  return bands
end

--- The diagram as lines of text, at most `width` columns wide where that is possible, for a terminal of that
--- mode and those colours (see core.image_text), and how many lines there are.
function diagram_text.text(d, width, mode, colors)
  local pen, out = new_pen(mode, colors), {}
  for b, band in ipairs(fitted(d, pen, width)) do
    if b > 1 then out[#out + 1] = "" end
    add_heads(out, band, pen)
    local tall = 1
    for _, piece in ipairs(band) do tall = math.max(tall, piece.height) end
    for r = 1, tall do
      local line = {}
      for p, piece in ipairs(band) do line[p] = line_of(piece, r, tall) end
      out[#out + 1] = table.concat(line):gsub(" +$", "")
    end
  end
  return table.concat(out, "\n") .. "\n", #out
end

return diagram_text
