-- dataset: the methods of data sets. Each makes a new set that shares the stored numbers.

local core = require "nn.core"
local check = require "nn.check"
local nn, set = core.nn, core.set

local function facts(d)
  local count, inputs, outputs, kind, goal, low, high = core.facts(d)
  return { count = count, inputs = inputs, outputs = outputs, kind = kind, goal = goal,
    low = low, high = high }
end

-- d.NAME for what is no method.
function set._property(d, name)
  local info = core.info(d)
  if name == "inputs" then return core.inputs(d) end
  if name == "labels" then return core.labels(d) end
  if name == "classes" then
    return info.classes and table.move(info.classes, 1, #info.classes, 1, {})
  end
  if name == "names" or name == "width" or name == "height" or name == "source" then
    return info[name]
  end
end

--- d:matrices() -> inputs, a row a sample; targets, likewise, or nil.
function set:matrices()
  check.self("matrices", self, "data set")
  return core.inputs(self), facts(self).outputs > 0 and core.targets(self) or nil
end

local function check_sample(d, name, i)
  local expected = check.whole(1, #d)(i)
  if expected then check.fail("%s: %s was expected, got %s", name, expected, check.what(i)) end
end

local function span(d, name, first, last)
  check_sample(d, name, first)
  check_sample(d, name, last)
  if first > last then check.fail("%s: samples %d to %d hold nothing", name, first, last) end
  return core.rows(d, math.tointeger(first), math.tointeger(last))
end

--- d:sub(i, j): samples i to j, both included.
function set:sub(i, j)
  check.self("sub", self, "data set")
  return span(self, "sub", i, j == nil and #self or j)
end

--- d:take(n): the first n samples.
function set:take(n)
  check.self("take", self, "data set")
  return span(self, "take", 1, n)
end

--- d:split(fraction) -> the first part, the rest. Both hold at least one sample.
function set:split(fraction)
  check.self("split", self, "data set")
  if type(fraction) ~= "number" or not (fraction > 0 and fraction < 1) then
    check.fail("split: a fraction between 0 and 1 was expected, got %s", check.what(fraction))
  end
  if #self < 2 then check.fail("split: one sample cannot be split") end
  local n = math.max(1, math.min(#self - 1, math.floor(#self * fraction + 0.5)))
  return core.rows(self, 1, n), core.rows(self, n + 1, #self)
end

--- d:shuffle(seed): all samples in random order; without a seed, drawn from nn.seed's generator.
function set:shuffle(seed)
  check.self("shuffle", self, "data set")
  if seed ~= nil then
    local expected = check.whole(0)(seed)
    if expected then check.fail("shuffle: the seed must be %s, got %s", expected, check.what(seed)) end
  end
  return core.shuffled(self, seed and math.tointeger(seed))
end

--- d:filter(f): the samples for which f(sample, i) is true.
function set:filter(f)
  check.self("filter", self, "data set")
  if type(f) ~= "function" then
    check.fail("filter: a function f(sample, i) was expected, got %s", check.what(f))
  end
  local kept = {}
  for i = 1, #self do
    if f(self[i], i) then kept[#kept + 1] = i end
  end
  if #kept == 0 then check.fail("filter: no sample is left") end
  return core.pick(self, kept)
end

-- What is to be learnt of d, as a new set's stored part: {labels = block} or {targets = matrix}.
local function goals(d, f)
  if f.goal == "targets" then return { targets = core.targets(d) } end
  if f.goal == "none" then return {} end
  local index, list = {}, core.labels(d)
  for i, class in ipairs(core.info(d).classes) do index[class] = i end
  for i = 1, #list do list[i] = index[list[i]] end
  return { labels = (core.label_block(list)) }
end

-- A new set from values (a matrix) and the goals of d.
local function rebuilt(d, values, part, names)
  local f, info = facts(d), core.info(d)
  part.values, part.count, part.inputs, part.outputs = values, values.rows, values.cols, f.outputs
  return core.retargeted(
    core.dataset(part, { classes = info.classes, names = names, source = info.source }), f.low, f.high)
end

--- d:columns{1, "Petal.Width"}: a set with these inputs alone, by number or name, copied as they are
--- scaled now.
function set:columns(list)
  check.self("columns", self, "data set")
  if type(list) ~= "table" or #list == 0 then
    check.fail("columns: a list of column numbers or names was expected, got %s", check.what(list))
  end
  local f, names = facts(self), core.info(self).names or {}
  local all, values, kept = core.inputs(self), nil, {}
  for _, want in ipairs(list) do
    local j = want
    if type(want) == "string" then
      j = nil
      for k, name in ipairs(names) do if name == want then j = k end end
      if not j then
        local near = check.nearest(want, names)
        check.fail("columns: there is no column '%s'%s", want,
          near and (", did you mean '%s'?"):format(near) or "")
      end
    elseif type(want) ~= "number" then
      check.fail("columns: a column's number or name was expected, got %s", check.what(want))
    elseif check.whole(1, f.inputs)(want) then
      check.fail("columns: column %s is out of range: there are %d", check.what(want), f.inputs)
    end
    kept[#kept + 1] = names[j]
    values = values and values:hcat(all:col(j)) or all:col(j)
  end
  return rebuilt(self, values, goals(self, f), kept)
end

--- d:concat(e): the samples of d, then those of e. Two sets made of the same stored samples and scaled
--- alike share them; others are copied as they are scaled now.
function set:concat(other)
  check.self("concat", self, "data set")
  if check.kind("data set")(other) then
    check.fail("concat: a data set was expected, got %s", check.what(other))
  end
  local a, b = facts(self), facts(other)
  if a.inputs ~= b.inputs or a.outputs ~= b.outputs or a.goal ~= b.goal then
    check.fail("concat: %d inputs and %d outputs beside %d and %d: both sets must be alike",
      a.inputs, a.outputs, b.inputs, b.outputs)
  end
  local joined, part = core.joined(self, other), {}
  if joined then return joined end
  if a.goal == "targets" then
    part.targets = core.targets(self):vcat(core.targets(other))
  elseif a.goal == "labels" then
    local index, list = {}, core.labels(self)
    for i, class in ipairs(core.info(self).classes) do index[class] = i end
    table.move(core.labels(other), 1, b.count, #list + 1, list)
    for i = 1, #list do
      if not index[list[i]] then
        check.fail("concat: class %s is in the second set alone", tostring(list[i]))
      end
      list[i] = index[list[i]]
    end
    part.labels = core.label_block(list)
  end
  return rebuilt(self, core.inputs(self):vcat(core.inputs(other)), part, core.info(self).names)
end

--- d:scale(low, high): inputs from low to high; bytes map from 0..255, other columns each from this
--- set's own smallest and largest. d:scale(e): as e is scaled. d:scale(): as they are stored.
function set:scale(low, high)
  check.self("scale", self, "data set")
  if low == nil and high == nil then return core.rescaled(self, nil) end
  if not check.kind("data set")(low) then
    if facts(low).inputs ~= facts(self).inputs then
      check.fail("scale: this set has %d inputs, the other %d", facts(self).inputs, facts(low).inputs)
    end
    local slope, offset = core.scaling(low)
    return core.rescaled(self, slope, offset)
  end
  if check.pair { low, high } then
    check.fail("scale: two finite numbers, low and high, or a data set were expected, got %s and %s",
      check.what(low), check.what(high))
  end
  if facts(self).kind == "pixels" then
    return core.rescaled(self, nn.full(1, 1, (high - low) / 255), nn.full(1, 1, low))
  end
  -- A column that is the same everywhere goes to `low`.
  local smallest, largest = core.range(self)
  local slope = (largest - smallest):map(function(d) return d == 0 and 0 or (high - low) / d end)
  return core.rescaled(self, slope, low - smallest * slope)
end

-- ---- pictures ------------------------------------------------------------------------------------------

-- d with one change more to its pictures; for a and b see WarpStep in src/core/warp.h.
local function warped(d, name, a, b, seed)
  local info = core.info(d)
  if not info.width then check.fail("%s: this data set has no pictures", name) end
  if facts(d).kind ~= "pixels" then
    check.fail("%s: the pictures of this data set are numbers, not bytes from 0 to 255", name)
  end
  return core.warped(d, name, a, b, seed or 0, info.width, info.height)
end

--- d:rotate(degrees): every picture turned by so many degrees about its centre, counter-clockwise to the
--- eye, while it is read; what comes in at the corners is the background, a stored 0.
function set:rotate(degrees)
  check.self("rotate", self, "data set")
  check.value("rotate: degrees", degrees, check.number())
  return warped(self, "rotate", degrees, 0)
end

--- d:shift(down, right): every picture moved by so many pixels; right is 0 if it is not given. Below 0 is
--- up and to the left, and a part of a pixel lies between two.
function set:shift(down, right)
  check.self("shift", self, "data set")
  check.value("shift: down", down, check.number())
  if right ~= nil then check.value("shift: right", right, check.number()) end
  return warped(self, "shift", down, right or 0)
end

local jitter_options = { rotate = check.number(0), shift = check.number(0), seed = check.whole(0) }

--- d:jitter{rotate = degrees, shift = pixels, seed}: pictures turned by up to so many degrees and
--- shifted by up to so many pixels, each its own way, while they are read; what leaves the picture is
--- lost, what comes in is paper. fit gives every epoch new angles and shifts.
function set:jitter(opts)
  check.self("jitter", self, "data set")
  opts = check.options("jitter", opts, jitter_options)
  return warped(self, "jitter", opts.rotate or 0, opts.shift or 0, opts.seed or core.new_seed())
end

local function from_0_to(most)
  return function(v)
    if type(v) == "number" and v >= 0 and v <= most then return end
    return ("a number from 0 to %d"):format(most)
  end
end

--- d:elastic(alpha, sigma, seed): every picture bent like rubber, each its own way, while it is read
--- (Simard, Steinkraus, Platt 2003; src/core/warp.h has the definition). fit bends anew in every epoch.
function set:elastic(alpha, sigma, seed)
  check.self("elastic", self, "data set")
  check.value("elastic: alpha", alpha, from_0_to(100000))
  check.value("elastic: sigma", sigma, from_0_to(100))
  if seed ~= nil then check.value("elastic: the seed", seed, check.whole(0)) end
  return warped(self, "elastic", alpha, sigma, seed or core.new_seed())
end

--- d:targets(low, high): the target of a class is `high` at its own output, `low` at the others.
function set:targets(low, high)
  check.self("targets", self, "data set")
  if check.pair { low, high } then
    check.fail("targets: two finite numbers, low and high, were expected, got %s and %s",
      check.what(low), check.what(high))
  end
  if facts(self).goal ~= "labels" then
    check.fail("targets: this data set has no labels; its targets are the numbers that were given")
  end
  return core.retargeted(self, low, high)
end
