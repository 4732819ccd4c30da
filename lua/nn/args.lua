-- args: the command line of a lesson or an experiment.
-- Gives nn.args; and for scripts stop, plain, network, and judges (see check.options): mnist, to_save.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local args = {}

local ENOENT = 2

-- A default as it would be typed.
local function typed(default)
  return type(default) == "table" and table.concat(default, ",") or tostring(default)
end

local function show_help(spec)
  print(spec.usage)
  for _, option in ipairs(spec) do
    local name, default, text = table.unpack(option, 1, 3)
    local shown = "--" .. name
    if type(default) ~= "boolean" then shown = shown .. " " .. (option.value or "VALUE") end
    local is = default ~= nil and default ~= false and (" (%s)"):format(typed(default)) or ""
    print(("  %s%s %s%s"):format(shown, (" "):rep(22 - (utf8.len(shown) or #shown)), text, is))
  end
  print(("  %-22s %s"):format("--help", "this text"))
end

--- Ends the program with one sentence.
function args.stop(message)
  io.stderr:write(message, "\n")
  os.exit(1, true)
end

local stop = args.stop

-- The text of a value as what the default is, a number or text; without a default, whatever it is.
local function converted(name, text, default)
  if default == nil then return math.tointeger(text) or tonumber(text) or text end
  if type(default) ~= "number" then return text end
  local n = tonumber(text)
  if not n then stop(("--%s: a number was expected, got '%s'"):format(name, text)) end
  if math.type(default) == "integer" then
    n = math.tointeger(n) or stop(("--%s: a whole number was expected, got '%s'"):format(name, text))
  end
  return n
end

-- The value, once the option's judge is content with it.
local function judged(option, value)
  local expected = option.check and option.check(value)
  if expected then stop(("--%s: %s was expected, got '%s'"):format(option[1], expected, value)) end
  return value
end

-- What the text of an option stands for: of a list as default, a list of such numbers.
local function value_of(option, text)
  local name, default = option[1], option[2]
  if type(default) ~= "table" then return judged(option, converted(name, text, default)) end
  local list = {}
  for part in (text .. ","):gmatch "([^,]*)," do
    list[#list + 1] = judged(option, converted(name, part, default[1]))
  end
  return list
end

--- nn.args(arg, {usage = "…", {name, default, text, value = "N"}, …}) -> a table of the options'
--- values; words that are no options are its list if the spec has words = true, else a mistake.
--- `--name value` and `--name=value` both do;
--- a default of false is a flag without value, one of nil leaves the option nil, one that is a list of
--- numbers takes such a list, "300,100"; check = f in an option is a judge of what is typed, in a list of
--- each number: f(value) gives nothing, or what it expected. --help prints the
--- usage and ends the program; a mistake ends it with status 1 and one sentence.
function nn.args(words, spec)
  if type(words) ~= "table" or type(spec) ~= "table" then
    check.fail("args: the list of words, arg, and a table of options were expected, got %s and %s",
      check.what(words), check.what(spec))
  end
  local values, known = {}, {}
  for i, option in ipairs(spec) do
    if type(option) ~= "table" or type(option[1]) ~= "string" then
      check.fail("args: option %d must be a table {name, default, text}", i)
    end
    if option[2] == true then
      check.fail("args: option %d: a flag is false at first, and true when it is given", i)
    end
    if option.check ~= nil and type(option.check) ~= "function" then
      check.fail("args: option %d: check must be a function, got %s", i, check.what(option.check))
    end
    known[option[1]] = option
    values[option[1]] = option[2]
  end
  local i = 1
  while i <= #words do
    if type(words[i]) ~= "string" then
      check.fail("args: word %d must be text, got %s", i, check.what(words[i]))
    end
    local name, value = words[i]:match("^%-%-([%w_-]+)=?(.*)$")
    if name == "help" or words[i] == "-h" then
      show_help(spec)
      os.exit(0, true)
    end
    if not name then
      if not spec.words then stop(("unexpected '%s'; --help tells the options"):format(words[i])) end
      values[#values + 1] = words[i]
    elseif not known[name] then
      local near = check.nearest(name, known)
      stop(("unknown option --%s%s"):format(name, near and (", did you mean --%s?"):format(near) or ""))
    elseif known[name][2] == false then
      if words[i]:find("=", 1, true) then stop(("--%s takes no value"):format(name)) end
      values[name] = true
    else
      if not words[i]:find("=", 1, true) then
        i = i + 1
        value = words[i] or stop(("--%s needs a value"):format(name))
      end
      values[name] = value_of(known[name], value)
    end
    i = i + 1
  end
  return values
end

-- ---- files and folders -------------------------------------------------------------------------------

--- The folder of a data set like MNIST.
function args.mnist(v)
  if nn.data.find("mnist", tostring(v)) ~= v then return "a folder with MNIST's files" end
end

--- A name for n:save, in a folder that is there and lets one write.
function args.to_save(v)
  v = tostring(v)
  if not v:find "%.npz$" then return "a name that ends in .npz" end
  local old, _, why = io.open(v)
  if old then old:close() end
  local absent = not old and why == ENOENT
  local file, _, code
  if old or absent then file, _, code = io.open(v, "a") end
  if not file then
    return code == ENOENT and "a file in a folder that is there" or "a file that may be read and written"
  end
  file:close()
  if absent then os.remove(v) end
end

--- What a message says without the place in the file that raised it.
function args.plain(message) return (tostring(message):gsub("^[^\n]-:%d+: ", "")) end

--- The network in a file, with so many inputs and (or nil) outputs; else the program ends.
function args.network(path, inputs, outputs)
  local fine, n = pcall(nn.load, path)
  if not fine then stop(args.plain(n)) end
  local meta = debug.getmetatable(n)
  local layers = type(meta) == "table" and meta.__name == "network" and n.layers
  if not layers or layers[1] ~= inputs or outputs and layers[#layers] ~= outputs then
    stop(("%s: holds no network with %d inputs%s"):format(path, inputs,
      outputs and (" and %d outputs"):format(outputs) or ""))
  end
  return n
end

return args
