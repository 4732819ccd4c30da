-- prompt: questions to the prompt at a terminal, for the suites about it.

local lu = require "luaunit"
local terminal = require "terminal"

local prompt = {}

--- Calls body(t, folder) with a terminal whose prompt is there; see terminal.run.
function prompt.session(arguments, options, body)
  terminal.run(arguments, options, function(t, folder)
    t:wait_prompt()
    body(t, folder)
  end)
end

--- Asks line after line: { line, answer } compares all of the answer, { line, contains = part } a part.
function prompt.ask_all(t, cases)
  for _, case in ipairs(cases) do
    local answer = t:ask(case[1])
    answer = answer:gsub("input %d+", "input N")
    if case.contains then
      lu.assertStrContains(answer, case.contains, false, case[1])
    else
      lu.assertEquals(answer, case[2], case[1])
    end
  end
end

--- An empty screen with the prompt alone.
function prompt.clear(t)
  t:press("C-e", "C-u", "C-l")
  t:until_("a cleared screen", function(screen) return screen == ">" end)
end

return prompt
