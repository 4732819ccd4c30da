-- manual: what is made from lua/docs and from the command line's own table of options: the README's
-- table of the API, the man page nnlua(1), the completion for bash.

local core = require "nn.core"
local check = require "nn.check"
local help = require "nn.help"

local manual = {}

-- The host's options: a list of { word = "-e", argument = "stat", help = "…", of_lua = true }.
local function host_options(options)
  if options then return options end
  local found, host = pcall(require, "nn.host")
  if not found then check.fail("manual: the program's options are known to nnlua alone, not to lua") end
  return host.options
end

-- ---- the README's table --------------------------------------------------------------------------------

local BEGIN, END = "<!-- api: made by make docs -->", "<!-- end of api -->"

local function code(text) return "`" .. text:gsub("|", "\\|") .. "`" end

-- The prefix that signatures have in common ("A:", "nn.data."), and what follows.
local function split_prefix(signature)
  local prefix = signature:match "^[%w_.%[%]]*[.:]" or ""
  return prefix, signature:sub(#prefix + 1)
end

-- Each form of an entry's signature, on its own; of a list in a result its name.
local function forms_of(entries)
  local forms = {}
  for _, entry in ipairs(entries) do
    local text = entry.signature:gsub("%s*%->.*$", "")
    text = text:gsub("^(%w+%.[%w_]+)%[.*$", "%1")
    for form in (text .. " or "):gmatch "(.-) or " do forms[#forms + 1] = form end
  end
  return forms
end

-- The signatures of a group: a prefix stands once, and neighbours that take the same share a pair of marks:
-- `A:sigmoid logit tanh`, `A:sum mean([axis])`.
local function signature_cells(entries)
  local cells, last = {}, {}
  for _, signature in ipairs(forms_of(entries)) do
    local prefix, rest = split_prefix(signature)
    local name, takes = rest:match "^([%w_]+)(%(?[^{]*)$"
    if prefix ~= "" and prefix == last.prefix and name and takes == last.takes then
      table.insert(last, name)
    else
      local text = prefix ~= "" and prefix == last.prefix and rest or signature
      last = { prefix = prefix, takes = name and takes, text }
      if name then last[1] = text:sub(1, #text - #takes) end
      cells[#cells + 1] = last
    end
  end
  for i, cell in ipairs(cells) do
    local takes = cell.takes or ""
    if #cell > 1 and takes == "()" then takes = "" end
    cells[i] = code(table.concat(cell, " ") .. takes)
  end
  return cells
end

-- "`activation` (`sigmoid tanh relu`), `bias`"
local function option_list(options)
  local parts = {}
  for i, option in ipairs(options) do
    parts[i] = code(option[1])
    if option.values then
      local values = {}
      for k, value in ipairs(option.values) do values[k] = tostring(value) end
      parts[i] = parts[i] .. " (" .. code(table.concat(values, " ")) .. ")"
    end
  end
  return table.concat(parts, ", ")
end

-- The options of a group's functions; those that several have in common stand once, and so does a name that
-- several functions have.
local function option_cells(entries)
  local cells, at = {}, {}
  for _, entry in ipairs(entries) do
    if entry.options then
      local list, name = option_list(entry.options), entry.name:match "[^.:]+$"
      if at[list] then
        if not at[list].known[name] then table.insert(at[list].names, name) end
        at[list].known[name] = true
      else
        at[list] = { list = list, names = { name }, known = { [name] = true } }
        cells[#cells + 1] = at[list]
      end
    end
  end
  for i, cell in ipairs(cells) do
    cells[i] = ("; options of %s: %s"):format(code(table.concat(cell.names, " ")), cell.list)
  end
  return table.concat(cells)
end

-- "**Networks** compute in float", or "**Matrices.** Tables of numbers".
local function headline(title, intro)
  if intro:find(title .. " ", 1, true) == 1 then return ("**%s**%s"):format(title, intro:sub(#title + 1)) end
  return ("**%s.** %s"):format(title, intro)
end

local function add_book(lines, book)
  lines[#lines + 1] = headline(book.title, book.intro) .. "\n\n| | |\n|---|---|"
  local groups = {}
  for _, entry in ipairs(book) do
    groups[entry.group] = groups[entry.group] or {}
    table.insert(groups[entry.group], entry)
  end
  for _, name in ipairs(book.groups) do
    local entries = groups[name]
    if entries then
      lines[#lines + 1] = ("| %s | %s%s |"):format(name,
        table.concat(signature_cells(entries), " "), option_cells(entries))
    end
  end
  lines[#lines + 1] = ""
end

--- The README's tables of the API, as Markdown.
function manual.readme()
  local lines = {}
  help.index()
  for _, file in ipairs(help.files) do
    if file ~= "topics" and file ~= "lua" then add_book(lines, require("nn.docs." .. file)) end
  end
  return table.concat(lines, "\n"):gsub("%s+$", "") .. "\n"
end

-- Before, between and after the marks in a README's text; nil without them.
local function split_at_marks(text)
  local _, first = text:find(BEGIN .. "\n", 1, true)
  local last = first and text:find(END, first + 1, true)
  if last then return text:sub(1, first), text:sub(first + 1, last - 1), text:sub(last) end
end

--- The tables as they stand in the text of a README, or nil where it has no marks for them.
function manual.part_of_readme(text)
  local _, part = split_at_marks(text)
  return part
end

--- Writes manual.readme() between the marks of the file, if something else stands there.
function manual.update(path)
  local file, message = io.open(path, "rb")
  if not file then check.fail("manual: %s", message) end
  local text = file:read "a"
  file:close()
  local before, part, after = split_at_marks(text)
  if not before then check.fail("manual: %s has no lines '%s' and '%s'", path, BEGIN, END) end
  local new = manual.readme()
  if part == new then return end
  local out <close> = assert(io.open(path, "wb"))
  assert(out:write(before, new, after))
end

-- ---- the man page --------------------------------------------------------------------------------------

-- Text for groff: nothing in it is a request, and a - is the one that can be copied.
local function escaped(text)
  text = text:gsub("\\", "\\e"):gsub("-", "\\-"):gsub("^([.'])", "\\&%1"):gsub("\n([.'])", "\n\\&%1")
  return (text:gsub(utf8.charpattern, function(c)
    return #c > 1 and ("\\[u%04X]"):format(utf8.codepoint(c)) or nil
  end))
end

-- A word in bold, what goes with it in italics, and below them a text.
local function add_item(lines, word, argument, text)
  lines[#lines + 1] = ".TP"
  local quoted = argument and argument ~= "" and (' " %s"'):format(escaped(argument):gsub('"', '""'))
  lines[#lines + 1] = (quoted and ".BI " or ".B ") .. escaped(word) .. (quoted or "")
  lines[#lines + 1] = escaped(text)
end

local environment = {
  { "NNLUA_PATH", "A folder like lua/ of the sources: its files win over those inside the program." },
  { "NNLUA_DATA", "The folder in which data sets are looked for first, as NNLUA_DATA/mnist." },
  { "NNLUA_HISTORY", "The file that keeps the lines typed at the prompt; empty: none is kept." },
  { "NO_COLOR", "Set, and not empty: no colours." },
  { "LUA_INIT, LUA_INIT_5_4", "Run before everything else: Lua code, or after an @ a file's name." },
  { "LUA_PATH, LUA_CPATH", "Where require looks for modules, as in lua(1); likewise with _5_4." },
  { "XDG_CONFIG_HOME", "The folder of nnlua/init.lua, which the prompt runs first; default ~/.config." },
  { "XDG_STATE_HOME", "The folder of nnlua/history and nnlua/lessons; default ~/.local/state." },
  { "XDG_DATA_HOME", "The folder of nnlua/NAME, where data sets are looked for too; "
    .. "default ~/.local/share." },
  { "OPENBLAS_CORETYPE", "Which processor's kernels OpenBLAS takes, where its own choice is not wanted; "
    .. "nn.info() tells what is in use." },
}

local places = {
  { "~/.config/nnlua/init.lua", "Lua code that the prompt runs first; not with -E." },
  { "~/.local/state/nnlua/history", "The lines typed at the prompt." },
  { "~/.local/state/nnlua/lessons", "The lessons that were run from the menu." },
  { "PREFIX/share/nnlua/scripts", "The lessons; each runs alone." },
  { "PREFIX/share/nnlua/data", "The data sets that come with nnlua, with their licences." },
}

local examples = {
  { "nnlua", "A prompt; help() there is a tour." },
  { "nnlua --help n:train", "What there is to say about a function, an option or an idea." },
  { "nnlua mnist.lua --epochs 3", "Runs a script with its own options." },
  { "nnlua -i lesson.lua", "Runs a script and goes on at the prompt." },
  { "nnlua -e 'print(nn.matrix{{1, 2}, {3, 4}}.T)'", "One line." },
}

local HEAD = [=[
.TH NNLUA 1 "" "nnlua %s" "User Commands"
.SH NAME
nnlua \- Lua 5.4 with matrices, data sets and neural networks
.SH SYNOPSIS
.B nnlua
.RI [ options ]
.RI [ script
.RI [ args ]]
.SH DESCRIPTION
nnlua runs a Lua script, or opens a prompt when there is none and it is at a terminal; what is piped into
it is run as a program.
It takes exactly what the stand\-alone
.BR lua (1)
takes.
Matrices, data sets and neural networks are in the global table
.BR nn ,
which is also what
.B require \(dqnn\(dq
returns.
]=]

local STATUS = [[
.SH EXIT STATUS
0 when all went well; 1 when a script raised an error, an option was wrong,
.B \-\-test
found a failure or
.B \-\-help
no such name; else what the script gave to
.BR os.exit .
]]

local SEE_ALSO = [[
.SH SEE ALSO
.BR lua (1)
.PP
Tariq Rashid,
.IR "Make Your Own Neural Network" .
]]

--- The man page nnlua(1), in man(7)'s macros. options: the host's, unless given.
function manual.man(options)
  local lines = { (HEAD:gsub("%%s", function() return escaped(core.version) end):gsub("\n$", "")) }
  local function section(title, list)
    lines[#lines + 1] = ".SH " .. title
    for _, item in ipairs(list) do add_item(lines, item[1], item[3], item[2]) end
  end
  lines[#lines + 1] = ".SH OPTIONS"
  for _, option in ipairs(host_options(options)) do
    add_item(lines, option.word, option.argument, option.help)
  end
  section("ENVIRONMENT", environment)
  section("FILES", places)
  lines[#lines + 1] = STATUS:gsub("\n$", "")
  section("EXAMPLES", examples)
  lines[#lines + 1] = SEE_ALSO
  return table.concat(lines, "\n")
end

-- ---- completion for bash -------------------------------------------------------------------------------

-- The names that --help knows, as bash words: with "." for ":", which bash would break them at, and "_"
-- for spaces; both mean the same to help. Operators have no such spelling.
local function help_words()
  local words, seen = {}, {}
  local function add(word)
    word = word:gsub(":", "."):gsub(" ", "_")
    if word:find "^[%w_.]+$" and not seen[word] then
      seen[word] = true
      words[#words + 1] = word
    end
  end
  for name, entry in pairs(help.index()) do
    add(name)
    add(name:match "[.:]([%w_]+)$" or name)
    for _, option in ipairs(entry.options or {}) do add(option[1]) end
  end
  table.sort(words)
  return words
end

local BASH = [=[
# bash completion for nnlua: options, names after --help, scripts and their files.
_nnlua_help() { # the name that begins with this word
  local i word typed= name letter=
  compopt +o default 2>/dev/null
  for ((i = $1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    # what bash has broken at a colon is one word; behind another the name is finished
    [[ -n $typed && $typed != *: && $word != :* ]] && return
    case $word in # a quoted name, perhaps finished
      \"*\" | \'*\') return ;;
      \"* | \'*) word=${word:1} ;;
    esac
    word=${word// /_}
    typed+=$word
  done
  typed=${typed//:/.}
  name=$typed
  case $typed in # the letters that help has for them
    n.*) letter=n name=network.${typed#n.} ;;
    A.*) letter=A name=matrix.${typed#A.} ;;
    d.*) letter=d name=dataset.${typed#d.} ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W '@names@' -- "$name")
  [[ -n $letter ]] && COMPREPLY=("${COMPREPLY[@]/#"${name%%.*}."/"$letter."}")
  [[ $word == : ]] && word=
  COMPREPLY=("${COMPREPLY[@]#"${typed%"$word"}"}")
}

_nnlua() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == --help ]]; then
      _nnlua_help $((i + 1))
      return
    fi
  done
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      @takes@) ((i++)) ;;
      @lists@) break ;;
      --) return ;;
      -*) ;;
      *) return ;; # a script's own arguments: bash's file names
    esac
  done
  case $before in
    @takes@) return ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '@options@' -- "$word")
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -X '!*.lua' -- "$word"; compgen -d -- "$word")
  fi
}
complete -o default -F _nnlua nnlua
]=]

--- A script that makes bash complete nnlua's command line. options: the host's, unless given.
function manual.bash(options)
  local words, takes, lists = {}, {}, {}
  local function add(list, word)
    if list[#list] ~= word then list[#list + 1] = word end
  end
  for _, option in ipairs(host_options(options)) do
    add(words, option.word)
    local argument = option.argument or ""
    if option.word:find "^%-%a$" and argument ~= "" then add(takes, option.word) end
    if argument:find "…$" or argument:find "%.%.%.$" then add(lists, option.word) end
  end
  local function either(list) return #list > 0 and table.concat(list, "|") or "''" end
  return (BASH:gsub("@(%a+)@", { names = table.concat(help_words(), " "), takes = either(takes),
    lists = either(lists), options = table.concat(words, " ") }))
end

return manual
