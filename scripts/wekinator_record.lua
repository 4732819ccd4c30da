-- You will see: Wekinator's buttons: examples recorded, three networks trained, and run.
-- Goes with: slides 003, "Wekinator Console": the buttons and the table of models.
-- Runs: a second. With --keyboard the buttons are yours.

local lesson = require "nn.lesson"
local say, options = lesson.start({ { "keyboard", false, "after the lesson the buttons are yours" } }, ...)
local figures = {}

say [[Here Wekinator's buttons are commands: numbers like "0.2 0.8" are inputs that arrive, "out 1 1 0" sets
the three values to record. While it records, every input is kept with these values; train makes a network
for each output; while it runs, every input is answered.]]
local recordings, deleted, value, models, mode = {}, {}, { 1, 1, 0 }, {}, "stop"
local function recorded(kind) -- all examples, a row each
  local list = {}
  for _, recording in ipairs(recordings) do
    table.move(recording[kind], 1, #recording[kind], #list + 1, list)
  end
  return list
end
local function scaling(M) -- of each column: the middle, and half the range, or 1 where there is none
  local low, high = M:min(1), M:max(1)
  return (low + high) / 2, ((high - low) / 2):map(function(half) return half == 0 and 1 or half end)
end
local function train()
  local X, T = nn.matrix(recorded "inputs"), nn.matrix(recorded "values")
  models.middle, models.half = scaling(X)
  models.out_middle, models.out_half = scaling(T)
  X, T = (X - models.middle) / models.half, (T - models.out_middle) / models.out_half
  for k = 1, 3 do
    models[k] = nn.network { 2, 3, 1, activation = { "sigmoid", "linear" }, learning_rate = 0.3,
      optimizer = "momentum", momentum = 0.2, precision = "double", seed = options.seed + k }
    models[k]:fit(X, T:col(k), { epochs = 500, progress = false })
  end
end
local function run(x)
  x = (nn.matrix { x } - models.middle) / models.half
  local o = models[1]:query(x):hcat(models[2]:query(x)):hcat(models[3]:query(x))
  value = (o * models.out_half + models.out_middle):flatten():totable()
  return ("%.4f  %.4f  %.4f"):format(table.unpack(value))
end
local buttons = { train = train, stop = function() end, run = function() return models[1] or train() end,
  record = function() recordings[#recordings + 1] = { inputs = {}, values = {} } end,
  delete = function() deleted[#deleted + 1] = table.remove(recordings) end,
  readd = function() recordings[#recordings + 1] = table.remove(deleted) end }
local function enter(line)
  local word, x = line:match "%a*", {}
  for text in line:gmatch "%-?[%d.]+" do x[#x + 1] = tonumber(text) end
  if word == "out" and #x == 3 then
    value = x
  elseif word == "" and #x == 2 and mode == "record" then
    table.insert(recordings[#recordings].inputs, x)
    table.insert(recordings[#recordings].values, value)
  elseif word == "" and #x == 2 and mode == "run" then
    return run(x)
  elseif not buttons[word] or (word == "train" or word == "run") and #recorded "inputs" == 0 then
    return "0.2 0.8 | out 1 1 0 | record | stop | train | run | delete | readd; first record"
  else
    mode = word
    buttons[word]()
  end
  return ("%s: %d recordings, %d examples"):format(mode, #recordings, #recorded "inputs")
end

local steps = {}
for i, step in ipairs { { "out 0 0 1" }, { "record" }, { "0 1", 45 }, { "out 1 1 0" }, { "record" },
  { "1 0", 44 }, { "delete" }, { "readd" }, { "train" }, { "run" } } do
  for _ = 1, step[2] or 1 do enter(step[1]) end
  steps[i] = { step[1], step[2] or 1, #recordings, #recorded "inputs" }
end
lesson.table({ "typed", "times", "recordings", "examples" }, steps)

lesson.correct [[with the table of models has 89 under "Min": a column has slipped. It is the number of
examples:]]
local rows = {}
for k = 1, 3 do rows[k] = { ("outputs-%d (v1)"):format(k), value[k], 0, 1, #recorded "inputs" } end
lesson.table({ "Model", "Value", "Min", "Max", "Examples" }, rows)
figures["X-5"] = { models = rows }


say "A click on the pencil, and on \"Display in console\", shows what the first model has become:"
local function console(n)
  local lines, W, b, V = { "", "Linear Node 0" }, n:weights(1), n:biases(1), n:weights(2)
  local function add(...) lines[#lines + 1] = ("  %-15s %.16g"):format(...) end
  add("Threshold", n:biases(2)[1])
  for j = 1, V.cols do add("Node " .. j, V[1][j]) end
  for j = 1, W.rows do
    lines[#lines + 1] = "Sigmoid Node " .. j
    add("Threshold", b[j])
    for i = 1, W.cols do add("Attrib inputs-" .. i, W[j][i]) end
  end
  return table.concat(lines, "\n")
end
lesson.show("outputs-1 (v1)", console(models[1]))

say "It runs: one answer for each output."
local answers = {}
for i, line in ipairs { "0 1", "1 0", "0 0", "1 1", "0.25 0.75" } do
  enter(line)
  answers[i] = { line, value[1], value[2], value[3] }
end
lesson.table({ "typed", "outputs-1", "outputs-2", "outputs-3" }, answers)
say [[Where it was recorded it is sure: 0 0 1 and 1 1 0. Anywhere else it has been told nothing, and the
three networks say what chance has started them with.]]
figures["X-4"] = { steps = steps, recorded = { answers[1], answers[2] } }

if options.keyboard then
  say "Your turn; Ctrl-D ends."
  for line in io.lines() do print(enter(line)) end
end
lesson.ask {
  "With --keyboard: record a third corner, 1 1, with the values 1 0 1. What has become of the middle?",
  "With --keyboard: run, and type 2 -1. Why is the answer not cut off at 1?",
  "Record \"0.5 1\" instead of \"1 0\": half of which range is 0 then, and what does scaling do?",
}
return figures
