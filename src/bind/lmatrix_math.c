/* lmatrix_math: operators, functions, products, reductions and the in-place verbs of matrices. */
#include <string.h>

#include "bind/lcheck.h"
#include "bind/lmatrix.h"
#include "bind/lmatrix_parts.h"
#include "core/matrix.h"

/* ---- element by element ---------------------------------------------------------------------- */

static MatrixOperand operand(const LMatrix *m, size_t rows, size_t cols) {
  if (m->rows == 1 && m->cols == 1) return (MatrixOperand){m->data, 0, 0};
  return (MatrixOperand){m->data, m->rows == rows ? m->cols : 0, m->cols == cols ? 1 : 0};
}

/* A side fits another when it is equal, or 1 and can be repeated. */
static bool fits(size_t a, size_t b) { return a == b || a == 1 || b == 1; }

static int shape_error(lua_State *L, const char *name, const char *sign, const LMatrix *a,
                       const LMatrix *b) {
  return lcheck_error(L,
                      "%s: %Ix%I %s %Ix%I: the shapes must be the same, or one of them a number, "
                      "a row or a column that fits the other",
                      name, (lua_Integer)a->rows, (lua_Integer)a->cols, sign, (lua_Integer)b->rows,
                      (lua_Integer)b->cols);
}

static int binary(lua_State *L, MatrixBinary op, const char *name, const char *sign) {
  const LMatrix *a = lmatrix_test(L, 1), *b = lmatrix_test(L, 2);
  double number = 0;
  LMatrix scalar = {.rows = 1, .cols = 1, .data = &number};
  if (!a && !b)
    return lcheck_error(L, "%s: a matrix was expected, got %s", name, lcheck_what(L, 1));
  if (!a || !b) {
    int other = a ? 2 : 1;
    if (lua_type(L, other) != LUA_TNUMBER)
      return lcheck_error(L, "%s: a matrix %s %s: a matrix or a number was expected", name, sign,
                          lcheck_what(L, other));
    number = lua_tonumber(L, other);
    if (a)
      b = &scalar;
    else
      a = &scalar;
  }
  if (!fits(a->rows, b->rows) || !fits(a->cols, b->cols)) return shape_error(L, name, sign, a, b);
  size_t rows = a->rows > b->rows ? a->rows : b->rows, cols = a->cols > b->cols ? a->cols : b->cols;
  LMatrix *out = lmatrix_new(L, name, rows, cols);
  matrix_binary(op, out->data, rows, cols, operand(a, rows, cols), operand(b, rows, cols));
  return 1;
}

static int mm_add(lua_State *L) { return binary(L, MATRIX_ADD, "add", "+"); }
static int mm_sub(lua_State *L) { return binary(L, MATRIX_SUB, "subtract", "-"); }
static int mm_mul(lua_State *L) { return binary(L, MATRIX_MUL, "multiply", "*"); }
static int mm_div(lua_State *L) { return binary(L, MATRIX_DIV, "divide", "/"); }
static int mm_pow(lua_State *L) { return binary(L, MATRIX_POW, "power", "^"); }

static int unary(lua_State *L, MatrixUnary f, const char *name) {
  const LMatrix *m = lmatrix_check(L, 1, name);
  LMatrix *out = lmatrix_new(L, name, m->rows, m->cols);
  matrix_unary(f, out->data, m->data, m->rows * m->cols);
  return 1;
}

static int mm_unm(lua_State *L) { return unary(L, MATRIX_NEG, "minus"); }
static int m_exp(lua_State *L) { return unary(L, MATRIX_EXP, "exp"); }
static int m_log(lua_State *L) { return unary(L, MATRIX_LOG, "log"); }
static int m_sqrt(lua_State *L) { return unary(L, MATRIX_SQRT, "sqrt"); }
static int m_abs(lua_State *L) { return unary(L, MATRIX_ABS, "abs"); }
static int m_sigmoid(lua_State *L) { return unary(L, MATRIX_SIGMOID, "sigmoid"); }
static int m_logit(lua_State *L) { return unary(L, MATRIX_LOGIT, "logit"); }
static int m_tanh(lua_State *L) { return unary(L, MATRIX_TANH, "tanh"); }
static int m_relu(lua_State *L) { return unary(L, MATRIX_RELU, "relu"); }

