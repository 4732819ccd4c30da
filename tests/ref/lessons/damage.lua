-- What scripts/damage.lua must show (see predictor.lua). The counts are those of a NumPy program that trains
-- on the digits in data/ as the book's does, from numpy.random.seed(1); the catalogue's, of all of MNIST, are
-- in tests/ref/lessons_full.
return {
  ["N-2"] = {
    whole = 928, evaluated = 928, removed = { 928, 926, 926, 914, 849, 738, 378 },
    noise = { 928, 926, 884, 770, 529 }, says = "incredibly resilient to damage and imperfect signals",
  },
  ["N-12"] = {
    right = { 928, 927, 928, 925, 927 }, cut = { 0, 16.7368, 32.4893, 66.2368, 84.7991 },
    says = "Every node is connected to every node of the next layer",
  },
}
