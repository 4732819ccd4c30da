-- What scripts/looking_inside.lua must show: words of its text. Its figures need all of MNIST and are in
-- tests/ref/lessons_full.
return {
  ["Q-3"] = { says = "the network's answer when it is shown its picture" },
}
