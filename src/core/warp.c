/* warp: see warp.h. */
#include "core/warp.h"

#include <math.h>
#include <string.h>

#include "core/kernel.h"
#include "core/rng.h"

bool warp_is_random(const WarpStep *step) {
  return step->kind == WARP_JITTER || step->kind == WARP_ELASTIC;
}

bool warp_add(Warp *warp, WarpStep step) {
  WarpStep *last = warp->steps > 0 ? &warp->step[warp->steps - 1] : NULL;
  if (last && last->kind == step.kind && !warp_is_random(&step)) {
    last->a += step.a;
    last->b += step.b;
    return true;
  }
  if (warp->steps == WARP_MOST_STEPS) return false;
  for (size_t i = 0; i < warp->steps; i++)
    if (step.kind == WARP_ELASTIC && warp->step[i].kind == WARP_ELASTIC) return false;
  warp->step[warp->steps++] = step;
  return true;
}

/* ---- affine ---------------------------------------------------------------------------------- */

/* Where to look in a picture that is turned about its centre, then shifted. Whole quarters are
   exact, so that they lose no pixel of the border to rounding. */
static Affine affine_of(const WarpMap *map, double degrees, double down, double right) {
  int quarter;
  double rest = remquo(degrees, 90, &quarter) * (3.14159265358979323846 / 180);
  double turned[4] = {cos(rest), -sin(rest), -cos(rest), sin(rest)}; /* cosines of + quarters */
  double cosine = turned[quarter & 3], sine = turned[(quarter + 3) & 3];
  double row = ((double)map->height - 1) / 2, column = ((double)map->width - 1) / 2;
  double y = row + down, x = column + right; /* where the centre has gone */
  return (Affine){.a = cosine,
                  .b = sine,
                  .c = row - (cosine * y + sine * x),
                  .d = -sine,
                  .e = cosine,
                  .f = column - (cosine * x - sine * y)};
}

/* Looking by g, then by h in the picture where g has looked: h(g(p)). */
static Affine then(Affine g, Affine h) {
  return (Affine){.a = h.a * g.a + h.b * g.d,
                  .b = h.a * g.b + h.b * g.e,
                  .c = h.a * g.c + h.b * g.f + h.c,
                  .d = h.d * g.a + h.e * g.d,
                  .e = h.d * g.b + h.e * g.e,
                  .f = h.d * g.c + h.e * g.f + h.f};
}

/* x in 0 .. last, which a NaN becomes too; in two steps, for which there are instructions. */
static inline double within(double x, double last) {
  double y = x > 0 ? x : 0;
  return y < last ? y : last;
}

static inline void look(const Affine *g, double *row, double *column) {
  double y = *row, x = *column;
  *row = g->a * y + g->b * x + g->c;
  *column = g->d * y + g->e * x + g->f;
}

/* ---- elastic --------------------------------------------------------------------------------- */

/* sums[n] += Σ over k of weights[k] · rows[k × n] */
NN_KERNEL static void add_rows(float *restrict sums, const float *restrict weights,
                               const float *restrict rows, size_t count, size_t n) {
  for (size_t k = 0; k < count; k++)
    for (size_t j = 0; j < n; j++) sums[j] += weights[k] * rows[k * n + j];
}

/* The columns of in[rows × columns] pairs smoothed, to the rows of out[columns × rows]: twice is
   rows and columns, and the right way round. weights[-radius .. radius]. */
static void smooth(float *out, const float *in, size_t rows, size_t columns, const float *weights,
                   size_t radius) {
  float sums[2 * WARP_MOST_PIXELS];
  size_t n = 2 * columns;
  for (size_t i = 0; i < rows; i++) {
    size_t from = i > radius ? i - radius : 0, to = i + radius < rows ? i + radius + 1 : rows;
    memset(sums, 0, n * sizeof *sums);
    add_rows(sums, weights - (i - from), in + from * n, to - from, n);
    for (size_t j = 0; j < columns; j++)
      memcpy(out + 2 * (j * rows + i), sums + 2 * j, 2 * sizeof *out);
  }
}

/* The field of an elastic step. */
static void draw_field(WarpMap *map, double alpha, double sigma, Rng *rng) {
  enum { MOST = 4 * WARP_MOST_SIGMA };
  float weights[2 * MOST + 1], turned[2 * WARP_MOST_PIXELS];
  size_t n = map->width * map->height, radius = (size_t)(4 * sigma + 0.5);
  double sum = 1;
  for (size_t k = 1; k <= radius; k++) sum += 2 * exp(-(double)(k * k) / (2 * sigma * sigma));
  weights[MOST] = (float)(1 / sum);
  for (size_t k = 1; k <= radius; k++)
    weights[MOST + k] = weights[MOST - k] =
        (float)(exp(-(double)(k * k) / (2 * sigma * sigma)) / sum);
  for (size_t i = 0; i < n; i++) { /* two numbers of 32 bits out of one of 64 */
    uint64_t bits = rng_next(rng);
    map->field[2 * i] = (float)(alpha * ((double)(bits >> 32) * 0x1p-31 - 1));
    map->field[2 * i + 1] = (float)(alpha * ((double)(uint32_t)bits * 0x1p-31 - 1));
  }
  smooth(turned, map->field, map->height, map->width, weights + MOST, radius);
  smooth(map->field, turned, map->width, map->height, weights + MOST, radius);
}

