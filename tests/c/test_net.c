/* test_net: what src/net does without learning, float and double: memory, weights, activations,
   losses, samples on their way in, forward and evaluate. Training is in test_train. */
#include "net/feed.h"
#include "test_net.h"

static Plain start;

/* Relative where numbers are large, absolute where small; the same infinity, or both NaN. */
static bool close_to(double a, double b, double tolerance) {
  if (!isfinite(a) || !isfinite(b)) return a == b || (isnan(a) && isnan(b));
  return fabs(a - b) <= tolerance * fmax(1, fabs(b));
}

/* ---- memory and weights ---------------------------------------------------------------------- */

static const size_t deep[] = {37, 131, 21, 7};

/* Everything that the engine does: what lies around its memory is touched now if it ever is. */
static void use_all(Machine *m, const Dataset *set, size_t block) {
  static double out[SAMPLES * MOST_INPUTS];
  static size_t confusion[7 * 7];
  NetReport report;
  m->ops->forward(m->net, set, 3, block);
  for (size_t k = 0; k <= m->spec.depth; k++) m->ops->outputs(m->net, k, block, out);
  CHECK(m->ops->evaluate(m->net, set, confusion, &report, &status));
  for (size_t batch = 1; batch <= 2 * block; batch += block - 1)
    machine_train(m, set, 0, set->count, (NetTraining){.learning_rate = 0.1, .batch_size = batch});
}

static void test_memory(void) {
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t depth = 1; depth <= 3; depth++)
      for (int bias = 0; bias < 2; bias++) {
        const NetOps *ops = precisions[i];
        size_t wide = ops == &net_ops_f32 ? sizeof(float) : sizeof(double), numbers = 0;
        NetSpec spec = spec_of(depth, deep + 3 - depth, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
        spec.bias = bias;
        for (size_t k = 1; k <= depth; k++)
          numbers += spec.sizes[k] * (spec.sizes[k - 1] + (bias ? 1 : 0));
        CHECK(ops->net_bytes(&spec) % 64 == 0 && ops->net_bytes(&spec) >= numbers * wide);
        CHECK(ops->work_bytes(&spec, 64) % 64 == 0);
        CHECK(ops->work_bytes(&spec, 100) > ops->work_bytes(&spec, 64));
        Dataset set = samples(230, spec.sizes[0], 7);
        plain_start(&start, &spec);
        Machine m = machine_new(ops, &start, 64);
        use_all(&m, &set, 64);
        memory_end(&m.work); /* other work areas, and the first ones gone */
        m.work = memory_new(ops->work_bytes(&spec, 100));
        ops->set_work(m.net, m.work.at, 100);
        use_all(&m, &set, 100);
        CHECK(isfinite(machine_distance(&m, &start)));
        machine_end(&m);
      }
  CHECK(!strcmp(net_ops_f32.precision, "float") && !strcmp(net_ops_f64.precision, "double"));
}

/* Weights start as 0, come back as they were given but for rounding to float, layer by layer, and
   are copied as a whole. */
static void test_weights(void) {
  static Plain zero, tenths;
  NetSpec spec = spec_of(3, deep, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
  spec.bias = true;
  zero.spec = spec;
  plain_start(&start, &spec);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    const NetOps *ops = precisions[i];
    Memory own = memory_new(ops->net_bytes(&spec));
    Machine bare = {.ops = ops, .spec = spec, .own = own, .net = ops->init(own.at, &spec)};
    bare.work = memory_new(ops->work_bytes(&spec, 64));
    CHECK(isnan(machine_distance(&bare, &zero))); /* 0 of 0 */
    machine_load(&bare, &start);                  /* without work areas */
    CHECK(machine_distance(&bare, &start) == 0);
    machine_read(&bare, &tenths);
    for (size_t j = 0; j < 21 * 131; j++) tenths.w[2][j] = 0.1 * (double)j;
    ops->set_weights(bare.net, 2, tenths.w[2]);
    CHECK(machine_distance(&bare, &tenths) <= (ops == &net_ops_f32 ? 6e-8 : 0));
    for (size_t j = 0; j < 131; j++) tenths.b[1][j] = 0.1 * (double)j;
    ops->set_biases(bare.net, 1, tenths.b[1]);
    CHECK(machine_distance(&bare, &tenths) <= (ops == &net_ops_f32 ? 6e-8 : 0));
    machine_read(&bare, &tenths);
    CHECK(tenths.w[2][7] == (ops == &net_ops_f32 ? (double)0.7f : 0.1 * 7));
    Machine copy = machine_new(ops, &start, 64);
    ops->copy_weights(copy.net, bare.net);
    CHECK(machine_distance(&copy, &tenths) == 0);
    machine_load(&bare, &start);
    CHECK(machine_distance(&copy, &tenths) == 0); /* a copy, not the same */
    machine_end(&bare);
    machine_end(&copy);
  }
}

