/* body: the inside of a Net, for the files of src/net that are compiled twice. */
#ifndef NN_BODY_H
#define NN_BODY_H

#include "net/network.h"
#include "net/real.h"

struct Net {
  NetSpec spec;
  /* One block holds all weights and biases: copying it copies what was learnt. */
  real *parameters;
  size_t parameter_count; /* with the padding that aligns each matrix */
  real *memory[2]; /* the optimizer's u and v, parameter_count each; NULL where it has none */
  size_t t;        /* its steps so far */
  real *w[NET_MAX_DEPTH + 1],
      *b[NET_MAX_DEPTH + 1]; /* [k], k = 1 .. depth; b NULL without biases */

  /* Work areas for `block` samples, a row a sample. [0] is the input. */
  size_t block;
  real *o[NET_MAX_DEPTH + 1];     /* outputs of layer k                        */
  real *e[NET_MAX_DEPTH + 1];     /* errors sent back to layer k's outputs     */
  real *delta[NET_MAX_DEPTH + 1]; /* the same times the slope: steps of x      */
  real *x_last;                   /* the last layer's sums, before activation  */
  real *targets;
  /* parameter_count: minus the gradient averaged over a batch, for every update but update_plain's;
     a block at a time is added to it. */
  real *pull;
  real *open[NET_MAX_DEPTH + 1]; /* with dropout, hidden layers: outputs before some are left out */
  real *mask[NET_MAX_DEPTH + 1]; /* and what they were multiplied by: 0 or 1 / (1 - dropout) */
  real *gram; /* ONLINE_BLOCK squared: the inputs' products with each other (online.h) */
  real *next_inputs, *next_targets, *next_gram; /* of the block after (pair.c) */
  real *step;                                   /* the widest layer: one sample's steps */
};

/* All of some samples or units, or what one of two threads takes of them. */
typedef enum Part { WHOLE, LOWER, UPPER } Part;
typedef struct Range {
  size_t from, to; /* to-1 is the last */
} Range;
static inline Range range_of(Part part, size_t all) {
  return (Range){part == UPPER ? all / 2 : 0, part == LOWER ? all / 2 : all};
}

/* o_k = in Wᵀ + b for n samples and some of layer k's units: sums, before the activation. in: n
   rows, net->o[k-1] or others like it. */
void net_sums(Net *net, size_t k, const real *in, size_t n, Range own);
/* Draws which outputs of hidden layers n samples go without. */
void net_drop_out(Net *net, size_t n, Rng *rng);
/* n samples, rows of net->o[0], through all layers; dropped: with dropout as it was drawn. */
void net_forward(Net *net, size_t n, bool dropped);
/* The same where the sums of layer 1 are there. */
void net_forward_on(Net *net, size_t n, bool dropped);
/* Adds to the report n samples, rows `from` and on of the work areas, whose first is sample `at` of
   the set. Stops before one whose loss is not finite, unless told to go on. */
void net_score(const Net *net, const Dataset *set, size_t from, size_t at, size_t n, bool go_on,
               size_t *confusion, NetReport *report);
/* The deltas of all layers for n samples, whose outputs and targets are in the work areas; dropped:
   as net_forward left them with dropout. */
void net_backward(Net *net, size_t n, bool dropped);

/* The parts of an online block of n samples whose inputs and targets are in the work areas. A part
   works on units from .. to-1 of layer 1, so that two threads can share one out.
   online_gram: gram = X Xᵀ (+ 1 with biases), of which the part below the diagonal is used;
   net_sums: o_1 = X Wᵀ + b, with the weights that the block starts with;
   online_samples: the samples one after the other; returns how many were learnt; without `block`
   the plain loop, which needs neither of the two before nor the one after;
   online_close: W_1 += Σ δ xᵀ over the samples that were learnt; their deltas hold the rate. */
bool online_takes_blocks(const Net *net, size_t n, const NetTraining *how);
void online_gram(const Net *net, size_t n, const real *inputs, real *gram);
/* False when inputs are so large that their products overflow: such a block takes the plain loop.
   */
bool online_gram_is_finite(const real *gram, size_t n);
size_t online_samples(Net *net, const Dataset *set, size_t at, size_t n, bool block,
                      const NetTraining *how, NetReport *report);
void online_close(Net *net, size_t n, size_t from, size_t to);

/* What a mini-batch does to the weights, after net_backward on n of its samples, for the units of
   each layer that `part` says.
   update_plain: all of it at once, for plain sgd and a batch that is one block. Else, block by
   block, update_pull: the block's share of the pull, an average over `batch` samples; `first`: the
   block is the first, and the pull starts with it; then update_clip, of all units; net->t counted
   up; and update_move, the step of the optimizer. */
void update_plain(Net *net, size_t n, const NetTraining *how, Part part);
void update_pull(Net *net, size_t n, size_t batch, bool first, Part part);
void update_clip(Net *net);
void update_move(Net *net, const NetTraining *how, Part part);

#endif
