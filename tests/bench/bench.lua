-- bench: `make bench`: what nnlua takes beside its peers, on this machine, in this run. Needs full MNIST
-- ($NNLUA_DATA or data/mnist). BENCH=minibatch, a Lua pattern, measures only the groups whose name fits it:
-- epoch threads minibatch deep evaluate query small csv gz memory start by_hand prompt complete interrupt
-- lessons, and experiments, which takes some minutes and is left out unless it is asked for.
--
-- One core, unless the row says otherwise: by the number of threads, not by pinning, so that the system
-- may move a side away from a core that something else wants. Ours and theirs are measured in turn, and
-- a ratio is that of the medians. Settings of OpenBLAS that would force old kernels are taken away for all.

local here = arg[0]:match "^(.*)/" or "."
package.path = ("%s/?.lua;%s/../lua/?.lua;%s"):format(here, here, package.path)

local measure = require "measure"
local core = require "nn.core"

local folder = nn.data.find "mnist"
if not folder or not core.readable(folder .. "/train-images-idx3-ubyte.gz") then
  print "bench: full MNIST is needed, as .gz: `make data` fetches it"
  os.exit(1)
end

-- The settings have to be gone before the process starts: this file runs itself again without them, and
-- tidies up after itself however that ends.
local temporary = os.getenv "NNLUA_BENCH"
if not temporary then
  temporary = measure.quoted(measure.folder())
  local ok = os.execute(("env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE -u OPENBLAS_NUM_THREADS "
    .. "-u OMP_NUM_THREADS NNLUA_BENCH=%s %s %s"):format(temporary, measure.quoted(arg[-1]),
    measure.quoted(arg[0])))
  os.execute("rm -rf " .. temporary)
  os.exit(ok and 0 or 1)
end

local peer = require "peer"
local report = require "report"
local files = require "files"

local function processor()
  for line in io.lines "/proc/cpuinfo" do
    local name = line:match "model name%s*: (.*)"
    if name then return name end
  end
  return "an unnamed processor"
end

-- How many programs wanted to run lately; much above 1 means that the rows with two threads suffer.
local function load_average()
  local file <close> = assert(io.open "/proc/loadavg")
  return file:read "a":match "%S+"
end

local start = core.now()
files.start(folder, temporary)
peer.start(here, folder, temporary)
local found, missing = peer.describe()
print(nn.info())
print(("on %s; the peers' OpenBLAS kernels: %s"):format(processor(), peer.found.core or "unknown"))
print("peers found:   " .. found)
print("peers missing: " .. missing)
print(("load of this machine before: %s\n"):format(load_average()))
report.head()

local wanted = os.getenv "BENCH"
for _, rows in ipairs { "rows_network", "rows_other", "prompt", "complete", "interrupt", "lessons",
  "experiments" } do
  for _, group in ipairs(require(rows)) do
    local name, run = table.unpack(group)
    if not wanted and not group.slow or wanted and name:find(wanted) then run(folder, files) end
  end
end
peer.stop()
report.foot(core.now() - start)
print("load of this machine after: " .. load_average())
