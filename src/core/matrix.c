/* matrix: see matrix.h. */
#include "core/matrix.h"

#include <math.h>
#include <string.h>

#include "core/blas.h"
#include "core/kernel.h"

/* ---- element by element ---------------------------------------------------------------------- */

/* One row; the three usual pairs of steps get loops that the compiler can vectorise. */
#define ROW_LOOP(expression)                                                                       \
  if (sa == 1 && sb == 1) {                                                                        \
    for (size_t j = 0; j < n; j++) {                                                               \
      double x = a[j], y = b[j];                                                                   \
      out[j] = (expression);                                                                       \
    }                                                                                              \
  } else if (sa == 1 && sb == 0) {                                                                 \
    double y = b[0];                                                                               \
    for (size_t j = 0; j < n; j++) {                                                               \
      double x = a[j];                                                                             \
      out[j] = (expression);                                                                       \
    }                                                                                              \
  } else if (sa == 0 && sb == 1) {                                                                 \
    double x = a[0];                                                                               \
    for (size_t j = 0; j < n; j++) {                                                               \
      double y = b[j];                                                                             \
      out[j] = (expression);                                                                       \
    }                                                                                              \
  } else {                                                                                         \
    for (size_t j = 0; j < n; j++) {                                                               \
      double x = a[j * sa], y = b[j * sb];                                                         \
      out[j] = (expression);                                                                       \
    }                                                                                              \
  }

#define ROW_KERNEL(name, expression)                                                               \
  NN_KERNEL static void name(double *out, const double *a, size_t sa, const double *b, size_t sb,  \
                             size_t n) {                                                           \
    ROW_LOOP(expression)                                                                           \
  }
ROW_KERNEL(row_add, x + y)
ROW_KERNEL(row_sub, x - y)
ROW_KERNEL(row_mul, x *y)
ROW_KERNEL(row_div, x / y)

static void row_pow(double *out, const double *a, size_t sa, const double *b, size_t sb, size_t n) {
  if (sb == 0 && b[0] == 2) {
    row_mul(out, a, sa, a, sa, n);
    return;
  }
  ROW_LOOP(pow(x, y))
}

void matrix_binary(MatrixBinary op, double *out, size_t rows, size_t cols, MatrixOperand a,
                   MatrixOperand b) {
  static void (*const row[])(double *, const double *, size_t, const double *, size_t,
                             size_t) = {[MATRIX_ADD] = row_add,
                                        [MATRIX_SUB] = row_sub,
                                        [MATRIX_MUL] = row_mul,
                                        [MATRIX_DIV] = row_div,
                                        [MATRIX_POW] = row_pow};
  /* Operands without gaps are one long row. */
  bool a_flat = (a.row_step == cols && a.col_step == 1) || (a.row_step == 0 && a.col_step == 0);
  bool b_flat = (b.row_step == cols && b.col_step == 1) || (b.row_step == 0 && b.col_step == 0);
  if (a_flat && b_flat) {
    row[op](out, a.data, a.col_step, b.data, b.col_step, rows * cols);
    return;
  }
  for (size_t i = 0; i < rows; i++)
    row[op](out + i * cols, a.data + i * a.row_step, a.col_step, b.data + i * b.row_step,
            b.col_step, cols);
}

void matrix_unary(MatrixUnary f, double *out, const double *a, size_t n) {
#define EACH(expression)                                                                           \
  for (size_t i = 0; i < n; i++) {                                                                 \
    double x = a[i];                                                                               \
    out[i] = (expression);                                                                         \
  }                                                                                                \
  break
  switch (f) {
  case MATRIX_NEG:
    EACH(-x);
  case MATRIX_EXP:
    EACH(exp(x));
  case MATRIX_LOG:
    EACH(log(x));
  case MATRIX_SQRT:
    EACH(sqrt(x));
  case MATRIX_ABS:
    EACH(fabs(x));
  case MATRIX_SIGMOID:
    EACH(1 / (1 + exp(-x)));
  case MATRIX_LOGIT:
    EACH(log(x / (1 - x)));
  case MATRIX_TANH:
    EACH(tanh(x));
  case MATRIX_RELU:
    EACH(x > 0 || x != x ? x : 0); /* a NaN stays one */
  }
#undef EACH
}

void matrix_softmax(double *out, const double *a, size_t rows, size_t cols) {
  for (size_t i = 0; i < rows; i++, a += cols, out += cols) {
    double largest = a[matrix_argmax(a, cols, 1)], sum = 0;
    for (size_t j = 0; j < cols; j++) sum += out[j] = exp(a[j] - largest);
    for (size_t j = 0; j < cols; j++) out[j] /= sum;
  }
}

NN_KERNEL static void row_add_scaled(double *out, const double *b, size_t step, double scale,
                                     size_t n) {
  if (step == 1) {
    for (size_t j = 0; j < n; j++) out[j] += scale * b[j];
  } else {
    double y = scale * b[0];
    for (size_t j = 0; j < n; j++) out[j] += y;
  }
}

void matrix_add_scaled(double *out, size_t rows, size_t cols, MatrixOperand b, double scale) {
  for (size_t i = 0; i < rows; i++)
    row_add_scaled(out + i * cols, b.data + i * b.row_step, b.col_step, scale, cols);
}

void matrix_add_outer(double *a, size_t rows, size_t cols, const double *u, const double *v,
                      double scale) {
  for (size_t i = 0; i < rows; i++) row_add_scaled(a + i * cols, v, 1, scale * u[i], cols);
}

