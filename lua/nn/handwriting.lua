-- handwriting: the steps from a grey picture of a digit to one like MNIST's, which LeCun, Cortes and
-- Burges made so: scaled into 20x20 with its proportions kept, and put into 28x28 by its centre of mass.
-- Gives, in the order in which nn.image.load uses them: paper_is_light, paper, ink, otsu, clean, box, fitted
-- (resized), inked, placed; and several. They take and give matrices, a number a pixel, 0 to 255.

local core = require "nn.core"
local nn = core.nn

local handwriting = {}

local WHITE = 255

-- ---- other sizes --------------------------------------------------------------------------------------

-- The weights (to x from) that make a line of `to` pixels of one of `from`: of a shorter line each pixel
-- is the mean of what it covers.
local function covering(from, to)
  local W = nn.zeros(to, from)
  for i = 1, to do
    local first, last = (i - 1) * from / to, i * from / to
    for j = math.floor(first) + 1, math.min(math.ceil(last), from) do
      W:set(i, j, (math.min(last, j) - math.max(first, j - 1)) * to / from)
    end
  end
  return W
end

-- The same for a longer line: linear between the centres of the pixels, constant beyond the last.
local function between(from, to)
  local W = nn.zeros(to, from)
  for i = 1, to do
    local at = math.max(1, math.min(from, (i - 0.5) * from / to + 0.5))
    local left = math.min(math.floor(at), math.max(1, from - 1))
    W:set(i, left, left + 1 - at)
    if left < from then W:set(i, left + 1, at - left) end
  end
  return W
end

--- A at another size: smaller by means of areas, larger bilinearly.
function handwriting.resized(A, rows, cols)
  local function weights(from, to) return (to < from and covering or between)(from, to) end
  return weights(A.rows, rows):dot(A):dot(weights(A.cols, cols).T)
end

-- ---- paper and ink ------------------------------------------------------------------------------------