/* ---- activation and loss, each as a function of doubles -------------------------------------- */

enum { MOST_UNITS = 2100 };
typedef struct Kernels {
  void (*activate)(Activation f, double *o, const double *x, size_t n, size_t units);
  double (*loss)(Loss loss, Activation f, const double *x, const double *t, size_t units);
  void (*inputs)(const Dataset *set, size_t first, size_t n, double *out);
  void (*targets)(const Dataset *set, size_t first, size_t n, double *out);
  double epsilon, huge; /* and numbers of this size are no trouble */
} Kernels;

#define IN_DOUBLES(real, suffix, eps, large)                                                       \
  static real x_##suffix[MOST_UNITS], o_##suffix[MOST_UNITS], t_##suffix[MOST_UNITS];              \
  static void into_##suffix(real *to, const double *from, size_t n) {                              \
    for (size_t i = 0; i < n; i++) to[i] = (real)from[i];                                          \
  }                                                                                                \
  static void from_##suffix(double *to, const real *from, size_t n) {                              \
    for (size_t i = 0; i < n; i++) to[i] = (double)from[i];                                        \
  }                                                                                                \
  static void activate_##suffix(Activation f, double *o, const double *x, size_t n,                \
                                size_t units) {                                                    \
    into_##suffix(o_##suffix, x, n *units);                                                        \
    activation_forward_##suffix(f, o_##suffix, n, units);                                          \
    from_##suffix(o, o_##suffix, n *units);                                                        \
  }                                                                                                \
  static double loss_##suffix(Loss loss, Activation f, const double *x, const double *t,           \
                              size_t units) {                                                      \
    into_##suffix(x_##suffix, x, units);                                                           \
    into_##suffix(o_##suffix, x, units);                                                           \
    into_##suffix(t_##suffix, t, units);                                                           \
    activation_forward_##suffix(f, o_##suffix, 1, units);                                          \
    return loss_value_##suffix(loss, f, x_##suffix, o_##suffix, t_##suffix, units);                \
  }                                                                                                \
  static void inputs_##suffix(const Dataset *set, size_t first, size_t n, double *out) {           \
    feed_inputs_##suffix(set, first, n, o_##suffix);                                               \
    from_##suffix(out, o_##suffix, n * set->inputs);                                               \
  }                                                                                                \
  static void targets_##suffix(const Dataset *set, size_t first, size_t n, double *out) {          \
    feed_targets_##suffix(set, first, n, o_##suffix);                                              \
    from_##suffix(out, o_##suffix, n * set->outputs);                                              \
  }                                                                                                \
  static const Kernels kernels_##suffix = {activate_##suffix, loss_##suffix, inputs_##suffix,      \
                                           targets_##suffix,  eps,           large};
IN_DOUBLES(float, f32, FLT_EPSILON, 1e37)
IN_DOUBLES(double, f64, DBL_EPSILON, 1e300)
static const Kernels *const both[] = {&kernels_f32, &kernels_f64};

static double x[MOST_UNITS], o[MOST_UNITS], t[MOST_UNITS], want[MOST_UNITS];

