/* lnetwork: see lnetwork.h. */
#include "bind/lnetwork.h"

#include <float.h>
#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "bind/lcheck.h"
#include "bind/ldataset.h"
#include "bind/lmatrix.h"
#include "core/blas.h"
#include "core/matrix.h"
#include "core/rng.h"
#include "net/network.h"
#include "net/online.h"

#define TYPE "nn.network"

/* Samples that pass through the engine at a time. */
#define BLOCK 256

typedef struct LNetwork {
  const NetOps *ops;
  NetSpec spec;
  Net *net;      /* inside this userdata; its work areas are user value WORK */
  bool has_work; /* they are made at the first use */
  bool custom;   /* has activations written in Lua: lua/nn/custom.lua computes, not the engine */
  bool fitting;  /* inside n:fit: nothing else may train it then */
  size_t queued; /* samples that n:train took but that are not learnt yet: see settle */
  size_t taken;  /* samples that n:train ever took, to name one in an error */
  double learning_rate;
  Rng rng;
  lua_Integer seed;
} LNetwork;

enum { WORK = 1, INFO, USER_VALUES = INFO };

/* ---- making ---------------------------------------------------------------------------------- */

static LNetwork *check(lua_State *L, int arg, const char *name) {
  LNetwork *n = luaL_testudata(L, arg, TYPE);
  if (!n) lcheck_error(L, "%s: a network was expected, got %s", name, lcheck_what(L, arg));
  return n;
}

/* n:train(x, t) only queues a sample: a block of them is learnt many times faster than one by one,
   with the same result (net/online.h). Whoever looks at the network, or changes it, calls this
   first, so that nobody can tell. A sample's trouble is raised here, too, and names the sample; as
   in a plain loop, those after it are then not learnt. */
