/* network: see network.h. Memory, whole blocks forward and back, and which way a training goes:
   online.c and pair.c, or batch.c. Compiled twice. */
#include "net/network.h"

#include <math.h>
#include <string.h>

#include "core/blas.h"
#include "core/denormal.h"
#include "net/activation.h"
#include "net/batch.h"
#include "net/body.h"
#include "net/feed.h"
#include "net/loss.h"
#include "net/online.h"
#include "net/optimizer.h"
#include "net/pair.h"
#include "net/real.h"

/* ---- memory ---------------------------------------------------------------------------------- */

/* A count of reals rounded up to whole cache lines of 64 bytes. */
static size_t padded(size_t n) {
  size_t line = 64 / sizeof(real);
  return (n + line - 1) / line * line;
}

static size_t count_parameters(const NetSpec *spec) {
  size_t n = 0;
  for (size_t k = 1; k <= spec->depth; k++)
    n += padded(spec->sizes[k] * spec->sizes[k - 1]) + (spec->bias ? padded(spec->sizes[k]) : 0);
  return n;
}

static size_t header_bytes(void) { return (sizeof(Net) + 63) / 64 * 64; }

static size_t net_bytes(const NetSpec *spec) {
  return header_bytes() +
         count_parameters(spec) * (1 + optimizer_memory(spec->optimizer)) * sizeof(real);
}

static Net *net_init(void *memory, const NetSpec *spec) {
  Net *net = memory;
  memset(net, 0, net_bytes(spec));
  net->spec = *spec;
  net->parameters = (real *)(void *)((char *)memory + header_bytes());
  net->parameter_count = count_parameters(spec);
  real *next = net->parameters;
  for (size_t k = 1; k <= spec->depth; k++) {
    net->w[k] = next;
    next += padded(spec->sizes[k] * spec->sizes[k - 1]);
    if (!spec->bias) continue;
    net->b[k] = next;
    next += padded(spec->sizes[k]);
  }
  for (size_t i = 0; i < optimizer_memory(spec->optimizer); i++, next += net->parameter_count)
    net->memory[i] = next;
  optimizer_start(spec, net->memory[0], net->memory[1], net->parameter_count);
  return net;
}

static size_t widest(const NetSpec *spec) {
  size_t units = 0;
  for (size_t k = 1; k <= spec->depth; k++)
    if (spec->sizes[k] > units) units = spec->sizes[k];
  return units;
}

/* Hands out the work areas one after the other; with memory NULL it only counts. */
static size_t lay_out_work(Net *net, const NetSpec *spec, real *memory, size_t block) {
  size_t at = 0;
#define TAKE(slot, count)                                                                          \
  do {                                                                                             \
    if (net) (slot) = memory + at;                                                                 \
    at += padded(count);                                                                           \
  } while (0)
  TAKE(net->o[0], block * spec->sizes[0]);
  for (size_t k = 1; k <= spec->depth; k++) {
    TAKE(net->o[k], block * spec->sizes[k]);
    TAKE(net->e[k], block * spec->sizes[k]);
    TAKE(net->delta[k], block * spec->sizes[k]);
  }
  TAKE(net->x_last, block * spec->sizes[spec->depth]);
  TAKE(net->targets, block * spec->sizes[spec->depth]);
  TAKE(net->pull, count_parameters(spec));
  for (size_t k = 1; k < spec->depth && spec->dropout > 0; k++) {
    TAKE(net->open[k], block * spec->sizes[k]);
    TAKE(net->mask[k], block * spec->sizes[k]);
  }
  TAKE(net->gram, ONLINE_BLOCK * ONLINE_BLOCK);
  TAKE(net->next_inputs, block * spec->sizes[0]);
  TAKE(net->next_targets, block * spec->sizes[spec->depth]);
  TAKE(net->next_gram, ONLINE_BLOCK * ONLINE_BLOCK);
  TAKE(net->step, widest(spec));
#undef TAKE
  return at;
}

static size_t work_bytes(const NetSpec *spec, size_t block) {
  return lay_out_work(NULL, spec, NULL, block) * sizeof(real);
}

static void set_work(Net *net, void *memory, size_t block) {
  lay_out_work(net, &net->spec, memory, block);
  memset(net->pull, 0, net->parameter_count * sizeof(real)); /* the padding stays 0 */
  net->block = block;
}

/* ---- weights --------------------------------------------------------------------------------- */

static void copy_weights(Net *to, const Net *from) {
  size_t numbers = 1 + optimizer_memory(from->spec.optimizer);
  memcpy(to->parameters, from->parameters, numbers * from->parameter_count * sizeof(real));
  to->t = from->t;
}

static void set_rule(Net *net, Rule rule) { net->spec.rule = rule; }

static void to_doubles(double *out, const real *a, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = a[i];
}

static void from_doubles(real *out, const double *a, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = (real)a[i];
}

