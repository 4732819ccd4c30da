--[[ manual: what is made from lua/docs: the README's tables (and whether they are up to date), the man page,
read back through man and groff, and bash's completion, called as bash calls it. ]]
local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local raises = require "raises"
local help = require "nn.help"
local manual = require "nn.manual"

local quote, shell = child.quote, child.shell

TestManual = {}

local OPTIONS = {
  { word = "-e", argument = "stat", help = "execute string 'stat'", of_lua = true },
  { word = "-l", argument = "mod", help = "require library 'mod' into global 'mod'", of_lua = true },
  { word = "-l", argument = "g=mod", help = "require library 'mod' into global 'g'", of_lua = true },
  { word = "-E", help = "ignore environment variables", of_lua = true },
  { word = "--", help = "stop handling options", of_lua = true },
  { word = "-", help = "stop handling options and execute stdin", of_lua = true },
  { word = "--help", argument = "[NAME]", help = ".dots, 'quotes' and back\\slashes" },
  { word = "--test", argument = "FILE…", help = "run LuaUnit suites" },
}

local function installed(program) return (shell("command -v " .. program)) ~= "" end

-- ---- the README ----------------------------------------------------------------------------------------

-- The README's text with other tables, if any: what stands before and after must stay.
local function readme_with(part)
  return "# A\n\n<!-- api: made by make docs -->\n" .. part .. "<!-- end of api -->\n\nThe end, 100 %.\n"
end

function TestManual.testReadmeIsUpToDate()
  local part = manual.part_of_readme(child.read "README.md")
  lu.assertNotNil(part, "README.md has no marks for the tables of the API; see manual.update")
  lu.assertTrue(part == manual.readme(), "README.md's tables of the API are stale: make docs")
end

function TestManual.testUpdate()
  child.in_folder(function(folder)
    local path = folder .. "/README.md"
    child.write(path, readme_with "old\n")
    manual.update(path)
    lu.assertEquals(child.read(path), readme_with(manual.readme()))
    manual.update(path)
    lu.assertEquals(child.read(path), readme_with(manual.readme()))
    for _, text in ipairs { "", "# A\n", "<!-- end of api -->\n<!-- api: made by make docs -->\n" } do
      child.write(path, text)
      raises("has no lines '<!-- api", manual.update, path)
      lu.assertEquals(child.read(path), text)
      lu.assertNil(manual.part_of_readme(text))
    end
    raises("No such file", manual.update, folder .. "/none")
  end)
end

-- Every name stands in its row, and no row says more than the docs.
function TestManual.testReadmeHasEveryName()
  local text = manual.readme()
  for _, file in ipairs(help.files) do
    local book = require("nn.docs." .. file)
    if file == "topics" or file == "lua" then book = { title = "", intro = "" } end
    lu.assertStrContains(text, "**" .. book.title)
    lu.assertStrContains(text, book.intro:sub(-20) .. "\n\n| | |")
    for _, entry in ipairs(book) do
      local row = text:match("\n| " .. entry.group:gsub("%p", "%%%0") .. " | [^\n]*"
        .. (entry.name:match "[%w_]+$" or entry.signature):gsub("%p", "%%%0") .. "[^\n]* |\n")
      lu.assertNotNil(row, entry.name)
      for _, option in ipairs(entry.options or {}) do
        lu.assertStrContains(text, "`" .. option[1] .. "`")
      end
    end
  end
  for line in text:gmatch "[^\n]+" do
    lu.assertTrue(not line:find "^|" or line:find "|$" ~= nil, line)
    local _, marks = line:gsub("`", "")
    lu.assertEquals(marks % 2, 0, line)
  end
end

-- A table from a small documentation, whole. In another process, for the docs are loaded once.
local SMALL = [[
local function book(title) return { title = title, intro = "Intro.", groups = {} } end
for _, file in ipairs(require("nn.help").files) do
  package.preload["nn.docs." .. file] = function() return book(file) end
end
package.preload["nn.docs.matrix"] = function()
  local function entry(name, signature, group, options)
    return { name = name, signature = signature, group = group, text = "T.", options = options }
  end
  return { title = "Matrices", intro = "Numbers.", groups = { "make", "parts" },
    entry("matrix.rows", "A.rows", "parts"), entry("matrix.cols", "A.cols", "parts"),
    entry("matrix:exp", "A:exp()", "parts"), entry("matrix:log", "A:log()", "parts"),
    entry("sample.input", "d[i].input", "parts"), entry("sample.label", "d[i].label", "parts"),
    entry("history.loss", "history.loss[epoch]", "parts"),
    entry("history.stopped", "history.stopped", "parts"),
    entry("matrix:get", "A:get(i, j)", "parts"), entry("matrix:abs", "A:abs()", "parts"),
    entry("nn.zeros", "nn.zeros(r, c) or nn.zeros(A)", "make", { { "seed", "1", "s" },
      { "kind", "a", "k", values = { "a", "b" } } }),
    entry("nn.ones", "nn.ones(A) -> matrix", "make", { { "seed", "1", "s" },
      { "kind", "a", "k", values = { "a", "b" } } }),
    entry("matrix:ones", "A:ones()", "parts", { { "seed", "1", "s" } }),
    entry("network:ones", "n:ones()", "parts", { { "seed", "1", "s" } }),
    entry("nn.info", "nn.info()", "make"), entry("nn.version", "nn.version", "make"),
    entry("nn.full", "nn.full{...}", "make"), entry("nn.eye", "nn.eye{...}", "make"),
    entry("matrix |", "A | B", "make") }
end
package.preload["nn.docs.network"] = function()
  return { title = "Networks", intro = "Networks learn.", groups = {} }
end
io.write((require("nn.manual").readme():match "^.-\n\n.-\n\n.-\n"))
]]

function TestManual.testReadmeRows()
  local text = child.run(SMALL)
  lu.assertEquals(text, table.concat({ "**Matrices.** Numbers.\n\n| | |\n|---|---|\n| make |",
    "`nn.zeros(r, c)` `zeros ones(A)` `info()` `version` `full{...}` `eye{...}` `A \\| B`; options of",
    "`zeros ones`: `seed`, `kind` (`a b`) |\n| parts |",
    "`A.rows cols` `A:exp log` `d[i].input label` `history.loss stopped` `A:get(i, j)` `abs ones`",
    "`n:ones()`; options of `ones`: `seed` |\n\n**Networks** learn." }, " "))
end

-- ---- the man page --------------------------------------------------------------------------------------

-- The page as man shows it, 80 columns wide, and what groff complained about.
local function shown(page, program)
  local text
  child.in_folder(function(folder)
    local path = quote(folder .. "/nnlua.1")
    child.write(folder .. "/nnlua.1", page)
    text = shell(program:gsub("FILE", function() return path end) .. " 2>&1")
  end)
  return text
end

function TestManual.testManIsClean()
  local page = manual.man(OPTIONS)
  if installed "groff" then lu.assertEquals(shown(page, "groff -man -Tutf8 -ww -z FILE"), "") end
  if not installed "man" then lu.skip "man is not there" end
  lu.assertEquals(shown(page, "LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l FILE >/dev/null"), "")
end

function TestManual.testManSaysAll()
  if not installed "groff" then lu.skip "groff is not there" end
  local page = manual.man(OPTIONS)
  lu.assertNil(page:find "[\128-\255]", "ASCII alone, for every groff")
  local text = shown(page, "groff -man -Tutf8 -P-cbou FILE"):gsub("‐\n%s*", ""):gsub("%s+", " ")
  for _, part in ipairs { "NNLUA(1)", nn.version, "nnlua - Lua 5.4 with", "nnlua [options] [script [args]]",
    "-e stat execute string 'stat'", "-l g=mod require", "-- stop handling options",
    "--help [NAME] .dots, 'quotes' and back\\slashes", "--test FILE… run",
    "NNLUA_PATH", "NNLUA_DATA", "NNLUA_HISTORY", "NO_COLOR", "LUA_INIT", "LUA_PATH", "XDG_CONFIG_HOME",
    "XDG_STATE_HOME", "OPENBLAS_CORETYPE", "EXIT STATUS", "SEE ALSO lua(1)",
    "nnlua -e 'print(nn.matrix{{1, 2}, {3, 4}}.T)'" } do
    lu.assertStrContains(text, part)
  end
end

-- The examples are command lines that do something.
function TestManual.testManExamples()
  local text, status = shell(quote(child.program()) .. " -e 'print(nn.matrix{{1, 2}, {3, 4}}.T)'")
  lu.assertEquals({ text, status }, { "matrix 2x2\n  1  3\n  2  4", 0 })
end

-- ---- bash ----------------------------------------------------------------------------------------------

-- What bash offers for these words, of which the last is being typed, in a folder with some files.
local function offered(words)
  local text
  child.in_folder(function(folder)
    child.write(folder .. "/completion", manual.bash(OPTIONS))
    shell(("cd %s && mkdir files files/sub && touch files/a.lua 'files/b c.lua' files/d.txt"):format(
      quote(folder)))
    local quoted = {}
    for i, word in ipairs(words) do quoted[i] = quote(word) end
    child.write(folder .. "/ask", ([=[
set -u
source %s
COMP_WORDS=(nnlua %s)
COMP_CWORD=%d
cd %s
_nnlua
[[ ${#COMPREPLY[@]} == 0 ]] || printf '%%s\n' "${COMPREPLY[@]}"
complete -p nnlua | grep -q -- '-F _nnlua nnlua'
]=]):format(quote(folder .. "/completion"), table.concat(quoted, " "), #words, quote(folder .. "/files")))
    text = shell("bash " .. quote(folder .. "/ask") .. " 2>&1 || echo failed")
  end)
  return text
end

-- In any order: bash sorts what it shows.
local function assert_offered(expected, ...)
  local lines = {}
  for line in offered { ... }:gmatch "[^\n]+" do lines[#lines + 1] = line end
  lu.assertItemsEquals(lines, expected)
end

function TestManual.setUp()
  if not installed "bash" then lu.skip "bash is not there" end
end

function TestManual.testOptions()
  assert_offered({ "--", "--help", "--test" }, "--")
  assert_offered({ "-e", "-l", "-E", "--", "-", "--help", "--test" }, "-")
  assert_offered({ "--test" }, "-E", "-l", "json", "--t")
  assert_offered({}, "-x")
end

function TestManual.testScripts()
  assert_offered({ "a.lua", "b c.lua", "sub" }, "")
  assert_offered({ "a.lua" }, "-e", "x = 1", "a")
  assert_offered({ "b c.lua" }, "--test", "a.lua", "b")
end

-- What is lua's code, a module, or the script's own business is left to bash's file names.
function TestManual.testNothing()
  assert_offered({}, "-e", "")
  assert_offered({}, "-l", "a")
  assert_offered({}, "a.lua", "--")
  assert_offered({}, "-E", "a.lua", "")
  assert_offered({}, "--", "")
end

function TestManual.testHelpNames()
  assert_offered({ "sigmoid" }, "--help", "sigm")
  assert_offered({ "network.train" }, "--help", "network.tr")
  assert_offered({ "learning_rate" }, "--help", "learning")
  assert_offered({}, "--help", "no such name")
  -- bash breaks words at colons, and replaces what stands behind the last
  assert_offered({ "train" }, "--help", "network", ":", "tr")
  local after = offered { "--help", "network", ":" }
  lu.assertStrContains("\n" .. after .. "\n", "\ntrain\n")
  lu.assertNil(after:find("network", 1, true))
end

-- n, A and d are what the documentation calls a network, a matrix and a data set.
function TestManual.testHelpLetters()
  assert_offered({ "train" }, "--help", "n", ":", "tr")
  assert_offered({ "n.train" }, "--help", "n.tr")
  assert_offered({ "sigmoid" }, "--help", "A", ":", "sigm")
  assert_offered({ "shuffle" }, "--help", "d", ":", "shu")
  lu.assertStrContains("\n" .. offered { "--help", "n", ":" } .. "\n", "\nfit\n")
  assert_offered({}, "--help", "x", ":", "tr")
end

-- --help takes one name.
function TestManual.testHelpFinished()
  assert_offered({}, "--help", "learning_rate", "")
  assert_offered({}, "--help", '"learning rate"', "")
  assert_offered({}, "--help", '"learning rate"')
  assert_offered({ "learning_rate" }, "--help", '"learning ra')
  assert_offered({}, "--help", "n", ":", "train", "")
  assert_offered({}, "--help", "n", ":", "train", "tr")
end

-- Each name that is offered is one that help knows.
function TestManual.testHelpKnowsTheNames()
  for name in offered { "--help", "" }:gmatch "[^\n]+" do
    local _, found = help.command(name)
    lu.assertTrue(found, name)
  end
end

-- The options are the program's own, where there is one.
function TestManual.testTheProgramsOptions()
  local loaded, preload = package.loaded["nn.host"], package.preload["nn.host"]
  package.loaded["nn.host"], package.preload["nn.host"] = nil, nil
  local ok, message = pcall(manual.bash)
  package.loaded["nn.host"] = { options = OPTIONS }
  local text = manual.bash()
  package.loaded["nn.host"], package.preload["nn.host"] = loaded, preload
  lu.assertFalse(ok)
  lu.assertStrContains(message, "known to nnlua alone")
  lu.assertEquals(text, manual.bash(OPTIONS))
  local program = child.run 'io.write(require("nn.manual").bash())'
  for word in shell(quote(child.program()) .. " --help"):gmatch "\n  (%-[%w-]*)" do
    lu.assertStrContains(program:match "compgen %-W '(%-.-)'" .. " ", word .. " ")
  end
end
