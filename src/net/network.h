/* network: the engine. A Net holds the weights of one network in one block of memory that the
   caller owns, works on blocks of samples, and has one version in float and one in double; each is
   reached through its constant table of functions, so that the binding is written and compiled
   once.

   Before any call that computes, blas_ready must have returned true (core/blas.h). */
#ifndef NN_NETWORK_H
#define NN_NETWORK_H

#include "core/crew.h"
#include "core/dataset.h"
#include "core/rng.h"
#include "core/status.h"
#include "net/spec.h"

typedef struct Net Net;

/* How `train` goes about it. */
typedef struct NetTraining {
  double learning_rate;
  size_t batch_size; /* 1: an update after each sample; n: one with the average of each n */
  size_t set_size;   /* samples in the whole training set, which weight decay is shared out over */
  Rng *rng;          /* for dropout; may be NULL without it */
  Crew *crew;        /* a second thread; NULL: one thread */
  bool plain;        /* update by update even where blocks give the same faster (block = 1) */
  bool go_on;        /* train on when the loss is no number any more (on_nan = "continue") */
} NetTraining;

typedef struct NetReport {
  size_t done;    /* samples used, from the first on */
  double loss;    /* the sum of their losses, each taken before its own update */
  size_t correct; /* how many had their largest output at their class; labelled sets only */
  bool diverged;  /* the loss of sample number `done` (from 0) is not finite: it was not learnt */
} NetReport;

typedef struct NetOps {
  const char *precision; /* "float", "double" */

  /* Memory: net_bytes for the Net and its weights, work_bytes for work areas of `block` samples at
     a time; both aligned to 64 by the caller. net_init zeroes all weights. set_work may be called
     again with other memory; a Net without work areas can only be copied, read and written. */
  size_t (*net_bytes)(const NetSpec *spec);
  Net *(*init)(void *memory, const NetSpec *spec);
  size_t (*work_bytes)(const NetSpec *spec, size_t block);
  void (*set_work)(Net *net, void *memory, size_t block);
  /* to's weights and the optimizer's memory become from's; the specs must agree. */
  void (*copy_weights)(Net *to, const Net *from);
  /* The optimizer's memory, for checkpoints: u and v of optimizer.h laid out as the parameters, as
     doubles, and the step t. memory_count is how many numbers there are, 0 for sgd. */
  size_t (*memory_count)(const Net *net);
  void (*get_memory)(const Net *net, double *out, size_t *t);
  void (*set_memory)(Net *net, const double *values, size_t t);
  /* Minus the gradient of the mean loss over all samples of the set (at most a block), by W_k and
     b_k as set_weights takes them; what the rule says it is, for gradient checks. */
  void (*pull)(Net *net, const Dataset *set, size_t k, double *w, double *b);
  void (*set_rule)(Net *net, Rule rule);

  /* W_k (sizes[k] × sizes[k-1]) and b_k (sizes[k]) as doubles, k = 1 .. depth. */
  void (*get_weights)(const Net *net, size_t k, double *out);
  void (*set_weights)(Net *net, size_t k, const double *values);
  void (*get_biases)(const Net *net, size_t k, double *out);
  void (*set_biases)(Net *net, size_t k, const double *values);

  /* Sends samples first .. first+n-1 of the set forward, n <= block; then outputs(k) copies the
     outputs of layer k = 0 .. depth, n × sizes[k]. */
  void (*forward)(Net *net, const Dataset *set, size_t first, size_t n);
  void (*outputs)(const Net *net, size_t k, size_t n, double *out);

  /* Whether `train` would have work for how->crew. OpenBLAS must be set to one thread then. */
  bool (*shares)(const Net *net, const NetTraining *how);
  /* Trains on samples first .. first+n-1 in order. False at Ctrl-C, with the weights as after the
     last sample (or batch) that report->done counts. */
  bool (*train)(Net *net, const Dataset *set, size_t first, size_t n, const NetTraining *how,
                NetReport *report, Status *status);
  /* Samples handed over one by one, for later: put_sample converts one, x[sizes[0]] and
     t[sizes[depth]], into place i < ONLINE_BLOCK (and < block) of the work areas; train_samples
     then trains on the first n of them. Nothing else may use the work areas in between. */
  void (*put_sample)(Net *net, size_t i, const double *x, const double *t);
  void (*train_samples)(Net *net, size_t n, const NetTraining *how, NetReport *report);
  /* The loss and the right answers over all samples. confusion may be NULL, else outputs × outputs
     counts, a row for each true class and a column for each answer, are added to. */
  bool (*evaluate)(Net *net, const Dataset *set, size_t *confusion, NetReport *report,
                   Status *status);
} NetOps;

extern const NetOps net_ops_f32, net_ops_f64;

#endif
