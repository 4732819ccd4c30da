/* idx: see idx.h. The header is 00 00, a type, the number of dimensions, and each dimension as a
   big-endian number of four bytes. */
#include "io/idx.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "io/shape.h"

/* The types that the format's inventor listed; only the first occurs in the wild. */
static const char *type_name(unsigned char type) {
  switch (type) {
  case 0x08:
    return "unsigned bytes";
  case 0x09:
    return "signed bytes";
  case 0x0b:
    return "16-bit integers";
  case 0x0c:
    return "32-bit integers";
  case 0x0d:
    return "32-bit floats";
  case 0x0e:
    return "64-bit floats";
  default:
    return NULL;
  }
}

static bool check_magic(const char *path, const unsigned char magic[4], Status *status) {
  const char *type = type_name(magic[2]);
  if (magic[0] || magic[1] || !type)
    return status_fail(status,
                       "%s: is not an IDX file: it starts with %02x %02x %02x %02x, 00 00 "
                       "08 and the number of dimensions were expected",
                       path, magic[0], magic[1], magic[2], magic[3]);
  if (magic[2] != 0x08)
    return status_fail(status, "%s: holds %s, unsigned bytes were expected", path, type);
  if (magic[3] < 1 || magic[3] > 4)
    return status_fail(status, "%s: has %d dimensions, 1 to 4 were expected", path, magic[3]);
  return true;
}

static bool read_header(Bytes *bytes, IdxHeader *header, Status *status) {
  const char *path = bytes_path(bytes);
  char text[SHAPE_TEXT];
  unsigned char magic[4], dims[16];
  memset(header, 0, sizeof *header);
  if (!bytes_read(bytes, magic, 4, status) || !check_magic(path, magic, status)) return false;
  header->ndim = magic[3];
  if (!bytes_read(bytes, dims, 4 * header->ndim, status)) return false;
  for (size_t i = 0; i < header->ndim; i++) {
    const unsigned char *d = dims + 4 * i;
    header->dims[i] = (size_t)d[0] << 24 | (size_t)d[1] << 16 | (size_t)d[2] << 8 | (size_t)d[3];
  }
  shape_text(text, header->dims, header->ndim);
  if (!shape_product(header->dims, header->ndim, 1, &header->size))
    return status_fail(status, "%s: the header promises %s bytes, more than any memory holds", path,
                       text);
  if (header->size == 0)
    return status_fail(status, "%s: the header promises %s bytes, at least 1 was expected each way",
                       path, text);
  if (header->size > bytes_limit(bytes))
    return status_fail(status, "%s: the header promises %s bytes, the file holds at most %" PRIu64,
                       path, text, bytes_limit(bytes));
  return true;
}

bool idx_open(const char *path, IdxHeader *header, Bytes **bytes, Status *status) {
  *bytes = bytes_open(path, status);
  if (*bytes && read_header(*bytes, header, status)) return true;
  bytes_close(*bytes);
  *bytes = NULL;
  return false;
}

bool idx_read(Bytes *bytes, const IdxHeader *header, unsigned char *dst, Status *status) {
  return bytes_read(bytes, dst, header->size, status) && bytes_end(bytes, status);
}
