-- interrupt: how soon a Ctrl-C ends each kind of long work, the worst of some presses at odd moments. The
-- children and their jobs are those of the tests.

local child = require "child"
local pressed = require "pressed"
local report = require "report"

local MEGABYTES = 50
local DELAYS = { 0.1, 0.13, 0.17, 0.21, 0.25 }

local script = package.searchpath("long_job", package.path)
function child.program() return arg[-1] end

local function interrupt(_, files)
  for _, name in ipairs(pressed.jobs(script)) do
    local worst = 0
    for _, delay in ipairs(DELAYS) do
      local seconds, answer, state = pressed.run(script, name, files.folder(), MEGABYTES, delay)
      if not answer:find "interrupt" or state ~= "whole" then
        error(("%s: %s, %s"):format(name, answer, state), 0)
      end
      worst = math.max(worst, seconds)
    end
    report.row { "Ctrl-C: " .. name, worst, "ms", at_most = 100 }
  end
end

return { { "interrupt", interrupt } }
