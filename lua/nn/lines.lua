-- lines: what was typed at the prompt, kept in a file: one line an entry, in which a newline is written
-- as \n and a backslash as \\. Several prompts may append to one file at the same time.

local _ENV = require "nn.core".standard -- luacheck: ignore _ENV

local lines = {}

local MOST = 1 << 17 -- bytes at the file's end that are read again, some thousand lines

local function home(variable, default)
  local folder = os.getenv(variable)
  if folder and folder:sub(1, 1) == "/" then return folder end
  local user = os.getenv "HOME" or ""
  return user ~= "" and user .. default or nil
end

--- The file in which `name` is remembered, in $XDG_STATE_HOME/nnlua; nil where there is no home.
function lines.state_path(name)
  local folder = home("XDG_STATE_HOME", "/.local/state")
  return folder and folder .. "/nnlua/" .. name
end

--- The file: $NNLUA_HISTORY, where an empty one means none, or `history` among what is remembered.
function lines.path()
  local own = os.getenv "NNLUA_HISTORY"
  if own then return own ~= "" and own or nil end
  return lines.state_path "history"
end

--- The start-up file of the prompt.
function lines.init_path()
  local folder = home("XDG_CONFIG_HOME", "/.config")
  return folder and folder .. "/nnlua/init.lua"
end

local function unescaped(line)
  return (line:gsub("\\(.)", function(c) return c == "n" and "\n" or c end))
end

--- The entries of the file, oldest first; none where it cannot be read.
function lines.load(path)
  local file <close> = io.open(path, "rb")
  if not file then return {} end
  local size, entries = file:seek "end", {}
  if not size then return {} end
  file:seek("set", math.max(0, size - MOST))
  if size > MOST then file:read "l" end -- the rest of a line
  for line in file:lines() do entries[#entries + 1] = unescaped(line) end
  return entries
end

--- One more entry; `append` writes to a file that only the user can read (nn.host).
function lines.add(path, text, append)
  local escaped = text:gsub("[\\\n]", { ["\\"] = "\\\\", ["\n"] = "\\n" })
  return append(path, escaped .. "\n")
end

return lines
