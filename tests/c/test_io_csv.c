/* test_io_csv: numbers against strtod and printf, labels, and csv against Python's own writer. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdint.h>
#include <sys/resource.h>

#include "io/csv.h"
#include "io/labels.h"
#include "io/number.h"
#include "test_io.h"

static Status status;
static locale_t c_locale;

/* ---- numbers --------------------------------------------------------------------------------- */

/* Whether a and b are the same bits. */
static bool same(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

/* Whether text is read to its end as strtod reads it. */
static bool agrees(const char *text) {
  double v = 0;
  char *stop;
  const char *end = number_parse(text, &v, c_locale);
  double truth = strtod(text, &stop);
  if (end && !*end && !*stop && same(v, truth)) return true;
  printf("  number: %s\n", text);
  return false;
}

static void test_number_cases(void) {
  static const char *const good[] = {
      "0",
      "-0",
      "+0",
      "1",
      "-1",
      "5.1",
      "0.1",
      ".5",
      "5.",
      "-.5e1",
      "1e22",
      "1e23",
      "1e-22",
      "1e-23",
      "123456789012345",
      "9007199254740992",
      "9007199254740993",
      "9007199254740993e3",
      "0.000000000000000000001",
      "1.7976931348623157e308",
      "1.7976931348623159e308",
      "1e309",
      "-1e309",
      "4.9e-324",
      "2e-324",
      "1e-400",
      "2.2250738585072011e-308",
      "1e99999999999",
      "1e-99999999999",
      "0e999",
      "18446744073709551616",
      "99999999999999999999999",
      "00000000001",
      "0.30000000000000004",
      "3.14159265358979323846264338327950288419716939937510",
      "1E5",
      "1e+05",
      "inf",
      "-inf",
      "+INF",
      "Infinity",
      "-infinity",
      "nan",
      "NaN",
      "-nan",
      "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"};
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) CHECK(agrees(good[i]));
  /* Not numbers, or followed by something that is left to the caller to refuse. */
  static const char *const bad[] = {"",   "x",    "-",   "+-1", ".",     "e5",     "-.e1", " 1",
                                    "1x", "0x1A", "1e",  "1e+", "1.2.3", "nan(7)", "infi", "1,5",
                                    "1 ", "--1",  "1_0", "in",  "1e5e5", "0x",     "NA",   "\n"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    double v;
    const char *end = number_parse(bad[i], &v, c_locale);
    CHECK(!end || *end);
  }
}

/* Random bits, 64 at a time. */
static uint64_t next_bits(void) {
  static uint64_t x = 88172645463325252u;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return x;
}

static void test_number_random(void) {
  char text[400];
  int wrong = 0;
  for (int i = 0; i < 100000; i++) {
    uint64_t bits = next_bits();
    double v;
    memcpy(&v, &bits, sizeof v);
    if (i % 2) v = (double)(int64_t)bits / (double)(1 << (next_bits() & 30)) * 1e-9;
    if (i % 7 == 0) snprintf(text, sizeof text, "%.6f", v);
    if (i % 7 == 1) snprintf(text, sizeof text, "%.0f", v);
    if (i % 7 > 1) snprintf(text, sizeof text, "%.*g", 11 + i % 7, v);
    wrong += !agrees(text);
    snprintf(text, sizeof text, "%u.%ue%d", (unsigned)bits, (unsigned)(bits >> 40),
             (int)(next_bits() % 60) - 30);
    wrong += !agrees(text);
  }
  CHECK(wrong == 0);
}

static void test_number_format(void) {
  struct {
    double v;
    const char *text;
  } exact[] = {{0, "0"},
               {-0.0, "-0"},
               {1, "1"},
               {0.1, "0.1"},
               {1.0 / 3, "0.3333333333333333"},
               {NAN, "nan"},
               {-NAN, "nan"},
               {INFINITY, "inf"},
               {-INFINITY, "-inf"},
               {1e300, "1e+300"},
               {255, "255"},
               {0.1 + 0.2, "0.30000000000000004"}};
  char text[NUMBER_TEXT];
  for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
    CHECK(number_format(text, exact[i].v, c_locale) == strlen(exact[i].text));
    CHECK(strcmp(text, exact[i].text) == 0);
  }
  int wrong = 0;
  for (int i = 0; i < 100000; i++) {
    uint64_t bits = next_bits();
    double v, again;
    memcpy(&v, &bits, sizeof v);
    size_t n = number_format(text, v, c_locale);
    again = strtod(text, NULL);
    if (n >= NUMBER_TEXT || (!isnan(v) && !same(v, again))) wrong++;
    char shorter[64];
    snprintf(shorter, sizeof shorter, "%.15g", v);
    if (isfinite(v) && same(strtod(shorter, NULL), v) && strcmp(shorter, text) != 0) wrong++;
  }
  CHECK(wrong == 0);
}

