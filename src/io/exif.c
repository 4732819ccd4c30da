/* exif: see exif.h. Every offset in a file is somebody else's word, and is checked before use. */
#include "io/exif.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
  APP1 = 0xe1,          /* the JPEG segment that Exif data lie in */
  START_OF_SCAN = 0xda, /* the pixels: no Exif after that */
  TIFF_HEADER = 8,
  ENTRY = 12, /* bytes: tag 2, type 2, count 4, value 4 */
  TAG_ORIENTATION = 0x0112,
  TYPE_SHORT = 3
};

/* ---- the orientation ------------------------------------------------------------------------- */

/* Exif data are a TIFF file, in either byte order. */
typedef struct Tiff {
  const unsigned char *data;
  size_t size;
  bool big; /* the high byte comes first */
} Tiff;

static uint32_t number(const Tiff *tiff, size_t at, size_t bytes) {
  uint32_t n = 0;
  for (size_t i = 0; i < bytes; i++) n = n << 8 | tiff->data[at + (tiff->big ? i : bytes - 1 - i)];
  return n;
}

/* The orientation in the first directory, or 1. */
static int tiff_orientation(Tiff *tiff) {
  if (tiff->size < TIFF_HEADER) return 1;
  tiff->big = tiff->data[0] == 'M';
  if (memcmp(tiff->data, tiff->big ? "MM" : "II", 2) != 0 || number(tiff, 2, 2) != 42) return 1;
  size_t at = number(tiff, 4, 4);
  if (at > tiff->size - 2) return 1;
  size_t entries = number(tiff, at, 2);
  at += 2;
  for (; entries > 0 && tiff->size - at >= ENTRY; entries--, at += ENTRY) {
    if (number(tiff, at, 2) != TAG_ORIENTATION) continue;
    uint32_t value = number(tiff, at + 8, 2);
    bool good = number(tiff, at + 2, 2) == TYPE_SHORT && number(tiff, at + 4, 4) == 1;
    return good && value >= 1 && value <= 8 ? (int)value : 1;
  }
  return 1;
}

int exif_orientation(const unsigned char *file, size_t size) {
  size_t at = 2; /* after the mark of a JPEG file */
  while (at < size && size - at >= 4 && file[at] == 0xff) {
    if (file[at + 1] == 0xff) { /* filling */
      at++;
      continue;
    }
    size_t length = (size_t)file[at + 2] << 8 | file[at + 3]; /* counts its own two bytes */
    if (file[at + 1] == START_OF_SCAN || length < 2 || length > size - at - 2) return 1;
    const unsigned char *data = file + at + 4;
    if (file[at + 1] == APP1 && length >= 8 && memcmp(data, "Exif\0", 6) == 0) {
      Tiff tiff = {data + 6, length - 8, false};
      return tiff_orientation(&tiff);
    }
    at += 2 + length;
  }
  return 1;
}

/* ---- turning --------------------------------------------------------------------------------- */

void exif_turn(Image *to, const Image *from, int orientation) {
  size_t width = from->width, height = from->height;
  bool swapped = orientation >= 5; /* the rows become columns */
  bool right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  bool down = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  to->width = swapped ? height : width;
  to->height = swapped ? width : height;
  unsigned char *at = to->pixels;
  for (size_t y = 0; y < to->height; y++)
    for (size_t x = 0; x < to->width; x++, at += IMAGE_RGB) {
      size_t column = swapped ? y : x, row = swapped ? x : y; /* in `from`, from its ... */
      if (right) column = width - 1 - column;                 /* ... right */
      if (down) row = height - 1 - row;                       /* ... or lower side */
      memcpy(at, from->pixels + (row * width + column) * IMAGE_RGB, IMAGE_RGB);
    }
}
