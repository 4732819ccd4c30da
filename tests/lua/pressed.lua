-- pressed: for suites and the bench: a Ctrl-C for a job of long_job.lua.

local core = require "nn.core"
local child = require "child"

local pressed = {}

local function command(script, name, folder, megabytes)
  return ("%s %s %s %s %g"):format(child.quote(child.program()), child.quote(script), child.quote(name),
    child.quote(folder), megabytes)
end

--- The names of all jobs, those that need something that is missing here left out.
function pressed.jobs(script)
  local names, python = {}, os.execute "/usr/bin/python3 -c 'import numpy' 2>/dev/null"
  for name in child.shell(command(script, "list", ".", 1)):gmatch "[^\n]+" do
    if python or not name:find "deflated" then names[#names + 1] = name end
  end
  return names
end

--- Starts the job, interrupts it after so many seconds of its work, and returns the seconds from the signal
--- to its answer (with those of the shell that sends the signal), the answer, and "whole" or "damaged".
function pressed.run(script, name, folder, megabytes, delay)
  local pipe = io.popen("echo $$; exec " .. command(script, name, folder, megabytes) .. " 2>&1")
  local process, begun = pipe:read(), pipe:read()
  if begun ~= "works" then error(("%s: %s"):format(name, begun), 0) end
  os.execute("sleep " .. delay)
  local start = core.now()
  os.execute("kill -INT " .. process)
  local answer = pipe:read()
  local seconds = core.now() - start
  local state = pipe:read()
  pipe:close()
  return seconds, answer, state
end

return pressed
