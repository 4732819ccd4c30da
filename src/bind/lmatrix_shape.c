/* lmatrix_shape: parts of matrices and other arrangements of their numbers. All return new
   matrices. */
#include <string.h>

#include "bind/lcheck.h"
#include "bind/lmatrix.h"
#include "bind/lmatrix_parts.h"
#include "core/matrix.h"

static LMatrix *push_block(lua_State *L, const char *name, const LMatrix *m, size_t i, size_t rows,
                           size_t j, size_t cols) {
  LMatrix *out = lmatrix_new(L, name, rows, cols);
  for (size_t r = 0; r < rows; r++)
    memcpy(out->data + r * cols, m->data + (i + r) * m->cols + j, cols * sizeof *out->data);
  return out;
}

static int m_row(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "row");
  push_block(L, "row", m, lcheck_index(L, 2, "row", "row", m->rows), 1, 0, m->cols);
  return 1;
}

static int m_col(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "col");
  push_block(L, "col", m, 0, m->rows, lcheck_index(L, 2, "col", "column", m->cols), 1);
  return 1;
}

/* first .. last at arg, arg + 1, both included; all of n when they are left out */
static void check_span(lua_State *L, int arg, const char *what, size_t n, size_t *first,
                       size_t *last) {
  *first = lua_isnoneornil(L, arg) ? 0 : lcheck_index(L, arg, "sub", what, n);
  *last = lua_isnoneornil(L, arg + 1) ? n - 1 : lcheck_index(L, arg + 1, "sub", what, n);
  if (*first > *last)
    lcheck_error(L, "sub: %ss %I to %I hold nothing", what, (lua_Integer)*first + 1,
                 (lua_Integer)*last + 1);
}

static int m_sub(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "sub");
  size_t i1, i2, j1, j2;
  check_span(L, 2, "row", m->rows, &i1, &i2);
  check_span(L, 4, "column", m->cols, &j1, &j2);
  push_block(L, "sub", m, i1, i2 - i1 + 1, j1, j2 - j1 + 1);
  return 1;
}

static int m_reshape(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "reshape");
  lua_Integer rows = lcheck_integer(L, 2, "reshape", "the number of rows", 1, MATRIX_MAX_SIDE);
  lua_Integer cols = lcheck_integer(L, 3, "reshape", "the number of columns", 1, MATRIX_MAX_SIDE);
  size_t n = m->rows * m->cols;
  if (n % (size_t)rows != 0 || n / (size_t)rows != (size_t)cols)
    return lcheck_error(L, "reshape: %Ix%I has %I numbers, %Ix%I has another count",
                        (lua_Integer)m->rows, (lua_Integer)m->cols, (lua_Integer)n, rows, cols);
  LMatrix *out = lmatrix_new(L, "reshape", (size_t)rows, (size_t)cols);
  memcpy(out->data, m->data, n * sizeof *out->data);
  return 1;
}

static int m_flatten(lua_State *L) { /* a column, row after row */
  const LMatrix *m = lmatrix_check(L, 1, "flatten");
  LMatrix *out = lmatrix_new(L, "flatten", m->rows * m->cols, 1);
  memcpy(out->data, m->data, out->rows * sizeof *out->data);
  return 1;
}

static int m_copy(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "copy");
  push_block(L, "copy", m, 0, m->rows, 0, m->cols);
  return 1;
}

int lmatrix_transpose(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "T");
  LMatrix *out = lmatrix_new(L, "T", m->cols, m->rows);
  matrix_transpose(out->data, m->data, m->rows, m->cols);
  return 1;
}

static int m_hcat(lua_State *L) {
  const LMatrix *a = lmatrix_check(L, 1, "hcat"), *b = lmatrix_coerce(L, 2, "hcat");
  if (a->rows != b->rows)
    return lcheck_error(L, "hcat: %Ix%I beside %Ix%I: both need the same number of rows",
                        (lua_Integer)a->rows, (lua_Integer)a->cols, (lua_Integer)b->rows,
                        (lua_Integer)b->cols);
  LMatrix *out = lmatrix_new(L, "hcat", a->rows, a->cols + b->cols);
  for (size_t i = 0; i < a->rows; i++) {
    memcpy(out->data + i * out->cols, a->data + i * a->cols, a->cols * sizeof *a->data);
    memcpy(out->data + i * out->cols + a->cols, b->data + i * b->cols, b->cols * sizeof *b->data);
  }
  return 1;
}

