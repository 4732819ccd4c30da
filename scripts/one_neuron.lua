-- You will see: the slope of one neuron's loss, link by link along the chain, for its weight and its bias.
-- Goes with: slides 004, "The Chain Rule", "Derivative" and "Updating Bias"; scripts/chain_rule.lua has the
--   rule itself.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A neuron hears a_prev = 0.9 from the layer before; its weight is w = 0.6, its bias b = 0.3, and it
should answer y = 0. Its numbers follow from each other like the links of a chain: z = w a_prev + b, then
a = g(z) with the sigmoid g, then Loss = (a - y)², without the ½ of scripts/layers.lua.]]
local a_prev, w, b = 0.9, 0.6, 0.3
local y = 0
local function g(z) return 1 / (1 + math.exp(-z)) end
local function loss(w_, b_, a_) return (g(w_ * a_ + b_) - y) ^ 2 end
local z = w * a_prev + b
local a = g(z)
lesson.table({ "z", "a", "Loss" }, { { z, a, loss(w, b, a_prev) } })

say [[How does the loss change when w changes? A small change of w moves z, that moves a, and that moves the
loss. Each link has a slope of its own, which we compute, and also measure by moving a little both ways.]]
local dz_dw = a_prev
local da_dz = a * (1 - a)
local dLoss_da = 2 * (a - y)
lesson.table({ "link", "is", "slope", "measured" }, {
  { "dz/dw", "a_prev", dz_dw, lesson.slope(function(at) return at * a_prev + b end, w) },
  { "da/dz", "a(1 - a)", da_dz, lesson.slope(g, z) },
  { "dLoss/da", "2(a - y)", dLoss_da, lesson.slope(function(at) return (at - y) ^ 2 end, a) },
})

say [[The chain rule says: dLoss/dw = dz/dw · da/dz · dLoss/da. The slopes of the links are multiplied. If one
of them is almost 0, so is the whole.]]
local dw = dz_dw * da_dz * dLoss_da
local measured = lesson.slope(function(at) return loss(at, b, a_prev) end, w)
say("dLoss/dw = %g · %.6f · %.5f = %.6f; measured: %.6f.", dz_dw, da_dz, dLoss_da, dw, measured)
lesson.chart { series = {
  { f = function(at) return loss(at, b, a_prev) end, from = -3, to = 3, title = "Loss" },
  { f = function(at) return loss(w, b, a_prev) + dw * (at - w) end, from = w - 1.2, to = w + 1.2,
    title = ("dLoss/dw at w = %g"):format(w) },
}, title = "The loss of one neuron", xlabel = "w", ylabel = "Loss", key = "top left" }
figures["A-9"] = { dw = dw, slope = da_dz }
lesson.correct [[on the chain rule has a link to the film tleHLnjs5U8. The small l is probably a capital I: it
is 3Blue1Brown's "Backpropagation calculus".]]

say [[For the bias only the first link is another one: z grows as fast as b does, so dz/db = 1, and dLoss/db =
1 · g'(z) · 2(a - y), where g'(z) is the da/dz from above.]]
local db = 1 * da_dz * dLoss_da
measured = lesson.slope(function(at) return loss(w, at, a_prev) end, b)
say("dLoss/db = %.6f; measured: %.6f.", db, measured)
figures["A-12"] = { db = db }
lesson.correct [[has "change is bias is linear the change in Loss". It means that z is linear in b, with the
slope 1; the loss is not.]]

say [[To send the error further back we also ask how the loss changes with a_prev, the answer of the node
before. There the first link is dz/da_prev = w.]]
local da_prev = w * da_dz * dLoss_da
measured = lesson.slope(function(at) return loss(w, b, at) end, a_prev)
say("dLoss/da_prev = %.6f; measured: %.6f.", da_prev, measured)
figures["A-11"] = { da = da_prev }
lesson.correct [[has dLoss/dw on the left side here. It must be dLoss/da_k of the layer before. And where a_k
feeds several nodes, their slopes are summed.]]

say [[Learning is a step against the slopes. Here is one, with a learning rate of 1: w becomes w - dLoss/dw,
and b becomes b - dLoss/db. The loss is smaller:]]
lesson.table({ "w", "b", "Loss" }, {
  { w, b, loss(w, b, a_prev) },
  { w - dw, b - db, loss(w - dw, b - db, a_prev) },
})

lesson.ask {
  "Take w = 6: which of the three links is almost 0, and what is left of the slope?",
  "Let y be 1 instead of 0. Which slopes change their sign?",
  "Take a_prev = 0. What can w learn from this example, and what can b?",
}
return figures
