--[[ animate: pictures in the same place of a terminal, whatever its size and however they end; the last
alone on a pipe; GIFs, whose frames are counted by hand and their pixels read by Python's PIL where it is. ]]

local lu = require "luaunit"
local nn = require "nn"
local child = require "child"
local raises = require "raises"
local staged = require "staged"

TestAnimate = {}

local PYTHON = "/usr/bin/python3"
local function has_pil()
  local _, status = child.shell(PYTHON .. " -c 'import PIL' 2>/dev/null")
  return status == 0
end

-- ---- on a pipe ---------------------------------------------------------------------------------------

function TestAnimate.testPipedTheLastAlone()
  local text = child.run [[
local nn = require "nn"
local called = {}
nn.animate(4, function(i)
  called[#called + 1] = i
  return { nn.matrix{{0, 1}, {2, 3}} * (5 - i), title = "picture " .. i }
end, { legend = true })
print(table.concat(called, " "))
nn.show{nn.matrix{{0, 1}, {2, 3}}, title = "picture 4", legend = true, range = {0, 12}}
nn.animate(4, function(i) return nn.matrix{{0, 1}, {2, 3}} * (5 - i) end, { range = "frame", delay = 9 })
nn.show(nn.matrix{{0, 1}, {2, 3}})
nn.animate(2, function(i) return { y = {1, 2, i}, title = "chart " .. i } end)
nn.animate(2, function(i) return nn.plot{{1, 2, i}, title = "plot " .. i, show = false} end)
]]
  lu.assertNil(text:find "[\27\r]")
  local first, second, third = text:match "^(.-)\n1 2 3 4\n(picture 4\n.-\n[^\n]*12\n)(.*)$"
  lu.assertEquals(first .. "\n", second) -- the first picture has the largest number
  local own = third:match "^(.-)\n? +chart 2\n"
  lu.assertEquals(own:sub(1, #own // 2), own:sub(#own // 2 + 2))
  lu.assertStrContains(text, "plot 2")
  lu.assertNotStrContains(text, "plot 1")
  lu.assertNotStrContains(text, "picture 1")
end

-- ---- what is refused ---------------------------------------------------------------------------------

function TestAnimate.testRefuses()
  local function one() return nn.eye(2) end
  raises("the number of frames must be a whole number from 1", nn.animate, 0, one)
  raises("the second argument must be a function, got a matrix", nn.animate, 3, nn.eye(2))
  raises("did you mean 'delay'", nn.animate, 3, one, { dely = 1 })
  raises("a number of seconds", nn.animate, 3, one, { delay = -1 })
  raises("ends in .gif", nn.animate, 3, one, { save = "a.png" })
  raises("or 'frame'", nn.animate, 3, one, { range = { 2, 1 } })
  raises("f(2): a matrix, a sample, an image, a list of them or a table for nn.plot was expected, got nil",
    nn.animate, 2, function(i) return i == 1 and nn.eye(2) or nil end, { show = false })
  raises("my words", nn.animate, 1, function() error "my words" end)
  raises("unknown option 'yrang'", nn.animate, 1, function() return { y = { 1 }, yrang = { 0, 1 } } end,
    { show = false })
end

-- ---- on a terminal -----------------------------------------------------------------------------------

local STEPS = [[
print "before"
nn.animate(3, function(i)
  wait("go" .. i)
  return { nn.full(8, 8, i), title = "picture " .. i, width = 16 }
end, { delay = 0 })
print "after"
]]

-- The pictures on a screen, and what stands below the last.
local function check_steps(t, go, above)
  for i = 1, 3 do
    go("go" .. i)
    t:until_("picture " .. i, function(screen)
      local _, lines = screen:gsub("▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀", "")
      return screen:find(above .. "before\npicture " .. i .. "\n") and lines == 8
    end)
    if i < 3 then lu.assertFalse(staged.cursor_is_shown(t)) end
  end
  t:wait "status 0"
  lu.assertStrMatches(t:screen(), above .. "before\npicture 3\n[▀\n]+after\nstatus 0")
  lu.assertTrue(staged.cursor_is_shown(t))
end

function TestAnimate.testInPlace()
  staged.run(STEPS, { width = 60 }, function(t, go) check_steps(t, go, "^") end)
end

function TestAnimate.testAtTheBottom()
  staged.run(STEPS, { width = 60, before = staged.FULL }, function(t, go)
    check_steps(t, go, ".*first\n")
    lu.assertNotStrContains(t:all(), "picture 1")
  end)
end

-- Pictures higher than the screen are made smaller, lists of them have more beside each other.
function TestAnimate.testHigherThanTheScreen()
  for _, thing in ipairs { "nn.full(100, 60, i)", "nn.full(60, 8, i), nn.full(60, 8, 0), nn.full(60, 8, 0)",
    "y = {1, 2, i}, xlabel = 'x'" } do
    staged.run(([[
nn.animate(3, function(i)
  wait("go" .. i)
  return { title = "picture " .. i, %s }
end, { delay = 0 })
]]):format(thing), { width = 60, height = 15, before = staged.FULL }, function(t, go)
      go "go1"
      t:wait "picture 1"
      t:resize(50, 14)
      go "go2"
      t:wait "picture 2"
      local screen = t:screen()
      lu.assertNotStrContains(screen, "picture 1")
      lu.assertTrue(select(2, screen:gsub("\n", "")) <= 12)
      go "go3"
      t:wait "status 0"
      lu.assertStrMatches(t:all(), ".*picture 3\n.*status 0") -- one of them may stand above the screen
    end)
  end
end

function TestAnimate.testErrorInF()
  staged.run([[
nn.animate(3, function(i)
  if i == 2 then error "my words" end
  return { nn.full(8, 8, i), title = "picture " .. i, width = 16 }
end, { delay = 0 })
]], { width = 60 }, function(t)
    t:wait "status 1"
    lu.assertStrMatches(t:screen(), "picture 1\n[▀\n]+[^▀]*my words\n.*status 1")
    lu.assertTrue(staged.cursor_is_shown(t))
  end)
end

function TestAnimate.testInterrupt()
  for _, wait in ipairs { "{ delay = 1000 }", "{ delay = 0 }" } do
    staged.run([[
local function f(i) return { nn.full(8, 8, i), title = "a picture", width = 16 } end
print(pcall(nn.animate, 1e5, f, ]] .. wait .. [[))
print "after"
]], { width = 100 }, function(t)
      t:wait "a picture"
      t:press "C-c"
      t:wait "status 0"
      lu.assertStrMatches(t:screen(), "a picture\n[▀\n]+false\t?[^▀]*interrupted!\nafter\nstatus 0")
      lu.assertTrue(staged.cursor_is_shown(t))
    end)
  end
end

-- ---- GIFs ----------------------------------------------------------------------------------------------

-- What a GIF's header and blocks say: width, height, the frames' delays in 1/100 s, how often it is played.
local function parts_of(bytes)
  lu.assertEquals(bytes:sub(1, 6), "GIF89a")
  local width, height, flags = ("<I2I2B"):unpack(bytes, 7)
  local at, delays, frames, loop = 14, {}, 0, nil
  if flags & 0x80 ~= 0 then at = at + 3 * 2 ^ ((flags & 7) + 1) // 1 end
  local function blocks()
    while bytes:byte(at) ~= 0 do at = at + 1 + bytes:byte(at) end
    at = at + 1
  end
  at = math.tointeger(at)
  while bytes:byte(at) ~= 0x3b do
    local kind = bytes:byte(at)
    if kind == 0x21 then
      if bytes:byte(at + 1) == 0xf9 then delays[#delays + 1] = ("<I2"):unpack(bytes, at + 4) end
      if bytes:sub(at + 3, at + 13) == "NETSCAPE2.0" then loop = ("<I2"):unpack(bytes, at + 16) end
      at = at + 2
    elseif kind == 0x2c then
      frames = frames + 1
      local own = bytes:byte(at + 9)
      at = at + 10 + (own & 0x80 ~= 0 and 3 << (own & 7) + 1 or 0) + 1
    else
      lu.fail(("no block of a GIF: %s at %d"):format(tostring(kind), at))
    end
    blocks()
  end
  return { width = width, height = height, frames = frames, delays = delays, loop = loop }
end

-- The colours of frame i at points x, y, by PIL.
local function pixels(path, points)
  local words = {}
  for _, p in ipairs(points) do words[#words + 1] = ("(%d,%d,%d)"):format(p[1] - 1, p[2], p[3]) end
  local text = child.shell(([[%s -c "
from PIL import Image
im = Image.open('%s')
for k, x, y in [%s]:
  im.seek(k)
  print(*im.convert('RGB').getpixel((x, y)))"]]):format(PYTHON, path, table.concat(words, ",")))
  local list = {}
  for r, g, b in text:gmatch "(%d+) (%d+) (%d+)" do
    list[#list + 1] = { tonumber(r), tonumber(g), tonumber(b) }
  end
  return list
end

local function assert_near(colour, expected)
  for c = 1, 3 do
    lu.assertTrue(math.abs(colour[c] - expected[c]) <= 2, ("%s, not %s"):format(table.concat(colour, " "),
      table.concat(expected, " ")))
  end
end

-- A 2x2 matrix has 64 pixels a number and, in a GIF, 4 around it.
local function centre(frame, row, column)
  return { frame, 4 + 64 * (column - 1) + 32, 4 + 64 * (row - 1) + 32 }
end

function TestAnimate.testGif()
  child.in_folder(function(folder)
    local path, M = folder .. "/a.gif", nn.matrix { { 0, 1 }, { 2, 3 } }
    local A = M:copy()
    nn.animate(3, function() -- the same matrix, changed in place
      local now = A
      if A == M then A = M:copy() else A:add(M) end
      return now
    end, { save = path, delay = 0.25, loop = 3 })
    local gif = parts_of(child.read(path))
    lu.assertEquals({ gif.width, gif.height, gif.frames, gif.loop }, { 136, 136, 3, 3 })
    lu.assertEquals(gif.delays, { 25, 25, 25 })
    nn.animate(3, function(k) return M * k end, { save = path })
    gif = parts_of(child.read(path))
    lu.assertEquals({ gif.frames, gif.loop, gif.delays[1] }, { 3, 0, 10 })
    lu.skipIf(not has_pil(), "python3-pil is not there")
    local points = {}
    for k = 1, 3 do
      for i = 1, 2 do
        for j = 1, 2 do points[#points + 1] = centre(k, i, j) end
      end
    end
    local colours = pixels(path, points)
    for n, p in ipairs(points) do -- ink: 9, the largest of all frames, is black
      local k = p[1]
      local grey = 255 * (1 - k * M[(n - 1) % 4 // 2 + 1][(n - 1) % 2 + 1] / 9)
      assert_near(colours[n], { grey, grey, grey })
    end
    local edges = pixels(path, { { 1, 3, 68 }, { 1, 131, 4 }, { 1, 132, 4 }, { 1, 68, 131 }, { 1, 68, 132 },
      { 3, 131, 131 }, { 3, 132, 131 }, { 1, 135, 135 }, { 1, 0, 0 } })
    lu.assertEquals(edges[6], { 0, 0, 0 })
    for _, n in ipairs { 1, 3, 5, 7, 8, 9 } do lu.assertEquals(edges[n], { 255, 255, 255 }) end
  end)
end

-- A negative number in the last frame makes all of them blue, white and red.
function TestAnimate.testGifColours()
  lu.skipIf(not has_pil(), "python3-pil is not there")
  child.in_folder(function(folder)
    local path = folder .. "/a.gif"
    local list = { nn.matrix { { 0, 4 }, { 2, 0 } }, nn.matrix { { 0, 1 }, { -2, 0 } } }
    nn.animate(2, function(i) return list[i] end, { save = path })
    local colours = pixels(path, { centre(1, 1, 1), centre(1, 1, 2), centre(2, 2, 1), centre(2, 1, 2) })
    assert_near(colours[1], { 255, 255, 255 })
    assert_near(colours[2], { 255, 0, 0 })
    assert_near(colours[3], { 127, 127, 255 }) -- -2 of 4
    assert_near(colours[4], { 255, 191, 191 }) -- 1 of 4
    nn.animate(2, function(i) return list[i] end, { save = path, range = "frame" })
    assert_near(pixels(path, { centre(2, 2, 1) })[1], { 0, 0, 255 })
    nn.animate(2, function(i) return list[i] end, { save = path, range = { -8, 8 }, map = "diverging" })
    assert_near(pixels(path, { centre(1, 1, 2) })[1], { 255, 127, 127 })
  end)
end

function TestAnimate.testGifOfCharts()
  child.in_folder(function(folder)
    local path = folder .. "/it's.gif"
    local mark = folder .. "/mark"
    nn.animate(3, function(i)
      return { x = { 0, 1 }, y = { 0, i }, yrange = { 0, 4 }, size = { 300, 200 },
        title = ("'; system('touch %s') `touch %s`"):format(mark, mark) }
    end, { save = path })
    local gif = parts_of(child.read(path))
    lu.assertEquals({ gif.width, gif.height, gif.frames }, { 300, 200, 3 })
    lu.assertFalse(nn.data.find(mark) ~= nil)
    lu.assertNil(io.open(mark))
    lu.skipIf(not has_pil(), "python3-pil is not there")
    local ink = child.shell(([[%s -c "
from PIL import Image
im = Image.open('''%s''')
tops = []
for k in range(3):
  im.seek(k); r = im.convert('RGB')
  dark = lambda p: p[2] > p[0] + 60
  tops.append(min(y for y in range(30, 200) for x in range(300) if dark(r.getpixel((x, y)))))
print(tops[0] > tops[1] + 20, tops[1] > tops[2] + 20)"]]):format(PYTHON, path))
    lu.assertEquals(ink, "True True") -- the line's end rises
  end)
end

-- Frames of several kinds and sizes come onto paper of one size.
function TestAnimate.testGifOfManyKinds()
  child.in_folder(function(folder)
    local path = folder .. "/a.gif"
    local d = nn.data.new(nn.rand(2, 64), { 3, 4 })
    nn.animate(4, function(i)
      if i == 1 then return nn.eye(2) end
      if i == 2 then return d[1] end
      if i == 3 then return { nn.eye(2), -nn.eye(3), captions = { "a", "b" } } end
      return { { 1, 2, 3 }, size = { 200, 150 } }
    end, { save = path })
    local gif = parts_of(child.read(path))
    lu.assertEquals(gif.frames, 4)
    lu.assertTrue(gif.width > 200 and gif.height > 150)
  end)
end

-- The old file stays when anything fails, and nothing is left beside it.
function TestAnimate.testGifIsWholeOrNot()
  child.in_folder(function(folder)
    local path = folder .. "/a.gif"
    child.write(path, "old")
    raises("my words", nn.animate, 3, function(i)
      if i == 3 then error "my words" end
      return nn.eye(2)
    end, { save = path })
    lu.assertEquals(child.read(path), "old")
    lu.assertEquals(child.shell("ls " .. folder), "a.gif")
    raises("none/a.gif", nn.animate, 1, function() return nn.eye(2) end, { save = folder .. "/none/a.gif" })
    local text = child.run([[
local nn = require "nn"
print(pcall(nn.animate, 1, function() return nn.eye(2) end, { save = arg[1] }))
]], { path }, "PATH=" .. folder)
    lu.assertStrContains(text, "apt-get install gnuplot-nox")
    lu.assertEquals(child.read(path), "old")
  end)
end
