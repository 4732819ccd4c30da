/* lnetwork: see lnetwork.h. Making, copying, weights and facts; samples are in lnetwork_train.c. */
#include "bind/lnetwork.h"

#include <float.h>
#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "bind/lcheck.h"
#include "bind/ldataset.h"
#include "bind/lmatrix.h"
#include "bind/lnetwork_parts.h"
#include "core/blas.h"
#include "core/matrix.h"
#include "core/rng.h"
#include "net/network.h"

#define TYPE "nn.network"

enum { WORK = 1, INFO, USER_VALUES = INFO };

/* ---- making ---------------------------------------------------------------------------------- */

LNetwork *lnetwork_check(lua_State *L, int arg, const char *name) {
  LNetwork *n = luaL_testudata(L, arg, TYPE);
  if (!n) lcheck_error(L, "%s: a network was expected, got %s", name, lcheck_what(L, arg));
  return n;
}

void lnetwork_settle(lua_State *L, LNetwork *n) {
  if (n->queued == 0) return;
  NetTraining how = {.learning_rate = n->learning_rate, .batch_size = 1, .set_size = 1};
  NetReport report;
  size_t count = n->queued;
  n->queued = 0;
  n->ops->train_samples(n->net, count, &how, &report);
  if (report.diverged)
    lcheck_error(L,
                 "train: the loss is no finite number any more at sample %I given to n:train; the "
                 "weights are as before it; a smaller learning_rate may help",
                 (lua_Integer)(n->taken - count + report.done) + 1);
}

LNetwork *lnetwork_check_settled(lua_State *L, int arg, const char *name) {
  LNetwork *n = lnetwork_check(L, arg, name);
  lnetwork_settle(L, n);
  return n;
}

static void *aligned(void *memory) { return (void *)(((uintptr_t)memory + 63) & ~(uintptr_t)63); }

static LNetwork *push_network(lua_State *L, const NetOps *ops, const NetSpec *spec) {
  if (!lcheck_memory(L, ops->net_bytes(spec)))
    lcheck_error(L, "network: there is not enough memory for these layers");
  LNetwork *n = lua_newuserdatauv(L, sizeof *n + 63 + ops->net_bytes(spec), USER_VALUES);
  memset(n, 0, sizeof *n);
  n->ops = ops;
  n->spec = *spec;
  n->net = ops->init(aligned(n + 1), spec);
  luaL_setmetatable(L, TYPE);
  return n;
}

void lnetwork_ready(lua_State *L, int arg, LNetwork *n) {
  Status status;
  lcheck_status(L, blas_ready(&status), &status);
  if (n->has_work) return;
  size_t bytes = n->ops->work_bytes(&n->spec, BLOCK) + 63;
  if (!lcheck_memory(L, bytes))
    lcheck_error(L, "network: there is not enough memory to compute with these layers");
  void *work = lua_newuserdatauv(L, bytes, 0);
  n->ops->set_work(n->net, aligned(work), BLOCK);
  n->has_work = true;
  lua_setiuservalue(L, arg, WORK);
}

static int name_field(lua_State *L, int table, const char *field, const char *const names[]) {
  lua_getfield(L, table, field);
  int i = luaL_checkoption(L, -1, NULL, names);
  lua_pop(L, 1);
  return i;
}

static double number_field(lua_State *L, int table, const char *field) {
  lua_getfield(L, table, field);
  double x = luaL_checknumber(L, -1);
  lua_pop(L, 1);
  return x;
}

static const char *const precisions[] = {"float", "double", NULL};

/* A rate that no float holds would be infinite in a float network, and so would the weights. */
static void check_rate(lua_State *L, const LNetwork *n, double rate) {
  if (rate > lnetwork_largest(n))
    lcheck_error(L, "network: learning_rate must be below 3.4e+38 in a float network, got %f",
                 rate);
}

/* core.network{sizes, activations, loss, rule, precision, bias, learning_rate, seed, optimizer,
   momentum, decay, weight_decay, l1, clip, dropout}: all weights 0. Called by lua/nn/network.lua,
   which has checked the options in the user's terms. */
