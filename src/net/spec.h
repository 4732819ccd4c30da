/* spec: what a network is, apart from its numbers: layers, activations, loss, rule. The same for
   both precisions, so it is compiled once.

   Layer 0 is the input; layer k = 1 .. depth has sizes[k] units, the weights W_k (sizes[k] rows,
   sizes[k-1] columns: a row for each unit, a column for each link into it), biases if there are
   any, and an activation:  x_k = W_k o_{k-1} + b_k,  o_k = f_k(x_k). */
#ifndef NN_SPEC_H
#define NN_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#define NET_MAX_DEPTH 64 /* layers of weights */

typedef enum Activation {
  ACTIVATION_SIGMOID,
  ACTIVATION_TANH,
  ACTIVATION_RELU,
  ACTIVATION_LEAKY_RELU,
  ACTIVATION_SOFTMAX,
  ACTIVATION_LINEAR,
  ACTIVATION_THRESHOLD
} Activation;

typedef enum Loss {
  LOSS_SQUARED,      /* ½ Σ (o - t)²          */
  LOSS_MEAN_SQUARED, /* Σ (o - t)² / outputs  */
  LOSS_CROSS_ENTROPY /* softmax: -Σ t ln o;  sigmoid: -Σ t ln o + (1-t) ln(1-o) */
} Loss;

typedef enum Rule {
  RULE_BOOK,    /* errors go back through Wᵀ without the layer's slope (Rashid) */
  RULE_GRADIENT /* the exact gradient of the loss (Nielsen) */
} Rule;

typedef enum Optimizer { /* optimizer.h has the formulas */
                         OPTIMIZER_SGD,
                         OPTIMIZER_MOMENTUM,
                         OPTIMIZER_NESTEROV,
                         OPTIMIZER_RMSPROP,
                         OPTIMIZER_ADAM,
                         OPTIMIZER_RPROP
} Optimizer;

typedef struct NetSpec {
  size_t depth;
  size_t sizes[NET_MAX_DEPTH + 1];
  Activation activation[NET_MAX_DEPTH + 1]; /* [k] for layer k; [0] unused */
  bool bias;
  Loss loss;
  Rule rule;
  Optimizer optimizer;
  double momentum;     /* of momentum and nesterov; adam's first decay */
  double decay;        /* of rmsprop's and adam's mean squares */
  double weight_decay; /* L2: before a step W shrinks by 1 - rate · weight_decay / set size */
  double l1;           /* L1: by rate · l1 / set size, towards 0; biases are left alone in both */
  double clip;         /* the longest averaged gradient; 0: any */
  double dropout;      /* the share of hidden outputs left out while training */
} NetSpec;

/* The names that users write, NULL-terminated and in the order of the enums. */
extern const char *const activation_names[], *const loss_names[], *const rule_names[],
                                                                      *const optimizer_names[];

/* True when an update is w += rate · pull and nothing else. */
bool spec_is_plain(const NetSpec *spec);

#endif