/* From -1000 to 1000, more closely around 0; the numbers are exact in float. */
static size_t ladder(void) {
  size_t n = 0;
  for (int i = -1000; i <= 1000; i++) x[n++] = i % 10 ? i / 64.0 : i;
  return n;
}

static void test_activations(void) {
  for (size_t p = 0; p < COUNT(both); p++)
    for (Activation f = ACTIVATION_SIGMOID; f <= ACTIVATION_THRESHOLD; f++) {
      size_t all = ladder();
      for (size_t units = 1; units < 70; units = units * 3 / 2 + 1) { /* rests of wide registers */
        bool ok = true;
        size_t n = all / units;
        both[p]->activate(f, o, x, n, units);
        for (size_t i = 0; i < n; i++) plain_activate(f, want + i * units, x + i * units, units);
        for (size_t i = 0; i < n * units; i++)
          ok = ok && fabs(o[i] - want[i]) <= 4 * both[p]->epsilon * fabs(want[i]) + 1.2e-38;
        CHECK(ok);
      }
      for (size_t at = 0; at < 40; at++) { /* a NaN stays one, and spoils a softmax only */
        both[p]->activate(f, want, x, 1, 40);
        double kept = x[at];
        x[at] = NAN;
        both[p]->activate(f, o, x, 1, 40);
        x[at] = kept;
        bool ok = true;
        for (size_t j = 0; j < 40; j++)
          ok = ok && (j == at || f == ACTIVATION_SOFTMAX ? isnan(o[j]) : o[j] == want[j]);
        CHECK(ok);
      }
    }
}

static void test_activation_ends(void) {
  for (size_t p = 0; p < COUNT(both); p++) {
    double huge = both[p]->huge;
    const double ends[] = {-INFINITY, -huge, huge, INFINITY, 0};
    both[p]->activate(ACTIVATION_SIGMOID, o, ends, 1, 5);
    CHECK(o[0] < 1e-37 && o[1] < 1e-37 && o[0] >= 0 && o[2] == 1 && o[3] == 1 && o[4] == 0.5);
    both[p]->activate(ACTIVATION_TANH, o, ends, 1, 5);
    CHECK(o[0] == -1 && o[1] == -1 && o[2] == 1 && o[3] == 1 && o[4] == 0);
    both[p]->activate(ACTIVATION_RELU, o, ends, 1, 5);
    CHECK(o[0] == 0 && o[1] == 0 && o[3] == INFINITY && o[4] == 0);
    both[p]->activate(ACTIVATION_LEAKY_RELU, o, ends, 1, 5);
    CHECK(o[0] == -INFINITY && close_to(o[1] / huge, -0.01, 1e-7) && o[3] == INFINITY);
    both[p]->activate(ACTIVATION_THRESHOLD, o, ends, 1, 5);
    CHECK(o[0] == 0 && o[1] == 0 && o[2] == 1 && o[3] == 1 && o[4] == 0);
    both[p]->activate(ACTIVATION_SOFTMAX, o, (const double[]){huge, -huge, huge, 0}, 1, 4);
    CHECK(o[0] == 0.5 && o[1] < 1e-37 && o[2] == 0.5 && o[3] < 1e-37);
    both[p]->activate(ACTIVATION_SOFTMAX, o, (const double[]){-huge}, 1, 1);
    CHECK(o[0] == 1);
  }
}

/* A loss from its definition, in long double; for large x from where the sum tends to. */
static double plain_loss_of(Loss loss, Activation f, size_t units, bool large) {
  long double sum = 0, all = 0, top = x[0], norm = 0;
  for (size_t j = 0; j < units; j++) top = fmaxl(top, x[j]);
  for (size_t j = 0; j < units; j++) norm += expl(x[j] - top);
  plain_activate(f, want, x, units);
  for (size_t j = 0; j < units; j++) {
    long double v = x[j], target = t[j];
    all += target;
    if (loss != LOSS_CROSS_ENTROPY)
      sum += (want[j] - target) * (want[j] - target);
    else if (f == ACTIVATION_SOFTMAX)
      sum -= target * (v - top);
    else if (large)
      sum += fmaxl(v, 0) - target * v;
    else
      sum -= target * logl(1 / (1 + expl(-v))) + (1 - target) * logl(1 / (1 + expl(v)));
  }
  if (loss == LOSS_CROSS_ENTROPY)
    return (double)(f == ACTIVATION_SOFTMAX ? sum + all * logl(norm) : sum);
  return (double)(loss == LOSS_SQUARED ? sum / 2 : sum / units);
}

