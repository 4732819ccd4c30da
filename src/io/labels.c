/* labels: see labels.h. A hash table with open addressing, never more than half full. */
#include "io/labels.h"

#include <stdlib.h>
#include <string.h>

typedef struct Label {
  char *text;
  size_t length;
  uint64_t hash;
} Label;

struct Labels {
  Label *list;        /* by number; room for half the slots */
  int32_t *slots;     /* number + 1, or 0 */
  size_t count, size; /* labels, and slots: a power of two */
};

static uint64_t hash_of(const char *text, size_t length) { /* FNV-1a */
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < length; i++) h = (h ^ (unsigned char)text[i]) * 1099511628211u;
  return h;
}

/* Where the text stands, or the empty slot where it would. */
static size_t slot_of(const Labels *l, const char *text, size_t length, uint64_t hash) {
  size_t slot = hash & (l->size - 1);
  for (; l->slots[slot]; slot = (slot + 1) & (l->size - 1)) {
    const Label *label = &l->list[l->slots[slot] - 1];
    if (label->hash == hash && label->length == length && memcmp(label->text, text, length) == 0)
      break;
  }
  return slot;
}

/* Makes the table twice as large. */
static int grow(Labels *l) {
  size_t size = l->size ? 2 * l->size : 64;
  int32_t *slots = calloc(size, sizeof *slots);
  Label *list = slots ? realloc(l->list, size / 2 * sizeof *list) : NULL;
  if (!list) {
    free(slots);
    return 0;
  }
  free(l->slots);
  l->slots = slots;
  l->list = list;
  l->size = size;
  for (size_t i = 0; i < l->count; i++)
    slots[slot_of(l, list[i].text, list[i].length, list[i].hash)] = (int32_t)i + 1;
  return 1;
}

Labels *labels_new(void) {
  Labels *l = calloc(1, sizeof *l);
  if (l && !grow(l)) {
    free(l);
    l = NULL;
  }
  return l;
}

void labels_free(Labels *l) {
  if (!l) return;
  for (size_t i = 0; i < l->count; i++) free(l->list[i].text);
  free(l->list);
  free(l->slots);
  free(l);
}

int32_t labels_index(Labels *l, const char *text, size_t length) {
  uint64_t hash = hash_of(text, length);
  size_t slot = slot_of(l, text, length, hash);
  if (l->slots[slot]) return l->slots[slot] - 1;
  if (l->count == LABELS_MAX) return LABELS_FULL;
  if (l->count == l->size / 2) {
    if (!grow(l)) return LABELS_NO_MEMORY;
    slot = slot_of(l, text, length, hash);
  }
  char *copy = malloc(length + 1);
  if (!copy) return LABELS_NO_MEMORY;
  memcpy(copy, text, length);
  copy[length] = '\0';
  l->list[l->count] = (Label){copy, length, hash};
  l->slots[slot] = (int32_t)++l->count;
  return l->slots[slot] - 1;
}

size_t labels_count(const Labels *l) { return l->count; }
const char *labels_text(const Labels *l, size_t i) { return l->list[i].text; }
