-- You will see: a straight line that learns to part ladybirds from caterpillars, too eagerly, then calmly.
-- Goes with: slides 002, "Training A Simple Classifier" to "Slowing updates"; slides 000 and 001;
-- the book, chapter 1.
-- Runs: a second, and four for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A predictor's line gives answers. The same line can part two classes: what lies above it is a
caterpillar, what lies below a ladybird. Learning is turning the line y = A·x about the origin. The examples
of truth, the training data, are two bugs:]]
lesson.table({ "example", "width x", "length", "bug" },
  { { 1, 3.0, 1.0, "ladybird" }, { 2, 1.0, 3.0, "caterpillar" } })
local function correct(A) return (1.0 > A * 3.0 and 0 or 1) + (3.0 > A * 1.0 and 1 or 0) end
local function scene(A, what)
  local bugs = { { "ladybird", x = { 3 }, y = { 1 } }, { "caterpillar", x = { 1 }, y = { 3 } } }
  return lesson.plane(bugs, { { "y = A x", function(x) return A * x end } }, {
    title = ("%sA = %.4f, %d of 2 right"):format(what, A, correct(A)),
    xlabel = "width", ylabel = "length", xrange = { 0, 4 }, yrange = { 0, 4 },
  })
end
say("The line parts them from A = 1.0/3.0, where it meets the ladybird, to just below A = 3.0/1.0.")
local rows, right = {}, {}
for i, A in ipairs { 0.25, 1 / 3, 11 / 30, 1, 77 / 48, 2.9, 3 } do
  right[i] = correct(A)
  rows[i] = { A, right[i] }
end
lesson.table({ "A", "right, of 2" }, rows)
figures["B-1"] = { correct = right, says = "turning the line" }
figures["B-2"] = { correct = right }

say [[We start anywhere, at A = 0.25, and ask about the ladybird. The line should pass a little above its
length of 1.0: the target t is 1.1.]]
local A, x, t = 0.25, 3.0, 1.1
local y = A * x
local E = t - y
lesson.table({ "A", "x", "y = A x", "t", "E = t - y" }, { { A, x, y, t, E } })
lesson.chart(scene(A, "the start: "))
figures["B-3"] = { y = y }

say "The target is t = (A + ΔA)x, the answer was y = A x. The difference is E = t - y = (ΔA)x, so ΔA = E/x."
local dA = E / x
say("Here ΔA = %g/%g = %.6f, and A = %.6f. Now the line says %g, the target.", E, x, dA, A + dA, (A + dA) * x)
figures["B-4"] = { E = E, dA = dA }
figures["B-5"] = { A = A + dA, y = (A + dA) * x }
lesson.correct [[calls this "Error Update = Derivative". Nothing is derived: for a straight line it is exact
algebra. Derivatives come when the curve is not straight.]]

local function train(L) -- A before the first update and after each, for 1000 passes
  local list = { 0.25 }
  for i = 1, 2000 do
    local x_, t_ = 3.0, 1.1 -- the ladybird; every other time
    if i % 2 == 0 then x_, t_ = 1.0, 2.9 end -- the caterpillar, a little below its length
    list[i + 1] = list[i] + L * ((t_ - list[i] * x_) / x_)
  end
  return list
end
local function figures_of(list)
  local after = {}
  for _, passes in ipairs { 1, 2, 10, 100, 1000 } do after[tostring(passes)] = list[1 + 2 * passes] end
  return { A = { list[1], list[2], list[3] }, after = after }
end
say [[The caterpillar is next, with the target 2.9. Each update fits the example at hand exactly. However
often we go on, A is what the last one wants: the earlier learning is thrown away.]]
local eager = train(1)
lesson.table({ "start", "after the ladybird", "after the caterpillar", "after 1000 passes" },
  { { eager[1], eager[2], eager[3], eager[2001] } })
figures["B-6"] = figures_of(eager)

say [[So we moderate: of each step only the fraction L, the learning rate, ΔA = L(E/x). With L = 0.5 the
line settles between the bugs, and keeps some of what each taught it:]]
local calm, slow, slowest = train(0.5), train(0.1), train(0.01)
lesson.animate(13, function(i) return scene(calm[i], "update " .. i - 1 .. ": ") end, { delay = 0.3 })
rows = {}
for _, passes in ipairs { 0, 1, 2, 10, 100, 1000 } do
  local i = 1 + 2 * passes
  rows[#rows + 1] = { passes, eager[i], calm[i], slow[i], slowest[i] }
end
lesson.table({ "passes", "L = 1", "L = 0.5", "L = 0.1", "L = 0.01" }, rows)

say [[No single example dominates; noise is dampened. Where does it end? The ladybird wants a = 1.1/3, the
caterpillar b = 2.9, and the A that a pass leaves as it was is ((1 - L)a + b) / (2 - L):]]
local a, b = 1.1 / 3, 2.9
local function limit(L) return ((1 - L) * a + b) / (2 - L) end
lesson.table({ "L = 1", "L = 0.5", "L = 0.1", "L = 0.01", "(a + b) / 2" },
  { { limit(1), limit(0.5), limit(0.1), limit(0.01), (a + b) / 2 } })
say "The smaller L, the slower, and the nearer to the mean of the two wishes: both examples count alike."
figures["B-7"] = figures_of(calm)
figures["B-7"].limit = limit(0.5)
figures["B-8"] = { ["0.1"] = figures_of(slow), ["0.01"] = figures_of(slowest),
  limits = { limit(0.1), limit(0.01), (a + b) / 2 } }

say [[That is what training is for: to find causal links or correlations between some observations and
others. Here, between a bug's shape and its name.]]
figures["B-9"] = { says = "causal links or correlations" }

lesson.ask {
  "Show the caterpillar first: what does L = 1 end with, and what L = 0.5?",
  "Give the ladybird a wrong target, 9 for 1.1: how far is each L thrown off?",
  "Take L = 2. Is that twice as quick?",
}
return figures
