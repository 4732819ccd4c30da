--[[ n:explain: its numbers are those of the reference, of n:train and of core.pull, for every kind of
network; nothing changes; the text fits 80 columns and holds the numbers. ]]
local lu = require "luaunit"
local json = require "cjson"
local nn = require "nn"
local core = require "nn.core"
local assert_matrix = require "assert_matrix"
local child = require "child"
local raises = require "raises"

TestExplain = {}

function TestExplain.setUp()
  nn.seed(11)
end

local cases = {}
for _, case in ipairs(json.decode(child.read "tests/ref/reference.json").cases) do cases[case.id] = case end

-- The network of LESSONS.md, row T-1, in double.
local function three(rule, options)
  local inputs = cases["train-" .. rule .. "-3-3-3"].inputs
  local given = { 3, 3, 3, precision = "double", rule = rule, learning_rate = inputs.lr }
  for key, value in pairs(options or {}) do given[key] = value end
  local n = nn.network(given)
  for k, W in ipairs(inputs.weights) do n:set_weights(k, W) end
  return n, inputs.samples[1][1], inputs.samples[1][2]
end

-- ---- the numbers -----------------------------------------------------------------------------------

function TestExplain.testReference()
  for _, rule in ipairs { "book", "gradient" } do
    local n, x, t = three(rule)
    local e, after = n:explain(x, t), cases["train-" .. rule .. "-3-3-3"].expected["1"]
    for k = 1, 2 do
      assert_matrix(e.layers[k].W_after, after.weights[k], 1e-12, rule)
      assert_matrix(e.layers[k].W + e.layers[k].dW, after.weights[k], 1e-12, rule)
    end
    assert_matrix(e.O_after, after.outputs[1], 1e-12)
    local slopes = cases["gradient-3x3x3"].expected
    assert_matrix(e.layers[2].G, slopes.book_delta_who_lr1, 1e-12)
    assert_matrix(e.layers[1].G, slopes[(rule == "book" and "book" or "exact") .. "_delta_wih_lr1"], 1e-12)
    lu.assertAlmostEquals(e.loss, slopes.E / 2, 1e-12)
    lu.assertEquals({ e.rule, e.learning_rate, e.sizes }, { rule, 0.3, { 3, 3, 3 } })
    lu.assertTrue(e.loss_after < e.loss)
    assert_matrix(e.I, x)
    assert_matrix(e.T, t)
    assert_matrix(e.E, e.T - e.O, 0)
  end
end

-- Forward, back and step of every kind of network, against n:activations, core.pull and n:train.
local function check_numbers(n, x, t, name)
  local before, e = n:copy(), n:explain(x, t)
  local set = nn.data.new({ x }, nn.matrix { t })
  local outputs = before:activations(x)
  for k, layer in ipairs(e.layers) do
    assert_matrix(layer.O, outputs[k + 1], 0, name)
    assert_matrix(layer.input, outputs[k], 0, name)
    assert_matrix(layer.X, layer.W:dot(outputs[k]) + (n.bias and layer.b or 0), 1e-14, name)
    local G, b = core.pull(before, set, k)
    assert_matrix(layer.G, G, 1e-14, name)
    if n.bias then assert_matrix(layer.D, b, 1e-14, name) end
  end
  lu.assertAlmostEquals(e.loss, before:evaluate(set).loss, 1e-14)
  before:train(x, t)
  for k, layer in ipairs(e.layers) do
    assert_matrix(layer.W_after, before:weights(k), 0, name)
    assert_matrix(layer.W + layer.dW, before:weights(k), 1e-12, name)
    if n.bias then assert_matrix(layer.b + layer.db, before:biases(k), 1e-12, name) end
  end
  assert_matrix(e.O_after, before:query(x), 0, name)
  lu.assertAlmostEquals(e.loss_after, before:evaluate(set).loss, 0)
  -- and the network itself is where it was: the same step leads to the same place
  n:train(x, t)
  for k = 1, #e.layers do lu.assertTrue(n:weights(k) == before:weights(k), name) end
  return tostring(e)
