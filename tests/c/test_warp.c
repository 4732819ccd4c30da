/* test_warp: pictures turned, shifted and bent, against the definition in long double. */
#include <stdlib.h>

#include "core/dataset.h"
#include "core/rng.h"
#include "core/warp.h"
#include "test.h"

enum { MOST = 40 * 40 };
static unsigned char pixels[3 * MOST];
static WarpMap map;

/* A list of `count` warps that change nothing yet. */
static Warps *new_warps(size_t height, size_t width, size_t count) {
  Warps *warps = calloc(1, sizeof *warps + count * sizeof *warps->warp);
  if (!warps) abort();
  warps->height = height;
  warps->width = width;
  warps->count = count;
  return warps;
}

/* Between the four pixels around (r, c), each weighed; 0 outside. */
static long double grey(const unsigned char *picture, size_t height, size_t width, long double r,
                        long double c) {
  const long double slack = 1e-12L;
  if (r < -slack || c < -slack || r > (long double)height - 1 + slack ||
      c > (long double)width - 1 + slack)
    return 0;
  long double sum = 0;
  for (size_t i = 0; i < height; i++)
    for (size_t j = 0; j < width; j++) {
      long double y = fabsl(r - (long double)i), x = fabsl(c - (long double)j);
      if (y < 1 && x < 1) sum += (1 - y) * (1 - x) * picture[i * width + j];
    }
  return sum;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
static const size_t shapes[][2] = {{1, 1}, {1, 5}, {5, 1}, {3, 3}, {4, 4}, {7, 12}, {40, 23}};

static void test_warp_affine(void) {
  const double degrees = 33.3, down = 1.3, right = -2.6;
  long double angle = degrees * acosl(-1) / 180, c = cosl(angle), s = sinl(angle);
  for (size_t k = 0; k < COUNT(shapes); k++) {
    size_t height = shapes[k][0], width = shapes[k][1];
    Warps *warps = new_warps(height, width, 1);
    CHECK(warp_add(warps->warp, (WarpStep){.kind = WARP_ROTATE, .a = degrees}));
    CHECK(warp_add(warps->warp, (WarpStep){.kind = WARP_SHIFT, .a = down, .b = right}));
    warp_map(&map, warps, 0, 0);
    double got[MOST];
    bool ok = true;
    for (size_t at = 0; at < height * width; at += 7) /* in pieces */
      warp_read(&map, pixels, at, at + 7 < height * width ? 7 : height * width - at, got + at);
    for (size_t i = 0; i < height; i++)
      for (size_t j = 0; j < width; j++) {
        long double cy = ((long double)height - 1) / 2, cx = ((long double)width - 1) / 2;
        long double y = (long double)i - down - cy, x = (long double)j - right - cx;
        long double want = grey(pixels, height, width, c * y + s * x + cy, c * x - s * y + cx);
        ok = ok && fabsl(got[i * width + j] - want) <= 1e-10L;
      }
    CHECK(ok);
    free(warps);
  }
}

/* The field of a map beside noise from the same numbers, weighed pixel by pixel. */
static bool field_is_right(size_t height, size_t width, double alpha, double sigma, Rng draw) {
  static double noise[2 * MOST];
  for (size_t i = 0; i < height * width; i++) {
    uint64_t bits = rng_next(&draw);
    noise[2 * i] = (double)(bits >> 32) / 2147483648.0 - 1;
    noise[2 * i + 1] = (double)(bits & 0xffffffff) / 2147483648.0 - 1;
  }
  long radius = (long)(4 * sigma + 0.5);
  long double sum = 0;
  for (long k = -radius; k <= radius; k++)
    sum += k ? expl(-(long double)(k * k) / (2 * sigma * sigma)) : 1;
  bool ok = true;
  for (long i = 0; i < (long)(height * width * 2); i++) {
    long column = i / 2 % (long)width, row = i / 2 / (long)width;
    long double want = 0;
    for (long y = 0; y < (long)height; y++)
      for (long x = 0; x < (long)width; x++) {
        long dy = y - row, dx = x - column;
        if (labs(dy) > radius || labs(dx) > radius) continue;
        long double weight =
            dy || dx ? expl(-(long double)(dy * dy + dx * dx) / (2 * sigma * sigma)) : 1;
        want += alpha * weight / sum / sum * noise[2 * (y * (long)width + x) + i % 2];
      }
    ok = ok && fabsl(map.field[i] - want) <= 1e-6L * alpha;
  }
  return ok;
}

static void test_warp_elastic(void) {
  static const double sigmas[] = {0, 0.1, 1.5, 4, 100};
  for (size_t k = 0; k < COUNT(shapes); k++)
    for (size_t s = 0; s < COUNT(sigmas); s++) {
      Warps *warps = new_warps(shapes[k][0], shapes[k][1], 1);
      CHECK(warp_add(warps->warp,
                     (WarpStep){.kind = WARP_ELASTIC, .a = 12, .b = sigmas[s], .seed = 9}));
      warp_map(&map, warps, 0, 0);
      Rng draw;
      rng_seed(&draw, 9);
      CHECK(map.elastic && field_is_right(shapes[k][0], shapes[k][1], 12, sigmas[s], draw));
      free(warps);
    }
}

static void test_warp_add(void) {
  Warp warp = {0};
  CHECK(warp_add(&warp, (WarpStep){.kind = WARP_ROTATE, .a = 3}));
  CHECK(warp_add(&warp, (WarpStep){.kind = WARP_ROTATE, .a = -5}));
  CHECK(warp.steps == 1 && warp.step[0].a == -2);
  CHECK(warp_add(&warp, (WarpStep){.kind = WARP_ELASTIC, .a = 1, .b = 1}));
  CHECK(!warp_add(&warp, (WarpStep){.kind = WARP_ELASTIC, .a = 1, .b = 1}));
  for (size_t i = 2; i < WARP_MOST_STEPS; i++)
    CHECK(warp_add(&warp, (WarpStep){.kind = WARP_JITTER, .a = 1}));
  CHECK(!warp_add(&warp, (WarpStep){.kind = WARP_SHIFT, .a = 1}));
  CHECK(warp.steps == WARP_MOST_STEPS);
}

/* Places beyond the stored rows name the same rows under the next warp. */
static void test_warp_places(void) {
  static const uint32_t places[] = {2, 3, 5, 7};
  Warps *warps = new_warps(1, 3, 3);
  CHECK(warp_add(&warps->warp[1], (WarpStep){.kind = WARP_SHIFT, .b = 1}));
  CHECK(warp_add(&warps->warp[2], (WarpStep){.kind = WARP_SHIFT, .b = -1}));
  Dataset set = {.count = 4,
                 .inputs = 3,
                 .stored = 3,
                 .pixels = (const unsigned char[]){1, 2, 3, 4, 5, 6, 7, 8, 9},
                 .rows = places,
                 .warps = warps};
  static const size_t rows[] = {2, 0, 2, 1};
  static const double wanted[][3] = {{7, 8, 9}, {0, 1, 2}, {0, 7, 8}, {5, 6, 0}};
  for (size_t i = 0; i < 4; i++) {
    double got[3];
    dataset_input(&set, i, got);
    CHECK(dataset_row(&set, i) == rows[i] && memcmp(got, wanted[i], sizeof got) == 0);
  }
  free(warps);
}

int main(void) {
  Rng rng;
  rng_seed(&rng, 20);
  for (size_t i = 0; i < sizeof pixels; i++) pixels[i] = (unsigned char)rng_below(&rng, 256);
  RUN(test_warp_affine);
  RUN(test_warp_elastic);
  RUN(test_warp_add);
  RUN(test_warp_places);
  return test_end("warp");
}
