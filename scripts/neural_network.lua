-- You will see: the book's class, built in Lua method by method, and nn.network doing the same.
-- Goes with: slides 003, "Code it"; slides 001, "Code Example - NumPy"; the book, part 2.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Three things are done with a network: initialise it, train it, query it. Each becomes a method of a few
lines. In Lua a class is a table of methods: its objects look there for what they do not have themselves.]]
local NeuralNetwork = {}
NeuralNetwork.__index = NeuralNetwork

say [[Initialise: keep the number of nodes in each layer and the learning rate, and draw the weights, normal
numbers with mean 0 and deviation 1/√links. wih has a row for each hidden node and a column for each input.
The activation is kept as a function, so that it can be changed.]]
local normal = lesson.numpy_normal(1) -- draws as numpy.random.normal does, after numpy.random.seed(1)
function NeuralNetwork.new(inodes, hnodes, onodes, lr)
  local self = { inodes = inodes, hnodes = hnodes, onodes = onodes, lr = lr }
  self.wih = normal(hnodes, inodes, 0, inodes ^ -0.5)
  self.who = normal(onodes, hnodes, 0, hnodes ^ -0.5)
  self.activation_function = function(x) return x:sigmoid() end
  return setmetatable(self, NeuralNetwork)
end
local n = NeuralNetwork.new(3, 3, 3, 0.3)
lesson.show("n.wih", n.wih)
figures["K-2"] = { inodes = n.inodes, hnodes = n.hnodes, onodes = n.onodes, lr = n.lr }
figures["K-3"] = { wih = { n.wih:shape() }, who = { n.who:shape() }, lr = n.lr }
figures["K-4"] = { wih = n.wih, who = n.who }
lesson.correct "in 003 takes hnodes^-0.5 and onodes^-0.5. By its own text it is inodes^-0.5 and hnodes^-0.5."

say [[Query: a list becomes a column, and each layer is a product and a sigmoid. The first answer, to 0.1,
0.57, 0.5, comes from the random weights, the other three from those of the three-layer example:]]
function NeuralNetwork:query(inputs_list)
  local inputs = nn.matrix(inputs_list)
  local hidden_outputs = self.activation_function(self.wih:dot(inputs))
  return self.activation_function(self.who:dot(hidden_outputs))
end
local random = n:query { 0.1, 0.57, 0.5 }
local I, W_ih, W_ho = lesson.three_layers()
n.wih, n.who = W_ih, W_ho
local a, b, c = n:query { 0.1, 0.57, 0.5 }, n:query(I), n:query { 1.0, 0.5, -1.5 }
lesson.columns({ "random", "0.1, 0.57, 0.5", "0.9, 0.1, 0.8", "1.0, 0.5, -1.5" }, random, a, b, c)
figures["K-6"], figures["K-7"] = { outputs = b }, { outputs = { a, c }, seed_1 = random }

say [[Train: forward as in a query, but the targets come along. The errors of the hidden nodes come back
through who, before it changes. Then both matrices take a step.]]
function NeuralNetwork:train(inputs_list, targets_list)
  local inputs, targets = nn.matrix(inputs_list), nn.matrix(targets_list)
  local hidden_outputs = self.activation_function(self.wih:dot(inputs))
  local final_outputs = self.activation_function(self.who:dot(hidden_outputs))
  local output_errors = targets - final_outputs
  local hidden_errors = self.who.T:dot(output_errors)
  self.who = self.who + self.lr * (output_errors * final_outputs * (1 - final_outputs)):dot(hidden_outputs.T)
  self.wih = self.wih + self.lr * (hidden_errors * hidden_outputs * (1 - hidden_outputs)):dot(inputs.T)
end

say [[That is the whole class. Here the example learns to answer 0.01, 0.99, 0.01 in 100 updates. The last
column is nn.network, taught the same from the same weights: it is this class, in one call.]]
local t = { 0.01, 0.99, 0.01 }
local m = lesson.network({ 3, 3, 3, learning_rate = 0.3, precision = "double" }, { W_ih, W_ho })
local after = {}
for update = 1, 100 do
  n:train(I, t)
  m:train(I, t)
  after[update .. " weights"] = { n.wih, n.who }
  after[update .. " outputs"] = { n:query(I) }
end
lesson.columns({ "t", "1 update", "100", "nn.network" }, t, after["1 outputs"][1], n:query(I), m:query(I))
local apart = math.max((m:weights(1) - n.wih):abs():max(), (m:weights(2) - n.who):abs():max())
say("The largest difference between their weights is %.0e; rounding alone makes about 1e-15.", apart)
after.agrees = apart <= 1e-12
figures["K-8"] = after

lesson.ask {
  "Use tanh in place of sigmoid. What does a query answer? Which two lines of train do not fit it?",
  "Change self.who before hidden_errors is computed. How far apart are the two now?",
  "Train 10,000 times. How near to its targets does the example come?",
}
return figures
