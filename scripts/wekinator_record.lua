-- You will see: Wekinator's buttons: examples are recorded, three networks trained, and run.
-- Goes with: slides 003, "Wekinator Console": the buttons.
-- Runs: a second. With --keyboard the buttons are yours.

local lesson = require "nn.lesson"
local say, options = lesson.start({ { "keyboard", false, "after the lesson the buttons are yours" } }, ...)
local figures = {}

say [[Wekinator learns from what it is shown. It has two sliders as inputs, and three outputs. Here its
buttons are words: "out 1 1 0" sets the values of the outputs, "record" begins a recording, "stop" ends it,
"delete" takes the last recording away, "readd" brings it back.]]
local mode = "stop" -- the last button
local values = { 1, 1, 0 }
local recordings, deleted = {}, {} -- a recording is a list of examples: two inputs, then three values
local buttons = {} -- where something is missing, assert raises an error
function buttons.out(v1, v2, v3) values = { v1, v2, assert(v3) } end
function buttons.record() table.insert(recordings, {}) end
function buttons.stop() end
function buttons.delete() table.insert(deleted, table.remove(recordings)) end
function buttons.readd() table.insert(recordings, table.remove(deleted)) end

say [["train" makes a network for each output. The least and the largest inputs are scaled to -1 and 1.]]
local models = {}
local function examples() -- of all recordings, a row for each
  local rows = {}
  for _, recording in ipairs(recordings) do table.move(recording, 1, #recording, #rows + 1, rows) end
  return rows
end
function buttons.train()
  local M = nn.matrix(examples())
  for k = 1, 3 do
    local set = nn.data.new(M:sub(nil, nil, 1, 2), M:col(2 + k)):scale(-1, 1)
    models[k] = nn.network { 2, 3, 1, activation = { "sigmoid", "linear" }, learning_rate = 0.3,
      optimizer = "momentum", momentum = 0.2, precision = "double", seed = options.seed + k }
    models[k]:fit(set, { epochs = 500, progress = false })
  end
end
function buttons.run() assert(models[1]) end

say [[Two numbers, such as "0.2 0.8", are what the sliders send; "0.2 0.8 45" is the same, 45 times. While it
records, they are kept together with the values. While it runs, each output's value is its network's answer.]]
function buttons.sliders(x1, x2, times)
  if mode == "record" then
    for _ = 1, times or 1 do
      table.insert(recordings[#recordings], { x1, assert(x2), values[1], values[2], values[3] })
    end
  elseif mode == "run" then
    for k, n in ipairs(models) do values[k] = n:query(n:scaled { x1, x2 })[1] end
  end
end
local function enter(line) -- a word with its numbers, or numbers alone; gives the state after it
  local word = line:match "%a+" or "sliders"
  local numbers = {}
  for number in line:gmatch "[%d.-]+" do table.insert(numbers, tonumber(number)) end
  buttons[word](table.unpack(numbers))
  if word ~= "out" and word ~= "sliders" then mode = word end
  return { line, #recordings, #examples(), values[1], values[2], values[3] }
end
local lines = { "out 0 0 1", "record", "0 1 45", "out 1 1 0", "record", "1 0 44", "delete", "readd", "train",
  "run", "0 1", "1 0", "0 0", "1 1", "0.25 0.75" }
local rows = {}
for i, line in ipairs(lines) do rows[i] = enter(line) end
lesson.table({ "typed", "recordings", "examples", "output 1", "output 2", "output 3" }, rows)
figures["X-4"] = { states = rows }
say [[Where it was recorded it is sure: 0 0 1 and 1 1 0 (a number with e-17 is 0, but for rounding). Anywhere
else it has been told nothing: what the networks say there depends on the weights that they started from.]]

if options.keyboard then
  say "Your turn: out 1 1 0, record, 0.2 0.8, stop, delete, readd, train, run. Ctrl-D ends."
  for line in io.lines() do
    local good, row = pcall(enter, line)
    print(good and table.concat(row, "  ") or "That does not work now. First record, then train, then run.")
  end
end

lesson.ask {
  "With --keyboard: out 1 0 1, record, 1 1 45, train, run. What does it say at 0 0 now?",
  "Take \"1 0 44\" out of the lines: only one place is shown then. What do the networks say elsewhere?",
}
return figures
