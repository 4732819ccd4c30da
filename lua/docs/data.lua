-- The documentation of nn.data: where data sets come from.

-- What all sources take.
local function common(scale, classes)
  return {
    { "scale", scale, "what inputs are scaled to, {low, high}, or false: as they are stored" },
    { "targets", "{0.01, 0.99}", "the target of a sample's own class and of the others, {low, high}" },
    { "classes", classes, "a list of all labels in the order of the outputs" },
  }
end

-- What tables take besides.
local function of_tables(label)
  local options = common("{0.01, 1.0} for pixels, else as stored", "sorted; 0 to 9 for pictures of digits")
  for _, option in ipairs {
    { "header", "seen from the words in it", "whether the first line names the columns" },
    { "label", label, "the column of the labels, its name or number, or false for none" },
    { "target", "", "the column of the targets, its name or number, or a list of them: a set without "
      .. "labels" },
    { "pixels", "true with 784 columns of numbers", "whether to keep whole numbers 0..255 as bytes" },
    { "separator", "seen from the first line", "the one character between two columns" },
  } do options[#options + 1] = option end
  return options
end

return {
  title = "Reading data",
  intro = "nn.data reads data sets from files, plain or .gz, and makes them of your own numbers.",
  groups = { "read" },

  { name = "nn.data.mnist", signature = "nn.data.mnist([folder] [, options])", group = "read",
    text = "The full MNIST, a set to train and a set to test. `make data` fetches it; it is looked for in "
      .. "the folder, if one is given, and then where nn.data.find says.",
    shapes = "60,000 and 10,000 samples of 784 inputs (28×28), classes 0 to 9.",
    errors = "No such folder or files; a file that is cut short or no IDX; an unknown option.",
    options = common("{0.01, 1.0}", "0 to 9"),
    example = [[
folder = nn.data.find "mnist"                    -- nil before `make data`
if folder then train, test = nn.data.mnist() end
print(folder == nil or #train == 60000)          --> true
]], see = { "nn.data.digits", "nn.data.fashion", "nn.data.find", "network:fit" } },

  { name = "nn.data.digits", signature = "nn.data.digits([folder] [, options])", group = "read",
    text = "Handwritten digits that come with nnlua, laid out as MNIST: a set to train and a set to test.",
    shapes = "4,000 and 1,000 samples of 784 inputs (28×28), classes 0 to 9.",
    errors = "A data folder that is gone; an unknown option.",
    options = common("{0.01, 1.0}", "0 to 9"),
    example = [[
train, test = nn.data.digits()
print(#train)           --> 4000
print(test[1].label)    --> 0
n = nn.network{784, 30, 10, seed = 1}
n:fit(train, {epochs = 2, progress = false})
print(n:evaluate(test).accuracy > 0.7)  --> true
]], see = { "nn.data.mnist", "network:fit", "dataset:jitter" } },

  { name = "nn.data.fashion", signature = "nn.data.fashion([folder] [, options])", group = "read",
    text = "Pictures of clothes, harder than MNIST: a set to train and a set to test. Debian's package "
      .. "dataset-fashion-mnist brings them.",
    shapes = "60,000 and 10,000 samples of 784 inputs (28×28), ten classes, \"T-shirt\" to \"boot\".",
    errors = "No such folder or files; an unknown option.",
    options = common("{0.01, 1.0}", "\"T-shirt\", \"trouser\", … \"boot\""),
    example = [[
folder = nn.data.find "fashion-mnist"            -- nil without the package
if folder then train, test = nn.data.fashion() end
print(not folder or train.classes[10] == "boot")  --> true
]], see = { "nn.data.mnist", "nn.data.find" } },

  { name = "nn.data.iris", signature = "nn.data.iris([options])", group = "read",
    text = "The irises of Anderson and Fisher, which come with nnlua: four lengths in cm, three species.",
    shapes = "150 samples of 4 inputs, 50 of each of \"setosa\", \"versicolor\", \"virginica\", in this "
      .. "order.",
    errors = "A data folder that is gone; an unknown option.",
    options = of_tables("\"Species\""),
    example = [[
d = nn.data.iris()
print(#d)                                --> 150
print(d[1].input[1])                     --> 5.1
print(table.concat(d.classes, " "))      --> setosa versicolor virginica
]], see = { "nn.data.csv", "dataset:columns", "dataset:scale" } },

  { name = "nn.data.idx", signature = "nn.data.idx(images, labels [, options])", group = "read",
    text = "A data set from two IDX files as MNIST has them, plain or .gz.",
    shapes = "Bytes, a picture a sample, and a byte for each label; the classes are 0 to 9, or to the "
      .. "largest label.",
    errors = "A file that is not there, cut short or no IDX; other numbers of images than of labels; too few "
      .. "classes.",
    options = common("{0.01, 1.0}", "0 to 9, or to the largest label"),
    example = [[
start = nn.data.find "digits" .. "/t10k-"
images = start .. "images-idx3-ubyte.gz"
test = nn.data.idx(images, start .. "labels-idx1-ubyte.gz")
print(#test)  --> 1000
]], see = { "nn.data.mnist", "nn.data.npz", "dataset.width" } },

  { name = "nn.data.npz", signature = "nn.data.npz(path [, options])", group = "read",
    text = "A set to train and a set to test from a NumPy archive laid out as Keras's mnist.npz.",
    shapes = "x_train and x_test with a sample for each first index, y_train and y_test with their labels.",
    errors = "A file that is not there or no .npz; missing arrays; other numbers of samples than of labels.",
    options = common("{0.01, 1.0} for bytes, else as stored", "sorted; 0 to 9 for pictures of digits"),
    example = [[
found, message = pcall(nn.data.npz, "nowhere.npz")
print(found)  --> false
]], see = { "nn.data.idx", "nn.load" } },

  { name = "nn.data.csv", signature = "nn.data.csv(path [, options])", group = "read",
    text = "A data set from a table in a file, plain or .gz; the book's files, a label and 784 pixels a line "
      .. "without a header, need no options.",
    shapes = "A line a sample; numbers in all columns but the label's.",
    errors = "A file that is not there; a line of another length; a word where a number belongs (told with "
      .. "line and column); no telling which column is the label.",
    options = of_tables("the column named label or the one of words; without a header the first"),
    example = [[
file = io.open("fruit.csv", "w")
file:write("weight,length,kind\n150,7,apple\n120,18,banana\n")
file:close()
d = nn.data.csv "fruit.csv"
print(d[2].label)     --> banana
print(d[2].input[2])  --> 18.0
]], see = { "nn.data.iris", "nn.data.new", "dataset.names", "nn.load" } },

  { name = "nn.data.new", signature = "nn.data.new(X [, goals [, options]])", group = "read",
    text = "A data set of your own numbers. A list of goals is labels, a matrix is targets, and none leaves "
      .. "inputs alone.",
    shapes = "X: a matrix or a table of rows, a row a sample; goals: a list with a number or a word a "
      .. "sample, or a matrix with a row a sample.",
    errors = "Other numbers of samples than of goals; nan or inf; a label that is not among the classes "
      .. "given.",
    options = common("as given", "sorted"),
    example = [[
X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}
d = nn.data.new(X, {"no", "yes", "yes", "no"})
print(d.classes[2])      --> yes
d = nn.data.new(nn.matrix{1, 2, 3}, nn.matrix{2, 4, 6})
print(d[3].target[1])    --> 6.0
]], see = { "network:fit", "dataset:scale", "nn.data.csv" } },

  { name = "nn.data.find", signature = "nn.data.find(name [, folder])", group = "read",
    text = "The folder in which the set of that name lies, or nil and the list of folders searched: the "
      .. "folder given, $NNLUA_DATA, data, the program's own, ~/.local/share/nnlua, /usr/share/datasets.",
    shapes = "name: \"mnist\", \"digits\", \"fashion-mnist\", \"iris\".",
    errors = "A name that is no text.",
    example = [[
print(nn.data.find "digits" ~= nil)    --> true
print((nn.data.find "no such set"))    --> nil
]], see = { "nn.data.mnist", "nn.data.fashion" } },
}
