-- inside: networks drawn with their answers, weights and classes as pictures, lists of mistakes, and the
-- table of confusions in colours.

local lu = require "luaunit"
local nn = require "nn"
local core = require "nn.core"
local child = require "child"
local raises = require "raises"
local picture = require "nn.picture"
local diagram = require "nn.diagram"
local diagram_text = require "nn.diagram_text"

TestInside = {}

local function sigmoid(x) return 1 / (1 + math.exp(-x)) end

-- What a script writes through a pipe, less the last newline; TERM=xterm unless `before` says otherwise.
local function piped(script, before)
  local text, status = child.run(script, {}, "env -u NO_COLOR " .. (before or "TERM=xterm"))
  lu.assertEquals(status, 0, text)
  return text
end

-- What it writes at a terminal of this name, with its codes.
local function at_terminal(script, term)
  local text
  child.in_folder(function(folder)
    child.write(folder .. "/script.lua", script)
    local command = ("env -u NO_COLOR -u COLORTERM TERM=%s %s %s/script.lua"):format(term,
      child.quote(child.program()), folder)
    text = child.shell(("script -qec %s /dev/null </dev/null"):format(child.quote(command))):gsub("\r", "")
  end)
  return text
end

local function without_codes(text) return (text:gsub("\27%[[%d;]*m", "")) end

