--[[ complete: Tab and the hint, as functions of the text before the cursor. The documentation is a small one
of this suite's own (but in testRealDocumentation), so that what is asked for is known here. ]]
local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local child = require "child"
local complete = require "nn.complete"

local entries = {
  ["nn.network"] = {
    signature = "nn.network(inputs, hidden, outputs, rate) or nn.network{inputs, …, options}",
    options = {
      { "activation", '"sigmoid"', "", values = { "sigmoid", "relu", "leaky_relu" } },
      { "bias", "false if all layers are sigmoid, else true", "" },
      { "learning_rate", "0.1", "" }, { "loss", '"squared"', "", values = { "squared" } },
      { "precision", '"float"', "", values = { "float", "double" } },
    } },
  ["network:fit"] = { signature = "n:fit(set, options) or n:fit(X, goals, options)",
    options = {
      { "epochs", "1", "" }, { "test", "", "" }, { "checkpoint", "", "" },
      { "early_stop", "", "", options = { { "min_delta", "0", "" }, { "patience", "3", "" },
        { "restore", "true", "" } } },
    } },
  ["nn.data.csv"] = { signature = "nn.data.csv(path [, options])",
    options = { { "header", "", "" }, { "label", "", "" } } },
  ["nn.data.mnist"] = { signature = "nn.data.mnist([folder] [, options])",
    options = { { "scale", "", "" } } },
  ["nn.data.new"] = { signature = "nn.data.new(X [, goals [, options]])",
    options = { { "classes", "", "" } } },
  ["nn.matrix"] = { signature = "nn.matrix(values)" },
  ["matrix:dot"] = { signature = "A:dot(B)" },
  ["matrix.rows"] = { signature = "A.rows" },
  ["matrix +"] = { signature = "A + B" },
  ["network.dropout"] = { signature = "n.dropout" },
  ["history.loss"] = { signature = "h.loss" },
  ["confusion:worst"] = { signature = "c:worst(n)" },
  ["string.rep"] = { signature = "string.rep(s, n, sep)\nmore" },
  ["print"] = { signature = "print(...)" },
  ["learning rate"] = {}, ["learning curve"] = {}, ["sigmoid"] = {},
}

TestComplete = {}

local help, names

function TestComplete.setUp()
  help, names = require "nn.help", {}
  package.loaded["nn.help"] = { index = function() return entries end }
  for name in next, _G do names[name] = true end
  rawset(_G, "A", nn.matrix { { 1, 2 }, { 3, 4 } })
  rawset(_G, "n", nn.network(2, 3, 2, 0.1))
  rawset(_G, "d", nn.data.new({ { 1, 2 }, { 3, 4 } }, { 0, 1 }))
end

function TestComplete.tearDown()
  package.loaded["nn.help"] = help
  for name in next, _G do
    if not names[name] then rawset(_G, name, nil) end
  end
end

local function items(text)
  local _, found = complete.at(text)
  return found
end

-- The text with each of the items in its place.
local function completed(text)
  local start, found = complete.at(text)
  local list = {}
  for i, item in ipairs(found) do list[i] = text:sub(1, start - 1) .. item end
  return list
end

local function has(list, word)
  for _, each in ipairs(list) do
    if each == word then return true end
  end
  return false
end

local function assert_has(text, ...)
  local found = items(text)
  for _, word in ipairs { ... } do
    lu.assertTrue(has(found, word), text .. ": " .. word .. " is not among " .. table.concat(found, " "))
  end
end

local function assert_lacks(text, ...)
  local found = items(text)
  for _, word in ipairs { ... } do lu.assertFalse(has(found, word), text .. ": " .. word) end
end

-- ---- names ------------------------------------------------------------------------------------------

function TestComplete.testGlobalsAndKeywords()
  lu.assertEquals(completed "x = setm", { "x = setmetatable" })
  lu.assertEquals(completed "whi", { "while" })
  lu.assertEquals(completed "print(ty", { "print(type" })
  lu.assertEquals(completed "=tonu", { "=tonumber" })
  lu.assertEquals(completed "if x then\n  f(1)\nels", { "if x then\n  f(1)\nelse",
    "if x then\n  f(1)\nelseif" })
  assert_has("", "print", "and", "nn")
  assert_has("f(", "print")
  assert_has("1 + ", "math")
end

function TestComplete.testStartAndAll()
  local start, found, all = complete.at "local y = io.op"
  lu.assertEquals({ start, found }, { 14, { "open" } })
  lu.assertTrue(has(all, "write"))
  for i = 2, #all do lu.assertTrue(all[i - 1] < all[i]) end
end

function TestComplete.testPrivateNamesWhenAskedFor()
  assert_lacks("", "_G", "_VERSION")
  lu.assertEquals(items "_VER", { "_VERSION" })
  assert_lacks("n:", "_property")
  assert_has("n:_", "_property")
end

function TestComplete.testNestedFields()
  lu.assertEquals(items "nn.data.mn", { "mnist" })
  lu.assertEquals(items "nn . data . mn", { "mnist" })
  lu.assertEquals(items "nn.data\n  .mn", { "mnist" })
  lu.assertEquals(items "nn.gradch", { "gradcheck" })
  rawset(_G, "t", { a = { { c = { ["x y"] = { deep = 1 } } } }, [1.5] = { half = 1 } })
  lu.assertEquals(items 't.a[1].c["x y"].d', { "deep" })
  lu.assertEquals(items "t.a[1].c[ [[x y]] ].d", { "deep" })
  lu.assertEquals(items "t[1.5].", { "half" })
  lu.assertEquals(items "(t).a[1].", { "c" })
  lu.assertEquals(items "t.a[i].", {})
  lu.assertEquals(items "t.nothing.at.all.", {})
  lu.assertEquals(items "x = y..t.", { "a" })
end

function TestComplete.testNotLoadedYet()
  local text = child.run([[
    local complete = require "nn.complete"
    assert(not package.loaded["nn.data"] and not package.loaded["nn.fit"])
    n = nn.network(2, 2, 2, 0.1)
    print(table.concat(select(2, complete.at "n:fi"), " "), package.loaded["nn.fit"])
    print(table.concat(select(2, complete.at "nn.data.mn"), " "))
    print(complete.hint "n:fit(")]])
  lu.assertStrMatches(text, "fit\tnil\nmnist\nn:fit%(.*%)")
end

function TestComplete.testMethods()
  lu.assertEquals(items "n:tr", { "train" })
  lu.assertEquals(items "n:fi", { "fit" })
  lu.assertEquals(items "A:addo", { "addouter" })
  lu.assertEquals(items "A:sav", { "save" })
  lu.assertEquals(items "d:spl", { "split" })
  lu.assertEquals(items '("x"):up', { "upper" })
  lu.assertEquals(items "('x'):up", { "upper" })
  lu.assertEquals(items "io.stdout:wr", { "write" })
  rawset(_G, "word", "x")
  lu.assertEquals(items "word:up", { "upper" })
  lu.assertEquals(items "word.up", {})
  core.last = nn.matrix { 1 }
  lu.assertEquals(items "_:sof", { "softmax" }, "the prompt's last value")
  core.last = nil
  rawset(_G, "t", setmetatable({ own = print, number = 1, callable = setmetatable({}, { __call = print }) },
    { __index = { inherited = print } }))
  lu.assertEquals(items "t:", { "callable", "inherited", "own" })
  lu.assertEquals(items "t.", { "callable", "inherited", "number", "own" })
end

function TestComplete.testProperties()
  lu.assertEquals(items "A.ro", { "rows" })
  lu.assertEquals(items "A.", { "T", "cols", "rows" })
  lu.assertEquals(items "n.learning_r", { "learning_rate" })
  lu.assertEquals(items "n.drop", { "dropout" })
  lu.assertEquals(items "d.inp", { "inputs" })
  lu.assertEquals(items "A.T:sof", { "softmax" })
  lu.assertEquals(items "d.inputs.T.", { "T", "cols", "rows" })
end

function TestComplete.testSamplesAndRows()
  lu.assertEquals(items "d[1].", { "input", "label", "show", "target" })
  lu.assertEquals(items "d[i].la", { "label" })
  lu.assertEquals(items "d[2].input:sof", { "softmax" })
  lu.assertEquals(items "d:take(1)[1].", { "input", "label", "target" })
  lu.assertEquals(items "A[1]:sof", { "softmax" })
  lu.assertEquals(items "A[1][1]:", {})
  lu.assertEquals(items "A[99]:", {})
end

-- What a call gives is judged by calling.
function TestComplete.testCallsTellTheirKind()
  rawset(_G, "x", { 0.5, 0.5 })
  local own = { matrix = "softmax", network = "classify", ["data set"] = "jitter", string = "upper" }
  for _, text in ipairs { "nn.matrix{1, 2}", "nn.zeros(2, 2)", "nn.linspace(0, 1, 3)", "nn.randn(2, 2)",
    "A:dot(A)", "A:sigmoid()", "A:map(math.sin)", "A:row(1)", "A:col(1)", "A:sub(1, 1, 1, 2)",
    "A:reshape(1, 4)", "A:flatten()", "A:hcat(A)", "A:vcat(A)", "A:copy()", "A:transpose()",
    "A:copy():add(A)", "A:copy():mul(A)", "A:copy():apply(math.sin)", "n:query(x)", "n:weights(1)",
    "n:copy()", "n:copy():query(x)", "n:backquery{0.2, 0.4}", "d:shuffle(1)", "d:take(1)", "d:split(0.5)",
    "d:scale(0, 1)", "d:targets(0.1, 0.9)", "d:concat(d)", "d:columns{1}",
    "d:filter(function() return true end)",
    "nn.data.new({{1}}, {1})", "nn.network{2, 2}", "nn.data.iris()", "d:matrices()", "(d:take(1))",
    'string.rep("x", 3)', '("x"):rep(3)', "tostring(1)" } do
    local value = assert(load("return " .. text))()
    local meta = getmetatable(value)
    local method = own[type(value) == "string" and "string" or meta.__name]
    lu.assertTrue(has(items(text .. ":"), method), text)
  end
  lu.assertEquals(items "n:fit(d).", { "loss" })
  lu.assertEquals(items "n:confusion(d):", { "worst" })
  lu.assertEquals(items "A:sum():", {})
  lu.assertEquals(items "whoever():", {})
  rawset(_G, "make", nn.matrix)
  lu.assertEquals(items "make{1}:sof", { "softmax" })
end

function TestComplete.testLocals()
  lu.assertEquals(items "local weight_1 = 1\nweig", { "weight_1" })
  lu.assertEquals(items "local function fancy(alpha, ...)\n  return alp", { "alpha" })
  lu.assertEquals(items "local function fancy(alpha) return alpha end fan", { "fancy" })
  lu.assertEquals(items "local function fancy(alpha) return alpha end alp", {})
  lu.assertEquals(items "f(function(beta_1) be", { "beta_1" })
  lu.assertEquals(items "function t.a:b(c) return sel", { "select", "self" })
  lu.assertEquals(items "for index, val_1 in pairs(x) do val", { "val_1" })
  lu.assertEquals(items "for i_1 = 1, 2 do local j_1 end print(j_", {})
  lu.assertEquals(items "for i_1 = 1, 2 do end while x do i_", {})
  lu.assertEquals(items "if x then local inner_1 else inn", {})
  lu.assertEquals(items "repeat local inner_1 = 2 inn", { "inner_1" })
  lu.assertEquals(items "local one_1 <const>, two_1 <close> = 1 two", { "two_1" })
  lu.assertEquals(items "local m = nn.matrix{1}\nm:sof", { "softmax" })
  lu.assertEquals(items "local a, b = nn.data.mnist()\nlocal c = b:take(3) c:spl", { "split" })
  lu.assertEquals(items "local m = A + nn\nm:", {})
  lu.assertEquals(items "local nn = 1 nn.", {}, "the local hides the global")
  lu.assertEquals(items "local function f(io) io.", {})
  lu.assertEquals(items "local x = x\nx.", {})
  lu.assertEquals(items "local p = q local q = p q.", {})
end

-- ---- options ----------------------------------------------------------------------------------------

function TestComplete.testOptionNames()
  lu.assertEquals(completed "n = nn.network{784, 10, lea", { "n = nn.network{784, 10, learning_rate = " })
  lu.assertEquals(items "nn.network({lea", { "learning_rate = " })
  lu.assertEquals(items "nn.network{", { "activation = ", "bias = ", "learning_rate = ", "loss = ",
    "precision = " })
  lu.assertEquals(items 'nn.network{2, 2, bias = true, activation = "relu"; ', { "learning_rate = ",
    "loss = ", "precision = " })
  lu.assertEquals(items "nn.network{\n  2, 2, -- sizes\n  l", { "learning_rate = ", "loss = " })
  lu.assertEquals(items "n:fit(train, {ep", { "epochs = " })
  lu.assertEquals(items "n:fit(X, goals, {ep", { "epochs = " })
  lu.assertEquals(items "n:fit(f(1, 2), {ep", { "epochs = " })
  lu.assertEquals(items "n:fit({ep", {})
  lu.assertEquals(items "n:fit(d, {early_stop = {", { "min_delta = ", "patience = ", "restore = " })
  lu.assertEquals(items "n:fit(d, {early_stop = {patience = 2, m", { "min_delta = " })
  lu.assertEquals(items "n:fit(d, {early_stop = {patience = 2}, te", { "test = " })
  lu.assertEquals(items "nn.data.csv(path, {la", { "label = " })
  lu.assertEquals(items 'nn.data.csv("x,y.csv", {la', { "label = " })
  lu.assertEquals(items "nn.data.csv({la", {})
  lu.assertEquals(items "nn.data.mnist{sc", { "scale = " })
  lu.assertEquals(items "nn.data.mnist({sc", { "scale = " })
  lu.assertEquals(items "nn.data.mnist(f, {sc", { "scale = " })
  lu.assertEquals(items "nn.data.new({cl", {})
  lu.assertEquals(items "nn.data.new(X, {cl", {})
  lu.assertEquals(items "nn.data.new(X, T, {cl", { "classes = " })
  lu.assertEquals(items "nn.network{init = function(a) x = {lea", {}, "a table inside a function inside")
  lu.assertEquals(items "nn.network{2, 2}:fit(d, {ep", { "epochs = " })
  rawset(_G, "make", nn.network)
  lu.assertEquals(items "make{lea", { "learning_rate = " })
  rawset(_G, "lear_1", 1)
  lu.assertEquals(items "nn.network{2, lear_", { "lear_1" }, "a size")
  assert_has("x = {", "print")
end

function TestComplete.testOptionValues()
  lu.assertEquals(completed 'nn.network{2, activation = "', { 'nn.network{2, activation = "leaky_relu',
    'nn.network{2, activation = "relu', 'nn.network{2, activation = "sigmoid' })
  lu.assertEquals(items "nn.network{2, activation = 'r", { "relu" })
  lu.assertEquals(items 'nn.network{2, activation = {"relu", "si', { "sigmoid" })
  lu.assertEquals(items "nn.network{2, activation = ", { '"leaky_relu"', '"relu"', '"sigmoid"' })
  lu.assertEquals(items "nn.network{2, bias = ", { "false", "true" })
  lu.assertEquals(items "nn.network{2, bias = t", { "true" })
  lu.assertEquals(items 'nn.network{2, bias = "', items 'x = "', "a string there is a mistake")
  lu.assertEquals(items "n:fit(d, {early_stop = {restore = f", { "false" })
  assert_has("nn.network{2, learning_rate = ", "math")
  assert_has("nn.network{2, bias = x == ", "print")
end

-- ---- strings ----------------------------------------------------------------------------------------

local function in_files(body)
  child.in_folder(function(folder)
    child.shell("cd " .. child.quote(folder) .. [[ && mkdir data 'über alles' && ln -s data link &&
      touch digits.csv .hidden 'a "b".csv' 'it'\''s.csv' data/x.npz data/y.npz "$(printf 'new\nline')" ]])
    body(folder .. "/")
  end)
end

function TestComplete.testFiles()
  in_files(function(at)
    lu.assertEquals(completed('nn.load "' .. at .. "d"), { 'nn.load "' .. at .. "data/",
      'nn.load "' .. at .. "digits.csv" })
    lu.assertEquals(items('nn.load "' .. at), { "data/", "digits.csv", "it's.csv", "link/", "über alles/" })
    lu.assertEquals(items("x = '" .. at .. "a"), { 'a "b".csv' })
    lu.assertEquals(items("x = '" .. at .. "i"), {})
    lu.assertEquals(items("f(1, [[" .. at .. "link/"), { "x.npz", "y.npz" })
    lu.assertEquals(items('dofile("' .. at .. "."), { ".hidden" })
    lu.assertEquals(items('x = "' .. at .. "über"), { "über alles/" })
    lu.assertEquals(items('n:fit(d, {checkpoint = "' .. at .. "dig"), { "digits.csv" })
    lu.assertEquals(items('x = "' .. at .. "nowhere/"), {})
    lu.assertEquals(items('x = "' .. at .. "$(touch " .. at .. "oops)/"), {})
    lu.assertEquals(items('x = "' .. at .. "o"), {})
    lu.assertEquals(items('x = "a\\n'), {})
  end)
end

function TestComplete.testHome()
  in_files(function(at)
    local script = [[
      local start, items = require "nn.complete".at 'nn.load "~/d'
      print(start, table.concat(items, " "))]]
    local text = child.run(script, {}, "HOME=" .. child.quote(at:sub(1, -2)))
    lu.assertEquals(text, ("10\t%sdata/ %sdigits.csv"):format(at, at), "Lua itself knows no ~")
  end)
end

function TestComplete.testRequire()
  child.in_folder(function(folder)
    child.shell("cd " .. child.quote(folder) .. [[ && mkdir -p pack/inner empty &&
      touch alone.lua other.txt pack/init.lua pack/part.lua pack/inner/init.lua binary.so a.b.lua]])
    local path, cpath = package.path, package.cpath
    package.path = ("%s/?.lua;%s/?/init.lua"):format(folder, folder)
    package.cpath = folder .. "/?.so;/nowhere/loadall.so"
    package.loaded["nn.invisible"], package.preload["alone_too"] = true, print
    local good, message = pcall(function()
      lu.assertEquals(completed 'x = require "al', { 'x = require "alone', 'x = require "alone_too' })
      lu.assertEquals(items 'require("pa', { "pack", "package" })
      lu.assertEquals(items "require 'pack.", { "pack.inner", "pack.part" })
      lu.assertEquals(items "require 'bin", { "binary" })
      lu.assertEquals(items "require 'em", {})
      assert_has('require "', "string", "nn", "luaunit")
      for _, name in ipairs(items 'require "nn.') do lu.fail(name) end
      package.path, package.cpath = nil, nil
      lu.assertEquals(items "require 'al", { "alone_too" })
    end)
    package.path, package.cpath = path, cpath
    package.loaded["nn.invisible"], package.preload["alone_too"] = nil, nil
    if not good then error(message, 0) end
  end)
end

function TestComplete.testHelp()
  rawset(_G, "help", print)
  lu.assertEquals(completed "?sig", { "?sigmoid" })
  lu.assertEquals(completed "?nn.ma", { "?nn.matrix" })
  lu.assertEquals(completed "  ? matrix:", { "  ? matrix:dot" })
  lu.assertEquals(completed "?learning r", { "?learning rate" })
  lu.assertEquals(completed "? learning ", { "? learning curve", "? learning rate" })
  lu.assertEquals(completed 'help "sig', { 'help "sigmoid' })
  lu.assertEquals(completed 'nn.help("network', { 'nn.help("network.dropout', 'nn.help("network:fit' })
end

function TestComplete.testKeysInBrackets()
  rawset(_G, "t", { ["two words"] = 1, plain = 2, ['quo"te'] = 3, [1] = 4 })
  lu.assertEquals(items 't["', { "plain", "two words" })
  lu.assertEquals(items "t['two", { "two words" })
end

-- ---- nothing to offer -------------------------------------------------------------------------------

function TestComplete.testNothing()
  for _, text in ipairs { "-- pri", "x = 1 -- pri", "--[[ pri\nnt", "--[==[ x ]] pri", "12", "0x1p", "1e-5",
    "f()", "t[1]", "{}", '"done"', "[[done]]", "...", "größe", "nai\195\175ve", "é.", "a::", "3.", "1 .. ).",
    "x = 'cut\\", "}.", "]:", ").", ":", ".", "nn.matrix{1}.T().", "print().", "'x':" } do
    local start, found, all = complete.at(text)
    if text ~= "x = 'cut\\" and text ~= "a::" then lu.assertEquals(start, #text + 1, text) end
    if text ~= "a::" then lu.assertEquals({ found, all }, { {}, {} }, text) end
  end
  lu.assertEquals(items "--[[ closed ]] tonum", { "tonumber" })
  lu.assertEquals(items "-- line\ntonum", { "tonumber" })
  lu.assertEquals(items "x = [[ long\n tonum", {}, "an unfinished long string")
  lu.assertEquals(items "x = [==[ ]] tonum", {})
  lu.assertEquals(items "x = [==[ ]] ]==] .. tonum", { "tonumber" })
  lu.assertEquals(items 'x = "\\"" .. tonum', { "tonumber" })
  lu.assertEquals(items "x = 'a\\z\n  b' .. tonum", { "tonumber" })
  lu.assertEquals(items 'x = "größe" .. tonum', { "tonumber" })
end

-- ---- hostile values ---------------------------------------------------------------------------------

function TestComplete.testNoMetamethodRuns()
  local calls = 0
  local function bang()
    calls = calls + 1
    error "a metamethod ran"
  end
  local meta = { __index = bang, __newindex = bang, __pairs = bang, __len = bang, __call = bang, __eq = bang,
    __tostring = bang, __name = bang, __lt = bang, __concat = bang, __metatable = false }
  rawset(_G, "t", setmetatable({ visible = setmetatable({ inside = 1 }, meta) }, meta))
  lu.assertEquals(items "t.", { "visible" })
  lu.assertEquals(items "t.visible.", { "inside" })
  lu.assertEquals(items "t.unknown.", {})
  lu.assertEquals(items "t[1].", {})
  lu.assertEquals(items "t():", {})
  lu.assertEquals(items "t{", items "f{")
  lu.assertNil(complete.hint "t(")
  lu.assertEquals({ complete.resolve "t.missing" }, { nil, false })
  lu.assertEquals(complete.members(rawget(_G, "t")), { "visible" })
  lu.assertEquals(calls, 0)
end

function TestComplete.testMetatablesAreSeenThrough()
  rawset(_G, "t", setmetatable({}, { __index = { hidden = print }, __metatable = "locked" }))
  lu.assertEquals(items "t:", { "hidden" })
  rawset(_G, "t", setmetatable({}, { __name = "matrix" }))
  lu.assertEquals(items "t:", {})
  local loop = { me = 1 }
  loop.__index = loop
  rawset(_G, "t", setmetatable(loop, loop))
  lu.assertEquals(items "t.", { "me" })
  local chain = { last = 1 }
  for _ = 1, 20 do chain = setmetatable({}, { __index = chain }) end
  rawset(_G, "t", chain)
  lu.assertEquals(items "t.", { "last" }, "20 steps")
  rawset(_G, "t", setmetatable({}, { __index = chain }))
  lu.assertEquals(items "t.", {}, "21 steps")
end

function TestComplete.testStrictGlobals()
  local before = getmetatable(_G)
  setmetatable(_G, { __index = function(_, name) error("there is no " .. name) end })
  local good, found = pcall(items, "no_such_thing.")
  setmetatable(_G, before)
  lu.assertEquals({ good, found }, { true, {} })
end

function TestComplete.testWeirdNames()
  rawset(_G, "t", { ["two words"] = 1, ["end"] = 1, ["größe"] = 1, ["1st"] = 1, [""] = 1, [true] = 1,
    [1] = 1, [print] = 1, good_1 = 1, ["new\nline"] = 1 })
  lu.assertEquals(items "t.", { "good_1" })
  rawset(_G, "odd name", 1)
  assert_lacks("", "odd name")
end

function TestComplete.testDeepNesting()
  local deep = 20000
  lu.assertEquals(items(("f({"):rep(deep) .. "tonum"), { "tonumber" })
  lu.assertEquals(items(("("):rep(deep) .. "A" .. (")"):rep(deep) .. ":"), {})
  lu.assertEquals(items(("((A))"):rep(1) .. ":sof"), { "softmax" })
  lu.assertEquals(items("nn.network{" .. ("bias = {"):rep(deep) .. "l"), items "x = {l")
  lu.assertEquals(items("A" .. (".T"):rep(deep) .. ":sof"), { "softmax" })
  lu.assertEquals(items(("function() "):rep(deep) .. "tonum"), { "tonumber" })
  lu.assertEquals(complete.hint("print(" .. ("{"):rep(deep)), "print(...)")
  lu.assertEquals(items(("end ) } ] until "):rep(100) .. "tonum"), { "tonumber" })
end

function TestComplete.testThousandGlobals()
  for i = 1, 1000 do rawset(_G, ("global_%04d"):format(i), i) end
  local found = items "global_0"
  lu.assertEquals({ #found, found[1], found[999] }, { 999, "global_0001", "global_0999" })
  lu.assertTrue(#items "" > 1000)
end

-- Whatever is typed, nothing fails: the book's programs cut off anywhere, and pieces in any order.
function TestComplete.testAnyTextWillDo()
  local text = child.read "scripts/by_hand.lua"
  for i = 1, #text, 23 do
    local start, found = complete.at(text:sub(1, i))
    lu.assertTrue(math.type(start) == "integer" and start >= 1 and start <= i + 1)
    lu.assertIsTable(found)
    complete.hint(text:sub(1, i))
  end
  local pieces = { "nn", ".", ":", "(", ")", "{", "}", "[", "]", "=", ",", "x", "local", "function", "end",
    "do", "for", "in", "then", "else", "until", "\n", "1", "d", "A", "::", "..", "T", "fit", "if", ";", "<",
    "--x\n" }
  math.randomseed(4)
  for _ = 1, 3000 do
    local words = {}
    for k = 1, math.random(12) do words[k] = pieces[math.random(#pieces)] end
    local any = table.concat(words, " ")
    lu.assertTrue(pcall(complete.at, any), any)
    lu.assertTrue(pcall(complete.hint, any), any)
  end
end

-- ---- hint, members, resolve -------------------------------------------------------------------------

function TestComplete.testHint()
  local fit = "n:fit(set, options) or n:fit(X, goals, options)"
  lu.assertEquals(complete.hint "n:fit(", fit)
  lu.assertEquals(complete.hint "h = n:fit(train, {epochs = 2, test = ", fit)
  lu.assertEquals(complete.hint "n:fit(train, 'in a str", fit)
  lu.assertEquals(complete.hint "n:fit(A:dot(", "A:dot(B)")
  lu.assertEquals(complete.hint "n:fit(A:dot(B), ", fit)
  lu.assertEquals(complete.hint "n:fit(d, {on_epoch = function(r)\n  print(r.loss, ", "print(...)")
  lu.assertEquals(complete.hint "n:fit(d, {on_epoch = function(r)\n  print(r.loss) end,", fit)
  lu.assertEquals(complete.hint "n:fit(unknown(", fit)
  lu.assertNil(complete.hint "n:fit(train)")
  lu.assertNil(complete.hint "n:fit")
  lu.assertEquals(complete.hint "nn.network{784, ",
    "nn.network(inputs, hidden, outputs, rate) or nn.network{inputs, …, options}")
  lu.assertEquals(complete.hint "nn.matrix{1}:dot(", "A:dot(B)")
  lu.assertEquals(complete.hint '("x"):rep(', "string.rep(s, n, sep)")
  lu.assertNil(complete.hint "(1 + 2")
  lu.assertNil(complete.hint "x = {1, ")
  lu.assertNil(complete.hint "function print(")
  lu.assertNil(complete.hint "-- n:fit(")
  lu.assertNil(complete.hint "?n:fit(")
  lu.assertNil(complete.hint "os.clock(", "without documentation nothing is known of C")
end

function TestComplete.testHintOfOwnFunctions()
  rawset(_G, "mine", function(a, b, ...) return a, b, ... end)
  rawset(_G, "t", { f = function() end, m = function(self, k) return self, k end })
  lu.assertEquals(complete.hint "mine(", "mine(a, b, ...)")
  lu.assertEquals(complete.hint "x = t.f(", "t.f()")
  lu.assertEquals(complete.hint "t:m(", "t:m(k)")
  lu.assertEquals(complete.hint "t.m(", "t.m(self, k)")
  local print_of_lua = print
  rawset(_G, "print", function(own) print_of_lua(own) end)
  local hint = complete.hint "print("
  rawset(_G, "print", print_of_lua)
  lu.assertEquals(hint, "print(own)", "the user's own, not the documented one")
  rawset(_G, "make", nn.network)
  lu.assertStrContains(complete.hint "make(", "nn.network(inputs")
  lu.assertNil(complete.hint "local function mine(x) end mine(", "the local hides the global")
end

function TestComplete.testMembersAndResolve()
  local found = complete.members(rawget(_G, "n"))
  for _, name in ipairs { "fit", "train", "learning_rate", "save" } do
    lu.assertTrue(has(found, name), name)
  end
  lu.assertTrue(has(complete.members "text", "upper"))
  lu.assertEquals(complete.members { b = 1, a = print, [1] = 2 }, { "a", "b" })
  lu.assertEquals(complete.members(nil), {})
  lu.assertEquals(complete.members(1), {})
  rawset(_G, "t", { a = { { no = false } } })
  lu.assertEquals({ complete.resolve "t.a[1].no" }, { false, true })
  lu.assertEquals({ complete.resolve "t.b" }, { nil, false })
  lu.assertEquals({ complete.resolve "" }, { nil, false })
  lu.assertEquals({ complete.resolve "t.a t" }, { nil, false })
  lu.assertEquals(complete.resolve "nn.matrix", nn.matrix)
  lu.assertEquals(complete.resolve "n.fit", nn.network(2, 2, 2, 0.1).fit)
end

function TestComplete.testWithoutDocumentation()
  package.loaded["nn.help"] = { index = function() error "no documentation here" end }
  lu.assertEquals(items "A.", { "T", "cols", "rows" })
  lu.assertEquals(items "n:tr", { "train" })
  lu.assertEquals(items "nn.matrix{1}:sof", { "softmax" })
  lu.assertEquals(items "?sig", {})
  assert_has("nn.network{2, ", "print")
  lu.assertEquals(complete.hint "nn.data.new(", "nn.data.new(X, goals, opts)")
end

function TestComplete.testRealDocumentation()
  package.loaded["nn.help"] = help
  local found = require "nn.help".index()
  lu.assertEquals(items "nn.network{784, 200, 10, learn", { "learning_rate = " })
  assert_has('nn.network{784, 200, 10, activation = "', "leaky_relu", "softmax")
  assert_has("n:fit(train, {", "epochs = ", "early_stop = ")
  lu.assertEquals(items "n:fit(train, {early_stop = {pat", { "patience = " })
  assert_has("nn.data.csv(path, {", "header = ")
  assert_has("d:jitter{", "rotate = ")
  lu.assertEquals(items "?learning r", { "rate" })
  lu.assertEquals(complete.hint "n:fit(", found["network:fit"].signature)
  lu.assertEquals(complete.hint "string.format(", found["string.format"].signature)
end
