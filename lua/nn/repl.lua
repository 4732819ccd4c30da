-- repl: the prompt at a terminal: reads, runs and shows. Lines come from nn.host, which is C around
-- readline; what is shown how is in describe, errors are in fault, Tab is in complete. These three are
-- loaded at their first use, so that the prompt is there at once.

local core = require "nn.core"
local _ENV = core.standard -- luacheck: ignore _ENV
-- So the user may take any of Lua's names for a variable, and the prompt goes on.

local color = require "nn.color"
local host = require "nn.host"
local lines = require "nn.lines"
local session = require "nn.session"
local strict = require "nn.strict"
local time = require "nn.time"
local nn = core.nn

local repl = {}

local texts = {} -- what was typed, by the name of its chunk; latest: the last such name
local entries = 0
local SLOW = 1 -- seconds from which on an entry says how long it took

local function say(text) io.stderr:write(text, "\n") end

-- Whatever came out of a call that failed: told, and never a reason to end.
local function tell(trouble)
  local good, text = pcall(function() return require("nn.fault").text(trouble, texts) end)
  say(good and text or tostring(trouble))
end

local function call(f, ...)
  return host.call(f, require("nn.fault").handler, ...)
end

-- ---- reading ------------------------------------------------------------------------------------

-- _PROMPT or _PROMPT2, as in lua; ours are bold.
local function prompt(first)
  local own = rawget(_G, first and "_PROMPT" or "_PROMPT2")
  if own ~= nil then
    local good, text = pcall(tostring, own)
    if good then return text end
  end
  local text = first and ">" or ">>"
  if not color.enabled(1) then return text .. " " end
  return "\1\27[" .. color.roles.prompt .. "m\2" .. text .. "\1\27[0m\2 "
end