/* In squares that fit the first-level cache: a plain double loop would jump through memory. */
void matrix_transpose(double *out, const double *a, size_t rows, size_t cols) {
  enum { TILE = 16 };
  for (size_t i0 = 0; i0 < rows; i0 += TILE) {
    size_t i1 = i0 + TILE < rows ? i0 + TILE : rows;
    for (size_t j0 = 0; j0 < cols; j0 += TILE) {
      size_t j1 = j0 + TILE < cols ? j0 + TILE : cols;
      for (size_t i = i0; i < i1; i++)
        for (size_t j = j0; j < j1; j++) out[j * rows + i] = a[i * cols + j];
    }
  }
}

/* ---- the product ----------------------------------------------------------------------------- */

/* Below this many multiplications the call into OpenBLAS costs more than the work. */
#define SMALL_DOT 512
/* One slab between two looks at Ctrl-C: some 10 ms of work. */
#define SLAB_MULTIPLICATIONS 2.5e8

static void dot_small(double *out, const double *a, const double *b, size_t m, size_t k, size_t n) {
  if (n <= 4) { /* rows too short to be worth a loop of their own */
    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j < n; j++) {
        double sum = 0;
        for (size_t p = 0; p < k; p++) sum += a[i * k + p] * b[p * n + j];
        out[i * n + j] = sum;
      }
    return;
  }
  for (size_t i = 0; i < m; i++) {
    double *row = out + i * n;
    for (size_t j = 0; j < n; j++) row[j] = 0;
    for (size_t p = 0; p < k; p++) {
      double x = a[i * k + p];
      for (size_t j = 0; j < n; j++) row[j] += x * b[p * n + j];
    }
  }
}

static void dot_slab(double *out, const double *a, const double *b, size_t m, size_t k, size_t n) {
  if (k == 1) { /* column · row */
    memset(out, 0, m * n * sizeof *out);
    matrix_add_outer(out, m, n, a, b, 1);
  } else if (n == 1) {
    blas_gemv_f64(false, m, k, 1, a, b, 0, out);
  } else if (m == 1) {
    blas_gemv_f64(true, k, n, 1, b, a, 0, out);
  } else {
    blas_gemm_f64(false, false, m, n, k, 1, a, k, b, n, 0, out, n);
  }
}

bool matrix_dot(double *out, const double *a, const double *b, size_t m, size_t k, size_t n,
                Status *status) {
  double row_work = (double)k * (double)n;
  if (row_work * (double)m <= SMALL_DOT) {
    dot_small(out, a, b, m, k, n);
    return true;
  }
  if (!blas_ready(status)) return false;
  size_t slab = m;
  if (row_work * (double)m > SLAB_MULTIPLICATIONS)
    slab = row_work < SLAB_MULTIPLICATIONS ? (size_t)(SLAB_MULTIPLICATIONS / row_work) : 1;
  for (size_t i = 0; i < m; i += slab) {
    if (i > 0 && status_interrupted(status)) return false;
    size_t rows = m - i < slab ? m - i : slab;
    dot_slab(out + i * n, a + i * k, b, rows, k, n);
  }
  return true;
}

/* ---- reductions ------------------------------------------------------------------------------ */

double matrix_sum(const double *a, size_t n, size_t step) {
  if (n > 64) {
    size_t half = n / 2;
    return matrix_sum(a, half, step) + matrix_sum(a + half * step, n - half, step);
  }
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += a[i * step];
  return sum;
}

double matrix_mean(const double *a, size_t n, size_t step) {
  return matrix_sum(a, n, step) / (double)n;
}

static double sum_squares(const double *a, size_t n, size_t step, double centre) {
  if (n > 64) {
    size_t half = n / 2;
    return sum_squares(a, half, step, centre) +
           sum_squares(a + half * step, n - half, step, centre);
  }
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    double d = a[i * step] - centre;
    sum += d * d;
  }
  return sum;
}

double matrix_std(const double *a, size_t n, size_t step) {
  return sqrt(sum_squares(a, n, step, matrix_mean(a, n, step)) / (double)n);
}

size_t matrix_argmin(const double *a, size_t n, size_t step) {
  size_t best = 0;
  for (size_t i = 0; i < n; i++) {
    if (isnan(a[i * step])) return i;
    if (a[i * step] < a[best * step]) best = i;
  }
  return best;
}

size_t matrix_argmax(const double *a, size_t n, size_t step) {
  size_t best = 0;
  for (size_t i = 0; i < n; i++) {
    if (isnan(a[i * step])) return i;
    if (a[i * step] > a[best * step]) best = i;
  }
  return best;
}

double matrix_norm(const double *a, size_t n) {
  double sum = sum_squares(a, n, 1, 0);
  if (sum > 1e-280 && isfinite(sum)) return sqrt(sum);
  /* The squares left the range of double: divide by the largest first. */
  double largest = 0;
  for (size_t i = 0; i < n; i++) {
    if (isnan(a[i])) return a[i];
    if (fabs(a[i]) > largest) largest = fabs(a[i]);
  }
  if (largest == 0 || isinf(largest)) return largest;
  sum = 0;
  for (size_t i = 0; i < n; i++) sum += (a[i] / largest) * (a[i] / largest);
  return largest * sqrt(sum);
}

void matrix_count_special(const double *a, size_t n, size_t *nan, size_t *infinite) {
  *nan = *infinite = 0;
  for (size_t i = 0; i < n; i++) {
    *nan += isnan(a[i]) != 0;
    *infinite += isinf(a[i]) != 0;
  }
}

bool matrix_near(const double *a, const double *b, size_t n, double tolerance) {
  for (size_t i = 0; i < n; i++) {
    if (a[i] == b[i]) continue;
    double scale = fmax(1, fmax(fabs(a[i]), fabs(b[i])));
    if (!(fabs(a[i] - b[i]) <= tolerance * scale) || isinf(scale)) return false;
  }
  return true;
}
