-- files: the files that some rows read, made from full MNIST when first asked for, in a temporary folder.

local measure = require "measure"

local files = {}
local made, folder, temporary = {}, nil, nil

function files.start(mnist, folder_for_files) folder, temporary = mnist, folder_for_files end

--- The temporary folder.
function files.folder() return temporary end

-- What is in an IDX file after its header of 4 bytes and 4 more for each dimension.
local function unzipped(name)
  local bytes = measure.output("gzip -dc " .. measure.quoted(folder .. "/" .. name .. ".gz"))
  return bytes:sub(5 + 4 * bytes:byte(4))
end

-- Calls f(file, label, the 784 pixels as a string) for the first `count` samples.
local function write(path, count, f)
  local pixels, labels = unzipped "train-images-idx3-ubyte", unzipped "train-labels-idx1-ubyte"
  local file <close> = assert(io.open(path, "wb"))
  for i = 1, count do f(file, labels:byte(i), pixels:sub(784 * (i - 1) + 1, 784 * i)) end
  return file:seek()
end

--- A file of `count` samples, each a byte of label and 784 of pixels.
function files.samples(count)
  local path = temporary .. "/samples"
  write(path, count, function(file, label, pixels) file:write(string.char(label), pixels) end)
  return path
end

--- The training set as the book's CSV, and its bytes.
function files.csv()
  local path, text = temporary .. "/mnist_train.csv", {}
  for pixel = 0, 255 do text[string.char(pixel)] = "," .. pixel end
  made.csv = made.csv or write(path, 60000, function(file, label, pixels)
    file:write(label, (pixels:gsub(".", text)), "\n")
  end)
  return path, made.csv
end

return files
