-- What does a network think of your own handwriting? Each file is made like MNIST's pictures, and the
-- network is asked. Takes as long as training does: a few seconds, or none with --model.

local nn = require "nn"

local usage = "nnlua scripts/my_digit.lua FILE… [options]: reads handwritten digits from PNG or JPEG files"
local opt = nn.args(arg, {
  usage = usage, words = true,
  { "model", nil, "a trained network, from --save or n:save", value = "FILE.npz" },
  { "show", false, "draws each step from the file to the network's input" },
  { "save", nil, "keep the trained network in a file", value = "FILE.npz" },
  { "seed", 1, "for training" },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER" },
  { "fit", nil, "how large the digit becomes, in pixels (20; 15 after training on the digits in data/, "
    .. "which are smaller than MNIST's; with --model the surer of both)", value = "N" },
})

local how = [[

How to make a picture: write one digit on plain paper, as large as your thumb or larger, with a pen that
draws a thick dark line. Leave paper around it on all sides. Take a photograph from above in even light,
or draw with any paint program in black on white. Then:

  nnlua scripts/my_digit.lua my_3.jpg --show]]

if #opt == 0 and not opt.save then
  print(usage)
  print(how)
  return
end

local INPUTS, MNIST_FIT, DIGITS_FIT = 28 * 28, 20, 15

-- What pcall or load say, without the place in this file.
local function plain(message) return (tostring(message):gsub("^[^\n]-:%d+: ", "")) end

local function stop(message)
  io.stderr:write(message, "\n")
  os.exit(1, true)
end

local function loaded(path)
  local fine, n = pcall(nn.load, path)
  if not fine then stop(plain(n)) end
  local layers = debug.getmetatable(n).__name == "network" and n.layers
  if not layers or layers[1] ~= INPUTS then stop(path .. ": holds no network with 784 inputs, 28x28") end
  return n
end

-- A network trained on what data there are, and how large digits are that it can read.
local function trained()
  local full = nn.data.find("mnist", opt.data)
  if opt.data and full ~= opt.data then stop("--data: there is no MNIST in " .. opt.data) end
  local train, test = nn.data[full and "mnist" or "digits"](opt.data)
  print(train)
  if not full then print("  (`make data` fetches full MNIST, which makes a better reader)") end
  local n = nn.network { INPUTS, 200, #train.classes, learning_rate = 0.1, seed = opt.seed }
  n:fit(train, { epochs = full and 2 or 10 })
  print(("reads %.1f %% of the test set"):format(100 * n:evaluate(test).accuracy))
  if opt.save then
    n:save(opt.save)
    print(("saved; --model %s%s uses it again"):format(opt.save, full and "" or " --fit " .. DIGITS_FIT))
  end
  print()
  return n, full and MNIST_FIT or DIGITS_FIT
end

local WEAK = 0.5

-- "3 (0.97), else 5 (0.02) or 8 (0.01)": the three largest outputs; and the first.
local function opinion(n, x)
  local outputs, order = n:query(x):totable(), {}
  for k = 1, #outputs do order[k] = k end
  table.sort(order, function(a, b) return outputs[a] > outputs[b] or outputs[a] == outputs[b] and a < b end)
  local words = {}
  for k = 1, math.min(3, #order) do
    words[k] = ("%s (%.2f)"):format(n.classes[order[k]], outputs[order[k]])
  end
  local text = words[1] .. (words[2] and ", else " .. table.concat(words, " or ", 2) or "")
  return text, outputs[order[1]]
end

-- The file's digit so many pixels high, as the network takes it.
local function input(n, path, fit, show)
  -- a network that knows how its data were scaled does the scaling
  local x = nn.image.load(path, { fit = fit, show = show, scale = not n.scaling and { 0.01, 1 } })
  return n.scaling and n:scaled(x) or x
end

-- How high to make the file's digit for a network that may have learned either size: as it is surer.
local function surer_fit(n, path)
  local _, mnist = opinion(n, input(n, path, MNIST_FIT))
  local _, digits = opinion(n, input(n, path, DIGITS_FIT))
  return digits > mnist and DIGITS_FIT or MNIST_FIT
end

local n, fit
if opt.model then n = loaded(opt.model) else n, fit = trained() end
fit = opt.fit or fit

local answers, failed = {}, false
for _, path in ipairs(opt) do
  local fine, x, taken = pcall(function()
    local height = fit or surer_fit(n, path)
    return input(n, path, height, opt.show), height
  end)
  if fine then
    local text, largest = opinion(n, x)
    print(("%s: %s"):format(path, text))
    if not fit then
      print(("  tried %d and %d pixels high, took %d, the surer; --fit N takes one size for all"):format(
        MNIST_FIT, DIGITS_FIT, taken))
    end
    if largest < WEAK then print("  a weak answer: --show draws what became of the picture") end
    answers[#answers + 1] = n:classify(x)
  else
    io.stderr:write(plain(x), "\n")
    failed = true
  end
end
if failed then os.exit(1, true) end

return answers
