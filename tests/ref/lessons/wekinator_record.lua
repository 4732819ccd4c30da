-- What scripts/wekinator_record.lua must show: each line that is typed, and recordings, examples and the
-- three outputs after it.
return {
  ["X-4"] = {
    says = "While it records, they are kept together with the values",
    states = {
      { "out 0 0 1", 0, 0, 0, 0, 1 }, { "record", 1, 0, 0, 0, 1 }, { "0 1 45", 1, 45, 0, 0, 1 },
      { "out 1 1 0", 1, 45, 1, 1, 0 }, { "record", 2, 45, 1, 1, 0 }, { "1 0 44", 2, 89, 1, 1, 0 },
      { "delete", 1, 45, 1, 1, 0 }, { "readd", 2, 89, 1, 1, 0 }, { "train", 2, 89, 1, 1, 0 },
      { "run", 2, 89, 1, 1, 0 }, { "0 1", 2, 89, 0, 0, 1 }, { "1 0", 2, 89, 1, 1, 0 },
    },
  },
}
