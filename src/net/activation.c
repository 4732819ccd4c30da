/* activation: see activation.h. */
#include "net/activation.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "core/kernel.h"
#include "net/real.h"

/* e^x for |x| below the overflow, in straight-line code that vectorises (libm's does not).
     x = k ln 2 + r, |r| <= ln 2 / 2, so e^x = 2^k e^r, and e^r is its Taylor sum: the first term
   left out is r^8/8! < 6e-9 in float and r^14/14! < 5e-18 in double. Adding ROUND, 1.5 ·
   2^(digits), pushes the fraction out of the number: what is left is k, also readable in its lowest
   bits. */
#ifdef NN_FLOAT
typedef uint32_t bits;
#define DIGITS 23
#define BIAS 127
#define ROUND 0x1.8p23f
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f
#define LARGEST 88.0f
#define TERMS 7
#else
typedef uint64_t bits;
#define DIGITS 52
#define BIAS 1023
#define ROUND 0x1.8p52
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LARGEST 708.0
#define TERMS 13
#endif

static inline __attribute__((always_inline)) real exp_fast(real x) {
  static const real inverse[] = {0,
                                 1,
                                 (real)(1 / 2.0),
                                 (real)(1 / 3.0),
                                 (real)(1 / 4.0),
                                 (real)(1 / 5.0),
                                 (real)(1 / 6.0),
                                 (real)(1 / 7.0),
                                 (real)(1 / 8.0),
                                 (real)(1 / 9.0),
                                 (real)(1 / 10.0),
                                 (real)(1 / 11.0),
                                 (real)(1 / 12.0),
                                 (real)(1 / 13.0)};
  real shifted = x * (real)1.44269504088896340736 + ROUND, k = shifted - ROUND;
  real r = x - k * LN2_HIGH - k * LN2_LOW, sum = 1;
#pragma GCC unroll 13
  for (int i = TERMS; i >= 1; i--) sum = 1 + sum * r * inverse[i];
  bits power, low;
  memcpy(&low, &shifted, sizeof low);
  power = (low + BIAS) << DIGITS; /* the bits of ROUND above k's are shifted out */
  real scale;
  memcpy(&scale, &power, sizeof scale);
  return sum * scale;
}

NN_KERNEL static void sigmoid(real *o, size_t n) {
  for (size_t i = 0; i < n; i++) {
    /* Where e^-x would leave the range, the sigmoid is 0 or 1 to all digits anyway. A NaN fails
       both comparisons and stays one. */
    real x = -o[i];
    x = x > LARGEST ? LARGEST : x;
    x = x < -LARGEST ? -LARGEST : x;
    o[i] = 1 / (1 + exp_fast(x));
  }
}

static void softmax(real *o, size_t n, size_t units) {
  for (size_t i = 0; i < n; i++, o += units) {
    real largest = o[0], sum = 0;
    for (size_t j = 1; j < units; j++) largest = o[j] > largest ? o[j] : largest;
    for (size_t j = 0; j < units; j++) {
      real x = o[j] - largest;
      sum += o[j] = exp_fast(x < -LARGEST ? -LARGEST : x);
    }
    for (size_t j = 0; j < units; j++) o[j] /= sum;
  }
}

void activation_forward(Activation f, real *o, size_t n, size_t units) {
  size_t all = n * units;
  switch (f) {
  case ACTIVATION_SIGMOID:
    sigmoid(o, all);
    break;
  case ACTIVATION_TANH:
    for (size_t i = 0; i < all; i++) o[i] = (real)tanh((double)o[i]);
    break;
  case ACTIVATION_RELU: /* written so that a NaN stays one */
    for (size_t i = 0; i < all; i++) o[i] = o[i] < 0 ? 0 : o[i];
    break;
  case ACTIVATION_LEAKY_RELU:
    for (size_t i = 0; i < all; i++) o[i] = o[i] < 0 ? (real)LEAKY_SLOPE * o[i] : o[i];
    break;
  case ACTIVATION_SOFTMAX:
    softmax(o, n, units);
    break;
  case ACTIVATION_LINEAR:
    break;
  case ACTIVATION_THRESHOLD:
    for (size_t i = 0; i < all; i++) o[i] = o[i] > 0 ? 1 : o[i] <= 0 ? 0 : o[i];
    break;
  }
}

void activation_backward(Activation f, real *d, const real *e, const real *o, size_t n,
                         size_t units) {
#define EACH(slope)                                                                                \
  for (size_t i = 0; i < n * units; i++) d[i] = e[i] * (slope);                                    \
  break
  switch (f) {
  case ACTIVATION_SIGMOID:
    EACH(o[i] * (1 - o[i]));
  case ACTIVATION_TANH:
    EACH(1 - o[i] * o[i]);
  case ACTIVATION_RELU:
    EACH(o[i] > 0 ? 1 : 0);
  case ACTIVATION_LEAKY_RELU:
    EACH(o[i] > 0 ? 1 : (real)LEAKY_SLOPE);
  case ACTIVATION_SOFTMAX:
  case ACTIVATION_THRESHOLD:
  case ACTIVATION_LINEAR:
    EACH(1);
  }
#undef EACH
}
