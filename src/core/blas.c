/* blas: see blas.h. This is the only file that says cblas. */
#include "core/blas.h"

#include <cblas.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sonames.h"

static struct {
  bool loaded;
  int limit;   /* threads a large product may use */
  int current; /* threads OpenBLAS is set to */
  bool tiles;  /* its kernels take small products without packing: see below */
  __typeof__(&cblas_sgemm) sgemm;
  __typeof__(&cblas_dgemm) dgemm;
  __typeof__(&cblas_sgemv) sgemv;
  __typeof__(&cblas_dgemv) dgemv;
  __typeof__(&cblas_ssyrk) ssyrk;
  __typeof__(&cblas_dsyrk) dsyrk;
  __typeof__(&openblas_set_num_threads) set_num_threads;
  __typeof__(&openblas_get_config) get_config;
  __typeof__(&openblas_get_corename) get_corename;
} blas;

static bool find(void *library, const char *name, void *slot, Status *status) {
  void *address = dlsym(library, name);
  if (!address) return status_fail(status, "%s has no %s", SONAME_openblas, name);
  *(void **)slot = address; /* POSIX's own idiom: dlsym's result is a function's address */
  return true;
}

bool blas_ready(Status *status) {
  if (blas.loaded) return true;
  void *library = dlopen(SONAME_openblas, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return status_fail(status, "OpenBLAS cannot be loaded (%s): install libopenblas0", dlerror());
  if (!find(library, "cblas_sgemm", &blas.sgemm, status) ||
      !find(library, "cblas_dgemm", &blas.dgemm, status) ||
      !find(library, "cblas_sgemv", &blas.sgemv, status) ||
      !find(library, "cblas_dgemv", &blas.dgemv, status) ||
      !find(library, "cblas_ssyrk", &blas.ssyrk, status) ||
      !find(library, "cblas_dsyrk", &blas.dsyrk, status) ||
      !find(library, "openblas_set_num_threads", &blas.set_num_threads, status) ||
      !find(library, "openblas_get_config", &blas.get_config, status) ||
      !find(library, "openblas_get_corename", &blas.get_corename, status))
    return false;
  blas.set_num_threads(1);
  blas.current = 1;
  blas.tiles = strcmp(blas.get_corename(), "SkylakeX") == 0;
  blas.loaded = true;
  return true;
}

const char *blas_core(void) { return blas.loaded ? blas.get_corename() : ""; }
const char *blas_config(void) { return blas.loaded ? blas.get_config() : ""; }

int blas_threads(void) {
  if (blas.limit == 0) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    blas.limit = processors > 0 && processors < 1024 ? (int)processors : 1;
  }
  return blas.limit;
}

void blas_set_threads(int threads) {
  blas.limit = threads < 1 ? 1 : threads;
  if (!blas.loaded || blas.current <= blas.limit) return;
  blas.set_num_threads(blas.limit);
  blas.current = blas.limit;
}

/* Below this many multiplications one thread works alone: waking others costs more than they give,
   and where another program wants the processors too, they wait for each other. */
#define WORTH_THREADS 5e7

bool blas_worth_threads(size_t m, size_t n, size_t k) {
  return (double)m * (double)n * (double)k >= WORTH_THREADS;
}

static void set_threads_for(size_t m, size_t n, size_t k) {
  int wanted = blas_worth_threads(m, n, k) ? blas_threads() : 1;
  if (wanted == blas.current) return;
  blas.set_num_threads(wanted);
  blas.current = wanted;
}

/* OpenBLAS copies ("packs") both factors of a product into an order that its kernel likes. Of a
   block of 32 samples times 784×200 weights, that copy of the weights costs a third of the product.
   Its AVX-512 kernels (SkylakeX) do without for products of at most 1e6 multiplications, so there a
   middling product is cut into tiles below that: 1.4 times as fast for A Bᵀ, twice for A Aᵀ,
   measured. With the kernels of other processors tiles are slower, and are not used. */
#define TILE_MULTIPLICATIONS 1e6
#define TILE_ROWS 8
#define TILE_COLUMNS 104

