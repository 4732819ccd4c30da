-- help: what there is to say about every public name. The entries are data, in lua/docs.
-- Gives: nn.help, and for others index, find, text, overview, command.

local core = require "nn.core"
local check = require "nn.check"
local color = require "nn.color"
local nn = core.nn

local help = {}

--- The files of lua/docs. Of entries that match equally well, those of the earlier file come first.
help.files = { "topics", "matrix", "network", "results", "dataset", "data", "image", "inside", "plot",
  "nn", "lua" }

-- How well an entry answers to a word: it is its name, how it is written, the name's last part, an option,
-- a result's field, an option's value, one of a topic's words.
local NAME, SIGNATURE, PART, OPTION, FIELD, VALUE, WORD = 1, 2, 3, 4, 5, 6, 7

-- ---- the entries -------------------------------------------------------------------------------------

local books   -- [file] = the table that lua/docs/FILE.lua returns
local index   -- [canonical name] = entry
local place   -- [entry] = the file that holds it
local matches -- [word, as `plain` spells it] = list of {entry, rank, order, option}
local known   -- all words as they are written, for near misses

-- Matrix:dot, matrix.dot and matrix.DOT are one word, and so are "learning rate" and "learning_rate".
local function plain(word)
  word = word:match "^%s*(.-)%s*$":gsub("^(.*[%w_])%s*[({\"].*$", "%1")
  return (word:lower():gsub(":", "."):gsub("[_%s]+", " "))
end

local function add_match(word, entry, rank, option)
  local key, order = plain(word), #known + 1
  known[order] = word
  matches[key] = matches[key] or {}
  table.insert(matches[key], { entry = entry, rank = rank, order = order, option = option })
end

-- Which result or library a name belongs to that is none of its file's own: "history" of "history.loss"
-- among the networks, "string" of "string.format" in Lua.
local function owner_in(file, name)
  local owner = file ~= "topics" and name:match "^(%w+)[.:]"
  return owner and owner ~= file and owner ~= "nn" and owner or nil
end

-- The words that lead to an entry: "matrix:dot", "A:dot", "dot"; "gradient descent", "descent".
local function add_words(entry)
  add_match(entry.name, entry, NAME)
  if place[entry] == "topics" then
    for word in entry.name:gmatch "%a%a%a+" do
      if word ~= entry.name then add_match(word, entry, WORD) end
    end
  else
    local rank = owner_in(place[entry], entry.name) and place[entry] ~= "lua" and FIELD or PART
    local head = entry.signature:match "^[%a_][%w_]*[.:][%w_.:]+"
    if head and head ~= entry.name then add_match(head, entry, SIGNATURE) end
    for at in entry.name:gmatch "[.: ]()" do
      if at <= #entry.name then add_match(entry.name:sub(at), entry, rank) end
    end
  end
  for _, option in ipairs(entry.options or {}) do
    add_match(option[1], entry, OPTION, option)
    for _, value in ipairs(option.values or {}) do
      add_match(tostring(value), entry, VALUE, option)
    end
  end
end

local function load_entries()
  if index then return end
  books, index, place, matches, known = {}, {}, {}, {}, {}
  for _, file in ipairs(help.files) do
    books[file] = require("nn.docs." .. file)
    for _, entry in ipairs(books[file]) do
      entry.topic = books[file].title
      index[entry.name], place[entry] = entry, file
      add_words(entry)
    end
  end
end

--- All entries: { [canonical name] = entry }.
function help.index()
  load_entries()
  return index
end

-- What answers to a word, best first.
local function answers(word)
  local list = table.move(matches[plain(word)] or {}, 1, 1e4, 1, {})
  table.sort(list, function(a, b)
    if a.rank ~= b.rank then return a.rank < b.rank end
    return a.order < b.order
  end)
  return list
end

