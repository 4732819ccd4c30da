-- parallel: nn.parallel, a function called for many jobs in worker processes, all cores busy.
-- Every job has a worker of its own, forked from this process as it is at that moment: what a job changes
-- is seen by no other, whatever the number of workers.

local core = require "nn.core"
local check = require "nn.check"
local pack = require "nn.pack"
local progress = require "nn.progress"
local nn = core.nn

local parallel = {}

local MOST_WORKERS <const> = 256 -- PROCESS_MOST of io/process.h
local MOST_DEATHS <const> = 3
local LOOK <const> = 0.1        -- seconds between two looks at what the workers say on stderr
local SIGINT <const> = 2
local INDEX_BITS <const> = 20

local in_worker = false -- a worker's own calls are not spread over the cores again

local judges = { workers = check.whole(1, MOST_WORKERS), progress = check.boolean,
  on_result = check.kind "function" }

-- ---- in the worker ----------------------------------------------------------------------------------

-- The error that f raised, as text.
local function text_of(message)
  local ok, text = pcall(tostring, message)
  return ok and type(text) == "string" and text or "an error that is no text"
end

-- What goes through the pipe: "+" and the packed result, or "-" and the error's message.
local function answer(f, job, index, seed)
  in_worker = true
  nn.seed(seed)
  math.randomseed(seed)
  local ok, result = pcall(f, job, index)
  if not ok then return "-" .. text_of(result) end
  local packed, text = pcall(pack.pack, result, "the result")
  return (packed and "+" or "-") .. text
end

-- ---- in the parent ----------------------------------------------------------------------------------

-- How a job is called in a message: job 3, job 3 (0.05).
local function name_of(run, index)
  local job = not run.numbered and run.jobs[index]
  if type(job) ~= "number" and type(job) ~= "string" then return ("job %d"):format(index) end
  return ("job %d (%s)"):format(index, tostring(job))
end

local function start(run, index)
  local job = run.numbered and index or run.jobs[index]
  local seed = run.seed << INDEX_BITS | index
  local process = core.fork(function() return answer(run.f, job, index, seed) end)
  table.insert(run.processes, process)
  table.insert(run.workers, { index = index, parts = {}, told = 0 })
end

-- What a worker has said on stderr since the last look, on ours.
local function pass_on(run, place)
  local worker, text = run.workers[place], run.processes[place]:errors()
  if #text == worker.told then return end
  run.line:finish()
  io.stderr:write(text:sub(worker.told + 1))
  worker.told = #text
end

-- A worker that was killed: its job is done again, unless that happens too often.
local function died(run, index, signal)
  if signal == SIGINT then
    core.interrupted()
    check.interrupt()
  end
  local deaths = (run.deaths[index] or 0) + 1
  run.deaths[index] = deaths
  if deaths == MOST_DEATHS then
    check.fail("parallel: %s: its worker was killed %d times, the last time by signal %d",
      name_of(run, index), deaths, signal)
  end
  run.line:finish()
  io.stderr:write(("parallel: the worker of %s was killed by signal %d; the job is run again\n"):format(
    name_of(run, index), signal))
  table.insert(run.again, index)
end

-- A worker whose result has come, or never will.
local function ended(run, place)
  local process, worker = run.processes[place], run.workers[place]
  local status, signal = process:wait()
  pass_on(run, place)
  table.remove(run.processes, place)
  table.remove(run.workers, place)
  if signal then return died(run, worker.index, signal) end
  local text = table.concat(worker.parts)
  if status ~= 0 then
    check.fail("parallel: %s ended its worker with status %d and without a result",
      name_of(run, worker.index), status)
  elseif text:sub(1, 1) == "-" then
    check.fail("parallel: %s: %s", name_of(run, worker.index), text:sub(2))
  end
  local result = pack.unpack(text:sub(2))
  run.results[worker.index], run.done = result, run.done + 1
  if run.on_result then run.on_result(worker.index, result) end
end

local function next_job(run)
  local index = table.remove(run.again)
  if not index and run.begun < run.count then
    run.begun = run.begun + 1
    index = run.begun
  end
  return index
end

local function work(run)
  while run.done < run.count do
    while #run.processes < run.most do
      local index = next_job(run)
      if not index then break end
      start(run, index)
    end
    local place = core.await(run.processes, LOOK)
    for k = 1, #run.processes do pass_on(run, k) end
    if place then
      local text = run.processes[place]:read(0)
      if text then table.insert(run.workers[place].parts, text) else ended(run, place) end
    end
    run.line:update(run.done, ("%s %d/%d"):format(run.what, run.before + run.done, run.before + run.count))
  end
end

--- nn.parallel(jobs, f, options) -> a list of f(job, index) for each of the jobs, a list, or for the numbers
--- 1 to n, in their order. The calls run in worker processes, as many at a time as there are cores, and
--- what they change stays in them; results may be nil, booleans, numbers, strings, matrices and tables of
--- these. Every job has random numbers of its own, by nn.seed's generator and the job's place: the results
--- do not depend on the number of workers. An error in f stops all and is raised here, with the job; the job
--- of a worker that was killed is run again, at most twice; a Ctrl-C stops all.
--- on_result(index, result) is called here when a result comes, in no certain order.
function nn.parallel(jobs, f, opts) return parallel.run(jobs, f, opts, "job", 0) end

--- The same for others, with a word for the jobs in the progress line, and how many were done before.
function parallel.run(jobs, f, opts, what, before)
  local numbered = type(jobs) == "number"
  if numbered and check.whole(0)(jobs) or not numbered and type(jobs) ~= "table" then
    check.fail("parallel: a list of jobs or their number was expected, got %s", check.what(jobs))
  end
  check.value("parallel: the second argument", f, check.kind "function")
  opts = check.options("parallel", opts, judges)
  local run = { jobs = jobs, numbered = numbered, count = numbered and math.tointeger(jobs) or #jobs, f = f,
    most = opts.workers or in_worker and 1 or core.processors(), on_result = opts.on_result,
    seed = core.new_seed(), processes = {}, workers = {}, results = {}, deaths = {}, again = {}, begun = 0,
    done = 0, what = what, before = before }
  run.line = progress.new(run.count, opts.progress == false)
  core.shield(1) -- a Ctrl-C is raised by core.await, so that it finds every worker in its list
  local _ <close> = setmetatable({}, { __close = function()
    for _, process in ipairs(run.processes) do process:kill() end
    run.line:finish()
    core.shield(-1)
  end })
  work(run)
  return run.results
end

return parallel
