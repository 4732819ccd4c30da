--[[ The README's sessions, word for word: what stands behind its prompts is typed at a terminal, and the
screen has to show what the README shows. Numbers with decimals may differ in their last digit, as processors
do; a line of … stands for lines that are left out, and times are any times. ]]

local lu = require "luaunit"
local child = require "child"
local terminal = require "terminal"

TestReadme = {}

-- The README's blocks that begin with a prompt: lists of {line = typed, more = is a continuation, answer}.
local function sessions()
  local list = {}
  for block in child.read "README.md":gmatch "\n```[^\n]*\n(.-)\n```" do
    if block:find "^> " then
      local steps = {}
      for line in (block .. "\n"):gmatch "(.-)\n" do
        local mark, rest = line:match "^(>>?) ?(.*)$"
        if mark then
          steps[#steps + 1] = { line = rest, more = mark == ">>", answer = {} }
        else
          table.insert(steps[#steps].answer, line)
        end
      end
      list[#list + 1] = steps
    end
  end
  return list
end

-- Do the lines agree, up to a last digit and to times?
local function agree(shown, expected)
  local function numbers(text)
    local list = {}
    local rest = text:gsub("%d[%d.]* [mµ]*s%f[%W]", "TIME"):gsub("%-?%d+%.%d+", function(number)
      list[#list + 1] = number
      return "NUMBER"
    end)
    return rest:gsub("%s+", " "), list
  end
  local shown_rest, shown_numbers = numbers(shown)
  local expected_rest, expected_numbers = numbers(expected)
  if shown_rest ~= expected_rest then return false end
  for i, number in ipairs(expected_numbers) do
    local digits = #number:match "%.(%d+)"
    if math.abs(shown_numbers[i] - number) > 1.5 * 10.0 ^ -digits then return false end
  end
  return true
end

local function all_agree(shown, expected)
  local i = 1
  for k, line in ipairs(expected) do
    if line:find "^%s*…$" then -- lines that are left out
      i = #shown - (#expected - k) + 1
    elseif not shown[i] or not agree(shown[i], line) then
      return false
    else
      i = i + 1
    end
  end
  return i == #shown + 1
end

local function lines_of(text)
  local list = {}
  if text == "" then return list end
  for line in (text .. "\n"):gmatch "(.-)\n" do list[#list + 1] = line end
  return list
end

-- Types a block. A statement of several lines is asked with its last one.
local function type_block(t, steps)
  for i, step in ipairs(steps) do
    local next_step = steps[i + 1]
    if next_step and next_step.more then
      t:enter(step.line)
      t:until_("a continuation", function(screen) return ("\n" .. screen):find "\n>>$" end)
    else
      local shown = step.more and t:finish(step.line) or t:ask(step.line)
      if not all_agree(lines_of(shown), step.answer) then
        lu.fail(("the README shows after %s\n%s\nthe screen\n%s"):format(step.line,
          table.concat(step.answer, "\n"), shown))
      end
    end
  end
end

function TestReadme.testSessions()
  if not terminal.possible() then lu.skip "tmux is not installed; `make deps` brings it" end
  local blocks = sessions()
  lu.assertTrue(#blocks > 0)
  local here = child.shell "pwd"
  for _, steps in ipairs(blocks) do
    terminal.run(nil, { height = 50, folder = here }, function(t)
      t:wait_prompt()
      type_block(t, steps)
    end)
  end
end
