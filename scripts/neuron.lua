-- You will see: what a neuron does: it holds back, then fires; and how many of them draw any curve.
-- Goes with: slides 001, "Neurons" to "Artificial Neuron"; slides 003, "Step (sign) function" to "Inputs *
-- Weights"; slides 000 and 002; the book, chapter 1.
-- Runs: a second, and five for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}
local function zip(...) -- the rows of a table whose columns are given
  local rows = {}
  for i = 1, #(...) do
    rows[i] = {}
    for c, column in ipairs { ... } do rows[i][c] = column[i] end
  end
  return rows
end

say [[The workshop's order: a classifier; why one is not enough; the neuron, which is here; signals forward;
errors back; updating weights; inputs, outputs and start weights; the example in code.]]
figures["N-15"] = { says = "a classifier; why one is not enough; the neuron" }

say "Brains are made of neurons. The slides' counts:"
lesson.table({ "", "neurons" },
  { { "human", "100 billion" }, { "fruit fly", "100,000" }, { "nematode worm", "302" } })
say "A newer count for humans is 86 billion. The networks of these lessons are nearer to the worm's size."
figures["N-1"] = { says = "human 100 billion fruit fly 100,000 nematode worm 302" }

say [[A neuron suppresses its input until it has grown large enough to trigger an output, as a cup holds
water until it is full. The step function jumps at this threshold; the sign function says -1 for 0; at 0
itself nothing fires yet.]]
local function step(x) return x > 0 and 1 or 0 end
local function sign(x) return x > 0 and 1 or -1 end
local function sigmoid(x) return 1 / (1 + math.exp(-x)) end
local x = nn.matrix { -2, -0.1, 0, 0.1, 2 }
local steps, signs = x:map(step), x:map(sign)
lesson.table({ "x", "step", "sign", "sigmoid" }, zip(x, steps, signs, x:map(sigmoid)))
lesson.chart {
  series = { { f = step, from = -6, to = 6, title = "step" },
    { f = sigmoid, from = -6, to = 6, title = "sigmoid" } },
  title = "two activation functions", xlabel = "x", ylabel = "y", key = "top left",
}
figures["N-3"] = { step01 = steps, sign = signs }

say "The sigmoid, or logistic function, y = 1 / (1 + e^-x), is the soft step. e is Euler's number:"
lesson.show("e", ("%.15f"):format(math.exp(1)))
local xs = nn.matrix { -6, -5, -2, -1, -0.5, 0, 0.5, 0.6, 1, 1.05, 2, 5, 6 }
local ys = xs:map(sigmoid)
lesson.table({ "x", "y", "x:sigmoid()" }, zip(xs, ys, xs:sigmoid()))
figures["N-5"], figures["N-7"] = { y = ys, own = xs:sigmoid() }, { e = math.exp(1) }

say [[At x = 0, e^-x is 1 and y is 1/(1 + 1) = 1/2, the midpoint. The range is between 0 and 1; both are
reached only by rounding, far outside:]]
local far = nn.matrix { -1000, -745, -100, -45, 45, 100, 1000 }
lesson.table({ "x", "y" }, zip(far, far:sigmoid()))
figures["N-6"] = { midpoint = sigmoid(0), y = far:sigmoid(), smallest = far:map(sigmoid)[3] * 1e44 }

lesson.correct [[with the sigmoid's formula is titled "Step (sign) function", and beside it stands the root
of the sum of x², without a word. That is the length of a vector:]]
local norms = {}
for i, v in ipairs { { 3, 4 }, { 1, 2, 2 }, { 0.9, 0.1, 0.8 } } do
  norms[i] = math.sqrt((nn.matrix(v) ^ 2):sum())
end
lesson.table({ "vector", "length" }, zip({ "3, 4", "1, 2, 2", "0.9, 0.1, 0.8" }, norms))
figures["N-4"] = { norm = norms }

