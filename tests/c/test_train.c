/* test_train: training in src/net, float and double, against plain loops: both rules, blocks of
   every size, mini-batches, divergence and Ctrl-C. What does not learn is in test_net. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>

#include "core/crew.h"
#include "net/online.h"
#include "test_net.h"

static Plain start, naive, other;

/* The engine's block path begins with 4,096 weights in the first layer: the first four have them,
   64·64 just so. Layers of 69, 131 and 64 units are one and two strips of 64 with and without a
   rest, 13 units are too few for two threads, and few widths are multiples of 16. */
static const struct {
  size_t depth, sizes[DEEPEST + 1];
} shapes[] = {{1, {331, 13}}, {2, {61, 69, 10}}, {3, {37, 131, 21, 7}}, {2, {64, 64, 10}},
              {1, {9, 5}},    {2, {31, 17, 3}},  {3, {5, 16, 33, 4}},   {1, {1, 1}}};

static NetSpec shape_spec(size_t shape, Rule rule, bool bias) {
  NetSpec spec =
      spec_of(shapes[shape].depth, shapes[shape].sizes, ACTIVATION_SIGMOID, ACTIVATION_SIGMOID);
  spec.rule = rule;
  spec.bias = bias;
  return spec;
}

static Dataset shape_samples(const NetSpec *spec, size_t n) {
  return samples(n, spec->sizes[0], spec->sizes[spec->depth]);
}

/* The same after the same training: weights, and the report. */
static void check_trained(const Machine *m, const NetReport *report, const Plain *want, size_t n) {
  CHECK(machine_distance(m, want) <= bound(m->ops, 1e-10));
  CHECK(report->done == n && !report->diverged);
  CHECK_NEAR(report->loss / want->loss, 1, bound(m->ops, 1e-10));
  double wrong = (double)report->correct - (double)want->correct; /* in float a tie may tip over */
  CHECK(fabs(wrong) <= (m->ops == &net_ops_f32 ? 2 : 0));
}

/* ---- one sample at a time -------------------------------------------------------------------- */

/* The ways to the same numbers: sample by sample in plain loops; in blocks; through the queue of
   samples handed over one by one; in blocks by two threads. */
typedef enum Way { PLAIN, BLOCKS, QUEUE, CREW } Way;

static NetReport train_queue(Machine *m, const Dataset *set, size_t first, size_t n,
                             NetTraining how) {
  static double input[MOST_INPUTS], target[MOST_INPUTS];
  NetReport report;
  for (size_t i = 0; i < n; i++) {
    dataset_input(set, first + i, input);
    dataset_target(set, first + i, target);
    m->ops->put_sample(m->net, i, input, target);
  }
  m->ops->train_samples(m->net, n, &how, &report);
  return report;
}

/* Trains on the whole set in calls of `part` samples. */
static NetReport train_in_parts(Machine *m, const Dataset *set, size_t part, Way way, double rate) {
  NetReport all = {0};
  NetTraining how = {.learning_rate = rate, .batch_size = 1, .plain = way == PLAIN};
  if (way == CREW) how.crew = crew_start(&status);
  for (size_t i = 0; i < set->count; i += part) {
    size_t n = set->count - i < part ? set->count - i : part;
    NetReport one = (way == QUEUE ? train_queue : machine_train)(m, set, i, n, how);
    all.done += one.done;
    all.loss += one.loss;
    all.correct += one.correct;
    all.diverged = all.diverged || one.diverged;
  }
  crew_stop(how.crew);
  return all;
}

static void check_way(const NetOps *ops, const Dataset *set, size_t part, Way way, double rate) {
  Machine m = machine_new(ops, &start, ONLINE_BLOCK);
  NetReport report = train_in_parts(&m, set, part, way, rate);
  if (way == QUEUE) report.correct = naive.correct; /* the queue has no labels */
  check_trained(&m, &report, &naive, set->count);
  if (way == PLAIN)
    machine_read(&m, &other);
  else
    CHECK(machine_distance(&m, &other) <= bound(ops, 1e-10));
  machine_end(&m);
}

