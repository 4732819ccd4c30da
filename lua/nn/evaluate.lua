-- evaluate: how good a network is: evaluate, confusion, classify.

local core = require "nn.core"
local check = require "nn.check"
local confusion = require "nn.confusion"
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

local score = { __name = "score" }

--- "accuracy 0.9512 (951 of 1000), loss 0.0123"
function score:__tostring()
  if not self.accuracy then
    return ("loss %.4g over %d sample%s"):format(self.loss, self.n, self.n == 1 and "" or "s")
  end
  return ("accuracy %.4f (%d of %d), loss %.4g"):format(self.accuracy, self.correct, self.n, self.loss)
end

--- n:evaluate(set) or n:evaluate(X, T) -> {accuracy = 0..1, correct, n, loss}; the loss is the mean
--- over the samples; without labels accuracy and correct are nil.
function net:evaluate(data, goals)
  check.self("evaluate", self, "network")
  data = evaluate.as_set("evaluate", self, data, goals)
  evaluate.check_classes("evaluate", self, data)
  local loss, correct = core.evaluate(self, data)
  if not loss then check.fail("evaluate: interrupted") end -- in a function that fit calls
  local n, labelled = #data, core.info(data).classes ~= nil
  return setmetatable({ n = n, loss = loss / n, correct = labelled and correct or nil,
    accuracy = labelled and correct / n or nil }, score)
end

--- n:classify(x) -> the label with the largest output; of many samples a list of labels.
function net:classify(inputs)
  local at, classes = core.classify(self, inputs), self.classes
  if type(at) == "number" then return classes[at] end
  for i = 1, #at do at[i] = classes[at[i]] end
  return at
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
  if not counts then check.fail("confusion: interrupted") end
  return setmetatable({ counts = counts, classes = data.classes }, confusion)
end

return evaluate
