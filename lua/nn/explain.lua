--[[ explain: n:explain(x, t), one step of learning written out with its numbers, for networks small enough
to follow with pencil and paper. The formulas below are the lesson; that they are also what n:train does is
tested, and the weights after the step come from a copy that n:train trained. ]]

local core = require "nn.core"
local check = require "nn.check"
local gradcheck = require "nn.gradcheck"
local net = core.net

local MOST_NODES = 10 -- the widest matrix whose rows fit into a line with some digits left
local WIDTH = 80
local INDENT = 2

-- ---- the numbers -----------------------------------------------------------------------------------

-- The slope of each activation where its answer is o, and how that is written.
local slopes = {
  sigmoid = { "O ∘ (1 - O)", function(o) return o * (1 - o) end },
  tanh = { "(1 - O²)", function(o) return 1 - o * o end },
  relu = { "(1 where O > 0, else 0)",
    function(o) return o:map(function(v) return v > 0 and 1 or 0 end) end },
  leaky_relu = { "(1 where O > 0, else 0.01)",
    function(o) return o:map(function(v) return v > 0 and 1 or 0.01 end) end },
  linear = { "1", function(o) return o * 0 + 1 end },
}

-- D = E ∘ slope of a layer, how that is written, and the numbers and signs of it.
local function sloped(layer)
  local written, slope = table.unpack(slopes[layer.activation], 1, 2)
  local F
  if layer.own then -- written in Lua
    written, F = "f'(X)", layer.X:map(layer.own.df)
  else
    F = slope(layer.O)
  end
  return layer.E * F, "E ∘ " .. written, { layer.E, "∘", F }
end

