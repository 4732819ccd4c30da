--[[ topics: the ideas, in the words of Tariq Rashid's book, for help "sigmoid". The signature is the idea's
formula, or how it is asked for. x are sums, o outputs, t targets, e errors, W weights, g slopes dE/dw;
∘ multiplies element by element. ]]

-- The book's network of three layers of three nodes, one sample and its target.
local book = [[
n = nn.network(3, 3, 3, 0.3)
n:set_weights(1, {{0.9, 0.3, 0.4}, {0.2, 0.8, 0.2}, {0.1, 0.5, 0.6}})
n:set_weights(2, {{0.3, 0.7, 0.5}, {0.6, 0.5, 0.2}, {0.8, 0.1, 0.9}})
I, T = {0.9, 0.1, 0.8}, {0.01, 0.99, 0.01}
]]

-- One weight, 0 at the start, that should become 1: what an optimizer's first two steps make of it.
local function two_steps(option, first, second)
  return ([[
n = nn.network{1, 1, activation = "linear", bias = false, init = 0,
  optimizer = "%s", learning_rate = 0.1}
n:train({1}, {1})
print(("%%.3f"):format(n:weights(1)[1]))  --> %s
n:train({1}, {1})
print(("%%.3f"):format(n:weights(1)[1]))  --> %s
]]):format(option, first, second)
end

