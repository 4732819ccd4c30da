/* ldataset: data sets in Lua. A set is a small userdata; the stored numbers are blocks and matrices
   that it keeps alive and shares with the sets made from it. */
#ifndef NN_LDATASET_H
#define NN_LDATASET_H

#include <lua.h>

#include "core/dataset.h"
#include "core/rng.h"

/* A block of raw memory that the collector sees: pixels, labels, row numbers. */
typedef struct LBlock {
  size_t bytes;
  void *data; /* aligned to 64 */
} LBlock;

LBlock *lblock_new(lua_State *L, size_t bytes);
LBlock *lblock_check(lua_State *L, int arg);

/* The set at an index, or NULL. */
const Dataset *ldataset_test(lua_State *L, int index);
const Dataset *ldataset_check(lua_State *L, int arg, const char *name);

/* lmatrix_check_within for all inputs (targets) of the set at arg. What was found is kept with the
   set and those made from it, so that it costs nothing later. */
void ldataset_check_inputs(lua_State *L, int arg, const char *name, const char *what, double limit);
void ldataset_check_targets(lua_State *L, int arg, const char *name, const char *what,
                            double limit);

/* Pushes the set's table of facts: classes (a list of labels), width, height, names. */
void ldataset_push_info(lua_State *L, int index);

/* Pushes a set with copies of another's inputs and targets; for one that only borrows its memory.
   */
void ldataset_push_matrices(lua_State *L, const Dataset *borrowed);

/* Pushes the set at index 1 in an order drawn from rng. */
void ldataset_push_shuffled(lua_State *L, Rng *rng);

/* Adds the primitives that lua/nn/dataset.lua builds on to the table on top of the stack, and makes
   the metatable, which it leaves on top of that. */
void ldataset_open(lua_State *L);

#endif
