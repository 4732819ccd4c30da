/* jpeg: JPEG files as RGB pixels. Relies on libturbojpeg, which is loaded at the first use. */
#ifndef NN_JPEG_H
#define NN_JPEG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/image.h"
#include "core/status.h"

/* Whether the bytes start as a JPEG file does. */
bool jpeg_starts(const unsigned char *file, size_t size);

/* The JPEG file of size bytes as an image, as it lies in the file: io/exif tells how to turn it.
   path is for the errors. Its pixels are malloc'ed, the caller's to free; NULL after a failure: a
   damaged file or one cut short, more pixels than the file can hold or than IMAGE_PIXELS_MAX. */
bool jpeg_decode_rgb(const char *path, const unsigned char *file, size_t size, Image *image,
                     Status *status);

#endif
