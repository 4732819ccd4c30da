-- peer: the other side. One Python process answers questions in turn with ours (peers.py); FANN is a small C
-- program. Whoever is missing answers nil, and then a row has no ratio.

local measure = require "measure"

local PYTHON = "/usr/bin/python3" -- Debian's own, for which the peers are packaged
local peer = { found = {} }

local names = { numpy = "NumPy (python3-numpy)", scipy = "SciPy (python3-scipy)",
  torch = "PyTorch (python3-torch)", sklearn = "scikit-learn (python3-sklearn)",
  fann = "FANN (libfann-dev)" }
local requests, answers, fann

--- Starts the peers, one thread each; `temporary` is a folder for their files.
function peer.start(here, folder, temporary)
  local fifo = temporary .. "/answers"
  if os.execute(PYTHON .. " -c '' 2>/dev/null") and os.execute("mkfifo " .. fifo) then
    requests = io.popen(("OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 exec %s %s/peers.py %s > %s"):format(
      PYTHON, here, measure.quoted(folder), fifo), "w")
    answers = io.open(fifo)
    local line = answers:read()
    while line and line ~= "ready" do
      local name, version = line:match "(%S+) (.+)"
      peer.found[name] = version
      line = answers:read()
    end
    if not line then requests = nil end -- it said what went wrong on stderr
  end
  local program = temporary .. "/fann_peer"
  if os.execute(("${CC:-cc} -O3 -o %s %s/fann_peer.c -lfloatfann -lm 2>/dev/null"):format(program, here))
  then
    peer.found.fann = measure.output "pkg-config --modversion fann":match "%S+" or "found"
    fann = program
  end
end

function peer.stop()
  if requests then requests:close() end
end

--- A runner for measure.race: the Python side's answer to a question, nil if it has none.
function peer.ask(question)
  return function()
    if not requests then return nil end
    requests:write(question, "\n")
    requests:flush()
    local line = answers:read()
    if not line then error("peers.py: no answer to: " .. question, 0) end
    return tonumber(line)
  end
end

--- FANN's seconds a sample; `file` as fann_peer.c says.
function peer.fann(file, samples)
  return function()
    return fann and tonumber(measure.output(("%s %s %d"):format(fann, file, samples)))
  end
end

--- "NumPy 1.24.2, …" and those missing, by the packages that would bring them.
function peer.describe()
  local here, missing = {}, {}
  for _, name in ipairs { "numpy", "scipy", "torch", "sklearn", "fann" } do
    local version = peer.found[name]
    if version then
      here[#here + 1] = names[name]:gsub(" .*", " ") .. version
    else
      missing[#missing + 1] = names[name]
    end
  end
  return #here > 0 and table.concat(here, ", ") or "none",
    #missing > 0 and table.concat(missing, ", ") or "none"
end

return peer
