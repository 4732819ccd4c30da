-- You will see: what the number of hidden nodes does to the score, and networks of other shapes.
-- Goes with: slides 002, "Hidden Nodes"; slides 003, "Tweaking the network"; the book, part 2.
-- Runs: three seconds; --full, with MNIST (make data), fifteen. scripts/sweep.lua goes further.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A picture's pixels say how many inputs there are, and the ten digits how many outputs. The number of
hidden nodes is ours to choose, and nothing says which is right. So we try some, each with a rate of 0.1 and
with three seeds.]]
local train, test, full = lesson.digits()
local nodes, runs = { 10, 50, 100, 200, 500 }, {}
for i, hidden in ipairs(nodes) do runs[i] = { hidden = hidden, rate = 0.1 } end
local epochs = full and 1 or 5 -- from a small set one epoch teaches too little to compare
local right = lesson.three_seeds(runs, epochs, train, test) -- of each seed a row a run, a column an epoch

say([[This is how many of %d digits they get right after epoch %d. Each link is a weight to learn; 784 lead to
a hidden node, and 10 from it.]], #test, epochs)
local links = nn.matrix(nodes) * (784 + 10)
local scores = lesson.scores(right, epochs) -- a row for each number of nodes, a column a seed
lesson.columns({ "hidden nodes", "links", "seed 1", "seed 2", "seed 3" }, nodes, links, scores:col(1),
  scores:col(2), scores:col(3))
lesson.chart(lesson.spread(nodes, scores,
  { xrange = { 1, 1000 }, xlabel = "hidden nodes", ylabel = "right of " .. #test }))
say [[Ten nodes cannot hold what there is to know. More nodes help, but less and less: twice as many cost
twice the time, and from 200 on the difference is about that between two seeds.]]
figures["W-4"] = { scores = scores, few_are_worst = scores:mean(2):argmin() == 1 }

say [[The network can also have more than one layer between inputs and outputs: nn.network takes any list of
sizes. Here is one with layers of 2, 3, 2 and 2 nodes, and a bias b in every node. Each layer is computed from
the one before in the same way, a = sigmoid(W · before + b):]]
local W, b, x = lesson.biased_layers()
local a, before = {}, x
for k = 1, 3 do
  a[k] = (W[k]:dot(before) + b[k]):sigmoid()
  before = a[k]
  lesson.show("a" .. k, a[k].T)
end
local n = lesson.network({ 2, 3, 2, 2, bias = true, precision = "double" }, W, b)
lesson.show("n:query(x)", n:query(x).T)
say "The last layer is the answer, and nn.network gives the same."
figures["W-5"] = { a = a, agrees = n:query(x):near(a[3], 1e-12) }

lesson.ask {
  "How few nodes still do something? Put 2 and 5 at the beginning of the list.",
  "Take the rate 0.3 for 0.1: do ten nodes come nearer to the others?",
  "Leave out + b[k]. How far does the answer move from that of nn.network, which has its biases?",
}
return figures
