-- gnuplot: the one gnuplot that draws all charts. It is started at the first and waits for the next; one
-- that dies or hangs is given up, and the next chart starts another.

local core = require "nn.core"
local check = require "nn.check"

local gnuplot = {
  seconds = 10, -- how long it may take over one chart
}

local process       -- the one that runs, or nil
local charts = 0    -- how many it has drawn

--- The text without what no terminal and no XML takes: controls but newlines, bytes that are no UTF-8.
function gnuplot.printable(text)
  text = text:gsub("\r\n?", "\n"):gsub("\t", "    ")
  local parts, at = {}, 1
  while at <= #text do
    local good, bad = utf8.len(text, at)
    local last = good and #text or bad - 1
    parts[#parts + 1] = text:sub(at, last)
    if bad then parts[#parts + 1] = "\u{FFFD}" end
    at = last + 2
  end
  text = table.concat(parts):gsub("[^\n\32-\126\128-\255]", "\u{FFFD}")
  return (text:gsub("\xC2[\x80-\x9F]", "\u{FFFD}")) -- controls, too
end

--- The text as a string of gnuplot's that shows as it is: what could mean anything to gnuplot (quotes,
--- backticks, newlines) is written as an octal number, and so are digits behind it, which gnuplot would
--- take for more of it. Braces and carets are safe where text is not "enhanced".
function gnuplot.quote(text)
  local function octal(c) return ("\\%03o"):format(c:byte()) end
  local safe = gnuplot.printable(text):gsub("[^%w .,:;=+/()<>\128-\255-]+%d*", function(run)
    return (run:gsub(".", octal))
  end)
  return '"' .. safe .. '"'
end

--- The same for the label of a tic, in which a % would be a format.
function gnuplot.quote_tic(text) return gnuplot.quote((text:gsub("%%", "%%%%"))) end

--- A number with all its digits; what is not finite is a gap.
function gnuplot.number(x)
  if x ~= x or x == math.huge or x == -math.huge then return "NaN" end
  return ("%.17g"):format(x)
end

local function stop()
  if process then process:kill() end
  process = nil
end

local function start()
  local found, p = pcall(core.spawn, { "gnuplot", "-d" })
  if found then return p end
  if tostring(p):find("not found", 1, true) then
    check.fail("plot: charts are drawn by gnuplot, which was not found: apt-get install gnuplot-nox")
  end
  check.fail("plot: %s", (tostring(p):gsub("^.-(gnuplot: )", "%1")))
end

-- The last thing that it said, without the line it was at, the echo and the caret below it.
local function last_words(said)
  local last = ""
  for line in said:gmatch "[^\n]+" do
    if line:find "%w" and not line:find "^gnuplot>" then
      last = line:gsub("^%s*line %d+:%s*", ""):gsub("%s+$", "")
    end
  end
  return last
end

-- Gives up a gnuplot that ended by itself in the middle of a chart.
local function fail_dead(said)
  local status = process:wait(1)
  local words = last_words(process:errors():sub(said + 1))
  stop()
  check.fail("plot: gnuplot ended in the middle of the chart%s%s; the next chart starts it again",
    status and (" with status %d"):format(status) or "", words ~= "" and ": " .. words or "")
end

local function fail_late()
  stop()
  check.fail("plot: gnuplot did not answer for %g seconds and was stopped; the next chart starts it again",
    gnuplot.seconds)
end

-- Everything up to `mark` at the output's end, without it.
local function read_until(mark, deadline, said)
  local parts, tail = {}, ""
  while tail:sub(-#mark) ~= mark do
    local part = process:read(math.max(0, deadline - core.now()))
    if not part then fail_dead(said) end
    if part == "" and core.now() >= deadline then fail_late() end
    parts[#parts + 1] = part
    tail = (tail .. part):sub(-#mark)
  end
  return table.concat(parts):sub(1, -#mark - 1)
end

-- One that died meanwhile, or that is none of this process's but its parent's, is no longer there.
local function forget_dead()
  if not process then return end
  process:wait(0)
  if process:id() == 0 then stop() end
end

--- Has gnuplot do the commands, and returns what they write to stdout, which is where a terminal's
--- picture goes. Its errors are raised. Commands must quote all text with gnuplot.quote.
function gnuplot.run(commands)
  forget_dead()
  process = process or start()
  charts = charts + 1
  -- nothing that a chart contains can be this mark, and nothing of one chart comes into the next
  local mark = ("nnlua %d %p %.17g"):format(charts, {}, core.now())
  local good = false
  local _ <close> = setmetatable({}, { __close = function() if not good then stop() end end })
  local deadline, said = core.now() + gnuplot.seconds, #process:errors()
  local text = ('reset errors\n%s\nset output\nset print "-"\nprint "%s begin"\n'
    .. 'print GPVAL_ERRNO, GPVAL_ERRMSG\nprint "%s end"\n'):format(commands, mark, mark)
  if not process:write(text, gnuplot.seconds) then
    if process:wait(0) or core.now() < deadline then fail_dead(said) end
    fail_late()
  end
  local output = read_until(mark .. " end\n", deadline, said)
  good = true
  local at = output:find(mark .. " begin\n", 1, true)
  local number, message = output:sub(at + #mark + 7):match "^%s*(%-?%d+)%s*(.-)%s*$"
  if number ~= "0" then check.fail("plot: gnuplot: %s", message) end
  return output:sub(1, at - 1)
end

--- The running gnuplot's process number, or nil; for tests.
function gnuplot.id() return process and process:id() end

return gnuplot
