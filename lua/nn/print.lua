-- print: matrices, networks, data sets and what comes of them as text, for tostring and the prompt.

local core = require "nn.core"
local evaluate = require "nn.evaluate"

local print_ = {}

local EDGE_ROWS = 6    -- rows kept at the top and at the bottom of a long matrix
local MAX_ROWS = 20    -- shown whole up to this
local EDGE_COLUMNS = 3 -- columns kept at the right of a wide matrix

-- A string.format for all shown numbers alike: whole, with decimals, or with an exponent.
local function number_format(values)
  local largest, smallest, whole = 0, math.huge, true
  for _, x in ipairs(values) do
    local a = math.abs(x)
    if a == a and a < math.huge then
      largest = math.max(largest, a)
      if a > 0 then smallest = math.min(smallest, a) end
      whole = whole and a % 1 == 0
    end
  end
  if whole and largest < 1e10 then return "%.0f" end
  if largest >= 1e6 or largest < 1e-4 then return "%.5e" end
  -- six significant digits of the largest, but no zeros that all numbers end with
  local decimals = math.max(1, 5 - math.floor(math.log(largest, 10)))
  if decimals < 6 and smallest < 10 ^ -decimals then return "%.5e" end
  local needed = 1
  for _, x in ipairs(values) do
    local digits = ("%." .. decimals .. "f"):format(x):match("%.(%d-)0*$")
    if digits then needed = math.max(needed, #digits) end
  end
  return "%." .. needed .. "f"
end

local function cell(format, x)
  if x ~= x then return "nan" end
  if x == math.huge then return "inf" elseif x == -math.huge then return "-inf" end
  local text = format:format(x)
  return text:match("^%-[0.]+e?[+0]*$") and text:sub(2) or text -- no -0.000
end

-- The numbers 1..n that are shown, with a gap after `head` when `n` is more than `most`.
local function shown(n, most, head, tail)
  local list = {}
  if n <= most then
    for i = 1, n do list[i] = i end
    return list
  end
  for i = 1, head do list[#list + 1] = i end
  for i = n - tail + 1, n do list[#list + 1] = i end
  return list, head
end

--- The rows of a table of n that are shown, and after how many of them comes a gap, if any.
function print_.rows(n) return shown(n, MAX_ROWS, EDGE_ROWS, EDGE_ROWS) end

-- Takes columns from the left while they fit, and the last few.
local function fit_columns(m, rows, width)
  local values, widest = {}, 0
  local columns, gap = shown(m.cols, 40, 37, EDGE_COLUMNS)
  for _, i in ipairs(rows) do
    for _, j in ipairs(columns) do values[#values + 1] = m:get(i, j) end
  end
  local format = number_format(values)
  for _, x in ipairs(values) do widest = math.max(widest, #cell(format, x)) end
  local most = math.max(1, (width - 2) // (widest + 2))
  if #columns > most or gap then
    most = math.max(EDGE_COLUMNS + 1, (width - 6) // (widest + 2))
    if m.cols > most then
      columns, gap = shown(m.cols, most, most - EDGE_COLUMNS, EDGE_COLUMNS)
    end
  end
  return columns, gap, format, widest
end

local function special_text(m)
  local nan, infinite = m:_special()
  local parts = {}
  if nan > 0 then parts[#parts + 1] = nan .. " nan" end
  if infinite > 0 then parts[#parts + 1] = infinite .. " inf" end
  return #parts > 0 and ("  [" .. table.concat(parts, ", ") .. "]") or ""
end

--- A matrix: its shape (and how many NaN and infinities it holds), then its rows, aligned; what does
--- not fit into the width, by default the terminal's, is elided.
function print_.matrix(m, columns_of_text)
  local rows, row_gap = print_.rows(m.rows)
  local columns, column_gap, format, width = fit_columns(m, rows, columns_of_text or core.columns(1))
  local lines = { ("matrix %dx%d%s"):format(m.rows, m.cols, special_text(m)) }
  for k, i in ipairs(rows) do
    local line = {}
    for c, j in ipairs(columns) do
      line[#line + 1] = ("%" .. width .. "s"):format(cell(format, m:get(i, j)))
      if c == column_gap then line[#line + 1] = "…" end
    end
    lines[#lines + 1] = "  " .. table.concat(line, "  ")
    if k == row_gap then lines[#lines + 1] = "  …" end
  end
  return table.concat(lines, "\n")
end

--- 158800 -> "158,800"
function print_.grouped(n)
  local text = tostring(n):reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (text:gsub("^,", ""))
end

-- The settings that an optimizer looks at.
local settings = {
  sgd = {}, momentum = { "momentum" }, nesterov = { "momentum" }, rmsprop = { "decay" },
  adam = { "momentum", "decay" }, rprop = {},
}

-- Everything about learning that is not the default: "optimizer = adam, momentum = 0.9, …", or nil.
local function options_text(facts, info)
  local parts = {}
  local function add(name, value)
    parts[#parts + 1] = ("%s = %s"):format(name, type(value) == "number" and ("%.14g"):format(value) or value)
  end
  if facts.optimizer ~= "sgd" then add("optimizer", facts.optimizer) end
  for _, name in ipairs(settings[facts.optimizer]) do add(name, facts[name]) end
  for _, name in ipairs { "weight_decay", "l1", "clip", "dropout" } do
    if facts[name] ~= 0 then add(name, facts[name]) end
  end
  if info.init then add("init", info.init) end
  return #parts > 0 and "  " .. table.concat(parts, ", ") or nil
end

--- A network: its layers, and everything that decides how it learns.
function print_.network(n)
  local facts, info = core.net_facts(n), core.net_info(n)
  local sizes, weights = facts.sizes, 0
  for k = 2, #sizes do weights = weights + sizes[k] * (sizes[k - 1] + (facts.bias and 1 or 0)) end
  local lines = { ("network %s  %s weights%s, %s"):format(table.concat(sizes, "-"),
    print_.grouped(weights), facts.bias and " and biases" or "", facts.precision) }
  for k = 2, #sizes do
    lines[#lines + 1] = ("  layer %d  %4d -> %-4d %s"):format(k - 1, sizes[k - 1], sizes[k],
      info.custom and info.custom[k - 1] and "a Lua function: some hundred times slower than the others"
        or facts.activations[k - 1])
  end
  local both = facts.rule == "book" and not info.rule_is_given and " (gradient in mini-batches)" or ""
  lines[#lines + 1] = ("  rule = %s%s, loss = %s"):format(facts.rule, both, facts.loss)
  lines[#lines + 1] = ("  learning_rate = %.14g%s, seed = %d"):format(facts.learning_rate,
    info.schedule and " (a function of the epoch)" or "", facts.seed)
  lines[#lines + 1] = options_text(facts, info)
  if info.classes then lines[#lines + 1] = "  classes " .. evaluate.class_text(info.classes) end
  return table.concat(lines, "\n")
end

--- A data set: how many samples of what, and how they are scaled.
function print_.dataset(d)
  local count, inputs, outputs, kind, goal, low, high = core.facts(d)
  local info = core.info(d)
  local lines = { ("data set of %s samples: %d inputs%s"):format(print_.grouped(count), inputs,
    info.width and (", pictures %dx%d"):format(info.width, info.height) or "") }
  if goal == "labels" then
    lines[#lines + 1] = ("  %d classes %s, targets %g and %g"):format(outputs,
      evaluate.class_text(info.classes), low, high)
  elseif goal == "targets" then
    lines[#lines + 1] = ("  %d target%s a sample"):format(outputs, outputs == 1 and "" or "s")
  end
  local slope, offset = core.scaling(d)
  if slope and slope.cols == 1 and kind == "pixels" then
    local black = offset:get(1, 1)
    lines[#lines + 1] = ("  inputs scaled to %g..%g"):format(black, black + 255 * slope:get(1, 1))
  else
    lines[#lines + 1] = slope and "  inputs scaled column by column" or "  inputs as stored"
  end
  if info.source then lines[#lines + 1] = "  from " .. info.source end
  return table.concat(lines, "\n")
end

-- What a field holds, in short; the field is the user's, and may hold anything.
local function short(value) return print_.brief(value) or tostring(value) end

--- A sample d[i]: "sample: label 7, input 784x1, target 10x1".
function print_.sample(s)
  local parts = {}
  for _, name in ipairs { "label", "input", "target" } do
    local value = rawget(s, name)
    if value ~= nil then parts[#parts + 1] = name .. " " .. short(value):gsub("^matrix ", "") end
  end
  return "sample: " .. table.concat(parts, ", ")
end

--- n:activations(x): the inputs and each layer's outputs, every column on its own.
function print_.activations(list)
  local lines = {}
  for k, column in ipairs(list) do
    lines[k] = (k == 1 and "inputs: " or ("layer %d: "):format(k - 1)) .. tostring(column)
  end
  return table.concat(lines, "\n")
end

--- A matrix, a network or a data set on one line, as it stands inside a table; nil for anything else.
function print_.brief(value)
  local meta = debug.getmetatable(value)
  if meta == core.matrix_meta then return ("matrix %dx%d"):format(value.rows, value.cols) end
  if meta == core.network_meta then return "network " .. table.concat(core.net_facts(value).sizes, "-") end
  if meta == core.dataset_meta then return ("data set of %s samples"):format(print_.grouped(#value)) end
end

return print_
