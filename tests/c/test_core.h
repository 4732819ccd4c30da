/* test_core: what the tests of src/core share: random data from fixed seeds, so that a run which
   passes once passes always, and comparisons that know about NaN. */
#ifndef NN_TEST_CORE_H
#define NN_TEST_CORE_H

#include "core/rng.h"
#include "core/status.h"
#include "test.h"

static Status status;
static Rng rng;

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Equal to the last bit, or both no number. */
static inline bool same(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

/* |a - b| <= tolerance · max(1, |b|), or both no number, or the same infinity. */
static inline bool close_to(double a, long double b, double tolerance) {
  if (isnan(a) || isnan((double)b) || isinf(a)) return same(a, (double)b);
  return fabsl(a - b) <= tolerance * fmaxl(1, fabsl(b));
}

static inline void fill(double *a, size_t n) {
  for (size_t i = 0; i < n; i++) a[i] = 4 * rng_uniform(&rng) - 2;
}

/* Memory that must be written before it is read. */
static inline void spoil(double *a, size_t n) {
  for (size_t i = 0; i < n; i++) a[i] = NAN;
}

#endif
