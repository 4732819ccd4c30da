-- You will see: a line that learns to part two species of iris, from any start, at five learning rates.
-- Goes with: slides 002, "Exercise in R" and its extra credit, "visualize/animate"; the book has no irises.
-- Runs: a second, and ten for the animation.

local lesson = require "nn.lesson"
local say, options = lesson.start(...)
local figures = {}

say [[The line y = A x now finds its slope itself, as with the bugs: ΔA = L((t - A x)/x). It should pass a
little below a setosa, so there the target t is 0.1 less than the width; for a versicolor it is 0.1 more. The
species take turns: rows 1, 51, 2, 52 and so on.]]
local X, scatter = lesson.irises() -- scaled; rows 1 to 50 are setosa, 51 to 100 versicolor
local x, y = X:col(1), X:col(2)
local turns, file = {}, {} -- two orders of the rows: the species in turn, and as in the file
for i = 1, 50 do
  turns[2 * i - 1], turns[2 * i] = i, 50 + i
  file[i], file[50 + i] = i, 50 + i
end
local function train(A, L, order) -- A before the first update and after each of ten passes
  local list = { A }
  for k = 0, 999 do
    local i = order[k % 100 + 1]
    local t = i <= 50 and y[i] - 0.1 or y[i] + 0.1
    A = A + L * ((t - A * x[i]) / x[i])
    list[k + 2] = A
  end
  return list
end
local function correct(A) -- of the 100: setosas above the line, versicolors below
  local above = (y - x * A):map(function(v) return v > 0 and 1 or 0 end)
  return 50 + above:sub(1, 50):sum() - above:sub(51, 100):sum()
end

say "We start at A = 0.25, and try five learning rates. A after 1 pass and 10, and how many of 100 are right:"
local rates = { 0.001, 0.01, 0.1, 0.5, 1 }
local function learn(A0, order) -- prints what each rate comes to, and gives it
  local runs, rows = {}, {}
  for k, L in ipairs(rates) do
    local list = train(A0, L, order)
    local one, ten = list[101], list[1001]
    rows[k] = { L, one, correct(one), ten, correct(ten) }
    runs[k] = { list = list, A_after_1 = one, correct_after_1 = correct(one), A_after_10 = ten,
      correct_after_10 = correct(ten) }
  end
  lesson.table({ ("L, from %.4g"):format(A0), "1 pass", "right", "10 passes", "right" }, rows)
  return runs
end
local runs = learn(0.25, turns)
lesson.animate(205, function(frame) -- 40 updates at each rate
  local k, update = (frame - 1) // 41 + 1, (frame - 1) % 41
  local A = runs[k].list[update + 1]
  return scatter({ { "y = A x", function(at) return A * at end } },
    ("L = %g, update %d: A = %.4f, %d of 100 right"):format(rates[k], update, A, correct(A)))
end, { delay = 0.05 })
say [[L = 0.001 is too slow. With L = 1 each flower turns the line the whole way, and only the last one
counts. The rates between them get 99 right, the most that a line through the origin can.]]
figures["I-4"], figures["I-8"] = runs, runs

local random = nn.rand(1, 1, 0, 3)[1]
say("Other starts: 1.5, then 3, then a random number, %.3f with seed %d. Do they end elsewhere?", random,
  options.seed)
local high, higher, any = learn(1.5, turns), learn(3, turns), learn(random, turns)
local series = {}
for k, run in ipairs { runs[2], high[2], higher[2], any[2] } do
  series[k] = { x = nn.range(0, 1000), y = run.list, title = ("from %.4g"):format(run.list[1]) }
end
lesson.chart { series = series, title = "A at L = 0.01", xlabel = "update", ylabel = "A" }
say "They do not. After ten passes the start is forgotten; only L = 0.001 is still on its way."
figures["I-5"] = { from_1_5 = high, from_3 = higher, random = any }

say "The order is not forgotten. In the file the 50 versicolors come last, and they pull the line down:"
figures["I-6"] = learn(0.25, file)

lesson.ask {
  "Take away the margin: 0 for both 0.1 in `train`. Which rate needed it most?",
  "Start at A = 100 for 1.5. Which rates have forgotten it after one pass?",
  "Let the setosas come last: file[i], file[50 + i] = 50 + i, i. Where does the line go?",
}
return figures
