/* feed: the door by which samples enter the engine: blocks of rows in the engine's own precision.
   Compiled twice. */
#ifndef NN_FEED_H
#define NN_FEED_H

#include "core/dataset.h"

/* Samples first .. first+n-1 of the set as rows: inputs to out[n × set->inputs], targets to
   out[n × set->outputs]. */
void feed_inputs_f32(const Dataset *set, size_t first, size_t n, float *out);
void feed_inputs_f64(const Dataset *set, size_t first, size_t n, double *out);
void feed_targets_f32(const Dataset *set, size_t first, size_t n, float *out);
void feed_targets_f64(const Dataset *set, size_t first, size_t n, double *out);

#endif
