/* image_file: pictures in files, whatever they are: PNG or JPEG, told by the first bytes. Relies on
   io/whole, io/png, io/jpeg and io/exif. */
#ifndef NN_IMAGE_FILE_H
#define NN_IMAGE_FILE_H

#include <stdbool.h>

#include "core/image.h"
#include "core/status.h"

/* Reads the file as an image: what is transparent as on white paper, 16 bits as 8, a photograph
   turned as its Exif data ask. Its pixels are malloc'ed, the caller's to free; NULL after a
   failure. */
bool image_file_read(const char *path, Image *image, Status *status);

#endif
