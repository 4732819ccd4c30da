"""The peers' side of `make bench`: the same work in NumPy, SciPy, PyTorch and scikit-learn.

Usage: peers.py FOLDER-OF-MNIST. First says which peers are here, a line "name version" each, then
"ready"; after that each line read from standard input, "function arguments", is answered with one
number, so that the two sides can be measured in turn. Times are in seconds (a sample, where there
are samples), rates in units a second.
"""
import ctypes
import functools
import sys
import time
import timeit
import warnings
import zlib

folder = sys.argv[1]
found = {}


def attempt(name, module=None):
    """The module, noted as found, or None."""
    try:
        it = __import__(module or name, fromlist=["x"])
        found[name] = sys.modules[(module or name).split(".")[0]].__version__
        return it
    except ImportError:
        return None


numpy = attempt("numpy")
special = attempt("scipy", "scipy.special")
torch = attempt("torch")
perceptron = attempt("sklearn", "sklearn.neural_network")
warnings.simplefilter("ignore")  # scikit-learn would rather not stop after one epoch

try:
    openblas = ctypes.CDLL("libopenblas.so.0")
    openblas.openblas_get_corename.restype = ctypes.c_char_p
except OSError:
    openblas = None


def set_threads(n):
    """For everything in this process: PyTorch's own loops and the products, which are OpenBLAS's."""
    if torch:
        torch.set_num_threads(n)
    if openblas:
        openblas.openblas_set_num_threads(n)


# ---- data -------------------------------------------------------------------------------------------

NAMES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
         "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]


def unzip(name):
    with open(f"{folder}/{name}.gz", "rb") as f:
        return zlib.decompressobj(31).decompress(f.read())


@functools.lru_cache(maxsize=None)
def data(dtype, samples):
    """Inputs and targets as the book scales them, a row a sample."""
    pixels, labels = (numpy.frombuffer(unzip(NAMES[i]), numpy.uint8, offset=16 - 8 * i)
                      for i in (0, 1))
    inputs = (pixels[:samples * 784].reshape(-1, 784) / 255.0 * 0.99 + 0.01).astype(dtype)
    targets = numpy.full((samples, 10), 0.01, dtype)
    targets[numpy.arange(samples), labels[:samples]] = 0.99
    return inputs, targets


def start_weights(sizes, dtype):
    rng = numpy.random.default_rng(1)
    return [rng.normal(0, n ** -0.5, (m, n)).astype(dtype) for n, m in zip(sizes, sizes[1:])]


def seconds(f, samples=1):
    start = time.perf_counter()
    f()
    return (time.perf_counter() - start) / samples


def numbers(text):
    return [int(part) for part in text.split("-")]


# ---- what can be asked for: an update after each sample ------------------------------------------------

def numpy_online(dtype, sizes, samples):
    """The book's class for any depth: its lines with a loop around them."""
    samples, dtype = int(samples), numpy.dtype(dtype).type
    weights, rate = start_weights(numbers(sizes), dtype), dtype(0.1)
    inputs, targets = data(dtype, samples)
    sigmoid = special.expit if special else lambda x: 1 / (1 + numpy.exp(-x))

    def loop():
        for x, t in zip(inputs, targets):
            outputs = [x.reshape(-1, 1)]
            for w in weights:
                outputs.append(sigmoid(w.dot(outputs[-1])))
            error = t.reshape(-1, 1) - outputs[-1]
            for k in range(len(weights) - 1, -1, -1):
                o, below = outputs[k + 1], outputs[k]
                error_below = weights[k].T.dot(error) if k > 0 else None
                weights[k] += rate * numpy.dot(error * o * (1 - o), below.T)
                error = error_below
    return seconds(loop, samples)


@functools.lru_cache(maxsize=None)
def tensors(batch, samples):
    """Batches as ready tensors."""
    inputs, targets = (torch.from_numpy(a) for a in data(numpy.float32, samples))
    return list(zip(inputs.split(batch), targets.split(batch)))


def torch_seconds(loop, batches, threads, samples):
    set_threads(threads)
    loop(batches[:4])  # what the first steps alone pay for
    taken = seconds(lambda: loop(batches), samples)
    set_threads(1)
    return taken


