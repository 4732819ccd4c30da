-- You will see: the book's class, method by method, and nn.network doing the same to the last digits.
-- Goes with: slides 003, "Code it"; slides 001, "Code Example - NumPy"; the book, part 2.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A network needs three methods: initialise it, train it, query it. Each is a few lines of matrices.]]
local Network = {}
Network.__index = Network
figures["K-1"] = { says = "initialise it, train it, query it" }

say [[Initialising keeps the sizes and the learning rate and draws the weights: normal, mean 0, deviation
1/√links. wih has a row for each hidden node and a column for each input. The activation is kept as a
function, so that it can be changed.]]
function Network.new(inodes, hnodes, onodes, lr, normal)
  normal = normal or nn.randn
  return setmetatable({ inodes = inodes, hnodes = hnodes, onodes = onodes, lr = lr,
    wih = normal(hnodes, inodes, 0, inodes ^ -0.5), who = normal(onodes, hnodes, 0, hnodes ^ -0.5),
    activation_function = function(x) return x:sigmoid() end }, Network)
end
lesson.correct [[has the deviations hnodes^-0.5 and onodes^-0.5 where its own text has the links into a node,
which are inodes^-0.5 and hnodes^-0.5. With 3, 3 and 3 nodes nobody can tell.]]
local n = Network.new(3, 3, 3, 0.3, lesson.numpy_normal(1))
lesson.show("n.wih, as NumPy draws it with seed 1", n.wih)
figures["K-2"] = { inodes = n.inodes, hnodes = n.hnodes, onodes = n.onodes, lr = n.lr }
figures["K-3"] = { wih = { n.wih:shape() }, who = { n.who:shape() }, lr = n.lr }
figures["K-4"] = { wih = n.wih, who = n.who }
figures["K-5"] = { says = "The activation is kept as a function, so that it can be changed" }