/* Every way against the naive loop, and all against the plain loop of the same precision. */
static void check_online(size_t shape, Rule rule, bool bias) {
  NetSpec spec = shape_spec(shape, rule, bias);
  Dataset set = shape_samples(&spec, SAMPLES);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, SAMPLES, 1, 0.1);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    check_way(precisions[i], &set, SAMPLES, PLAIN, 0.1);
    check_way(precisions[i], &set, SAMPLES, BLOCKS, 0.1);
    check_way(precisions[i], &set, 150, CREW, 0.1);
    check_way(precisions[i], &set, ONLINE_BLOCK, QUEUE, 0.1);
  }
}

static void test_online(void) {
  for (size_t shape = 0; shape < COUNT(shapes); shape++)
    for (int way = 0; way < 4; way++)
      check_online(shape, way & 1 ? RULE_GRADIENT : RULE_BOOK, way & 2);
}

/* Blocks of every size, each with what remains at the end. */
static void test_block_sizes(void) {
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, SAMPLES);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, SAMPLES, 1, 0.3);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    check_way(precisions[i], &set, SAMPLES, PLAIN, 0.3);
    for (size_t part = 1; part <= ONLINE_BLOCK; part++) {
      check_way(precisions[i], &set, part, BLOCKS, 0.3);
      if (part % 7 == 1) check_way(precisions[i], &set, part, QUEUE, 0.3);
    }
    for (size_t part = ONLINE_BLOCK + 1; part <= SAMPLES; part = part * 3 / 2)
      check_way(precisions[i], &set, part, part % 2 ? BLOCKS : CREW, 0.3);
  }
}

/* Each call longer than the one before, up to 70, on rows in an odd order. */
static void test_call_sizes(void) {
  enum { CALLS = 70, ALL = CALLS * (CALLS + 1) / 2 };
  static uint32_t rows[ALL];
  NetSpec spec = shape_spec(1, RULE_GRADIENT, false);
  Dataset set = shape_samples(&spec, SAMPLES);
  for (uint32_t i = 0; i < ALL; i++) rows[i] = i * 389 % SAMPLES;
  set.rows = rows;
  set.count = ALL;
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, ALL, 1, 0.1);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, ONLINE_BLOCK);
    NetReport sum = {0};
    for (size_t n = 1, first = 0; n <= CALLS; first += n++) {
      NetReport report =
          machine_train(&m, &set, first, n, (NetTraining){.learning_rate = 0.1, .batch_size = 1});
      sum.done += report.done;
      sum.loss += report.loss;
      sum.correct += report.correct;
    }
    check_trained(&m, &sum, &naive, ALL);
    machine_end(&m);
  }
}

static void test_set_rule(void) {
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, 100);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, 50, 1, 0.1);
  naive.spec.rule = RULE_GRADIENT;
  plain_train(&naive, &set, 50, 50, 1, 0.1);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, ONLINE_BLOCK);
    NetTraining how = {.learning_rate = 0.1, .batch_size = 1};
    machine_train(&m, &set, 0, 50, how);
    m.ops->set_rule(m.net, RULE_GRADIENT);
    NetReport report = machine_train(&m, &set, 50, 50, how);
    check_trained(&m, &report, &naive, 50);
    machine_end(&m);
  }
}

/* ---- the gradient ---------------------------------------------------------------------------- */

/* Activations and losses that can be trained, each with each. */
static bool pair_exists(Activation last, Loss loss) {
  bool soft = last == ACTIVATION_SOFTMAX || last == ACTIVATION_SIGMOID;
  return last != ACTIVATION_THRESHOLD && (loss != LOSS_CROSS_ENTROPY || soft);
}

static double mean_loss(Plain *p, const Dataset *set) {
  double target[MOST_INPUTS];
  p->loss = 0;
  for (size_t i = 0; i < set->count; i++) plain_score(p, set, i, target);
  return p->loss / (double)set->count;
}

