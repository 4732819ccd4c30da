-- plot_field: the charts over a plane: heat maps, contours and surfaces with paths, decision regions.
-- A field is { z = list of rows of numbers, x, y = {low, high} of the first and the last row and column }.

local core = require "nn.core"
local check = require "nn.check"
local numbers = require "nn.plot_numbers"
local nn = core.nn

local plot_field = {}

local MESH = 40  -- rows and columns of a function's surface
local FINE = 200 -- those of a function's contours and of regions

local function axis_pair(name, axis, v, default)
  if v == nil and default then return default end
  if v == nil then check.fail("plot: a %s of a function needs x = {low, high} and y = {low, high}", name) end
  check.value("plot: " .. axis, v, numbers.rising)
  return v
end

-- z on a grid, row 1 at the lowest y.
local function field_of(name, given, x, y, count)
  if type(given) ~= "function" then
    local rows = numbers.rows(name, given)
    if #rows < 2 or #rows[1] < 2 then
      check.fail("plot: a %s needs at least 2 rows and 2 columns, got %dx%d", name, #rows, #rows[1])
    end
    return { z = rows, x = axis_pair(name, "x", x, { 1, #rows[1] }),
      y = axis_pair(name, "y", y, { 1, #rows }) }
  end
  x, y = axis_pair(name, "x", x), axis_pair(name, "y", y)
  local rows, any = {}, false
  for i = 1, count do
    rows[i] = {}
    for j = 1, count do
      local z = numbers.value("f", given, x[1] + (x[2] - x[1]) * (j - 1) / (count - 1),
        y[1] + (y[2] - y[1]) * (i - 1) / (count - 1))
      rows[i][j], any = z, any or numbers.finite(z)
    end
  end
  if not any then check.fail("plot: %s: the function has no finite value here", name) end
  return { z = rows, x = x, y = y }
end

-- The field at (x, y), linear between its points; NaN outside.
local function field_at(field, x, y)
  local function place(range_, v, n)
    local t = (v - range_[1]) / (range_[2] - range_[1]) * (n - 1) + 1
    if not (t >= 1 and t <= n) then return end
    local i = math.min(math.floor(t), n - 1)
    return i, t - i
  end
  local z = field.z
  local j, u = place(field.x, x, #z[1])
  local i, v = place(field.y, y, #z)
  if not i or not j then return 0 / 0 end
  return (z[i][j] * (1 - u) + z[i][j + 1] * u) * (1 - v) + (z[i + 1][j] * (1 - u) + z[i + 1][j + 1] * u) * v
end

-- A path: lists x, y and, for surfaces, z, by place or by name, or the columns of a matrix.
local function path_of(given, chart, f)
  local parts = {}
  for k, name in ipairs { "x", "y", "z" } do
    if numbers.is_matrix(given) then
      parts[name] = k <= given.cols and given:col(k) or nil
    else
      parts[name] = given[name] or given[k]
    end
    if parts[name] and numbers.kind(parts[name]) then
      check.fail("plot: path: a list for each of x and y was expected, as in path = {x, y}; got %s",
        check.what(parts[name]))
    end
  end
  if not parts.x or not parts.y then check.fail("plot: path: x and y are needed, as in path = {x, y}") end
  local path = {}
  for name, list in pairs(parts) do path[name] = numbers.list("plot: path: " .. name, list) end
  for _, name in ipairs { "y", "z" } do
    if path[name] and #path[name] ~= #path.x then
      check.fail("plot: path: x has %d numbers, %s has %d", #path.x, name, #path[name])
    end
  end
  if not path.z then
    path.z = {}
    for i, x in ipairs(path.x) do
      local y = path.y[i]
      path.z[i] = f and numbers.value("f", f, x, y) or field_at(chart.field, x, y)
    end
  end
  return path
end

local function add_field(chart, spec, name, count)
  chart.field = field_of(name, spec[name], spec.x, spec.y, count)
  if spec.path then
    chart.path = path_of(spec.path, chart, type(spec[name]) == "function" and spec[name])
  end
end

function plot_field.contour(chart, spec) add_field(chart, spec, "contour", FINE) end
function plot_field.surface(chart, spec) add_field(chart, spec, "surface", MESH) end

--- A matrix as it is printed: its first row on top.
function plot_field.heat(chart, spec)
  local rows = numbers.rows("heat", spec.heat)
  chart.field = { z = rows, x = { 1, #rows[1] }, y = { 1, #rows } }
end

--- The numbers that a field's colours stand for, {low, high}.
function plot_field.color_range(chart)
  local low, high = math.huge, -math.huge
  for _, row in ipairs(chart.field.z) do
    local a, b = numbers.extremes(row)
    if a then low, high = math.min(low, a), math.max(high, b) end
  end
  if chart.map == "diverging" then
    high = math.max(math.abs(low), math.abs(high))
    low = -high
  end
  if low == high then low, high = low - 0.5, high + 0.5 end
  return { low, high }
end

-- ---- decision regions ----------------------------------------------------------------------------------

-- The data points of regions, a row each; their labels or targets; their columns' names.
local function points_of(spec)
  local set, labels = spec.set, spec.labels
  if set == nil then
    if labels then check.fail("plot: labels are for the points in set = X") end
    return
  end
  if debug.getmetatable(set) == core.dataset_meta then
    if labels then check.fail("plot: a data set has its own labels") end
    if spec.columns then set = set:columns(spec.columns) end
    local inputs, targets = set:matrices()
    return inputs, set.labels, not set.labels and targets or nil, set.names
  end
  if spec.columns then check.fail("plot: columns are for a data set; of X give two columns alone") end
  local X = nn.matrix(numbers.rows("set", set))
  if numbers.is_matrix(labels) then -- 0.0 and 1.0 there: the chart's key shall say 0 and 1
    labels = numbers.list("plot: labels", labels)
    for i, label in ipairs(labels) do labels[i] = math.tointeger(label) or label end
  end
  return X, labels
end

-- The names of the classes, and a function from the network's answers, a row a point, to a list of their
-- numbers.
local function classes_of(n, labels)
  local outputs = n.layers[#n.layers]
  if outputs > 1 then
    local names = {}
    for i, class in ipairs(n.classes) do names[i] = class end
    return names, function(answers) return answers:argmax(2):totable() end
  end
  local facts = core.net_facts(n)
  local middle = facts.activations[#facts.activations] == "tanh" and 0 or 0.5
  local names, seen = {}, {}
  for _, label in ipairs(labels or {}) do
    if not seen[label] then seen[label], names[#names + 1] = true, label end
  end
  table.sort(names, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  if #names > 2 then check.fail("plot: one output tells 2 classes apart, the labels have %d", #names) end
  if #names < 2 then names = { 0, 1 } end
  return names, function(answers)
    local list = answers:reshape(answers.rows, 1):totable()
    for i, y in ipairs(list) do list[i] = y > middle and 2 or 1 end
    return list
  end
end

local function point_classes(names, labels, targets, numbers_of, count)
  if targets then return numbers_of(targets) end
  if not labels then return end
  if #labels ~= count then check.fail("plot: there are %d labels for %d points", #labels, count) end
  local at, list = {}, {}
  for i, name in ipairs(names) do at[name] = i end
  for i, label in ipairs(labels) do
    list[i] = at[label]
    if not list[i] then
      local quoted = type(label) == "string" and "'" .. label .. "'" or check.what(label)
      check.fail("plot: label %s is none of the network's classes", quoted)
    end
  end
  return list
end

-- The points of each class as a series; without classes all in one.
local function add_points(chart, X, list)
  local by_class = {}
  for i = 1, X and X.rows or 0 do
    local class = list and list[i] or 0
    local s = by_class[class]
    if not s then
      s = { x = {}, y = {}, style = "points", class = class > 0 and class or nil }
      by_class[class] = s
    end
    s.x[#s.x + 1], s.y[#s.y + 1] = X:get(i, 1), X:get(i, 2)
  end
  for class = 0, #chart.classes do chart.series[#chart.series + 1] = by_class[class] end
end

local function padded(given, list)
  if given then return given end
  local low, high = numbers.extremes(list)
  if not low then check.fail("plot: regions without points need x = {low, high} and y = {low, high}") end
  local pad = high > low and (high - low) * 0.08 or 0.5
  return { low - pad, high + pad }
end

-- The class of every cell's middle.
local function region_rows(n, x, y, numbers_of)
  local where = nn.zeros(FINE * FINE, 2)
  for i = 1, FINE do
    for j = 1, FINE do
      local k = (i - 1) * FINE + j
      where:set(k, 1, x[1] + (x[2] - x[1]) * (j - 0.5) / FINE)
      where:set(k, 2, y[1] + (y[2] - y[1]) * (i - 0.5) / FINE)
    end
  end
  local classes, rows = numbers_of(n:query(where)), {}
  for i = 1, FINE do rows[i] = table.move(classes, (i - 1) * FINE + 1, i * FINE, 1, {}) end
  return rows
end

--- The class that a network with two inputs gives to each point of a plane, and data points.
function plot_field.regions(chart, spec)
  local n = spec.regions
  if n.layers[1] ~= 2 then
    check.fail("plot: regions are of a network with 2 inputs, this one has %d; d:columns{1, 2} makes a set "
      .. "of two columns to train one on", n.layers[1])
  end
  local X, labels, targets, names = points_of(spec)
  if X and X.cols ~= 2 then
    check.fail("plot: the points must have 2 columns, got %d%s", X.cols,
      names and "; columns = {1, 2} picks two" or "")
  end
  if targets and targets.cols ~= n.layers[#n.layers] then
    check.fail("plot: the set has %d targets, the network %d outputs", targets.cols, n.layers[#n.layers])
  end
  local numbers_of
  chart.classes, numbers_of = classes_of(n, labels)
  local list = X and point_classes(chart.classes, labels, targets, numbers_of, X.rows)
  for i, name in ipairs(chart.classes) do chart.classes[i] = tostring(name) end
  add_points(chart, X, list)
  for k, axis in ipairs { "x", "y" } do
    if spec[axis] then check.value("plot: " .. axis, spec[axis], numbers.rising) end
    chart[axis .. "range"] = chart[axis .. "range"]
      or padded(spec[axis], X and X:col(k):totable() or {})
    chart[axis .. "label"] = chart[axis .. "label"] or names and names[k] ~= "" and names[k] or nil
  end
  local x, y = chart.xrange, chart.yrange
  chart.field = { z = region_rows(n, x, y, numbers_of), x = x, y = y, cells = true }
end

return plot_field
