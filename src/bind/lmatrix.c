/* lmatrix: see lmatrix.h. The userdata itself: making, checking, indexing; the methods are in
   lmatrix_make.c, lmatrix_shape.c and lmatrix_math.c. */
#include "bind/lmatrix.h"

#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "bind/lcheck.h"
#include "bind/lmatrix_parts.h"
#include "core/matrix.h"

#define TYPE "nn.matrix"

/* A 3x3 sum is over in some 80 ns and asks three times what a userdata is. So the metatable lies in
   the registry under this address too, where it is found faster than by name, and every matrix
   starts with the address, which no other userdata holds. */
static const char type_key;

static void push_metatable(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &type_key); }

/* ---- making and checking --------------------------------------------------------------------- */

/* Numbers of this many bytes or more begin at a multiple of 64, for the sake of wide vectors. */
#define ALIGN_FROM 1024

LMatrix *lmatrix_new(lua_State *L, const char *name, size_t rows, size_t cols) {
  if (rows < 1 || cols < 1)
    lcheck_error(L, "%s: a matrix has at least one row and one column, not %Ix%I", name,
                 (lua_Integer)rows, (lua_Integer)cols);
  if (rows > MATRIX_MAX_SIDE || cols > MATRIX_MAX_SIDE || rows > (SIZE_MAX / 16) / cols)
    lcheck_error(L, "%s: a matrix of %Ix%I is too large", name, (lua_Integer)rows,
                 (lua_Integer)cols);
  size_t bytes = rows * cols * sizeof(double), slack = bytes >= ALIGN_FROM ? 63 : 0;
  if (!lcheck_memory(L, bytes))
    lcheck_error(L, "%s: there is not enough memory for a matrix of %Ix%I", name, (lua_Integer)rows,
                 (lua_Integer)cols);
  LMatrix *m = lua_newuserdatauv(L, sizeof *m + slack + bytes, 0);
  m->tag = &type_key;
  m->rows = rows;
  m->cols = cols;
  m->is_row = false;
  m->data = (double *)(((uintptr_t)(m + 1) + slack) & ~(uintptr_t)slack);
  push_metatable(L);
  lua_setmetatable(L, -2);
  return m;
}

LMatrix *lmatrix_test(lua_State *L, int index) {
  LMatrix *m = lua_touserdata(L, index);
  if (!m || lua_rawlen(L, index) < sizeof *m) return NULL; /* light userdata has no length */
  return m->tag == &type_key ? m : NULL;
}

LMatrix *lmatrix_check(lua_State *L, int arg, const char *name) {
  LMatrix *m = lmatrix_test(L, arg);
  if (!m) lcheck_error(L, "%s: a matrix was expected, got %s", name, lcheck_what(L, arg));
  return m;
}

