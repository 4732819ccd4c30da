/* test_net: what the tests of src/net share: the same network as plain loops in double, written
   from DESIGN's formulas and not from the engine; the engine in guarded memory; and samples. */
#ifndef NN_TEST_NET_H
#define NN_TEST_NET_H

#include <float.h>
#include <stdlib.h>

#include "core/blas.h"
#include "core/rng.h"
#include "net/activation.h"
#include "net/loss.h"
#include "net/network.h"
#include "test.h"

static Status status;
static Rng rng;
static const NetOps *const precisions[] = {&net_ops_f32, &net_ops_f64};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* 1e-4 for float, where rounding adds up over a training, or what is asked for double. */
static inline double bound(const NetOps *ops, double for_double) {
  return ops == &net_ops_f32 ? 1e-4 : for_double;
}

/* ---- samples --------------------------------------------------------------------------------- */

enum { SAMPLES = 1000, MOST_INPUTS = 340 };
static double sample_values[SAMPLES * MOST_INPUTS];
static int32_t sample_labels[SAMPLES];

/* Numbers from 1/256 to 1, exact in float, and classes; 0.01 and 0.99 are not, but near enough. */
static inline Dataset samples(size_t n, size_t inputs, size_t outputs) {
  rng_seed(&rng, 77);
  for (size_t i = 0; i < n * inputs; i++)
    sample_values[i] = (double)(1 + rng_below(&rng, 256)) / 256;
  for (size_t i = 0; i < n; i++) sample_labels[i] = (int32_t)rng_below(&rng, outputs);
  return (Dataset){.count = n,
                   .inputs = inputs,
                   .outputs = outputs,
                   .values = sample_values,
                   .labels = sample_labels,
                   .low = 0.01,
                   .high = 0.99};
}

/* ---- the network in plain loops -------------------------------------------------------------- */

enum { DEEPEST = 3, MOST_WEIGHTS = 6000 };
typedef double Layers[DEEPEST + 1][MOST_INPUTS];
typedef struct Plain {
  NetSpec spec;
  double w[DEEPEST + 1][MOST_WEIGHTS], dw[DEEPEST + 1][MOST_WEIGHTS];
  Layers b, db, x, o, e, delta;
  double loss;    /* the sum over what was trained on or evaluated */
  size_t correct; /* likewise */
} Plain;

/* depth layers of weights between sizes[0 .. depth]; the last may have another activation. */
static inline NetSpec spec_of(size_t depth, const size_t *sizes, Activation hidden,
                              Activation last) {
  NetSpec spec = {.depth = depth};
  for (size_t k = 0; k <= depth; k++) {
    spec.sizes[k] = sizes[k];
    spec.activation[k] = k < depth ? hidden : last;
  }
  return spec;
}

/* Normal weights, 1/√links wide, that are the same in float. */
static inline void plain_start(Plain *p, const NetSpec *spec) {
  memset(p, 0, sizeof *p);
  p->spec = *spec;
  rng_seed(&rng, 78);
  for (size_t k = 1; k <= spec->depth; k++) {
    size_t units = spec->sizes[k], links = spec->sizes[k - 1];
    for (size_t i = 0; i < units * links; i++)
      p->w[k][i] = (float)(rng_normal(&rng) / sqrt((double)links));
    for (size_t i = 0; spec->bias && i < units; i++) p->b[k][i] = (float)(rng_normal(&rng) / 3);
  }
}

static inline void plain_activate(Activation f, double *o, const double *x, size_t n) {
  double sum = 0, largest = x[0];
  for (size_t j = 0; j < n; j++) largest = fmax(largest, x[j]);
  for (size_t j = 0; j < n; j++) sum += exp(x[j] - largest);
  for (size_t j = 0; j < n; j++) {
    static const double slope[] = {[ACTIVATION_RELU] = 0, [ACTIVATION_LEAKY_RELU] = 0.01};
    switch (f) {
    case ACTIVATION_SIGMOID:
      o[j] = 1 / (1 + exp(-x[j]));
      break;
    case ACTIVATION_TANH:
      o[j] = tanh(x[j]);
      break;
    case ACTIVATION_RELU:
    case ACTIVATION_LEAKY_RELU:
      o[j] = x[j] > 0 ? x[j] : slope[f] * x[j];
      break;
    case ACTIVATION_SOFTMAX:
      o[j] = exp(x[j] - largest) / sum;
      break;
    case ACTIVATION_LINEAR:
      o[j] = x[j];
      break;
    case ACTIVATION_THRESHOLD:
      o[j] = x[j] > 0;
    }
  }
}

