-- curves: the chart of a history: loss and accuracy by epoch, beside each other.
-- Gives: for history: plot; for fit: drawing.

local core = require "nn.core"
local check = require "nn.check"
local live = require "nn.live"
local picture = require "nn.picture"
local numbers = require "nn.plot_numbers"
local plot = require "nn.plot"
local nn = core.nn

local curves = {}

local POINTS = 500
local SIZE = { 500, 400 } -- pixels of each chart
local KEY = { loss = "top right", accuracy = "bottom right" } -- where good curves are not

local sets = { { "training", "" }, { "validation", "validation_" }, { "test", "test_" } }

-- Every epoch of a short list, of a long one some POINTS, the last among them.
local function thinned(list)
  local step, x, y = math.ceil(#list / POINTS), {}, {}
  for i = #list, 1, -step do table.insert(x, i) end
  for k, i in ipairs(x) do y[k] = list[i] end
  return x, y
end

-- The range of y for accuracies that are all the same, which gnuplot would draw beyond 0 and 1; else nil.
local function flat_range(series)
  local lists = {}
  for i, s in ipairs(series) do lists[i] = s.y end
  local low, high = numbers.extremes(table.unpack(lists))
  if low and low == high then return { math.max(0, low - 0.01), math.min(1, high + 0.01) } end
end

-- The chart of "loss" or "accuracy", nil where the history has none.
local function chart_of(h, what)
  local count = #h.loss
  local spec = { title = what, xlabel = "epoch", key = KEY[what], series = {}, show = false, size = SIZE,
    xrange = count > 1 and { 1, count } or nil }
  for _, set in ipairs(sets) do
    local list = rawget(h, set[2] .. what)
    if type(list) == "table" and #list > 0 then
      local x, y = thinned(list)
      table.insert(spec.series, { x = x, y = y, title = set[1], style = #list == 1 and "points" or "lines" })
    end
  end
  local best, watched = rawget(h, "best_epoch"), rawget(h, "validation_" .. what)
  if best and watched and watched[best] then
    spec.series[#spec.series + 1] = { x = { best }, y = { watched[best] }, style = "points",
      title = ("best: %d"):format(best) }
  end
  if what == "accuracy" then spec.yrange = flat_range(spec.series) end
  return #spec.series > 0 and nn.plot(spec) or nil
end

--- The plot of a history with at least one epoch.
function curves.plot_of(h)
  local list = {}
  for _, what in ipairs { "loss", "accuracy" } do list[#list + 1] = chart_of(h, what) end
  return #list == 1 and list[1] or plot.beside(list, { SIZE[1] * #list, SIZE[2] })
end

local options = { save = check.kind "string", show = check.boolean }

--- history:plot(options): loss and accuracy by epoch, of all sets that there were, the best epoch marked:
--- on the terminal, or into the file `save`. With save or show = false it gives the plot.
function curves.plot(h, o)
  if type(h) ~= "table" or type(rawget(h, "loss")) ~= "table" then
    check.fail("plot: a history was expected, got %s", check.what(h))
  end
  o = check.options("history:plot", o, options)
  if #h.loss == 0 then check.fail("plot: the history has no epoch yet") end
  local p = curves.plot_of(h)
  if o.save then p:save(o.save) end
  if o.show or o.show == nil and not o.save then p:show() end
  if o.save or o.show == false then return p end
end

-- ---- while it is made ----------------------------------------------------------------------------------

local drawing = {}
drawing.__index = drawing

local LEAST_COLUMNS, LEAST_LINES = 40, 14 -- a terminal with less shows the progress line alone
local LINES = 20
local SHARE = 0.1                         -- of the time, that drawing may take

--- The chart of a history that grows, drawn in one place of the terminal with `line`, a progress line, below
--- it; line.place is that place while it is on the screen.
function curves.drawing(h, line)
  local self = setmetatable({ history = h, line = line, due = 0 }, drawing)
  self.mode, self.colors = picture.terminal()
  if live.possible(1) and live.possible(2) then self.place = live.new(self.mode) end
  return self
end

-- Draws the chart as it is now, unless there is no room for it.
local function draw(self)
  local columns, lines = live.room()
  if columns < LEAST_COLUMNS or lines < LEAST_LINES then
    self.place:clear()
    self.line.place = nil
    return
  end
  self.text, self.lines = plot.text(curves.plot_of(self.history), columns, self.mode, self.colors,
    math.min(LINES, lines - 1))
  self:show()
end

--- Draws it if it is time to, or the terminal has another size; `now`: in any case. False at a Ctrl-C.
function drawing:update(now)
  if not self.place or #self.history.loss == 0 then return true end
  local begun = core.now()
  if not now and begun < self.due and not (self.line.place and self.place:is_outdated()) then return true end
  local good, why = pcall(draw, self)
  self.due = core.now() + (core.now() - begun) / SHARE
  if good then return true end
  if check.is_interrupt(why) then return false end
  self.line:finish(("%s; the training goes on without its chart"):format(why))
  self.place, self.failed = nil, true
  return true
end

--- Takes it from the screen, so that something can be told there.
function drawing:hide()
  if not self.line.place then return end
  self.place:clear()
  self.line.place = nil
end

--- Draws it again as it was.
function drawing:show()
  if not self.place or not self.text then return end
  if not self.line.place then self.line:clear() end
  self.place:draw(self.text, self.lines, 1)
  self.line.place = self.place
  self.line:draw()
end

--- The last drawing, which stays; on a pipe it is the only one. `text` is told below it.
function drawing:finish(text)
  if self.line.place then
    self:update(true)
    if self.line.place then self.line:finish(text) end
  elseif not self.place and not self.failed and #self.history.loss > 0 then
    local good, why = pcall(function() curves.plot_of(self.history):show() end)
    if not good then self.line:finish(why) end
  end
end

--- Leaves the terminal as it has to be, whatever happened.
function drawing:close()
  if self.place then self.place:close() end
  self.line.place = nil
end

return curves
