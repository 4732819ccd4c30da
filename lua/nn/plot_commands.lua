-- plot_commands: a chart (see plot_spec) as commands for gnuplot, without the terminal that they draw on.
-- All text goes through gnuplot.quote, all numbers are written with all their digits.

local gnuplot = require "nn.gnuplot"
local numbers = require "nn.plot_numbers"
local quote, number = gnuplot.quote, gnuplot.number

local plot_commands = {}

-- Ten colours that colour-blind readers tell apart, on light and on dark: Okabe and Ito's without yellow and
-- black, and four of Tol's.
local colors = { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255", "#7F7F7F",
  "#999933", "#5D4FB3" }
local points = { 7, 5, 9, 13, 11, 15, 6, 4, 8, 12 } -- filled: circle, square, triangle, rhombus …
local marks = { "o", "x", "+", "#", "@", "%", "&", "=", "~", "^" } -- the same in characters
local PATH = "#D55E00"
local UNKNOWN = 8 -- the colour of points without a class
local CONTOUR = 1000 -- the linetypes below a surface, from here on

--- What the numbers of a field look like, from the lowest to the highest.
plot_commands.maps = {
  viridis = { "#440154", "#482878", "#3E4A89", "#31688E", "#26828E", "#1F9E89", "#35B779", "#6ECE58",
    "#B5DE2B", "#FDE725" },
  grey = { "#000000", "#FFFFFF" }, inverted = { "#FFFFFF", "#000000" },
  diverging = { "#2166AC", "#FFFFFF", "#B2182B" },
}

