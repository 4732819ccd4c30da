/* online: see online.h. */
#include "net/online.h"

#include <math.h>
#include <string.h>

#include "core/blas.h"
#include "core/kernel.h"
#include "net/activation.h"
#include "net/body.h"
#include "net/loss.h"
#include "net/real.h"

/* Below this many weights the plain loop is faster: all of them fit the first-level cache. */
#define WORTH_A_BLOCK 4096

/* ---- kernels --------------------------------------------------------------------------------- */

/* Partial sums side by side, so that the compiler can use wide registers without reordering. */
enum { LANES = 16 };

/* x[units] += W o;  W: units × links */
NN_KERNEL static void add_product(real *restrict x, const real *restrict w, const real *restrict o,
                                  size_t units, size_t links) {
  for (size_t i = 0; i < units; i++, w += links) {
    real lane[LANES] = {0}, sum = 0;
    size_t j = 0;
    for (; j + LANES <= links; j += LANES)
      for (size_t l = 0; l < LANES; l++) lane[l] += w[j + l] * o[j + l];
    for (; j < links; j++) sum += w[j] * o[j];
    for (size_t l = 0; l < LANES; l++) sum += lane[l];
    x[i] += sum;
  }
}

/* W += step oᵀ;  step[units], o[links] */
NN_KERNEL static void add_outer(real *restrict w, const real *restrict step, const real *restrict o,
                                size_t units, size_t links) {
  for (size_t i = 0; i < units; i++, w += links)
    for (size_t j = 0; j < links; j++) w[j] += step[i] * o[j];
}

/* Both ways through W in one pass: e[links] = Wᵀ s with the old W, then W += step oᵀ. */
NN_KERNEL static void send_back_and_step(real *restrict e, real *restrict w, const real *restrict s,
                                         const real *restrict step, const real *restrict o,
                                         size_t units, size_t links) {
  for (size_t j = 0; j < links; j++) e[j] = 0;
  for (size_t i = 0; i < units; i++, w += links) {
    for (size_t j = 0; j < links; j++) {
      real v = w[j];
      e[j] += s[i] * v;
      w[j] = v + step[i] * o[j];
    }
  }
}

/* x[units] += Σ_{m<n} g[m] d_m;  d: n rows of units. A strip of x stays in registers meanwhile. */
NN_KERNEL static void add_corrections(real *restrict x, const real *restrict g,
                                      const real *restrict d, size_t n, size_t units) {
  enum { STRIP = 64 };
  size_t h = 0;
  for (; h + STRIP <= units; h += STRIP) {
    real sum[STRIP];
    for (size_t l = 0; l < STRIP; l++) sum[l] = x[h + l];
    for (size_t m = 0; m < n; m++)
      for (size_t l = 0; l < STRIP; l++) sum[l] += g[m] * d[m * units + h + l];
    for (size_t l = 0; l < STRIP; l++) x[h + l] = sum[l];
  }
  for (size_t m = 0; m < n && h < units; m++)
    for (size_t l = h; l < units; l++) x[l] += g[m] * d[m * units + l];
}

NN_KERNEL static void scale_to(real *out, const real *a, real factor, size_t n) {
  for (size_t i = 0; i < n; i++) out[i] = factor * a[i];
}

/* ---- one sample ------------------------------------------------------------------------------ */

/* The block's rows of sample i in layer k. */
static real *row(real *const layers[], const Net *net, size_t k, size_t i) {
  return layers[k] + i * net->spec.sizes[k];
}

/* The sums of sample i in layer k, with the weights as they are now. */
static void sums(Net *net, size_t k, size_t i) {
  size_t units = net->spec.sizes[k];
  real *x = row(net->o, net, k, i);
  if (net->b[k])
    memcpy(x, net->b[k], units * sizeof *x);
  else
    memset(x, 0, units * sizeof *x);
  add_product(x, net->w[k], row(net->o, net, k - 1, i), units, net->spec.sizes[k - 1]);
}

/* Layers 1 .. last of sample i, from its sums in layer 1 on. */
static void forward_from_first(Net *net, size_t i) {
  const NetSpec *spec = &net->spec;
  for (size_t k = 1; k <= spec->depth; k++) {
    size_t units = spec->sizes[k];
    real *o = row(net->o, net, k, i);
    if (k > 1) sums(net, k, i);
    if (k == spec->depth) memcpy(net->x_last + i * units, o, units * sizeof *o);
    activation_forward(spec->activation[k], o, 1, units);
  }
}

