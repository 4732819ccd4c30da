-- plot_series: the series of a chart: plain numbers, lists of series, functions, histograms.
-- A series is { x, y, low, high = lists, title, style, width = of a bar }.

local check = require "nn.check"
local numbers = require "nn.plot_numbers"

local plot_series = {}

local SAMPLES = 500 -- of a function

local text = check.kind "string"
local is_style = check.choice("lines", "points", "linespoints", "errorbars", "band", "steps", "bars")

--- The options of one series (see check.options).
plot_series.options = {
  x = numbers.kind, y = numbers.kind, low = numbers.kind, high = numbers.kind, title = text,
  style = is_style, f = check.kind "function", from = check.number(), to = check.number(),
}

-- The points of y = f(x), evenly on the axis.
local function sampled(where, f, from, to, logx)
  if not from or not to or from >= to then
    check.fail("%s: a function needs from and to, the lower first, as in from = 0, to = 1", where)
  end
  if logx and from <= 0 then check.fail("%s: from must be above 0 on a log axis", where) end
  local x, y = {}, {}
  for i = 1, SAMPLES do
    local t = (i - 1) / (SAMPLES - 1)
    x[i] = i == SAMPLES and to or logx and from * (to / from) ^ t or from + (to - from) * t
    y[i] = numbers.value("f", f, x[i])
  end
  return x, y
end

