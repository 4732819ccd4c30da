-- plot_spec: what nn.plot is given, judged and turned into a chart: plain lists of numbers that
-- plot_commands and plot_text draw. A chart has the options' fields and
--   kind     "series" | "heat" | "contour" | "surface" | "regions"
--   series   list of { x, y, low, high = lists, title, style }
--   field    { z = list of rows of numbers, x, y = {low, high} of the first and the last row and column }
--   path     { x, y, z = lists }
--   classes  of regions: list of names, and each series has its `class`
--   words    of bars: the x axis's words, at 1, 2, 3 …

local check = require "nn.check"
local numbers = require "nn.plot_numbers"
local series = require "nn.plot_series"
local field = require "nn.plot_field"

local plot_spec = {}

local SIDE_MAX = 8192 -- pixels

-- ---- options -----------------------------------------------------------------------------------------

local function range(v)
  if check.pair(v) or v[1] == v[2] then return "a pair of different numbers, {low, high}" end
end

local function size(v)
  local side = check.whole(64, SIDE_MAX)
  if type(v) ~= "table" or #v ~= 2 or side(v[1]) or side(v[2]) then
    return ("a pair of whole numbers from 64 to %d, {width, height}"):format(SIDE_MAX)
  end
end

local function key(v)
  if type(v) == "boolean" then return end
  local words = { top = true, bottom = true, left = true, right = true, center = true, outside = true }
  local good = type(v) == "string" and v:find "%S"
  for word in (good and v or ""):gmatch "%S+" do good = good and words[word] end
  if not good then
    return "true, false or a place like 'top left' (of top, bottom, left, right, center, outside)"
  end
end

local function view(v)
  if check.pair(v) or v[1] < 0 or v[1] > 180 or v[2] < 0 or v[2] > 360 then
    return "a pair of angles, {0 to 180 from above, 0 to 360 around}"
  end
end

local function contours(v)
  if type(v) == "table" and #v > 0 then
    for _, level in ipairs(v) do
      if check.number()(level) then return "a list of finite numbers" end
    end
    return
  end
  local expected = check.whole(1, 100)(v)
  return expected and expected .. ", or a list of levels"
end

local text = check.kind "string"

local options = {
  title = text, xlabel = text, ylabel = text, zlabel = text, xrange = range, yrange = range, zrange = range,
  logx = check.boolean, logy = check.boolean, key = key, grid = check.boolean,
  save = text, show = check.boolean, size = size,
  x = numbers.kind, y = numbers.kind, low = numbers.kind, high = numbers.kind, style = series.options.style,
  series = check.kind "table",
  f = check.kind "function", from = check.number(), to = check.number(),
  histogram = numbers.kind, bins = check.whole(1, 10000),
  heat = check.kind("matrix", "table"), map = check.choice("viridis", "grey", "inverted", "diverging"),
  range = numbers.rising,
  contour = check.kind("function", "matrix", "table"), surface = check.kind("function", "matrix", "table"),
  contours = contours, view = view, path = check.kind("table", "matrix"),
  regions = check.kind "network", set = check.kind("data set", "matrix", "table"),
  labels = numbers.kind, columns = check.kind "table",
}

local function set_of(...)
  local set = {}
  for _, word in ipairs { ... } do set[word] = true end
  return set
end

-- Which charts look at an option; those that are not here all look at.
local fields, axes = set_of("contour", "surface"), set_of("y", "low", "series", "f", "histogram")
local looks_at = {
  x = set_of("y", "low", "contour", "surface", "regions"), y = set_of("y", "contour", "surface", "regions"),
  low = set_of("y", "low"), high = set_of("y", "low"), style = set_of("y", "low", "f"),
  from = set_of("f", "series"), to = set_of("f", "series"), bins = set_of "histogram",
  map = set_of("heat", "contour", "surface"), range = set_of("heat", "contour", "surface"),
  contours = fields, path = fields,
  view = set_of "surface", zlabel = set_of "surface", zrange = set_of "surface",
  set = set_of "regions", labels = set_of "regions", columns = set_of "regions",
  logx = axes, logy = axes,
}

-- ---- charts ------------------------------------------------------------------------------------------

-- How each of the options that say what to draw makes its chart.
local makers = {
  y = series.plain, low = series.plain, series = series.list, f = series.f, histogram = series.histogram,
  heat = field.heat, contour = field.contour, surface = field.surface, regions = field.regions,
}
local drawables = { "y", "series", "f", "histogram", "heat", "contour", "surface", "regions" }

-- The spec with its list part as x and y: {y}, {x, y}, or numbers alone.
local function with_list(spec)
  if numbers.is_matrix(spec) then spec = { spec } end
  if type(spec) ~= "table" then
    check.fail("plot: a table was expected, as in nn.plot{y} or nn.plot{x, y}, got %s", check.what(spec))
  end
  local count = #spec
  if count == 0 then return spec end
  local all = {}
  for name, value in pairs(spec) do
    if math.type(name) ~= "integer" then all[name] = value end
  end
  if all.x ~= nil or all.y ~= nil then check.fail("plot: x and y are given twice, by place and by name") end
  if type(spec[1]) == "number" then
    all.y = table.move(spec, 1, count, 1, {})
    return all
  end
  if count > 2 then
    check.fail("plot: nn.plot{y} or nn.plot{x, y} was expected, got %d lists; several curves are "
      .. "series = {{x = …, y = …}, …}", count)
  end
  all.x, all.y = count == 2 and spec[1] or nil, spec[count]
  for i = 1, count do
    if numbers.kind(spec[i]) then
      check.fail("plot: %s must be a list of numbers or a matrix, got %s%s", i == count and "y" or "x",
        check.what(spec[i]), type(spec[i]) == "function" and "; a function is drawn with f = …" or "")
    end
  end
  return all
end

-- Which of the drawables the spec has; exactly one.
local function drawable_of(spec)
  local found
  for _, name in ipairs(drawables) do
    if spec[name] ~= nil and not (name == "y" and found == nil
      and (spec.contour or spec.surface or spec.regions)) then
      if found then check.fail("plot: %s and %s in one chart: give one of them", found, name) end
      found = name
    end
  end
  if found or (spec.low and spec.high) then return found or "low" end
  check.fail("plot: there is nothing to draw: give numbers, as in nn.plot{y} or nn.plot{x, y}, or one of %s",
    table.concat(drawables, ", ", 2))
end

local function check_looked_at(spec, drawable)
  for name, charts in pairs(looks_at) do
    if spec[name] ~= nil and not charts[drawable] then
      local list = {}
      for _, other in ipairs(drawables) do
        if charts[other] then list[#list + 1] = other == "y" and "plain numbers" or other end
      end
      check.fail("plot: %s is for %s, not for %s", name, table.concat(list, ", "),
        drawable == "y" and "plain numbers" or drawable)
    end
  end
end

local common = { "title", "xlabel", "ylabel", "zlabel", "xrange", "yrange", "zrange", "logx", "logy", "key",
  "grid", "contours", "view", "from", "to" }

--- The chart that a table for nn.plot describes, and the table with its list part by name.
function plot_spec.chart(given)
  local spec = with_list(given)
  check.options("plot", spec, options)
  local drawable = drawable_of(spec)
  check_looked_at(spec, drawable)
  local chart = { kind = drawable, series = {}, map = spec.map or "viridis" }
  for _, name in ipairs(common) do chart[name] = spec[name] end
  makers[drawable](chart, spec)
  if chart.field then
    chart.range = spec.range or field.color_range(chart)
  else
    chart.kind = "series"
    series.finish(chart)
  end
  return chart, spec
end

return plot_spec
