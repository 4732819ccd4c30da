/* ldataset: see ldataset.h. */
#include "bind/ldataset.h"

#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "bind/lcheck.h"
#include "bind/lmatrix.h"
#include "bind/lrandom.h"

#define TYPE "nn.dataset"
#define BLOCK_TYPE "nn.block"

/* The userdata. Inputs and targets are known to be at most so far from 0; INFINITY: not known. */
typedef struct LDataset {
  Dataset set;
  double inputs_within, targets_within;
} LDataset;

/* User values of a set: what keeps its memory alive, and what Lua knows of it. */
enum { STORED = 1, INFO, ROWS, SCALE, WARPS, USER_VALUES = WARPS };

/* ---- blocks ---------------------------------------------------------------------------------- */

LBlock *lblock_new(lua_State *L, size_t bytes) {
  if (bytes > SIZE_MAX / 2) lcheck_error(L, "a block of memory is too large");
  LBlock *block = lua_newuserdatauv(L, sizeof *block + 63 + bytes, 0);
  block->bytes = bytes;
  block->data = (void *)(((uintptr_t)(block + 1) + 63) & ~(uintptr_t)63);
  luaL_setmetatable(L, BLOCK_TYPE);
  return block;
}

LBlock *lblock_check(lua_State *L, int arg) { return luaL_checkudata(L, arg, BLOCK_TYPE); }

/* ---- making ---------------------------------------------------------------------------------- */

const Dataset *ldataset_test(lua_State *L, int index) { return luaL_testudata(L, index, TYPE); }

const Dataset *ldataset_check(lua_State *L, int arg, const char *name) {
  const Dataset *set = luaL_testudata(L, arg, TYPE);
  if (!set) lcheck_error(L, "%s: a data set was expected, got %s", name, lcheck_what(L, arg));
  return set;
}

void ldataset_push_info(lua_State *L, int index) { lua_getiuservalue(L, index, INFO); }

static LDataset *push_set(lua_State *L) {
  LDataset *d = lua_newuserdatauv(L, sizeof *d, USER_VALUES);
  memset(d, 0, sizeof *d);
  d->inputs_within = d->targets_within = INFINITY;
  luaL_setmetatable(L, TYPE);
  return d;
}

/* A set like the one at 1, sharing everything; on top of the stack. */
static LDataset *push_like(lua_State *L) {
  const LDataset *from = lua_touserdata(L, 1);
  LDataset *d = push_set(L);
  *d = *from;
  for (int i = 1; i <= USER_VALUES; i++) {
    lua_getiuservalue(L, 1, i);
    lua_setiuservalue(L, -2, i);
  }
  return d;
}

static size_t field_size(lua_State *L, int table, const char *name) {
  lua_getfield(L, table, name);
  lua_Integer n = luaL_checkinteger(L, -1);
  luaL_argcheck(L, n >= 0, table, name);
  lua_pop(L, 1);
  return (size_t)n;
}

/* Whether n = a · b, a product that may be larger than a size_t. */
static bool is_product(size_t n, size_t a, size_t b) { return a > 0 && n / a == b && n % a == 0; }

/* core.dataset(stored, info): stored = {count, inputs, outputs, pixels = block | values = matrix,
   labels = block of int32 | targets = matrix}. Called by our own Lua files, which have checked that
   the parts belong together; the sizes are checked once more, because memory depends on them. */