local function check_lengths(where, s)
  for _, name in ipairs { "y", "low", "high" } do
    if s[name] and #s[name] ~= #s.x then
      check.fail("%s: x has %d number%s, %s has %d", where, #s.x, #s.x == 1 and "" or "s", name, #s[name])
    end
  end
end

-- What a style cannot do without.
local function check_style(where, s)
  local between = s.style == "band" or s.style == "errorbars"
  if between and not (s.low and s.high) then
    check.fail("%s: the style '%s' needs low and high, two lists as long as y", where, s.style)
  elseif not between and (s.low or s.high) then
    check.fail("%s: low and high are for the styles 'band' and 'errorbars', not for '%s'", where, s.style)
  elseif not s.y and s.style ~= "band" then
    check.fail("%s: y is missing", where)
  end
end

-- One series as the user gave it, with the chart's words for bars.
local function series_of(where, given, chart)
  local s = { title = given.title, style = given.style }
  if given.f then
    if given.y or given.x then check.fail("%s: f and its own x or y: give one of them", where) end
    s.x, s.y = sampled(where, given.f, given.from or chart.from, given.to or chart.to, chart.logx)
  else
    for _, name in ipairs { "y", "low", "high" } do
      s[name] = given[name] and numbers.list(where .. ": " .. name, given[name])
    end
    local list = s.y or s.low or s.high
    if not list then check.fail("%s: y is missing", where) end
    local words
    if given.x then s.x, words = numbers.list(where .. ": x", given.x, s.style == "bars") end
    if words then
      for i, word in ipairs(s.x) do s.x[i] = tostring(word) end
      chart.words, s.x = chart.words or s.x, numbers.count_to(#s.x)
    end
    s.x = s.x or numbers.count_to(#list)
  end
  s.style = s.style or (s.low and s.high and "band") or "lines"
  check_style(where, s)
  check_lengths(where, s)
  return s
end

-- Numbers of several series at once: the columns of a matrix.
local function columns_of(y)
  if not numbers.is_matrix(y) or y.rows == 1 or y.cols == 1 then return { y } end
  local list = {}
  for j = 1, y.cols do list[j] = y:col(j) end
  return list
end

--- Numbers without a series: spec.y over spec.x, or a band.
function plot_series.plain(chart, spec)
  for _, column in ipairs(spec.y and columns_of(spec.y) or { false }) do
    table.insert(chart.series, series_of("plot", { x = spec.x, y = column or nil,
      low = spec.low, high = spec.high, style = spec.style }, chart))
  end
end

--- The list spec.series.
function plot_series.list(chart, spec)
  if #spec.series == 0 then check.fail("plot: series is empty: a list of {x = …, y = …} was expected") end
  for i = 1, #spec.series do
    local where, given = ("plot: series %d"):format(i), spec.series[i]
    if numbers.kind(given) or numbers.is_matrix(given) then
      check.fail("%s: {x = …, y = …} was expected, got %s", where, check.what(given))
    end
    check.options(where, given, plot_series.options)
    chart.series[i] = series_of(where, given, chart)
  end
end

--- The function spec.f.
function plot_series.f(chart, spec)
  chart.series[1] = series_of("plot", { f = spec.f, style = spec.style }, chart)
end

--- Counts of the values of spec.histogram between evenly spaced edges, the last edge included.
function plot_series.histogram(chart, spec)
  local values = {}
  local given = spec.histogram
  if numbers.is_matrix(given) then given = given:reshape(given.rows * given.cols, 1) end
  for _, x in ipairs(numbers.list("plot: histogram", given)) do
    if numbers.finite(x) then values[#values + 1] = x end
  end
  local low, high = numbers.extremes(values)
  if not low then check.fail("plot: histogram: there is no finite number in it") end
  if low == high then low, high = low - 0.5, high + 0.5 end
  local bins = spec.bins or math.max(5, math.min(50, math.ceil(#values ^ 0.5)))
  local width = (high - low) / bins
  local s = { x = {}, y = {}, style = "bars", width = width }
  for i = 1, bins do s.x[i], s.y[i] = low + (i - 0.5) * width, 0 end
  for _, x in ipairs(values) do
    local i = math.min(bins, math.floor((x - low) / (high - low) * bins) + 1)
    s.y[i] = s.y[i] + 1
  end
  chart.series[1] = s
  chart.xrange = chart.xrange or { low, high }
  chart.ylabel = chart.ylabel or "count"
end

-- Where bars of several series stand beside each other, and how wide they are.
local function place_bars(chart)
  local bars = {}
  for _, s in ipairs(chart.series) do
    if s.style == "bars" and not s.width then bars[#bars + 1] = s end
  end
  local gap = 1
  for _, s in ipairs(bars) do
    local x = {}
    for _, v in ipairs(s.x) do x[#x + 1] = numbers.finite(v) and v or nil end
    table.sort(x, function(a, b) return a < b end)
    for i = 2, #x do
      if x[i] > x[i - 1] then gap = math.min(chart.words and 1 or gap, x[i] - x[i - 1]) end
    end
  end
  for k, s in ipairs(bars) do
    s.width = 0.8 * gap / #bars
    for i, x in ipairs(s.x) do s.x[i] = x + (k - (#bars + 1) / 2) * s.width end
  end
end

-- On a log axis what is not above 0 is a gap.
local function apply_log(chart)
  for axis, names in pairs { x = { "x" }, y = { "y", "low", "high" } } do
    if chart["log" .. axis] then
      local given = chart[axis .. "range"]
      if given and (given[1] <= 0 or given[2] <= 0) then
        check.fail("plot: %srange must be above 0 on a log axis", axis)
      end
      for _, s in ipairs(chart.series) do
        for _, name in ipairs(names) do
          for i, v in ipairs(s[name] or {}) do
            if v <= 0 then s[name][i] = 0 / 0 end
          end
        end
      end
    end
  end
end

local function check_drawable(chart)
  for _, s in ipairs(chart.series) do
    for i = 1, #s.x do
      local y = s.y and s.y[i] or not s.y and s.low[i] + s.high[i]
      if numbers.finite(s.x[i]) and numbers.finite(y) then return end
    end
  end
  check.fail("plot: there is nothing to draw: no point is finite%s",
    (chart.logx or chart.logy) and " and above 0, as log axes need" or "")
end

--- What needs to know all series: bars beside each other, gaps on log axes.
function plot_series.finish(chart)
  place_bars(chart)
  apply_log(chart)
  check_drawable(chart)
end

return plot_series
