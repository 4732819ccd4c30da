-- You will see: a straight line that learns to part ladybirds from caterpillars, too eagerly, then calmly.
-- Goes with: slides 002, "Training A Simple Classifier" to "Slowing updates"; slides 000 and 001;
--   the book, part 1.
-- Runs: a second, and four for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[The predictor's answers c·x lie on a line. A line can also part two classes: what lies above it is a
caterpillar, what lies below a ladybird. Its slope is called A now. Learning is turning the line y = A x about
the origin. The training data, examples of truth, are two bugs; A must lie between their slopes, 1/3 and 3:]]
lesson.table({ "example", "width x", "length", "bug" },
  { { 1, 3.0, 1.0, "ladybird" }, { 2, 1.0, 3.0, "caterpillar" } })
local function correct(A) -- 1 for the ladybird unless it is above the line, 1 for the caterpillar if it is
  return (1.0 > A * 3.0 and 0 or 1) + (3.0 > A * 1.0 and 1 or 0)
end
local slopes = nn.matrix { 0.25, 1 / 3, 11 / 30, 1, 77 / 48, 2.9, 3 }
local right = slopes:map(correct)
lesson.columns({ "A", "right, of 2" }, slopes, right)
figures["B-1"], figures["B-2"] = { correct = right }, { correct = right }

say [[We start somewhere, at A = 0.25, and ask about the ladybird. The line should pass a little above its
length of 1.0, so the target t is 1.1. Let ΔA be what A lacks: t = (A + ΔA)x, while the answer is y = A x. The
difference is the error, E = t - y = (ΔA)x, so ΔA = E/x. Then A + ΔA gives the target:]]
local A, x, t = 0.25, 3.0, 1.1
local y = A * x
local E = t - y
local dA = E / x
lesson.table({ "A", "x", "y = A x", "t", "E = t - y", "ΔA = E/x", "A + ΔA", "(A + ΔA)x" },
  { { A, x, y, t, E, dA, A + dA, (A + dA) * x } })
figures["B-3"], figures["B-4"] = { y = y }, { E = E, dA = dA }
figures["B-5"] = { A = A + dA, y = (A + dA) * x }
lesson.correct [[in 002 calls this "Error Update = Derivative". It is exact algebra: nothing curves.]]

say [[The caterpillar is next, with the target 2.9, a little below its length; then the ladybird again, and so
on. Each update fits the example at hand exactly, so A is what the last one wants: the earlier learning is
thrown away. So we moderate. Of each step only the fraction L, the learning rate, is taken: ΔA = L(E/x).]]
local ladybird, caterpillar = { x = 3.0, t = 1.1 }, { x = 1.0, t = 2.9 }
local function train(L) -- A before the first update and after each, for 1000 passes over both bugs
  local list = { A }
  for i = 1, 2000 do
    local bug = i % 2 == 1 and ladybird or caterpillar
    list[i + 1] = list[i] + L * (bug.t - list[i] * bug.x) / bug.x
  end
  return list
end
local passes = { 0, 1, 2, 10, 100, 1000 }
local lists, after = {}, {} -- for each L: A after every update, and after these passes
for k, L in ipairs { 1, 0.5, 0.1, 0.01 } do
  lists[k], after[k] = train(L), {}
  for i, pass in ipairs(passes) do after[k][i] = lists[k][2 * pass + 1] end
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
dominates, noise is dampened. Where does it end? The ladybird wants a slope of a = 1.1/3, the caterpillar of
b = 2.9. A pass leaves A as it was when A is ((1 - L)a + b) / (2 - L):]]
local a, b = ladybird.t / ladybird.x, caterpillar.t / caterpillar.x
local function limit(L) return ((1 - L) * a + b) / (2 - L) end
local limits = { limit(1), limit(0.5), limit(0.1), limit(0.01), (a + b) / 2 }
lesson.table({ "L = 1", "L = 0.5", "L = 0.1", "L = 0.01", "(a + b) / 2" }, { limits })
say [[The smaller L is, the slower A moves, and the nearer it ends to the mean of both wishes. That is what
training is for: to find causal links or correlations, here between a bug's shape and its name.]]
figures["B-7"] = { A = lists[2], after = after[2], limit = limits[2] }
figures["B-8"] = { first = { lists[3], lists[4] }, after = { after[3], after[4] }, limits = limits }

lesson.ask {
  "Show the caterpillar first: what does L = 1 end with, and what L = 0.5?",
  "Give the caterpillar a wrong target, 9 for 2.9: how far is each L thrown off?",
}
return figures