static void get_weights(const Net *net, size_t k, double *out) {
  to_doubles(out, net->w[k], net->spec.sizes[k] * net->spec.sizes[k - 1]);
}
static void set_weights(Net *net, size_t k, const double *values) {
  from_doubles(net->w[k], values, net->spec.sizes[k] * net->spec.sizes[k - 1]);
}
static void get_biases(const Net *net, size_t k, double *out) {
  to_doubles(out, net->b[k], net->spec.sizes[k]);
}
static void set_biases(Net *net, size_t k, const double *values) {
  from_doubles(net->b[k], values, net->spec.sizes[k]);
}

static size_t memory_count(const Net *net) {
  return optimizer_memory(net->spec.optimizer) * net->parameter_count;
}
static void get_memory(const Net *net, double *out, size_t *t) {
  to_doubles(out, net->memory[0], memory_count(net));
  *t = net->t;
}
static void set_memory(Net *net, const double *values, size_t t) {
  from_doubles(net->memory[0], values, memory_count(net));
  net->t = t;
}

/* ---- forward and backward -------------------------------------------------------------------- */

void net_sums(Net *net, size_t k, const real *in, size_t n, Range own) {
  size_t units = net->spec.sizes[k], links = net->spec.sizes[k - 1], some = own.to - own.from;
  if (n == 0 || some == 0) return;
  real *out = net->o[k] + own.from, *w = net->w[k] + own.from * links;
  for (size_t i = 0; net->b[k] && i < n; i++)
    memcpy(out + i * units, net->b[k] + own.from, some * sizeof(real));
  real keep = net->b[k] ? 1 : 0;
  if (n == 1)
    blas_gemv(false, some, links, 1, w, in, keep, out);
  else
    blas_gemm(false, true, n, some, links, 1, in, links, w, links, keep, out, units);
}

/* Leaves out each output of hidden layers with the chance that the spec says, and makes the others
   larger by as much, so that the sums above stay the same on average (Srivastava et al. 2014). */
void net_drop_out(Net *net, size_t n, Rng *rng) {
  real kept = (real)(1 / (1 - net->spec.dropout));
  for (size_t k = 1; k < net->spec.depth; k++)
    for (size_t i = 0; i < n * net->spec.sizes[k]; i++)
      net->mask[k][i] = rng_uniform(rng) < net->spec.dropout ? 0 : kept;
}

static void leave_out(Net *net, size_t k, size_t n) {
  for (size_t i = 0; i < n * net->spec.sizes[k]; i++) {
    net->open[k][i] = net->o[k][i];
    net->o[k][i] *= net->mask[k][i];
  }
}

void net_forward_on(Net *net, size_t n, bool dropped) {
  size_t last = net->spec.depth;
  for (size_t k = 1; k <= last; k++) {
    if (k > 1) net_sums(net, k, net->o[k - 1], n, range_of(WHOLE, net->spec.sizes[k]));
    if (k == last) memcpy(net->x_last, net->o[k], n * net->spec.sizes[k] * sizeof(real));
    activation_forward(net->spec.activation[k], net->o[k], n, net->spec.sizes[k]);
    if (dropped && k < last) leave_out(net, k, n);
  }
}

void net_forward(Net *net, size_t n, bool dropped) {
  net_sums(net, 1, net->o[0], n, range_of(WHOLE, net->spec.sizes[1]));
  net_forward_on(net, n, dropped);
}

/* The book's rule sends the bare errors back, e_{k-1} = W_kᵀ e_k; the gradient sends the deltas. */
void net_backward(Net *net, size_t n, bool dropped) {
  const NetSpec *spec = &net->spec;
  size_t last = spec->depth, outputs = spec->sizes[last];
  bool book = spec->rule == RULE_BOOK;
  if (book)
    for (size_t i = 0; i < n * outputs; i++) net->e[last][i] = net->targets[i] - net->o[last][i];
  loss_delta(spec->loss, spec->activation[last], net->delta[last], net->o[last], net->targets, n,
             outputs);
  for (size_t k = last; k > 1; k--) {
    size_t units = spec->sizes[k], links = spec->sizes[k - 1];
    const real *back = book ? net->e[k] : net->delta[k];
    if (n == 1)
      blas_gemv(true, units, links, 1, net->w[k], back, 0, net->e[k - 1]);
    else
      blas_gemm(false, false, n, links, units, 1, back, units, net->w[k], links, 0, net->e[k - 1],
                links);
    const real *o = net->o[k - 1];
    if (dropped) {
      o = net->open[k - 1];
      for (size_t i = 0; i < n * links; i++) net->e[k - 1][i] *= net->mask[k - 1][i];
    }
    activation_backward(spec->activation[k - 1], net->delta[k - 1], net->e[k - 1], o, n, links);
  }
}

/* ---- drivers --------------------------------------------------------------------------------- */

static size_t answer(const real *o, size_t outputs) {
  size_t best = 0;
  for (size_t j = 1; j < outputs; j++)
    if (o[j] > o[best]) best = j;
  return best;
}

