/* dataset: a data set as the engine sees it: stored rows, which of them and in what order, and the
   scaling from stored numbers to inputs and targets.

   Pixels stay bytes (full MNIST is 47 MB, not 376), other features doubles. Several sets may share
   the stored rows: a shuffled, cut or rescaled set has only its own `rows` and scaling. The memory
   belongs to whoever made the set (src/bind/ldataset.c). */
#ifndef NN_DATASET_H
#define NN_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/warp.h"

typedef struct Dataset {
  size_t count;   /* samples in this set */
  size_t inputs;  /* numbers a sample */
  size_t outputs; /* classes, or numbers a target; 0: no targets */

  /* Stored rows of `inputs` numbers: pixels or values, the other is NULL. */
  const unsigned char *pixels;
  const double *values;
  /* Sample i is at place rows[i], or first + i when rows is NULL. A place is a stored row, of
     which there are `stored`; with warps it is the stored row + stored · the number of its warp, so
     that shuffling and picking places keeps each sample's warp. */
  const uint32_t *rows;
  size_t first, stored;
  /* Pictures turned, shifted or bent while they are read; NULL: as they are. */
  const Warps *warps;
  /* input = slope · stored + offset; one pair a column, or one for all. NULL: as stored. */
  const double *slope, *offset;
  size_t scale_step; /* 1: a pair a column; 0: one pair */

  /* What is to be learnt: a class 0 .. outputs-1 for each stored row, whose target is `high` at the
     class and `low` elsewhere; or `outputs` numbers for each stored row; or neither. */
  const int32_t *labels;
  const double *targets;
  double low, high;
} Dataset;

static inline size_t dataset_place(const Dataset *set, size_t i) {
  return set->rows ? set->rows[i] : set->first + i;
}

/* The stored row of sample i, and the number of its warp. */
static inline size_t dataset_row(const Dataset *set, size_t i) {
  return set->warps ? dataset_place(set, i) % set->stored : dataset_place(set, i);
}
static inline size_t dataset_warp(const Dataset *set, size_t i) {
  return dataset_place(set, i) / set->stored;
}

/* Sample i as numbers: inputs to out[set->inputs]; targets to out[set->outputs]. */
void dataset_input(const Dataset *set, size_t i, double *out);
void dataset_target(const Dataset *set, size_t i, double *out);

/* The smallest and largest stored number of each column among this set's samples. */
void dataset_range(const Dataset *set, double *lowest, double *highest);

#endif
