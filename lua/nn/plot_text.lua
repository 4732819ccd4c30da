-- plot_text: a chart (see plot_spec) in characters: gnuplot's "dumb" terminal, and for what it cannot draw
-- (heat maps, contours, surfaces, regions) its frame, filled in here.

local gnuplot = require "nn.gnuplot"
local plot_commands = require "nn.plot_commands"

local plot_text = {}

local RAMP = { " ", ".", ":", "-", "=", "+", "*", "#", "%", "@" } -- from the lowest to the highest
local MARKS = "ox+*#@%&$=" -- of the classes' points

-- How gnuplot colours characters.
local dumb_colors = { none = "mono", ["16"] = "ansi", ["256"] = "ansi256", ["true"] = "ansirgb" }

local function drawn(columns, rows, colors, commands)
  local terminal = ("set terminal dumb size %d,%d noenhanced %s\n"):format(columns, rows, dumb_colors[colors])
  local text = gnuplot.run(terminal .. commands)
  -- no lines of nothing above and below, nor spaces at the ends
  local lines, last = {}, 0
  for line in text:gsub("\f", ""):gmatch "[^\n]+" do
    local empty = not line:gsub("\27%[[%d;]*m", ""):find "%S"
    if not empty or last > 0 then lines[#lines + 1] = empty and "" or line:gsub("%s+$", "") end
    if not empty then last = #lines end
  end
  return table.concat(lines, "\n", 1, last) .. (colors == "none" and "\n" or "\27[0m\n")
end

-- ---- frames that are filled in here --------------------------------------------------------------------

-- Red, green, blue of "#RRGGBB".
local function rgb(color)
  return tonumber(color:sub(2, 3), 16), tonumber(color:sub(4, 5), 16), tonumber(color:sub(6, 7), 16)
end

-- The codes of a background (48) or foreground (38); of 256 colours one of the 6x6x6.
local function code(ground, colors, r, g, b)
  if colors == "true" then return ("%d;2;%d;%d;%d"):format(ground, r, g, b) end
  local function sixth(v) return math.floor(v / 255 * 5 + 0.5) end
  return ("%d;5;%d"):format(ground, 16 + 36 * sixth(r) + 6 * sixth(g) + sixth(b))
end

-- The colour of t, 0 to 1, in a map.
local function map_color(map, t)
  local stops = plot_commands.maps[map]
  local at = math.max(0, math.min(1, t)) * (#stops - 1)
  local i = math.min(math.floor(at), #stops - 2)
  local r1, g1, b1 = rgb(stops[i + 1])
  local r2, g2, b2 = rgb(stops[i + 2])
  local function mix(a, b) return math.floor(a + (b - a) * (at - i) + 0.5) end
  return mix(r1, r2), mix(g1, g2), mix(b1, b2)
end

-- A character of a heat map.
local function heat_cell(chart, z, colors)
  if z ~= z then return colors == "none" and "?" or " " end
  local t = (z - chart.range[1]) / (chart.range[2] - chart.range[1])
  if colors == "none" then
    return RAMP[math.max(1, math.min(#RAMP, math.floor(t * #RAMP) + 1))]
  end
  return ("\27[%sm \27[0m"):format(code(48, colors, map_color(chart.map, t)))
end

-- A character of a region: empty for the first class, then dots; a pale background where there are colours.
local function region_cell(class, colors)
  local shades = { " ", ".", ":", "-", "'", ",", "_", "~", "\"", ";" }
  if colors == "none" then return shades[(class - 1) % #shades + 1] end
  local pale = plot_commands.pale(plot_commands.color(class), 0.55)
  return ("\27[%sm \27[0m"):format(code(48, colors, rgb(pale)))
end

local function point_cell(class, region, colors)
  local mark = MARKS:sub((class - 1) % #MARKS + 1, (class - 1) % #MARKS + 1)
  if colors == "none" then return mark end
  local pale = plot_commands.pale(plot_commands.color(region), 0.55)
  return ("\27[%s;%s;1m%s\27[0m"):format(code(48, colors, rgb(pale)), code(38, colors, 0, 0, 0), mark)
end

-- The value at the middle of a cell of a frame with so many rows and columns, row 1 on top. `up`: row 1 of
-- the field is at the bottom.
local function sample(field, row, column, rows, columns, up)
  local height, width = #field.z, #field.z[1]
  local i = math.min(height, math.floor((row - 0.5) / rows * height) + 1)
  local j = math.min(width, math.floor((column - 0.5) / columns * width) + 1)
  return field.z[up and height + 1 - i or i][j]
end

-- What stands where in a frame: a function of row and column.
local function heat_cells(chart, rows, columns, colors)
  return function(i, j) return heat_cell(chart, sample(chart.field, i, j, rows, columns), colors) end
end

-- The row and the column of a point in a frame, as one key.
local function place(field, x, y, rows, columns)
  local j = math.floor((x - field.x[1]) / (field.x[2] - field.x[1]) * columns) + 1
  local i = rows - math.floor((y - field.y[1]) / (field.y[2] - field.y[1]) * rows)
  return i .. " " .. j
end

-- The characters of a path: O at its points, o on the lines between them.
local function path_marks(field, path, rows, columns)
  local marks, steps = {}, 2 * columns
  for k = 2, #path.x do
    for i = 0, steps do
      local t = i / steps
      marks[place(field, path.x[k - 1] * (1 - t) + path.x[k] * t, path.y[k - 1] * (1 - t) + path.y[k] * t,
        rows, columns)] = "o"
    end
  end
  for k, x in ipairs(path.x) do marks[place(field, x, path.y[k], rows, columns)] = "O" end
  return marks
end

local function contour_cells(chart, rows, columns, colors)
  local marks = chart.path and path_marks(chart.field, chart.path, rows, columns) or {}
  return function(i, j)
    local mark = marks[i .. " " .. j]
    local cell = heat_cell(chart, sample(chart.field, i, j, rows, columns, true), colors)
    if not mark or colors == "none" then return mark or cell end
    return ("\27[%s;%s;1m%s\27[0m"):format(code(48, colors, 255, 255, 255), code(38, colors, 0, 0, 0), mark)
  end
end

local function region_cells(chart, rows, columns, colors)
  local marks = {}
  for _, s in ipairs(chart.series) do
    for k, x in ipairs(s.x) do
      marks[place(chart.field, x, s.y[k], rows, columns)] = s.class or #MARKS
    end
  end
  return function(i, j)
    local region, class = sample(chart.field, i, j, rows, columns, true), marks[i .. " " .. j]
    if class then return point_cell(class, region, colors) end
    return region_cell(region, colors)
  end
end

-- A surface is seen from above.
local fillings = { heat = heat_cells, contour = contour_cells, surface = contour_cells,
  regions = region_cells }

-- The commands for an empty frame, so many columns wide.
local function frame_commands(chart, columns)
  local width, height = #chart.field.z[1], #chart.field.z
  local x, y = chart.field.x, chart.field.y
  if chart.kind == "heat" then x, y = { 0.5, width + 0.5 }, { height + 0.5, 0.5 } end
  return plot_commands.of({ kind = "frame", title = chart.title, xlabel = chart.xlabel, ylabel = chart.ylabel,
    xrange = x, yrange = y,
    cells = chart.kind == "heat" and { width, height } }, columns)
end

-- What the characters mean, on one line.
local function legend(chart, colors)
  local parts = {}
  if chart.kind ~= "regions" then
    local low, width = chart.range[1], chart.range[2] - chart.range[1]
    for i = 1, 20 do parts[i] = heat_cell(chart, low + width * (i - 0.5) / 20, colors) end
    local zlabel = chart.zlabel and gnuplot.printable(chart.zlabel):gsub("\n", " ") .. " " or ""
    return ("%s%.4g [%s] %.4g"):format(zlabel, chart.range[1], table.concat(parts), chart.range[2])
  end
  for class, name in ipairs(chart.classes) do
    local plain = gnuplot.printable(name):gsub("\n", " ")
    parts[class] = ("%s %s"):format(point_cell(class, class, colors), plain)
  end
  return table.concat(parts, "   ")
end

-- Fills the frame that gnuplot has drawn: between its two lines of +----+.
local function filled(chart, text, colors)
  local lines, first, last, left, right = {}, nil, nil, nil, nil
  for line in text:gmatch "([^\n]*)\n" do
    lines[#lines + 1] = line
    local a, b = line:find "%+%-%-%-%-+%+"
    if a and not first then
      first, left, right = #lines, a, b
    elseif a == left and b == right then
      last = #lines
    end
  end
  if not last then return text end
  local rows, columns = last - first - 1, right - left - 1
  local cells = fillings[chart.kind](chart, rows, columns, colors)
  for i = 1, rows do
    local line, row = lines[first + i], {}
    for j = 1, columns do row[j] = cells(i, j) end
    -- what stands left of the frame may have letters of several bytes
    local before = line:match "^(.-|)"
    lines[first + i] = before .. table.concat(row) .. "|"
  end
  lines[#lines + 1] = (" "):rep(left - 1) .. legend(chart, colors)
  return table.concat(lines, "\n") .. "\n"
end

-- ---- all charts ----------------------------------------------------------------------------------------

local LEAST, LEAST_LINES = 30, 12
local GAP = 2
local PANEL_LINES = 20

-- What a line takes of the screen: no codes of colours.
local function width_of(line) return utf8.len((line:gsub("\27%[[%d;]*m", ""))) end

-- Charts below each other, as many as there are lines for.
local function stacked(charts, columns, colors, rows)
  local count = rows and math.max(1, math.min(#charts, rows // LEAST_LINES)) or #charts
  local texts = {}
  for i = 1, count do texts[i] = plot_text.of(charts[i], columns, colors, rows and rows // count) end
  return table.concat(texts)
end

-- Charts beside each other, where there is room.
local function panels(chart, columns, colors, rows)
  local room = (columns + GAP) // #chart.charts - GAP
  if room < LEAST then return stacked(chart.charts, columns, colors, rows) end
  local texts, lines = {}, {}
  for i, one in ipairs(chart.charts) do texts[i] = plot_text.of(one, room, colors, rows or PANEL_LINES) end
  for i, text in ipairs(texts) do
    local k = 0
    for line in text:gmatch "([^\n]*)\n" do
      k = k + 1
      local before = lines[k] or ""
      lines[k] = before .. (" "):rep((i - 1) * (room + GAP) - width_of(before)) .. line
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

--- The chart as text so many columns wide, of the usual height or of `rows` lines, in "true", "256", "16" or
--- no ("none") colours.
function plot_text.of(chart, columns, colors, rows)
  columns = math.max(LEAST, columns)
  if chart.kind == "panels" then return panels(chart, columns, colors, rows) end
  rows = math.max(LEAST_LINES, rows or math.min(40, columns * 3 // 10))
  if not fillings[chart.kind] then
    return drawn(columns, rows, colors, plot_commands.of(chart, columns))
  end
  if colors == "16" then colors = "none" end
  return filled(chart, drawn(columns, rows, "none", frame_commands(chart, columns)), colors)
end

return plot_text
