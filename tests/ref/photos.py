"""Photographs of handwritten digits as a telephone might take them: photos.py FOLDER COUNT OUT [KIND].
The first COUNT test digits of the IDX files in FOLDER, written in dark blue on sheets under uneven
light, with noise, stored in any of the four orientations that Exif knows for turned cameras, as JPEG:
OUT/1.jpg and so on. KIND "table" shows the edges of a dark table, "board" is chalk on a dark board."""
import gzip
import os
import sys

import numpy as np
from PIL import Image, ImageFilter

WIDTH, HEIGHT = 600, 800
ORIENTATION = 0x0112
TURNED = {1: 0, 3: 180, 6: 90, 8: 270}  # the tag's number: how far the stored pixels are turned left


def digits(folder, count):
    for ending, opener in ((".gz", gzip.open), ("", open)):
        path = os.path.join(folder, "t10k-images-idx3-ubyte" + ending)
        if os.path.exists(path):
            with opener(path, "rb") as file:
                pixels = file.read(16 + count * 784)
            return np.frombuffer(pixels, np.uint8, offset=16).reshape(-1, 28, 28)
    sys.exit(folder + ": no test images")


def ink(digit, random):
    """How much ink is where, 0 to 1: the digit somewhere on the sheet, its edges blurred."""
    side = int(random.integers(250, 500))
    large = Image.fromarray(digit).resize((side, side), Image.BICUBIC)
    sheet = Image.new("L", (WIDTH, HEIGHT))
    left, top = random.integers(20, WIDTH - side - 20), random.integers(20, HEIGHT - side - 20)
    sheet.paste(large, (int(left), int(top)))
    sheet = np.asarray(sheet.filter(ImageFilter.GaussianBlur(3)), float) / 255
    return np.clip((sheet - 0.3) / 0.4, 0, 1)[:, :, None]  # a pen's line is all ink within


def light(random):
    """A light from one side, and a soft round shadow."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    angle, x0, y0 = random.uniform(0, 2 * np.pi), random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
    slope = (x / WIDTH - 0.5) * np.cos(angle) + (y / HEIGHT - 0.5) * np.sin(angle)
    blob = np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (2 * 200.0**2))
    return (0.75 + 0.4 * slope - 0.2 * blob)[:, :, None]


def photo(digit, kind, random):
    paper, pen = np.array([235, 230, 215.0]), np.array([25, 30, 110.0])
    if kind == "board":
        paper, pen = np.array([40, 60, 50.0]), np.array([225, 225, 220.0])
    part = ink(digit, random)
    colors = paper * (1 - part) + pen * part
    if kind == "table":
        edge = int(random.integers(20, 80))
        colors[:, :edge], colors[HEIGHT - edge // 2 :] = (70, 50, 35), (70, 50, 35)
    colors = colors * light(random) + random.normal(0, 5, (HEIGHT, WIDTH, 3))
    return Image.fromarray(np.clip(colors + 0.5, 0, 255).astype(np.uint8))


def main(folder, count, out, kind="sheet"):
    random = np.random.default_rng(1)
    for i, digit in enumerate(digits(folder, int(count)), 1):
        orientation = list(TURNED)[i % 4]
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        picture = photo(digit, kind, random).rotate(TURNED[orientation], expand=True)
        picture.save(os.path.join(out, "%d.jpg" % i), quality=70, exif=exif)


main(*sys.argv[1:])