-- The same for the last layer, where D is minus the slope of the loss by its sums X.
local function last_step(loss, layer, T)
  local E, O, D, text, parts = layer.E, layer.O
  local softmax = layer.activation == "softmax"
  if loss == "cross_entropy" then
    if softmax then return T - T:sum() * O, "T - ΣT · O", { T, "-", T:sum() * O } end
    return E, "E", {} -- the sigmoid's slope and the loss's cancel each other
  elseif softmax then
    D, text, parts = O * (E - (E * O):sum()), "O ∘ (E - Σ E ∘ O)", { O, "∘", E - (E * O):sum() }
  else
    D, text, parts = sloped(layer)
  end
  if loss == "squared" then return D, text, parts end
  local share = ("2/%d ·"):format(#T)
  table.insert(parts, 1, share)
  return D * (2 / #T), share .. " " .. text, parts
end

-- The book's names where there is one hidden layer, numbers where there are more.
local function layer_names(depth)
  if depth == 1 then return { "_output" }, { "W_input_output" } end
  if depth == 2 then return { "_hidden", "_output" }, { "W_input_hidden", "W_hidden_output" } end
  local symbols, weights = {}, {}
  for k = 1, depth do symbols[k], weights[k] = tostring(k), "W" .. k end
  return symbols, weights
end

-- Each layer's W, b, X, O and what goes into it.
local function forward(n, facts, set)
  local layers, outputs, own = {}, n:activations(set), core.net_info(n).custom or {}
  local symbols, names = layer_names(#facts.activations)
  for k, activation in ipairs(facts.activations) do
    local layer = { symbol = symbols[k], name = names[k], activation = activation, own = own[k],
      W = n:weights(k), b = facts.bias and n:biases(k) or nil, input = outputs[k], O = outputs[k + 1],
      input_name = k == 1 and "I" or "O" .. symbols[k - 1] }
    layer.X = layer.W:dot(layer.input)
    if layer.b then layer.X = layer.X + layer.b end
    layers[k] = layer
  end
  return layers
end

-- Each layer's E, D and the pull G on its weights. The two rules differ in one place: what is sent back.
local function backward(layers, facts, T)
  local last = layers[#layers]
  last.E = T - last.O
  last.D, last.D_text, last.D_parts = last_step(facts.loss, last, T)
  for k = #layers, 1, -1 do
    local layer, before = layers[k], layers[k - 1]
    layer.G = layer.D:dot(layer.input.T)
    if before then
      layer.sent = facts.rule == "book" and "E" or "D"
      before.E = layer.W.T:dot(layer[layer.sent])
      before.D, before.D_text, before.D_parts = sloped(before)
    end
  end
end

-- The step itself: what n:train makes of it, in a copy.
local function learn(n, facts, set, layers, plain)
  local c = n:copy()
  c:train(set)
  for k, layer in ipairs(layers) do
    layer.W_after, layer.b_after = c:weights(k), layer.b and c:biases(k) or nil
    if plain then
      layer.dW = facts.learning_rate * layer.G
      layer.db = layer.b and facts.learning_rate * layer.D or nil
    else
      layer.dW, layer.db = layer.W_after - layer.W, layer.b and layer.b_after - layer.b or nil
    end
  end
  local outputs = c:activations(set)
  return outputs[#outputs], (core.evaluate(c, set))
end

-- ---- matrices beside each other --------------------------------------------------------------------

-- The numbers of M as texts of one width: `digits` significant digits of the largest, but no zeros that
-- all of them end with.
local function texts_of(M, digits)
  local largest, values, needed, width = M:abs():max(), {}, 0, 0
  local decimals = digits - 1 - (largest > 0 and math.floor(math.log(largest, 10)) or 0)
  local format = ("%%.%df"):format(math.max(0, decimals))
  for i = 1, M.rows do
    for j = 1, M.cols do values[#values + 1] = format:format(M:get(i, j)) end
  end
  for _, text in ipairs(values) do needed = math.max(needed, #(text:match "%.(%d-)0*$" or "")) end
  for i, text in ipairs(values) do
    text = ("%." .. needed .. "f"):format(tonumber(text))
    values[i] = text:match "^%-[0.]+$" and text:sub(2) or text -- no -0.00
    width = math.max(width, #values[i])
  end
  return values, width
end

-- A text piece: one line. A picture of M: a line a row. It has six significant digits, or as many as fit.
local function words(text) return { lines = { text }, width = utf8.len(text) } end

local function picture(M, digits, gap)
  local values, width = texts_of(M, digits)
  local lines = {}
  for i = 1, M.rows do
    local row = {}
    for j = 1, M.cols do row[j] = ("%" .. width .. "s"):format(values[(i - 1) * M.cols + j]) end
    lines[i] = "[ " .. table.concat(row, (" "):rep(gap)) .. " ]"
  end
  return { lines = lines, width = #lines[1] }
end

-- M's picture, and where its numbers are too small or too large for that the power of ten that was taken
-- out of them, as text.
local function fitted(M)
  local largest = M:abs():max()
  local exponent = largest > 0 and largest < math.huge and math.floor(math.log(largest, 10)) or 0
  local function narrow(m)
    for digits = 6, 3, -1 do
      for gap = 2, 1, -1 do
        local p = picture(m, digits, gap)
        if INDENT + p.width <= WIDTH then return p end
      end
    end
  end
  local shown = exponent >= -4 and exponent <= 5 and narrow(M)
  if shown then return shown end
  local scaled = M / 10.0 ^ exponent
  return narrow(scaled) or picture(scaled, 3, 1), ("1e%d ·"):format(exponent)
end

-- Writes pieces beside each other, the lower ones half way down.
local function write_beside(out, pieces)
  local height = 1
  for _, piece in ipairs(pieces) do height = math.max(height, #piece.lines) end
  for i = 1, height do
    local line = {}
    for k, piece in ipairs(pieces) do
      local text = piece.lines[i - (height - #piece.lines) // 2] or ""
      line[k] = text .. (" "):rep(piece.width - utf8.len(text))
    end
    out[#out + 1] = ((" "):rep(INDENT) .. table.concat(line, " ")):gsub("%s+$", "")
  end
end

-- Writes a title and below it the parts, signs and matrices in turn. What is too wide goes on below.
local function equation(out, title, parts)
  out[#out + 1] = title
  local pieces, used, sign = {}, INDENT, nil
  local function place(piece, with)
    if used + piece.width + (with and with.width + 1 or 0) > WIDTH and #pieces > 0 then
      write_beside(out, pieces)
      pieces, used = {}, INDENT
    end
    pieces[#pieces + 1], used = piece, used + piece.width + 1
  end
  for _, part in ipairs(parts) do
    if type(part) == "string" then
      sign = part
    else
      local shown, power = fitted(part)
      if power then sign = sign and sign .. " " .. power or power end
      if sign then place(words(sign), shown) end
      place(shown)
      sign = nil
    end
  end
  write_beside(out, pieces)
  out[#out + 1] = ""
end

-- ---- the text --------------------------------------------------------------------------------------

-- "E ∘ O ∘ (1 - O)" with the layer's symbol at each letter.
local function with_symbol(text, symbol) return (text:gsub("[EOX]", "%0" .. symbol)) end

local function write_forward(out, layers)
  for _, layer in ipairs(layers) do
    local s = layer.symbol
    local parts = { layer.W, "·", layer.input }
    if layer.b then
      parts[4], parts[5] = "+", layer.b
    end
    local f = layer.own and "f" or layer.activation
    for _, part in ipairs { "=", layer.X, f .. " →", layer.O } do parts[#parts + 1] = part end
    local sums = ("X%s = %s · %s%s,"):format(s, layer.name, layer.input_name,
      layer.b and " + b" .. s or "")
    local answers = ("O%s = %s(X%s)"):format(s, f, s)
    local wide = utf8.len(sums .. "  " .. answers) > WIDTH
    equation(out, sums .. (wide and "\n" or "  ") .. answers, parts)
  end
end

local function write_backward(out, e)
  local last = e.layers[#e.layers]
  equation(out, ("E%s = T - O%s"):format(last.symbol, last.symbol), { e.T, "-", e.O, "=", e.E })
  for k = #e.layers, 1, -1 do
    local layer, before = e.layers[k], e.layers[k - 1]
    local parts = table.move(layer.D_parts, 1, #layer.D_parts, 1, {})
    if #parts > 0 then parts[#parts + 1] = "=" end
    parts[#parts + 1] = layer.D
    equation(out, ("D%s = %s"):format(layer.symbol, with_symbol(layer.D_text, layer.symbol)), parts)
    if before then
      equation(out, ("E%s = %sᵀ · %s%s"):format(before.symbol, layer.name, layer.sent, layer.symbol),
        { layer.W.T, "·", layer[layer.sent], "=", before.E })
    end
  end
end

local function write_changes(out, e)
  local rate = ("%.6g"):format(e.learning_rate)
  for k = #e.layers, 1, -1 do
    local layer = e.layers[k]
    local s, name = layer.symbol, layer.name
    local product = ("D%s · %sᵀ"):format(s, layer.input_name)
    if e.plain then
      equation(out, ("Δ%s = %s · %s"):format(name, rate, product),
        { rate .. " ·", layer.D, "·", layer.input.T, "=", layer.dW })
      if layer.b then
        equation(out, ("Δb%s = %s · D%s"):format(s, rate, s), { rate .. " ·", layer.D, "=", layer.db })
      end
    else
      equation(out, ("%s is pulled by %s"):format(name, product),
        { layer.D, "·", layer.input.T, "=", layer.G })
      equation(out, ("Δ%s, the step that follows from it"):format(name), { layer.dW })
      if layer.b then equation(out, ("Δb%s likewise, from D%s"):format(s, s), { layer.db }) end
    end
    equation(out, ("%s + Δ%s"):format(name, name), { layer.W, "→", layer.W_after })
    if layer.b then equation(out, ("b%s + Δb%s"):format(s, s), { layer.b, "→", layer.b_after }) end
  end
end

local loss_texts = {
  squared = "½ Σ (T - O)²", mean_squared = "Σ (T - O)² / outputs", cross_entropy = "cross_entropy",
}

local explanation = {}
explanation.__index = explanation
explanation.__name = "explanation"

function explanation:__tostring()
  local last = self.layers[#self.layers].symbol
  local out = {
    ("network %s, rule = %s, learning_rate = %.6g"):format(table.concat(self.sizes, "-"), self.rule,
      self.learning_rate), "",
    "FORWARD: the input I becomes the answer O" .. last, "",
  }
  write_forward(out, self.layers)
  out[#out + 1] = "BACK: the error goes from the target T to every layer"
  out[#out + 1] = ("  loss = %s = %.6g"):format(loss_texts[self.loss_name], self.loss)
  if #self.layers > 1 then
    out[#out + 1] = self.rule == "book" and "  the book's rule: W sends back the errors E themselves"
      or "  the gradient: W sends back D, the errors times the slopes"
  end
  out[#out + 1] = ""
  write_backward(out, self)
  out[#out + 1] = "LEARNING: each weight moves by ΔW"
  if not self.plain then out[#out + 1] = "  steps by " .. self.optimizer end
  out[#out + 1] = ""
  write_changes(out, self)
  out[#out + 1], out[#out + 2] = "AFTERWARDS: the same input gives", ""
  equation(out, ("O%s, and the target T"):format(last), { self.O, "→", self.O_after, "  T =", self.T })
  out[#out + 1] = ("loss %.6g → %.6g"):format(self.loss, self.loss_after)
  return table.concat(out, "\n")
end

-- ---- the method ------------------------------------------------------------------------------------

local function check_size(facts)
  for k, size in ipairs(facts.sizes) do
    if size > MOST_NODES then
      check.fail("explain: %s has %d nodes, %d can still be read: try it on a small network, such as "
        .. "nn.network(3, 3, 3, 0.3)", k == 1 and "the input" or ("layer %d"):format(k - 1), size, MOST_NODES)
    end
  end
  if facts.dropout > 0 then
    check.fail("explain: with dropout = %g every step leaves out other nodes, at random: try it on a "
      .. "network without", facts.dropout)
  end
end

-- What else than the plain step decides, "adam with weight_decay = 0.1"; nothing: nil.
local function step_text(facts)
  local list = {}
  for _, name in ipairs { "weight_decay", "l1", "clip" } do
    if facts[name] ~= 0 then list[#list + 1] = ("%s = %g"):format(name, facts[name]) end
  end
  if #list == 0 and facts.optimizer == "sgd" then return end
  return facts.optimizer .. (#list > 0 and " with " .. table.concat(list, ", ") or "")
end

--- n:explain(x, t) -> one sample's way forward and back and the step that n:train(x, t) would take now,
--- with all numbers; print(n:explain(x, t)) shows it in the book's symbols. For layers of at most ten
--- nodes. The network is not changed. Fields: I, T, O, E (target minus answer), loss, O_after, loss_after,
--- rule, learning_rate, sizes, and layers[k] = {name, activation, W, b, X, O, E (error), D (error times
--- slope), G (D · inputᵀ), dW, db, W_after, b_after}, all matrices; b, db and b_after with biases only.
function net:explain(x, t)
  check.self("explain", self, "network")
  local facts = core.net_facts(self)
  check_size(facts)
  gradcheck.refuse_threshold("explain", facts)
  local set = gradcheck.samples("explain", self, x, t)
  if #set ~= 1 then check.fail("explain: one sample was expected, got %d", #set) end
  local T, step = core.targets(set).T, step_text(facts)
  local layers = forward(self, facts, set)
  backward(layers, facts, T)
  local last = layers[#layers]
  local e = { I = layers[1].input, T = T, O = last.O, E = last.E, loss = core.evaluate(self, set),
    loss_name = facts.loss, rule = facts.rule, learning_rate = facts.learning_rate, sizes = facts.sizes,
    optimizer = step or "sgd", plain = not step, layers = layers }
  e.O_after, e.loss_after = learn(self, facts, set, layers, e.plain)
  return setmetatable(e, explanation)
end

return explanation
