/* update: what a mini-batch does to the weights: the pull summed up, and the step that the spec
   asks for: optimizer, weight decay, clipping. See body.h; compiled twice. */
#include <math.h>

#include "core/blas.h"
#include "net/body.h"
#include "net/optimizer.h"
#include "net/real.h"

/* into (laid out as the parameters) = keep · into + scale · Σ over n samples of delta oᵀ, for the
   units that `part` says; the biases are kept whole where `keep` is a weight decay. */
static void add_pull(const Net *net, real *into, size_t n, real scale, real keep, bool keep_biases,
                     Part part) {
  for (size_t k = 1; k <= net->spec.depth; k++) {
    size_t units = net->spec.sizes[k], links = net->spec.sizes[k - 1];
    Range own = range_of(part, units);
    if (own.from == own.to) continue;
    real *w = into + (net->w[k] - net->parameters) + own.from * links;
    blas_gemm(true, false, own.to - own.from, links, n, scale, net->delta[k] + own.from, units,
              net->o[k - 1], links, keep, w, links);
    if (!net->b[k]) continue;
    real *b = into + (net->b[k] - net->parameters);
    for (size_t j = own.from; !keep_biases && j < own.to; j++) b[j] = keep == 0 ? 0 : keep * b[j];
    for (size_t i = 0; i < n; i++)
      for (size_t j = own.from; j < own.to; j++) b[j] += scale * net->delta[k][i * units + j];
  }
}

/* Nielsen's share of the weight decay for one update: rate · λ / n. */
static double decay_of(double lambda, const NetTraining *how) {
  return lambda == 0 ? 0 : how->learning_rate * lambda / (double)how->set_size;
}

static void decay_weights(const Net *net, const NetTraining *how, real *w, size_t n) {
  real keep = (real)(1 - decay_of(net->spec.weight_decay, how));
  real less = (real)decay_of(net->spec.l1, how);
  if (keep == 1 && less == 0) return;
  for (size_t i = 0; i < n; i++) {
    real sign = w[i] > 0 ? 1 : w[i] < 0 ? -1 : 0;
    w[i] = keep * w[i] - less * sign;
  }
}

void update_plain(Net *net, size_t n, const NetTraining *how, Part part) {
  real keep = (real)(1 - decay_of(net->spec.weight_decay, how));
  add_pull(net, net->parameters, n, (real)(how->learning_rate / (double)n), keep, true, part);
}

void update_pull(Net *net, size_t n, size_t batch, bool first, Part part) {
  add_pull(net, net->pull, n, 1 / (real)batch, first ? 0 : 1, false, part);
}

void update_clip(Net *net) {
  double squares = 0;
  for (size_t i = 0; i < net->parameter_count; i++)
    squares += (double)net->pull[i] * (double)net->pull[i];
  double length = sqrt(squares);
  if (!(length > net->spec.clip)) return;
  real factor = (real)(net->spec.clip / length);
  for (size_t i = 0; i < net->parameter_count; i++) net->pull[i] *= factor;
}

/* n parameters from w on. */
static void move(Net *net, const NetTraining *how, real *w, size_t n) {
  size_t at = (size_t)(w - net->parameters), numbers = optimizer_memory(net->spec.optimizer);
  optimizer_move(&net->spec, how->learning_rate, net->t, w, net->pull + at,
                 numbers > 0 ? net->memory[0] + at : NULL, numbers > 1 ? net->memory[1] + at : NULL,
                 n);
}

void update_move(Net *net, const NetTraining *how, Part part) {
  for (size_t k = 1; k <= net->spec.depth; k++) {
    size_t links = net->spec.sizes[k - 1];
    Range own = range_of(part, net->spec.sizes[k]);
    real *w = net->w[k] + own.from * links;
    decay_weights(net, how, w, (own.to - own.from) * links);
    move(net, how, w, (own.to - own.from) * links);
    if (net->b[k]) move(net, how, net->b[k] + own.from, own.to - own.from);
  }
}
