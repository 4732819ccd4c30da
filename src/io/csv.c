/* csv: see csv.h. A row goes from the buffer of io/lines straight to a chunk of finished rows. The
   plain fields (a number right before its separator) are read by two tight loops, every other one
   with care. */
#define _GNU_SOURCE /* MAP_ANONYMOUS, reallocarray */
#include "io/csv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "io/labels.h"
#include "io/lines.h"
#include "io/number.h"
#include "io/save.h"

enum {
  CHUNK = 4 << 20, /* bytes of finished rows, or one row if that is longer */
  SHOWN = 24       /* bytes of a bad field that an error message shows */
};

/* Finished rows. Chunks are mapped, not malloc'ed: a freed one then really leaves the process,
   whatever has been allocated after it. */
typedef struct Chunk {
  struct Chunk *next;
  size_t size; /* of the mapping */
  size_t rows;
  _Alignas(64) unsigned char data[];
} Chunk;

struct Csv {
  Lines lines;
  locale_t c_locale;
  char *text[2], **fields[2]; /* the first two lines that are not blank */
  size_t columns[2];
  bool pixels;
  size_t width, row_size, rows; /* numbers in a row, their bytes, rows read */
  Chunk *first, *last;
  Labels *labels;
  int32_t *label; /* of each row */
  size_t label_room;
  char *scratch; /* a text field without its quotes */
  size_t scratch_room;
};

/* ---- errors ---------------------------------------------------------------------------------- */

static bool no_memory(Status *status) { return status_no_memory(status, "a table"); }

/* "file, line 7, column 3: WHAT"; column from 0. */
static bool fail_at(const Csv *csv, size_t column, const char *what, Status *status) {
  return status_fail(status, "%s, line %zu, column %zu: %s", bytes_path(csv->lines.bytes),
                     csv->lines.number, column + 1, what);
}

/* "file, line 7, column 3: 'stray' WHAT", on one clean line whatever the field holds. */
static bool fail_field(const Csv *csv, size_t column, const Field *field, const char *what,
                       Status *status) {
  char shown[SHOWN + 1];
  size_t n = (size_t)(field->end - field->start);
  const char *more = n > SHOWN ? "..." : "";
  if (n > SHOWN) n = SHOWN;
  while (*more && n > 0 && ((unsigned char)field->start[n] & 0xc0) == 0x80) n--; /* UTF-8: whole */
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)field->start[i];
    shown[i] = c < ' ' || c == 127 ? '?' : (char)c;
  }
  shown[n] = '\0';
  return status_fail(status, "%s, line %zu, column %zu: '%s%s' %s", bytes_path(csv->lines.bytes),
                     csv->lines.number, column + 1, shown, more, what);
}

static bool fail_quotes(const Csv *csv, size_t column, Status *status) {
  return fail_at(csv, column, "the quotes do not pair up on this line", status);
}