/* ---- labels ---------------------------------------------------------------------------------- */

static void test_labels(void) {
  Labels *l = labels_new();
  char text[16];
  CHECK(l && labels_count(l) == 0);
  bool ok = true;
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < LABELS_MAX; i++) {
      int n = snprintf(text, sizeof text, "%d", i * 7);
      ok = ok && labels_index(l, text, (size_t)n) == i;
    }
  CHECK(ok && labels_count(l) == LABELS_MAX && strcmp(labels_text(l, 3), "21") == 0);
  CHECK(labels_index(l, "new", 3) == LABELS_FULL);
  CHECK(labels_index(l, "70", 1) == 1); /* "7": the length counts, not the zero byte */
  labels_free(l);
  labels_free(NULL);
}

/* ---- csv ------------------------------------------------------------------------------------- */

/* Reads the table to values (or pixels) and gives the Csv for its labels; NULL after a failure. */
static double values[4096];
static uint8_t pixels[4096];
static Csv *csv_try(const char *path, char separator, CsvPlan plan) {
  Csv *csv = csv_open(path, separator, &status);
  if (csv && csv_parse(csv, &plan, &status) && csv_rows(csv) * csv_width(csv) <= 4096) {
    if (plan.pixels) csv_take_pixels(csv, pixels);
    if (!plan.pixels) csv_take_values(csv, values);
    return csv;
  }
  csv_close(csv);
  return NULL;
}

static const CsvPlan numbers = {false, SIZE_MAX, false}, headed = {true, SIZE_MAX, false},
                     images = {false, 0, true};

/* The table in `text` has this size and, going on by ones, the numbers 1, 2, 3... */
static bool counts_up(const char *text, char separator, CsvPlan plan, size_t rows, size_t width) {
  status = (Status){STATUS_OK, ""};
  if (!file_text("t.csv", text)) return false;
  Csv *csv = csv_try("t.csv", separator, plan);
  bool ok = csv && csv_rows(csv) == rows && csv_width(csv) == width;
  for (size_t i = 0; ok && i < rows * width; i++) ok = values[i] == (double)(i + 1);
  if (!ok) printf("  %s: %s\n", text, status.text);
  csv_close(csv);
  return ok;
}

static void test_csv_shapes(void) {
  CHECK(counts_up("1,2,3\n4,5,6\n", 0, numbers, 2, 3));
  CHECK(counts_up("1,2,3\n4,5,6", 0, numbers, 2, 3));
  CHECK(counts_up("1,2,3\r\n4,5,6\r\n", 0, numbers, 2, 3));
  CHECK(counts_up("\n\n1, 2 ,3\n \r\n 4,5,\t6 \n\n\n", 0, numbers, 2, 3));
  CHECK(counts_up("\xef\xbb\xbf"
                  "1;2\n3;4\n",
                  0, numbers, 2, 2));
  CHECK(counts_up("1\t2\n3\t4\n", 0, numbers, 2, 2));
  CHECK(counts_up("1 2\n3 4\n", 0, numbers, 2, 2));
  CHECK(counts_up("  1   2 \n 3\t 4  \r\n5 6", 0, numbers, 3, 2));
  CHECK(counts_up("1|2\n3|4\n", '|', numbers, 2, 2));
  CHECK(counts_up("1\n2\n3\n", 0, numbers, 3, 1));
  CHECK(counts_up("1", 0, numbers, 1, 1));
  CHECK(counts_up("1,2", 0, numbers, 1, 2));
  CHECK(counts_up("a b,c\n1,2\n", 0, headed, 1, 2));
  CHECK(counts_up("my column\n1\n2\n", 0, headed, 2, 1));
  CHECK(counts_up("\"x;y\",\"z\"\n1,2\n", 0, headed, 1, 2));
  CHECK(counts_up("\"1\",\" 2 \"\n \"3\" ,4\n", 0, numbers, 2, 2));
  CHECK(counts_up("1.0e0,+2\n.3e1,4.\n", 0, numbers, 2, 2));
}

