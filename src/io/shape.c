/* shape: see shape.h. */
#include "io/shape.h"

#include <stdio.h>

bool shape_product(const size_t *dims, size_t ndim, size_t item, size_t *product) {
  size_t total = item;
  bool empty = false;
  for (size_t i = 0; i < ndim; i++) {
    if (dims[i] == 0) {
      empty = true; /* set aside, so that a zero cannot hide an overflow */
    } else if (__builtin_mul_overflow(total, dims[i], &total)) {
      return false;
    }
  }
  *product = empty ? 0 : total;
  return true;
}

const char *shape_text(char *text, const size_t *dims, size_t ndim) {
  size_t used = 0;
  snprintf(text, SHAPE_TEXT, "1");
  for (size_t i = 0; i < ndim && used < SHAPE_TEXT; i++) {
    int n = snprintf(text + used, SHAPE_TEXT - used, i ? " x %zu" : "%zu", dims[i]);
    if (n < 0) break;
    used += (size_t)n;
  }
  return text;
}
