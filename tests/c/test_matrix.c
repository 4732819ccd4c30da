/* test_matrix: every kernel of src/core/matrix against a plain loop, in long double where rounding
   is the question. */
#include <float.h>
#include <stdlib.h>

#include "core/matrix.h"
#include "test_core.h"

/* ---- element by element -------------------------------------------------------------- */

enum { SIDE = 70, ROOM = 4 * SIDE * SIDE };
static double left[ROOM], right[ROOM], out[ROOM], spare[ROOM];

enum { WHOLE, ROW, COLUMN, NUMBER, GAPS, TURNED, KINDS };
/* The ways in which an operand can lie in memory: whole, a row or column or number repeated, a part
   of a wider matrix with every second column, and another matrix's transpose. */
static MatrixOperand operand(int kind, const double *data, size_t rows, size_t cols) {
  MatrixOperand whole = {data, cols, 1};
  switch (kind) {
  case ROW:
    return (MatrixOperand){data, 0, 1};
  case COLUMN:
    return (MatrixOperand){data, 1, 0};
  case NUMBER:
    return (MatrixOperand){data, 0, 0};
  case GAPS:
    return (MatrixOperand){data, 2 * cols + 1, 2};
  case TURNED:
    return (MatrixOperand){data, 1, rows};
  default:
    return whole;
  }
}

static double element(MatrixOperand a, size_t i, size_t j) {
  return a.data[i * a.row_step + j * a.col_step];
}

static bool binary_right(MatrixBinary op, double r, double x, double y) {
  if (op == MATRIX_POW) return close_to(r / pow(x, y), 1, 4e-16) || same(r, pow(x, y));
  return same(r, op == MATRIX_ADD   ? x + y
                 : op == MATRIX_SUB ? x - y
                 : op == MATRIX_MUL ? x * y
                                    : x / y);
}

static void check_binary(size_t rows, size_t cols, int kind_a, int kind_b) {
  MatrixOperand a = operand(kind_a, left, rows, cols), b = operand(kind_b, right, rows, cols);
  for (MatrixBinary op = MATRIX_ADD; op <= MATRIX_POW; op++) {
    bool ok = true;
    spoil(out, ROOM);
    matrix_binary(op, out, rows, cols, a, b);
    for (size_t i = 0; i < rows; i++)
      for (size_t j = 0; j < cols; j++)
        ok = ok && binary_right(op, out[i * cols + j], element(a, i, j), element(b, i, j));
    CHECK(ok && isnan(out[rows * cols]));
  }
}

static const size_t shapes[][2] = {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {5, 9}, {3, 64}, {17, 33}};

static void test_binary(void) {
  rng_seed(&rng, 6);
  fill(left, ROOM);
  fill(right, ROOM);
  left[3] = right[5] = NAN;
  left[4] = INFINITY;
  right[4] = -INFINITY;
  left[6] = right[6] = right[7] = 0;
  for (size_t k = 0; k < COUNT(shapes); k++)
    for (int a = WHOLE; a < KINDS; a++)
      for (int b = WHOLE; b < KINDS; b++) check_binary(shapes[k][0], shapes[k][1], a, b);
  for (int i = -3; i < 4; i++) { /* as first exponent; 2 alone has a way of its own */
    right[0] = i;
    for (int k = WHOLE; k < KINDS * KINDS; k++) check_binary(5, 9, k / KINDS, k % KINDS);
  }
}

/* out is a, or b, or both. */
static void test_binary_in_place(void) {
  fill(left, ROOM);
  for (size_t k = 0; k < COUNT(shapes); k++)
    for (int kind = WHOLE; kind < KINDS; kind++)
      for (MatrixBinary op = MATRIX_ADD; op <= MATRIX_POW; op++) {
        size_t rows = shapes[k][0], cols = shapes[k][1], n = rows * cols;
        MatrixOperand whole = {left, cols, 1}, here = {spare, cols, 1};
        MatrixOperand other = operand(kind, right, rows, cols);
        for (int way = 0; way < 3; way++) {
          bool ok = true;
          memcpy(spare, left, n * sizeof *spare);
          matrix_binary(op, out, rows, cols, way == 1 ? other : whole, way == 0 ? other : whole);
          matrix_binary(op, spare, rows, cols, way == 1 ? other : here, way == 0 ? other : here);
          for (size_t i = 0; i < n; i++) ok = ok && same(spare[i], out[i]);
          CHECK(ok);
        }
      }
}

