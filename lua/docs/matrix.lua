-- matrix: what there is to say about matrices. A, B, M are matrices; r x c means r rows and c columns.

local show_options = require("nn.docs.image").options

return {
  title = "Matrices",
  intro = "Tables of numbers (double), row by row, indexed from 1; every function gives a new matrix "
    .. "unless it is said to work in place.",
  groups = { "make", "arithmetic", "functions", "sums", "parts", "in place", "pictures", "files" },

  -- ---- make ------------------------------------------------------------------------------------------

  { name = "nn.matrix",
    signature = "nn.matrix(values)",
    group = "make",
    text = "Makes a matrix of a list of rows, or a column of a flat list. Of a matrix it makes a copy.",
    shapes = "values: r lists (or matrices) of c numbers give r x c, a flat list of n numbers gives n x 1.",
    errors = "An empty list, rows of different lengths, anything in them that is no number.",
    example = [[
A = nn.matrix{{1, 2, 3}, {4, 5, 6}}
print(A.rows, A.cols)                 --> 2	3
print(A[2][3])                        --> 6.0
print(nn.matrix{0.9, 0.1, 0.8}.rows)  --> 3
]],
    see = { "nn.zeros", "matrix []", "matrix:totable", "matrix" } },

  { name = "nn.zeros",
    signature = "nn.zeros(rows [, cols])",
    group = "make",
    text = "A matrix of zeros. Without cols it is a column.",
    shapes = "rows x cols; both are whole numbers of 1 or more.",
    errors = "A size that is no whole number or below 1; more numbers than there is memory for.",
    example = [[
A = nn.zeros(2, 3)
print(A:shape())  --> 2	3
print(A:sum())    --> 0.0
]],
    see = { "nn.ones", "nn.full", "nn.eye" } },

  { name = "nn.ones",
    signature = "nn.ones(rows [, cols])",
    group = "make",
    text = "A matrix of ones. Without cols it is a column.",
    shapes = "rows x cols; both are whole numbers of 1 or more.",
    errors = "A size that is no whole number or below 1; more numbers than there is memory for.",
    example = [[
print(nn.ones(2, 3):sum())  --> 6.0
]],
    see = { "nn.zeros", "nn.full" } },

  { name = "nn.full",
    signature = "nn.full(rows, cols, value)",
    group = "make",
    text = "A matrix with the same number everywhere.",
    shapes = "rows x cols; both are whole numbers of 1 or more.",
    errors = "A size that is no whole number or below 1; a value that is missing or no number.",
    example = [[
A = nn.full(2, 2, 0.5)
print(A[1][2], A:sum())  --> 0.5	2.0
]],
    see = { "nn.zeros", "nn.ones" } },

  { name = "nn.eye",
    signature = "nn.eye(n)",
    group = "make",
    text = "The identity matrix: 1 on the diagonal, 0 elsewhere. A:dot(nn.eye(n)) is A.",
    shapes = "n x n.",
    errors = "A size that is no whole number or below 1.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:dot(nn.eye(2)) == A)  --> true
]],
    see = { "nn.zeros", "matrix:dot" } },

  { name = "nn.range",
    signature = "nn.range(first, last [, step])",
    group = "make",
    text = "The numbers from first to last in steps of 1, or of step, which may be negative. As in a for "
      .. "loop, last is among them when a step meets it.",
    shapes = "A column.",
    errors = "A step of 0, or one that leads away from last: there would be no numbers.",
    example = [[
x = nn.range(0, 1, 0.25)
print(#x, x[2], x[5])                            --> 5	0.25	1.0
print(nn.range(3, 1, -1) == nn.matrix{3, 2, 1})  --> true
]],
    see = { "nn.linspace" } },

  { name = "nn.linspace",
    signature = "nn.linspace(first, last, count)",
    group = "make",
    text = "So many numbers at equal distances, first and last among them.",
    shapes = "count x 1; count is a whole number of 2 or more.",
    errors = "A count that is no whole number or below 2.",
    example = [[
x = nn.linspace(-6, 6, 5)
print(x == nn.matrix{-6, -3, 0, 3, 6})  --> true
print(x:sigmoid()[3])                   --> 0.5
]],
    see = { "nn.range" } },

  { name = "nn.rand",
    signature = "nn.rand(rows [, cols [, low, high]])",
    group = "make",
    text = "Random numbers, each as likely as any other, from 0 to 1 or from low to high. nn.seed makes "
      .. "them come again.",
    shapes = "rows x cols, a column without cols; low <= x < high.",
    errors = "A size that is no whole number or below 1; a bound that is no number.",
    example = [[
A = nn.rand(100, 100, -1, 1)
print(A:min() >= -1 and A:max() < 1)  --> true
]],
    see = { "nn.randn", "nn.seed" } },

  { name = "nn.randn",
    signature = "nn.randn(rows [, cols [, mean, std]])",
    group = "make",
    text = "Random numbers from a normal distribution with mean 0 and standard deviation 1, or the ones "
      .. "given. The book's start weights are nn.randn(nodes, links, 0, links ^ -0.5).",
    shapes = "rows x cols, a column without cols.",
    errors = "A size that is no whole number or below 1; a mean or deviation that is no number.",
    example = [[
nn.seed(1)
W = nn.randn(200, 784, 0, 784 ^ -0.5)
print(math.abs(W:mean()) < 0.001)  --> true
print(("%.3f"):format(W:std()))    --> 0.036
]],
    see = { "nn.rand", "nn.seed", "initial weights" } },

  { name = "nn.seed",
    signature = "nn.seed([seed])",
    group = "make",
    text = "Starts the random numbers anew: the same seed gives the same numbers, start weights and "
      .. "shuffles. Without a seed one is drawn; returns the seed in use.",
    shapes = "seed: a whole number of 0 or more.",
    errors = "A seed that is no whole number or negative.",
    example = [[
nn.seed(42)
A = nn.rand(2, 2)
nn.seed(42)
print(nn.rand(2, 2) == A)  --> true
]],
    see = { "nn.rand", "nn.randn", "nn.info", "seed" } },

  -- ---- arithmetic ------------------------------------------------------------------------------------

  { name = "matrix:dot",
    signature = "A:dot(B)",
    group = "arithmetic",
    text = "The matrix product: each row of A times each column of B, multiplied in pairs and summed up. B "
      .. "may be a list; W:dot(I) gives the sums of all nodes of a layer.",
    shapes = "r x n · n x c gives r x c.",
    errors = "A has not as many columns as B has rows.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
B = nn.matrix{{5, 6}, {7, 8}}
print(A:dot(B) == nn.matrix{{19, 22}, {43, 50}})  --> true
print(A:dot(B)[1][1], 1 * 5 + 2 * 7)              --> 19.0	19
]],
    see = { "matrix.T", "matrix *", "dot product" } },

  { name = "matrix.T",
    signature = "A.T",
    group = "arithmetic",
    text = "The transposed matrix: rows become columns.",
    shapes = "r x c gives c x r, a copy.",
    example = [[
A = nn.matrix{{1, 2, 3}, {4, 5, 6}}
print(A.T == nn.matrix{{1, 4}, {2, 5}, {3, 6}})  --> true
]],
    see = { "matrix:transpose", "matrix:dot", "transpose" } },

  { name = "matrix:transpose",
    signature = "A:transpose()",
    group = "arithmetic",
    text = "The same as A.T: rows become columns.",
    shapes = "r x c gives c x r, a copy.",
    example = [[
A = nn.matrix{{1, 2, 3}}
print(A:transpose() == A.T)  --> true
]],
    see = { "matrix.T" } },

  { name = "matrix +",
    signature = "A + B",
    group = "arithmetic",
    text = "Adds element by element. B may be a number, or a row or a column that is repeated to fit; so "
      .. "may A.",
    shapes = "r x c with r x c, 1 x c, r x 1 or a number gives r x c; a column with a row gives a full "
      .. "matrix.",
    errors = "Shapes that do not fit; a list (write nn.matrix around it).",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A + 10 == nn.matrix{{11, 12}, {13, 14}})                   --> true
