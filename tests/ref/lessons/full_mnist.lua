-- What scripts/full_mnist.lua must show: with `says` words of its text. Its figures need all of MNIST and are
-- in tests/ref/lessons_full.
return {
  ["H-11"] = { says = "What the first of them says to test pictures 8, 3, 62 and 7" },
  ["H-12"] = { says = "so that every program in every language can check itself" },
  ["H-14"] = { says = "the very numbers that NumPy draws" },
}
