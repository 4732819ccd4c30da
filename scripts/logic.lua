-- You will see: AND and OR, and how one neuron that fires or does not computes them.
-- Goes with: slides 003, "Neural Networks", "Logical AND", "Logical OR"; slides 001, "Linear Perceptron".
-- Runs: a second.

local lesson = require "nn.lesson"
local say = lesson.start(...)
local figures = {}

say [[Some questions have only two answers, yes or no: 1 or 0. AND is true when both of its inputs are, OR
when either or both are. Their truth tables list all cases:]]
local a = nn.matrix { 0, 0, 1, 1 }
local b = nn.matrix { 0, 1, 0, 1 }
local AND = { 0, 0, 0, 1 }
local OR = { 0, 1, 1, 1 }
lesson.columns({ "a", "b", "AND", "OR" }, a, b, AND, OR)
figures["L-1"] = { AND = AND, OR = OR }

say [[The slides ask: is there more malaria when it rains AND it is hotter than 35 degrees? Or when it rains,
OR it is hot, or both? Let a be 1 when it rains, and b be 1 when it is hotter than 35 degrees:]]
local days = { { "dry", 28 }, { "dry", 38 }, { "rain", 28 }, { "rain", 38 } }
local malaria = { both = {}, either = {} }
local rows = {}
for i, day in ipairs(days) do
  local rains = day[1] == "rain" and 1 or 0
  local hot = day[2] > 35 and 1 or 0
  malaria.both[i] = rains & hot -- Lua's AND of bits, and its OR
  malaria.either[i] = rains | hot
  rows[i] = { day[1], day[2], rains, hot, malaria.both[i], malaria.either[i] }
end
lesson.table({ "weather", "degrees", "a", "b", "rain AND hot", "rain OR hot" }, rows)
figures["L-3"] = malaria

say [[One linear perceptron, a simple neuron, can compute either. It weighs its inputs and adds them up:
v = w0 + w1 a + w2 b. It fires, which means that it answers 1, when v is above 0; else 0. The weight
w0, which belongs to no input, is called its bias. Let w1 and w2 be 1. AND needs both inputs to get above 0,
so its bias is -1.5; for OR one is enough, and the bias is -0.5.]]
local function fires(v) return v > 0 and 1 or 0 end
local v_and = -1.5 + 1 * a + 1 * b
local v_or = -0.5 + 1 * a + 1 * b
local out_and = v_and:map(fires)
local out_or = v_or:map(fires)
lesson.columns({ "a", "b", "v of AND", "fires", "v of OR", "fires" }, a, b, v_and, out_and, v_or, out_or)
figures["L-2"] = { AND = out_and, OR = out_or }

say [[The border runs where v is 0: w0 + w1 a + w2 b = 0 is a straight line. So the perceptron is our linear
classifier again, and its bias frees the line from the origin. On one side of the line it fires, on the other
it does not. On the line itself, which the slides leave open, it does not fire here.]]
local axes = { xlabel = "a: it rains", ylabel = "b: it is hot", xrange = { -0.5, 2 }, yrange = { -0.5, 1.5 } }
axes.title = "AND: fires above the line"
lesson.chart(lesson.plane(
  { { "0", x = { 0, 0, 1 }, y = { 0, 1, 0 } }, { "1", x = { 1 }, y = { 1 } } },
  { { "1.5 - a", function(at) return 1.5 - at end } }, axes))
axes.title = "OR: fires above the line"
lesson.chart(lesson.plane(
  { { "0", x = { 0 }, y = { 0 } }, { "1", x = { 0, 1, 1 }, y = { 1, 0, 1 } } },
  { { "0.5 - a", function(at) return 0.5 - at end } }, axes))
figures["L-10"] = { AND = out_and, OR = out_or }

lesson.ask {
  "Which weights and which bias give NAND, the opposite of AND?",
  "How large may the bias of AND be, and how small, if it is still to compute AND?",
  "Make b weigh 3 in AND. What does it compute then?",
}
return figures
