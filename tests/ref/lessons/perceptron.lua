-- What scripts/perceptron.lua must show (see predictor.lua).

-- What a case of reference.json comes to, and how many are right by its own key.
local function run(case, correct)
  return { weights = { case, "weights" }, updates = { case, "updates" },
    last = { case, "last_update_at_iteration" }, correct = { case, correct } }
end

return {
  ["L-8"] = {
    AND = run("perceptron-train-and", "correct_of_4"), OR = run("perceptron-train-or", "correct_of_4"),
    XOR = run("perceptron-train-xor", "correct_of_4"), says = "Point is below line",
  },
  ["L-9"] = {
    short = run("perceptron-train-iris", "correct_of_100"),
    long = run("perceptron-converge-iris", "correct_of_100"),
  },
}