static int core_dataset(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  Dataset *set = &push_set(L)->set;
  int at = lua_gettop(L);
  set->count = field_size(L, 1, "count");
  set->inputs = field_size(L, 1, "inputs");
  set->outputs = field_size(L, 1, "outputs");
  luaL_argcheck(L, set->count >= 1 && set->count <= UINT32_MAX && set->inputs >= 1, 1, "count");
  set->stored = set->count;
  set->low = 0.01;
  set->high = 0.99;
  if (lua_getfield(L, 1, "pixels") != LUA_TNIL) {
    const LBlock *pixels = lblock_check(L, -1);
    luaL_argcheck(L, is_product(pixels->bytes, set->count, set->inputs), 1, "pixels");
    set->pixels = pixels->data;
  } else {
    lua_getfield(L, 1, "values");
    const LMatrix *values = lmatrix_check(L, -1, "dataset");
    luaL_argcheck(L, values->rows == set->count && values->cols == set->inputs, 1, "values");
    set->values = values->data;
  }
  if (lua_getfield(L, 1, "labels") != LUA_TNIL) {
    const LBlock *labels = lblock_check(L, -1);
    luaL_argcheck(L, labels->bytes == set->count * sizeof *set->labels, 1, "labels");
    set->labels = labels->data;
    for (size_t i = 0; i < set->count; i++)
      luaL_argcheck(L, set->labels[i] >= 0 && (size_t)set->labels[i] < set->outputs, 1, "labels");
  } else if (lua_getfield(L, 1, "targets") != LUA_TNIL) {
    const LMatrix *targets = lmatrix_check(L, -1, "dataset");
    luaL_argcheck(L, targets->rows == set->count && targets->cols == set->outputs, 1, "targets");
    set->targets = targets->data;
  }
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, at, STORED);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, at, INFO);
  lua_settop(L, at);
  return 1;
}

void ldataset_push_matrices(lua_State *L, const Dataset *borrowed) {
  LMatrix *values = lmatrix_new(L, "inputs", borrowed->count, borrowed->inputs);
  LMatrix *targets = lmatrix_new(L, "targets", borrowed->count, borrowed->outputs);
  for (size_t i = 0; i < borrowed->count; i++) {
    dataset_input(borrowed, i, values->data + i * values->cols);
    dataset_target(borrowed, i, targets->data + i * targets->cols);
  }
  lua_createtable(L, 2, 0); /* keeps both alive */
  lua_insert(L, -3);
  lua_rawseti(L, -3, 2);
  lua_rawseti(L, -2, 1);
  Dataset *set = &push_set(L)->set;
  *set = *borrowed;
  set->values = values->data;
  set->targets = targets->data;
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, STORED);
  lua_newtable(L);
  lua_setiuservalue(L, -2, INFO);
}

/* core.label_block(list of class numbers from 1 | block of bytes) -> block of int32, largest class
   */
static int core_label_block(lua_State *L) {
  const LBlock *bytes = luaL_testudata(L, 1, BLOCK_TYPE);
  size_t n = bytes ? bytes->bytes : (size_t)luaL_len(L, 1);
  LBlock *block = lblock_new(L, n * sizeof(int32_t));
  int32_t *labels = block->data, largest = 0;
  for (size_t i = 0; i < n; i++) {
    if (bytes) {
      labels[i] = ((const unsigned char *)bytes->data)[i];
    } else {
      lua_geti(L, 1, (lua_Integer)i + 1);
      labels[i] = (int32_t)(luaL_checkinteger(L, -1) - 1);
      lua_pop(L, 1);
    }
    if (labels[i] > largest) largest = labels[i];
  }
  lua_pushinteger(L, largest + 1);
  return 2;
}

/* ---- sets made from sets --------------------------------------------------------------------- */

/* Gives the set on top of the stack its own row numbers, count of them, to be filled by the caller.
   */
static uint32_t *own_rows(lua_State *L, Dataset *set, size_t count) {
  LBlock *block = lblock_new(L, count * sizeof(uint32_t));
  lua_setiuservalue(L, -2, ROWS);
  set->rows = block->data;
  set->count = count;
  return block->data;
}

static int core_rows(lua_State *L) { /* (d, first, last) from 1, both included */
  const Dataset *from = ldataset_check(L, 1, "sub");
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  luaL_argcheck(L, first >= 1 && first <= last && (size_t)last <= from->count, 2, "range");
  Dataset *set = &push_like(L)->set;
  set->count = (size_t)(last - first) + 1;
  if (from->rows)
    set->rows = from->rows + (first - 1);
  else
    set->first = from->first + (size_t)(first - 1);
  return 1;
}

