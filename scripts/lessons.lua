-- The menu of the lessons: lists them in reading order, runs the next one, remembers how far you got.
--
--     nnlua scripts/lessons.lua            the list, and on a terminal a question which to run
--     nnlua scripts/lessons.lua next       runs the first one that is not done
--     nnlua scripts/lessons.lua 3          runs the third; its name does as well

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local course = require "nn.course"
local help = require "nn.help"

local opt = nn.args(arg, {
  usage = "nnlua scripts/lessons.lua [options] [next | NUMBER | NAME]: the lessons, one after the other",
  words = true,
  { "forget", false, "begin again: no lesson is done" },
})

local function stop(message)
  io.stderr:write("lessons: ", message, "\n")
  os.exit(1, true)
end

local here = debug.getinfo(1, "S").source:match "^@(.*)/[^/]*$" or "."
local folder, searched = course.folder(here)
if not folder then stop("they are neither in " .. table.concat(searched, " nor in ")) end
local lessons = course.list(folder)
local done = course.done()

-- The first lesson that is not done, and its number.
local function next_one()
  for i, item in ipairs(lessons) do
    if not done[item.name] then return item, i end
  end
end

-- As much of a text as a line of `most` columns takes.
local function shortened(text, most)
  local line = help.wrapped(text, most)[1]
  return line == text and line or help.wrapped(text, most - 2)[1] .. " …"
end

-- The lessons by parts: a list of { title, first = number, last = number }.
local function parts()
  local found = {}
  for i, item in ipairs(lessons) do
    if item.part then found[#found + 1] = { item.part, first = i } end
    found[#found].last = i
  end
  return found
end

local function print_lesson(i, at, widest)
  local item = lessons[i]
  local mark = done[item.name] and "done" or i == at and "next" or ""
  local most = math.min(100, core.columns(1)) - widest - 14
  local text = ("  %2d  %-4s  %s%s  %s"):format(i, mark, item.name, (" "):rep(widest - #item.name),
    shortened(item.sees or "(" .. item.path .. " is missing)", most))
  local role = done[item.name] and "dim" or i == at and "title"
  print(role and color.paint(role, text) or text)
end

-- All lessons; where they would not fit on the terminal, and unless `whole`, the part that is next alone, and
-- how far one got in each of the others.
local function list(whole)
  local _, at = next_one()
  local all, widest = parts(), 0
  whole = whole or not core.is_terminal(1) or #lessons + #all + 2 < core.screen_rows(1)
  for _, item in ipairs(lessons) do widest = math.max(widest, #item.name) end
  for _, part in ipairs(all) do
    local count = 0
    for i = part.first, part.last do count = count + (done[lessons[i].name] and 1 or 0) end
    local numbers = ("%d to %d"):format(part.first, part.last)
    local state = count == 0 and "" or (" (%d of %d done)"):format(count, part.last - part.first + 1)
    local open = whole or at and part.first <= at and at <= part.last
    print(color.paint(open and "title" or "dim", ("%-8s  %s%s"):format(numbers, part[1], state)))
    for i = part.first, open and part.last or 0 do print_lesson(i, at, widest) end
  end
end

-- The lesson that was asked for: "", next, a number, a name or its beginning; or nil and what is wrong.
local function found(word)
  if word == "" or word == "next" then
    return next_one() or nil, "all lessons are done; a number or a name runs one again"
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
  return nil, ("there is no lesson '%s'%s"):format(word, near and (", did you mean '%s'?"):format(near) or "")
end

-- Runs a lesson to its end and remembers that. False if it did not get there.
local function run(item)
  local chunk, message = loadfile(item.path)
  local good = chunk ~= nil
  if chunk then good, message = xpcall(chunk, debug.traceback) end
  if not good then
    local stopped = tostring(message):find("interrupted!", 1, true)
    print(stopped and "\n(stopped; it does not count as done)" or "the lesson failed: " .. tostring(message))
    return false
  end
  done[item.name] = true
  local kept, why = course.mark(item.name)
  if not kept then io.stderr:write("(not remembered: ", why, ")\n") end
  return true
end

-- One question; false when it was the last.
local function ask()
  local item, i = next_one()
  local enter = item and ("Enter runs %d, %s; a"):format(i, item.name) or "All are done. A"
  io.write("\n", enter, " number or a name runs that one, l lists all, q ends: ")
  local word = io.read "l"
  if not word then print() end
  word = word and word:match "^%s*(.-)%s*$"
  if not word or word == "q" then return false end
  if word == "l" then
    list(true)
    return true
  end
  local chosen, message = found(word)
  if chosen then run(chosen) else print(message) end
  return true
end

if opt.forget then
  local forgotten, message = course.forget()
  if not forgotten then stop(message) end
  done = {}
end
if opt[1] then
  local chosen, message = found(opt[1])
  if not chosen then stop(message) end
  os.exit(run(chosen), true)
end
list()
if core.is_terminal(0) and core.is_terminal(1) then
  repeat until not ask()
else
  print("\n`nnlua scripts/lessons.lua next` runs the next one; each runs alone, too: `nnlua "
    .. lessons[1].path .. "`.")
end
