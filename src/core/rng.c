/* rng: see rng.h. */
#include "core/rng.h"

#include <float.h>
#include <math.h> /* sqrt only: one machine instruction, correctly rounded */
#include <string.h>
#include <sys/random.h>
#include <time.h>

_Static_assert(FLT_EVAL_METHOD == 0, "doubles must be computed as doubles (on i386: -mfpmath=sse)");

static uint64_t rotate_left(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* splitmix64 spreads a small seed over the whole state, which must not be all zero. */
void rng_seed(Rng *rng, uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    rng->s[i] = z ^ (z >> 31);
  }
}

uint64_t rng_next(Rng *rng) {
  uint64_t *s = rng->s;
  uint64_t result = rotate_left(s[0] + s[3], 23) + s[0];
  uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left(s[3], 45);
  return result;
}

double rng_uniform(Rng *rng) { return (double)(rng_next(rng) >> 11) * 0x1p-53; }

uint64_t rng_below(Rng *rng, uint64_t n) {
  /* Draws above the last whole multiple of n are thrown away: they would favour small numbers. */
  uint64_t reject = -n % n, x; /* 2^64 mod n */
  do x = rng_next(rng);
  while (x < reject);
  return x % n;
}

/* x = 2^e · m with m in [√½, √2). With t = (m-1)/(m+1), |t| < 0.172,
     ln m = 2 artanh t = 2 (t + t³/3 + t⁵/5 + …);
   the term t²³/23 is below 2e-19. ln 2 is split into a part short enough that e · LN2_HIGH is
   exact, and the rest. */
double rng_log(double x) {
  static const double LN2_HIGH = 0x1.62e42feep-1, LN2_LOW = 0x1.a39ef35793c76p-33;
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int e = (int)(bits >> 52) - 1023;
  bits = (bits & UINT64_C(0x000fffffffffffff)) | UINT64_C(0x3ff0000000000000);
  double m;
  memcpy(&m, &bits, sizeof m);
  if (m > 0x1.6a09e667f3bcdp0) {
    m *= 0.5;
    e++;
  }
  double t = (m - 1) / (m + 1), t2 = t * t, sum = 0;
  for (int k = 21; k >= 3; k -= 2) sum = (sum + 1.0 / k) * t2;
  return e * LN2_HIGH + (e * LN2_LOW + 2 * (t + t * sum));
}

/* (u, v) uniform in the unit disc; u √(-2 ln s / s), with s = u² + v², is normal. Its twin with v
   is not kept, so that the four words of the state are all there is to save. */
double rng_normal(Rng *rng) {
  double u, v, s;
  do {
    u = 2 * rng_uniform(rng) - 1;
    v = 2 * rng_uniform(rng) - 1;
    s = u * u + v * v;
  } while (s >= 1 || s == 0);
  return u * sqrt(-2 * rng_log(s) / s);
}

void rng_shuffle(Rng *rng, uint32_t *order, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = (size_t)rng_below(rng, i);
    uint32_t t = order[i - 1];
    order[i - 1] = order[j];
    order[j] = t;
  }
}

uint64_t rng_entropy(void) {
  uint64_t seed;
  if (getentropy(&seed, sizeof seed) != 0) { /* an old kernel: the clock has to do */
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    Rng mix;
    rng_seed(&mix, (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec);
    seed = rng_next(&mix);
  }
  return seed & 0x7fffffff;
}
