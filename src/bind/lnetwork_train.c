/* lnetwork_train: what networks do with samples: learn from them, and answer. */
#include <string.h>

#include "bind/lcheck.h"
#include "bind/ldataset.h"
#include "bind/lmatrix.h"
#include "bind/lnetwork_parts.h"
#include "core/blas.h"
#include "core/matrix.h"
#include "net/online.h"

/* ---- samples --------------------------------------------------------------------------------- */

/* What a user handed over as one sample or many: rows of `width` numbers. */
typedef struct Samples {
  Dataset set;
  bool column; /* one sample, given as a column or a list: the answer is a column too */
} Samples;

static int sample_error(lua_State *L, const char *name, const char *what, size_t width,
                        const LMatrix *m) {
  const char *hint = m->rows == width && m->cols != 1 ? "; did you mean its transpose, .T?" : "";
  return lcheck_error(L,
                      "%s: the network has %I %s: a column or a list of %I, or rows of %I, were "
                      "expected, got %Ix%I%s",
                      name, (lua_Integer)width, what, (lua_Integer)width, (lua_Integer)width,
                      (lua_Integer)m->rows, (lua_Integer)m->cols, hint);
}

/* `what` the network has so many of, and what the numbers given for them are: outputs, targets. */
static const LMatrix *check_rows(lua_State *L, int arg, const char *name, const char *what,
                                 const char *given, const LNetwork *n, size_t width, bool *column) {
  const LMatrix *m = lmatrix_coerce(L, arg, name);
  *column = m->cols == 1 && m->rows == width;
  if (!*column && m->cols != width) sample_error(L, name, what, width, m);
  lmatrix_check_within(L, m, name, given, lnetwork_largest(n));
  return m;
}

static Samples check_inputs(lua_State *L, int arg, const char *name, const LNetwork *n) {
  size_t width = n->spec.sizes[0];
  const Dataset *set = ldataset_test(L, arg);
  if (set) {
    if (set->inputs != width)
      lcheck_error(L, "%s: the network has %I inputs, a sample of this data set has %I", name,
                   (lua_Integer)width, (lua_Integer)set->inputs);
    ldataset_check_inputs(L, arg, name, "inputs", lnetwork_largest(n));
    return (Samples){*set, false};
  }
  Samples s = {{0}, false};
  const LMatrix *m = check_rows(L, arg, name, "inputs", "inputs", n, width, &s.column);
  s.set.count = s.column ? 1 : m->rows;
  s.set.inputs = width;
  s.set.values = m->data;
  return s;
}

/* The targets of the set at arg. */
static void check_set_targets(lua_State *L, int arg, const char *name, const LNetwork *n) {
  const Dataset *set = ldataset_check(L, arg, name);
  size_t width = n->spec.sizes[n->spec.depth];
  if (set->outputs == 0) lcheck_error(L, "%s: this data set has no labels and no targets", name);
  if (set->outputs != width)
    lcheck_error(L, "%s: the network has %I outputs, the data set %I %s", name, (lua_Integer)width,
                 (lua_Integer)set->outputs, set->labels ? "classes" : "targets a sample");
  ldataset_check_targets(L, arg, name, "targets", lnetwork_largest(n));
}

/* Adds the targets at arg to samples that came as a matrix. */
static void check_targets(lua_State *L, int arg, const char *name, const LNetwork *n, Samples *s) {
  size_t width = n->spec.sizes[n->spec.depth];
  bool column;
  const LMatrix *m = check_rows(L, arg, name, "outputs", "targets", n, width, &column);
  size_t count = column ? 1 : m->rows;
  if (count != s->set.count)
    lcheck_error(L, "%s: %I sample%s of inputs, but %I of targets", name, (lua_Integer)s->set.count,
                 s->set.count == 1 ? "" : "s", (lua_Integer)count);
  s->set.outputs = width;
  s->set.targets = m->data;
}