/* Each loss with each activation it goes with, over sizes and scales of x. */
static void check_losses(const Kernels *k, double scale, bool large) {
  for (Activation f = ACTIVATION_SIGMOID; f <= ACTIVATION_THRESHOLD; f++)
    for (Loss loss = LOSS_SQUARED; loss <= LOSS_CROSS_ENTROPY; loss++) {
      bool bounded = f != ACTIVATION_LINEAR && f != ACTIVATION_RELU && f != ACTIVATION_LEAKY_RELU;
      bool soft = f == ACTIVATION_SIGMOID || f == ACTIVATION_SOFTMAX;
      if ((loss == LOSS_CROSS_ENTROPY && !soft) || (large && !bounded)) continue;
      for (size_t units = 1; units < 12; units++) {
        for (size_t j = 0; j < units; j++) {
          x[j] = (float)((rng_uniform(&rng) - 0.5) * scale);
          t[j] = (float)(units % 2 ? rng_uniform(&rng) : (j == 0));
        }
        double got = k->loss(loss, f, x, t, units);
        CHECK(close_to(got, plain_loss_of(loss, f, units, large), 20 * k->epsilon));
        x[units - 1] = NAN; /* which no loss may hide */
        CHECK(isnan(k->loss(loss, f, x, t, units)));
      }
    }
}

static void test_losses(void) {
  rng_seed(&rng, 79);
  for (size_t p = 0; p < COUNT(both); p++) {
    check_losses(both[p], 1, false);
    check_losses(both[p], 20, false);
    check_losses(both[p], 1e4, true);
    check_losses(both[p], 1e30, true);
    static const double ends[] = {-1e4, 1e4}, one[] = {1}, zero[] = {0};
    for (int i = 0; i < 2; i++) { /* sure of what is wrong, and of what is right */
      double wrong =
          both[p]->loss(LOSS_CROSS_ENTROPY, ACTIVATION_SIGMOID, ends + i, i ? zero : one, 1);
      double right =
          both[p]->loss(LOSS_CROSS_ENTROPY, ACTIVATION_SIGMOID, ends + i, i ? one : zero, 1);
      CHECK(wrong == 1e4 && right == 0);
    }
    double wrong =
        both[p]->loss(LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX, ends, (const double[]){1, 0}, 2);
    double right =
        both[p]->loss(LOSS_CROSS_ENTROPY, ACTIVATION_SOFTMAX, ends, (const double[]){0, 1}, 2);
    CHECK(wrong == 2e4 && right == 0);
  }
}

/* ---- samples on their way in ----------------------------------------------------------------- */

static void check_feed(const Kernels *k, const Dataset *set) {
  static double got[MOST_UNITS], row[64];
  bool ok = true;
  k->inputs(set, 2, set->count - 2, got);
  for (size_t i = 2; i < set->count; i++) {
    dataset_input(set, i, row);
    for (size_t j = 0; j < set->inputs; j++)
      ok = ok && close_to(got[(i - 2) * set->inputs + j], row[j], 2 * k->epsilon);
  }
  CHECK(ok);
  k->targets(set, 2, set->count - 2, got);
  for (size_t i = 2; i < set->count; i++) {
    dataset_target(set, i, row);
    for (size_t j = 0; j < set->outputs; j++)
      ok = ok && close_to(got[(i - 2) * set->outputs + j], row[j], k->epsilon);
  }
  CHECK(ok);
}