bool lmatrix_is_sample(lua_State *L, int index) {
  if (!lua_istable(L, index) || !lua_getmetatable(L, index)) return false;
  luaL_getmetatable(L, "sample");
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

/* A sample at `index`, which is no negative one, gives way to its input. */
static void open_sample(lua_State *L, int index) {
  if (!lmatrix_is_sample(L, index)) return;
  lua_getfield(L, index, "input");
  lua_replace(L, index);
}

/* Row i (from 0) of the table at `table`, which is itself a list of cols numbers, into out. */
static void read_row(lua_State *L, int table, const char *name, size_t i, size_t cols,
                     double *out) {
  lua_geti(L, table, (lua_Integer)i + 1);
  int row = lua_gettop(L);
  open_sample(L, row);
  const LMatrix *m = lmatrix_test(L, row);
  if (!m && !lua_istable(L, row))
    lcheck_error(L, "%s: row %I: a list of numbers was expected, got %s", name, (lua_Integer)i + 1,
                 lcheck_what(L, row));
  size_t n = m ? m->rows * m->cols : (size_t)luaL_len(L, row);
  if (n != cols)
    lcheck_error(L, "%s: row %I has %I numbers, row 1 has %I", name, (lua_Integer)i + 1,
                 (lua_Integer)n, (lua_Integer)cols);
  for (size_t j = 0; j < cols; j++) {
    if (m) {
      out[j] = m->data[j];
      continue;
    }
    if (lua_geti(L, row, (lua_Integer)j + 1) != LUA_TNUMBER)
      lcheck_error(L, "%s: row %I, column %I: a number was expected, got %s", name,
                   (lua_Integer)i + 1, (lua_Integer)j + 1, lcheck_what(L, -1));
    out[j] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static int empty_error(lua_State *L, int table, const char *name) {
  lua_pushnil(L);
  if (lua_next(L, table))
    return lcheck_error(L, "%s: a table without [1] was given, a list of numbers was expected",
                        name);
  return lcheck_error(L, "%s: the list is empty, at least one number is needed", name);
}

static LMatrix *from_table(lua_State *L, int table, const char *name) {
  size_t rows = (size_t)luaL_len(L, table);
  if (rows == 0) empty_error(L, table, name);
  lua_geti(L, table, 1);
  open_sample(L, lua_gettop(L));
  int first = lua_type(L, -1);
  if (first == LUA_TNUMBER) { /* a flat list is a column */
    lua_pop(L, 1);
    LMatrix *m = lmatrix_new(L, name, rows, 1);
    for (size_t i = 0; i < rows; i++) {
      if (lua_geti(L, table, (lua_Integer)i + 1) != LUA_TNUMBER)
        lcheck_error(L, "%s: element %I: a number was expected, got %s", name, (lua_Integer)i + 1,
                     lcheck_what(L, -1));
      m->data[i] = lua_tonumber(L, -1);
      lua_pop(L, 1);
    }
    return m;
  }
  const LMatrix *row = lmatrix_test(L, -1);
  if (!row && first != LUA_TTABLE)
    lcheck_error(L, "%s: element 1: a number or a list of numbers was expected, got %s", name,
                 lcheck_what(L, -1));
  size_t cols = row ? row->rows * row->cols : (size_t)luaL_len(L, -1);
  lua_pop(L, 1);
  LMatrix *m = lmatrix_new(L, name, rows, cols);
  for (size_t i = 0; i < rows; i++) read_row(L, table, name, i, cols, m->data + i * cols);
  return m;
}

LMatrix *lmatrix_coerce(lua_State *L, int arg, const char *name) {
  LMatrix *m = lmatrix_test(L, arg);
  if (m) return m;
  arg = lua_absindex(L, arg);
  luaL_checkstack(L, 8, "nested lists");
  open_sample(L, arg);
  m = lmatrix_test(L, arg);
  if (m) return m;
  if (!lua_istable(L, arg))
    lcheck_error(L, "%s: a matrix or a list of numbers was expected, got %s", name,
                 lcheck_what(L, arg));
  m = from_table(L, arg, name);
  lua_replace(L, arg);
  return m;
}

/* Written so that it vectorises, because every sample of every n:train passes through it. */
static bool all_within(const double *a, size_t n, double limit) {
  int bad = 0;
  for (size_t i = 0; i < n; i++) bad |= !(fabs(a[i]) <= limit); /* so that NaN is bad, too */
  return !bad;
}

void lmatrix_check_row(lua_State *L, const double *a, size_t cols, size_t row, const char *name,
                       const char *what, double limit) {
  if (all_within(a, cols, limit)) return;
  size_t j = 0;
  while (fabs(a[j]) <= limit) j++;
  double x = a[j];
  lua_Integer i = (lua_Integer)row + 1, column = (lua_Integer)j + 1;
  if (isfinite(x))
    lcheck_error(L, "%s: the %s hold %f at row %I, column %I, too large for float", name, what, x,
                 i, column);
  lcheck_error(L, "%s: the %s hold %s at row %I, column %I", name, what,
               isnan(x) ? "nan"
               : x > 0  ? "inf"
                        : "-inf",
               i, column);
}

void lmatrix_check_within(lua_State *L, const LMatrix *m, const char *name, const char *what,
                          double limit) {
  if (all_within(m->data, m->rows * m->cols, limit)) return;
  for (size_t i = 0; i < m->rows; i++)
    lmatrix_check_row(L, m->data + i * m->cols, m->cols, i, name, what, limit);
}

/* ---- indexing -------------------------------------------------------------------------------- */

/* How many things m[i] counts: the elements of a column or of a row view, else the rows. */
static size_t length(const LMatrix *m) { return m->is_row ? m->cols : m->rows; }

static bool holds_numbers(const LMatrix *m) { return m->is_row || m->cols == 1; }

/* The matrix at `owner`, row i as a view; the view of a view would be itself. */
static void push_row(lua_State *L, int owner, const LMatrix *m, size_t i) {
  LMatrix *view = lua_newuserdatauv(L, sizeof *view, 1);
  view->tag = &type_key;
  view->rows = 1;
  view->cols = m->cols;
  view->data = m->data + i * m->cols;
  view->is_row = true;
  lua_pushvalue(L, owner);
  lua_setiuservalue(L, -2, 1); /* the numbers live as long as the view */
  push_metatable(L);
  lua_setmetatable(L, -2);
}

/* The index at arg as 0 .. n-1, or n for #m + 1 when `one_more`; anything else raises. */
static size_t check_position(lua_State *L, int arg, const LMatrix *m, bool one_more) {
  size_t n = length(m);
  int is_integer;
  lua_Integer i = lua_tointegerx(L, arg, &is_integer);
  if (!is_integer) lcheck_error(L, "matrix index %s is not a whole number", lcheck_what(L, arg));
  if (i < 1 || (lua_Unsigned)i > n + one_more)
    lcheck_error(L, "matrix index %I is out of range: a %Ix%I %s has %I %s", i,
                 (lua_Integer)m->rows, (lua_Integer)m->cols, m->is_row ? "row" : "matrix",
                 (lua_Integer)n, m->is_row ? "columns" : "rows");
  return (size_t)i - 1;
}

/* m[i], m.rows, m.T, and the methods, which are upvalue 1. */
static int mm_index(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "matrix");
  if (lua_type(L, 2) == LUA_TNUMBER) {
    size_t i = check_position(L, 2, m, true);
    if (i == length(m))
      lua_pushnil(L);
    else if (holds_numbers(m))
      lua_pushnumber(L, m->data[i]);
    else
      push_row(L, 1, m, i);
    return 1;
  }
  if (lua_type(L, 2) != LUA_TSTRING)
    return lcheck_error(L, "a matrix is indexed by whole numbers, not by %s", lcheck_what(L, 2));
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  const char *name = lua_tostring(L, 2);
  if (name[0] == 'T' && !name[1]) return lmatrix_transpose(L);
  if (strcmp(name, "rows") == 0) return lua_pushinteger(L, (lua_Integer)m->rows), 1;
  if (strcmp(name, "cols") == 0) return lua_pushinteger(L, (lua_Integer)m->cols), 1;
  lua_pushvalue(L, 2);
  lua_gettable(L, lua_upvalueindex(1)); /* nil for an unknown name, as in a table */
  return 1;
}

static int mm_newindex(lua_State *L) {
  LMatrix *m = lmatrix_check(L, 1, "matrix");
  if (lua_type(L, 2) != LUA_TNUMBER)
    return lcheck_error(L, "a matrix has no field '%s' to set", luaL_tolstring(L, 2, NULL));
  size_t i = check_position(L, 2, m, false);
  if (holds_numbers(m)) {
    m->data[i] = lcheck_number(L, 3, "matrix", "an element");
    return 0;
  }
  const LMatrix *row = lmatrix_coerce(L, 3, "matrix");
  if ((row->rows != 1 && row->cols != 1) || row->rows * row->cols != m->cols)
    return lcheck_error(L, "matrix: a row of %I numbers was expected, got %Ix%I",
                        (lua_Integer)m->cols, (lua_Integer)row->rows, (lua_Integer)row->cols);
  memmove(m->data + i * m->cols, row->data, m->cols * sizeof *row->data);
  return 0;
}

static int mm_len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)length(lmatrix_check(L, 1, "matrix")));
  return 1;
}

