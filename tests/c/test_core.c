/* test_core: status, random numbers, OpenBLAS and data sets. The rest of src/core, the matrices, is
   in test_matrix. */
#include <float.h>
#include <signal.h>
#include <stdlib.h>

#include "core/blas.h"
#include "core/dataset.h"
#include "test_core.h"

/* ---- status ---------------------------------------------------------------------------------- */

static void test_status(void) {
  Status s = {STATUS_OK, ""};
  CHECK(!status_fail(&s, "row %d of %s", 3, "x.csv"));
  CHECK(s.code == STATUS_ERROR && !strcmp(s.text, "row 3 of x.csv"));
  CHECK(!status_no_memory(&s, "the weights"));
  CHECK(s.code == STATUS_MEMORY && !strcmp(s.text, "not enough memory for the weights"));
  static char name[5000];
  for (size_t length = 1000; length < 1050; length++) { /* around what there is room for */
    memset(name, 'n', length);
    name[length] = '\0';
    CHECK(!status_fail(&s, "%s", name) && s.code == STATUS_ERROR);
    size_t kept = length < sizeof s.text ? length : sizeof s.text - 1;
    CHECK(strlen(s.text) == kept && !strncmp(s.text, name, kept));
  }
  memset(name, 'n', sizeof name - 1);
  CHECK(!status_no_memory(&s, name) && s.code == STATUS_MEMORY);
  CHECK(strlen(s.text) == sizeof s.text - 1);
}

static void on_signal(int number) {
  (void)number;
  status_interrupt();
}

static void test_status_interrupt(void) {
  Status s = {STATUS_OK, "as it was"};
  CHECK(!status_interrupted(&s) && s.code == STATUS_OK && !strcmp(s.text, "as it was"));
  CHECK(signal(SIGUSR1, on_signal) != SIG_ERR && raise(SIGUSR1) == 0);
  for (int i = 0; i < 2; i++) { /* it stays up */
    s = (Status){STATUS_OK, ""};
    CHECK(status_interrupted(&s) && s.code == STATUS_INTERRUPT && !strcmp(s.text, "interrupted!"));
  }
  status_interrupt_clear();
  CHECK(!status_interrupted(&s));
  CHECK(status_shield(0) == 0 && status_shield(1) == 1 && status_shield(1) == 2);
  CHECK(status_shield(0) == 2 && status_shield(-1) == 1 && status_shield(-1) == 0);
}

/* ---- random numbers -------------------------------------------------------------------------- */

