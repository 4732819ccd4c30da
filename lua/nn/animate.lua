-- animate: nn.animate, pictures that follow each other in the same place of the terminal, or in a GIF.

local core = require "nn.core"
local check = require "nn.check"
local frame = require "nn.frame"
local live = require "nn.live"
local picture = require "nn.picture"
local progress = require "nn.progress"
local nn = core.nn

local MOST_FRAMES = 100000
local LONGEST = 3600 -- seconds a frame

local options = {
  delay = function(v)
    if check.number(0)(v) or v > LONGEST then return ("a number of seconds from 0 to %d"):format(LONGEST) end
  end,
  loop = check.whole(0, 65535),
  save = function(v)
    if type(v) ~= "string" or not v:lower():match "%.gif$" then return "a name that ends in .gif" end
  end,
  range = function(v)
    local expected = v ~= "frame" and picture.options.range(v)
    return expected and expected .. ", or 'frame'" or nil
  end,
}
for name, judge in pairs(picture.options) do options[name] = options[name] or judge end

-- The options that are picture's, for each frame.
local own = { delay = true, loop = true, save = true, show = true }
local function of_pictures(o)
  local all = {}
  for name, value in pairs(o) do
    if not own[name] and not (name == "range" and value == "frame") then all[name] = value end
  end
  return all
end

-- Is everything drawn, or is it only the last frame that anybody will see?
local function is_drawn(o) return o.show or o.save == nil and o.show == nil end

-- Draws a frame in its place, and waits until the next is due.
local function draw(run, one)
  local columns, rows = live.room()
  local begun = core.now()
  run.place:draw(frame.text(one, columns, rows, run.mode, run.colors, run.seen))
  run.due = math.max(run.due or begun, begun - run.delay) + run.delay
end

local function wait(run)
  if run.due then core.await({}, math.max(0, run.due - core.now())) end
end

-- All frames; those that go into a file are kept.
local function play(run, count, f)
  for i = 1, count do
    local one = frame.new(f(i), run.options, ("animate: f(%d)"):format(i))
    if run.place then
      wait(run)
      draw(run, one)
    elseif run.seen then
      frame.look(one, run.seen)
    end
    run.last = one
    if run.frames then run.frames[i] = frame.frozen(one) end
    if run.line then run.line:update(i, ("frame %d/%d"):format(i, count)) end
  end
end

local function save(run, o)
  -- only now is it known whether any number is negative, which decides on the colours
  for _, one in ipairs(run.seen and run.frames or {}) do frame.look(one, run.seen) end
  require("nn.gif").write(o.save, run.frames, math.floor(run.delay * 100 + 0.5), o.loop or 0, run.seen)
end

--- nn.animate(n, f, options): draws f(1) to f(n), each in the place of the one before it: anything that
--- nn.show draws, or a table for nn.plot. On a pipe it draws the last alone. options: delay, the seconds of a
--- frame (0.1); save = "x.gif", played `loop` times (0: for ever); show; and those of nn.show. Colours
--- mean the same numbers in all frames: in the terminal the range grows with the frames, in a GIF it
--- is that of all of them; range = {low, high} sets it, range = "frame" lets every frame have its own.
function nn.animate(count, f, o)
  check.value("animate: the number of frames", count, check.whole(1, MOST_FRAMES))
  check.value("animate: the second argument", f, check.kind "function")
  o = check.options("animate", o, options)
  local run = { options = of_pictures(o), delay = o.delay or 0.1, seen = o.range ~= "frame" and {} or nil,
    frames = o.save and {} }
  run.mode, run.colors = picture.terminal()
  if is_drawn(o) and live.possible(1) then run.place = live.new(run.mode) end
  run.line = o.save and not run.place and progress.new(count, false, "", 1)
  do
    local _ <close> = setmetatable({}, { __close = function()
      if run.place then run.place:close() end
      if run.line then run.line:finish() end
    end })
    play(run, count, f)
  end
  if run.frames then save(run, o) end
  if is_drawn(o) and not run.place then
    local text = frame.text(run.last, core.columns(1), nil, run.mode, run.colors, run.seen)
    print((text:gsub("\n$", "")))
  end
end

return nn.animate