static int m_vcat(lua_State *L) {
  const LMatrix *a = lmatrix_check(L, 1, "vcat"), *b = lmatrix_coerce(L, 2, "vcat");
  if (a->cols != b->cols)
    return lcheck_error(L, "vcat: %Ix%I above %Ix%I: both need the same number of columns",
                        (lua_Integer)a->rows, (lua_Integer)a->cols, (lua_Integer)b->rows,
                        (lua_Integer)b->cols);
  LMatrix *out = lmatrix_new(L, "vcat", a->rows + b->rows, a->cols);
  memcpy(out->data, a->data, a->rows * a->cols * sizeof *a->data);
  memcpy(out->data + a->rows * a->cols, b->data, b->rows * b->cols * sizeof *b->data);
  return 1;
}

/* The table is indexed as the matrix is: a list of rows, or of numbers for a column or a row view.
   */
static int m_totable(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "totable");
  bool flat = m->is_row || m->cols == 1;
  size_t outer = flat ? m->rows * m->cols : m->rows;
  lua_createtable(L, outer < 1 << 24 ? (int)outer : 0, 0);
  for (size_t i = 0; i < outer; i++) {
    if (flat) {
      lua_pushnumber(L, m->data[i]);
    } else {
      lua_createtable(L, (int)m->cols, 0);
      for (size_t j = 0; j < m->cols; j++) {
        lua_pushnumber(L, m->data[i * m->cols + j]);
        lua_rawseti(L, -2, (lua_Integer)j + 1);
      }
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* Calls the function at 2 as f(x, i, j) for each element of m into a new matrix on the top. */
static LMatrix *push_mapped(lua_State *L, const char *name) {
  const LMatrix *m = lmatrix_check(L, 1, name);
  if (lua_type(L, 2) != LUA_TFUNCTION)
    lcheck_error(L, "%s: a function f(x, i, j) was expected, got %s", name, lcheck_what(L, 2));
  LMatrix *out = lmatrix_new(L, name, m->rows, m->cols);
  for (size_t i = 0; i < m->rows; i++) {
    for (size_t j = 0; j < m->cols; j++) {
      lua_pushvalue(L, 2);
      lua_pushnumber(L, m->data[i * m->cols + j]);
      lua_pushinteger(L, (lua_Integer)i + 1);
      lua_pushinteger(L, (lua_Integer)j + 1);
      lua_call(L, 3, 1);
      if (lua_type(L, -1) != LUA_TNUMBER)
        lcheck_error(L, "%s: the function must return a number, at row %I, column %I it gave %s",
                     name, (lua_Integer)i + 1, (lua_Integer)j + 1, lcheck_what(L, -1));
      out->data[i * m->cols + j] = lua_tonumber(L, -1);
      lua_pop(L, 1);
    }
  }
  return out;
}

static int m_map(lua_State *L) {
  push_mapped(L, "map");
  return 1;
}

/* In place, but only when f went through for all: an f that raises leaves the matrix as it was. */
static int m_apply(lua_State *L) {
  const LMatrix *out = push_mapped(L, "apply");
  LMatrix *m = lmatrix_check(L, 1, "apply");
  memcpy(m->data, out->data, m->rows * m->cols * sizeof *m->data);
  lua_settop(L, 1);
  return 1;
}

const luaL_Reg lmatrix_shape_methods[] = {{"row", m_row},
                                          {"col", m_col},
                                          {"sub", m_sub},
                                          {"reshape", m_reshape},
                                          {"flatten", m_flatten},
                                          {"copy", m_copy},
                                          {"hcat", m_hcat},
                                          {"vcat", m_vcat},
                                          {"totable", m_totable},
                                          {"map", m_map},
                                          {"apply", m_apply},
                                          {"transpose", lmatrix_transpose},
                                          {0, 0}};
