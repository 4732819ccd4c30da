-- What does a network think of your own handwriting? Each file is made like MNIST's pictures, and the
-- network is asked. Takes as long as training does: a few seconds, or none with --model.

local nn = require "nn"
local args = require "nn.args"
local check = require "nn.check"
local handwriting = require "nn.handwriting"

local INPUTS, SIDE = 28 * 28, 28
local SIZES = { 20, 15 } -- how high MNIST's digits are, and those in data/

local usage = "nnlua scripts/my_digit.lua FILE… [options]: reads handwritten digits from PNG or JPEG files"
local opt = nn.args(arg, {
  usage = usage, words = true,
  { "model", nil, "a trained network, from --save or n:save", value = "FILE.npz" },
  { "show", false, "draws each step from the file to the network's input" },
  { "save", nil, "keep the trained network in a file", value = "FILE.npz", check = args.to_save },
  { "seed", 1, "for training", check = check.whole(0) },
  { "data", nil, "the folder MNIST lies in", value = "FOLDER", check = args.mnist },
  { "fit", nil, "how large the digit becomes, in pixels (20, as in MNIST, or 15, as in data/: what the "
    .. "network is surer of)", value = "N", check = check.whole(1, SIDE) },
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

-- ---- the pictures ------------------------------------------------------------------------------------

local LARGE = 60 -- pixels: enough to tell one digit from several

-- A file as the network may get it, a column of 0 to 255 for each size; and whether it is several digits.
local function picture(path)
  local p = { path = path, sizes = opt.fit and { opt.fit } or SIZES, inputs = {} }
  for k, size in ipairs(p.sizes) do p.inputs[k] = nn.image.load(path, { fit = size, scale = false }) end
  local large = nn.image.load(path, { fit = LARGE, size = { LARGE, LARGE }, scale = false, contrast = false })
  p.several = handwriting.several(large:reshape(LARGE, LARGE))
  return p
end

-- All files that can be read; what is wrong with the others is told at once, and not after the training.
local function readable()
  local pictures = {}
  for _, path in ipairs(opt) do
    local fine, p = pcall(picture, path)
    if fine then pictures[#pictures + 1] = p else io.stderr:write(args.plain(p), "\n") end
  end
  if #opt > 0 and #pictures == 0 then os.exit(1, true) end
  return pictures
end

-- ---- the network -------------------------------------------------------------------------------------

-- A network trained on what data there are.
local function trained()
  local full = nn.data.find("mnist", opt.data)
  local train, test = nn.data[full and "mnist" or "digits"](opt.data)
  print(train)
  if not full then print("  (`make data` fetches full MNIST, which makes a better reader)") end
  local n = nn.network { INPUTS, 200, #train.classes, learning_rate = 0.1, seed = opt.seed }
  n:fit(train, { epochs = full and 2 or 10 })
  print(("reads %.1f %% of the test set"):format(100 * n:evaluate(test).accuracy))
  if opt.save then
    n:save(opt.save)
    print(("saved; --model %s uses it again"):format(opt.save))
  end
  print()
  return n
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

-- What the network takes; one that knows how its data were scaled does so itself.
local function scaled(n, x) return n.scaling and n:scaled(x) or x * (0.99 / 255) + 0.01 end

-- The network's opinion of a picture, at the size at which it is surer: input, text, largest output, size.
local function answer(n, p)
  local best = { largest = -math.huge }
  for k, size in ipairs(p.sizes) do
    local x = scaled(n, p.inputs[k])
    local text, largest = opinion(n, x)
    if largest > best.largest then best = { input = x, text = text, largest = largest, size = size } end
  end
  return best
end

local function tell(p, best)
  if opt.show then nn.image.load(p.path, { fit = best.size, show = true }) end
  print(("%s: %s"):format(p.path, best.text))
  if #p.sizes > 1 then
    print(("  tried %d and %d pixels high, took %d, the surer; --fit N takes one size for all"):format(
      p.sizes[1], p.sizes[2], best.size))
  end
  if p.several then
    print("  this looks like several digits; the network knows one at a time: give each a picture of its own")
  end
  if best.largest < WEAK then print("  a weak answer: --show draws what became of the picture") end
end

local n = opt.model and args.network(opt.model, INPUTS)
local pictures = readable()
n = n or trained()

local answers = {}
for k, p in ipairs(pictures) do
  local best = answer(n, p)
  tell(p, best)
  answers[k] = n:classify(best.input)
end
if #pictures < #opt then os.exit(1, true) end

return answers
