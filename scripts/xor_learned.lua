-- You will see: a network with three hidden nodes that learns XOR, after a long time of learning nothing.
-- Goes with: slides 003, "Network!".
-- Runs: a second, and twelve for the animations.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[In scripts/xor.lua we chose the weights of a network for XOR. A network can find them itself. This one
has three hidden nodes, as neurons in a network are also called. Its start weights know nothing of XOR. The
target is 0.01 for false and 0.99 for true, because a sigmoid never reaches 0 and 1.]]
local X = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
local xor = { 0, 1, 1, 0 }
local T = 0.01 + 0.98 * nn.matrix(xor)
local function query(W, b, x) -- the output, and what the hidden nodes say; x has a column for each sample
  local h = (W[1]:dot(x) + b[1]):sigmoid()
  return (W[2]:dot(h) + b[2]):sigmoid(), h
end

say [[An update shows it one sample and changes every weight by the error e = t - o, as the bugs turned the
line; L is 0.5. Later lessons explain what is new: the slope of the sigmoid, o(1 - o), and the share of the
error that goes back through W2 to the hidden nodes. There are two rules for it: the exact one, the gradient,
sends e·o(1 - o) back, the book's rule only e.]]
local L = 0.5
local function update(W, b, x, t, rule)
  local o, h = query(W, b, x)
  local e = t - o
  local delta2 = e * o * (1 - o) -- the error times the slope
  local e_hidden = W[2].T:dot(rule == "book" and e or delta2)
  local delta1 = e_hidden * h * (1 - h)
  W[2] = W[2] + L * delta2:dot(h.T)
  b[2] = b[2] + L * delta2
  W[1] = W[1] + L * delta1:dot(x.T)
  b[1] = b[1] + L * delta1
end

say [[A pass shows the four samples in turn, which makes four updates. Beside our network, one made by
nn.network learns from the same start; the pictures are drawn from it.]]
local function learn(rule)
  local W, b = lesson.xor_start()
  local spec = { 2, 3, 1, bias = true, precision = "double", rule = rule, learning_rate = L }
  local n = lesson.network(spec, W, b)
  local run = { answers = {}, errors = {}, networks = {}, difference = 0 }
  for pass = 1, 10000 do
    for i = 1, 4 do update(W, b, X[i].T, T[i], rule) end
    n:train(X, T)
    local o = query(W, b, X.T).T
    run.answers[pass] = o
    run.errors[pass] = ((T - o) ^ 2):mean()
    run.difference = math.max(run.difference, (n:query(X) - o):abs():max())
    if pass % 50 == 0 then run.networks[pass // 50] = n:copy() end
  end
  return run
end
local runs = {}
for _, rule in ipairs { "gradient", "book" } do
  local run = learn(rule)
  lesson.animate(30, function(i)
    return { regions = run.networks[i], x = { -0.5, 1.5 }, y = { -0.5, 1.5 }, set = X, labels = xor,
      title = ("%s rule, pass %d"):format(rule, 50 * i), xlabel = "a", ylabel = "b" }
  end, { delay = 0.2 })
  say('With rule = "%s", the answers after 1000, 5000 and 10000 passes:', rule)
  lesson.columns({ "a", "b", "target", "1000", "5000", "10000" }, X:col(1), X:col(2), T, run.answers[1000],
    run.answers[5000], run.answers[10000])
  run.agree = run.difference < 1e-12
  runs[rule] = run
end
figures["L-7"] = runs

lesson.chart { series = { { y = runs.gradient.errors, title = "gradient" },
  { y = runs.book.errors, title = "book" } }, title = "mean squared error", xlabel = "pass", logy = true }
say([[Both learn. At first the error hardly falls: on this plateau the network answers about one half to
everything. Here the book's rule takes larger steps and leaves it sooner. nn.network gave the same answers all
the time: the largest differences are %.0e and %.0e.]], runs.gradient.difference, runs.book.difference)

lesson.ask {
  "Let L be 2, then 10. How soon is the plateau over?",
  "Let it learn AND: xor = { 0, 0, 0, 1 }. Is there a plateau?",
}
return figures
