/* warp: see warp.h. */
#include "core/warp.h"

#include <math.h>

#include "core/rng.h"

Warp warp_of(const Jitter *jitter, size_t row) {
  Rng rng; /* each picture has its own numbers, so that the order of reading changes nothing */
  rng_seed(&rng, jitter->seed + (uint64_t)row * UINT64_C(0x9e3779b97f4a7c15));
  double angle = (2 * rng_uniform(&rng) - 1) * jitter->rotate * (3.14159265358979323846 / 180);
  Warp w = {.cosine = cos(angle),
            .sine = sin(angle),
            .centre_row = ((double)jitter->height - 1) / 2,
            .centre_column = ((double)jitter->width - 1) / 2,
            .width = jitter->width,
            .height = jitter->height};
  w.shift_row = (2 * rng_uniform(&rng) - 1) * jitter->shift;
  w.shift_column = (2 * rng_uniform(&rng) - 1) * jitter->shift;
  return w;
}