/* Bytes or doubles, all rows or some, three scalings, classes or numbers. */
static void test_feed(void) {
  enum { STORED = 50, INPUTS = 37, OUTPUTS = 5 };
  static unsigned char pixels[STORED * INPUTS];
  static double values[STORED * INPUTS], targets[STORED * OUTPUTS], slope[INPUTS], offset[INPUTS];
  static int32_t labels[STORED];
  static uint32_t rows[STORED - 7];
  for (size_t i = 0; i < STORED * INPUTS; i++) {
    pixels[i] = (unsigned char)rng_below(&rng, 256);
    values[i] = rng_normal(&rng);
  }
  for (size_t i = 0; i < STORED * OUTPUTS; i++) targets[i] = rng_normal(&rng);
  for (size_t i = 0; i < STORED; i++) labels[i] = (int32_t)rng_below(&rng, OUTPUTS);
  for (size_t i = 0; i < STORED - 7; i++) rows[i] = (uint32_t)rng_below(&rng, STORED);
  for (size_t j = 0; j < INPUTS; j++) slope[j] = rng_uniform(&rng) + 0.1;
  for (size_t j = 0; j < INPUTS; j++) offset[j] = rng_normal(&rng);
  for (int way = 0; way < 24; way++) {
    Dataset set = {.count = STORED - 7,
                   .inputs = INPUTS,
                   .outputs = OUTPUTS,
                   .first = 3,
                   .pixels = way & 1 ? pixels : NULL,
                   .values = way & 1 ? NULL : values,
                   .rows = way & 2 ? rows : NULL,
                   .labels = way & 4 ? labels : NULL,
                   .targets = way & 4 ? NULL : targets,
                   .low = 0.01,
                   .high = 0.99};
    if (way / 8 > 0) {
      set.slope = slope;
      set.offset = offset;
      set.scale_step = way / 8 == 2;
    }
    for (size_t p = 0; p < COUNT(both); p++) check_feed(both[p], &set);
  }
}

/* ---- forward and evaluate -------------------------------------------------------------------- */

/* Samples first .. first+n-1, every layer. */
static void check_forward(Machine *m, const Dataset *set, size_t first, size_t n) {
  static double got[DEEPEST + 1][64 * MOST_INPUTS];
  double input[MOST_INPUTS], tolerance = m->ops == &net_ops_f32 ? 3e-6 : 1e-13;
  bool ok = true;
  m->ops->forward(m->net, set, first, n);
  for (size_t k = 0; k <= m->spec.depth; k++) m->ops->outputs(m->net, k, n, got[k]);
  for (size_t i = 0; i < n; i++) {
    dataset_input(set, first + i, input);
    plain_forward(&start, input);
    for (size_t k = 0; k <= m->spec.depth; k++)
      for (size_t j = 0; j < m->spec.sizes[k]; j++)
        ok = ok && close_to(got[k][i * m->spec.sizes[k] + j], start.o[k][j], tolerance);
  }
  CHECK(ok);
}

static void test_forward(void) {
  for (Activation f = ACTIVATION_SIGMOID; f <= ACTIVATION_THRESHOLD; f++)
    for (size_t depth = 1; depth <= 3; depth++)
      for (int bias = 0; bias < 2; bias++) {
        NetSpec spec = spec_of(depth, deep, f, f);
        spec.bias = bias;
        Dataset set = samples(100, spec.sizes[0], spec.sizes[depth]);
        plain_start(&start, &spec);
        for (size_t i = 0; i < COUNT(precisions); i++) {
          Machine m = machine_new(precisions[i], &start, 64);
          static const size_t sizes[] = {1, 2, 16, 33, 63, 64};
          for (size_t n = 0; n < COUNT(sizes); n++)
            check_forward(&m, &set, 100 - sizes[n], sizes[n]);
          machine_end(&m);
        }
      }
}