end

local function check_text(text, name)
  for line in text:gmatch "[^\n]+" do
    lu.assertTrue(utf8.len(line) <= 80, ("%s: %d columns: %s"):format(name, utf8.len(line), line))
    lu.assertFalse(line:find "%s$" ~= nil, name .. ": blanks at the end")
  end
  lu.assertNil(text:find("nan", 1, true), name)
  lu.assertNil(text:find("nil", 1, true), name)
end

function TestExplain.testEveryNetwork()
  for _, last in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear", "softmax" } do
    for _, hidden in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear" } do
      for depth = hidden == "sigmoid" and 1 or 2, 4 do
        for _, loss in ipairs { "squared", "mean_squared", "cross_entropy" } do
          if loss ~= "cross_entropy" or last == "sigmoid" or last == "softmax" then
            local options = { 4, precision = "double", rule = "gradient", loss = loss, bias = depth % 2 == 0,
              seed = depth, activation = {} }
            for k = 1, depth do
              options[k + 1] = k == depth and 3 or 4 + k % 2
              options.activation[k] = k == depth and last or hidden
            end
            local name = ("%s, %s, %d layers, %s"):format(hidden, last, depth, loss)
            local x, t = nn.randn(4, 1):totable(), { 0.2, 0.9, 0.4 }
            check_text(check_numbers(nn.network(options), x, t, name), name)
          end
        end
      end
    end
  end
end

function TestExplain.testTheBooksRuleAtAnyDepth()
  for depth = 1, 5 do
    local options = { 3, precision = "double", rule = "book", bias = depth % 2 == 1, seed = 1 }
    for k = 1, depth do options[k + 1] = 2 + k % 3 end
    local t = nn.rand(options[depth + 1], 1):totable()
    check_text(check_numbers(nn.network(options), { 0.3, -0.5, 2 }, t, "book " .. depth), "book " .. depth)
  end
end

function TestExplain.testEveryOptimizer()
  local options = { { optimizer = "momentum" }, { optimizer = "nesterov" }, { optimizer = "rmsprop" },
    { optimizer = "adam" }, { weight_decay = 0.3 }, { l1 = 0.2 }, { clip = 0.01 },
    { optimizer = "adam", weight_decay = 0.1, clip = 1 } }
  for _, option in ipairs(options) do
    local given = { 3, 4, 2, bias = true, precision = "double", seed = 4, activation = "tanh" }
    for key, value in pairs(option) do given[key] = value end
    local n = nn.network(given)
    for _ = 1, 3 do n:train({ 1, 2, 3 }, { 0.5, -0.5 }) end -- the optimizer remembers something
    local name = next(option)
    local text = check_numbers(n, { 0.1, -0.2, 0.3 }, { 0.5, 0.1 }, name)
    check_text(text, name)
    lu.assertStrContains(text, "is pulled by D")
    for key, value in pairs(option) do
      lu.assertStrContains(text, key == "optimizer" and value or ("%s = %g"):format(key, value))
    end
  end
end

-- In float the weights after the step are what n:train makes them, and the rest is as good as float is.
function TestExplain.testFloat()
  local n = nn.network { 3, 4, 2, seed = 2, bias = true }
  local e = n:explain({ 1, 0.5, 0.25 }, { 0.01, 0.99 })
  local c = n:copy()
  c:train({ 1, 0.5, 0.25 }, { 0.01, 0.99 })
  for k, layer in ipairs(e.layers) do
    lu.assertTrue(layer.W_after == c:weights(k) and layer.b_after == c:biases(k))
    assert_matrix(layer.W + layer.dW, c:weights(k), 2e-7)
  end
end