static void test_csv_head(void) {
  CHECK(file_text("h.csv", "\n\"a \"\"b\"\"\", c ,\n\n1,\"2,3\",4,5\n"));
  Csv *csv = csv_open("h.csv", 0, &status);
  CHECK(csv && csv_columns(csv) == 3);
  CHECK(csv && !strcmp(csv_field(csv, 0, 0), "a \"b\"") && !strcmp(csv_field(csv, 0, 1), "c"));
  CHECK(csv && !strcmp(csv_field(csv, 0, 2), "") && !csv_field(csv, 0, 3));
  CHECK(csv && !strcmp(csv_field(csv, 1, 1), "2,3") && !strcmp(csv_field(csv, 1, 3), "5"));
  CHECK(csv && !csv_field(csv, 1, 4) && !csv_field(csv, 2, 0));
  csv_close(csv);
  CHECK(file_text("h.csv", "x"));
  csv = csv_open("h.csv", 0, &status);
  CHECK(csv && csv_columns(csv) == 1 && !csv_field(csv, 1, 0));
  csv_close(csv);
  csv_close(NULL);
}

static void test_csv_labels(void) {
  CHECK(file_text("l.csv", "a,kind,b\n1, Iris \"x\",2\n3,\"Iris \"\"x\"\"\",4\n5,\"y,z\",nan\n"
                           "-inf, Iris \"x\" ,1e400\n"));
  Csv *csv = csv_try("l.csv", 0, (CsvPlan){true, 1, false});
  CHECK(csv && csv_rows(csv) == 4 && csv_width(csv) == 2 && csv_classes(csv) == 2);
  CHECK(csv && !strcmp(csv_class(csv, 0), "Iris \"x\"") && !strcmp(csv_class(csv, 1), "y,z"));
  static const int32_t expected[] = {0, 0, 1, 0};
  CHECK(csv && memcmp(csv_labels(csv), expected, sizeof expected) == 0);
  CHECK(values[0] == 1 && values[3] == 4 && isnan(values[5]));
  CHECK(values[6] == -INFINITY && values[7] == INFINITY);
  csv_close(csv);
  csv = csv_try("l.csv", 0, (CsvPlan){true, 1, false}); /* not taken: freed all the same */
  csv_close(csv);
  FILE *file = fopen("many.csv", "w");
  for (int i = 0; file && i <= 65536; i++) fprintf(file, "%d.5,1\n", i);
  CHECK(file && fclose(file) == 0);
  CHECK_FAILS(csv_try("many.csv", 0, (CsvPlan){false, 0, false}),
              "many.csv, line 65537, column 1: more than 65536 different labels; these look like "
              "numbers to predict");
}

static void test_csv_pixels(void) {
  CHECK(file_text("p.csv", "7,0,1,255\r\n \"3\" , 12,007,2.5e1\n7,\"9\",99,100\n"));
  Csv *csv = csv_try("p.csv", 0, images);
  static const uint8_t expected[] = {0, 1, 255, 12, 7, 25, 9, 99, 100};
  CHECK(csv && csv_rows(csv) == 3 && csv_width(csv) == 3);
  CHECK(memcmp(pixels, expected, sizeof expected) == 0);
  CHECK(csv && csv_classes(csv) == 2 && !strcmp(csv_class(csv, 1), "3"));
  csv_close(csv);
  CHECK(file_text("p.csv", "0 0 1\n2 3 4\n")); /* labels last, blanks between */
  csv = csv_try("p.csv", 0, (CsvPlan){false, 2, true});
  CHECK(csv && csv_rows(csv) == 2 && memcmp(pixels, "\0\0\2\3", 4) == 0 && csv_classes(csv) == 2);
  csv_close(csv);
  static const char *const bad[][2] = {
      {"1,2,256\n", "'256' is not a whole number from 0 to 255"},
      {"1,2,-1\n", "'-1' is not a whole number from 0 to 255"},
      {"1,2,0.5\n", "'0.5' is not a whole number from 0 to 255"},
      {"1,2,nan\n", "'nan' is not a whole number from 0 to 255"},
      {"1,2,9999999999\n", "'9999999999' is not a whole number from 0 to 255"},
      {"1,2,x\n", "bad.csv, line 1, column 3: 'x' is not a number"}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    CHECK(file_text("bad.csv", bad[i][0]));
    CHECK_FAILS(csv_try("bad.csv", ',', images), bad[i][1]);
  }
  CHECK(file_text("bad.csv", "1,1000,2\n"));
  CHECK_FAILS(csv_try("bad.csv", 0, images), "column 2: '1000' is not a whole");
}

