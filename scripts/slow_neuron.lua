-- You will see: a neuron that is very wrong and hardly learns, its cure, and a rule that needs no neuron.
-- Goes with: slides 004, "Useful Links": neuralnetworksanddeeplearning.com, chapters 1, 3 and 6.
-- Runs: a second; --full, with MNIST (make data), the same.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[One neuron with one input, x = 1, is to learn the answer y = 0. It says a = sigmoid(w x + b). Along w,
and along b, the quadratic cost (y - a)²/2 has the slope (a - y) a (1 - a). The cross-entropy, which is
-ln(1 - a) here, has the slope a - y.]]
local x, y = 1, 0
local function answer(w, b) return 1 / (1 + math.exp(-(w * x + b))) end
local function learn(cost, w, b, eta) -- the answers at the start and after each of 300 epochs; w and b
  local answers = { answer(w, b) }
  for epoch = 1, 300 do
    local a = answers[epoch]
    local slope = a - y
    if cost == "quadratic" then slope = slope * a * (1 - a) end
    w = w - eta * slope * x
    b = b - eta * slope
    answers[epoch + 1] = answer(w, b)
  end
  return answers, w, b
end

say "What it says at first and after 50, 150 and 300 epochs, from two starts; eta is the learning rate:"
local starts = { { "quadratic", 0.6, 0.9, 0.15 }, { "quadratic", 2, 2, 0.15 },
  { "cross-entropy", 0.6, 0.9, 0.005 }, { "cross-entropy", 2, 2, 0.005 } }
local rows, curves, runs = {}, {}, {}
for i, start in ipairs(starts) do
  local cost, w, b, eta = table.unpack(start)
  local a, last_w, last_b = learn(cost, w, b, eta)
  rows[i] = { cost, eta, w, b, a[1], a[51], a[151], a[301] }
  curves[i] = { y = a, title = ("%s, w = %g"):format(cost, w) }
  runs[i] = { output_0 = a[1], output_50 = a[51], output_150 = a[151], output_300 = a[301], w = last_w,
    b = last_b }
end
lesson.table({ "cost", "eta", "w", "b", "at first", "50", "150", "300" }, rows)
lesson.chart { series = curves, title = "One neuron unlearns a 1", xlabel = "epoch", ylabel = "answer",
  key = "outside" }
say [[From w = b = 2 the neuron is nearly sure of 1. There the sigmoid is flat, a (1 - a) = 0.018, and with
the quadratic cost it learns next to nothing for 150 epochs: the more wrong, the slower. The cross-entropy
moves w and b the faster, the larger the error is: with a thirtieth of the rate it leads all that time.]]
figures["Y-5"] = { runs = runs }

say [[Nielsen's network3.py goes further. Convolution: 5x5 weights slide over the 28x28 pixels, and 24x24 sums
come out. Max-pooling: of each 2x2 of them the largest is kept, 12x12 in all. Softmax, with -ln a of the right
answer as the cost; relu; dropout, which leaves out nodes at random. nn.network has the last three.]]
figures["Y-4"] = { convolved = 28 - 5 + 1, pooled = (28 - 5 + 1) / 2 }

say [[And without any neuron? Before his first network Nielsen asks how dark a picture is, the sum of its
pixels, each from 0 to 255. The digit whose average is nearest is the guess. The averages:]]
local train, test = lesson.digits { scale = false }
train = train:take(math.min(#train, 50000))
local function darkness(picture) return picture:sum() end
local sum, count = nn.zeros(10), nn.zeros(10) -- of each digit
for i = 1, #train do
  local place = train[i].label + 1 -- places count from 1, digits from 0
  sum[place] = sum[place] + darkness(train[i].input)
  count[place] = count[place] + 1
end
local average = sum / count
lesson.columns({ "digit", "average" }, nn.range(0, 9), average)
local right = 0
for i = 1, #test do
  local distance = (average - darkness(test[i].input)):abs()
  if distance:argmin() - 1 == test[i].label then right = right + 1 end
end
say([[%d of %d are right: more than the one in ten of blind guessing, and what any network has to beat. (His
folder also has mnist_loader.py, mnist_svm.py, conv.py, and expand_mnist.py, which shifts every digit by one
pixel, for five times the data: here d:jitter.)]], right, #test)
figures["Y-6"] = { average = average, right = right }

lesson.ask {
  "Start at w = b = 4 instead of 2, with both costs. What have they learnt after 300 epochs?",
  "Give the cross-entropy the same rate, 0.15. How far is it after 50 epochs?",
  "Take the upper half alone, picture:sub(1, 392):sum(), for the darkness. Does that guess better?",
}
return figures
