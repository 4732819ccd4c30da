/* loss: how wrong an answer is, and the error that training sends back. Compiled twice.

   f is the output layer's activation, x its sums (before f), o its outputs, t the targets; n
   samples × units, row-major. Cross-entropy belongs to sigmoid and softmax and is computed from x,
   where it cannot overflow; the slope of f then cancels and leaves t - o (Nielsen, chapter 3). */
#ifndef NN_LOSS_H
#define NN_LOSS_H

#include "net/spec.h"

#define LOSS_DECLARE(real, suffix)                                                                 \
  /* The loss of one sample. */                                                                    \
  double loss_value_##suffix(Loss loss, Activation f, const real *x, const real *o, const real *t, \
                             size_t units);                                                        \
  /* delta = -dLoss/dx, the step that x should take: (t - o) f'(x) for the squared loss. */        \
  void loss_delta_##suffix(Loss loss, Activation f, real *delta, const real *o, const real *t,     \
                           size_t n, size_t units);
LOSS_DECLARE(float, f32)
LOSS_DECLARE(double, f64)
#undef LOSS_DECLARE

#endif
