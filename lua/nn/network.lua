-- network: the constructor nn.network, and what can be read of a network (n.layers, n.classes, ...).

local core = require "nn.core"
local check = require "nn.check"
local nn, net = core.nn, core.net

local activations = { "sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear", "threshold" }
local is_activation = check.choice(table.unpack(activations))

local options = {
  activation = function(v)
    if type(v) == "table" and (#v > 0 or v.f) then return end -- see check_activations
    local expected, words = is_activation(v)
    if expected then return expected .. ", or a list with one for each layer", words end
  end,
  bias = check.boolean,
  classes = check.kind("table"),
  init = function(v)
    if type(v) == "function" or not check.number()(v) then return end
    local expected, words = check.choice("normal", "uniform", "target", "he", "glorot")(v)
    if expected then return expected .. ", a finite number or a function", words end
  end,
  learning_rate = check.learning_rate,
  loss = check.choice("squared", "mean_squared", "cross_entropy"),
  optimizer = check.choice("sgd", "momentum", "nesterov", "rmsprop", "adam", "rprop"),
  momentum = check.share,
  decay = check.share,
  weight_decay = check.number(0),
  l1 = check.number(0),
  clip = check.number(0),
  dropout = check.share,
  precision = check.choice("float", "double"),
  rule = check.choice("book", "gradient"),
  seed = check.whole(0),
}

-- The layer sizes: the array part of the options.
local function check_sizes(given)
  local sizes, is_size, last = {}, check.whole(1, 0x7fffffff), 0
  for k in pairs(given) do
    if math.type(k) == "integer" then
      if k < 1 then check.fail("network: unknown option '%d'", k) end
      last = math.max(last, k)
    end
  end
  for k = 1, last do
    local size = given[k]
    if type(size) ~= "number" then
      check.fail("network: layer %d must be a number of nodes, got %s", k, check.what(size))
    elseif is_size(size) then
      local hint = size > 0 and size < 1
        and ("; did you mean learning_rate = %g?"):format(size) or ""
      check.fail("network: layer %d has %s nodes, a whole number of 1 or more was expected%s", k,
        check.what(size), hint)
    end
    sizes[k] = math.tointeger(size)
  end
  if #sizes < 2 then
    check.fail("network: at least two layers are needed, inputs and outputs, as in "
      .. "nn.network{784, 200, 10}; got %d", #sizes)
  elseif #sizes > 65 then
    check.fail("network: at most 65 layers are possible, got %d", #sizes)
  end
  return sizes
end

-- One activation for each layer after the input: names, and a table of the pairs written in Lua, whose
-- layers count as linear for the engine.
local function check_activations(given, depth)
  local names, pairs_of = {}, nil
  if type(given) == "table" and not given.f and #given ~= depth then
    check.fail("network: activation lists %d names, but there are %d layers after the input", #given,
      depth)
  end
  for k = 1, depth do
    local want = given or "sigmoid"
    if type(given) == "table" and not given.f then want = given[k] end
    if type(want) == "table" then
      check.value(("network: activation %d"):format(k), want, require("nn.custom").judge)
      pairs_of = pairs_of or {}
      pairs_of[k], names[k] = { f = want.f, df = want.df }, "linear"
    else
      check.value(("network: activation %d"):format(k), want, is_activation)
      names[k] = want
    end
  end
  -- softmax is an answer, not a hidden layer: named for all, the hidden ones stay the book's
  if given == "softmax" then
    for k = 1, depth - 1 do names[k] = "sigmoid" end
  end
  for k = 1, depth - 1 do
    if names[k] == "softmax" then
      check.fail("network: softmax is for the last layer, here layer %d has it", k)
    end
  end
  return names, pairs_of
end

local function all_sigmoid(names)
  for _, name in ipairs(names) do
    if name ~= "sigmoid" then return false end
  end
  return true
end

-- Why the book's rule cannot be had with these options, or nil.
local function not_the_books(opts, names)
  if not all_sigmoid(names) then
    return ("is for sigmoid layers; with %s"):format(table.concat(names, ", "))
  elseif opts.loss and opts.loss ~= "squared" then
    return ("knows the squared loss alone; with %s"):format(opts.loss)
  elseif opts.optimizer and opts.optimizer ~= "sgd" then
    return ("goes with plain sgd; with %s"):format(opts.optimizer)
  end
  for _, name in ipairs { "weight_decay", "l1", "clip", "dropout" } do
    if (opts[name] or 0) ~= 0 then return ("goes with plain sgd; with %s"):format(name) end
  end
end

-- The rule and the loss: the book's rule is the default while everything else is the book's too.
local function check_rule(opts, names)
  local last, other = names[#names], not_the_books(opts, names)
  local loss = opts.loss or (last == "softmax" and "cross_entropy" or "squared")
  if loss == "cross_entropy" and last ~= "sigmoid" and last ~= "softmax" then
    check.fail("network: cross_entropy needs answers between 0 and 1: a last layer of sigmoid or "
      .. "softmax, not %s", last)
  end
  if opts.rule == "book" and other then
    check.fail("network: the book's rule %s use rule = 'gradient'", other)
  end
  return opts.rule or ((other or opts.loss) and "gradient" or "book"), loss
end

local function check_classes(classes, outputs)
  if not classes then return end
  if #classes ~= outputs then
    check.fail("network: %d classes for %d outputs", #classes, outputs)
  end
  check.classes("network", classes)
  return table.move(classes, 1, #classes, 1, {})
end

-- Start weights of W_k, which has `units` rows and `links` columns.
local function init_layer(n, k, units, links, init, activation)
  if not init then
    init = (activation == "relu" or activation == "leaky_relu") and "he" or "normal"
  end
  if init == "normal" then core.init(n, k, "normal", links ^ -0.5)
  elseif init == "uniform" then core.init(n, k, "uniform", links ^ -0.5)
  elseif init == "target" then core.init(n, k, "normal", units ^ -0.5)
  elseif init == "he" then core.init(n, k, "normal", (2 / links) ^ 0.5)
  elseif init == "glorot" then core.init(n, k, "uniform", (6 / (links + units)) ^ 0.5)
  elseif type(init) == "number" then n:set_weights(k, nn.full(units, links, init))
  else
    local W = init(units, links, k)
    if check.kind("matrix", "table")(W) then
      check.fail("network: init(%d, %d, %d) must return a matrix of %dx%d, got %s", units, links, k,
        units, links, check.what(W))
    end
    n:set_weights(k, W)
  end
end

-- Options that only some optimizers look at.
local optimizers_with = {
  momentum = { momentum = true, nesterov = true, adam = true },
  decay = { rmsprop = true, adam = true },
}

local function check_optimizer(opts)
  for name, known in pairs(optimizers_with) do
    if opts[name] and not known[opts.optimizer or "sgd"] then
      check.fail("network: %s is for other optimizers than %s; did you mean optimizer = '%s'?", name,
        opts.optimizer or "sgd", name == "momentum" and "momentum" or "rmsprop")
    end
  end
end

local function build(given)
  local opts = check.options("network", given, options, true)
  check_optimizer(opts)
  local sizes = check_sizes(given)
  local names, pairs_of = check_activations(opts.activation, #sizes - 1)
  if pairs_of then require("nn.custom").check_options(opts) end
  local rule, loss = check_rule(opts, names)
  local bias = opts.bias
  if bias == nil then bias = not all_sigmoid(names) end
  local classes = check_classes(opts.classes, sizes[#sizes])
  local schedule, rate = opts.learning_rate, nil
  if type(schedule) == "function" then
    rate = check.rate("network", schedule, 1)
  end
  local n = core.network {
    sizes = sizes, activations = names, loss = loss, rule = rule, bias = bias,
    optimizer = opts.optimizer or "sgd", momentum = opts.momentum or 0.9,
    decay = opts.decay or (opts.optimizer == "adam" and 0.999 or 0.9),
    weight_decay = opts.weight_decay or 0, l1 = opts.l1 or 0, clip = opts.clip or 0,
    dropout = opts.dropout or 0,
    precision = opts.precision or "float", learning_rate = rate or opts.learning_rate or 0.1,
    seed = opts.seed or core.new_seed(),
  }
  for k = 1, #names do init_layer(n, k, sizes[k + 1], sizes[k], opts.init, names[k]) end
  local info = core.net_info(n)
  info.classes = classes
  info.rule_is_given = opts.rule ~= nil
  info.schedule = rate and schedule
  info.init = type(opts.init) == "function" and "a function" or opts.init and tostring(opts.init)
  info.custom = pairs_of
  if pairs_of then core.set_custom(n) end
  return n
end

local short_form = "network: the short form takes exactly four numbers, inputs, hidden, outputs and "
  .. "learning rate; for anything else there is nn.network{784, 200, 10, learning_rate = 0.1}"

--- nn.network(inputs, hidden, outputs, learning_rate), the book's class, or nn.network{sizes…, options}.
function nn.network(...)
  local first = ...
  if type(first) == "table" and select("#", ...) == 1 then return build(first) end
  local numbers = select("#", ...) == 4
  for i = 1, 4 do numbers = numbers and type((select(i, ...))) == "number" end
  if not numbers then check.fail("%s", short_form) end
  local inputs, hidden, outputs, rate = ...
  return build { inputs, hidden, outputs, learning_rate = rate }
end

-- n.NAME for what is neither a method nor learning_rate.
function net._property(n, name)
  local facts, info = core.net_facts(n), core.net_info(n)
  if name == "layers" then return facts.sizes end
  if name == "classes" then
    if info.classes then return table.move(info.classes, 1, #info.classes, 1, {}) end
    local classes = {}
    for i = 1, facts.sizes[#facts.sizes] do classes[i] = i - 1 end
    return classes
  end
  if name == "scaling" then return info.scaling end
  if name ~= "sizes" then return facts[name] end
end

--- n:scaled(x): raw input as the network was trained on it, x times the slope plus the offset of the
--- data that `fit` saw. Rows of inputs, or a column.
function net:scaled(x)
  check.self("scaled", self, "network")
  local scaling = core.net_info(self).scaling
  if not scaling then
    check.fail("scaled: this network knows no input scaling; fit learns it from a data set")
  end
  local m = nn.matrix(x)
  local inputs = self.layers[1]
  if m.cols == 1 and m.rows == inputs then return m * scaling.slope.T + scaling.offset.T end
  if m.cols ~= inputs then
    check.fail("scaled: the network has %d inputs: a column or a list of %d, or rows of %d, were "
      .. "expected, got %dx%d", inputs, inputs, inputs, m.rows, m.cols)
  end
  return m * scaling.slope + scaling.offset
end
