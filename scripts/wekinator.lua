-- You will see: the network that Wekinator printed, computed, and why it wants its inputs scaled.
-- Goes with: slides 003, "Wekinator Console".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Pause and reflect for a moment: what is a network, when it is printed? Numbers, and where they stand.]]

say [[Wekinator is a program that learns from what it is shown: sliders or gestures go in, numbers for sounds
or pictures come out. The slides have one of its networks printed, "outputs-1": two inputs, three hidden nodes
with a sigmoid, and one output, node 0, which is a plain sum. "Threshold" is what others call the bias,
"Attrib" is a weight from an input, "Node n" the weight of hidden node n.]]
local W1 = nn.matrix { { -0.1607929085402259, 0.21623345413401185 },
  { 0.7657597550320627, -0.6999576883215309 }, { 1.0692894484256477, -1.1467422754222916 } }
local b1 = nn.matrix { -0.25261438391037117, -0.3597013708237622, -0.2723875195828816 }
local W2 = nn.matrix { { -0.44202742764364666, 0.9437104257517794, 1.6800153270522482 } }
local b2 = nn.matrix { -1.0250419483473248 }
local function forward(x) -- the output, and what the hidden nodes say
  local h = (W1:dot(x) + b1):sigmoid()
  return (W2:dot(h) + b2)[1], h:totable()
end
local n = lesson.network({ 2, 3, 1, activation = { "sigmoid", "linear" }, precision = "double" },
  { W1, W2 }, { b1, b2 })
local uncut = forward(nn.matrix { 1000, -1000 })
say([[Its limits, 0 and 1, are soft: nothing cuts the output off. Far out, at 1000 and -1000, it says %.5f.
What does it say nearer by?]], uncut)
figures["X-1"] = { layers = n.layers, uncut = uncut }

local points = nn.matrix { { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 }, { 0.5, 0.5 }, { 0.25, 0.75 }, { -1, -1 },
  { -1, 1 }, { 1, -1 } }
local rows, answers, hidden = {}, {}, {}
for i = 1, #points do
  answers[i], hidden[i] = forward(points[i].T)
  rows[i] = { points[i][1], points[i][2], hidden[i][1], hidden[i][2], hidden[i][3], answers[i] }
end
lesson.table({ "input 1", "input 2", "node 1", "node 2", "node 3", "output" }, rows)
local same = n:query(points):near(nn.matrix(answers), 1e-12)
say("nn.network, given the same weights and thresholds, answers the same: %s.", same)
figures["X-2"] = { output = answers, hidden = hidden, same = same }

say [[Look at the last two rows: exactly -1 and 1. So the network was trained on two recordings, at opposite
corners of the square from -1 to 1. But the sliders go from 0 to 1. Wekinator scales by the least and the
largest value that it has recorded: on the way in x becomes (x - middle) / half the range, and on the way out
the same is done backwards. Asked in this way, it says:]]
local middle = 0.5 -- of what goes from 0 to 1
local half = 0.5
local function ask(x, y)
  local output = forward((nn.matrix { x, y } - middle) / half)
  return output * 0.5 + 0.5
end
rows, answers = {}, {}
for i = 1, 6 do
  answers[i] = ask(points[i][1], points[i][2])
  rows[i] = { points[i][1], points[i][2], answers[i] }
end
lesson.table({ "slider 1", "slider 2", "output" }, rows)
figures["X-3"] = { output = answers }
say [[Now it says 1 and 0 where it was recorded (a number with e-17 is 0, but for rounding), and something
between where it was not.]]
lesson.chart { contour = ask, x = { 0, 1 }, y = { 0, 1 }, title = "outputs-1 over the two sliders",
  xlabel = "slider 1", ylabel = "slider 2" }

lesson.ask {
  "Set the threshold of node 0 to 0: by how much does each output grow, and why all of them alike?",
  "Take middle = 0, as if nothing had to be moved. Which corner gets below 0?",
  "The sliders were recorded between 0.2 and 0.8: half is 0.3 then. What is the answer at 1 and 0?",
}
return figures
