-- You will see: how large signals, zeros and impossible targets stop learning, and what to do about it.
-- Goes with: slides 003, "Preparing Data" to "Vanishing Gradient"; slides 002, "Target Scaling", "Key
--   Points"; slides 001, "Input/Output & Initial Weights"; the book, part 1, "Preparing Data".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Not all numbers can be learnt from. A weight's step is in proportion to (t - o) · o(1 - o) · o_j, where
o_j is the signal that comes in and o the one that goes out. It is 0 when o(1 - o) is 0, and when o_j is 0.]]

say [[First, o(1 - o). It is the slope of the sigmoid: far from 0 the curve is flat, its slope almost 0. A
node whose sum lies there is saturated: its gradient, the slopes for its weights, has vanished.]]
local x = nn.range(-10, 10, 0.25)
local y = x:sigmoid()
lesson.chart { xlabel = "sum of what comes in", key = "top left",
  series = { { x = x, y = y, title = "o, the sigmoid" }, { x = x, y = y * (1 - y), title = "o(1 - o)" } } }

say [[Large inputs make large sums, and so do large weights. Here is one update of the three-layer example,
towards the targets 0.01, 0.99, 0.01: with its own W_input_hidden, and with 100 times that.]]
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
local function changes(W, inputs) -- what one update adds to W, from input to hidden, and to W_ho
  local n = lesson.network({ 3, 3, 3, learning_rate = 0.3, precision = "double" }, { W, W_ho })
  n:train(inputs, t)
  return n:weights(1) - W, n:weights(2) - W_ho
end
local function largest(A) return A:abs():max() end -- of changes(…) it takes the first, that of W
local change, saturated = largest(changes(W_ih, I)), largest(changes(W_ih * 100, I))
lesson.table({ "W_input_hidden", "largest change" }, { { "its own", change }, { "100 times", saturated } })
local hidden = (W_ih * 100):dot(I):sigmoid()
say("The hidden nodes now say %g, %g and %g, so o(1 - o) is 0.", hidden[1], hidden[2], hidden[3])
figures["R-1"] = { change = change, saturated = saturated, hidden = hidden }

say "Second, o_j. Inputs of exactly 0 leave W_input_hidden as it is, however wrong the answer:"
local zero_ih, zero_ho = changes(W_ih, { 0, 0, 0 })
local small_ih, small_ho = changes(W_ih, { 0.01, 0.01, 0.01 })
lesson.table({ "all inputs", "largest change of W_input_hidden", "of W_hidden_output" },
  { { 0, largest(zero_ih), largest(zero_ho) }, { 0.01, largest(small_ih), largest(small_ho) } })
figures["R-2"] = { change = zero_ih, who_changed = largest(zero_ho) > 0 }
lesson.correct [[in 003 says that inputs that are too small stop learning as large ones do. Small ones slow it
down; only exact zeros stop it, and an offset of 0.01 is enough against them.]]

say [[So inputs should be small, but not zero: 0.01 to 0.99, or -1 to +1. The pixels p of a digit, 0 to 255,
become 0.01 to 1. An input may well be 1: no sigmoid has to produce it.]]
local p = nn.matrix { 0, 1, 127, 128, 254, 255 }
local scaled = p / 255 * 0.99 + 0.01
lesson.columns({ "p", "p / 255 * 0.99 + 0.01" }, p, scaled)
figures["R-5"] = { scaled = scaled }

say [[Targets are what a sigmoid has to produce. It comes near 0 and 1 but never gets there, so with such
targets the weights grow for ever. The largest weight of W_hidden_output, with a learning rate of 5:]]
local function grown(targets, updates)
  local n = lesson.network({ 3, 3, 3, learning_rate = 5, precision = "double" }, { W_ih, W_ho })
  for _ = 1, updates do n:train(I, targets) end
  return largest(n:weights(2))
end
local marks = { 10, 100, 1000, 10000 }
local impossible, possible = {}, {}
for i, updates in ipairs(marks) do
  impossible[i], possible[i] = grown({ 0, 1, 0 }, updates), grown(t, updates)
end
lesson.columns({ "updates", "targets 0, 1, 0", "0.01, 0.99, 0.01" }, marks, impossible, possible)
figures["R-3"] = { impossible = { impossible[3], impossible[4] }, possible = { possible[3], possible[4] } }
lesson.correct [[in 003 has "0.1 - 0.99" for targets; its own key points, and all that follows, say 0.01 to
0.99.]]

say [[The six key points: data must match the design; large signals saturate; zeros kill learning; start
weights are random and small, the smaller the more links; inputs are small, not zero; targets are 0.01 to
0.99. How weights start is shown in scripts/start_weights.lua.]]

lesson.ask {
  "Multiply W_ih by 10 instead of 100 in changes(W_ih * 100, I): does the network learn?",
  "Make the first of the three zeros 0.5, then print(zero_ih). Which weights change now?",
  "Ask for 0.1, 0.9, 0.1 in place of 0, 1, 0: what is the largest weight after 10,000 updates?",
}
return figures
