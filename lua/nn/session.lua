-- session: what worked at this prompt, and nn.save_session, which writes it as a script.

local core = require "nn.core"
local check = require "nn.check"
local nn = core.nn
local _ENV = core.standard -- luacheck: ignore _ENV

local session = { steps = {} } -- steps: {text, expression = boolean, shown = boolean} or {note}

-- What is at hand at the prompt only. Lines that only look are not worth doing again.
local conveniences = { "help", "who", "reset", "time", "save_session" }
local only_looks = { help = true, who = true, save_session = true }

--- Before a script that a prompt will follow: its random numbers belong to the session.
function session.seed_script()
  session.seed = core.first_seed
  math.randomseed(session.seed)
end

--- The prompt begins, after `script` if that is given, else with the first random numbers of the seed.
function session.start(script)
  session.running, session.script_path = true, script
  if session.seed then return end
  session.seed = core.seed_in_use()
  nn.seed(session.seed)
  math.randomseed(session.seed)
end

--- Notes an entry that worked. `shown`: it has given values that were shown.
function session.add(text, expression, shown)
  local called = text:match "^%s*n?n?%.?([%a_]+)%s*[%({\"']"
  if only_looks[called] and expression then return end
  session.steps[#session.steps + 1] = { text = text, expression = expression, shown = shown }
end

--- Notes what a reader of the script has to know.
function session.note(text) session.steps[#session.steps + 1] = { note = text } end

-- ---- the script ---------------------------------------------------------------------------------

local function tokens_of(step)
  step.tokens = step.tokens or require("nn.scan").read(step.text)
  return step.tokens
end

-- Is the word in the step's code as a variable or a keyword?
local function has_word(step, word)
  local r = tokens_of(step)
  for i = 1, r.count do
    if r.words[i] == word and r.words[i - 1] ~= "." and r.words[i - 1] ~= ":" then return true end
  end
  return false
end

local function any_has_word(word)
  for _, step in ipairs(session.steps) do
    if step.text and has_word(step, word) then return true end
  end
end

-- Does the step itself return, not only a function in it?
local function returns(step)
  local r, open, functions = tokens_of(step), {}, 0
  for i = 1, r.count do
    local word = r.kinds[i] == "keyword" and r.words[i]
    if word == "function" or word == "do" or word == "if" or word == "repeat" then
      open[#open + 1] = word
      functions = functions + (word == "function" and 1 or 0)
    elseif word == "end" or word == "until" then
      functions = functions - (table.remove(open) == "function" and 1 or 0)
    elseif word == "return" and functions == 0 then
      return true
    end
  end
end

-- The step as an expression, or nil if it is none.
local function value_of(step)
  local text = step.text:gsub("[%s;]+$", "")
  if step.expression then
    local before = text:match "^(.*);%s*%-%-[^\n]*$"
    if before and load("return " .. before) then text = before end
    return (text:gsub("^=", ""))
  end
  return returns(step) and ("(function()\n%s\nend)()"):format(step.text) or nil
end

-- A step as a statement. Its locals end with it, as they did at the prompt.
local function statement(step, keeps_last)
  if step.note then return "-- " .. step.note end
  local value = value_of(step)
  if not value then
    if has_word(step, "local") or has_word(step, "goto") then return "do\n" .. step.text .. "\nend" end
    return step.text
  end
  local close = value:find("--", 1, true) and "\n" or "" -- it may end in a comment
  if value:match "^%s*%-%-[^\n%[]*$" then return value end
  local kept = (keeps_last and "keep(%s%s)" or "%s%s"):format(value, close)
  if step.shown then return "print(" .. kept .. ")" end
  if keeps_last then return kept end
  if load(value) then return value:find "^%s*%(" and ";" .. value or value end
  return ("do local _ = %s%send"):format(value, close == "" and " " or close)
end

-- The script that ran before the prompt, with its arguments; as a text if `path` is to replace it.
local function first_script(path)
  local words, script, given = {}, session.script_path, rawget(_G, "arg")
  if type(given) == "table" then
    words[1] = ("[0] = %q"):format(script)
    for _, word in ipairs(given) do words[#words + 1] = ("%q"):format(word) end
  end
  local lines = { #words > 1 and ("arg = { %s }"):format(table.concat(words, ", ")) or nil }
  local file <close> = path:gsub("^%./", "") == script:gsub("^%./", "") and io.open(script, "rb") or nil
  if file then
    lines[#lines + 1] = file:read "a":gsub("^#[^\n]*", ""):gsub("%s+$", "")
  elseif #words > 1 then
    lines[#lines + 1] = ("assert(loadfile(%q))(table.unpack(arg))"):format(script)
  else
    lines[#lines + 1] = ("dofile(%q)"):format(script)
  end
  return table.concat(lines, "\n")
end

--- The session as the text of a script, to be written to `path`. The seed at its head is the one that
--- the program started with.
function session.script(path)
  local lines = {
    ("-- A session of nnlua %s. `nnlua FILE` does it again, `nnlua -i FILE` goes on from there."):format(
      core.version),
    ("nn.seed(%d)"):format(session.seed),
    ("math.randomseed(%d)"):format(session.seed),
  }
  if session.script_path then lines[#lines + 1] = first_script(path) end
  for _, name in ipairs(conveniences) do
    if any_has_word(name) then lines[#lines + 1] = ("local %s = nn.%s"):format(name, name) end
  end
  local keeps_last = any_has_word "_"
  if keeps_last then
    lines[#lines + 1] = "local _\nlocal function keep(...)\n  if ... ~= nil then _ = ... end"
    lines[#lines + 1] = "  return ...\nend"
  end
  for _, step in ipairs(session.steps) do lines[#lines + 1] = statement(step, keeps_last) end
  return table.concat(lines, "\n") .. "\n"
end

--- nn.save_session(path) writes the lines that worked at the prompt as a script that gives the same
--- numbers: with the seed, and without what failed. An existing file is replaced.
function nn.save_session(path)
  if type(path) ~= "string" or path == "" then
    check.fail("save_session: a file's name was expected, as in save_session \"lesson.lua\"; got %s",
      check.what(path))
  end
  if not session.running then
    check.fail("save_session: nothing was typed, there is no prompt here")
  end
  core.write_file(path, session.script(path))
  local count = 0
  for _, step in ipairs(session.steps) do count = count + (step.text and 1 or 0) end
  print(("%d line%s in %s; nnlua -i %s goes on from there"):format(count, count == 1 and "" or "s", path,
    path))
end

return session
