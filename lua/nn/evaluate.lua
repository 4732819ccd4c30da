-- evaluate: how good a network is: evaluate, confusion, classify.

local core = require "nn.core"
local check = require "nn.check"
local nn, net = core.nn, core.net

local evaluate = {}

--- The data set that (set) or (X, goals) means, for the function `name` of network n; labels are among
--- the classes that n knows, if it knows any.
function evaluate.as_set(name, n, data, goals)
  if not check.kind("data set")(data) then return data end
  if goals == nil then
    check.fail("%s: a data set, or inputs and targets, were expected, got %s", name, check.what(data))
  end
  return nn.data._new(name, data, goals, core.net_info(n).classes)
end

--- Raises unless two lists of classes are the same, where there are two.
function evaluate.same_classes(name, whose, own, other, theirs)
  if not own or not theirs then return end
  local same = #own == #theirs
  for i = 1, #own do same = same and own[i] == theirs[i] end
  if not same then
    check.fail("%s: the %s's classes are %s, the %s's %s", name, whose, evaluate.class_text(own), other,
      evaluate.class_text(theirs))
  end
end

--- Raises unless the classes of the data are those of the network, if it has any yet.
function evaluate.check_classes(name, n, data)
  evaluate.same_classes(name, "network", core.net_info(n).classes, "data set", core.info(data).classes)
end

--- A list of classes in short: "0..9", "setosa, versicolor".
function evaluate.class_text(classes)
  local run = #classes > 2
  for i, class in ipairs(classes) do
    run = run and math.type(class) == "integer" and class == classes[1] + i - 1
  end
  if run then return ("%d..%d"):format(classes[1], classes[#classes]) end
  local words = {}
  for i = 1, math.min(#classes, 12) do words[i] = tostring(classes[i]) end
  if #classes > 12 then words[13] = "…" end
  return table.concat(words, ", ")
end

--- n:evaluate(set) or n:evaluate(X, T) -> {accuracy = 0..1, correct, n, loss}; the loss is the mean
--- over the samples; without labels accuracy and correct are nil.
function net:evaluate(data, goals)
  check.self("evaluate", self, "network")
  data = evaluate.as_set("evaluate", self, data, goals)
  evaluate.check_classes("evaluate", self, data)
  local loss, correct = core.evaluate(self, data)
  local n, labelled = #data, core.info(data).classes ~= nil
  return { n = n, loss = loss / n, correct = labelled and correct or nil,
    accuracy = labelled and correct / n or nil }
end

--- n:classify(x) -> the label with the largest output; of many samples a list of labels.
function net:classify(inputs)
  local at, classes = core.classify(self, inputs), self.classes
  if type(at) == "number" then return classes[at] end
  for i = 1, #at do at[i] = classes[at[i]] end
  return at
end

local confusion = {}
confusion.__index = confusion
confusion.__name = "confusion"

--- A table: a row for each true class, a column for each answer, the share found at the end.
function confusion:__tostring()
  local classes, counts, lines = self.classes, self.counts, {}
  local width = #tostring(counts:max()) - 1 -- "5923.0"
  for _, class in ipairs(classes) do width = math.max(width, #tostring(class)) end
  local head = { (" "):rep(width + 2) }
  for _, class in ipairs(classes) do head[#head + 1] = ("%" .. width .. "s"):format(class) end
  lines[1] = table.concat(head, " ") .. "  answered"
  for i, class in ipairs(classes) do
    local row, total = { ("%" .. width .. "s |"):format(class) }, 0
    for j = 1, #classes do
      local count = math.tointeger(counts:get(i, j))
      row[#row + 1] = ("%" .. width .. "s"):format(count == 0 and "." or count)
      total = total + count
    end
    local found = total > 0 and ("%5.1f %%"):format(100 * counts:get(i, i) / total) or "none"
    lines[#lines + 1] = table.concat(row, " ") .. "  " .. found
  end
  return table.concat(lines, "\n")
end

--- The pairs of classes most often taken for each other: a list of {truth, answer, count}.
function confusion:worst(n)
  check.self("worst", self, "confusion")
  local expected = n ~= nil and check.whole(1)(n)
  if expected then check.fail("worst: %s was expected, got %s", expected, check.what(n)) end
  local pairs_, classes = {}, self.classes
  for i = 1, #classes do
    for j = 1, #classes do
      local count = self.counts:get(i, j)
      if i ~= j and count > 0 then
        pairs_[#pairs_ + 1] = { truth = classes[i], answer = classes[j],
          count = math.tointeger(count), order = #pairs_ }
      end
    end
  end
  table.sort(pairs_, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.order < b.order
  end)
  local worst = {}
  for k = 1, math.min(n or 5, #pairs_) do
    pairs_[k].order = nil
    worst[k] = pairs_[k]
  end
  return worst
end

--- n:confusion(set) -> {counts = matrix, classes = list}: counts[i][j] samples of class i were
--- answered with class j. print shows it as a table; :worst(5) lists the commonest mistakes.
function net:confusion(data)
  check.self("confusion", self, "network")
  if check.kind("data set")(data) then
    check.fail("confusion: a data set was expected, got %s", check.what(data))
  end
  local classes = core.info(data).classes
  if not classes then check.fail("confusion: this data set has no labels") end
  evaluate.check_classes("confusion", self, data)
  local _, _, counts = core.evaluate(self, data, true)
  return setmetatable({ counts = counts, classes = data.classes }, confusion)
end

return evaluate
