-- comparison: what nn.compare returns: a list of the settings, the best first, each
--   { setting = {hidden = 50, …}, median, low, high, runs = how many, figures = { accuracy = {…}, … } }
-- with the figure of every seed; and of all of them
--   figure    the name that decides            figures   all names
--   stopped   "runs", or "interrupt" at a Ctrl-C
--   resumed   how many of the runs were in the CSV file already
-- print shows it as a table, c:chart() gives it as a table for nn.plot.

local core = require "nn.core"
local check = require "nn.check"
local runs = require "nn.runs"
local nn = core.nn

local comparison = { __name = "comparison" }
comparison.__index = comparison

-- ---- figures -------------------------------------------------------------------------------------------

function comparison.sorted_names(t)
  local names = {}
  for name in pairs(t) do names[#names + 1] = name end
  table.sort(names)
  return names
end

--- Has the table these keys and no others?
function comparison.same_names(names, t)
  for _, name in ipairs(names) do
    if t[name] == nil then return false end
  end
  return #comparison.sorted_names(t) == #names
end

--- Raises unless `name` is one of the settings' names; the message begins with `where`.
function comparison.check_name(where, names, name)
  for _, known in ipairs(names) do
    if known == name then return end
  end
  local text = type(name) == "string"
  local near = text and check.nearest(name, names)
  check.fail("%sthere is no setting %s%s", where, text and "'" .. name .. "'" or check.what(name),
    near and (", did you mean '%s'?"):format(near) or "")
end

--- The figure that decides: e.rank, the only one, or accuracy.
function comparison.rank_of(e)
  local known = {}
  for _, name in ipairs(e.figures) do known[name] = true end
  e.rank = e.rank or #e.figures == 1 and e.figures[1] or known.accuracy and "accuracy" or nil
  if known[e.rank] then return end
  check.fail("compare: rank says which figure decides, one of '%s'%s", table.concat(e.figures, "', '"),
    e.rank and (", got '%s'"):format(e.rank) or "")
end

-- nan is worse than any number, and last.
local function before(a, b, smallest)
  if a ~= a or b ~= b then return a == a and b ~= b end
  if smallest then return a < b end
  return a > b
end

-- Median, least and largest of a list; of one with a nan in it nan.
local function spread(list)
  local sorted = table.move(list, 1, #list, 1, {})
  for _, x in ipairs(sorted) do
    if x ~= x then return x, x, x end
  end
  table.sort(sorted)
  local middle = #sorted // 2
  local median = #sorted % 2 == 1 and sorted[middle + 1] or (sorted[middle] + sorted[middle + 1]) / 2
  return median, sorted[1], sorted[#sorted]
end

--- The result of an experiment (see compare.lua), of the runs that are over.
function comparison.new(e, interrupted)
  local self, by_place = { figure = e.rank, figures = e.figures or {}, names = e.names,
    stopped = interrupted and "interrupt" or "runs", wanted = #e.runs, done = 0, seeds = #e.seeds,
    settings = #e.settings, csv = e.csv, resumed = e.resumed, unseen = {} }, {}
  for _, run in ipairs(e.runs) do
    if run.figures then
      self.done = self.done + 1
      local row = by_place[run.place]
      if not row then
        row = { setting = run.setting, place = run.place, runs = 0, figures = {} }
        for _, name in ipairs(e.figures) do row.figures[name] = {} end
        by_place[run.place], self[#self + 1] = row, row
      end
      row.runs = row.runs + 1
      for _, name in ipairs(e.figures) do table.insert(row.figures[name], run.figures[name]) end
    end
  end
  for _, name in ipairs(e.names) do
    if e.ran > 0 and not e.seen[name] then table.insert(self.unseen, name) end
  end
  for _, row in ipairs(self) do row.median, row.low, row.high = spread(row.figures[e.rank]) end
  table.sort(self, function(a, b)
    if before(a.median, b.median, e.smallest) then return true end
    return not before(b.median, a.median, e.smallest) and a.place < b.place
  end)
  return setmetatable(self, comparison)
end

-- ---- as text -------------------------------------------------------------------------------------------

-- One string.format for lists of numbers: whole, or with four decimals, unless they would lose all their
-- digits or have too many.
local function format_of(...)
  local whole, odd = true, false
  for _, list in ipairs { ... } do
    for _, x in ipairs(list) do
      local a = math.abs(tonumber(x) or 0)
      whole = whole and a % 1 == 0 and a < 1e9
      odd = odd or a > 0 and a < 0.001 or a >= 1e5
    end
  end
  return whole and "%.0f" or odd and "%.3e" or "%.4f"
end

-- A heading and below it the texts, or the numbers in a format, all right-aligned.
local function column(head, list, format)
  local texts, width = { head }, utf8.len(head) or #head
  for i, x in ipairs(list) do
    texts[i + 1] = x ~= x and "nan" or format and type(x) == "number" and format:format(x) or tostring(x)
    width = math.max(width, utf8.len(texts[i + 1]) or #texts[i + 1])
  end
  for i, text in ipairs(texts) do texts[i] = (" "):rep(width - (utf8.len(text) or #text)) .. text end
  return texts
end

local function picked(self, value)
  local list = {}
  for i, row in ipairs(self) do list[i] = value(row, i) end
  return list
end

-- Is there a setting with two runs or more, between which there is a spread?
local function has_spread(self)
  for _, row in ipairs(self) do
    if row.runs > 1 then return true end
  end
  return false
end

local function columns_of(self)
  local list = { column("", picked(self, function(_, i) return i end)) }
  for _, name in ipairs(self.names) do
    list[#list + 1] = column(name, picked(self, function(row)
      local value = row.setting[name]
      return value == nil and "-" or runs.text(value)
    end))
  end
  if self.done < self.wanted then
    list[#list + 1] = column("runs", picked(self, function(row) return row.runs end))
  end
  local medians = picked(self, function(row) return row.median end)
  local lows = picked(self, function(row) return row.runs > 1 and row.low or "-" end)
  local highs = picked(self, function(row) return row.runs > 1 and row.high or "-" end)
  local format = format_of(medians, lows, highs)
  list[#list + 1] = column(self.figure, medians, format)
  if has_spread(self) then
    list[#list + 1] = column("from", lows, format)
    list[#list + 1] = column("to", highs, format)
  end
  for _, name in ipairs(self.figures) do
    if name ~= self.figure then
      local others = picked(self, function(row) return (spread(row.figures[name])) end)
      list[#list + 1] = column(name, others, format_of(others))
    end
  end
  return list
end

-- How many of the first settings the seeds do not tell apart: their spread has something in common with the
-- best one's. A setting of one run has no spread.
local function alike(self)
  local count, best = 0, self[1]
  for _, row in ipairs(self) do
    if row.runs < 2 or row.low > best.high or row.high < best.low then break end
    count = count + 1
  end
  return count
end

local function plural(n, word) return ("%d %s%s"):format(n, word, n == 1 and "" or "s") end

-- 5 of 13 settings, 13 settings
local function part(n, of, word) return (n < of and n .. " of " or "") .. plural(of, word) end

--- 1 of 72 runs is, 12 of 72 runs are
function comparison.part_text(n, of)
  return ("%d of %s %s"):format(n, plural(of, "run"), n == 1 and "is" or "are")
end

local function head_of(self)
  local settings = part(#self, self.settings, "setting")
  if self.done == self.wanted then
    return ("comparison of %s, %s each"):format(settings, plural(self.seeds, "seed"))
  end
  return ("comparison of %s, %s"):format(settings, part(self.done, self.wanted, "run"))
end

-- What has to be known about the table.
local function notes_of(self)
  local notes, count = {}, alike(self)
  if count > 1 then
    notes[1] = ("the spread over the seeds does not tell the first %d apart"):format(count)
  end
  if #self.unseen > 0 then notes[#notes + 1] = "no run looked at " .. table.concat(self.unseen, ", ") end
  if self.resumed > 0 then
    notes[#notes + 1] = comparison.part_text(self.resumed, self.wanted) .. " from " .. self.csv
  end
  if self.stopped == "interrupt" then
    notes[#notes + 1] = "stopped by Ctrl-C"
      .. (self.csv and "; the same call goes on from " .. self.csv or "")
  end
  return notes
end

-- The table's lines: no more than `most` rows, the first ones, and the last after a gap.
local function rows_of(self, most)
  local columns, lines = columns_of(self), {}
  local first = #self > most and math.max(most - 2, 1) or #self
  for i = 0, #self do
    if i <= first or i == #self then
      local cells = {}
      for c, texts in ipairs(columns) do cells[c] = texts[i + 1] end
      lines[#lines + 1] = "  " .. table.concat(cells, "  "):gsub("%s+$", "")
    elseif i == first + 1 then
      lines[#lines + 1] = "  …"
    end
  end
  return lines
end

--- A row for each setting: the median over the seeds, from the least to the largest; of other figures the
--- median alone. A terminal shows as many rows as its screen has room for.
function comparison:__tostring()
  local lines, notes = { head_of(self) }, notes_of(self)
  if self.done > 0 then
    local room = core.is_terminal(1) and core.screen_rows(1) - #notes - 3 or math.huge -- heads, prompt
    local rows = rows_of(self, room)
    table.move(rows, 1, #rows, 2, lines)
  end
  for _, note in ipairs(notes) do lines[#lines + 1] = "  " .. note end
  return table.concat(lines, "\n")
end

-- ---- as a chart ----------------------------------------------------------------------------------------

-- The settings' names of which there is more than one value.
local function varied(names, settings)
  local list = {}
  for _, name in ipairs(names) do
    local first = settings[1][name]
    for _, setting in ipairs(settings) do
      if runs.text(setting[name]) ~= runs.text(first) then
        list[#list + 1] = name
        break
      end
    end
  end
  return list
end

local function all_numbers(name, settings)
  for _, setting in ipairs(settings) do
    if type(setting[name]) ~= "number" then return false end
  end
  return true
end

-- What goes along the x axis: the setting that is named, or the first that varies, rather one of numbers.
local function along(names, settings, x)
  if x ~= nil then
    comparison.check_name("compare: chart: ", names, x)
    return x
  end
  local list = varied(names, settings)
  for _, name in ipairs(list) do
    if all_numbers(name, settings) then return name end
  end
  return list[1] or names[1]
end

--- The option chart as a table for comparison:chart, or nil: true, a setting's name, or a table with x and
--- options of nn.plot. Judged before anything runs.
function comparison.check_chart(e, chart)
  if chart == nil or chart == false then return end
  local options = type(chart) == "table" and chart or { x = chart ~= true and chart or nil }
  along(e.names, e.settings, options.x)
  return options
end

-- The settings' names but for x of which there is more than one value: they make the series.
local function others_of(self, x, settings)
  local list = {}
  for _, name in ipairs(varied(self.names, settings)) do
    if name ~= x then list[#list + 1] = name end
  end
  return list
end

-- The rows of each series, and the series' titles: of one name "hidden 20", of several the values alone.
local function series_of(self, others)
  local list, by_title = {}, {}
  for _, row in ipairs(self) do
    local said = {}
    for i, name in ipairs(others) do
      local value = row.setting[name]
      said[i] = value == nil and "-" or runs.text(value)
    end
    local title = (#others == 1 and others[1] .. " " or "") .. table.concat(said, ", ")
    if not by_title[title] then
      by_title[title] = { title = title, place = row.place }
      list[#list + 1] = by_title[title]
    end
    by_title[title].place = math.min(by_title[title].place, row.place)
    table.insert(by_title[title], row)
  end
  table.sort(list, function(a, b) return a.place < b.place end)
  return list
end

-- The ends of the x axis, a little away from the outer points.
local function padded(settings, x)
  local low, high = math.huge, -math.huge
  for _, setting in ipairs(settings) do low, high = math.min(low, setting[x]), math.max(high, setting[x]) end
  local margin = low < high and (high - low) / 20 or 0.5
  return { low - margin, high + margin }
end

--- c:chart([x | {x = …, options of nn.plot}]) -> a table for nn.plot: the figure over the setting x, with a
--- series for each combination of the others; errorbars from the least to the largest.
function comparison:chart(options)
  if type(options) ~= "table" then options = { x = options } end
  if self.done == 0 then check.fail("chart: no run is over") end
  local settings = picked(self, function(row) return row.setting end)
  local x = along(self.names, settings, options.x)
  local numeric = all_numbers(x, settings)
  local others = others_of(self, x, settings)
  local spec = { series = {}, xlabel = x, ylabel = self.figure, title = ("%s by %s%s"):format(self.figure, x,
    #others > 1 and ", for each " .. table.concat(others, ", ") or "") }
  for i, rows in ipairs(series_of(self, others)) do
    table.sort(rows, function(a, b)
      if numeric and a.setting[x] ~= b.setting[x] then return a.setting[x] < b.setting[x] end
      return a.place < b.place
    end)
    local s = { x = {}, y = {}, style = numeric and "errorbars" or "bars",
      title = rows.title ~= "" and rows.title or nil }
    if numeric then s.low, s.high = {}, {} end
    for k, row in ipairs(rows) do
      local value = row.setting[x]
      s.x[k], s.y[k] = numeric and value or value == nil and "-" or runs.text(value), row.median
      if numeric then s.low[k], s.high[k] = row.low, row.high end
    end
    spec.series[i] = s
  end
  if #spec.series > 1 then spec.key = "outside" end
  if numeric and not options.logx then spec.xrange = padded(settings, x) end
  for name, value in pairs(options) do
    if name ~= "x" then spec[name] = value end
  end
  return spec
end

--- Draws it; what cannot be drawn is told and loses nothing.
function comparison.draw(self, options)
  local good, message = pcall(function() nn.plot(self:chart(options)) end)
  if good then return end
  if check.is_interrupt(message) then error(message, 0) end
  io.stderr:write("compare: no chart: ", tostring(message), "\n")
end

return comparison
