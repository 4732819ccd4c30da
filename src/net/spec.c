/* spec: see spec.h. */
#include "net/spec.h"

const char *const activation_names[] = {"sigmoid", "tanh",   "relu",      "leaky_relu",
                                        "softmax", "linear", "threshold", NULL};
const char *const loss_names[] = {"squared", "mean_squared", "cross_entropy", NULL};
const char *const rule_names[] = {"book", "gradient", NULL};

size_t spec_parameters(const NetSpec *spec) {
  size_t n = 0;
  for (size_t k = 1; k <= spec->depth; k++)
    n += spec->sizes[k] * (spec->sizes[k - 1] + (spec->bias ? 1 : 0));
  return n;
}