function TestExplain.testActivationsInLua()
  local square = { f = function(x) return x * x end, df = function(x) return 2 * x end }
  local n = nn.network { 2, 3, 2, activation = { square, "sigmoid" }, precision = "double", seed = 1 }
  local text = check_numbers(n, { 0.5, -0.3 }, { 0, 1 }, "written in Lua")
  lu.assertStrContains(text, "O_hidden = f(X_hidden)")
  lu.assertStrContains(text, "D_hidden = E_hidden ∘ f'(X_hidden)")
  n = nn.network { 2, 2, activation = square, precision = "double", seed = 1, loss = "mean_squared" }
  lu.assertStrContains(check_numbers(n, { 0.5, -0.3 }, { 0, 1 }, "last"), "D_output = 2/2 · E_output ∘ f'(X")
end

-- ---- nothing changes -------------------------------------------------------------------------------

function TestExplain.testNothingChanges()
  local n = nn.network { 3, 4, 2, seed = 2, optimizer = "adam", activation = "tanh" }
  n:train({ 1, 2, 3 }, { 0.1, 0.2 })
  local c = n:copy()
  for _ = 1, 3 do tostring(n:explain({ 1, 2, 3 }, { 0, 1 })) end
  lu.assertEquals(core.random_state(n), core.random_state(c))
  local memory, t = core.net_memory(n)
  local other, steps = core.net_memory(c)
  lu.assertTrue(memory == other and t == steps)
  for k = 1, 2 do lu.assertTrue(n:weights(k) == c:weights(k) and n:biases(k) == c:biases(k)) end
  -- a queued sample is learnt first
  local q, r = nn.network { 2, 2, 2, seed = 1 }, nn.network { 2, 2, 2, seed = 1 }
  q:train({ 1, 0 }, { 0, 1 })
  r:train({ 1, 0 }, { 0, 1 })
  lu.assertTrue(q:explain({ 0, 1 }, { 1, 0 }).layers[1].W == r:weights(1))
end