static void settle(lua_State *L, LNetwork *n) {
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

/* The network at arg with nothing queued. */
static LNetwork *check_settled(lua_State *L, int arg, const char *name) {
  LNetwork *n = check(L, arg, name);
  settle(L, n);
  return n;
}

static void *aligned(void *memory) { return (void *)(((uintptr_t)memory + 63) & ~(uintptr_t)63); }

static LNetwork *push_network(lua_State *L, const NetOps *ops, const NetSpec *spec) {
  LNetwork *n = lua_newuserdatauv(L, sizeof *n + 63 + ops->net_bytes(spec), USER_VALUES);
  memset(n, 0, sizeof *n);
  n->ops = ops;
  n->spec = *spec;
  n->net = ops->init(aligned(n + 1), spec);
  luaL_setmetatable(L, TYPE);
  return n;
}

/* Everything that computes calls this first: it loads OpenBLAS and makes the work areas. */
static void ready(lua_State *L, int arg, LNetwork *n) {
  Status status;
  lcheck_status(L, blas_ready(&status), &status);
  if (n->has_work) return;
  void *work = lua_newuserdatauv(L, n->ops->work_bytes(&n->spec, BLOCK) + 63, 0);
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
  n->learning_rate = rate;
  n->seed = seed;
  rng_seed(&n->rng, (uint64_t)seed);
  lua_newtable(L);
  lua_setiuservalue(L, -2, INFO);
  return 1;
}

/* core.init(n, k, "normal" | "uniform", spread): W_k from the network's generator, row by row */
static int core_init(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "network");
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
  const LNetwork *from = check_settled(L, 1, "copy");
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

/* ---- samples --------------------------------------------------------------------------------- */

/* What a user handed over as one sample or many: rows of `width` numbers. */
typedef struct Samples {
  Dataset set;
  bool column; /* one sample, given as a column or a list: the answer is a column too */
} Samples;

/* The largest number that the network can compute with. */
static double largest(const LNetwork *n) {
  return n->ops == &net_ops_f32 ? (double)FLT_MAX : DBL_MAX;
}

static int sample_error(lua_State *L, const char *name, const char *what, size_t width,
                        const LMatrix *m) {
  const char *hint = m->rows == width && m->cols != 1 ? "; did you mean its transpose, .T?" : "";
  return lcheck_error(L,
                      "%s: the network has %I %s: a column or a list of %I, or rows of %I, were "
                      "expected, got %Ix%I%s",
                      name, (lua_Integer)width, what, (lua_Integer)width, (lua_Integer)width,
                      (lua_Integer)m->rows, (lua_Integer)m->cols, hint);
}

static const LMatrix *check_rows(lua_State *L, int arg, const char *name, const char *what,
                                 const LNetwork *n, size_t width, bool *column) {
  const LMatrix *m = lmatrix_coerce(L, arg, name);
  *column = m->cols == 1 && m->rows == width;
  if (!*column && m->cols != width) sample_error(L, name, what, width, m);
  lmatrix_check_within(L, m, name, what, largest(n));
  return m;
}

static Samples check_inputs(lua_State *L, int arg, const char *name, const LNetwork *n) {
  size_t width = n->spec.sizes[0];
  const Dataset *set = ldataset_test(L, arg);
  if (set) {
    if (set->inputs != width)
      lcheck_error(L, "%s: the network has %I inputs, a sample of this data set has %I", name,
                   (lua_Integer)width, (lua_Integer)set->inputs);
    return (Samples){*set, false};
  }
  Samples s = {{0}, false};
  const LMatrix *m = check_rows(L, arg, name, "inputs", n, width, &s.column);
  s.set.count = s.column ? 1 : m->rows;
  s.set.inputs = width;
  s.set.values = m->data;
  return s;
}

static void check_set_outputs(lua_State *L, const char *name, const LNetwork *n,
                              const Dataset *set) {
  size_t width = n->spec.sizes[n->spec.depth];
  if (set->outputs == 0) lcheck_error(L, "%s: this data set has no labels and no targets", name);
  if (set->outputs != width)
    lcheck_error(L, "%s: the network has %I outputs, the data set %I %s", name, (lua_Integer)width,
                 (lua_Integer)set->outputs, set->labels ? "classes" : "targets a sample");
}

/* Adds the targets at arg to samples that came as a matrix. */
static void check_targets(lua_State *L, int arg, const char *name, const LNetwork *n, Samples *s) {
  size_t width = n->spec.sizes[n->spec.depth];
  bool column;
  const LMatrix *m = check_rows(L, arg, name, "outputs", n, width, &column);
  size_t count = column ? 1 : m->rows;
  if (count != s->set.count)
    lcheck_error(L, "%s: %I sample%s of inputs, but %I of targets", name, (lua_Integer)s->set.count,
                 s->set.count == 1 ? "" : "s", (lua_Integer)count);
  s->set.outputs = width;
  s->set.targets = m->data;
}

/* Calls function `name` of lua/nn/custom.lua with the n values on top of the stack. */
static void call_custom(lua_State *L, const char *name, int n, int results) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "nn.custom");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, name);
  lua_remove(L, -2);
  lua_insert(L, -n - 1);
  lua_call(L, n, results);
}

/* Pushes samples as a matrix with a row for each. */
static void push_rows(lua_State *L, const Samples *s) {
  LMatrix *m = lmatrix_new(L, "inputs", s->set.count, s->set.inputs);
  for (size_t i = 0; i < s->set.count; i++) dataset_input(&s->set, i, m->data + i * m->cols);
}

/* ---- training and asking --------------------------------------------------------------------- */

/* Training any threshold unit would be descending a staircase: its slope is zero everywhere. */
static void check_trainable(lua_State *L, const LNetwork *n, const char *name) {
  for (size_t k = 1; k <= n->spec.depth; k++)
    if (n->spec.activation[k] == ACTIVATION_THRESHOLD)
      lcheck_error(L,
                   "%s: layer %I is a threshold, whose slope is zero wherever it has one, so no "
                   "error can be sent back through it; use sigmoid",
                   name, (lua_Integer)k);
}

/* Learns from all samples at once, after what is queued. */
static void train_now(lua_State *L, LNetwork *n, const Dataset *set) {
  settle(L, n);
  NetTraining how = {
      .learning_rate = n->learning_rate, .batch_size = 1, .set_size = set->count, .rng = &n->rng};
  NetReport report;
  Status status;
  bool ok = n->ops->train(n->net, set, 0, set->count, &how, &report, &status);
  n->taken += set->count;
  lcheck_status(L, ok, &status);
  if (report.diverged)
    lcheck_error(L,
                 "train: the loss is no finite number any more at sample %I; the weights are as "
                 "before it; a smaller learning_rate may help",
                 (lua_Integer)report.done + 1);
}