/* do_j / dx_j of everything but softmax and threshold. */
static inline double plain_slope(Activation f, double x, double o) {
  switch (f) {
  case ACTIVATION_SIGMOID:
    return o * (1 - o);
  case ACTIVATION_TANH:
    return 1 / (cosh(x) * cosh(x));
  case ACTIVATION_RELU:
    return x > 0;
  case ACTIVATION_LEAKY_RELU:
    return x > 0 ? 1 : 0.01;
  default:
    return 1;
  }
}

static inline void plain_forward(Plain *p, const double *input) {
  memcpy(p->o[0], input, p->spec.sizes[0] * sizeof *input);
  for (size_t k = 1; k <= p->spec.depth; k++) {
    size_t units = p->spec.sizes[k], links = p->spec.sizes[k - 1];
    for (size_t j = 0; j < units; j++) {
      p->x[k][j] = p->b[k][j];
      for (size_t c = 0; c < links; c++) p->x[k][j] += p->w[k][j * links + c] * p->o[k - 1][c];
    }
    plain_activate(p->spec.activation[k], p->o[k], p->x[k], units);
  }
}

static inline double plain_loss(const Plain *p, const double *t) {
  size_t last = p->spec.depth, n = p->spec.sizes[last];
  double sum = 0;
  for (size_t j = 0; j < n; j++) {
    double o = p->o[last][j];
    if (p->spec.loss != LOSS_CROSS_ENTROPY)
      sum += (t[j] - o) * (t[j] - o);
    else if (p->spec.activation[last] == ACTIVATION_SOFTMAX)
      sum -= t[j] * log(o);
    else
      sum -= t[j] * log(o) + (1 - t[j]) * log(1 - o);
  }
  return p->spec.loss == LOSS_SQUARED        ? sum / 2
         : p->spec.loss == LOSS_MEAN_SQUARED ? sum / (double)n
                                             : sum;
}

/* delta_L = -dLoss/dx by the chain rule through every do_i/dx_j; e_L = t - o. */
static inline void plain_last_delta(Plain *p, const double *t) {
  size_t last = p->spec.depth, n = p->spec.sizes[last];
  const double *o = p->o[last];
  bool softmax = p->spec.activation[last] == ACTIVATION_SOFTMAX;
  for (size_t j = 0; j < n; j++) {
    p->e[last][j] = t[j] - o[j];
    p->delta[last][j] = 0;
    for (size_t i = 0; i < n; i++) {
      double pull = t[i] - o[i]; /* -dLoss/do_i */
      if (p->spec.loss == LOSS_MEAN_SQUARED) pull *= 2 / (double)n;
      if (p->spec.loss == LOSS_CROSS_ENTROPY)
        pull = softmax ? t[i] / o[i] : t[i] / o[i] - (1 - t[i]) / (1 - o[i]);
      if (softmax)
        p->delta[last][j] += pull * o[i] * ((i == j) - o[j]);
      else if (i == j)
        p->delta[last][j] = pull * plain_slope(p->spec.activation[last], p->x[last][i], o[i]);
    }
  }
}

static inline void plain_backward(Plain *p, const double *t) {
  plain_last_delta(p, t);
  for (size_t k = p->spec.depth; k > 1; k--) {
    size_t units = p->spec.sizes[k], links = p->spec.sizes[k - 1];
    const double *back = p->spec.rule == RULE_BOOK ? p->e[k] : p->delta[k];
    for (size_t c = 0; c < links; c++) {
      double sum = 0;
      for (size_t j = 0; j < units; j++) sum += p->w[k][j * links + c] * back[j];
      p->e[k - 1][c] = sum;
      p->delta[k - 1][c] =
          sum * plain_slope(p->spec.activation[k - 1], p->x[k - 1][c], p->o[k - 1][c]);
    }
  }
}

/* dw, db += scale · delta oᵀ */
static inline void plain_collect(Plain *p, double scale) {
  for (size_t k = 1; k <= p->spec.depth; k++) {
    size_t units = p->spec.sizes[k], links = p->spec.sizes[k - 1];
    for (size_t j = 0; j < units; j++) {
      double step = scale * p->delta[k][j];
      for (size_t c = 0; c < links; c++) p->dw[k][j * links + c] += step * p->o[k - 1][c];
      if (p->spec.bias) p->db[k][j] += step;
    }
  }
}

/* Moves by dw, db and sets them to 0. */
static inline void plain_move(Plain *p) {
  for (size_t k = 1; k <= p->spec.depth; k++) {
    for (size_t i = 0; i < p->spec.sizes[k] * p->spec.sizes[k - 1]; i++) p->w[k][i] += p->dw[k][i];
    for (size_t i = 0; i < p->spec.sizes[k]; i++) p->b[k][i] += p->db[k][i];
  }
  memset(p->dw, 0, sizeof p->dw);
  memset(p->db, 0, sizeof p->db);
}