static int core_pick(lua_State *L) { /* (d, list of sample numbers from 1) */
  const Dataset *from = ldataset_check(L, 1, "pick");
  size_t n = (size_t)luaL_len(L, 2);
  Dataset *set = &push_like(L)->set;
  uint32_t *rows = own_rows(L, set, n);
  for (size_t k = 0; k < n; k++) {
    lua_geti(L, 2, (lua_Integer)k + 1);
    lua_Integer i = luaL_checkinteger(L, -1);
    luaL_argcheck(L, i >= 1 && (size_t)i <= from->count, 2, "sample number");
    rows[k] = (uint32_t)dataset_place(from, (size_t)i - 1);
    lua_pop(L, 1);
  }
  return 1;
}

/* Gives the set on top of the stack its own warps, `count` of them; the first ones are copies of
   those of `from`, or one that changes nothing. */
static Warps *own_warps(lua_State *L, Dataset *set, const Warps *from, size_t count) {
  Warps *own = lua_newuserdatauv(L, sizeof *own + count * sizeof *own->warp, 0);
  memset(own, 0, sizeof *own + count * sizeof *own->warp);
  if (from) memcpy(own, from, sizeof *own + from->count * sizeof *own->warp);
  own->count = count;
  lua_setiuservalue(L, -2, WARPS);
  set->warps = own;
  return own;
}

/* Another order, other random numbers: each epoch sees new pictures. */
static void redraw(Warps *warps, Rng *rng) {
  for (size_t i = 0; i < warps->count; i++)
    for (size_t k = 0; k < warps->warp[i].steps; k++)
      if (warp_is_random(&warps->warp[i].step[k])) warps->warp[i].step[k].seed = rng_next(rng);
}

void ldataset_push_shuffled(lua_State *L, Rng *rng) {
  const Dataset *from = ldataset_check(L, 1, "shuffle");
  Dataset *set = &push_like(L)->set;
  uint32_t *rows = own_rows(L, set, from->count);
  for (size_t i = 0; i < from->count; i++) rows[i] = (uint32_t)dataset_place(from, i);
  rng_shuffle(rng, rows, from->count);
  if (from->warps) redraw(own_warps(L, set, from->warps, from->warps->count), rng);
}

static int core_shuffled(lua_State *L) { /* (d, seed | nil: the default generator) */
  Rng own, *rng = &own;
  if (lua_isnoneornil(L, 2))
    rng = &lrandom_get(L)->rng;
  else
    rng_seed(&own, (uint64_t)luaL_checkinteger(L, 2));
  ldataset_push_shuffled(L, rng);
  return 1;
}

static int core_rescaled(lua_State *L) { /* (d, slope, offset): 1x1 or 1×inputs matrices, or nil */
  ldataset_check(L, 1, "scale");
  LDataset *d = push_like(L);
  Dataset *set = &d->set;
  d->inputs_within = INFINITY;
  if (lua_isnil(L, 2)) { /* as stored */
    set->slope = set->offset = NULL;
    return 1;
  }
  const LMatrix *slope = lmatrix_check(L, 2, "scale"), *offset = lmatrix_check(L, 3, "scale");
  luaL_argcheck(L, slope->rows == 1 && offset->rows == 1 && slope->cols == offset->cols, 2, "row");
  luaL_argcheck(L, slope->cols == 1 || slope->cols == set->inputs, 2, "columns");
  lua_createtable(L, 2, 0);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, 1);
  lua_pushvalue(L, 3);
  lua_rawseti(L, -2, 2);
  lua_setiuservalue(L, -2, SCALE);
  set->slope = slope->data;
  set->offset = offset->data;
  set->scale_step = slope->cols == 1 ? 0 : 1;
  return 1;
}

