/* blas: see blas.h. This is the only file that says cblas. */
#include "core/blas.h"

#include <cblas.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

#include "sonames.h"

static struct {
  bool loaded;
  int limit;   /* threads a large product may use */
  int current; /* threads OpenBLAS is set to */
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

static void set_threads_for(double multiplications) {
  int wanted = multiplications >= WORTH_THREADS ? blas_threads() : 1;
  if (wanted == blas.current) return;
  blas.set_num_threads(wanted);
  blas.current = wanted;
}

#define BLAS_DEFINE(real, suffix, letter)                                                          \
  void blas_gemm_##suffix(bool ta, bool tb, size_t m, size_t n, size_t k, real alpha,              \
                          const real *a, size_t lda, const real *b, size_t ldb, real beta,         \
                          real *c, size_t ldc) {                                                   \
    set_threads_for((double)m *(double)n *(double)k);                                              \
    blas.letter##gemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans,                               \
                      tb ? CblasTrans : CblasNoTrans, (blasint)m, (blasint)n, (blasint)k, alpha,   \
                      a, (blasint)lda, b, (blasint)ldb, beta, c, (blasint)ldc);                    \
  }                                                                                                \
  void blas_gemv_##suffix(bool ta, size_t m, size_t n, real alpha, const real *a, const real *x,   \
                          real beta, real *y) {                                                    \
    set_threads_for((double)m *(double)n);                                                         \
    blas.letter##gemv(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, (blasint)m, (blasint)n,       \
                      alpha, a, (blasint)n, x, 1, beta, y, 1);                                     \
  }                                                                                                \
  void blas_syrk_##suffix(size_t n, size_t k, real alpha, const real *a, real beta, real *c) {     \
    set_threads_for((double)n *(double)n *(double)k);                                              \
    blas.letter##syrk(CblasRowMajor, CblasLower, CblasNoTrans, (blasint)n, (blasint)k, alpha, a,   \
                      (blasint)k, beta, c, (blasint)n);                                            \
  }
BLAS_DEFINE(float, f32, s)
BLAS_DEFINE(double, f64, d)
