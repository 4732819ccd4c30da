-- inside: what a network has learnt, as pictures: its weights, what it would like to see for each class, its
-- answer to one input layer by layer, and its mistakes.
-- Gives: net:show, net:show_weights, net:show_classes, net:mistakes.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local diagram = require "nn.diagram"
local evaluate = require "nn.evaluate"
local grid = require "nn.grid"
local picture = require "nn.picture"
local print_ = require "nn.print"
local nn, net = core.nn, core.net

local inside = {}

local is_table = check.kind "table"

-- The options with these as defaults.
local function with(o, defaults)
  local all = {}
  for key, value in pairs(defaults) do all[key] = value end
  for key, value in pairs(o or {}) do all[key] = value end
  return all
end

local function check_table(o)
  if o ~= nil and is_table(o) then
    check.fail("show: a table of options was expected, got %s", check.what(o))
  end
end

--- Draws what is text in the terminal and an image in a file: text(mode, colors, width) gives the one (see
--- core.image_text), image() the other. o: the options of nn.show.
function inside.draw(o, image, text)
  local options = with(check.options("show", o, picture.options), {})
  local shown = options.show
  if options.save or shown == false then
    if options.save then options.show = nil end
    local drawn = picture.show(image(), options)
    if not shown then return drawn end
  end
  local mode, colors = picture.terminal()
  local drawn = text(mode, colors, options.width or core.columns(1))
  if options.title then drawn = color.paint("title", grid.harmless(options.title)) .. "\n" .. drawn end
  print(drawn)
end

-- ---- weights -----------------------------------------------------------------------------------------

local FIRST = 20         -- pictures of a gallery in the terminal, where nothing else is said
local FIRST_SAVED = 100  -- the same in a file
local MOST = 1000

-- Which nodes of a layer are drawn: first, last, and whether that is less than was wanted.
local function which_nodes(layer, count, first, last, o)
  if first == nil then
    last = math.min(count, (o.save or o.show == false) and FIRST_SAVED or FIRST)
    return 1, last, last < count
  end
  last = last == nil and first or last
  for _, j in ipairs { first, last } do
    if check.whole(1, count)(j) then
      check.fail("show_weights: layer %d has nodes 1 to %d, got %s", layer, count, check.what(j))
    end
  end
  if first > last then check.fail("show_weights: nodes %d to %d hold nothing", first, last) end
  if last - first >= MOST then
    check.fail("show_weights: %d pictures are too many at once, at most %d", last - first + 1, MOST)
  end
  return first, last, false
end