/* Sends sample i's error back to layer 1, whose delta it leaves in the work areas, and updates the
   layers above on the way. */
static void back_to_first(Net *net, size_t i, real rate) {
  const NetSpec *spec = &net->spec;
  size_t last = spec->depth, outputs = spec->sizes[last];
  const real *t = net->targets + i * outputs, *o = row(net->o, net, last, i);
  real *e = row(net->e, net, last, i);
  for (size_t j = 0; j < outputs; j++) e[j] = t[j] - o[j];
  loss_delta(spec->loss, spec->activation[last], row(net->delta, net, last, i), o, t, 1, outputs);
  for (size_t k = last; k > 1; k--) {
    size_t units = spec->sizes[k], links = spec->sizes[k - 1];
    const real *delta = row(net->delta, net, k, i), *below = row(net->o, net, k - 1, i);
    const real *back = spec->rule == RULE_BOOK ? row(net->e, net, k, i) : delta;
    real *step = net->step;
    scale_to(step, delta, rate, units);
    send_back_and_step(row(net->e, net, k - 1, i), net->w[k], back, step, below, units, links);
    for (size_t j = 0; net->b[k] && j < units; j++) net->b[k][j] += step[j];
    activation_backward(spec->activation[k - 1], row(net->delta, net, k - 1, i),
                        row(net->e, net, k - 1, i), below, 1, links);
  }
}

/* ---- the block ------------------------------------------------------------------------------- */

void online_gram(const Net *net, size_t n, const real *inputs, real *gram) {
  blas_syrk(n, net->spec.sizes[0], 1, inputs, 0, gram);
  for (size_t i = 0; net->b[1] && i < n * n; i++) gram[i] += 1;
}

bool online_gram_is_finite(const real *gram, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t m = 0; m < i; m++)
      if (!isfinite(gram[i * n + m])) return false;
  return true;
}

void online_close(Net *net, size_t n, size_t from, size_t to) {
  size_t units = net->spec.sizes[1], links = net->spec.sizes[0];
  if (n == 0 || from == to) return;
  blas_gemm(true, false, to - from, links, n, 1, net->delta[1] + from, units, net->o[0], links, 1,
            net->w[1] + from * links, links);
}

bool online_takes_blocks(const Net *net, size_t n, const NetTraining *how) {
  return !how->plain && n > 1 && net->spec.sizes[1] * net->spec.sizes[0] >= WORTH_A_BLOCK;
}

size_t online_samples(Net *net, const Dataset *set, size_t at, size_t n, bool block,
                      const NetTraining *how, NetReport *report) {
  size_t units = net->spec.sizes[1];
  real rate = (real)how->learning_rate;
  for (size_t i = 0; i < n; i++) {
    real *delta = row(net->delta, net, 1, i);
    if (block)
      add_corrections(row(net->o, net, 1, i), net->gram + i * n, net->delta[1], i, units);
    else
      sums(net, 1, i);
    forward_from_first(net, i);
    net_score(net, set, i, at + i, 1, how->go_on, NULL, report);
    if (report->diverged) return i;
    back_to_first(net, i, rate);
    scale_to(delta, delta, rate, units);
    for (size_t j = 0; net->b[1] && j < units; j++) net->b[1][j] += delta[j];
    if (!block) add_outer(net->w[1], delta, row(net->o, net, 0, i), units, net->spec.sizes[0]);
  }
  return n;
}

void online_train(Net *net, const Dataset *set, size_t at, size_t n, const NetTraining *how,
                  NetReport *report) {
  size_t units = net->spec.sizes[1];
  bool block = online_takes_blocks(net, n, how);
  if (block) {
    online_gram(net, n, net->o[0], net->gram);
    block = online_gram_is_finite(net->gram, n);
  }
  if (block) net_sums(net, 1, net->o[0], n, range_of(WHOLE, units));
  size_t done = online_samples(net, set, at, n, block, how, report);
  if (block) online_close(net, done, 0, units);
}
