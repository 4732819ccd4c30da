-- Exercise 10: a training loop that reads handwritten digits.
-- Goes with: slides 003, "Code it", train, and the summary before "Preparing Data"; the book, part 2.
-- Judged by: nnlua --test scripts/exercises/10_training.lua
--
-- For each sample of the set, sample.input and sample.target, both columns:
--   forward  O_h = sigmoid(W_ih · I), O_o = sigmoid(W_ho · O_h)
--   back     E_o = target - O_o, E_h = W_ho^T · E_o
--   update   W_ho = W_ho + L (E_o O_o (1 - O_o)) · O_h^T, W_ih = W_ih + L (E_h O_h (1 - O_h)) · I^T
--
-- Write one epoch, from the first sample, set[1], to the last, set[#set]: return W_ih, W_ho.

local exercise = require "nn.exercise"

local function epoch(W_ih, W_ho, set, L)
  -- your code
end

-- ---- the judge: the three-layer example with the learning rate 0.3, then digits -----------------------

local function trained(samples)
  local set = {}
  for i = 1, samples do
    set[i] = { input = nn.matrix { 0.9, 0.1, 0.8 }, target = nn.matrix { 0.01, 0.99, 0.01 } }
  end
  return exercise.two("W_ih, W_ho", epoch(nn.matrix { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 },
    { 0.1, 0.5, 0.6 } }, nn.matrix { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } }, set, 0.3))
end

local function score() -- of 1,000 digits, after 3 epochs of 500
  local train, test = nn.data.digits()
  local set, right = {}, 0
  for i = 1, 500 do set[i] = { input = train[i].input, target = train[i].target } end
  nn.seed(1)
  local W_ih, W_ho = nn.randn(50, 784, 0, 784 ^ -0.5), nn.randn(10, 50, 0, 50 ^ -0.5)
  for _ = 1, 3 do W_ih, W_ho = epoch(W_ih, W_ho, set, 0.2) end
  for i = 1, #test do
    local O = W_ho:dot(W_ih:dot(test[i].input):sigmoid()):sigmoid()
    if O:argmax() - 1 == test[i].label then right = right + 1 end
  end
  return right / #test
end

exercise.judge("TestTraining", epoch, {
  start = "Begin with for i = 1, #set do local sample = set[i] … end, and the forward pass in it.",
  { "W_ho after one sample", function() return (select(2, trained(1))) end,
    { { 0.267478, 0.674221, 0.472224 }, { 0.613271, 0.510520, 0.211334 },
      { 0.769709, 0.0759896, 0.874130 } },
    { { { 0.3, 0.7, 0.5 }, { 0.6, 0.5, 0.2 }, { 0.8, 0.1, 0.9 } },
      "W_ho did not change. Is its update added, and without `local`? That would be another W_ho." },
    { { { 0.332522, 0.725779, 0.527776 }, { 0.586729, 0.489480, 0.188666 },
        { 0.830291, 0.124010, 0.925870 } },
      "The sign: the error is target - output, and the update is added." },
    { { { 0.191593, 0.614069, 0.407414 }, { 0.644238, 0.535066, 0.237781 },
        { 0.699031, 0.0199653, 0.813767 } },
      "The learning rate L is missing." },
    { { { 0.136396, 0.570317, 0.360274 }, { 0.664272, 0.550946, 0.254892 },
        { 0.624567, -0.0390601, 0.750171 } },
      "You forgot o(1-o) of the outputs." },
    { { { 0.323296, 0.718466, 0.519896 }, { 0.603735, 0.502960, 0.203190 },
        { 0.823266, 0.118442, 0.919871 } },
      "You squared the error: here it is target - output, with its sign." },
    { { { 0.867594, 0.296399, 0.371195 }, { 0.171732, 0.796859, 0.174873 },
        { 0.0390128, 0.493224, 0.545789 } },
      "That is W_ih: return W_ih, W_ho." },
  },
  { "W_ih after one sample", function() return (trained(1)) end,
    { { 0.867594, 0.296399, 0.371195 }, { 0.171732, 0.796859, 0.174873 },
      { 0.0390128, 0.493224, 0.545789 } },
    { { { 0.9, 0.3, 0.4 }, { 0.2, 0.8, 0.2 }, { 0.1, 0.5, 0.6 } },
      "W_ih did not change. Is its update added, and without `local`? That would be another W_ih." },
    { { { 0.880280, 0.297809, 0.382471 }, { 0.171398, 0.796822, 0.174576 },
        { 0.0240889, 0.491565, 0.532524 } },
      "You used W_ho, not W_ho.T, to send the error back." },
    { { { 0.870062, 0.296674, 0.373388 }, { 0.174308, 0.797145, 0.177163 },
        { 0.0416506, 0.493517, 0.548134 } },
      "The error went back through W_ho after its update: find E_h first." },
    { { { 0.894410, 0.299379, 0.395031 }, { 0.194580, 0.799398, 0.195183 },
        { 0.0890122, 0.498779, 0.590233 } }, [[
      You sent E_o O_o (1 - O_o) back. That is the exact gradient, and right; the book's rule, asked for
      here, sends E_o alone.]] },
    { { { 0.882595, 0.298066, 0.384529 }, { 0.182639, 0.798071, 0.184568 },
        { 0.0644130, 0.496046, 0.568367 } },
      "You divided by the sums of the weights, as in exercise 3; here E_h = W_ho^T · E_o." },
    { { { 0.721658, 0.280184, 0.241473 }, { 0.0818693, 0.786874, 0.0949949 },
        { -0.168153, 0.470205, 0.361642 } },
      "You forgot o(1-o) of the hidden nodes." },
  },
  { "W_ho after two samples", function() return (select(2, trained(2))) end,
    { { 0.234983, 0.648608, 0.445101 }, { 0.626262, 0.520759, 0.222178 },
      { 0.739029, 0.0518072, 0.848522 } },
    { { { 0.267478, 0.674221, 0.472224 }, { 0.613271, 0.510520, 0.211334 },
        { 0.769709, 0.0759896, 0.874130 } },
      "Only one sample was learned: go through all of the set, and return after the loop." },
  },
  nn.data.find "digits" and { "the score", score, least = 0.8 } or nil,
})
os.exit(require "luaunit".LuaUnit.run())
