-- What scripts/hidden_nodes.lua must show (see predictor.lua). The counts are those of all of MNIST and in
-- tests/ref/lessons_full; the small set shows the same shape.
return {
  ["W-4"] = { few_are_worst = true, says = "More nodes help, but less and less" },
  ["W-5"] = { a = { "layers-with-bias", "a" }, agrees = true },
}