-- The paper between the four edges: the mean of two straight lines, from left to right and from top to
-- bottom, so that a shadow over the picture does not count as ink.
local function from_edges(A)
  local deep, wide = math.max(1, A.rows // 20), math.max(1, A.cols // 20)
  local left, right = A:sub(1, A.rows, 1, wide):mean(2), A:sub(1, A.rows, A.cols - wide + 1, A.cols):mean(2)
  local top, bottom = A:sub(1, deep):mean(1), A:sub(A.rows - deep + 1, A.rows):mean(1)
  local function from_0_to_1(n) return n == 1 and nn.zeros(1, 1) or nn.linspace(0, 1, n) end
  local x, y = from_0_to_1(A.cols).T, from_0_to_1(A.rows)
  return (left * (1 - x) + right * x + top * (1 - y) + bottom * y) * 0.5
end

-- The mean around each pixel, a quarter of the picture to every side.
local function surroundings(A)
  local function weights(n)
    local W = nn.zeros(n, n)
    for i = 1, n do
      local first, last = math.max(1, i - n // 4), math.min(n, i + n // 4)
      for j = first, last do W:set(i, j, 1 / (last - first + 1)) end
    end
    return W
  end
  return weights(A.rows):dot(A):dot(weights(A.cols).T)
end

-- Which way the rare large differences go: the mean cube of D over that of its size.
local function skewness(D)
  local squares = D * D
  local variance = squares:mean()
  return variance > 0 and (squares * D):mean() / variance ^ 1.5 or 0
end

local SIDE, TRUST = 120, 1.5

--- Is the paper lighter than the ink? Ink is what differs most from the paper at the edges, which is right
--- where a digit fills the picture; and it is a rare thing among its surroundings, which is right where
--- the edges show something else. The larger of the two opinions counts.
function handwriting.paper_is_light(A)
  local scale = SIDE / math.max(A.rows, A.cols)
  if scale < 1 then
    A = handwriting.resized(A, math.max(1, A.rows * scale // 1 | 0), math.max(1, A.cols * scale // 1 | 0))
  end
  return skewness(A - from_edges(A)) + TRUST * skewness(A - surroundings(A)) <= 0
end

local BLOCKS, SAMPLES, LIGHT_SHARE = 10, 8, 0.75

-- How light the paper is in a block of A: a level that three quarters of its pixels do not exceed.
local function paper_of(A, top, bottom, left, right)
  local list = {}
  for i = top, bottom, math.max(1, (bottom - top + 1) // SAMPLES) do
    for j = left, right, math.max(1, (right - left + 1) // SAMPLES) do list[#list + 1] = A:get(i, j) end
  end
  table.sort(list)
  return list[math.ceil(#list * LIGHT_SHARE)]
end

-- Every number of P, or the one that `pick` takes of it and its eight neighbours.
local function of_neighbours(P, pick)
  local Q = P:copy()
  for i = 1, P.rows do
    for j = 1, P.cols do
      Q:set(i, j, pick(P:sub(math.max(1, i - 1), math.min(P.rows, i + 1), math.max(1, j - 1),
        math.min(P.cols, j + 1))))
    end
  end
  return Q
end

local function largest(M) return M:max() end
local function smallest(M) return M:min() end

--- The paper under A: its lightness block by block, blocks full of ink bridged by a
--- closing (their neighbours' largest, and of those the smallest), bilinear between them.
function handwriting.paper(A, is_light)
  if not is_light then return WHITE - handwriting.paper(WHITE - A, true) end
  local rows, cols = math.min(BLOCKS, A.rows), math.min(BLOCKS, A.cols)
  local P = nn.zeros(rows, cols)
  for i = 1, rows do
    for j = 1, cols do
      P:set(i, j, paper_of(A, (i - 1) * A.rows // rows + 1, i * A.rows // rows,
        (j - 1) * A.cols // cols + 1, j * A.cols // cols))
    end
  end
  return handwriting.resized(of_neighbours(of_neighbours(P, largest), smallest), A.rows, A.cols)
end

--- How much ink there is: 0 where A is as light as the paper (a matrix, or one number), 255 where dark ink
--- is black, as a share of the light that falls there: a shadow takes the same share of ink and paper.
--- Light ink on dark paper, which has little light to share, is what is lighter than the paper.
function handwriting.ink(A, paper, is_light)
  if not is_light then return (A - paper):relu() end
  paper = type(paper) == "number" and math.max(1, paper) or (paper - 1):relu() + 1
  return ((1 - A / paper) * WHITE):relu()
end

--- The level between paper and ink (Otsu 1979): that which makes the variance between the two classes
--- largest, half-way where several do. Also gives how far apart the means of the two are.
function handwriting.otsu(D)
  local counts, total, sum = {}, D.rows * D.cols, 0
  for level = 0, WHITE do counts[level] = 0 end
  for _, x in ipairs(D:flatten():totable()) do
    local level = math.floor(x + 0.5)
    counts[level] = counts[level] + 1
    sum = sum + level
  end
  local below, sum_below, best, first, last, apart = 0, 0, -1, 0, 0, 0
  for level = 0, WHITE - 1 do
    below, sum_below = below + counts[level], sum_below + level * counts[level]
    local above = total - below
    if below > 0 and above > 0 then
      local distance = (sum - sum_below) / above - sum_below / below
      local variance = below / total * (above / total) * distance * distance
      if variance > best then best, first, apart = variance, level, distance end
      if variance == best then last = level end
    end
  end
  return (first + last + 1) / 2, apart
end

-- ---- strokes and specks -------------------------------------------------------------------------------

local STROKE, FREE_STROKE, NOT_IN_CORNER = 0.05, 0.25, 0.05

-- Calls visit(k) for the pixels around pixel k of a picture of rows x cols, counted row by row from 1.
local function around(k, rows, cols, visit)
  local i, j = (k - 1) // cols, (k - 1) % cols
  for di = i > 0 and -1 or 0, i < rows - 1 and 1 or 0 do
    for dj = j > 0 and -1 or 0, j < cols - 1 and 1 or 0 do visit(k + di * cols + dj) end
  end
end

-- The piece of ink that begins at pixel `start`: marks its pixels in `piece_of`, gives its size, its first
-- and last row and column, and whether it lies on the picture's edge and in a corner of it.
local function piece_from(start, ink, piece_of, rows, cols)
  local piece = { size = 0, edge = false, corner = false, top = rows, bottom = -1, left = cols, right = -1 }
  local stack = { start }
  local function visit(k)
    if ink[k] and not piece_of[k] then
      piece_of[k] = piece
      stack[#stack + 1] = k
    end
  end
  piece_of[start] = piece
  while #stack > 0 do
    local k = table.remove(stack)
    local i, j = (k - 1) // cols, (k - 1) % cols
    local row_edge, col_edge = i == 0 or i == rows - 1, j == 0 or j == cols - 1
    piece.size = piece.size + 1
    piece.top, piece.bottom = math.min(piece.top, i), math.max(piece.bottom, i)
    piece.left, piece.right = math.min(piece.left, j), math.max(piece.right, j)
    piece.edge = piece.edge or row_edge or col_edge
    piece.corner = piece.corner or row_edge and col_edge
    around(k, rows, cols, visit)
  end
  return piece
end

-- Which pieces are strokes: none that is small beside the largest; and where something large enough lies
-- free, none that runs off the picture (the edge of the sheet, a shadow).
local function choose(pieces)
  local free, all = 0, 0
  for _, piece in ipairs(pieces) do
    all = math.max(all, piece.size)
    if not piece.edge then free = math.max(free, piece.size) end
  end
  local most = 0
  for _, piece in ipairs(pieces) do
    piece.kept = not (piece.edge and free >= FREE_STROKE * all
      or piece.corner and free >= NOT_IN_CORNER * all)
    if piece.kept then most = math.max(most, piece.size) end
  end
  for _, piece in ipairs(pieces) do piece.kept = piece.kept and piece.size >= STROKE * most end
end

-- The pieces of what is at least as dark as `level`: a list of them, which pixels are such ink, and the
-- piece of each; and the numbers of D themselves.
local function pieces_of(D, level)
  local list, ink, piece_of, pieces = D:flatten():totable(), {}, {}, {}
  for k = 1, #list do ink[k] = list[k] >= level end
  for k = 1, #list do
    if ink[k] and not piece_of[k] then
      pieces[#pieces + 1] = piece_from(k, ink, piece_of, D.rows, D.cols)
    end
  end
  return pieces, ink, piece_of, list
end

--- D without paper and specks: what is at least as dark as `level`, in pieces that are no specks, with the
--- paler pixels right beside it, which are a stroke's rim. All else is 0.
function handwriting.clean(D, level)
  local rows, cols = D.rows, D.cols
  local pieces, ink, piece_of, list = pieces_of(D, level)
  choose(pieces)
  local C = nn.zeros(rows, cols)
  local function take(k)
    if not ink[k] or piece_of[k].kept then C:set((k - 1) // cols + 1, (k - 1) % cols + 1, list[k]) end
  end
  for k = 1, #list do
    if ink[k] and piece_of[k].kept then around(k, rows, cols, take) end
  end
  return C
end

local DIGIT_SIZE, DIGIT_HEIGHT, SHARED, WIDE = 0.2, 0.6, 0.2, 1.6

-- Do two pieces stand beside each other, hardly one above the other?
local function beside(a, b)
  local shared = math.min(a.right, b.right) - math.max(a.left, b.left) + 1
  return shared <= SHARED * math.min(a.right - a.left + 1, b.right - b.left + 1)
end

--- Is D, without specks, more than one digit? Then two large pieces, nearly as high as all, stand side by
--- side, or the ink is much wider than high. A stroke of a digit that is apart, as of a 5, is lower.
function handwriting.several(D)
  local large, most, top, bottom, left, right = {}, 0, D.rows, -1, D.cols, -1
  local pieces = pieces_of(D, (handwriting.otsu(D)))
  for _, piece in ipairs(pieces) do
    most = math.max(most, piece.size)
    top, bottom = math.min(top, piece.top), math.max(bottom, piece.bottom)
    left, right = math.min(left, piece.left), math.max(right, piece.right)
  end
  local height, width = bottom - top + 1, right - left + 1
  if width > WIDE * height then return true end
  for _, piece in ipairs(pieces) do
    if piece.size >= DIGIT_SIZE * most and piece.bottom - piece.top + 1 >= DIGIT_HEIGHT * height then
      for _, other in ipairs(large) do
        if beside(piece, other) then return true end
      end
      large[#large + 1] = piece
    end
  end
  return false
end

--- The smallest box that holds all of D above 0: its first and last row, first and last column; nil where
--- there is nothing.
function handwriting.box(D)
  local function ends(sums)
    local first, last
    for k, sum in ipairs(sums:totable()) do
      if sum > 0 then first, last = first or k, k end
    end
    return first, last
  end
  local top, bottom = ends(D:max(2):flatten())
  local left, right = ends(D:max(1):flatten())
  if top then return top, bottom, left, right end
end

-- ---- a place in the picture ---------------------------------------------------------------------------

--- D as large as fits into side x side with its proportions kept.
function handwriting.fitted(D, side)
  local scale = side / math.max(D.rows, D.cols)
  local function size(n) return math.max(1, math.floor(n * scale + 0.5)) end
  return handwriting.resized(D, size(D.rows), size(D.cols))
end

local INK = 174 -- the mean of all pixels of MNIST's training images that are not 0

--- D with the darkest ink at 255, and more ink than that where a thin line has become pale: as much as
--- makes the mean of all that is not paper what it is in MNIST.
function handwriting.inked(D)
  local gain, list = WHITE / D:max(), {}
  for _, x in ipairs(D:flatten():totable()) do
    if x * gain >= 0.5 then list[#list + 1] = x end -- not 0 as a whole number
  end
  local function mean()
    local sum = 0
    for _, x in ipairs(list) do sum = sum + math.min(WHITE, x * gain) end
    return sum / #list
  end
  while mean() < INK do gain = gain * 1.05 end
  return WHITE - (WHITE - D * gain):relu()
end

-- The centre of mass of non-negative numbers, as an index that may lie between two.
local function centre_of_mass(list)
  local sum, moment = 0, 0
  for k, x in ipairs(list) do sum, moment = sum + x, moment + k * x end
  return sum > 0 and moment / sum or (#list + 1) / 2
end

--- D in a picture of rows x cols, else 0: its centre of mass where MNIST has it, at row rows/2 + 1 and
--- column cols/2 + 1, moved by whole pixels and never over the edge; or else its middle in the middle.
function handwriting.placed(D, rows, cols, by_mass)
  local function first(sums, size, all)
    local at = (all - size) // 2
    if by_mass then at = math.floor(all // 2 + 1 - centre_of_mass(sums:flatten():totable()) + 0.5) end
    return math.max(0, math.min(all - size, at))
  end
  local top, left = first(D:sum(2), D.rows, rows), first(D:sum(1), D.cols, cols)
  local P = nn.zeros(rows, cols)
  for i = 1, D.rows do
    for j = 1, D.cols do P:set(top + i, left + j, D:get(i, j)) end
  end
  return P
end

return handwriting
