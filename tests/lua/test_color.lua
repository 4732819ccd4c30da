-- color: when text is painted and when it is not, in a terminal (script makes one) and out of it.

local lu = require "luaunit"
local child = require "child"
local color = require "nn.color"

TestColor = {}

local ROLES = { "title", "key", "string", "number", "constant", "type", "error", "dim", "prompt" }

-- What the Lua code writes to stdout under `environment`, with stdout a terminal or a pipe.
local function output(code, environment, terminal)
  local command = ("env -u NO_COLOR %s %s -e %s"):format(environment == "" and "TERM=xterm" or environment,
    child.quote(child.program()), child.quote(code))
  if terminal then
    command = ("script -qec %s /dev/null </dev/null"):format(child.quote(command))
  end
  return (child.shell(command):gsub("\r", ""))
end

local PAINT = "io.write(require('nn.color').paint('error', 'x'))"

function TestColor.testOnlyATerminalThatMayHaveThem()
  lu.assertEquals(output(PAINT, "", true), "\27[1;31mx\27[0m")
  lu.assertEquals(output(PAINT, "TERM=xterm NO_COLOR=", true), "\27[1;31mx\27[0m") -- empty counts as unset
  lu.assertEquals(output(PAINT, "TERM=xterm NO_COLOR=1", true), "x")
  lu.assertEquals(output(PAINT, "TERM=xterm NO_COLOR=0", true), "x")
  lu.assertEquals(output(PAINT, "TERM=dumb", true), "x")
  lu.assertEquals(output(PAINT, "-u TERM", true), "x")
  lu.assertEquals(output("require('nn.color').off() " .. PAINT, "", true), "x")
  lu.assertEquals(output(PAINT .. "require('nn.color').off() " .. PAINT, "", true), "\27[1;31mx\27[0mx")
  lu.assertEquals(output(PAINT, "", false), "x")
end

-- stdout goes into a pipe, stderr is the terminal: each is asked on its own.
function TestColor.testEachStreamOnItsOwn()
  local code = "local c = require 'nn.color' io.write(tostring(c.enabled()), tostring(c.enabled(1)), "
    .. "tostring(c.enabled(2)), c.paint('error', 'x'), c.paint('error', 'y', 2))"
  local command = ("env -u NO_COLOR TERM=xterm %s -e %s | cat"):format(child.quote(child.program()),
    child.quote(code))
  command = ("script -qec %s /dev/null </dev/null"):format(child.quote(command))
  lu.assertEquals((child.shell(command):gsub("\r", "")), "falsefalsetruex\27[1;31my\27[0m")
end

-- Black, white, yellow and blue, plain or bright, vanish on one background or another.
function TestColor.testCodesThatReadOnLightAndOnDark()
  local unreadable = {}
  for _, code in ipairs { 30, 33, 34, 37, 90, 93, 94, 97 } do unreadable[code] = true end
  local count = 0
  for role, codes in pairs(color.roles) do
    count = count + 1
    for code in codes:gmatch "%d+" do lu.assertNil(unreadable[tonumber(code)], role) end
    lu.assertStrMatches(codes, "%d+;?%d*")
  end
  lu.assertEquals(count, #ROLES)
  for _, role in ipairs(ROLES) do lu.assertNotNil(color.roles[role], role) end
end

function TestColor.testNothingIsNotPainted()
  lu.assertEquals(output("io.write(require('nn.color').paint('error', ''))", "", true), "")
end