local function lines_of(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch "([^\n]*)\n" do lines[#lines + 1] = line end
  return lines
end

local function drawn(n, x, width, mode, colors, truth)
  return lines_of((diagram_text.text(diagram.of(n, x, truth or {}), width, mode, colors)))
end

-- A node's shade as the pictures have it.
local function shade(x, mode)
  return (picture.text(nn.matrix { { x } }, { range = { 0, 1 }, width = 2 }, mode, "none"):sub(1, -2))
end

-- Two inputs, two hidden nodes, one output, and of the four links into the hidden nodes two are 0.
local function two_two_one()
  local n = nn.network { 2, 2, 1, precision = "double" }
  n:set_weights(1, { { 1, 0 }, { 0, -0.5 } })
  n:set_weights(2, { { 2, -1 } })
  return n
end

-- ---- a network as text ---------------------------------------------------------------------------------

-- Two ports for each hidden node and a line between make five lines, the nodes beside the lower port: in
-- lines 2 and 5; the output is in line 3. Links are 20 characters long. The one from line 2 to line 1 and
-- the one from line 5 to line 3 change the line when they are nearer to the next one.
function TestInside.testEveryCharacter()
  local h1, h2 = sigmoid(1 * 1), sigmoid(-0.5 * 0.5)
  local function node(x) return ("%s %.3f"):format(shade(x, "ascii"), x) end
  local none, dash = (" "):rep(8), function(count) return ("-"):rep(count) end
  local blank = (" "):rep(20)
  local function row(...) return (table.concat { ... }:gsub(" +$", "")) end
  lu.assertEquals(drawn(two_two_one(), { 1, 0.5 }, 90, "ascii", "none"), {
    row("input", (" "):rep(32), "layer 1", (" "):rep(28), "layer 2"),
    row("2 inputs", (" "):rep(29), "2 sigmoid", (" "):rep(26), "1 sigmoid"),
    row(none, " ", (" "):rep(10), "/", dash(9), "    1 \\ "),
    row(node(1), " ", dash(10), (" "):rep(10), "    0 + ", node(h1), " ", dash(20), "  2 \\"),
    row(none, " ", blank, "        ", none, " ", (" "):rep(15), "/", dash(4), " -1 + ",
      node(sigmoid(2 * h1 - h2))),
    row(none, " ", blank, "    0 \\ ", none, " ", (" "):rep(5), "/", dash(9)),
    row(node(0.5), " ", dash(20), " -0.5 + ", node(h2), " ", dash(5)),
  })
end

-- A line in the middle of a row is the dots 2 and 5 of each character, the second of four; of a weaker link
-- every second or fourth dot is drawn.
function TestInside.testBraille()
  local n = nn.network { 3, 1 }
  for _, case in ipairs { { 1, "1", ("⠒"):rep(20) }, { 0.5, "0.5", ("⠒"):rep(20) },
    { 0.3, "0.3", ("⠂"):rep(20) }, { 0.1, "0.1", ("⠂ "):rep(10) }, { 0, "0", (" "):rep(20) } } do
    n:set_weights(1, { { 1, case[1], 0 } })
    local lines = drawn(n, { 0, 1, 0 }, 80, "half", "none")
    lu.assertEquals(#lines, 2 + 5)
    lu.assertEquals(lines[5], ("%s 1.000 %s %s ┤ %s %.3f"):format(shade(1, "half"), case[3], case[2],
      shade(sigmoid(case[1]), "half"), sigmoid(case[1])))
  end
end

function TestInside.testColorsOfLinks()
  local text = table.concat(drawn(two_two_one(), { 1, 0.5 }, 90, "half", "256"), "\n")
  local plain = table.concat(drawn(two_two_one(), { 1, 0.5 }, 90, "half", "none"), "\n")
  lu.assertStrContains(text, "\27[38;5;160m   1\27[0m ┐")
  lu.assertStrContains(text, "\27[38;5;33m-0.5\27[0m ┴")
  lu.assertStrContains(text, "\27[38;5;160m" .. ("⠒"):rep(20) .. "\27[0m")
  lu.assertStrContains(text, "\27[38;5;33m" .. ("⠒"):rep(20) .. "\27[0m")
  text = table.concat(drawn(two_two_one(), { 1, 0.5 }, 90, "half", "16"), "\n")
  lu.assertStrContains(text, "\27[31m   1\27[0m")
  lu.assertStrContains(text, "\27[36m-0.5\27[0m")
  -- without the codes and the shades nothing differs
  local function bare(s) return (without_codes(s):gsub("[▀█▓▒░]", ""):gsub("[ \128-\159]+", " ")) end
  lu.assertEquals(bare(text), bare(plain))
end

-- Every width is kept to, down to what a single column needs.
function TestInside.testWidths()
  local train = nn.data.iris()
  for _, n in ipairs { nn.network { 4, 8, 3, activation = "softmax" }, nn.network { 4, 6, 6, 6, 6, 6, 3 },
    nn.network { 4, 100, 3 }, nn.network { 4, 3 } } do
    n:fit(train, { progress = false })
    for _, width in ipairs { 60, 80, 100, 200 } do
      for _, mode in ipairs { "half", "ascii" } do
        local d = diagram.of(n, train[1].input, { label = "setosa" })
        local text, count = diagram_text.text(d, width, mode, "none")
        local lines = lines_of(text)
        lu.assertEquals(count, #lines)
        for _, line in ipairs(lines) do
          lu.assertTrue(utf8.len(line) <= width, line)
          if mode == "ascii" then lu.assertNil(line:find "[^ -~]", line) end
        end
        for k = 1, #n.layers - 1 do lu.assertStrContains(text, "layer " .. k) end
        lu.assertStrContains(text, "setosa")
        lu.assertStrContains(text, "answer")
      end
    end
  end
end

function TestInside.testLargeLayers()
  local n = nn.network { 784, 200, 10, seed = 3 }
  local x = nn.rand(784, 1, 0, 1)
  local lines = drawn(n, x, 80, "half", "none")
  local text = table.concat(lines, "\n")
  lu.assertEquals(lines[1]:gsub(" +", " "), "input layer 1 layer 2")
  lu.assertEquals(lines[2]:gsub(" +", " "), "28x28 200 sigmoid 10 sigmoid")
  local hidden, outputs = n:activations(x)[2], n:query(x)
  lu.assertStrContains(text, ("%.3f…%.3f"):format(hidden:min(), hidden:max()))
  for i = 1, 10 do
    local pattern = "%%f[%%w]%d ([█▏▎▍▌▋▊▉]* *)(%%d%%.%%d%%d%%d)([^\n]*)"
    local bar, number, mark = text:match(pattern:format(i - 1))
    lu.assertEquals(number, ("%.3f"):format(outputs[i]))
    lu.assertEquals(mark, n:classify(x) == i - 1 and " ◄ answer" or "")
    lu.assertEquals(select(2, bar:gsub("█", "")), math.floor(outputs[i] * (utf8.len(bar) - 1)))
  end
  -- inputs that are no picture, and many outputs: the ends, and the answer wherever it is
  n = nn.network { 30, 40, 25, seed = 2 }
  x = nn.rand(30, 1)
  text = table.concat(drawn(n, x, 80, "half", "none"), "\n")
  for _, i in ipairs { 1, 6, 25, 30 } do
    lu.assertStrContains(text, ("%2d "):format(i) .. shade(x[i], "half") .. (" %.3f"):format(x[i]))
  end
  lu.assertNotStrContains(text, (" %.3f"):format(x[15]))
  lu.assertStrContains(text, "…")
  lu.assertStrMatches(text:match "\n *([^\n]*◄ answer)":match "(%d+) [█▏▎▍▌▋▊▉]+ +[%d.]+ ◄ answer",
    tostring(n:classify(x)))
end

-- Weights in a few characters, none in powers of ten before they are large.
function TestInside.testWeightsAsTexts()
  for weight, text in pairs { [0.9] = "0.9", [-0.25] = "-0.25", [0.0042] = "0.004", [99.994] = "99.99",
    [100] = "100", [-1000] = "-1000", [123456] = "1e+05", [0] = "0" } do
    lu.assertEquals(diagram.weight(weight), text)
  end
end

-- Biases, one input, one output, softmax, negative outputs, your own activation.
function TestInside.testKindsOfNetworks()
  local n = nn.network { 1, 2, 1, activation = { "tanh", "linear" } }
  n:set_weights(1, { { 2 }, { -2 } })
  n:set_biases(1, { 0.25, 0 })
  n:set_weights(2, { { 3, 1 } })
  n:set_biases(2, { -1 })
  local text = table.concat(drawn(n, { 0.5 }, 100, "half", "none"), "\n")
  lu.assertStrContains(text, "bias 0.25 ┴")
  lu.assertStrContains(text, "bias -1 ┘")
  local h1, h2 = 0.848283639957513, -0.761594155955765 -- tanh of 1.25 and -1
  lu.assertStrContains(text, (" %.3f"):format(h1))
  lu.assertStrContains(text, (" %.3f"):format(h2))
  lu.assertStrContains(text, (" %.3f"):format(3 * h1 + h2 - 1))
  lu.assertNotStrContains(text, "answer")
  text = table.concat(drawn(n, { 0.5 }, 100, "half", "none", { target = nn.matrix { 4 } }), "\n")
  lu.assertStrContains(text, "◄ target 4.000")

  n = nn.network { 2, 3, activation = "softmax", classes = { "low", "mid", "high" } }
  n:set_weights(1, { { 1, 0 }, { 0, 1 }, { 0, 0 } })
  text = table.concat(drawn(n, { 2, 0 }, 100, "half", "none", { label = "mid" }), "\n")
  lu.assertStrMatches(text,
    ".* low %S+ 0%.787 ◄ answer, wrong\n.* mid  *%S* *0%.107 ◄ truth\n.*high .*0%.107.*")
  text = table.concat(drawn(n, { 2, 0 }, 100, "half", "none", { label = "low" }), "\n")
  lu.assertStrContains(text, "◄ answer, right")
  lu.assertNotStrContains(text, "truth")

  n = nn.network { 1, 1, activation = { f = function(x) return x end, df = function() return 1 end } }
  lu.assertStrContains(table.concat(drawn(n, { 0.5 }, 100, "half", "none"), "\n"), "1 own")
end

function TestInside.testShowOfASample()
  local text = piped [[
    local d = nn.data.new({{1, 0}, {0, 1}}, {"no", "yes"})
    local n = nn.network{2, 2, classes = {"no", "yes"}}
    n:set_weights(1, {{1, 0}, {0, 1}})
    n:show(d[2], {title = "a title"})
    n:show({1, 0}, {width = 60})
    n:show(d[1], {show = false, save = nil})]]
  local lines = lines_of(text)
  lu.assertEquals(lines[1], "a title")
  lu.assertEquals(#lines, 1 + 2 + 5 + 2 + 5)
  lu.assertStrContains(text, "yes ▓▓ 0.731 ◄ answer, right")
  lu.assertStrContains(text, " no ▓▓ 0.731 ◄ answer\n")
  text = piped([[nn.network{1, 1, init = 1}:show{1}]], "TERM=dumb")
  lu.assertEquals(text:match "@@ 1%.000 (%-+)", ("-"):rep(20))
end

function TestInside.testShowRefuses()
  local n, d = nn.network { 4, 3, 3 }, nn.data.iris()
  raises("show: an input was expected, one sample such as d[1]", n.show, n)
  raises("show: the network has 4 inputs: a column or a list of 4", n.show, n, { 1, 2 })
  raises("show: one sample was expected, got 4", n.show, n, nn.eye(4))
  raises("show: unknown option 'savee', did you mean 'save'?", n.show, n, d[1], { savee = "x.png" })
  raises("show: a table of options was expected, got 3", n.show, n, d[1], 3)
  raises("show: a network was expected, got a table", n.show, {}, d[1])
  n:fit(d, { progress = false })
  local other = nn.data.new(nn.ones(1, 4), { "rose" })
  raises("show: the sample's label is rose, the network's classes are setosa, versicolor, virginica", n.show,
    n, other[1])
end

-- ---- a network as an image -----------------------------------------------------------------------------

local function is_near(image, row, column, red, green, blue)
  local r, g, b = image:pixel(row, column)
  local worst = math.max(math.abs(r - red), math.abs(g - green), math.abs(b - blue))
  lu.assertTrue(worst <= 2, ("pixel %d, %d is %d %d %d"):format(row, column, r, g, b))
end

-- Nodes have a radius of 34 pixels, their middle is in row 102, the first in column 50; links are 240 long.
function TestInside.testImage()
  local n = nn.network { 1, 1, 1, activation = "linear", bias = false, precision = "double" }
  n:set_weights(1, { { 1 } })
  n:set_weights(2, { { -1 } })
  local image = n:show({ 1 }, { show = false })
  is_near(image, 102 - 20 + 1, 51, 0, 0, 0)         -- 1 is black
  is_near(image, 103, 16 + 68 + 60, 0xd0, 0x20, 0x20) -- a positive link is red
  is_near(image, 103, 16 + 68 + 240 + 68 + 60, 0x20, 0x60, 0xd0)
  is_near(image, 102 - 20 + 1, 50 + 2 * 308 + 1, 0, 0, 255) -- -1 is blue
  is_near(image, 103, 5, 255, 255, 255)
  child.in_folder(function(folder)
    n:show({ 1 }, { save = folder .. "/n.png" })
    local read = core.image_read(folder .. "/n.png")
    lu.assertEquals({ read.width, read.height }, { image.width, image.height })
    for _, case in ipairs { { 3, 784, 200, 10 }, { 3, 12, 30 }, { 64, 7, 2 }, { 1, 1 } } do
      local first = table.remove(case, 1)
      n = nn.network { first, table.unpack(case) }
      n:show(nn.rand(first, 1), { save = folder .. "/m.png" })
      lu.assertTrue(core.image_read(folder .. "/m.png").width > 200)
    end
  end)
end

-- ---- weights -------------------------------------------------------------------------------------------

-- Pictures of 2x3: the numbers 1 to 6 in their order, of the second node with the other sign.
local function small_pictures()
  local n = nn.network { 6, 2, 2, precision = "double" }
  n:set_weights(1, { { 1, 2, 3, 4, 5, 6 }, { -1, -2, -3, -4, -5, -6 } })
  local info = core.net_info(n)
  info.width, info.height = 3, 2
  return n
end

function TestInside.testPixelsOfWeights()
  local n = small_pictures()
  for node, sign in ipairs { 1, -1 } do
    local image = n:show_weights(1, node, { show = false, legend = false, captions = {} })
    local side = image.width // 3
    lu.assertEquals({ image.width, image.height }, { 3 * side, 2 * side })
    for r = 1, 2 do
      for c = 1, 3 do
        local rest = math.floor(255 * (1 - (3 * r - 3 + c) / 6) + 0.5)
        local red, blue = sign > 0 and 255 or rest, sign > 0 and rest or 255
        is_near(image, (r - 1) * side + side // 2, (c - 1) * side + side // 2, red, rest, blue)
      end
    end
  end
end

function TestInside.testShapeIsRememberedAndSaved()
  local digits = nn.data.digits():take(20)
  local n = nn.network { 784, 2, 10 }
  lu.assertNil(core.net_info(n).width)
  n:fit(digits, { progress = false })
  lu.assertEquals({ core.net_info(n).width, core.net_info(n).height }, { 28, 28 })
  child.in_folder(function(folder)
    local path = folder .. "/n.npz"
    n:save(path)
    lu.assertEquals(diagram.shape(nn.load(path)), { 28, 28 })
    small_pictures():save(path)
    lu.assertEquals(diagram.shape(nn.load(path)), { 2, 3 })
    lu.assertEquals(diagram.shape(nn.load(path):copy()), { 2, 3 })
    local odd = small_pictures()
    core.net_info(odd).width = 4
    odd:save(path)
    raises("pictures of 4x2 are no 6 inputs", nn.load, path)
    nn.network { 6, 2, 2 }:save(path)
    lu.assertNil(diagram.shape(nn.load(path)))
  end)
  lu.assertEquals(diagram.shape(nn.network { 64, 1 }), { 8, 8 })
  lu.assertNil(diagram.shape(nn.network { 49, 1 }))
  lu.assertNil(diagram.shape(nn.network { 65, 1 }))
end

function TestInside.testGallery()
  local text = piped [[
    local n = nn.network{64, 25, 3, seed = 1}
    n:show_weights(1)
    print "--"
    n:show_weights(1, 24, 25)
    print "--"
    n:show_weights(1, 7)
    print "--"
    n:show_weights(2)
    print "--"
    n:show_weights(2, 3, {legend = false})]]
  local parts = {}
  for part in (text .. "\n--\n"):gmatch "(.-)\n%-%-\n" do parts[#parts + 1] = part end
  local function captions(part)
    local list = {}
    for _, line in ipairs(lines_of(part)) do
      if line:find "^[%d ]+$" and line:find "%d" then
        for number in line:gmatch "%d+" do list[#list + 1] = tonumber(number) end
      end
    end
    return list
  end
  local first = {}
  for k = 1, 20 do first[k] = k end
  lu.assertEquals(captions(parts[1]), first)
  lu.assertEquals(lines_of(parts[1])[1], "nodes 1 to 20 of 25")
  lu.assertEquals(captions(parts[2]), { 24, 25 })
  lu.assertStrContains(parts[3], "node 7")
  for k = 1, 4 do lu.assertStrMatches(parts[k], ".*\n%-0?%.%d+ .* 0 .* 0?%.%d+") end
  lu.assertEquals(captions(parts[4]), {})
  lu.assertStrMatches(lines_of(parts[5])[#lines_of(parts[5])], " *node 3")
end

-- In a file: ten beside each other, each framed, below each its number.
function TestInside.testGalleryInAFile()
  local n = nn.network { 64, 23, 3, precision = "double" }
  n:set_weights(1, nn.range(1, 23):dot(nn.ones(1, 64)))
  local image = n:show_weights(1, { show = false, legend = false, map = "grey", range = { 0, 23 } })
  local seen, row = {}, image.height // 3 // 2
  for third = 0, 2 do
    local last
    for column = 1, image.width do
      local value, g, b = image:pixel(third * (image.height // 3) + row, column)
      if value == g and g == b and value ~= last then
        local node = math.floor(value * 23 / 255 + 0.5)
        if value ~= 255 and value ~= 192 then seen[#seen + 1] = node end
        last = value
      end
    end
  end
  local expected = {}
  for k = 1, 22 do expected[k] = k end -- the 23rd is as white as the paper
  lu.assertEquals(seen, expected)
end

function TestInside.testWeightsOfNodesThatThereAreNot()
  local n = nn.network { 64, 25, 3 }
  raises("show_weights: there are layers 1 to 2, got 3", n.show_weights, n, 3)
  raises("show_weights: there are layers 1 to 2, got nil", n.show_weights, n)
  raises("show_weights: layer 1 has nodes 1 to 25, got 26", n.show_weights, n, 1, 26)
  raises("show_weights: layer 2 has nodes 1 to 3, got 0", n.show_weights, n, 2, 0)
  raises("show_weights: layer 1 has nodes 1 to 25, got a string", n.show_weights, n, 1, "all")
  raises("show_weights: nodes 5 to 4 hold nothing", n.show_weights, n, 1, 5, 4)
  raises("show: unknown option 'legnd', did you mean 'legend'?", n.show_weights, n, 1, 5, { legnd = true })
end

-- ---- classes -------------------------------------------------------------------------------------------

function TestInside.testClasses()
  local n = nn.network { 64, 5, 3, seed = 5, classes = { "a", "b", "c" } }
  local image = n:show_classes { show = false, captions = {}, range = { 0, 1 }, map = "grey" }
  local all = nn.show { n:backquery { 0.99, 0.01, 0.01 }:reshape(8, 8),
    n:backquery { 0.01, 0.99, 0.01 }:reshape(8, 8), n:backquery { 0.01, 0.01, 0.99 }:reshape(8, 8),
    range = { 0, 1 }, map = "grey", show = false }
  lu.assertEquals({ image.width, image.height }, { all.width, all.height })
  lu.assertTrue(core.image_grey(image) == core.image_grey(all))
  local text = piped [[
    nn.network{64, 5, 3, seed = 5, classes = {"a", "b\27[31m", "c"}}:show_classes()]]
  lu.assertStrMatches(lines_of(text)[#lines_of(text)], " *a +b%?%[31m +c")
  local softmax = nn.network { 4, 3, activation = "softmax" }
  raises("layer 1 is softmax, only sigmoid layers can be asked backwards", softmax.show_classes, softmax)
end

-- ---- mistakes ------------------------------------------------------------------------------------------

local function half_trained()
  local train, test = nn.data.iris():shuffle(2):split(0.5)
  local n = nn.network { 4, 6, 3, seed = 2 }
  n:fit(train, { epochs = 3, progress = false })
  return n, test
end

function TestInside.testMistakes()
  local n, test = half_trained()
  local expected = {}
  for i = 1, #test do
    local answer = n:classify(test[i].input)
    if answer ~= test[i].label then
      expected[#expected + 1] = { index = i, label = test[i].label, answer = answer }
    end
  end
  lu.assertTrue(#expected > 3 and #expected < #test)
  local found = n:mistakes(test)
  lu.assertEquals({ #found, found.total, found.samples }, { #expected, #expected, #test })
  lu.assertTrue(found.set == test)
  for k, m in ipairs(found) do
    lu.assertEquals({ m.index, m.label, m.answer },
      { expected[k].index, expected[k].label, expected[k].answer })
    lu.assertTrue(m.output == n:query(test[m.index].input))
    lu.assertEquals(m.confidence, m.output:max())
  end
  local few = n:mistakes(test, 2)
  lu.assertEquals({ #few, few.total, few[2].index }, { 2, #expected, expected[2].index })
  local lines = lines_of(tostring(few))
  lu.assertEquals(lines[1], ("2 of %d mistakes in 75 samples"):format(#expected))
  lu.assertEquals(lines[2]:gsub(" +", " "), " sample truth answer confidence")
  lu.assertEquals(lines[3]:gsub(" +", " "), (" %d %s %s %.3f"):format(few[1].index, few[1].label,
    few[1].answer, few[1].confidence))
  local worst = found:worst(3)
  lu.assertEquals(#worst, 3)
  local largest = {}
  for k, m in ipairs(found) do largest[k] = m.confidence end
  table.sort(largest, function(a, b) return a > b end)
  for k = 1, 3 do lu.assertEquals(worst[k].confidence, largest[k]) end
end

function TestInside.testNoMistakes()
  local text = piped [[
    local d = nn.data.new({{1, 0}, {0, 1}}, {0, 1})
    local n = nn.network{2, 2}
    n:set_weights(1, {{1, 0}, {0, 1}})
    local none = n:mistakes(d)
    print(#none, none)
    none:show()
    print(none:worst(2))]]
  lu.assertEquals(text, "0\tno mistakes in 2 samples\nno mistakes in 2 samples\nno mistakes in 2 samples")
end

function TestInside.testMistakesAsPictures()
  local text = piped [[
    local X = nn.zeros(4, 64)
    for i = 1, 4 do X[i][i] = 1 end
    local n = nn.network{64, 2, classes = {"a\27]0;title\7", "b"}}
    n:set_weights(1, nn.ones(1, 64):vcat(-nn.ones(1, 64)))
    local d = nn.data.new(X, {"b", "a\27]0;title\7", "b", "b"}, {classes = {"a\27]0;title\7", "b"}})
    local m = n:mistakes(d)
    print(m)
    m:show{columns = 3}
    print(n:confusion(d))
    n:show(d[1])]]
  lu.assertNil(text:find "[\27\7]")
  lu.assertStrContains(text, "3 mistakes in 4 samples\n")
  lu.assertStrMatches(text, ".* b as a%?%]0;title%?, 0%.73 .*b as a%?%]0;title%?, 0%.73 .*")
  lu.assertStrContains(text, "a?]0;title?")
end

function TestInside.testMistakesRefuse()
  local n, test = half_trained()
  raises("mistakes: a data set was expected, got a matrix", n.mistakes, n, nn.eye(4))
  raises("mistakes: this data set has no labels", n.mistakes, n, nn.data.new(nn.eye(4), nn.eye(4)))
  raises("mistakes: their number must be a whole number of 1 or more, got 0", n.mistakes, n, test, 0)
  raises("mistakes: the network's classes are setosa, versicolor, virginica, the data set's 0..9", n.mistakes,
    n, (nn.data.digits()))
  local two = nn.network { 4, 2 }
  raises("mistakes: the network has 2 outputs, the data set 3 classes", two.mistakes, two, test)
  raises("worst: the number of mistakes must be a whole number of 1 or more, got 1.5",
    n:mistakes(test).worst, n:mistakes(test), 1.5)
end

-- ---- confusion -----------------------------------------------------------------------------------------

-- Of 20 samples of class 0 19 are found, of 10 of class 1 none: all are taken for 0.
local CONFUSION = [[
  local X = nn.ones(30, 2)
  for i = 1, 19 do X[i][1] = 2 end
  for i = 21, 30 do X[i][1] = 2 end
  X[20][2] = 2
  local labels = {}
  for i = 1, 30 do labels[i] = i <= 20 and 0 or 1 end
  local n = nn.network{2, 2, init = 0}
  n:set_weights(1, {{1, 0}, {0, 1}})
  local c = n:confusion(nn.data.new(X, labels))
  if arg.print then print(c) end
  c:show()]]

local TABLE = "        0   1  answered\n  0 |  19   1   95.0 %\n  1 |  10   .    0.0 %"

function TestInside.testConfusionInColors()
  for _, before in ipairs { "TERM=xterm", "TERM=dumb", "TERM=xterm-256color NO_COLOR=1" } do
    lu.assertEquals(piped(CONFUSION, before), TABLE)
  end
  local few, many = at_terminal(CONFUSION, "linux"), at_terminal(CONFUSION, "xterm-256color")
  lu.assertEquals(without_codes(few), TABLE)
  lu.assertEquals(without_codes(many), TABLE)
  lu.assertNotStrContains(few, "48;5")
  -- right and 95 % green, wrong and 5 % reddish, all of a class wrong red; an empty cell has no colour
  lu.assertStrContains(few, "\27[30;42m  19\27[0m\27[31m   1\27[0m")
  lu.assertStrContains(few, "\27[97;41m  10\27[0m   .")
  lu.assertStrContains(many, "\27[38;5;16;48;5;77m  19\27[0m\27[38;5;16;48;5;210m   1\27[0m")
  lu.assertStrContains(many, "\27[38;5;16;48;5;203m  10\27[0m   .")
end