static long double plain_unary(MatrixUnary f, double x) {
  switch (f) {
  case MATRIX_NEG:
    return -x;
  case MATRIX_EXP:
    return exp(x); /* the C library's own, which is right to the last digit or the one before */
  case MATRIX_LOG:
    return logl(x);
  case MATRIX_SQRT:
    return sqrtl(x);
  case MATRIX_ABS:
    return x < 0 ? -x : x;
  case MATRIX_SIGMOID:
    return 1 / (1 + expl(-(long double)x));
  case MATRIX_LOGIT:
    return logl(x) - logl(1 - (long double)x);
  case MATRIX_TANH:
    return tanhl(x);
  case MATRIX_RELU:
    return isnan(x) || x > 0 ? x : 0;
  }
  return NAN;
}

static void test_unary(void) {
  static const double special[] = {
      0,   -0.0, 1, -1,    0.5,   0.01,     0.99,     1e-9,    709,       -709, 710,   -750,
      1e4, -1e4, 2, -1e-9, 1e308, -DBL_MAX, INFINITY, DBL_MIN, -INFINITY, NAN,  5e-324};
  rng_seed(&rng, 7);
  fill(left, 1000);
  memcpy(left, special, sizeof special);
  for (MatrixUnary f = MATRIX_NEG; f <= MATRIX_RELU; f++) {
    bool ok = true, in_place = true;
    spoil(out, 1001);
    memcpy(spare, left, 1000 * sizeof *spare);
    matrix_unary(f, out, left, 1000);
    matrix_unary(f, spare, spare, 1000);
    for (size_t i = 0; i < 1000; i++) {
      ok = ok && close_to(out[i], plain_unary(f, left[i]), 4e-16);
      in_place = in_place && same(out[i], spare[i]);
    }
    CHECK(ok && in_place && isnan(out[1000]));
  }
  static const double ends[] = {-INFINITY, -1e300, 1e300, INFINITY};
  matrix_unary(MATRIX_SIGMOID, out, ends, 4);
  CHECK(out[0] == 0 && out[1] == 0 && out[2] == 1 && out[3] == 1);
  matrix_unary(MATRIX_LOGIT, out, (const double[]){0, 1, 2, -1}, 4);
  CHECK(out[0] == -INFINITY && out[1] == INFINITY && isnan(out[2]) && isnan(out[3]));
}

static void check_softmax(const double *a, size_t cols, const double *got) {
  long double sum = 0, largest = a[0];
  for (size_t j = 1; j < cols; j++) largest = fmaxl(largest, a[j]);
  for (size_t j = 0; j < cols; j++) sum += expl(a[j] - largest);
  bool ok = true;
  for (size_t j = 0; j < cols; j++)
    ok = ok && fabsl(got[j] - expl(a[j] - largest) / sum) <= 4e-16 * (double)cols;
  CHECK(ok);
  CHECK_NEAR(matrix_sum(got, cols, 1), 1, 1e-14);
}

static void test_softmax(void) {
  static const double heights[] = {1, 10, 710, 1e5, 1e300};
  rng_seed(&rng, 8);
  for (size_t h = 0; h < COUNT(heights); h++)
    for (size_t cols = 1; cols < 40; cols += 3) {
      fill(left, 5 * cols);
      for (size_t i = 0; i < 5 * cols; i++) left[i] *= heights[h];
      matrix_softmax(out, left, 5, cols);
      for (size_t i = 0; i < 5; i++) check_softmax(left + i * cols, cols, out + i * cols);
    }
  double equal[] = {DBL_MAX, DBL_MAX, -DBL_MAX, 1, NAN, 2, 1, 2, 3};
  matrix_softmax(out, equal, 3, 3);
  CHECK(out[0] == 0.5 && out[1] == 0.5 && out[2] == 0);
  CHECK(isnan(out[3]) && isnan(out[4]) && isnan(out[5])); /* no number among them */
  CHECK_NEAR(out[8], exp(3) / (exp(1) + exp(2) + exp(3)), 4e-16);
}