static int m_softmax(lua_State *L) { /* a column or a row as a whole, a matrix row by row */
  const LMatrix *m = lmatrix_check(L, 1, "softmax");
  LMatrix *out = lmatrix_new(L, "softmax", m->rows, m->cols);
  if (m->cols == 1)
    matrix_softmax(out->data, m->data, 1, m->rows);
  else
    matrix_softmax(out->data, m->data, m->rows, m->cols);
  return 1;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static bool same_shape(const LMatrix *a, const LMatrix *b) {
  return a->rows == b->rows && a->cols == b->cols;
}

static int mm_eq(lua_State *L) { /* exact; false for other shapes */
  const LMatrix *a = lmatrix_test(L, 1), *b = lmatrix_test(L, 2);
  bool equal = a && b && same_shape(a, b);
  for (size_t i = 0; equal && i < a->rows * a->cols; i++) equal = a->data[i] == b->data[i];
  lua_pushboolean(L, equal);
  return 1;
}

static int m_near(lua_State *L) {
  const LMatrix *a = lmatrix_check(L, 1, "near"), *b = lmatrix_coerce(L, 2, "near");
  double tolerance = lua_isnoneornil(L, 3) ? 1e-9 : lcheck_number(L, 3, "near", "the tolerance");
  lua_pushboolean(L,
                  same_shape(a, b) && matrix_near(a->data, b->data, a->rows * a->cols, tolerance));
  return 1;
}

/* ---- products -------------------------------------------------------------------------------- */

static int m_dot(lua_State *L) {
  const LMatrix *a = lmatrix_check(L, 1, "dot"), *b = lmatrix_coerce(L, 2, "dot");
  if (a->cols != b->rows) {
    const char *hint = a->cols == b->cols ? "; did you mean dot(B.T)?" : "";
    return lcheck_error(L, "dot: %Ix%I · %Ix%I: the left has %I column%s, the right %I row%s%s",
                        (lua_Integer)a->rows, (lua_Integer)a->cols, (lua_Integer)b->rows,
                        (lua_Integer)b->cols, (lua_Integer)a->cols, a->cols == 1 ? "" : "s",
                        (lua_Integer)b->rows, b->rows == 1 ? "" : "s", hint);
  }
  LMatrix *out = lmatrix_new(L, "dot", a->rows, b->cols);
  Status status;
  lcheck_status(L, matrix_dot(out->data, a->data, b->data, a->rows, a->cols, b->cols, &status),
                &status);
  return 1;
}

/* ---- reductions ------------------------------------------------------------------------------ */

/* 0: no axis, 1: down the rows, 2: along them */
static int check_axis(lua_State *L, const char *name) {
  if (lua_isnoneornil(L, 2)) return 0;
  return (int)lcheck_integer(L, 2, name, "the axis (1 goes down the rows, 2 along them)", 1, 2);
}

/* The position from 1, as a number that a matrix can hold. */
static double number_argmin(const double *a, size_t n, size_t step) {
  return (double)matrix_argmin(a, n, step) + 1;
}
static double number_argmax(const double *a, size_t n, size_t step) {
  return (double)matrix_argmax(a, n, step) + 1;
}
static double matrix_min(const double *a, size_t n, size_t step) {
  return a[matrix_argmin(a, n, step) * step];
}
static double matrix_max(const double *a, size_t n, size_t step) {
  return a[matrix_argmax(a, n, step) * step];
}

typedef double Reduction(const double *a, size_t n, size_t step);

static int reduce(lua_State *L, Reduction *f, const char *name) {
  const LMatrix *m = lmatrix_check(L, 1, name);
  int axis = check_axis(L, name);
  if (axis == 0) {
    lua_pushnumber(L, f(m->data, m->rows * m->cols, 1));
  } else if (axis == 1) {
    LMatrix *out = lmatrix_new(L, name, 1, m->cols);
    for (size_t j = 0; j < m->cols; j++) out->data[j] = f(m->data + j, m->rows, m->cols);
  } else {
    LMatrix *out = lmatrix_new(L, name, m->rows, 1);
    for (size_t i = 0; i < m->rows; i++) out->data[i] = f(m->data + i * m->cols, m->cols, 1);
  }
  return 1;
}

static int m_sum(lua_State *L) { return reduce(L, matrix_sum, "sum"); }
static int m_mean(lua_State *L) { return reduce(L, matrix_mean, "mean"); }
static int m_std(lua_State *L) { return reduce(L, matrix_std, "std"); }
static int m_min(lua_State *L) { return reduce(L, matrix_min, "min"); }
static int m_max(lua_State *L) { return reduce(L, matrix_max, "max"); }

/* Without an axis: i, j of a matrix; i of a row or a column. With one: a matrix of positions. */
static int position(lua_State *L, Reduction *f, const char *name) {
  const LMatrix *m = lmatrix_check(L, 1, name);
  if (check_axis(L, name) != 0) return reduce(L, f, name);
  lua_Integer at = (lua_Integer)f(m->data, m->rows * m->cols, 1) - 1, cols = (lua_Integer)m->cols;
  if (m->rows == 1 || m->cols == 1) return lua_pushinteger(L, at + 1), 1;
  lua_pushinteger(L, at / cols + 1);
  lua_pushinteger(L, at % cols + 1);
  return 2;
}

static int m_argmin(lua_State *L) { return position(L, number_argmin, "argmin"); }
static int m_argmax(lua_State *L) { return position(L, number_argmax, "argmax"); }

static int m_norm(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "norm");
  lua_pushnumber(L, matrix_norm(m->data, m->rows * m->cols));
  return 1;
}