/* Both generators once more, written down from their authors' descriptions. */
static uint64_t plain_splitmix(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z ^= z >> 30;
  z *= 0xbf58476d1ce4e5b9u;
  z ^= z >> 27;
  z *= 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static uint64_t plain_turn(uint64_t x, unsigned k) { return x << k | x >> (64 - k); }

static uint64_t plain_xoshiro(uint64_t s[4]) {
  uint64_t out = plain_turn(s[0] + s[3], 23) + s[0], old1 = s[1];
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= old1 << 17;
  s[3] = plain_turn(s[3], 45);
  return out;
}

static void test_rng_bits(void) {
  static const uint64_t seeds[] = {0, 1, 42, 1234567, 0x7fffffff, UINT64_MAX};
  static const uint64_t split[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                   4593380528125082431u};
  static const uint64_t known[] = {41943041u,
                                   58720359u,
                                   3588806011781223u,
                                   3591011842654386u,
                                   9228616714210784205u,
                                   9973669472204895162u,
                                   14011001112246962877u,
                                   12406186145184390807u,
                                   15849039046786891736u,
                                   10450023813501588000u};
  for (size_t k = 0; k < COUNT(seeds); k++) {
    uint64_t state = seeds[k], s[4];
    for (size_t i = 0; i < 4; i++) s[i] = plain_splitmix(&state);
    rng_seed(&rng, seeds[k]);
    CHECK(memcmp(rng.s, s, sizeof s) == 0);
    bool equal = true;
    for (int i = 0; i < 10000; i++) equal = equal && rng_next(&rng) == plain_xoshiro(s);
    CHECK(equal);
  }
  rng_seed(&rng, 1234567); /* the published first outputs of both */
  CHECK(memcmp(rng.s, split, sizeof split) == 0);
  rng = (Rng){{1, 2, 3, 4}};
  for (size_t i = 0; i < COUNT(known); i++) CHECK(rng_next(&rng) == known[i]);
}

static double chi_square(const size_t *counts, size_t bins, double expected) {
  double sum = 0;
  for (size_t i = 0; i < bins; i++) {
    double d = (double)counts[i] - expected;
    sum += d * d / expected;
  }
  return sum;
}

/* Whether chi-square is one that chance gives in 999 of 1000 cases, high and low (Wilson and
   Hilferty's approximation). */
static bool chi_square_fair(const size_t *counts, size_t bins, double expected) {
  double free = (double)bins - 1, spread = 2 / (9 * free);
  double z = (cbrt(chi_square(counts, bins, expected) / free) - (1 - spread)) / sqrt(spread);
  return fabs(z) < 3.29;
}

static void test_rng_uniform(void) {
  enum { DRAWS = 200000, BINS = 100 };
  size_t counts[BINS] = {0};
  Rng twin;
  rng_seed(&rng, 1);
  twin = rng;
  bool right = true;
  for (int i = 0; i < DRAWS; i++) {
    double u = rng_uniform(&rng);
    right = right && u >= 0 && u < 1 && u == ldexp((double)(rng_next(&twin) >> 11), -53);
    if (right) counts[(size_t)(u * BINS)]++;
  }
  CHECK(right);
  CHECK(chi_square_fair(counts, BINS, (double)DRAWS / BINS));
  rng = (Rng){{0, 1, 1, UINT64_MAX}}; /* the next 64 bits are all ones */
  CHECK(rng_uniform(&rng) == 1 - 0x1p-53);
  rng = (Rng){{0, 1, 1, 0}}; /* and all zeros */
  CHECK(rng_uniform(&rng) == 0);
}

/* Chi-square of n in `bins` bins; many calls with a biased method could not all pass. */
static void check_below(uint64_t n, size_t bins) {
  enum { DRAWS = 100000, MOST = 1000 };
  static size_t counts[MOST];
  memset(counts, 0, sizeof counts);
  bool in_range = true;
  for (int i = 0; i < DRAWS; i++) {
    uint64_t x = rng_below(&rng, n);
    in_range = in_range && x < n;
    if (x < n) counts[x / (n / bins)]++;
  }
  CHECK(in_range);
  CHECK(bins == 1 || chi_square_fair(counts, bins, (double)DRAWS / (double)bins));
}

static void test_rng_below(void) {
  rng_seed(&rng, 2);
  check_below(1, 1);
  for (uint64_t n = 2; n <= 1000; n = n * 3 / 2) check_below(n, n);
  check_below(1000, 1000);
  check_below(UINT64_C(3) << 62, 3); /* a bare remainder would hit the first third half the time */
  check_below(UINT64_C(3) << 61, 6);
  check_below(UINT64_C(1) << 63, 8);
  rng = (Rng){{0, 1, 1, 0}}; /* 0, which n = 3 has to throw away: 2^64 mod 3 is 1 */
  Rng next = rng;
  CHECK(rng_next(&next) == 0);
  uint64_t second = rng_next(&next);
  CHECK(rng_below(&rng, 3) == second % 3);
  bool below = true;
  for (int i = 0; i < 1000; i++) {
    below = below && rng_below(&rng, UINT64_MAX) < UINT64_MAX;
    below = below && rng_below(&rng, (UINT64_C(1) << 63) + 1) <= UINT64_C(1) << 63;
  }
  CHECK(below);
}

static double log_error(double x) {
  long double right = logl(x);
  if (right == 0) return rng_log(x) == 0 ? 0 : 1;
  return (double)fabsl((rng_log(x) - right) / right);
}

static void test_rng_log(void) {
  double worst = 0, x;
  rng_seed(&rng, 3);
  for (int i = 0; i < 400000; i++) { /* every exponent */
    x = ldexp(1 + rng_uniform(&rng), (int)rng_below(&rng, 2046) - 1022);
    worst = fmax(worst, log_error(x));
  }
  for (int i = 0; i < 400000; i++) worst = fmax(worst, log_error(0.5 + 1.5 * rng_uniform(&rng)));
  for (int i = 1; i < 100000; i++) {
    double step = i < 1000 ? i : ldexp(1 + rng_uniform(&rng), (int)rng_below(&rng, 50));
    worst = fmax(worst, fmax(log_error(1 + step * DBL_EPSILON), log_error(1 - step * 0x1p-53)));
  }
  for (int i = 0; i < 100000; i++) worst = fmax(worst, log_error(DBL_MIN * (1 + i * 0x1p-40)));
  CHECK(rng_log(1) == 0);
  CHECK(log_error(DBL_MAX) < 4e-16 && log_error(DBL_MIN) < 4e-16);
  CHECK(log_error(M_SQRT2) < 4e-16 && log_error(nextafter(M_SQRT2, 2)) < 4e-16);
  CHECK(worst < 4e-16);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Marsaglia's polar method with the C library's logarithm. */
static double plain_normal(uint64_t s[4]) {
  for (;;) {
    double u = ldexp((double)(plain_xoshiro(s) >> 11), -52) - 1;
    double v = ldexp((double)(plain_xoshiro(s) >> 11), -52) - 1, q = u * u + v * v;
    if (q < 1 && q > 0) return u * sqrt(-2 * log(q) / q);
  }
}

static void test_rng_normal(void) {
  enum { N = 200000 };
  static double x[N];
  double sum = 0, moment2 = 0, moment3 = 0, moment4 = 0, gap = 0;
  bool right = true;
  uint64_t s[4];
  rng_seed(&rng, 4);
  memcpy(s, rng.s, sizeof s);
  for (int i = 0; i < N; i++) {
    x[i] = rng_normal(&rng);
    right = right && close_to(x[i], plain_normal(s), 2e-15);
    sum += x[i];
  }
  CHECK(right);
  CHECK(memcmp(s, rng.s, sizeof s) == 0); /* no twin is held back: the state is all there is */
  for (int i = 0; i < N; i++) {
    double d = x[i] - sum / N;
    moment2 += d * d / N;
    moment3 += d * d * d / N;
    moment4 += d * d * d * d / N;
  }
  CHECK_NEAR(sum / N, 0, 4 * sqrt(1.0 / N));
  CHECK_NEAR(moment2, 1, 4 * sqrt(2.0 / N));
  CHECK_NEAR(moment3, 0, 4 * sqrt(15.0 / N));
  CHECK_NEAR(moment4 / (moment2 * moment2), 3, 4 * sqrt(24.0 / N));
  qsort(x, N, sizeof x[0], by_size);
  for (int i = 0; i < N; i++) { /* Kolmogorov and Smirnov */
    double below = erfc(-x[i] / M_SQRT2) / 2;
    gap = fmax(gap, fmax(below - (double)i / N, (double)(i + 1) / N - below));
  }
  CHECK(gap * sqrt(N) < 1.95);
  rng_seed(&rng, 42); /* bit for bit the same on every machine */
  CHECK(rng_normal(&rng) == 0x1.f679d98b6ab7bp-1);
  CHECK(rng_normal(&rng) == 0x1.571f94d19c30ap+0);
}

static void test_rng_shuffle(void) {
  enum { MOST = 1000 };
  static uint32_t order[MOST + 1], twin[MOST];
  static const size_t sizes[] = {0, 1, 2, 3, 10, 999, MOST};
  rng_seed(&rng, 5);
  for (size_t k = 0; k < COUNT(sizes); k++) {
    size_t n = sizes[k], hits[MOST] = {0};
    Rng again = rng;
    for (uint32_t i = 0; i <= n; i++) order[i] = i; /* one more, which must stay */
    for (uint32_t i = 0; i < n; i++) twin[i] = i;
    rng_shuffle(&rng, order, n);
    rng_shuffle(&again, twin, n);
    CHECK(memcmp(order, twin, n * sizeof order[0]) == 0 && order[n] == n);
    bool once = true;
    for (size_t i = 0; i < n; i++) once = once && order[i] < n && hits[order[i]]++ == 0;
    CHECK(once);
  }
  size_t seen[64] = {0}, counts[6];
  for (int i = 0; i < 60000; i++) { /* all six orders of three, equally often */
    uint32_t three[3] = {0, 1, 2};
    rng_shuffle(&rng, three, 3);
    seen[three[0] * 16 + three[1] * 4 + three[2]]++;
  }
  static const size_t orders[6] = {0x06, 0x09, 0x12, 0x18, 0x21, 0x24};
  for (size_t i = 0; i < 6; i++) counts[i] = seen[orders[i]];
  CHECK(chi_square_fair(counts, 6, 10000));
  uint64_t a = rng_entropy(), b = rng_entropy();
  CHECK(a < UINT64_C(1) << 31 && b < UINT64_C(1) << 31 && a != b);
}

/* ---- blas ------------------------------------------------------------------------------------ */

/* Each routine as a function of arrays of ROOM doubles, which are rounded on the way in: then one
   set of checks serves float and double. */
enum { ROOM = 70 * 70 };
typedef struct Routines {
  void (*gemm)(bool ta, bool tb, size_t m, size_t n, size_t k, double alpha, const double *a,
               size_t lda, const double *b, size_t ldb, double beta, double *c, size_t ldc);
  void (*gemv)(bool ta, size_t m, size_t n, double alpha, const double *a, const double *x,
               double beta, double *y);
  void (*syrk)(size_t n, size_t k, double alpha, const double *a, double beta, double *c);
  double epsilon;
} Routines;

#define IN_DOUBLES(real, suffix, eps)                                                              \
  static real a_##suffix[ROOM], b_##suffix[ROOM], c_##suffix[ROOM];                                \
  static void into_##suffix(real *to, const double *from) {                                        \
    for (size_t i = 0; i < ROOM; i++) to[i] = (real)from[i];                                       \
  }                                                                                                \
  static void from_##suffix(double *to) {                                                          \
    for (size_t i = 0; i < ROOM; i++) to[i] = (double)c_##suffix[i];                               \
  }                                                                                                \
  static void gemm_##suffix(bool ta, bool tb, size_t m, size_t n, size_t k, double alpha,          \
                            const double *a, size_t lda, const double *b, size_t ldb, double beta, \
                            double *c, size_t ldc) {                                               \
    into_##suffix(a_##suffix, a);                                                                  \
    into_##suffix(b_##suffix, b);                                                                  \
    into_##suffix(c_##suffix, c);                                                                  \
    blas_gemm_##suffix(ta, tb, m, n, k, (real)alpha, a_##suffix, lda, b_##suffix, ldb, (real)beta, \
                       c_##suffix, ldc);                                                           \
    from_##suffix(c);                                                                              \
  }                                                                                                \
  static void gemv_##suffix(bool ta, size_t m, size_t n, double alpha, const double *a,            \
                            const double *x, double beta, double *y) {                             \
    into_##suffix(a_##suffix, a);                                                                  \
    into_##suffix(b_##suffix, x);                                                                  \
    into_##suffix(c_##suffix, y);                                                                  \
    blas_gemv_##suffix(ta, m, n, (real)alpha, a_##suffix, b_##suffix, (real)beta, c_##suffix);     \
    from_##suffix(y);                                                                              \
  }                                                                                                \
  static void syrk_##suffix(size_t n, size_t k, double alpha, const double *a, double beta,        \
                            double *c) {                                                           \
    into_##suffix(a_##suffix, a);                                                                  \
    into_##suffix(c_##suffix, c);                                                                  \
    blas_syrk_##suffix(n, k, (real)alpha, a_##suffix, (real)beta, c_##suffix);                     \
    from_##suffix(c);                                                                              \
  }                                                                                                \
  static const Routines routines_##suffix = {gemm_##suffix, gemv_##suffix, syrk_##suffix, eps};
