/* matrix: the arithmetic of matrices of double, row-major, for src/bind/lmatrix.c.

   Kernels: they get memory and sizes, outputs first, and cannot fail, except the product, which may
   be long enough to be interrupted. The caller has checked every shape and owns every block. */
#ifndef NN_MATRIX_H
#define NN_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

/* No side of a matrix is longer than this, so that OpenBLAS's int sizes hold. */
#define MATRIX_MAX_SIDE ((size_t)0x7fffffff)

/* One operand of an element-by-element operation. Its element (i, j) is data[i·row_step +
   j·col_step]; a step of 0 repeats it, which is all that broadcasting is. */
typedef struct MatrixOperand {
  const double *data;
  size_t row_step, col_step;
} MatrixOperand;

typedef enum MatrixBinary {
  MATRIX_ADD,
  MATRIX_SUB,
  MATRIX_MUL,
  MATRIX_DIV,
  MATRIX_POW
} MatrixBinary;

/* out (rows×cols) = a op b; out may be a or b itself, element for element. */
void matrix_binary(MatrixBinary op, double *out, size_t rows, size_t cols, MatrixOperand a,
                   MatrixOperand b);

typedef enum MatrixUnary {
  MATRIX_NEG,
  MATRIX_EXP,
  MATRIX_LOG,
  MATRIX_SQRT,
  MATRIX_ABS,
  MATRIX_SIGMOID, /* 1 / (1 + e^-x) */
  MATRIX_LOGIT,   /* ln(x / (1 - x)), the sigmoid's inverse; NaN outside 0..1 */
  MATRIX_TANH,
  MATRIX_RELU
} MatrixUnary;

/* out[n] = f(a[n]); out may be a. */
void matrix_unary(MatrixUnary f, double *out, const double *a, size_t n);

/* out (rows×cols): each row e^x divided by its sum; the largest is taken off first, which changes
   nothing but keeps e^x finite. */
void matrix_softmax(double *out, const double *a, size_t rows, size_t cols);

/* out (rows×cols) += scale · b, the shapes by b's steps as in matrix_binary; col_step is 0 or 1. */
void matrix_add_scaled(double *out, size_t rows, size_t cols, MatrixOperand b, double scale);

/* a (rows×cols) += scale · u vᵀ; u has rows numbers, v has cols. */
void matrix_add_outer(double *a, size_t rows, size_t cols, const double *u, const double *v,
                      double scale);

/* out (cols×rows) = aᵀ, a (rows×cols); they must not overlap. */
void matrix_transpose(double *out, const double *a, size_t rows, size_t cols);

/* out (m×n) = a (m×k) b (k×n). Small products are done here, others by OpenBLAS in slabs of rows
   with a look at Ctrl-C between them. Fails when OpenBLAS is missing or at Ctrl-C. */
bool matrix_dot(double *out, const double *a, const double *b, size_t m, size_t k, size_t n,
                Status *status);

/* Reductions of n numbers that lie `step` apart. NaN is never lost: one NaN makes the result NaN,
   and is where argmin and argmax point. Sums are taken in pairs (error grows as log n); std is
   NumPy's with ddof 0; the first of equals is the extreme. n >= 1. */
double matrix_sum(const double *a, size_t n, size_t step);
double matrix_mean(const double *a, size_t n, size_t step);
double matrix_std(const double *a, size_t n, size_t step);
size_t matrix_argmin(const double *a, size_t n, size_t step);
size_t matrix_argmax(const double *a, size_t n, size_t step);
/* √Σa², without overflow or underflow on the way. */
double matrix_norm(const double *a, size_t n);

/* The number of elements that are NaN, and that are infinite. */
void matrix_count_special(const double *a, size_t n, size_t *nan, size_t *infinite);

/* Every |a - b| <= tolerance · max(1, |a|, |b|); equal infinities are near, NaN is near nothing. */
bool matrix_near(const double *a, const double *b, size_t n, double tolerance);

#endif
