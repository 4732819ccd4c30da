/* test_batch: mini-batches by two threads, against plain loops, against one thread, and against
   themselves. What one thread does with them is in test_train. */
#include "core/crew.h"
#include "test_net.h"

static Plain start, naive, alone;
static Crew *crew;

enum { N = 330, BLOCK = 90 };

/* All have weights enough to be shared out in blocks of 54 samples; the units of most layers are
   odd in number. */
static const struct {
  size_t depth, sizes[DEEPEST + 1];
} shapes[] = {{1, {331, 17}}, {2, {100, 59, 10}}, {3, {61, 90, 21, 7}}};

static NetSpec shape_spec(size_t shape, Activation hidden, Activation last) {
  NetSpec spec = spec_of(shapes[shape].depth, shapes[shape].sizes, hidden, last);
  spec.bias = true;
  spec.rule = RULE_GRADIENT;
  return spec;
}

static NetReport train_with(Machine *m, const Dataset *set, NetTraining how, Crew *helper) {
  how.crew = helper;
  CHECK(!helper || m->ops->shares(m->net, &how));
  how.rng = &rng;
  rng_seed(&rng, 79); /* for dropout */
  return machine_train(m, set, 0, set->count, how);
}

static void check_same_report(const NetReport *a, const NetReport *b, double tolerance) {
  CHECK(a->done == b->done && a->diverged == b->diverged && a->correct == b->correct);
  CHECK_NEAR(a->loss, b->loss, tolerance * fabs(b->loss));
}

/* ---- the same numbers ------------------------------------------------------------------------ */

/* The plain loops' weights, sums of losses and right answers. */
static void check_batch(size_t shape, Rule rule, bool bias, size_t batch) {
  NetSpec spec = shape_spec(shape, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
  spec.rule = rule;
  spec.bias = bias;
  Dataset set = samples(N, spec.sizes[0], spec.sizes[spec.depth]);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, N, batch, 0.5);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, BLOCK);
    NetTraining how = {.learning_rate = 0.5, .batch_size = batch};
    NetReport report = train_with(&m, &set, how, crew);
    CHECK(machine_distance(&m, &naive) <= bound(m.ops, 1e-10));
    CHECK(report.done == N && !report.diverged && report.correct == naive.correct);
    CHECK_NEAR(report.loss / naive.loss, 1, bound(m.ops, 1e-10));
    machine_end(&m);
  }
}

/* Odd and even batches, smaller, as large and larger than a block, and larger than the set; what
   remains at the end is now and then too little for two, or a single sample. */
static void test_batches(void) {
  static const size_t batches[] = {54, 63, 64, 89, 90, 91, 180, 181, 329, 330, 1000};
  for (size_t shape = 0; shape < COUNT(shapes); shape++)
    for (size_t k = 0; k < COUNT(batches); k++)
      for (int way = 0; way < 4; way++)
        check_batch(shape, way & 1 ? RULE_GRADIENT : RULE_BOOK, way & 2, batches[k]);
}

/* Two threads learn what one learns, and twice the same to the last bit. */
static void check_like_one(const NetSpec *spec, const NetOps *ops, NetTraining how) {
  Dataset set = samples(N, spec->sizes[0], spec->sizes[spec->depth]);
  plain_start(&start, spec);
  how.set_size = N;
  Machine one = machine_new(ops, &start, BLOCK), two = machine_new(ops, &start, BLOCK);
  NetReport by_one = train_with(&one, &set, how, NULL);
  NetReport by_two = train_with(&two, &set, how, crew);
  machine_read(&one, &alone);
  CHECK(machine_distance(&one, &start) > 1e-6);
  CHECK(machine_distance(&two, &alone) <= bound(ops, 1e-10));
  check_same_report(&by_two, &by_one, bound(ops, 1e-10));
  Machine again = machine_new(ops, &start, BLOCK);
  NetReport by_two_again = train_with(&again, &set, how, crew);
  machine_read(&again, &alone);
  CHECK(machine_distance(&two, &alone) == 0);
  check_same_report(&by_two_again, &by_two, 0);
  machine_end(&one);
  machine_end(&two);
  machine_end(&again);
}

static void check_spec(const NetSpec *spec, double rate) {
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t batch = 64; batch <= 192; batch += 128)
      check_like_one(spec, precisions[i],
                     (NetTraining){.learning_rate = rate, .batch_size = batch});
}

static void test_activations(void) {
  for (Activation last = ACTIVATION_SIGMOID; last <= ACTIVATION_LINEAR; last++)
    for (Loss loss = LOSS_SQUARED; loss <= LOSS_CROSS_ENTROPY; loss++) {
      bool soft = last == ACTIVATION_SOFTMAX || last == ACTIVATION_SIGMOID;
      if (loss == LOSS_CROSS_ENTROPY && !soft) continue;
      NetSpec spec = shape_spec(1, last == ACTIVATION_SOFTMAX ? ACTIVATION_RELU : last, last);
      spec.loss = loss;
      check_spec(&spec, 0.05);
    }
}

