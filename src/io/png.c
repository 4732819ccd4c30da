/* png: see png.h. The only file that knows libpng, through what libpng calls its simplified API. */
#define _GNU_SOURCE /* fopencookie */
#include "io/png.h"

#include <inttypes.h>
#include <png.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/bytes.h"
#include "io/library.h"
#include "io/save.h"
#include "io/whole.h"
#include "sonames.h"

enum {
  BYTES_MAX = 1 << 30, /* of unpacked pixels */
  PIXELS_IN_BYTE = 8   /* at the least depth, one bit */
};

#define PNG_NEEDED(X)                                                                              \
  X(png_image_begin_read_from_stdio)                                                               \
  X(png_image_finish_read) X(png_image_free) X(png_image_write_to_memory)

typedef struct Png {
#define FIELD(name) __typeof__(&name) name;
  PNG_NEEDED(FIELD)
#undef FIELD
} Png;

static const char *const png_names[] = {
#define NAME(name) #name,
    PNG_NEEDED(NAME)
#undef NAME
};
enum { PNG_NAMES = sizeof png_names / sizeof png_names[0] };
_Static_assert(sizeof(Png) == PNG_NAMES * sizeof(void *), "a table of function pointers");

static bool load(Png *png, const char *path, Status *status) {
  return library_load(SONAME_libpng, path, png_names, PNG_NAMES, png, status);
}

/* ---- reading --------------------------------------------------------------------------------- */

static const unsigned char magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

bool png_starts(const unsigned char *file, size_t size) {
  return size >= sizeof magic && memcmp(file, magic, sizeof magic) == 0;
}

/* The simplified API unpacks a picture in one call, and only asks for bytes on the way. So the file
   in memory is given to it through a stream of our own, which ends at a Ctrl-C. */
typedef struct Source {
  const unsigned char *next;
  size_t left;
  Status *status;
} Source;

static ssize_t give_bytes(void *cookie, char *into, size_t most) {
  Source *source = cookie;
  if (status_interrupted(source->status)) return -1;
  size_t n = most < source->left ? most : source->left;
  memcpy(into, source->next, n);
  source->next += n;
  source->left -= n;
  return (ssize_t)n;
}

/* What went wrong: Ctrl-C, which has filled the status, or the picture. Returns false. */
static bool fail_reading(const char *path, const png_image *image, Status *status) {
  return !status_interrupted(status) &&
         status_fail(status, "%s: the picture is damaged: %s", path, image->message);
}

/* Unpacks the picture whose header `image` has from libpng, in the format that it names. */
static unsigned char *unpack(const Png *png, png_image *image, const char *path, size_t size,
                             Status *status) {
  const png_color white = {255, 255, 255};
  uint64_t pixels = (uint64_t)image->width * image->height; /* two 32-bit factors */
  uint64_t most = BYTES_MAX / PNG_IMAGE_PIXEL_CHANNELS(image->format);
  if (pixels > most || pixels / PIXELS_IN_BYTE / BYTES_EXPANSION > size) {
    status_fail(status, "%s: promises %" PRIu32 " x %" PRIu32 " pixels, which %s", path,
                image->width, image->height,
                pixels > most ? "are too many" : "the file cannot hold");
    return NULL;
  }
  size_t bytes = (size_t)pixels * PNG_IMAGE_PIXEL_CHANNELS(image->format);
  unsigned char *data = malloc(bytes ? bytes : 1);
  if (!data) {
    status_no_memory(status, "a picture");
    return NULL;
  }
  image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* 16 bits are as bright as 8, unless the file says */
  if (png->png_image_finish_read(image, &white, data, 0, NULL)) return data;
  fail_reading(path, image, status);
  free(data);
  return NULL;
}

/* The PNG file in memory as pixels of libpng's `format`, malloc'ed; NULL after a failure. */
static unsigned char *decode(const char *path, const unsigned char *file, size_t size,
                             png_uint_32 format, size_t *width, size_t *height, Status *status) {
  Png png;
  if (!png_starts(file, size)) {
    status_fail(status, "%s: is not a PNG file", path);
    return NULL;
  }
  if (!load(&png, path, status)) return NULL;
  Source source = {.next = file, .left = size, .status = status};
  FILE *stream = fopencookie(&source, "rb", (cookie_io_functions_t){.read = give_bytes});
  if (!stream) {
    status_no_memory(status, "a picture");
    return NULL;
  }
  unsigned char *pixels = NULL;
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (png.png_image_begin_read_from_stdio(&image, stream)) {
    image.format = format;
    pixels = unpack(&png, &image, path, size, status);
  } else {
    fail_reading(path, &image, status);
  }
  *width = image.width;
  *height = image.height;
  png.png_image_free(&image);
  fclose(stream);
  return pixels;
}

bool png_read_grey(const char *path, size_t *width, size_t *height, unsigned char **pixels,
                   Status *status) {
  size_t size;
  unsigned char *file = whole_read(path, &size, status);
  *pixels = file ? decode(path, file, size, PNG_FORMAT_GRAY, width, height, status) : NULL;
  free(file);
  return *pixels != NULL;
}

bool png_decode_rgb(const char *path, const unsigned char *file, size_t size, Image *image,
                    Status *status) {
  image->pixels = decode(path, file, size, PNG_FORMAT_RGB, &image->width, &image->height, status);
  return image->pixels != NULL;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_picture(const char *path, const unsigned char *pixels, size_t width,
                          size_t height, png_uint_32 format, Status *status) {
  Png png;
  if (width < 1 || width > IMAGE_SIDE_MAX || height < 1 || height > IMAGE_SIDE_MAX ||
      height > BYTES_MAX / PNG_IMAGE_PIXEL_CHANNELS(format) / width)
    return status_fail(status, "%s: %zu x %zu pixels are no picture that can be written", path,
                       width, height);
  if (!load(&png, path, status)) return false;
  png_image image = {.version = PNG_IMAGE_VERSION, .format = format};
  image.width = (png_uint_32)width;
  image.height = (png_uint_32)height;
  size_t n = PNG_IMAGE_PNG_SIZE_MAX(image); /* however badly it packs */
  unsigned char *file = malloc(n);
  if (!file) return status_no_memory(status, "a picture");
  bool ok = png.png_image_write_to_memory(&image, file, &n, 0, pixels, 0, NULL) ||
            status_fail(status, "%s: cannot be packed: %s", path, image.message);
  ok = ok && save_file(path, file, n, status);
  free(file);
  return ok;
}

bool png_write_grey(const char *path, const unsigned char *pixels, size_t width, size_t height,
                    Status *status) {
  return write_picture(path, pixels, width, height, PNG_FORMAT_GRAY, status);
}

bool png_write_rgb(const char *path, const Image *image, Status *status) {
  return write_picture(path, image->pixels, image->width, image->height, PNG_FORMAT_RGB, status);
}
