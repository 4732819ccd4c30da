-- You will see: an output's error split among the links that caused it, back through one layer and the next.
-- Goes with: slides 002, "Learning Weights From More Than One Node" to "Backpropagating Errors To More
--   Layers"; slides 003, "Back propagation"; slides 001, "Backpropagation of Loss"; slides 000; the book,
--   part 1, "Learning Weights From More Than One Node" to "Backpropagating Errors To More Layers".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Two nodes lead into one output, and the output is wrong: its error e, target minus actual, is 0.8. Both
nodes had a part in it. How large a part? The first idea: half each.]]
local e = 0.8
local halves = { e / 2, e / 2 }
lesson.table({ "", "node 1", "node 2" }, { { "half of e", halves[1], halves[2] } })
figures["E-1"] = { shares = halves }

say [[But the stronger link has contributed more. The second idea: split in proportion to the weights. From
node 1 leads w11 = 6 to the output, and from node 2 w21 = 3. They sum to 9, so node 1 gets 6/9 of e.]]
local w11, w21 = 6, 3
local share1 = w11 / (w11 + w21)
local share2 = w21 / (w11 + w21)
lesson.table({ "", "node 1", "node 2" }, {
  { "share", share1, share2 },
  { "part of e", e * share1, e * share2 },
})
figures["E-2"] = { share1 = share1, share2 = share2 }
say [[So the weights serve twice: forwards for signals, backwards for errors. Sending errors back is called
backpropagation.]]

say [[A second output changes nothing: the links into one do not depend on those into the other, so each error
is split on its own. Here e1 = 0.8 goes back along w11 = 2 and w21 = 3, e2 = 0.5 along w12 = 1 and w22 = 4.]]
w11, w21 = 2, 3
local w12, w22 = 1, 4
local e1, e2 = 0.8, 0.5
local part11, part12 = e1 * w11 / (w11 + w21), e2 * w12 / (w12 + w22) -- for node 1
local part21, part22 = e1 * w21 / (w11 + w21), e2 * w22 / (w12 + w22) -- for node 2
lesson.table({ "", "of e1", "of e2" }, { { "node 1", part11, part12 }, { "node 2", part21, part22 } })
figures["E-3"] = { parts = { { part11, part12 }, { part21, part22 } } }

say [[These two nodes are hidden. Nobody has a target for them, so their error cannot be target minus actual.
Instead, the error of a hidden node is the sum of the parts that come back to it:]]
local e_hidden1 = part11 + part12
local e_hidden2 = part21 + part22
local errors = {
  { "e_output", e1, e2, e1 + e2 },
  { "e_hidden", e_hidden1, e_hidden2, e_hidden1 + e_hidden2 },
}
lesson.table({ "", "node 1", "node 2", "sum" }, errors)
say "Nothing is lost on the way: the sums are equal."

local doubled = e1 * w11 / (w11 + w21) + e2 * w12 / (w22 + w22)
lesson.correct([[in 002 divides w12 by w22 + w22, and gets %g for hidden node 1, not %g. It cannot be: then
the shares of e2 do not add up to 1.]], doubled, e_hidden1)
figures["E-4"] = { e_hidden = { e_hidden1, e_hidden2 }, wrong = doubled,
  sum_hidden = e_hidden1 + e_hidden2, sum_output = e1 + e2 }

local uncut = e1 * w11 / (w11 + w21) + e2 * w12 / w12
lesson.correct([[in 001 divides w12 by w12. It cannot be: that is the whole of e2, and would make %g for
hidden node 1. It also splits (t - o)², which has lost the sign. What is split is the error t - o.]], uncut)
figures["E-9"] = { correct = e_hidden1, wrong = uncut }

say [[One layer further back it goes on in the same way. The hidden errors are split among the links from the
inputs: w11 = 3 and w21 = 2 lead into hidden node 1, w12 = 1 and w22 = 7 into hidden node 2.]]
w11, w21 = 3, 2
w12, w22 = 1, 7
local e_input1 = e_hidden1 * w11 / (w11 + w21) + e_hidden2 * w12 / (w12 + w22)
local e_input2 = e_hidden1 * w21 / (w11 + w21) + e_hidden2 * w22 / (w12 + w22)
errors[3] = { "e_input", e_input1, e_input2, e_input1 + e_input2 }
lesson.table({ "", "node 1", "node 2", "sum" }, errors)
figures["E-5"] = { e_input = { e_input1, e_input2 }, sum = e_input1 + e_input2 }

lesson.ask {
  "In the network with two outputs, let w21 = 30: what becomes of hidden node 1's error?",
  "Let e2 = -0.8, so that the errors add up to 0. Are the hidden nodes without error?",
  "Let w21 = -2 there, so that w11 + w21 is 0. What becomes of the shares?",
}
return figures
