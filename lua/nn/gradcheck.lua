--[[ gradcheck: nn.gradcheck, which asks whether back-propagation's gradient is the slope of the loss. The
slope is found by moving one weight a little to both sides and taking the loss there: nothing but forward
passes, so whatever is wrong with the way back shows. Everything happens in a copy, in double (float's seven
digits leave no slope worth comparing). Dropout and weight decay are no part of the loss. ]]

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local gradcheck = {}

-- How far a weight is moved. The slope of a loss L that was taken at w ± h and w ± 2h is off by about h⁴ from
-- the curve's bends and by 1e-16 · L / h from rounding: with 1e-4 both are around 1e-12 where inputs and
-- weights are of ordinary size.
local STEP = 1e-4
-- Relative errors up to this are agreement.
local LIMIT = 1e-6
-- Differences of 1e-11, a few times the rounding, mean nothing. So the relative error |a - b| /
-- max(|a| + |b|, scale) takes 1e-11 / LIMIT for its scale: a smaller gradient is judged as if it were that
-- large. Losses above 1 are rounded in proportion, and a shorter step divides by less: the scale follows.
local function scale_of(loss, h) return 1e-11 / LIMIT * (STEP / h) * math.max(1, loss) end

local PART = 200 -- samples at a time; core.pull takes 256

local options = { most = check.whole(1), seed = check.whole(0) }

-- ---- what is asked ---------------------------------------------------------------------------------

-- Rows of `width` numbers: a list or a column of that many is one row.
local function rows_of(name, value, width, what)
  local m = nn.matrix(value)
  if m.cols == 1 and m.rows == width then m = m.T end
  if m.cols ~= width then
    check.fail("%s: the network has %d %s: a column or a list of %d, or rows of %d, were expected, got %dx%d",
      name, width, what, width, width, m.rows, m.cols)
  end
  return m
end

local is_sample = check.kind "sample"

