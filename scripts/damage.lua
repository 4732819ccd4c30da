-- You will see: a trained network that goes on working when nodes die, pictures blur and links are cut.
-- Goes with: slides 000, "incredibly resilient to damage" and "Why full connectivity?"; slides 003, "Fully
--   connected".
-- Runs: two seconds; --full, with MNIST (make data), twelve.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Brains work in parallel, are fuzzy, and are "incredibly resilient to damage and imperfect signals". Is a
network like that? First it learns the digits: 200 hidden nodes, five epochs, a rate of 0.1.]]
local train, test = lesson.digits()
local n = nn.network { 784, 200, 10, learning_rate = 0.1, precision = "double", init = lesson.numpy_start(1) }
n:fit(train, { epochs = 5, shuffle = false, progress = false })
local wih, who = n:weights(1), n:weights(2)
local pixels, labels = test.inputs.T, nn.matrix(test.labels).T -- a column for each picture
local function correct(w1, w2, inputs)
  local answers = w2:dot(w1:dot(inputs):sigmoid()):argmax(1) - 1 -- places count from 1, digits from 0
  return (answers - labels):map(function(far) return far == 0 and 1 or 0 end):sum()
end
local whole, evaluated = correct(wih, who, pixels), n:evaluate(test).correct
say("Of %d test pictures %d are right, computed by hand; n:evaluate counts %d.", #test, whole, evaluated)
local function chart(name, x, y)
  lesson.chart { x = x, y = y, xlabel = name, ylabel = "right", yrange = { 0, #test }, style = "linespoints" }
end

say "Remove hidden nodes, evenly spread: all weights that lead from them become 0."
local removed, right = { 0, 10, 20, 50, 100, 150, 180 }, {}
for k, count in ipairs(removed) do
  local alive = nn.full(200, 1, 1)
  for i = 0, count - 1 do alive[i * 200 // count + 1] = 0 end
  right[k] = correct(wih, who * alive.T, pixels) -- a column of who leads from each hidden node
end
lesson.columns({ "nodes removed", "right" }, removed, right)
chart("nodes removed", removed, right)
say "A tenth of the nodes is hardly missed: no node alone knows a digit. Without half of them much is lost."
figures["N-2"] = { whole = whole, evaluated = evaluated, removed = right }

say "Add noise to the pictures, normal numbers with a growing standard deviation, cut off at 0.01 and 1:"
local stds, noise = { 0, 0.1, 0.2, 0.3, 0.5 }, lesson.numpy_normal(1)(#test, 784).T
local pictures = { captions = stds }
right = {}
for k, std in ipairs(stds) do
  local noisy = (pixels + noise * std):map(function(p) return math.min(math.max(p, 0.01), 1) end)
  right[k] = correct(wih, who, noisy)
  pictures[k] = noisy:col(1)
end
lesson.columns({ "deviation", "right" }, stds, right)
lesson.picture(pictures)
chart("standard deviation of the noise", stds, right)
say "A little noise costs little, much noise very much: the network was never shown any."
figures["N-2"].noise = right

say [[Every node is connected to every node of the next layer. That is easy to code, and learning sorts it
out: links of no use get weights near zero, and are then broken in effect. We cut those with |w| below c:]]
local bounds = { 0, 0.01, 0.02, 0.05, 0.1 }
local cut, shares = {}, {}
right = {}
for k, c in ipairs(bounds) do
  local function stays(w) return math.abs(w) < c and 0 or 1 end
  local stay1, stay2 = wih:map(stays), who:map(stays)
  right[k] = correct(wih * stay1, who * stay2, pixels)
  cut[k] = 100 - 100 * (stay1:sum() + stay2:sum()) / (784 * 200 + 200 * 10) -- per cent
  shares[k] = ("%.1f %%"):format(cut[k])
end
lesson.columns({ "c", "links cut", "right" }, bounds, shares, right)
chart("c", bounds, right)
say("With c = 0.1, %s of all links are gone, and next to nothing is lost.", shares[5])
figures["N-12"] = { right = right, cut = cut, shares = shares }

lesson.ask {
  "Remove the first nodes instead, alive[i + 1] = 0. Does it matter which?",
  "Put 0.3 and 0.5 at the end of bounds. Up to which c are nine answers in ten still right?",
  "Let it learn from moved pictures, train:jitter { shift = 1 }. Does it bear more noise then?",
}
return figures