/* p + u(p); between pixels u is bilinear, outside the picture that of the nearest pixel. */
static inline void bend(const WarpMap *map, double *row, double *column) {
  double r = within(*row, (double)(map->height - 1)), c = within(*column, (double)(map->width - 1));
  size_t i = (size_t)r, j = (size_t)c;
  size_t down = i + 1 < map->height ? 2 * map->width : 0, right = j + 1 < map->width ? 2 : 0;
  const float *u = map->field + 2 * (i * map->width + j);
  double fr = r - (double)i, fc = c - (double)j;
  double w[4] = {(1 - fr) * (1 - fc), (1 - fr) * fc, fr * (1 - fc), fr * fc};
  const float *v = u + down;
  *row += w[0] * u[0] + w[1] * u[right] + w[2] * v[0] + w[3] * v[right];
  *column += w[0] * u[1] + w[1] * u[right + 1] + w[2] * v[1] + w[3] * v[right + 1];
}

/* ---- pictures -------------------------------------------------------------------------------- */

void warp_map(WarpMap *map, const Warps *warps, size_t which, size_t row) {
  const Warp *warp = &warps->warp[which];
  map->width = warps->width;
  map->height = warps->height;
  map->elastic = map->outer_moves = false;
  Affine all = {.a = 1, .e = 1};
  for (size_t i = 0; i < warp->steps; i++) {
    const WarpStep *s = &warp->step[i];
    Rng rng; /* each picture has its own numbers, so that the order of reading changes nothing */
    uint64_t own = row * UINT64_C(0x9e3779b97f4a7c15) + i * UINT64_C(0xd1342543de82ef95);
    if (warp_is_random(s)) rng_seed(&rng, s->seed + own);
    if (s->kind == WARP_ROTATE) {
      all = then(affine_of(map, s->a, 0, 0), all);
    } else if (s->kind == WARP_SHIFT) {
      all = then(affine_of(map, 0, s->a, s->b), all);
    } else if (s->kind == WARP_JITTER) {
      double degrees = (2 * rng_uniform(&rng) - 1) * s->a;
      double down = (2 * rng_uniform(&rng) - 1) * s->b;
      all = then(affine_of(map, degrees, down, (2 * rng_uniform(&rng) - 1) * s->b), all);
    } else {
      draw_field(map, s->a, s->b, &rng);
      map->elastic = true;
      map->inner = all;
      all = (Affine){.a = 1, .e = 1};
    }
    map->outer_moves = map->elastic && s->kind != WARP_ELASTIC;
  }
  *(map->elastic ? &map->outer : &map->inner) = all;
}

/* The grey at a place: between the four nearest stored pixels; 0 outside. What is outside by less
   than rounding lies on the border. Without branches, which a bent border makes a gamble. */
static inline double grey_at(const WarpMap *map, const unsigned char *pixels, double row,
                             double column) {
  double r = within(row, (double)(map->height - 1)), c = within(column, (double)(map->width - 1));
  int inside = (fabs(row - r) < 1e-9) & (fabs(column - c) < 1e-9);
  size_t i = (size_t)r, j = (size_t)c;
  size_t down = i + 1 < map->height ? map->width : 0, right = j + 1 < map->width;
  const unsigned char *p = pixels + i * map->width + j;
  double fr = r - (double)i, fc = c - (double)j;
  double top = p[0] + fc * (p[right] - p[0]);
  double bottom = p[down] + fc * (p[down + right] - p[down]);
  return inside * (top + fr * (bottom - top));
}

void warp_read(const WarpMap *map, const unsigned char *pixels, size_t first, size_t n,
               double *greys) {
  size_t i = first / map->width, j = first % map->width;
  for (size_t k = 0; k < n; k++) {
    double row = (double)i, column = (double)j;
    if (map->outer_moves) {
      look(&map->outer, &row, &column);
      bend(map, &row, &column);
    } else if (map->elastic) { /* on the field's own pixels: nothing is between */
      row += map->field[2 * (first + k)];
      column += map->field[2 * (first + k) + 1];
    }
    look(&map->inner, &row, &column);
    greys[k] = grey_at(map, pixels, row, column);
    if (++j == map->width) {
      j = 0;
      i++;
    }
  }
}