/* A:_special() -> how many NaN, how many infinite; for printing */
static int m_special(lua_State *L) {
  const LMatrix *m = lmatrix_check(L, 1, "_special");
  size_t nan, infinite;
  matrix_count_special(m->data, m->rows * m->cols, &nan, &infinite);
  lua_pushinteger(L, (lua_Integer)nan);
  lua_pushinteger(L, (lua_Integer)infinite);
  return 2;
}

/* ---- in place -------------------------------------------------------------------------------- */

/* b's numbers, copied to a block on the stack's top when they overlap m's (a row of m added to all
   of m must be the row as it was). Pushes one value in each case. */
static const double *apart(lua_State *L, const LMatrix *m, const LMatrix *b) {
  size_t n = b->rows * b->cols;
  bool overlap = b->data < m->data + m->rows * m->cols && m->data < b->data + n;
  if (!overlap || (b->data == m->data && same_shape(m, b))) {
    lua_pushnil(L);
    return b->data;
  }
  double *copy = lua_newuserdatauv(L, n * sizeof *copy, 0);
  memcpy(copy, b->data, n * sizeof *copy);
  return copy;
}

/* The operand at argument 2 for changing the matrix at 1 in place: a number or what broadcasts to
   it. `number` is the caller's room for a number. */
static MatrixOperand check_operand(lua_State *L, const LMatrix *m, const char *name,
                                   const char *sign, double *number) {
  LMatrix b = {.rows = 1, .cols = 1, .data = number};
  if (lua_type(L, 2) == LUA_TNUMBER)
    *number = lua_tonumber(L, 2);
  else
    b = *lmatrix_coerce(L, 2, name);
  if ((b.rows != m->rows && b.rows != 1) || (b.cols != m->cols && b.cols != 1))
    shape_error(L, name, sign, m, &b);
  MatrixOperand o = operand(&b, m->rows, m->cols);
  o.data = apart(L, m, &b);
  return o;
}

static int m_add(lua_State *L) { /* A:add(B, scale): A += scale · B */
  LMatrix *m = lmatrix_check(L, 1, "add");
  double scale = lua_isnoneornil(L, 3) ? 1 : lcheck_number(L, 3, "add", "the scale"), number;
  MatrixOperand b = check_operand(L, m, "add", "+", &number);
  matrix_add_scaled(m->data, m->rows, m->cols, b, scale);
  lua_settop(L, 1);
  return 1;
}

static int m_mul(lua_State *L) { /* A:mul(B): A *= B, element by element */
  LMatrix *m = lmatrix_check(L, 1, "mul");
  double number;
  MatrixOperand b = check_operand(L, m, "mul", "*", &number);
  matrix_binary(MATRIX_MUL, m->data, m->rows, m->cols, operand(m, m->rows, m->cols), b);
  lua_settop(L, 1);
  return 1;
}

static int m_addouter(lua_State *L) { /* A:addouter(u, v, scale): A += scale · u vᵀ */
  LMatrix *m = lmatrix_check(L, 1, "addouter");
  const LMatrix *u = lmatrix_coerce(L, 2, "addouter"), *v = lmatrix_coerce(L, 3, "addouter");
  double scale = lua_isnoneornil(L, 4) ? 1 : lcheck_number(L, 4, "addouter", "the scale");
  bool flat = (u->rows == 1 || u->cols == 1) && (v->rows == 1 || v->cols == 1);
  if (!flat || u->rows * u->cols != m->rows || v->rows * v->cols != m->cols)
    return lcheck_error(L,
                        "addouter: a %Ix%I matrix takes u with %I numbers and v with %I, got "
                        "%Ix%I and %Ix%I",
                        (lua_Integer)m->rows, (lua_Integer)m->cols, (lua_Integer)m->rows,
                        (lua_Integer)m->cols, (lua_Integer)u->rows, (lua_Integer)u->cols,
                        (lua_Integer)v->rows, (lua_Integer)v->cols);
  const double *u_data = apart(L, m, u), *v_data = apart(L, m, v);
  matrix_add_outer(m->data, m->rows, m->cols, u_data, v_data, scale);
  lua_settop(L, 1);
  return 1;
}

const luaL_Reg lmatrix_math_metamethods[] = {
    {"__add", mm_add}, {"__sub", mm_sub}, {"__mul", mm_mul}, {"__div", mm_div},
    {"__pow", mm_pow}, {"__unm", mm_unm}, {"__eq", mm_eq},   {0, 0}};

const luaL_Reg lmatrix_math_methods[] = {
    {"exp", m_exp},         {"log", m_log},       {"sqrt", m_sqrt},         {"abs", m_abs},
    {"sigmoid", m_sigmoid}, {"logit", m_logit},   {"tanh", m_tanh},         {"relu", m_relu},
    {"softmax", m_softmax}, {"near", m_near},     {"dot", m_dot},           {"sum", m_sum},
    {"mean", m_mean},       {"std", m_std},       {"min", m_min},           {"max", m_max},
    {"argmin", m_argmin},   {"argmax", m_argmax}, {"norm", m_norm},         {"_special", m_special},
    {"add", m_add},         {"mul", m_mul},       {"addouter", m_addouter}, {0, 0}};