static int train_custom(lua_State *L, int set, size_t count) {
  lua_pushvalue(L, 1);
  lua_pushvalue(L, set);
  lua_pushinteger(L, 1);
  lua_pushinteger(L, (lua_Integer)count);
  lua_pushinteger(L, 1);
  call_custom(L, "train", 5, 4);
  if (lua_toboolean(L, -1))
    return lcheck_error(L,
                        "train: the loss is no finite number any more at sample %I; a smaller "
                        "learning_rate may help",
                        lua_tointeger(L, -4) + 1);
  return 0;
}

/* n:train(inputs, targets) | n:train(data set): an update after each sample, in the given order */
static int m_train(lua_State *L) {
  LNetwork *n = check(L, 1, "train");
  if (n->fitting) return lcheck_error(L, "train: this network is inside its own fit");
  check_trainable(L, n, "train");
  Samples s = check_inputs(L, 2, "train", n);
  if (ldataset_test(L, 2))
    check_set_outputs(L, "train", n, &s.set);
  else
    check_targets(L, 3, "train", n, &s);
  if (n->custom) { /* samples that came as matrices become a set */
    if (!ldataset_test(L, 2)) ldataset_push_matrices(L, &s.set);
    return train_custom(L, ldataset_test(L, 2) ? 2 : lua_gettop(L), s.set.count);
  }
  ready(L, 1, n);
  if (!s.set.values || s.set.count > 1 || !s.set.targets || !spec_is_plain(&n->spec)) {
    train_now(L, n, &s.set);
    return 0;
  }
  n->ops->put_sample(n->net, n->queued, s.set.values, s.set.targets);
  n->queued++;
  n->taken++;
  if (n->queued == ONLINE_BLOCK) settle(L, n);
  return 0;
}

/* core.train(n, set, first, count, batch_size, go_on, plain, threads)
   -> done, loss, correct, diverged, interrupted; samples count from 1 */
static int core_train(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "fit");
  const Dataset *set = ldataset_check(L, 2, "fit");
  check_trainable(L, n, "fit");
  luaL_argcheck(L, set->inputs == n->spec.sizes[0], 2, "inputs");
  luaL_argcheck(L, set->outputs == n->spec.sizes[n->spec.depth], 2, "outputs");
  lua_Integer first = luaL_checkinteger(L, 3), count = luaL_checkinteger(L, 4);
  lua_Integer batch = luaL_checkinteger(L, 5), threads = luaL_optinteger(L, 8, 1);
  luaL_argcheck(L, first >= 1 && count >= 0 && (size_t)(first - 1 + count) <= set->count, 3,
                "range");
  luaL_argcheck(L, batch >= 1, 5, "batch_size");
  luaL_argcheck(L, threads >= 1, 8, "threads");
  if (n->custom) {
    lua_settop(L, 6);
    call_custom(L, "train", 6, 5);
    return 5;
  }
  ready(L, 1, n);
  NetTraining how = {.learning_rate = n->learning_rate,
                     .batch_size = (size_t)batch,
                     .set_size = set->count,
                     .rng = &n->rng,
                     .plain = lua_toboolean(L, 7),
                     .go_on = lua_toboolean(L, 6)};
  NetReport report;
  Status status;
  if (threads > 1 && batch == 1) {
    how.crew = crew_start(&status);
    lcheck_status(L, how.crew != NULL, &status);
  }
  int before = blas_threads();
  blas_set_threads(how.crew ? 1 : (int)threads); /* from here to its undoing nothing raises */
  bool ok = n->ops->train(n->net, set, (size_t)first - 1, (size_t)count, &how, &report, &status);
  blas_set_threads(before);
  crew_stop(how.crew);
  if (!ok && status.code != STATUS_INTERRUPT) lcheck_status(L, ok, &status);
  lua_pushinteger(L, (lua_Integer)report.done);
  lua_pushnumber(L, report.loss);
  lua_pushinteger(L, (lua_Integer)report.correct);
  lua_pushboolean(L, report.diverged);
  lua_pushboolean(L, !ok);
  return 5;
}

