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

typedef struct NetSpec {
  size_t depth;
  size_t sizes[NET_MAX_DEPTH + 1];
  Activation activation[NET_MAX_DEPTH + 1]; /* [k] for layer k; [0] unused */
  bool bias;
  Loss loss;
  Rule rule;
} NetSpec;

/* The names that users write, NULL-terminated and in the order of the enums. */
extern const char *const activation_names[], *const loss_names[], *const rule_names[];

/* How many weights and biases there are in all. The sizes have been checked not to overflow. */
size_t spec_parameters(const NetSpec *spec);

#endif
