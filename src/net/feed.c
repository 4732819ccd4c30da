/* feed: see feed.h. */
#include "net/feed.h"

#include "core/kernel.h"
#include "net/real.h"

NN_KERNEL static void feed_pixels(real *out, const unsigned char *pixels, size_t n, real slope,
                                  real offset) {
  for (size_t j = 0; j < n; j++) out[j] = slope * (real)pixels[j] + offset;
}

/* Rows that are asked for in advance: a few, so that they are there in time and not yet gone. */
#define AHEAD 8

/* The rare forms (a pair a column, doubles) in double, rounded once at the end. */
static void feed_row(const Dataset *set, size_t at, real *out) {
  for (size_t j = 0; j < set->inputs; j++) {
    double stored = set->pixels ? set->pixels[at + j] : set->values[at + j];
    size_t c = j * set->scale_step;
    out[j] = (real)(set->slope ? set->slope[c] * stored + set->offset[c] : stored);
  }
}

static void feed_warped(const Dataset *set, size_t i, real *out) {
  enum { CHUNK = 64 };
  double greys[CHUNK];
  const unsigned char *pixels = set->pixels + dataset_row(set, i) * set->inputs;
  WarpMap map;
  warp_map(&map, set->warps, dataset_warp(set, i), dataset_row(set, i));
  for (size_t j = 0; j < set->inputs; j += CHUNK) {
    size_t n = set->inputs - j < CHUNK ? set->inputs - j : CHUNK;
    warp_read(&map, pixels, j, n, greys);
    for (size_t k = 0; k < n; k++) {
      size_t c = (j + k) * set->scale_step;
      *out++ = (real)(set->slope ? set->slope[c] * greys[k] + set->offset[c] : greys[k]);
    }
  }
}

/* Shuffled rows lie all over memory, where no processor foresees them: ask for one in advance.
   Always inlined, because GCC takes a function that does nothing else for one without effect, and
   drops its calls. */
static inline __attribute__((always_inline)) void prefetch_row(const Dataset *set, size_t i) {
  if (!set->pixels || i >= set->count) return;
  const unsigned char *row = set->pixels + dataset_row(set, i) * set->inputs;
  for (size_t j = 0; j < set->inputs; j += 64) __builtin_prefetch(row + j);
}

void feed_inputs(const Dataset *set, size_t first, size_t n, real *out) {
  bool plain_pixels = set->pixels && (!set->slope || set->scale_step == 0);
  real slope = set->slope ? (real)set->slope[0] : 1, offset = set->slope ? (real)set->offset[0] : 0;
  for (size_t i = 0; i < n; i++, out += set->inputs) {
    size_t at = dataset_row(set, first + i) * set->inputs;
    prefetch_row(set, first + i + AHEAD);
    if (set->warps)
      feed_warped(set, first + i, out);
    else if (plain_pixels)
      feed_pixels(out, set->pixels + at, set->inputs, slope, offset);
    else
      feed_row(set, at, out);
  }
}

void feed_targets(const Dataset *set, size_t first, size_t n, real *out) {
  for (size_t i = 0; i < n; i++, out += set->outputs) {
    size_t row = dataset_row(set, first + i);
    if (set->targets) {
      for (size_t j = 0; j < set->outputs; j++) out[j] = (real)set->targets[row * set->outputs + j];
    } else {
      for (size_t j = 0; j < set->outputs; j++) out[j] = (real)set->low;
      out[set->labels[row]] = (real)set->high;
    }
  }
}
