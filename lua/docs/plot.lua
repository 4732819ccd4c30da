-- The documentation of charts.

local styles = { "lines", "points", "linespoints", "errorbars", "band", "steps", "bars" }

return {
  title = "Plots",
  intro = "nn.plot draws charts by gnuplot (Debian's package gnuplot-nox), in the terminal or into a file.",
  groups = { "draw", "plot" },

  { name = "nn.plot", signature = "nn.plot{x, y, options}", group = "draw",
    text = "Draws a chart in the terminal, as a picture or in characters; with save into a file. It draws "
      .. "one of: numbers (nn.plot{y}, nn.plot{x, y}; each column of a matrix is a series), series, f, "
      .. "histogram, heat, contour, surface, regions.",
    shapes = "nan and inf are gaps. With save or show = false it gives the plot, else nothing; of a series: "
      .. "{x = …, y = …, title = \"…\", style = \"…\", low = …, high = …} or {f = …, from = …, to = …}.",
    errors = "Nothing to draw, lists of different lengths, no numbers, an option that is unknown or for "
      .. "another kind of chart; gnuplot is missing or fails.",
    options = {
      { "series", "", "a list of curves, each a table (see above)" },
      { "x", "", "the numbers along; of contour, surface and regions the range {low, high}" },
      { "y", "", "the numbers up; of contour, surface and regions the range {low, high}" },
      { "style", "\"lines\"", "how points are drawn", values = styles },
      { "low", "", "with the styles band and errorbars: the lower ends" },
      { "high", "", "with the styles band and errorbars: the upper ends" },
      { "f", "", "a function y = f(x) to draw between from and to" },
      { "from", "", "where a function starts" },
      { "to", "", "where a function ends" },
      { "histogram", "", "values to count, a list or a matrix" },
      { "bins", "the values' square root", "how many bars a histogram has" },
      { "heat", "", "a matrix to draw as colours, its first row on top" },
      { "contour", "", "a function f(x, y) or a matrix to draw as a map with contour lines; a matrix's first "
        .. "row is the lowest y" },
      { "surface", "", "the same, in perspective" },
      { "contours", "12; of a surface none", "how many contour lines, about, or a list of levels" },
      { "path", "", "steps to draw on a contour map or a surface, {x, y} or {x, y, z}" },
      { "view", "{55, 35}", "from where a surface is seen: degrees from above, degrees around" },
      { "map", "\"viridis\"", "the colours of heat, contour and surface",
        values = { "viridis", "grey", "inverted", "diverging" } },
      { "range", "the smallest and the largest number",
        "the numbers that the colours stand for, {low, high}" },
      { "regions", "", "a network with 2 inputs: which class it gives to each point of the plane" },
      { "set", "", "the data points on regions, a data set or a matrix with a row a point" },
      { "labels", "", "the classes of the points in a matrix" },
      { "columns", "", "the two columns of the data set that are drawn, by number or name" },
      { "title", "", "what stands above" },
      { "xlabel", "", "what stands below the x axis" },
      { "ylabel", "", "what stands beside the y axis" },
      { "zlabel", "", "what stands beside a surface's z axis" },
      { "xrange", "what fits", "the ends of the x axis, {low, high}" },
      { "yrange", "what fits", "the ends of the y axis, {low, high}" },
      { "zrange", "what fits", "the ends of a surface's z axis, {low, high}" },
      { "logx", "false", "a logarithmic x axis" },
      { "logy", "false", "a logarithmic y axis" },
      { "key", "where there is room",
        "where the series' titles stand, as \"top left\" or \"outside\", or false" },
      { "grid", "true", "thin lines behind the curves" },
      { "size", "{800, 500}", "width and height of a file's picture, in pixels" },
      { "save", "", "the file to write instead of drawing, .png, .svg or .pdf" },
      { "show", "true without save", "whether to draw in the terminal" },
    },
    example = [[
loss = {0.9, 0.5, 0.3, 0.2, 0.15}
nn.plot{loss, title = "Loss", xlabel = "epoch"}
test = {y = {1, 0.7, 0.6}, title = "test"}
nn.plot{series = {{y = loss, title = "training"}, test}, logy = true}
nn.plot{f = math.sin, from = -6, to = 6}
nn.plot{contour = function(x, y) return x^2 + 3*y^2 end,
        x = {-2, 2}, y = {-2, 2}, path = {{-2, -1, -0.4}, {1.5, 0.4, 0}}}
p = nn.plot{histogram = nn.randn(1000), bins = 20, save = "normal.svg"}
print(p)  --> plot: 1 series of 20 points
]], see = { "plot:show", "plot:save", "plot:image", "nn.show" } },

  { name = "plot:show", signature = "p:show()", group = "plot",
    text = "Draws the plot in the terminal.",
    errors = "gnuplot is missing or fails.",
    example = [[
p = nn.plot{nn.linspace(0, 1, 20), show = false}
p:show()
]], see = { "nn.plot", "plot:save" } },

  { name = "plot:save", signature = "p:save(path)", group = "plot",
    text = "Writes the plot to a file, .png, .svg or .pdf, and gives the plot. An existing file is replaced, "
      .. "or stays as it was when anything fails.",
    shapes = "As many pixels as the plot's size; of a .pdf 96 are an inch.",
    errors = "Another ending; a file that cannot be written.",
    example = [[
p = nn.plot{{1, 4, 9}, show = false}
p:save "squares.pdf"
]], see = { "nn.plot", "plot:image" } },

  { name = "plot:image", signature = "p:image([width, height])", group = "plot",
    text = "The plot as an image, whose pixels can be looked at, and which nn.show draws beside others.",
    shapes = "width and height in pixels, from 64; default 800 and 500.",
    errors = "Widths and heights that are no such numbers.",
    example = [[
p = nn.plot{{1, 4, 9}, show = false}
print(p:image(320, 200).width)  --> 320
]], see = { "nn.plot", "nn.show", "plot:save" } },
}
