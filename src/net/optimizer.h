/* optimizer: from a gradient to new weights. Compiled twice.

   p stands for the pull, minus the gradient averaged over a batch; each weight w is moved with its
   own one or two numbers of memory u, v.
   With rate r, momentum m, decay d, e = 1e-8 and step t = 1, 2, …:

   sgd       w += r p
   momentum  u = m u + r p;  w += u                                  (Polyak 1964)
   nesterov  u = m u + r p;  w += m u + r p                          (Sutskever et al. 2013)
   rmsprop   u = d u + (1-d) p²;  w += r p / (√u + e)                (Tieleman and Hinton 2012)
   adam      u = m u + (1-m) p;  v = d v + (1-d) p²;
             w += r (u / (1-m^t)) / (√(v / (1-d^t)) + e)             (Kingma and Ba 2015)
   rprop     w += u sign(p); the step u grows by 1.2 (to 50 at most) where p kept the sign that it
             had last time, v; it halves (to 1e-6) and is not taken where p changed it
             (iRprop-, Igel and Hüsken 2000) */
#ifndef NN_OPTIMIZER_H
#define NN_OPTIMIZER_H

#include "net/spec.h"

/* How many numbers of memory a weight has: 0, 1 or 2. */
size_t optimizer_memory(Optimizer optimizer);

/* optimizer_move moves n weights. u, v: n numbers each, as optimizer_start leaves them before the
   first step (0; for rprop u = 0.1) and as the step before left them later; t counts from 1. */
#define OPTIMIZER_DECLARE(real, suffix)                                                            \
  void optimizer_start_##suffix(const NetSpec *spec, real *u, real *v, size_t n);                  \
  void optimizer_move_##suffix(const NetSpec *spec, double rate, size_t t, real *w, const real *p, \
                               real *u, real *v, size_t n);
OPTIMIZER_DECLARE(float, f32)
OPTIMIZER_DECLARE(double, f64)
#undef OPTIMIZER_DECLARE

#endif
