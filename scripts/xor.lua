-- You will see: XOR, which no line can do, done by two lines, and then by a network of three neurons.
-- Goes with: slides 003, "XOR" to "Network!"; slides 000 and 001, "One classifier is not enough".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say "XOR, the exclusive OR, is true when only one of its inputs is:"
local X = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
local a, b = X:col(1), X:col(2)
local xor = { 0, 1, 1, 0 }
lesson.columns({ "a", "b", "XOR" }, a, b, xor)

say [[How do we separate the two classes with a line? A perceptron draws one: it fires where w0 + w1 a + w2 b
is above 0. We try all weights from -2 to 2 in steps of 0.25, which makes 17³ = 4913 lines.]]
local function fires(v) return v > 0 and 1 or 0 end
local best = 0
for w0 = -2, 2, 0.25 do
  for w1 = -2, 2, 0.25 do
    for w2 = -2, 2, 0.25 do
      local wrong = ((w0 + w1 * a + w2 * b):map(fires) - nn.matrix(xor)):abs():sum()
      best = math.max(best, 4 - wrong)
    end
  end
end
say([[The best gets %d of 4, and no line can do more. Let v be what the perceptron adds up. It would have to
be above 0 at (0,1) and (1,0), but not at (0,0) and (1,1). Yet v(0,1) + v(1,0) and v(0,0) + v(1,1) are the
same sum, 2 w0 + w1 + w2, which would have to be above 0 and not above 0.]], best)
figures["L-4"] = { xor = xor, best = best }

say [[Two lines can. One neuron does OR, one does NAND, the opposite of AND, and a third asks whether both
fire. In the same way many lines separate off even unusually shaped regions.]]
local h1 = (-0.5 + a + b):map(fires)
local h2 = (1.5 - a - b):map(fires)
local both = (-1.5 + h1 + h2):map(fires)
lesson.columns({ "a", "b", "h1: OR", "h2: NAND", "both" }, a, b, h1, h2, both)
lesson.chart(lesson.plane(
  { { "XOR = 0", x = { 0, 1 }, y = { 0, 1 } }, { "XOR = 1", x = { 0, 1 }, y = { 1, 0 } } },
  { { "OR above", function(at) return 0.5 - at end }, { "NAND below", function(at) return 1.5 - at end } },
  { title = "1 between the lines", xlabel = "a", ylabel = "b", xrange = { -0.5, 2 }, yrange = { -0.5, 2 } }))
figures["L-5"] = { h1 = h1, h2 = h2, xor = both }

say [[A perceptron can solve linear problems, but not this one; a network can. These three neurons are one
already. The first two are called hidden, because only the third answers to the outside.]]

say [[The neurons of later lessons do not jump from 0 to 1, they rise smoothly: the sigmoid of v is
1 / (1 + e^-v). With all weights and biases 20 times as large it rises steeply, and the answers are nearly 0
and 1:]]
-- A row of W[1] holds the weights into one hidden neuron, the row of W[2] those into the third.
local W = { nn.matrix { { 20, 20 }, { -20, -20 } }, nn.matrix { { 20, 20 } } }
local bias = { nn.matrix { -10, 30 }, nn.matrix { -30 } }
local hidden = (W[1]:dot(X.T) + bias[1]):sigmoid() -- a column for each of the four cases
local outputs = (W[2]:dot(hidden) + bias[2]):sigmoid()
lesson.columns({ "a", "b", "h1", "h2", "output" }, a, b, hidden:row(1), hidden:row(2), outputs)

local n = lesson.network({ 2, 2, 1, bias = true, precision = "double" }, W, bias)
local answers = n:query(X)
say("nn.network with these weights answers the same: the largest difference is %.0e.",
  (answers - outputs.T):abs():max())
lesson.chart { regions = n, x = { -0.5, 1.5 }, y = { -0.5, 1.5 }, set = X, labels = xor,
  title = "where the output is above one half", xlabel = "a", ylabel = "b" }
figures["L-6"] = { outputs = outputs.T, hidden = hidden.T, network = answers }

lesson.ask {
  "Take the opposite, xor = { 1, 0, 0, 1 }. How many of 4 does the best line get then?",
  "Turn the second line round: h2 = (-1.5 + a + b):map(fires). What does the third neuron say now?",
  "Take -10 for the last bias, -30. What does the network compute now?",
}
return figures
