/* warp: pictures turned, shifted and bent while they are read: new training data from the stored
   bytes, without storing any. For core/dataset.c and net/feed.c.

   A picture is changed by saying, for each place p = (row, column) of the new picture, at which
   place of the old one to look. A turn or a shift is affine, g(p) = A p + b; an elastic change is
   e(p) = p + u(p), u a field of small displacements. Changes made one after the other are looked up
   in turn, the last one first: g1(g2(g3(p))). Neighbouring affine ones are multiplied out
   beforehand, and the grey is read once, at the end, between the four stored pixels around the
   place (bilinear): a chain of changes blurs no more than one, and what one change moves out of the
   picture a later one can move back in. A place outside the stored picture is 0: there is no
   fading from its border outwards, as in scipy.ndimage with mode = "constant".

   The elastic field is that of Simard, Steinkraus, Platt, "Best Practices for Convolutional Neural
   Networks Applied to Visual Document Analysis", 2003: for each pixel two random numbers, uniform
   from -1 to 1, smoothed by a Gaussian of standard deviation sigma pixels (its weights add up to 1;
   cut off at 4 sigma; 0 outside the picture, as scipy.ndimage.gaussian_filter does with mode =
   "constant"), times alpha. The field is not normalised. Smoothing leaves numbers whose standard
   deviation is about 1/sqrt(3) · 1/(2 sigma sqrt(pi)), so that the places move by about
   0.163 alpha / sigma pixels each way: 1.4 pixels for their alpha = 34, sigma = 4. */
#ifndef NN_WARP_H
#define NN_WARP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum WarpKind {
  WARP_ROTATE,  /* by a degrees, counter-clockwise to the eye, about the centre */
  WARP_SHIFT,   /* by a pixels down and b to the right */
  WARP_JITTER,  /* turned by up to a degrees either way, shifted by up to b pixels in each */
  WARP_ELASTIC, /* alpha = a, sigma = b */
} WarpKind;

typedef struct WarpStep {
  WarpKind kind;
  double a, b;
  uint64_t seed; /* of what is drawn: with the stored row it says which numbers */
} WarpStep;

#define WARP_MOST_STEPS 16
#define WARP_MOST_PIXELS 16384 /* of an elastic picture: its field lies on the stack */
#define WARP_MOST_SIGMA 100

/* What is done to a picture, first to last; at most one step is elastic. */
typedef struct Warp {
  size_t steps;
  WarpStep step[WARP_MOST_STEPS];
} Warp;

/* The warps of a data set, whose samples each have one of them. */
typedef struct Warps {
  size_t width, height; /* of the pictures */
  size_t count;
  Warp warp[];
} Warps;

/* (row, column) goes to (a row + b column + c, d row + e column + f). */
typedef struct Affine {
  double a, b, c, d, e, f;
} Affine;

/* One picture's way from new places to stored ones: inner(p), or if it is elastic inner(q + u(q))
   with q = outer(p). */
typedef struct WarpMap {
  size_t width, height;
  Affine inner, outer;
  bool elastic, outer_moves;         /* the latter: there are steps after the elastic one */
  float field[2 * WARP_MOST_PIXELS]; /* u, height × width pairs: pixels down, pixels right */
} WarpMap;

/* Adds a step to a warp; two turns, or two shifts, in a row become one. False if there is no room,
   or if it is a second elastic one. */
bool warp_add(Warp *warp, WarpStep step);

/* Whether a step draws random numbers. */
bool warp_is_random(const WarpStep *step);

/* The map of the picture in stored row `row`, by the warp of this number. */
void warp_map(WarpMap *map, const Warps *warps, size_t which, size_t row);

/* The greys, 0..255, of n pixels of the new picture from pixel `first` on, row by row, out of the
   stored pixels[height × width]. */
void warp_read(const WarpMap *map, const unsigned char *pixels, size_t first, size_t n,
               double *greys);

#endif
