--[[ make_mnist: fetches full MNIST into data/mnist. `make data` runs it; nothing else downloads.

`nnlua data/make_mnist.lua` brings the four .gz files, each by way of NAME.part and only under its
name once the MD5 of what is in it is right. Files that are right already are kept without asking
any network, a .part is gone on with, and what is damaged starts over. A mirror is a URL of a
folder, file:// too, or the path of a folder. Relies on nn.args, curl, gzip and md5sum. ]]

local nn = require "nn"

local FILES = {
  "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
}
-- Of the files unpacked: mirrors may pack the same numbers differently.
local SUMS = {
  ["train-images-idx3-ubyte"] = "6bbc9ace898e44ae57da46a324031adb",
  ["train-labels-idx1-ubyte"] = "a25bea736e30d166cdddb491f175f624",
  ["t10k-images-idx3-ubyte"] = "2646ac647ad5339dbf082846283269ea",
  ["t10k-labels-idx1-ubyte"] = "27ae3e4e09519cfbb04c329615203637",
}
local MIRRORS = {
  "https://ossci-datasets.s3.amazonaws.com/mnist",
  "https://storage.googleapis.com/cvdf-datasets/mnist",
}

local opt = nn.args(arg, {
  words = true,
  usage = "nnlua data/make_mnist.lua [options] [MIRROR…]: fetches full MNIST from the mirrors,\n"
    .. "else from $MNIST_URL, else from its usual places, in this order:\n  "
    .. table.concat(MIRRORS, "\n  "),
  { "to", (arg[0]:match "^(.*)/" or ".") .. "/mnist", "where the files go", value = "FOLDER" },
  { "sums", nil, "MD5 sums, as md5sum prints them, for other data of these unpacked names",
    value = "FILE" },
})

local function stop(message, ...)
  io.stderr:write("make_mnist: ", message:format(...), "\n")
  os.exit(1, true)
end

-- ---- the shell ---------------------------------------------------------------------------------

local function quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- What a command prints, on both streams, without the newline at its end; and its exit status.
local function run(command)
  local pipe = assert(io.popen("{ " .. command .. "; } 2>&1"))
  local text = pipe:read "a"
  local _, _, status = pipe:close()
  return (text:gsub("%s+$", "")), status
end

local function exists(path)
  local file = io.open(path, "rb")
  return file ~= nil and file:close()
end

local function rename(old, new)
  local done, message = os.rename(old, new)
  if not done then stop("%s", message) end
end

-- ---- one file ----------------------------------------------------------------------------------

-- What is wrong with a packed file, nil when its content has the sum.
local function fault(path, sum)
  -- gzip's own verdict counts too: a tail of rubbish leaves the sum right, but not the file.
  local text = run(("{ { gzip -dc <%s 2>/dev/null || echo damaged >&3; } | md5sum; } 3>&1")
    :format(quote(path)))
  local found = text:match "(%x+) +%-" or stop("%s cannot be checked: %s", path, text)
  if text:find "damaged" then return "is damaged: gzip cannot unpack it" end
  if found ~= sum then return "is something else: its content has another MD5" end
end

-- The URL of a file: a path becomes a file:// URL with all that is not plain escaped.
local function url(mirror, name)
  mirror = mirror:gsub("/+$", "")
  if not mirror:find "^%a[%w+.-]*://" then
    if not mirror:find "^/" then mirror = run "pwd" .. "/" .. mirror end
    mirror = "file://" .. mirror:gsub("[^%w/._~-]", function(c)
      return ("%%%02X"):format(c:byte())
    end)
  end
  return mirror .. "/" .. name
end

-- Fetches into `part`, going on with what is there. Returns nil, or what went wrong; what has come
-- so far is kept then, unless it was of no use.
local function fetch(part, sum, source)
  local resumed = exists(part)
  local text, status = run(("curl -gfsSL --connect-timeout 20 --speed-limit 1000 --speed-time 30 "
    .. "-C - -o %s --url %s"):format(quote(part), quote(source)))
  -- 33: the server cannot go on in the middle of a file; 36 and 416: ours is longer than its own.
  local cannot_resume = resumed
    and (status == 33 or status == 36 or status == 22 and text:find "error: 416")
  if status ~= 0 and not cannot_resume then
    return text ~= "" and text:gsub("^curl: ", ""):gsub("%s*\n%s*", "; ") or "curl failed"
  end
  if not exists(part) then return "the file there is empty" end
  local wrong = cannot_resume or fault(part, sum)
  if not wrong then return end
  local removed, message = os.remove(part)
  if not removed then stop("%s", message) end
  if resumed then return fetch(part, sum, source) end
  return "what came " .. wrong
end

-- Brings one file into place. Returns true and how, or false and why not.
local function provide(name, sum, mirrors)
  local path = ("%s/%s.gz"):format(opt.to, name)
  local part = path .. ".part"
  if exists(path) then
    if not fault(path, sum) then return true, "is there already" end
    rename(path, part) -- perhaps it is only cut off, and can be gone on with
  end
  if exists(part) and not fault(part, sum) then
    rename(part, path)
    return true, "had come already"
  end
  local faults = {}
  for _, mirror in ipairs(mirrors) do
    local wrong = fetch(part, sum, url(mirror, name .. ".gz"))
    if not wrong then
      rename(part, path)
      return true, "fetched from " .. mirror
    end
    faults[#faults + 1] = mirror .. ": " .. wrong
  end
  return false, table.concat(faults, "; ")
end

-- ---- all four ----------------------------------------------------------------------------------

local function read_sums(path)
  local file, message = io.open(path)
  if not file then stop("%s", message) end
  local sums = {}
  for line in file:lines() do
    local sum, name = line:match "^(%x+) [ *](.+)$"
    if sum and #sum == 32 then sums[name] = sum:lower() end
  end
  file:close()
  for _, name in ipairs(FILES) do
    if not sums[name] then stop("%s: a line 'MD5  %s' was expected, there is none", path, name) end
  end
  return sums
end

local sums = opt.sums and read_sums(opt.sums) or SUMS
local chosen = os.getenv "MNIST_URL"
local mirrors = opt[1] and table.move(opt, 1, #opt, 1, {})
  or chosen and chosen ~= "" and { chosen } or MIRRORS

for _, tool in ipairs { "curl", "gzip", "md5sum" } do
  if run("command -v " .. tool) == "" then stop("%s is not there; `make deps` brings it", tool) end
end
local text, status = run("mkdir -p -- " .. quote(opt.to))
if status ~= 0 then stop("%s", text) end

local missing = 0
for _, name in ipairs(FILES) do
  io.write(("%-26s  "):format(name .. ".gz")):flush() -- at once: the largest takes a while
  local done, how = provide(name, sums[name], mirrors)
  print(done and how or "MISSING: " .. how)
  if not done then missing = missing + 1 end
end
if missing > 0 then
  stop("%d of the 4 files could not be brought to %s; run it again, it goes on from here",
    missing, opt.to)
end
print(("All 4 files are in %s and checked."):format(opt.to))
