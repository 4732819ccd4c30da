-- What scripts/full_mnist.lua must show: with `says` words of its text. Its figures need all of MNIST and are
-- in tests/ref/lessons_full.
return {
  ["H-11"] = { says = "Here are those of our first one for four pictures of the test set" },
  ["H-12"] = { says = "So every program in every language can check itself" },
  ["H-14"] = { says = "the very numbers that NumPy draws" },
}
