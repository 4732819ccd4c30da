/* update: what a mini-batch does to the weights: the gradient summed up, and the step that the spec
   asks for: optimizer, weight decay, clipping. Compiled twice. */
#include <math.h>

#include "core/blas.h"
#include "net/body.h"
#include "net/optimizer.h"
#include "net/real.h"

/* into (laid out as the parameters) = keep · into + scale · Σ over n samples of delta oᵀ; the
   biases' part is kept whole where `keep` is a weight decay. */
static void add_pull(const Net *net, real *into, size_t n, real scale, real keep,
                     bool keep_biases) {
  for (size_t k = 1; k <= net->spec.depth; k++) {
    size_t units = net->spec.sizes[k], links = net->spec.sizes[k - 1];
    real *w = into + (net->w[k] - net->parameters);
    blas_gemm(true, false, units, links, n, scale, net->delta[k], units, net->o[k - 1], links, keep,
              w, links);
    if (!net->b[k]) continue;
    real *b = into + (net->b[k] - net->parameters);
    for (size_t j = 0; !keep_biases && j < units; j++) b[j] = keep == 0 ? 0 : keep * b[j];
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < units; j++) b[j] += scale * net->delta[k][i * units + j];
  }
}

/* Nielsen's share of the weight decay for one update: rate · λ / n. */
static double decay_of(double lambda, const NetTraining *how) {
  return lambda == 0 ? 0 : how->learning_rate * lambda / (double)how->set_size;
}

static void decay_weights(Net *net, const NetTraining *how) {
  real keep = (real)(1 - decay_of(net->spec.weight_decay, how));
  real less = (real)decay_of(net->spec.l1, how);
  if (keep == 1 && less == 0) return;
  for (size_t k = 1; k <= net->spec.depth; k++) {
    size_t n = net->spec.sizes[k] * net->spec.sizes[k - 1];
    real *w = net->w[k];
    for (size_t i = 0; i < n; i++) {
      real sign = w[i] > 0 ? 1 : w[i] < 0 ? -1 : 0;
      w[i] = keep * w[i] - less * sign;
    }
  }
}

void update_plain(Net *net, size_t n, const NetTraining *how) {
  real keep = (real)(1 - decay_of(net->spec.weight_decay, how));
  add_pull(net, net->parameters, n, (real)(how->learning_rate / (double)n), keep, true);
}

static void clip_gradient(Net *net) {
  double squares = 0;
  for (size_t i = 0; i < net->parameter_count; i++)
    squares += (double)net->gradient[i] * (double)net->gradient[i];
  double length = sqrt(squares);
  if (!(length > net->spec.clip)) return;
  real factor = (real)(net->spec.clip / length);
  for (size_t i = 0; i < net->parameter_count; i++) net->gradient[i] *= factor;
}

void update_batch(Net *net, size_t n, size_t batch, bool first, bool last, const NetTraining *how) {
  add_pull(net, net->gradient, n, 1 / (real)batch, first ? 0 : 1, false);
  if (!last) return;
  if (net->spec.clip > 0) clip_gradient(net);
  decay_weights(net, how);
  optimizer_move(&net->spec, how->learning_rate, ++net->t, net->parameters, net->gradient,
                 net->memory[0], net->memory[1], net->parameter_count);
}
