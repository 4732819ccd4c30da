/* lines: see lines.h. */
#define _GNU_SOURCE /* memrchr */
#include "io/lines.h"

#include <stdlib.h>
#include <string.h>

enum { BUFFER = 512 << 10 }; /* the buffer's first size; at least half of it is read at once */

/* ---- the buffer ------------------------------------------------------------------------------ */

/* Skips the byte order mark of UTF-8. */
static bool read_mark(Lines *lines, Status *status) {
  while (lines->filled < 3 && !lines->ended)
    if (!lines_more(lines, status)) return false;
  const char *start = lines->buffer;
  if (memcmp(start, "\xff\xfe", 2) == 0 || memcmp(start, "\xfe\xff", 2) == 0)
    return status_fail(status, "%s: is UTF-16 text, save it as UTF-8", bytes_path(lines->bytes));
  if (memcmp(start, "\xef\xbb\xbf", 3) == 0) lines->at = 3;
  return true;
}

bool lines_open(Lines *lines, const char *path, Status *status) {
  memset(lines, 0, sizeof *lines);
  lines->number = 1;
  lines->bytes = bytes_open(path, status);
  if (!lines->bytes) return false;
  lines->capacity = BUFFER;
  lines->buffer = calloc(1, BUFFER + 1);
  if (!lines->buffer) return status_no_memory(status, "reading a text file");
  return read_mark(lines, status);
}

void lines_close(Lines *lines) {
  bytes_close(lines->bytes);
  free(lines->buffer);
  memset(lines, 0, sizeof *lines);
}

static bool fail_long(const Lines *lines, Status *status) {
  size_t number = lines->number;
  for (size_t i = lines->at; i < lines->ready; i++) number += lines->buffer[i] == '\n';
  return status_fail(status, "%s, line %zu: is longer than %d MB", bytes_path(lines->bytes), number,
                     LINES_MAX_MB);
}

/* Moves the unread part to the buffer's start, and doubles the buffer where that leaves less than
   half of it free. One byte more than the capacity is there for the last line's newline. */
static bool make_room(Lines *lines, Status *status) {
  size_t unread = lines->filled - lines->at;
  memmove(lines->buffer, lines->buffer + lines->at, unread);
  lines->ready -= lines->at;
  lines->filled = unread;
  lines->at = 0;
  if (unread <= lines->capacity / 2) return true;
  if (unread > (size_t)LINES_MAX_MB << 20) return fail_long(lines, status);
  char *larger = realloc(lines->buffer, 2 * lines->capacity + 1);
  if (!larger) return status_no_memory(status, "a long line of text");
  lines->buffer = larger;
  lines->capacity *= 2;
  return true;
}

bool lines_more(Lines *lines, Status *status) {
  if (!make_room(lines, status)) return false;
  char *fresh = lines->buffer + lines->filled;
  size_t got = bytes_some(lines->bytes, fresh, lines->capacity - lines->filled, status);
  if (got == 0 && status->code != STATUS_OK) return false;
  lines->filled += got;
  if (got > 0) {
    char *newline = memrchr(fresh, '\n', got);
    if (newline) lines->ready = (size_t)(newline + 1 - lines->buffer);
  } else {
    lines->ended = true;
    if (lines->filled > lines->ready) lines->buffer[lines->filled++] = '\n';
    lines->ready = lines->filled;
  }
  return true;
}

/* ---- lines ----------------------------------------------------------------------------------- */

bool lines_blank(const Lines *lines, char c) {
  return c == ' ' || c == '\r' || (c == '\t' && lines->separator != '\t');
}

static char *skip_blanks(const Lines *lines, char *p) {
  while (lines_blank(lines, *p)) p++;
  return p;
}

char *lines_after(const Lines *lines, char *p) {
  return (char *)memchr(p, '\n', (size_t)(lines->buffer + lines->ready - p)) + 1;
}

char *lines_next(const Lines *lines, char *p, size_t *number) {
  char *end = lines->buffer + lines->ready;
  for (; p < end; ++*number) {
    char *text = skip_blanks(lines, p);
    if (*text != '\n') break;
    p = text + 1;
  }
  return p;
}

/* ---- fields ---------------------------------------------------------------------------------- */

char *field_find(const Lines *lines, char *p, Field *field) {
  char separator = lines->separator;
  p = skip_blanks(lines, p);
  field->quoted = *p == '"';
  field->start = p;
  if (field->quoted) {
    field->start = ++p;
    for (; *p != '\n' && (*p != '"' || p[1] == '"'); p++)
      if (*p == '"') p++; /* a doubled quote is one quote of the text */
    if (*p == '\n') return NULL;
    field->end = p++;
  } else {
    while (*p != '\n' && *p != separator && !(separator == ' ' && *p == '\t')) p++;
    field->end = p;
    while (field->end > field->start && lines_blank(lines, field->end[-1])) field->end--;
  }
  char *after = skip_blanks(lines, p);
  if (*after == '\n') return after;
  if (separator == ' ') return after > p ? after - 1 : NULL;
  return *after == separator ? after : NULL;
}

size_t field_copy(char *dst, const Field *field) {
  size_t n = 0;
  for (const char *p = field->start; p < field->end; p++) {
    dst[n++] = *p;
    if (field->quoted && *p == '"') p++;
  }
  dst[n] = '\0';
  return n;
}

size_t field_count(const Lines *lines, char *p, size_t *bad) {
  Field field;
  for (size_t count = 1;; count++, p++) {
    p = field_find(lines, p, &field);
    if (!p) {
      *bad = count - 1;
      return 0;
    }
    if (*p == '\n') return count;
  }
}
