-- each_network: small double networks of every kind that the gradient rule trains, for the suites that
-- compare them with finite differences.

--- Calls body(options, name, depth) for every hidden and last activation, every loss that goes with the
--- last, one to three layers, with biases and without. The options lack the seed.
return function(body)
  for _, last in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear", "softmax" } do
    for _, hidden in ipairs { "sigmoid", "tanh", "relu", "leaky_relu", "linear" } do
      for depth = hidden == "sigmoid" and 1 or 2, 3 do
        for _, loss in ipairs { "squared", "mean_squared", "cross_entropy" } do
          for _, bias in ipairs { true, false } do
            if loss ~= "cross_entropy" or last == "sigmoid" or last == "softmax" then
              local options = { 4, precision = "double", rule = "gradient", loss = loss, bias = bias,
                activation = {} }
              for k = 1, depth do
                options[k + 1] = k == depth and 3 or 5 - k % 2
                options.activation[k] = k == depth and last or hidden
              end
              body(options, ("%s, %s, %d layers, %s, bias %s"):format(hidden, last, depth, loss, bias), depth)
            end
          end
        end
      end
    end
  end
end
