-- children: for suites: the processes that this one has started and not yet waited for, and whether a
-- process is still there.

local lu = require "luaunit"
local core = require "nn.core"

local children = {}

--- The parent and the state (Z: a zombie) of a process, or nil.
local function look(id)
  local file <close> = io.open(("/proc/%s/stat"):format(id))
  local text = file and file:read "a"
  if not text then return nil end
  local state, parent = text:match "^.*%) (%a) (%d+)"
  return parent, state
end

--- The numbers of all children, zombies too, in a word.
function children.list()
  local file <close> = io.open "/proc/self/stat"
  if not file then lu.skip "there is no /proc" end
  local self, list = file:read "a":match "^%d+", {}
  for _, name in ipairs(core.list "/proc") do
    local id = name:match "^%d+"
    if id and look(id) == self then list[#list + 1] = id end
  end
  return table.concat(list, " ")
end

--- Whether the process runs (a zombie does not).
function children.runs(id)
  local parent, state = look(id)
  return parent ~= nil and state ~= "Z"
end

--- Waits until none of the processes runs, 5 seconds at most; returns those that do.
function children.gone(ids)
  local start = core.now()
  local left
  repeat
    left = {}
    for _, id in ipairs(ids) do
      if children.runs(id) then left[#left + 1] = id end
    end
    if #left > 0 then os.execute "sleep 0.02" end
  until #left == 0 or core.now() - start > 5
  return table.concat(left, " ")
end

return children