IN_DOUBLES(float, f32, 1.2e-7)
IN_DOUBLES(double, f64, 2.3e-16)

static double a[ROOM], b[ROOM], c[ROOM], was[ROOM];

static void fill_blas(void) {
  for (size_t i = 0; i < ROOM; i++) {
    a[i] = (float)(rng_uniform(&rng) - 0.5);
    b[i] = (float)(rng_uniform(&rng) - 0.5);
    was[i] = (float)(rng_uniform(&rng) - 0.5);
  }
}

/* c as before, but for beta = 0, when what is there must not count, even as 0 · NaN. */
static void spoil_where_new(double beta, size_t i) { c[i] = beta == 0 ? (double)NAN : was[i]; }

/* Between the rows of all three lie numbers that do not count and must not change. */
static void check_gemm(const Routines *blas, const size_t size[3], bool ta, bool tb, double beta) {
  size_t m = size[0], n = size[1], k = size[2];
  size_t lda = (ta ? m : k) + 1, ldb = (tb ? k : n) + 2, ldc = n + 3;
  bool ok = true;
  memcpy(c, was, sizeof c);
  for (size_t i = 0; i < m * n; i++) spoil_where_new(beta, i / n * ldc + i % n);
  blas->gemm(ta, tb, m, n, k, -1.5, a, lda, b, ldb, beta, c, ldc);
  for (size_t i = 0; i < ROOM; i++) {
    size_t row = i / ldc, col = i % ldc;
    double sum = 0;
    if (row >= m || col >= n) {
      ok = ok && c[i] == was[i];
      continue;
    }
    for (size_t p = 0; p < k; p++)
      sum +=
          (ta ? a[p * lda + row] : a[row * lda + p]) * (tb ? b[col * ldb + p] : b[p * ldb + col]);
    ok = ok && fabs(c[i] - (beta * was[i] - 1.5 * sum)) <= (double)(k + 2) * blas->epsilon;
  }
  CHECK(ok);
}

