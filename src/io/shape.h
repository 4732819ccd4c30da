/* shape: the sizes that a file's header promises, for idx, npy and npz.

   A header is text from elsewhere: it may promise 4294967295 x 4294967295 numbers. These two
   functions multiply without overflow and write the promise down for an error message. */
#ifndef NN_SHAPE_H
#define NN_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

enum { SHAPE_TEXT = 192 }; /* bytes that always hold eight sizes of 20 digits and what joins them */

/* *product = dims[0] x ... x dims[ndim - 1] x item, 1 x item without dimensions. Returns false when
   that does not fit in a size_t, even if another dimension is 0. */
bool shape_product(const size_t *dims, size_t ndim, size_t item, size_t *product);

/* Writes "60000 x 28 x 28" to text[SHAPE_TEXT]; "1" for no dimensions. ndim is at most 8. Returns
   text. */
const char *shape_text(char *text, const size_t *dims, size_t ndim);

#endif
