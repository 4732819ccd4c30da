-- You will see: why large signals, zeros, impossible targets and equal weights stop learning, and what to do.
-- Goes with: slides 003, "Preparing Data"; slides 002, "Weight Initialization", "Key Points"; slides 001,
--   "Input/Output & Initial Weights"; the book, part 1, "Preparing Data".
-- Runs: a second; --full, with all of MNIST, two.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

local I, W_ih, W_ho = lesson.three_layers()
local T = nn.matrix { 0.01, 0.99, 0.01 }

-- Three layers of three nodes with these weights, after so many updates.
local function trained(input_hidden, hidden_output, x, t, updates, rate)
  local n = nn.network { 3, 3, 3, learning_rate = rate or 0.3, precision = "double" }
  n:set_weights(1, input_hidden)
  n:set_weights(2, hidden_output)
  for _ = 1, updates do n:train(x, t) end
  return n
end

local function largest(A) return A:abs():max() end

say [[Networks do not work well if inputs, outputs and start weights do not match their design. The slope of
the error says where to look: a weight's step is (t - o) · o(1 - o) · o_j. It is nothing when o(1 - o) is
nothing, and nothing when o_j is.]]
figures["R-12"] = { says = "It is nothing when o(1 - o) is nothing, and nothing when o_j is." }

say [[First o(1 - o). Far from 0 the sigmoid is flat, its slope almost 0. A node whose sum lies there is
saturated, and its gradient has vanished.]]
local x = nn.range(-10, 10, 0.25)
local y = x:sigmoid()
lesson.chart { series = { { x = x, y = y, title = "sigmoid" },
  { x = x, y = y * (1 - y), title = "its slope" } }, xlabel = "x", key = "top left" }
local step = largest(trained(W_ih, W_ho, I, T, 1):weights(1) - W_ih)
local saturated_step = largest(trained(W_ih * 100, W_ho, I, T, 1):weights(1) - W_ih * 100)
lesson.table({ "W_input_hidden", "largest change by one update" },
  { { "as in the book", step }, { "times 100", saturated_step } })
figures["R-1"] = { change = step, saturated = saturated_step, hidden = (W_ih * 100):dot(I):sigmoid() }

say "Then o_j. Inputs of exactly 0 leave W_input_hidden as it is, whatever the error:"
local zero, small = trained(W_ih, W_ho, nn.zeros(3), T, 1), trained(W_ih, W_ho, nn.full(3, 1, 0.01), T, 1)
lesson.table({ "inputs", "change of W_input_hidden", "of W_hidden_output" }, {
  { "0, 0, 0", largest(zero:weights(1) - W_ih), largest(zero:weights(2) - W_ho) },
  { "0.01, 0.01, 0.01", largest(small:weights(1) - W_ih), largest(small:weights(2) - W_ho) } })
figures["R-2"] = { change = zero:weights(1) - W_ih, who_changed = zero:weights(2) ~= W_ho }
lesson.correct [[says that inputs that are too small stop learning as large ones do. Small ones slow it down;
only exact zeros stop it, and an offset of 0.01 is enough against them.]]

say [[So inputs shall be small, but not zero: 0.01 to 0.99, or -1 to +1. The pixels p of a digit, 0 to 255,
become 0.01 to 1. An input may well be 1: no sigmoid has to make it.]]
local p = nn.matrix { { 0, 1, 127, 128, 254, 255 } }
local scaled = p / 255 * 0.99 + 0.01
lesson.show("p / 255 * 0.99 + 0.01", scaled)
figures["R-4"] = { says = "small, but not zero: 0.01 to 0.99, or -1 to +1" }
figures["R-5"] = { scaled = scaled[1] }

say [[Targets are what a sigmoid has to make, and it never makes 0 or 1. Asked for them, it enlarges its
weights for ever: the largest of W_hidden_output, with a rate of 5.]]
local marks, rows, impossible, possible = { 10, 100, 1000, 10000 }, {}, {}, {}
for i, updates in ipairs(marks) do
  impossible[i] = largest(trained(W_ih, W_ho, I, { 0, 1, 0 }, updates, 5):weights(2))
  possible[i] = largest(trained(W_ih, W_ho, I, T, updates, 5):weights(2))
  rows[i] = { updates, impossible[i], possible[i] }