static void check_gemv(const Routines *blas, size_t m, size_t n, bool ta, double beta) {
  size_t length = ta ? n : m, inner = ta ? m : n;
  bool ok = true;
  memcpy(c, was, sizeof c);
  for (size_t i = 0; i < length; i++) spoil_where_new(beta, i);
  blas->gemv(ta, m, n, 1.5, a, b, beta, c);
  for (size_t i = 0; i < length; i++) {
    double sum = 0;
    for (size_t p = 0; p < inner; p++) sum += (ta ? a[p * n + i] : a[i * n + p]) * b[p];
    ok = ok && fabs(c[i] - (1.5 * sum + beta * was[i])) <= (double)(inner + 2) * blas->epsilon;
  }
  CHECK(ok && memcmp(c + length, was + length, (ROOM - length) * sizeof *c) == 0);
}

static void check_syrk(const Routines *blas, size_t n, size_t k, double beta) {
  bool ok = true;
  memcpy(c, was, sizeof c);
  for (size_t i = 0; i < n * n; i++)
    if (i % n <= i / n) spoil_where_new(beta, i);
  blas->syrk(n, k, 2, a, beta, c);
  for (size_t i = 0; i < n * n; i++) {
    double sum = 0;
    for (size_t p = 0; p < k; p++) sum += a[i / n * k + p] * a[i % n * k + p];
    bool right = fabs(c[i] - (2 * sum + beta * was[i])) <= (double)(k + 2) * blas->epsilon;
    ok = ok && (i % n > i / n || right); /* what is above the diagonal is nobody's */
  }
  CHECK(ok);
}

