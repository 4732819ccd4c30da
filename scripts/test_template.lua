-- A suite of one's own, to copy and to change: nnlua --test scripts/test_template.lua
-- LuaUnit calls every function of a global table whose name begins with Test, and says which assertions
-- did not hold. Here a hand-made neuron is compared with the network that nnlua makes.

local lu = require "luaunit"

-- What is tested: the answer of a layer of sigmoid nodes, as the book writes it, X = W · I, O = sigmoid(X).
local function layer(W, I) return W:dot(I):sigmoid() end

TestLayer = {}

function TestLayer:setUp() -- before each test
  self.I = nn.matrix { 0.9, 0.1, 0.8 }
  self.W = nn.matrix { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } }
end

function TestLayer:test_the_books_example()
  local O = layer(self.W, self.I)
  lu.assertAlmostEquals(O[1], 0.761, 0.001)
  lu.assertAlmostEquals(O[2], 0.603, 0.001)
  lu.assertAlmostEquals(O[3], 0.650, 0.001)
end

function TestLayer:test_the_network_agrees()
  local n = nn.network { 3, 3, precision = "double" }
  n:set_weights(1, self.W)
  lu.assertTrue(n:query(self.I):near(layer(self.W, self.I), 1e-12))
end

function TestLayer:test_shapes_that_do_not_fit()
  lu.assertErrorMsgContains("dot", layer, self.W, nn.matrix { 1, 2 })
end

os.exit(lu.LuaUnit.run()) -- so that `nnlua scripts/test_template.lua` does it, too
