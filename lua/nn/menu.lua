-- menu: `nnlua --lessons` and scripts/lessons.lua: lists the lessons, asks which to run, runs it and
-- remembers that. What the lessons are is in course.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local course = require "nn.course"
local grid = require "nn.grid"
local help = require "nn.help"
local pages = require "nn.pages"
local nn = core.nn

local menu = {}

local lessons, done -- the list of course.list, and the set of names that are done
local latest = 0    -- the number of the lesson that was run last

-- The next lesson that is not done: of those after the latest, else of all.
local function next_one()
  for k = 0, #lessons - 1 do
    local item = lessons[(latest + k) % #lessons + 1]
    if not done[item.name] then return item end
  end
end

-- ---- the list ------------------------------------------------------------------------------------------

-- As much of a text as a line of `most` columns takes.
local function shortened(text, most)
  local line = help.wrapped(text, most)[1]
  return line == text and line or help.wrapped(text, most - 2)[1] .. " …"
end

-- The lessons by parts: a list of { title, first = number, last = number }.
local function parts()
  local found = {}
  for _, item in ipairs(lessons) do
    if item.part then found[#found + 1] = { item.part, first = item.number } end
    found[#found].last = item.number
  end
  return found
end

local function lesson_line(item, is_next, widest)
  local mark = done[item.name] and "done" or is_next and "next" or ""
  local most = math.max(20, math.min(100, core.columns(1)) - widest - 14)
  local text = ("  %2d  %-4s  %s%s  %s"):format(item.number, mark, item.name, (" "):rep(widest - #item.name),
    shortened(item.sees or "(" .. item.path .. " is missing)", most))
  local role = done[item.name] and "dim" or is_next and "title"
  return role and color.paint(role, text) or text
end

-- The parts, how far one got in each, and the lessons of those for which open(part) is true.
local function list(open)
  local at, widest, rows = next_one(), 0, {}
  for _, item in ipairs(lessons) do widest = math.max(widest, #item.name) end
  for _, part in ipairs(parts()) do
    local count = 0
    for i = part.first, part.last do count = count + (done[lessons[i].name] and 1 or 0) end
    local numbers = ("%d to %d"):format(part.first, part.last)
    local state = count == 0 and "" or (" (%d of %d done)"):format(count, part.last - part.first + 1)
    local is_open = open(part)
    rows[#rows + 1] = color.paint(is_open and "title" or "dim",
      ("%-8s  %s%s"):format(numbers, part[1], state))
    for i = part.first, is_open and part.last or 0 do
      rows[#rows + 1] = lesson_line(lessons[i], lessons[i] == at, widest)
    end
  end
  pages.begin(true)
  for _, row in ipairs(rows) do
    if not pages.write { row } then return end
  end
end

local function list_all() list(function() return true end) end
local function list_part(of) list(function(part) return part.first <= of and of <= part.last end) end

-- All lessons; where they would not fit on the terminal, those of the part that is next.
local function list_what_fits()
  local at = next_one()
  if core.is_terminal(1) and #lessons + #parts() + 2 >= core.screen_rows(1) then
    list_part(at and at.number or #lessons)
  else
    list_all()
  end
end

-- ---- a lesson ------------------------------------------------------------------------------------------

-- The lesson that was asked for: "", next, a number, a name or its beginning; or nil and what is wrong.
local function found(word)
  if word == "" or word == "next" then
    return next_one(), "all lessons are done; a number or a name runs one again"
  end
  local number = tonumber(word)
  if number then
    return lessons[number], ("there is no lesson %s, they go from 1 to %d"):format(word, #lessons)
  end
  local begins = {}
  for _, item in ipairs(lessons) do
    if item.name == word then return item end
    if item.name:sub(1, #word) == word then begins[#begins + 1] = item end
  end
  if #begins == 1 then return begins[1] end
  if #begins > 1 then
    local names = {}
    for i, item in ipairs(begins) do names[i] = item.name end
    return nil, ("'%s' may be %s"):format(word, table.concat(names, " or "))
  end
  local near = check.nearest(word, course.names)
  return nil, ("there is no lesson '%s'%s"):format(grid.harmless(word),
    near and (", did you mean '%s'?"):format(near) or "")
end

-- Calls f as pcall does; nnlua's own call hears a Ctrl-C each time, and not only once.
local function protected(f, ...)
  local of_nnlua, host = pcall(require, "nn.host")
  return (of_nnlua and host.call or xpcall)(f, function(e) return e end, ...)
end

-- Calls the lesson with its words. What ends a program (a wrong option, --help, q at a full screen) ends the
-- lesson alone: the third value is then true, and the second the status.
local function call(chunk, words)
  local ended, exit = {}, os.exit
  os.exit = function(status) -- luacheck: ignore
    ended.status = status
    error(ended, 0)
  end
  local good, message = protected(chunk, table.unpack(words))
  os.exit = exit -- luacheck: ignore
  if message == ended then return false, ended.status, true end
  return good, message, false
end

-- Runs a lesson, and remembers it if it got to its end and was seen. False where something failed.
local function run(item, words)
  local chunk, message = loadfile(item.path)
  local good, ended = chunk ~= nil, false
  if chunk then good, message, ended = call(chunk, words) end
  if ended then return message == 0 or message == true end
  if not good then
    if check.is_interrupt(message) then
      print "\n(stopped; it does not count as done)"
    else
      io.stderr:write("the lesson failed: ", tostring(message), "\n")
    end
    return false
  end
  latest = item.number
  if table.concat(words, " "):find("--quiet", 1, true) then return true end
  done[item.name] = true
  local kept, why = course.mark(item.name)
  if not kept then io.stderr:write("(not remembered: ", why, ")\n") end
  return true
end

-- ---- the question --------------------------------------------------------------------------------------

local QUIT = { q = true, quit = true, exit = true }
local LIST = { l = true, list = true, ls = true }
local HELP = { ["?"] = true, h = true, help = true, ["--help"] = true }

local WAYS = [[
Enter runs the next one. A number or a name, or how it begins, runs that one; its options may follow: 12
--full. l lists all, l 12 the part of number 12, q ends. `nnlua --lessons --forget` begins again.]]

-- Asks; nil for the end. Ctrl-C and Ctrl-D are no answer: they end.
local function answer()
  core.drop_input(0) -- what was typed while a lesson was running is not meant for us
  local item = next_one()
  io.write("\n", item and ("Enter: %d, %s"):format(item.number, item.name) or "All are done",
    "; or number, name, l (list), q (quit): ")
  io.flush()
  local good, line = protected(io.read, "l")
  if good and line then return line end
  print()
end

-- One question; false when it was the last.
local function ask()
  local line = answer()
  local words = {}
  for word in (line or "q"):gmatch "%S+" do words[#words + 1] = word end
  local first = table.remove(words, 1) or ""
  if QUIT[first:lower()] then return false end
  if HELP[first:lower()] then
    for _, row in ipairs(help.wrapped(WAYS, math.min(80, core.columns(1)))) do print(row) end
  elseif LIST[first:lower()] then
    local of = tonumber(words[1])
    if of then list_part(of) else list_all() end
  else
    local chosen, message = found(first)
    if chosen then run(chosen, words) else print(message) end
  end
  return true
end

local function stop(message)
  io.stderr:write("lessons: ", message, "\n")
  return false
end

--- The menu with the lessons in the folder `here`, if they lie there, and these words of a command line:
--- --forget, then next, a number or a name, then the lesson's own options. False where something failed.
function menu.run_in(here, ...)
  local words, own = { ... }, {}
  while words[1] and words[1]:find "^%-" do
    local word = table.remove(words, 1)
    if word ~= "--forget" and word ~= "--help" and word ~= "-h" then
      local near = check.nearest(word, { "--forget", "--help" })
      return stop(("unknown option %s%s"):format(word, near and (", did you mean %s?"):format(near)
        or "; a lesson's options come behind its number or name"))
    end
    own[#own + 1] = word
  end
  local opt = nn.args(own, {
    usage = "nnlua --lessons [--forget] [next | NUMBER | NAME [its options]]: the lessons, in reading order",
    { "forget", false, "begin again: no lesson is done" },
  })
  local folder, searched = course.folder(here)
  if not folder then return stop("they are neither in " .. table.concat(searched, " nor in ")) end
  lessons, done = course.list(folder), course.done()
  if opt.forget then
    local forgotten, message = course.forget()
    if not forgotten then return stop(message) end
    done = {}
  end
  if words[1] then
    local chosen, message = found(table.remove(words, 1))
    if not chosen then return stop(message) end
    return run(chosen, words)
  end
  list_what_fits()
  if core.is_terminal(0) and core.is_terminal(1) then
    repeat until not ask()
  else
    print(("\n`nnlua --lessons next` runs the next one; each runs alone, too:\n  nnlua %s"):format(
      lessons[1].path))
  end
  return true
end

--- The same, for `nnlua --lessons`.
function menu.run(...) return menu.run_in(nil, ...) end

return menu
