-- You will see: matrices multiplied, row by column; which shapes fit; and what all that is for.
-- Goes with: slides 003, "Matrix Multiplication" to "Why is this important?"; slides 000, "Matrix
--   Multiplication is useful"; the book, part 1, "Matrix Multiplication is Useful .. Honest!".
-- Runs: a second, and three for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[A matrix is a table of numbers, no more. To multiply two of them, take a row of the first and a column
of the second, multiply in pairs, and sum. The sum stands in that row and that column of the product.]]
local A = nn.matrix { { 1, 2 }, { 3, 4 } }
local B = nn.matrix { { 5, 6 }, { 7, 8 } }
lesson.show("A", A)
lesson.show("B", B)
local AB = nn.zeros(2, 2)
local rows, frames = {}, {}
for i = 1, 2 do
  for j = 1, 2 do
    AB[i][j] = A[i][1] * B[1][j] + A[i][2] * B[2][j]
    local products = ("(%d*%d) + (%d*%d)"):format(A[i][1], B[1][j], A[i][2], B[2][j])
    rows[#rows + 1] = { i, j, products, AB[i][j] }
    local row, column = nn.zeros(2, 2), nn.zeros(2, 2) -- with 1 where one has to look
    for k = 1, 2 do row[i][k], column[k][j] = 1, 1 end
    frames[#frames + 1] = { row, column, AB / 50 } -- brightness goes from 0 to 1
  end
end
lesson.table({ "row", "column", "in pairs", "sum" }, rows)
lesson.animate(4, function(i) return frames[i] end,
  { captions = { "row of A", "column of B", "product" }, range = { 0, 1 }, delay = 0.8 })

say([[A:dot(B) does it all, with the same result: %s. B:dot(A) gives other numbers, so the order matters. And
A * B is another thing: each number times its counterpart.]], A:dot(B) == AB)
lesson.show("B:dot(A)", B:dot(A))
lesson.show("A * B", A * B)
figures["M-2"] = { ab = A:dot(B), ba = B:dot(A), elementwise = A * B }

say [[In letters, a ; before each new row: [a b; c d] times [e f; g h] is [ae+bg af+bh; ce+dg cf+dh]. With 1
to 8 for a to h:]]
local a, b, c, d = 1, 2, 3, 4
local e, f, g, h = 5, 6, 7, 8
local letters = nn.matrix { { a * e + b * g, a * f + b * h }, { c * e + d * g, c * f + d * h } }
local typed = nn.matrix { { a * e + b * g, c * e + d * f }, { a * f + b * h, c * g + d * h } }
lesson.show("in letters", letters)
lesson.correct [[in 003 has [ae+bg ce+df; af+bh cg+dh]. It cannot be: c and d are a row, and so are e and f.
Rows go with columns, not with rows.]]
lesson.show("as the slide has it", typed)
figures["M-3"] = { correct = letters, seed_formula = typed }

say "The first must have as many columns as the second has rows. Where they do not fit, nnlua says so:"
local shapes = { { 4, 3, 3, 2 }, { 4, 1, 4, 1 }, { 2, 2, 2, 1 }, { 3, 2, 3, 2 }, { 1, 4, 4, 1 } }
local names, answers, results = {}, {}, {}
for i, s in ipairs(shapes) do
  local fits, result = pcall(A.dot, nn.ones(s[1], s[2]), nn.ones(s[3], s[4]))
  names[i] = ("%d×%d · %d×%d"):format(table.unpack(s))
  answers[i] = fits and ("%d×%d"):format(result:shape()) or result:match "the left[^;]*"
  results[i] = fits and { result:shape() } or "error"
end
lesson.columns({ "shapes", "product" }, names, answers)
figures["M-4"] = { result = results, column_times_column = results[2] }
lesson.correct [[in 003 that comes first multiplies two columns of four numbers, as in the second line above.
They do not fit. What one can do with them is in scripts/transpose.lua.]]

say [[Why is this important? Put weights into the first, with a row for each node that they lead to, and
inputs into the second. The product holds every node's sum, at once. For node 1 it is w11 · 1 + w21 · 0.5,
where w21 leads from input 2 to node 1:]]
local w11, w12, w21, w22 = 0.9, 0.2, 0.3, 0.8
local I = nn.matrix { 1, 0.5 }
local X = nn.matrix({ { w11, w21 }, { w12, w22 } }):dot(I)
local X_typed = nn.matrix({ { w11, w12 }, { w21, w22 } }):dot(I)
lesson.show("X", X)
figures["M-5"] = { X = X, X_literal = X_typed }
lesson.correct([[in 000 has [w11 w12; w21 w22] on the left, which gives %g and %g. It cannot be: row 1 must
hold the weights into node 1, w11 and w21, as in 003.]], X_typed[1], X_typed[2])

lesson.ask {
  "Let B be nn.eye(2). What is A:dot(B) now, and what is B:dot(A)?",
  "Put { 2, 3, 3, 5 } among the shapes: how many rows and columns has the product?",
}
return figures
