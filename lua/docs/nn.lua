-- The documentation of the rest of the table nn: files, the program, the prompt.

local show_options = require("nn.docs.image").options

return {
  title = "The program",
  intro = "What else the table nn holds; nn is a global, and require \"nn\" gives the same table.",
  groups = { "files", "pictures", "program", "prompt" },

  { name = "nn.data", signature = "nn.data", group = "files",
    text = "The table of the functions that read data sets or make them of your own numbers.",
    example = "print(#nn.data.iris())  --> 150\n",
    see = { "nn.data.digits", "nn.data.csv", "nn.data.new" } },

  { name = "nn.load", signature = "nn.load(path)", group = "files",
    text = "What a file holds: a matrix, a network that n:save wrote, or a table of the arrays of any other "
      .. ".npz.",
    shapes = ".npy and .csv give a matrix (of a .csv, also .csv.gz, a header is skipped); .png a matrix of "
      .. "greys 0..255; .npz a network or a table of matrices by name.",
    errors = "Another ending; a file that is not there, cut short or of another format.",
    example = [[
nn.matrix{{1, 2}, {3, 4}}:save "a.npy"
print(nn.load("a.npy") == nn.matrix{{1, 2}, {3, 4}})  --> true
]], see = { "matrix:save", "network:save", "nn.data.csv", "nn.data.npz" } },

  { name = "nn.image.load", signature = "nn.image.load(path [, options])", group = "files",
    text = "The picture of a handwritten digit as a network's input: a PNG or JPEG, a drawing or a "
      .. "photograph, made like MNIST's pictures. The paper's light is made even and the paper 0, specks "
      .. "are left out, the ink is cropped, scaled into 20x20 with its proportions kept, and put into 28x28 "
      .. "by its centre of mass.",
    shapes = "A column of 784, row by row, 0.01 where there is paper, up to 1.0: as nn.data's sets are "
      .. "unless told otherwise, so that n:classify takes it. For a network trained on another scale there "
      .. "is n:scaled(nn.image.load(path, {scale = false})); for one trained on nn.data.digits, whose digits "
      .. "are smaller than MNIST's, {fit = 15}. A photograph is turned as its EXIF data say.",
    errors = "A file that is no picture; a picture without ink; a fit larger than the size.",
    options = {
      { "invert", "auto", "true says that ink is dark on light paper, false that it is light on dark; auto "
        .. "finds out: ink differs from the paper at the edges and is rare in its surroundings",
        values = { "auto" } },
      { "background", "true", "makes uneven light even: shadows are measured on the paper around the ink" },
      { "threshold", "true", "what is paler becomes paper, 0, but for the rim of a stroke; specks do, too. "
        .. "true takes the level that Otsu's method finds, a number is one, between 0 and 255" },
      { "crop", "true", "takes the smallest box that holds all ink; with false the whole picture is scaled "
        .. "to the size" },
      { "fit", "20", "the pixels of the ink's longer side; false leaves its size" },
      { "contrast", "true", "makes the ink as dark as in MNIST, so that a thin pen does not become pale" },
      { "center", "true", "puts the centre of mass into the middle; with false the box" },
      { "size", "{28, 28}", "{rows, columns} of what comes out" },
      { "scale", "{0.01, 1.0}", "{low, high} for paper and the darkest ink; false leaves 0 to 255" },
      { "show", "false", "draws each step" },
    },
    example = [[
train, test = nn.data.digits()
test[4].input:reshape(28, 28):save "my_3.png"  -- or a photograph of yours
n = nn.network{784, 50, 10, seed = 1}
n:fit(train, {epochs = 5})
x = nn.image.load("my_3.png", {fit = 15})
print(x.rows, x.cols)  --> 784	1
print(n:classify(x))   --> 3
]], see = { "network:classify", "network:scaled", "nn.data.mnist", "nn.show" } },

  { name = "nn.show", signature = "nn.show{A, B, …, options}", group = "pictures",
    text = "Draws several things beside and below each other: matrices, samples, images, plots. All "
      .. "matrices have the same colours for the same numbers. nn.show(A, options) draws one.",
    shapes = "At most 1000 pictures at once.",
    errors = "Nothing to draw, or something that cannot be drawn; more captions than pictures; an unknown "
      .. "option.",
    options = show_options,
    example = [[
A = nn.randn(5, 5)
nn.show{A, A.T, A:dot(A.T), captions = {"A", "A.T", "A A.T"}, legend = true}
nn.show{A, A.T, save = "both.png"}
]], see = { "matrix:show", "dataset:show", "image:show" } },

  { name = "nn.animate", signature = "nn.animate(n, f [, options])", group = "pictures",
    text = "Draws f(1), f(2) to f(n), each in the place of the one before it, or writes them into an "
      .. "animated GIF. On a pipe f is called as often, but only the last is drawn.",
    shapes = "f gives a matrix, a sample, an image, a plot, a list of these with options as for nn.show, or "
      .. "a table for nn.plot, which holds numbers or a name such as y or series.",
    errors = "An f that gives anything else, or raises; an unknown option; for charts and GIFs, gnuplot is "
      .. "missing. Ctrl-C ends it.",
    options = {
      { "delay", "0.1", "seconds that each picture stays" },
      { "save", "", "writes the pictures to this .gif instead of drawing them" },
      { "loop", "0", "how often the GIF is played, 0: for ever" },
      { "show", "true without save", "whether to draw them in the terminal" },
      { "range", "of all pictures; in the terminal of all so far", "the numbers that have the first and the "
        .. "last colour, {low, high}; \"frame\": each picture's own" },
      { "map", "\"inverted\", with negative numbers \"diverging\"", "as in nn.show", values = { "grey",
        "inverted", "diverging" } },
      { "title", "", "a line above" },
      { "captions", "", "a list of texts for the pictures of a list" },
      { "legend", "false", "whether to draw the colours with their numbers" },
      { "width", "as it fits", "how many characters wide" },
      { "columns", "as it fits", "how many pictures of a list are beside each other" },
      { "shape", "", "{rows, columns} in which a matrix is drawn" },
    },
    example = [[
A = 0.5
nn.animate(20, function(i)  -- a line swings into place over a point
  A = A + 0.2 * (1.5 - A)
  return {x = {0, 2}, y = {0, 2 * A}, yrange = {0, 4},
          title = ("y = %.2f x"):format(A)}
end, {delay = 0})
nn.animate(3, function(i) return nn.rand(8, 8) end, {save = "noise.gif"})
]], see = { "nn.show", "nn.plot", "network:show_weights", "history:plot" } },

  { name = "nn.info", signature = "nn.info()", group = "program",
    text = "What the program is made of and how it is set; print shows it.",
    shapes = "Gives {version, lua, seed, blas_core, blas_config, coretype, threads}; coretype is nil unless "
      .. "OPENBLAS_CORETYPE is set.",
    example = [[
nn.seed(42)
print(nn.info().seed)  --> 42
]], see = { "nn.seed", "nn.version" } },

  { name = "nn.version", signature = "nn.version", group = "program",
    text = "The version of nnlua, as text.",
    example = "print(nn.version == nn.info().version)  --> true\n",
    see = { "nn.info" } },

  { name = "nn.args", signature = "nn.args(arg, {usage = \"…\", {name, default, text}, …})",
    group = "program",
    text = "Reads a script's command line, --name value or --name=value, and gives the options' values. "
      .. "--help prints the usage and ends the program; an unknown option ends it with status 1.",
    shapes = "A default that is a number makes the value a number, a default of false makes a flag without "
      .. "value, nil leaves the option nil, a list of numbers takes such a list, 300,100; value = \"N\" in "
      .. "an option is what the help calls its value; check = f in it is a judge of the value, or of each "
      .. "number of a list: f(value) gives nothing, or what it expected, in words; "
      .. "words = true in the list keeps words that are no options in the result's list.",
    errors = "No table of words or of options; a mistake of the user's is told on stderr and ends the "
      .. "program.",
    example = [[
options = nn.args({"--epochs", "3", "--quiet"}, {
  usage = "lesson.lua: learns the digits",
  {"epochs", 5, "how many times all samples are seen", value = "N"},
  {"rate", 0.1, "the learning rate"},
  {"quiet", false, "tells nothing"},
})
print(options.epochs)  --> 3
print(options.rate)    --> 0.1
print(options.quiet)   --> true
]], see = { "nn.info" } },

  { name = "nn.help", signature = "nn.help([x])", group = "prompt",
    text = "Prints what there is to say about x: a function, a method, a value, or a name in quotes; without "
      .. "x a tour. At the prompt it is the global help.",
    errors = "Nothing: a name that is not known is told with the nearest one.",
    example = [[
nn.help(nn.matrix)
nn.help "network:fit"
nn.help "sigmoid"
]], see = { "nn.who", "nn.info" } },

  { name = "nn.who", signature = "nn.who()", group = "prompt",
    text = "Lists your global variables: name, type, shape and bytes. At the prompt it is the global who.",
    example = [[
A = nn.zeros(100, 100)  -- listed as a matrix 100x100, 80 kB
nn.who()
]], see = { "nn.reset", "nn.help" } },

  { name = "nn.parallel", signature = "nn.parallel(jobs, f [, options])", group = "program",
    text = "Calls f(job, index) for each of a list of jobs, or for the numbers 1 to n, in worker processes, "
      .. "as many at a time as there are cores, and gives their results in the jobs' order. Every job has "
      .. "random numbers of its own, by nn.seed and its place, so the number of workers changes nothing.",
    shapes = "A result may be nil, true or false, a number, a string, a matrix, a history, or a table of "
      .. "these. What a job changes stays in its worker; a worker that is killed has its job run again, at "
      .. "most twice; a Ctrl-C stops all.",
    errors = "An error in f, with the job it was in; a result of another kind; an unknown option.",
    options = {
      { "workers", "", "how many jobs run at the same time; without it the number of cores" },
      { "progress", "true", "false is silent" },
      { "on_result", "", "function(index, result), called here when a result comes, in no certain order" },
    },
    example = [[
print(nn.parallel({1, 4, 9}, math.sqrt)[3])  --> 3.0
]], see = { "nn.compare", "network:fit", "nn.seed" } },

  { name = "nn.compare", signature = "nn.compare{settings = {…}, run = f, options}", group = "program",
    text = "An experiment: calls run(setting, seed) for every combination of the settings with every seed, "
      .. "on all cores, and ranks what came of it; print shows the table. Every run has the random numbers "
      .. "of its seed. A Ctrl-C ends it with the table so far, without the run that it cut short.",
    shapes = "Gives a list, the best setting first, each {setting, median, low, high, runs, figures}, with "
      .. "figure, the name of what decides, stopped, \"runs\" or \"interrupt\", and resumed, how many runs "
      .. "were in the csv file already. c:chart(x) is a table for nn.plot: the figure over the setting x, a "
      .. "series for each combination of the others. print also tells which settings no run has looked at.",
    errors = "A setting without values or twice; an error in run, with its setting and seed, or a name in it "
      .. "that no setting has; a result that is no number and no table of numbers by name; a csv file of "
      .. "another experiment.",
    options = {
      { "settings", "", "lists of values by name, {hidden = {50, 100}}, of which all combinations are tried, "
        .. "or a list of settings, {{hidden = 50}, {hidden = 100}}" },
      { "run", "", "function(setting, seed) that returns a number, or several as {accuracy = 0.95, loss = "
        .. "0.1}" },
      { "seeds", "3", "how many runs a setting has, or a list of their seeds" },
      { "rank", "\"accuracy\", or the only one", "the figure that decides" },
      { "best", "\"largest\"", "which figures come first", values = { "largest", "smallest" } },
      { "csv", "", "a file in which every run is kept as soon as it is over; the same call goes on from "
        .. "there. A run is known by its setting and its seed: what run depends on besides should be a "
        .. "setting of one value, epochs = 5. When run itself changes, take another file" },
      { "chart", "", "draws it at the end: true, the setting along the x axis, or {x = …, options of "
        .. "nn.plot}" },
      { "workers", "", "how many runs at the same time; without it the number of cores" },
      { "progress", "true", "false is silent" },
    },
    example = [[
X, T = nn.matrix{1, 2, 3, 4}, nn.matrix{3, 5, 7, 9}  -- t = 2x + 1
c = nn.compare{
  settings = {learning_rate = {0.001, 0.01, 0.05}},
  rank = "loss", best = "smallest",
  run = function(setting, seed)
    n = nn.network{1, 1, activation = "linear", seed = seed,
      learning_rate = setting.learning_rate}
    n:fit(X, T, {epochs = 50, progress = false})
    return n:evaluate(X, T).loss
  end,
}
print(c[1].setting.learning_rate)  --> 0.05
print(c)
]], see = { "nn.parallel", "network:fit", "nn.plot" } },

  { name = "nn.reset", signature = "nn.reset()", group = "prompt",
    text = "Forgets your global variables, gives overwritten standard ones their values back and frees the "
      .. "memory. At the prompt it is the global reset.",
    errors = "An argument: for one variable there is x = nil.",
    example = [[
A = nn.zeros(100, 100)
nn.reset()
print(A)  --> nil
]], see = { "nn.who" } },

  { name = "nn.time", signature = "nn.time(f, …)", group = "prompt",
    text = "Calls f(…), prints how long it took and returns its results. At the prompt it is the global "
      .. "time.",
    errors = "An f that is no function; whatever f raises.",
    example = [[
A = nn.time(nn.rand, 200, 100)
print(A.rows)  --> 200
]], see = { "network:fit", "history.seconds" } },

  { name = "nn.save_session", signature = "nn.save_session(path)", group = "prompt",
    text = "Writes the lines that worked at the prompt, with the seed, as a script that gives the same "
      .. "numbers. At the prompt it is the global save_session, and nnlua -i lesson.lua goes on from such a "
      .. "script.",
    errors = "A file that cannot be written; a script, where nothing was typed.",
    example = [[
-- at the prompt:
--   > A = nn.rand(2, 2)
--   > save_session "lesson.lua"
]], see = { "nn.seed", "nn.help" } },
}
