-- child: other processes in a suite: scripts under the built program ($NNLUA or ./nnlua), shell
-- commands, and temporary folders that go away again.

local child = {}

--- The text as one word for the shell.
function child.quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

--- What the shell command writes to stdout, without the last newline, and its exit status.
function child.shell(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read "a"
  local _, _, status = pipe:close()
  return (text:gsub("\n$", "")), status
end

function child.write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

function child.read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read "a"
end

--- The program that is tested, as an absolute path.
function child.program()
  local path = os.getenv "NNLUA" or "./nnlua"
  return path:find "^/" and path or child.shell "pwd" .. "/" .. path
end

--- Is this the build under AddressSanitizer, whose memory says nothing?
function child.sanitized() return os.getenv "NNLUA_ASAN" ~= nil end

--- Calls body(folder) with a new empty folder, and removes it whatever body does.
function child.in_folder(body)
  local folder = child.shell "mktemp -d"
  local ok, message = pcall(body, folder)
  -- a program whose terminal was just closed may still write its history there
  os.execute(("rm -rf %s 2>/dev/null || { sleep 0.5; rm -rf %s; }"):format(child.quote(folder),
    child.quote(folder)))
  if not ok then error(message, 0) end
end

--- Runs the script with these arguments; `before` is shell text that stands before the program.
--- Returns stdout and stderr together, less the last newline, and the exit status.
function child.run(script, arguments, before)
  local text, status
  child.in_folder(function(folder)
    child.write(folder .. "/script.lua", script)
    child.shell("chmod 755 " .. child.quote(folder))
    local words = { before or "", child.quote(child.program()), child.quote(folder .. "/script.lua") }
    for _, argument in ipairs(arguments or {}) do words[#words + 1] = child.quote(argument) end
    text, status = child.shell(table.concat(words, " ") .. " 2>&1 </dev/null")
  end)
  return text, status
end

--- Lua source, for a script: most_memory() is the process's highest resident size so far, in MB.
child.MOST_MEMORY = [[
local function most_memory()
  for line in io.lines "/proc/self/status" do
    local kb = line:match "^VmHWM:%s+(%d+)"
    if kb then return kb / 1024 end
  end
end
]]

return child