return {
  title = "Ideas",
  intro = "What the words mean, most of them in the order in which the book comes to them.",
  groups = { "nodes", "activations", "matrices", "errors", "learning", "optimizers", "data and start",
    "how good", "runs" },

  -- ---- nodes -----------------------------------------------------------------------------------------

  { name = "linear classifier", signature = "linear classifier: y = A · x; A = A + L · e / x",
    group = "nodes",
    text = "A straight line that parts two kinds of things, the book's caterpillars and ladybirds. Its "
      .. "slope A is learnt from examples: the error e = t - y, divided by x, is what A lacks. The "
      .. "learning rate L moderates the steps, so that no single example has the last word.",
    example = [[
A = 0.25
for _, bug in ipairs{{3, 1.1}, {1, 2.9}} do
  width, target = table.unpack(bug)
  A = A + 0.5 * (target - A * width) / width
end
print(("%.4f"):format(A))  --> 1.6042
]],
    see = { "perceptron", "learning rate", "output error" } },

  { name = "neuron", signature = "neuron: o = f(w1 x1 + w2 x2 + … + b)", group = "nodes",
    text = "A node: it adds up its inputs, each times the weight of its link, and its activation function "
      .. "makes the answer of the sum. A small sum is suppressed; one strong input, or several weaker ones "
      .. "together, make it fire.",
    example = [[
I = nn.matrix{0.9, 0.1, 0.8}
w = nn.matrix{{0.9, 0.3, 0.4}}
x = w:dot(I)
print(("%.2f"):format(x[1]))            --> 1.16
print(("%.3f"):format(x:sigmoid()[1]))  --> 0.761
]],
    see = { "activation", "weights", "bias", "perceptron" } },

  { name = "perceptron", signature = "perceptron: o = 1 if w1 x1 + w2 x2 + b > 0, else 0", group = "nodes",
    text = "The first artificial neuron: a sum of weighted inputs and a step. It parts its inputs by one "
      .. "straight line, which is enough for AND and OR, but not for XOR.",
    example = [[
n = nn.network{2, 1, activation = "threshold", bias = true}
n:set_weights(1, {{1, 1}})
n:set_biases(1, {-1.5})                -- a AND b
o = n:query{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
print(table.concat(o:totable(), " "))  --> 0.0 0.0 0.0 1.0
]],
    see = { "XOR", "threshold", "linear classifier" } },

  { name = "XOR", signature = "XOR: 1 if exactly one of a and b is 1", group = "nodes",
    text = "No single straight line has (0,1) and (1,0) on one side and (0,0) and (1,1) on the other, so "
      .. "one perceptron cannot do it. Two lines can: a hidden layer draws them, OR and NOT AND, and the "
      .. "output asks for both.",
    example = [[
n = nn.network{2, 2, 1, activation = "threshold", bias = true}
n:set_weights(1, {{1, 1}, {-1, -1}})   -- a OR b, NOT (a AND b)
n:set_biases(1, {-0.5, 1.5})
n:set_weights(2, {{1, 1}})             -- both
n:set_biases(2, {-1.5})
o = n:query{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
print(table.concat(o:totable(), " "))  --> 0.0 1.0 1.0 0.0
]],
    see = { "perceptron", "layer", "bias" } },

  { name = "neural network", signature = "neural network: X = W · I, O = f(X), layer after layer",
    group = "nodes",
    text = "Layers of nodes, where every node is linked to every node of the next layer. Signals go "
      .. "forwards through the links, errors go back, and what is learnt are the weights of the links.",
    example = book .. [[
print(table.concat(n.layers, "-"))     --> 3-3-3
print(("%.3f"):format(n:query(I)[1]))  --> 0.726
]],
    see = { "nn.network", "layer", "weights", "feed-forward", "training" } },

  { name = "layer", signature = "layer: nn.network{inputs, hidden, …, outputs}", group = "nodes",
    text = "A row of nodes. The first layer holds the inputs and computes nothing, the last one gives the "
      .. "answers; what the hidden layers between them answer is seen with n:activations(x).",
    example = [[
n = nn.network{784, 300, 100, 10}
print(#n.layers, n.layers[2])  --> 4	300
print(n:weights(1):shape())    --> 300	784
]],
    see = { "hidden nodes", "network.layers", "network:activations", "weights" } },

  { name = "hidden nodes", signature = "hidden nodes: nn.network(784, 200, 10, 0.1)", group = "nodes",
    text = "The nodes between inputs and outputs, where what has been learnt lies. Too few cannot hold it, "
      .. "more help less and less: in one epoch of full MNIST the book's network reads 85 % with 10 of "
      .. "them, 94 % with 50, 95 % with 200, 96 % with 500.",
    see = { "layer", "learning rate", "overfitting" } },

  { name = "weights", signature = "weights: x_j = w_1j o_1 + w_2j o_2 + …", group = "nodes",
    text = "The strengths of the links: a low weight mutes a signal, a high one amplifies it, one near 0 "
      .. "breaks the link. W_k has a row for each node of the next layer and a column for each of this "
      .. "one, so that the book's w_12, from node 1 to node 2 of the next layer, is n:weights(k)[2][1].",
    example = [[
n = nn.network(3, 3, 3, 0.3)
n:set_weights(1, {{0.9, 0.3, 0.4}, {0.2, 0.8, 0.2}, {0.1, 0.5, 0.6}})
w_12 = n:weights(1)[2][1]
print(("%.1f"):format(w_12))  --> 0.2
]],
    see = { "network:weights", "network:set_weights", "initial weights", "bias" } },

  { name = "bias", signature = "bias: X = W · I + b", group = "nodes",
    text = "A number that a node adds to its sum, learnt like the weight of an input that is always 1; it "
      .. "shifts the point at which the node fires. The book's network has none: the option bias is false "
      .. "for networks of sigmoid layers alone, else true.",
    example = [[
n = nn.network{1, 1, bias = true}
n:set_weights(1, {{1}})
print(n:query{0}[1])                   --> 0.5
n:set_biases(1, {2})
print(("%.3f"):format(n:query{0}[1]))  --> 0.881
]],
    see = { "weights", "network:biases", "network.bias", "perceptron" } },

  -- ---- activations -----------------------------------------------------------------------------------

  { name = "activation", signature = "activation: O = f(X)", group = "activations",
    text = "What a node makes of the sum of its inputs; without it any number of layers would do no more "
      .. "than one. The option activation is sigmoid, tanh, relu, leaky_relu, softmax, linear or "
      .. "threshold, for all layers or a list with one for each. Your own is a pair {f = function(x), df = "
      .. "function(x)} with its slope.",
    example = [[
W1, W2 = nn.matrix{{1, 2}, {3, 4}}, nn.matrix{{0, 1}, {1, 1}}
I = nn.matrix{5, 6}
print(W2:dot(W1:dot(I)) == W2:dot(W1):dot(I))  --> true
]],
    see = { "sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear", "threshold", "nn.network" } },

  { name = "sigmoid", signature = "sigmoid: o = 1 / (1 + e^-x), slope o (1 - o)", group = "activations",
    text = "The book's activation, a smooth step from 0 to 1: 0 gives a half, and neither end is ever "
      .. "reached. It is steepest in the middle, where its slope is 0.25; far out it is flat, and nothing "
      .. "is learnt there.",
    example = [[
o = nn.matrix{0, 1.05, 0.6}:sigmoid()
print(("%.4f %.4f %.4f"):format(o[1], o[2], o[3]))  --> 0.5000 0.7408 0.6457
print((o * (1 - o))[1])                             --> 0.25
]],
    see = { "matrix:sigmoid", "saturation", "tanh", "activation" } },

  { name = "tanh", signature = "tanh: o = (e^x - e^-x) / (e^x + e^-x), slope 1 - o²", group = "activations",
    text = "A sigmoid that goes from -1 to 1 and through 0: tanh(x) = 2 sigmoid(2x) - 1. Its slope at 0 is "
      .. "1, four times the sigmoid's; as a last layer it wants targets such as -0.99 and 0.99.",
    example = [[
print(("%.4f"):format(nn.matrix{1}:tanh()[1]))             --> 0.7616
print(("%.4f"):format(2 * nn.matrix{2}:sigmoid()[1] - 1))  --> 0.7616
]],
    see = { "matrix:tanh", "sigmoid", "activation", "dataset:targets" } },

  { name = "relu", signature = "relu: o = x if x > 0, else 0", group = "activations",
    text = "Cheap, and with a slope of 1 above 0, so that errors reach the first of many layers. A node "
      .. "whose sum is below 0 for all samples is dead, because it has no slope to learn from; a smaller "
      .. "learning rate or leaky_relu help. Start weights for it are init = \"he\", which is its default.",
    example = [[
o = nn.matrix{-2, 0, 3}:relu()
print(table.concat(o:totable(), " "))  --> 0.0 0.0 3.0
]],
    see = { "matrix:relu", "leaky_relu", "vanishing gradients", "initial weights" } },

  { name = "leaky_relu", signature = "leaky_relu: o = x if x > 0, else 0.01 x", group = "activations",
    text = "A relu that leaks: below 0 a slope of 0.01 is left, so that no node dies.",
    example = [[
n = nn.network{1, 1, activation = "leaky_relu", bias = false}
n:set_weights(1, {{1}})
print(("%.2f %.2f"):format(n:query{-2}[1], n:query{3}[1]))  --> -0.02 3.00
]],
    see = { "relu", "activation" } },

  { name = "softmax", signature = "softmax: o_k = e^x_k / (e^x_1 + e^x_2 + …)", group = "activations",
    text = "Makes shares of the sums of all outputs: each between 0 and 1, and 1 together, like "
      .. "probabilities. It is for the last layer (named for all layers, the hidden ones stay sigmoid), "
      .. "and its loss is the cross-entropy unless another is named.",
    example = [[
p = nn.matrix{0, math.log(3)}:softmax()
print(("%.2f %.2f"):format(p[1], p[2]))  --> 0.25 0.75
]],
    see = { "matrix:softmax", "cross-entropy", "one-hot", "sigmoid" } },

  { name = "linear", signature = "linear: o = x, slope 1", group = "activations",
    text = "The sum as it is. As last layer it can answer any number, which is what predicting a quantity "
      .. "(regression) needs; as hidden layers it adds nothing to one layer alone.",
    example = [[
n = nn.network{1, 1, activation = "linear", bias = false}
n:set_weights(1, {{0.62137}})            -- kilometres to miles
print(("%.1f"):format(n:query{100}[1]))  --> 62.1
]],
    see = { "activation", "squared error", "network:fit" } },

  { name = "threshold", signature = "threshold: o = 1 if x > 0, else 0", group = "activations",
    text = "The step function: a neuron keeps silent until its sum is over the threshold. Its slope is 0 "
      .. "wherever it has one, so that no error can be sent back through it: such a network can be asked, "
      .. "but not trained.",
    example = [[
n = nn.network{1, 1, activation = "threshold", bias = false}
n:set_weights(1, {{1}})
print(n:query{0.1}[1], n:query{0}[1], n:query{-0.1}[1])  --> 1.0	0.0	0.0
]],
    see = { "perceptron", "sigmoid", "activation" } },

  -- ---- matrices --------------------------------------------------------------------------------------

  { name = "matrix", signature = "matrix: rows and columns of numbers", group = "matrices",
    text = "A table of numbers, like a spreadsheet. One product of the weights and the inputs gives the "
      .. "sums of all nodes of a layer at once: it is short to write, and it is what computers do fastest.",
    example = [[
W = nn.matrix{{0.9, 0.3}, {0.2, 0.8}}
X = W:dot{1.0, 0.5}
print(("%.2f %.2f"):format(X[1], X[2]))  --> 1.05 0.60
]],
    see = { "nn.matrix", "dot product", "transpose", "broadcasting" } },

  { name = "dot product", signature = "dot product: (A · B)_ij = A_i1 B_1j + A_i2 B_2j + …",
    group = "matrices",
    text = "Row by column: the numbers of a row of A times those of a column of B, added up. A must have "
      .. "as many columns as B has rows, and A · B is not B · A.",
    example = [[
A, B = nn.matrix{{1, 2}, {3, 4}}, nn.matrix{{5, 6}, {7, 8}}
print(A:dot(B) == nn.matrix{{19, 22}, {43, 50}})  --> true
print(B:dot(A) == nn.matrix{{23, 34}, {31, 46}})  --> true
]],
    see = { "matrix:dot", "matrix *", "transpose" } },

  { name = "transpose", signature = "transpose: (Aᵀ)_ij = A_ji", group = "matrices",
    text = "A matrix flipped about its diagonal, from the top left to the bottom right: rows become "
      .. "columns. Weights send signals forwards, and transposed they send errors back.",
    example = [[
W = nn.matrix{{2, 3}, {1, 4}}
e_hidden = W.T:dot{0.8, 0.5}
print(("%.1f %.1f"):format(e_hidden[1], e_hidden[2]))  --> 2.1 4.4
]],
    see = { "matrix.T", "dot product", "back-propagation" } },

  { name = "broadcasting", signature = "broadcasting: A + number, A + row, A + column", group = "matrices",
    text = "What + - * / ^ do with a number, a row or a column beside a matrix: it is repeated until it "
      .. "fits. So X + b adds the biases to each sample.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A * nn.matrix{10, 100} == nn.matrix{{10, 20}, {300, 400}})  --> true
print(A - A:mean(1) == nn.matrix{{-1, -1}, {1, 1}})               --> true
]],
    see = { "matrix +", "matrix *", "matrix:mean" } },

  -- ---- errors ----------------------------------------------------------------------------------------

  { name = "feed-forward", signature = "feed-forward: X = W · I, O = f(X)", group = "errors",
    text = "Signals on their way through the network: the weights times the outputs of the layer before, "
      .. "then the activation. n:query(x) does it, n:activations(x) shows every layer.",
    example = [[
I = nn.matrix{0.9, 0.1, 0.8}
W1 = nn.matrix{{0.9, 0.3, 0.4}, {0.2, 0.8, 0.2}, {0.1, 0.5, 0.6}}
W2 = nn.matrix{{0.3, 0.7, 0.5}, {0.6, 0.5, 0.2}, {0.8, 0.1, 0.9}}
hidden = W1:dot(I):sigmoid()
o = W2:dot(hidden):sigmoid()
print(("%.3f %.3f %.3f"):format(o[1], o[2], o[3]))  --> 0.726 0.709 0.778
]],
    see = { "network:query", "network:activations", "dot product", "back-propagation" } },

  { name = "output error", signature = "output error: e = t - o", group = "errors",
    text = "What the answer lacks: target less output. Its sign says in which direction to change; added "
      .. "up, errors of both signs would cancel each other, so the loss takes their squares.",
    example = [[
t, o = nn.matrix{0.5, 0.7, 1.0}, nn.matrix{0.4, 0.8, 1.0}
e = t - o
print(("%.1f %.1f %.1f"):format(e[1], e[2], e[3]))  --> 0.1 -0.1 0.0
print(("%.2f"):format((e ^ 2):sum()))               --> 0.02
]],
    see = { "loss", "back-propagation", "network:explain" } },

  { name = "loss", signature = "loss: one number for how wrong the answers are", group = "errors",
    text = "What training makes small, the book's cost function: the option loss is squared, mean_squared "
      .. "or cross_entropy. n:fit tells its mean over the samples of each epoch, n:evaluate over a data "
      .. "set.",
    example = [[
n = nn.network{1, 1, activation = "linear", bias = false}
n:set_weights(1, {{1}})
print(n:evaluate(nn.matrix{3}, nn.matrix{5}).loss)  --> 2.0
print((5 - 3) ^ 2 / 2)                              --> 2.0
]],
    see = { "squared error", "mean squared error", "cross-entropy", "network.loss", "history.loss" } },

  { name = "squared error", signature = "squared error: E = ½ Σ (t - o)²", group = "errors",
    text = "The book's loss, option loss = \"squared\": the square is smooth, and its slope gets smaller "
      .. "near the minimum, so that steps do not overshoot. The half makes the slope by o simply o - t.",
    example = [[
t, o = nn.matrix{0.5, 0.7, 1.0}, nn.matrix{0.4, 0.8, 1.0}
print(("%.2f"):format(((t - o) ^ 2):sum() / 2))  --> 0.01
]],
    see = { "loss", "mean squared error", "gradient" } },

  { name = "mean squared error", signature = "mean squared error: E = Σ (t - o)² / outputs", group = "errors",
    text = "The squares' mean over the outputs, option loss = \"mean_squared\", as many other programs "
      .. "have it. It is the squared error times 2 / outputs, and so are its steps.",
    example = [[
n = nn.network{1, 2, activation = "linear", bias = false,
  loss = "mean_squared"}
n:set_weights(1, {{1}, {2}})                             -- answers 1 and 2
print(n:evaluate(nn.matrix{1}, nn.matrix{{2, 4}}).loss)  --> 2.5
]],
    see = { "loss", "squared error" } },

  { name = "cross-entropy", signature = "cross-entropy: E = -Σ t ln o", group = "errors",
    text = "The loss of sure mistakes, option loss = \"cross_entropy\": the default with softmax, and for "
      .. "sigmoid outputs the sum of -t ln o - (1 - t) ln(1 - o). The slope of the last layer cancels, and "
      .. "what goes back is t - o: a node that is certain and wrong learns quickly.",
    example = [[
n = nn.network{2, 2, activation = "softmax", bias = false, init = 0}
loss = n:evaluate(nn.matrix{{1, 1}}, nn.matrix{{1, 0}}).loss
print(("%.4f %.4f"):format(loss, math.log(2)))  --> 0.6931 0.6931
]],
    see = { "loss", "softmax", "saturation", "matrix:log" } },

  { name = "back-propagation", signature = "back-propagation: e_hidden = Wᵀ · e_output", group = "errors",
    text = "How the hidden nodes get their errors: each output's error is shared out over its links by "
      .. "their weights, and a hidden node adds up what comes back to it. The book sends back e alone (the "
      .. "book's rule); the exact gradient sends e times the output's slope (the gradient rule).",
    example = [[
W = nn.matrix{{0.3, 0.7, 0.5}, {0.6, 0.5, 0.2}, {0.8, 0.1, 0.9}}
e = W.T:dot{-0.716303, 0.281402, -0.768097}
print(("%.3f %.3f %.3f"):format(e[1], e[2], e[3]))  --> -0.661 -0.438 -0.993
]],
    see = { "book's rule", "gradient rule", "transpose", "network:explain" } },

  -- ---- learning --------------------------------------------------------------------------------------

  { name = "training", signature = "training: forwards, compare, back, update", group = "learning",
    text = "Refining the weights by known examples: ask the network, compare with the target, send the "
      .. "error back, move each weight a little. n:train(x, t) learns one sample, n:fit(set) a whole data "
      .. "set.",
    example = book .. [[
before = n:query(I)[2]
n:train(I, T)
print(("%.4f %.4f"):format(before, n:query(I)[2]))  --> 0.7086 0.7101
]],
    see = { "network:train", "network:fit", "gradient descent", "epoch" } },

  { name = "gradient", signature = "gradient: dE/dw for every weight w", group = "learning",
    text = "The slopes of the loss: by how much it grows when a weight grows. Above 0 the weight has to "
      .. "become smaller, below 0 larger. nn.gradcheck compares what back-propagation computes with slopes "
      .. "found by trying.",
    example = [[
function E(w) return (5 - 3 * w) ^ 2 / 2 end                -- x = 3, t = 5
print(("%.2f"):format((E(1 + 1e-6) - E(1 - 1e-6)) / 2e-6))  --> -6.00
n = nn.network{1, 1, activation = "linear", bias = false}
n:set_weights(1, {{1}})
n:train({3}, {5})                                           -- rate 0.1
print(("%.2f"):format(n:weights(1)[1]))                     --> 1.60
]],
    see = { "gradient descent", "gradient rule", "nn.gradcheck" } },

  { name = "gradient descent", signature = "gradient descent: w = w - rate · dE/dw", group = "learning",
    text = "Down a hill in the dark: feel the slope under your feet, take a small step downhill, and "
      .. "again. The best weights are too many to try and too entangled to solve for, but their slopes are "
      .. "easy to compute.",
    example = [[
x = -0.5                   -- f(x) = (x - 1)² + 1
for step = 1, 3 do x = x - 0.1 * 2 * (x - 1) end
print(("%.3f"):format(x))  --> 0.232
]],
    see = { "gradient", "learning rate", "local minimum", "sgd" } },

  { name = "local minimum", signature = "local minimum: a valley that is not the deepest", group = "learning",
    text = "Where descent ends depends on where it starts, and it may be the wrong valley. So train "
      .. "several times from different start weights (another nn.seed) and keep the best; steps from "
      .. "single samples or mini-batches also help out of shallow ones.",
    example = [[
function descend(x)  -- f(x) = x⁴ - 2x² + 0.3x
  for step = 1, 2000 do x = x - 0.01 * (4 * x ^ 3 - 4 * x + 0.3) end
  return x
end
print(("%.3f %.3f"):format(descend(1.5), descend(-1.5)))  --> 0.960 -1.036
]],
    see = { "gradient descent", "initial weights", "nn.seed" } },

  { name = "learning rate", signature = "learning rate: nn.network(784, 200, 10, 0.1)", group = "learning",
    text = "How far each step goes; it keeps single examples from undoing what others taught. Too small "
      .. "learns slowly, too large overshoots: in one epoch of full MNIST the book's network reads 91 % "
      .. "with 0.01, about 95 to 96 % with 0.1 to 0.3, and 91 % with 0.6. It may be set at any time, and "
      .. "the option may be a function of the epoch.",
    example = [[
n = nn.network(784, 200, 10, 0.1)
n.learning_rate = 0.05
n = nn.network{4, 3, learning_rate = function(epoch) return 0.1 / epoch end}
print(n.learning_rate)  --> 0.1
]],
    see = { "network.learning_rate", "gradient descent", "epoch" } },

  { name = "weight update", signature = "weight update: ΔW = rate · (e ∘ o ∘ (1 - o)) · o_beforeᵀ",
    group = "learning",
    text = "What one sample does to the weights of a sigmoid layer: the error, times the sigmoid's slope, "
      .. "times the signal that came through the link, times the learning rate. A link with no signal, or "
      .. "into a node that is certain, hardly changes.",
    example = [[
n = nn.network{2, 1}  -- the book's worked example
n:set_weights(1, {{2, 3}})
o = n:query{0.4, 0.5}[1]  -- sigmoid(2.3)
n:train({0.4, 0.5}, {o + 1.5})  -- an error of 1.5, rate 0.1
print(("%.3f %.5f"):format(o, n:weights(1)[1][1]))  --> 0.909 2.00497
]],
    see = { "network:train", "network:explain", "matrix:addouter", "learning rate" } },

  { name = "book's rule",
    signature = "book's rule: e_k = W_k+1ᵀ · e_k+1, ΔW_k = rate · (e_k ∘ o_k ∘ (1 - o_k)) · o_k-1ᵀ",
    group = "learning",
    text = "Errors go back through the transposed weights alone, without the slope of the layer that they "
      .. "come from. For hidden layers that is not the gradient of any loss, yet it learns well. Option "
      .. "rule = \"book\": the default of sigmoid networks with plain sgd that are updated after each "
      .. "sample.",
    example = book .. [[
n:train(I, T)
print(n.rule, ("%.4f"):format(n:weights(1)[1][1]))  --> book	0.8676
]],
    see = { "gradient rule", "back-propagation", "network.rule", "nn.gradcheck" } },

  { name = "gradient rule", signature = "gradient rule: ΔW = -rate · dE/dW", group = "learning",
    text = "Errors go back together with the slope of the layer that they come from: the chain rule, and "
      .. "the exact gradient of the loss. Option rule = \"gradient\": the default of everything that is "
      .. "not the book's. In the book's 3-3-3 example its steps into the hidden nodes are 5 to 6 times "
      .. "smaller than those of the book's rule.",
    example = book .. [[
g = nn.network{3, 3, 3, learning_rate = 0.3, rule = "gradient"}
g:set_weights(1, n:weights(1))
g:set_weights(2, n:weights(2))
g:train(I, T)
print(("%.4f"):format(g:weights(1)[1][1]))  --> 0.8944
]],
    see = { "book's rule", "gradient", "nn.gradcheck", "network.rule" } },

  { name = "epoch", signature = "epoch: n:fit(train, {epochs = 5})", group = "learning",
    text = "One run over all samples of the training set. More epochs teach more, until the network begins "
      .. "to overfit; with a small learning rate more of them are needed. n:fit shuffles the samples anew "
      .. "for each one, unless shuffle = false.",
    example = [[
n = nn.network{4, 8, 3, learning_rate = 0.1}
d = nn.data.iris{scale = {0.01, 1}}
history = n:fit(d, {epochs = 3, progress = false})
print(#history.loss)  --> 3
]],
    see = { "network:fit", "overfitting", "mini-batch", "history.loss" } },

  { name = "batch", signature = "batch: n:fit(train, {batch_size = #train})", group = "learning",
    text = "All samples together: their gradients are averaged, and one epoch makes one update. It is the "
      .. "steepest way down, but slow in coming: for the same work, updates after each sample make as many "
      .. "steps as there are samples.",
    see = { "mini-batch", "batch size", "epoch" } },

  { name = "mini-batch", signature = "mini-batch: ΔW = -rate · mean of dE/dW over some samples",
    group = "learning",
    text = "A few samples that share an update by the mean of their gradients, between one sample and all "
      .. "of them. The way down is a little drunken, but each step costs little. The network takes the "
      .. "gradient rule for it, unless a rule is named.",
    example = [[
X, T = nn.matrix{1, 3}, nn.matrix{1, 5}  -- w should be 1, and 5/3
n = nn.network{1, 1, activation = "linear", bias = false, init = 1}
n:fit(X, T, {batch_size = 2, progress = false})
print(("%.2f"):format(n:weights(1)[1]))  --> 1.30
print(1 + 0.1 * (0 * 1 + 2 * 3) / 2)     --> 1.3
]],
    see = { "batch size", "batch", "network:fit", "gradient rule" } },

  { name = "batch size", signature = "batch size: n:fit(train, {batch_size = 32})", group = "learning",
    text = "How many samples share an update, the option batch_size; 1, the default, is the book's way. "
      .. "Means of more samples are steadier and bear a larger learning rate, but there are fewer steps in "
      .. "an epoch.",
    see = { "mini-batch", "learning rate", "network:fit" } },

  -- ---- optimizers ------------------------------------------------------------------------------------

  { name = "sgd", signature = "sgd: w = w - rate · g, where g = dE/dw", group = "optimizers",
    text = "Stochastic gradient descent, the plain step that the book takes: the option optimizer is "
      .. "\"sgd\" unless another is named. Stochastic, because each step follows one sample or a few "
      .. "instead of all.",
    example = two_steps("sgd", "0.100", "0.190"),
    see = { "gradient descent", "momentum", "adam", "learning rate" } },

  { name = "momentum", signature = "momentum: u = m · u - rate · g, w = w + u", group = "optimizers",
    text = "A ball that rolls downhill: each step keeps the share m of the last one, so that steps in one "
      .. "direction grow and zigzags even out. Options optimizer = \"momentum\" and momentum, which is 0.9 "
      .. "unless given.",
    example = two_steps("momentum", "0.100", "0.280"),
    see = { "nesterov", "sgd", "network.momentum" } },

  { name = "nesterov", signature = "nesterov: u = m · u - rate · g, w = w + m · u - rate · g",
    group = "optimizers",
    text = "Momentum that looks ahead: the slope counts as if the ball had already rolled on. Options "
      .. "optimizer = \"nesterov\" and momentum, which is 0.9 unless given.",
    example = two_steps("nesterov", "0.190", "0.425"),
    see = { "momentum", "sgd" } },

  { name = "rmsprop", signature = "rmsprop: v = d · v + (1 - d) · g², w = w - rate · g / √v",
    group = "optimizers",
    text = "Every weight gets a step of its own: its slope is divided by the root of the mean of its "
      .. "squares so far, so that all steps are about as long as the rate. Options optimizer = \"rmsprop\" "
      .. "and decay, the d, which is 0.9 unless given; rates such as 0.001 suit it.",
    example = two_steps("rmsprop", "0.316", "0.501"),
    see = { "adam", "sgd", "network.decay" } },

  { name = "adam",
    signature = "adam: u = m · u + (1 - m) · g, v = d · v + (1 - d) · g², w = w - rate · u' / √v'",
    group = "optimizers",
    text = "Momentum and rmsprop together: means of the slopes and of their squares, corrected for the "
      .. "first steps by u' = u / (1 - m^step) and v' = v / (1 - d^step). Options optimizer = \"adam\", "
      .. "momentum (0.9) and decay (0.999); rates such as 0.001 suit it.",
    example = two_steps("adam", "0.100", "0.200"),
    see = { "rmsprop", "momentum", "learning rate" } },

  { name = "rprop", signature = "rprop: step · 1.2 while the slope keeps its sign, · 0.5 when it turns",
    group = "optimizers",
    text = "Looks at the slope's sign alone: each weight has a step of its own, 0.1 at the start, which "
      .. "the slopes lengthen and shorten; the learning rate plays no part. It compares the gradients of "
      .. "the whole set, so that an epoch is one update. Option optimizer = \"rprop\".",
    example = [[
n = nn.network{1, 1, activation = "linear", bias = false, init = 0,
  optimizer = "rprop"}
n:fit(nn.matrix{1}, nn.matrix{1}, {epochs = 2, progress = false})
print(("%.2f"):format(n:weights(1)[1]), 0.1 + 0.1 * 1.2)  --> 0.22	0.22
]],
    see = { "batch", "sgd" } },

  { name = "weight decay", signature = "weight decay: w = w · (1 - rate · λ / samples) - rate · g",
    group = "optimizers",
    text = "Makes all weights (not the biases) a little smaller at each update, so that only what the data "
      .. "keep asking for stays large: against overfitting. The option weight_decay is λ; the option l1 "
      .. "takes the same amount off every weight instead, which brings useless ones to 0.",
    example = [[
n = nn.network{1, 1, activation = "linear", bias = false, init = 2,
  weight_decay = 0.5, learning_rate = 0.1}
n:train({1}, {2})                        -- no error: decay alone
print(("%.2f"):format(n:weights(1)[1]))  --> 1.90
print(2 * (1 - 0.1 * 0.5 / 1))           --> 1.9
]],
    see = { "overfitting", "dropout", "network.weight_decay", "network.l1" } },

  { name = "dropout", signature = "dropout: nn.network{784, 200, 10, activation = \"relu\", dropout = 0.2}",
    group = "optimizers",
    text = "While training, that share of the hidden outputs is left out, others at each sample, so that "
      .. "no node relies on one other node: against overfitting. Those that stay are divided by 1 - "
      .. "dropout; when the network is asked, all take part.",
    example = [[
n = nn.network{2, 4, 2, dropout = 0.5}
print(n:query{1, 0} == n:query{1, 0})  --> true
]],
    see = { "overfitting", "weight decay", "network.dropout" } },

  { name = "clipping", signature = "clipping: g = g · clip / |g| where |g| > clip", group = "optimizers",
    text = "A gradient longer than the option clip is shortened to that length, so that one odd sample "
      .. "cannot throw the weights far away. The length is that of all slopes together.",
    example = [[
n = nn.network{1, 1, activation = "linear", bias = false, init = 0,
  clip = 0.5, learning_rate = 0.1}
n:train({1}, {1})                        -- g = -1
print(("%.2f"):format(n:weights(1)[1]))  --> 0.05
]],
    see = { "gradient", "learning rate", "network.clip" } },

  -- ---- data and start --------------------------------------------------------------------------------

  { name = "MNIST", signature = "MNIST: train, test = nn.data.mnist()", group = "data and start",
    text = "Handwritten digits, 60,000 to learn from and 10,000 to be asked, each a picture of 28 x 28 = "
      .. "784 greys from 0 to 255. nn.data.digits() is a part of it that comes with the program, 4,000 and "
      .. "1,000. The book's network, 784-200-10, reads about 97 % after 5 epochs.",
    example = [[
train, test = nn.data.digits()
print(#train, #test)                        --> 4000	1000
print(#train[1].input)                      --> 784
print(train[1].input:reshape(28, 28).rows)  --> 28
]],
    see = { "nn.data.mnist", "nn.data.digits", "scaling", "targets" } },

  { name = "scaling", signature = "scaling: input = pixel / 255 · 0.99 + 0.01", group = "data and start",
    text = "Inputs belong between 0.01 and 1: large ones drive the sigmoid to where it is flat, and an "
      .. "input of 0 teaches its links nothing. Pictures are scaled so when they are read (option scale); "
      .. "other data by d:scale(0.01, 1), and a test set as its training set by test:scale(train).",
    example = [[
d = nn.data.new({{1, 20}, {3, 60}, {2, 40}}, {"a", "b", "a"})
x = d:scale(0, 1)[3].input
print(x[1], x[2])                                --> 0.5	0.5
print(("%.4f"):format(128 / 255 * 0.99 + 0.01))  --> 0.5069
]],
    see = { "dataset:scale", "network:scaled", "saturation", "targets" } },

  { name = "targets", signature = "targets: 0.99 for the right class, 0.01 for the others",
    group = "data and start",
    text = "What the outputs should be. A sigmoid never reaches 0 or 1, and trying to would drive the "
      .. "weights ever higher, so the book takes 0.01 and 0.99, which is the default; the option targets "
      .. "or d:targets(low, high) sets others, such as 0 and 1 for softmax.",
    example = [[
d = nn.data.new({{1}, {2}, {3}}, {0, 5, 3})      -- classes 0, 3, 5
print(table.concat(d[2].target:totable(), " "))  --> 0.01 0.01 0.99
]],
    see = { "dataset:targets", "one-hot", "scaling", "saturation" } },

  { name = "one-hot", signature = "one-hot: 3 becomes 0 0 0 1 0 0 0 0 0 0", group = "data and start",
    text = "A label as a list of targets, one for each class: one is hot, the rest are cold. The largest "
      .. "output is the answer, so a network for digits has ten outputs.",
    example = [[
d = nn.data.new({{1}, {2}}, {3, 5},
  {classes = {0, 1, 2, 3, 4, 5}, targets = {0, 1}})
print(table.concat(d[1].target:totable(), " "))  --> 0.0 0.0 0.0 1.0 0.0 0.0
]],
    see = { "targets", "network:classify", "softmax" } },

  { name = "initial weights",
    signature = "initial weights: w from a normal distribution, mean 0, std 1 / √links",
    group = "data and start",
    text = "Random, so that nodes differ; small, so that sums stay where the sigmoid is steep; the "
      .. "smaller, the more links come into a node. The option init is normal (the book's), uniform, "
      .. "target, he (for relu), glorot, a number, or a function; with one number for all, the nodes of a "
      .. "layer stay alike for ever.",
    example = [[
nn.seed(1)
n = nn.network(784, 200, 10, 0.1)
print(("%.3f %.3f"):format(n:weights(1):std(), 784 ^ -0.5))  --> 0.036 0.036
n = nn.network{2, 2, 1, init = 0.5}
n:train({0.3, 0.8}, {0.9})
W = n:weights(1)
print(W:row(1) == W:row(2))                                  --> true
]],
    see = { "weights", "nn.network", "saturation", "seed" } },

  { name = "saturation", signature = "saturation: o (1 - o) → 0", group = "data and start",
    text = "A sum so large, or so far below 0, that the sigmoid is flat: its slope is nearly 0, and with "
      .. "it what the weights learn. Scaled inputs, targets within reach, small start weights and a "
      .. "moderate learning rate keep away from it; n:fit's coach tells of it.",
    example = [[
o = nn.matrix{0, 2, 10}:sigmoid()
slope = o * (1 - o)
print(("%.3f %.3f"):format(slope[1], slope[2]))  --> 0.250 0.105
print(("%.6f"):format(slope[3]))                 --> 0.000045
]],
    see = { "scaling", "targets", "initial weights", "vanishing gradients" } },

  { name = "vanishing gradients",
    signature = "vanishing gradients: a slope of at most 0.25 for each sigmoid layer",
    group = "data and start",
    text = "Back through each sigmoid layer the error is multiplied by a slope of at most a quarter, so "
      .. "that little is left for the first of many layers. relu, whose slope is 1, and init = \"he\" "
      .. "help; so does cross-entropy, for the last layer.",
    example = [[
print(0.25 ^ 5)  --> 0.0009765625
]],
    see = { "saturation", "relu", "back-propagation", "clipping" } },

  { name = "seed", signature = "seed: nn.seed(42)", group = "data and start",
    text = "The number that random numbers start from: with the same seed the same script gives the same "
      .. "start weights, the same shuffles and the same results. Each network has its own, drawn from "
      .. "nn.seed's or given by the option seed; nn.info() tells the one in use.",
    example = [[
nn.seed(42)
a = nn.network(2, 3, 1, 0.1):weights(1)
nn.seed(42)
b = nn.network(2, 3, 1, 0.1):weights(1)
print(a == b)  --> true
]],
    see = { "nn.seed", "network.seed", "initial weights" } },

  -- ---- how good --------------------------------------------------------------------------------------

  { name = "accuracy", signature = "accuracy: right answers / samples", group = "how good",
    text = "The share of samples whose largest output is that of the right class, from 0 to 1; guessing "
      .. "among ten digits gets 0.1. What counts is the accuracy on samples that the network has not "
      .. "learnt: n:evaluate(test).",
    example = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})  -- answers with the larger input
d = nn.data.new({{1, 0}, {0, 1}, {1, 0}, {0, 1}}, {0, 1, 1, 1})
print(n:evaluate(d).accuracy)       --> 0.75
]],
    see = { "network:evaluate", "confusion matrix", "test set" } },

  { name = "test set", signature = "test set: n:fit(train, {test = test})", group = "how good",
    text = "Samples that are kept away from training and asked at the end, because a network can learn its "
      .. "training samples by heart. The option test evaluates them after every epoch; to decide by their "
      .. "score when to stop would be learning from them, which is what validation is for.",
    see = { "accuracy", "validation", "network:evaluate", "dataset:split" } },

  { name = "validation", signature = "validation: n:fit(train, {validation = 0.1})", group = "how good",
    text = "Samples set aside while training, to choose by them: when to stop, which rate, how many hidden "
      .. "nodes. The option validation is a share of the training set or a data set, and "
      .. "history.validation_loss has its loss after each epoch.",
    example = [[
n = nn.network{4, 3}
history = n:fit(nn.data.iris{scale = {0.01, 1}},
  {epochs = 2, validation = 0.2, progress = false})
print(#history.validation_loss)  --> 2
]],
    see = { "early stopping", "test set", "history.validation_loss", "overfitting" } },

  { name = "overfitting", signature = "overfitting: the training loss falls, the validation loss rises",
    group = "how good",
    text = "Learning the samples by heart, their noise included, instead of what they have in common. More "
      .. "data help (or d:jitter, which turns and shifts pictures), and so do early stopping, weight "
      .. "decay, dropout and fewer hidden nodes.",
    see = { "validation", "early stopping", "weight decay", "dropout", "dataset:jitter" } },

  { name = "early stopping",
    signature = "early stopping: n:fit(train, {epochs = 50, validation = 0.1, early_stop = 3})",
    group = "how good",
    text = "Training ends when the validation loss has not got better for so many epochs, the patience, "
      .. "and the weights of the best epoch come back. The option early_stop is that number, or {patience "
      .. "= 3, min_delta = 0, restore = true}; history.best_epoch tells which epoch it was.",
    example = [[
n = nn.network{4, 3, learning_rate = 0}   -- never gets better
history = n:fit(nn.data.iris{scale = {0.01, 1}},
  {epochs = 50, validation = 0.2, early_stop = 3, progress = false})
print(history.stopped)                    --> early_stop
print(history.best_epoch, #history.loss)  --> 1	4
]],
    see = { "validation", "overfitting", "history.best_epoch", "network:fit" } },

  { name = "confusion matrix",
    signature = "confusion matrix: counts[i][j] samples of class i answered with j", group = "how good",
    text = "Which classes are taken for which: right answers stand on the diagonal, mistakes beside it. "
      .. "With MNIST the fours that are read as nines are among the commonest. n:confusion(set) makes it, "
      .. ":worst() lists its largest mistakes.",
    example = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})     -- answers with the larger input
d = nn.data.new({{1, 0}, {0, 1}, {1, 0}, {0, 1}}, {0, 1, 1, 1})
c = n:confusion(d)
print(c.counts[2][1], c.counts[2][2])  --> 1.0	2.0
]],
    see = { "network:confusion", "confusion:worst", "accuracy" } },

  { name = "backquery", signature = "backquery: x = logit(o), o_before = scaled(Wᵀ · x)", group = "how good",
    text = "The book's look into the mind of a network: an answer goes in at the outputs, backwards "
      .. "through the inverse of the sigmoid and the transposed weights, and out comes an input that the "
      .. "answer makes it think of. Scaled to 0.01..0.99 at every layer, and reshaped to 28 x 28, it is a "
      .. "picture of a digit.",
    example = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})
