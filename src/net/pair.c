/* pair: see pair.h. */
#include "net/pair.h"

#include "core/crew.h"
#include "net/body.h"
#include "net/feed.h"
#include "net/online.h"
#include "net/real.h"

/* What the helper is given: a share of the block at hand, or the block after it. */
typedef struct Share {
  Net *net;
  const Dataset *set;
  size_t at, n;    /* the samples of the block */
  size_t from, to; /* the units of a share */
} Share;

static void open_share(void *work) {
  const Share *s = work;
  online_open(s->net, s->n, s->from, s->to);
}

static void close_share(void *work) {
  const Share *s = work;
  online_close(s->net, s->n, s->from, s->to);
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

/* The main thread's half ends at a whole cache line of 16 units; of a few units it takes all. */
static size_t middle(size_t units) {
  size_t half = (units / 2 + 15) / 16 * 16;
  return half < units ? half : units;
}

bool pair_train(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                NetReport *report, Status *status) {
  size_t units = net->spec.sizes[1], half = middle(units);
  Share upper = {net, set, first, block_size(n), half, units};
  prepare_next(&upper);
  for (size_t i = 0; i < n; i += ONLINE_BLOCK) {
    if (status_interrupted(status)) return false;
    take_next(net);
    upper.n = block_size(n - i);
    bool block = online_gram_is_finite(net->gram, upper.n);
    if (block) {
      crew_give(how->crew, open_share, &upper);
      online_open(net, upper.n, 0, half);
      crew_wait(how->crew);
    }
    Share next = {net, set, first + i + upper.n, block_size(n - i - upper.n), 0, 0};
    if (next.n > 0) crew_give(how->crew, prepare_next, &next);
    upper.n = online_samples(net, set, first + i, upper.n, block, how, report);
    if (next.n > 0) crew_wait(how->crew);
    if (block) {
      crew_give(how->crew, close_share, &upper);
      online_close(net, upper.n, 0, half);
      crew_wait(how->crew);
    }
    if (report->diverged) break;
  }
  return true;
}
