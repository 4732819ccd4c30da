-- compare: nn.compare, an experiment: every setting of a grid tried with several seeds, on all cores, and
-- what came of it as a ranked table.

local core = require "nn.core"
local check = require "nn.check"
local runs = require "nn.runs"
local comparison = require "nn.comparison"
local parallel = require "nn.parallel"
local nn = core.nn

local judges = {
  settings = check.kind "table", run = check.kind "function",
  seeds = function(v)
    local whole = check.whole(0)
    if type(v) == "number" and not check.whole(1)(v) then return end
    local good = type(v) == "table" and #v > 0
    for _, seed in ipairs(good and v or {}) do good = good and not whole(seed) end
    return not good and "their number, or a list of whole numbers" or nil
  end,
  rank = check.kind "string", best = check.choice("largest", "smallest"),
  csv = check.kind "string", chart = check.kind("boolean", "string", "table"),
  workers = check.whole(1), progress = check.boolean,
}

-- ---- settings ------------------------------------------------------------------------------------------

-- A number, a word, true or false, or a list of these.
local function check_value(name, value)
  for _, part in ipairs(type(value) == "table" and #value > 0 and value or { value }) do
    if check.kind("number", "string", "boolean")(part) or runs.text(part):find "[\r\n]" then
      check.fail("compare: settings.%s: a number, a word, true, false or a list of them was expected, got %s",
        tostring(name), check.what(part))
    end
  end
end

local function check_name(name)
  if type(name) ~= "string" then
    check.fail("compare: settings: names were expected, as in {hidden = {50, 100}}, got %s", check.what(name))
  elseif name == "seed" then
    check.fail("compare: settings.seed: the option seeds says which seeds, it is no setting")
  elseif name:find "[\r\n]" then
    check.fail("compare: settings: a name of one line was expected, got %s", check.what(name))
  end
end

-- All combinations of {name = list of values}: the last name's values follow each other.
local function combinations(lists, names)
  local settings = { {} }
  for _, name in ipairs(names) do
    local values, longer = lists[name], {}
    if type(values) ~= "table" then values = { values } end
    if #values == 0 then
      check.fail("compare: settings.%s: a list of values was expected, as in {50, 100}", name)
    end
    for _, setting in ipairs(settings) do
      for _, value in ipairs(values) do
        check_value(name, value)
        local one = { [name] = value }
        for key, other in pairs(setting) do one[key] = other end
        longer[#longer + 1] = one
      end
    end
    settings = longer
  end
  return settings
end

local function names_of(tables)
  local names, seen = {}, {}
  for _, t in ipairs(tables) do
    for name in pairs(t) do
      check_name(name)
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  table.sort(names)
  if #names == 0 then
    check.fail("compare: settings: there is none, as in {hidden = {50, 100}, learning_rate = {0.1, 0.2}}")
  end
  return names
end

-- The settings, each a table of values by name, from a grid or a list of them; and the names.
local function settings_of(given)
  if #given == 0 then
    local names = names_of { given }
    return combinations(given, names), names
  end
  for name in pairs(given) do
    if math.type(name) ~= "integer" then
      check.fail("compare: settings: a list of settings or lists of values by name were expected, got a list "
        .. "and the name '%s'", tostring(name))
    end
  end
  for i, setting in ipairs(given) do
    check.value(("compare: setting %d"):format(i), setting, check.kind "table")
    for name, value in pairs(setting) do check_value(name, value) end
  end
  return given, names_of(given)
end

-- A run is a setting with a seed. All settings have their first seed before any has its second.
local function plan(settings, names, seeds)
  local list, by_key = {}, {}
  for _, seed in ipairs(seeds) do
    for place, setting in ipairs(settings) do
      local fields, said = {}, {}
      for i, name in ipairs(names) do
        fields[i] = setting[name] == nil and "" or runs.text(setting[name])
        said[i] = ("%s = %s"):format(name, fields[i])
      end
      fields[#fields + 1] = runs.text(seed)
      local one = { setting = setting, place = place, seed = seed, fields = fields,
        name = table.concat(said, ", ") .. ", seed " .. fields[#fields], key = runs.line(fields) }
      if by_key[one.key] then check.fail("compare: %s is there twice", one.name) end
      list[#list + 1], by_key[one.key] = one, one
    end
  end
  return list, by_key
end

-- ---- the file ------------------------------------------------------------------------------------------

-- What an earlier call has found: into the runs; the lines of other settings are kept.
local function resume(e)
  local lines = runs.read(e.csv)
  e.others = {}
  if not lines[1] then return end
  local head = runs.fields(lines[1])
  local known = #e.names + 1
  if runs.line(table.move(head, 1, known, 1, {})) ~= runs.line(e.head) or #head == known then
    check.fail("compare: %s keeps the runs of another experiment: its columns are %s, those of this one %s, "
      .. "and the figures; take another file", e.csv, table.concat(head, ", "), table.concat(e.head, ", "))
  end
  e.figures = table.move(head, known + 1, #head, 1, {})
  for i = 2, #lines do
    local fields, figures = runs.fields(lines[i]), {}
    for k, figure in ipairs(e.figures) do figures[figure] = runs.number(fields[known + k] or "") end
    if #fields ~= #head or not comparison.same_names(e.figures, figures) then
      check.fail("compare: %s, line %d: %d columns with numbers in the last were expected", e.csv, i, #head)
    end
    local run = e.by_key[runs.line(table.move(fields, 1, known, 1, {}))]
    if run then run.figures = figures else e.others[#e.others + 1] = lines[i] end
  end
  for _, run in ipairs(e.runs) do
    if run.figures then e.resumed = e.resumed + 1 end
  end
end

local function line_of(e, run)
  local fields = table.move(run.fields, 1, #run.fields, 1, {})
  for _, figure in ipairs(e.figures) do fields[#fields + 1] = runs.text(run.figures[figure]) end
  return runs.line(fields)
end

-- The whole file, in the order of the runs.
local function write_file(e)
  local head, lines = table.move(e.head, 1, #e.head, 1, {}), {}
  if e.figures then lines[1] = runs.line(table.move(e.figures, 1, #e.figures, #head + 1, head)) end
  table.move(e.others, 1, #e.others, #lines + 1, lines)
  for _, run in ipairs(e.runs) do
    if run.figures then lines[#lines + 1] = line_of(e, run) end
  end
  runs.write(e.csv, lines)
end

-- ---- the runs ------------------------------------------------------------------------------------------

-- A copy of a setting, for run: what it looks at is noted in `seen`, and a name that no setting has is an
-- error. It can be changed, and pairs goes through it.
local function watched(e, setting, seen)
  local values = {}
  for name, value in pairs(setting) do values[name] = value end
  return setmetatable({}, {
    __index = function(_, name)
      if values[name] == nil then comparison.check_name("", e.names, name) end
      seen[name] = true
      return values[name]
    end,
    __newindex = values,
    __pairs = function()
      for name in pairs(values) do seen[name] = true end
      return next, values
    end,
  })
end

-- In a worker: what run(setting, seed) gives as { figures, seen }, or { failed = message }. A Ctrl-C ends a
-- worker, and with it the run, however far its fit has come.
local function worker(e)
  return function(one)
    nn.seed(one.seed)
    math.randomseed(one.seed)
    local seen = {}
    local ok, result = pcall(e.run, watched(e, one.setting, seen), one.seed)
    if not ok then return { failed = tostring(result) } end
    if type(result) == "number" then result = { [e.rank or "accuracy"] = result } end
    local good = type(result) == "table" and next(result) ~= nil
    for name, value in pairs(good and result or {}) do
      good = good and type(name) == "string" and type(value) == "number" and not name:find "[\r\n]"
    end
    if good then return { figures = result, seen = seen } end
    return { failed = "run must return a number, or numbers by name as in {accuracy = 0.95, loss = 0.1}, got "
      .. check.what(result) }
  end
end

-- In the parent: a result has come.
local function take(e, run, result)
  if result.failed then check.fail("compare: %s: %s", run.name, result.failed) end
  local first = not e.figures
  if first then
    e.figures = comparison.sorted_names(result.figures)
  elseif not comparison.same_names(e.figures, result.figures) then
    check.fail("compare: %s: run returned the figures %s, and before %s", run.name,
      table.concat(comparison.sorted_names(result.figures), ", "), table.concat(e.figures, ", "))
  end
  run.figures = result.figures
  e.ran = e.ran + 1
  for name in pairs(result.seen) do e.seen[name] = true end
  comparison.rank_of(e)
  if not e.csv then return end
  if first then return write_file(e) end
  local file <close> = io.open(e.csv, "a")
  if not file or not file:write(line_of(e, run)) or not file:flush() then
    check.fail("compare: %s cannot be written", e.csv)
  end
end

-- Runs what is left; whether a Ctrl-C has stopped it. Errors are raised, with the file in order.
local function work(e, opts)
  local left = {}
  for _, run in ipairs(e.runs) do
    if not run.figures then left[#left + 1] = run end
  end
  if e.resumed > 0 and opts.progress ~= false then
    io.stderr:write(("%s in %s already%s\n"):format(comparison.part_text(e.resumed, #e.runs), e.csv,
      #left == 0 and ": nothing was run" or ""))
  end
  local ok, message = pcall(parallel.run, left, worker(e), { workers = opts.workers,
    progress = opts.progress, on_result = function(i, result) take(e, left[i], result) end },
    "run", e.resumed)
  if e.csv and e.figures then write_file(e) end
  if ok then return false end
  if check.is_interrupt(message) then return true end
  error(message, 0)
end

local function experiment(opts)
  local e = { run = opts.run, rank = opts.rank, smallest = opts.best == "smallest", csv = opts.csv,
    resumed = 0, ran = 0, seen = {} }
  local given, seeds = opts.seeds or 3, {}
  local count = type(given) == "number" and given or #given
  for i = 1, count do seeds[i] = type(given) == "table" and math.tointeger(given[i]) or i end
  e.settings, e.names = settings_of(opts.settings)
  e.runs, e.by_key = plan(e.settings, e.names, seeds)
  e.head = table.move(e.names, 1, #e.names, 1, {})
  table.insert(e.head, "seed")
  e.seeds = seeds
  return e
end

--- nn.compare{settings = {hidden = {50, 100}, …}, run = f, seeds = 3, csv = path, chart = …} -> a list of the
--- settings, the best first (see comparison.lua). run(setting, seed) is called for every combination and
--- every seed, in worker processes (see nn.parallel), with the random numbers of that seed, and returns a
--- number or several by name. With csv every run is in that file as soon as it is over, and the same call
--- goes on from there: a run is known by its setting and its seed, so that what run depends on besides should
--- be a setting of one value. A Ctrl-C ends it with the table so far, without the run that it has cut short.
function nn.compare(given)
  local opts = check.options("compare", given, judges)
  for _, name in ipairs { "settings", "run" } do
    check.value("compare: " .. name, opts[name], judges[name])
  end
  local e = experiment(opts)
  local chart = comparison.check_chart(e, opts.chart)
  if e.csv then
    resume(e)
    write_file(e) -- a file that cannot be written is told now, not after hours
  end
  if e.figures then comparison.rank_of(e) end
  local interrupted = work(e, opts)
  local result = comparison.new(e, interrupted)
  if chart and not interrupted then comparison.draw(result, chart) end
  return result
end
