-- What scripts/tweaking.lua must show (see predictor.lua). The counts are those of all of MNIST and in
-- tests/ref/lessons_full; the small set shows the same shapes.
return {
  ["W-1"] = {
    low_is_slow = true, high_is_worse = true, says = "the steps jump over the valley",
  },
  ["W-2"] = { says = "Epochs: going over the same digits again and again" },
  ["W-3"] = { low_gains_more = true, says = "A low rate goes on gaining from more epochs" },
}
