-- What scripts/tweaking.lua must show: by id the figures, as numbers of the catalogue
-- or as {case, key, …} of reference.json, and with `says` words of its text. The counts are those of all of
-- MNIST and in tests/ref/lessons_full; the small set shows the same shapes.
return {
  ["W-1"] = { low_is_slow = true, says = "too high, and the steps jump over the valley" },
  ["W-2"] = { says = "Each time adds less" },
  ["W-3"] = { low_gains_more = true, says = "a low rate goes on gaining from more epochs" },
  ["W-4"] = { few_are_worst = true, says = "more help less and less" },
  ["W-5"] = { a = { "layers-with-bias", "a" }, agrees = true },
}
