-- course: the lessons in reading order, what their heads say, where they lie and how far one got.
-- lua/nn/menu.lua is the menu of it, and the tables in scripts/README.md are made here.

local core = require "nn.core"
local lesson = require "nn.lesson"
local lines = require "nn.lines"

local course = {}

--- The parts of the course: the title of each and the names of its scripts, in reading order.
course.parts = {
  { "One line", "predictor", "classifier", "iris", "iris_learning" },
  { "Neurons", "logic", "perceptron", "xor", "xor_learned", "sigmoid", "neuron", "bumps" },
  { "Signals forward, errors back", "matrices", "transpose", "forward", "backprop", "error_matrix" },
  { "Down the slope", "cost", "derivatives", "chain_rule", "why_descend", "gradient_descent",
    "error_surface", "weight_update", "update_matrix", "book_rule" },
  { "The network", "preparing_data", "start_weights", "neural_network", "three_rules" },
  { "Handwritten digits", "digits", "hundred_digits", "full_mnist", "tweaking", "hidden_nodes", "backquery",
    "looking_inside", "damage" },
  { "Wekinator", "wekinator", "wekinator_record", "wekinator_console" },
  { "Layers and batches", "twos", "layers", "one_neuron", "mini_batches", "drunken_downhill" },
  { "Further on", "network_py", "network2_py", "slow_neuron", "manifolds", "disc_in_ring", "adam",
    "linear_layers", "first_step", "tensorflow_raw" },
}

--- All names, in reading order.
course.names = {}
for _, part in ipairs(course.parts) do
  table.move(part, 2, #part, #course.names + 1, course.names)
end

-- ---- the scripts ---------------------------------------------------------------------------------------

--- The folder of the lessons: `first`, if there is one and they lie there, else in the checkout or where they
--- are installed; nil and the list of folders that were searched.
function course.folder(first)
  local places = { "scripts" }
  if first then table.insert(places, 1, first) end
  if core.program_folder then
    places[#places + 1] = core.program_folder .. "/scripts"
    places[#places + 1] = core.program_folder:gsub("/[^/]*$", "") .. "/share/nnlua/scripts"
  end
  for _, place in ipairs(places) do
    if core.readable(place .. "/lessons.lua") and core.readable(("%s/%s.lua"):format(place, course.names[1]))
    then
      return place
    end
  end
  return nil, places
end

--- What a script's head says: a table with name, path and, as far as they are there, sees, goes_with,
--- runs, task.
function course.about(folder, name)
  local about = { name = name, path = ("%s/%s.lua"):format(folder, name) }
  for _, line in ipairs(lesson.head(about.path)) do
    about.sees = about.sees or line:match "^You will see: (.*)"
    about.goes_with = about.goes_with or line:match "^Goes with: (.*)"
    about.runs = about.runs or line:match "^Runs: (.*)"
    about.task = about.task or line:match "^Exercise %d+: (.*)"
  end
  return about
end

--- The lessons, in order, as course.about tells them, each with its number; the first of a part has the
--- part's title as `part`.
function course.list(folder)
  local list = {}
  for _, part in ipairs(course.parts) do
    for i = 2, #part do
      list[#list + 1] = course.about(folder, part[i])
      list[#list].number, list[#list].part = #list, i == 2 and part[1] or nil
    end
  end
  return list
end

local function capital(text) return (text:gsub("^%l", string.upper)) end

-- The lessons as Markdown tables, one for each part.
local function lesson_table()
  local rows = {}
  for _, item in ipairs(course.list(assert(course.folder()))) do
    if item.part then
      rows[#rows + 1] = ("%s### %s\n"):format(item.number > 1 and "\n" or "", item.part)
      rows[#rows + 1] = "| | lesson | you will see | goes with | runs |\n|---|---|---|---|---|"
    end
    rows[#rows + 1] = ("| %d | [%s](%s.lua) | %s | %s | %s |"):format(item.number, item.name, item.name,
      capital(item.sees or ""), capital(item.goes_with or ""), capital(item.runs or ""))
  end
  return table.concat(rows, "\n") .. "\n"
end

-- The exercises as a Markdown table.
local function exercise_table()
  local rows = { "| exercise | task | goes with |", "|---|---|---|" }
  local folder = assert(course.folder()) .. "/exercises"
  local names = {}
  for _, file in ipairs(core.list(folder)) do names[#names + 1] = file:match "^(%d.*)%.lua$" end
  table.sort(names)
  for _, name in ipairs(names) do
    local about = course.about(folder, name)
    rows[#rows + 1] = ("| [%s](exercises/%s.lua) | %s | %s |"):format(name, name, capital(about.task),
      capital(about.goes_with))
  end
  return table.concat(rows, "\n") .. "\n"
end

--- The text of scripts/README.md with its two tables as they have to be.
function course.readme(text)
  for mark, made in pairs { lessons = lesson_table(), exercises = exercise_table() } do
    local _, from = text:find("\n<!%-%- " .. mark .. ": [^\n]*\n")
    local to = text:find("<!-- end of " .. mark .. " -->", from, true)
    text = text:sub(1, from) .. made .. text:sub(to)
  end
  return text
end

--- Makes the tables in that file anew.
function course.update(path)
  local file <close> = assert(io.open(path, "rb"))
  local text = course.readme(file:read "a")
  local out <close> = assert(io.open(path, "wb"))
  assert(out:write(text))
end

-- ---- how far one got -----------------------------------------------------------------------------------

--- The file with the names of the lessons that were run to their end, one a line; nil without a home.
function course.path() return lines.state_path "lessons" end

--- The set of names that are done.
function course.done()
  local done, known = {}, {}
  for _, name in ipairs(course.names) do known[name] = true end
  local path = course.path()
  for _, name in ipairs(path and lines.load(path) or {}) do done[name] = known[name] end
  return done
end

--- Remembers that a lesson is done. True, or nil and why it cannot be remembered.
function course.mark(name)
  if course.done()[name] then return true end
  local path = course.path()
  if not path then return nil, "there is no home folder: neither HOME nor XDG_STATE_HOME is set" end
  local of_nnlua, host = pcall(require, "nn.host")
  if not of_nnlua then return nil, "this is not nnlua, but its module in another program" end
  return lines.add(path, name, host.append)
end

--- Forgets how far one got. True, or nil and why not.
function course.forget()
  local path = course.path()
  if not path or not core.readable(path) then return true end
  return os.remove(path)
end

return course
