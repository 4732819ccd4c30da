-- You will see: why weights are neither all tried nor turned by hand, but led down the slope of the error.
-- Goes with: slides 003, "How do we update the weights?" and "Neural network error"; slides 002 and the book,
--   part 1, "How Do We Actually Update Weights?"; slides 000, "brute force -> gradient descent".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[We know how wrong a network is, and which nodes are to blame. How do we turn its weights? For one line
this was simple algebra. Here every output is a sigmoid of a sum of sigmoids of sums, and solving that for the
weights is too hard.]]

local weights, values = 3 * 3 + 3 * 3, 1000
local combinations = values ^ weights
local years = combinations / 1e9 / (365 * 24 * 3600)
say([[So try them all? Three layers of three nodes have %d weights. With only %d values for each there are
%d^%d = %g networks. A computer that tries a billion a second needs %.2g years.]],
  weights, values, values, weights, combinations, years)
say([[The book counts %d · %d = %d networks. But choices multiply: two weights have %d · %d already.]],
  weights, values, weights * values, values, values)
figures["G-1"] = { weights = weights, combinations = combinations, book_says = values * weights }

say "So turn them by hand? Take the three-layer example. Which one weight can bring its output 1 to 0.5?"
local I, W_ih, W_ho = lesson.three_layers()
local O_h = W_ih:dot(I):sigmoid()
local O = W_ho:dot(O_h):sigmoid()
lesson.columns({ "node", "hidden", "output" }, { 1, 2, 3 }, O_h, O)
local rest = W_ho[1][1] * O_h[1] + W_ho[1][3] * O_h[3] -- what the other two nodes bring to output 1
local reach = nn.matrix { rest, rest + W_ho[1][2] }:sigmoid()
say([[No link into hidden node 2 can. What this node says is always between 0 and 1, and so output 1 stays
between %.6f and %.6f.]], reach[1], reach[2])
lesson.correct [[in 003 asks for a link "between the first input node and the second input node". There is
none: links lead to the next layer, here to hidden node 2.]]

say [[The link from hidden node 1 to output 1, w_ho 1,1, can. The sigmoid is 0.5 where its sum is 0, and that
can be solved for this weight. But then turn another weight far away, w_ih 1,2, from input 1 to hidden node 2:
output 1 is wrong again, and the other outputs have changed, too.]]
local V = W_ho:copy()
V[1][1] = -(W_ho[1][2] * O_h[2] + W_ho[1][3] * O_h[3]) / O_h[1]
local tweaked = V:dot(O_h):sigmoid()
local W = W_ih:copy()
W[2][1] = 3
local ruined = V:dot(W:dot(I):sigmoid()):sigmoid()
lesson.columns({ "output", "at first", ("w_ho 1,1 = %.6f"):format(V[1][1]), "and w_ih 1,2 = 3" },
  { 1, 2, 3 }, O, tweaked, ruined)
figures["G-2"] = { lowest = reach[1], highest = reach[2], who_11 = V[1][1], outputs = tweaked }

say [[There is a third way. A network's error is a function of its weights. Let the targets be 0.01, 0.99 and
0.01, take E, the sum of the squared errors, and look at it as a function of w_ho 1,1 alone:]]
local function E(w)
  V[1][1] = w
  return ((nn.matrix { 0.01, 0.99, 0.01 } - V:dot(O_h):sigmoid()) ^ 2):sum()
end
local slope = lesson.slope(E, 0.3)
local function line(w) return E(0.3) + slope * (w - 0.3) end
lesson.chart(lesson.plane({ { "where we are", x = { 0.3 }, y = { E(0.3) } } },
  { { "E", E }, { "its slope there", line } },
  { xlabel = "w_ho 1,1", ylabel = "E", xrange = { -8, 8 }, yrange = { 0, 2 }, key = "top left" }))
say([[At 0.3 the slope dE/dw, measured, is %.6f. A positive slope means: the larger the weight, the larger the
error. A step down this slope, and one up:]], slope)
lesson.table({ "", "w_ho 1,1", "E" }, {
  { "here", 0.3, E(0.3) },
  { "down", 0.3 - slope, E(0.3 - slope) },
  { "up", 0.3 + slope, E(0.3 + slope) },
})
figures["G-8"] = { slope = slope, E = E(0.3) }

say [[So this is the plan. The error is a function of the weights, and to improve a network is to reduce it.
To choose the right weights at once is too hard. But small steps against the slope, one for each weight,
reduce the error, and the slope can be computed.]]

lesson.ask {
  "How many networks are there with 10 values for each weight? Would you live to see the end?",
  "Bring output 1 to 0.9 by w_ho 1,1: its sum must be 2.197225 instead of 0.",
  "Let the target of output 1 be 0.99. What is the slope now, and which way must the weight go?",
}
return figures
