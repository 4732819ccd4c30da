-- You will see: a network run backwards, from the answer it is to give to the inputs that ask for it.
-- Goes with: slides 003, "Looking inside a neural net"; the book, part 3, "Inside the Mind of a Neural
--   Network".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A query goes from the inputs to the answer. Can it be run backwards? In each node a sum x went through
the sigmoid and became a number p between 0 and 1. The way back is the inverse of the sigmoid, the logit: x =
log(p / (1 - p)).]]
local p = nn.matrix { 0.01, 0.1, 0.5, 0.9, 0.99 }
local x = (p / (1 - p)):log()
lesson.columns({ "p", "x", "sigmoid(x)" }, p, x, x:sigmoid())
local function logit(at) return math.log(at / (1 - at)) end
lesson.chart { f = logit, from = 0.002, to = 0.998, title = "the logit", xlabel = "p", ylabel = "x" }
figures["Q-4"] = { x = x, agrees = x:near(p:logit(), 1e-12) }

say [[Back through the links of a layer leads W.T, the transpose of their weights, as it does for errors. What
comes out there is taken for the outputs of the nodes before, but it need not lie between 0 and 1. So it is
moved and stretched until the smallest number is 0.01 and the largest 0.99.]]
local function rescaled(a)
  a = a - a:min()
  return a / a:max() * 0.98 + 0.01
end

-- From the targets of the network n back to inputs, and what it says to these.
local function sent_back(n, targets)
  local wih, who = n:weights(1), n:weights(2)
  local final_inputs = targets:logit()
  local hidden_outputs = rescaled(who.T:dot(final_inputs))
  local hidden_inputs = hidden_outputs:logit()
  local inputs = rescaled(wih.T:dot(hidden_inputs))
  local query = who:dot(wih:dot(inputs):sigmoid()):sigmoid()
  lesson.columns({ "targets", "final inputs", "hidden outputs", "hidden inputs", "inputs", "asked again" },
    targets, final_inputs, hidden_outputs, hidden_inputs, inputs, query)
  return { final_inputs = final_inputs, hidden_outputs = hidden_outputs, hidden_inputs = hidden_inputs,
    inputs = inputs, query = query, agrees = n:backquery(targets):near(inputs, 1e-12) }
end

say [[The network of the three-layer example is to answer 0.01, 0.99, 0.01; then 0.99, 0.01, 0.01. Each table
is the way back, from the targets on the left to the inputs. The last column is the way forward again, what
the network says to these inputs:]]
local _, W_ih, W_ho = lesson.three_layers()
local n = lesson.network({ 3, 3, 3, precision = "double" }, { W_ih, W_ho })
local one = sent_back(n, nn.matrix { 0.01, 0.99, 0.01 })
local other = sent_back(n, nn.matrix { 0.99, 0.01, 0.01 })
figures["Q-1"] = { one, other }
say("n:backquery, which does all this in one call, finds the same inputs: %s.", one.agrees and other.agrees)
say [[The network does not answer what was wanted. It cannot: its weights are all positive, so no output falls
below 0.5. Besides, stretching changes the sizes, and the transpose of a matrix is not its inverse. The way
back tells which inputs help an output, not how much of each is needed.]]

say "Here are four inputs, three hidden nodes and two outputs, and some of the weights are negative:"
W_ih = nn.matrix { { 0.4, -0.3, 0.2, 0.1 }, { -0.5, 0.6, 0.1, -0.2 }, { 0.3, 0.2, -0.4, 0.5 } }
W_ho = nn.matrix { { 0.7, -0.2, 0.3 }, { -0.4, 0.5, 0.6 } }
n = lesson.network({ 4, 3, 2, precision = "double" }, { W_ih, W_ho })
figures["Q-2"] = { sent_back(n, nn.matrix { 0.99, 0.01 }), sent_back(n, nn.matrix { 0.01, 0.99 }) }
say [[Now the larger answer stands where 0.99 was asked for, both times. The first inputs are strong where the
second are weak: so the network shows what tells its two answers apart.]]

lesson.ask {
  "Ask the first network for 0.5, 0.5, 0.5. Which division does n:backquery refuse to make?",
  "Ask it for 0.99, 0.99, 0.01, two answers at once. Which inputs want both?",
  "Leave out the first rescaled. Where does the way back end?",
}
return figures
