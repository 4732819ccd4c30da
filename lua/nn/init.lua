-- init: finishes the module's tables at start. Everything written in Lua is found through `home` and
-- loaded at its first use, so that a plain start stays short.

local core = require "nn.core"
local nn = core.nn

-- Which file brings which name. A file, once loaded, has put all its names in their tables.
local home = {
  nn = { network = "network", data = "data", load = "file", info = "info", args = "args",
    gradcheck = "gradcheck" },
  matrix = { save = "file" },
  network = {
    fit = "fit", evaluate = "evaluate", confusion = "evaluate", classify = "evaluate",
    backquery = "backquery", save = "file", scaled = "network", explain = "explain",
    _property = "network",
  },
  dataset = {
    _property = "dataset", split = "dataset", shuffle = "dataset", take = "dataset", sub = "dataset",
    filter = "dataset", columns = "dataset", concat = "dataset", scale = "dataset",
    targets = "dataset", matrices = "dataset", jitter = "dataset",
  },
}

local function load_on_use(t, names)
  setmetatable(t, {
    __index = function(_, name)
      local file = names[name]
      if not file then return nil end
      require("nn." .. file)
      return rawget(t, name)
    end,
    __pairs = function()
      for _, file in pairs(names) do require("nn." .. file) end
      return next, t
    end,
  })
end

core.matrix, core.set, core.net =
  core.matrix_meta.methods, core.dataset_meta.methods, core.network_meta.methods
load_on_use(nn, home.nn)
load_on_use(core.matrix, home.matrix)
load_on_use(core.net, home.network)
load_on_use(core.set, home.dataset)

core.matrix_meta.__tostring = function(m) return require("nn.print").matrix(m) end
core.network_meta.__tostring = function(n) return require("nn.print").network(n) end
core.dataset_meta.__tostring = function(d) return require("nn.print").dataset(d) end
core.dataset_meta.__newindex = function(_, name)
  core.fail(("a data set's '%s' cannot be set; its methods make new sets"):format(tostring(name)))
end

nn.version = core.version