/* (d, name of the step, a, b, seed, width, height): see WarpStep */
static int core_warped(lua_State *L) {
  static const char *const kinds[] = {"rotate", "shift", "jitter", "elastic", NULL};
  const Dataset *from = ldataset_check(L, 1, "warp");
  WarpStep step = {.kind = (WarpKind)luaL_checkoption(L, 2, NULL, kinds),
                   .a = luaL_checknumber(L, 3),
                   .b = luaL_checknumber(L, 4),
                   .seed = (uint64_t)luaL_checkinteger(L, 5)};
  size_t width = (size_t)luaL_checkinteger(L, 6), height = (size_t)luaL_checkinteger(L, 7);
  luaL_argcheck(L, from->pixels && is_product(from->inputs, width, height), 6, "pictures");
  luaL_argcheck(L, step.kind != WARP_ELASTIC || (step.b >= 0 && step.b <= WARP_MOST_SIGMA), 4, "b");
  if (step.kind == WARP_ELASTIC && from->inputs > WARP_MOST_PIXELS)
    return lcheck_error(L, "elastic: pictures of at most %d pixels can be bent, these have %I",
                        WARP_MOST_PIXELS, (lua_Integer)from->inputs);
  Warps *warps =
      own_warps(L, &push_like(L)->set, from->warps, from->warps ? from->warps->count : 1);
  warps->width = width;
  warps->height = height;
  for (size_t i = 0; i < warps->count; i++) {
    if (warp_add(&warps->warp[i], step)) continue;
    if (warps->warp[i].steps == WARP_MOST_STEPS)
      return lcheck_error(L, "%s: these pictures are changed %d times already", kinds[step.kind],
                          WARP_MOST_STEPS);
    return lcheck_error(L, "elastic: these pictures are elastic already");
  }
  return 1;
}

static bool same_scale(const Dataset *a, const Dataset *b) {
  if (!a->slope || !b->slope) return a->slope == b->slope;
  size_t bytes = (a->scale_step ? a->inputs : 1) * sizeof *a->slope;
  return a->scale_step == b->scale_step && memcmp(a->slope, b->slope, bytes) == 0 &&
         memcmp(a->offset, b->offset, bytes) == 0;
}

/* (d, e) -> the samples of d, then those of e; nothing if memory or scale are not the same. The
   warps of e are put behind those of d, unless they are the same ones. */
static int core_joined(lua_State *L) {
  const Dataset *a = ldataset_check(L, 1, "concat"), *b = ldataset_check(L, 2, "concat");
  lua_getiuservalue(L, 1, STORED);
  lua_getiuservalue(L, 2, STORED);
  if (!lua_rawequal(L, -1, -2) || !same_scale(a, b) || a->low != b->low || a->high != b->high)
    return 0;
  size_t a_warps = a->warps ? a->warps->count : 1, b_warps = b->warps ? b->warps->count : 1;
  size_t before = a->warps == b->warps ? 0 : a_warps;
  if (a->count + b->count > UINT32_MAX || (before + b_warps) * a->stored > UINT32_MAX)
    return lcheck_error(L, "concat: more samples than a data set can hold");
  LDataset *d = push_like(L);
  const LDataset *e = lua_touserdata(L, 2);
  Dataset *set = &d->set;
  d->inputs_within = fmax(d->inputs_within, e->inputs_within);
  d->targets_within = fmax(d->targets_within, e->targets_within);
  uint32_t *rows = own_rows(L, set, a->count + b->count);
  for (size_t i = 0; i < a->count; i++) rows[i] = (uint32_t)dataset_place(a, i);
  rows += a->count;
  for (size_t i = 0; i < b->count; i++)
    rows[i] = (uint32_t)(dataset_place(b, i) + before * a->stored);
  if (before == 0) return 1;
  Warps *warps = own_warps(L, set, a->warps, before + b_warps);
  warps->width = (a->warps ? a : b)->warps->width;
  warps->height = (a->warps ? a : b)->warps->height;
  if (b->warps) memcpy(warps->warp + before, b->warps->warp, b_warps * sizeof *warps->warp);
  return 1;
}

static int core_retargeted(lua_State *L) { /* (d, low, high) */
  ldataset_check(L, 1, "targets");
  LDataset *d = push_like(L);
  d->set.low = luaL_checknumber(L, 2);
  d->set.high = luaL_checknumber(L, 3);
  d->targets_within = INFINITY;
  return 1;
}

/* ---- too large numbers ----------------------------------------------------------------------- */

/* Whether no byte, however it is scaled, comes out further from 0 than the limit. */
static bool pixels_are_within(const Dataset *set, double limit) {
  size_t pairs = !set->slope ? 0 : set->scale_step ? set->inputs : 1;
  bool within = true;
  for (size_t c = 0; c < pairs; c++)
    within = within && fabs(set->offset[c]) <= limit &&
             fabs(255 * set->slope[c] + set->offset[c]) <= limit;
  return within;
}

