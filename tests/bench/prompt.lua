-- prompt: how soon the prompt stands at a terminal that was just opened, also with a long history.

local measure = require "measure"
local report = require "report"

-- A terminal of its own for the program, by Python: seconds from its start to the prompt, so many times.
local START = [[
import os, pty, sys, time
os.environ.update(TERM="xterm", NO_COLOR="1", NNLUA_HISTORY=sys.argv[2])
for i in range(int(sys.argv[3])):
    start = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[1], sys.argv[1:2])
    seen = b""
    while b"> " not in seen:
        seen += os.read(fd, 4096)
    print(time.perf_counter() - start)
    os.write(fd, b"\4")
    try:
        while os.read(fd, 4096):
            pass
    except OSError:
        pass
    os.close(fd)
    os.waitpid(pid, 0)
]]

local function start_of(program, history)
  local text = measure.output(("/usr/bin/python3 -c %s %s %s 21"):format(measure.quoted(START),
    measure.quoted(program), measure.quoted(history)))
  local seconds = {}
  for number in text:gmatch "%S+" do seconds[#seconds + 1] = tonumber(number) end
  return measure.median(seconds)
end

local function start(_, files)
  local history = files.folder() .. "/history"
  local file = assert(io.open(history, "w"))
  for i = 1, 100000 do file:write(("x%d = nn.rand(%d, 10)\n"):format(i, i)) end
  file:close()
  report.row { "the prompt appears", start_of(arg[-1], ""), "ms", peer = "lua5.4",
    theirs = start_of("lua5.4", ""), at_most = 10 }
  report.row { "the same after 100,000 lines of history", start_of(arg[-1], history), "ms", at_most = 10 }
end

return { { "prompt", start } }
