-- check: arguments and options, judged in the user's terms.
-- Gives: fail, options, and the judges (whole, number, choice, ...) that option tables are made of.

local core = require "nn.core"

local check = {}

--- Raises the string.format-ed message at the user's line.
function check.fail(format, ...) core.fail(format:format(...)) end

local INTERRUPTED <const> = "interrupted!" -- the error of a Ctrl-C, wherever it is noticed

--- Raises what a Ctrl-C raises.
function check.interrupt() check.fail(INTERRUPTED) end

--- Is this the error of a Ctrl-C? The place in the script may stand before it.
function check.is_interrupt(message)
  return type(message) == "string" and message:sub(-#INTERRUPTED) == INTERRUPTED
end

--- How a value is called in a message: nil, 3, nan, a string, a matrix.
function check.what(v) return v ~= v and "nan" or core.what(v) end

-- The least number of single-letter insertions, deletions, changes and swaps of neighbours that turn
-- a into b (Damerau 1964, optimal string alignment).
local function distance(a, b)
  local rows = { [-1] = {}, [0] = {} }
  for j = 0, #b do rows[0][j] = j end
  for i = 1, #a do
    local row, above, before = { [0] = i }, rows[i - 1], rows[i - 2]
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same and 0 or 1))
      if before and i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        row[j] = math.min(row[j], before[j - 2] + 1)
      end
    end
    rows[i] = row
  end
  return rows[#a][#b]
end

-- What other tools call our options.
local synonyms = {
  lr = "learning_rate", rate = "learning_rate", eta = "learning_rate", alpha = "learning_rate",
  batch = "batch_size", minibatch = "batch_size", verbose = "progress", random_state = "seed",
  validation_data = "test", callback = "on_epoch", biases = "bias", dtype = "precision",
}

-- So many edits make another word of one of n letters: of a short one they leave nothing.
local function edits(n)
  if n <= 4 then return math.min(1, n - 1) end
  return n <= 8 and 2 or n // 3
end

--- The word of the list (or of the table's keys) that `word` was probably meant to be, or nil.
function check.nearest(word, words)
  local known = {}
  for k, v in pairs(words) do known[#known + 1] = type(k) == "number" and v or k end
  table.sort(known)
  for _, w in ipairs(known) do
    if synonyms[word] == w then return w end
  end
  local best, least = nil, edits(#word) + 1
  for _, w in ipairs(known) do
    local d = distance(word:lower(), w:lower())
    if d < least then best, least = w, d end
  end
  return best
end

local function did_you_mean(word, words)
  local near = type(word) == "string" and check.nearest(word, words)
  return near and (", did you mean '%s'?"):format(near) or ""
end

--- Raises unless the judge (see check.options) is content with the value; `what` says which it is.
function check.value(what, value, judge)
  local expected, words = judge(value)
  if not expected then return end
  local got = check.what(value)
  if type(value) == "string" then
    got = ("'%s'%s"):format(value, words and did_you_mean(value, words) or "")
  end
  check.fail("%s must be %s, got %s", what, expected, got)
end

--- A method's own object, which is something else after a '.' where ':' was meant.
function check.self(name, self, kind)
  if check.kind(kind)(self) then
    check.fail("%s: a %s was expected, got %s", name, kind, check.what(self))
  end
end

--- Checks a table of options: each key must be in `known`, whose value is a judge: a function that
--- returns nothing when it is content, else what it expected, and the words that it knows if it knows
--- only some. `list` allows an array part too. Returns the options, an empty table for nil, a plain copy of
--- one with __pairs (as nn.compare's settings are), so that what is not there is just nil.
function check.options(name, given, known, list)
  if given == nil then return {} end
  if type(given) ~= "table" then
    check.fail("%s: a table of options was expected, got %s", name, check.what(given))
  end
  for key, value in pairs(given) do
    if not (list and math.type(key) == "integer") then
      local judge = known[key]
      if not judge then
        check.fail("%s: unknown option '%s'%s", name, tostring(key), did_you_mean(key, known))
      end
      check.value(("%s: %s"):format(name, key), value, judge)
    end
  end
  local meta = getmetatable(given)
  if type(meta) ~= "table" or not meta.__pairs then return given end
  local plain = {}
  for key, value in pairs(given) do plain[key] = value end
  return plain
end

--- A whole number of lo or more (up to hi).
function check.whole(lo, hi)
  return function(v)
    if math.type(v) == "integer" or (type(v) == "number" and math.tointeger(v)) then
      if v >= lo and (not hi or v <= hi) then return end
    end
    return hi and ("a whole number from %d to %d"):format(lo, hi)
      or ("a whole number of %d or more"):format(lo)
  end
end

--- A finite number of lo or more.
function check.number(lo)
  return function(v)
    if type(v) == "number" and v == v and v < math.huge and v > -math.huge and (not lo or v >= lo) then
      return
    end
    return lo and ("a finite number of %g or more"):format(lo) or "a finite number"
  end
end

--- A number from 0 up to, but not, 1.
function check.share(v)
  if type(v) ~= "number" or not (v >= 0 and v < 1) then return "a number from 0 up to, but not, 1" end
end

--- One of some words.
function check.choice(...)
  local words = { ... }
  return function(v)
    for _, w in ipairs(words) do
      if v == w then return end
    end
    return "one of '" .. table.concat(words, "', '") .. "'", words
  end
end

--- A value of one of some types, as type() or a metatable's __name calls them.
function check.kind(...)
  local kinds = { ... }
  return function(v)
    local meta = getmetatable(v)
    local kind = type(meta) == "table" and rawget(meta, "__name") or type(v)
    for _, k in ipairs(kinds) do
      if kind == k then return end
    end
    return "a " .. table.concat(kinds, " or a ")
  end
end

function check.boolean(v)
  if type(v) ~= "boolean" then return "true or false" end
end

--- A learning rate: a number, or a function of the epoch.
function check.learning_rate(v)
  if type(v) == "function" then return end
  local expected = check.number(0)(v)
  return expected and expected .. ", or a function of the epoch"
end

--- The learning rate that a function gives for an epoch.
function check.rate(name, schedule, epoch)
  local rate = schedule(epoch)
  check.value(("%s: learning_rate(%d)"):format(name, epoch), rate, check.number(0))
  return rate
end

--- A pair {low, high} of finite numbers.
function check.pair(v)
  local number = check.number()
  if type(v) == "table" and #v == 2 and not number(v[1]) and not number(v[2]) then return end
  return "a pair of numbers, {low, high}"
end

--- Is the text of a table's field a number? (Lua's tonumber knows no "nan" and "inf".)
function check.numeric(text)
  if tonumber(text) then return true end
  local word = text:lower():match "^%s*[+-]?(%a+)%s*$"
  return word == "nan" or word == "inf" or word == "infinity"
end

--- Raises unless `labels` is a list of labels: words, or numbers that are not NaN.
function check.labels(name, labels)
  for i = 1, #labels do
    local label = labels[i]
    if type(label) ~= "string" and type(label) ~= "number" or label ~= label then
      check.fail("%s: label %d must be a number or a word, got %s", name, i, check.what(label))
    end
  end
end

--- Raises unless `classes` is a list of different labels, at least one.
function check.classes(name, classes)
  if #classes == 0 then check.fail("%s: classes must be a list of all labels, it is empty", name) end
  check.labels(name .. ": classes", classes)
  local seen = {}
  for _, class in ipairs(classes) do
    if seen[class] then check.fail("%s: class %s is listed twice", name, tostring(class)) end
    seen[class] = true
  end
end

return check
