/* embedded: the files of lua/ as bytes in the program; build/embedded.c is made by the Makefile. */
#ifndef NN_EMBEDDED_H
#define NN_EMBEDDED_H

#include <stddef.h>

typedef struct Embedded {
  const char *name; /* "nn/fit" for lua/nn/fit.lua; NULL ends the list */
  const unsigned char *data;
  size_t size;
} Embedded;

extern const Embedded embedded_files[];

#endif
