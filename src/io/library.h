/* library: a shared library that is opened at its first use, for npz (libzip) and png (libpng): a
   start that needs neither does not wait for them. */
#ifndef NN_LIBRARY_H
#define NN_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

/* Opens the library that the loader knows as soname and looks up names[n] in it. table is a struct
   of n function pointers and nothing else; they are set in the order of the names. Calling it again
   costs microseconds. Fails with the loader's words, after "READER needs a library: ". */
bool library_load(const char *soname, const char *reader, const char *const *names, size_t n,
                  void *table, Status *status);

#endif
