-- The documentation of data sets and their samples.

-- The beginning of most examples: exclusive or, with words for labels.
local xor = [[
X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}
d = nn.data.new(X, {"no", "yes", "yes", "no"})
]]

local show_options = require("nn.docs.image").options

return {
  title = "Data sets",
  intro = "Data sets keep pixels as bytes; what is made from a set shares them.",
  groups = { "look", "make" },

  -- ---- look ----------------------------------------------------------------------------------------

  { name = "dataset #", signature = "#d", group = "look",
    text = "How many samples the set holds.",
    example = xor .. "print(#d)  --> 4\n",
    see = { "dataset []", "dataset:take" } },

  { name = "dataset []", signature = "d[i]", group = "look",
    text = "Sample i as a table {input, target, label}, made anew each time. d[#d + 1] is nil, so that "
      .. "ipairs ends. Where inputs are taken, as by n:query(d[i]), it means its input; n:train(d[i]) "
      .. "learns its target, too.",
    shapes = "i: 1 to #d.",
    errors = "Any other number.",
    example = xor .. [[
print(d[2].label)     --> yes
for i, sample in ipairs(d) do last = i end
print(last)           --> 4
]], see = { "sample.input", "sample.target", "sample.label", "dataset #" } },

  { name = "sample.input", signature = "d[i].input", group = "look",
    text = "The input of a sample, scaled as the set is.",
    shapes = "A column with a number for each input.",
    example = xor .. "print(d[2].input[2])  --> 1.0\n",
    see = { "dataset.inputs", "dataset:scale", "network:query" } },

  { name = "sample.target", signature = "d[i].target", group = "look",
    text = "What the outputs should be for a sample: of a label 0.99 at its own class and 0.01 at the "
      .. "others, or as d:targets set them. It is nil in a set without labels and targets.",
    shapes = "A column with a number for each class, or for each target.",
    example = xor .. [[
t = d[2].target
print(("%.2f %.2f"):format(t[1], t[2]))  --> 0.01 0.99
]], see = { "dataset:targets", "sample.label", "network:train" } },

  { name = "sample.label", signature = "d[i].label", group = "look",
    text = "The class of a sample, a number or a word; nil in a set without labels.",
    example = xor .. "print(d[1].label)  --> no\n",
    see = { "dataset.labels", "dataset.classes", "network:classify" } },

  { name = "sample:show", signature = "d[i]:show([options])", group = "look",
    text = "Draws the input of a sample with its label, ink on paper: the larger a number, the darker. "
      .. "Inputs that are a square picture are drawn as one; of others the shape can be said.",
    errors = "An unknown option; a shape for another number of inputs.",
    options = show_options,
    example = [[
d = nn.data.digits()
d[1]:show()
d[1]:show{save = "digit.png"}
]], see = { "dataset:show", "matrix:show", "nn.show" } },

  { name = "dataset:show", signature = "d:show([i [, j]] [, options])", group = "look",
    text = "Draws samples i to j beside and below each other, with their labels: the first 20 without i and "
      .. "j, one without j. Each picture has the set's height and width.",
    shapes = "At most 1000 samples at once.",
    errors = "An i or j that is not 1 to #d; an i above j; more than 1000 samples; an unknown option.",
    options = show_options,
    example = [[
d = nn.data.digits()
d:show(1, 10)
d:show(1, 10, {columns = 5, save = "digits.png"})
]], see = { "sample:show", "nn.show" } },

  { name = "dataset.inputs", signature = "d.inputs", group = "look",
    text = "All inputs as a matrix, scaled as the set is.",
    shapes = "A row a sample.",
    example = xor .. [[
print(d.inputs == nn.matrix{{0, 0}, {0, 1}, {1, 0}, {1, 1}})  --> true
]], see = { "dataset:matrices", "sample.input" } },

  { name = "dataset.labels", signature = "d.labels", group = "look",
    text = "A list of all samples' labels; nil in a set without labels.",
    example = xor .. "print(table.concat(d.labels, \" \"))  --> no yes yes no\n",
    see = { "dataset.classes", "sample.label" } },

  { name = "dataset.classes", signature = "d.classes", group = "look",
    text = "A list of all labels there are, in the order of the outputs: those given, else sorted, and 0 to "
      .. "9 for digits. It is nil in a set without labels.",
    example = xor .. "print(table.concat(d.classes, \" \"))  --> no yes\n",
    see = { "dataset.labels", "network.classes" } },

  { name = "dataset.names", signature = "d.names", group = "look",
    text = "A list of the inputs' names from a file's header, empty without a header; nil in a set that is "
      .. "no table.",
    example = [[
d = nn.data.iris()
print(d.names[4])  --> Petal.Width
]], see = { "dataset:columns", "nn.data.csv" } },

  { name = "dataset.width", signature = "d.width", group = "look",
    text = "How many pixels a row of each picture has; nil in a set without pictures.",
    example = "print(nn.data.digits().width)  --> 28\n",
    see = { "dataset.height", "matrix:reshape" } },

  { name = "dataset.height", signature = "d.height", group = "look",
    text = "How many rows of pixels each picture has; nil in a set without pictures.",
    example = "print(nn.data.digits().height)  --> 28\n",
    see = { "dataset.width", "matrix:reshape" } },

  { name = "dataset.source", signature = "d.source", group = "look",
    text = "The name of the file that the set was read from; nil for numbers of your own.",
    example = "print(nn.data.iris().source:match \"[^/]*$\")  --> iris.csv\n",
    see = { "nn.data.find" } },

  { name = "dataset:matrices", signature = "d:matrices()", group = "look",
    text = "All inputs and all targets as two matrices.",
    shapes = "A row a sample; the second is nil in a set without labels and targets.",
    example = xor .. [[
X, T = d:matrices()
print(T[2][2])  --> 0.99
]], see = { "dataset.inputs", "sample.target" } },

  -- ---- make ----------------------------------------------------------------------------------------

  { name = "dataset:split", signature = "d:split(fraction)", group = "make",
    text = "Two sets, the first part of the samples and the rest. Each holds at least one.",
    shapes = "fraction: between 0 and 1, of the samples for the first set.",
    errors = "A fraction of 0, of 1 or beyond; a set of one sample.",
    example = [[
train, rest = nn.data.iris():shuffle(1):split(0.8)
print(#train)  --> 120
print(#rest)   --> 30
]], see = { "dataset:shuffle", "dataset:take", "dataset:sub" } },

  { name = "dataset:shuffle", signature = "d:shuffle([seed])", group = "make",
    text = "A set of the same samples in random order. Without a seed it is drawn from nn.seed's generator.",
    shapes = "seed: a whole number of 0 or more; the same seed gives the same order.",
    errors = "Another seed.",
    example = [[
a, b = nn.data.iris():shuffle(7), nn.data.iris():shuffle(7)
print(a.inputs == b.inputs)  --> true
]], see = { "dataset:split", "network:fit", "nn.seed" } },

  { name = "dataset:take", signature = "d:take(n)", group = "make",
    text = "A set of the first n samples.",
    errors = "An n that is not 1 to #d.",
    example = xor .. "print(#d:take(3))  --> 3\n",
    see = { "dataset:sub", "dataset:split" } },

  { name = "dataset:sub", signature = "d:sub(i [, j])", group = "make",
    text = "A set of samples i to j, both included; without j to the last one.",
    errors = "An i or j that is not 1 to #d; an i above j.",
    example = xor .. "print(d:sub(2, 3).labels[1])  --> yes\n",
    see = { "dataset:take", "dataset:filter" } },

  { name = "dataset:filter", signature = "d:filter(f)", group = "make",
    text = "A set of the samples for which f(sample, i) is true.",
    shapes = "f gets a sample {input, target, label} and its number.",
    errors = "No sample is left; no function.",
    example = [[
d = nn.data.iris():filter(function(s) return s.label == "setosa" end)
print(#d)  --> 50
]], see = { "dataset:sub", "dataset []" } },

  { name = "dataset:columns", signature = "d:columns{1, \"Petal.Width\"}", group = "make",
    text = "A set with these inputs alone, in this order, by number or name. The numbers are copied as they "
      .. "are scaled now.",
    errors = "An empty list; a name or a number that is no column's.",
    example = [[
d = nn.data.iris():columns{"Petal.Length", "Petal.Width"}
print(d[1].input[2])  --> 0.2
]], see = { "dataset.names", "dataset.inputs" } },

  { name = "dataset:concat", signature = "d:concat(e)", group = "make",
    text = "A set of the samples of d, then those of e. Sets made from the same stored samples and scaled "
      .. "alike go on sharing them, as in d:concat(d:rotate(10)):concat(d:rotate(-10)); others are copied as "
      .. "they are scaled now.",
    errors = "Other numbers of inputs or outputs; a class of e that d does not know; labels beside targets.",
    example = xor .. "print(#d:concat(d))  --> 8\n",
    see = { "dataset:split", "dataset:rotate", "nn.data.new" } },

  { name = "dataset:scale", signature = "d:scale(low, high) or d:scale(e)", group = "make",
    text = "A set with inputs scaled from low to high: bytes from 0..255, other columns each from its "
      .. "smallest and largest number. d:scale(e) scales as e is scaled, d:scale() takes the numbers as they "
      .. "are stored.",
    errors = "One number alone, nan or inf; an e with another number of inputs.",
    example = [[
d = nn.data.new({{10}, {20}, {30}}, {0, 0, 1}):scale(0, 1)
print(d[2].input[1])           --> 0.5
print(d:scale()[2].input[1])   --> 20.0
]], see = { "network:scaled", "dataset:targets", "nn.data.digits" } },

  { name = "dataset:targets", signature = "d:targets(low, high)", group = "make",
    text = "A set whose targets are high at a sample's own class and low at the others.",
    errors = "A set without labels; one number alone, nan or inf.",
    example = xor .. [[
t = d:targets(0, 1)[2].target
print(("%d %d"):format(t[1], t[2]))  --> 0 1
]], see = { "sample.target", "dataset:scale" } },

  { name = "dataset:rotate", signature = "d:rotate(degrees)", group = "make",
    text = "A set of the same pictures, each turned by this angle about its centre while it is read; "
      .. "nothing is stored. Above 0 is counter-clockwise to the eye. A new pixel is read between the four "
      .. "old ones around its place (bilinear), once for a whole chain of rotate, shift, jitter and elastic. "
      .. "What comes in from outside is background, a stored 0. It is scipy.ndimage.rotate with order = 1 "
      .. "and reshape = False.",
    shapes = "degrees: any finite number.",
    errors = "A set without pictures, or with more than 16 changes in a row.",
    example = [[
d = nn.data.digits():take(100)
all = d:concat(d:rotate(10)):concat(d:rotate(-10))
print(#all)                                  --> 300
print(d:rotate(10):rotate(-10).inputs == d.inputs)  --> true
]], see = { "dataset:shift", "dataset:jitter", "dataset:elastic", "dataset:concat" } },

  { name = "dataset:shift", signature = "d:shift(down [, right])", group = "make",
    text = "A set of the same pictures, each moved by so many pixels while it is read, below 0 up or to the "
      .. "left. A part of a pixel lies between two (bilinear). What comes in is background, a stored 0. "
      .. "Random shifts are d:jitter{shift = pixels}.",
    shapes = "down and right: any finite numbers; right is 0 if it is not given.",
    errors = "A set without pictures, or with more than 16 changes in a row.",
    example = [[
d = nn.data.digits()
a, b = d[1].input:reshape(28, 28), d:shift(2)[1].input:reshape(28, 28)
print(a[10][14] == b[12][14])  --> true
]], see = { "dataset:rotate", "dataset:jitter" } },

  { name = "dataset:elastic", signature = "d:elastic(alpha, sigma [, seed])", group = "make",
    text = "A set of the same pictures, each bent at random as if it were drawn on rubber, while it is read "
      .. "(Simard, Steinkraus, Platt 2003). Every pixel gets a displacement of two random numbers from -1 to "
      .. "1, smoothed by a Gaussian of sigma pixels and multiplied by alpha, not normalised: about 0.163 "
      .. "alpha / sigma pixels each way. Their 34 and 4 suit digits of 28 by 28. A small sigma gives a "
      .. "wobble, a large one little more than shifts. n:fit bends anew in every epoch.",
    shapes = "alpha: 0 to 100000, in pixels; sigma: 0 to 100, in pixels; seed: a whole number of 0 or more, "
      .. "else drawn from nn.seed's generator; the same seed bends a sample the same way on every machine.",
    errors = "A set without pictures, or bent already; pictures of more than 16384 pixels.",
    example = [[
d = nn.data.digits():take(100)
e = d:elastic(34, 4, 1)
print(e.inputs == d.inputs)                    --> false
print(e.inputs == d:elastic(34, 4, 1).inputs)  --> true
]], see = { "dataset:jitter", "dataset:rotate", "network:fit" } },

  { name = "dataset:jitter", signature = "d:jitter{rotate = degrees, shift = pixels}", group = "make",
    text = "A set of the same pictures, each turned and shifted at random while it is read. n:fit gives "
      .. "every epoch new angles and shifts.",
    errors = "A set without pictures; an unknown option.",
    options = {
      { "rotate", "0", "degrees, how far a picture is turned at most, either way" },
      { "shift", "0", "pixels, how far a picture is shifted at most, in rows and in columns" },
      { "seed", "drawn from nn.seed's generator", "which angles and shifts; the same seed gives the same" },
    },
    example = [[
d = nn.data.digits():take(100)
j = d:jitter{rotate = 10, shift = 1, seed = 1}
print(#j)                    --> 100
print(j.inputs == d.inputs)  --> false
]], see = { "dataset:rotate", "dataset:shift", "dataset:elastic", "network:fit" } },
}