say [[A query is two products and two sigmoids. (With biases each layer hears one more node, which always says
1: the last column of its weights are the biases. The book's class has none.)]]
function Network:heard(outputs) return self.bias and outputs:vcat(nn.ones(1, 1)) or outputs end

function Network:query(inputs)
  local hidden_outputs = self.activation_function(self.wih:dot(self:heard(nn.matrix(inputs))))
  return self.activation_function(self.who:dot(self:heard(hidden_outputs))), hidden_outputs
end

local function made(weights, lr) -- a network with these weights
  local wih, who = nn.matrix(weights[1]), nn.matrix(weights[2])
  local bias = who.cols > wih.rows
  local net = Network.new(wih.cols - (bias and 1 or 0), wih.rows, who.rows, lr)
  net.wih, net.who, net.bias = wih, who, bias
  return net
end
local three = { select(2, lesson.three_layers()) }
local answers, rows = {}, {}
for i, I in ipairs { { 0.9, 0.1, 0.8 }, { 0.1, 0.57, 0.5 }, { 1.0, 0.5, -1.5 } } do
  answers[i] = made(three, 0.3):query(I)
  rows[i] = { table.concat(I, ", "), table.unpack(answers[i]:totable()) }
end
local untrained = n:query { 0.1, 0.57, 0.5 }
rows[4] = { "0.1, 0.57, 0.5, seed 1", table.unpack(untrained:totable()) }
lesson.table({ "inputs", "o1", "o2", "o3" }, rows)
say "Nothing is trained yet: these answers mean nothing."
figures["K-6"] = { outputs = answers[1] }
figures["K-7"] = { outputs = { answers[2], answers[3] }, seed_1 = untrained }

say [[Training queries, sends the errors back through the same weights, and only then changes these. How
errors go back is a method of its own here: the book's way, the exact slope, or in the shares that slides 002
begin with.]]
function Network.back(who, errors) return who.T:dot(errors) end
local function gradient(who, errors, outputs) return who.T:dot(errors * outputs * (1 - outputs)) end
local function shares(who, errors) return (who / who:sum(2)).T:dot(errors) end

function Network:train(inputs, targets)
  local I = nn.matrix(inputs)
  local final_outputs, hidden_outputs = self:query(I)
  local output_errors = nn.matrix(targets) - final_outputs
  local hidden_errors = self.back(self.who, output_errors, final_outputs):sub(1, self.hnodes)
  local function step(e, o, before) return self.lr * (e * o * (1 - o)):dot(self:heard(before).T) end
  self.who = self.who + step(output_errors, final_outputs, hidden_outputs)
  self.wih = self.wih + step(hidden_errors, hidden_outputs, I)
end

-- The same as nn.network: sizes, weights, biases and rule.
local function as_library(net, rule)
  local m = nn.network { net.inodes, net.hnodes, net.onodes, learning_rate = net.lr, bias = net.bias,
    rule = rule, precision = "double" }
  for k, W in ipairs { net.wih, net.who } do
    m:set_weights(k, W:sub(1, -1, 1, m.layers[k]))
    if net.bias then m:set_biases(k, W:col(-1)) end
  end
  return m
end

say [[Six networks, each trained with 100 updates, the samples in turn: the example with targets 0.01, 0.99,
0.01; AND; XOR with biases. Beside each, nn.network with the same weights.]]
local example = { { { 0.9, 0.1, 0.8 }, { 0.01, 0.99, 0.01 } } }
local AND = { { { 0.01, 0.01 }, { 0.01 } }, { { 0.01, 0.99 }, { 0.01 } }, { { 0.99, 0.01 }, { 0.01 } },
  { { 0.99, 0.99 }, { 0.99 } } }
local XOR = { { { 0, 0 }, { 0.01 } }, { { 0, 1 }, { 0.99 } }, { { 1, 0 }, { 0.99 } }, { { 1, 1 }, { 0.01 } } }
local two = { { { 0.9, 0.3 }, { 0.2, 0.8 } }, { { 0.5, -0.4 } } }
local biased = { { { 0.5, -0.6, 0.1 }, { -0.3, 0.8, -0.2 }, { 0.7, 0.2, 0.05 } },
  { { 0.4, -0.5, 0.6, -0.1 } } }
local series, furthest = {}, 0
for i, run in ipairs { { "example, book's way", three, 0.3, example, Network.back, "book" },
  { "example, exact slope", three, 0.3, example, gradient, "gradient" },
  { "example, in shares", three, 0.3, example, shares }, { "AND", two, 0.5, AND, Network.back, "book" },
  { "XOR, book's way", biased, 0.5, XOR, Network.back, "book" },
  { "XOR, exact slope", biased, 0.5, XOR, gradient, "gradient" } } do
  local name, weights, lr, samples, back, rule = table.unpack(run, 1, 6)
  local net, errors, states = made(weights, lr), {}, {}
  local library = rule and as_library(net, rule)
  net.back = back
  for update = 1, 100 do
    local inputs, targets = table.unpack(samples[(update - 1) % #samples + 1])
    errors[update] = ((nn.matrix(targets) - net:query(inputs)) ^ 2):sum()
    net:train(inputs, targets)
    if library then library:train(inputs, targets) end
    if update <= 2 or update == 100 then
      local outputs, wih, who = {}, net.wih, net.who
      for k, sample in ipairs(samples) do outputs[k] = net:query(sample[1]) end
      states[update .. " weights"] = { wih:sub(1, -1, 1, net.inodes), who:sub(1, -1, 1, net.hnodes) }
      states[update .. " biases"], states[update .. " outputs"] = { wih:col(-1), who:col(-1) }, outputs
    end
  end
  for k, W in ipairs(states["100 weights"]) do
    furthest = library and math.max(furthest, (library:weights(k) - W):abs():max()) or furthest
  end
  figures["T-" .. i], series[i] = states, { y = errors, title = name }
  rows[i] = { name }
  for _, o in ipairs(states["100 outputs"]) do table.move(o:totable(), 1, #o, #rows[i] + 1, rows[i]) end
end
lesson.table({ "answers after 100 updates", "", "", "", "" }, rows)
lesson.chart { series = table.move(series, 1, 3, 1, {}), title = "the example's squared error",
  xlabel = "update", key = "top right" }
say [[The three ways are three different rules. The book's and the exact slope learn alike here; the shares
get lost, for they divide by the sum of the weights into an output, which passes through 0 as it learns. For
AND without biases, and for XOR, 100 updates are not enough.]]
say("The weights of nn.network differ from ours by %.0e at most: it is this class, in one call.", furthest)
figures["K-8"] = figures["T-1"]
figures["K-8"].agrees = furthest <= 1e-12

lesson.ask {
  "Let n.activation_function be tanh: what does it answer? Which line of train() is wrong for it?",
  "Change who before the hidden errors are computed: how far is nn.network off then?",
  "Train the example 10,000 times: which of the three ways comes closest to its targets?",
}
return figures