local function cycle(list, i) return list[(i - 1) % #list + 1] end

--- The colour of the i-th series or class.
function plot_commands.color(i) return cycle(colors, i) end

--- A colour mixed with so much white, 0 to 1.
function plot_commands.pale(color, white)
  return (color:gsub("%x%x", function(hex)
    return ("%02X"):format(math.floor(tonumber(hex, 16) * (1 - white) + 255 * white + 0.5))
  end))
end

-- ---- data --------------------------------------------------------------------------------------------

-- A here-document of columns, a line a point.
local function columns(out, name, ...)
  out("$%s << EOD", name)
  local lists = { ... }
  for i = 1, #lists[1] do
    local line = {}
    for k, list in ipairs(lists) do line[k] = number(list[i]) end
    out("%s", table.concat(line, " "))
  end
  out "EOD"
end

-- A field: a line a row.
local function rows(out, name, z)
  out("$%s << EOD", name)
  for _, row in ipairs(z) do
    local line = {}
    for j, x in ipairs(row) do line[j] = number(x) end
    out("%s", table.concat(line, " "))
  end
  out "EOD"
end

-- Where a field's column and row lie: `using` for gnuplot's matrix.
local function using(f)
  local function axis(dollar, pair, count)
    local width = f.cells and (pair[2] - pair[1]) / count or (pair[2] - pair[1]) / math.max(1, count - 1)
    return ("(%s+$%d*%s)"):format(number(pair[1] + (f.cells and width / 2 or 0)), dollar, number(width))
  end
  return ("matrix using %s:%s:3"):format(axis(1, f.x, #f.z[1]), axis(2, f.y, #f.z))
end

-- ---- the frame ---------------------------------------------------------------------------------------

local function pair(range) return ("[%s:%s]"):format(number(range[1]), number(range[2])) end

local function frame(out, chart, text)
  out "set encoding utf8"
  out "set termoption noenhanced"
  if not text then
    out 'set border 3 lc rgb "#A0A0A0" lw 1'
    out 'set tics nomirror out scale 0.5,0.3 textcolor rgb "#404040"'
    for _, axis in ipairs { "x", "y", "z" } do out('set %slabel textcolor rgb "#202020"', axis) end
    if chart.grid ~= false then out 'set grid back lt 1 lc rgb "#E6E6E6" lw 0.6' end
  else
    out "set border 15"
    if chart.grid then out "set grid" end
  end
  if text and chart.ylabel then -- where there is no room beside the numbers
    out('set title %s', quote((chart.title or "") .. "\n "))
    out("set label %s at graph 0, graph 1 left offset 0, 1", quote(chart.ylabel))
  elseif chart.title then
    out("set title %s", quote(chart.title))
  end
  for _, axis in ipairs { "x", "y", "z" } do
    if chart[axis .. "label"] and not (text and axis == "y") then
      out("set %slabel %s", axis, quote(chart[axis .. "label"]))
    end
    if chart[axis .. "range"] then out("set %srange %s", axis, pair(chart[axis .. "range"])) end
    if chart["log" .. axis] then out("set logscale %s 10", axis) end
  end
  if chart.logy then out 'set format y "%%g"' end
  if chart.logx then out 'set format x "%%g"' end
end

-- The extremes of the axis "x" or "y".
local function extent(chart, axis)
  local given = chart[axis .. "range"]
  if given then return math.min(given[1], given[2]), math.max(given[1], given[2]) end
  local lists = {}
  for _, s in ipairs(chart.series or {}) do
    local names = axis == "x" and { "x" } or { "y", "low", "high" }
    for _, name in ipairs(names) do lists[#lists + 1] = s[name] end
  end
  return numbers.extremes(table.unpack(lists))
end

-- The corner of the picture where the fewest points are, for the key.
local function emptiest_corner(chart)
  local x, y = {}, {}
  for _, s in ipairs(chart.series) do
    for i, v in ipairs(s.x) do
      local w = s.y and s.y[i] or not s.y and s.high[i]
      if numbers.finite(v) and numbers.finite(w) then
        x[#x + 1] = chart.logx and math.log(v) or v
        y[#y + 1] = chart.logy and math.log(w) or w
      end
    end
  end
  local x1, x2 = extent(chart, "x")
  local y1, y2 = extent(chart, "y")
  if chart.logx then x1, x2 = math.log(x1), math.log(x2) end
  if chart.logy then y1, y2 = math.log(y1), math.log(y2) end
  local best, least
  for _, corner in ipairs { "top right", "top left", "bottom right", "bottom left" } do
    local count = 0
    for i, v in ipairs(x) do
      local right, top = (v - x1) / (x2 - x1), (y[i] - y1) / (y2 - y1)
      if corner:find "left" then right = 1 - right end
      if corner:find "bottom" then top = 1 - top end
      if right > 0.65 and right <= 1 and top > 0.65 and top <= 1 then count = count + 1 end
    end
    if not least or count < least then best, least = corner, count end
  end
  return best
end

local function key(out, chart, titled, text, usual)
  local place = chart.key
  if place == false or not titled then return out "unset key" end
  if place == nil or place == true then place = usual or emptiest_corner(chart) end
  local sides = place:gsub("outside", "")
  local where = place:find "outside" and "outside" or "inside"
  out("set key %s %s samplen 2 spacing 1.2 Left reverse noautotitle%s", where, sides, text and ""
    or ' opaque fillcolor rgb "#FFFFFF" textcolor rgb "#202020"')
end

local function title(s) return s.title and "title " .. quote(s.title) or "notitle" end

-- ---- tics --------------------------------------------------------------------------------------------

-- How wide the numbers of tics are that lie so far apart.
local function label_width(low, high, step)
  local width = 0
  for _, x in ipairs { math.ceil(low / step) * step, math.floor(high / step) * step, low + step } do
    width = math.max(width, #("%g"):format(math.floor(x / step + 0.5) * step))
  end
  return width
end

local AXIS = 14 -- columns left of a frame of characters, and right of it
local APART = 3

-- Tics of x so far apart that their numbers stay apart on a drawing `wide` columns wide: 1, 2 or 5 times a
-- power of 10.
local function text_tics(out, chart, wide)
  local low, high = extent(chart, "x")
  if not low or low == high or chart.logx or chart.words then return end
  local width, range = math.max(10, wide - AXIS), high - low
  local power = 10 ^ math.floor(math.log(range / width, 10))
  for _ = 1, 4 do
    for _, factor in ipairs { 1, 2, 5 } do
      local step = factor * power
      local room = width * step / range
      if room >= label_width(low, high, step) + APART then return out("set xtics %.3g", step) end
    end
    power = 10 * power
  end
end

local USUAL_DIGITS = 4

-- As many digits as tell the tics of y apart, where the usual do not.
local function y_digits(out, chart)
  local low, high = extent(chart, "y")
  if not low or low == high or chart.logy then return end
  local step, largest = (high - low) / 20, math.max(math.abs(low), math.abs(high))
  local digits = math.floor(math.log(largest, 10)) - math.floor(math.log(step, 10)) + 1
  if digits > USUAL_DIGITS then out('set format y "%%.%dg"', math.min(digits, 15)) end
end

-- ---- series ------------------------------------------------------------------------------------------

-- In characters every linetype has its own.
local function line(i, text)
  return ('lt %d lw 2 lc rgb "%s"'):format(text and i or 1, plot_commands.color(i))
end
local function point(i, size, text)
  if text then return ('pt "%s"'):format(cycle(marks, i)) end
  return ("pt %d ps %g"):format(cycle(points, i), size)
end

-- How each style draws series i, whose data are in $dI: columns x and y, or x, low, high and y.
local styles = {
  lines = function(i, s, text)
    return ("$d%d using 1:2 with lines %s %s"):format(i, line(i, text), title(s))
  end,
  points = function(i, s, text)
    return ("$d%d using 1:2 with points %s %s %s"):format(i, point(i, 0.8, text), line(i), title(s))
  end,
  linespoints = function(i, s, text)
    return ("$d%d using 1:2 with linespoints %s %s %s"):format(i, point(i, 0.8, text), line(i), title(s))
  end,
  steps = function(i, s, text)
    return ("$d%d using 1:2 with steps %s %s"):format(i, line(i, text), title(s))
  end,
  bars = function(i, s)
    local color = plot_commands.color(i)
    return ('$d%d using 1:2:(%s) with boxes lc rgb "%s" fs solid 0.8 border rgb "#FFFFFF" %s'):format(i,
      number(s.width), color, title(s))
  end,
  errorbars = function(i, s, text)
    return ("$d%d using 1:4:2:3 with yerrorbars %s %s %s"):format(i, point(i, 0.8, text), line(i), title(s))
  end,
  band = function(i, s, text)
    local color, parts = plot_commands.color(i), {}
    if text then
      for k = 2, 3 do parts[k - 1] = ('$d%d using 1:%d with dots lc rgb "%s" notitle'):format(i, k, color) end
    else
      parts[1] = ('$d%d using 1:2:3 with filledcurves fs transparent solid 0.2 noborder lc rgb "%s" %s')
        :format(i, color, s.y and "notitle" or title(s))
    end
    if s.y then parts[#parts + 1] = ("$d%d using 1:4 with lines %s %s"):format(i, line(i), title(s)) end
    return table.concat(parts, ", ")
  end,
}

local function add_data(out, i, s)
  local name = "d" .. i
  if s.low then columns(out, name, s.x, s.low, s.high, s.y or s.low) else columns(out, name, s.x, s.y) end
end

-- Do all points lie at a few whole numbers, such as epochs? There is nothing to be read between them.
local function few_steps(chart)
  local low, high = math.huge, -math.huge
  for _, s in ipairs(chart.series) do
    for _, x in ipairs(s.x) do
      if x ~= math.floor(x) then return false end
      low, high = math.min(low, x), math.max(high, x)
    end
  end
  return high - low <= 10 and not chart.words and not chart.logx
end

local function series(out, chart, text)
  local parts, titled, bars, narrow = {}, false, false, true
  for i, s in ipairs(chart.series) do
    add_data(out, i, s)
    parts[i] = styles[s.style](i, s, text)
    titled = titled or s.title ~= nil
    bars = bars or s.style == "bars"
    narrow = narrow and (s.style == "lines" or s.style == "band" or s.style == "steps")
  end
  key(out, chart, titled, text)
  if narrow then out "set autoscale xfix" end
  if few_steps(chart) then
    out "set xtics 1"
  elseif text then
    text_tics(out, chart, text)
  end
  y_digits(out, chart)
  if bars and not chart.yrange and not chart.logy then
    local low, high = 0, 0
    for _, s in ipairs(chart.series) do
      local a, b = numbers.extremes(s.y or s.low, s.high or {})
      low, high = math.min(low, a or 0), math.max(high, b or 0)
    end
    out("set yrange [%s:%s]", low < 0 and "*" or "0", high > 0 and "*" or "0")
    out("set offsets 0, 0, graph %g, graph %g", high > 0 and 0.05 or 0, low < 0 and 0.05 or 0)
    if low < 0 and high > 0 then out 'set xzeroaxis lt 1 lc rgb "#A0A0A0"' end
  end
  if chart.words then
    local tics = {}
    for i, word in ipairs(chart.words) do tics[i] = ("%s %d"):format(gnuplot.quote_tic(word), i) end
    out("set xtics (%s) scale 0", table.concat(tics, ", "))
    out("set xrange [0.4:%g]", #chart.words + 0.6)
  end
  out("plot %s", table.concat(parts, ", "))
end

-- ---- fields ------------------------------------------------------------------------------------------

local function palette(out, chart)
  local stops = {}
  for i, color in ipairs(plot_commands.maps[chart.map]) do stops[i] = ('%d "%s"'):format(i - 1, color) end
  out("set palette defined (%s)", table.concat(stops, ", "))
  out("set cbrange %s", pair(chart.range))
  out "set colorbox user origin graph 1.02, graph 0 size graph 0.025, graph 1 noborder"
  out "set rmargin 12"
end

-- Few cells as squares with sharp edges, many as one picture.
local function image(f) return #f.z * #f.z[1] <= 4096 and "image pixels" or "image" end

-- A tic for each of a few columns and rows.
local function count_tics(out, width, height)
  if width <= 20 then out "set xtics 1" end
  if height <= 20 then out "set ytics 1" end
end

local function heat(out, chart)
  local f = chart.field
  local height, width = #f.z, #f.z[1]
  rows(out, "field", f.z)
  palette(out, chart)
  out "unset key"
  out "unset grid"
  out("set xrange [0.5:%s]", number(width + 0.5))
  out("set yrange [%s:0.5]", number(height + 0.5))
  count_tics(out, width, height)
  if height <= 3 * width and width <= 3 * height then out("set size ratio %s", number(height / width)) end
  out("plot $field %s with %s notitle", using(f), image(f))
end

local function levels(out, chart, default)
  if type(chart.contours) == "table" then
    local list = {}
    for i, level in ipairs(chart.contours) do list[i] = number(level) end
    table.sort(list, function(a, b) return tonumber(a) < tonumber(b) end)
    out("set cntrparam levels discrete %s", table.concat(list, ", "))
  else
    out("set cntrparam levels auto %d", chart.contours or default)
  end
end

-- The contours as lines in $contours.
local function trace_contours(out, chart)
  levels(out, chart, 12)
  out "set contour base"
  out "unset surface"
  out "set table $contours"
  out("splot $field %s with lines", using(chart.field))
  out "unset table"
  out "unset contour"
  out "set surface"
end

-- A path over colours: a line with a white edge, its steps, a ring at the start and a dot at the end.
local path_styles = {
  'with lines lt 1 lw 4 lc rgb "#FFFFFF"',
  'with linespoints lt 1 lw 1.8 pt 7 ps 0.5 lc rgb "' .. PATH .. '"',
  'every ::0::0 with points pt 7 ps 1.4 lc rgb "#FFFFFF"',
  'every ::0::0 with points pt 6 ps 1.2 lw 2 lc rgb "' .. PATH .. '"',
  'every ::%d with points pt 7 ps 1.1 lc rgb "' .. PATH .. '"',
}

-- Adds the path's plots to the list; `using` are its columns, `more` what all of them say.
local function add_path(parts, path, using_, more)
  for _, style in ipairs(path_styles) do
    local every, with = style:match "^(every %S+) (.*)$"
    parts[#parts + 1] = ("$path %s %s %s notitle%s"):format(every and every:format(#path.x - 1) or "", using_,
      with or style, more)
  end
end

local function field_range(out, chart)
  for _, axis in ipairs { "x", "y" } do
    if not chart[axis .. "range"] then out("set %srange %s", axis, pair(chart.field[axis])) end
  end
end

local function contour(out, chart)
  rows(out, "field", chart.field.z)
  field_range(out, chart)
  trace_contours(out, chart)
  out "unset key"
  out "unset grid"
  palette(out, chart)
  local parts = { ("$field %s with image notitle"):format(using(chart.field)),
    '$contours using 1:2 with lines lt 1 lw 0.6 lc rgb "#60FFFFFF" notitle' }
  if chart.path then
    columns(out, "path", chart.path.x, chart.path.y)
    add_path(parts, chart.path, "using 1:2", "")
  end
  out("plot %s", table.concat(parts, ", "))
end

-- The contours of a surface, on the floor.
local function floor_contours(out, chart)
  out "set contour base"
  levels(out, chart, 10)
  out("set cntrparam firstlinetype %d", CONTOUR)
  for i = 0, 99 do out('set linetype %d lc rgb "#909090" lw 0.8', CONTOUR + i) end
  return ('$field %s with lines nosurface lt 1 lc rgb "#808080" notitle'):format(using(chart.field))
end

-- The surface and what is on it.
local function surface_parts(out, chart)
  palette(out, chart)
  out "set colorbox user origin screen 0.93, screen 0.25 size screen 0.018, screen 0.5 noborder"
  out "set border 31"
  out 'set pm3d scansautomatic border lc rgb "#C0FFFFFF" lw 0.3'
  local parts = { ("$field %s with pm3d notitle"):format(using(chart.field)) }
  if chart.contours then parts[2] = floor_contours(out, chart) end
  if chart.path then
    columns(out, "path", chart.path.x, chart.path.y, chart.path.z)
    add_path(parts, chart.path, "using 1:2:3", " nocontour")
  end
  return parts
end

local function surface(out, chart)
  rows(out, "field", chart.field.z)
  field_range(out, chart)
  out "unset key"
  local view = chart.view or { 55, 35 }
  out("set view %s, %s", number(view[1]), number(view[2]))
  if not chart.zrange then out "set autoscale zfix" end
  out("set xyplane relative %g", chart.contours and 0.3 or 0)
  out("splot %s", table.concat(surface_parts(out, chart), ", "))
end

-- ---- decision regions ----------------------------------------------------------------------------------

local function regions(out, chart)
  local parts, stops = {}, {}
  out "unset grid"
  rows(out, "field", chart.field.z)
  for i = 1, #chart.classes do
    local color = plot_commands.color(i)
    local pale = plot_commands.pale(color, 0.7)
    stops[i] = ('%d "%s", %d "%s"'):format(i - 1, pale, i, pale)
  end
  out("set palette maxcolors %d defined (%s)", #stops, table.concat(stops, ", "))
  out("set cbrange [0.5:%d.5]", #stops)
  out "unset colorbox"
  parts[1] = ("$field %s with image notitle"):format(using(chart.field))
  for i, s in ipairs(chart.series) do
    local class = s.class or UNKNOWN
    add_data(out, i, s)
    for _, look in ipairs { { 1.15, "#FFFFFF" }, { 0.8, plot_commands.color(class) } } do -- with a white edge
      parts[#parts + 1] = ('$d%d using 1:2 with points %s lc rgb "%s" notitle'):format(i,
        point(class, look[1]), look[2])
    end
  end
  for i, name in ipairs(chart.classes) do
    parts[#parts + 1] = ('keyentry with points %s lc rgb "%s" title %s'):format(point(i, 1.2),
      plot_commands.color(i), quote(name))
  end
  key(out, chart, true, false, "outside top right")
  out("plot %s", table.concat(parts, ", "))
end

-- An empty frame, which plot_text fills.
local function empty(out, chart, text)
  text_tics(out, chart, text)
  if chart.cells then count_tics(out, chart.cells[1], chart.cells[2]) end
  out "set tics scale 0"
  out "unset key"
  out "plot NaN notitle"
end

local kinds = { series = series, heat = heat, contour = contour, surface = surface, regions = regions,
  frame = empty }

-- Several charts beside each other.
local function panels(chart)
  local lines = { ("set multiplot layout 1,%d\n"):format(#chart.charts) }
  for i, one in ipairs(chart.charts) do lines[i + 1] = plot_commands.of(one) end
  return table.concat(lines) .. "unset multiplot\n"
end

--- The commands that draw the chart; `text`: with characters, so many columns of gnuplot's "dumb" terminal.
function plot_commands.of(chart, text)
  if chart.kind == "panels" then return panels(chart) end
  local lines = { "reset", "undefine $*" }
  local function out(format, ...) lines[#lines + 1] = format:format(...) end
  frame(out, chart, text)
  kinds[chart.kind](out, chart, text)
  return table.concat(lines, "\n") .. "\n"
end

return plot_commands
