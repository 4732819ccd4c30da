-- The documentation of what shows a network's inside: its layers, its weights, its mistakes.

local show_options = require("nn.docs.image").options

-- The book's network of three layers of three nodes.
local book = [[
n = nn.network(3, 3, 3, 0.3)
n:set_weights(1, {{0.9, 0.3, 0.4}, {0.2, 0.8, 0.2}, {0.1, 0.5, 0.6}})
n:set_weights(2, {{0.3, 0.7, 0.5}, {0.6, 0.5, 0.2}, {0.8, 0.1, 0.9}})
]]

-- A network that answers with the place of the larger input; of these four samples it gets three right.
local larger = [[
n = nn.network{2, 2}
n:set_weights(1, {{1, 0}, {0, 1}})
d = nn.data.new({{1, 0}, {0, 1}, {1, 0}, {0, 1}}, {0, 1, 1, 1})
]]

local wrong = larger .. "mistakes = n:mistakes(d)\n"

return {
  title = "Looking inside",
  intro = "What a network has learnt, as pictures in the terminal or in a .png.",
  groups = { "look", "results" },

  -- ---- look ----------------------------------------------------------------------------------------

  { name = "network:show", signature = "n:show(x [, options])", group = "look",
    text = "Draws the network with its answer to one input, the book's picture: a column of nodes for each "
      .. "layer, the darker the larger their output, and the links of small layers with their weights, red "
      .. "above zero and blue below, the stronger the more solid. Pictures and layers of more than 10 nodes "
      .. "are small pictures, node by node in rows; long lists show their ends.",
    shapes = "x: one sample, a list or a column of n.layers[1] numbers, or d[i], whose truth is then told. "
      .. "Of the options title, width, save and show matter here.",
    errors = "More than one sample; a wrong width; nan or inf; a sample with a label that the network does "
      .. "not know; an unknown option.",
    options = show_options,
    example = book .. [[
n:show{0.9, 0.1, 0.8}
n:show({0.9, 0.1, 0.8}, {save = "network.png"})
]], see = { "network:activations", "network:show_weights", "network:explain" } },

  { name = "network:show_weights",
    signature = "n:show_weights(layer [, node] [, options]) or "
      .. "n:show_weights(layer, first, last [, options])",
    group = "look",
    text = "Draws the weights into a node, blue below zero and red above. Those of layer 1 have the shape of "
      .. "the inputs when these are pictures: as the data set of the last fit had them, else a square number "
      .. "of inputs from 8x8 on. Without a node the first ones of the layer, or, where there are no "
      .. "pictures, the whole matrix with a row for each node.",
    shapes = "layer: 1 to #n.layers - 1; node, first, last: 1 to the layer's nodes. The options are those of "
      .. "nn.show; map is diverging and legend true unless they say otherwise.",
    errors = "A layer or a node that there is not; an unknown option.",
    example = [[
n = nn.network(784, 100, 10, 0.1)
n:show_weights(1, 1, 3)              -- three nodes
n:show_weights(1, {save = "w.png"})  -- as many as fit
n:show_weights(2)                    -- the matrix
]], see = { "network:weights", "nn.show", "network:show_classes" } },

  { name = "network:show_classes", signature = "n:show_classes([options])", group = "look",
    text = "Draws for each class the input that the network has in mind for it: n:backquery of 0.99 for the "
      .. "class and 0.01 for all others.",
    shapes = "The options are those of nn.show.",
    errors = "What n:backquery refuses: a layer that is not sigmoid; equal values all over a layer.",
    example = [[
n = nn.network{784, 20, 10, seed = 1}
n:show_classes{save = "classes.png"}
]], see = { "network:backquery", "network:show_weights", "network.classes" } },

  { name = "network:mistakes", signature = "n:mistakes(set [, count])", group = "look",
    text = "The samples that the network takes for another class, in the set's order. print shows a table, "
      .. ":show() the pictures, with \"3 as 8, 0.97\" below a 3 that it takes for an 8.",
    shapes = "set: a data set with labels; count: how many at most, all if not said. Gives a list of {index "
      .. "= the sample's number, label, answer, confidence = the answer's output, output = all outputs, a "
      .. "column}.",
    errors = "A set without labels; classes that are not the network's; a count that is no whole number of 1 "
      .. "or more.",
    example = wrong .. [[
print(#mistakes)           --> 1
print(mistakes[1].index)   --> 3
print(mistakes[1].label)   --> 1
print(mistakes[1].answer)  --> 0
print(("%.3f"):format(mistakes[1].confidence))  --> 0.731
]], see = { "mistakes:show", "mistakes:worst", "network:confusion", "network:classify" } },

  { name = "confusion:show", signature = "confusion:show([options])", group = "look",
    text = "Draws the table in colours: right answers green and mistakes red, the stronger the larger their "
      .. "share of the class. Where there are no colours it is what print shows.",
    shapes = "Of the options title, save and show matter here.",
    errors = "An unknown option.",
    options = show_options,
    example = larger .. "n:confusion(d):show{save = \"confusion.png\"}\n",
    see = { "network:confusion", "confusion:worst" } },

  -- ---- results -------------------------------------------------------------------------------------

  { name = "mistakes:show", signature = "mistakes:show([options])", group = "results",
    text = "Draws the mistakes beside each other: the first 100 of more.",
    errors = "An unknown option.",
    options = show_options,
    example = wrong .. "mistakes:show{save = \"mistakes.png\"}\n",
    see = { "network:mistakes", "mistakes:worst", "nn.show" } },

  { name = "mistakes:worst", signature = "mistakes:worst([n])", group = "results",
    text = "The n mistakes of which the network was surest, 20 if not said, as a list of the same kind.",
    errors = "An n that is no whole number of 1 or more.",
    example = wrong .. "print(mistakes:worst(1)[1].index)  --> 3\n",
    see = { "network:mistakes", "mistakes:show" } },

  { name = "mistakes.total", signature = "mistakes.total", group = "results",
    text = "How many mistakes there are in the whole set.",
    example = wrong .. "print(mistakes.total)  --> 1\n",
    see = { "network:mistakes", "mistakes.samples" } },

  { name = "mistakes.samples", signature = "mistakes.samples", group = "results",
    text = "How many samples the set has.",
    example = wrong .. "print(mistakes.samples)  --> 4\n",
    see = { "network:mistakes", "mistakes.total" } },

  { name = "mistakes.set", signature = "mistakes.set", group = "results",
    text = "The data set that the samples are from.",
    example = wrong .. "print(mistakes.set == d)  --> true\n",
    see = { "network:mistakes" } },
}