static void test_add_in_place(void) {
  rng_seed(&rng, 9);
  fill(left, ROOM);
  fill(right, ROOM);
  for (size_t k = 0; k < COUNT(shapes); k++) {
    size_t rows = shapes[k][0], cols = shapes[k][1], n = rows * cols;
    for (int kind = WHOLE; kind <= NUMBER; kind++) {
      MatrixOperand b = operand(kind, right, rows, cols);
      bool ok = true;
      memcpy(out, left, (n + 1) * sizeof *out);
      matrix_add_scaled(out, rows, cols, b, -0.3);
      for (size_t i = 0; i < n; i++)
        ok = ok && same(out[i], left[i] + -0.3 * element(b, i / cols, i % cols));
      CHECK(ok && out[n] == left[n]);
    }
    bool ok = true, twice = true;
    memcpy(out, left, (n + 1) * sizeof *out);
    matrix_add_outer(out, rows, cols, right, right + 100, 0.7);
    for (size_t i = 0; i < n; i++)
      ok = ok && close_to(out[i], left[i] + 0.7L * right[i / cols] * right[100 + i % cols], 1e-15);
    CHECK(ok && out[n] == left[n]);
    memcpy(out, left, n * sizeof *out);
    matrix_add_scaled(out, rows, cols, (MatrixOperand){out, cols, 1}, 1); /* itself */
    for (size_t i = 0; i < n; i++) twice = twice && out[i] == 2 * left[i];
    CHECK(twice);
  }
}

static void test_transpose(void) {
  static const size_t sides[] = {1, 2, 15, 16, 17, 31, 33, SIDE};
  fill(left, ROOM);
  for (size_t r = 0; r < COUNT(sides); r++)
    for (size_t c = 0; c < COUNT(sides); c++) {
      size_t rows = sides[r], cols = sides[c];
      bool ok = true;
      spoil(out, ROOM);
      matrix_transpose(out, left, rows, cols);
      for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < cols; j++) ok = ok && out[j * rows + i] == left[i * cols + j];
      CHECK(ok && isnan(out[rows * cols]));
    }
}

/* ---- the product --------------------------------------------------------------------- */

/* Rows from .. to-1 of a product. */
static bool dot_right(const double *c, const double *a, const double *b, size_t from, size_t to,
                      size_t k, size_t n) {
  bool ok = true;
  for (size_t i = from; i < to; i++)
    for (size_t j = 0; j < n; j++) {
      long double sum = 0, size = 0;
      for (size_t p = 0; p < k; p++) {
        sum += (long double)a[i * k + p] * b[p * n + j];
        size += fabs(a[i * k + p] * b[p * n + j]);
      }
      ok = ok && fabsl(c[i * n + j] - sum) <= (double)(k + 1) * DBL_EPSILON * size;
    }
  return ok;
}

static void test_dot(void) {
  static const size_t sizes[][3] = {
      {1, 1, 1},    {2, 3, 4},    {8, 8, 8},   {8, 8, 9},   {1, 512, 1},  {1, 513, 1}, {600, 1, 1},
      {1, 1, 600},  {20, 1, 30},  {1, 40, 30}, {40, 30, 1}, {33, 65, 17}, {100, 3, 5}, {7, 300, 2},
      {64, 64, 64}, {70, 70, 70}, {513, 1, 1}, {1, 1, 513}, {2, 256, 1},  {1, 257, 2}};
  rng_seed(&rng, 10);
  fill(left, ROOM);
  fill(right, ROOM);
  for (size_t s = 0; s < COUNT(sizes); s++) {
    size_t m = sizes[s][0], k = sizes[s][1], n = sizes[s][2];
    spoil(out, ROOM); /* what was there before must not leak in as 0 · NaN */
    CHECK(matrix_dot(out, left, right, m, k, n, &status));
    CHECK(dot_right(out, left, right, 0, m, k, n) && isnan(out[m * n]));
  }
  left[0] = NAN;
  left[9] = INFINITY;
  for (size_t k = 4; k <= 64; k *= 16) { /* on both sides of the border to OpenBLAS */
    CHECK(matrix_dot(out, left, right, 8, k, 8, &status));
    for (size_t j = 0; j < 8; j++) CHECK(isnan(out[j]) && isfinite(out[7 * 8 + j]));
    for (size_t j = 0; j < 8; j++) CHECK(!isfinite(out[9 / k * 8 + j]));
  }
}

