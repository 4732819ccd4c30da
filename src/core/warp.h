/* warp: pictures turned and shifted a little, each sample its own way, while they are read: new
   training data from the stored bytes without storing any (Simard et al. 2003, Nielsen's
   expand_mnist.py). For core/dataset.c and net/feed.c. */
#ifndef NN_WARP_H
#define NN_WARP_H

#include <stddef.h>
#include <stdint.h>

/* What a data set asks for; all 0: pictures as they are. */
typedef struct Jitter {
  double rotate;        /* up to so many degrees either way */
  double shift;         /* up to so many pixels either way, in rows and in columns */
  uint64_t seed;        /* which angles and shifts: the same seed gives the same */
  size_t width, height; /* of the pictures */
} Jitter;

/* From a place in the new picture to one in the stored picture: a turn about the centre. */
typedef struct Warp {
  double cosine, sine, centre_row, centre_column, shift_row, shift_column;
  size_t width, height;
} Warp;

/* The warp of the picture in stored row `row`. */
Warp warp_of(const Jitter *jitter, size_t row);

/* The grey, 0..255, of the new picture at (row, column), between the four nearest stored pixels
   (bilinear); 0 outside. */
static inline double warp_pixel(const Warp *w, const unsigned char *pixels, size_t row,
                                size_t column) {
  double y = (double)row - w->centre_row - w->shift_row;
  double x = (double)column - w->centre_column - w->shift_column;
  double r = w->cosine * y + w->sine * x + w->centre_row;
  double c = w->cosine * x - w->sine * y + w->centre_column;
  if (!(r >= 0 && c >= 0 && r <= (double)(w->height - 1) && c <= (double)(w->width - 1))) return 0;
  size_t i = (size_t)r, j = (size_t)c;
  size_t down = i + 1 < w->height ? w->width : 0, right = j + 1 < w->width ? 1 : 0;
  const unsigned char *p = pixels + i * w->width + j;
  double fr = r - (double)i, fc = c - (double)j;
  double top = p[0] + fc * (p[right] - p[0]);
  double bottom = p[down] + fc * (p[down + right] - p[down]);
  return top + fr * (bottom - top);
}

#endif
