/* image: pictures in memory, and the arithmetic on their pixels: a matrix made visible, the
   lightness of colours, another size. All kernels: whoever calls has made the room. */
#ifndef NN_IMAGE_H
#define NN_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

/* pixels[height × width × 3]: red, green, blue, 0 .. 255, row by row from the top. */
typedef struct Image {
  size_t width, height;
  unsigned char *pixels;
} Image;

enum {
  IMAGE_RGB = 3,               /* bytes of a pixel */
  IMAGE_SIDE_MAX = 1000000,    /* libpng's limit */
  IMAGE_PIXELS_MAX = 250000000 /* more than the largest telephone's camera takes */
};

/* Whether an image may have this size. */
bool image_size_fits(size_t width, size_t height);

/* How a number becomes a colour: lo black and hi white; lo white and hi black, as ink on paper; or
   lo blue, the middle white and hi red. */
typedef enum ImageMap { IMAGE_GREY, IMAGE_INVERTED, IMAGE_DIVERGING } ImageMap;

/* matrix[rows × cols] as an image of scale × scale pixels a number; to is cols · scale wide and
   rows · scale high. Numbers outside lo .. hi take the colour of the nearer end, NaN is green.
   lo <= hi, both finite; where they are equal, that number takes the middle's colour if the map is
   diverging, else lo's. */
void image_of_matrix(Image *to, const double *matrix, size_t rows, size_t cols, ImageMap map,
                     double lo, double hi, size_t scale);

/* grey[height × width]: how light each pixel looks, 0 .. 255 in whole numbers, as libpng turns
   colours into grey: the sum of the light that red, green and blue give. */
void image_grey(double *grey, const Image *image);

/* Copies `from` into `to`, its upper left corner to this row and column (from 0); it fits in. */
void image_paste(Image *to, const Image *from, size_t row, size_t column);

/* Draws `from` at the size of `to`: each pixel the mean of the area it covers. Larger pixels stay
   sharp squares, and at equal sizes it is a copy. */
void image_resize(Image *to, const Image *from);

#endif