-- The weights into the nodes first..last of layer 1 as pictures in the shape of the inputs, numbered.
local function gallery(W, b, shape, first, last)
  local list, captions = {}, {}
  for j = first, last do
    list[#list + 1] = W:row(j)
    captions[#captions + 1] = first < last and tostring(j)
      or ("node %d%s"):format(j, b and ", bias " .. diagram.weight(b[j]) or "")
  end
  return list, { shape = shape, captions = captions }
end

--- n:show_weights(layer, node, options): the weights into a node, blue below zero and red above; of layer 1
--- in the shape of the inputs where these are pictures. n:show_weights(layer, first, last) draws several
--- nodes, n:show_weights(layer) all that fit; where there are no pictures the matrix of the weights.
function net:show_weights(layer, first, last, o)
  check.self("show_weights", self, "network")
  if type(first) == "table" then first, last, o = nil, nil, first end
  if type(last) == "table" then last, o = nil, last end
  check_table(o)
  local sizes = self.layers
  if check.whole(1, #sizes - 1)(layer) then
    check.fail("show_weights: there are layers 1 to %d, got %s", #sizes - 1, check.what(layer))
  end
  local count, options = sizes[layer + 1], { map = "diverging", legend = true }
  local shape = layer == 1 and diagram.shape(self)
  local W, b = self:weights(layer), self.bias and self:biases(layer) or nil
  if not shape and first == nil then
    options.shape = { count, sizes[layer] }
    return picture.show(W, with(o, options))
  end
  local cut
  first, last, cut = which_nodes(layer, count, first, last, o or {})
  local list, more = gallery(W, b, shape or { 1, sizes[layer] }, first, last)
  if cut then options.title = ("nodes %d to %d of %d"):format(first, last, count) end
  return picture.show(list, with(with(o, more), options))
end

-- ---- classes -----------------------------------------------------------------------------------------

local HIGH, LOW = 0.99, 0.01 -- the book's targets

--- n:show_classes(options): for each class the input that would be its picture, n:backquery of 0.99 for the
--- class and 0.01 for all others, with the class below it.
function net:show_classes(o)
  check.self("show_classes", self, "network")
  check_table(o)
  local sizes, list, captions = self.layers, {}, {}
  for i, class in ipairs(self.classes) do
    local targets = nn.full(sizes[#sizes], 1, LOW)
    targets[i] = HIGH
    list[i], captions[i] = self:backquery(targets).T, tostring(class)
  end
  return picture.show(list, with(o, { captions = captions, map = "inverted",
    shape = diagram.shape(self) or { 1, sizes[1] } }))
end

-- ---- the answer to one input -----------------------------------------------------------------------------

-- The input and what is known beside it: the label and the target of a sample.
local function asked(n, x)
  if x == nil then
    check.fail("show: an input was expected, one sample such as d[1]; the weights alone are drawn by "
      .. "n:show_weights(1)")
  end
  local sample = debug.getmetatable(x) == core.sample_meta
  local input = sample and rawget(x, "input") or x
  local ok, what = pcall(n.activations, n, input)
  if not ok then check.fail("show: %s", (tostring(what):gsub("^.-activations: ", ""))) end
  local label = sample and rawget(x, "label")
  return input, { label = label ~= false and label or nil,
    target = sample and label == nil and rawget(x, "target") or nil }
end

--- n:show(x, options): the network with what it makes of one input (or of a sample d[i], whose truth is then
--- told): a column a layer with the nodes' outputs, and the links of small layers with their weights.
function net:show(x, o)
  check.self("show", self, "network")
  local drawn = diagram.of(self, asked(self, x))
  return inside.draw(o, function() return require "nn.diagram_image".image(drawn) end,
    function(mode, colors, width)
      return (require "nn.diagram_text".text(drawn, width, mode, colors):sub(1, -2))
    end)
end

-- ---- mistakes ------------------------------------------------------------------------------------------

local mistakes = { __name = "mistakes" }
mistakes.__index = mistakes

-- "20 of 43 mistakes in 1,000 samples"
local function headline(list)
  local samples = ("in %s sample%s"):format(print_.grouped(list.samples), list.samples == 1 and "" or "s")
  if list.total == 0 then return "no mistakes " .. samples end
  local total = ("%s mistake%s %s"):format(print_.grouped(list.total), list.total == 1 and "" or "s", samples)
  return #list < list.total and ("%d of %s"):format(#list, total) or total
end

local function name_of(class) return grid.harmless(tostring(class)) end

--- A row for each mistake, the middle of a long list elided.
function mistakes:__tostring()
  local lines = { headline(self) }
  if #self == 0 then return lines[1] end
  local rows, gap = print_.rows(#self)
  local texts, widths = { { "sample", "truth", "answer", "confidence" } }, {}
  for _, k in ipairs(rows) do
    local m = self[k]
    texts[#texts + 1] = { tostring(m.index), name_of(m.label), name_of(m.answer),
      diagram.number(m.confidence) }
  end
  for _, row in ipairs(texts) do
    for c, text in ipairs(row) do widths[c] = math.max(widths[c] or 0, utf8.len(text)) end
  end
  for r, row in ipairs(texts) do
    local cells = {}
    for c, text in ipairs(row) do cells[c] = (" "):rep(widths[c] - utf8.len(text)) .. text end
    lines[#lines + 1] = "  " .. table.concat(cells, "  ")
    if r - 1 == gap then lines[#lines + 1] = "  …" end
  end
  return table.concat(lines, "\n")
end

--- A list of the same kind with the n mistakes (default 20) of which the network was surest.
function mistakes:worst(n)
  check.self("worst", self, "mistakes")
  if n ~= nil then check.value("worst: the number of mistakes", n, check.whole(1)) end
  local sorted = table.move(self, 1, #self, 1, {})
  table.sort(sorted, function(a, b)
    if a.confidence ~= b.confidence then return a.confidence > b.confidence end
    return a.index < b.index
  end)
  local list = { total = self.total, samples = self.samples, set = self.set }
  table.move(sorted, 1, math.min(n or FIRST, #sorted), 1, list)
  return setmetatable(list, mistakes)
end

--- Draws the mistakes beside each other, "3 as 8, 0.97" below each: the first 100 of more.
function mistakes:show(o)
  check.self("show", self, "mistakes")
  check_table(o)
  local list, captions, info = {}, {}, core.info(self.set)
  for k = 1, math.min(#self, FIRST_SAVED) do
    local m = self[k]
    list[k] = self.set[m.index]
    captions[k] = ("%s as %s, %.2f"):format(tostring(m.label), tostring(m.answer), m.confidence)
  end
  if #list == 0 then return print(headline(self)) end
  local title = #list < #self and ("the first %d of %s"):format(#list, headline(self)) or headline(self)
  return picture.show(list, with(o, { captions = captions, title = title,
    shape = info.width and { info.height, info.width } or nil }))
end

--- n:mistakes(set, count) -> the samples that the network takes for another class, in the set's order, the
--- first `count` of them or all: a list of {index, label, answer, confidence, output}, confidence being the
--- answer's output, with total, samples and set. print shows it as a table, :show() the pictures.
function net:mistakes(set, count)
  check.self("mistakes", self, "network")
  if check.kind "data set" (set) then
    check.fail("mistakes: a data set was expected, got %s", check.what(set))
  end
  if count ~= nil then check.value("mistakes: their number", count, check.whole(1)) end
  local classes, sizes = core.info(set).classes, self.layers
  if not classes then check.fail("mistakes: this data set has no labels") end
  evaluate.check_classes("mistakes", self, set)
  if #classes ~= sizes[#sizes] then
    check.fail("mistakes: the network has %d outputs, the data set %d classes", sizes[#sizes], #classes)
  end
  local list, labels, at = { total = 0, samples = #set, set = set }, set.labels, core.classify(self, set)
  for i, label in ipairs(labels) do
    if classes[at[i]] ~= label then
      list.total = list.total + 1
      if not count or #list < count then
        local output = self:query(set[i].input)
        list[#list + 1] = { index = i, label = label, answer = classes[at[i]], output = output,
          confidence = output[at[i]] }
      end
    end
  end
  return setmetatable(list, mistakes)
end

return inside
