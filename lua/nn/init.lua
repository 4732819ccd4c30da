-- init: finishes the module's tables at start. Everything written in Lua is found through `home` and
-- loaded at its first use, so that a plain start stays short.

local core = require "nn.core"
local nn = core.nn

-- Which file brings which name. A file, once loaded, has put all its names in their tables.
local home = {
  nn = { network = "network", data = "data", load = "file", info = "info", args = "args",
    gradcheck = "gradcheck", help = "help", show = "picture", parallel = "parallel", compare = "compare",
    image = "image", plot = "plot", animate = "animate", who = "who", reset = "who", time = "time",
    save_session = "session" },
  matrix = { save = "file", show = "picture" },
  network = {
    fit = "fit", evaluate = "evaluate", confusion = "evaluate", classify = "evaluate",
    backquery = "backquery", save = "file", scaled = "network", explain = "explain",
    show = "inside", show_weights = "inside", show_classes = "inside", mistakes = "inside",
    _property = "network",
  },
  dataset = {
    _property = "dataset", split = "dataset", shuffle = "dataset", take = "dataset", sub = "dataset",
    filter = "dataset", columns = "dataset", concat = "dataset", scale = "dataset",
    targets = "dataset", matrices = "dataset", jitter = "dataset",
    rotate = "dataset", shift = "dataset", elastic = "dataset",
    show = "picture",
  },
  image = { save = "picture", show = "picture" },
  sample = { show = "picture" },
}

-- `names` can be read from the metatable: completion and help know them before they are loaded.
local function load_on_use(t, names)
  setmetatable(t, {
    names = names,
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
core.sample = {}
core.sample_meta.__index = core.sample
load_on_use(core.sample, home.sample)
load_on_use(core.image_meta.methods, home.image)

-- The methods of every kind, for whoever goes through them all: help, completion.
core.kinds = { matrix = core.matrix, network = core.net, dataset = core.set,
  image = core.image_meta.methods, sample = core.sample }

core.matrix_meta.__tostring = function(m) return require("nn.print").matrix(m) end
core.network_meta.__tostring = function(n) return require("nn.print").network(n) end
core.dataset_meta.__tostring = function(d) return require("nn.print").dataset(d) end
core.sample_meta.__tostring = function(s) return require("nn.print").sample(s) end
core.activations_meta.__tostring = function(list) return require("nn.print").activations(list) end
core.dataset_meta.__newindex = function(_, name)
  core.fail(("a data set's '%s' cannot be set; its methods make new sets"):format(tostring(name)))
end

nn.version = core.version

-- What the user did not make: for nn.who and nn.reset, which come later.
core.first_seed, core.standard = core.seed_in_use(), { nn = nn }
for name, value in next, _G do core.standard[name] = value end
