-- Exercise 7: one step of gradient descent.
-- Goes with: slides 002, "Gradient Descent"; slides 003, "Gradient Descent!"; slides 004, "Gradient
--   Descent".
-- Judged by: nnlua --test scripts/exercises/07_descent.lua
--
-- On the surface f = (x - 1)^2 + 2 (y + 0.5)^2 the slopes are df/dx = 2 (x - 1) and df/dy = 4 (y + 0.5). A
-- step goes down, against the slope, by the fraction L of it: new x = x - L df/dx, and y likewise.
--
-- Write the place after one step: return x, y.

local exercise = require "nn.exercise"

local function step(x, y, L)
  -- your code
end

-- ---- the judge ----------------------------------------------------------------------------------------

exercise.judge("TestDescent", step, {
  start = "Begin with the two slopes at (x, y).",
  { "step(3, 2, 0.1)", function() return { exercise.two("x, y", step(3, 2, 0.1)) } end, { 2.6, 1 },
    { { 3.4, 3 }, "You went up: a step is against the slope, with a minus." },
    { { -1, -8 }, "You took the whole slope as the step: the learning rate L is missing." },
    { { 4, 10 }, "Those are the slopes; return where the step leads." },
    { { -0.4, -1 }, "That is the step; return where it leads." },
    { { 2.6, 1.5 }, "x is right. The slope along y is 4 (y + 0.5): the 2 before the bracket counts, too." },
    { { 2.8, 1.5 }, "The 2 that comes from the square is missing in both slopes." },
    { { 2.6, 2 }, "Only x moved: every number of the place steps against its own slope." },
    { { 2.6, 0.6 }, "x is right. You have x in the slope along y: it is 4 (y + 0.5)." },
    { { 2.6, 1.6 }, "x is right. y took the slope along x: its own is 4 (y + 0.5)." },
  },
  { "ten steps", function()
    local x, y = 3, 2
    for _ = 1, 10 do x, y = step(x, y, 0.1) end
    return { x, y }
  end, { 1.21475, -0.484883 } },
})
os.exit(require "luaunit".LuaUnit.run())