/* Each sample's `width` inputs or targets, which `read` gives. */
static void check_samples(lua_State *L, const Dataset *set, size_t width,
                          void (*read)(const Dataset *set, size_t i, double *out), const char *name,
                          const char *what, double limit) {
  double *row = lmatrix_new(L, name, 1, width)->data;
  for (size_t i = 0; i < set->count; i++) {
    read(set, i, row);
    lmatrix_check_row(L, row, width, i, name, what, limit);
  }
  lua_pop(L, 1);
}

void ldataset_check_inputs(lua_State *L, int arg, const char *name, const char *what,
                           double limit) {
  LDataset *d = luaL_checkudata(L, arg, TYPE);
  if (d->inputs_within <= limit) return;
  if (!d->set.pixels || !pixels_are_within(&d->set, limit))
    check_samples(L, &d->set, d->set.inputs, dataset_input, name, what, limit);
  d->inputs_within = limit;
}

void ldataset_check_targets(lua_State *L, int arg, const char *name, const char *what,
                            double limit) {
  LDataset *d = luaL_checkudata(L, arg, TYPE);
  const Dataset *set = &d->set;
  if (d->targets_within <= limit || set->outputs == 0) return;
  if (set->targets || !(fabs(set->low) <= limit && fabs(set->high) <= limit))
    check_samples(L, set, set->outputs, dataset_target, name, what, limit);
  d->targets_within = limit;
}

/* ---- looking in ------------------------------------------------------------------------------ */

static int core_range(lua_State *L) { /* (d) -> lowest, highest stored number of each column */
  const Dataset *set = ldataset_check(L, 1, "scale");
  LMatrix *lowest = lmatrix_new(L, "scale", 1, set->inputs);
  LMatrix *highest = lmatrix_new(L, "scale", 1, set->inputs);
  dataset_range(set, lowest->data, highest->data);
  return 2;
}

static int core_scaling(lua_State *L) { /* (d) -> slope, offset as matrices, or nothing */
  const Dataset *set = ldataset_check(L, 1, "scale");
  if (!set->slope) return 0;
  lua_getiuservalue(L, 1, SCALE);
  lua_rawgeti(L, -1, 1);
  lua_rawgeti(L, -2, 2);
  return 2;
}

/* (d) -> count, inputs, outputs, kind of input, kind of target, low, high */
static int core_facts(lua_State *L) {
  const Dataset *set = ldataset_check(L, 1, "data set");
  lua_pushinteger(L, (lua_Integer)set->count);
  lua_pushinteger(L, (lua_Integer)set->inputs);
  lua_pushinteger(L, (lua_Integer)set->outputs);
  lua_pushstring(L, set->pixels ? "pixels" : "values");
  lua_pushstring(L, set->labels ? "labels" : set->targets ? "targets" : "none");
  lua_pushnumber(L, set->low);
  lua_pushnumber(L, set->high);
  return 7;
}

/* (d, i from 1) -> where sample i lies, from 1: its stored row, and with warps each has its own */
static int core_stored_row(lua_State *L) {
  const Dataset *set = ldataset_check(L, 1, "data set");
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && (size_t)i <= set->count, 2, "sample number");
  lua_pushinteger(L, (lua_Integer)dataset_place(set, (size_t)i - 1) + 1);
  return 1;
}

static int core_info(lua_State *L) {
  ldataset_check(L, 1, "data set");
  ldataset_push_info(L, 1);
  return 1;
}

static int core_inputs(lua_State *L) { /* (d) -> count × inputs */
  const Dataset *set = ldataset_check(L, 1, "inputs");
  LMatrix *m = lmatrix_new(L, "inputs", set->count, set->inputs);
  for (size_t i = 0; i < set->count; i++) dataset_input(set, i, m->data + i * set->inputs);
  return 1;
}

