/* activation: what a unit answers to the sum x of its inputs, and the slope of that answer.
   Compiled twice; o, x: n samples × units, row-major. */
#ifndef NN_ACTIVATION_H
#define NN_ACTIVATION_H

#include "net/spec.h"

#define ACTIVATION_DECLARE(real, suffix)                                                              \
  /* o = f(x), in place: o holds x at the call. softmax takes each row as a whole. */                 \
  void activation_forward_##suffix(Activation f, real *o, size_t n, size_t units);                    \
  /* d = e · f'(x), with f'(x) written by means of o = f(x). Not for softmax (whose slope is not   \
     element by element; loss.h joins it with the loss) nor threshold (which has none). */ \
  void activation_backward_##suffix(Activation f, real *d, const real *e, const real *o, size_t n,    \
                                    size_t units);
ACTIVATION_DECLARE(float, f32)
ACTIVATION_DECLARE(double, f64)
#undef ACTIVATION_DECLARE

/* The slope of leaky_relu left of zero. */
#define LEAKY_SLOPE 0.01

#endif
