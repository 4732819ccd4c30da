-- make_pictures: `make pictures` draws the README's pictures into data/pictures, from the digits in data/.

local folder = arg[1] or "data/pictures"
os.execute("mkdir -p '" .. folder:gsub("'", "'\\''") .. "'")

local train, test = nn.data.digits("data")
local n = nn.network { 784, 100, 10, learning_rate = 0.1, seed = 1 }
local history = n:fit(train, { epochs = 20, test = test, progress = false })

test[1]:show { save = folder .. "/digit.png" }
n:show_classes { save = folder .. "/backquery.png" }
history:plot { save = folder .. "/training.png" }

-- XOR, which no single line can part: a network with two hidden nodes learns a bent border.
local X = nn.matrix { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }
local xor = nn.network {
  2, 4, 1, activation = { "tanh", "sigmoid" }, loss = "cross_entropy", optimizer = "adam",
  learning_rate = 0.05, seed = 1,
}
xor:fit(X, nn.matrix { 0, 1, 1, 0 }, { epochs = 300, progress = false, coach = false })
nn.plot {
  regions = xor, set = X, labels = { 0, 1, 1, 0 }, x = { -0.5, 1.5 }, y = { -0.5, 1.5 },
  title = "XOR, learnt by 2-4-1", xlabel = "a", ylabel = "b", size = { 480, 400 },
  save = folder .. "/regions.png",
}

-- The book's charts, from 42 small runs: some ten seconds.
local out = os.tmpname()
os.remove(out)
local words = { arg[-1], "scripts/sweep.lua", "--quick", "--out", out }
for i, word in ipairs(words) do words[i] = "'" .. word:gsub("'", "'\\''") .. "'" end
assert(os.execute(table.concat(words, " ") .. " >/dev/null"))
assert(os.execute(("cp '%s/epochs.png' '%s/sweep.png' && rm -r '%s'"):format(out, folder, out)))
