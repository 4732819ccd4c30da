"""The peers' side of `make bench`: NumPy's own run of the book's code, and zlib's inflate alone.

Prints one line "name seconds" a measurement. Usage: peers.py FOLDER-OF-MNIST SAMPLES
"""
import sys
import time
import zlib

import numpy

folder, samples = sys.argv[1], int(sys.argv[2])


def inflate(name):
    with open(f"{folder}/{name}.gz", "rb") as f:
        return zlib.decompressobj(31).decompress(f.read())


NAMES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
         "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
best = min(sum((lambda t: (inflate(n), time.perf_counter() - t)[1])(time.perf_counter())
               for n in NAMES) for _ in range(3))
print("inflate", best)

pixels = numpy.frombuffer(inflate(NAMES[0]), numpy.uint8, offset=16).reshape(-1, 784)[:samples]
labels = numpy.frombuffer(inflate(NAMES[1]), numpy.uint8, offset=8)[:samples]


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def book_loop(dtype):
    """The book's class, an update a sample: seconds a sample."""
    inputs = (pixels / 255.0 * 0.99 + 0.01).astype(dtype)
    targets = numpy.full((samples, 10), 0.01, dtype)
    targets[numpy.arange(samples), labels] = 0.99
    rng = numpy.random.default_rng(1)
    wih = rng.normal(0, 784 ** -0.5, (200, 784)).astype(dtype)
    who = rng.normal(0, 200 ** -0.5, (10, 200)).astype(dtype)
    rate = dtype(0.1)
    start = time.perf_counter()
    for x, t in zip(inputs, targets):
        x, t = x.reshape(-1, 1), t.reshape(-1, 1)
        hidden = sigmoid(wih.dot(x))
        output = sigmoid(who.dot(hidden))
        output_error = t - output
        hidden_error = who.T.dot(output_error)
        who += rate * numpy.dot(output_error * output * (1 - output), hidden.T)
        wih += rate * numpy.dot(hidden_error * hidden * (1 - hidden), x.T)
    return (time.perf_counter() - start) / samples


for name, dtype in (("numpy_double", numpy.float64), ("numpy_float", numpy.float32)):
    print(name, sorted(book_loop(dtype) for _ in range(3))[1])

a = numpy.ones((1024, 1024), numpy.float32)
times = []
for _ in range(12):
    start = time.perf_counter()
    a.dot(a)
    times.append(time.perf_counter() - start)
print("sgemm_gflops", 2 * 1024 ** 3 / min(times) / 1e9)
