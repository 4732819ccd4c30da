--[[ make_iris: the 150 flowers as data/iris/iris.csv, with the header that R's data frame has.

`nnlua data/make_iris.lua` reads the iris.csv of Debian's package python3-sklearn: a line with the
counts and the species, then four lengths and the number of the species. Plain Lua will do. ]]

local SOURCE = arg[1] or "/usr/lib/python3/dist-packages/sklearn/datasets/data/iris.csv"
local TARGET = arg[2] or (arg[0]:match "^(.*)/" or ".") .. "/iris/iris.csv"

-- Two flowers that many copies, the well-known one from Irvine among them, have wrong; these are
-- Fisher's and R's.
local OFTEN_WRONG = { [35] = "4.9,3.1,1.5,0.2", [38] = "4.9,3.6,1.4,0.1" }

local function stop(message, ...)
  io.stderr:write("make_iris: ", message:format(...), "\n")
  os.exit(1, true)
end

local source, message = io.open(SOURCE)
if not source then
  stop("%s\n`apt-get install python3-sklearn` brings it, or name the file", message)
end
local first = source:read "l" or ""
local species = table.pack(first:match "^150,4,(%a+),(%a+),(%a+)$")
if #species ~= 3 then
  stop("%s: '150,4,setosa,versicolor,virginica' was expected in line 1, got '%s'", SOURCE, first)
end

local lines = { "Sepal.Length,Sepal.Width,Petal.Length,Petal.Width,Species" }
for line in source:lines() do
  local row = #lines
  local lengths, class = line:match "^(%d%.%d,%d%.%d,%d%.%d,%d%.%d),([012])$"
  if not lengths then
    stop("%s: four lengths and 0, 1 or 2 were expected in line %d, got '%s'", SOURCE, row + 1, line)
  elseif OFTEN_WRONG[row] and lengths ~= OFTEN_WRONG[row] then
    stop("%s: flower %d must be %s, got %s; scikit-learn has it right since 0.20", SOURCE, row,
      OFTEN_WRONG[row], lengths)
  end
  lines[row + 1] = lengths .. "," .. species[class + 1]
end
source:close()
if #lines ~= 151 then stop("%s: 150 flowers were expected, got %d", SOURCE, #lines - 1) end

local target, problem = io.open(TARGET, "w")
if not target then stop("%s", problem) end
if not (target:write(table.concat(lines, "\n"), "\n") and target:close()) then
  stop("%s: could not be written; is the disk full?", TARGET)
end
print(("%d flowers are in %s"):format(#lines - 1, TARGET))
