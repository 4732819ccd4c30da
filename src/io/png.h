/* png: pictures as grey bytes, 0 black to 255 white, or as images, and back. Relies on libpng,
   which is loaded at the first use, and on io/whole and io/save. */
#ifndef NN_PNG_H
#define NN_PNG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/image.h"
#include "core/status.h"

/* Reads any PNG file as grey: colours by libpng's weights, what is transparent as on white paper,
   16 bits as 8. *pixels is height rows of width bytes, malloc'ed, the caller's to free; NULL after
   a failure: what bytes_open says, no PNG file, a damaged one, more pixels than the file can hold
   or than a gigabyte. */
bool png_read_grey(const char *path, size_t *width, size_t *height, unsigned char **pixels,
                   Status *status);

/* Writes pixels[height x width] as a grey PNG file; at most 1,000,000 a side. */
bool png_write_grey(const char *path, const unsigned char *pixels, size_t width, size_t height,
                    Status *status);

/* Whether the bytes start as a PNG file does. */
bool png_starts(const unsigned char *file, size_t size);

/* The PNG file of size bytes as an image, by the same rules; path is for the errors. Its pixels are
   malloc'ed, the caller's to free; NULL after a failure. */
bool png_decode_rgb(const char *path, const unsigned char *file, size_t size, Image *image,
                    Status *status);

/* Writes the image as an RGB PNG file. */
bool png_write_rgb(const char *path, const Image *image, Status *status);

#endif
