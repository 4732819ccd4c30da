/* npy: NumPy's format for one array, versions 1.0, 2.0 and 3.0, and the parts of it that npz needs,
   an npz being a zip file of npy files.

   Reading is two steps, so that the caller owns the memory: a header, checked against the file by
   then, and the numbers, converted to double from any plain type in either byte order and from
   either storage order. Pickled objects are never loaded. Relies on io/bytes, io/save, io/shape. */
#ifndef NN_NPY_H
#define NN_NPY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"
#include "io/bytes.h"

enum {
  NPY_NDIM_MAX = 8,
  NPY_HEADER_ROOM = 384 /* bytes that hold any header that npy_format makes */
};

/* This machine's byte order, as a type's name starts: NPY_ORDER "f8" is its own double. */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define NPY_ORDER "<"
#else
#define NPY_ORDER ">"
#endif

typedef struct NpyHeader {
  char kind;    /* 'f' float, 'i' and 'u' integers, 'b' true or false, 'U' and 'S' text */
  char order;   /* '<' or '>'; '|' where there is none: single bytes, 'S' */
  size_t item;  /* bytes of one element; of 'U', four for each character */
  bool fortran; /* the first dimension runs fastest, not the last */
  size_t ndim;  /* 0 for a single number */
  size_t shape[NPY_NDIM_MAX];
  size_t count; /* elements: the product of shape */
  size_t bytes; /* count x item */
} NpyHeader;

/* ---- one array in a file --------------------------------------------------------------------- */

/* Opens the file and reads its header. *bytes is then the caller's to close; after a failure it is
   NULL. Errors: what bytes_open says; no npy file; pickled, structured, complex or dated elements;
   more dimensions than NPY_NDIM_MAX; more promised than the file can hold. */
bool npy_open(const char *path, NpyHeader *header, Bytes **bytes, Status *status);

/* Reads all numbers to dst[count], the last dimension running fastest, and checks that the file
   ends there. Integers beyond 2^53 are rounded; text is an error. */
bool npy_read_doubles(Bytes *bytes, const NpyHeader *header, double *dst, Status *status);

/* Writes data[rows x cols] as a matrix of doubles. */
bool npy_write(const char *path, const double *data, size_t rows, size_t cols, Status *status);

/* ---- the format itself, wherever its bytes come from ----------------------------------------- */

/* Reads exactly n bytes of `from` to dst, or fails. */
typedef bool NpySource(void *from, void *dst, size_t n, Status *status);

/* Reads the header from its magic to its end; *length is then how many bytes that was. Errors start
   with name ("a.npy", "a.npz: W1"). */
bool npy_parse(NpySource *source, void *from, const char *name, NpyHeader *header, size_t *length,
               Status *status);

/* Reads the numbers that follow the header, as npy_read_doubles does. */
bool npy_convert(NpySource *source, void *from, const char *name, const NpyHeader *header,
                 double *dst, Status *status);

/* Fails because the header promises other than the at most `limit` bytes that can follow it. */
bool npy_fail_promise(const char *name, const NpyHeader *header, unsigned long long limit,
                      Status *status);

/* Writes the header of an array to text[NPY_HEADER_ROOM]: version 1.0, padded to 64 bytes, the last
   dimension running fastest; descr is a type's name such as "<f8", ndim at most NPY_NDIM_MAX.
   Returns its length; *item is then the bytes of one element, 0 if npy_parse knows no such type. */
size_t npy_format(char *text, const char *descr, const size_t *shape, size_t ndim, size_t *item);

#endif
