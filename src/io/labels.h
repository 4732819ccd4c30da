/* labels: gives each different text a number, by first appearance, for csv's column of classes. */
#ifndef NN_LABELS_H
#define NN_LABELS_H

#include <stddef.h>
#include <stdint.h>

enum { LABELS_MAX = 65536 }; /* more classes than this are no classes */

typedef struct Labels Labels;

/* NULL when memory is short. */
Labels *labels_new(void);
void labels_free(Labels *labels);

/* The number of the length bytes at text, from 0; they are copied at their first appearance.
   LABELS_FULL when they would be one too many, LABELS_NO_MEMORY when memory is short. */
enum { LABELS_FULL = -1, LABELS_NO_MEMORY = -2 };
int32_t labels_index(Labels *labels, const char *text, size_t length);

/* How many there are, and the text of number i, closed by a zero byte. */
size_t labels_count(const Labels *labels);
const char *labels_text(const Labels *labels, size_t i);

#endif