/* The line has another number of fields than the first one; or it cannot be counted. */
static char *fail_count(const Csv *csv, char *line, Status *status) {
  size_t bad = 0, expected = csv->columns[0];
  size_t count = field_count(&csv->lines, line, &bad);
  if (count == 0) {
    fail_quotes(csv, bad, status);
  } else {
    status_fail(status, "%s, line %zu: %zu field%s, %zu %s expected", bytes_path(csv->lines.bytes),
                csv->lines.number, count, count == 1 ? "" : "s", expected,
                expected == 1 ? "was" : "were");
  }
  return NULL;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* How often c separates something on the line at p; a space counts once in a run, and not at the
   line's ends. */
static size_t count_separator(const char *p, char c) {
  size_t count = 0;
  bool quoted = false;
  while (*p == ' ') p++;
  for (; *p != '\n'; p++) {
    if (*p == '"') quoted = !quoted;
    if (quoted || *p != c) continue;
    if (c == ' ' && (p[1] == ' ' || p[1] == '\r' || p[1] == '\n')) continue;
    count++;
  }
  return count;
}

/* The separator that both lines have equally often; else one that the second has, which is more
   likely to be data. The comma comes late, as it may also be a decimal comma between semicolons. */
static char find_separator(const char *first, const char *second) {
  static const char candidates[] = "\t;, ";
  for (const char *c = candidates; *c; c++) {
    size_t n = count_separator(first, *c);
    if (n > 0 && n == count_separator(second, *c)) return *c;
  }
  for (const char *c = candidates; *c; c++)
    if (count_separator(second, *c) > 0) return *c;
  return ',';
}

/* Keeps the texts of the fields of the line at p as line 0 or 1. */
static bool keep_line(Csv *csv, size_t which, char *p, Status *status) {
  size_t bad = 0;
  size_t count = field_count(&csv->lines, p, &bad);
  if (count == 0) return fail_quotes(csv, bad, status);
  size_t length = (size_t)(lines_after(&csv->lines, p) - p);
  char *text = csv->text[which] = malloc(length + count);
  csv->fields[which] = calloc(count, sizeof(char *));
  if (!text || !csv->fields[which]) return no_memory(status);
  csv->columns[which] = count;
  for (size_t i = 0; i < count; i++, p++) {
    Field field;
    p = field_find(&csv->lines, p, &field);
    csv->fields[which][i] = text;
    text += field_copy(text, &field) + 1;
  }
  return true;
}

/* Keeps the first two lines that are not blank, without moving on. */
static bool read_head(Csv *csv, char separator, Status *status) {
  Lines *lines = &csv->lines;
  for (;;) {
    char *end = lines->buffer + lines->ready;
    size_t number = 1;
    char *first = lines_next(lines, lines->buffer + lines->at, &number);
    size_t second_number = number + 1;
    char *second = first < end ? lines_after(lines, first) : end;
    second = lines_next(lines, second, &second_number);
    if (second == end && !lines->ended) {
      if (!lines_more(lines, status)) return false;
      continue;
    }
    if (first == end)
      return status_fail(status, "%s: is empty, a table was expected", bytes_path(lines->bytes));
    if (!separator) separator = find_separator(first, second < end ? second : first);
    lines->separator = separator;
    lines->number = number; /* for an error's sake */
    if (!keep_line(csv, 0, first, status)) return false;
    lines->number = second_number;
    if (second < end && !keep_line(csv, 1, second, status)) return false;
    lines->number = 1;
    return true;
  }
}

static bool prepare(Csv *csv, const char *path, char separator, Status *status) {
  if (separator && !strchr("\t ;,|:/!#$%&*~^_", separator))
    return status_fail(status, "%s: '%c' cannot separate columns", path, separator);
  csv->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!csv->c_locale) return no_memory(status);
  return lines_open(&csv->lines, path, status) && read_head(csv, separator, status);
}

Csv *csv_open(const char *path, char separator, Status *status) {
  Csv *csv = calloc(1, sizeof *csv);
  if (!csv) {
    no_memory(status);
    return NULL;
  }
  if (prepare(csv, path, separator, status)) return csv;
  csv_close(csv);
  return NULL;
}

static Chunk *free_chunk(Chunk *chunk) {
  Chunk *next = chunk->next;
  munmap(chunk, chunk->size);
  return next;
}

void csv_close(Csv *csv) {
  if (!csv) return;
  lines_close(&csv->lines);
  if (csv->c_locale) freelocale(csv->c_locale);
  for (Chunk *chunk = csv->first; chunk;) chunk = free_chunk(chunk);
  for (size_t i = 0; i < 2; i++) {
    free(csv->text[i]);
    free(csv->fields[i]);
  }
  labels_free(csv->labels);
  free(csv->label);
  free(csv->scratch);
  free(csv);
}

size_t csv_columns(const Csv *csv) { return csv->columns[0]; }