/* The columns of a tile of A Bᵀ (m×k times n×k), or 0 to leave it whole. */
static size_t tile_columns(size_t m, size_t n, size_t k) {
  if (!blas.tiles || blas.current != 1 || m < 2 || n < 2 || k < 32) return 0;
  size_t columns = (size_t)(TILE_MULTIPLICATIONS / TILE_ROWS / (double)k);
  if (columns < 16) return 0;
  return columns > TILE_COLUMNS ? TILE_COLUMNS : columns / 8 * 8;
}

/* The rows of C in a strip of Aᵀ B (k×m, k×n), or 0 to leave it whole: for few samples k. */
static size_t strip_rows(size_t m, size_t n, size_t k) {
  if (!blas.tiles || blas.current != 1 || k > 48 || n < 64) return 0;
  double most = TILE_MULTIPLICATIONS / (double)k / (double)n;
  if (most < 8) return 0;
  if (most >= (double)m) return m;
  size_t strips =
      m / (size_t)most + 1; /* of equal height, in whole registers of 4 rows if they fit */
  size_t rows = (m / strips + 3) / 4 * 4;
  return (double)rows > most ? m / strips : rows;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

#define BLAS_DEFINE(real, suffix, letter)                                                          \
  static void whole_##suffix(bool ta, bool tb, size_t m, size_t n, size_t k, real alpha,           \
                             const real *a, size_t lda, const real *b, size_t ldb, real beta,      \
                             real *c, size_t ldc) {                                                \
    blas.letter##gemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans,                               \
                      tb ? CblasTrans : CblasNoTrans, (blasint)m, (blasint)n, (blasint)k, alpha,   \
                      a, (blasint)lda, b, (blasint)ldb, beta, c, (blasint)ldc);                    \
  }                                                                                                \
  void blas_gemm_##suffix(bool ta, bool tb, size_t m, size_t n, size_t k, real alpha,              \
                          const real *a, size_t lda, const real *b, size_t ldb, real beta,         \
                          real *c, size_t ldc) {                                                   \
    set_threads_for(m, n, k);                                                                      \
    size_t columns = !ta && tb ? tile_columns(m, n, k) : 0;                                        \
    size_t rows = ta && !tb ? strip_rows(m, n, k) : 0;                                             \
    if (columns == 0 && rows == 0)                                                                 \
      whole_##suffix(ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                        \
    for (size_t j = 0; columns > 0 && j < n; j += columns)                                         \
      for (size_t i = 0; i < m; i += TILE_ROWS)                                                    \
        whole_##suffix(false, true, least(m - i, TILE_ROWS), least(n - j, columns), k, alpha,      \
                       a + i * lda, lda, b + j * ldb, ldb, beta, c + i * ldc + j, ldc);            \
    for (size_t i = 0; rows > 0 && i < m; i += rows)                                               \
      whole_##suffix(true, false, least(m - i, rows), n, k, alpha, a + i, lda, b, ldb, beta,       \
                     c + i * ldc, ldc);                                                            \
  }                                                                                                \
  void blas_gemv_##suffix(bool ta, size_t m, size_t n, real alpha, const real *a, const real *x,   \
                          real beta, real *y) {                                                    \
    set_threads_for(m, n, 1);                                                                      \
    blas.letter##gemv(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, (blasint)m, (blasint)n,       \
                      alpha, a, (blasint)n, x, 1, beta, y, 1);                                     \
  }                                                                                                \
  void blas_syrk_##suffix(size_t n, size_t k, real alpha, const real *a, real beta, real *c) {     \
    set_threads_for(n, n, k);                                                                      \
    if (tile_columns(n, n, k) > 0) { /* strips of rows, each up to its own diagonal */             \
      for (size_t i = 0; i < n; i += TILE_ROWS) {                                                  \
        size_t rows = least(n - i, TILE_ROWS);                                                     \
        blas_gemm_##suffix(false, true, rows, i + rows, k, alpha, a + i * k, k, a, k, beta,        \
                           c + i * n, n);                                                          \
      }                                                                                            \
      return;                                                                                      \
    }                                                                                              \
    blas.letter##syrk(CblasRowMajor, CblasLower, CblasNoTrans, (blasint)n, (blasint)k, alpha, a,   \
                      (blasint)k, beta, c, (blasint)n);                                            \
  }
BLAS_DEFINE(float, f32, s)
BLAS_DEFINE(double, f64, d)
