/* bytes: the bytes of a file, plain or gzip alike, for every reader under io/.

   Whether a file is gzip is told by its first two bytes, never by its name. What is read is
   unpacked straight into the caller's buffer, and what can still come is known in advance
   (bytes_limit), so that no reader allocates on a damaged header's word. Relies on zlib and
   core/status; a Ctrl-C ends any reading within a megabyte. */
#ifndef NN_BYTES_H
#define NN_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

typedef struct Bytes Bytes;

/* The most bytes that one byte of a deflate stream can stand for. */
enum { BYTES_EXPANSION = 1032 };

/* Opens the file for reading; the caller closes it. NULL, with the reason in status, for a file
   that is missing, forbidden or a folder. */
Bytes *bytes_open(const char *path, Status *status);
/* NULL is fine. */
void bytes_close(Bytes *bytes);

/* Reads exactly n bytes to dst. When the file ends before, the error tells after how many bytes and
   how many were expected, both counted from the file's start, unpacked if it is gzip. */
bool bytes_read(Bytes *bytes, void *dst, size_t n, Status *status);

/* Reads 1 to n bytes, as many as come easily (at most a megabyte). Returns how many; 0 at the end,
   with STATUS_OK in status, or after an error. */
size_t bytes_some(Bytes *bytes, void *dst, size_t n, Status *status);

/* The file has to end here: an error tells how many bytes follow. Of a gzip file this also checks
   the last checksum, so a reader that knows its size calls it before it trusts what it has. */
bool bytes_end(Bytes *bytes, Status *status);

/* The most bytes that can still come: exactly what is left of a plain file; BYTES_EXPANSION times
   the size of a gzip file, less what has come; UINT64_MAX for a pipe or a device. */
uint64_t bytes_limit(const Bytes *bytes);

/* How many (unpacked) bytes have been read, and what was opened. */
uint64_t bytes_offset(const Bytes *bytes);
const char *bytes_path(const Bytes *bytes);
bool bytes_is_gzip(const Bytes *bytes);

#endif