end
lesson.table({ "updates", "targets 0, 1, 0", "0.01, 0.99, 0.01" }, rows)
lesson.chart { logx = true, xlabel = "updates", ylabel = "largest weight", key = "top left", series = {
  { x = marks, y = impossible, title = "0 and 1", style = "linespoints" },
  { x = marks, y = possible, title = "0.01 and 0.99", style = "linespoints" } } }
figures["R-3"] = { impossible = { impossible[3], impossible[4] }, possible = { possible[3], possible[4] } }
lesson.correct [[has "0.1 - 0.99" for targets; its own key points, and all that follows, say 0.01 to 0.99.]]

say [[Start weights shall be random and small: between -1 and 1 rather than -1000 and 1000. Better still, the
more links into a node the smaller: from ±1/√links, or normal with mean 0 and this deviation (links^-0.5 in
code).]]
local links = nn.matrix { { 2, 3, 100, 200, 784 } }
lesson.show("(2, 3, 100, 200, 784) ^ -0.5", links ^ -0.5)
lesson.chart { histogram = nn.randn(5000, 1, 0, 100 ^ -0.5), bins = 40,
  title = "5,000 weights into a node of 100 links", xlabel = "weight", ylabel = "how many" }
figures["R-6"] = { says = "between -1 and 1 rather than -1000 and 1000" }
figures["R-7"], figures["R-9"] = { ranges = (1 / links:sqrt())[1] }, { ranges = { 3 ^ -0.5, 100 ^ -0.5 } }
lesson.correct [[says "standard deviation of ±1/√links": a deviation has no sign.]]

say [[Slides 001, and the code of slides 003, count the nodes of the target layer instead. For 784-200-10 that
is 1/√200 and 1/√10, not 1/√784 and 1/√200. The two rules contradict each other, and both work:]]
local full = options.full and nn.data.find "mnist"
local train, test = nn.data[full and "mnist" or "digits"]()
local function right(rule) -- answers after an epoch (of the small set: five)
  local normal = lesson.numpy_normal(options.seed)
  local function init(to, from) return normal(to, from, 0, (rule == "links" and from or to) ^ -0.5) end
  local n = nn.network { 784, 200, 10, precision = "double", init = init }
  n:fit(train, { epochs = full and 1 or 5, shuffle = false, progress = false })
  return n:evaluate(test).correct
end
figures["R-8"] = { links = right "links", target = right "target" }
lesson.table({ "1/√ of the", "right of " .. #test }, { { "links into the node", figures["R-8"].links },
  { "nodes of the target layer", figures["R-8"].target } })
if options.full and not full then say "(These are the digits in data/; `make data` fetches MNIST.)" end

say [[Never start with one constant value, least of all 0. Equal nodes hear the same, say the same and are
corrected by the same: they stay one node for ever. W_input_hidden after 10 updates, from 0.5 and from 0:]]
local equal = {}
for _, start in ipairs { { "half", 0.5 }, { "zero", 0 } } do
  local W = nn.full(3, 3, start[2])
  for _, updates in ipairs { 1, 10 } do
    local n = trained(W, W, I, T, updates)
    equal[start[1] .. updates] = { n:weights(1), n:weights(2) }
  end
  lesson.show(("from %g"):format(start[2]), equal[start[1] .. 10][1])
end
figures["R-10"] = equal

say [[The six key points: data must match the design; large signals saturate; zeros kill learning; start
weights are random and small, the smaller the more links; inputs are small, not zero; targets are 0.01 to
0.99.]]
figures["R-11"] = { says = "The six key points: data must match the design" }

lesson.ask {
  "Multiply W_input_hidden by 10 instead of 100: how large is the change then?",
  "Set one of the equal weights to 0.51: do the nodes part?",
  "Take targets of 0.1 and 0.9: what is the largest weight after 10,000 updates?",
}
return figures