/* core.pull(n, set, k) -> minus the gradient of the mean loss by W_k, and by b_k (nil without
   biases), or what the rule takes for it; of at most BLOCK samples */
static int core_pull(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "pull");
  const Dataset *set = ldataset_check(L, 2, "pull");
  check_trainable(L, n, "pull");
  luaL_argcheck(L, set->count <= BLOCK, 2, "too many samples");
  luaL_argcheck(L, set->inputs == n->spec.sizes[0], 2, "inputs");
  luaL_argcheck(L, set->outputs == n->spec.sizes[n->spec.depth], 2, "outputs");
  size_t k = (size_t)lcheck_integer(L, 3, "pull", "the layer", 1, (lua_Integer)n->spec.depth);
  if (n->custom) {
    lua_settop(L, 3);
    call_custom(L, "pull", 3, 2);
    return 2;
  }
  ready(L, 1, n);
  LMatrix *w = lmatrix_new(L, "pull", n->spec.sizes[k], n->spec.sizes[k - 1]);
  LMatrix *b = lmatrix_new(L, "pull", n->spec.sizes[k], 1);
  n->ops->pull(n->net, set, k, w->data, b->data);
  if (n->spec.bias) return 2;
  lua_pop(L, 1);
  return 1;
}

/* core.evaluate(n, set, confusion) -> loss (summed), correct, matrix of counts or nil; nothing at a
   Ctrl-C inside fit */
static int core_evaluate(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "evaluate");
  const Dataset *set = ldataset_check(L, 2, "evaluate");
  Samples s = check_inputs(L, 2, "evaluate", n);
  check_set_outputs(L, "evaluate", n, set);
  if (n->custom) {
    lua_settop(L, 3);
    call_custom(L, "evaluate", 3, 3);
    return 3;
  }
  ready(L, 1, n);
  size_t outputs = n->spec.sizes[n->spec.depth], *confusion = NULL;
  if (lua_toboolean(L, 3)) {
    confusion = lua_newuserdatauv(L, outputs * outputs * sizeof *confusion, 0);
    memset(confusion, 0, outputs * outputs * sizeof *confusion);
  }
  NetReport report;
  Status status;
  bool ok = n->ops->evaluate(n->net, &s.set, confusion, &report, &status);
  if (!ok && status_shield(0) > 0) return 0; /* inside fit, which ends by itself */
  lcheck_status(L, ok, &status);
  lua_pushnumber(L, report.loss);
  lua_pushinteger(L, (lua_Integer)report.correct);
  if (!confusion) return 2;
  LMatrix *m = lmatrix_new(L, "confusion", outputs, outputs);
  for (size_t i = 0; i < outputs * outputs; i++) m->data[i] = (double)confusion[i];
  return 3;
}

/* Sends all samples at arg 2 forward and pushes the answers, a row a sample. */
static LMatrix *push_answers(lua_State *L, const char *name, bool *column) {
  LNetwork *n = check_settled(L, 1, name);
  Samples s = check_inputs(L, 2, name, n);
  *column = s.column;
  if (n->custom) {
    lua_pushvalue(L, 1);
    push_rows(L, &s);
    call_custom(L, "query", 2, 1);
    return lmatrix_check(L, -1, name);
  }
  ready(L, 1, n);
  size_t outputs = n->spec.sizes[n->spec.depth];
  LMatrix *out = lmatrix_new(L, name, s.set.count, outputs);
  Status status;
  for (size_t i = 0; i < s.set.count; i += BLOCK) {
    if (i > 0) lcheck_status(L, !status_interrupted(&status), &status);
    size_t part = s.set.count - i < BLOCK ? s.set.count - i : BLOCK;
    n->ops->forward(n->net, &s.set, i, part);
    n->ops->outputs(n->net, n->spec.depth, part, out->data + i * outputs);
  }
  return out;
}

