/* dataset: see dataset.h. */
#include "core/dataset.h"

/* input j of a sample, from its stored number */
static inline double scaled(const Dataset *set, size_t j, double stored) {
  size_t c = j * set->scale_step;
  return set->slope ? set->slope[c] * stored + set->offset[c] : stored;
}

static void warped_input(const Dataset *set, size_t i, double *out) {
  WarpMap map;
  warp_map(&map, set->warps, dataset_warp(set, i), dataset_row(set, i));
  warp_read(&map, set->pixels + dataset_row(set, i) * set->inputs, 0, set->inputs, out);
  for (size_t j = 0; j < set->inputs; j++) out[j] = scaled(set, j, out[j]);
}

void dataset_input(const Dataset *set, size_t i, double *out) {
  size_t at = dataset_row(set, i) * set->inputs;
  if (set->warps)
    warped_input(set, i, out);
  else if (set->pixels)
    for (size_t j = 0; j < set->inputs; j++) out[j] = scaled(set, j, set->pixels[at + j]);
  else
    for (size_t j = 0; j < set->inputs; j++) out[j] = scaled(set, j, set->values[at + j]);
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
