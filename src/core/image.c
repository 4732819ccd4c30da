/* image: see image.h. */
#include "core/image.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LEVELS = 256 };

bool image_size_fits(size_t width, size_t height) {
  return width >= 1 && width <= IMAGE_SIDE_MAX && height >= 1 && height <= IMAGE_SIDE_MAX &&
         height <= IMAGE_PIXELS_MAX / width;
}

/* ---- numbers as colours ---------------------------------------------------------------------- */

static unsigned char level(double t) { return (unsigned char)(t * (LEVELS - 1) + 0.5); }

/* The colour of t, 0 .. 1. */
static void set_color(unsigned char *rgb, double t, ImageMap map) {
  if (map == IMAGE_DIVERGING) {
    rgb[0] = t < 0.5 ? level(2 * t) : LEVELS - 1;
    rgb[1] = level(t < 0.5 ? 2 * t : 2 * (1 - t));
    rgb[2] = t < 0.5 ? LEVELS - 1 : level(2 * (1 - t));
  } else {
    memset(rgb, level(map == IMAGE_GREY ? t : 1 - t), IMAGE_RGB);
  }
}

void image_of_matrix(Image *to, const double *matrix, size_t rows, size_t cols, ImageMap map,
                     double lo, double hi, size_t scale) {
  const double shrink = isfinite(hi - lo) ? 1 : 0.5; /* the range may be wider than any double */
  const double range = hi * shrink - lo * shrink;
  const size_t line = cols * scale * IMAGE_RGB;
  for (size_t i = 0; i < rows; i++) {
    unsigned char *first = to->pixels + i * scale * line, *at = first;
    for (size_t j = 0; j < cols; j++, at += scale * IMAGE_RGB) {
      double x = matrix[i * cols + j];
      if (isnan(x))
        memcpy(at, (const unsigned char[]){0, LEVELS - 1, 0}, IMAGE_RGB);
      else if (lo == hi)
        set_color(at, x < lo ? 0 : x > hi ? 1 : map == IMAGE_DIVERGING ? 0.5 : 0, map);
      else
        set_color(at, x <= lo ? 0 : x >= hi ? 1 : (x * shrink - lo * shrink) / range, map);
      for (size_t k = 1; k < scale; k++) memcpy(at + k * IMAGE_RGB, at, IMAGE_RGB);
    }
    for (size_t k = 1; k < scale; k++) memcpy(first + k * line, first, line);
  }
}

/* ---- colours as greys ------------------------------------------------------------------------ */

/* What sRGB's numbers mean: light[v] is the light of level v, edge[v] that half-way to v + 1. */
typedef struct Light {
  double light[LEVELS], edge[LEVELS];
} Light;

static double light_of(double v) {
  v /= LEVELS - 1;
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static void light_init(Light *light) {
  for (int v = 0; v < LEVELS; v++) {
    light->light[v] = light_of(v);
    light->edge[v] = v < LEVELS - 1 ? light_of(v + 0.5) : INFINITY;
  }
}

static int grey_of(const Light *light, const unsigned char *rgb) {
  if (rgb[0] == rgb[1] && rgb[1] == rgb[2]) return rgb[0];
  double sum =
      (6968 * light->light[rgb[0]] + 23434 * light->light[rgb[1]] + 2366 * light->light[rgb[2]]) /
      32768;   /* libpng's weights */
  int low = 0; /* the first level whose edge is above the sum, by halving */
  for (int step = LEVELS / 2; step > 0; step /= 2)
    if (light->edge[low + step - 1] <= sum) low += step;
  return low;
}

void image_grey(double *grey, const Image *image) {
  Light light;
  light_init(&light);
  for (size_t i = 0; i < image->width * image->height; i++)
    grey[i] = grey_of(&light, image->pixels + i * IMAGE_RGB);
}

/* ---- pasting and resizing -------------------------------------------------------------------- */

void image_paste(Image *to, const Image *from, size_t row, size_t column) {
  for (size_t i = 0; i < from->height; i++)
    memmove(to->pixels + ((row + i) * to->width + column) * IMAGE_RGB,
            from->pixels + i * from->width * IMAGE_RGB, from->width * IMAGE_RGB);
}

/* How much of pixel i of n lies in pixel x of m when both lines of pixels are equally long,
   in parts of 1 / (n · m) of the line. */
static uint64_t overlap(size_t i, size_t n, size_t x, size_t m) {
  uint64_t from = i * m > x * n ? i * m : x * n;
  uint64_t to = (i + 1) * m < (x + 1) * n ? (i + 1) * m : (x + 1) * n;
  return to - from;
}

/* The mean of what pixel (x, y) of an image of width × height covers of `from`. */
static void cover(unsigned char *rgb, const Image *from, size_t x, size_t width, size_t y,
                  size_t height) {
  uint64_t sum[IMAGE_RGB] = {0}, all = (uint64_t)from->width * from->height;
  for (size_t i = y * from->height / height; i * height < (y + 1) * from->height; i++) {
    uint64_t high = overlap(i, from->height, y, height);
    for (size_t j = x * from->width / width; j * width < (x + 1) * from->width; j++) {
      uint64_t part = high * overlap(j, from->width, x, width);
      const unsigned char *pixel = from->pixels + (i * from->width + j) * IMAGE_RGB;
      for (int c = 0; c < IMAGE_RGB; c++) sum[c] += part * pixel[c];
    }
  }
  for (int c = 0; c < IMAGE_RGB; c++) rgb[c] = (unsigned char)((sum[c] + all / 2) / all);
}

void image_resize(Image *to, const Image *from) {
  for (size_t y = 0; y < to->height; y++)
    for (size_t x = 0; x < to->width; x++)
      cover(to->pixels + (y * to->width + x) * IMAGE_RGB, from, x, to->width, y, to->height);
}