static int m_query(lua_State *L) {
  bool column;
  LMatrix *out = push_answers(L, "query", &column);
  if (column) {
    out->rows = out->cols;
    out->cols = 1;
  }
  return 1;
}

/* core.classify(n, inputs) -> positions of the largest outputs, from 1: a number or a list */
static int core_classify(lua_State *L) {
  bool column;
  const LMatrix *out = push_answers(L, "classify", &column);
  if (!column) lua_createtable(L, out->rows < 1 << 24 ? (int)out->rows : 0, 0);
  for (size_t i = 0; i < out->rows; i++) {
    lua_pushinteger(L, (lua_Integer)matrix_argmax(out->data + i * out->cols, out->cols, 1) + 1);
    if (!column) lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int m_activations(lua_State *L) { /* n:activations(x): one sample, each layer's outputs */
  LNetwork *n = check_settled(L, 1, "activations");
  Samples s = check_inputs(L, 2, "activations", n);
  if (s.set.count != 1)
    return lcheck_error(L, "activations: one sample was expected, got %I",
                        (lua_Integer)s.set.count);
  if (n->custom) {
    lua_pushvalue(L, 1);
    push_rows(L, &s);
    call_custom(L, "activations", 2, 1);
    return 1;
  }
  ready(L, 1, n);
  n->ops->forward(n->net, &s.set, 0, 1);
  lua_createtable(L, (int)n->spec.depth + 1, 0);
  for (size_t k = 0; k <= n->spec.depth; k++) {
    LMatrix *o = lmatrix_new(L, "activations", n->spec.sizes[k], 1);
    n->ops->outputs(n->net, k, 1, o->data);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

/* ---- weights --------------------------------------------------------------------------------- */

static size_t check_layer(lua_State *L, const LNetwork *n, const char *name) {
  return (size_t)lcheck_integer(L, 2, name, "the layer", 1, (lua_Integer)n->spec.depth);
}

static int m_weights(lua_State *L) {
  const LNetwork *n = check_settled(L, 1, "weights");
  size_t k = check_layer(L, n, "weights");
  LMatrix *w = lmatrix_new(L, "weights", n->spec.sizes[k], n->spec.sizes[k - 1]);
  n->ops->get_weights(n->net, k, w->data);
  return 1;
}

static int m_set_weights(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "set_weights");
  size_t k = check_layer(L, n, "set_weights");
  const LMatrix *w = lmatrix_coerce(L, 3, "set_weights");
  if (w->rows != n->spec.sizes[k] || w->cols != n->spec.sizes[k - 1])
    return lcheck_error(L,
                        "set_weights: layer %I has %Ix%I weights (a row for each node of the next "
                        "layer), got %Ix%I",
                        (lua_Integer)k, (lua_Integer)n->spec.sizes[k],
                        (lua_Integer)n->spec.sizes[k - 1], (lua_Integer)w->rows,
                        (lua_Integer)w->cols);
  lmatrix_check_within(L, w, "set_weights", "weights", largest(n));
  n->ops->set_weights(n->net, k, w->data);
  return 0;
}

static void check_has_biases(lua_State *L, const LNetwork *n, const char *name) {
  if (!n->spec.bias)
    lcheck_error(L, "%s: this network has no biases; make it with bias = true", name);
}

static int m_biases(lua_State *L) {
  const LNetwork *n = check_settled(L, 1, "biases");
  size_t k = check_layer(L, n, "biases");
  check_has_biases(L, n, "biases");
  LMatrix *b = lmatrix_new(L, "biases", n->spec.sizes[k], 1);
  n->ops->get_biases(n->net, k, b->data);
  return 1;
}

static int m_set_biases(lua_State *L) {
  LNetwork *n = check_settled(L, 1, "set_biases");
  size_t k = check_layer(L, n, "set_biases");
  check_has_biases(L, n, "set_biases");
  const LMatrix *b = lmatrix_coerce(L, 3, "set_biases");
  if (b->rows * b->cols != n->spec.sizes[k] || (b->rows != 1 && b->cols != 1))
    return lcheck_error(L, "set_biases: layer %I has %I biases, got %Ix%I", (lua_Integer)k,
                        (lua_Integer)n->spec.sizes[k], (lua_Integer)b->rows, (lua_Integer)b->cols);
  lmatrix_check_within(L, b, "set_biases", "biases", largest(n));
  n->ops->set_biases(n->net, k, b->data);
  return 0;
}

/* ---- facts ----------------------------------------------------------------------------------- */

static int core_shuffled(lua_State *L) { /* (n, set) -> the set in an order from n's generator */
  LNetwork *n = check_settled(L, 1, "fit");
  lua_settop(L, 2);
  lua_insert(L, 1);
  ldataset_push_shuffled(L, &n->rng);
  return 1;
}

static int core_assign(lua_State *L) { /* (to, from): all that was learnt, and the generator */
  LNetwork *to = check_settled(L, 1, "network");
  const LNetwork *from = check_settled(L, 2, "network");
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
  LNetwork *n = check_settled(L, 1, "network");
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
  LNetwork *n = check_settled(L, 1, "network");
  n->spec.rule = (Rule)luaL_checkoption(L, 2, NULL, rule_names);
  n->ops->set_rule(n->net, n->spec.rule);
  return 0;
}

static int core_set_custom(lua_State *L) { /* (n): lua/nn/custom.lua computes from now on */
  check_settled(L, 1, "network")->custom = true;
  return 0;
}

static int core_set_fitting(lua_State *L) { /* (n, boolean) -> what it was */
  LNetwork *n = check_settled(L, 1, "fit");
  lua_pushboolean(L, n->fitting);
  n->fitting = lua_toboolean(L, 2);
  return 1;
}

static int core_net_info(lua_State *L) { /* (n) -> the table of facts that Lua keeps */
  check(L, 1, "network");
  lua_getiuservalue(L, 1, INFO);
  return 1;
}

/* core.net_facts(n) -> {sizes, activations, loss, rule, precision, bias, seed, learning_rate} */
static int core_net_facts(lua_State *L) {
  const LNetwork *n = check_settled(L, 1, "network");
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
  LNetwork *n = check_settled(L, 1, "network");
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
  const LNetwork *n = lua_touserdata(L, 1);
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
  LNetwork *n = lua_touserdata(L, 1);
  const char *name = luaL_tolstring(L, 2, NULL);
  if (strcmp(name, "learning_rate") != 0)
    return lcheck_error(L, "a network's '%s' cannot be set; learning_rate can", name);
  double rate = lcheck_number(L, 3, "network", "learning_rate");
  if (!isfinite(rate) || rate < 0)
    return lcheck_error(L, "network: learning_rate must be 0 or more and finite, got %f", rate);
  settle(L, n);
  n->learning_rate = rate;
  return 0;
}

static const luaL_Reg core_functions[] = {{"network", core_network},
                                          {"init", core_init},
                                          {"train", core_train},
                                          {"pull", core_pull},
                                          {"evaluate", core_evaluate},
                                          {"classify", core_classify},
                                          {"net_shuffled", core_shuffled},
                                          {"net_info", core_net_info},
                                          {"net_facts", core_net_facts},
                                          {"random_state", core_random_state},
                                          {"set_rule", core_set_rule},
                                          {"assign", core_assign},
                                          {"set_custom", core_set_custom},
                                          {"net_memory", core_net_memory},
                                          {"set_fitting", core_set_fitting},
                                          {0, 0}};

static const luaL_Reg methods[] = {{"train", m_train},
                                   {"query", m_query},
                                   {"activations", m_activations},
                                   {"weights", m_weights},
                                   {"set_weights", m_set_weights},
                                   {"biases", m_biases},
                                   {"set_biases", m_set_biases},
                                   {"copy", m_copy},
                                   {0, 0}};

void lnetwork_open(lua_State *L) {
  luaL_setfuncs(L, core_functions, 0);
  luaL_newmetatable(L, TYPE);
  lua_pushliteral(L, "network");
  lua_setfield(L, -2, "__name");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");
  lua_pushcclosure(L, mm_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, mm_newindex);
  lua_setfield(L, -2, "__newindex");
}