static void test_csv_errors(void) {
  static const char *const bad[][2] = {
      {"", "bad.csv: is empty, a table was expected"},
      {"\n \r\n\n", "bad.csv: is empty"},
      {"\xef\xbb\xbf", "bad.csv: is empty"},
      {"\xff\xfe"
       "1",
       "bad.csv: is UTF-16 text, save it as UTF-8"},
      {"1,2,3\n\n4,stray,6\n", "bad.csv, line 3, column 2: 'stray' is not a number"},
      {"1,2,3\n4,5\n", "bad.csv, line 2: 2 fields, 3 were expected"},
      {"1,2,3\n4,5,6,7\n", "bad.csv, line 2: 4 fields, 3 were expected"},
      {"1,2,3\n4,5,6,\n", "bad.csv, line 2: 4 fields, 3 were expected"},
      {"1,2,3\n4\n", "bad.csv, line 2: 1 field, 3 were expected"},
      {"1,2\n3,\n", "bad.csv, line 2, column 2: the field is empty, a number was expected"},
      {"1,2\n,3\n", "bad.csv, line 2, column 1: the field is empty"},
      {"1,2\n3,\"\"\n", "bad.csv, line 2, column 2: the field is empty"},
      {"1,2\n3,\"4\n", "bad.csv, line 2, column 2: the quotes do not pair up on this line"},
      {"1,2\n3,4\n\"5\"6,7\n", "bad.csv, line 3, column 1: the quotes do not pair up"},
      {"1,2\n3,4\n5,0x1F\n", "'0x1F' is not a number"},
      {"1,2\n3,4\n5,1 2\n", "'1 2' is not a number"},
      {"1,2\n3,4\n5,a\tb\x01\n", "'a?b?' is not a number"},
      {"1,2\n3,\"5\"\"6\"\n", "is not a number"},
      {"1;2\n1,5;3\n", "bad.csv, line 2, column 1: '1,5' is not a number"},
      {"1,2\n3,abcdefghijklmnopqrstuvw\xc3\xa4zzz\n", "'abcdefghijklmnopqrstuvw...' is not"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    CHECK(file_text("bad.csv", bad[i][0]));
    CHECK_FAILS(csv_try("bad.csv", 0, numbers), bad[i][1]);
  }
  CHECK(file_text("bad.csv", "1\n2,3\n"));
  CHECK_FAILS(csv_try("bad.csv", 0, numbers), "bad.csv, line 2: 2 fields, 1 was expected");
  CHECK(file_text("bad.csv", "a,b\n"));
  CHECK_FAILS(csv_try("bad.csv", 0, headed), "bad.csv: has no row below its header");
  CHECK(file_text("bad.csv", "a\nb\n"));
  CHECK_FAILS(csv_try("bad.csv", 0, images), "bad.csv: has no column of numbers");
  CHECK_FAILS(csv_try("bad.csv", 'e', numbers), "bad.csv: 'e' cannot separate columns");
  CHECK_FAILS(csv_try("none.csv", 0, numbers), "none.csv: No such file or directory");
  CHECK(file_make("bad.csv", "1,2\n3\0,4\n", 9));
  CHECK_FAILS(csv_try("bad.csv", 0, numbers), "'3?' is not a number");
  CHECK(file_text("bad.csv", "1,a\n2,\n"));
  CHECK_FAILS(csv_try("bad.csv", 0, (CsvPlan){false, 1, false}),
              "bad.csv, line 2, column 2: the field is empty, a label was expected");
}

/* Every place where a block of the file may end, by a pipe that delivers so; then long lines. */
static void test_csv_blocks(void) {
  CHECK(files_python("with open('big.csv','w') as f:\n"
                     " f.write('name,'+','.join('c%d'%i for i in range(300))+'\\r\\n')\n"
                     " for r in range(3000): f.write('k%d,'%(r%7)+','.join(str((r*300+c)*7%1000/8) "
                     "for c in range(300))+'\\r\\n')\n"
                     "gzip.open('big.csv.gz','wb').write(open('big.csv','rb').read())\n"
                     "open('wide.csv','w').write((','.join(['1.25']*500000)+'\\n')*3)\n"));
  for (int i = 0; i < 2; i++) {
    Csv *csv = csv_open(i ? "big.csv.gz" : "big.csv", 0, &status);
    CsvPlan plan = {true, 0, false};
    CHECK(csv && csv_columns(csv) == 301);
    CHECK_WORKS(csv && csv_parse(csv, &plan, &status));
    CHECK(csv && csv_rows(csv) == 3000 && csv_width(csv) == 300 && csv_classes(csv) == 7);
    double *all = malloc(900000 * sizeof *all);
    if (csv && all) csv_take_values(csv, all);
    bool ok = csv && all;
    for (int j = 0; ok && j < 900000; j++) ok = all[j] == (double)(j * 7 % 1000) / 8;
    for (int j = 0; ok && j < 3000; j++) ok = csv_labels(csv)[j] == j % 7;
    CHECK(ok);
    free(all);
    csv_close(csv);
  }
  Csv *csv = csv_open("wide.csv", 0, &status);
  CHECK(csv && csv_columns(csv) == 500000);
  CHECK_WORKS(csv && csv_parse(csv, &numbers, &status));
  CHECK(csv && csv_rows(csv) == 3 && csv_width(csv) == 500000);
  csv_close(csv);
  CHECK_FAILS(csv_open("/dev/zero", 0, &status), "/dev/zero, line 1: is longer than 64 MB");
  status_interrupt();
  CHECK(!csv_open("big.csv", 0, &status) && status.code == STATUS_INTERRUPT);
  status_interrupt_clear();
}

static void test_csv_write(void) {
  double data[6] = {1, -0.5, 1.0 / 3, 1e300, NAN, -INFINITY};
  CHECK_WORKS(csv_write("w.csv", data, 2, 3, &status));
  CHECK(file_is("w.csv", "1,-0.5,0.3333333333333333\n1e+300,nan,-inf\n", 42));
  CHECK_FAILS(csv_write("/dev/full", data, 2, 3, &status),
              "/dev/full: cannot be written: No space");
  double *many = malloc(20000 * sizeof *many);
  for (size_t i = 0; many && i < 20000; i++) {
    uint64_t bits = next_bits() & ~((uint64_t)1 << 62); /* no NaN */
    memcpy(&many[i], &bits, sizeof bits);
  }
  CHECK_WORKS(csv_write("w.csv", many, 20, 1000, &status));
  Csv *csv = csv_open("w.csv", 0, &status);
  double *again = malloc(20000 * sizeof *again);
  CHECK_WORKS(csv && csv_parse(csv, &numbers, &status));
  if (csv) csv_take_values(csv, again);
  CHECK(many && again && memcmp(many, again, 20000 * sizeof *many) == 0);
  free(many);
  free(again);
  csv_close(csv);
}

/* A program that speaks German must not read 0.5 as 0 nor write 0,5. */
static void test_csv_locale(void) {
  double half = 0.5, got = 0;
  setenv("LOCPATH", files_folder, 1);
  if (!files_run("localedef -i de_DE -f UTF-8 ./de_DE.UTF-8 2> localedef.txt") ||
      !setlocale(LC_ALL, "de_DE.UTF-8")) {
    printf("  no German locale can be made here (Debian's package locales): skipped\n");
    return;
  }
  char text[16];
  snprintf(text, sizeof text, "%.1f", half);
  CHECK(!strcmp(text, "0,5"));
  CHECK_WORKS(csv_write("w.csv", &half, 1, 1, &status));
  CHECK(file_is("w.csv", "0.5\n", 4));
  CHECK(number_parse("0.50000000000000000000000", &got, c_locale) && got == 0.5);
  setlocale(LC_ALL, "C");
}

int main(void) {
  c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!c_locale || !files_begin()) return 1;
  RUN(test_number_cases);
  RUN(test_number_random);
  RUN(test_number_format);
  RUN(test_labels);
  RUN(test_csv_shapes);
  RUN(test_csv_head);
  RUN(test_csv_labels);
  RUN(test_csv_pixels);
  RUN(test_csv_errors);
  RUN(test_csv_blocks);
  RUN(test_csv_write);
  RUN(test_csv_locale);
  files_end();
  freelocale(c_locale);
  return test_end("io_csv");
}
