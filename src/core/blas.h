/* blas: the one door to OpenBLAS, which is opened at the first product that is worth it.

   All matrices are row-major; sizes are numbers of elements, m, n, k as in C (m×n) = A (m×k) B
   (k×n). Each routine exists for float (_f32) and double (_f64). blas_ready must have returned true
   before any of them is called: they cannot fail. Sizes stay below 2^31 (matrix.h sees to it). */
#ifndef NN_BLAS_H
#define NN_BLAS_H

#include <stddef.h>

#include "core/status.h"

/* Loads OpenBLAS once; false with a sentence when it cannot be found. Cheap when it is there. */
bool blas_ready(Status *status);

/* The name of the processor kernels that OpenBLAS uses ("SkylakeX"), and its version; "" before
   blas_ready. */
const char *blas_core(void);
const char *blas_config(void);

/* The most threads a large product may use: the machine's processors, until blas_set_threads. */
int blas_threads(void);
void blas_set_threads(int threads);
/* Whether a product C (m×n) = A (m×k) B (k×n) is large enough for them. */
bool blas_worth_threads(size_t m, size_t n, size_t k);

#define BLAS_DECLARE(real, suffix)                                                                 \
  /* C = alpha op(A) op(B) + beta C, op(X) = Xᵀ where tx; ld_: numbers in a stored row */        \
  void blas_gemm_##suffix(bool ta, bool tb, size_t m, size_t n, size_t k, real alpha,              \
                          const real *a, size_t lda, const real *b, size_t ldb, real beta,         \
                          real *c, size_t ldc);                                                    \
  /* y = alpha op(A) x + beta y; A is m×n as stored */                                            \
  void blas_gemv_##suffix(bool ta, size_t m, size_t n, real alpha, const real *a, const real *x,   \
                          real beta, real *y);                                                     \
  /* C (n×n) = alpha A Aᵀ + beta C on the diagonal and below; A is n×k; above it C is lost */  \
  void blas_syrk_##suffix(size_t n, size_t k, real alpha, const real *a, real beta, real *c);
BLAS_DECLARE(float, f32)
BLAS_DECLARE(double, f64)
#undef BLAS_DECLARE

#endif
