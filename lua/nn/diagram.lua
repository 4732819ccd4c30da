-- diagram: the book's picture of a network: a column of nodes for each layer with what they answer to one
-- input, and between small layers the links with their weights. Here is what is drawn; diagram_text draws
-- it for the terminal, diagram_image as an image.

local core = require "nn.core"
local check = require "nn.check"
local evaluate = require "nn.evaluate"

local diagram = {}

local MOST_NODES = 10   -- nodes of a layer whose links are drawn
local MOST_PORTS = 22   -- lines that a layer takes at most with the weight of every link on its own
local MOST_ROWS = 20    -- nodes of a list without links, the middle of a longer one is left out
local EDGE_ROWS = 6

--- The rows and columns of the network's inputs where these are pictures: as `fit` saw them, else a square
--- from 8x8 on. Nil for other inputs.
function diagram.shape(n)
  local info, inputs = core.net_info(n), core.net_facts(n).sizes[1]
  if info.width then return { info.height, info.width } end
  local side = math.tointeger(inputs ^ 0.5)
  return side and side >= 8 and { side, side } or nil
end

--- An output or an input as a text.
function diagram.number(x)
  if x ~= x then return "nan" end
  return (math.abs(x) < 10 and "%.3f" or "%.4g"):format(x)
end

--- A weight as a short text: "0.9", "-0.25", "0.004", "1000", "2e+05".
function diagram.weight(x)
  local size = math.abs(x)
  if size < 0.095 then return ("%.1g"):format(x) end
  if size < 100 then return (("%.2f"):format(x):gsub("%.?0+$", "")) end
  return (size < 10000 and "%.0f" or "%.1g"):format(x)
end

-- What white and black (or blue and red) stand for.
local function scale_of(values)
  local low, high = 0, 0
  for i = 1, #values do
    local x = values[i]
    if x == x and math.abs(x) < math.huge then low, high = math.min(low, x), math.max(high, x) end
  end
  if low < 0 then
    local end_ = math.max(-low, high)
    return { map = "diverging", low = -end_, high = end_ }
  end
  return { map = "inverted", low = 0, high = math.max(high, 1) }
end

-- The nodes 1..count that a list shows, those in the table `wanted` among them; a gap is a false.
local function rows_of(count, wanted)
  local rows = {}
  for i = 1, count do
    if count <= MOST_ROWS or i <= EDGE_ROWS or i > count - EDGE_ROWS or wanted[i] then
      rows[#rows + 1] = i
    elseif rows[#rows] then -- one gap, however many are left out
      rows[#rows + 1] = false
    end
  end
  return rows
end

-- Which outputs stand for the answer and the truth, and the numbers that a sample wants instead.
local function marks_of(n, facts, outputs, truth)
  local info, marks = core.net_info(n), {}
  local last = facts.activations[#facts.activations]
  local labels = info.classes or (last == "sigmoid" or last == "softmax") and not truth.target
  if #outputs < 2 or not labels then
    marks.target = truth.target
    return marks
  end
  marks.answer, marks.classes = outputs:argmax(), n.classes
  for i, class in ipairs(marks.classes) do
    if class == truth.label then marks.truth = i end
  end
  if truth.label ~= nil and not marks.truth and info.classes then
    check.fail("show: the sample's label is %s, the network's classes are %s", tostring(truth.label),
      evaluate.class_text(info.classes))
  end
  return marks
end

local function columns_of(n, facts, outputs, marks)
  local columns, last, own = {}, #outputs, core.net_info(n).custom or {}
  for k, values in ipairs(outputs) do
    local count = #values
    local column = { values = values, count = count, scale = scale_of(values),
      title = k == 1 and "input" or ("layer %d"):format(k - 1),
      note = k == 1 and ("%d input%s"):format(count, count == 1 and "" or "s")
        or ("%d %s"):format(count, own[k - 1] and "own" or facts.activations[k - 1]) }
    if count <= MOST_NODES then
      column.kind = "nodes"
    elseif k == 1 and diagram.shape(n) then
      column.kind, column.shape = "picture", diagram.shape(n)
      column.note = ("%dx%d"):format(column.shape[2], column.shape[1])
    elseif k == 1 or k == last then
      column.kind = "list"
    else
      local side = math.ceil(count ^ 0.5)
      column.kind, column.shape = "picture", { (count + side - 1) // side, side }
    end
    columns[k] = column
  end
  columns[last].marks = marks
  return columns
end

-- What stands between two columns: every link with its "weights", the "links" alone, or nothing: an "arrow".
local function gap_of(n, k, left, right)
  local gap = { kind = "arrow" }
  if left.kind ~= "nodes" or right.kind ~= "nodes" then return gap end
  gap.W, gap.b = n:weights(k), n.bias and n:biases(k) or nil
  gap.largest = gap.W:abs():max()
  gap.ports = left.count + (gap.b and 1 or 0)
  gap.kind = right.count * (gap.ports + 1) - 1 <= MOST_PORTS and "weights" or "links"
  return gap
end

--- What a drawing of n for the input x shows: columns (one a layer: title, note, kind "nodes", "list" or
--- "picture", values, scale and, of the last one, marks) and between them gaps (kind "weights", "links" or
--- "arrow", W, b). truth: {label, target} of a sample, or empty.
function diagram.of(n, x, truth)
  local facts, outputs = core.net_facts(n), n:activations(x)
  local marks = marks_of(n, facts, outputs[#outputs], truth)
  local columns, gaps = columns_of(n, facts, outputs, marks), {}
  for k = 1, #columns - 1 do gaps[k] = gap_of(n, k, columns[k], columns[k + 1]) end
  local last = columns[#columns]
  if last.kind == "nodes" and gaps[#gaps].kind == "arrow" then last.kind = "list" end
  if columns[1].kind == "nodes" and gaps[1].kind == "arrow" then columns[1].kind = "list" end
  for _, column in ipairs(columns) do
    if column.kind == "list" then
      local wanted = column.marks and { [marks.answer or 0] = true, [marks.truth or 0] = true } or {}
      column.rows = rows_of(column.count, wanted)
    end
  end
  return { columns = columns, gaps = gaps }
end

--- The numbers of a picture in its rows; those that are missing in the last row are 0.
function diagram.arranged(column)
  local rows, cols = column.shape[1], column.shape[2]
  local missing, values = rows * cols - column.count, column.values
  if missing > 0 then values = values:vcat(core.nn.zeros(missing, 1)) end
  return values:reshape(rows, cols)
end

--- What stands beside output i: "answer, right", "target 0.01", or nil.
function diagram.mark(marks, i)
  if marks.target then return "target " .. diagram.number(marks.target[i]) end
  if i == marks.answer then
    return not marks.truth and "answer" or marks.truth == i and "answer, right" or "answer, wrong"
  end
  return i == marks.truth and "truth" or nil
end

return diagram