/* Calls function `name` of one of our Lua files with the n values on top of the stack. */
static void call_lua(lua_State *L, const char *file, const char *name, int n, int results) {
  lua_getglobal(L, "require");
  lua_pushstring(L, file);
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

/* core.check_numbers(n, set, name, of): raises for function `name` unless n can hold the inputs and
   the targets of the set, " of the test set" */
static int core_check_numbers(lua_State *L) {
  double limit = lnetwork_largest(lnetwork_check(L, 1, "network"));
  const char *name = luaL_checkstring(L, 3), *of = luaL_checkstring(L, 4);
  ldataset_check_inputs(L, 2, name, lua_pushfstring(L, "inputs%s", of), limit);
  ldataset_check_targets(L, 2, name, lua_pushfstring(L, "targets%s", of), limit);
  return 0;
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
  lnetwork_settle(L, n);
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
  call_lua(L, "nn.custom", "train", 5, 4);
  if (lua_toboolean(L, -1))
    return lcheck_error(L,
                        "train: the loss is no finite number any more at sample %I; a smaller "
                        "learning_rate may help",
                        lua_tointeger(L, -4) + 1);
  return 0;
}

/* A sample d[i] alone at arg 2 brings its target along, to arg 3; a sample at arg 3 stands for its
   target. */
static void place_target(lua_State *L) {
  int from = lua_isnoneornil(L, 3) ? 2 : 3;
  if (!lmatrix_is_sample(L, from)) return;
  lua_settop(L, 3);
  if (lua_getfield(L, from, "target") == LUA_TNIL)
    lcheck_error(L, "train: this sample has no target: its data set has no labels and no targets");
  lua_replace(L, 3);
}

/* n:train(inputs, targets) | n:train(data set) | n:train(sample): an update after each sample, in
   the given order */
static int m_train(lua_State *L) {
  LNetwork *n = lnetwork_check(L, 1, "train");
  if (n->fitting) return lcheck_error(L, "train: this network is inside its own fit");
  check_trainable(L, n, "train");
  place_target(L);
  Samples s = check_inputs(L, 2, "train", n);
  if (ldataset_test(L, 2)) {
    check_set_targets(L, 2, "train", n);
    lua_pushliteral(L, "train");
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    call_lua(L, "nn.evaluate", "check_classes", 3, 0);
  } else {
    check_targets(L, 3, "train", n, &s);
  }
  if (n->custom) { /* samples that came as matrices become a set */
    if (!ldataset_test(L, 2)) ldataset_push_matrices(L, &s.set);
    return train_custom(L, ldataset_test(L, 2) ? 2 : lua_gettop(L), s.set.count);
  }
  lnetwork_ready(L, 1, n);
  if (!s.set.values || s.set.count > 1 || !s.set.targets || !spec_is_plain(&n->spec)) {
    train_now(L, n, &s.set);
    return 0;
  }
  n->ops->put_sample(n->net, n->queued, s.set.values, s.set.targets);
  n->queued++;
  n->taken++;
  if (n->queued == ONLINE_BLOCK) lnetwork_settle(L, n);
  return 0;
}

/* Whether `how` is for a second thread of ours, which shares all the work of training. A third has
   something to do only where products are so large that OpenBLAS shares them out. */
static bool wants_crew(const LNetwork *n, const NetTraining *how, lua_Integer threads) {
  const size_t *sizes = n->spec.sizes, rows = how->batch_size < BLOCK ? how->batch_size : BLOCK;
  bool large = false;
  for (size_t k = 1; k <= n->spec.depth; k++)
    large = large || blas_worth_threads(rows, sizes[k], sizes[k - 1]);
  return threads > 1 && n->ops->shares(n->net, how) && (threads == 2 || !large);
}

/* core.train(n, set, first, count, batch_size, go_on, plain, threads)
   -> done, loss, correct, diverged, interrupted; samples count from 1 */
static int core_train(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "fit");
  const Dataset *set = ldataset_check(L, 2, "fit");
  check_trainable(L, n, "fit");
  luaL_argcheck(L, set->inputs == n->spec.sizes[0], 2, "inputs");
  luaL_argcheck(L, set->outputs == n->spec.sizes[n->spec.depth], 2, "outputs");
  lua_Integer first = luaL_checkinteger(L, 3), count = luaL_checkinteger(L, 4);
  lua_Integer batch = luaL_checkinteger(L, 5), threads = luaL_optinteger(L, 8, 1);
  lua_Integer most = (lua_Integer)set->count;
  luaL_argcheck(L, first >= 1 && first <= most && count >= 0 && count <= most - first + 1, 3,
                "range");
  luaL_argcheck(L, batch >= 1, 5, "batch_size");
  luaL_argcheck(L, threads >= 1, 8, "threads");
  if (n->custom) {
    lua_settop(L, 6);
    call_lua(L, "nn.custom", "train", 6, 5);
    return 5;
  }
  lnetwork_ready(L, 1, n);
  NetTraining how = {.learning_rate = n->learning_rate,
                     .batch_size = (size_t)batch,
                     .set_size = set->count,
                     .rng = &n->rng,
                     .plain = lua_toboolean(L, 7),
                     .go_on = lua_toboolean(L, 6)};
  NetReport report;
  Status status;
  if (wants_crew(n, &how, threads)) {
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
  LNetwork *n = lnetwork_check_settled(L, 1, "pull");
  const Dataset *set = ldataset_check(L, 2, "pull");
  check_trainable(L, n, "pull");
  luaL_argcheck(L, set->count <= BLOCK, 2, "too many samples");
  luaL_argcheck(L, set->inputs == n->spec.sizes[0], 2, "inputs");
  luaL_argcheck(L, set->outputs == n->spec.sizes[n->spec.depth], 2, "outputs");
  size_t k = (size_t)lcheck_integer(L, 3, "pull", "the layer", 1, (lua_Integer)n->spec.depth);
  if (n->custom) {
    lua_settop(L, 3);
    call_lua(L, "nn.custom", "pull", 3, 2);
    return 2;
  }
  lnetwork_ready(L, 1, n);
  LMatrix *w = lmatrix_new(L, "pull", n->spec.sizes[k], n->spec.sizes[k - 1]);
  LMatrix *b = lmatrix_new(L, "pull", n->spec.sizes[k], 1);
  n->ops->pull(n->net, set, k, w->data, b->data);
  if (n->spec.bias) return 2;
  lua_pop(L, 1);
  return 1;
}

/* n counts of 0, on top of the stack. */
static size_t *new_counts(lua_State *L, size_t n) {
  size_t bytes = n * sizeof(size_t);
  if (!lcheck_memory(L, bytes))
    lcheck_error(L, "confusion: there is not enough memory for %I counts", (lua_Integer)n);
  return memset(lua_newuserdatauv(L, bytes, 0), 0, bytes);
}

/* core.evaluate(n, set, confusion) -> loss (summed), correct, matrix of counts or nil; nothing at a
   Ctrl-C inside fit */
static int core_evaluate(lua_State *L) {
  LNetwork *n = lnetwork_check_settled(L, 1, "evaluate");
  const char *name = lua_toboolean(L, 3) ? "confusion" : "evaluate";
  const Dataset *set = ldataset_check(L, 2, name);
  check_inputs(L, 2, name, n);
  check_set_targets(L, 2, name, n);
  if (n->custom) {
    lua_settop(L, 3);
    call_lua(L, "nn.custom", "evaluate", 3, 3);
    return 3;
  }
  lnetwork_ready(L, 1, n);
  size_t outputs = n->spec.sizes[n->spec.depth], *confusion = NULL;
  LMatrix *counts = NULL;
  if (lua_toboolean(L, 3)) {
    counts = lmatrix_new(L, name, outputs, outputs); /* so the product is no overflow */
    confusion = new_counts(L, outputs * outputs);
  }
  NetReport report;
  Status status;
  bool ok = n->ops->evaluate(n->net, set, confusion, &report, &status);
  if (!ok && status_shield(0) > 0) return 0; /* inside fit, which ends by itself */
  lcheck_status(L, ok, &status);
  lua_pushnumber(L, report.loss);
  lua_pushinteger(L, (lua_Integer)report.correct);
  if (!confusion) return 2;
  for (size_t i = 0; i < outputs * outputs; i++) counts->data[i] = (double)confusion[i];
  lua_pushvalue(L, -4);
  return 3;
}

/* Sends all samples at arg 2 forward and pushes the answers, a row a sample. */
static LMatrix *push_answers(lua_State *L, const char *name, bool *column) {
  LNetwork *n = lnetwork_check_settled(L, 1, name);
  Samples s = check_inputs(L, 2, name, n);
  *column = s.column;
  if (n->custom) {
    lua_pushvalue(L, 1);
    push_rows(L, &s);
    call_lua(L, "nn.custom", "query", 2, 1);
    return lmatrix_check(L, -1, name);
  }
  lnetwork_ready(L, 1, n);
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
  LNetwork *n = lnetwork_check_settled(L, 1, "activations");
  Samples s = check_inputs(L, 2, "activations", n);
  if (s.set.count != 1)
    return lcheck_error(L, "activations: one sample was expected, got %I",
                        (lua_Integer)s.set.count);
  if (n->custom) {
    lua_pushvalue(L, 1);
    push_rows(L, &s);
    call_lua(L, "nn.custom", "activations", 2, 1);
    return 1;
  }
  lnetwork_ready(L, 1, n);
  n->ops->forward(n->net, &s.set, 0, 1);
  lua_createtable(L, (int)n->spec.depth + 1, 0);
  luaL_setmetatable(L, "list of activations");
  for (size_t k = 0; k <= n->spec.depth; k++) {
    LMatrix *o = lmatrix_new(L, "activations", n->spec.sizes[k], 1);
    n->ops->outputs(n->net, k, 1, o->data);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

const luaL_Reg lnetwork_train_functions[] = {{"train", core_train},
                                             {"pull", core_pull},
                                             {"evaluate", core_evaluate},
                                             {"classify", core_classify},
                                             {"check_numbers", core_check_numbers},
                                             {0, 0}};

const luaL_Reg lnetwork_train_methods[] = {
    {"train", m_train}, {"query", m_query}, {"activations", m_activations}, {0, 0}};