static void check_evaluate(const NetOps *ops, const Dataset *set, size_t block) {
  static size_t confusion[49], plain_confusion[49];
  static Plain p;
  double target[MOST_INPUTS], tolerance = ops == &net_ops_f32 ? 1e-5 : 1e-12;
  p = start;
  for (size_t i = 0; i < 49; i++) confusion[i] = plain_confusion[i] = i; /* they are added to */
  for (size_t i = 0; i < set->count; i++) {
    size_t said = plain_score(&p, set, i, target);
    if (set->labels) plain_confusion[(size_t)set->labels[dataset_row(set, i)] * 7 + said]++;
  }
  Machine m = machine_new(ops, &start, block);
  NetReport report = {.done = 5, .loss = 5, .correct = 5, .diverged = true};
  CHECK(ops->evaluate(m.net, set, confusion, &report, &status));
  CHECK(report.done == set->count && report.correct == p.correct && !report.diverged);
  CHECK(close_to(report.loss / p.loss, 1, tolerance));
  CHECK(memcmp(confusion, plain_confusion, sizeof confusion) == 0);
  NetReport again;
  CHECK(ops->evaluate(m.net, set, NULL, &again, &status));
  CHECK(again.loss == report.loss && again.correct == report.correct);
  CHECK(machine_distance(&m, &start) == 0);
  machine_end(&m);
}

static void test_evaluate(void) {
  static const uint32_t rows[] = {8, 3, 299, 3, 0};
  static double targets[300 * 7];
  for (size_t i = 0; i < COUNT(targets); i++) targets[i] = rng_uniform(&rng);
  for (Loss loss = LOSS_SQUARED; loss <= LOSS_CROSS_ENTROPY; loss++) {
    NetSpec spec = spec_of(3, deep, ACTIVATION_TANH, ACTIVATION_SOFTMAX);
    spec.bias = true;
    spec.loss = loss;
    Dataset set = samples(300, 37, 7);
    plain_start(&start, &spec);
    for (size_t i = 0; i < COUNT(precisions); i++) {
      static const size_t blocks[] = {1, 7, 64, 100, 300, 500};
      for (size_t k = 0; k < COUNT(blocks); k++) check_evaluate(precisions[i], &set, blocks[k]);
      Dataset some = set;
      some.count = COUNT(rows);
      some.rows = rows;
      check_evaluate(precisions[i], &some, 2);
      some.labels = NULL; /* numbers to learn, so nothing is right or wrong */
      some.targets = targets;
      check_evaluate(precisions[i], &some, 2);
    }
  }
}

/* A NaN is counted, not skipped, and spoils no other sample's answer; a pending Ctrl-C ends it. */
static void test_evaluate_trouble(void) {
  NetSpec spec = spec_of(3, deep, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
  Dataset set = samples(100, 37, 7);
  plain_start(&start, &spec);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, 16);
    NetReport report, spoilt;
    CHECK(m.ops->evaluate(m.net, &set, NULL, &report, &status));
    double kept = sample_values[20 * 37];
    sample_values[20 * 37] = NAN;
    CHECK(m.ops->evaluate(m.net, &set, NULL, &spoilt, &status));
    sample_values[20 * 37] = kept;
    CHECK(spoilt.done == 100 && isnan(spoilt.loss) && !spoilt.diverged);
    CHECK(spoilt.correct + 1 >= report.correct && spoilt.correct <= report.correct + 1);
    status = (Status){STATUS_OK, ""};
    status_interrupt();
    CHECK(!m.ops->evaluate(m.net, &set, NULL, &report, &status));
    status_interrupt_clear();
    CHECK(status.code == STATUS_INTERRUPT && report.done == 0);
    machine_end(&m);
  }
}

int main(void) {
  CHECK(blas_ready(&status));
  RUN(test_memory);
  RUN(test_weights);
  RUN(test_activations);
  RUN(test_activation_ends);
  RUN(test_losses);
  RUN(test_feed);
  RUN(test_forward);
  RUN(test_evaluate);
  RUN(test_evaluate_trouble);
  return test_end("net");
}
