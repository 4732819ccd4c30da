-- gif: frames (see nn.frame) as an animated GIF, by gnuplot.

local core = require "nn.core"
local check = require "nn.check"
local frame = require "nn.frame"
local gnuplot = require "nn.gnuplot"
local grid = require "nn.grid"
local picture = require "nn.picture"
local plot = require "nn.plot"

local gif = {}

local TERMINAL = 'set terminal gif animate delay %d loop %d size %d,%d noenhanced font "Sans,11" '
  .. 'background rgb "#FFFFFF"\n'
local MARGIN = 4   -- white pixels around a picture
local LEVELS = 160 -- of a matrix's colours: gnuplot's GIFs have room for less than 200
local SIDE_MAX = 4096
local BYTES_MAX = 60e6 -- of all frames, before gnuplot packs them

-- ---- charts ------------------------------------------------------------------------------------------

local function charts(frames)
  local size = rawget(frames[1].plot, "size")
  local list = {}
  for i, one in ipairs(frames) do list[i] = plot.commands(one.plot) end
  return list, size[1], size[2]
end

-- ---- pictures ------------------------------------------------------------------------------------------

-- The matrix with LEVELS different numbers from low to high at most.
local function stepped(M, low, high)
  local step = (high - low) / (LEVELS - 1)
  if not (step > 0 and step < math.huge) then return M end
  return M:map(function(x)
    if x - x ~= 0 then return x end
    return low + math.floor((x - low) / step + 0.5) * step
  end)
end

-- A thing of a frame with all its matrices like that.
local function with_steps(thing, low, high)
  local meta = debug.getmetatable(thing)
  if meta == core.matrix_meta then return stepped(thing, low, high) end
  if type(thing) ~= "table" or meta ~= nil and meta ~= core.sample_meta then return thing end
  local all = {}
  for name, value in next, thing do all[name] = with_steps(value, low, high) end
  return setmetatable(all, meta)
end

-- The smallest and the largest number that has a colour of its own.
local function range_of(one, seen)
  local range = one.options.range
  if range then return range[1], range[2] end
  local low, high = math.huge, -math.huge
  for _, map in ipairs { "grey", "inverted", "diverging" } do
    if seen[map] then low, high = math.min(low, seen[map].low), math.max(high, seen[map].high) end
  end
  return low, high
end

local function image_of(one, seen)
  if one.plot then
    local size = rawget(one.plot, "size")
    return one.plot:image(size[1], size[2])
  end
  local thing, own = one.thing, seen or {}
  frame.look(one, own)
  thing = with_steps(thing, range_of(one, own))
  return picture.of(thing, one.options, own)
end

-- gnuplot leaves out the last row and column of its canvas, which are one more pixel of the margin.
local PICTURE = [[
reset
unset key
unset border
unset tics
unset colorbox
set margins 0, 0, 0, 0
set xrange [-0.5:%d.5]
set yrange [-0.5:%d.5]
plot %s binary filetype=png dx=1 dy=1 origin=(0,0) using 1:2:3 with rgbimage notitle
]]

-- The images, each in the middle of paper of one size, in files that gnuplot reads.
local function pictures(frames, seen, paths)
  local images, width, height = {}, 0, 0
  for i, one in ipairs(frames) do
    images[i] = image_of(one, seen)
    width, height = math.max(width, images[i].width), math.max(height, images[i].height)
  end
  width, height = width + 2 * MARGIN, height + 2 * MARGIN
  local list = {}
  for i, image in ipairs(images) do
    local paper = grid.paper(width - 1, height - 1)
    paper:paste(image, (height - image.height) // 2 + 1, (width - image.width) // 2 + 1)
    paths[i] = os.tmpname()
    core.image_write(paper, paths[i])
    list[i] = PICTURE:format(width - 2, height - 2, gnuplot.quote(paths[i]))
  end
  return list, width, height
end

-- ---- the file ------------------------------------------------------------------------------------------

--- Writes the frames to the file, `delay` hundredths of a second each, played so often, 0 for ever. `seen`:
--- see picture.text; with nil every picture has colours of its own.
function gif.write(path, frames, delay, loop, seen)
  local all_charts, paths = true, {}
  for _, one in ipairs(frames) do all_charts = all_charts and one.plot ~= nil end
  local before = gnuplot.seconds
  local _ <close> = setmetatable({}, { __close = function()
    gnuplot.seconds = before
    for _, name in ipairs(paths) do os.remove(name) end
  end })
  local list, width, height
  if all_charts then list, width, height = charts(frames)
  else list, width, height = pictures(frames, seen, paths) end
  if width > SIDE_MAX or height > SIDE_MAX or width * height * #frames > 8 * BYTES_MAX then
    check.fail("animate: %d frames of %d x %d pixels are too much for a GIF", #frames, width, height)
  end
  gnuplot.seconds = before * #frames
  core.write_file(path, gnuplot.run(TERMINAL:format(delay, loop, width, height) .. table.concat(list)))
end

return gif