static void test_optimizers(void) {
  for (Optimizer optimizer = OPTIMIZER_SGD; optimizer <= OPTIMIZER_RPROP; optimizer++)
    for (int extra = 0; extra < 4; extra++) {
      NetSpec spec = shape_spec(2, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
      spec.optimizer = optimizer;
      spec.momentum = 0.9;
      spec.decay = 0.99;
      spec.weight_decay = extra == 1 ? 5 : 0;
      spec.l1 = extra == 2 ? 5 : 0;
      spec.clip = extra == 3 ? 0.01 : 0;
      check_spec(&spec, 0.01);
    }
}

/* The samples go without the same outputs, whoever works on them. */
static void test_dropout(void) {
  NetSpec spec = shape_spec(2, ACTIVATION_RELU, ACTIVATION_SOFTMAX);
  spec.dropout = 0.3;
  check_spec(&spec, 0.1);
}

/* ---- trouble --------------------------------------------------------------------------------- */

/* A sample that is no number: its batch is not learnt, and the report names it, in whichever half
   of a block it lies; with a second one behind it, it is still the first. */
static void check_divergence(const NetOps *ops, size_t batch, size_t at) {
  NetSpec spec = shape_spec(1, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
  NetTraining how = {.learning_rate = 0.1, .batch_size = batch};
  Dataset set = samples(N, 100, 10);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, at / batch * batch, batch, 0.1);
  sample_values[at * 100 + 3] = NAN;
  if (at + 50 < N) sample_values[(at + 50) * 100] = NAN;
  Machine m = machine_new(ops, &start, BLOCK);
  NetReport report = train_with(&m, &set, how, crew);
  CHECK(report.diverged && report.done == at && report.correct == naive.correct);
  CHECK_NEAR(report.loss, naive.loss, naive.loss * bound(ops, 1e-10));
  CHECK(machine_distance(&m, &naive) <= bound(ops, 1e-10));
  how.go_on = true;
  report = train_with(&m, &set, how, crew);
  CHECK(!report.diverged && report.done == N && isnan(report.loss));
  CHECK(isinf(machine_distance(&m, &naive)));
  machine_end(&m);
}

static void test_divergence(void) {
  static const size_t places[] = {0, 31, 32, 63, 64, 100, 179, 180, 225, 329};
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t k = 0; k < COUNT(places); k++)
      for (size_t batch = 64; batch <= 192; batch += 128)
        check_divergence(precisions[i], batch, places[k]);
}

/* Small networks and small batches are for one thread. */
static void test_worth(void) {
  static const struct {
    size_t shape, batch;
    bool shares;
  } cases[] = {{1, 54, true}, {1, 2, false}, {2, 1000, true}, {2, 1, true}};
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t k = 0; k < COUNT(cases); k++) {
      NetSpec spec = shape_spec(cases[k].shape, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
      plain_start(&start, &spec);
      Machine m = machine_new(precisions[i], &start, BLOCK);
      NetTraining how = {.batch_size = cases[k].batch};
      CHECK(m.ops->shares(m.net, &how) == cases[k].shares);
      machine_end(&m);
      spec = spec_of(2, (const size_t[]){9, 5, 3}, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
      plain_start(&start, &spec);
      m = machine_new(precisions[i], &start, BLOCK);
      CHECK(!m.ops->shares(m.net, &how));
      machine_end(&m);
    }
}

/* ---- the crew -------------------------------------------------------------------------------- */

static void add_one(void *work) { ++*(int *)work; }

/* Whoever does a piece of work, the helper or the one who takes it back: it is done, and once. */
static void test_crew(void) {
  enum { PIECES = 20000 };
  int done = 0;
  bool each = true;
  volatile int own = 0;
  for (int i = 0; i < PIECES; i++) {
    crew_give(crew, add_one, &done);
    for (int k = 0; k < i % 400; k++) own = k; /* time for the helper, now more, now less */
    crew_wait(crew);
    each = each && done == i + 1;
  }
  CHECK(each && own == 398);
}

int main(void) {
  CHECK(blas_ready(&status));
  blas_set_threads(1);
  crew = crew_start(&status);
  CHECK(crew != NULL);
  RUN(test_batches);
  RUN(test_activations);
  RUN(test_optimizers);
  RUN(test_dropout);
  RUN(test_divergence);
  RUN(test_worth);
  RUN(test_crew);
  crew_stop(crew);
  return test_end("batch");
}
