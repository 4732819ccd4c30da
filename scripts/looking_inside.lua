-- You will see: what a network imagines when it is run backwards, and what it says of its own pictures.
-- Goes with: slides 003, "Looking inside a neural net"; the book, part 3, "Inside the Mind of a Neural
--   Network".
-- Runs: a second; --full, with MNIST (make data), five.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[A query goes from pictures to answers. Can it be run backwards, from the answer to a picture? The way
back through a node needs the inverse of the sigmoid, the logit: x = log(p / (1 - p)).]]
local p = nn.matrix { 0.01, 0.1, 0.5, 0.9, 0.99 }
local x = (p / (1 - p)):log()
lesson.table({ "p", table.unpack(p:totable()) }, { { "logit", table.unpack(x:totable()) } })
figures["Q-4"] = { x = x, agrees = x:near(p:logit(), 1e-12) }

say [[The way back through a layer's links is the transposed matrix, as for errors. What comes out there need
not lie between 0 and 1, so it is stretched to 0.01 … 0.99, where the logit is at home.]]
local function rescaled(a)
  a = a - a:min()
  return a / a:max() * 0.98 + 0.01
end
local function backquery(wih, who, targets)
  local final_inputs = targets:logit()
  local hidden_outputs = rescaled(who.T:dot(final_inputs))
  local hidden_inputs = hidden_outputs:logit()
  return rescaled(wih.T:dot(hidden_inputs)), { final_inputs, hidden_outputs, hidden_inputs }
end
local function query(wih, who, inputs) return who:dot(wih:dot(inputs):sigmoid()):sigmoid() end

-- Each of the targets sent back through two matrices, by nn.network, too.
local function sent_back(wih, who, all)
  local n = nn.network { wih.cols, wih.rows, who.rows, precision = "double" }
  n:set_weights(1, wih)
  n:set_weights(2, who)
  local found, rows = { final_inputs = {}, hidden_outputs = {}, hidden_inputs = {}, inputs = {}, query = {},
    agrees = true }, {}
  for i, list in ipairs(all) do
    local targets = nn.matrix(list)
    local inputs, on_the_way = backquery(wih, who, targets)
    found.final_inputs[i], found.hidden_outputs[i], found.hidden_inputs[i] = table.unpack(on_the_way)
    found.inputs[i], found.query[i] = inputs, query(wih, who, inputs)
    found.agrees = found.agrees and n:backquery(targets):near(inputs, 1e-12)
    local function text(a) return (tostring(a.T):gsub("^[^\n]*\n *", ""):gsub("  +", "  ")) end
    rows[i] = { text(targets), text(inputs), text(found.query[i]) }
  end
  lesson.table({ "targets", "inputs", "these asked again" }, rows)
  return found
end
local _, W_ih, W_ho = lesson.three_layers()
figures["Q-1"] = sent_back(W_ih, W_ho, { { 0.01, 0.99, 0.01 }, { 0.99, 0.01, 0.01 } })
figures["Q-2"] = sent_back(
  nn.matrix { { 0.4, -0.3, 0.2, 0.1 }, { -0.5, 0.6, 0.1, -0.2 }, { 0.3, 0.2, -0.4, 0.5 } },
  nn.matrix { { 0.7, -0.2, 0.3 }, { -0.4, 0.5, 0.6 } }, { { 0.99, 0.01 }, { 0.01, 0.99 } })
say [[Asked again, the inputs do not give 0.99 and 0.01: stretching has changed the sizes, and two layers
cannot be undone by their transposes. (Where all values of a layer are equal there is nothing to stretch, only
0 / 0.)]]

local full = options.full and nn.data.find "mnist"
local train, test = nn.data[full and "mnist" or "digits"]()
local n = nn.network { 784, 200, 10, precision = "double", init = lesson.numpy_start(1) }
n:fit(train, { epochs = 5, shuffle = false, progress = false })
say("Now 784-200-10, after five epochs of %d digits: %d of %d right. Its ten pictures:", #train,
  n:evaluate(test).correct, #test)
lesson.draw(n.show_classes, n)

say [[They look a little like digits. How much is told by their correlation with the average of all the digits
of a kind: 1 is the same, 0 nothing in common. And the network is asked what they are.]]
local sums, counts, hot = nn.zeros(10, 784), nn.zeros(1, 10), train:targets(0, 1)
for i = 1, #hot, 1000 do
  local X, T = hot:sub(i, i + 999):matrices()
  sums, counts = sums + T.T:dot(X), counts + T:sum(1)
end
local averages = (sums / counts.T).T -- a column for each digit
local function correlation(a, b)
  a, b = a - a:mean(), b - b:mean()
  return (a * b):sum() / (a:norm() * b:norm())
end
local wih, who = n:weights(1), n:weights(2)
local rows, answers, own, best, lighter, faint = {}, {}, {}, {}, {}, 0
for digit = 0, 9 do
  local targets = nn.full(10, 1, 0.01)
  targets[digit + 1] = 0.99
  local picture, likeness = backquery(wih, who, targets), nn.zeros(10)
  for k = 1, 10 do likeness[k] = correlation(picture, averages:col(k)) end
  local k = digit + 1
  answers[k], lighter[k] = n:classify(picture), n:classify(picture ^ 4)
  own[k], best[k] = (likeness[k] * 1e4 + 0.5) // 1 / 1e4, likeness:argmax() - 1
  faint = faint + picture:mean() / 10
  rows[k] = { digit, answers[k], own[k], best[k], lighter[k] }
end
lesson.table({ "asked for", "answer", "like its average", "most like a", "lighter" }, rows)
figures["Q-3"] = { answers = answers, own = own, best = best }
say("Why does it not know its own pictures? They are grey: their mean is %.2f, that of digits %.2f.", faint,
  averages:mean())
say [[No digit it has seen has a grey background, so nothing has taught the weights from there. All that grey
adds up in every hidden node, and drives most of them to 0. The last column shows it: the same pictures to the
power of 4, which keeps what is dark and makes the grey light.]]

lesson.ask {
  "Ask for a digit that is half a 3 and half an 8: what does it look like?",
  "Take 10 hidden nodes instead of 200: are the pictures clearer?",
  "Which power instead of 4 gets most of the ten right?",
}
return figures
