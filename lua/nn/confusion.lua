-- confusion: what n:confusion returns: which classes are taken for which, as a table.

local canvas = require "nn.canvas"
local check = require "nn.check"
local font = require "nn.font"
local grid = require "nn.grid"

local confusion = { __name = "confusion" }
confusion.__index = confusion

-- ---- the table ----------------------------------------------------------------------------------------

local function right(text, width) return (" "):rep(width - utf8.len(text)) .. text end

local function names_of(c)
  local names = {}
  for i, class in ipairs(c.classes) do names[i] = grid.harmless(tostring(class)) end
  return names
end

-- The counts of row i as integers, and their sum.
local function row_of(c, i)
  local row, total = {}, 0
  for j = 1, #c.classes do
    row[j] = math.tointeger(c.counts:get(i, j))
    total = total + row[j]
  end
  return row, total
end

-- The table as text; paint(text, share, is_right) colours a cell, share being that of its row.
local function text_of(c, paint)
  local names, width = names_of(c), #tostring(math.tointeger(c.counts:max())) + 1
  for _, name in ipairs(names) do width = math.max(width, utf8.len(name)) end
  local head = { (" "):rep(width + 2) }
  for j, name in ipairs(names) do head[j + 1] = right(name, width) end
  local lines = { table.concat(head, " ") .. "  answered" }
  for i, name in ipairs(names) do
    local row, total = row_of(c, i)
    local line = { right(name, width) .. " |" }
    for j, count in ipairs(row) do
      line[j + 1] = paint(" " .. right(count == 0 and "." or tostring(count), width),
        total > 0 and count / total or 0, i == j)
    end
    local found = total > 0 and ("%5.1f %%"):format(100 * row[i] / total) or "none"
    lines[i + 1] = table.concat(line) .. "  " .. found
  end
  return table.concat(lines, "\n")
end

--- A row for each true class, a column for each answer, the share found at the end.
function confusion:__tostring()
  return text_of(self, function(text) return text end)
end

-- From which share of its row on a cell has which colours. Black on something light is readable whatever
-- the terminal's own colours are; where there are 16 only large shares have a background.
local codes = {
  rich = {
    right = { { 0.95, "38;5;16;48;5;77" }, { 0.8, "38;5;16;48;5;120" }, { 0.5, "38;5;16;48;5;157" },
      { 0, "38;5;16;48;5;194" } },
    wrong = { { 0.1, "38;5;16;48;5;203" }, { 0.05, "38;5;16;48;5;210" }, { 0.02, "38;5;16;48;5;217" },
      { 0, "38;5;16;48;5;224" } },
  },
  plain = {
    right = { { 0.5, "30;42" }, { 0, "32" } },
    wrong = { { 0.1, "97;41" }, { 0, "31" } },
  },
}

-- The table with the colours that a terminal has (see core.image_text): right answers green, mistakes
-- red, the stronger the larger their share of the class.
local function colored(c, colors)
  local known = codes[colors == "16" and "plain" or "rich"]
  return text_of(c, function(text, share, is_right)
    if colors == "none" or share == 0 then return text end
    for _, step in ipairs(known[is_right and "right" or "wrong"]) do
      if share >= step[1] then return ("\27[%sm%s\27[0m"):format(step[2], text) end
    end
  end)
end

-- ---- the table as an image ----------------------------------------------------------------------------

local HIGH, MARGIN, SCALE = 30, 12, 2 -- pixels of a row, around everything, of a dot of a letter
local LETTERS = 16                    -- of a class's name at most
local GREEN, RED = 0x30a030, 0xe03030

-- From white to a colour. Small shares are to be seen, too: the root makes more of them.
local function tint(colour, share)
  local mixed = 0
  for shift = 0, 16, 8 do
    mixed = mixed | math.floor(255 - (255 - (colour >> shift & 255)) * share ^ 0.5 + 0.5) << shift
  end
  return mixed
end

local function centred(sheet, x, y, width, text)
  canvas.text(sheet, x + (width - font.width(text, SCALE)) // 2, y + (HIGH - font.HEIGHT * SCALE) // 2, text,
    SCALE, canvas.BLACK)
end

local function image_of(c)
  local names, width = names_of(c), font.width(tostring(math.tointeger(c.counts:max())), SCALE)
  for i, name in ipairs(names) do
    names[i] = font.spelled(name):sub(1, LETTERS)
    width = math.max(width, font.width(names[i], SCALE))
  end
  width = width + 12
  local share_width = font.width("100.0 %", SCALE) + 12
  local sheet = canvas.new(2 * MARGIN + (#names + 1) * width + share_width, 2 * MARGIN + (#names + 1) * HIGH)
  for i, name in ipairs(names) do
    local row, total = row_of(c, i)
    local y = MARGIN + i * HIGH
    centred(sheet, MARGIN + i * width, MARGIN, width, name)
    centred(sheet, MARGIN, y, width, name)
    for j, count in ipairs(row) do
      local x, share = MARGIN + j * width, total > 0 and count / total or 0
      canvas.box(sheet, x, y, width - 1, HIGH - 1, tint(i == j and GREEN or RED, share))
      centred(sheet, x, y, width, count == 0 and "." or tostring(count))
    end
    centred(sheet, MARGIN + (#names + 1) * width, y, share_width,
      total > 0 and ("%.1f %%"):format(100 * row[i] / total) or "none")
  end
  return canvas.image(sheet)
end

-- ---- methods ------------------------------------------------------------------------------------------

--- The pairs of classes most often taken for each other: a list of {truth, answer, count}.
function confusion:worst(n)
  check.self("worst", self, "confusion")
  local expected = n ~= nil and check.whole(1)(n)
  if expected then check.fail("worst: %s was expected, got %s", expected, check.what(n)) end
  local pairs_, classes = {}, self.classes
  for i = 1, #classes do
    for j = 1, #classes do
      local count = self.counts:get(i, j)
      if i ~= j and count > 0 then
        pairs_[#pairs_ + 1] = { truth = classes[i], answer = classes[j],
          count = math.tointeger(count), order = #pairs_ }
      end
    end
  end
  table.sort(pairs_, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.order < b.order
  end)
  local worst = {}
  for k = 1, math.min(n or 5, #pairs_) do
    pairs_[k].order = nil
    worst[k] = pairs_[k]
  end
  return worst
end

--- c:show(options): the table in colours, right answers green and mistakes red; piped without.
function confusion:show(o)
  check.self("show", self, "confusion")
  return require "nn.inside".draw(o, function() return image_of(self) end, function(_, colors)
    return colored(self, colors)
  end)
end

return confusion