/* What a step of rate 1 changes is minus the gradient of the mean loss: here by differences. */
static double worst_slope(const Machine *m, const Dataset *set) {
  static double before[MOST_WEIGHTS], after[MOST_WEIGHTS];
  double worst = 0, small = 1e-5;
  for (size_t k = 1; k <= m->spec.depth; k++)
    for (int bias = 0; bias < 2; bias++) {
      double *at = bias ? start.b[k] : start.w[k];
      size_t n = m->spec.sizes[k] * (bias ? 1 : m->spec.sizes[k - 1]);
      (bias ? m->ops->get_biases : m->ops->get_weights)(m->net, k, after);
      memcpy(before, at, n * sizeof *at);
      for (size_t i = 0; i < n; i++) {
        at[i] = before[i] + small;
        double up = mean_loss(&start, set);
        at[i] = before[i] - small;
        double slope = (up - mean_loss(&start, set)) / (2 * small);
        at[i] = before[i];
        worst = fmax(worst, fabs(before[i] - after[i] - slope) / (1 + fabs(slope)));
      }
    }
  return worst;
}

static void check_gradient(Activation hidden, Activation last, Loss loss) {
  NetSpec spec = spec_of(3, (const size_t[]){4, 5, 3, 4}, hidden, last);
  spec.bias = true;
  spec.rule = RULE_GRADIENT;
  spec.loss = loss;
  Dataset set = samples(5, 4, 4);
  plain_start(&start, &spec);
  Machine batch = machine_new(&net_ops_f64, &start, 3),
          online = machine_new(&net_ops_f64, &start, 3);
  machine_train(&batch, &set, 0, 5, (NetTraining){.learning_rate = 1, .batch_size = 5});
  CHECK(worst_slope(&batch, &set) < 1e-8);
  machine_train(&online, &set, 0, 1, (NetTraining){.learning_rate = 1, .batch_size = 1});
  set.count = 1;
  CHECK(worst_slope(&online, &set) < 1e-8);
  machine_end(&batch);
  machine_end(&online);
}

static void test_gradient(void) {
  for (Activation hidden = ACTIVATION_SIGMOID; hidden <= ACTIVATION_LINEAR; hidden++)
    for (Activation last = ACTIVATION_SIGMOID; last <= ACTIVATION_LINEAR; last++)
      for (Loss loss = LOSS_SQUARED; loss <= LOSS_CROSS_ENTROPY; loss++)
        if (hidden != ACTIVATION_SOFTMAX && pair_exists(last, loss))
          check_gradient(hidden, last, loss);
}

/* Every activation and loss through the blocks, too: the loops are told apart by nothing else. */
static void test_online_activations(void) {
  for (Activation last = ACTIVATION_SIGMOID; last <= ACTIVATION_LINEAR; last++)
    for (Loss loss = LOSS_SQUARED; loss <= LOSS_CROSS_ENTROPY; loss++) {
      if (!pair_exists(last, loss)) continue;
      Activation hidden = last == ACTIVATION_SOFTMAX ? ACTIVATION_RELU : last;
      NetSpec spec = spec_of(2, (const size_t[]){61, 69, 10}, hidden, last);
      spec.bias = true;
      spec.rule = RULE_GRADIENT;
      spec.loss = loss;
      Dataset set = samples(150, 61, 10);
      plain_start(&start, &spec);
      naive = start;
      plain_train(&naive, &set, 0, 150, 1, 0.01);
      for (size_t i = 0; i < COUNT(precisions); i++) {
        Machine m = machine_new(precisions[i], &start, ONLINE_BLOCK);
        NetReport report =
            machine_train(&m, &set, 0, 150, (NetTraining){.learning_rate = 0.01, .batch_size = 1});
        check_trained(&m, &report, &naive, 150);
        machine_end(&m);
      }
    }
}

/* ---- mini-batches ---------------------------------------------------------------------------- */

static void check_batch(size_t shape, Rule rule, bool bias, size_t batch) {
  enum { N = 230, BLOCK = 16 };
  NetSpec spec = shape_spec(shape, rule, bias);
  Dataset set = shape_samples(&spec, N + 5);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 5, N, batch, 0.5);
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, BLOCK);
    NetReport report =
        machine_train(&m, &set, 5, N, (NetTraining){.learning_rate = 0.5, .batch_size = batch});
    check_trained(&m, &report, &naive, N);
    machine_end(&m);
  }
}

/* Smaller, as large and larger than a block, with remainders of one sample and of more than a
   block, and larger than the set. */