function TestExplain.testInsideFit()
  local n = nn.network { 2, 2, 2, seed = 1 }
  local seen = {}
  n:fit({ { 1, 0 }, { 0, 1 } }, nn.matrix { { 0, 1 }, { 1, 0 } }, { epochs = 2, progress = false,
    on_epoch = function(report) seen[#seen + 1] = report.network:explain({ 1, 0 }, { 0, 1 }).loss end })
  lu.assertEquals(#seen, 2)
end

-- ---- what may be asked -----------------------------------------------------------------------------

function TestExplain.testArguments()
  local n, x, t = three "book"
  local e = n:explain(x, t)
  for _, other in ipairs { n:explain(nn.matrix(x), nn.matrix(t)), n:explain(nn.matrix { x }, nn.matrix { t }),
    n:explain(nn.data.new({ x }, nn.matrix { t })) } do
    lu.assertTrue(other.layers[1].dW == e.layers[1].dW)
  end
  local d = nn.data.new({ x, t }, { 0, 2 }, { classes = { 0, 1, 2 } })
  assert_matrix(n:explain(d[1].input, d[1].target).T, { 0.99, 0.01, 0.01 })
  raises("one sample was expected, got 2", n.explain, n, { x, x }, { t, t })
  raises("one sample was expected, got 2", n.explain, n, d)
  raises("the network has 3 inputs", n.explain, n, { 1, 2 }, t)
  raises("the network has 3 outputs", n.explain, n, x, { 1, 2 })
  raises("inputs and targets", n.explain, n, x)
  raises("nan", n.explain, n, { 1, 0 / 0, 2 }, t)
  raises("a network was expected, got nil", n.explain)
  raises("the input has 784 nodes, 10 can still be read", function()
    nn.network(784, 3, 3, 0.1):explain(nn.zeros(784, 1), t)
  end)
  raises("layer 1 has 11 nodes", function() nn.network(3, 11, 3, 0.1):explain(x, t) end)
  raises("layer 2 has 11 nodes", function() nn.network(3, 3, 11, 0.1):explain(x, nn.zeros(11, 1)) end)
  raises("layer 1 is a threshold", function()
    nn.network { 3, 2, 3, activation = { "threshold", "sigmoid" } }:explain(x, t)
  end)
  raises("dropout = 0.5", function() nn.network { 3, 2, 3, dropout = 0.5 }:explain(x, t) end)
end

-- ---- the text --------------------------------------------------------------------------------------

function TestExplain.testTextOfTheBook()
  local n, x, t = three "book"
  local text = tostring(n:explain(x, t))
  check_text(text, "book")
  for _, part in ipairs { "network 3-3-3, rule = book, learning_rate = 0.3",
    "X_hidden = W_input_hidden · I,  O_hidden = sigmoid(X_hidden)", "E_output = T - O_output",
    "E_hidden = W_hidden_outputᵀ · E_output", "D_hidden = E_hidden ∘ O_hidden ∘ (1 - O_hidden)",
    "ΔW_input_hidden = 0.3 · D_hidden · Iᵀ", "ΔW_hidden_output = 0.3 · D_output · O_hiddenᵀ",
    "the book's rule: W sends back the errors E themselves",
    "[ 0.9  0.3  0.4 ]   [ 0.9 ]   [ 1.16 ]           [ 0.761333 ]",
    "[ 0.1  0.5  0.6 ]   [ 0.8 ]   [ 0.62 ]           [ 0.650219 ]",
    "[ 0.9  0.3  0.4 ]   [ 0.867594  0.296399  0.371195 ]", -- LESSONS.md, appendix
    "[ 0.2  0.8  0.2 ] → [ 0.171732  0.796859  0.174873 ]", "loss 0.591125 → " } do
    lu.assertStrContains(text, part)
  end
  lu.assertEquals(text, tostring(n:explain(x, t)))
  lu.assertStrContains(tostring(three("gradient"):explain(x, t)), "E_hidden = W_hidden_outputᵀ · D_output")
end

function TestExplain.testNames()
  local text = tostring(nn.network { 2, 2, 2, 2, bias = true, seed = 1 }:explain({ 1, 2 }, { 0, 1 }))
  for _, part in ipairs { "X1 = W1 · I + b1,  O1 = sigmoid(X1)", "X3 = W3 · O2 + b3", "E3 = T - O3",
    "E1 = W2ᵀ · E2", "ΔW1 = 0.1 · D1 · Iᵀ", "Δb2 = 0.1 · D2" } do
    lu.assertStrContains(text, part)
  end
  text = tostring(nn.network { 2, 1, seed = 1, loss = "cross_entropy" }:explain({ 1, 2 }, { 1 }))
  for _, part in ipairs { "X_output = W_input_output · I,", "D_output = E_output\n",
    "loss = cross_entropy = " } do
    lu.assertStrContains(text, part)
  end
end

-- The widest networks, and numbers of every size.
function TestExplain.testTextFits()
  for _, scale in ipairs { 1e-12, 1e-5, 1e-3, 1, 50, 1e4, 1e9 } do
    local n = nn.network { 10, 10, 10, bias = true, seed = 1, rule = "gradient",
      activation = { "tanh", "linear" }, precision = "double", learning_rate = 1e-4 }
    n:set_biases(1, nn.randn(10, 1, 0, scale))
    local text = tostring(n:explain(nn.randn(10, 1, 0, scale), nn.randn(10, 1, 0, scale)))
    check_text(text, "scale " .. scale)
  end
  -- a power of ten is taken out where the digits would not do
  local n = nn.network { 1, 1, precision = "double", init = 1 }
  local text = tostring(n:explain({ 1e-7 }, { 0.5 }))
  lu.assertStrContains(text, "1e-7 · [ 1 ]")
end

-- A sample is its input and its target.
function TestExplain.testSample()
  local n = nn.network { 2, 2, seed = 1 }
  local sample = nn.data.new({ { 1, 0 } }, { { 0, 1 } })[1]
  local plain = tostring(n:explain({ 1, 0 }, { 0, 1 }))
  lu.assertEquals(tostring(n:explain(sample)), plain)
  lu.assertEquals(tostring(n:explain(sample, sample)), plain)
  lu.assertEquals(nn.gradcheck(nn.network { 2, 2, seed = 1, rule = "gradient", precision = "double" },
    sample).ok, true)
end