print(A + nn.matrix{{10, 20}} == nn.matrix{{11, 22}, {13, 24}})  --> true
]],
    see = { "matrix -", "matrix:add" } },

  { name = "matrix -",
    signature = "A - B, -A",
    group = "arithmetic",
    text = "Subtracts element by element, numbers, rows and columns repeated as for +. -A turns every "
      .. "sign.",
    shapes = "As for +.",
    errors = "Shapes that do not fit; a list (write nn.matrix around it).",
    example = [[
targets = nn.matrix{0.5, 0.7, 1.0}
outputs = nn.matrix{0.4, 0.8, 1.0}
print((targets - outputs):near{0.1, -0.1, 0})  --> true
print(-nn.matrix{1, 2} == nn.matrix{-1, -2})   --> true
]],
    see = { "matrix +", "output error" } },

  { name = "matrix *",
    signature = "A * B",
    group = "arithmetic",
    text = "Multiplies element by element, numbers, rows and columns repeated as for +. The matrix product "
      .. "is A:dot(B).",
    shapes = "As for +.",
    errors = "Shapes that do not fit; a list (write nn.matrix around it).",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
B = nn.matrix{{5, 6}, {7, 8}}
print(A * B == nn.matrix{{5, 12}, {21, 32}})  --> true
o = nn.matrix{0.5, 0.8}
print((o * (1 - o)):near{0.25, 0.16})         --> true
]],
    see = { "matrix:dot", "matrix:mul" } },

  { name = "matrix /",
    signature = "A / B",
    group = "arithmetic",
    text = "Divides element by element, numbers, rows and columns repeated as for +. Division by 0 gives "
      .. "inf, or nan of 0 / 0, as in Lua.",
    shapes = "As for +.",
    errors = "Shapes that do not fit; a list (write nn.matrix around it).",
    example = [[
A = nn.matrix{{2, 4}, {5, 10}}
print(A / A:max(2) == nn.matrix{{0.5, 1}, {0.5, 1}})  --> true
print(1 / nn.matrix{2, 4} == nn.matrix{0.5, 0.25})    --> true
]],
    see = { "matrix *" } },

  { name = "matrix ^",
    signature = "A ^ B",
    group = "arithmetic",
    text = "Raises element by element to a power, numbers, rows and columns repeated as for +.",
    shapes = "As for +.",
    errors = "Shapes that do not fit; a list (write nn.matrix around it).",
    example = [[
e = nn.matrix{0.5, -1, 2}
print((e ^ 2):sum())                                 --> 5.25
print(2 ^ nn.matrix{1, 2, 3} == nn.matrix{2, 4, 8})  --> true
]],
    see = { "matrix:sqrt", "matrix:exp" } },

  { name = "matrix ==",
    signature = "A == B",
    group = "arithmetic",
    text = "Whether all numbers are the same, to the last digit. For computed numbers take A:near(B).",
    shapes = "Matrices of different shapes are not equal; neither is a matrix to a number or a list.",
    example = [[
A = nn.matrix{0.1, 0.2}
print(A == nn.matrix{0.1, 0.2})          --> true
print(A + A + A == nn.matrix{0.3, 0.6})  --> false
print((A + A + A):near{0.3, 0.6})        --> true
]],
    see = { "matrix:near" } },

  { name = "matrix:near",
    signature = "A:near(B [, tolerance])",
    group = "arithmetic",
    text = "Whether no number differs from B's by more than the tolerance, which is 1e-9 unless given. Of "
      .. "numbers beyond 1 the tolerance is the share by which they may differ.",
    shapes = "B: a matrix or a list; false when its shape is another.",
    errors = "B is neither a matrix nor a list of numbers.",
    example = [[
O = nn.matrix{1.05, 0.6}:sigmoid()
print(O:near({0.7408, 0.6457}, 0.0001))  --> true
print(O:near{0.7408, 0.6457})            --> false
]],
    see = { "matrix ==" } },

  -- ---- functions -------------------------------------------------------------------------------------

  { name = "matrix:sigmoid",
    signature = "A:sigmoid()",
    group = "functions",
    text = "1 / (1 + e^-x) of every element: the book's activation function.",
    shapes = "As A; every number lies from 0 to 1.",
    example = [[
O = nn.matrix{0, 1.05, 0.6}:sigmoid()
print(O[1])                              --> 0.5
print(("%.4f %.4f"):format(O[2], O[3]))  --> 0.7408 0.6457
]],
    see = { "matrix:logit", "sigmoid", "activation" } },

  { name = "matrix:logit",
    signature = "A:logit()",
    group = "functions",
    text = "ln(p / (1 - p)) of every element: the inverse of the sigmoid, for asking a network backwards.",
    shapes = "As A. 0 gives -inf, 1 gives inf, numbers outside of them nan.",
    example = [[
x = nn.matrix{0.01, 0.5, 0.99}:logit()
print(("%.5f"):format(x[3]))                    --> 4.59512
print(x[2], x:sigmoid():near{0.01, 0.5, 0.99})  --> 0.0	true
]],
    see = { "matrix:sigmoid", "network:backquery", "backquery" } },

  { name = "matrix:tanh",
    signature = "A:tanh()",
    group = "functions",
    text = "The hyperbolic tangent of every element, (e^x - e^-x) / (e^x + e^-x).",
    shapes = "As A; every number lies from -1 to 1.",
    example = [[
x = nn.matrix{-1, 0, 1}
print(x:tanh()[2])                               --> 0.0
print(x:tanh():near(2 * (2 * x):sigmoid() - 1))  --> true
]],
    see = { "matrix:sigmoid", "tanh" } },

  { name = "matrix:relu",
    signature = "A:relu()",
    group = "functions",
    text = "Every element as it is where it is above 0, else 0.",
    shapes = "As A.",
    example = [[
print(nn.matrix{-2, 0, 3}:relu() == nn.matrix{0, 0, 3})  --> true
]],
    see = { "relu", "matrix:sigmoid" } },

  { name = "matrix:softmax",
    signature = "A:softmax()",
    group = "functions",
    text = "e^x of every element, divided by their sum: shares that add up to 1.",
    shapes = "As A; a column is taken as a whole, of any other matrix each row by itself.",
    example = [[
p = nn.matrix{0, math.log(3)}:softmax()
print(p:near{0.25, 0.75})                 --> true
A = nn.matrix{{1, 1}, {0, 0}}
print(A:softmax() == nn.full(2, 2, 0.5))  --> true
]],
    see = { "softmax", "matrix:exp" } },

  { name = "matrix:exp",
    signature = "A:exp()",
    group = "functions",
    text = "e to the power of every element.",
    shapes = "As A; inf where x is above 709.7.",
    example = [[
print(nn.matrix{0, 1}:exp()[1])                   --> 1.0
print(("%.4f"):format(nn.matrix{-0.6}:exp()[1]))  --> 0.5488
]],
    see = { "matrix:log", "matrix ^" } },

  { name = "matrix:log",
    signature = "A:log()",
    group = "functions",
    text = "The natural logarithm of every element.",
    shapes = "As A; -inf of 0, nan of negative numbers.",
    example = [[
print(nn.matrix{1, math.exp(2)}:log():near{0, 2})  --> true
]],
    see = { "matrix:exp", "cross-entropy" } },

  { name = "matrix:sqrt",
    signature = "A:sqrt()",
    group = "functions",
    text = "The square root of every element.",
    shapes = "As A; nan of negative numbers.",
    example = [[
print(nn.matrix{0, 9, 2.25}:sqrt() == nn.matrix{0, 3, 1.5})  --> true
]],
    see = { "matrix ^", "matrix:norm" } },

  { name = "matrix:abs",
    signature = "A:abs()",
    group = "functions",
    text = "Every element without its sign.",
    shapes = "As A.",
    example = [[
e = nn.matrix{0.5, -0.25, 0}
print(e:abs() == nn.matrix{0.5, 0.25, 0})  --> true
]],
    see = { "matrix:norm", "matrix:max" } },

  { name = "matrix:map",
    signature = "A:map(f)",
    group = "functions",
    text = "The matrix of f(x, i, j) for every element x in row i, column j. A:apply(f) changes A itself.",
    shapes = "As A.",
    errors = "f is no function, or gives something else than a number.",
    example = [[
step = nn.matrix{-2, 0, 0.1}:map(function(x) return x > 0 and 1 or 0 end)
print(step == nn.matrix{0, 0, 1})  --> true
table_of_3 = nn.zeros(3, 3):map(function(x, i, j) return i * j end)
print(table_of_3[3][2])            --> 6.0
]],
    see = { "matrix:apply" } },

  -- ---- sums ------------------------------------------------------------------------------------------

  { name = "matrix:sum",
    signature = "A:sum([axis])",
    group = "sums",
    text = "The sum of all elements; with axis 1 of each column, down the rows, with axis 2 of each row.",
    shapes = "A number; with axis 1 a row 1 x c, with axis 2 a column r x 1.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:sum())                        --> 10.0
print(A:sum(1) == nn.matrix{{4, 6}})  --> true
print(A:sum(2) == nn.matrix{3, 7})    --> true
]],
    see = { "matrix:mean" } },

  { name = "matrix:mean",
    signature = "A:mean([axis])",
    group = "sums",
    text = "The mean of all elements; with axis 1 of each column, with axis 2 of each row.",
    shapes = "A number; with axis 1 a row 1 x c, with axis 2 a column r x 1.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:mean())                        --> 2.5
print(A:mean(1) == nn.matrix{{2, 3}})  --> true
]],
    see = { "matrix:sum", "matrix:std" } },

  { name = "matrix:std",
    signature = "A:std([axis])",
    group = "sums",
    text = "The standard deviation: the root of the mean squared distance from the mean. It divides by the "
      .. "count, not by the count less one.",
    shapes = "A number; with axis 1 a row 1 x c, with axis 2 a column r x 1.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
print(nn.matrix{1, 3, 1, 3}:std())  --> 1.0
]],
    see = { "matrix:mean" } },

  { name = "matrix:min",
    signature = "A:min([axis])",
    group = "sums",
    text = "The smallest element; with axis 1 of each column, with axis 2 of each row. A nan counts as the "
      .. "smallest, so that it is seen.",
    shapes = "A number; with axis 1 a row 1 x c, with axis 2 a column r x 1.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
A = nn.matrix{{5, 2}, {3, 4}}
print(A:min())                        --> 2.0
print(A:min(1) == nn.matrix{{3, 2}})  --> true
]],
    see = { "matrix:max", "matrix:argmin" } },

  { name = "matrix:max",
    signature = "A:max([axis])",
    group = "sums",
    text = "The largest element; with axis 1 of each column, with axis 2 of each row. A nan counts as the "
      .. "largest, so that it is seen.",
    shapes = "A number; with axis 1 a row 1 x c, with axis 2 a column r x 1.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
A = nn.matrix{{5, 2}, {3, 4}}
print(A:max())                      --> 5.0
print(A:max(2) == nn.matrix{5, 4})  --> true
]],
    see = { "matrix:min", "matrix:argmax" } },

  { name = "matrix:argmin",
    signature = "A:argmin([axis])",
    group = "sums",
    text = "Where the smallest element is, the first of equal ones.",
    shapes = "Row and column, two numbers; of a row or a column one; with axis 1 a row of row numbers, "
      .. "with axis 2 a column of column numbers.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
print(nn.matrix{{5, 2}, {3, 4}}:argmin())  --> 1	2
print(nn.matrix{5, 2, 3}:argmin())         --> 2
]],
    see = { "matrix:argmax", "matrix:min" } },

  { name = "matrix:argmax",
    signature = "A:argmax([axis])",
    group = "sums",
    text = "Where the largest element is, the first of equal ones. Of ten outputs for the digits 0 to 9 "
      .. "the answer is outputs:argmax() - 1.",
    shapes = "Row and column, two numbers; of a row or a column one; with axis 1 a row of row numbers, "
      .. "with axis 2 a column of column numbers.",
    errors = "An axis that is neither 1 nor 2.",
    example = [[
outputs = nn.matrix{0.02, 0.01, 0.1, 0.95, 0.2}
print(outputs:argmax())                --> 4
A = nn.matrix{{5, 2}, {3, 4}}
print(A:argmax())                      --> 1	1
print(A:argmax(2) == nn.matrix{1, 2})  --> true
]],
    see = { "matrix:argmin", "matrix:max", "network:classify" } },

  { name = "matrix:norm",
    signature = "A:norm()",
    group = "sums",
    text = "The length: the root of the sum of all squares.",
    shapes = "A number.",
    example = [[
print(nn.matrix{3, 4}:norm())     --> 5.0
print(nn.matrix{1, 2, 2}:norm())  --> 3.0
]],
    see = { "matrix:abs", "matrix:sqrt" } },

  -- ---- parts -----------------------------------------------------------------------------------------

  { name = "matrix []",
    signature = "A[i][j], A[i]",
    group = "parts",
    text = "The element in row i and column j, which can be set; A[i] is the row itself, so that what "
      .. "changes one changes the other. Of a column, A[i] is its number; A[i] = {…} sets a row.",
    shapes = "i from 1 to #A, j from 1 to A.cols; A[#A + 1] is nil, so that ipairs goes over the rows.",
    errors = "An index that is out of range or no whole number; a row of the wrong length.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
A[2][1] = 30
print(A[2][1])      --> 30.0
A[1] = {7, 8}
print(A:sum(2)[1])  --> 15.0
x = nn.matrix{5, 6}
print(x[2])         --> 6.0
]],
    see = { "matrix:get", "matrix:set", "matrix:row" } },

  { name = "matrix:get",
    signature = "A:get(i, j)",
    group = "parts",
    text = "The element in row i and column j; of a row or a column A:get(i) will do. It is quicker than "
      .. "A[i][j]; -1 is the last row or column.",
    errors = "A row or column that is not there.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:get(2, 1), A:get(-1, -1))  --> 3.0	4.0
]],
    see = { "matrix:set", "matrix []" } },

  { name = "matrix:set",
    signature = "A:set(i, j, value)",
    group = "parts",
    text = "Sets the element in row i and column j; of a row or a column A:set(i, value) will do. Returns "
      .. "A.",
    errors = "A row or column that is not there, a value that is no number.",
    example = [[
A = nn.zeros(2, 2)
A:set(1, 2, 7)
print(A[1][2], A:sum())  --> 7.0	7.0
]],
    see = { "matrix:get", "matrix []" } },

  { name = "matrix #",
    signature = "#A",
    group = "parts",
    text = "How many rows A has; of a row A[i], how many numbers.",
    example = [[
A = nn.zeros(2, 3)
print(#A, #A[1])  --> 2	3
]],
    see = { "matrix.rows", "matrix:shape" } },

  { name = "matrix.rows",
    signature = "A.rows",
    group = "parts",
    text = "How many rows A has.",
    example = [[
print(nn.zeros(2, 3).rows)  --> 2
]],
    see = { "matrix.cols", "matrix:shape" } },

  { name = "matrix.cols",
    signature = "A.cols",
    group = "parts",
    text = "How many columns A has.",
    example = [[
print(nn.zeros(2, 3).cols)  --> 3
]],
    see = { "matrix.rows", "matrix:shape" } },

  { name = "matrix:shape",
    signature = "A:shape()",
    group = "parts",
    text = "The number of rows and the number of columns.",
    example = [[
rows, cols = nn.zeros(2, 3):shape()
print(rows, cols)  --> 2	3
]],
    see = { "matrix.rows", "matrix.cols", "matrix:reshape" } },

  { name = "matrix:row",
    signature = "A:row(i)",
    group = "parts",
    text = "A copy of row i; A[i] is the row itself. -1 is the last row.",
    shapes = "1 x c.",
    errors = "A row that is not there.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:row(2) == nn.matrix{{3, 4}})  --> true
]],
    see = { "matrix:col", "matrix []", "matrix:sub" } },

  { name = "matrix:col",
    signature = "A:col(j)",
    group = "parts",
    text = "A copy of column j. -1 is the last column.",
    shapes = "r x 1.",
    errors = "A column that is not there.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:col(2) == nn.matrix{2, 4})  --> true
]],
    see = { "matrix:row", "matrix:sub" } },

  { name = "matrix:sub",
    signature = "A:sub(i1, i2 [, j1, j2])",
    group = "parts",
    text = "A copy of rows i1 to i2 and columns j1 to j2, the last ones included. What is left out, or "
      .. "nil, means the first or the last; -1 is the last.",
    shapes = "(i2 - i1 + 1) x (j2 - j1 + 1).",
    errors = "Rows or columns that are not there; a first one behind the last.",
    example = [[
A = nn.matrix{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
print(A:sub(2, 3) == nn.matrix{{4, 5, 6}, {7, 8, 9}})  --> true
print(A:sub(1, 2, 2, 3) == nn.matrix{{2, 3}, {5, 6}})  --> true
print(A:sub(nil, nil, -1) == A:col(3))                 --> true
]],
    see = { "matrix:row", "matrix:col" } },

  { name = "matrix:reshape",
    signature = "A:reshape(rows, cols)",
    group = "parts",
    text = "The same numbers, row after row, in another shape: 784 inputs become a picture of 28 x 28.",
    shapes = "rows x cols, as many numbers as A has.",
    errors = "Another count of numbers.",
    example = [[
x = nn.range(1, 6)
A = x:reshape(2, 3)
print(A == nn.matrix{{1, 2, 3}, {4, 5, 6}})  --> true
]],
    see = { "matrix:flatten", "matrix.T" } },

  { name = "matrix:flatten",
    signature = "A:flatten()",
    group = "parts",
    text = "All numbers, row after row, as one column.",
    shapes = "r x c gives (r · c) x 1.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:flatten() == nn.matrix{1, 2, 3, 4})  --> true
]],
    see = { "matrix:reshape", "matrix:totable" } },

  { name = "matrix:hcat",
    signature = "A:hcat(B)",
    group = "parts",
    text = "A and, to its right, B, which may be a list.",
    shapes = "r x a with r x b gives r x (a + b).",
    errors = "Different numbers of rows.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:hcat{5, 6} == nn.matrix{{1, 2, 5}, {3, 4, 6}})  --> true
]],
    see = { "matrix:vcat" } },

  { name = "matrix:vcat",
    signature = "A:vcat(B)",
    group = "parts",
    text = "A and, below it, B, which may be a list of rows.",
    shapes = "a x c with b x c gives (a + b) x c.",
    errors = "Different numbers of columns.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
print(A:vcat{{5, 6}} == nn.matrix{{1, 2}, {3, 4}, {5, 6}})  --> true
]],
    see = { "matrix:hcat" } },

  { name = "matrix:copy",
    signature = "A:copy()",
    group = "parts",
    text = "A copy, which later changes of A do not reach. B = A gives the same matrix a second name.",
    shapes = "As A.",
    example = [[
A = nn.zeros(2, 2)
B, C = A, A:copy()
A[1][1] = 9
print(B[1][1], C[1][1])  --> 9.0	0.0
]],
    see = { "nn.matrix" } },

  { name = "matrix:totable",
    signature = "A:totable()",
    group = "parts",
    text = "The numbers as a Lua table: a list of rows, or a flat list of a column or a row A[i].",
    example = [[
x = nn.matrix{1.5, 2.5}
print(table.concat(x:totable(), " "))   --> 1.5 2.5
A = nn.matrix{{1, 2}, {3, 4}}
print(#A:totable(), A:totable()[2][1])  --> 2	3.0
]],
    see = { "nn.matrix", "matrix:flatten" } },

  -- ---- in place --------------------------------------------------------------------------------------

  { name = "matrix:add",
    signature = "A:add(B [, scale])",
    group = "in place",
    text = "Adds scale · B to A itself; scale is 1 unless given. Returns A.",
    shapes = "B: a number, or a matrix or list that fits A as it is, as a row or as a column.",
    errors = "B does not fit A.",
    example = [[
W = nn.matrix{{1, 2}, {3, 4}}
W:add(nn.ones(2, 2), 0.5)
print(W == nn.matrix{{1.5, 2.5}, {3.5, 4.5}})  --> true
]],
    see = { "matrix +", "matrix:addouter", "matrix:mul" } },

  { name = "matrix:mul",
    signature = "A:mul(B)",
    group = "in place",
    text = "Multiplies A itself by B, element by element. Returns A.",
    shapes = "B: a number, or a matrix or list that fits A as it is, as a row or as a column.",
    errors = "B does not fit A.",
    example = [[
A = nn.matrix{{1, 2}, {3, 4}}
A:mul(10)
print(A[2][2])                           --> 40.0
A:mul{{1, 0}}
print(A == nn.matrix{{10, 0}, {30, 0}})  --> true
]],
    see = { "matrix *", "matrix:add" } },

  { name = "matrix:addouter",
    signature = "A:addouter(u, v [, scale])",
    group = "in place",
    text = "Adds scale · u_i · v_j to every A_ij: the book's update of the weights, column times row, in "
      .. "one go. Returns A.",
    shapes = "A: r x c; u: r numbers, v: c numbers, each a list, a column or a row.",
    errors = "u has not as many numbers as A has rows, or v as A has columns.",
    example = [[
W = nn.zeros(2, 2)
delta = nn.matrix{0.072, 0.12}  -- E ∘ O ∘ (1 - O) of the next layer
W:addouter(delta, {0.4, 0.7}, 0.1)
print(W:near{{0.00288, 0.00504}, {0.0048, 0.0084}})  --> true
]],
    see = { "matrix:add", "matrix:dot", "book's rule" } },

  { name = "matrix:apply",
    signature = "A:apply(f)",
    group = "in place",
    text = "Replaces every element x in row i, column j by f(x, i, j). Returns A; when f raises, A stays "
      .. "as it was.",
    shapes = "As A.",
    errors = "f is no function, or gives something else than a number.",
    example = [[
A = nn.matrix{{1.5, -2}, {3, 0.2}}
A:apply(function(x) return math.max(x, 1) end)
print(A == nn.matrix{{1.5, 1}, {3, 1}})  --> true
]],
    see = { "matrix:map" } },

  -- ---- pictures --------------------------------------------------------------------------------------

  { name = "matrix:show",
    signature = "A:show([options])",
    group = "pictures",
    text = "Draws the matrix, a square for each number: the larger the darker, or from blue over white to "
      .. "red if there are negative ones. Small matrices are enlarged, of large ones means are drawn. A row "
      .. "or a column of 64, 81, 100, … numbers, 784 among them, is drawn as a square picture; other "
      .. "shapes are said with shape = {rows, columns}. Into a pipe it is drawn with plain characters.",
    errors = "An unknown option; a shape for another number of numbers.",
    options = show_options,
    example = [[
A = nn.matrix{{0, 0.5, 1}, {0.5, 1, 0}, {1, 0, 0.5}}
A:show()
B = A - 0.5
B:show{legend = true, title = "weights"}
A:show{save = "a.png"}
A:flatten():show{shape = {3, 3}}
]],
    see = { "nn.show", "dataset:show", "matrix:save" } },

  -- ---- files -----------------------------------------------------------------------------------------

  { name = "matrix:save",
    signature = "A:save(path)",
    group = "files",
    text = "Writes .npy (NumPy's), .csv, or .png: a grey picture, smallest number black, largest white. "
      .. "The old file stays until the new one is whole; returns A.",
    shapes = "npy and csv give back the very same numbers with nn.load; png keeps 256 greys.",
    errors = "Another ending; a file that cannot be written; nan or inf in a png.",
    example = [[
A = nn.matrix{{0.1, 0.2}, {0.3, 0.4}}
A:save "a.npy"
print(nn.load "a.npy" == A)  --> true
A:save "a.csv"
print(nn.load "a.csv" == A)  --> true
]],
    see = { "nn.load", "network:save", "matrix:show" } },
}