def torch_batches(batch, sizes, threads, samples):
    """PyTorch as its tutorials write it: nn, autograd, optim; squared error, plain SGD."""
    batch, samples, sizes = int(batch), int(samples), numbers(sizes)
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(n, m, bias=False), torch.nn.Sigmoid()]
    model, loss = torch.nn.Sequential(*layers), torch.nn.MSELoss()
    # MSELoss averages over the outputs, too, and has no 1/2: five times our rate is the same step.
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1 * sizes[-1] / 2)
    batches = tensors(batch, samples)

    def loop(batches):
        for x, t in batches:
            optimizer.zero_grad(set_to_none=True)  # faster than zeros
            loss(model(x), t).backward()
            optimizer.step()
    return torch_seconds(loop, batches, int(threads), samples)


def torch_by_hand(batch, sizes, threads, samples):
    """The fastest way found to say it in PyTorch: no autograd, the gradient written out, in place."""
    batch, samples = int(batch), int(samples)
    weights = [torch.from_numpy(w) for w in start_weights(numbers(sizes), numpy.float32)]
    batches, back = tensors(batch, samples), torch.ops.aten.sigmoid_backward

    @torch.no_grad()
    def loop(batches):
        for x, t in batches:
            outputs = [x]
            for w in weights:
                outputs.append(torch.mm(outputs[-1], w.t()).sigmoid_())
            delta = back(t - outputs[-1], outputs[-1])
            for k in range(len(weights) - 1, -1, -1):
                below = back(torch.mm(delta, weights[k]), outputs[k]) if k > 0 else None
                weights[k].addmm_(delta.t(), outputs[k], alpha=0.1 / batch)
                delta = below
    return torch_seconds(loop, batches, int(threads), samples)


def sklearn_online(samples):
    samples = int(samples)
    inputs, targets = data(numpy.float32, samples)
    model = perceptron.MLPClassifier(
        hidden_layer_sizes=(200,), activation="logistic", solver="sgd", batch_size=1, alpha=0,
        momentum=0, nesterovs_momentum=False, learning_rate_init=0.1, max_iter=1, shuffle=False)
    labels = targets.argmax(1)
    return seconds(lambda: model.fit(inputs, labels), samples)


# ---- the rest ------------------------------------------------------------------------------------------

def sgemm(n):
    """Floating-point operations a second in products of n x n floats, on one core."""
    n = int(n)
    a = numpy.full((n, n), 0.5, numpy.float32)
    out = numpy.empty_like(a)
    a.dot(a, out)
    repeat = max(1, (2048 // n) ** 3)
    return 2 * n ** 3 / seconds(lambda: [a.dot(a, out) for _ in range(repeat)], repeat)


def small(what):
    """Seconds for one operation on 3x3 matrices."""
    statement = {"add": "a + b", "dot": "a.dot(b)", "sigmoid": "expit(a)"}[what]
    setup = "a, b = rand(3, 3), rand(3, 3); expit = special and special.expit"  # all local there
    names = {"rand": numpy.random.rand, "special": special}
    return timeit.timeit(statement, setup, globals=names, number=50000) / 50000


def inflate():
    return seconds(lambda: [unzip(name) for name in NAMES])


def loadtxt(lines, path):
    """Seconds a line."""
    lines = int(lines)
    return seconds(lambda: numpy.loadtxt(path, delimiter=",", max_rows=lines), lines)


NEEDS = {numpy_online: [numpy], torch_batches: [numpy, torch], torch_by_hand: [numpy, torch],
         sklearn_online: [numpy, perceptron], sgemm: [numpy], loadtxt: [numpy], small: [numpy],
         inflate: []}

set_threads(1)
for name, version in found.items():
    print(name, version)
if openblas:
    print("core", openblas.openblas_get_corename().decode())
print("ready", flush=True)

for line in sys.stdin:
    name, *arguments = line.split()
    function = globals()[name]
    there = all(NEEDS[function]) and (arguments != ["sigmoid"] or special)
    print(function(*arguments) if there else "missing", flush=True)
