/* image_file: see image_file.h. */
#include "io/image_file.h"

#include <stdlib.h>

#include "io/exif.h"
#include "io/jpeg.h"
#include "io/png.h"
#include "io/whole.h"

static bool turn(Image *image, int orientation, Status *status) {
  if (orientation == 1) return true;
  Image turned = {.pixels = malloc(image->width * image->height * IMAGE_RGB)};
  if (turned.pixels) exif_turn(&turned, image, orientation);
  free(image->pixels);
  *image = turned;
  return turned.pixels || status_no_memory(status, "a picture");
}

bool image_file_read(const char *path, Image *image, Status *status) {
  size_t size;
  image->pixels = NULL;
  unsigned char *file = whole_read(path, &size, status);
  if (!file) return false;
  bool ok;
  if (png_starts(file, size))
    ok = png_decode_rgb(path, file, size, image, status);
  else if (jpeg_starts(file, size))
    ok = jpeg_decode_rgb(path, file, size, image, status) &&
         turn(image, exif_orientation(file, size), status);
  else
    ok = status_fail(status, "%s: is neither a PNG nor a JPEG file", path);
  free(file);
  return ok;
}
