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
  real *w[NET_MAX_DEPTH + 1],
      *b[NET_MAX_DEPTH + 1]; /* [k], k = 1 .. depth; b NULL without biases */

  /* Work areas for `block` samples, a row a sample. [0] is the input. */
  size_t block;
  real *o[NET_MAX_DEPTH + 1];     /* outputs of layer k                        */
  real *e[NET_MAX_DEPTH + 1];     /* errors sent back to layer k's outputs     */
  real *delta[NET_MAX_DEPTH + 1]; /* the same times the slope: steps of x      */
  real *x_last;                   /* the last layer's sums, before activation  */
  real *targets;
  real *gradient; /* parameter_count: the sum over a batch larger than a block */
  real *gram;     /* block × block: the inputs' products with each other (online.h) */
  real *step;     /* the widest layer: one sample's steps */
};

/* n samples, rows of net->o[0], through all layers. */
void net_forward(Net *net, size_t n);
/* Adds to the report n samples, rows `from` and on of the work areas, whose first is sample `at` of
   the set. Stops before one whose loss is not finite, unless told to go on. */
void net_score(const Net *net, const Dataset *set, size_t from, size_t at, size_t n, bool go_on,
               size_t *confusion, NetReport *report);
/* The deltas of all layers for n samples, whose outputs and targets are in the work areas. */
void net_backward(Net *net, size_t n);

#endif
