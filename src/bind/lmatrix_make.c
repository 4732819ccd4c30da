/* lmatrix_make: the constructors of matrices. */
#include <math.h>
#include <string.h>

#include "bind/lcheck.h"
#include "bind/lmatrix.h"
#include "bind/lmatrix_parts.h"
#include "bind/lrandom.h"
#include "core/matrix.h"

/* The shape at arguments 1 and 2; the second defaults to a column. */
static LMatrix *new_of_shape(lua_State *L, const char *name) {
  lua_Integer rows = lcheck_integer(L, 1, name, "the number of rows", 1, MATRIX_MAX_SIDE);
  lua_Integer cols = lua_isnoneornil(L, 2)
                         ? 1
                         : lcheck_integer(L, 2, name, "the number of columns", 1, MATRIX_MAX_SIDE);
  return lmatrix_new(L, name, (size_t)rows, (size_t)cols);
}

static int fill(lua_State *L, const char *name, double value) {
  LMatrix *m = new_of_shape(L, name);
  for (size_t i = 0; i < m->rows * m->cols; i++) m->data[i] = value;
  return 1;
}

static double number_or(lua_State *L, int arg, const char *name, const char *what, double other) {
  return lua_isnoneornil(L, arg) ? other : lcheck_number(L, arg, name, what);
}

/* nn.matrix(list | list of rows | matrix): always a new matrix */
static int lib_matrix(lua_State *L) {
  if (lua_gettop(L) > 1)
    return lcheck_error(
        L,
        "matrix: one list was expected, got %I values; did you mean a list of rows, "
        "nn.matrix{{1, 2}, {3, 4}}?",
        (lua_Integer)lua_gettop(L));
  const LMatrix *given = lmatrix_coerce(L, 1, "matrix");
  LMatrix *m = lmatrix_new(L, "matrix", given->rows, given->cols);
  memcpy(m->data, given->data, m->rows * m->cols * sizeof *m->data);
  return 1;
}

static int lib_zeros(lua_State *L) { return fill(L, "zeros", 0); }
static int lib_ones(lua_State *L) { return fill(L, "ones", 1); }
static int lib_full(lua_State *L) {
  return fill(L, "full", lcheck_number(L, 3, "full", "the value"));
}

static int lib_eye(lua_State *L) {
  lua_Integer n = lcheck_integer(L, 1, "eye", "the size", 1, MATRIX_MAX_SIDE);
  LMatrix *m = lmatrix_new(L, "eye", (size_t)n, (size_t)n);
  memset(m->data, 0, m->rows * m->cols * sizeof *m->data);
  for (size_t i = 0; i < m->rows; i++) m->data[i * m->cols + i] = 1;
  return 1;
}

/* range(a, b, step): a, a + step, ... up to and with b, as `for` counts */
static int lib_range(lua_State *L) {
  double a = lcheck_number(L, 1, "range", "the start"), b = lcheck_number(L, 2, "range", "the end");
  double step = number_or(L, 3, "range", "the step", 1);
  double steps = (b - a) / step;
  if (step == 0 || !(steps >= 0) || !(steps < (double)MATRIX_MAX_SIDE))
    return lcheck_error(L, "range: %f to %f in steps of %f holds no numbers", a, b, step);
  /* 0 to 1 in steps of 0.1 means eleven numbers, though 1/0.1 may round to just below 10 */
  LMatrix *m = lmatrix_new(L, "range", (size_t)floor(steps * (1 + 4e-16)) + 1, 1);
  for (size_t i = 0; i < m->rows; i++) m->data[i] = a + (double)i * step;
  double *last = &m->data[m->rows - 1];
  if (step > 0 ? *last > b : *last < b) *last = b; /* never past the end */
  return 1;
}

static int lib_linspace(lua_State *L) {
  double a = lcheck_number(L, 1, "linspace", "the start");
  double b = lcheck_number(L, 2, "linspace", "the end");
  lua_Integer n = lcheck_integer(L, 3, "linspace", "the count", 2, MATRIX_MAX_SIDE);
  LMatrix *m = lmatrix_new(L, "linspace", (size_t)n, 1);
  for (size_t i = 0; i < m->rows; i++) {
    double t = (double)i / (double)(n - 1);
    m->data[i] = i + 1 == m->rows ? b : a + (b - a) * t;
  }
  return 1;
}

static int lib_rand(lua_State *L) {
  double lo = number_or(L, 3, "rand", "the lower end", 0);
  double hi = number_or(L, 4, "rand", "the upper end", 1);
  LMatrix *m = new_of_shape(L, "rand");
  Rng *rng = &lrandom_get(L)->rng;
  for (size_t i = 0; i < m->rows * m->cols; i++) m->data[i] = lo + (hi - lo) * rng_uniform(rng);
  return 1;
}

static int lib_randn(lua_State *L) {
  double mean = number_or(L, 3, "randn", "the mean", 0);
  double std = number_or(L, 4, "randn", "the standard deviation", 1);
  LMatrix *m = new_of_shape(L, "randn");
  Rng *rng = &lrandom_get(L)->rng;
  for (size_t i = 0; i < m->rows * m->cols; i++) m->data[i] = mean + std * rng_normal(rng);
  return 1;
}

const luaL_Reg lmatrix_make_functions[] = {{"matrix", lib_matrix},
                                           {"zeros", lib_zeros},
                                           {"ones", lib_ones},
                                           {"full", lib_full},
                                           {"eye", lib_eye},
                                           {"range", lib_range},
                                           {"rand", lib_rand},
                                           {"linspace", lib_linspace},
                                           {"randn", lib_randn},
                                           {"seed", lrandom_seed},
                                           {0, 0}};
