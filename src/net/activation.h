/* activation: what a unit answers to the sum x of its inputs, and the slope of that answer.
   Compiled twice; o, x, e, d: n samples × units, row-major.

   activation_forward: o = f(x), in place: o holds x at the call. softmax takes each row as a whole.
   activation_backward: d = e · f'(x), with f'(x) written by means of o = f(x). Not for softmax,
   whose slope is not element by element (loss.h joins it with the loss), nor for threshold, which
   has none. */
#ifndef NN_ACTIVATION_H
#define NN_ACTIVATION_H

#include "net/spec.h"

/* The slope of leaky_relu left of zero. */
#define LEAKY_SLOPE 0.01

#define ACTIVATION_DECLARE(real, suffix)                                                           \
  void activation_forward_##suffix(Activation f, real *o, size_t n, size_t units);                 \
  void activation_backward_##suffix(Activation f, real *d, const real *e, const real *o, size_t n, \
                                    size_t units);
ACTIVATION_DECLARE(float, f32)
ACTIVATION_DECLARE(double, f64)
#undef ACTIVATION_DECLARE

#endif
