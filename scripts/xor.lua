-- You will see: XOR, which no line can do, done by two lines, by a small network, and learned by one.
-- Goes with: slides 003, "Logical XOR" to "Network!"; slides 000 and 001, "One classifier is not enough".
-- Runs: two seconds, and six for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say "XOR is true when only one of the inputs is. How do we separate the two classes with a line?"
local X, xor = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, { 0, 1, 1, 0 }
local rows = {}
for i = 1, 4 do rows[i] = { X:get(i, 1), X:get(i, 2), xor[i] } end
lesson.table({ "a", "b", "XOR" }, rows)

local function step(v) return v > 0 and 1 or 0 end
local function neuron(w0, w1, w2, inputs) return (inputs:dot(nn.matrix { w1, w2 }) + w0):map(step) end
local best, target = 0, nn.matrix(xor)
for k = 0, 17 ^ 3 - 1 do
  local w0, w1, w2 = k // 289 / 4 - 2, k // 17 % 17 / 4 - 2, k % 17 / 4 - 2
  best = math.max(best, 4 - (neuron(w0, w1, w2, X) - target):abs():sum())
end
say([[Of the 17³ lines with weights from -2 to 2 the best gets %d of 4, and none can do more: it would need
v(0,0) and v(1,1) not above 0, v(0,1) and v(1,0) above 0, but v(0,0) + v(1,1) = v(0,1) + v(1,0).]], best)
figures["L-4"] = { xor = xor, best = best }

say [[Two lines can: one for OR, one for NAND, and a third neuron that asks whether both fire. Many lines
can separate off even oddly shaped regions.]]
local h1, h2 = neuron(-0.5, 1, 1, X), neuron(1.5, -1, -1, X)
local both = neuron(-1.5, 1, 1, h1:hcat(h2))
for i = 1, 4 do rows[i] = { X:get(i, 1), X:get(i, 2), h1[i], h2[i], both[i] } end
lesson.table({ "a", "b", "h1: OR", "h2: NAND", "h1 AND h2" }, rows)
local corners = { { "XOR = 0", x = { 0, 1 }, y = { 0, 1 } }, { "XOR = 1", x = { 0, 1 }, y = { 1, 0 } } }
lesson.chart(lesson.plane(corners,
  { { "OR above", function(a) return 0.5 - a end }, { "NAND below", function(a) return 1.5 - a end } },
  { title = "1 between the lines", xlabel = "a", ylabel = "b", xrange = { -0.5, 2 }, yrange = { -0.5, 2 } }))
figures["L-5"] = { h1 = h1, h2 = h2, xor = both }

say [[A perceptron can solve linear problems, but not this one; a network can. With sigmoids for steps and
weights of 20 the same three neurons answer:]]
local function query(net, x) -- x and the answers have a column for each sample
  local hidden = (net.W1:dot(x) + net.b1):sigmoid()
  return (net.W2:dot(hidden) + net.b2):sigmoid(), hidden
end
local fixed = { W1 = nn.matrix { { 20, 20 }, { -20, -20 } }, b1 = nn.matrix { -10, 30 },
  W2 = nn.matrix { { 20, 20 } }, b2 = nn.matrix { -30 } }
local outputs, hidden = query(fixed, X.T)
lesson.show("outputs", outputs)
-- The same network of nnlua's: to draw it, and to see that it learns the same.
local function network(net, rule)
  local n = nn.network { 2, net.W1.rows, 1, bias = true, precision = "double", rule = rule,
    learning_rate = 0.5 }
  n:set_weights(1, net.W1)
  n:set_biases(1, net.b1)
  n:set_weights(2, net.W2)
  n:set_biases(2, net.b2)
  return n
end
local function regions(n, title)
  return { regions = n, x = { -0.5, 1.5 }, y = { -0.5, 1.5 }, set = X, labels = xor, title = title,
    xlabel = "a", ylabel = "b" }
end
lesson.chart(regions(network(fixed), "which answer is above one half"))
figures["L-6"] = { outputs = outputs.T, hidden = hidden.T }

say [[Now a network with three hidden nodes learns it: rate 0.5, targets 0.01 and 0.99, the rows in turn,
40000 updates. The exact gradient sends e·o(1 - o) back through W2, the book's rule only e.]]
local T = nn.matrix { 0.01, 0.99, 0.99, 0.01 }
local function update(net, i, rule)
  local o, h = query(net, X:row(i).T)
  local e = T[i] - o
  local delta2 = e * o * (1 - o)
  local e_hidden = net.W2.T:dot(rule == "book" and e or delta2)
  local delta1 = e_hidden * h * (1 - h)
  net.W2:addouter(delta2, h, 0.5)
  net.b2:add(delta2, 0.5)
  net.W1:addouter(delta1, X:row(i).T, 0.5)
  net.b1:add(delta1, 0.5)
end
local curves = {}
rows, figures["L-7"] = {}, {}
for k, rule in ipairs { "gradient", "book" } do
  local net = { W1 = nn.matrix { { 0.5, -0.6 }, { -0.3, 0.8 }, { 0.7, 0.2 } },
    b1 = nn.matrix { 0.1, -0.2, 0.05 }, W2 = nn.matrix { { 0.4, -0.5, 0.6 } }, b2 = nn.matrix { -0.1 } }
  local n, frames, loss, found = network(net, rule), {}, {}, {}
  for i = 1, 40000 do
    update(net, (i - 1) % 4 + 1, rule)
    if i % 250 == 0 then
      loss[#loss + 1] = ((T.T - query(net, X.T)) ^ 2):mean()
      frames[#frames + 1] = network(net)
    end
    if i == 4000 or i == 20000 or i == 40000 then
      found[tostring(i)] = query(net, X.T).T
      rows[#rows + 1] = { rule, i, table.unpack(query(net, X.T).T:totable()) }
    end
  end
  for _ = 1, 10000 do n:train(X, T) end
  found.difference = (n:query(X) - found["40000"]):abs():max()
  found.agree = found.difference < 1e-12
  curves[k], figures["L-7"][rule] = { x = nn.range(250, 40000, 250), y = loss, title = rule }, found
  if rule == "book" then
    lesson.animate(24, function(i) return regions(frames[i], ("book's rule, update %d"):format(250 * i)) end,
      { delay = 0.2 })
  end
end
lesson.table({ "rule", "updates", "0 0", "0 1", "1 0", "1 1" }, rows)
lesson.chart { series = curves, title = "mean squared error", xlabel = "update", logy = true }
say [[Both learn. The flat part at the start is a plateau: there the network answers about one half to
everything. The book's rule, with its larger steps, leaves it sooner here.]]
say("nn.network with the same start learns the same: its answers differ by %.0e and %.0e.",
  figures["L-7"].gradient.difference, figures["L-7"].book.difference)

lesson.ask {
  "Give the network two hidden nodes, by leaving out the third row of W1. Does it still learn XOR?",
  "Start with all weights 0.5. Why is there no way out?",
  "Make it learn AND. How many updates does that take?",
}
return figures