/* Sample i forward, and its loss and answer into the sums. Returns its answer. */
static inline size_t plain_score(Plain *p, const Dataset *set, size_t i, double *target) {
  double input[MOST_INPUTS];
  size_t best = 0, last = p->spec.depth;
  dataset_input(set, i, input);
  dataset_target(set, i, target);
  plain_forward(p, input);
  p->loss += plain_loss(p, target);
  for (size_t j = 0; j < set->outputs; j++) best = p->o[last][j] > p->o[last][best] ? j : best;
  if (set->labels) p->correct += (size_t)set->labels[dataset_row(set, i)] == best;
  return best;
}

/* An update with the average of each `batch` samples, and of what is left at the end. */
static inline void plain_train(Plain *p, const Dataset *set, size_t first, size_t n, size_t batch,
                               double rate) {
  double target[MOST_INPUTS];
  p->loss = 0;
  p->correct = 0;
  for (size_t i = 0; i < n; i += batch) {
    size_t part = n - i < batch ? n - i : batch;
    for (size_t j = 0; j < part; j++) {
      plain_score(p, set, first + i + j, target);
      plain_backward(p, target);
      plain_collect(p, rate / (double)part);
    }
    plain_move(p);
  }
}

/* ---- the engine ------------------------------------------------------------------------------ */

/* Memory aligned to 64 between two guards, full of bytes that make NaN. */
enum { GUARD = 256 };
typedef struct Memory {
  unsigned char *all, *at;
  size_t bytes;
} Memory;

static inline Memory memory_new(size_t bytes) {
  Memory memory = {.bytes = bytes, .all = aligned_alloc(64, 2 * GUARD + (bytes + 63) / 64 * 64)};
  if (!memory.all) {
    printf("not enough memory for the tests\n");
    exit(1);
  }
  memory.at = memory.all + GUARD;
  memset(memory.all, 0xa5, GUARD);
  memset(memory.at, 0xff, bytes);
  memset(memory.at + bytes, 0xa5, GUARD);
  return memory;
}

static inline void memory_end(Memory *memory) {
  bool whole = true;
  for (size_t i = 0; i < GUARD; i++)
    whole = whole && memory->all[i] == 0xa5 && memory->at[memory->bytes + i] == 0xa5;
  CHECK(whole);
  free(memory->all);
}

typedef struct Machine {
  const NetOps *ops;
  NetSpec spec;
  Memory own, work;
  Net *net;
} Machine;

static inline void machine_load(Machine *m, const Plain *p) {
  for (size_t k = 1; k <= m->spec.depth; k++) {
    m->ops->set_weights(m->net, k, p->w[k]);
    if (m->spec.bias) m->ops->set_biases(m->net, k, p->b[k]);
  }
}

/* The engine with p's weights. */
static inline Machine machine_new(const NetOps *ops, const Plain *p, size_t block) {
  Machine m = {.ops = ops, .spec = p->spec};
  m.own = memory_new(ops->net_bytes(&p->spec));
  m.work = memory_new(ops->work_bytes(&p->spec, block));
  m.net = ops->init(m.own.at, &p->spec);
  ops->set_work(m.net, m.work.at, block);
  machine_load(&m, p);
  return m;
}

static inline void machine_end(Machine *m) {
  memory_end(&m->own);
  memory_end(&m->work);
}

/* The largest difference between what both have learnt, as a share of the largest weight; infinite
   where a NaN is. */
static inline double machine_distance(const Machine *m, const Plain *p) {
  static double w[MOST_WEIGHTS], b[MOST_INPUTS];
  double largest = 0, worst = 0;
  for (size_t k = 1; k <= m->spec.depth; k++) {
    size_t units = m->spec.sizes[k], n = units * m->spec.sizes[k - 1];
    m->ops->get_weights(m->net, k, w);
    memset(b, 0, sizeof b);
    if (m->spec.bias) m->ops->get_biases(m->net, k, b);
    for (size_t i = 0; i < n + units; i++) {
      double got = i < n ? w[i] : b[i - n], want = i < n ? p->w[k][i] : p->b[k][i - n];
      if (isnan(got) || isnan(want)) return INFINITY;
      largest = fmax(largest, fabs(want));
      worst = fmax(worst, fabs(got - want));
    }
  }
  return worst / largest;
}

/* What the engine has learnt, for machine_distance between two engines. */
static inline void machine_read(const Machine *m, Plain *p) {
  memset(p, 0, sizeof *p);
  p->spec = m->spec;
  for (size_t k = 1; k <= m->spec.depth; k++) {
    m->ops->get_weights(m->net, k, p->w[k]);
    if (m->spec.bias) m->ops->get_biases(m->net, k, p->b[k]);
  }
}

static inline NetReport machine_train(Machine *m, const Dataset *set, size_t first, size_t n,
                                      NetTraining how) {
  NetReport report = {0};
  CHECK(m->ops->train(m->net, set, first, n, &how, &report, &status));
  return report;
}

#endif