static void check_blas(const Routines *blas) {
  static const size_t sizes[][3] = {{1, 1, 1},    {2, 3, 5},    {17, 9, 33},
                                    {31, 64, 16}, {64, 10, 64}, {66, 66, 65}};
  static const double betas[] = {0, 1, 0.5};
  rng_seed(&rng, 12);
  fill_blas();
  for (size_t s = 0; s < COUNT(sizes); s++)
    for (size_t k = 0; k < COUNT(betas); k++) {
      for (int way = 0; way < 4; way++) check_gemm(blas, sizes[s], way & 1, way & 2, betas[k]);
      for (int way = 0; way < 2; way++) check_gemv(blas, sizes[s][0], sizes[s][1], way, betas[k]);
      check_syrk(blas, sizes[s][0], sizes[s][2], betas[k]);
    }
}

static void test_blas_float(void) { check_blas(&routines_f32); }
static void test_blas_double(void) { check_blas(&routines_f64); }

static void test_blas_ready(void) {
  CHECK(!strcmp(blas_core(), "") && !strcmp(blas_config(), ""));
  CHECK(blas_ready(&status) && blas_ready(&status));
  CHECK(strlen(blas_core()) > 0);
  CHECK_TEXT(blas_config(), "OpenBLAS");
}

/* 370³ multiplications are enough for two threads. */
static void test_blas_threads(void) {
  enum { N = 370 };
  static double x[N * N], y[N * N], one[N * N], two[N * N];
  int before = blas_threads();
  CHECK(before >= 1);
  blas_set_threads(0);
  CHECK(blas_threads() == 1);
  blas_set_threads(-5);
  CHECK(blas_threads() == 1);
  fill(x, COUNT(x));
  fill(y, COUNT(y));
  blas_gemm_f64(false, true, N, N, N, 1, x, N, y, N, 0, one, N);
  blas_set_threads(2);
  CHECK(blas_threads() == 2);
  blas_gemm_f64(false, true, N, N, N, 1, x, N, y, N, 0, two, N);
  bool ok = true;
  for (size_t i = 0; i < COUNT(one); i++) {
    long double sum = 0;
    for (size_t p = 0; i % 101 == 0 && p < N; p++) sum += x[i / N * N + p] * y[i % N * N + p];
    ok = ok && fabs(one[i] - two[i]) < 1e-12 && (i % 101 > 0 || fabsl(two[i] - sum) < 1e-12);
  }
  CHECK(ok);
  blas_set_threads(before);
  CHECK(blas_threads() == before);
}

