-- The documentation of images, and of the options that everything that can be looked at has in common.

-- The beginning of most examples: four numbers, 64 x 64 pixels each.
local four = [[
picture = nn.matrix{{0, 1}, {1, 0}}:show{show = false}
]]

local options = {
  { "map", "inverted, or diverging where a matrix has negative numbers",
    "the colours: grey goes from black to white; inverted from white to black, as ink on paper and as the "
      .. "book's pictures; diverging from blue over white in the middle to red. Characters without "
      .. "colours have the more ink the larger the number, whatever the map",
    values = { "grey", "inverted", "diverging" } },
  { "range", "smallest and largest number; of diverging as far below 0 as above",
    "{low, high}, the numbers at the ends of the map; the same for all pictures of a call" },
  { "legend", "false", "a scale of the colours with its numbers; nan (green, without colours ?) and inf are "
    .. "counted there" },
  { "columns", "as many as fit", "how many pictures stand beside each other" },
  { "captions", "the labels of samples", "a list of words or numbers, one for each picture" },
  { "title", "", "a line above everything" },
  { "width", "what looks well, up to the terminal's width", "the width in columns of characters" },
  { "shape", "", "{rows, columns} of each matrix's picture" },
  { "save", "", "the name of a .png that is written; nothing is drawn in the terminal then" },
  { "show", "true, with save false", "whether it is drawn in the terminal. With show = false and no save "
    .. "the picture is returned as an image" },
}

return {
  title = "Images",
  intro = "Pictures in memory: three bytes a pixel, red, green and blue, row by row from the top.",
  groups = { "look", "make", "files" },
  options = options,

  -- ---- look ----------------------------------------------------------------------------------------

  { name = "image.width", signature = "image.width", group = "look",
    text = "How many pixels a row has.",
    example = four .. "print(picture.width)  --> 128\n",
    see = { "image.height" } },

  { name = "image.height", signature = "image.height", group = "look",
    text = "How many rows of pixels there are.",
    example = four .. "print(picture.height)  --> 128\n",
    see = { "image.width" } },

  { name = "image:pixel", signature = "image:pixel(row, column)", group = "look",
    text = "The red, green and blue of a pixel, 0 to 255 each. The upper left one is 1, 1.",
    errors = "A row or a column that is not in the image.",
    example = four .. [[
print(picture:pixel(1, 1))    --> 255	255	255
print(picture:pixel(1, 128))  --> 0	0	0
]], see = { "image.width", "image.height" } },

  { name = "image:show", signature = "image:show([options])", group = "look",
    text = "Draws the image in the terminal.",
    errors = "An unknown option.",
    options = options,
    example = four .. "picture:show{title = \"two black, two white\"}\n",
    see = { "nn.show", "matrix:show", "image:save" } },

  -- ---- make ----------------------------------------------------------------------------------------

  { name = "image:copy", signature = "image:copy()", group = "make",
    text = "A new image with the same pixels.",
    example = four .. "print(picture:copy().width)  --> 128\n",
    see = { "image:paste" } },

  { name = "image:paste", signature = "image:paste(other, row, column)", group = "make",
    text = "Copies another image into this one, its upper left corner to that row and column. Returns the "
      .. "image.",
    errors = "An image that does not fit in there.",
    example = four .. [[
stamp = nn.matrix{{1}}:show{show = false}
print(stamp.width, stamp.height)  --> 64	64
picture:paste(stamp, 1, 1)
print(picture:pixel(1, 1))        --> 0	0	0
]], see = { "image:copy", "nn.show" } },

  -- ---- files ---------------------------------------------------------------------------------------

  { name = "image:save", signature = "image:save(path)", group = "files",
    text = "Writes a .png in colours, pixel by pixel. Returns the image.",
    errors = "Another ending; a file that cannot be written.",
    example = four .. [[
picture:save "four.png"
print(nn.load("four.png").rows)  --> 128
]], see = { "matrix:show", "nn.load" } },
}
