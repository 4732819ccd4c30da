-- You will see: the slope of a function inside a function, link by link, and so the slope of the sigmoid.
-- Goes with: slides 003, "Functions inside of functions", "Chain rule" and "Derivative of sigmoid"; slides
--   002, "Gradients in Neural Networks"; slides 000, after "Cost function"; the book, appendix A.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A network is functions inside functions: a sum goes into a sigmoid, which goes into the next sum. So we
need the slope of such a function. Here f = y² and y = x³ + x. How does f change when x does?]]
local function y_of(x) return x ^ 3 + x end
local function f_of(x) return y_of(x) ^ 2 end

say [[Go link by link, as with gears. At x = 1, y is 2, and it changes 3x² + 1 = 4 times as fast as x. There
f = 4, and it changes 2y = 4 times as fast as y. So f changes 4 · 4 = 16 times as fast as x. A line of this
slope should touch the curve.]]
local function line(x) return 4 + 16 * (x - 1) end
lesson.chart(lesson.plane({ { "x = 1, f = 4", x = { 1 }, y = { 4 } } },
  { { "f = (x³ + x)²", f_of }, { "slope 16", line } },
  { xlabel = "x", ylabel = "f", xrange = { 0, 1.4 }, yrange = { -2, 12 }, key = "top left" }))

say [[This is the chain rule, df/dx = df/dy · dy/dx. Here are both links at several x, their product, and the
slope of f as measured over a very short way:]]
local x = nn.matrix { -1, 0, 0.5, 1, 2 }
local y = x:map(y_of)
local df_dy = 2 * y
local dy_dx = 3 * x ^ 2 + 1
local df_dx = df_dy * dy_dx
local measured = x:map(function(at) return lesson.slope(f_of, at) end)
lesson.columns({ "x", "y", "f", "df/dy", "dy/dx", "df/dx", "measured" },
  x, y, y ^ 2, df_dy, dy_dx, df_dx, measured)
figures["D-5"] = { y = y, f = y ^ 2, df_dy = df_dy, dy_dx = dy_dx, df_dx = df_dx, measured = measured }

say [[Multiplied out, f = x^6 + 2x^4 + x², and the power rule alone gives 6x^5 + 8x³ + 2x. At x = 1 this is
6 + 8 + 2 = 16, too. But a sigmoid cannot be multiplied out, and then the chain rule is what we have.]]

say [[Now the sigmoid, y = 1/(1 + e^-x). Call the inner function u = 1 + e^-x; then y = 1/u, which is u^-1.
The power rule, which holds for n = -1, too, gives dy/du = -1/u². For du/dx the 1 is dropped, e^x is its own
slope, and the minus before x makes it -e^-x. The product of both is e^-x / u².]]
x = nn.matrix { 0, 1, 2, 5, 10, 20 }
local u = 1 + (-x):exp()
local du_dx = -(-x):exp()
local dy_du = -1 / u ^ 2
local chain = dy_du * du_dx

say [[It can be written shorter, as 1/u times e^-x / u. The first factor is y. The second is (u - 1) / u,
which is 1 - 1/u, and so 1 - y. The slope of the sigmoid is y(1 - y), or sigmoid(x)(1 - sigmoid(x)): once we
have the value, we have the slope, too.]]
y = x:sigmoid()
local dy = y * (1 - y)
local function sigmoid(at) return 1 / (1 + math.exp(-at)) end
measured = x:map(function(at) return lesson.slope(sigmoid, at) end)
lesson.columns({ "x", "y", "dy/du", "du/dx", "product", "y(1 - y)", "measured" },
  x, y, dy_du, du_dx, chain, dy, measured)
say "At x = 20 the measured slope is a little off: y is nearly 1 there, and the computer rounds it."
figures["D-6"] = { dy = dy, chain = chain, measured = measured }
lesson.chart(lesson.plane({}, {
  { "sigmoid", sigmoid },
  { "its slope", function(at) return sigmoid(at) * (1 - sigmoid(at)) end },
}, { xlabel = "x", xrange = { -6, 6 }, yrange = { 0, 1 }, key = "top left" }))
say [[The slope is 1/4 at most, at x = 0. Far outside it is next to nothing: so large a signal hardly notices
that a weight has changed, and the neuron hardly learns.]]

lesson.ask {
  "Let f_of be y_of(x) ^ 3: what is measured is no longer df/dx. What must df_dy be now?",
  "Where is the sigmoid's slope 1/8, half of its greatest? Try other x in the second table.",
  "Is e^x its own slope? Add print(lesson.slope(math.exp, 2), math.exp(2)), then try other places.",
}
return figures