static int core_targets(lua_State *L) { /* (d) -> count × outputs */
  const Dataset *set = ldataset_check(L, 1, "targets");
  LMatrix *m = lmatrix_new(L, "targets", set->count, set->outputs);
  for (size_t i = 0; i < set->count; i++) dataset_target(set, i, m->data + i * set->outputs);
  return 1;
}

/* Pushes the label of sample i: an entry of the list of classes at index `classes`. */
static void push_label(lua_State *L, const Dataset *set, int classes, size_t i) {
  lua_geti(L, classes, set->labels[dataset_row(set, i)] + 1);
}

static int core_labels(lua_State *L) { /* (d) -> list of labels, or nil */
  const Dataset *set = ldataset_check(L, 1, "labels");
  if (!set->labels) return 0;
  ldataset_push_info(L, 1);
  lua_getfield(L, -1, "classes");
  int classes = lua_gettop(L);
  lua_createtable(L, set->count < 1 << 24 ? (int)set->count : 0, 0);
  for (size_t i = 0; i < set->count; i++) {
    push_label(L, set, classes, i);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* d[i]: {input = column, target = column, label = …}; nil at #d + 1; methods are upvalue 1 */
static int mm_index(lua_State *L) {
  const Dataset *set = ldataset_check(L, 1, "data set");
  if (lua_type(L, 2) != LUA_TNUMBER) {
    lua_pushvalue(L, 2);
    lua_gettable(L, lua_upvalueindex(1));
    if (!lua_isnil(L, -1)) return 1;
    lua_getfield(L, lua_upvalueindex(1), "_property"); /* d.inputs, d.labels, ... */
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_call(L, 2, 1);
    return 1;
  }
  int is_integer;
  lua_Integer i = lua_tointegerx(L, 2, &is_integer);
  if (is_integer && (lua_Unsigned)i == set->count + 1) return 0;
  if (!is_integer || i < 1 || (lua_Unsigned)i > set->count)
    return lcheck_error(L, "sample %s is out of range: the data set has %I", lcheck_what(L, 2),
                        (lua_Integer)set->count);
  lua_createtable(L, 0, 3);
  luaL_setmetatable(L, "sample");
  LMatrix *input = lmatrix_new(L, "input", set->inputs, 1);
  dataset_input(set, (size_t)i - 1, input->data);
  lua_setfield(L, -2, "input");
  if (set->outputs > 0) {
    LMatrix *target = lmatrix_new(L, "target", set->outputs, 1);
    dataset_target(set, (size_t)i - 1, target->data);
    lua_setfield(L, -2, "target");
  }
  if (set->labels) {
    ldataset_push_info(L, 1);
    lua_getfield(L, -1, "classes");
    push_label(L, set, lua_gettop(L), (size_t)i - 1);
    lua_setfield(L, -4, "label");
    lua_pop(L, 2);
  }
  return 1;
}

static int mm_len(lua_State *L) {
  const Dataset *set = ldataset_check(L, 1, "data set");
  lua_pushinteger(L, (lua_Integer)set->count);
  return 1;
}

static const luaL_Reg core_functions[] = {{"dataset", core_dataset},
                                          {"label_block", core_label_block},
                                          {"rows", core_rows},
                                          {"pick", core_pick},
                                          {"shuffled", core_shuffled},
                                          {"rescaled", core_rescaled},
                                          {"retargeted", core_retargeted},
                                          {"warped", core_warped},
                                          {"joined", core_joined},
                                          {"range", core_range},
                                          {"scaling", core_scaling},
                                          {"facts", core_facts},
                                          {"info", core_info},
                                          {"inputs", core_inputs},
                                          {"targets", core_targets},
                                          {"labels", core_labels},
                                          {"stored_row", core_stored_row},
                                          {0, 0}};

void ldataset_open(lua_State *L) {
  lcheck_add_functions(L, core_functions);
  luaL_newmetatable(L, BLOCK_TYPE);
  lua_pushliteral(L, "block");
  lua_setfield(L, -2, "__name");
  lua_pop(L, 1);
  luaL_newmetatable(L, TYPE);
  lua_pushliteral(L, "data set");
  lua_setfield(L, -2, "__name");
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");
  lua_pushcclosure(L, mm_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, mm_len);
  lua_setfield(L, -2, "__len");
}
