/* save: see save.h. */
#define _GNU_SOURCE /* asprintf */
#include "io/save.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
  STEP = 1 << 20,   /* the most bytes for one write, so that Ctrl-C is seen in time */
  LINKS_MAX = 40,   /* as many symbolic links in a row as Linux itself follows */
  NAME_SHOWN = 200, /* a temporary name shows so much of the target's, and stays below NAME_MAX */
  TRIES = 16        /* random names tried; with 64 random bits the first is free */
};

struct Save {
  int fd;
  bool existed;    /* there is an old file to speak of in error messages */
  char *path;      /* as the caller named it */
  char *target;    /* with symbolic links followed */
  char *temporary; /* what is written to; NULL if that is the target itself */
};

/* ---- names ----------------------------------------------------------------------------------- */

/* The length of path's folder with its slash: 5 for "data/a.npz", 0 for "a.npz". */
static int folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? (int)(slash + 1 - path) : 0;
}

/* The path behind a symbolic link, if it is one, else path itself, whether or not anything is
   there. malloc'ed; NULL with errno. */
static char *follow(const char *path) {
  char link[PATH_MAX];
  char *at = strdup(path);
  for (int hop = 0; at && hop < LINKS_MAX; hop++) {
    char *next = NULL;
    ssize_t n = readlink(at, link, sizeof link - 1);
    if (n < 0) return at;
    link[n] = '\0';
    if (asprintf(&next, "%.*s%s", link[0] == '/' ? 0 : folder_length(at), at, link) < 0)
      next = NULL;
    free(at);
    at = next;
  }
  errno = at ? ELOOP : ENOMEM;
  free(at);
  return NULL;
}

/* Fails with errno's words, and with the good news if there is some. */
static bool fail(const Save *save, int error, Status *status) {
  return status_fail(status, "%s: cannot be written: %s%s", save->path, strerror(error),
                     save->existed ? "; the old file is unchanged" : "");
}

/* ---- beginning ------------------------------------------------------------------------------- */

/* Makes the temporary file beside the target, with mode as open(2) takes it: the system then
   applies the umask (or the folder's access list) itself, which mkstemp would not let it do. */
static bool open_temporary(Save *save, mode_t mode) {
  int folder = folder_length(save->target);
  for (int i = 0; i < TRIES; i++) {
    unsigned long long salt;
    if (getrandom(&salt, sizeof salt, 0) != (ssize_t)sizeof salt) return false;
    free(save->temporary);
    if (asprintf(&save->temporary, "%.*s.%.*s.%016llx", folder, save->target, NAME_SHOWN,
                 save->target + folder, salt) < 0) {
      save->temporary = NULL;
      errno = ENOMEM;
      return false;
    }
    save->fd = open(save->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (save->fd >= 0 || errno != EEXIST) break;
  }
  if (save->fd >= 0) return true;
  free(save->temporary); /* nothing was made, so there is nothing to remove */
  save->temporary = NULL;
  return false;
}

static bool open_direct(Save *save, Status *status) {
  do {
    save->fd = open(save->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (save->fd < 0 && errno == EINTR && status_interrupted(status)) return false;
  } while (save->fd < 0 && errno == EINTR); /* opening a pipe waits for its reader */
  return save->fd >= 0 || fail(save, errno, status);
}

static bool open_target(Save *save, Status *status) {
  struct stat old;
  bool exists = stat(save->path, &old) == 0;
  if (!exists && errno != ENOENT) return fail(save, errno, status);
  if (exists && S_ISDIR(old.st_mode))
    return status_fail(status, "%s: is a folder, a file name was expected", save->path);
  if (exists && !S_ISREG(old.st_mode)) return open_direct(save, status);
  save->existed = exists;
  save->target = follow(save->path);
  if (!save->target) return fail(save, errno, status);
  /* The new file would replace a read-only one without asking, the folder being ours to change. */
  if (exists && faccessat(AT_FDCWD, save->path, W_OK, AT_EACCESS) != 0)
    return fail(save, errno, status);
  if (!open_temporary(save, exists ? 0600 : 0666)) return fail(save, errno, status);
  if (exists && fchmod(save->fd, old.st_mode & 0777) != 0) return fail(save, errno, status);
  return true;
}

Save *save_begin(const char *path, Status *status) {
  Save *save = calloc(1, sizeof *save);
  if (save) save->fd = -1;
  if (!save || !(save->path = strdup(path))) {
    free(save);
    status_no_memory(status, "writing a file");
    return NULL;
  }
  if (open_target(save, status)) return save;
  save_abort(save);
  return NULL;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* write(2), but a limit on file sizes or a closed pipe only fails it: the signal that would end the
   program meanwhile is held back and taken off again. */
static ssize_t write_quietly(int fd, const void *data, size_t n) {
  sigset_t held, before, waiting;
  sigemptyset(&held);
  sigaddset(&held, SIGXFSZ);
  sigaddset(&held, SIGPIPE);
  sigemptyset(&waiting);
  pthread_sigmask(SIG_BLOCK, &held, &before);
  sigpending(&waiting);
  ssize_t done = write(fd, data, n);
  int error = errno;
  if (done < 0 && (error == EFBIG || error == EPIPE)) {
    const struct timespec at_once = {0, 0};
    int sent = error == EPIPE ? SIGPIPE : SIGXFSZ;
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, sent);
    while (!sigismember(&waiting, sent) && sigtimedwait(&ours, NULL, &at_once) < 0 &&
           errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
  return done;
}

bool save_write(Save *save, const void *data, size_t n, Status *status) {
  const unsigned char *at = data;
  while (n > 0) {
    if (status_interrupted(status)) return false;
    ssize_t done = write_quietly(save->fd, at, n < STEP ? n : STEP);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return fail(save, errno, status);
    at += done;
    n -= (size_t)done;
  }
  return true;
}

/* ---- ending ---------------------------------------------------------------------------------- */

/* To the disk; that a terminal or an odd file system knows no such thing is no failure. */
static bool sync_file(int fd) {
  while (fsync(fd) != 0) {
    if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EROFS) return true;
    if (errno != EINTR) return false;
  }
  return true;
}

/* Makes the renaming itself durable. The new file is in place by now, so nothing here can fail the
   save any more. */
static void sync_folder(const Save *save) {
  int length = folder_length(save->target);
  char *folder = length ? strndup(save->target, (size_t)length) : strdup(".");
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    sync_file(fd);
    close(fd);
  }
  free(folder);
}

bool save_commit(Save *save, Status *status) {
  bool ok = sync_file(save->fd);
  int error = errno;
  if (close(save->fd) != 0 && ok) {
    ok = false;
    error = errno;
  }
  save->fd = -1;
  if (ok && save->temporary) {
    ok = rename(save->temporary, save->target) == 0;
    error = errno;
    if (ok) {
      sync_folder(save);
      free(save->temporary); /* the name is gone: nothing for save_abort to remove */
      save->temporary = NULL;
    }
  }
  if (!ok) fail(save, error, status);
  save_abort(save);
  return ok;
}

void save_abort(Save *save) {
  if (!save) return;
  if (save->fd >= 0) close(save->fd);
  if (save->temporary) unlink(save->temporary);
  free(save->temporary);
  free(save->target);
  free(save->path);
  free(save);
}

bool save_file(const char *path, const void *data, size_t n, Status *status) {
  Save *save = save_begin(path, status);
  if (save && save_write(save, data, n, status)) return save_commit(save, status);
  save_abort(save);
  return false;
}
