/* number: decimal text to double and back, for csv.

   Reading gives the very bits that strtod gives, only faster for the short numbers that data files
   are made of; writing finds the short text that reads back as the same number. Both speak the C
   locale ("0.5") whatever the program's locale is, through the locale_t that the caller keeps. */
#ifndef NN_NUMBER_H
#define NN_NUMBER_H

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_TEXT = 32 }; /* bytes that hold any number written here, with its closing zero */

/* Reads the number at text: digits with an optional sign, point and exponent, or "nan", "inf",
   "infinity" in any case; no blanks before it, no hexadecimal. Returns where it ends, which is up
   to the caller to judge, or NULL if no number starts here. The text must go on with, or be closed
   by, something that cannot belong to a number (a newline, a zero byte), within 2^31 bytes. */
const char *number_parse(const char *text, double *value, locale_t c_locale);

/* Writes value to text[NUMBER_TEXT] with the fewest of 15, 16 or 17 digits from which number_parse
   gets the same double. Returns the length. */
size_t number_format(char *text, double value, locale_t c_locale);

#endif