static int core_network(lua_State *L) {
  NetSpec spec = {0};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_getfield(L, 1, "sizes");
  lua_getfield(L, 1, "activations");
  lua_Integer layers = luaL_len(L, 2);
  luaL_argcheck(L, layers >= 2 && layers <= NET_MAX_DEPTH + 1, 1, "sizes");
  spec.depth = (size_t)layers - 1;
  size_t numbers = 0;
  for (size_t k = 0; k <= spec.depth; k++) {
    lua_geti(L, 2, (lua_Integer)k + 1);
    lua_Integer size = luaL_checkinteger(L, -1);
    luaL_argcheck(L, size >= 1 && size <= (lua_Integer)MATRIX_MAX_SIDE, 1, "sizes");
    spec.sizes[k] = (size_t)size;
    if (k > 0) numbers += (spec.sizes[k] + 16) * (spec.sizes[k - 1] + 1) + BLOCK * spec.sizes[k];
    if (numbers > SIZE_MAX / 1024) return lcheck_error(L, "network: these layers are too large");
    lua_pop(L, 1);
    if (k == 0) continue;
    lua_geti(L, 3, (lua_Integer)k);
    spec.activation[k] = (Activation)luaL_checkoption(L, -1, NULL, activation_names);
    lua_pop(L, 1);
  }
  spec.loss = (Loss)name_field(L, 1, "loss", loss_names);
  spec.rule = (Rule)name_field(L, 1, "rule", rule_names);
  spec.optimizer = (Optimizer)name_field(L, 1, "optimizer", optimizer_names);
  spec.momentum = number_field(L, 1, "momentum");
  spec.decay = number_field(L, 1, "decay");
  spec.weight_decay = number_field(L, 1, "weight_decay");
  spec.l1 = number_field(L, 1, "l1");
  spec.clip = number_field(L, 1, "clip");
  spec.dropout = number_field(L, 1, "dropout");
  bool is_double = name_field(L, 1, "precision", precisions) == 1;
  lua_getfield(L, 1, "bias");
  spec.bias = lua_toboolean(L, -1);
  lua_getfield(L, 1, "learning_rate");
  lua_getfield(L, 1, "seed");
  double rate = luaL_checknumber(L, -2);
  lua_Integer seed = luaL_checkinteger(L, -1);
  LNetwork *n = push_network(L, is_double ? &net_ops_f64 : &net_ops_f32, &spec);
  check_rate(L, n, rate);
  n->learning_rate = rate;
  n->seed = seed;
  rng_seed(&n->rng, (uint64_t)seed);
  lua_newtable(L);
  lua_setiuservalue(L, -2, INFO);
  return 1;
}

/* core.init(n, k, "normal" | "uniform", spread): W_k from the network's generator, row by row */
static int core_init(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "network");
  size_t k = (size_t)luaL_checkinteger(L, 2);
  luaL_argcheck(L, k >= 1 && k <= n->spec.depth, 2, "layer");
  static const char *const kinds[] = {"normal", "uniform", NULL};
  bool normal = luaL_checkoption(L, 3, NULL, kinds) == 0;
  double spread = luaL_checknumber(L, 4);
  LMatrix *w = lmatrix_new(L, "network", n->spec.sizes[k], n->spec.sizes[k - 1]);
  for (size_t i = 0; i < w->rows * w->cols; i++)
    w->data[i] = spread * (normal ? rng_normal(&n->rng) : 2 * rng_uniform(&n->rng) - 1);
  n->ops->set_weights(n->net, k, w->data);
  return 0;
}

static int m_copy(lua_State *L) {
  const LNetwork *from = lnetwork_check_settled(L, 1, "copy");
  LNetwork *n = push_network(L, from->ops, &from->spec);
  n->ops->copy_weights(n->net, from->net);
  n->learning_rate = from->learning_rate;
  n->rng = from->rng;
  n->seed = from->seed;
  n->custom = from->custom;
  lua_newtable(L); /* the facts are replaced as a whole, never changed: a shallow copy does */
  lua_getiuservalue(L, 1, INFO);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_settable(L, -6);
  }
  lua_pop(L, 1);
  lua_setiuservalue(L, -2, INFO);
  return 1;
}

double lnetwork_largest(const LNetwork *n) {
  return n->ops == &net_ops_f32 ? (double)FLT_MAX : DBL_MAX;
}

/* ---- weights --------------------------------------------------------------------------------- */

static size_t check_layer(lua_State *L, const LNetwork *n, const char *name) {
  return (size_t)lcheck_integer(L, 2, name, "the layer", 1, (lua_Integer)n->spec.depth);
}

static int m_weights(lua_State *L) {
  const LNetwork *n = lnetwork_check_settled(L, 1, "weights");
  size_t k = check_layer(L, n, "weights");
  LMatrix *w = lmatrix_new(L, "weights", n->spec.sizes[k], n->spec.sizes[k - 1]);
  n->ops->get_weights(n->net, k, w->data);
  return 1;
}

static int m_set_weights(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "set_weights");
  size_t k = check_layer(L, n, "set_weights");
  const LMatrix *w = lmatrix_coerce(L, 3, "set_weights");
  if (w->rows != n->spec.sizes[k] || w->cols != n->spec.sizes[k - 1])
    return lcheck_error(L,
                        "set_weights: layer %I has %Ix%I weights (a row for each node of the next "
                        "layer), got %Ix%I",
                        (lua_Integer)k, (lua_Integer)n->spec.sizes[k],
                        (lua_Integer)n->spec.sizes[k - 1], (lua_Integer)w->rows,
                        (lua_Integer)w->cols);
  lmatrix_check_within(L, w, "set_weights", "weights", lnetwork_largest(n));
  n->ops->set_weights(n->net, k, w->data);
  return 0;
}

