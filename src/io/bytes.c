/* bytes: see bytes.h. Plain bytes go through one block, or around it when the caller wants at least
   a block; of gzip the block holds the packed side and inflate writes to the caller's buffer. */
#include "io/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
  BLOCK = 128 << 10, /* bytes of the file read ahead */
  STEP = 1 << 20     /* the most that one bytes_some gives, so that Ctrl-C is seen in time */
};

struct Bytes {
  int fd;
  bool gzip;
  bool sized;        /* a regular file, whose size tells what can come */
  bool between;      /* gzip: before the first member or after a whole one; the file may end */
  bool cut;          /* gzip: the file ended inside a member */
  uint64_t size;     /* of the file, if sized */
  uint64_t offset;   /* bytes given to the caller */
  uint64_t taken;    /* bytes read from the file */
  size_t at, filled; /* the unread part of block */
  char *path;
  z_stream stream;
  unsigned char block[BLOCK];
};

/* ---- opening --------------------------------------------------------------------------------- */

/* One read: at most n bytes to dst, 0 at the end of the file, -1 after an error. */
static ssize_t take(Bytes *b, void *dst, size_t n, Status *status) {
  for (;;) {
    ssize_t got = read(b->fd, dst, n);
    if (got >= 0) {
      b->taken += (uint64_t)got;
      return got;
    }
    if (errno != EINTR) {
      status_fail(status, "%s: cannot be read: %s", b->path, strerror(errno));
      return -1;
    }
    if (status_interrupted(status)) return -1;
  }
}

/* Refills the used-up block; filled is then 0 at the end of the file. */
static bool fill(Bytes *b, Status *status) {
  ssize_t got = take(b, b->block, BLOCK, status);
  b->at = 0;
  b->filled = got > 0 ? (size_t)got : 0;
  return got >= 0;
}

