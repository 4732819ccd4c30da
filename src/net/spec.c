/* spec: see spec.h. */
#include "net/spec.h"

#include "net/optimizer.h"

const char *const activation_names[] = {"sigmoid", "tanh",   "relu",      "leaky_relu",
                                        "softmax", "linear", "threshold", NULL};
const char *const loss_names[] = {"squared", "mean_squared", "cross_entropy", NULL};
const char *const rule_names[] = {"book", "gradient", NULL};

const char *const optimizer_names[] = {"sgd",  "momentum", "nesterov", "rmsprop",
                                       "adam", "rprop",    NULL};

bool spec_is_plain(const NetSpec *spec) {
  return spec->optimizer == OPTIMIZER_SGD && spec->weight_decay == 0 && spec->l1 == 0 &&
         spec->clip == 0 && spec->dropout == 0;
}

size_t optimizer_memory(Optimizer optimizer) {
  switch (optimizer) {
  case OPTIMIZER_SGD:
    return 0;
  case OPTIMIZER_MOMENTUM:
  case OPTIMIZER_NESTEROV:
  case OPTIMIZER_RMSPROP:
    return 1;
  case OPTIMIZER_ADAM:
  case OPTIMIZER_RPROP:
    return 2;
  }
  return 0;
}