/* 1,001 rows of a quarter of a million multiplications are two slabs, the second of one row. */
static void test_dot_slabs(void) {
  enum { M = 1001, K = 500, N = 500 };
  double *a = malloc(sizeof *a * M * K), *b = malloc(sizeof *b * K * N);
  double *c = malloc(sizeof *c * M * N);
  CHECK(a && b && c);
  if (a && b && c) {
    fill(a, (size_t)M * K);
    fill(b, (size_t)K * N);
    spoil(c, (size_t)M * N);
    CHECK(matrix_dot(c, a, b, M, K, N, &status));
    CHECK(dot_right(c, a, b, 0, 2, K, N) && dot_right(c, a, b, 998, M, K, N));
    bool written = true;
    for (size_t i = 0; i < (size_t)M * N; i++) written = written && isfinite(c[i]);
    CHECK(written);
    status = (Status){STATUS_OK, ""};
    status_interrupt();
    CHECK(!matrix_dot(c, a, b, M, K, N, &status) && status.code == STATUS_INTERRUPT);
    CHECK(matrix_dot(c, a, b, 20, 20, 20, &status)); /* too short to be stopped */
    CHECK(matrix_dot(c, a, b, 3, 4, 5, &status));
    status_interrupt_clear();
    CHECK(matrix_dot(c, a, b, M, K, N, &status));
  }
  free(a);
  free(b);
  free(c);
}

/* ---- reductions ---------------------------------------------------------------------- */

static void check_reductions(const double *a, size_t n, size_t step) {
  long double sum = 0, squares = 0;
  size_t low = 0, high = 0;
  for (size_t i = 0; i < n; i++) {
    sum += a[i * step];
    low = a[i * step] < a[low * step] ? i : low;
    high = a[i * step] > a[high * step] ? i : high;
  }
  for (size_t i = 0; i < n; i++)
    squares += (a[i * step] - sum / (long double)n) * (a[i * step] - sum / (long double)n);
  CHECK(close_to(matrix_sum(a, n, step), sum, 1e-14));
  CHECK(close_to(matrix_mean(a, n, step), sum / (long double)n, 1e-14));
  CHECK(close_to(matrix_std(a, n, step), sqrtl(squares / (long double)n), 1e-14));
  CHECK(matrix_argmin(a, n, step) == low && matrix_argmax(a, n, step) == high);
}

static void test_reductions(void) {
  static const size_t sizes[] = {1, 2, 3, 63, 64, 65, 127, 128, 129, 200, 1000};
  rng_seed(&rng, 11);
  for (size_t k = 0; k < COUNT(sizes); k++)
    for (size_t step = 1; step <= 3; step++) {
      size_t n = sizes[k];
      fill(left, n * step);
      check_reductions(left, n, step);
      for (size_t at = 0; at<n; at += n> 4 ? n / 4 : 1) {
        double kept = left[at * step];
        left[at * step] = NAN;
        CHECK(isnan(matrix_sum(left, n, step)) && isnan(matrix_mean(left, n, step)));
        CHECK(isnan(matrix_std(left, n, step)) && (step > 1 || isnan(matrix_norm(left, n))));
        CHECK(matrix_argmin(left, n, step) == at && matrix_argmax(left, n, step) == at);
        left[at * step] = kept;
      }
    }
  static const double ties[] = {2, 1, 3, 1, 3, 2}, zeros[] = {-0.0, 0.0, -0.0};
  CHECK(matrix_argmin(ties, 6, 1) == 1 && matrix_argmax(ties, 6, 1) == 2);
  CHECK(matrix_argmin(ties + 1, 3, 2) == 0 && matrix_argmax(ties, 3, 2) == 1);
  CHECK(matrix_argmin(zeros, 3, 1) == 0 && matrix_argmax(zeros, 3, 1) == 0);
  static const double ends[] = {1, -INFINITY, INFINITY, -INFINITY, INFINITY, NAN, NAN};
  CHECK(matrix_argmin(ends, 5, 1) == 1 && matrix_argmax(ends, 5, 1) == 2);
  CHECK(matrix_argmin(ends, 7, 1) == 5 && matrix_argmax(ends, 7, 1) == 5);
  size_t nan, infinite;
  matrix_count_special(ends, 7, &nan, &infinite);
  CHECK(nan == 2 && infinite == 4);
}