static void check_has_biases(lua_State *L, const LNetwork *n, const char *name) {
  if (!n->spec.bias)
    lcheck_error(L, "%s: this network has no biases; make it with bias = true", name);
}

static int m_biases(lua_State *L) {
  const LNetwork *n = lnetwork_check_settled(L, 1, "biases");
  size_t k = check_layer(L, n, "biases");
  check_has_biases(L, n, "biases");
  LMatrix *b = lmatrix_new(L, "biases", n->spec.sizes[k], 1);
  n->ops->get_biases(n->net, k, b->data);
  return 1;
}

static int m_set_biases(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "set_biases");
  size_t k = check_layer(L, n, "set_biases");
  check_has_biases(L, n, "set_biases");
  const LMatrix *b = lmatrix_coerce(L, 3, "set_biases");
  if (b->rows * b->cols != n->spec.sizes[k] || (b->rows != 1 && b->cols != 1))
    return lcheck_error(L, "set_biases: layer %I has %I biases, got %Ix%I", (lua_Integer)k,
                        (lua_Integer)n->spec.sizes[k], (lua_Integer)b->rows, (lua_Integer)b->cols);
  lmatrix_check_within(L, b, "set_biases", "biases", lnetwork_largest(n));
  n->ops->set_biases(n->net, k, b->data);
  return 0;
}

/* ---- facts ----------------------------------------------------------------------------------- */

static int core_shuffled(lua_State *L) { /* (n, set) -> the set in an order from n's generator */
  LNetwork *n = lnetwork_check_settled(L, 1, "fit");
  lua_settop(L, 2);
  lua_insert(L, 1);
  ldataset_push_shuffled(L, &n->rng);
  return 1;
}

static int core_assign(lua_State *L) { /* (to, from): all that was learnt, and the generator */
  LNetwork *to = lnetwork_check_settled(L, 1, "network");
  const LNetwork *from = lnetwork_check_settled(L, 2, "network");
  if (to->ops != from->ops || to->spec.depth != from->spec.depth ||
      to->spec.bias != from->spec.bias || to->spec.optimizer != from->spec.optimizer ||
      memcmp(to->spec.sizes, from->spec.sizes, sizeof to->spec.sizes) != 0)
    return lcheck_error(L, "the networks have other layers, another precision or optimizer");
  to->ops->copy_weights(to->net, from->net);
  to->rng = from->rng;
  return 0;
}

/* core.net_memory(n [, column, t]) -> the optimizer's memory as a column, or nil; its step t */
static int core_net_memory(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "network");
  size_t count = n->ops->memory_count(n->net), t;
  if (count == 0) return 0;
  if (!lua_isnoneornil(L, 2)) {
    const LMatrix *m = lmatrix_check(L, 2, "network");
    if (m->rows != count || m->cols != 1)
      return lcheck_error(L, "network: an optimizer's memory of %I numbers was expected, got %Ix%I",
                          (lua_Integer)count, (lua_Integer)m->rows, (lua_Integer)m->cols);
    n->ops->set_memory(n->net, m->data, (size_t)luaL_checkinteger(L, 3));
  }
  n->ops->get_memory(n->net, lmatrix_new(L, "network", count, 1)->data, &t);
  lua_pushinteger(L, (lua_Integer)t);
  return 2;
}

static int core_set_rule(lua_State *L) { /* (n, "book" | "gradient") */
  LNetwork *n = lnetwork_check_settled(L, 1, "network");
  n->spec.rule = (Rule)luaL_checkoption(L, 2, NULL, rule_names);
  n->ops->set_rule(n->net, n->spec.rule);
  return 0;
}

static int core_set_custom(lua_State *L) { /* (n): lua/nn/custom.lua computes from now on */
  lnetwork_check_settled(L, 1, "network")->custom = true;
  return 0;
}

static int core_set_fitting(lua_State *L) { /* (n, boolean) -> what it was */
  LNetwork *n = lnetwork_check_settled(L, 1, "fit");
  lua_pushboolean(L, n->fitting);
  n->fitting = lua_toboolean(L, 2);
  return 1;
}

static int core_net_info(lua_State *L) { /* (n) -> the table of facts that Lua keeps */
  lnetwork_check(L, 1, "network");
  lua_getiuservalue(L, 1, INFO);
  return 1;
}

