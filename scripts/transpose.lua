-- You will see: matrices laid on their side, and two tables of a spreadsheet that fit only so.
-- Goes with: slides 003, "Matrices" (the spreadsheet) and "Matrix Transposition"; the book, part 1,
--   "Backpropagating Errors with Matrix Multiplication".
-- Runs: a second, and three for the animation.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[To transpose a matrix is to lay it on its side: the first row becomes the first column, the second row
the second column, and so on. What stood in row i, column j, then stands in row j, column i. Errors will go
back through a network by way of transposed weights.]]
local square = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }
local turned = nn.zeros(3, 3)
local frames = {}
for i = 1, 3 do
  for j = 1, 3 do turned[j][i] = square[i][j] end
  frames[i] = { square, turned:copy() }
end
lesson.show("square", square)
lesson.show("turned", turned)
lesson.animate(3, function(i) return frames[i] end,
  { captions = { "square", "turned" }, range = { 0, 9 }, delay = 0.8 })
say("nnlua has it as square.T, the same: %s.", square.T == turned)
figures["M-6"] = { a_T = turned }
lesson.correct [[in 003 flips about a line "from top right to bottom left". But 1, 5 and 9 stay where they
are: the line is the main diagonal, from top left to bottom right.]]

say "A matrix of 2 rows and 3 columns has a transpose of 3 rows and 2 columns:"
local wide = nn.matrix { { 1, 2, 3 }, { 4, 5, 6 } }
lesson.show("wide.T", wide.T)
figures["M-7"] = { a_T = wide.T }

say [[Two columns of four numbers do not fit, as scripts/matrices.lua has shown. Lay the first on its side,
and row times column is one number. Lay the second on its side, and each number of the first meets each of the
second.]]
local u = nn.matrix { 1, 2, 3, 4 }
local v = nn.matrix { 5, 6, 7, 8 }
lesson.show("u.T:dot(v)", u.T:dot(v))
lesson.show("u:dot(v.T)", u:dot(v.T))
figures["M-4"] = { rowT_times_column = u.T:dot(v)[1], outer = u:dot(v.T) }

say "Two tables of a spreadsheet are two matrices. Both have 3 columns:"
local A = nn.matrix { { 20, 6, 17 }, { 3, 10, 9 }, { 4, 2, 5 }, { 5, 11, 4 } }
local B = nn.matrix { { 12, 15, 20 }, { 40, 17, 9 } }
lesson.show("A", A)
lesson.show("B", B)
local _, message = pcall(A.dot, A, B)
say("A:dot(B) is an error: %s. With B on its side they fit, and each row of A meets each row of B:",
  message:match "the left[^;]*")
lesson.show("A:dot(B.T)", A:dot(B.T))
say "The other way round, A is laid on its side, and so is the product:"
lesson.show("B:dot(A.T)", B:dot(A.T))

say "A spreadsheet also adds up rows. A product with a column of ones does that; so does A:sum(2)."
local row_sums = A:dot { 1, 1, 1 }
lesson.show("A:dot { 1, 1, 1 }", row_sums)
local columns, rows = message:match "has (%d+) columns, the right (%d+) rows"
figures["M-1"] = {
  a_T = A.T, b_T = B.T, a_bT = A:dot(B.T), b_aT = B:dot(A.T), a_row_sums = row_sums,
  a_columns = tonumber(columns), b_rows = tonumber(rows),
}

lesson.ask {
  "Show wide.T.T for wide.T. What is it?",
  "Show A:dot(B.T).T for B:dot(A.T). Is it the same, and why did the order have to turn round?",
  "Take the column { 1/3, 1/3, 1/3 } for the ones. What does the product say of each row now?",
}
return figures
