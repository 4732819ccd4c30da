/* exif: which side of a photograph is up. A camera that was held upright writes its picture lying,
   and a number 1 .. 8 into the file's Exif data: how to turn it. */
#ifndef NN_EXIF_H
#define NN_EXIF_H

#include <stddef.h>

#include "core/image.h"

/* The orientation that a JPEG file of size bytes tells, 1 .. 8; 1, as it lies, when it tells none
   or its Exif data are damaged. */
int exif_orientation(const unsigned char *file, size_t size);

/* Turns and mirrors `from` as its orientation asks. `to` has room for as many pixels; its width and
   height are set, exchanged for orientations 5 .. 8. */
void exif_turn(Image *to, const Image *from, int orientation);

#endif
