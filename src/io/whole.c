/* whole: see whole.h. */
#include "io/whole.h"

#include <stdlib.h>

#include "io/bytes.h"

enum {
  START = 64 << 10, /* bytes that a file is first thought to have */
  LONGEST = 1 << 30
};

unsigned char *whole_read(const char *path, size_t *size, Status *status) {
  Bytes *bytes = bytes_open(path, status);
  unsigned char *data = NULL;
  size_t room = 0, n = 0, got = bytes ? 1 : 0;
  while (got > 0) {
    if (n == room) {
      size_t more = room ? 2 * room : START;
      unsigned char *larger = more <= LONGEST ? realloc(data, more) : NULL;
      if (!larger && more > LONGEST) status_fail(status, "%s: is longer than a gigabyte", path);
      if (!larger && more <= LONGEST) status_no_memory(status, "a picture");
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
