-- You will see: a neuron that is very wrong and hardly learns, its cure, and how far one gets with none.
-- Goes with: slides 004, "Useful Links": neuralnetworksanddeeplearning.com, chapters 1 and 3.
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[One neuron with one input x = 1 is to learn y = 0: a = sigmoid(w x + b). Its cost (y - a)^2 / 2 has
the slope (a - y) a (1 - a) along w and along b. The cross-entropy -ln(1 - a) has the slope a - y alone.]]
local function taught(w, b, eta, cost) -- the outputs, one before each of 300 epochs and one after them
  local outputs = {}
  for epoch = 0, 300 do
    local a = 1 / (1 + math.exp(-(w * 1 + b)))
    outputs[epoch + 1] = a
    if epoch == 300 then break end
    local delta = cost == "quadratic" and a * a * (1 - a) or a
    w, b = w - eta * delta * 1, b - eta * delta
  end
  return outputs, w, b
end
local starts = { { 0.6, 0.9, 0.15, "quadratic" }, { 2, 2, 0.15, "quadratic" },
  { 0.6, 0.9, 0.005, "cross-entropy" }, { 2, 2, 0.005, "cross-entropy" } }
local rows, curves = {}, {}
for i, s in ipairs(starts) do
  local a, w, b = taught(table.unpack(s))
  rows[i] = { s[4], s[1], s[2], a[1], a[51], a[151], a[301], output_0 = a[1], output_50 = a[51],
    output_150 = a[151], output_300 = a[301], w = w, b = b }
  curves[i] = { y = a, title = ("%s, w = %g"):format(s[4], s[1]) }
end
lesson.table({ "cost", "w", "b", "0", "50", "150", "300 epochs" }, rows)
lesson.chart { series = curves, title = "One neuron unlearns a 1", xlabel = "epoch", ylabel = "output",
  key = "outside" }
say [[From w = b = 2 the neuron is nearly sure of 1, where the sigmoid is flat: a (1 - a) = 0.018. With the
quadratic cost it learns next to nothing for 150 epochs. With the cross-entropy w and b move the faster, the
larger the error is. (The learning rates differ; the shapes are what counts.)]]
figures["Y-5"] = { runs = rows }

say [[network3.py goes further: convolutions, where 20 filters of 5x5 weights slide over the picture, 28x28
becoming 24x24; max-pooling, the largest of each 2x2, 24x24 becoming 12x12; softmax with the cost -ln(a) of
the right answer; relu; dropout. nn.network has the last three.]]
figures["Y-4"] = { convolved = 28 - 5 + 1, pooled = (28 - 5 + 1) // 2 }

say [[Before any of this he asks what costs nothing: how dark is a picture, all pixels together? The digit
whose average is nearest is the answer. (Beside it lie mnist_loader.py, mnist_svm.py, conv.py, and
expand_mnist.py, which shifts every digit by one pixel, for five times the data: here that is d:jitter.)]]
local function darkness(name)
  local ok, learn, ask = pcall(nn.data[name], nil, { scale = false })
  if not ok then return say "(Full MNIST is missing: `make data` fetches it.)" end
  learn = learn:take(math.min(#learn, 50000))
  local sum, count, good = {}, {}, 0
  for i = 1, #learn do
    local k = learn[i].label + 1
    sum[k], count[k] = (sum[k] or 0) + learn[i].input:sum(), (count[k] or 0) + 1
  end
  local average = nn.matrix(sum) / nn.matrix(count)
  for i = 1, #ask do
    local nearest = (average - ask[i].input:sum()):abs():argmin() - 1
    good = good + (nearest == ask[i].label and 1 or 0)
  end
  lesson.show(("%s: %d of %d right; average sums"):format(name, good, #ask), average.T)
  return { average = average:totable(), right = good }
end
figures["Y-6"] = { digits = darkness "digits", mnist = darkness "mnist" }

lesson.ask {
  "Start the one neuron at w = b = 4. How many epochs does it need with each cost?",
  "Give both costs the same learning rate, 0.15. Who wins from w = 0.6, b = 0.9?",
  "Take the number of dark pixels instead of their sum: is that a better guess?",
}
return figures
