/* png: see png.h. The only file that knows libpng, through what libpng calls its simplified API. */
#include "io/png.h"

#include <inttypes.h>
#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/bytes.h"
#include "io/library.h"
#include "io/save.h"
#include "sonames.h"

enum {
  SIDE_MAX = 1000000,  /* libpng's own limit */
  START = 64 << 10,    /* bytes that a file is first thought to have */
  BYTES_MAX = 1 << 30, /* the longest file, and the most pixels */
  PIXELS_IN_BYTE = 8   /* at the least depth, one bit */
};

#define PNG_NEEDED(X)                                                                              \
  X(png_image_begin_read_from_memory)                                                              \
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

/* The whole file in memory, malloc'ed, which grows as bytes arrive. */
static unsigned char *read_file(const char *path, size_t *size, Status *status) {
  Bytes *bytes = bytes_open(path, status);
  unsigned char *data = NULL;
  size_t room = 0, n = 0, got = bytes ? 1 : 0;
  while (got > 0) {
    if (n == room) {
      size_t more = room ? 2 * room : START;
      unsigned char *larger = more <= BYTES_MAX ? realloc(data, more) : NULL;
      if (!larger && more > BYTES_MAX) status_fail(status, "%s: is longer than a gigabyte", path);
      if (!larger && more <= BYTES_MAX) status_no_memory(status, "a picture");
      if (!larger) break;
      data = larger;
      room = more;
    }
    got = bytes_some(bytes, data + n, room - n, status);
    n += got;
  }
  bytes_close(bytes);
  *size = n;
  if (bytes && got == 0 && status->code == STATUS_OK) return data;
  free(data);
  return NULL;
}

/* Unpacks the picture whose header `image` has from libpng. */
static unsigned char *unpack(const Png *png, png_image *image, const char *path, size_t size,
                             Status *status) {
  const png_color white = {255, 255, 255};
  uint64_t pixels = (uint64_t)image->width * image->height; /* two 32-bit factors */
  if (pixels > BYTES_MAX || pixels / PIXELS_IN_BYTE / BYTES_EXPANSION > size) {
    status_fail(status, "%s: promises %" PRIu32 " x %" PRIu32 " pixels, which %s", path,
                image->width, image->height,
                pixels > BYTES_MAX ? "are too many" : "the file cannot hold");
    return NULL;
  }
  unsigned char *data = malloc(pixels ? (size_t)pixels : 1);
  if (!data) {
    status_no_memory(status, "a picture");
    return NULL;
  }
  image->format = PNG_FORMAT_GRAY;
  image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* 16 bits are as bright as 8, unless the file says */
  if (png->png_image_finish_read(image, &white, data, 0, NULL)) return data;
  status_fail(status, "%s: the picture is damaged: %s", path, image->message);
  free(data);
  return NULL;
}

bool png_read_grey(const char *path, size_t *width, size_t *height, unsigned char **pixels,
                   Status *status) {
  static const unsigned char magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  Png png;
  size_t size;
  *pixels = NULL;
  unsigned char *file = read_file(path, &size, status);
  if (!file) return false;
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (size < sizeof magic || memcmp(file, magic, sizeof magic) != 0) {
    status_fail(status, "%s: is not a PNG file", path);
  } else if (load(&png, path, status)) {
    if (png.png_image_begin_read_from_memory(&image, file, size)) {
      *pixels = unpack(&png, &image, path, size, status);
    } else {
      status_fail(status, "%s: the picture is damaged: %s", path, image.message);
    }
    *width = image.width;
    *height = image.height;
    png.png_image_free(&image);
  }
  free(file);
  return *pixels != NULL;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_file(const char *path, const void *data, size_t n, Status *status) {
  Save *save = save_begin(path, status);
  if (save && save_write(save, data, n, status)) return save_commit(save, status);
  save_abort(save);
  return false;
}

bool png_write_grey(const char *path, const unsigned char *pixels, size_t width, size_t height,
                    Status *status) {
  Png png;
  if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX ||
      height > BYTES_MAX / width)
    return status_fail(status, "%s: %zu x %zu pixels are no picture that can be written", path,
                       width, height);
  if (!load(&png, path, status)) return false;
  png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_GRAY};
  image.width = (png_uint_32)width;
  image.height = (png_uint_32)height;
  size_t n = PNG_IMAGE_PNG_SIZE_MAX(image); /* however badly it packs */
  unsigned char *file = malloc(n);
  if (!file) return status_no_memory(status, "a picture");
  bool ok = png.png_image_write_to_memory(&image, file, &n, 0, pixels, 0, NULL) ||
            status_fail(status, "%s: cannot be packed: %s", path, image.message);
  ok = ok && write_file(path, file, n, status);
  free(file);
  return ok;
}
