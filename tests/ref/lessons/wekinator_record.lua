-- What scripts/wekinator_record.lua must show: each command, how often it is typed, recordings and examples
-- after it.
return {
  ["X-4"] = {
    says = "While it records, every input is kept",
    steps = {
      { "out 0 0 1", 1, 0, 0 }, { "record", 1, 1, 0 }, { "0 1", 45, 1, 45 },
      { "out 1 1 0", 1, 1, 45 }, { "record", 1, 2, 45 }, { "1 0", 44, 2, 89 },
      { "delete", 1, 1, 45 }, { "readd", 1, 2, 89 }, { "train", 1, 2, 89 }, { "run", 1, 2, 89 },
    },
    recorded = { { "0 1", 0, 0, 1 }, { "1 0", 1, 1, 0 } },
  },
  ["X-5"] = {
    models = { { "outputs-1 (v1)", 1, 0, 1, 89 }, { "outputs-2 (v1)", 1, 0, 1, 89 },
      { "outputs-3 (v1)", 0, 0, 1, 89 } },
  },
}
