-- frame: one picture of an animation: what a function of the learner's has given, as text for the terminal
-- or as an image.
-- A frame is { plot } or { thing, options }, where options are picture's.

local core = require "nn.core"
local check = require "nn.check"
local picture = require "nn.picture"
local plot = require "nn.plot"
local nn = core.nn

local frame = {}

-- What makes a table one for nn.plot; a plain list is one of pictures unless it holds numbers.
local drawables = { "y", "x", "low", "series", "f", "histogram", "heat", "contour", "surface", "regions" }

local function is_plain(thing) return type(thing) == "table" and not getmetatable(thing) end

local function is_chart(t)
  for _, name in ipairs(drawables) do
    if t[name] ~= nil then return true end
  end
  return type(t[1]) == "number" or is_plain(t[1])
end

local function is_plot(thing)
  local meta = getmetatable(thing)
  return type(meta) == "table" and rawget(meta, "__name") == "plot"
end

-- A table for nn.plot as a plot; where and whether it is drawn is not its own affair here.
local function plot_of(spec)
  local all = {}
  for name, value in pairs(spec) do all[name] = value end
  all.save, all.show = nil, false
  return nn.plot(all)
end

--- The frame that `thing` is; `given` are the options of all pictures, which those of a list add to.
function frame.new(thing, given, what)
  if is_plot(thing) then return { plot = thing } end
  if is_plain(thing) and is_chart(thing) then return { plot = plot_of(thing) } end
  if type(thing) ~= "table" and type(thing) ~= "userdata" then
    check.fail("%s: a matrix, a sample, an image, a list of them or a table for nn.plot was expected, got %s",
      what, check.what(thing))
  end
  local options, list = {}, thing
  for name, value in pairs(given) do options[name] = value end
  if is_plain(thing) then
    list = {}
    for name, value in pairs(thing) do
      if math.type(name) == "integer" then list[name] = value else options[name] = value end
    end
  end
  return { thing = list, options = options }
end

-- ---- that nothing changes behind our back -----------------------------------------------------------

local function copy_of(thing)
  local meta = debug.getmetatable(thing)
  if meta == core.matrix_meta or meta == core.image_meta then return thing:copy() end
  if meta ~= core.sample_meta and not is_plain(thing) then return thing end
  local copy = {}
  for name, value in next, thing do copy[name] = copy_of(value) end
  return setmetatable(copy, meta)
end

--- The same frame with copies of all matrices and images, which their owner may go on to change.
function frame.frozen(one)
  return one.plot and one or { thing = copy_of(one.thing), options = one.options }
end

--- Notes in `seen` what the frame holds (see picture.look).
function frame.look(one, seen)
  if not one.plot then picture.look(one.thing, one.options, seen) end
end

-- ---- the terminal ------------------------------------------------------------------------------------

local function with(options, changes)
  local all = {}
  for name, value in pairs(options) do all[name] = value end
  for name, value in pairs(changes) do all[name] = value end
  return all
end

-- The options with which a picture has at most so many lines: first more pictures stand beside each
-- other, then they are made smaller.
local function reduced(one, options, columns, rows, draw)
  local _, lines = draw(options)
  if lines <= rows then return options end
  local count = is_plain(one.thing) and #one.thing or 1
  if count > 1 and not options.columns then
    for beside = 2, count do
      _, lines = draw(with(options, { columns = beside }))
      if lines <= rows or beside == count then
        options = with(options, { columns = beside })
        break
      end
    end
  end
  local width = options.width or columns
  while lines > rows and width > 1 do
    width = math.max(1, math.min(width - 1, width * rows // lines))
    options = with(options, { width = width })
    _, lines = draw(options)
  end
  return options
end

--- The frame as text of at most so many columns and lines, and how many lines it has. With rows = nil it is
--- as high as it is.
function frame.text(one, columns, rows, mode, colors, seen)
  if one.plot then
    local text, lines = plot.text(one.plot, columns, mode, colors)
    if rows and lines > rows then text, lines = plot.text(one.plot, columns, mode, colors, rows) end
    return text, lines
  end
  local function draw(options) return picture.text(one.thing, options, mode, colors, seen) end
  local options = one.options
  if (options.width or 0) > columns then options = with(options, { width = columns }) end
  if rows then options = reduced(one, options, columns, rows, draw) end
  return draw(options)
end

return frame