void net_score(const Net *net, const Dataset *set, size_t from, size_t at, size_t n, bool go_on,
               size_t *confusion, NetReport *report) {
  size_t last = net->spec.depth, outputs = net->spec.sizes[last];
  for (size_t i = 0; i < n; i++) {
    size_t row = (from + i) * outputs;
    const real *o = net->o[last] + row;
    double loss = loss_value(net->spec.loss, net->spec.activation[last], net->x_last + row, o,
                             net->targets + row, outputs);
    if (!isfinite((real)loss) && !go_on) { /* in float the weights overflow before a double does */
      report->diverged = true;
      return;
    }
    report->loss += loss;
    report->done++;
    if (!set->labels) continue;
    size_t truth = (size_t)set->labels[dataset_row(set, at + i)], said = answer(o, outputs);
    report->correct += truth == said;
    if (confusion) confusion[truth * outputs + said]++;
  }
}

static void load(Net *net, const Dataset *set, size_t first, size_t n) {
  feed_inputs(set, first, n, net->o[0]);
  if (set->outputs > 0) feed_targets(set, first, n, net->targets);
}

static void forward(Net *net, const Dataset *set, size_t first, size_t n) {
  feed_inputs(set, first, n, net->o[0]);
  net_forward(net, n, false);
}

static void pull(Net *net, const Dataset *set, size_t k, double *w, double *b) {
  size_t units = net->spec.sizes[k], links = net->spec.sizes[k - 1], n = set->count;
  load(net, set, 0, n);
  net_forward(net, n, false);
  net_backward(net, n, false);
  for (size_t j = 0; j < units; j++) {
    for (size_t c = 0; c < links; c++) {
      double sum = 0;
      for (size_t i = 0; i < n; i++)
        sum += (double)net->delta[k][i * units + j] * (double)net->o[k - 1][i * links + c];
      w[j * links + c] = sum / (double)n;
    }
    b[j] = 0;
    for (size_t i = 0; i < n; i++) b[j] += (double)net->delta[k][i * units + j] / (double)n;
  }
}

static void outputs(const Net *net, size_t k, size_t n, double *out) {
  to_doubles(out, net->o[k], n * net->spec.sizes[k]);
}

/* A block of updates after every sample, or a mini-batch. */
static bool is_online(const Net *net, const NetTraining *how) {
  return how->batch_size <= 1 && spec_is_plain(&net->spec);
}

static bool shares(const Net *net, const NetTraining *how) {
  if (is_online(net, how))
    return net->block >= ONLINE_BLOCK && online_takes_blocks(net, ONLINE_BLOCK, how);
  return batch_shares(net, how->batch_size < net->block ? how->batch_size : net->block);
}

static bool train_all(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                      NetReport *report, Status *status) {
  memset(report, 0, sizeof *report);
  bool online = is_online(net, how);
  if (online && how->crew && n > ONLINE_BLOCK && shares(net, how))
    return pair_train(net, set, first, n, how, report, status);
  size_t step = !online ? how->batch_size : net->block < ONLINE_BLOCK ? net->block : ONLINE_BLOCK;
  for (size_t i = 0; i < n; i += step) {
    if (status_interrupted(status)) return false;
    size_t part = n - i < step ? n - i : step;
    if (!online) {
      if (!batch_train(net, set, first + i, part, how, report, status)) return false;
    } else {
      load(net, set, first + i, part);
      online_train(net, set, first + i, part, how, report);
    }
    if (report->diverged) break;
  }
  return true;
}

static bool train(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                  NetReport *report, Status *status) {
  unsigned mode = denormals_off();
  bool ok = train_all(net, set, first, n, how, report, status);
  denormals_back(mode);
  return ok;
}

static void put_sample(Net *net, size_t i, const double *x, const double *t) {
  size_t inputs = net->spec.sizes[0], outs = net->spec.sizes[net->spec.depth];
  from_doubles(net->o[0] + i * inputs, x, inputs);
  from_doubles(net->targets + i * outs, t, outs);
}

static void train_samples(Net *net, size_t n, const NetTraining *how, NetReport *report) {
  Dataset unlabelled = {0};
  memset(report, 0, sizeof *report);
  unsigned mode = denormals_off();
  online_train(net, &unlabelled, 0, n, how, report);
  denormals_back(mode);
}

static bool evaluate(Net *net, const Dataset *set, size_t *confusion, NetReport *report,
                     Status *status) {
  memset(report, 0, sizeof *report);
  for (size_t i = 0; i < set->count; i += net->block) {
    if (status_interrupted(status)) return false;
    size_t part = set->count - i < net->block ? set->count - i : net->block;
    load(net, set, i, part);
    net_forward(net, part, false);
    net_score(net, set, 0, i, part, true, confusion, report);
  }
  return true;
}

const NetOps net_ops = {
#ifdef NN_FLOAT
    .precision = "float",
#else
    .precision = "double",
#endif
    .net_bytes = net_bytes,
    .init = net_init,
    .work_bytes = work_bytes,
    .set_work = set_work,
    .copy_weights = copy_weights,
    .memory_count = memory_count,
    .get_memory = get_memory,
    .set_memory = set_memory,
    .pull = pull,
    .set_rule = set_rule,
    .shares = shares,
    .get_weights = get_weights,
    .set_weights = set_weights,
    .get_biases = get_biases,
    .set_biases = set_biases,
    .forward = forward,
    .outputs = outputs,
    .train = train,
    .put_sample = put_sample,
    .train_samples = train_samples,
    .evaluate = evaluate};