/* core.net_facts(n) -> the table that core.network takes: {sizes, activations, loss, rule, ...} */
static int core_net_facts(lua_State *L) {
  const LNetwork *n = lnetwork_check_settled(L, 1, "network");
  lua_createtable(L, 0, 15);
  lua_createtable(L, (int)n->spec.depth + 1, 0);
  lua_createtable(L, (int)n->spec.depth, 0);
  for (size_t k = 0; k <= n->spec.depth; k++) {
    lua_pushinteger(L, (lua_Integer)n->spec.sizes[k]);
    lua_rawseti(L, -3, (lua_Integer)k + 1);
    if (k == 0) continue;
    lua_pushstring(L, activation_names[n->spec.activation[k]]);
    lua_rawseti(L, -2, (lua_Integer)k);
  }
  lua_setfield(L, -3, "activations");
  lua_setfield(L, -2, "sizes");
  lua_pushstring(L, loss_names[n->spec.loss]);
  lua_setfield(L, -2, "loss");
  lua_pushstring(L, rule_names[n->spec.rule]);
  lua_setfield(L, -2, "rule");
  lua_pushstring(L, n->ops->precision);
  lua_setfield(L, -2, "precision");
  lua_pushboolean(L, n->spec.bias);
  lua_setfield(L, -2, "bias");
  lua_pushstring(L, optimizer_names[n->spec.optimizer]);
  lua_setfield(L, -2, "optimizer");
  const char *const fields[] = {"momentum", "decay", "weight_decay", "l1", "clip", "dropout"};
  const double values[] = {n->spec.momentum, n->spec.decay, n->spec.weight_decay,
                           n->spec.l1,       n->spec.clip,  n->spec.dropout};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    lua_pushnumber(L, values[i]);
    lua_setfield(L, -2, fields[i]);
  }
  lua_pushinteger(L, n->seed);
  lua_setfield(L, -2, "seed");
  lua_pushnumber(L, n->learning_rate);
  lua_setfield(L, -2, "learning_rate");
  return 1;
}

/* core.random_state(n [, list of four integers]) -> list of four integers: the generator's state */
static int core_random_state(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "network");
  for (int i = 0; i < 4 && lua_istable(L, 2); i++) {
    lua_geti(L, 2, i + 1);
    n->rng.s[i] = (uint64_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_createtable(L, 4, 0);
  for (int i = 0; i < 4; i++) {
    lua_pushinteger(L, (lua_Integer)n->rng.s[i]);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static int mm_index(lua_State *L) { /* methods are upvalue 1 */
  const LNetwork *n = lnetwork_check(L, 1, "network");
  lua_pushvalue(L, 2);
  if (lua_gettable(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  if (lua_type(L, 2) == LUA_TSTRING && strcmp(lua_tostring(L, 2), "learning_rate") == 0)
    return lua_pushnumber(L, n->learning_rate), 1;
  lua_getfield(L, lua_upvalueindex(1), "_property"); /* n.layers, n.classes, ... */
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 1);
  return 1;
}

static int mm_newindex(lua_State *L) {
  LNetwork *n = lnetwork_check(L, 1, "network");
  const char *name = luaL_tolstring(L, 2, NULL);
  if (strcmp(name, "learning_rate") != 0)
    return lcheck_error(L, "a network's '%s' cannot be set; learning_rate can", name);
  double rate = lcheck_number(L, 3, "network", "learning_rate");
  if (!isfinite(rate) || rate < 0)
    return lcheck_error(L, "network: learning_rate must be 0 or more and finite, got %f", rate);
  check_rate(L, n, rate);
  lnetwork_settle(L, n);
  n->learning_rate = rate;
  return 0;
}

static const luaL_Reg core_functions[] = {
    {"network", core_network},         {"init", core_init},
    {"net_shuffled", core_shuffled},   {"net_info", core_net_info},
    {"net_facts", core_net_facts},     {"random_state", core_random_state},
    {"set_rule", core_set_rule},       {"assign", core_assign},
    {"set_custom", core_set_custom},   {"net_memory", core_net_memory},
    {"set_fitting", core_set_fitting}, {0, 0}};

static const luaL_Reg methods[] = {{"weights", m_weights}, {"set_weights", m_set_weights},
                                   {"biases", m_biases},   {"set_biases", m_set_biases},
                                   {"copy", m_copy},       {0, 0}};

void lnetwork_open(lua_State *L) {
  lcheck_add_functions(L, core_functions);
  lcheck_add_functions(L, lnetwork_train_functions);
  luaL_newmetatable(L, TYPE);
  lua_pushliteral(L, "network");
  lua_setfield(L, -2, "__name");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  luaL_setfuncs(L, lnetwork_train_methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");
  lua_pushcclosure(L, mm_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, mm_newindex);
  lua_setfield(L, -2, "__newindex");
}