static void test_batches(void) {
  static const size_t batches[] = {2, 3, 10, 15, 16, 17, 32, 33, 100, 229, 230, 1000};
  for (size_t k = 0; k < COUNT(batches); k++)
    for (int way = 0; way < 4; way++) {
      Rule rule = way & 1 ? RULE_GRADIENT : RULE_BOOK;
      check_batch(2, rule, way & 2, batches[k]);
      check_batch(5, rule, way & 2, batches[k]);
    }
}

/* ---- divergence ------------------------------------------------------------------------------ */

/* Where it can, a block that is shorter than a batch. */
static size_t block_for(const NetTraining *how) { return how->batch_size > 1 ? 16 : ONLINE_BLOCK; }

static void check_divergence(const NetOps *ops, size_t at, NetTraining how) {
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, 100);
  plain_start(&start, &spec);
  sample_values[at * 61 + 3] = NAN;
  Machine m = machine_new(ops, &start, block_for(&how)),
          sane = machine_new(ops, &start, block_for(&how));
  NetReport report = machine_train(&m, &set, 0, 100, how);
  size_t learnt = at / how.batch_size * how.batch_size; /* whole batches only */
  NetReport before = machine_train(&sane, &set, 0, learnt, how);
  CHECK(report.diverged && report.done == at);
  CHECK(before.done == learnt && !before.diverged);
  CHECK_NEAR(report.loss, before.loss, before.loss * bound(ops, 1e-12));
  CHECK(report.correct == before.correct);
  machine_read(&sane, &other);
  CHECK(machine_distance(&m, &other) <= (learnt == 0 ? 0 : bound(ops, 1e-13)));
  machine_end(&m);
  machine_end(&sane);
}

/* A sample that is no number stops the training; all before it, and only they, have been learnt. */
static void test_divergence(void) {
  static const size_t places[] = {0, 1, 15, 16, 17, 37, 64, 99};
  static const size_t batches[] = {1, 10, 16, 40, 100};
  Crew *crew = crew_start(&status);
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t k = 0; k < COUNT(places); k++) {
      NetTraining how = {.learning_rate = 0.1, .batch_size = 1, .plain = true};
      check_divergence(precisions[i], places[k], how);
      how = (NetTraining){.learning_rate = 0.1, .batch_size = 1, .crew = crew};
      check_divergence(precisions[i], places[k], how);
      how.crew = NULL;
      for (size_t b = 0; b < COUNT(batches); b++) {
        how.batch_size = batches[b];
        check_divergence(precisions[i], places[k], how);
      }
    }
  crew_stop(crew);
}

static void test_queue_divergence(void) {
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  NetTraining how = {.learning_rate = 0.1, .batch_size = 1};
  Dataset set = shape_samples(&spec, 40);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, 23, 1, 0.1);
  sample_values[23 * 61] = NAN;
  for (size_t i = 0; i < COUNT(precisions); i++) {
    Machine m = machine_new(precisions[i], &start, ONLINE_BLOCK);
    NetReport report = train_queue(&m, &set, 0, 40, how);
    CHECK(report.diverged && report.done == 23);
    CHECK(machine_distance(&m, &naive) <= bound(m.ops, 1e-10));
    machine_end(&m);
  }
}

/* With go_on all samples are used, and the loss is no number; and with new weights the network
   learns again as if nothing had happened. */
static void check_go_on(const NetOps *ops, size_t batch) {
  NetTraining how = {.learning_rate = 0.1, .batch_size = batch};
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, 100);
  plain_start(&start, &spec);
  naive = start;
  plain_train(&naive, &set, 0, 100, batch, 0.1);
  double kept = sample_values[50 * 61];
  sample_values[50 * 61] = NAN;
  Machine m = machine_new(ops, &start, block_for(&how));
  how.go_on = true;
  NetReport report = machine_train(&m, &set, 0, 100, how);
  CHECK(report.done == 100 && !report.diverged && isnan(report.loss));
  CHECK(isinf(machine_distance(&m, &naive)));
  sample_values[50 * 61] = kept;
  machine_load(&m, &start);
  how.go_on = false;
  report = machine_train(&m, &set, 0, 100, how);
  check_trained(&m, &report, &naive, 100);
  machine_end(&m);
}

static void test_go_on(void) {
  static const size_t batches[] = {1, 10, 40, 100};
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t k = 0; k < COUNT(batches); k++) check_go_on(precisions[i], batches[k]);
}

/* ---- Ctrl-C ---------------------------------------------------------------------------------- */

