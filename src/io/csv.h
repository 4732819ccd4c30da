/* csv: tables of numbers, with a column of class labels if there is one, from text files (plain or
   gzip), and back.

   Reading has three steps, so that the caller decides what the table is and owns the memory:
   csv_open shows the first two lines, csv_parse reads every row as the plan says, csv_take_* copies
   the numbers out. Blank lines, \r\n, a UTF-8 byte order mark, blanks around fields and RFC 4180's
   double quotes (except around a line break) are understood. Errors name the file, the line and the
   column, counted from 1. Relies on io/lines, io/number, io/labels and, for writing, io/save. */
#ifndef NN_CSV_H
#define NN_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

typedef struct Csv Csv;

typedef struct CsvPlan {
  bool header;        /* the first line is names, not numbers */
  size_t text_column; /* from 0: the column of labels, any text; SIZE_MAX: none */
  bool pixels;        /* all other columns are whole numbers 0..255, kept as bytes */
} CsvPlan;

/* Opens the file and reads its first lines. The separator is one character, or 0 to find it out
   among tab, semicolon, comma and space (a space stands for any run of blanks, tabs included).
   NULL, with the reason in status, also for a file without any row. */
Csv *csv_open(const char *path, char separator, Status *status);
/* NULL is fine. */
void csv_close(Csv *csv);

/* The number of fields in the first line that is not blank, and the text of one field of that line
   (line 0) or of the next (line 1), without its quotes; NULL where there is none. */
size_t csv_columns(const Csv *csv);
const char *csv_field(const Csv *csv, size_t line, size_t column);

/* Reads all rows; to be called once. Each row has csv_columns fields. "nan", "inf" and "-inf" are
   numbers. Fails on a row with another number of fields, an empty field, a word where a number
   should be, a number other than 0..255 if the plan says pixels, more than LABELS_MAX different
   labels, a table without any row or any column of numbers. */
bool csv_parse(Csv *csv, const CsvPlan *plan, Status *status);

/* What csv_parse found: rows, and columns of numbers (the text column is not one). */
size_t csv_rows(const Csv *csv);
size_t csv_width(const Csv *csv);

/* Copies the numbers to dst[rows x width], row by row, and frees them on the way, so that there is
   never much more than one copy of them: values of a plan without pixels, pixels of one with. */
void csv_take_values(Csv *csv, double *dst);
void csv_take_pixels(Csv *csv, uint8_t *dst);

/* The different texts of the text column by first appearance, and for each row the index of its
   own. 0 and NULL without a text column. */
size_t csv_classes(const Csv *csv);
const char *csv_class(const Csv *csv, size_t i);
const int32_t *csv_labels(const Csv *csv);

/* Writes data[rows x cols] with commas, a line a row, each number with the fewest digits from which
   it reads back exactly. */
bool csv_write(const char *path, const double *data, size_t rows, size_t cols, Status *status);

#endif
