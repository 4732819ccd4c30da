-- args: the command line of a lesson or an experiment.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn

local function show_help(spec)
  print(spec.usage)
  for _, option in ipairs(spec) do
    local name, default, text = table.unpack(option, 1, 3)
    local shown = "--" .. name
    if type(default) ~= "boolean" then shown = shown .. " " .. (option.value or "VALUE") end
    local is = default ~= nil and default ~= false and (" (%s)"):format(tostring(default)) or ""
    print(("  %s%s %s%s"):format(shown, (" "):rep(22 - (utf8.len(shown) or #shown)), text, is))
  end
  print(("  %-22s %s"):format("--help", "this text"))
end

local function stop(message)
  io.stderr:write(message, "\n")
  os.exit(1, true)
end

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

--- nn.args(arg, {usage = "…", {name, default, text, value = "N"}, …}) -> a table of the options'
--- values; words that are no options are its list if the spec has words = true, else a mistake.
--- `--name value` and `--name=value` both do;
--- a default of false is a flag without value, one of nil leaves the option nil; --help prints the
--- usage and ends the program; an unknown option ends it with status 1 and the nearest name.
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
      values[name] = true
    else
      if not words[i]:find("=", 1, true) then
        i = i + 1
        value = words[i] or stop(("--%s needs a value"):format(name))
      end
      values[name] = converted(name, value, known[name][2])
    end
    i = i + 1
  end
  return values
end
