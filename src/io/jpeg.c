/* jpeg: see jpeg.h. The only file that knows libturbojpeg. */
#include "io/jpeg.h"

#include <stdlib.h>
#include <turbojpeg.h>

#include "io/library.h"
#include "sonames.h"

/* The most pixels that a byte of a JPEG file can stand for: a block of 8 x 8 takes a bit at
   least. */
enum { PIXELS_IN_BYTE = 8 * 8 * 8 };

#define TURBO_NEEDED(X)                                                                            \
  X(tjInitDecompress)                                                                              \
  X(tjDecompressHeader3) X(tjDecompress2) X(tjGetErrorStr2) X(tjDestroy)

typedef struct Turbo {
#define FIELD(name) __typeof__(&name) name;
  TURBO_NEEDED(FIELD)
#undef FIELD
} Turbo;

static const char *const turbo_names[] = {
#define NAME(name) #name,
    TURBO_NEEDED(NAME)
#undef NAME
};
enum { TURBO_NAMES = sizeof turbo_names / sizeof turbo_names[0] };
_Static_assert(sizeof(Turbo) == TURBO_NAMES * sizeof(void *), "a table of function pointers");

static bool load(Turbo *turbo, const char *path, Status *status) {
  if (library_load(SONAME_libturbojpeg, path, turbo_names, TURBO_NAMES, turbo, status)) return true;
  Status why = *status;
  return status_fail(status, "%s; Debian's package is libturbojpeg0", why.text);
}

bool jpeg_starts(const unsigned char *file, size_t size) {
  return size >= 3 && file[0] == 0xff && file[1] == 0xd8 && file[2] == 0xff;
}

/* Unpacks what the header has told of. A warning counts as damage, because libturbojpeg tells no
   other when the file is cut short, and makes up the pixels that are missing. */
static bool unpack(const Turbo *turbo, tjhandle handle, const char *path, const unsigned char *file,
                   size_t size, Image *image, Status *status) {
  size_t pixels = image->width * image->height;
  if (!image_size_fits(image->width, image->height) || pixels / PIXELS_IN_BYTE > size)
    return status_fail(status, "%s: promises %zu x %zu pixels, which %s", path, image->width,
                       image->height,
                       pixels > IMAGE_PIXELS_MAX ? "are too many" : "the file cannot hold");
  image->pixels = malloc(pixels * IMAGE_RGB);
  if (!image->pixels) return status_no_memory(status, "a picture");
  if (turbo->tjDecompress2(handle, file, size, image->pixels, (int)image->width, 0,
                           (int)image->height, TJPF_RGB,
                           TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT) == 0)
    return true;
  free(image->pixels);
  image->pixels = NULL;
  return status_fail(status, "%s: the picture is damaged: %s", path, turbo->tjGetErrorStr2(handle));
}

bool jpeg_decode_rgb(const char *path, const unsigned char *file, size_t size, Image *image,
                     Status *status) {
  Turbo turbo;
  int width = 0, height = 0, sampling = 0, colors = 0;
  image->pixels = NULL;
  if (!jpeg_starts(file, size)) return status_fail(status, "%s: is not a JPEG file", path);
  if (!load(&turbo, path, status)) return false;
  tjhandle handle = turbo.tjInitDecompress();
  if (!handle) return status_no_memory(status, "a picture");
  if (turbo.tjDecompressHeader3(handle, file, size, &width, &height, &sampling, &colors) != 0) {
    status_fail(status, "%s: the picture is damaged: %s", path, turbo.tjGetErrorStr2(handle));
  } else if (width < 1 || height < 1) { /* tables alone */
    status_fail(status, "%s: the picture is damaged: it has no pixels", path);
  } else if (colors == TJCS_CMYK || colors == TJCS_YCCK) {
    status_fail(status, "%s: has the colours of print (CMYK), RGB was expected", path);
  } else {
    image->width = (size_t)width;
    image->height = (size_t)height;
    unpack(&turbo, handle, path, file, size, image, status);
  }
  turbo.tjDestroy(handle);
  return image->pixels != NULL;
}