static bool open_file(Bytes *b, Status *status) {
  struct stat info;
  do {
    b->fd = open(b->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (b->fd < 0 && errno == EINTR && status_interrupted(status)) return false;
  } while (b->fd < 0 && errno == EINTR); /* opening a pipe waits for its writer */
  if (b->fd < 0 || fstat(b->fd, &info) != 0)
    return status_fail(status, "%s: %s", b->path, strerror(errno));
  if (S_ISDIR(info.st_mode))
    return status_fail(status, "%s: is a folder, a file was expected", b->path);
  b->sized = S_ISREG(info.st_mode);
  b->size = (uint64_t)info.st_size;
  return true;
}

/* Reads the first block and, if it starts as gzip does, makes the unpacker ready. */
static bool look(Bytes *b, Status *status) {
  size_t n = 0;
  while (n < 2) { /* a pipe may hand over a single byte */
    ssize_t got = take(b, b->block + n, BLOCK - n, status);
    if (got < 0) return false;
    if (got == 0) break;
    n += (size_t)got;
  }
  b->filled = n;
  if (n > 0 && b->size == 0) b->sized = false; /* the files under /proc say that they are empty */
  b->gzip = n >= 2 && b->block[0] == 0x1f && b->block[1] == 0x8b;
  b->between = true;
  if (b->gzip && inflateInit2(&b->stream, 15 + 16) != Z_OK) {
    b->gzip = false;
    return status_no_memory(status, "unpacking a gzip file");
  }
  return true;
}

Bytes *bytes_open(const char *path, Status *status) {
  Bytes *b = malloc(sizeof *b);
  char *copy = strdup(path);
  if (!b || !copy) {
    free(b);
    free(copy);
    status_no_memory(status, "reading a file");
    return NULL;
  }
  memset(b, 0, offsetof(Bytes, block));
  b->path = copy;
  b->fd = -1;
  if (open_file(b, status) && look(b, status)) return b;
  bytes_close(b);
  return NULL;
}

void bytes_close(Bytes *b) {
  if (!b) return;
  if (b->gzip) inflateEnd(&b->stream);
  if (b->fd >= 0) close(b->fd);
  free(b->path);
  free(b);
}

/* ---- reading --------------------------------------------------------------------------------- */

static size_t plain_some(Bytes *b, void *dst, size_t n, Status *status) {
  if (b->at == b->filled) {
    if (n >= BLOCK) {
      ssize_t got = take(b, dst, n, status);
      return got > 0 ? (size_t)got : 0;
    }
    if (!fill(b, status)) return 0;
  }
  size_t ready = b->filled - b->at;
  if (n > ready) n = ready;
  memcpy(dst, b->block + b->at, n);
  b->at += n;
  return n;
}

/* Between two members: as gzip itself does, lets zero bytes pass; anything but another member is an
   error. True with `between` still up means that the block is used up. */
static bool next_member(Bytes *b, Status *status) {
  while (b->at < b->filled && b->block[b->at] == 0) b->at++;
  if (b->at == b->filled) return true;
  if (b->block[b->at] != 0x1f)
    return status_fail(status, "%s: bytes that are no gzip data follow unpacked byte %" PRIu64,
                       b->path, b->offset);
  b->between = false;
  return inflateReset(&b->stream) == Z_OK || status_no_memory(status, "unpacking a gzip file");
}

/* What inflate's answer means; false if it is a failure. `done` bytes came out before it. */
static bool judge(Bytes *b, int answer, size_t done, Status *status) {
  if (answer == Z_STREAM_END) b->between = true;
  if (answer == Z_STREAM_END || answer == Z_OK || answer == Z_BUF_ERROR) return true;
  if (answer == Z_MEM_ERROR) return status_no_memory(status, "unpacking a gzip file");
  return status_fail(status, "%s: damaged gzip data near unpacked byte %" PRIu64 " (%s)", b->path,
                     b->offset + done, b->stream.msg ? b->stream.msg : "unreadable");
}

static size_t gzip_some(Bytes *b, void *dst, size_t n, Status *status) {
  z_stream *z = &b->stream;
  z->next_out = dst;
  z->avail_out = (uInt)n;
  while (z->avail_out == n) {
    if (b->at == b->filled) {
      if (!fill(b, status)) return 0;
      if (b->filled == 0 && b->between) return 0;
      if (b->filled == 0) {
        b->cut = true;
        status_fail(status, "%s: the gzip file is cut short after %" PRIu64 " unpacked bytes",
                    b->path, b->offset);
        return 0;
      }
    }
    if (b->between && !next_member(b, status)) return 0;
    if (b->between) continue;
    z->next_in = b->block + b->at;
    z->avail_in = (uInt)(b->filled - b->at);
    int answer = inflate(z, Z_NO_FLUSH);
    b->at = b->filled - z->avail_in;
    if (!judge(b, answer, n - z->avail_out, status)) return 0;
  }
  return n - z->avail_out;
}

size_t bytes_some(Bytes *b, void *dst, size_t n, Status *status) {
  status->code = STATUS_OK;
  if (n == 0 || status_interrupted(status)) return 0;
  if (n > STEP) n = STEP;
  size_t got = b->gzip ? gzip_some(b, dst, n, status) : plain_some(b, dst, n, status);
  b->offset += got;
  status_tell(b->path, b->taken, b->sized ? b->size : 0);
  return got;
}

bool bytes_read(Bytes *b, void *dst, size_t n, Status *status) {
  unsigned char *at = dst;
  uint64_t expected = b->offset + n;
  while (n > 0) {
    size_t got = bytes_some(b, at, n, status);
    if (got == 0 && status->code != STATUS_OK && !b->cut) return false;
    if (got == 0)
      return status_fail(status, "%s: %sends after %" PRIu64 " %sbytes, %" PRIu64 " were expected",
                         b->path, b->cut ? "the gzip file is cut short: it " : "", b->offset,
                         b->gzip ? "unpacked " : "", expected);
    at += got;
    n -= got;
  }
  return true;
}

bool bytes_end(Bytes *b, Status *status) {
  unsigned char rest[4096];
  bool known = b->sized && !b->gzip; /* otherwise what follows has to be counted */
  uint64_t left = bytes_limit(b), counted = 0;
  size_t got;
  do {
    got = bytes_some(b, rest, sizeof rest, status);
    counted += got;
  } while (got > 0 && counted < STEP && !known);
  if (status->code == STATUS_INTERRUPT || (counted == 0 && status->code != STATUS_OK)) return false;
  if (counted == 0) return true;
  if (known && left > counted) counted = left;
  return status_fail(status, "%s: %s%" PRIu64 " bytes follow where the file should end", b->path,
                     counted < STEP || known ? "" : "at least ", counted);
}

/* ---- asking ---------------------------------------------------------------------------------- */

uint64_t bytes_limit(const Bytes *b) {
  uint64_t total = b->size;
  if (!b->sized) return UINT64_MAX;
  if (b->gzip && __builtin_mul_overflow(total, (uint64_t)BYTES_EXPANSION, &total))
    total = UINT64_MAX;
  return total > b->offset ? total - b->offset : 0;
}

uint64_t bytes_offset(const Bytes *b) { return b->offset; }
const char *bytes_path(const Bytes *b) { return b->path; }
bool bytes_is_gzip(const Bytes *b) { return b->gzip; }
