-- You will see: a trained network that goes on working when nodes die, pictures blur and links are cut.
-- Goes with: slides 000, "incredibly resilient to damage" and "Why full connectivity?"; slides 003, "Fully
-- connected".
-- Runs: two seconds on the digits in data/; --full, with MNIST (make data), twelve.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[Brains work in parallel, are fuzzy, and are "incredibly resilient to damage and imperfect signals". Is
a network like that? First one learns digits: 200 hidden nodes, five epochs, rate 0.1.]]
local mnist = options.full and nn.data.find "mnist"
if options.full and not mnist then
  say "MNIST is not here: these are the digits in data/. `make data` fetches it."
end
local train, test = nn.data[mnist and "mnist" or "digits"]()
local n = nn.network { 784, 200, 10, learning_rate = 0.1, precision = "double", init = lesson.numpy_start(1) }
n:fit(train, { epochs = 5, shuffle = false, progress = false })

-- Its weights as matrices, and its answers by hand: a column for each picture.
local wih, who = n:weights(1), n:weights(2)
local pixels, labels = test:matrices().T, test.labels
local function correct(w1, w2, inputs)
  local answers, count = w2:dot(w1:dot(inputs):sigmoid()):argmax(1), 0
  for i = 1, #test do
    if test.classes[answers[1][i]] == labels[i] then count = count + 1 end
  end
  return count
end
local whole = correct(wih, who, pixels)
say("Of %d test pictures it gets %d right; n:evaluate counts %d.", #test, whole, n:evaluate(test).correct)

-- A table and a chart of the right answers for each amount of damage.
local function show(damage, head, counts, more)
  local rows, share = {}, {}
  for i = 1, #counts do
    rows[i], share[i] = { damage[i], counts[i], more and more[i] }, counts[i] / #test
  end
  lesson.table({ head, "right", more and "links cut" or nil }, rows)
  lesson.chart { x = damage, y = share, style = "linespoints", title = "share that is right", xlabel = head,
    yrange = { 0, 1 } }
end

say [[Remove hidden nodes, evenly: the weights that lead from them become 0.]]
local removed, counts = { 0, 10, 20, 50, 100, 150, 180 }, {}
for k, count in ipairs(removed) do
  local w2 = who:copy()
  for i = 0, count - 1 do
    for j = 1, 10 do w2:set(j, i * 200 // count + 1, 0) end
  end
  counts[k] = correct(wih, w2, pixels)
end
show(removed, "nodes removed", counts)
say "A tenth of the nodes is hardly missed: no node alone knows a digit. Beyond half of them it fails."
figures["N-2"] = { removed = counts, whole = whole, evaluated = n:evaluate(test).correct }

say [[Add noise to the pictures, normal with a growing standard deviation, cut off at 0.01 and 1:]]
local stds, noise = { 0, 0.1, 0.2, 0.3, 0.5 }, lesson.numpy_normal(1)(#test, 784).T
local pictures = {}
counts = {}
for k, std in ipairs(stds) do
  local inputs = (pixels + noise * std):map(function(p) return math.min(math.max(p, 0.01), 1) end)
  counts[k], pictures[k] = correct(wih, who, inputs), inputs:col(1):reshape(28, 28)
end
pictures.captions = stds
lesson.picture(pictures)
show(stds, "noise", counts)
say "A little noise costs little. With 0.5 we still read most digits; the network never saw noise, and fails."
figures["N-2"].noise = counts

say [[Every node is connected to every node of the next layer. That is easy to code, and learning sorts it
out: links of no use get weights near zero, and are then broken in effect. Cut those with |w| below c:]]
local bounds, cut = { 0, 0.01, 0.02, 0.05, 0.1 }, {}
counts = {}
for k, c in ipairs(bounds) do
  local function keep(w) return math.abs(w) < c and 0 or w end
  local function is_cut(w) return math.abs(w) < c and 1 or 0 end
  counts[k] = correct(wih:map(keep), who:map(keep), pixels)
  cut[k] = 100 * (wih:map(is_cut):sum() + who:map(is_cut):sum()) / (784 * 200 + 200 * 10)
end
local shares = {}
for k, percent in ipairs(cut) do shares[k] = ("%.1f %%"):format(percent) end
show(bounds, "c", counts, shares)
say("With c = 0.1, %.0f %% of all links are gone, and next to nothing is lost.", cut[5])
figures["N-12"] = { right = counts, cut = cut, shares = shares }

lesson.ask {
  "Remove the first 100 nodes and not every second one. Does it matter which?",
  "How far can c grow until one answer in ten is lost?",
  "Train with noise: n:fit on train:jitter{ shift = 1 }. Is the network then harder to fool?",
}
return figures