x = n:backquery{0.2, 0.8}
print(("%.2f %.2f"):format(x[1], x[2]))  --> 0.01 0.99
]],
    see = { "network:backquery", "matrix:logit", "transpose" } },

  -- ---- runs ------------------------------------------------------------------------------------------

  { name = "lessons", signature = "lessons: nnlua --lessons", group = "runs",
    text = "In a shell, nnlua --lessons is the menu of some fifty short lessons in reading order, from a "
      .. "line that parts caterpillars from ladybirds to handwritten digits and what a network has in "
      .. "mind. It remembers how far you got; a number or a name behind it runs one lesson, with that "
      .. "one's options, --full or --plain. Each is a script of one page to read and to change: it ends "
      .. "with questions. Ten exercises beside them, in scripts/exercises, mark themselves: nnlua --test "
      .. "FILE.",
    see = { "nn.args", "nn.compare" } },

  { name = "Ctrl-C", signature = "Ctrl-C: stops what runs", group = "runs",
    text = "n:fit ends after the block of samples at hand: it keeps the weights, says at which sample it "
      .. "was, and returns its history with stopped = \"interrupt\", so that you can look, and fit again. "
      .. "Other code is stopped with the error \"interrupted!\"; a script that goes on ends at a second "
      .. "one.",
    see = { "history.stopped", "checkpoint", "network:fit" } },

  { name = "checkpoint", signature = "checkpoint: n:fit(train, {epochs = 50, checkpoint = \"run.npz\"})",
    group = "runs",
    text = "A file that fit writes after every epoch (or every so many: {path = \"run.npz\", every = 5}). "
      .. "The same fit, started again after it was killed, goes on from there with the same numbers as if "
      .. "nothing had happened; nn.load reads the network from it.",
    example = [[
d = nn.data.iris{scale = {0.01, 1}}
n = nn.network{4, 3}
n:fit(d, {epochs = 2, checkpoint = "run.npz", progress = false})
n = nn.network{4, 3}
history = n:fit(d, {epochs = 3, checkpoint = "run.npz", progress = false})
print(#history.loss)  --> 3
]],
    see = { "network:fit", "network:save", "nn.load", "Ctrl-C" } },

  { name = "precision", signature = "precision: nn.network{784, 200, 10, precision = \"double\"}",
    group = "runs",
    text = "Networks compute in float, with some 7 digits, which is quick and enough to learn; the option "
      .. "precision = \"double\" has 16 digits. Matrices are always double.",
    example = [[
n = nn.network{1, 1, init = 0.1}
print(n:weights(1)[1] == 0.1)  --> false
n = nn.network{1, 1, init = 0.1, precision = "double"}
print(n:weights(1)[1] == 0.1)  --> true
]],
    see = { "network.precision", "matrix" } },

  { name = "threads", signature = "threads: n:fit(train, {threads = 2})", group = "runs",
    text = "How many processor cores share the work. Updates after each sample use two at most and keep "
      .. "their order; large mini-batches can use more.",
    see = { "network:fit", "mini-batch", "nn.info" } },

  { name = "coach", signature = "coach: n:fit(train, {coach = false})", group = "runs",
    text = "A word from n:fit when something goes wrong: inputs that are not scaled, targets out of reach, "
      .. "saturated or dead nodes, a loss that explodes, the same answer to everything. It names the "
      .. "option to change, tells each trouble once, and is quiet with coach = false.",
    see = { "saturation", "scaling", "learning rate", "network:fit" } },
}