/* ---- dataset --------------------------------------------------------------------------------- */

static const unsigned char pixels[] = {0, 255, 10, 20, 30, 40, 128, 64, 32, 7, 8, 9};
static const double values[] = {0.5, -1, 2, 1e300, 3, 4, -5, 6, 7, 8, 9.25, -10};
static const uint32_t picked[] = {3, 0, 3};

static void check_inputs(const Dataset *set, const size_t *stored_rows) {
  for (size_t i = 0; i < set->count; i++) {
    double got[4] = {0, 0, 0, 77};
    dataset_input(set, i, got);
    CHECK(dataset_row(set, i) == stored_rows[i] && got[3] == 77);
    for (size_t j = 0; j < 3; j++) {
      size_t at = stored_rows[i] * 3 + j, column = set->scale_step ? j : 0;
      double stored = set->pixels ? pixels[at] : values[at];
      CHECK(same(got[j], set->slope ? set->slope[column] * stored + set->offset[column] : stored));
    }
  }
}

static void test_dataset_inputs(void) {
  static const double slope[] = {0.99 / 255, 2, -3}, offset[] = {0.01, 0, 1};
  for (int way = 0; way < 12; way++) { /* bytes or doubles; rows or not; three scalings */
    Dataset set = {.count = way & 1 ? 3 : 2, .inputs = 3};
    if (way & 2)
      set.pixels = pixels;
    else
      set.values = values;
    if (way & 1)
      set.rows = picked;
    else
      set.first = 1;
    if (way / 4 > 0) {
      set.slope = slope;
      set.offset = offset;
      set.scale_step = way / 4 == 2;
    }
    check_inputs(&set, way & 1 ? (const size_t[]){3, 0, 3} : (const size_t[]){1, 2});
    double low[3], high[3];
    dataset_range(&set, low, high);
    for (size_t j = 0; j < 3; j++) { /* of the stored numbers, whatever the scaling */
      size_t r1 = way & 1 ? 3 : 1, r2 = way & 1 ? 0 : 2;
      double x = way & 2 ? pixels[r1 * 3 + j] : values[r1 * 3 + j];
      double y = way & 2 ? pixels[r2 * 3 + j] : values[r2 * 3 + j];
      CHECK(low[j] == fmin(x, y) && high[j] == fmax(x, y));
    }
  }
}

static void test_dataset_targets(void) {
  static const int32_t labels[] = {2, 0, 1, 0};
  static const double targets[] = {1, 2, 3, 4, 5, 6, 7, 8};
  double got[4];
  Dataset set = {.count = 3,
                 .inputs = 3,
                 .outputs = 3,
                 .values = values,
                 .rows = picked,
                 .labels = labels,
                 .low = 0.01,
                 .high = 0.99};
  for (size_t i = 0; i < 3; i++) {
    got[3] = 77;
    dataset_target(&set, i, got);
    for (size_t j = 0; j < 3; j++)
      CHECK(got[j] == ((size_t)labels[picked[i]] == j ? 0.99 : 0.01) && got[3] == 77);
  }
  set = (Dataset){
      .count = 2, .inputs = 3, .outputs = 2, .values = values, .first = 2, .targets = targets};
  dataset_target(&set, 1, got);
  CHECK(got[0] == 7 && got[1] == 8);
}

int main(void) {
  RUN(test_status);
  RUN(test_status_interrupt);
  RUN(test_rng_bits);
  RUN(test_rng_uniform);
  RUN(test_rng_below);
  RUN(test_rng_log);
  RUN(test_rng_normal);
  RUN(test_rng_shuffle);
  RUN(test_blas_ready);
  RUN(test_blas_float);
  RUN(test_blas_double);
  RUN(test_blas_threads);
  RUN(test_dataset_inputs);
  RUN(test_dataset_targets);
  return test_end("core");
}
