/* loss: see loss.h. */
#include "net/loss.h"

#include <math.h>

#include "net/activation.h"
#include "net/real.h"

/* -Σ t ln o + (1-t) ln(1-o) with o = sigmoid(x): each term is ln(1 + e^x) - t x. */
static double cross_entropy_sigmoid(const real *x, const real *t, size_t units) {
  double sum = 0;
  for (size_t j = 0; j < units; j++) {
    double v = x[j];
    sum += (v > 0 ? v : 0) - t[j] * v + log1p(exp(-fabs(v)));
  }
  return sum;
}

/* -Σ t ln o with o = softmax(x): Σt · ln Σe^x - Σ t x, the largest x taken out of the logarithm. */
static double cross_entropy_softmax(const real *x, const real *t, size_t units) {
  double largest = x[0], sum = 0, all = 0, product = 0;
  for (size_t j = 1; j < units; j++) largest = x[j] > largest ? x[j] : largest;
  for (size_t j = 0; j < units; j++) {
    sum += exp(x[j] - largest);
    all += t[j];
    product += (double)t[j] * x[j];
  }
  return all * (largest + log(sum)) - product;
}

double loss_value(Loss loss, Activation f, const real *x, const real *o, const real *t,
                  size_t units) {
  if (loss == LOSS_CROSS_ENTROPY)
    return f == ACTIVATION_SOFTMAX ? cross_entropy_softmax(x, t, units)
                                   : cross_entropy_sigmoid(x, t, units);
  double sum = 0;
  for (size_t j = 0; j < units; j++) sum += ((double)o[j] - t[j]) * ((double)o[j] - t[j]);
  return loss == LOSS_SQUARED ? sum / 2 : sum / (double)units;
}

/* With s = Σ e_i o_i the softmax's slopes give dx_j = o_j (e_j - s). */
static void softmax_backward(real *delta, const real *o, size_t n, size_t units) {
  for (size_t i = 0; i < n; i++, delta += units, o += units) {
    real s = 0;
    for (size_t j = 0; j < units; j++) s += delta[j] * o[j];
    for (size_t j = 0; j < units; j++) delta[j] = o[j] * (delta[j] - s);
  }
}

void loss_delta(Loss loss, Activation f, real *delta, const real *o, const real *t, size_t n,
                size_t units) {
  real factor = loss == LOSS_MEAN_SQUARED ? 2 / (real)units : 1;
  if (loss == LOSS_CROSS_ENTROPY && f == ACTIVATION_SOFTMAX) {
    for (size_t i = 0; i < n; i++, delta += units, o += units, t += units) {
      real all = 0; /* Σt is 1 for one-hot targets, 1.08 for the book's 0.01/0.99 */
      for (size_t j = 0; j < units; j++) all += t[j];
      for (size_t j = 0; j < units; j++) delta[j] = t[j] - all * o[j];
    }
    return;
  }
  for (size_t i = 0; i < n * units; i++) delta[i] = factor * (t[i] - o[i]);
  if (loss == LOSS_CROSS_ENTROPY) return;
  if (f == ACTIVATION_SOFTMAX)
    softmax_backward(delta, o, n, units);
  else
    activation_backward(f, delta, delta, o, n, units);
}
