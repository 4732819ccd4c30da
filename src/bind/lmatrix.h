/* lmatrix: matrices in Lua. A matrix is one userdata that holds its numbers, so that Lua's
   collector sees what it costs; a row view is a small userdata whose user value keeps its owner
   alive. */
#ifndef NN_LMATRIX_H
#define NN_LMATRIX_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct LMatrix {
  const void
      *tag; /* an address that only lmatrix.c knows: how a matrix is told from other userdata */
  size_t rows, cols;
  double *data; /* rows × cols, row-major */
  bool is_row;  /* A[i] of a matrix: a view of one row, indexed by column */
} LMatrix;

/* A new matrix, its numbers not yet set, on top of the stack. Raises when it is too large. `name`
   is the function that error messages name. */
LMatrix *lmatrix_new(lua_State *L, const char *name, size_t rows, size_t cols);

/* The matrix at an index, or NULL. */
LMatrix *lmatrix_test(lua_State *L, int index);

/* The matrix at argument arg of function `name`; anything else raises. */
LMatrix *lmatrix_check(lua_State *L, int arg, const char *name);

/* The same, but a table (a flat list, a list of rows, a sample: its input) is made a matrix in its
   place. */
LMatrix *lmatrix_coerce(lua_State *L, int arg, const char *name);

/* Whether there is a sample d[i] of a data set at an index: a table {input, target, label}. */
bool lmatrix_is_sample(lua_State *L, int index);

/* Raises unless all numbers are finite and at most `limit` from 0 (DBL_MAX; FLT_MAX for what will
   be floats): "train: the inputs hold nan at row 3, column 2". */
void lmatrix_check_within(lua_State *L, const LMatrix *m, const char *name, const char *what,
                          double limit);
/* The same for one row of such a matrix, number `row` from 0. */
void lmatrix_check_row(lua_State *L, const double *a, size_t cols, size_t row, const char *name,
                       const char *what, double limit);

/* Adds the constructors (matrix, zeros, rand, ...) to the table on top of the stack, and makes the
   metatable, which it leaves on top of that. */
void lmatrix_open(lua_State *L);

#endif
