-- backquery: the book's look inside (part 3): send an answer backwards and see which input it asks for.

local core = require "nn.core"
local check = require "nn.check"
local nn, net = core.nn, core.net

-- Into 0.01 .. 0.99, where the logit is at home: less the smallest, over the largest, as in the book.
local function rescaled(x, layer)
  x = x - x:min()
  local largest = x:max()
  if largest == 0 then
    check.fail("backquery: all values of layer %d are equal, so that they cannot be scaled to "
      .. "0.01..0.99; a layer with one node never can", layer)
  end
  return x / largest * 0.98 + 0.01
end

--- n:backquery(targets) -> the inputs, a column scaled to 0.01..0.99. targets: one sample's outputs,
--- each between 0 and 1. At every layer: logit, less the biases, times the transposed weights, rescaled.
--- For sigmoid layers. Error: all values of a layer equal.
function net:backquery(targets)
  check.self("backquery", self, "network")
  local depth = #self.layers - 1
  for k, name in ipairs(core.net_facts(self).activations) do
    if name ~= "sigmoid" then
      check.fail("backquery: layer %d is %s, only sigmoid layers can be asked backwards", k, name)
    end
  end
  local o = nn.matrix(targets)
  if o.rows == 1 then o = o.T end
  if o.cols ~= 1 or o.rows ~= self.layers[depth + 1] then
    check.fail("backquery: the network has %d outputs, got %dx%d", self.layers[depth + 1], o.rows, o.cols)
  end
  if not (o:min() > 0 and o:max() < 1) then
    check.fail("backquery: targets must lie between 0 and 1, which a sigmoid never reaches: use "
      .. "0.01 and 0.99")
  end
  for k = depth, 1, -1 do
    local x = o:logit()
    if self.bias then x = x - self:biases(k) end
    o = rescaled(self:weights(k).T:dot(x), k - 1)
  end
  return o
end