--- The data set that (set), a sample d[i], or (x, t) of one sample or many as n:train takes them, means
--- for network n.
function gradcheck.samples(name, n, x, t)
  local sizes = core.net_facts(n).sizes
  if t == nil and not is_sample(x) then t = x end
  if not is_sample(t) then t = t.target end -- as an input it means itself
  if check.kind("data set")(x) then
    if t == nil then
      check.fail("%s: inputs and targets, or a data set, were expected, got %s", name, check.what(x))
    end
    return nn.data._new(name, rows_of(name, x, sizes[1], "inputs"),
      rows_of(name, t, sizes[#sizes], "outputs"))
  end
  local count, inputs, outputs, _, goal = core.facts(x)
  if goal == "none" then
    check.fail("%s: this data set of %d samples has no labels and no targets", name, count)
  elseif inputs ~= sizes[1] or outputs ~= sizes[#sizes] then
    check.fail("%s: the network has %d inputs and %d outputs, a sample of the data set %d and %d", name,
      sizes[1], sizes[#sizes], inputs, outputs)
  end
  return x
end

--- Raises when a layer has no slope.
function gradcheck.refuse_threshold(name, facts)
  for k, activation in ipairs(facts.activations) do
    if activation == "threshold" then
      check.fail("%s: layer %d is a threshold, whose slope is zero wherever it has one: there is no "
        .. "gradient to speak of; use sigmoid", name, k)
    end
  end
end

-- A network of the same numbers that computes in double.
local function double_copy(n)
  local facts = core.net_facts(n)
  if facts.precision == "double" then return n:copy() end
  facts.precision = "double"
  local c = core.network(facts)
  for k = 1, #facts.activations do
    c:set_weights(k, n:weights(k))
    if facts.bias then c:set_biases(k, n:biases(k)) end
  end
  local own = core.net_info(n).custom
  if own then
    core.net_info(c).custom = own
    core.set_custom(c)
  end
  return c
end

--- What back-propagation gives under n's rule: for each layer {W = minus dLoss/dW, b = minus dLoss/db or
--- nil}, means over all samples.
function gradcheck.pulls(n, set)
  local pulls = {}
  for k = 1, #core.net_facts(n).activations do
    local pull
    for first = 1, #set, PART do
      local last = math.min(#set, first + PART - 1)
      local W, b = core.pull(n, core.rows(set, first, last), k)
      local share = (last - first + 1) / #set
      pull = pull or { W = nn.zeros(W:shape()), b = b and nn.zeros(b:shape()) }
      pull.W:add(W, share)
      if b then pull.b:add(b, share) end
    end
    pulls[k] = pull
  end
  return pulls
end

-- ---- which numbers are asked about -----------------------------------------------------------------

-- `count` of the numbers 0 .. total-1 in order, every choice as likely (Knuth's selection sampling), from
-- a generator of our own (his MMIX), so that nobody's random numbers change.
local function chosen(count, total, state)
  local list, left = {}, count
  for i = 0, total - 1 do
    state = state * 6364136223846793005 + 1442695040888963407
    if (state >> 11) * 2.0 ^ -53 * (total - i) < left then
      list[#list + 1], left = i, left - 1
    end
  end
  return list
end

--- All weights and biases, or `most` of them: a list of {layer, kind = "W" or "b", places = numbers from 0,
--- row by row}; and how many there are in all. Small layers are looked at whole, large ones share the rest.
function gradcheck.places(facts, most, seed)
  local groups, all = {}, 0
  for k = 1, #facts.activations do
    local rows, cols = facts.sizes[k + 1], facts.sizes[k]
    groups[#groups + 1] = { layer = k, kind = "W", size = rows * cols }
    if facts.bias then groups[#groups + 1] = { layer = k, kind = "b", size = rows } end
  end
  for i, group in ipairs(groups) do
    group.order = i
    all = all + group.size
  end
  table.sort(groups, function(a, b)
    if a.size ~= b.size then return a.size < b.size end
    return a.order < b.order
  end)
  for i, group in ipairs(groups) do
    local count = math.min(group.size, most // (#groups - i + 1))
    group.places = chosen(count, group.size, seed + group.order)
    most = most - count
  end
  return groups, all
end

-- ---- the comparison --------------------------------------------------------------------------------

-- Which relu nodes are open, sample by sample, as a string. Two weights with the same pattern lie on the
-- same smooth piece of the loss.
local function pattern(n, set, activations)
  local open = {}
  for i = 1, #set do
    local outputs = n:activations(core.rows(set, i, i))
    for k, name in ipairs(activations) do
      if name == "relu" or name == "leaky_relu" then
        for _, o in ipairs(outputs[k + 1]:totable()) do open[#open + 1] = o > 0 and "1" or "0" end
      end
    end
  end
  return table.concat(open)
end

-- A function that moves one number of a matrix of n to `value`, and one that tells the loss there.
local function mover(n, set, group)
  local get, put = n.weights, n.set_weights
  if group.kind == "b" then get, put = n.biases, n.set_biases end
  local M = get(n, group.layer)
  local function move(i, j, value)
    M:set(i, j, value)
    put(n, group.layer, M)
  end
  return M, move, function() return core.evaluate(n, set) / #set end
end

-- The slope of the loss by M[i][j], with steps of h: two central differences, the second of which takes away
-- most of what the first is off.
local function slope_at(M, move, loss, i, j, h)
  local w = M:get(i, j)
  h = h * math.max(1, math.abs(w))
  local function at(d)
    move(i, j, w + d)
    return loss()
  end
  local near, far = at(h) - at(-h), at(2 * h) - at(-2 * h)
  move(i, j, w)
  return (8 * near - far) / (12 * h)
end

-- Where a step crosses the kink of some relu, the two sides have slopes of their own and the quotient is
-- a mixture that no gradient has to agree with. A step ten or a thousand times shorter mostly stays on this
-- side. nil: no step does, the sum of some node is 0 itself, where there is no slope.
local function slope_beside_kink(n, set, activations, M, move, loss, i, j)
  local here, w = pattern(n, set, activations), M:get(i, j)
  for exponent = 0, 4 do
    local h = STEP * 10.0 ^ -exponent
    local same = true
    for _, d in ipairs { -2 * h, 2 * h } do
      move(i, j, w + d * math.max(1, math.abs(w)))
      same = same and pattern(n, set, activations) == here
    end
    move(i, j, w)
    if same then return slope_at(M, move, loss, i, j, h), h end
  end
end

local function relative(a, b, scale) return math.abs(a - b) / math.max(math.abs(a) + math.abs(b), scale) end

--- Compares `pulls` (see gradcheck.pulls) with the slopes of n's mean loss at the places. Returns {worst =
--- the largest relative error, layer, row, column (nil: a bias), back_propagation, numeric: the two there,
--- checked, kinks = how many lay on a kink and were left out, ok}.
function gradcheck.compare(n, set, pulls, groups)
  local activations = core.net_facts(n).activations
  local kinked = table.concat(activations, " "):find("relu", 1, true)
  local base = core.evaluate(n, set) / #set
  local result = { worst = -1, checked = 0, kinks = 0 }
  for _, group in ipairs(groups) do
    local claims = pulls[group.layer][group.kind]
    local M, move, loss = mover(n, set, group)
    for _, place in ipairs(group.places) do
      local i, j = place // M.cols + 1, place % M.cols + 1
      local claim = -claims:get(i, j)
      local slope, h = slope_at(M, move, loss, i, j, STEP), STEP
      local off = relative(claim, slope, scale_of(base, h))
      if kinked and (off > LIMIT or off ~= off) then
        slope, h = slope_beside_kink(n, set, activations, M, move, loss, i, j)
        off = slope and relative(claim, slope, scale_of(base, h))
      end
      if not slope then
        result.kinks = result.kinks + 1
      else
        result.checked = result.checked + 1
        if off > result.worst or off ~= off then
          result.worst, result.layer, result.row = off, group.layer, i
          result.column = group.kind == "W" and j or nil
          result.back_propagation, result.numeric = claim, slope
        end
      end
    end
  end
  result.worst = math.max(result.worst, 0)
  result.ok = result.worst <= LIMIT
  return result
end

-- ---- the book's rule -------------------------------------------------------------------------------

local function product(A, B) return (A * B):sum() end

-- How many times as long as `truth` the step is, as far as it goes the same way; and the cosine of the
-- angle between them. nil where the truth is 0.
local function ratio_of(step, truth)
  local along, length = product(step, truth), product(truth, truth)
  if length == 0 then return end
  return along / length, along / (length * product(step, step)) ^ 0.5
end

-- The book's steps beside the true gradient's: a list with, per layer, {ratio, cosine, rows = a ratio for
-- each node}.
local function steps_compared(n, set, pulls)
  core.set_rule(n, "gradient")
  local layers = {}
  for k, truth in ipairs(gradcheck.pulls(n, set)) do
    local ratio, cosine = ratio_of(pulls[k].W, truth.W)
    layers[k] = { ratio = ratio, cosine = cosine, rows = {} }
    for i = 1, truth.W.rows do layers[k].rows[i] = ratio_of(pulls[k].W:row(i), truth.W:row(i)) or 0 / 0 end
  end
  core.set_rule(n, "book")
  return layers
end

local MOST_ROWS = 8 -- ratios that are shown one by one

local function layer_text(k, layer)
  if not layer.ratio then return ("  layer %d: the gradient is 0"):format(k) end
  local least, most, list = math.huge, -math.huge, {}
  for _, r in ipairs(layer.rows) do
    least, most = math.min(least, r), math.max(most, r) -- neither follows a nan
    list[#list + 1] = ("%.2f"):format(r)
  end
  if math.abs(layer.ratio - 1) < 1e-6 and layer.cosine > 1 - 1e-9 then
    return ("  layer %d: its step is the gradient's"):format(k)
  end
  local rows = #list <= MOST_ROWS and table.concat(list, ", ")
    or ("%.2f to %.2f"):format(least, most)
  local turned = layer.cosine < 0.9995
    and ("; the angle between the two has the cosine %.3f"):format(layer.cosine) or ""
  return ("  layer %d: its step is %s times the gradient's, node by node%s"):format(k, rows, turned)
end

-- ---- the answer ------------------------------------------------------------------------------------

local answer = {}
answer.__index = answer
answer.__name = "gradient check"

local function worst_text(r)
  if not r.layer then return "nothing could be checked: every weight lies on a kink of relu" end
  local name = r.column and ("W%d[%d][%d]"):format(r.layer, r.row, r.column)
    or ("b%d[%d]"):format(r.layer, r.row)
  local text = ("%s: %s says %.6g, the slope is %.6g; relative error %.1g over %d %s"):format(name,
    r.rule == "book" and "the rule" or "back-propagation", r.back_propagation, r.numeric, r.worst,
    r.checked, r.checked == 1 and "weight" or "weights")
  if r.checked + r.kinks < r.total then text = ("%s of %d"):format(text, r.total) end
  return text .. (r.ok and ": they agree" or ": they do not agree")
end

--- One sentence about the worst weight; a few more about the book's rule.
function answer:__tostring()
  local lines = { worst_text(self) }
  if self.kinks > 0 then
    lines[#lines + 1] = ("  %d more lie on a kink of relu, where there is no slope: left out")
      :format(self.kinks)
  end
  if self.precision == "float" then
    lines[#lines + 1] = "  (a float network: checked as a double one with the same weights)"
  end
  if self.rule == "book" and self.ok then
    lines[#lines + 1] = "  (the book's rule; without a hidden layer it is the gradient)"
  elseif self.rule == "book" then
    table.insert(lines, 1, "the book's rule is not a gradient: it sends the errors back without the "
      .. "slopes o(1 - o)")
    for k = #self.layers, 1, -1 do lines[#lines + 1] = layer_text(k, self.layers[k]) end
  end
  return table.concat(lines, "\n")
end

--- nn.gradcheck(net, x, t, options) or nn.gradcheck(net, set, options) -> a table that prints itself:
--- {worst = largest relative error, layer, row, column (nil for a bias), back_propagation and numeric =
--- dLoss/dw there, checked, total, kinks, ok, rule, precision}. One sample or many; the loss is their mean.
--- options: most = 2000, how many weights to check at most; seed, which then. Under the book's rule also
--- layers = {{ratio, cosine, rows}…}: its steps beside the gradient's. The network is not changed.
function nn.gradcheck(n, x, t, opts)
  check.self("gradcheck", n, "network")
  if not check.kind("data set")(x) and opts == nil then t, opts = nil, t end
  opts = check.options("gradcheck", opts, options)
  local facts = core.net_facts(n)
  gradcheck.refuse_threshold("gradcheck", facts)
  local set = gradcheck.samples("gradcheck", n, x, t)
  local c = double_copy(n)
  local pulls = gradcheck.pulls(c, set)
  local groups, total = gradcheck.places(facts, opts.most or 2000, opts.seed or facts.seed)
  local result = gradcheck.compare(c, set, pulls, groups)
  result.total, result.rule, result.precision = total, facts.rule, facts.precision
  if facts.rule == "book" then result.layers = steps_compared(c, set, pulls) end
  return setmetatable(result, answer)
end

return gradcheck
