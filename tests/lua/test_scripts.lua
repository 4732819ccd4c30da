-- The scripts of scripts/, each run as a user runs it, on the digits in data/ or less.

local lu = require "luaunit"
local core = require "nn.core"

TestScripts = {}

local program = os.getenv("NNLUA") or "./nnlua"

-- What a script returns when it is run with these words as its command line; its talk is thrown away.
local function returned(script, ...)
  local before, talk = arg, print
  arg, print = { [0] = script, ... }, function() end
  local ok, result = pcall(dofile, script)
  arg, print = before, talk
  lu.assertTrue(ok, result)
  return result
end

local function output(command)
  local pipe = io.popen(command .. " 2>&1")
  local text = pipe:read "a"
  local ok, _, status = pipe:close()
  return text, ok and 0 or status
end

-- The small set, wherever full MNIST may lie.
local function run(script, words)
  return output(("env -u NNLUA_DATA %s %s %s"):format(program, script, words))
end

function TestScripts.setUp()
  if not nn.data.find "digits" then lu.skip "data/digits is not there" end
end

function TestScripts.testMnist()
  if nn.data.find "mnist" and not os.getenv "NNLUA_DATA" then lu.skip "data/mnist is there" end
  local text, status = run("scripts/mnist.lua", "--epochs 10 --seed 3 --save /tmp/nnlua_test_mnist.npz")
  lu.assertEquals(status, 0, text)
  local correct = tonumber(text:match "(%d+) of 1000 right")
  lu.assertTrue(correct >= 930, text)
  lu.assertStrContains(text, "data set of 4,000 samples")
  lu.assertStrContains(text, "`make data` fetches full MNIST")
  lu.assertStrContains(text, "epoch 10/10")
  lu.assertNotStrContains(text, "\r") -- piped: plain lines
  lu.assertStrContains(text, "answered")
  lu.assertStrContains(text, "--seed 3 gives the same again")
  local again = run("scripts/mnist.lua", "--epochs 10 --seed 3")
  lu.assertEquals(tonumber(again:match "(%d+) of 1000 right"), correct)
  local loaded = run("scripts/mnist.lua", "--epochs 1 --rate 0 --load /tmp/nnlua_test_mnist.npz")
  os.remove "/tmp/nnlua_test_mnist.npz"
  lu.assertStrContains(loaded, "network 784-200-10")
end

function TestScripts.testMnistShapesAndMistakes()
  local text, status = run("scripts/mnist.lua", "--epochs 1 --hidden 30,20 --seed 1")
  lu.assertEquals(status, 0, text)
  lu.assertStrContains(text, "network 784-30-20-10")
  text, status = run("scripts/mnist.lua", "--help")
  lu.assertEquals(status, 0)
  for _, name in ipairs { "epochs", "hidden", "rate", "seed", "data", "save", "load" } do
    lu.assertStrContains(text, "--" .. name)
  end
  text, status = run("scripts/mnist.lua", "--epoch 1")
  lu.assertEquals(status, 1)
  lu.assertStrContains(text, "unknown option --epoch, did you mean --epochs?")
end

-- One sentence, before anything is read or trained.
function TestScripts.testMistakes()
  nn.network { 4, 3 }:save "/tmp/nnlua_test_small.npz"
  for words, sentence in pairs {
    ["mnist --data none"] = "--data: a folder with MNIST's files was expected, got 'none'",
    ["mnist --hidden 0"] = "--hidden: a whole number from 1 to 10000 was expected, got '0'",
    ["mnist --hidden 30,x"] = "--hidden: a number was expected, got 'x'",
    ["mnist --epochs 0"] = "--epochs: a whole number of 1 or more was expected, got '0'",
    ["mnist --seed -1"] = "--seed: a whole number of 0 or more was expected, got '-1'",
    ["mnist --rate -1"] = "--rate: a finite number of 0 or more was expected, got '-1'",
    ["mnist --save none/n.npz"] = "--save: a file in a folder that is there was expected, got 'none/n.npz'",
    ["mnist --load none.npz"] = "none.npz: No such file or directory",
    ["mnist --load /tmp/nnlua_test_small.npz"] =
      "/tmp/nnlua_test_small.npz: holds no network with 784 inputs and 10 outputs",
    ["nielsen --seeds 0"] = "--seeds: a whole number of 1 or more was expected, got '0'",
    ["deep --epochs 0"] = "--epochs: a whole number of 1 or more was expected, got '0'",
    ["best --threads 0"] = "--threads: a whole number from 1 to 256 was expected, got '0'",
    ["by_hand --hidden 0"] = "--hidden: a whole number from 1 to 10000 was expected, got '0'",
    ["sweep --rates 0.1,-1"] = "--rates: a finite number of 0 or more was expected, got '-1'",
  } do
    local script, rest = words:match "^(%S+) (.*)$"
    lu.assertEquals({ run("scripts/" .. script .. ".lua", rest) }, { sentence .. "\n", 1 })
  end
  os.remove "/tmp/nnlua_test_small.npz"
end

-- A terminal gets one line, redrawn in place.
function TestScripts.testMnistOnATerminal()
  if not os.execute "command -v script >/dev/null" then lu.skip "util-linux's script is missing" end
  local text = output(([[env -u NNLUA_DATA TERM=xterm script -qec \
    '%s scripts/mnist.lua --epochs 3 --hidden 400' /dev/null]]):format(program))
  lu.assertStrContains(text, "\r\27[K")
  lu.assertStrContains(text, "/s")
  lu.assertStrContains(text, "left")
end

-- The book's loop by hand and nn.network are the same thing: the same score, give or take the start.
function TestScripts.testByHand()
  local text, status = run("scripts/by_hand.lua", "--epochs 3 --seed 1")
  lu.assertEquals(status, 0, text)
  lu.assertTrue(tonumber(text:match "right: ([%d.]+)") >= 0.90, text)
end

function TestScripts.testExperimentsInSmall()
  local figures = returned("scripts/nielsen.lua", "--quick", "--seeds", "1")
  lu.assertTrue(figures.quadratic > 0.85 and figures.cross_entropy > 0.85, core.what(figures))
  -- N(0, 1) makes for a slow start: all nodes at the ends of the sigmoid
  lu.assertTrue(figures.network_py_worst > 0.6 and figures.network_py_worst < figures.quadratic)
  local deep = returned("scripts/deep.lua", "--quick", "--seeds", "1")
  lu.assertTrue(deep.accuracy > 0.8)
  local text, status = run("scripts/best.lua", "--seconds 6 --seed 1")
  lu.assertEquals(status, 0, text)
  lu.assertTrue(tonumber(text:match "right: ([%d.]+)") > 0.93, text)
end

-- Whatever data there are, a script begins by saying which it found.
function TestScripts.testFirstLineTellsTheData()
  if nn.data.find "mnist" and not os.getenv "NNLUA_DATA" then lu.skip "data/mnist is there" end
  for script, words in pairs { mnist = "--epochs 1 --hidden 5", by_hand = "--epochs 1 --hidden 5",
    nielsen = "--quick --seeds 1", deep = "--quick --seeds 1", best = "--seconds 1" } do
    local text, status = run("scripts/" .. script .. ".lua", words)
    lu.assertEquals(status, 0, text)
    lu.assertStrMatches(text, "data set of 4,000 samples.*")
    lu.assertStrContains(text, "`make data` fetches full MNIST")
    if script == "nielsen" then -- his figures are of other data
      lu.assertStrContains(text, "His figures, of 50,000 digits of MNIST, are left out")
      lu.assertNotStrContains(text, "his: ")
    end
  end
end
