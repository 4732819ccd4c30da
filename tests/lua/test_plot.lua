-- plot: charts through gnuplot: where points, titles and labels are (SVGs read by Python's XML parser), PNGs,
-- text, labels that would be commands, and a gnuplot that is missing, dies or hangs.

local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local child = require "child"
local raises = require "raises"
local plot = require "nn.plot"
local gnuplot = require "nn.gnuplot"

TestPlot = {}

function TestPlot.setUp()
  if child.shell "command -v gnuplot" == "" then lu.skip "gnuplot is not installed" end
end

local READ = [[
import sys, re, xml.etree.ElementTree as e
tag = lambda x: x.tag.split('}')[1]
root = e.parse(sys.argv[1]).getroot()
print("size", root.get("width"), root.get("height"))
for n in root.iter():
    if tag(n) == "text": print("text", ascii("".join(n.itertext())))
def plots(n, name):
    if (n.get("id") or "").startswith("gnuplot_plot_"): name = n.get("id")[13:]
    if tag(n) == "path" and n.get("d") and not n.get("id"):
        print("path", name or "0", n.get("stroke").replace(" ", ""), n.get("d"))
    if tag(n) == "use" and name: print("point", name, n.get("transform"))
    for c in n: plots(c, name)
plots(root, None)
]]

-- The chart saved as SVG: { texts, paths = { [plot] = list of {color, d} }, points = { [plot] = list of
-- {x, y} }, left, right, top, bottom of the frame }.
local function svg_of(spec)
  local svg = { texts = {}, paths = {}, points = {} }
  child.in_folder(function(folder)
    spec.save = folder .. "/chart.svg"
    nn.plot(spec)
    child.write(folder .. "/read.py", READ)
    local text, status = child.shell(("python3 %s/read.py %s"):format(folder, spec.save))
    lu.assertEquals(status, 0)
    for kind, rest in text:gmatch "(%a+) ([^\n]+)" do
      if kind == "size" then svg.size = rest end
      if kind == "text" then svg.texts[#svg.texts + 1] = rest:sub(2, -2) end
      if kind == "path" then
        local name, color, d = rest:match "^(%d+) (%S+) (.*)$"
        svg.paths[name] = svg.paths[name] or {}
        table.insert(svg.paths[name], { color = color, d = d })
      elseif kind == "point" then
        local name, x, y = rest:match "^(%d+) translate%(([%d.]+),([%d.]+)%)"
        svg.points[name] = svg.points[name] or {}
        table.insert(svg.points[name], { tonumber(x), tonumber(y) })
      end
    end
  end)
  for _, path in ipairs(svg.paths["0"]) do -- the frame: down its left side, along the bottom
    local x1, y1, x2, y2, x3 = path.d:match "^M([%d.]+),([%d.]+) L([%d.]+),([%d.]+) L([%d.]+),"
    if x1 and x1 == x2 then
      svg.left, svg.top, svg.bottom, svg.right = tonumber(x1), tonumber(y1), tonumber(y2), tonumber(x3)
    end
  end
  return svg
end

-- The points of a path, list by list: it is broken where an M stands.
local function strokes(d)
  local list = {}
  for letter, x, y in d:gmatch "([ML]?)([%d.]+),([%d.]+)" do
    if letter == "M" then list[#list + 1] = {} end
    table.insert(list[#list], { tonumber(x), tonumber(y) })
  end
  return list
end

local function assert_point(point, x, y)
  lu.assertAlmostEquals(point[1], x, 0.02)
  lu.assertAlmostEquals(point[2], y, 0.02)
end

local function assert_text(svg, text)
  lu.assertTrue(table.concat(svg.texts, "\n"):find(text, 1, true) ~= nil, text)
end

local function pixels(p, width, height) return p:image(width, height) end

-- ---- positions -----------------------------------------------------------------------------------------

-- A line from (2, 1) to (8, 4) with axes 0..10 and 0..5: a fifth of the width and of the height from the
-- lower left corner, four fifths at its end.
function TestPlot.testLineEnds()
  local svg = svg_of { { 2, 8 }, { 1, 4 }, xrange = { 0, 10 }, yrange = { 0, 5 }, title = "A title",
    xlabel = "epoch", ylabel = "loss", grid = false }
  local width, height = svg.right - svg.left, svg.bottom - svg.top
  local line = strokes(svg.paths["1"][1].d)[1]
  assert_point(line[1], svg.left + 0.2 * width, svg.bottom - 0.2 * height)
  assert_point(line[2], svg.left + 0.8 * width, svg.bottom - 0.8 * height)
  for _, text in ipairs { "A title", "epoch", "loss", "10", "5" } do assert_text(svg, text) end
  lu.assertEquals(svg.size, "800 500")
end

-- On log axes 1, 10, 100 are evenly apart.
function TestPlot.testLogAxes()
  local svg = svg_of { { 1, 10, 100 }, { 0.01, 1, 100 }, xrange = { 1, 100 }, yrange = { 0.01, 100 },
    logx = true, logy = true, grid = false, style = "points" }
  local points = svg.points["1"]
  assert_point(points[1], svg.left, svg.bottom)
  assert_point(points[2], (svg.left + svg.right) / 2, (svg.top + svg.bottom) / 2)
  assert_point(points[3], svg.right, svg.top)
end

function TestPlot.testNanAndInfinityAreGaps()
  local svg = svg_of { { 1, 2, 0 / 0, 4, 5, 1 / 0, 3, 2, -1 / 0 }, yrange = { 0, 10 }, xrange = { 0, 10 },
    grid = false }
  local list = strokes(svg.paths["1"][1].d)
  lu.assertEquals(#list, 3)
  for k, at in ipairs { 1, 4, 7 } do
    assert_point(list[k][1], svg.left + (svg.right - svg.left) * at / 10,
      svg.bottom - (svg.bottom - svg.top) * ({ 1, 4, 3 })[k] / 10)
    lu.assertEquals(#list[k], 2)
  end
end

-- What is not above 0 has no place on a log axis.
function TestPlot.testGapsOnLogAxes()
  local svg = svg_of { { 1, 10, 0, 10, 1, -5 }, logy = true, grid = false }
  lu.assertEquals(#strokes(svg.paths["1"][1].d), 2)
end

function TestPlot.testFullPrecision()
  local text = plot.commands { { 0.1, 1 / 3, 1 + 2 ^ -52 } }
  lu.assertStrContains(text, "1 0.10000000000000001\n2 0.33333333333333331\n3 1.0000000000000002\n")
end

function TestPlot.testSeveralSeriesAndKey()
  local svg = svg_of { series = { { y = { 1, 2 }, title = "first" },
    { y = nn.matrix { 2, 1 }, title = "second" },
    { x = { 1, 2 }, y = { 3, 3 }, style = "points", title = "third" } } }
  for _, text in ipairs { "first", "second", "third" } do assert_text(svg, text) end
  local colors = {}
  for _, name in ipairs { "1", "2" } do
    local color = svg.paths[name][#svg.paths[name]].color
    lu.assertNil(colors[color])
    colors[color] = true
  end
  lu.assertEquals(#svg.points["3"], 3) -- two and the one in the key
  svg = svg_of { series = { { y = { 1, 2 }, title = "first" } }, key = false }
  for _, text in ipairs(svg.texts) do lu.assertNotEquals(text, "first") end
end

-- The columns of a matrix are series; a row is one.
function TestPlot.testMatrices()
  lu.assertEquals(tostring(nn.plot { nn.eye(3), show = false }), "plot: 3 series of 3 points")
  local row = nn.matrix { { 1, 2, 3, 4 } }
  lu.assertEquals(tostring(nn.plot { row, show = false }), "plot: 1 series of 4 points")
  lu.assertEquals(tostring(nn.plot { 5, 6, 7, show = false, title = "t\nu" }),
    'plot "t u": 1 series of 3 points')
end

function TestPlot.testStyles()
  local svg = svg_of { series = {
    { x = { 1, 2 }, y = { 2, 2 }, low = { 1, 1 }, high = { 3, 3 }, style = "errorbars" },
    { x = { 1, 2 }, y = { 2, 4 }, style = "steps" },
  }, xrange = { 0, 4 }, yrange = { 0, 4 }, grid = false }
  local width, height = svg.right - svg.left, svg.bottom - svg.top
  local bar = strokes(svg.paths["1"][1].d)[1]
  assert_point(bar[1], svg.left + width / 4, svg.bottom - height / 4)
  assert_point(bar[2], svg.left + width / 4, svg.bottom - height * 3 / 4)
  local step = strokes(svg.paths["2"][1].d)[1]
  assert_point(step[2], svg.left + width / 2, svg.bottom - height / 2)
  assert_point(step[3], svg.left + width / 2, svg.top)
end

-- numpy.histogram([1, 2, 2, 3, 3.5, 4, nan], 3) without the nan: edges 1, 2, 3, 4; 1, 2 and 3 values.
function TestPlot.testHistogram()
  local text = plot.commands { histogram = { 1, 2, 2, 3, 3.5, 4, 0 / 0 }, bins = 3 }
  lu.assertStrContains(text, "$d1 << EOD\n1.5 1\n2.5 2\n3.5 3\nEOD\n")
  text = plot.commands { histogram = { 7, 7 }, bins = 1 } -- numpy: edges 6.5, 7.5
  lu.assertStrContains(text, "$d1 << EOD\n7 2\nEOD\n")
end

function TestPlot.testFunctions()
  local text = plot.commands { f = function(x) return x * x end, from = -2, to = 2 }
  lu.assertStrContains(text, "\n-2 4\n")
  lu.assertStrContains(text, "\n2 4\nEOD")
  local svg = svg_of { f = function(x) return x end, from = 0, to = 1, grid = false, xrange = { 0, 1 },
    yrange = { 0, 1 } }
  local line = strokes(svg.paths["1"][1].d)[1]
  assert_point(line[1], svg.left, svg.bottom)
  assert_point(line[#line], svg.right, svg.top)
end

-- Two bars a word, side by side: 0.4 wide each, at 1 - 0.2 and 1 + 0.2.
function TestPlot.testBarsWithWords()
  local text = plot.commands { series = { { x = { "100%", "b" }, y = { 3, 4 }, style = "bars" },
    { x = { "100%", "b" }, y = { 1, 2 }, style = "bars" } } }
  lu.assertStrContains(text, "0.80000000000000004 3\n1.8 4\n")
  lu.assertStrContains(text, "1.2 1\n2.2000000000000002 2\n")
  local svg = svg_of { series = { { x = { "100%", "%g" }, y = { 3, 4 }, style = "bars" } } }
  lu.assertStrContains(plot.commands { { 0 / 0, 2, 4 }, { 1, 2, 3 }, style = "bars" }, "\nNaN 1\n2 2\n4 3\n")
  assert_text(svg, "100%")
  assert_text(svg, "%g")
end

-- ---- pictures ------------------------------------------------------------------------------------------

local function assert_color(image, row, column, r, g, b, tolerance)
  local got = { image:pixel(row, column) }
  for i, want in ipairs { r, g, b } do
    lu.assertTrue(math.abs(got[i] - want) <= (tolerance or 0),
      ("row %d, column %d is %d,%d,%d"):format(row, column, got[1], got[2], got[3]))
  end
end

-- The box that isn't white around a chart's middle line: the leftmost and rightmost coloured pixel.
local function middle_span(image)
  local row, first, last = image.height // 2, nil, nil
  for column = 1, image.width do
    local r, g, b = image:pixel(row, column)
    if math.max(r, g, b) - math.min(r, g, b) > 60 then first, last = first or column, column end
  end
  return first, last
end

function TestPlot.testImageSizeAndPixels()
  local p = nn.plot { heat = { { -1, 1 }, { 1, -1 } }, map = "diverging", show = false }
  local image = pixels(p, 400, 300)
  lu.assertEquals({ image.width, image.height }, { 400, 300 })
  assert_color(image, 2, 2, 255, 255, 255)
  local first, last = middle_span(image) -- with the colours' scale at the right
  lu.assertTrue(first > 20 and last > first + 100)
  -- row 1 is on top: blue (#2166AC) at the upper left, red (#B2182B) below it
  assert_color(image, 80, first + 20, 0x21, 0x66, 0xAC, 3)
  assert_color(image, 220, first + 20, 0xB2, 0x18, 0x2B, 3)
end

function TestPlot.testPngFile()
  child.in_folder(function(folder)
    local p = nn.plot { { 1, 2, 3 }, size = { 320, 200 }, save = folder .. "/a.png" }
    lu.assertEquals(getmetatable(p).__name, "plot")
    local bytes = child.read(folder .. "/a.png")
    lu.assertEquals(bytes:sub(1, 8), "\x89PNG\r\n\x1a\n")
    lu.assertEquals(string.unpack(">I4I4", bytes, 17), 320)
    lu.assertEquals(select(2, string.unpack(">I4I4", bytes, 17)), 200)
    lu.assertEquals(p:save(folder .. "/a.pdf"), p)
    lu.assertEquals(child.read(folder .. "/a.pdf"):sub(1, 5), "%PDF-")
    -- 320 and 200 pixels of 96 an inch are 240 and 150 points
    lu.assertStrContains(child.read(folder .. "/a.pdf"), "0 0 240 150")
    lu.assertEquals(#core.list(folder), 2) -- nothing beside them
  end)
end

function TestPlot.testContourAndSurface()
  local function bowl(x, y) return x * x + y * y end
  for _, kind in ipairs { "contour", "surface" } do
    local p = nn.plot { [kind] = bowl, x = { -1, 1 }, y = { -1, 1 }, contours = 5,
      path = { { -1, 0 }, { -1, 0 } }, show = false }
    local image = pixels(p, 400, 300)
    local orange = 0
    for row = 1, 300 do
      for column = 1, 400 do
        local r, g, b = image:pixel(row, column)
        if math.abs(r - 0xD5) < 9 and math.abs(g - 0x5E) < 9 and b < 9 then orange = orange + 1 end
      end
    end
    lu.assertTrue(orange > 100, kind .. ": the path is not to be seen")
  end
  -- the path's height is the function's
  local text = plot.commands { surface = bowl, x = { -1, 1 }, y = { -1, 1 }, path = { { 0.5 }, { 1 } } }
  lu.assertStrContains(text, "$path << EOD\n0.5 1 1.25\nEOD")
  -- and of a matrix it lies between its four neighbours: the mean of 1, 2, 3, 6 in the middle
  text = plot.commands { surface = { { 1, 2 }, { 3, 6 } }, x = { 0, 1 }, y = { 0, 1 },
    path = { { 0.5 }, { 0.5 } } }
  lu.assertStrContains(text, "0.5 0.5 3\nEOD")
end

-- A network that answers 1 where x > 0.5 alone, whatever y is: the middle of the picture is the border.
local function half_plane()
  local n = nn.network { 2, 2, activation = "softmax", classes = { "left", "right" } }
  n:set_weights(1, { { 0, 0 }, { 20, 0 } })
  n:set_biases(1, { 0, -10 })
  return n
end

function TestPlot.testRegions()
  local X = nn.matrix { { 0, 0 }, { 1, 1 }, { 0.1, 0.9 } }
  local p = nn.plot { regions = half_plane(), set = X, labels = { "left", "right", "left" },
    xrange = { 0, 1 }, yrange = { 0, 1 }, show = false, key = false }
  local image = pixels(p, 500, 400)
  local seen = {}
  for column = 100, 450, 10 do
    local r, g, b = image:pixel(200, column)
    local name = ("%02X%02X%02X"):format(r, g, b)
    if seen[#seen] ~= name then seen[#seen + 1] = name end
  end
  -- #0072B2 and #D55E00 with 70 parts of white in 100, halves rounded up
  lu.assertEquals(seen[1], "B3D5E8")
  lu.assertEquals(seen[#seen], "F2CFB3")
  lu.assertTrue(#seen <= 3) -- perhaps one pixel of the border
  local svg = svg_of { regions = half_plane(), set = X, labels = { "left", "right", "left" } }
  assert_text(svg, "left")
  assert_text(svg, "right")
end

-- ---- text ------------------------------------------------------------------------------------------------

local function text_of(spec, columns, colors)
  spec.show = false
  return plot.text(nn.plot(spec), columns, "half", colors or "none")
end

function TestPlot.testText()
  local text = text_of({ { 0, 10 }, { 0, 4 }, title = "A title", xlabel = "below", ylabel = "beside" }, 60)
  for _, part in ipairs { "A title", "below", "beside", " 10\n", " 4 +" } do
    lu.assertStrContains(text, part)
  end
  for line in text:gmatch "[^\n]+" do lu.assertTrue(#line <= 60) end
  lu.assertNil(text:find "[\27\128-\255]")
  lu.assertNil(text:find "^\n")
  lu.assertStrContains(text_of({ { 1, 2 } }, 60, "256"), "\27[38;5;")
end

-- "aaabb" as "ab".
local function squeezed(text)
  local last
  return (text:gsub(".", function(c)
    local again = c == last
    last = c
    return again and "" or c
  end))
end

-- Two rows of four numbers, each its own character of " .:-=+*#%@" over a fourth of the width.
function TestPlot.testHeatAsText()
  local text = text_of({ heat = { { 0, 3, 6, 9 }, { 9, 6, 3, 0 } }, title = "A title" }, 60)
  local rows = {}
  for row in text:gmatch "|([^|\n]+)|" do rows[#rows + 1] = squeezed(row) end
  lu.assertEquals(rows[1], " -*@")
  lu.assertEquals(rows[#rows], "@*- ")
  lu.assertStrContains(text, "A title")
  lu.assertStrContains(text, "0 [  ..::--==++**##%%@@] 9")
end

function TestPlot.testRegionsAsText()
  local text = text_of({ regions = half_plane(), set = nn.matrix { { 0.1, 0.5 }, { 0.9, 0.5 } },
    labels = { "left", "right" }, xrange = { 0, 1 }, yrange = { 0, 1 } }, 60)
  lu.assertStrContains(text, "o left   x right")
  local marked
  for row in text:gmatch "|([^|\n]+)|" do
    marked = row:find "o" and row or marked
    if not row:find "[ox]" then lu.assertStrMatches(row, " +%.+") end
  end
  lu.assertStrMatches(marked, " +o +%.+x%.+")
  -- numbers as labels: a matrix has 0.0 and 1.0
  text = text_of({ regions = nn.network { 2, 1 }, set = nn.eye(2), labels = nn.matrix { 0, 1 } }, 60)
  lu.assertStrContains(text, "o 0   x 1")
end

-- ---- labels --------------------------------------------------------------------------------------------

local hostile = {
  [['; system('touch FILE')]], [["; system("touch FILE")]], "`touch FILE`", "a\nsystem('touch FILE')",
  "$HOME $1", "$0 \"1", "@HOSTILE", "{/=40 big}_x^{y}", "100%d %s %%", "\\", "\\\"", "'", "\"", "a\\nb",
  "EOD", "é ∂ 学 <b>&amp;",
  "#x", "!touch FILE", "\"; exit; \"", "'.system('touch FILE').'",
  "\" . system('touch FILE') . \"",
}

-- Each in every place where text may stand; the SVG says it as it is, and nothing is run.
function TestPlot.testHostileLabels()
  child.in_folder(function(folder)
    for _, label in ipairs(hostile) do
      label = label:gsub("FILE", folder .. "/hostile")
      local svg = svg_of { series = { { x = { label, "b" }, y = { 1, 2 }, title = label, style = "bars" } },
        title = label, xlabel = label, ylabel = label }
      local lines, count = {}, 0
      for line in label:gmatch "[^\n]+" do lines[#lines + 1] = line end
      -- Python's repr, as far as these labels go
      local want = lines[1]:gsub("\\", "\\\\"):gsub(utf8.charpattern, function(c)
        if #c == 1 then return c end
        local code = utf8.codepoint(c)
        return code < 256 and ("\\x%02x"):format(code) or ("\\u%04x"):format(code)
      end)
      if want:find "'" and want:find "\"" then want = want:gsub("'", "\\'") end
      for _, text in ipairs(svg.texts) do
        if text:gsub("^%s+", "") == want then count = count + 1 end
      end
      lu.assertEquals(count, 5, label) -- title, xlabel, ylabel, key, tic
      local text = text_of({ { 1, 2 }, title = label, xlabel = label }, 120)
      lu.assertStrContains(text, lines[1])
    end
    lu.assertEquals(core.list(folder), {})
  end)
end

-- Bytes that are no text, and what a terminal would obey, become U+FFFD.
function TestPlot.testLabelsThatAreNoText()
  local svg = svg_of { { 1, 2 }, title = "a\0b\27[31mc\xffd" }
  assert_text(svg, "a\\ufffdb\\ufffd[31mc\\ufffdd")
  lu.assertStrContains(text_of({ { 1, 2 }, title = "\27]0;x\7\xc2\x9b" }, 60), "\u{FFFD}]0;x\u{FFFD}\u{FFFD}")
end

-- ---- tics in characters ----------------------------------------------------------------------------------

-- The numbers of the last line but one, below the frame.
local function x_tics(text)
  local below = text:match "%+%-%-%-%-+%+\n([^\n]*)\n?[^\n]*\n?$"
  local list = {}
  for word in below:gmatch "%S+" do list[#list + 1] = tonumber(word) end
  return list
end

-- Numbers that run into each other would be no multiples of one step.
function TestPlot.testTicsOfNarrowCharts()
  for _, columns in ipairs { 34, 39, 60, 80, 120 } do
    for _, last in ipairs { 15, 150, 1500, 100000, 0.003 } do
      local text = text_of({ { last / 100, last / 2, last }, { 1, 2, 3 } }, columns)
      local tics = x_tics(text)
      lu.assertTrue(#tics >= 1 and #tics <= columns / 4, text)
      for i = 3, #tics do
        lu.assertAlmostEquals(tics[i] - tics[i - 1], tics[2] - tics[1], 1e-9 * last, text)
      end
      for _, tic in ipairs(tics) do lu.assertTrue(tic <= last, text) end
    end
  end
end

-- Each number beside a curve that is nearly flat stands there once.
function TestPlot.testTicsOfFlatCurves()
  for _, spread in ipairs { 1e-5, 1e-6, 1e-7, 1e-9 } do
    local seen, text = {}, text_of({ { 0.00108, 0.00108 + spread, 0.00108 + spread / 3 } }, 70)
    for number in ("\n" .. text):gmatch "\n *(%d[%d.e-]*) [+|]" do
      lu.assertNil(seen[number], text)
      seen[number] = true
    end
    lu.assertTrue(next(seen) ~= nil, text)
  end
end

function TestPlot.testFlatAccuracy()
  local n = nn.network { 2, 2, seed = 1 }
  local history = n:fit(nn.data.new({ { 0, 1 }, { 1, 0 } }, { 0, 1 }), { epochs = 3, progress = false })
  for value, axis in pairs { [1] = { 0.99, 1 }, [0] = { 0, 0.01 }, [0.5] = { 0.49, 0.51 } } do
    history.accuracy = { value, value, value }
    local chart = history:plot { show = false }.chart.charts[2]
    lu.assertEquals(chart.title, "accuracy")
    lu.assertEquals(chart.yrange, axis)
  end
  history.accuracy = { 0.5, 0.75, 1 }
  lu.assertNil(history:plot { show = false }.chart.charts[2].yrange)
end

-- ---- mistakes --------------------------------------------------------------------------------------------

function TestPlot.testMistakes()
  local cases = {
    { {}, "plot: there is nothing to draw: give numbers, as in nn.plot{y}" },
    { 5, "plot: a table was expected, as in nn.plot{y} or nn.plot{x, y}, got 5" },
    { { {} }, "plot: y: the list is empty" },
    { { math.sin, from = 0, to = 6 },
      "plot: y must be a list of numbers or a matrix, got a function; a function is drawn with f = …" },
    { { { 1, "2" } }, "plot: y: element 2: a number was expected, got a string" },
    { { { 1, 2 }, { 1, 2, 3 } }, "plot: x has 2 numbers, y has 3" },
    { { { 1 }, { 2 }, { 3 } }, "got 3 lists; several curves are series" },
    { { { 0 / 0, 1 / 0 } }, "plot: there is nothing to draw: no point is finite" },
    { { { -1, 0 }, logy = true }, "no point is finite and above 0, as log axes need" },
    { { { 1, 2 }, titel = "x" }, "plot: unknown option 'titel', did you mean 'title'?" },
    { { { 1, 2 }, heat = nn.eye(2) }, "plot: y and heat in one chart: give one of them" },
    { { { 1, 2 }, bins = 3 }, "plot: bins is for histogram, not for plain numbers" },
    { { { 1, 2 }, xrange = { 1, 1 } }, "plot: xrange must be a pair of different numbers" },
    { { { 1, 2 }, key = "upper" }, "plot: key must be true, false or a place like 'top left'" },
    { { { 1, 2 }, size = { 10, 10 } }, "plot: size must be a pair of whole numbers from 64 to 8192" },
    { { { 1, 2 }, save = "a.gif" }, "plot: 'a.gif': a chart is saved as .png, .svg or .pdf" },
    { { { 1, 2 }, save = "/nowhere/a.svg" }, "/nowhere/a.svg: cannot be written: No such file or directory" },
    { { series = {} }, "plot: series is empty" },
    { { series = { { y = { 1, 2 }, style = "dots" } } }, "plot: series 1: style must be one of 'lines'" },
    { { series = { { y = { 1, 2 }, style = "band" } } }, "the style 'band' needs low and high" },
    { { series = { { y = { 1 } }, { y = { 1 }, low = { 1, 2 }, high = { 1 } } } },
      "plot: series 2: x has 1 number, low has 2" },
    { { f = math.sin }, "plot: a function needs from and to" },
    { { f = function() return {} end, from = 0, to = 1 }, "plot: f(0) must be a number, got a table" },
    { { heat = { { 1, 2 }, { 3 } } }, "plot: heat: row 2 has 1 numbers, row 1 has 2" },
    { { surface = math.max }, "plot: a surface of a function needs x = {low, high}" },
    { { surface = { { 1, 2 } } }, "plot: a surface needs at least 2 rows and 2 columns, got 1x2" },
    { { contour = nn.eye(3), path = { { 1, 2 }, { 1 } } }, "plot: path: x has 2 numbers, y has 1" },
    { { regions = nn.network(4, 3, 3, 0.1) }, "regions are of a network with 2 inputs, this one has 4" },
    { { regions = half_plane(), set = nn.eye(2), labels = { "left", "up" } },
      "plot: label 'up' is none of the network's classes" },
  }
  for _, case in ipairs(cases) do raises(case[2], nn.plot, case[1]) end
end

-- The old file stays when the new chart cannot be drawn, and nothing lies beside it.
function TestPlot.testNothingIsLost()
  child.in_folder(function(folder)
    local path = folder .. "/a.svg"
    child.write(path, "old")
    local function saddle(x, y) return x * y end
    local p = nn.plot { contour = saddle, x = { -1, 1 }, y = { -1, 1 }, show = false }
    local seconds = gnuplot.seconds
    gnuplot.seconds = 0
    local ok, message = pcall(p.save, p, path)
    gnuplot.seconds = seconds
    lu.assertFalse(ok)
    lu.assertStrContains(message, "gnuplot did not answer for 0 seconds")
    lu.assertEquals(child.read(path), "old")
    p:save(path)
    lu.assertStrContains(child.read(path), "<svg")
    lu.assertEquals(core.list(folder), { "a.svg" })
  end)
end

-- ---- gnuplot itself -----------------------------------------------------------------------------------

function TestPlot.testItsErrorsAreShown()
  local ok, message = pcall(gnuplot.run, "set terminal dumb\nplot sin(")
  lu.assertFalse(ok)
  lu.assertStrContains(message, "plot: gnuplot: invalid expression")
  lu.assertNil(message:find("^", 1, true))
  lu.assertNil(message:find("\n", 1, true))
  lu.assertStrContains(text_of({ { 1, 2 }, title = "still there" }, 60), "still there")
end

function TestPlot.testOneProcessForAll()
  local text, status = child.run [[
    require "nn.plot"
    local gnuplot = require "nn.gnuplot"
    local p = nn.plot { { 1, 2, 3 }, show = false }
    p:image(100, 100)
    local first = gnuplot.id()
    for _ = 1, 20 do p:image(100, 100) end
    assert(gnuplot.id() == first)
    print(first)]]
  lu.assertEquals(status, 0)
  lu.assertStrMatches(text, "%d+")
  lu.assertEquals(select(2, child.shell("kill -0 " .. text .. " 2>/dev/null")), 1) -- it is gone
end

-- One that died between two charts is not missed.
function TestPlot.testDeadBetweenCharts()
  local p = nn.plot { { 1, 2 }, show = false }
  p:image(100, 100)
  local first = gnuplot.id()
  child.shell("kill -9 " .. first .. "; sleep 0.2")
  lu.assertEquals(p:image(100, 100).width, 100)
  lu.assertNotEquals(gnuplot.id(), first)
end

-- What a script prints under a program `gnuplot` of our own: `fake` is its text.
local function with_fake(fake, script)
  local text, status
  child.in_folder(function(folder)
    child.write(folder .. "/gnuplot", fake)
    child.shell("chmod 755 " .. folder .. "/gnuplot")
    text, status = child.run(script, {}, ("PATH=%s:\"$PATH\" FAKED=%s"):format(folder, folder))
  end)
  return text, status
end

local TRY = [[
  require "nn.plot"
  local gnuplot = require "nn.gnuplot"
  gnuplot.seconds = 0.3
  for _ = 1, 2 do
    print(select(2, pcall(nn.plot, { { 1, 2 } })))
    os.remove(os.getenv "FAKED" .. "/gnuplot")
    gnuplot.seconds = 10
  end]]

function TestPlot.testMissing()
  local text, status = child.run([[require "nn.plot" nn.plot { { 1, 2 } }]], {}, "PATH=/nowhere")
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "plot: charts are drawn by gnuplot, which was not found: apt-get install "
    .. "gnuplot-nox")
end

-- It dies with a word of its own; the next chart starts the real one.
function TestPlot.testDying()
  local text = with_fake("#!/bin/sh\nread line\necho 'line 0: out of paper' >&2\nexit 3\n", TRY)
  lu.assertStrContains(text, "gnuplot ended in the middle of the chart with status 3: out of paper; the next")
  lu.assertStrContains(text, "+------") -- the second try
end

function TestPlot.testHanging()
  local text = with_fake("#!/bin/sh\nexec sleep 60\n", TRY)
  lu.assertStrContains(text, "gnuplot did not answer for 0.3 seconds and was stopped")
  lu.assertStrContains(text, "+------")
end

-- One that reads nothing, and more data than any pipe holds.
function TestPlot.testHangingWithoutReading()
  local text = with_fake("#!/bin/sh\nexec sleep 60\n", [[
    require "nn.plot"
    require("nn.gnuplot").seconds = 0.3
    print(select(2, pcall(nn.plot, { heat = nn.zeros(300, 300) + 1 / 3 })))]])
  lu.assertStrContains(text, "gnuplot did not answer for 0.3 seconds and was stopped")
end

-- ---- what nn.plot gives back -----------------------------------------------------------------------------

function TestPlot.testReturns()
  local text = child.run [[
    require "nn.plot"
    print(select("#", nn.plot { { 1, 2 }, title = "drawn" }))
    print(nn.plot { { 1, 2 }, show = false })]]
  lu.assertStrContains(text, "drawn")
  lu.assertStrContains(text, "+------")
  lu.assertStrContains(text, "\n0\nplot: 1 series of 2 points")
end

function TestPlot.testImageLeavesNoFile()
  local function temporary() return child.shell "ls /tmp | grep -c '^lua_' || true" end
  local before = temporary()
  nn.plot { { 1, 2 }, show = false }:image(100, 100)
  lu.assertEquals(temporary(), before)
end
