/* test: the little that the C tests need. A test program is a list of functions run by RUN; every
   CHECK counts; main ends with `return test_end("name")`, which prints one line and gives the exit
   status. */
#ifndef NN_TEST_H
#define NN_TEST_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;
static const char *test_running;

static inline void test_check(bool ok, const char *what, const char *file, int line) {
  if (ok) {
    test_passed++;
  } else {
    test_failed++;
    printf("%s:%d: %s: failed: %s\n", file, line, test_running, what);
  }
}

#define CHECK(condition) test_check((condition), #condition, __FILE__, __LINE__)
#define CHECK_NEAR(a, b, tolerance) test_check(fabs((double)(a) - (double)(b)) <= (tolerance), \
                                               #a " near " #b, __FILE__, __LINE__)
#define CHECK_TEXT(text, part) test_check(strstr((text), (part)) != NULL, #text " has " #part, \
                                          __FILE__, __LINE__)
#define RUN(function) (test_running = #function, function())

static inline int test_end(const char *name) {
  printf("%s: %d passed, %d failed\n", name, test_passed, test_failed);
  return test_failed ? 1 : 0;
}

#endif
