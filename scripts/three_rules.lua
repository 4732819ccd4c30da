-- You will see: three rules that send an error back to the hidden nodes, and what each of them learns.
-- Goes with: slides 002, "Review II"; slides 003, "Code it" and "Network!"; slides 004, "The Chain Rule" and
--   "Updating Bias"; the book, part 2.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[An output has a target, so its error is e = t - o. A hidden node has none: its error comes back from the
outputs, through the weights W between them. There are three rules for that.]]
local rules = {}
function rules.shares(W, e) return (W / W:sum(2)).T:dot(e) end -- each row divided by its sum
function rules.book(W, e) return W.T:dot(e) end
function rules.gradient(W, e, o) return W.T:dot(e * o * (1 - o)) end

say [[Shares split each error in proportion to the weights, w11/(w11 + w21) and so on, as slides 002 begin.
The book leaves the divisors out. The gradient is the exact slope: on its way back the error passes the
outputs' sigmoids, too. All else is the same. A bias learns like a weight whose input is always 1.]]
local function query(net, x)
  local b = net.b or { 0, 0 }
  local h = (net.W[1]:dot(x) + b[1]):sigmoid()
  return (net.W[2]:dot(h) + b[2]):sigmoid(), h
end
local function update(net, x, t, rule)
  local o, h = query(net, x)
  local e = t - o
  local step_h = net.rate * rule(net.W[2], e, o) * h * (1 - h)
  local step_o = net.rate * e * o * (1 - o)
  net.W = { net.W[1] + step_h:dot(x.T), net.W[2] + step_o:dot(h.T) }
  if net.b then net.b = { net.b[1] + step_h, net.b[2] + step_o } end
end

say [[A network gets 100 updates, its samples in turn. Beside it, from the same weights, an nn.network learns
by the same rule; it has no shares, and takes the book's rule there.]]
local rows, series = {}, {}
local function train(name, rule, net) -- the samples are the columns of net.X, their targets those of net.T
  local m = lesson.network({ #net.X, #net.W[1], #net.T, rule = rule ~= "shares" and rule or "book",
    learning_rate = net.rate, bias = net.b ~= nil, precision = "double" }, net.W, net.b)
  local after, errors = {}, {}
  for i = 1, 100 do
    local sample = (i - 1) % net.X.cols + 1
    update(net, net.X:col(sample), net.T:col(sample), rules[rule])
    m:train(net.X:col(sample), net.T:col(sample))
    after[i] = { weights = net.W, biases = net.b, outputs = query(net, net.X) }
    errors[i] = ((net.T - after[i].outputs) ^ 2):sum()
  end
  local apart = math.max((m:weights(1) - net.W[1]):abs():max(), (m:weights(2) - net.W[2]):abs():max())
  after.agrees = apart <= 1e-12
  rows[#rows + 1] = { name .. ", " .. rule, apart, table.unpack(after[#after].outputs:flatten():totable()) }
  series[#series + 1] = { y = errors, title = name .. ", " .. rule }
  return after
end

say [[Six networks learn so: the three-layer example, to answer 0.01, 0.99, 0.01, by each rule; AND without
biases and XOR with biases, asked 0 0, 0 1, 1 0, 1 1. "Apart": how far the weights are from nn.network's.]]
local I, W_ih, W_ho = lesson.three_layers()
local t = nn.matrix { 0.01, 0.99, 0.01 }
figures["T-3"] = train("example", "shares", { X = I, T = t, rate = 0.3, W = { W_ih, W_ho } })
figures["T-1"] = train("example", "book", { X = I, T = t, rate = 0.3, W = { W_ih, W_ho } })
figures["T-2"] = train("example", "gradient", { X = I, T = t, rate = 0.3, W = { W_ih, W_ho } })
local X = nn.matrix { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } }
local AND, XOR = nn.matrix { { 0.01, 0.01, 0.01, 0.99 } }, nn.matrix { { 0.01, 0.99, 0.99, 0.01 } }
local V = { nn.matrix { { 0.9, 0.3 }, { 0.2, 0.8 } }, nn.matrix { { 0.5, -0.4 } } }
local W, b = lesson.xor_start()
figures["T-4"] = train("AND", "book", { X = X * 0.98 + 0.01, T = AND, rate = 0.5, W = V }) -- 0.01 to 0.99
figures["T-5"] = train("XOR", "book", { X = X, T = XOR, rate = 0.5, W = W, b = b })
figures["T-6"] = train("XOR", "gradient", { X = X, T = XOR, rate = 0.5, W = W, b = b })
lesson.table({ "network, rule", "apart", "answers", "", "", "" }, rows)
lesson.chart { series = { series[1], series[2], series[3] }, xlabel = "update", ylabel = "squared errors" }
say([[The book's rule and the gradient learn alike here. The shares get lost: they divide by the sum of the
weights into an output, and for output 1 that goes from 1.5 to %.2f, through 0. For AND without biases, and
for XOR, 100 updates are not enough.]], figures["T-3"][100].weights[2]:sum(2)[1])

lesson.ask {
  "Give each 10,000 updates, i = 1, 10000. Which networks have learnt their samples?",
  "Let XOR learn in shares. How do they do?",
  "Give AND biases, b = { nn.zeros(2), nn.zeros(1) }, and 10,000 updates. What changes?",
}
return figures
