-- plot: charts, drawn by gnuplot: nn.plot, and the plot's show, save and image.
-- Gives, for others: plot.commands, plot.terminal, plot.text, plot.beside.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local gnuplot = require "nn.gnuplot"
local plot_spec = require "nn.plot_spec"
local plot_commands = require "nn.plot_commands"
local nn = core.nn

local plot = {}
local methods = {}
local meta = { __name = "plot", __index = methods }

local SIZE = { 800, 500 }
local WIDEST = 120 -- columns of a chart in the terminal

-- ---- files -------------------------------------------------------------------------------------------

-- The terminals of gnuplot by a file's ending, for so many pixels.
local terminals = {
  png = 'pngcairo size %d,%d noenhanced font "Sans,11" background rgb "#FFFFFF"',
  svg = 'svg size %d,%d noenhanced font "sans-serif,14" background rgb "#FFFFFF"',
  pdf = 'pdfcairo size %.17gin,%.17gin noenhanced font "Sans,11" background rgb "#FFFFFF"',
}
local PIXELS = 96 -- of an inch

--- gnuplot's command for a picture of "png", "svg" or "pdf".
function plot.terminal(kind, width, height)
  if kind == "pdf" then width, height = width / PIXELS, height / PIXELS end
  return "set terminal " .. terminals[kind]:format(width, height)
end

local function ending(path)
  if type(path) ~= "string" then check.fail("plot: a file name was expected, got %s", check.what(path)) end
  local kind = path:match "%.(%w+)$"
  if not terminals[kind] then
    check.fail("plot: '%s': a chart is saved as .png, .svg or .pdf", path)
  end
  return kind
end

-- ---- plots -------------------------------------------------------------------------------------------

local function chart_of(p) return rawget(p, "chart") end

local function check_self(name, p)
  if getmetatable(p) ~= meta then check.fail("%s: a plot was expected, got %s", name, check.what(p)) end
end

--- The commands for gnuplot that draw a plot or what a table for nn.plot describes, on any terminal that is
--- set before.
function plot.commands(spec)
  return plot_commands.of(getmetatable(spec) == meta and chart_of(spec) or (plot_spec.chart(spec)))
end

local function drawn(p, kind, size)
  return gnuplot.run(plot.terminal(kind, size[1], size[2]) .. "\n" .. plot_commands.of(chart_of(p)))
end

local function size_of(name, width, height)
  if width == nil and height == nil then return SIZE end
  for _, side in ipairs { "width", "height" } do
    check.value(("%s: the %s"):format(name, side), side == "width" and width or side == "height" and height,
      check.whole(64, 8192))
  end
  return { width, height }
end

--- p:image(width, height) -> an image of so many pixels.
function methods:image(width, height)
  check_self("image", self)
  local bytes = drawn(self, "png", size_of("image", width, height))
  local path = os.tmpname()
  local _ <close> = setmetatable({}, { __close = function() os.remove(path) end })
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(bytes))
  assert(file:flush())
  return core.image_read(path)
end

--- p:save(path): as .png, .svg or .pdf, of the plot's size. Returns p.
function methods:save(path)
  check_self("save", self)
  core.write_file(path, drawn(self, ending(path), rawget(self, "size")))
  return self
end

-- ---- the terminal ------------------------------------------------------------------------------------

local function is_picture(mode) return mode == "kitty" or mode == "sixel" or mode == "iterm" end

local function as_picture(p, columns, mode, colors, rows)
  rows = rows or math.max(1, columns * 5 // 16)
  local width = math.max(400, columns * 10)
  local image = p:image(width, math.max(64, width * 2 * rows // columns))
  return core.image_text(image, columns, rows, mode, colors)
end

--- plot.text(p, columns, mode, colors): what p:show() writes on a terminal so wide, which takes that (see
--- core.image_text), and how many lines that is; of `rows` lines if that is given.
function plot.text(p, columns, mode, colors, rows)
  columns = math.min(columns, WIDEST)
  if is_picture(mode) then return as_picture(p, columns, mode, colors, rows) end
  local text = require("nn.plot_text").of(chart_of(p), columns, colors, rows)
  return text, select(2, text:gsub("\n", "\n"))
end

--- p:show(): on the terminal, as a picture where it takes pictures, else as text.
function methods:show()
  check_self("show", self)
  local mode, colors = core.terminal_mode()
  if not is_picture(mode) and not color.enabled(1) then colors = "none" end
  print((plot.text(self, core.columns(1), mode, colors):gsub("\n$", "")))
end

local words = { series = "series", heat = "heat map", contour = "contour map", surface = "surface",
  regions = "decision regions" }

function meta:__tostring()
  local chart = chart_of(self)
  if chart.kind == "panels" then return ("plot: %d charts"):format(#chart.charts) end
  local what = words[chart.kind]
  if chart.kind == "series" then
    what = ("%d series of %d points"):format(#chart.series, #chart.series[1].x)
  elseif chart.kind ~= "regions" then
    what = ("%s of %dx%d"):format(what, #chart.field.z, #chart.field.z[1])
  end
  if not chart.title then return "plot: " .. what end
  return ("plot \"%s\": %s"):format((gnuplot.printable(chart.title):gsub("\n", " ")), what)
end

--- Several plots beside each other, as one of that size.
function plot.beside(plots, size)
  local charts = {}
  for i, p in ipairs(plots) do charts[i] = chart_of(p) end
  return setmetatable({ chart = { kind = "panels", charts = charts }, size = size }, meta)
end

--- nn.plot{y}, nn.plot{x, y}, nn.plot{series = …} and more: draws a chart on the terminal, or into
--- the file `save`. With save or show = false the plot is returned.
function nn.plot(spec)
  local chart, all = plot_spec.chart(spec)
  local p = setmetatable({ chart = chart, size = all.size or SIZE }, meta)
  if all.save ~= nil then p:save(all.save) end
  if all.show or all.show == nil and all.save == nil then p:show() end
  if all.save ~= nil or all.show == false then return p end
end

return plot