-- The statements of a pasted text that shows a session: what stands behind prompts, without the
-- answers between; nil for a text without prompts.
local function behind_prompts(text)
  if not text:find "^%s*>" then return nil end
  local list = {}
  for line in (text .. "\n"):gmatch "(.-)\n" do
    local more, first = line:match "^%s*>>%s?(.*)$", line:match "^%s*>%s?(.*)$"
    if more and #list > 0 then
      list[#list] = list[#list] .. "\n" .. more
    elseif first and not more then
      list[#list + 1] = first
    end
  end
  return list
end

local function parses(text) return load(text, "=", "t") ~= nil end

local function is_expression(text) return parses("return " .. text) end

-- A statement is unfinished exactly when the parser stumbled over the end of the text.
local function is_unfinished(text)
  if is_expression(text) then return false end
  local chunk, message = load(text, "=", "t")
  return not chunk and message:sub(-5) == "<eof>"
end

local function is_blank(text) return not text:find "%S" end

-- Several statements and expressions in one text, each on lines of its own. nil if the text cannot be
-- divided so.
local function divided(text)
  local list, part = {}, nil
  for line in (text .. "\n"):gmatch "(.-)\n" do
    part = part and part .. "\n" .. line or line
    if is_blank(part) then
      part = nil
    elseif is_expression(part) or parses(part) then
      list[#list + 1], part = part, nil
    end
  end
  return part == nil and #list > 1 and list or nil
end

-- What is run of a text, one after the other: the text as a whole if it is one chunk, also with an
-- expression at its end; else its statements, as if they had been typed.
local function parts_of(text)
  local parts = not parses(text) and not is_expression(text) and divided(text)
  if not parts then return { text } end
  local last = table.remove(parts)
  local whole = table.concat(parts, "\n") .. "\nreturn " .. last
  if parses(whole) then return { whole } end
  parts[#parts + 1] = last
  return parts
end

-- Reads lines until a statement is whole. Returns its text; nil at the end of the input, false when
-- Ctrl-C took it back.
local function read_statement()
  local text = host.read(prompt(true), "")
  while text and text:sub(1, 1) ~= "?" and is_unfinished(text) and not divided(text) do
    local more = host.read(prompt(false), text .. "\n")
    if more == false then return false end
    if not more then break end -- Ctrl-D: the parser says what is missing
    text = text .. "\n" .. more:gsub("^>> ?", "")
  end
  return text
end

-- ---- running ------------------------------------------------------------------------------------

-- The function of a text, and whether the text is an expression; or nil and the parser's message.
local function compile(text)
  entries = entries + 1
  local name = ("=input %d"):format(entries)
  texts[name], texts.latest = text, name
  local chunk = load("return " .. text, name, "t")
  if chunk then return chunk, true end
  if text:find "^=" then return load("return " .. text:sub(2), name, "t"), true end
  local statement, message = load(text, name, "t")
  return statement, message
end

-- Does the expression end in a ";", behind which there may be a comment?
local function is_hidden(text)
  local before = text:match "^(.*);%s*%-%-[^\n]*$"
  return text:find ";%s*$" ~= nil or before ~= nil and is_expression(before)
end

local function write_values(values)
  local describe = require "nn.describe"
  io.stdout:write(describe.all(values, { width = core.columns(1), paint = color.enabled(1) }), "\n")
end

-- A lone nil is shown where a value was asked for, `text` being an expression: a call that returns nothing,
-- or nil, is silent.
local function write_nil(text)
  local line = text and require("nn.fault").nil_text(text)
  if line then io.stdout:write(color.paint("dim", line, 1), "\n") end
end

-- Keeps what came out as `_`, and shows it; `text` is what was typed if it is an expression. A value that
-- cannot be shown is an error like another.
local function show(values, hidden, text)
  if values[1] ~= nil then core.last = values[1] end
  if hidden or values.n == 0 then return end
  local good, message
  if values.n == 1 and values[1] == nil then
    good, message = call(write_nil, text)
  else
    good, message = call(write_values, values)
  end
  if not good then tell(message) end
end

local function packed(good, ...)
  return good, { n = select("#", ...), ... }
end

local function run(text)
  local chunk, expression = compile(text)
  if not chunk then return tell(expression) end
  local random, start = core.generator_state(), core.now()
  local good, values = packed(call(chunk))
  local seconds, hidden = core.now() - start, is_hidden(text)
  io.stdout:flush()
  if good then
    if host.interrupted() then session.note "the next line was interrupted: it will not be the same again" end
    session.add(text, expression == true, values.n > 0 and not hidden)
    show(values, hidden, expression and text)
  else
    core.generator_state(random) -- what failed has not happened: the session can be done again without it
    tell(values[1])
  end
  if seconds > SLOW then say(color.paint("dim", time.text(seconds), 2)) end
end

local function remember(text)
  if text == repl.previous then return end
  repl.previous = text
  host.remember(text)
  if repl.file then
    local good, message = lines.add(repl.file, text, host.append)
    if not good then
      repl.file = nil -- told once
      say("the history cannot be kept: " .. message)
    end
  end
end

-- What stands behind "?": the word that help is asked about, also in quotes; or nothing, for the tour.
local function ask(word)
  texts.latest = nil
  local _, inner = word:match "^([\"'])(.*)%1$"
  local good, message
  if word == "" then good, message = call(nn.help) else good, message = call(nn.help, inner or word) end
  if not good then tell(message) end
end

local function answer(text)
  text = text:gsub("%s+$", "")
  if text == "" then return end
  local typed = behind_prompts(text)
  if typed then
    for _, each in ipairs(typed) do answer(each) end
    return
  end
  remember(text)
  local asked = text:match "^%s*%?%s*(.*)$"
  if asked then return ask(asked) end
  for _, part in ipairs(parts_of(text)) do run(part) end
end

-- ---- the session --------------------------------------------------------------------------------

local function load_history()
  repl.file = lines.path()
  if not repl.file then return end
  for _, entry in ipairs(lines.load(repl.file)) do
    host.remember(entry)
    repl.previous = entry
  end
end

local function run_init_file()
  local path = lines.init_path()
  local file = path and io.open(path, "rb")
  if not file then return end
  file:close()
  local chunk, message = loadfile(path)
  local good, result = chunk ~= nil, message
  if chunk then good, result = call(chunk) end
  if not good then tell(result) end
end

local function set_conveniences()
  for _, name in ipairs { "help", "who", "reset", "time", "save_session" } do
    core.standard[name] = nn[name]
    if rawget(_G, name) == nil then rawset(_G, name, nn[name]) end
  end
end

local function complete(text) return require("nn.complete").at(text) end

local function hint(text)
  local line = require("nn.complete").hint(text)
  return line and "-- " .. line
end

local function belongs_to_us(source) return texts[source] ~= nil end

-- One statement, from its prompt to its answer. False at the end of the input.
local function turn()
  strict.prompt(belongs_to_us)
  local text = read_statement()
  if text then answer(text) end
  return text ~= nil
end

--- The whole session, from the first prompt to Ctrl-D. `script` ran before it, and `failed` if so;
--- `plain` leaves the start-up file aside.
function repl.run(script, failed, plain)
  if failed then
    say(("%s has failed; its global variables are here, Ctrl-D ends"):format(script))
  else
    say(("nnlua %s, %s: help() is a tour, ?name tells more, Ctrl-D ends"):format(core.version, _VERSION))
  end
  set_conveniences()
  host.serve(complete, hint, color.enabled(1))
  load_history()
  local random, seed = core.generator_state(), core.seed_in_use()
  if not plain then run_init_file() end
  if core.seed_in_use() == seed then core.generator_state(random) end -- it may draw, and changes nothing
  session.start(script)
  repeat
    local good, more = pcall(turn)
    if not good then say(tostring(more)) end
  until good and not more
end

return repl
