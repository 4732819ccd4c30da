-- The documentation of networks: making them, training, asking.

-- How most examples begin: the book's network of three layers of three nodes, one sample and its target.
local book = [[
n = nn.network(3, 3, 3, 0.3)
n:set_weights(1, {{0.9, 0.3, 0.4}, {0.2, 0.8, 0.2}, {0.1, 0.5, 0.6}})
n:set_weights(2, {{0.3, 0.7, 0.5}, {0.6, 0.5, 0.2}, {0.8, 0.1, 0.9}})
I, T = {0.9, 0.1, 0.8}, {0.01, 0.99, 0.01}
]]

-- A network that answers with the place of the larger input; of these four samples it gets three right.
local larger = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})
d = nn.data.new({{1, 0}, {0, 1}, {1, 0}, {0, 1}}, {0, 1, 1, 1})
]]

return {
  title = "Networks",
  intro = "Networks compute in float, or in double with precision = \"double\".",
  groups = { "make", "learn", "ask", "open", "files" },

  -- ---- make ----------------------------------------------------------------------------------------

  { name = "nn.network",
    signature = "nn.network(inputs, hidden, outputs, rate) or nn.network{inputs, …, outputs, options}",
    group = "make",
    text = "Makes a network with random start weights: the book's class from four numbers, any depth and all "
      .. "options from a table. Its rule is the book's as long as everything else is: sigmoid layers, plain "
      .. "sgd, no loss named.",
    shapes = "2 to 65 sizes, each a whole number of nodes; W_k has a row for each node of layer k + 1 of "
      .. "n.layers and a column for each node of layer k.",
    errors = "Another number of arguments than four; a size that is no whole number; an unknown option; "
      .. "options that do not go together, such as rule = \"book\" with relu.",
    options = {
      { "activation", "\"sigmoid\"", "of all layers after the input, a list with one for each, or your own "
        .. "{f = …, df = …} with its slope; softmax named for all is that of the last layer",
        values = { "sigmoid", "tanh", "relu", "leaky_relu", "softmax", "linear", "threshold" } },
      { "bias", "false if all layers are sigmoid, else true", "whether nodes have biases, 0 at the start" },
      { "classes", "from the data at the first fit, else 0, 1, 2, …", "the outputs' labels in order" },
      { "init", "\"he\" for relu and leaky_relu, else \"normal\"", "start weights: spread 1/√links (normal, "
        .. "uniform), 1/√nodes (target), √(2/links) (he), √(6/(links + nodes)) (glorot); a number; a "
        .. "function(nodes, links, k) that returns W_k",
        values = { "normal", "uniform", "target", "he", "glorot" } },
      { "learning_rate", "0.1", "how far each step goes: 0 or more, or a function of the epoch" },
      { "loss", "\"cross_entropy\" with softmax, else \"squared\"", "what training makes small: ½ Σ(t - o)², "
        .. "Σ(t - o)²/outputs or the cross-entropy (for sigmoid or softmax answers)",
        values = { "squared", "mean_squared", "cross_entropy" } },
      { "optimizer", "\"sgd\"", "what makes a step of the gradient; rprop takes the whole set at once",
        values = { "sgd", "momentum", "nesterov", "rmsprop", "adam", "rprop" } },
      { "momentum", "0.9", "the share of the last step that momentum, nesterov and adam keep, below 1" },
      { "decay", "0.9 for rmsprop, 0.999 for adam", "the share of the mean squares that is kept, below 1" },
      { "weight_decay", "0", "L2: before a step W shrinks by rate · weight_decay / samples of the set" },
      { "l1", "0", "L1: before a step each weight goes towards 0 by rate · l1 / samples of the set" },
      { "clip", "0", "the longest gradient that is followed, longer ones are shortened to it; 0: any" },
      { "dropout", "0", "the share of the hidden outputs left out while training, below 1" },
      { "precision", "\"float\"", "what the network computes in", values = { "float", "double" } },
      { "rule", "\"book\" while everything else is the book's, else \"gradient\"",
        "how errors go back: as in the book, or by the exact gradient", values = { "book", "gradient" } },
      { "seed", "drawn from nn.seed's generator", "where the network's own random numbers start" },
    },
    example = [[
n = nn.network(3, 3, 3, 0.3)
print(n.rule)                   --> book
n = nn.network{4, 8, 3, activation = {"relu", "softmax"}}
print(n.loss)                   --> cross_entropy
print(n.rule)                   --> gradient
print(n:weights(1).rows)        --> 8
]], see = { "network:fit", "network:query", "network:train", "nn.seed" } },

  { name = "network:copy", signature = "n:copy()", group = "make",
    text = "A network of its own with the same weights, options, classes and random state.",
    example = book .. [[
c = n:copy()
c:train(I, T)
print(n:weights(1) == c:weights(1))  --> false
]], see = { "network:save", "network:weights" } },

  -- ---- learn ---------------------------------------------------------------------------------------

  { name = "network:train", signature = "n:train(inputs, targets)", group = "learn",
    text = "Learns the samples in their order, with an update after each. n:train(set) learns a data set.",
    shapes = "One sample: a list or a column of n.layers[1] numbers, and of as many as there are outputs; "
      .. "many: two matrices with a row a sample. d[i] of a data set brings both: n:train(d[i]).",
    errors = "A wrong width; other numbers of inputs than of targets; nan or inf; a threshold layer; a loss "
      .. "that is no finite number any more: the weights are then as before that sample.",
    example = book .. [[
n:train(I, T)
print(("%.6f"):format(n:weights(2)[1][1]))  --> 0.267478
]], see = { "network:fit", "network:query", "network:explain", "network.learning_rate" } },

  { name = "network:fit", signature = "n:fit(set [, options]) or n:fit(X, goals [, options])",
    group = "learn",
    text = "Learns a data set epoch by epoch, telling its progress, and returns the history. Ctrl-C ends it "
      .. "after the block at hand and keeps the weights.",
    shapes = "set: a data set with as many inputs and classes (or targets) as the network; X a row a sample, "
      .. "goals a list of labels or a matrix; gives lists with an entry an epoch.",
    errors = "An unknown option; sizes or classes that do not fit the network; a threshold layer; a loss "
      .. "that is no finite number any more (told with epoch and sample); training inside its own fit.",
    options = {
      { "epochs", "1", "how many times all samples are seen" },
      { "batch_size", "1", "samples an update; those of a mini-batch are averaged (rprop: the whole set)" },
      { "shuffle", "true", "a new random order every epoch; false: the set's own, as in the book" },
      { "test", "", "a data set that is evaluated after every epoch" },
      { "validation", "", "a data set for early_stop, or the share of the training set to set aside" },
      { "early_stop", "", "ends when the validation loss gets no better: the patience alone, or "
        .. "{patience = 3, min_delta = 0, restore = true}",
        options = {
          { "patience", "3", "epochs to wait for a better loss" },
          { "min_delta", "0", "by how much a loss has to be better" },
          { "restore", "true", "whether to go back to the best weights at the end" },
        } },
      { "checkpoint", "", "a file ending in .npz from which a killed run goes on: its name alone, or "
        .. "{path = \"run.npz\", every = 1}",
        options = {
          { "path", "", "the file's name, ending in .npz" },
          { "every", "1", "epochs between two savings" },
        } },
      { "learning_rate", "the network's", "a rate, which the network keeps, or a function of the epoch" },
      { "rule", "the network's; in mini-batches the gradient unless a rule was named", "how errors go back; "
        .. "the network keeps it afterwards",
        values = { "book", "gradient" } },
      { "threads", "1", "processor cores to use, up to 256; updates after each sample use two at most" },
      { "progress", "true", "whether to tell about epochs, on stderr: a line for each of the first 20, then "
        .. "for each tenth up to 100, each hundredth up to 1000 and so on, and for the last" },
      { "coach", "true", "whether to say what goes wrong and which option to change; needs progress" },
      { "plot", "false", "whether to draw loss and accuracy as epochs pass, above the progress line; piped, "
        .. "once at the end" },
      { "on_epoch", "", "a function(report) called after every epoch; returning false ends the run" },
      { "on_batch", "", "a function(report) called after every mini-batch (of one: every 64 samples)" },
      { "on_nan", "\"stop\"", "what to do when the loss is no finite number any more", values = { "stop",
        "continue" } },
      { "block", "", "1: the plain loop, sample by sample; the same updates, only slower" },
    },
    example = [[
X, T = nn.matrix{1, 2, 3, 4}, nn.matrix{3, 5, 7, 9}  -- t = 2x + 1
n = nn.network{1, 1, activation = "linear", learning_rate = 0.05}
history = n:fit(X, T, {epochs = 500, progress = false})
print(("%.3f"):format(n:weights(1)[1]))  --> 2.000
print(("%.3f"):format(n:biases(1)[1]))   --> 1.000
print(#history.loss)                     --> 500
]], see = { "network:train", "network:evaluate", "history:plot", "history.loss", "report.loss",
    "nn.data.digits" } },

  -- ---- ask -----------------------------------------------------------------------------------------

  { name = "network:query", signature = "n:query(x)", group = "ask",
    text = "The outputs for one sample or many, computed forwards through all layers.",
    shapes = "x: a list or a column of n.layers[1] numbers gives a column; a matrix with a row a sample, or "
      .. "a data set, gives a row a sample. d[i] of a data set means its input.",
    errors = "A wrong width (a matrix that fits when transposed is told so); nan or inf.",
    example = book .. [[
o = n:query(I)
print(("%.3f %.3f %.3f"):format(o[1], o[2], o[3]))  --> 0.726 0.709 0.778
print(n:query{I, I}.rows)                           --> 2
]], see = { "network:classify", "network:activations", "network:explain", "network:backquery" } },

  { name = "network:classify", signature = "n:classify(x)", group = "ask",
    text = "The label of the largest output, out of n.classes.",
    shapes = "x as for n:query; one sample given as a list or a column gives a label, many give a list of "
      .. "labels.",
    errors = "A wrong width; nan or inf.",
    example = book .. [[
print(n:classify(I))           --> 2
print(#n:classify{I, I})       --> 2
]], see = { "network:query", "network.classes", "network:evaluate" } },

  { name = "network:activations", signature = "n:activations(x)", group = "ask",
    text = "The outputs of every layer for one sample, the input first.",
    shapes = "x: one sample; gives a list of #n.layers columns.",
    errors = "More than one sample; a wrong width; nan or inf.",
    example = book .. [[
o = n:activations(I)
print(#o)                           --> 3
print(("%.3f"):format(o[2][1]))     --> 0.761
]], see = { "network:query", "network:show", "network:explain" } },

  { name = "network:backquery", signature = "n:backquery(targets)", group = "ask",
    text = "The book's look inside: sends outputs backwards and tells which input they ask for. At every "
      .. "layer the logit, less the biases, times the transposed weights, is scaled to 0.01..0.99.",
    shapes = "targets: one sample's outputs, each between 0 and 1; gives a column of n.layers[1] numbers.",
    errors = "A layer that is not sigmoid; a target of 0 or 1; equal values all over a layer.",
    example = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})
x = n:backquery{0.2, 0.8}
print(("%.2f %.2f"):format(x[1], x[2]))  --> 0.01 0.99
]], see = { "network:query", "network:show_classes", "matrix:logit" } },

  { name = "network:evaluate", signature = "n:evaluate(set) or n:evaluate(X, goals)", group = "ask",
    text = "How good the network is on a data set: the mean loss and, of a set with labels, the share of "
      .. "right answers.",
    shapes = "X a row a sample, goals a list of labels or a matrix; gives {accuracy = 0..1, correct, n, "
      .. "loss}; accuracy and correct are nil without labels.",
    errors = "Sizes or classes that are not the network's; a set without labels and targets.",
    example = larger .. "print(n:evaluate(d).accuracy)  --> 0.75\n",
    see = { "evaluation.accuracy", "network:confusion", "network:classify" } },

  { name = "network:confusion", signature = "n:confusion(set)", group = "ask",
    text = "Which classes the network takes for which. Printed it is a table with a row for each true class, "
      .. "a column for each answer and the share found.",
    shapes = "set: a data set with labels; gives {counts = matrix, classes = list}.",
    errors = "A set without labels; classes that are not the network's.",
    example = larger .. [[
confusion = n:confusion(d)
print(confusion.counts[2][1])          --> 1.0
print(confusion:worst(1)[1].truth)     --> 1
]], see = { "confusion:show", "confusion:worst", "confusion.counts", "network:mistakes" } },

  { name = "network:explain", signature = "n:explain(x, t)", group = "ask",
    text = "One step of learning written out with its numbers, forwards, back and the changed weights; print "
      .. "shows it in the book's symbols. The network is not changed.",
    shapes = "One sample and its targets, or a data set of one; layers of 10 nodes at most; gives {I, T, O, "
      .. "E, loss, O_after, loss_after, rule, learning_rate, sizes, layers}; layers[k] = {name, activation, "
      .. "W, b, X, O, E, D, G, dW, db, W_after, b_after}, where E is the error, D error times slope, G = D · "
      .. "inputᵀ.",
    errors = "A layer of more than 10 nodes; more than one sample; a threshold layer; dropout.",
    example = book .. [[
e = n:explain(I, T)
print(("%.6f"):format(e.E[1]))                    --> -0.716303
print(("%.6f"):format(e.layers[2].W_after[1][1])) --> 0.267478
]], see = { "network:train", "network:activations", "nn.gradcheck" } },

  { name = "nn.gradcheck",
    signature = "nn.gradcheck(n, x, t [, options]) or nn.gradcheck(n, set [, options])", group = "ask",
    text = "Compares back-propagation's gradient with slopes of the loss, found by moving one weight at a "
      .. "time; print says how they agree. Of the book's rule, which is no gradient, it tells by how much it "
      .. "differs.",
    shapes = "Samples as for n:train; gives {worst = largest relative error, layer, row, column (nil: a "
      .. "bias), back_propagation, numeric (both dLoss/dw there), checked, total, kinks, ok, rule, "
      .. "precision}; under the book's rule also layers[k] = {ratio, cosine, rows}: its step beside the "
      .. "gradient's.",
    errors = "A wrong width; a set without labels and targets; a threshold layer.",
    options = {
      { "most", "2000", "how many weights are checked at most" },
      { "seed", "the network's", "which ones are, when there are more" },
    },
    example = book .. [[
r = nn.gradcheck(n, I, T).layers[1].rows
print(("%.1f %.1f %.1f"):format(r[1], r[2], r[3]))  --> 5.8 5.2 5.6
n = nn.network{3, 3, 3, rule = "gradient"}
print(nn.gradcheck(n, I, T).ok)                     --> true
]], see = { "network:explain", "network.rule" } },

  -- ---- open ----------------------------------------------------------------------------------------

  { name = "network:weights", signature = "n:weights(k)", group = "open",
    text = "A copy of the weights W_k, k = 1 being those of the first layer after the input.",
    shapes = "Gives a matrix with a row for each node of the next layer and a column for each of this one.",
    errors = "A k that is not 1 to #n.layers - 1.",
    example = book .. [[
print(("%.1f"):format(n:weights(1)[1][3]))  --> 0.4
]], see = { "network:show_weights", "network:set_weights", "network:biases", "network.layers" } },

  { name = "network:set_weights", signature = "n:set_weights(k, W)", group = "open",
    text = "Gives layer k the weights W, which are copied.",
    shapes = "W: a matrix or a table of rows, a row for each node of the next layer, a column for each of "
      .. "this one.",
    errors = "A wrong k or shape; nan, inf, or numbers beyond those of a float in a float network.",
    example = [[
n = nn.network{2, 1}
n:set_weights(1, {{0, 0}})
print(n:query{5, -3}[1])  --> 0.5
]], see = { "network:weights", "network:set_biases" } },

  { name = "network:biases", signature = "n:biases(k)", group = "open",
    text = "A copy of the biases b_k.",
    shapes = "Gives a column with a number for each node of the next layer.",
    errors = "A k that is not 1 to #n.layers - 1; a network without biases.",
    example = [[
n = nn.network{2, 3, bias = true}
print(n:biases(1):sum())  --> 0.0
]], see = { "network:set_biases", "network:weights", "network.bias" } },

  { name = "network:set_biases", signature = "n:set_biases(k, b)", group = "open",
    text = "Gives layer k the biases b, which are copied.",
    shapes = "b: a list, a column or a row with a number for each node of the next layer.",
    errors = "A wrong k or number of biases; nan or inf; a network without biases.",
    example = [[
n = nn.network{1, 1, activation = "linear"}
n:set_weights(1, {{2}})
n:set_biases(1, {1})
print(n:query{3}[1])  --> 7.0
]], see = { "network:biases", "network:set_weights", "network.bias" } },

  { name = "network.learning_rate", signature = "n.learning_rate", group = "open",
    text = "How far each step of training goes. It is the one property that can be set, at any time.",
    shapes = "A number of 0 or more; the network computes with it in its own precision.",
    errors = "Setting a negative number, nan or inf.",
    example = [[
n = nn.network{2, 2}
print(n.learning_rate)  --> 0.1
n.learning_rate = 0.05
]], see = { "network:train", "network:fit", "learning rate" } },

  { name = "network.layers", signature = "n.layers", group = "open",
    text = "A list of the layers' sizes, the inputs first. It is a copy: setting a size in it changes no "
      .. "network.",
    example = [[
n = nn.network{784, 200, 10}
print(table.concat(n.layers, "-"))  --> 784-200-10
]], see = { "nn.network", "network:weights" } },

  { name = "network.classes", signature = "n.classes", group = "open",
    text = "A list of the outputs' labels: those given, else those of the first data set that was fitted, "
      .. "else 0, 1, 2 and so on.",
    example = [[
n = nn.network{4, 3, classes = {"setosa", "versicolor", "virginica"}}
print(n.classes[1])                   --> setosa
print(nn.network{784, 10}.classes[1]) --> 0
]], see = { "network:classify", "dataset.classes" } },

  { name = "network.scaling", signature = "n.scaling", group = "open",
    text = "How the data of the last fit were scaled, as a table {slope, offset}: input = slope · stored + "
      .. "offset. It is nil before a fit, and after one on data as they are stored.",
    shapes = "slope and offset: a matrix 1×1, or 1×inputs with one for each column.",
    example = [[
d = nn.data.new({{0}, {10}}, {"low", "high"}):scale(0, 1)
n = nn.network{1, 2}
n:fit(d, {progress = false})
print(n.scaling.slope[1])  --> 0.1
]], see = { "network:scaled", "dataset:scale" } },

  { name = "network.seed", signature = "n.seed", group = "open",
    text = "The seed of the network's own random numbers: start weights, the order of samples, dropout.",
    example = [[
a, b = nn.network{3, 2, seed = 42}, nn.network{3, 2, seed = 42}
print(a.seed)                        --> 42
print(a:weights(1) == b:weights(1))  --> true
]], see = { "nn.seed", "nn.network" } },

  { name = "network.rule", signature = "n.rule", group = "open",
    text = "How errors go back: \"book\" sends them through the transposed weights without the slopes o(1 - "
      .. "o), \"gradient\" is the exact gradient of the loss. A rule that was not named is the gradient in "
      .. "mini-batches.",
    example = [[
print(nn.network(3, 3, 3, 0.3).rule)                --> book
print(nn.network{3, 3, 3, activation = "relu"}.rule) --> gradient
]], see = { "nn.network", "network:fit", "nn.gradcheck", "network:explain" } },

  { name = "network.loss", signature = "n.loss", group = "open",
    text = "The name of the loss that training makes small.",
    example = [[
print(nn.network{3, 3}.loss)                         --> squared
print(nn.network{3, 3, activation = "softmax"}.loss) --> cross_entropy
]], see = { "nn.network", "evaluation.loss", "history.loss" } },

  { name = "network.optimizer", signature = "n.optimizer", group = "open",
    text = "The name of what makes a step of the gradient.",
    example = [[
print(nn.network{3, 3}.optimizer)                      --> sgd
print(nn.network{3, 3, optimizer = "adam"}.optimizer)  --> adam
]], see = { "nn.network", "network.momentum", "network.decay" } },

  { name = "network.momentum", signature = "n.momentum", group = "open",
    text = "The share of the last step that momentum and nesterov keep, adam's first decay. Other optimizers "
      .. "do not look at it.",
    shapes = "A number from 0 up to, but not, 1.",
    example = [[
print(nn.network{3, 3, optimizer = "momentum"}.momentum)  --> 0.9
]], see = { "network.optimizer", "nn.network" } },

  { name = "network.decay", signature = "n.decay", group = "open",
    text = "The share of the mean squares that rmsprop and adam keep. Other optimizers do not look at it.",
    shapes = "A number from 0 up to, but not, 1.",
    example = [[
print(nn.network{3, 3, optimizer = "adam"}.decay)  --> 0.999
]], see = { "network.optimizer", "nn.network" } },

  { name = "network.weight_decay", signature = "n.weight_decay", group = "open",
    text = "The L2 weight decay: before a step W shrinks by rate · weight_decay / samples of the set. Biases "
      .. "are left alone.",
    example = "print(nn.network{3, 3, weight_decay = 5}.weight_decay)  --> 5.0\n",
    see = { "network.l1", "nn.network" } },

  { name = "network.l1", signature = "n.l1", group = "open",
    text = "The L1 weight decay: before a step each weight goes towards 0 by rate · l1 / samples of the set. "
      .. "Biases are left alone.",
    example = "print(nn.network{3, 3, l1 = 5}.l1)  --> 5.0\n",
    see = { "network.weight_decay", "nn.network" } },

  { name = "network.clip", signature = "n.clip", group = "open",
    text = "The longest gradient that is followed, over all weights and biases together; 0 means any. Longer "
      .. "ones are shortened to it.",
    example = "print(nn.network{3, 3, clip = 1}.clip)  --> 1.0\n",
    see = { "nn.network" } },

  { name = "network.dropout", signature = "n.dropout", group = "open",
    text = "The share of the hidden layers' outputs that are left out, at random, for each sample of "
      .. "training. Those kept are made larger by 1/(1 - dropout), so that questions need no correction.",
    shapes = "A number from 0 up to, but not, 1.",
    example = "print(nn.network{3, 8, 3, dropout = 0.5}.dropout)  --> 0.5\n",
    see = { "nn.network" } },

  { name = "network.bias", signature = "n.bias", group = "open",
    text = "Whether the nodes have biases.",
    example = [[
print(nn.network(3, 3, 3, 0.3).bias)                --> false
print(nn.network{3, 3, activation = "relu"}.bias)   --> true
]], see = { "network:biases", "network:set_biases", "nn.network" } },

  { name = "network.precision", signature = "n.precision", group = "open",
    text = "What the network computes in, \"float\" with seven digits or \"double\" with sixteen.",
    example = "print(nn.network{3, 3}.precision)  --> float\n",
    see = { "nn.network" } },

  { name = "network:scaled", signature = "n:scaled(x)", group = "open",
    text = "Raw input scaled as the data of the last fit were, ready for n:query.",
    shapes = "x: a list or a column of n.layers[1] numbers, or rows of them; gives a column, or rows.",
    errors = "No fit before, or one on data as they are stored; a wrong width.",
    example = [[
d = nn.data.new({{0}, {10}}, {"low", "high"}):scale(0, 1)
n = nn.network{1, 2}
n:fit(d, {progress = false})
print(n:scaled{5}[1])  --> 0.5
]], see = { "network.scaling", "dataset:scale", "network:query" } },

  -- ---- files ---------------------------------------------------------------------------------------

  { name = "network:save", signature = "n:save(path)", group = "files",
    text = "Saves the network with all that makes it, the random state too, as NumPy arrays that explain "
      .. "themselves, and returns it. When anything fails the old file stays.",
    shapes = "path: a name ending in .npz, with W1, b1, W2, b2, …, layers, activations, classes, scaling and "
      .. "seed.",
    errors = "Another ending; a file that cannot be written; an activation of your own, for a model file "
      .. "runs no code.",
    example = book .. [[
n:save "book.npz"
m = nn.load "book.npz"
print(m:weights(1) == n:weights(1))  --> true
]], see = { "nn.load", "network:copy", "network:fit" } },
}
