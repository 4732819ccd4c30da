-- What scripts/looking_inside.lua must show: by id the figures, as numbers of the catalogue (six significant
-- digits) or as {case, key, …} of reference.json, and with `says` words of its text.

local function sent_back(case)
  return {
    final_inputs = { case, "final_inputs" }, hidden_outputs = { case, "hidden_outputs" },
    hidden_inputs = { case, "hidden_inputs" }, inputs = { case, "inputs" },
    query = { case, "query_of_inputs" }, agrees = true,
  }
end

return {
  ["Q-1"] = sent_back "backquery-3-3-3",
  ["Q-2"] = sent_back "backquery-4-3-2",
  ["Q-3"] = { says = "Why does it not know its own pictures?" }, -- the figures: tests/ref/lessons_full
  ["Q-4"] = { x = { "logit-values", "x" }, agrees = true },
}
