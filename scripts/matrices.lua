-- You will see: matrices multiplied row by column; which shapes fit; transposes; what all that is for.
-- Goes with: slides 003, "Matrices" to "Why is this important?" and "Matrix Transposition"; slides 000,
--   "Matrix Multiplication is useful"; the book, part 1, "Matrix Multiplication is Useful .. Honest!".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say "A matrix is a table of numbers, no more: the cells of a spreadsheet. Here are two."
local A = nn.matrix { { 20, 6, 17 }, { 3, 10, 9 }, { 4, 2, 5 }, { 5, 11, 4 } }
local B = nn.matrix { { 12, 15, 20 }, { 40, 17, 9 } }
lesson.show("A", A)
lesson.show("B", B)

say "To multiply, take a row of the first and a column of the second, multiply in pairs, and sum:"
local a, b = nn.matrix { { 1, 2 }, { 3, 4 } }, nn.matrix { { 5, 6 }, { 7, 8 } }
local ab, rows = nn.zeros(2, 2), {}
for i = 1, 2 do
  for j = 1, 2 do
    ab[i][j] = a[i][1] * b[1][j] + a[i][2] * b[2][j]
    local pairs_ = ("(%d*%d) + (%d*%d)"):format(a[i][1], b[1][j], a[i][2], b[2][j])
    rows[#rows + 1] = { i, j, pairs_, ab[i][j] }
  end
end
lesson.table({ "row", "column", "pairs", "sum" }, rows)
say([[a:dot(b) does it all; the same: %s. The other order gives other numbers, and a * b, each number times
its counterpart, is another thing.]], a:dot(b) == ab)
lesson.show("b:dot(a)", b:dot(a))
lesson.show("a * b", a * b)
figures["M-2"] = { ab = a:dot(b), ba = b:dot(a), elementwise = a * b }

say "In letters, [a b; c d] times [e f; g h] is [ae+bg af+bh; ce+dg cf+dh]. With 1 to 8 for a to h:"
local c, d, e, f, g, h = 3, 4, 5, 6, 7, 8
local letters = { { 1 * e + 2 * g, 1 * f + 2 * h }, { c * e + d * g, c * f + d * h } }
local typed = { { 1 * e + 2 * g, c * e + d * f }, { 1 * f + 2 * h, c * g + d * h } }
lesson.table({ "", "column 1", "column 2" },
  { { "row 1", letters[1][1], letters[1][2] }, { "row 2", letters[2][1], letters[2][2] } })
figures["M-3"] = { correct = letters, seed_formula = typed }
lesson.correct([[has ce+df where af+bh must be, and below it af+bh, cg+dh: that would be %g; %g and %g. It
cannot be: ce+df pairs the second row with no column. It also shows two columns of four, which do not fit.]],
  typed[1][2], typed[2][1], typed[2][2])

say "The first must have as many columns as the second has rows. nnlua says so when they do not fit:"
local shapes = {}
rows = {}
for i, s in ipairs { { 4, 3, 3, 2 }, { 4, 1, 4, 1 }, { 2, 2, 2, 1 }, { 3, 2, 3, 2 }, { 1, 4, 4, 1 } } do
  local good, result = pcall(A.dot, nn.ones(s[1], s[2]), nn.ones(s[3], s[4]))
  shapes[i] = good and { result:shape() } or "error"
  rows[i] = { ("%d×%d · %d×%d"):format(table.unpack(s)), good and ("%d×%d"):format(result:shape())
    or result:match "the left[^;]*" }
end
lesson.table({ "shapes", "gives" }, rows)
local u, v = nn.matrix { 1, 2, 3, 4 }, nn.matrix { 5, 6, 7, 8 }
say([[The columns u and v, 1 to 4 and 5 to 8, do not fit. Lay u on its side, and row times column is one
number, u.T:dot(v) = %g. Lay v on its side instead, and each number meets each:]], u.T:dot(v):get(1, 1))
lesson.show("u:dot(v.T)", u:dot(v.T))
figures["M-4"] = { result = shapes, rowT_times_column = u.T:dot(v):get(1, 1), outer = u:dot(v.T),
  column_times_column = pcall(u.dot, u, v) and "fits" or "error" }

say "T is the transpose: the first row becomes the first column, the second row the second, and so on."
local square, wide = nn.range(1, 9):reshape(3, 3), nn.range(1, 6):reshape(2, 3)
lesson.show("square.T", square.T)
lesson.show("wide.T", wide.T)
figures["M-6"], figures["M-7"] = { a_T = square.T }, { a_T = wide.T }
lesson.correct [[flips about a line "from top right to bottom left". But 1, 5 and 9 stay where they are: the
line is the main diagonal, from top left to bottom right.]]

local _, refused = pcall(A.dot, A, B)
say("Back to the spreadsheet. A:dot(B): %s. With B on its side it fits:", refused:match "the left[^;]*")
local product = A:dot(B.T)
lesson.show("A:dot(B.T)", product)
lesson.animate(8, function(n) -- the row, the column, and the product as far as it is known
  local row, column, known = nn.zeros(4, 3), nn.zeros(3, 2), nn.zeros(4, 2)
  for k = 0, n - 1 do known[k // 2 + 1][k % 2 + 1] = product[k // 2 + 1][k % 2 + 1] / product:max() end
  for k = 1, 3 do row[(n + 1) // 2][k], column[k][(n + 1) % 2 + 1] = 1, 1 end
  return { row, column, known }
end, { captions = { "row of A", "column of B.T", "the product" }, range = { 0, 1 }, delay = 0.4 })
local columns, high = refused:match "has (%d+) columns, the right (%d+) rows"
figures["M-1"] = { a_T = A.T, b_T = B.T, a_bT = product, b_aT = B:dot(A.T), a_row_sums = A:sum(2),
  a_columns = tonumber(columns), b_rows = tonumber(high) }

say "Why is this important? Put weights into the first and inputs into the second: every node's sum at once."
local w11, w12, w21, w22 = 0.9, 0.2, 0.3, 0.8
local I = nn.matrix { 1, 0.5 }
local X = nn.matrix({ { w11, w21 }, { w12, w22 } }):dot(I)
local as_typed = nn.matrix({ { w11, w12 }, { w21, w22 } }):dot(I)
lesson.show("X", X)
figures["M-5"] = { X = X, X_literal = as_typed }
lesson.correct([[in 000 has [w11 w12; w21 w22] on the left, which gives %g and %g. It cannot be: row 1 must
hold the weights into node 1, w11 and w21, as in 003.]], as_typed[1], as_typed[2])

lesson.ask {
  "Compute A:dot(A.T) and A.T:dot(A). Which shapes have they, and why are both symmetric?",
  "Which matrix, multiplied with a, gives a again? Try nn.eye(2).",
  "a:dot(b).T equals b.T:dot(a.T). Why must the order turn round?",
}
return figures
