/* batch: see batch.h. */
#include "net/batch.h"

#include "core/crew.h"
#include "net/body.h"
#include "net/feed.h"
#include "net/real.h"

/* Samples times weights from which a block is shared out. */
#define WORTH_SHARING 3e5

/* What a thread is given: a part of a block's samples, then of the layers' units. */
typedef struct Work {
  Net *net;
  const Dataset *set;
  const NetTraining *how;
  size_t first, n;        /* the samples of the block */
  size_t batch;           /* samples in the whole batch, */
  bool is_first, is_last; /* of which this block is the first, the last */
  Part part;
  NetReport *reports; /* one for each thread */
} Work;

/* ---- the parts ------------------------------------------------------------------------------- */

/* The network whose work areas begin with sample `from` of the block. */
static Net from_sample(const Net *net, size_t from) {
  Net rest = *net;
  const size_t *sizes = net->spec.sizes;
  size_t last = net->spec.depth;
  rest.o[0] += from * sizes[0];
  for (size_t k = 1; k <= last; k++) {
    rest.o[k] += from * sizes[k];
    rest.e[k] += from * sizes[k];
    rest.delta[k] += from * sizes[k];
  }
  for (size_t k = 1; k < last && net->spec.dropout > 0; k++) {
    rest.open[k] += from * sizes[k];
    rest.mask[k] += from * sizes[k];
  }
  rest.x_last += from * sizes[last];
  rest.targets += from * sizes[last];
  return rest;
}

static void read_samples(void *work) {
  const Work *w = work;
  Range own = range_of(w->part, w->n);
  const size_t *sizes = w->net->spec.sizes;
  size_t first = w->first + own.from, n = own.to - own.from;
  feed_inputs(w->set, first, n, w->net->o[0] + own.from * sizes[0]);
  feed_targets(w->set, first, n, w->net->targets + own.from * sizes[w->net->spec.depth]);
}

/* The sums of this part's units of layer 1. */
static void sum_units(void *work) {
  const Work *w = work;
  net_sums(w->net, 1, w->net->o[0], w->n, range_of(w->part, w->net->spec.sizes[1]));
}

/* This part's samples from there on, and back: their losses and deltas. */
static void send_through(void *work) {
  const Work *w = work;
  Range own = range_of(w->part, w->n);
  size_t n = own.to - own.from;
  bool dropped = w->net->spec.dropout > 0;
  Net rest, *net = w->net;
  if (own.from > 0) {
    rest = from_sample(net, own.from);
    net = &rest;
  }
  NetReport *report = &w->reports[w->part == UPPER];
  net_forward_on(net, n, dropped);
  net_score(net, w->set, 0, w->first + own.from, n, w->how->go_on, NULL, report);
  if (!report->diverged) net_backward(net, n, dropped);
}

/* Plain sgd adds a block's deltas to the weights, without a pull in between. */
static bool is_direct(const Work *w) {
  const NetSpec *spec = &w->net->spec;
  return w->is_first && w->is_last && spec->optimizer == OPTIMIZER_SGD && spec->l1 == 0 &&
         spec->clip == 0;
}

static void pull(void *work) {
  Work *w = work;
  if (is_direct(w))
    update_plain(w->net, w->n, w->how, w->part);
  else
    update_pull(w->net, w->n, w->batch, w->is_first, w->part);
}

static void move(void *work) {
  Work *w = work;
  update_move(w->net, w->how, w->part);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Both parts of the work, or without a crew the whole. */
static void share(Crew *crew, void (*f)(void *work), Work *work) {
  if (!crew) {
    work->part = WHOLE;
    f(work);
    return;
  }
  Work upper = *work;
  work->part = LOWER;
  upper.part = UPPER;
  crew_give(crew, f, &upper);
  f(work);
  crew_wait(crew);
}

static void add_report(NetReport *sum, const NetReport *more) {
  if (sum->diverged) return; /* what comes after it was not learnt */
  sum->done += more->done;
  sum->loss += more->loss;
  sum->correct += more->correct;
  sum->diverged = more->diverged;
}

bool batch_shares(const Net *net, size_t n) {
  return n > 1 && (double)n * (double)net->parameter_count >= WORTH_SHARING;
}

/* The update that a block brings, and the last one completes. */
static void learn(Crew *crew, Work *work) {
  Net *net = work->net;
  share(crew, pull, work);
  if (!work->is_last || is_direct(work)) return;
  if (net->spec.clip > 0) update_clip(net);
  net->t++;
  share(crew, move, work);
}

/* A batch larger than a block is summed up block by block first, because all of it has to see the
   same weights. */
bool batch_train(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                 NetReport *report, Status *status) {
  NetReport before = *report;
  for (size_t i = 0; i < n; i += net->block) {
    if (i > 0 && status_interrupted(status)) {
      *report = before;
      return false;
    }
    size_t here = n - i < net->block ? n - i : net->block;
    Crew *crew = batch_shares(net, here) ? how->crew : NULL;
    NetReport reports[2] = {{0}, {0}};
    Work work = {.net = net,
                 .set = set,
                 .how = how,
                 .first = first + i,
                 .n = here,
                 .batch = n,
                 .is_first = i == 0,
                 .is_last = i + here == n,
                 .reports = reports};
    if (net->spec.dropout > 0) net_drop_out(net, here, how->rng);
    share(crew, read_samples, &work);
    share(crew, sum_units, &work);
    share(crew, send_through, &work);
    add_report(report, &reports[0]);
    add_report(report, &reports[1]);
    if (report->diverged) { /* the batch as a whole is not learnt; done names the sample */
      report->loss = before.loss;
      report->correct = before.correct;
      return true;
    }
    learn(crew, &work);
  }
  return true;
}
