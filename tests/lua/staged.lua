-- staged: a Lua script on a terminal, which waits where the suite wants to look at the screen.

local lu = require "luaunit"
local child = require "child"
local terminal = require "terminal"

local staged = {}

-- What each script begins with: wait(name) lasts until the suite says go(name).
local BEFORE = [[
local nn, core = require "nn", require "nn.core"
local function there(name)
  local file = io.open(name)
  if file then file:close() end
  return file ~= nil
end
local function wait(name) while not there(name) do core.await({}, 0.01) end end
]]

--- Lines that fill the screen, so that what follows is at its bottom: for options.before.
staged.FULL = ("line\\n"):rep(40) .. "first\\n"

--- Runs body(t, go, folder) with the script on a terminal (see terminal.open). options.before, printf's text,
--- is printed first; in the end "status N" is, and the terminal stays.
function staged.run(script, options, body)
  lu.skipIf(not terminal.possible(), "tmux is not there")
  child.in_folder(function(folder)
    child.write(folder .. "/script.lua", BEFORE .. script)
    options.command = { "sh", "-c",
      "trap : INT; printf \"$1\"; \"$0\" script.lua; echo \"status $?\"; sleep 1000", child.program(),
      options.before or "" }
    local t = terminal.open(folder, {}, options)
    local function go(name) child.write(folder .. "/" .. name, "") end
    local good, message = xpcall(body, function(m) return m end, t, go, folder)
    t:close()
    if not good then error(message, 0) end
  end)
end

function staged.cursor_is_shown(t) return t:tmux("display-message", "-p", "#{cursor_flag}") == "1" end

return staged
