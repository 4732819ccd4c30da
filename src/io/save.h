/* save: a file is written whole or not at all, for every writer under io/.

   The bytes go to a temporary file beside the target, which takes the target's place only when all
   of them are on the disk; killed at any moment, the old file or the new one is there. A symbolic
   link's target is replaced and the link stays; the old file's permission bits are kept. What
   exists and is no regular file (a pipe, /dev/full, a terminal) is written directly. */
#ifndef NN_SAVE_H
#define NN_SAVE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

typedef struct Save Save;

/* NULL, with the reason in status, if path is a folder, a file that may not be written, or lies
   where no file can be made. */
Save *save_begin(const char *path, Status *status);

/* Appends n bytes. Every call is at least one write to the system, so callers gather small pieces
   first. After a failure (a full disk, Ctrl-C) only save_abort is left to do. */
bool save_write(Save *save, const void *data, size_t n, Status *status);

/* Puts the new file in its place. Frees save in every case; after a failure the old file is as it
   was and nothing else is left behind. */
bool save_commit(Save *save, Status *status);

/* All of it at once: a file of these n bytes. */
bool save_file(const char *path, const void *data, size_t n, Status *status);

/* Gives up: the old file is as it was. Frees save; NULL is fine. */
void save_abort(Save *save);

#endif