/* Which element the arguments from 2 on name: row and column, or, of a row or column when there is
   nothing more than `others` after it, one index. Returns the number of arguments that it took. */
static int check_cell(lua_State *L, const LMatrix *m, const char *name, int others, size_t *at) {
  if (lua_gettop(L) == 2 + others && (m->rows == 1 || m->cols == 1)) {
    *at = lcheck_index(L, 2, name, "index", m->rows * m->cols);
    return 1;
  }
  size_t i = lcheck_index(L, 2, name, "row", m->rows);
  *at = i * m->cols + lcheck_index(L, 3, name, "column", m->cols);
  return 2;
}

static int m_get(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "get");
  size_t at;
  check_cell(L, m, "get", 0, &at);
  lua_pushnumber(L, m->data[at]);
  return 1;
}

static int m_set(lua_State *L) {
  LMatrix *m = lmatrix_check(L, 1, "set");
  size_t at;
  int taken = check_cell(L, m, "set", 1, &at);
  m->data[at] = lcheck_number(L, 2 + taken, "set", "the value");
  lua_settop(L, 1);
  return 1;
}

static int m_shape(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "shape");
  lua_pushinteger(L, (lua_Integer)m->rows);
  lua_pushinteger(L, (lua_Integer)m->cols);
  return 2;
}

static const luaL_Reg methods[] = {{"get", m_get}, {"set", m_set}, {"shape", m_shape}, {0, 0}};

void lmatrix_open(lua_State *L) {
  luaL_setfuncs(L, lmatrix_make_functions, 0);
  luaL_newmetatable(L, TYPE);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &type_key);
  lua_pushliteral(L, "matrix");
  lua_setfield(L, -2, "__name");
  luaL_setfuncs(L, lmatrix_math_metamethods, 0);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  luaL_setfuncs(L, lmatrix_shape_methods, 0);
  luaL_setfuncs(L, lmatrix_math_methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods"); /* for the Lua side, which adds its own */
  lua_pushcclosure(L, mm_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, mm_newindex);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, mm_len);
  lua_setfield(L, -2, "__len");
}
