--[[ The reference numbers of tests/ref/reference.json, computed with NumPy in double and described in
its `conventions`: every case about matrices and networks, with double networks, to the tolerance that
it gives. A last test sees to it that no case is forgotten. ]]
local lu = require "luaunit"
local json = require "cjson"
local nn = require "nn"
local assert_matrix = require "assert_matrix"
local child = require "child"

local cases, order = {}, {}
for _, case in ipairs(json.decode(child.read "tests/ref/reference.json").cases) do
  cases[case.id] = case
  order[#order + 1] = case.id
end

-- By id: a function of (inputs, expected, tolerance).
local run = {}

-- ---- helpers ------------------------------------------------------------------------------------

-- A double network with these weights (and biases, if there are any).
local function network(weights, biases, options)
  local given = { precision = "double", bias = type(biases) == "table" }
  for k, v in pairs(options or {}) do given[k] = v end
  given[1] = #weights[1][1]
  for k, W in ipairs(weights) do given[k + 1] = #W end
  local n = nn.network(given)
  for k, W in ipairs(weights) do
    n:set_weights(k, W)
    if given.bias then n:set_biases(k, biases[k]) end
  end
  return n
end

local function check_parameters(n, weights, biases, tolerance, what)
  for k, W in ipairs(weights) do
    assert_matrix(n:weights(k), W, tolerance, what .. ", W" .. k)
    if n.bias then assert_matrix(n:biases(k), biases[k], tolerance, what .. ", b" .. k) end
  end
end

-- The state after so many updates, as a training case tells it; samples are {input, target}.
local function check_state(n, state, samples, tolerance, what)
  check_parameters(n, state.weights, state.biases, tolerance, what)
  for i, sample in ipairs(samples) do
    assert_matrix(n:query(sample[1]), state.outputs[i], tolerance, ("%s, output %d"):format(what, i))
  end
end

local function each_state(expected)
  local list = {}
  for updates, state in pairs(expected) do list[#list + 1] = { tonumber(updates), state } end
  table.sort(list, function(a, b) return a[1] < b[1] end)
  return ipairs(list)
end

-- Trains sample after sample in turn, looking after so many updates.
local function train_in_turn(n, samples, expected, tolerance)
  local done = 0
  for _, mark in each_state(expected) do
    while done < mark[1] do
      local sample = samples[done % #samples + 1]
      n:train(sample[1], sample[2])
      done = done + 1
    end
    check_state(n, mark[2], samples, tolerance, ("after %d updates"):format(done))
  end
end

local function training_case(i, e, tolerance)
  local n = network(i.weights, i.biases, { learning_rate = i.lr, rule = i.rule })
  train_in_turn(n, i.samples, e, tolerance)
end

-- Mini-batches through fit: so many whole passes, then one that ends after the first few batches.
local function batch_case(i, e, tolerance)
  local samples, inputs, targets = {}, {}, {}
  for _, batch in ipairs(i.batches) do
    for _, sample in ipairs(batch) do
      samples[#samples + 1] = sample
      inputs[#inputs + 1], targets[#targets + 1] = sample[1], sample[2]
    end
  end
  local data = nn.data.new(inputs, nn.matrix(targets))
  local loss = i.cost == "cross-entropy" and "cross_entropy" or "squared"
  for _, mark in each_state(e) do
    local n = network(i.weights, i.biases,
      { learning_rate = i.eta, rule = "gradient", loss = loss, weight_decay = i.lmbda })
    local passes, rest = mark[1] // #i.batches, mark[1] % #i.batches
    local options = { batch_size = i.mini_batch_size, shuffle = false, progress = false }
    for _ = 1, passes do n:fit(data, options) end
    if i.mini_batch_size == 1 then -- no batches: on_batch sees blocks of 64 samples
      if rest > 0 then n:fit(data:take(rest), options) end
    elseif rest > 0 then
      options.on_batch = function(report) return report.batch < rest end
      lu.assertEquals(n:fit(data, options).stopped, "on_batch")
    end
    check_state(n, mark[2], samples, tolerance, ("after %d updates"):format(mark[1]))
  end
end

-- ---- matrices -----------------------------------------------------------------------------------

run["sigmoid-values"] = function(i, e, t) assert_matrix(nn.matrix(i.x):sigmoid(), e.y, t) end

run["sigmoid-extreme"] = function(i, e, t)
  local y = nn.matrix(i.x):sigmoid()
  for k, expected in ipairs(e.y) do
    if expected > 0 and expected < 1e-14 then
      lu.assertAlmostEquals(y[k] / expected, 1, 1e-12)
    else
      lu.assertAlmostEquals(y[k], expected, t)
    end
  end
end

run["sigmoid-slope"] = function(i, e, t)
  local o = nn.matrix(i.x):sigmoid()
  assert_matrix(o * (1 - o), e.dy, t)
end

run["logit-values"] = function(i, e, t) assert_matrix(nn.matrix(i.p):logit(), e.x, t) end

run["norm-formula"] = function(i, e, t)
  for k, v in ipairs(i.vectors) do lu.assertAlmostEquals(nn.matrix(v):norm(), e.norm[k], t) end
end

run["matmul-2x2"] = function(i, e, t)
  local a, b = nn.matrix(i.a), nn.matrix(i.b)
  assert_matrix(a:dot(b), e.ab, t)
  assert_matrix(b:dot(a), e.ba, t)
  assert_matrix(a * b, e.elementwise, t)
end

run["matmul-typo-general"] = function(i, e, t)
  local a, b, c, d, f, g, h, k = table.unpack(i.abcd_efgh)
  assert_matrix(nn.matrix { { a, b }, { c, d } }:dot(nn.matrix { { f, g }, { h, k } }), e.correct, t)
end

run["spreadsheet"] = function(i, e, t)
  local a, b = nn.matrix(i.a), nn.matrix(i.b)
  lu.assertEquals({ a:shape() }, e.shape_a)
  lu.assertEquals({ b:shape() }, e.shape_b)
  assert_matrix(a.T, e.a_T, t)
  assert_matrix(b.T, e.b_T, t)
  assert_matrix(a:dot(b.T), e.a_bT, t)
  assert_matrix(b:dot(a.T), e.b_aT, t)
  assert_matrix(a:sum(2), e.a_row_sums, t)
  assert_matrix(a:sum(1), { e.a_col_sums }, t)
  assert_matrix(a + a, e.a_plus_a, t)
  local ok, message = pcall(a.dot, a, b)
  lu.assertFalse(ok)
  lu.assertStrContains(message, "the left has 3 columns, the right 2 rows")
end

run["matmul-shapes"] = function(i, e, t)
  for k, pair in ipairs(i.pairs) do
    local a, b = nn.ones(table.unpack(pair[1])), nn.ones(table.unpack(pair[2]))
    local ok, product = pcall(a.dot, a, b)
    if e.result[k] == "error" then
      lu.assertFalse(ok)
    else
      lu.assertEquals({ product:shape() }, e.result[k])
    end
  end
  local v, w = nn.matrix { 1, 2, 3, 4 }, nn.matrix { 5, 6, 7, 8 }
  lu.assertFalse(pcall(v.dot, v, w))
  assert_matrix(v.T:dot(w), { e.rowT_times_column }, t)
  assert_matrix(v:dot(w.T), e.outer, t)
end

run["transpose-3x3"] = function(i, e, t) assert_matrix(nn.matrix(i.a).T, e.a_T, t) end
run["transpose-2x3"] = run["transpose-3x3"]

run["weights-to-inputs"] = function(i, e, t)
  local W = nn.matrix { { i.w11, i.w21 }, { i.w12, i.w22 } }
  assert_matrix(W, e.rows, t)
  assert_matrix(W:dot(i.input), e.X, t)
end

run["split-6-3"] = function(i, e, t)
  local w = nn.matrix { i.w11, i.w21 }
  assert_matrix(w / w:sum(), { e.share1, e.share2 }, t)
end

run["split-normalised"] = function(i, e, t)
  local W, error_out = nn.matrix(i.W_hidden_output), nn.matrix(i.e_output)
  local parts = (W / W:sum(2) * error_out).T -- a row for each hidden node
  assert_matrix(parts, e.parts, t)
  local error_hidden = parts:sum(2)
  assert_matrix(error_hidden, e.e_hidden, t)
  lu.assertAlmostEquals(error_hidden:sum(), e.sum_hidden, t)
  lu.assertAlmostEquals(error_out:sum(), e.sum_output, t)
end

run["split-unnormalised"] = function(i, e, t)
  local back = nn.matrix(i.W_hidden_output).T:dot(i.e_output)
  assert_matrix(back, e.e_hidden, t)
  lu.assertAlmostEquals(back[2] / back[1], e.ratio_unnormalised, t)
end

run["split-next-layer"] = function(i, e, t)
  local W = nn.matrix(i.W_input_hidden)
  local back = (W / W:sum(2)).T:dot(i.e_hidden)
  assert_matrix(back, e.e_input, t)
  lu.assertAlmostEquals(back:sum(), e.sum, t)
end

run["delta-w-matrix"] = function(i, e, t)
  local S = nn.matrix(i.S)
  local column = nn.matrix(i.E) * S * (1 - S)
  assert_matrix(column, e.column, t)
  assert_matrix(column:dot(nn.matrix(i.O).T), e.delta_w, t)
  assert_matrix(nn.zeros(2, 2):addouter(column, i.O, i.lr[1]), e.delta_w, t)
  assert_matrix(nn.zeros(2, 2):addouter(column, i.O, i.lr[2]), e.delta_w_lr_0_1, t)
end

-- ---- forward ------------------------------------------------------------------------------------

run["neuron-rules"] = function(i, e, t)
  local n = network({ { i.weights } }, { { i.bias } })
  for k, x in ipairs(i.inputs) do
    local y = n:query(x)[1]
    lu.assertAlmostEquals(y, e.y[k], t)
    lu.assertEquals(y > i.fires_above, e.fires[k])
  end
end

run["forward-2x2"] = function(i, e, t)
  local X = nn.matrix(i.W):dot(i.I)
  assert_matrix(X, e.X, t)
  assert_matrix((-X):exp(), e.exp_minus_x, t)
  assert_matrix(X:sigmoid(), e.O, t)
  assert_matrix(network { i.W }:query(i.I), e.O, t)
end

run["forward-2x2-wrong-layout"] = function(i, e, t)
  local W = nn.matrix(i.W_as_typed)
  assert_matrix(W:dot(i.I), e.X_literal, t)
  assert_matrix(network { i.W_as_typed }:query(i.I), e.O_literal, t)
  assert_matrix(W.T:dot(i.I), e.X_meant, t)
end

run["forward-2x2-random"] = function(i, e, t)
  local s = 1
  local W = nn.zeros(2, 2):apply(function()
    s = (1664525 * s + 1013904223) % 2 ^ 32
    return (2 * (s / 2 ^ 32) - 1) * 2 ^ -0.5
  end)
  assert_matrix(W, e.W, t)
  assert_matrix(W:dot(i.I), e.X, t)
  assert_matrix(network { W:totable() }:query(i.I), e.O, t)
end

run["neuron-abc"] = function(i, e, t)
  lu.assertAlmostEquals(nn.matrix { i.weights }:dot(i.inputs)[1], e.x, t)
  assert_matrix(network { { i.weights } }:query(i.inputs), { e.y }, t)
end

run["forward-3x3x3"] = function(i, e, t)
  local n = network { i.W_input_hidden, i.W_hidden_output }
  assert_matrix(n:weights(1):dot(i.I), e.X_hidden, t)
  local o = n:activations(i.I)
  assert_matrix(o[1], i.I, 0)
  assert_matrix(o[2], e.O_hidden, t)
  assert_matrix(n:weights(2):dot(o[2]), e.X_output, t)
  assert_matrix(o[3], e.O_output, t)
  assert_matrix(n:query(i.I), e.O_output, t)
end

run["forward-3x3x3-rounded"] = function(i, e, t)
  assert_matrix(nn.matrix(i.W_hidden_output):dot(i.O_hidden), e.X_output, t)
  assert_matrix(network { i.W_hidden_output }:query(i.O_hidden), e.O_output, t)
end

run["query-3x3"] = function(i, e, t)
  local n = network { i.W_input_hidden, i.W_hidden_output }
  for k, x in ipairs(i.queries) do assert_matrix(n:query(x), e.outputs[k], t) end
end

run["tweak-one-weight"] = function(i, e, t)
  local n = network { i.W_input_hidden, i.W_hidden_output }
  local hidden, W = n:activations(i.I)[2], n:weights(2)
  local lowest = e.output1_lowest_by_changing_only_weights_into_hidden_2
  for output, at in pairs { [lowest] = 0, [e.output1_highest] = 1 } do
    local h = hidden:copy()
    h[2] = at
    lu.assertAlmostEquals(W:dot(h):sigmoid()[1], output, t)
  end
  W[1][1] = e.who_11_needed
  n:set_weights(2, W)
  assert_matrix(n:query(i.I), e.outputs_then, t)
end

run["xor-sigmoid-fixed"] = function(i, e, t)
  local n = network(i.weights, i.biases)
  lu.assertEquals(n.layers, i.sizes)
  assert_matrix(n:query(i.inputs), e.outputs, t)
  for k, x in ipairs(i.inputs) do assert_matrix(n:activations(x)[2], e.hidden[k], t) end
end

run["layers-with-bias"] = function(i, e, t)
  local n = network(i.weights, i.biases)
  lu.assertEquals(n.layers, i.sizes)
  for k, o in ipairs(n:activations(i.x)) do
    if k > 1 then
      assert_matrix(o, e.a[k - 1], t)
      local before = k == 2 and nn.matrix(i.x) or nn.matrix(e.a[k - 2])
      assert_matrix(n:weights(k - 1):dot(before) + n:biases(k - 1), e.z[k - 1], t)
    end
  end
end

local function wekinator()
  local i = cases["wekinator-forward"].inputs
  local hidden, thresholds = {}, {}
  for k, node in ipairs(i.sigmoid_nodes) do hidden[k], thresholds[k] = node.inputs, node.threshold end
  return network({ hidden, { i.linear_node_0.nodes } }, { thresholds, { i.linear_node_0.threshold } },
    { activation = { "sigmoid", "linear" } })
end

run["wekinator-forward"] = function(i, e, t)
  local n = wekinator()
  assert_matrix(n:query(i.inputs), e.output, t)
  for k, x in ipairs(i.inputs) do assert_matrix(n:activations(x)[2], e.hidden[k], t) end
end

run["wekinator-forward-normalised"] = function(i, e, t)
  local lo, hi = nn.matrix { i.in_min }, nn.matrix { i.in_max }
  local half, middle = (i.out_max - i.out_min) / 2, (i.out_max + i.out_min) / 2
  local x = (nn.matrix(i.inputs) - (hi + lo) / 2) / ((hi - lo) / 2)
  assert_matrix(wekinator():query(x) * half + middle, e.output, t)
end

-- ---- training -----------------------------------------------------------------------------------

run["split-3x3x3"] = function(i, e, t)
  local W, errors = nn.matrix(i.W_hidden_output), nn.matrix(i.targets) - nn.matrix(i.O_output)
  assert_matrix(errors, e.e_output, t)
  assert_matrix(W.T:dot(errors), e.e_hidden_unnormalised, t)
  assert_matrix((W / W:sum(2)).T:dot(errors), e.e_hidden_normalised, t)
end

-- One output with two links of 2 and 3, the hidden outputs given as inputs: one training step.
run["weight-update-worked"] = function(i, e, t)
  for _, error_ in ipairs(i.e1) do
    local expected = e[("e1_%s"):format(tostring(error_):gsub("%.", "_"))]
    local n = network({ { { i.w11, i.w21 } } }, nil, { learning_rate = i.lr })
    local o = n:query(i.o_hidden)[1]
    lu.assertAlmostEquals(o, expected.sigmoid, t)
    lu.assertAlmostEquals(o * (1 - o), expected.middle, t)
    n:train(i.o_hidden, { o + error_ })
    lu.assertAlmostEquals(n:weights(1)[1][1], expected.new_w, t)
    lu.assertAlmostEquals((i.w11 - n:weights(1)[1][1]) / i.lr, expected.slope, 1e-12)
  end
end

-- A step of rate 1 shows the slope: our squared loss is half of E, the mean squared a third.
run["gradient-3x3x3"] = function(i, e, t)
  local weights = { i.W_input_hidden, i.W_hidden_output }
  local function steps(options)
    options.learning_rate = 1
    local n = network(weights, nil, options)
    n:train(i.x, i.target)
    return n:weights(1) - nn.matrix(weights[1]), n:weights(2) - nn.matrix(weights[2])
  end
  local wih, who = steps { rule = "gradient" }
  assert_matrix(wih, e.exact_delta_wih_lr1, t)
  assert_matrix(wih * -2, e.dE_dwih_exact, t)
  assert_matrix(who * -2, e.dE_dwho, t)
  wih, who = steps { loss = "mean_squared" }
  assert_matrix(wih * -3, e.dE_dwih_exact, t)
  assert_matrix(who * -3, e.dE_dwho, t)
  wih, who = steps { rule = "book" }
  assert_matrix(wih, e.book_delta_wih_lr1, t)
  assert_matrix(who, e.book_delta_who_lr1, t)
  local n = network(weights, nil, { loss = "mean_squared" })
  local data = nn.data.new({ i.x }, nn.matrix { i.target })
  lu.assertAlmostEquals(n:evaluate(data).loss * 3, e.E, t)
  lu.assertAlmostEquals(network(weights):evaluate(data).loss * 2, e.E, t)
end

for _, id in ipairs { "train-book-3-3-3", "train-gradient-3-3-3", "train-book-2-2-1",
  "train-book-2-3-1-bias", "train-gradient-2-3-1-bias", "xor-learned-gradient", "xor-learned-book" } do
  run[id] = training_case
end

-- No rule of a network, but a few lines of matrices: the errors go back in shares of the weights.
run["train-normalised-3-3-3"] = function(i, e, t)
  local wih, who = nn.matrix(i.weights[1]), nn.matrix(i.weights[2])
  local x, target = nn.matrix(i.samples[1][1]), nn.matrix(i.samples[1][2])
  local done = 0
  for _, mark in each_state(e) do
    for _ = done + 1, mark[1] do
      local h = wih:dot(x):sigmoid()
      local o = who:dot(h):sigmoid()
      local e_o = target - o
      local e_h = (who / who:sum(2)).T:dot(e_o)
      who:addouter(e_o * o * (1 - o), h, i.lr)
      wih:addouter(e_h * h * (1 - h), x, i.lr)
    end
    done = mark[1]
    assert_matrix(wih, mark[2].weights[1], t)
    assert_matrix(who, mark[2].weights[2], t)
    assert_matrix(who:dot(wih:dot(x):sigmoid()):sigmoid(), mark[2].outputs[1], t)
  end
end

for _, id in ipairs { "train-minibatch4-quadratic", "train-minibatch2-quadratic",
  "train-minibatch4-cross-entropy", "train-minibatch2-cross-entropy-l2",
  "train-minibatch1-equals-gradient" } do
  run[id] = batch_case
end

run["average-gradient"] = function(i, e, t)
  local inputs, targets = {}, {}
  for k, sample in ipairs(i.samples) do inputs[k], targets[k] = sample[1], sample[2] end
  local data = nn.data.new(inputs, nn.matrix(targets))
  for cost, loss in pairs { quadratic = "squared", ["cross-entropy"] = "cross_entropy" } do
    local n = network(i.weights, i.biases, { learning_rate = 1, loss = loss, rule = "gradient" })
    lu.assertAlmostEquals(n:evaluate(data).loss, e[cost].cost, t)
    local history = n:fit(data, { batch_size = 4, shuffle = false, progress = false })
    lu.assertAlmostEquals(history.loss[1], e[cost].cost, t)
    for k, W in ipairs(i.weights) do
      assert_matrix(nn.matrix(W) - n:weights(k), e[cost].dC_dW[k], t, cost)
      assert_matrix(nn.matrix(i.biases[k]) - n:biases(k), e[cost].dC_db[k], t, cost)
    end
  end
end

run["bias-gradient"] = function(i, e, t)
  local n = network({ { { i.w } } }, { { i.b } }, { learning_rate = 1, loss = "mean_squared" })
  local a = n:query { i.a_prev }[1]
  lu.assertAlmostEquals(a, e.a, t)
  lu.assertAlmostEquals(a * (1 - a), e.sigma_prime, t)
  n:train({ i.a_prev }, { i.y })
  lu.assertAlmostEquals(i.b - n:biases(1)[1], e.dC_db, t)
  lu.assertAlmostEquals(i.w - n:weights(1)[1], e.dC_dw, t)
end

run["init-symmetry"] = function(i, e, t)
  for name, start in pairs { all_half = 0.5, all_zero = 0 } do
    local n = nn.network { 3, 3, 3, init = start, learning_rate = i.lr, precision = "double" }
    lu.assertEquals(n:weights(1):min(), start)
    lu.assertEquals(n:weights(2):max(), start)
    train_in_turn(n, i.samples, e[name], t)
    for row = 2, 3 do lu.assertTrue(n:weights(1)[row] == n:weights(1)[1]) end
  end
end

run["zero-input"] = function(i, e, t)
  local n = network(i.weights, nil, { learning_rate = i.lr })
  n:train(i.x, i.target)
  assert_matrix(n:weights(1) - nn.matrix(i.weights[1]), e.wih_change, t)
  lu.assertEquals(n:weights(2) ~= nn.matrix(i.weights[2]), e.who_changed)
end

run["saturation"] = function(i, e, t)
  local given = cases["forward-3x3x3"].inputs
  for factor, expected in pairs { [1] = e.largest_wih_change, [100] = e.largest_wih_change_saturated } do
    local W = nn.matrix(given.W_input_hidden) * factor
    local n = network({ W:totable(), given.W_hidden_output }, nil, { learning_rate = i.lr })
    if factor == 100 then assert_matrix(n:activations(i.x)[2], e.hidden_saturated, t) end
    n:train(i.x, i.target)
    lu.assertAlmostEquals((n:weights(1) - W):abs():max(), expected, t)
  end
end

run["impossible-targets"] = function(i, e, t)
  for k, largest in ipairs { e.largest_weight_target_0_1, e.largest_weight_target_001_099 } do
    local n, done = network(i.weights, nil, { learning_rate = i.lr }), 0
    for m, updates in ipairs(i.updates) do
      for _ = done + 1, updates do n:train(i.x, i.targets[k]) end
      done = updates
      lu.assertAlmostEquals(n:weights(2):abs():max(), largest[m], t)
    end
  end
end

run["backquery-3-3-3"] = function(i, e, t)
  local n = network { i.W_input_hidden, i.W_hidden_output }
  for k, target in ipairs(i.targets) do
    assert_matrix(nn.matrix(target):logit(), e.final_inputs[k], t)
    local inputs = n:backquery(target)
    assert_matrix(inputs, e.inputs[k], t)
    assert_matrix(n:query(inputs), e.query_of_inputs[k], t)
    -- its first half alone: a network of the last layer
    local hidden = network { i.W_hidden_output }:backquery(target)
    assert_matrix(hidden, e.hidden_outputs[k], t)
    assert_matrix(hidden:logit(), e.hidden_inputs[k], t)
  end
end
run["backquery-4-3-2"] = run["backquery-3-3-3"]

-- ---- data ---------------------------------------------------------------------------------------

run["input-scaling"] = function(i, e, t)
  local d
  child.in_folder(function(folder)
    child.write(folder .. "/p.csv", "0," .. table.concat(i.p, ",") .. "\n")
    d = nn.data.csv(folder .. "/p.csv", { pixels = true })
  end)
  assert_matrix(d.inputs, { e.scaled }, t)
  assert_matrix(d[1].input, e.scaled, t)
  local n = nn.network { #i.p, #i.p, activation = "linear", precision = "double", bias = false }
  n:set_weights(1, nn.eye(#i.p)) -- shows what the engine is fed with
  assert_matrix(n:query(d), { e.scaled }, t)
end

run["target-scaling"] = function(i, e, t)
  local d = nn.data.new({ 0, 0 }, i.labels, { classes = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 } })
  for k in ipairs(i.labels) do
    assert_matrix(d[k].target, e.targets[k], t)
    assert_matrix(d:targets(0, 1)[k].target, e.one_hot[k], t)
  end
  assert_matrix(select(2, d:matrices()), e.targets, t)
end

run["output-table"] = function(i, e, t)
  for k, digit in ipairs(e.argmax) do
    local column = nn.matrix(i.table[("%d"):format(digit)])
    lu.assertEquals(column:argmax() - 1, digit)
    column[digit + 1] = -1
    local ups = {}
    for label = 0, 9 do
      if column[label + 1] == column:max() then ups[#ups + 1] = label end
    end
    lu.assertEquals(ups, e.runner_up[k])
    lu.assertAlmostEquals(column:max(), e.runner_up_value[k], t)
  end
end

-- R's scale() without centring: each column over the root of its sum of squares less one.
run["iris-scale"] = function(_, e, t)
  local d = nn.data.iris():filter(function(flower) return flower.label ~= "virginica" end)
  lu.assertEquals(#d, 100)
  local X = d.inputs
  local rms = ((X ^ 2):sum(1) / (#d - 1)):sqrt()
  local scaled = X / rms
  assert_matrix(rms, { e.rms }, t)
  assert_matrix(scaled[1], { e.first_row }, t)
  assert_matrix(scaled[51], { e.row_51 }, t)
  assert_matrix(scaled[100], { e.row_100 }, t)
  assert_matrix(scaled:sum(1), { e.column_sums }, t)
  assert_matrix(X:sum(1), { e.column_sums_raw }, t)
  assert_matrix((scaled ^ 2):sum(1), { e.sum_of_squares_scaled }, t)
end

-- The widest start weights lie just inside 1/√links, and normal ones spread as far.
run["init-ranges"] = function(i, e, t)
  for k, links in ipairs(i.links) do
    lu.assertAlmostEquals(nn.full(1, 1, links):sqrt()[1] ^ -1, e.one_over_sqrt[k], t)
    lu.assertAlmostEquals((nn.full(1, 1, links) ^ -0.5)[1], e.pow_minus_half[k], t)
    local units = 40000 // links
    local function start(init)
      return nn.network { links, units, init = init, seed = 5, precision = "double" }:weights(1)
    end
    local largest = start "uniform":abs():max()
    lu.assertTrue(largest <= e.one_over_sqrt[k] and largest > 0.99 * e.one_over_sqrt[k])
    lu.assertAlmostEquals(start "normal":std() / e.pow_minus_half[k], 1, 0.02)
    lu.assertAlmostEquals(start "target":std() / units ^ -0.5, 1, 0.02)
  end
end

-- ---- the tests ----------------------------------------------------------------------------------

TestReference = {}

for id, body in pairs(run) do
  TestReference["test " .. id] = function()
    local case = cases[id]
    lu.assertNotNil(case, "reference.json has no case " .. id)
    body(case.inputs, case.expected, case.tolerance)
  end
end

-- Cases of these kinds that other suites run: those about MNIST, and those of lessons.
local elsewhere = {
  ["mnist-idx-files"] = "test_book", ["mnist-idx-train-100"] = "test_book",
  ["mnist-idx-darkness"] = "test_book", ["mnist-full-lcg-784-30-10"] = "test_book",
  ["mnist-full-lcg-784-100-10"] = "test_book", ["mnist-full-lcg-784-200-10"] = "test_book",
  ["mnist-full-nielsen"] = "test_book", ["mnist-full-book-numpy-seeds"] = "a lesson",
  ["numpy-normal-seed-1"] = "for hosts that repeat NumPy's generator", ["osc-messages"] = "a lesson",
}

TestReferenceComplete = {}

function TestReferenceComplete.testNoneIsForgotten()
  local kinds = { matrix_op = true, network = true, dataset = true }
  local forgotten = {}
  for _, id in ipairs(order) do
    if kinds[cases[id].kind] and not (run[id] or elsewhere[id]) then
      forgotten[#forgotten + 1] = id
    end
  end
  lu.assertEquals(forgotten, {})
  for id in pairs(elsewhere) do lu.assertNotNil(cases[id], id) end
  lu.assertTrue(#order > 100)
end
