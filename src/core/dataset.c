/* dataset: see dataset.h. */
#include "core/dataset.h"

void dataset_input(const Dataset *set, size_t i, double *out) {
  size_t at = dataset_row(set, i) * set->inputs;
  Warp warp = {0};
  if (set->jitter) warp = warp_of(set->jitter, dataset_row(set, i));
  for (size_t j = 0; j < set->inputs; j++) {
    double stored;
    if (set->jitter)
      stored = warp_pixel(&warp, set->pixels + at, j / warp.width, j % warp.width);
    else
      stored = set->pixels ? set->pixels[at + j] : set->values[at + j];
    size_t c = j * set->scale_step;
    out[j] = set->slope ? set->slope[c] * stored + set->offset[c] : stored;
  }
}

void dataset_target(const Dataset *set, size_t i, double *out) {
  size_t row = dataset_row(set, i);
  for (size_t j = 0; j < set->outputs; j++)
    out[j] = set->targets                    ? set->targets[row * set->outputs + j]
             : (size_t)set->labels[row] == j ? set->high
                                             : set->low;
}

void dataset_range(const Dataset *set, double *lowest, double *highest) {
  for (size_t i = 0; i < set->count; i++) {
    size_t at = dataset_row(set, i) * set->inputs;
    for (size_t j = 0; j < set->inputs; j++) {
      double stored = set->pixels ? set->pixels[at + j] : set->values[at + j];
      if (i == 0 || stored < lowest[j]) lowest[j] = stored;
      if (i == 0 || stored > highest[j]) highest[j] = stored;
    }
  }
}
