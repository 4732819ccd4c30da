-- You will see: which weights a network starts from: random ones, small ones, and never equal ones.
-- Goes with: slides 003, "How do we initialize our weights?" to "Standard Deviation"; slides 002, "Weight
--   Initialization"; slides 001, "Initial Weights", "Break Symmetry"; the book, part 1, "Preparing Data".
-- Runs: a second; --full, with MNIST (make data), two.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[Nobody knows the right weights before training, so they start at random. How large may they be? Large
weights make large sums, which saturate: take them between -1 and 1 rather than -1000 and 1000. Here 1,000
nodes hear the same 100 inputs, with weights from -reach to reach. The spread of their sums is the standard
deviation, roughly how far numbers lie from their mean:]]
local count = 100
local I = nn.rand(count, 1)
local rows = {}
for i, reach in ipairs { 1000, 1, count ^ -0.5 } do
  local W = (2 * nn.rand(1000, count) - 1) * reach
  local X = W:dot(I)
  local O = X:sigmoid()
  rows[i] = { reach, X:std(), (O * (1 - O)):mean() }
end
lesson.table({ "reach", "spread of the sums", "mean slope o(1 - o)" }, rows)

say [[A reach of 1 is too much for 100 links: more than half of the slope, 0.25 at best, is lost. The more
numbers a sum has, the wider it spreads, by the square root of how many. So the more links lead into a node,
the smaller its weights should be: from -1/√links to 1/√links.]]
local links = nn.matrix { 2, 3, 100, 200, 784 }
local ranges = 1 / links:sqrt()
lesson.columns({ "links into a node", "1/√links" }, links, ranges)
figures["R-7"] = { ranges = ranges }

say [[The book's program takes normal numbers with mean 0 and 1/√links for their standard deviation. In code
that is links^-0.5, for the power -0.5 is one divided by the square root.]]
figures["R-9"] = { ranges = { 3 ^ -0.5, 100 ^ -0.5 } }
lesson.chart { histogram = nn.randn(5000, 1, 0, 100 ^ -0.5), bins = 40,
  title = "5,000 weights into nodes of 100 links", xlabel = "weight", ylabel = "how many" }
lesson.correct [[in 003 says "Standard Deviation of ±1/√links": a deviation has no sign.]]

lesson.correct [[in 001 counts the nodes of the target layer, and so does the code of slides 003. For
784-200-10, that is 784 inputs, 200 hidden nodes and 10 outputs, it takes 1/√200 and 1/√10; the links are 784
and 200. The two rules contradict each other, and both work:]]
local train, test, full = lesson.digits()
local function correct(rule) -- the answers that are right after training
  local normal = lesson.numpy_normal(options.seed)
  local function init(nodes, links_in)
    return normal(nodes, links_in, 0, (rule == "links" and links_in or nodes) ^ -0.5)
  end
  local n = nn.network { 784, 200, 10, init = init, precision = "double" }
  n:fit(train, { epochs = full and 1 or 5, shuffle = false, progress = false })
  return n:evaluate(test).correct
end
local by_links, by_target = correct "links", correct "target"
lesson.table({ "1/√ of the", "right of " .. #test },
  { { "links into the node", by_links }, { "nodes of the target layer", by_target } })
figures["R-8"] = { links = by_links, target = by_target }

say [[Why random at all? Give all weights of the three-layer example one value, 0.5 or 0. Equal nodes hear the
same, say the same and are corrected by the same: they stay one node for ever. W_input_hidden after 10
updates:]]
local x, t = lesson.three_layers(), { 0.01, 0.99, 0.01 }
local function equal(start, updates)
  local W = nn.full(3, 3, start)
  local n = lesson.network({ 3, 3, 3, learning_rate = 0.3, precision = "double" }, { W, W })
  for _ = 1, updates do n:train(x, t) end
  return { n:weights(1), n:weights(2) }
end
local half10, zero10 = equal(0.5, 10), equal(0, 10)
lesson.show("from 0.5", half10[1])
lesson.show("from 0", zero10[1])
local zero1 = equal(0, 1)
say("From 0 the first update changed it by %g: weights of 0 send no error back.", zero1[1]:abs():max())
figures["R-10"] = { half1 = equal(0.5, 1), half10 = half10, zero1 = zero1, zero10 = zero10 }

lesson.ask {
  "Take count = 784. Which of the three slopes stays as it is?",
  "Draw weights a hundred times as large: 100 * normal(…). How many answers are right now?",
  "Make one weight 0.51, by W:set(1, 1, 0.51). Do the nodes part?",
}
return figures
