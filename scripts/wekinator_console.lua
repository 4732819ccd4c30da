-- You will see: Wekinator's table of models, and what a trained model is when it is printed.
-- Goes with: slides 003, "Wekinator Console": the table of models, the pencil and "Display in console".
-- Runs: a second.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[Two recordings, made as in scripts/wekinator_record.lua: 45 times the sliders were at 0 and 1, with the
values 0 0 1 for the outputs; then 44 times at 1 and 0, with the values 1 1 0. Each of the three outputs has a
network of its own. Now Wekinator runs, and the sliders are at 1 and 0:]]
local inputs, values = nn.zeros(89, 2), nn.zeros(89, 3)
for i = 1, 89 do
  inputs[i] = i <= 45 and { 0, 1 } or { 1, 0 }
  values[i] = i <= 45 and { 0, 0, 1 } or { 1, 1, 0 }
end
local models, rows = {}, {}
for k = 1, 3 do
  local n = nn.network { 2, 3, 1, activation = { "sigmoid", "linear" }, precision = "double",
    learning_rate = 0.3, seed = options.seed + k }
  n:fit(nn.data.new(inputs, values:col(k)):scale(-1, 1), { epochs = 100, progress = false })
  models[k] = n
  rows[k] = { ("outputs-%d (v1)"):format(k), n:query(n:scaled { 1, 0 })[1], 0, 1, #inputs }
end
lesson.table({ "Model", "Value", "Min", "Max", "Examples" }, rows)
figures["X-5"] = { models = rows }
lesson.correct [[has 89 under "Min" in this table. A column has slipped: it is the number of examples. The
least and the largest value of each output are 0 and 1.]]

say [[A click on "randomize" gives an output a random value, to record something with. A click on the pencil
of a model, and then on "Display in console", prints the model. Node 0 is the output, "Threshold" a bias:]]
local n = models[1]
local text = "\nLinear Node 0\nInputs          Weights"
local function add(name, number) text = text .. ("\n%-15s %.16f"):format(name, number) end
add("Threshold", n:biases(2)[1])
for j = 1, 3 do add("Node " .. j, n:weights(2)[1][j]) end
for j = 1, 3 do
  text = text .. "\nSigmoid Node " .. j .. "\nInputs          Weights"
  add("Threshold", n:biases(1)[j])
  for i = 1, 2 do add("Attrib inputs-" .. i, n:weights(1)[j][i]) end
end
lesson.show("outputs-1 (v1)", text)

say [[These thirteen numbers are the whole model: four of the output's node, three of each hidden one. To
prove it we read them from the text and give them to a new network. Only the scaling is not in the text: a
slider from 0 to 1 is an input from -1 to 1.]]
local p = {} -- p[1] to p[4] belong to the output, then come three for each hidden node
for number in text:gmatch "%-?%d+%.%d+" do p[#p + 1] = tonumber(number) end
local W1 = nn.matrix { { p[6], p[7] }, { p[9], p[10] }, { p[12], p[13] } }
local b1 = nn.matrix { p[5], p[8], p[11] }
local W2, b2 = nn.matrix { { p[2], p[3], p[4] } }, nn.matrix { p[1] }
local read = lesson.network({ 2, 3, 1, activation = { "sigmoid", "linear" }, precision = "double" },
  { W1, W2 }, { b1, b2 })
local sliders = nn.matrix { { 0, 1 }, { 1, 0 }, { 0, 0 }, { 1, 1 }, { 0.25, 0.75 } }
local answers, read_answers = n:query(n:scaled(sliders)), read:query(2 * sliders - 1)
lesson.columns({ "slider 1", "slider 2", "outputs-1", "read from the text" }, sliders:col(1), sliders:col(2),
  answers, read_answers)
figures["X-5"].same = answers:near(read_answers, 1e-12)
lesson.chart { contour = function(x, y) return n:query(n:scaled { x, y })[1] end, x = { 0, 1 }, y = { 0, 1 },
  title = "outputs-1 over the two sliders", xlabel = "slider 1", ylabel = "slider 2" }
say [[The outputs-1 of scripts/wekinator.lua was shown the same, and has other numbers. Both say 0 and 1 where
they were told to (a number with e-17 is 0, but for rounding). Elsewhere it depends on their start weights.]]

lesson.ask {
  "Print 2 digits instead of 16: how far off is the network that is read from the text?",
  "Add { -1, 2 } to the sliders that are asked. Is the answer cut off at 0?",
  "Show models[3] in place of models[1]. Its values were 1 - those of outputs-1: are its answers, too?",
}
return figures
