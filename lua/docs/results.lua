-- The documentation of what networks give back: histories, reports, evaluations, confusions.

-- A network that answers with the place of the larger input; of these four samples it gets three right.
local larger = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})
d = nn.data.new({{1, 0}, {0, 1}, {1, 0}, {0, 1}}, {0, 1, 1, 1})
]]
local watched = larger .. [[
n.learning_rate = 0  -- nothing is learnt
history = n:fit(d, {epochs = 2, validation = d, test = d, progress = false})
]]

local reported = larger .. [[
n.learning_rate = 0  -- nothing is learnt
n:fit(d, {
  epochs = 2, validation = d, test = d, progress = false,
  on_batch = function(r) batch = r end,
  on_epoch = function(r) report = r end,
})
]]

local judged = larger .. "evaluation = n:evaluate(d)\n"

return {
  title = "Results",
  intro = "What training and judging a network give back: plain tables, which print shows.",
  groups = { "results" },

  { name = "history.loss", signature = "history.loss[epoch]", group = "results",
    text = "What n:fit returns: the mean loss of each epoch. Each sample counts as it was before its own "
      .. "update.",
    example = watched .. [[
print(#history.loss)                       --> 2
print(("%.4f"):format(history.loss[1]))    --> 0.2102
]], see = { "network:fit", "history.accuracy", "network.loss" } },
  { name = "history.accuracy", signature = "history.accuracy[epoch]", group = "results",
    text = "The share of right answers of each epoch, each sample's before its own update. Empty when the "
      .. "data have no labels.",
    shapes = "A list of numbers from 0 to 1.",
    example = watched .. "print(history.accuracy[1])  --> 0.75\n",
    see = { "network:fit", "history.loss", "history.test_accuracy" } },
  { name = "history.seconds", signature = "history.seconds[epoch]", group = "results",
    text = "How long each epoch's training took, without evaluating.",
    shapes = "A list of seconds.",
    example = watched .. "print(history.seconds[1] > 0)  --> true\n",
    see = { "network:fit", "nn.time" } },
  { name = "history.validation_loss", signature = "history.validation_loss[epoch]", group = "results",
    text = "The mean loss of the validation set after each epoch, empty without one. early_stop watches it.",
    example = watched .. [[
print(("%.4f"):format(history.validation_loss[2]))  --> 0.2102
]], see = { "network:fit", "history.best_epoch", "history.validation_accuracy" } },
  { name = "history.validation_accuracy",
    signature = "history.validation_accuracy[epoch]", group = "results",
    text = "The share of right answers in the validation set after each epoch, empty without one.",
    shapes = "A list of numbers from 0 to 1.",
    example = watched .. "print(history.validation_accuracy[2])  --> 0.75\n",
    see = { "network:fit", "history.validation_loss" } },
  { name = "history.test_loss", signature = "history.test_loss[epoch]", group = "results",
    text = "The mean loss of the test set after each epoch, empty without one.",
    example = watched .. [[
print(("%.4f"):format(history.test_loss[2]))  --> 0.2102
]], see = { "network:fit", "history.test_accuracy" } },
  { name = "history.test_accuracy", signature = "history.test_accuracy[epoch]", group = "results",
    text = "The share of right answers in the test set after each epoch, empty without one.",
    shapes = "A list of numbers from 0 to 1.",
    example = watched .. "print(history.test_accuracy[2])  --> 0.75\n",
    see = { "network:fit", "history.test_loss", "network:evaluate" } },
  { name = "history.stopped", signature = "history.stopped", group = "results",
    text = "Why it ended: \"epochs\", \"interrupt\" (Ctrl-C), \"on_epoch\", \"on_batch\", \"early_stop\".",
    example = watched .. "print(history.stopped)  --> epochs\n",
    see = { "network:fit", "history.best_epoch" } },
  { name = "history.best_epoch", signature = "history.best_epoch", group = "results",
    text = "With early_stop, the epoch with the least validation loss, whose weights the network has unless "
      .. "restore = false.",
    example = larger .. [[
n.learning_rate = 0  -- nothing is learnt: no epoch is better than the first
opts = {epochs = 9, validation = d, early_stop = 1, progress = false}
history = n:fit(d, opts)
print(history.best_epoch)  --> 1
print(history.stopped)     --> early_stop
]], see = { "network:fit", "history.validation_loss", "history.stopped" } },
  { name = "report.network", signature = "report.network", group = "results",
    text = "What on_epoch and on_batch are called with: the network in training. It may be asked and "
      .. "changed, but not trained.",
    example = reported .. "print(report.network == n)  --> true\n",
    see = { "network:fit", "report.epoch" } },
  { name = "report.epoch", signature = "report.epoch", group = "results",
    text = "The number of the epoch, from 1.",
    example = reported .. "print(report.epoch)  --> 2\n",
    see = { "network:fit", "report.epochs", "report.batch" } },
  { name = "report.epochs", signature = "report.epochs", group = "results",
    text = "How many epochs there are to be, for on_epoch alone.",
    example = reported .. "print(report.epochs)  --> 2\n",
    see = { "network:fit", "report.epoch" } },
  { name = "report.batch", signature = "report.batch", group = "results",
    text = "The number of the mini-batch in its epoch, from 1, for on_batch alone. With an update after each "
      .. "sample 64 samples are one.",
    example = reported .. "print(batch.batch)  --> 1\n",
    see = { "network:fit", "report.done" } },
  { name = "report.done", signature = "report.done", group = "results",
    text = "How many samples of the epoch are learnt, for on_batch alone.",
    example = reported .. "print(batch.done)  --> 4\n",
    see = { "network:fit", "report.batch" } },
  { name = "report.loss", signature = "report.loss", group = "results",
    text = "The mean loss of the epoch, or of the mini-batch in on_batch.",
    example = reported .. [[
print(("%.4f %.4f"):format(report.loss, batch.loss))  --> 0.2102 0.2102
]], see = { "network:fit", "history.loss", "report.accuracy" } },
  { name = "report.accuracy", signature = "report.accuracy", group = "results",
    text = "The share of right answers in the epoch, or in the mini-batch in on_batch; nil without labels.",
    shapes = "A number from 0 to 1.",
    example = reported .. "print(report.accuracy)  --> 0.75\n",
    see = { "network:fit", "history.accuracy", "report.loss" } },
  { name = "report.seconds", signature = "report.seconds", group = "results",
    text = "How long the epoch's training took, in seconds, for on_epoch alone.",
    example = reported .. "print(report.seconds > 0)  --> true\n",
    see = { "network:fit", "history.seconds" } },
  { name = "report.learning_rate", signature = "report.learning_rate", group = "results",
    text = "The learning rate that the epoch had, for on_epoch alone.",
    example = reported .. "print(report.learning_rate)  --> 0.0\n",
    see = { "network:fit", "network.learning_rate" } },
  { name = "report.validation_loss", signature = "report.validation_loss", group = "results",
    text = "The mean loss of the validation set after the epoch, nil without one.",
    example = reported .. [[
print(("%.4f"):format(report.validation_loss))  --> 0.2102
]], see = { "network:fit", "history.validation_loss" } },
  { name = "report.validation_accuracy", signature = "report.validation_accuracy", group = "results",
    text = "The share of right answers in the validation set after the epoch, nil without one.",
    shapes = "A number from 0 to 1.",
    example = reported .. "print(report.validation_accuracy)  --> 0.75\n",
    see = { "network:fit", "history.validation_accuracy" } },
  { name = "report.test_loss", signature = "report.test_loss", group = "results",
    text = "The mean loss of the test set after the epoch, nil without one.",
    example = reported .. [[
print(("%.4f"):format(report.test_loss))  --> 0.2102
]], see = { "network:fit", "history.test_loss" } },
  { name = "report.test_accuracy", signature = "report.test_accuracy", group = "results",
    text = "The share of right answers in the test set after the epoch, nil without one.",
    shapes = "A number from 0 to 1.",
    example = reported .. "print(report.test_accuracy)  --> 0.75\n",
    see = { "network:fit", "history.test_accuracy" } },
  { name = "evaluation.accuracy", signature = "evaluation.accuracy", group = "results",
    text = "The share of right answers that n:evaluate found; nil when the data have no labels.",
    shapes = "A number from 0 to 1.",
    example = judged .. "print(evaluation.accuracy)  --> 0.75\n",
    see = { "network:evaluate", "evaluation.correct" } },
  { name = "evaluation.correct", signature = "evaluation.correct", group = "results",
    text = "How many answers were right; nil when the data have no labels.",
    example = judged .. "print(evaluation.correct)  --> 3\n",
    see = { "network:evaluate", "evaluation.n" } },
  { name = "evaluation.n", signature = "evaluation.n", group = "results",
    text = "How many samples there were.",
    example = judged .. "print(evaluation.n)  --> 4\n",
    see = { "network:evaluate", "evaluation.correct" } },
  { name = "evaluation.loss", signature = "evaluation.loss", group = "results",
    text = "The mean loss over the samples, by the network's own loss.",
    example = judged .. [[
print(("%.4f"):format(evaluation.loss))  --> 0.2102
]], see = { "network:evaluate", "network.loss" } },
  { name = "confusion.counts", signature = "confusion.counts[i][j]", group = "results",
    text = "How many samples of class i were answered with class j; the diagonal holds the right answers.",
    shapes = "A matrix classes × classes, in the order of confusion.classes.",
    example = larger .. [[
confusion = n:confusion(d)
print(confusion.counts[2][2])  --> 2.0
print(confusion.counts[2][1])  --> 1.0
]], see = { "network:confusion", "confusion.classes", "confusion:worst" } },
  { name = "confusion.classes", signature = "confusion.classes", group = "results",
    text = "The list of labels that rows and columns of the counts stand for.",
    example = larger .. [[
print(table.concat(n:confusion(d).classes, " "))  --> 0 1
]], see = { "network:confusion", "confusion.counts" } },
  { name = "confusion:worst", signature = "confusion:worst([n])", group = "results",
    text = "The n commonest mistakes, five if not said, the most frequent first.",
    shapes = "Gives a list of {truth = label, answer = label, count}.",
    errors = "An n that is no whole number of 1 or more.",
    example = larger .. [[
worst = n:confusion(d):worst(1)[1]
print(worst.truth)   --> 1
print(worst.answer)  --> 0
print(worst.count)   --> 1
]], see = { "network:confusion", "confusion.counts" } },
  { name = "history:plot", signature = "history:plot([options])", group = "results",
    text = "Draws loss and accuracy by epoch, of the training, the validation and the test set, beside each "
      .. "other; the best epoch is marked. With plot = true, n:fit draws this chart while it learns.",
    shapes = "With save or show = false it gives the plot, else nothing.",
    errors = "A history without an epoch; an unknown option; gnuplot is missing.",
    options = {
      { "save", "", "writes the chart to this .png, .svg or .pdf, instead of drawing it" },
      { "show", "true without save", "whether to draw it in the terminal" },
    },
    example = watched .. [[
history:plot()
history:plot{save = "history.png"}
]], see = { "network:fit", "history.loss", "nn.plot" } },
}