say [[An artificial neuron adds up inputs times weights, x = a·wa + b·wb + c·wc, and passes x through the
sigmoid:]]
local inputs, w = nn.matrix { 0.9, 0.1, 0.8 }, nn.matrix { { 0.9, 0.3, 0.4 } }
local sum = w:dot(inputs)[1]
lesson.table({ "inputs", "weights", "x", "y" }, { { "0.9 0.1 0.8", "0.9 0.3 0.4", sum, sigmoid(sum) } })
lesson.correct [[of 001 draws the neuron first as a + b + c. Without weights there would be nothing to
learn.]]
figures["N-9"] = { x = sum, y = sigmoid(sum) }

say [[Three rules follow. A combined input that is too small is suppressed; one input that is large enough
makes the neuron fire; and so do several weaker ones together. With weights of 10 and a bias of -5:]]
local three = nn.matrix { { 0.1, 0.1, 0.1 }, { 0.9, 0, 0 }, { 0.3, 0.3, 0.3 } }
local y = (three:dot { 10, 10, 10 } - 5):sigmoid()
local fires = { y[1] > 0.5, y[2] > 0.5, y[3] > 0.5 }
lesson.table({ "a", "b", "c", "y", "fires" }, zip(three:col(1), three:col(2), three:col(3), y, fires))
figures["N-8"] = { y = y, fires = fires }

say [[Connected neurons make an artificial neural network, layer by layer. A low weight de-emphasises a
signal, a high one amplifies it, and learning adjusts the weights as it adjusted the slope. Weight 1,2 leads
from the first node of a layer to the second of the next; in a matrix W, with a row for each node it leads
to, it stands in row 2, column 1.]]
local n = nn.network { 3, 3, 3 }
local _, W, W2 = lesson.three_layers()
n:set_weights(1, W)
n:set_weights(2, W2)
lesson.draw(n.show, n, inputs)
say "The input layer, on the left, only represents the inputs: no activation function, no weights of its own."
figures["N-10"] = { says = "de-emphasises a signal, a high one amplifies it" }
figures["N-11"] = { inputs = n:activations(inputs)[1], says = "only represents the inputs" }
figures["N-13"] = { w12 = W[2][1], says = "it stands in row 2, column 1" }

say [[Enough neurons approximate any continuous function on a closed, bounded range; one hidden layer that
is wide enough will do. Two steep sigmoids, one rising, one falling, make a bump:]]
local function bump(left, right, height)
  return function(at) return height * (sigmoid(1000 * (at - left)) - sigmoid(1000 * (at - right))) end
end
local one = bump(0.4, 0.6, 0.8)
local places = nn.matrix { 0.3, 0.39, 0.4, 0.5, 0.6, 0.61, 0.7 }
lesson.table({ "x", "bump" }, zip(places, places:map(one)))
local function curve(at) return 0.5 + 0.3 * math.sin(6 * at) + 0.15 * math.sin(17 * at) end
local function bumps(count) -- each as wide as 1/count and as high as the curve in its middle
  local list = {}
  for i = 1, count do list[i] = bump((i - 1) / count, i / count, curve((i - 0.5) / count)) end
  return function(at)
    local total = 0
    for _, b in ipairs(list) do total = total + b(at) end
    return total
  end
end
lesson.animate(12, function(i)
  return { series = { { f = curve, from = 0, to = 1, title = "a curve" },
    { f = bumps(3 * i), from = 0, to = 1, title = "bumps" } }, yrange = { 0, 1 },
    title = ("%d bumps, %d neurons"):format(3 * i, 6 * i) }
end, { delay = 0.4 })
figures["N-14"] = { y = places:map(one) }

lesson.ask {
  "Make the bumps' sigmoids less steep, 50 for 1000. Does the sum of the bumps get better or worse?",
  "Take a bias of -2 for -5 in the three rules. Which inputs fire now?",
  "Sigmoid of -800: why is it exactly 0, and sigmoid of 40 exactly 1?",
}
return figures
