/* pair: see pair.h. */
#include "net/pair.h"

#include "core/crew.h"
#include "net/body.h"
#include "net/feed.h"
#include "net/online.h"
#include "net/real.h"

/* What a thread is given: units from .. to-1 of the turn from one block to the next, or (the
   helper) the preparation of the block after. */
typedef struct Share {
  Net *net;
  const Dataset *set;
  size_t at, n; /* the samples of the block after */
  /* Samples to close the block at hand with, and to sum up of the next; 0: none. */
  size_t close_n, sum_n;
  size_t from, to;
} Share;

static void turn(void *work) {
  const Share *s = work;
  online_close(s->net, s->close_n, s->from, s->to);
  net_sums(s->net, 1, s->net->next_inputs, s->sum_n, (Range){s->from, s->to});
}

static void prepare_next(void *work) {
  const Share *s = work;
  feed_inputs(s->set, s->at, s->n, s->net->next_inputs);
  feed_targets(s->set, s->at, s->n, s->net->next_targets);
  online_gram(s->net, s->n, s->net->next_inputs, s->net->next_gram);
}

static void swap(real **a, real **b) {
  real *t = *a;
  *a = *b;
  *b = t;
}

static void take_next(Net *net) {
  swap(&net->o[0], &net->next_inputs);
  swap(&net->targets, &net->next_targets);
  swap(&net->gram, &net->next_gram);
}

static size_t block_size(size_t left) { return left < ONLINE_BLOCK ? left : ONLINE_BLOCK; }

/* The main thread takes a little less than half of the units, in whole registers of 8. */
static size_t middle(size_t units) { return units / 2 / 8 * 8; }

/* Both threads close the block of close_n samples and sum up the one of sum_n. */
static void turn_together(Net *net, Crew *crew, size_t close_n, size_t sum_n) {
  size_t units = net->spec.sizes[1], half = middle(units);
  Share upper = {.net = net, .close_n = close_n, .sum_n = sum_n, .from = half, .to = units};
  Share lower = {.net = net, .close_n = close_n, .sum_n = sum_n, .from = 0, .to = half};
  crew_give(crew, turn, &upper);
  turn(&lower);
  crew_wait(crew);
}

bool pair_train(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                NetReport *report, Status *status) {
  Share next = {.net = net, .set = set, .at = first, .n = block_size(n)};
  prepare_next(&next);
  bool block = online_gram_is_finite(net->next_gram, next.n);
  turn_together(net, how->crew, 0, block ? next.n : 0);
  for (size_t i = 0; i < n; i += ONLINE_BLOCK) {
    if (status_interrupted(status)) return false;
    take_next(net);
    size_t here = block_size(n - i);
    next.at = first + i + here;
    next.n = block_size(n - i - here);
    if (next.n > 0) crew_give(how->crew, prepare_next, &next);
    size_t done = online_samples(net, set, first + i, here, block, how, report);
    if (next.n > 0) crew_wait(how->crew);
    bool next_block =
        next.n > 0 && !report->diverged && online_gram_is_finite(net->next_gram, next.n);
    turn_together(net, how->crew, block ? done : 0, next_block ? next.n : 0);
    if (report->diverged) break;
    block = next_block;
  }
  return true;
}
