/* npz: NumPy's format for several named arrays: a zip file of npy files. Networks are saved in it,
   and Keras hands out MNIST in it.

   An array is read in two steps, its header and then its elements, so that the caller owns the
   memory. Files in the zip that are no .npy are not seen; two arrays of one name are an error.
   Relies on libzip, which is loaded at the first use, and on io/npy and io/save. */
#ifndef NN_NPZ_H
#define NN_NPZ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"
#include "io/npy.h"

typedef struct Npz Npz;

/* ---- reading --------------------------------------------------------------------------------- */

/* Opens the file; the caller closes it. NULL, with the reason in status, for what bytes_open
   refuses, a pipe, no zip file, a damaged one, one without arrays or with names that no terminal
   should print. */
Npz *npz_open(const char *path, Status *status);
/* NULL is fine. */
void npz_close(Npz *npz);

/* The arrays in the file's order: how many (at least one), and the name of number i < count,
   without ".npy". npz_find gives the number of a name, SIZE_MAX if there is none; npz_path what
   was opened. */
size_t npz_count(const Npz *npz);
const char *npz_path(const Npz *npz);
const char *npz_name(const Npz *npz, size_t i);
size_t npz_find(const Npz *npz, const char *name);

/* Reads the header of array i. Errors: what npy_parse says; a size that differs from the header's
   promise or that the file cannot hold; encryption or a packing other than deflate. */
bool npz_header(Npz *npz, size_t i, NpyHeader *header, Status *status);

/* Reads array i, whose header npz_header gave, and checks its checksum: as doubles to dst[count]
   (text is an error), or as the header->bytes bytes that are stored, which header->order and
   header->kind explain (a Fortran array of more than one dimension is an error). */
bool npz_read_doubles(Npz *npz, size_t i, const NpyHeader *header, double *dst, Status *status);
bool npz_read_raw(Npz *npz, size_t i, const NpyHeader *header, void *dst, Status *status);

/* ---- writing --------------------------------------------------------------------------------- */

typedef struct NpzArray {
  const char *name;  /* without ".npy" */
  const char *descr; /* NumPy's name of the type: "<f8", "<f4", "<i8", "<u8", "<U12", "|u1" */
  size_t ndim;       /* 0 to 4 */
  size_t shape[4];
  const void *data; /* the elements, the last dimension running fastest */
  size_t bytes;     /* of data: what shape and descr make */
} NpzArray;

/* Writes n arrays, not packed and without a date, so that the same arrays give the same bytes.
   Needs as much memory again as they have. */
bool npz_write(const char *path, const NpzArray *arrays, size_t n, Status *status);

#endif
