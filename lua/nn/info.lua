-- info: nn.info(), what this program is made of and how it is set.

local core = require "nn.core"
local nn = core.nn

local info = {}
info.__index = info

function info:__tostring()
  local choice = self.coretype and (" (forced by OPENBLAS_CORETYPE=" .. self.coretype .. ")")
    or " (its own choice)"
  return table.concat({
    ("nnlua %s, %s"):format(self.version, self.lua),
    ("seed %d"):format(self.seed),
    ("OpenBLAS kernels %s%s, up to %d threads for large products"):format(self.blas_core, choice,
      self.threads),
    self.blas_config,
  }, "\n")
end

--- nn.info() -> a table {version, lua, seed, blas_core, blas_config, coretype, threads}, which prints
--- itself. seed is what nn.seed was last given, or what was drawn at the start.
function nn.info()
  local blas = core.blas()
  return setmetatable({ version = core.version, lua = _VERSION, seed = core.seed_in_use(),
    blas_core = blas.core, blas_config = blas.config, coretype = blas.coretype,
    threads = blas.threads }, info)
end
