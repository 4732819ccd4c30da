-- What scripts/wekinator_console.lua must show: the table of the slide with its columns put right, and that
-- the text in the console is the whole network.
return {
  ["X-5"] = {
    says = "it is the number of examples",
    models = { { "outputs-1 (v1)", 1, 0, 1, 89 }, { "outputs-2 (v1)", 1, 0, 1, 89 },
      { "outputs-3 (v1)", 0, 0, 1, 89 } },
    same = true,
  },
}