const char *csv_field(const Csv *csv, size_t line, size_t column) {
  return line < 2 && column < csv->columns[line] ? csv->fields[line][column] : NULL;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* Reads up to n fields that are one to three digits and the separator, nothing else, and moves *at
   behind them. Returns how many; *at is then at the first field that looks different. */
static size_t quick_pixels(char **at, char separator, uint8_t *dst, size_t n) {
  char *p = *at;
  size_t i = 0;
  for (; i < n; i++) {
    unsigned value = (unsigned)(unsigned char)*p - '0';
    if (value > 9) break;
    char *q = p + 1;
    unsigned digit = (unsigned)(unsigned char)*q - '0';
    if (digit <= 9) {
      value = value * 10 + digit;
      digit = (unsigned)(unsigned char)*++q - '0';
      if (digit <= 9) {
        value = value * 10 + digit;
        q++;
      }
    }
    if (*q != separator || value > 255) break;
    dst[i] = (uint8_t)value;
    p = q + 1;
  }
  *at = p;
  return i;
}

/* The same for numbers of any kind. */
static size_t quick_values(char **at, const Csv *csv, double *dst, size_t n) {
  char *p = *at;
  size_t i = 0;
  for (; i < n; i++) {
    const char *q = number_parse(p, &dst[i], csv->c_locale);
    if (!q || *q != csv->lines.separator) break;
    p += q - p + 1;
  }
  *at = p;
  return i;
}

/* A number in a field of any shape, to place i of the row. */
static bool careful_number(const Csv *csv, size_t column, const Field *field, void *row, size_t i,
                           Status *status) {
  double value;
  const char *start = field->start, *end = field->end;
  while (start < end && lines_blank(&csv->lines, *start)) start++; /* blanks inside quotes */
  while (start < end && lines_blank(&csv->lines, end[-1])) end--;
  if (start == end)
    return fail_at(csv, column, "the field is empty, a number was expected", status);
  if (number_parse(start, &value, csv->c_locale) != end)
    return fail_field(csv, column, field, "is not a number", status);
  if (!csv->pixels) {
    ((double *)row)[i] = value;
    return true;
  }
  if (!(value >= 0 && value <= 255) || value != (double)(uint8_t)value)
    return fail_field(csv, column, field, "is not a whole number from 0 to 255", status);
  ((uint8_t *)row)[i] = (uint8_t)value;
  return true;
}

/* Room for one more row's label, and for a label of so many bytes. */
static bool label_room(Csv *csv, size_t length) {
  if (csv->rows == csv->label_room) {
    size_t room = csv->label_room ? 2 * csv->label_room : 1024;
    int32_t *larger = reallocarray(csv->label, room, sizeof *larger);
    if (!larger) return false;
    csv->label = larger;
    csv->label_room = room;
  }
  if (length >= csv->scratch_room) {
    char *larger = realloc(csv->scratch, 2 * length + 64);
    if (!larger) return false;
    csv->scratch = larger;
    csv->scratch_room = 2 * length + 64;
  }
  return true;
}

static bool careful_label(Csv *csv, size_t column, const Field *field, Status *status) {
  if (field->start == field->end)
    return fail_at(csv, column, "the field is empty, a label was expected", status);
  if (!label_room(csv, (size_t)(field->end - field->start))) return no_memory(status);
  int32_t index = labels_index(csv->labels, csv->scratch, field_copy(csv->scratch, field));
  if (index == LABELS_NO_MEMORY) return no_memory(status);
  if (index == LABELS_FULL)
    return status_fail(status,
                       "%s, line %zu, column %zu: more than %d different labels; these look "
                       "like numbers to predict rather than labels",
                       bytes_path(csv->lines.bytes), csv->lines.number, column + 1, LABELS_MAX);
  csv->label[csv->rows] = index;
  return true;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Reads the line to a row of numbers. Returns where the next line starts, NULL after an error. */
static char *read_row(Csv *csv, size_t text_column, char *line, void *row, Status *status) {
  size_t last = csv->columns[0] - 1; /* always with care: no separator follows it */
  size_t column = 0, i = 0;          /* i counts the numbers */
  for (char *p = line;; p++) {
    Field field;
    if (column != text_column) {
      size_t run = (column < text_column && text_column < last ? text_column : last) - column;
      size_t done = csv->pixels ? quick_pixels(&p, csv->lines.separator, (uint8_t *)row + i, run)
                                : quick_values(&p, csv, (double *)row + i, run);
      column += done;
      i += done;
    }
    p = field_find(&csv->lines, p, &field);
    if (!p) return fail_count(csv, line, status);
    if (column == text_column) {
      if (!careful_label(csv, column, &field, status)) return NULL;
    } else if (!careful_number(csv, column, &field, row, i++, status)) {
      return NULL;
    }
    if ((*p == '\n') != (column == last)) return fail_count(csv, line, status);
    if (*p == '\n') return p + 1;
    column++;
  }
}

/* Where the next row's numbers go; NULL when memory is short. */
static void *place_row(Csv *csv) {
  Chunk *chunk = csv->last;
  if (chunk && (chunk->rows + 1) * csv->row_size <= chunk->size - sizeof(Chunk))
    return chunk->data + chunk->rows * csv->row_size;
  size_t size = sizeof(Chunk) + csv->row_size;
  if (size < CHUNK) size = CHUNK;
  chunk = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (chunk == MAP_FAILED) return NULL;
  chunk->size = size; /* next and rows are zero, as all fresh pages are */
  if (csv->last) {
    csv->last->next = chunk;
  } else {
    csv->first = chunk;
  }
  csv->last = chunk;
  return chunk->data;
}

/* Reads the whole lines that the buffer holds. */
static bool read_lines(Csv *csv, size_t text_column, bool *header, Status *status) {
  Lines *lines = &csv->lines;
  char *p = lines->buffer + lines->at;
  while ((p = lines_next(lines, p, &lines->number)) < lines->buffer + lines->ready) {
    if (*header) {
      *header = false;
      p = lines_after(lines, p);
    } else {
      void *row = place_row(csv);
      if (!row) return no_memory(status);
      p = read_row(csv, text_column, p, row, status);
      if (!p) return false;
      csv->last->rows++;
      csv->rows++;
    }
    lines->number++;
  }
  lines->at = lines->ready;
  return true;
}

bool csv_parse(Csv *csv, const CsvPlan *plan, Status *status) {
  bool header = plan->header;
  bool text = plan->text_column < csv->columns[0];
  csv->pixels = plan->pixels;
  csv->width = csv->columns[0] - text;
  csv->row_size = csv->width * (plan->pixels ? sizeof(uint8_t) : sizeof(double));
  if (csv->width == 0)
    return status_fail(status, "%s: has no column of numbers", bytes_path(csv->lines.bytes));
  if (text && !(csv->labels = labels_new())) return no_memory(status);
  for (;;) {
    if (!read_lines(csv, plan->text_column, &header, status)) return false;
    if (csv->lines.ended) break;
    if (!lines_more(&csv->lines, status)) return false;
  }
  if (csv->rows == 0)
    return status_fail(status, "%s: has no row below its header", bytes_path(csv->lines.bytes));
  return true;
}

/* ---- results --------------------------------------------------------------------------------- */

size_t csv_rows(const Csv *csv) { return csv->rows; }
size_t csv_width(const Csv *csv) { return csv->width; }

static void take(Csv *csv, unsigned char *dst) {
  for (Chunk *chunk = csv->first; chunk; chunk = free_chunk(chunk)) {
    memcpy(dst, chunk->data, chunk->rows * csv->row_size);
    dst += chunk->rows * csv->row_size;
  }
  csv->first = csv->last = NULL;
}

void csv_take_values(Csv *csv, double *dst) { take(csv, (unsigned char *)dst); }
void csv_take_pixels(Csv *csv, uint8_t *dst) { take(csv, dst); }

size_t csv_classes(const Csv *csv) { return csv->labels ? labels_count(csv->labels) : 0; }
const char *csv_class(const Csv *csv, size_t i) { return labels_text(csv->labels, i); }
const int32_t *csv_labels(const Csv *csv) { return csv->label; }

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_rows(Save *save, const double *data, size_t rows, size_t cols, locale_t c_locale,
                       Status *status) {
  char block[16 << 10];
  size_t used = 0;
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < cols; j++) {
      used += number_format(block + used, data[i * cols + j], c_locale);
      block[used++] = j + 1 < cols ? ',' : '\n';
      if (used + NUMBER_TEXT < sizeof block) continue;
      if (!save_write(save, block, used, status)) return false;
      used = 0;
    }
  }
  return save_write(save, block, used, status);
}

bool csv_write(const char *path, const double *data, size_t rows, size_t cols, Status *status) {
  locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!c_locale) return no_memory(status);
  Save *save = save_begin(path, status);
  bool ok = save && write_rows(save, data, rows, cols, c_locale, status);
  freelocale(c_locale);
  if (ok) return save_commit(save, status);
  save_abort(save);
  return false;
}