static void test_interrupt_pending(void) {
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, 100);
  plain_start(&start, &spec);
  for (size_t i = 0; i < COUNT(precisions); i++)
    for (size_t batch = 1; batch < 100; batch += 38) {
      Machine m = machine_new(precisions[i], &start, ONLINE_BLOCK);
      NetTraining how = {.learning_rate = 0.1, .batch_size = batch};
      NetReport report = {.done = 99};
      status = (Status){STATUS_OK, ""};
      status_interrupt();
      CHECK(!m.ops->train(m.net, &set, 0, 100, &how, &report, &status));
      status_interrupt_clear();
      CHECK(status.code == STATUS_INTERRUPT && report.done == 0 && !report.diverged);
      CHECK(machine_distance(&m, &start) == 0);
      machine_end(&m);
    }
}

static void on_alarm(int number) {
  (void)number;
  status_interrupt();
}

/* A Ctrl-C in some milliseconds. */
static void interrupt_soon(void) {
  struct itimerval soon = {.it_value = {.tv_usec = 3000}};
  CHECK(signal(SIGALRM, on_alarm) != SIG_ERR && setitimer(ITIMER_REAL, &soon, NULL) == 0);
}

/* Whenever it comes, the weights are, to the last bit, those of the samples that `done` counts,
   which are whole blocks or batches. */
static void check_interrupt(const NetOps *ops, NetTraining how) {
  enum { LONG = 200000 };
  size_t block = block_for(&how);
  static uint32_t rows[LONG];
  NetSpec spec = shape_spec(1, RULE_BOOK, true);
  Dataset set = shape_samples(&spec, SAMPLES);
  for (uint32_t i = 0; i < LONG; i++) rows[i] = i % SAMPLES;
  set.rows = rows;
  set.count = LONG;
  plain_start(&start, &spec);
  Machine m = machine_new(ops, &start, block), sane = machine_new(ops, &start, block);
  NetReport report = {0}, seen = {0};
  status = (Status){STATUS_OK, ""};
  interrupt_soon();
  CHECK(!ops->train(m.net, &set, 0, LONG, &how, &report, &status));
  status_interrupt_clear();
  CHECK(status.code == STATUS_INTERRUPT && !report.diverged && report.done < LONG);
  CHECK(report.done % (how.batch_size > 1 ? how.batch_size : block) == 0);
  NetReport before = machine_train(&sane, &set, 0, report.done, how);
  CHECK(before.loss == report.loss && before.correct == report.correct);
  machine_read(&sane, &other);
  CHECK(machine_distance(&m, &other) == 0);
  interrupt_soon();
  CHECK(!ops->evaluate(m.net, &set, NULL, &seen, &status));
  status_interrupt_clear();
  CHECK(status.code == STATUS_INTERRUPT && seen.done % block == 0 && seen.done < LONG);
  set.count = seen.done;
  CHECK(ops->evaluate(m.net, &set, NULL, &before, &status));
  CHECK(before.done == seen.done && before.loss == seen.loss && before.correct == seen.correct);
  machine_end(&m);
  machine_end(&sane);
}

static void test_interrupt(void) {
  for (size_t i = 0; i < COUNT(precisions); i++) {
    check_interrupt(precisions[i], (NetTraining){.learning_rate = 0.1, .batch_size = 1});
    check_interrupt(precisions[i], (NetTraining){.learning_rate = 0.1, .batch_size = 10});
    check_interrupt(precisions[i], (NetTraining){.learning_rate = 0.1, .batch_size = 20000});
    Crew *crew = crew_start(&status);
    check_interrupt(precisions[i],
                    (NetTraining){.learning_rate = 0.1, .batch_size = 1, .crew = crew});
    crew_stop(crew);
  }
}

int main(void) {
  CHECK(blas_ready(&status));
  RUN(test_online);
  RUN(test_block_sizes);
  RUN(test_call_sizes);
  RUN(test_set_rule);
  RUN(test_gradient);
  RUN(test_online_activations);
  RUN(test_batches);
  RUN(test_divergence);
  RUN(test_queue_divergence);
  RUN(test_go_on);
  RUN(test_interrupt_pending);
  RUN(test_interrupt);
  return test_end("train");
}
