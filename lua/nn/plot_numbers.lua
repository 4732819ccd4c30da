-- plot_numbers: the numbers in what nn.plot is given, judged and as plain lists.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local plot_numbers = {}

--- A judge (see check.options): a pair of numbers, the lower first.
function plot_numbers.rising(v)
  if check.pair(v) or v[1] >= v[2] then return "a pair of numbers, {low, high}, the lower first" end
end

--- A judge: what can be a list of numbers.
plot_numbers.kind = check.kind("table", "matrix")

--- Is it a matrix or a row of one?
function plot_numbers.is_matrix(v) return debug.getmetatable(v) == core.matrix_meta end

--- The list of a row, a column or a plain list. With `words` some may be strings, which the second value
--- tells.
function plot_numbers.list(what, v, words)
  if plot_numbers.is_matrix(v) then
    if v.rows ~= 1 and v.cols ~= 1 then
      check.fail("%s: one row or one column was expected, got a matrix of %dx%d", what, v:shape())
    end
    v = v:reshape(v.rows * v.cols, 1):totable()
  end
  local list, has_words = {}, false
  for i = 1, #v do
    local x = v[i]
    if words and type(x) == "string" then
      has_words = true
    elseif type(x) ~= "number" then
      check.fail("%s: element %d: a number was expected, got %s", what, i, check.what(x))
    end
    list[i] = x
  end
  if #list == 0 then check.fail("%s: the list is empty, at least one number is needed", what) end
  return list, has_words
end

function plot_numbers.finite(x) return x == x and x ~= math.huge and x ~= -math.huge end

--- The smallest and the largest finite number of some lists; nil where there is none.
function plot_numbers.extremes(...)
  local low, high = math.huge, -math.huge
  for i = 1, select("#", ...) do
    for _, x in ipairs((select(i, ...))) do
      if plot_numbers.finite(x) then low, high = math.min(low, x), math.max(high, x) end
    end
  end
  if low <= high then return low, high end
end

--- {1, 2, … n}.
function plot_numbers.count_to(n)
  local list = {}
  for i = 1, n do list[i] = i end
  return list
end

--- The value of a user's function; what is no number is told with its arguments.
function plot_numbers.value(name, f, ...)
  local y = f(...)
  if type(y) ~= "number" then
    local arguments = {}
    for i = 1, select("#", ...) do arguments[i] = ("%.6g"):format((select(i, ...))) end
    check.fail("plot: %s(%s) must be a number, got %s", name, table.concat(arguments, ", "), check.what(y))
  end
  return y
end

--- The rows of a matrix or of a list of rows, in which there is a finite number.
function plot_numbers.rows(name, M)
  if not plot_numbers.is_matrix(M) then
    local made, result = pcall(nn.matrix, M)
    if not made then check.fail("plot: %s: %s", name, (tostring(result):gsub("^.-matrix: ", ""))) end
    M = result
  end
  local rows = M:reshape(M.rows, M.cols):totable()
  if type(rows[1]) ~= "table" then
    for i, x in ipairs(rows) do rows[i] = { x } end
  end
  for _, row in ipairs(rows) do
    for _, x in ipairs(row) do
      if plot_numbers.finite(x) then return rows end
    end
  end
  check.fail("plot: %s: there is no finite number in it", name)
end

return plot_numbers
