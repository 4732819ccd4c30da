/* whole: all bytes of a file at once, for libraries that unpack from memory. Relies on io/bytes. */
#ifndef NN_WHOLE_H
#define NN_WHOLE_H

#include <stddef.h>

#include "core/status.h"

/* The file's *size bytes, malloc'ed, the caller's to free. Memory grows as bytes arrive, to at most
   a gigabyte. NULL after a failure: what io/bytes says, or a longer file. */
unsigned char *whole_read(const char *path, size_t *size, Status *status);

#endif
