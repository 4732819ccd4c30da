-- You will see: a straight line that learns to part ladybirds from caterpillars, too eagerly, then calmly.
-- Goes with: slides 002, "Training A Simple Classifier" to "Slowing updates"; slides 000 and 001;
--   the book, chapter 1.
-- Runs: a second, and four for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A predictor's line gives answers. The same line can part two classes: what lies above it is a
caterpillar, what lies below a ladybird. Learning is turning the line y = A·x about the origin. The examples
of truth, the training data, are two bugs; A must lie between their slopes, 1.0/3.0 and 3.0/1.0:]]
lesson.table({ "example", "width x", "length", "bug" },
  { { 1, 3.0, 1.0, "ladybird" }, { 2, 1.0, 3.0, "caterpillar" } })
local function correct(A) return (1.0 > A * 3.0 and 0 or 1) + (3.0 > A * 1.0 and 1 or 0) end
local slopes = nn.matrix { 0.25, 1 / 3, 11 / 30, 1, 77 / 48, 2.9, 3 }
local right = slopes:map(correct)
lesson.columns({ "A", "right, of 2" }, slopes, right)
figures["B-1"], figures["B-2"] = { correct = right }, { correct = right }

say [[We start anywhere, at A = 0.25, and ask about the ladybird. The line should pass a little above its
length of 1.0: the target t is 1.1.]]
local A, x, t = 0.25, 3.0, 1.1
local y = A * x
local E = t - y
lesson.table({ "A", "x", "y = A x", "t", "E = t - y" }, { { A, x, y, t, E } })
figures["B-3"] = { y = y }

say "The target is t = (A + ΔA)x, the answer was y = A x. The difference is E = t - y = (ΔA)x, so ΔA = E/x."
local dA = E / x
say("Here ΔA = %g/%g = %.6f, and A = %.6f. Now the line says %g, the target.", E, x, dA, A + dA, (A + dA) * x)
figures["B-4"], figures["B-5"] = { E = E, dA = dA }, { A = A + dA, y = (A + dA) * x }
lesson.correct [[calls this "Error Update = Derivative". Nothing is derived: for a straight line it is exact
algebra. Derivatives come when the curve is not straight.]]

say [[The caterpillar is next, with the target 2.9, a little below its length; then the ladybird again, and so
on. Each update fits the example at hand exactly, so A is what the last one wants: the earlier learning is
thrown away. So we moderate. Of each step only the fraction L, the learning rate, is taken: ΔA = L(E/x).]]
local function train(L) -- A before the first update and after each, for 1000 passes over both bugs
  local list = { 0.25 }
  for i = 1, 2000 do
    local x_, t_ = 3.0, 1.1
    if i % 2 == 0 then x_, t_ = 1.0, 2.9 end
    list[i + 1] = list[i] + L * ((t_ - list[i] * x_) / x_)
  end
  return list
end
local passes, lists, after = { 0, 1, 2, 10, 100, 1000 }, {}, {}
for k, L in ipairs { 1, 0.5, 0.1, 0.01 } do
  lists[k], after[k] = train(L), {}
  for i, n in ipairs(passes) do after[k][i] = lists[k][1 + 2 * n] end
end
lesson.animate(13, function(i)
  local bugs = { { "ladybird", x = { 3 }, y = { 1 } }, { "caterpillar", x = { 1 }, y = { 3 } } }
  local slope = lists[2][i]
  return lesson.plane(bugs, { { "y = A x", function(at) return slope * at end } }, {
    title = ("L = 0.5, update %d: A = %.4f, %d of 2 right"):format(i - 1, slope, correct(slope)),
    xlabel = "width", ylabel = "length", xrange = { 0, 4 }, yrange = { 0, 4 } })
end, { delay = 0.3 })
lesson.columns({ "passes", "L = 1", "L = 0.5", "L = 0.1", "L = 0.01" }, passes, table.unpack(after))
figures["B-6"] = { A = lists[1], after = after[1] }

say [[With L = 0.5 the line settles between the bugs, and keeps some of what each taught it: no single example
dominates, noise is dampened. Where does it end? The ladybird wants a = 1.1/3, the caterpillar b = 2.9, and
the A that a pass leaves as it was is ((1 - L)a + b) / (2 - L):]]
local function limit(L) return ((1 - L) * 1.1 / 3 + 2.9) / (2 - L) end
local limits = { limit(1), limit(0.5), limit(0.1), limit(0.01), (1.1 / 3 + 2.9) / 2 }
lesson.table({ "L = 1", "L = 0.5", "L = 0.1", "L = 0.01", "(a + b) / 2" }, { limits })
say [[The smaller L, the slower, and the nearer to the mean of the two wishes: both examples count alike. That
is what training is for: to find causal links or correlations between some observations and others. Here,
between a bug's shape and its name.]]
figures["B-7"] = { A = lists[2], after = after[2], limit = limits[2] }
figures["B-8"] = { first = { lists[3], lists[4] }, after = { after[3], after[4] }, limits = limits }

lesson.ask {
  "Show the caterpillar first: what does L = 1 end with, and what L = 0.5?",
  "Give the ladybird a wrong target, 9 for 1.1: how far is each L thrown off?",
  "Take L = 2. Is that twice as quick?",
}
return figures