/* The naive sum of a million tenths is wrong by 1.3e-6. */
static void test_sum_of_many(void) {
  enum { MANY = 1000000 };
  static double many[MANY];
  for (size_t i = 0; i < MANY; i++) many[i] = 0.1;
  CHECK_NEAR(matrix_sum(many, MANY, 1), MANY * 0.1L, 2e-10);
  CHECK_NEAR(matrix_mean(many, MANY, 1), 0.1, 1e-16);
  CHECK(matrix_std(many, MANY, 1) < 1e-16);
  CHECK_NEAR(matrix_norm(many, MANY), 100, 1e-13);
  for (size_t i = 0; i < MANY; i++) many[i] = 1e9 + (i % 2 ? 0.5 : -0.5);
  CHECK_NEAR(matrix_std(many, MANY, 1), 0.5, 1e-9); /* E[x²] - E[x]² would find nothing or NaN */
}

static void test_norm_and_near(void) {
  static const struct {
    double a[3], norm;
  } norms[] = {{{3, -4, 0}, 5},
               {{0, 0, 0}, 0},
               {{3e200, 4e200, 0}, 5e200},
               {{3e-200, 4e-200, 0}, 5e-200},
               {{6e-160, 8e-160, 0}, 1e-159},
               {{3e-140, 4e-140, 1e-320}, 5e-140},
               {{5e-324, 0, 0}, 5e-324},
               {{1e308, -1e308, 0}, 1e308 * M_SQRT2},
               {{DBL_MAX, DBL_MAX, 0}, INFINITY},
               {{-INFINITY, 1, 0}, INFINITY},
               {{INFINITY, NAN, 1}, NAN},
               {{NAN, -INFINITY, 1}, NAN}};
  for (size_t k = 0; k < COUNT(norms); k++) {
    double got = matrix_norm(norms[k].a, 3), right_norm = norms[k].norm;
    CHECK(same(got, right_norm) || fabs(got - right_norm) <= 4e-16 * right_norm);
  }
  static const struct {
    double a, b, tolerance;
    bool near;
  } pairs[] = {{1, 1 + 1e-9, 1e-8, true},
               {1, 1 + 1e-7, 1e-8, false},
               {0, 1e-9, 1e-8, true},
               {1e9, 1e9 + 1, 1e-8, true},
               {1e9, 1e9 + 20, 1e-8, false},
               {2, 2, 0, true},
               {2, 2 + 1e-15, 0, false},
               {INFINITY, INFINITY, 1e-8, true},
               {INFINITY, -INFINITY, 1, false},
               {INFINITY, 1e308, 1, false},
               {1, -INFINITY, 1, false},
               {NAN, NAN, 1, false},
               {NAN, 1, 1, false},
               {1, NAN, 1, false},
               {NAN, INFINITY, 1, false},
               {-0.0, 0, 0, true},
               {DBL_MAX, -DBL_MAX, 1e-8, false}};
  for (size_t k = 0; k < COUNT(pairs); k++) {
    double a[] = {1, pairs[k].a, 1}, b[] = {1, pairs[k].b, 1};
    CHECK(matrix_near(a, b, 3, pairs[k].tolerance) == pairs[k].near);
    CHECK(matrix_near(b, a, 3, pairs[k].tolerance) == pairs[k].near);
  }
}

int main(void) {
  RUN(test_binary);
  RUN(test_binary_in_place);
  RUN(test_unary);
  RUN(test_softmax);
  RUN(test_add_in_place);
  RUN(test_transpose);
  RUN(test_dot);
  RUN(test_dot_slabs);
  RUN(test_reductions);
  RUN(test_sum_of_many);
  RUN(test_norm_and_near);
  return test_end("matrix");
}
