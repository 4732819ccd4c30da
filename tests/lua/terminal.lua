-- terminal: a program at a terminal of its own, inside tmux: a suite types keys and reads the screen.

local lu = require "luaunit"
local child = require "child"

local terminal = {}
terminal.__index = terminal

local PATIENCE = child.sanitized() and 60 or 20 -- seconds until something that must come counts as missing
local opened = 0

--- Is tmux here at all?
function terminal.possible()
  local _, status = child.shell "command -v tmux"
  return status == 0
end

local function words(list)
  local quoted = {}
  for i, word in ipairs(list) do quoted[i] = child.quote(word) end
  return table.concat(quoted, " ")
end

function terminal:tmux(...)
  return child.shell(("TMUX= LC_ALL=C.UTF-8 tmux -u -S %s %s 2>&1"):format(child.quote(self.socket),
    words { ... }))
end

--- Opens a terminal of 80x24 (options width, height) in `folder` (options.folder) and starts the tested
--- program in it with the arguments, or another command. Nothing of the tester's own settings is seen: HOME
--- and the XDG folders are in `folder`; options.env adds variables.
function terminal.open(folder, arguments, options)
  options = options or {}
  opened = opened + 1
  local self = setmetatable({ folder = folder, socket = ("%s/tmux%d"):format(folder, opened),
    ended = ("%s/ended%d"):format(folder, opened) }, terminal)
  local env = { "env", "-u", "NNLUA_HISTORY", "-u", "NO_COLOR", "-u", "LUA_INIT", "-u", "INPUTRC",
    "HOME=" .. folder, "XDG_CONFIG_HOME=" .. folder .. "/config", "XDG_STATE_HOME=" .. folder .. "/state",
    "LC_ALL=C.UTF-8", "PS1=$ " }
  for name, value in pairs(options.env or {}) do env[#env + 1] = name .. "=" .. value end
  -- tmux does not always tell how a program ended
  for _, word in ipairs { "sh", "-c", "trap : INT QUIT; \"$@\"; echo $? >" .. self.ended, "sh" } do
    env[#env + 1] = word
  end
  if not options.command then env[#env + 1] = child.program() end
  for _, word in ipairs(options.command or {}) do env[#env + 1] = word end
  for _, word in ipairs(arguments or {}) do env[#env + 1] = word end
  child.write(folder .. "/tmux.conf", "set -g remain-on-exit on\nset -g status off\nset -g escape-time 0\n"
    .. "set -g default-terminal tmux-256color\nset -g history-limit 5000\n")
  self:tmux("-f", folder .. "/tmux.conf", "new-session", "-d", "-x", tostring(options.width or 80), "-y",
    tostring(options.height or 24), "-c", options.folder or folder, words(env))
  return self
end

function terminal:close() self:tmux "kill-server" end

--- Types text, letter by letter as it stands. A ";" at its end would be tmux's own.
function terminal:type(text) self:tmux("send-keys", "-l", "--", (text:gsub(";$", "\\;"))) end

--- Presses keys by tmux's names: Enter, Tab, Up, C-c, C-d …
function terminal:press(...) self:tmux("send-keys", ...) end

--- Types a line and Enter.
function terminal:enter(text)
  self:type(text)
  self:press "Enter"
end

--- Pastes text, as a terminal with bracketed paste does it.
function terminal:paste(text)
  child.write(self.folder .. "/paste", text)
  self:tmux("load-buffer", self.folder .. "/paste")
  self:tmux("paste-buffer", "-p", "-r")
end

function terminal:resize(width, height)
  self:tmux("resize-window", "-x", tostring(width), "-y", tostring(height))
end

--- What is on the screen, its lines without blanks at their ends; `colors` keeps the escape codes.
function terminal:screen(colors)
  local text = colors and self:tmux("capture-pane", "-p", "-e") or self:tmux("capture-pane", "-p")
  return (text:gsub("[ \n]+$", ""))
end

--- Everything that was ever on the screen.
function terminal:all()
  return (self:tmux("capture-pane", "-p", "-J", "-S", "-"):gsub("[ \n]+$", ""))
end

-- Looks until `seen(screen)` is true; fails with the screen when it never is.
function terminal:until_(what, seen)
  local stop, screen = os.time() + PATIENCE
  repeat
    screen = self:screen()
    local found = seen(screen)
    if found then return found end
    os.execute "sleep 0.02"
  until os.time() > stop
  lu.fail(("%s never came; the screen:\n%s"):format(what, screen))
end

--- Waits until the text is on the screen.
function terminal:wait(text)
  return self:until_("'" .. text .. "'", function(screen) return screen:find(text, 1, true) end)
end

--- Waits until an empty prompt stands below everything else, `n` prompts in all if n is given.
function terminal:wait_prompt()
  return self:until_("an empty prompt", function(screen) return ("\n" .. screen):find "\n>$" end)
end

-- Types a line on a screen that holds nothing but `prompt`; the rest is as in ask.
local function answer(self, prompt, line)
  self:press "C-l" -- readline clears the screen
  self:until_("a cleared screen", function(screen) return screen == prompt end)
  self:enter(line)
  self:until_("an answer to " .. line, function(screen)
    return screen ~= prompt and screen:find "\n>$"
  end)
  local text = self:tmux("capture-pane", "-p", "-J"):gsub(" *\n", "\n"):gsub("[ \n]+$", "")
  local typed = prompt .. " " .. line
  if text:sub(1, #typed) == typed then text = text:sub(#typed + 1) end -- else it has scrolled away
  return (text:gsub("^\n", ""):gsub("\n?>$", ""))
end

--- Types a line, waits for the next prompt and returns what stands between: the answer, whose lines are
--- whole where the screen wraps them.
function terminal:ask(line) return answer(self, ">", line) end

--- The same for the last line of a statement that has begun.
function terminal:finish(line) return answer(self, ">>", line) end

--- Waits until the program has ended and returns its exit status, as the shell tells it.
function terminal:status()
  local stop = os.time() + PATIENCE
  repeat
    local file <close> = io.open(self.ended)
    local status = file and file:read "a":match "^(%d+)\n"
    if status then return tonumber(status) end
    os.execute "sleep 0.02"
  until os.time() > stop
  lu.fail("the program never ended; the screen:\n" .. self:screen())
end

--- Calls body(t, folder) with a terminal in a new folder (see open), and closes it whatever body does.
function terminal.run(arguments, options, body)
  child.in_folder(function(folder)
    local t = terminal.open(folder, arguments, options)
    local good, message = xpcall(body, function(m) return m end, t, folder)
    t:close()
    if not good then error(message, 0) end
  end)
end

return terminal
