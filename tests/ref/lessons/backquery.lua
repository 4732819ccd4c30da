-- What scripts/backquery.lua must show (see predictor.lua).

local function sent_back(case, i)
  return {
    final_inputs = { case, "final_inputs", i }, hidden_outputs = { case, "hidden_outputs", i },
    hidden_inputs = { case, "hidden_inputs", i }, inputs = { case, "inputs", i },
    query = { case, "query_of_inputs", i }, agrees = true,
  }
end

return {
  ["Q-1"] = { sent_back("backquery-3-3-3", "1"), sent_back("backquery-3-3-3", "2") },
  ["Q-2"] = { sent_back("backquery-4-3-2", "1"), sent_back("backquery-4-3-2", "2") },
  ["Q-4"] = { x = { "logit-values", "x" }, agrees = true },
}