-- Whether a name belongs to what an overview is of: "matrix:dot" and "matrix +" to "matrix".
local function belongs(name, owner)
  return name:sub(1, #owner) == owner and name:find("^[.: ]", #owner + 1)
end

-- What an overview of `word` lists: its title, a sentence, and the entries group by group; or nil.
local function overview_of(word)
  word = plain(word):gsub("^data set$", "dataset")
  local book, list = books[word], {}
  for _, file in ipairs(help.files) do -- a kind's entries may lie in several
    for _, entry in ipairs(books[file]) do
      if file == word or (file ~= "topics" and belongs(entry.name, word)) then list[#list + 1] = entry end
    end
  end
  if #list == 0 then return end
  local groups, at = {}, {}
  local function group_of(name)
    if not at[name] then
      at[name] = #groups + 1
      groups[at[name]] = { name = name }
    end
    return groups[at[name]]
  end
  for _, name in ipairs(book and book.groups or {}) do group_of(name) end
  for _, entry in ipairs(list) do table.insert(group_of(entry.group or ""), entry) end
  return { title = book and book.title or word, intro = book and book.intro, groups = groups,
    file = book and word }
end

-- ---- values and their names --------------------------------------------------------------------------

-- Of a table's functions the entry that documents f. Raw: what was never loaded nobody can hold.
local function name_in(t, prefix, f)
  for name, value in next, t do
    if value == f and type(name) == "string" and index[prefix .. name] then return index[prefix .. name] end
  end
end

local function entry_of_function(f)
  local found = name_in(nn, "nn.", f) or name_in(rawget(nn, "data") or {}, "nn.data.", f)
    or name_in(rawget(nn, "image") or {}, "nn.image.", f)
    or name_in(debug.getmetatable(io.stdout).__index, "file:", f)
  for kind, methods in next, core.kinds do found = found or name_in(methods, kind .. ":", f) end
  if found or debug.getinfo(f, "S").what ~= "C" then return found end
  for library, t in next, package.loaded do
    if type(t) == "table" then
      found = name_in(t, library == "_G" and "" or library .. ".", f)
      if found and place[found] == "lua" then return found end
    end
  end
end

-- The word for which there is an overview of what a value is: "matrix" of a matrix, "string" of Lua's
-- library.
local function kind_of(value)
  local meta = debug.getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name")
  if name == "FILE*" then return "file" end
  if type(name) == "string" and type(value) ~= "string" then return name end
  if type(value) ~= "table" then return end
  if value == nn then return "nn" elseif value == rawget(nn, "data") then return "data" end
  for library, t in next, package.loaded do
    if t == value and type(library) == "string" then return library == "_G" and "lua" or library end
  end
end

--- The entries about x, best first: of a word (a name, the end of one, an option, an option's value), a
--- function, or an object (those of its kind).
function help.find(x)
  load_entries()
  local list, seen = {}, {}
  local function add(entry)
    if entry and not seen[entry] then
      seen[entry] = true
      list[#list + 1] = entry
    end
  end
  if type(x) == "function" then add(entry_of_function(x)) end
  if type(x) == "string" then
    for _, answer in ipairs(answers(x)) do add(answer.entry) end
  end
  local kind = type(x) == "string" and x or kind_of(x)
  for _, group in ipairs((kind and overview_of(kind) or { groups = {} }).groups) do
    for _, entry in ipairs(group) do add(entry) end
  end
  return list
end

-- ---- layout ------------------------------------------------------------------------------------------

local function width_of(text) return utf8.len(text) or #text end

local function padded(text, width) return text .. (" "):rep(width - width_of(text)) end

-- A page is a list of lines; page.width is the room, page.paint(role, text) colours.
local function new_page(width, paint)
  return { width = math.max(width or 80, 40), paint = paint or function(_, text) return text end }
end

--- The text in lines no longer than `room` where words allow.
function help.wrapped(text, room)
  local lines, line = {}, nil
  for word in text:gmatch "%S+" do
    if line and width_of(line) + 1 + width_of(word) <= room then
      line = line .. " " .. word
    else
      lines[#lines + 1], line = line, word
    end
  end
  lines[#lines + 1] = line
  return lines
end

local wrapped = help.wrapped

-- The text below itself, `indent` from the left; `label` stands before its first line.
local function add_text(page, indent, text, label, role)
  for i, line in ipairs(wrapped(text, page.width - indent)) do
    local before = padded(i == 1 and label or "", indent)
    if i == 1 and label then before = page.paint(role or "key", label) .. before:sub(#label + 1) end
    page[#page + 1] = before .. line
  end
end

local function add_title(page, text)
  for _, line in ipairs(wrapped(text, page.width)) do page[#page + 1] = page.paint("title", line) end
end

-- Space before a part of the page.
local function add_gap(page)
  if #page > 0 and page[#page] ~= "" then page[#page + 1] = "" end
end

local function trimmed(code) return (code:gsub("^%s*\n", ""):gsub("%s+$", "")) end

-- ---- pages -------------------------------------------------------------------------------------------

-- "how far each step goes; default 0.1; one of book, gradient"
local function option_text(option)
  local text = option[3]
  if option[2] and option[2] ~= "" then text = text .. "; default " .. option[2] end
  if option.values then
    local values = {}
    for i, value in ipairs(option.values) do values[i] = tostring(value) end
    text = text .. "; one of " .. table.concat(values, ", ")
  end
  return text
end

local BESIDE = 11 -- where the texts beside "shapes", "errors", "see also" begin

local function add_options(page, options)
  page[#page + 1] = "  " .. page.paint("key", "options")
  local longest = 0
  for _, option in ipairs(options) do longest = math.max(longest, width_of(option[1])) end
  for _, option in ipairs(options) do
    add_text(page, longest + 6, option_text(option), "    " .. option[1], "key")
  end
end

local function add_entry(page, entry)
  add_title(page, entry.signature)
  add_text(page, 2, entry.text)
  for _, field in ipairs { "shapes", "errors" } do
    if entry[field] then
      add_gap(page)
      add_text(page, BESIDE, entry[field], "  " .. field)
    end
  end
  if entry.options then
    add_gap(page)
    add_options(page, entry.options)
  end
  if entry.example then
    add_gap(page)
    page[#page + 1] = "  " .. page.paint("key", "example")
    for line in (trimmed(entry.example) .. "\n"):gmatch "(.-)\n" do
      page[#page + 1] = line == "" and "" or "    " .. line
    end
  end
  if entry.see and #entry.see > 0 then
    add_gap(page)
    add_text(page, BESIDE, table.concat(entry.see, ", "), "  see also")
  end
end

-- The names of all entries of a group that belong to `owner`: "loss, accuracy, seconds".
local function names_of(overview, group, owner)
  local names = {}
  for _, entry in ipairs(group) do
    if owner_in(overview.file, entry.name) == owner then names[#names + 1] = entry.name:sub(#owner + 2) end
  end
  return table.concat(names, ", ")
end

-- How a text begins, in one line of `room`.
local function beginning(text, room)
  local sentence = text:match "^(.-%.)%s" or text
  if width_of(sentence) <= room then return sentence end
  return (wrapped(sentence, room - 2)[1]:gsub("[,;:]$", "")) .. " …"
end

-- Of the entries in other files those that are found in the table nn too: a line a file.
local function add_rest_of_nn(page, add_line)
  add_gap(page)
  for _, file in ipairs { "matrix", "network", "data" } do
    local names = {}
    for _, entry in ipairs(books[file]) do
      if belongs(entry.name, "nn") then names[#names + 1] = entry.name:sub(4) end
    end
    if #names > 0 then add_line(("    help \"%s\""):format(file), table.concat(names, ", ")) end
  end
end

-- One line an entry: the signature, and how its text begins.
local function add_overview(page, overview)
  add_title(page, overview.title)
  if overview.intro then add_text(page, 2, overview.intro) end
  local column, told = math.min(32, page.width // 2), {}
  local function add_line(label, text)
    if width_of(label) > column - 2 then
      page[#page + 1] = page.paint("key", beginning(label, page.width))
      label = nil
    end
    add_text(page, column, text, label)
  end
  for _, group in ipairs(overview.groups) do
    if #group > 0 then add_gap(page) end
    if group.name ~= "" and #group > 0 then page[#page + 1] = "  " .. page.paint("title", group.name) end
    for _, entry in ipairs(group) do
      local owner = overview.file and owner_in(overview.file, entry.name)
      if not owner then
        local form = overview.file == "topics" and entry.name
          or (entry.signature .. " or "):match "^(.-) or "
        add_line("    " .. form, beginning(entry.text, page.width - column))
      elseif not told[owner .. group.name] then
        told[owner .. group.name] = true
        add_line(("    help \"%s\""):format(owner), names_of(overview, group, owner))
      end
    end
  end
  if overview.file == "nn" then add_rest_of_nn(page, add_line) end
end

-- Where an option is known, once for all functions that say the same about it.
local function add_option_hits(page, hits)
  local groups, at = {}, {}
  for _, hit in ipairs(hits) do
    local text = option_text(hit.option)
    local key = hit.option[1] .. "\0" .. text
    if not at[key] then
      at[key] = { option = hit.option[1], text = text }
      groups[#groups + 1] = at[key]
    end
    table.insert(at[key], hit.entry.name)
  end
  for _, group in ipairs(groups) do
    add_gap(page)
    add_title(page, ("%s, an option of %s"):format(group.option, table.concat(group, ", ")))
    add_text(page, 2, group.text)
  end
end

-- A word's page: the best entry or an overview, the options of that name, and what else there is.
local function add_word(page, word)
  local options, values, also, seen, first = {}, {}, {}, {}, nil
  for _, answer in ipairs(answers(word)) do
    if answer.rank == OPTION then
      options[#options + 1] = answer
    elseif answer.rank == VALUE then
      values[#values + 1] = answer
    elseif not first and (answer.rank < FIELD or #options == 0) and (answer.rank < WORD or #values == 0) then
      first = answer
    elseif (not first or answer.entry ~= first.entry) and not seen[answer.entry] then
      seen[answer.entry], also[#also + 1] = true, answer.entry.name
    end
  end
  local overview = overview_of(word)
  if overview and first and first.rank > SIGNATURE then
    table.insert(also, 1, first.entry.name)
    first = nil
  end
  if first then add_entry(page, first.entry) end
  if overview then
    add_gap(page)
    add_overview(page, overview)
  end
  add_option_hits(page, options)
  if #page == 0 then add_option_hits(page, values) end
  if #page == 0 then return false end
  if #also > 0 then
    add_gap(page)
    add_text(page, 8, table.concat(also, ", "), "  also:", "dim")
  end
  return true
end

-- ---- functions of the learner's own ------------------------------------------------------------------

-- The lines of the text or the file that a function was compiled from, or nil.
local function source_lines(source)
  local text = source
  if source:find "^@" then
    local file = io.open(source:sub(2), "rb")
    text = file and file:read "a"
    if file then file:close() end
  elseif source:find "^=" then
    text = nil
  end
  if not text then return end
  local lines = {}
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do lines[#lines + 1] = line end
  return lines
end

-- The name of the global variable that holds f: what was typed at the prompt has no file.
local function global_name(f)
  for name, value in next, _G do
    if value == f and type(name) == "string" then return name end
  end
end

local function parameters_of(f, where)
  local names = {}
  for i = 1, where.nparams do names[i] = debug.getlocal(f, i) end
  if where.isvararg then names[#names + 1] = "..." end
  return table.concat(names, ", ")
end

-- The comment directly above line `at`, a line each, without its dashes.
local function comment_above(lines, at)
  local first = at
  while first > 1 and lines[first - 1]:find "^%s*%-%-" do first = first - 1 end
  local comment = {}
  for i = first, at - 1 do comment[#comment + 1] = lines[i]:match "^%s*%-%-+%s?(.*)$" end
  return comment
end

local function add_own_function(page, f)
  local where = debug.getinfo(f, "Su")
  if where.what == "C" then
    add_text(page, 0, "A function written in C, about which nothing is known here.")
    return
  end
  local lines = source_lines(where.source) or {}
  local definition = lines[where.linedefined] or ""
  local name = definition:match "function%s+([%w_.:]+)%s*%(" or definition:match "([%w_.]+)%s*=%s*function"
    or global_name(f)
  add_title(page, ("%s(%s)"):format(name or "function", parameters_of(f, where)))
  if definition:find("function", 1, true) then
    for _, line in ipairs(comment_above(lines, where.linedefined)) do page[#page + 1] = "  " .. line end
  end
  add_text(page, 2, ("defined at %s:%d"):format(where.short_src, where.linedefined))
end

-- ---- what is printed ---------------------------------------------------------------------------------

-- What a value is, where there is nothing to explain about it.
local function sentence(value)
  if value == nil then
    return "nil is no value: what was given holds nothing. A name in quotes is looked up: help \"fit\"."
  end
  local what = type(value) == "number" and ("%s is a number"):format(tostring(value))
    or type(value) == "boolean" and ("%s is a truth value"):format(tostring(value))
    or ("This is %s"):format(check.what(value))
  return what .. "; help explains functions, objects such as networks, and names in quotes."
end

local function no_such_name(word)
  local near = word:find "%S" and check.nearest(word, known)
  return ("help: there is no '%s'%s"):format(word, near and (", did you mean '%s'?"):format(near)
    or "; help() says where to start")
end

-- The page about x, and whether there is anything about it.
local function page_of(x, width, paint)
  load_entries()
  local page = new_page(width, paint)
  if type(x) == "string" then
    if add_word(page, x) then return page, true end
    return { no_such_name(x) }, false
  elseif type(x) == "function" then
    local entry = entry_of_function(x)
    if entry then add_entry(page, entry) else add_own_function(page, x) end
    return page, true
  end
  local kind = kind_of(x)
  local overview = kind and overview_of(kind)
  if overview then add_overview(page, overview) else add_text(page, 0, sentence(x)) end
  return page, overview ~= nil
end

--- What help prints about x, in lines of `width` (default 80), without colours.
function help.text(x, width) return table.concat(page_of(x, width), "\n") end

--- What `nnlua --help NAME` prints, and whether there is such a name.
function help.command(name)
  local page, found = page_of(name, core.columns(1), color.paint)
  return table.concat(page, "\n"), found
end

--- The tour's lines: what to type, and what that does.
help.tour = {
  { "A = nn.matrix{{1, 2}, {3, 4}}", "a matrix, row by row" },
  { "A:dot(A)", "multiplied with itself" },
  { "train, test = nn.data.digits()", "digits: 4,000 to learn, 1,000 to ask" },
  { "n = nn.network(784, 100, 10, 0.2)", "inputs, hidden, outputs, learning rate" },
  { "n:fit(train, {epochs = 3})", "learns them" },
  { "n:evaluate(test).accuracy", "the share that it gets right" },
  { "n:query(test[1].input)", "its ten answers to one picture" },
}

local more = {
  { "help(n.fit)   help \"fit\"", "one function" },
  { "help(n)   help \"matrix\"", "all that a network or a matrix can do" },
  { "help \"learning rate\"", "an idea or an option; also \"topics\"" },
  { "help \"data\"   help \"nn\"", "where data come from; everything else" },
  { "help \"lua\"", "Lua's own functions" },
}

local function tour_page(width, paint)
  local page = new_page(width, paint)
  add_text(page, 0, "nnlua is Lua 5.4 with matrices, data sets and neural networks. Type:")
  for _, part in ipairs { help.tour, more } do
    add_gap(page)
    for _, line in ipairs(part) do add_text(page, 38, line[2], "  " .. line[1]) end
  end
  add_gap(page)
  add_text(page, 0, "In a script help is nn.help. In a shell, nnlua --lessons is the menu of the lessons.")
  return page
end

--- nn.help() prints a tour; nn.help(x) what there is to say about a function, an object, or a name or an
--- option in quotes.
function nn.help(...)
  local page
  if select("#", ...) == 0 then
    page = tour_page(core.columns(1), color.paint)
  else
    page = page_of((...), core.columns(1), color.paint)
  end
  print(table.concat(page, "\n"))
end

return help
