/* number: see number.h. */
#define _GNU_SOURCE /* strtod_l */
#include "io/number.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* Every power of ten that a double holds exactly. */
static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum {
  POWER_MAX = 22,
  DIGITS_MAX = 19 /* so many digits never overflow 64 bits */
};
#define MANTISSA_MAX ((uint64_t)1 << 53) /* every integer up to here is a double */

static inline unsigned digit(char c) { return (unsigned)(unsigned char)c - '0'; }

/* Everything that the exact path leaves over. `end` is where the number's text ends; strtod has to
   agree, which keeps out what it knows beyond our numbers, such as "nan(7)". */
static const char *slow(const char *text, const char *end, double *value, locale_t c_locale) {
  char *stop;
  *value = strtod_l(text, &stop, c_locale);
  return stop == end ? end : NULL;
}

static const char *word(const char *text, const char *p, double *value, locale_t c_locale) {
  if (strncasecmp_l(p, "infinity", 8, c_locale) == 0) return slow(text, p + 8, value, c_locale);
  if (strncasecmp_l(p, "inf", 3, c_locale) == 0) return slow(text, p + 3, value, c_locale);
  if (strncasecmp_l(p, "nan", 3, c_locale) == 0) return slow(text, p + 3, value, c_locale);
  return NULL;
}

/* The exponent at p, if there is a whole one: returns its end and adds it to *exponent. */
static const char *exponent_at(const char *p, int *exponent) {
  const char *q = p + 1;
  bool negative = *q == '-';
  int e = 0;
  if (*q == '-' || *q == '+') q++;
  if (digit(*q) > 9) return p;
  for (; digit(*q) <= 9; q++)
    if (e < 10000) e = e * 10 + (int)digit(*q); /* far outside the exact path is enough to know */
  *exponent += negative ? -e : e;
  return q;
}

/* A mantissa up to 2^53 and a power of ten up to 10^22 are doubles without rounding, so their
   product or quotient is rounded once: correctly, as strtod does. (That takes arithmetic in plain
   doubles; the old x87 keeps more bits and then goes the slow way.) */
const char *number_parse(const char *text, double *value, locale_t c_locale) {
  const char *p = text;
  bool negative = *p == '-';
  if (*p == '-' || *p == '+') p++;
  const char *first = p;
  uint64_t mantissa = 0;
  int exponent = 0;
  for (; digit(*p) <= 9; p++) mantissa = mantissa * 10 + digit(*p);
  ptrdiff_t digits = p - first;
  if (*p == '.') {
    const char *point = p++;
    for (; digit(*p) <= 9; p++) mantissa = mantissa * 10 + digit(*p);
    exponent = -(int)(p - point - 1);
    digits -= exponent;
  }
  if (digits == 0) return word(text, first, value, c_locale);
  if (*p == 'e' || *p == 'E') p = exponent_at(p, &exponent);
  if (FLT_EVAL_METHOD != 0 || digits > DIGITS_MAX || mantissa > MANTISSA_MAX ||
      exponent > POWER_MAX || exponent < -POWER_MAX)
    return slow(text, p, value, c_locale);
  double v = (double)mantissa;
  v = exponent < 0 ? v / powers[-exponent] : v * powers[exponent];
  *value = negative ? -v : v;
  return p;
}

size_t number_format(char *text, double value, locale_t c_locale) {
  locale_t before = uselocale(c_locale); /* this thread's, for snprintf's decimal point */
  int n = 0;
  if (isnan(value)) value = NAN; /* "nan", and not "-nan" for the other sign */
  for (int digits = 15; digits <= 17; digits++) {
    double back;
    n = snprintf(text, NUMBER_TEXT, "%.*g", digits, value);
    if (!isfinite(value) || !number_parse(text, &back, c_locale) || back == value) break;
  }
  uselocale(before);
  return n > 0 ? (size_t)n : 0;
}
