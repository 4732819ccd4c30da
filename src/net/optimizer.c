/* optimizer: see optimizer.h. */
#include "net/optimizer.h"

#include <math.h>
#include <string.h>

#include "core/kernel.h"
#include "net/real.h"

/* Keeps a division by a vanished mean square finite. */
#define EPSILON ((real)1e-8)

/* The square root of the precision at hand; it vectorises. */
#ifdef NN_FLOAT
#define ROOT sqrtf
#else
#define ROOT sqrt
#endif

NN_KERNEL static void move_momentum(real *restrict w, const real *restrict p, real *restrict u,
                                    real rate, real m, size_t n) {
  for (size_t i = 0; i < n; i++) {
    u[i] = m * u[i] + rate * p[i];
    w[i] += u[i];
  }
}

NN_KERNEL static void move_nesterov(real *restrict w, const real *restrict p, real *restrict u,
                                    real rate, real m, size_t n) {
  for (size_t i = 0; i < n; i++) {
    u[i] = m * u[i] + rate * p[i];
    w[i] += m * u[i] + rate * p[i];
  }
}

NN_KERNEL static void move_rmsprop(real *restrict w, const real *restrict p, real *restrict u,
                                   real rate, real d, size_t n) {
  for (size_t i = 0; i < n; i++) {
    u[i] = d * u[i] + (1 - d) * p[i] * p[i];
    w[i] += rate * p[i] / (ROOT(u[i]) + EPSILON);
  }
}

/* rate and second already hold the corrections for the first steps, when u and v are still small:
   rate / (1 - m^t) and 1 / (1 - d^t). */
NN_KERNEL static void move_adam(real *restrict w, const real *restrict p, real *restrict u,
                                real *restrict v, real rate, real second, real m, real d,
                                size_t n) {
  for (size_t i = 0; i < n; i++) {
    u[i] = m * u[i] + (1 - m) * p[i];
    v[i] = d * v[i] + (1 - d) * p[i] * p[i];
    w[i] += rate * u[i] / (ROOT(v[i] * second) + EPSILON);
  }
}

static void move_rprop(real *w, const real *p, real *u, real *v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    real pull = p[i], agree = pull * v[i];
    if (agree > 0) {
      u[i] = u[i] * (real)1.2 > 50 ? 50 : u[i] * (real)1.2;
    } else if (agree < 0) {
      u[i] = u[i] * (real)0.5 < (real)1e-6 ? (real)1e-6 : u[i] * (real)0.5;
      pull = 0;
    }
    w[i] += pull > 0 ? u[i] : pull < 0 ? -u[i] : pull; /* a NaN stays one */
    v[i] = pull;
  }
}

NN_KERNEL static void move_sgd(real *restrict w, const real *restrict p, real rate, size_t n) {
  for (size_t i = 0; i < n; i++) w[i] += rate * p[i];
}

void optimizer_move(const NetSpec *spec, double rate, size_t t, real *w, const real *p, real *u,
                    real *v, size_t n) {
  real r = (real)rate, m = (real)spec->momentum, d = (real)spec->decay;
  switch (spec->optimizer) {
  case OPTIMIZER_SGD:
    move_sgd(w, p, r, n);
    break;
  case OPTIMIZER_MOMENTUM:
    move_momentum(w, p, u, r, m, n);
    break;
  case OPTIMIZER_NESTEROV:
    move_nesterov(w, p, u, r, m, n);
    break;
  case OPTIMIZER_RMSPROP:
    move_rmsprop(w, p, u, r, d, n);
    break;
  case OPTIMIZER_ADAM:
    move_adam(w, p, u, v, (real)(rate / (1 - pow(spec->momentum, (double)t))),
              (real)(1 / (1 - pow(spec->decay, (double)t))), m, d, n);
    break;
  case OPTIMIZER_RPROP:
    move_rprop(w, p, u, v, n);
    break;
  }
}

void optimizer_start(const NetSpec *spec, real *u, real *v, size_t n) {
  size_t numbers = optimizer_memory(spec->optimizer);
  for (size_t i = 0; numbers > 0 && i < n; i++)
    u[i] = spec->optimizer == OPTIMIZER_RPROP ? (real)0.1 : 0;
  if (numbers > 1) memset(v, 0, n * sizeof *v);
}
