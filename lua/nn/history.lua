-- history: what fit returns, as a table with a row an epoch: a metatable for that plain table.

local print_ = require "nn.print"

local methods = {}
local history = { __name = "history", __index = methods }

-- The columns, as on fit's lines: of a set the accuracy where it has labels, else the loss.
local columns = {
  { "loss", "loss" }, { "accuracy", "accuracy" },
  { "validation", "validation_accuracy", unless = "validation_loss" },
  { "test", "test_accuracy", unless = "test_loss" },
  { "seconds", "seconds", format = "%.2f" },
}

local function list_of(h, name)
  local list = rawget(h, name)
  return type(list) == "table" and next(list) ~= nil and list or nil
end

-- Four decimals, unless a number would lose all its digits or has too many.
local function format_of(list, rows)
  for _, i in ipairs(rows) do
    local x = rawget(list, i)
    local a = math.abs(type(x) == "number" and x or 1)
    if a > 0 and a < 0.001 or a >= 1e5 then return "%.3e" end
  end
  return "%.4f"
end

-- A heading and below it the text of every row, all right-aligned.
local function column_text(heading, list, rows, format)
  local texts, width = { heading }, #heading
  for k, i in ipairs(rows) do
    local x = list[i]
    texts[k + 1] = x == nil and "-" or type(x) == "number" and format:format(x) or tostring(x)
    width = math.max(width, #texts[k + 1])
  end
  for k, text in ipairs(texts) do texts[k] = (" "):rep(width - #text) .. text end
  return texts
end

-- The columns that have anything in them, the epochs' numbers first.
local function columns_of(h, rows, count)
  local epochs = {}
  for i = 1, count do epochs[i] = i end
  local shown = { column_text("epoch", epochs, rows, "%d") }
  for _, column in ipairs(columns) do
    local heading, list = column[1], list_of(h, column[2])
    if not list and column.unless then
      heading, list = heading .. " loss", list_of(h, column.unless)
    end
    if list then
      shown[#shown + 1] = column_text(heading, list, rows, column.format or format_of(list, rows))
    end
  end
  return shown
end

-- How the run ended, or nil after all its epochs.
local function ending(h, count)
  local why = rawget(h, "stopped")
  if why == "interrupt" and h.interrupted then
    return ("stopped by Ctrl-C in epoch %s"):format(h.interrupted)
  elseif why == "interrupt" then return ("stopped by Ctrl-C after epoch %d"):format(count)
  elseif why == "early_stop" then
    return ("stopped early after epoch %d: the validation loss was best in epoch %s"):format(count,
      h.best_epoch)
  elseif why == "on_batch" then return ("stopped by on_batch in epoch %d"):format(count + 1)
  elseif why == "on_epoch" then return ("stopped by on_epoch after epoch %d"):format(count)
  end
end

--- The epochs as rows, those in the middle of a long run elided, and why it ended before its time.
function history:__tostring()
  local losses = list_of(self, "loss")
  local count = losses and #losses or 0
  local lines = { ("history of %s epoch%s"):format(count == 0 and "no" or print_.grouped(count),
    count == 1 and "" or "s") }
  if count > 0 then
    local rows, gap = print_.rows(count)
    local shown = columns_of(self, rows, count)
    for k = 0, #rows do
      local cells = {}
      for c, texts in ipairs(shown) do cells[c] = texts[k + 1] end
      lines[#lines + 1] = "  " .. table.concat(cells, "  ")
      if k == gap then lines[#lines + 1] = "  …" end
    end
  end
  local why = ending(self, count)
  if why then lines[#lines + 1] = "  " .. why end
  return table.concat(lines, "\n")
end

--- h:plot(options): see nn.curves.
function methods.plot(h, o) return require("nn.curves").plot(h, o) end

return history
