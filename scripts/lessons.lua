-- The menu of the lessons: lists them in reading order, runs the next one, remembers how far you got.
--
--     nnlua scripts/lessons.lua            the list, and on a terminal a question which to run
--     nnlua scripts/lessons.lua next       runs the first one that is not done
--     nnlua scripts/lessons.lua 3          runs the third; its name does as well
--     nnlua scripts/lessons.lua 3 --plain  with options of the lesson's own
--
-- `nnlua --lessons` is the same from anywhere.

local here = debug.getinfo(1, "S").source:match "^@(.*)/[^/]*$" or "."
os.exit(require("nn.menu").run_in(here, table.unpack(arg)), true)
