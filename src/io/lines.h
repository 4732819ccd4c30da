/* lines: a text file as whole lines, and a line as fields, for csv.

   The file passes through one buffer that always holds whole lines, each closed by a newline (the
   file's last one gets its own if it has none), so that nothing that reads a line has to watch its
   end. Fields may stand between blanks and in RFC 4180's double quotes, but a quoted field ends on
   its line. Relies on io/bytes. */
#ifndef NN_LINES_H
#define NN_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"
#include "io/bytes.h"

typedef struct Lines {
  Bytes *bytes;
  char *buffer; /* whole lines in [at, ready), the start of the next one in [ready, filled) */
  size_t capacity, at, ready, filled;
  size_t number;  /* of the line at `at`, from 1 */
  bool ended;     /* the buffer holds all that is left of the file */
  char separator; /* of fields; a space stands for any run of blanks. 0 until the user sets it */
} Lines;

/* A field without the blanks and quotes around it. */
typedef struct Field {
  char *start, *end;
  bool quoted;
} Field;

/* Opens the file and reads its beginning, behind the mark that Windows programs put before UTF-8;
   UTF-16 is refused. lines_close is right after a failure, too, and on a zeroed Lines. */
bool lines_open(Lines *lines, const char *path, Status *status);
void lines_close(Lines *lines);

/* Reads on: the unread part [at, filled) stays but may move, and more whole lines, if only a part
   of one came, may follow it. Fails on a line longer than LINES_MAX_MB. */
enum { LINES_MAX_MB = 64 };
bool lines_more(Lines *lines, Status *status);

/* The next line at or after p that is not blank, or buffer + ready; *number counts along. */
char *lines_next(const Lines *lines, char *p, size_t *number);
/* The start of the line after the one at p. */
char *lines_after(const Lines *lines, char *p);

/* Whether c is a space, a tab that does not separate, or the carriage return before a newline. */
bool lines_blank(const Lines *lines, char c);

/* The field at p. Returns its separator or the line's newline; where blanks separate, the last of a
   run stands for all of them. NULL if its quotes do not pair up. */
char *field_find(const Lines *lines, char *p, Field *field);
/* Copies the field's text to dst, doubled quotes halved, and closes it with a zero byte; dst has
   room for end - start + 1 bytes. Returns the text's length. */
size_t field_copy(char *dst, const Field *field);
/* How many fields the line at p has; 0 if quotes do not pair up, then in field *bad (from 0). */
size_t field_count(const Lines *lines, char *p, size_t *bad);

#endif
