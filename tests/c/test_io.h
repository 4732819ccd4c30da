/* test_io: what the tests of src/io share: a folder of their own to work in, so that the names in
   error messages are short, and files made there by bytes or by a program that is not ours. */
#ifndef NN_TEST_IO_H
#define NN_TEST_IO_H

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/status.h"
#include "test.h"

static char files_folder[] = "/tmp/nn-test-io-XXXXXX";

/* Moves to a new empty folder. */
static inline bool files_begin(void) {
  return mkdtemp(files_folder) && chmod(files_folder, 0755) == 0 && chdir(files_folder) == 0;
}

/* Runs a shell command; true when it succeeds. */
static inline bool files_run(const char *command) {
  fflush(stdout);
  return system(command) == 0;
}

/* Removes the folder. */
static inline void files_end(void) {
  char command[sizeof files_folder + 16];
  snprintf(command, sizeof command, "rm -rf '%s'", files_folder);
  if (chdir("/") != 0 || !files_run(command)) printf("left behind: %s\n", files_folder);
}

/* Runs Debian's Python, with numpy as np, on a program of single statements or lines. */
static inline bool files_python(const char *program) {
  FILE *python = NULL;
  fflush(stdout);
  python = popen("/usr/bin/python3 -", "w");
  if (!python) return false;
  fprintf(python, "import io, sys, gzip, zipfile, struct, zlib, numpy as np\n%s", program);
  return pclose(python) == 0;
}

static inline bool file_make(const char *name, const void *data, size_t n) {
  FILE *file = fopen(name, "wb");
  if (!file) return false;
  bool ok = fwrite(data, 1, n, file) == n;
  return fclose(file) == 0 && ok;
}

static inline bool file_text(const char *name, const char *text) {
  return file_make(name, text, strlen(text));
}

/* Whether the file holds exactly these bytes (at most 64 KB). */
static inline bool file_is(const char *name, const void *data, size_t n) {
  static char held[64 << 10];
  FILE *file = fopen(name, "rb");
  if (!file) return false;
  size_t got = fread(held, 1, sizeof held, file);
  fclose(file);
  return got == n && memcmp(held, data, n) == 0;
}

/* How many files the working folder holds, hidden ones too: a save must leave no other behind. */
static inline int files_count(void) {
  int count = 0;
  DIR *folder = opendir(".");
  if (!folder) return -1;
  while (readdir(folder)) count++;
  closedir(folder);
  return count - 2; /* . and .. */
}

/* Checks that a call fails and that its sentence has these words. `status` is the one it sets. */
#define CHECK_FAILS(call, words)                                                                   \
  do {                                                                                             \
    status = (Status){STATUS_OK, ""};                                                              \
    CHECK(!(call));                                                                                \
    CHECK(status.code == STATUS_ERROR);                                                            \
    if (!strstr(status.text, words)) printf("  it says: %s\n", status.text);                       \
    CHECK_TEXT(status.text, words);                                                                \
  } while (0)

/* Checks that a call succeeds, and shows its complaint if not. */
#define CHECK_WORKS(call)                                                                          \
  do {                                                                                             \
    status = (Status){STATUS_OK, ""};                                                              \
    bool works = (call);                                                                           \
    if (!works) printf("  it says: %s\n", status.text);                                            \
    test_check(works, #call, __FILE__, __LINE__);                                                  \
  } while (0)

#endif
