-- What scripts/forward.lua must show.
return {
  ["F-1"] = { x = { "forward-2x2", "X", 1 }, y = { "forward-2x2", "O", 1 } },
  ["F-2"] = {
    x = { "forward-2x2", "X", 2 }, e = { "forward-2x2", "exp_minus_x", 2 }, below = 1.54881,
    y = { "forward-2x2", "O", 2 },
  },
  ["F-3"] = { X = { "forward-2x2", "X" }, O = { "forward-2x2", "O" } },
  ["F-4"] = {
    W = { "forward-2x2-random", "W" }, X = { "forward-2x2-random", "X" }, O = { "forward-2x2-random", "O" },
  },
  ["F-5"] = { says = "W:dot(I), X:sigmoid(), nn.randn(2, 2)" },
  ["F-6"] = { X_hidden = { "forward-3x3x3", "X_hidden" } },
  ["F-7"] = { O_hidden = { "forward-3x3x3", "O_hidden" } },
  ["F-8"] = {
    X_output = { "forward-3x3x3", "X_output" }, rounded = { "forward-3x3x3-rounded", "X_output" },
  },
  ["F-9"] = {
    O_output = { "forward-3x3x3", "O_output" }, rounded = { "forward-3x3x3-rounded", "O_output" },
  },
  ["F-10"] = {
    O_output = { "forward-3x3x3", "O_output" }, network = { "forward-3x3x3", "O_output" },
    says = "X = W·I, O = sigmoid(X)",
  },
}
