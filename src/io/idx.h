/* idx: the format of MNIST's files: unsigned bytes in one to four dimensions, plain or gzip.

   Reading is two steps, so that the caller owns the memory: idx_open tells the sizes, which by then
   are checked against the file, and idx_read fills the caller's bytes. Relies on io/bytes. */
#ifndef NN_IDX_H
#define NN_IDX_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"
#include "io/bytes.h"

typedef struct IdxHeader {
  size_t ndim;    /* 1 to 4 */
  size_t dims[4]; /* each at least 1; the file lists its bytes with the last one running fastest */
  size_t size;    /* their product: how many bytes idx_read gives */
} IdxHeader;

/* Opens the file and reads its header. *bytes is then the caller's to close; after a failure it is
   NULL. Errors: what bytes_open says; no IDX file; other numbers than unsigned bytes; a dimension
   that is 0; more bytes promised than the file can hold. */
bool idx_open(const char *path, IdxHeader *header, Bytes **bytes, Status *status);

/* Reads header->size bytes to dst and checks that the file ends there. */
bool idx_read(Bytes *bytes, const IdxHeader *header, unsigned char *dst, Status *status);

#endif
