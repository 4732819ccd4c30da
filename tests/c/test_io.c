/* test_io: bytes, save and idx. The gzip files are made by gzip itself and by Python. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "io/bytes.h"
#include "io/idx.h"
#include "io/save.h"
#include "test_io.h"

static Status status;

/* Tells the effective user apart from root, who may read and write everything. */
static bool become_nobody(void) { return geteuid() != 0 || seteuid(65534) == 0; }
static void become_root(void) {
  if (getuid() == 0 && seteuid(0) != 0) printf("  cannot become root again\n");
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static void test_bytes_plain(void) {
  unsigned char got[16];
  CHECK(file_make("p", "0123456789", 10));
  Bytes *b = bytes_open("p", &status);
  CHECK(b && !bytes_is_gzip(b) && !strcmp(bytes_path(b), "p"));
  CHECK(bytes_limit(b) == 10 && bytes_offset(b) == 0);
  CHECK_WORKS(bytes_read(b, got, 4, &status));
  CHECK(memcmp(got, "0123", 4) == 0 && bytes_limit(b) == 6 && bytes_offset(b) == 4);
  CHECK_FAILS(bytes_end(b, &status), "p: 6 bytes follow where the file should end");
  bytes_close(b);
  b = bytes_open("p", &status);
  CHECK_FAILS(bytes_read(b, got, 16, &status), "p: ends after 10 bytes, 16 were expected");
  CHECK(bytes_some(b, got, 4, &status) == 0 && status.code == STATUS_OK);
  CHECK_WORKS(bytes_end(b, &status));
  bytes_close(b);
  bytes_close(NULL);
}

static void test_bytes_refused(void) {
  CHECK(mkdir("folder", 0777) == 0);
  CHECK_FAILS(bytes_open("folder", &status), "folder: is a folder, a file was expected");
  CHECK_FAILS(bytes_open("none.gz", &status), "none.gz: No such file or directory");
  CHECK(file_text("secret", "x") && chmod("secret", 0) == 0);
  CHECK(become_nobody());
  CHECK_FAILS(bytes_open("secret", &status), "secret: Permission denied");
  become_root();
}

static void test_bytes_empty_and_special(void) {
  unsigned char got[8];
  CHECK(file_make("empty", "", 0));
  Bytes *b = bytes_open("empty", &status);
  CHECK(b && bytes_limit(b) == 0);
  CHECK_WORKS(bytes_end(b, &status));
  CHECK_FAILS(bytes_read(b, got, 4, &status), "empty: ends after 0 bytes, 4 were expected");
  bytes_close(b);
  b = bytes_open("/dev/zero", &status);
  CHECK(b && bytes_limit(b) == UINT64_MAX);
  CHECK_FAILS(bytes_end(b, &status), "/dev/zero: at least 1048576 bytes follow");
  bytes_close(b);
  b = bytes_open("/proc/self/status", &status); /* a regular file that says it has 0 bytes */
  CHECK(b && bytes_limit(b) == UINT64_MAX);
  CHECK_WORKS(bytes_read(b, got, 5, &status));
  CHECK(memcmp(got, "Name:", 5) == 0);
  bytes_close(b);
}

/* 3,000,000 bytes that pack neither badly nor well. */
enum { MANY = 3000000 };
static unsigned char many[MANY], back[MANY + 1];
static void make_many(void) {
  uint32_t x = 1;
  for (size_t i = 0; i < MANY; i++) {
    x = x * 1664525u + 1013904223u;
    many[i] = (unsigned char)((x >> 24) & (i % 3 ? 15 : 255));
  }
}

static void test_bytes_gzip(void) {
  make_many();
  CHECK(file_make("m", many, MANY));
  CHECK(files_run("gzip -c m > m.gz && cp m.gz odd-name && head -c 1000000 m | gzip > two.gz && "
                  "tail -c +1000001 m | gzip >> two.gz && cp two.gz pad.gz && "
                  "head -c 5000 /dev/zero >> pad.gz"));
  static const char *const names[] = {"m", "m.gz", "odd-name", "two.gz", "pad.gz"};
  for (size_t i = 0; i < 5; i++) {
    for (size_t step = 1; step <= MANY; step = step * 37 + 1) {
      memset(back, 0, sizeof back);
      Bytes *b = bytes_open(names[i], &status);
      CHECK(b && bytes_is_gzip(b) == (i > 0));
      CHECK(b && bytes_limit(b) >= MANY);
      bool ok = b != NULL;
      for (size_t at = 0, n; ok && at < MANY; at += n) {
        n = MANY - at < step ? MANY - at : step;
        ok = bytes_read(b, back + at, n, &status);
      }
      CHECK(ok && memcmp(many, back, MANY) == 0 && bytes_offset(b) == MANY);
      CHECK_WORKS(bytes_end(b, &status));
      bytes_close(b);
    }
  }
}

static void test_bytes_gzip_trouble(void) {
  struct stat info;
  CHECK(stat("m.gz", &info) == 0);
  CHECK(files_run("head -c 500000 m.gz > cut.gz; cp m.gz tail.gz; printf tail >> tail.gz;"
                  "head -c -6 m.gz > crc.gz; printf 'abcdef' >> crc.gz; head -c -3 m.gz > c3.gz;"
                  "head -c 300000 m.gz > bad.gz; printf '%0900d' 7 >> bad.gz;"
                  "tail -c +300901 m.gz >> bad.gz; printf '\\037\\213' > magic.gz"));
  Bytes *b = bytes_open("cut.gz", &status);
  CHECK_FAILS(bytes_read(b, back, MANY, &status), "cut.gz: the gzip file is cut short: it ends");
  CHECK_TEXT(status.text, "unpacked bytes, 3000000 were expected");
  bytes_close(b);
  b = bytes_open("magic.gz", &status);
  CHECK_FAILS(bytes_some(b, back, 9, &status), "cut short after 0 unpacked bytes");
  bytes_close(b);
  b = bytes_open("m.gz", &status);
  CHECK_FAILS(bytes_read(b, back, MANY + 1, &status),
              "m.gz: ends after 3000000 unpacked bytes, 3000001 were expected");
  bytes_close(b);
  static const char *const ends[4][2] = {
      {"bad.gz", "bad.gz: damaged gzip data near unpacked byte "},
      {"crc.gz", "crc.gz: damaged gzip data near unpacked byte 3000000 (incorrect"},
      {"c3.gz", "c3.gz: the gzip file is cut short after 3000000 unpacked bytes"},
      {"tail.gz", "tail.gz: bytes that are no gzip data follow unpacked byte 3000000"}};
  for (size_t i = 0; i < 4; i++) {
    b = bytes_open(ends[i][0], &status);
    CHECK_FAILS(bytes_read(b, back, MANY, &status) && bytes_end(b, &status), ends[i][1]);
    bytes_close(b);
  }
}

/* A pipe, with its bytes in dribs; and the interrupt. */
static void test_bytes_pipe(void) {
  CHECK(mkfifo("pipe", 0666) == 0);
  CHECK(files_run("(printf '\\037'; sleep 0.05; tail -c +2 m.gz) > pipe &"));
  Bytes *b = bytes_open("pipe", &status);
  CHECK(b && bytes_is_gzip(b) && bytes_limit(b) == UINT64_MAX);
  CHECK_WORKS(bytes_read(b, back, MANY, &status));
  CHECK(memcmp(many, back, MANY) == 0);
  CHECK_WORKS(bytes_end(b, &status));
  bytes_close(b);
  b = bytes_open("m.gz", &status);
  status_interrupt();
  CHECK(!bytes_read(b, back, MANY, &status) && status.code == STATUS_INTERRUPT);
  CHECK_TEXT(status.text, "interrupted!");
  status_interrupt_clear();
  CHECK_WORKS(bytes_read(b, back, MANY, &status)); /* nothing was lost */
  CHECK(memcmp(many, back, MANY) == 0);
  bytes_close(b);
}

/* ---- save ------------------------------------------------------------------------------------ */

static bool save_text(const char *path, const char *text) {
  Save *save = save_begin(path, &status);
  if (!save) return false;
  if (save_write(save, text, strlen(text), &status)) return save_commit(save, &status);
  save_abort(save);
  return false;
}

static mode_t mode_of(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 ? info.st_mode & 07777 : 0;
}

static void test_save_plain(void) {
  int before = files_count();
  mode_t mask = umask(027);
  CHECK_WORKS(save_text("s", "one"));
  CHECK(file_is("s", "one", 3) && mode_of("s") == 0640);
  umask(0);
  CHECK(chmod("s", 0604) == 0);
  CHECK_WORKS(save_text("s", "two"));
  CHECK(file_is("s", "two", 3) && mode_of("s") == 0604);
  umask(mask);
  Save *save = save_begin("s", &status);
  CHECK_WORKS(save_write(save, "three", 5, &status));
  CHECK(files_count() == before + 2); /* s and the temporary file */
  save_abort(save);
  save_abort(NULL);
  CHECK(file_is("s", "two", 3));
  CHECK_WORKS(save_text("folder/deep", "x"));
  CHECK(file_is("folder/deep", "x", 1));
  char name[256];
  memset(name, 'n', 255);
  name[255] = '\0'; /* the longest name there is */
  CHECK_WORKS(save_text(name, "x"));
  CHECK(unlink(name) == 0 && files_count() == before + 1);
}

static void test_save_links(void) {
  CHECK(file_text("real", "old") && chmod("real", 0600) == 0);
  CHECK(symlink("real", "link1") == 0 && symlink("../link1", "folder/link2") == 0);
  CHECK(symlink("../fresh", "folder/dangling") == 0 && symlink("loop", "loop") == 0);
  CHECK_WORKS(save_text("folder/link2", "new"));
  struct stat info;
  CHECK(file_is("real", "new", 3) && mode_of("real") == 0600);
  CHECK(lstat("link1", &info) == 0 && S_ISLNK(info.st_mode));
  CHECK(lstat("folder/link2", &info) == 0 && S_ISLNK(info.st_mode));
  CHECK_WORKS(save_text("folder/dangling", "new"));
  CHECK(file_is("fresh", "new", 3));
  CHECK_FAILS(save_text("loop", "x"), "loop: cannot be written: Too many levels of symbolic links");
}

static void test_save_refused(void) {
  int before = files_count();
  CHECK_FAILS(save_text("folder", "x"), "folder: is a folder, a file name was expected");
  CHECK_FAILS(save_text("no/such", "x"), "no/such: cannot be written: No such file or directory");
  CHECK_FAILS(save_text("nothere/", "x"), "nothere/: cannot be written: No such file");
  CHECK_FAILS(save_text("real/x", "x"), "real/x: cannot be written: Not a directory");
  CHECK(chmod("real", 0444) == 0 && chmod(".", 0555) == 0);
  CHECK(become_nobody());
  CHECK_FAILS(save_text("real", "x"),
              "real: cannot be written: Permission denied; the old file is");
  CHECK_FAILS(save_text("mine", "x"), "mine: cannot be written: Permission denied");
  become_root();
  CHECK(chmod(".", 0755) == 0);
  CHECK(file_is("real", "new", 3) && files_count() == before);
}

static void test_save_special(void) {
  int before = files_count();
  CHECK_FAILS(save_text("/dev/full", "x"), "/dev/full: cannot be written: No space left on device");
  CHECK(strstr(status.text, "old file") == NULL);
  CHECK_WORKS(save_text("/dev/null", "x"));
  struct stat info;
  CHECK(stat("/dev/full", &info) == 0 && S_ISCHR(info.st_mode));
  CHECK(stat("/dev/null", &info) == 0 && S_ISCHR(info.st_mode));
  CHECK(symlink("/dev/full", "full") == 0);
  CHECK_FAILS(save_text("full", "x"), "full: cannot be written: No space left on device");
  CHECK(files_run("cat pipe > piped &"));
  CHECK_WORKS(save_text("pipe", "through"));
  CHECK(files_run("for i in 1 2 3 4 5 6 7 8 9; do test -s piped && exit; sleep 0.05; done"));
  CHECK(file_is("piped", "through", 7));
  CHECK(
      files_run("(exec < pipe; sleep 0.1) &")); /* a reader who leaves: SIGPIPE must not kill us */
  Save *save = save_begin("pipe", &status);
  usleep(300000);
  CHECK_FAILS(save_write(save, "x", 1, &status), "pipe: cannot be written: Broken pipe");
  save_abort(save);
  CHECK(files_count() == before + 2); /* full and piped */
}

/* A full disk, as a limit on the size of files plays it; SIGXFSZ keeps its deadly default. */
static void test_save_full(void) {
  int before = files_count();
  struct rlimit limit, low;
  CHECK(getrlimit(RLIMIT_FSIZE, &limit) == 0);
  low = limit;
  low.rlim_cur = 2500000;
  CHECK(setrlimit(RLIMIT_FSIZE, &low) == 0);
  Save *save = save_begin("s", &status);
  CHECK_FAILS(save_write(save, many, MANY, &status),
              "s: cannot be written: File too large; the old file is unchanged");
  save_abort(save);
  save = save_begin("unborn", &status);
  CHECK_FAILS(save_write(save, many, MANY, &status), "unborn: cannot be written: File too large");
  CHECK(strstr(status.text, "old file") == NULL);
  save_abort(save);
  CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  sigset_t waiting;
  CHECK(sigpending(&waiting) == 0 && !sigismember(&waiting, SIGXFSZ));
  CHECK(file_is("s", "two", 3) && files_count() == before);
}

static void test_save_interrupted(void) {
  int before = files_count();
  Save *save = save_begin("s", &status);
  status_interrupt();
  CHECK(!save_write(save, many, MANY, &status) && status.code == STATUS_INTERRUPT);
  status_interrupt_clear();
  save_abort(save);
  CHECK(file_is("s", "two", 3) && files_count() == before);
  pid_t child = fork();
  if (child == 0) { /* killed in the middle */
    save = save_begin("s", &status);
    if (save && save_write(save, many, MANY, &status)) raise(SIGKILL);
    _exit(1);
  }
  int end = 0;
  CHECK(child > 0 && waitpid(child, &end, 0) == child && WIFSIGNALED(end));
  CHECK(file_is("s", "two", 3));
}

/* ---- idx ------------------------------------------------------------------------------------- */

static bool idx_try(const char *path, unsigned char *dst, IdxHeader *header) {
  Bytes *bytes;
  bool ok = idx_open(path, header, &bytes, &status) && idx_read(bytes, header, dst, &status);
  bytes_close(bytes);
  return ok;
}

static void test_idx(void) {
  static const unsigned char good[] = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};
  unsigned char dst[64];
  IdxHeader h;
  CHECK(file_make("i", good, sizeof good) && files_run("gzip -c i > i.gz"));
  for (int i = 0; i < 2; i++) {
    memset(dst, 0, sizeof dst);
    CHECK_WORKS(idx_try(i ? "i.gz" : "i", dst, &h));
    CHECK(h.ndim == 2 && h.dims[0] == 2 && h.dims[1] == 3 && h.size == 6);
    CHECK(memcmp(dst, good + 12, 6) == 0 && dst[6] == 0);
  }
  CHECK(file_make("i5", good, sizeof good - 1));
  CHECK_FAILS(idx_try("i5", dst, &h),
              "i5: the header promises 2 x 3 bytes, the file holds at most 5");
  CHECK(files_run("gzip -c i5 > i5.gz; (cat i; printf xy) > i8; gzip -c i8 > i8.gz; head -c 2 i > "
                  "i2; head -c 7 i > i7"));
  CHECK_FAILS(idx_try("i5.gz", dst, &h), "i5.gz: ends after 17 unpacked bytes, 18 were expected");
  CHECK_FAILS(idx_try("i8", dst, &h), "i8: 2 bytes follow where the file should end");
  CHECK_FAILS(idx_try("i8.gz", dst, &h), "i8.gz: 2 bytes follow where the file should end");
  CHECK_FAILS(idx_try("i2", dst, &h), "i2: ends after 2 bytes, 4 were expected");
  CHECK_FAILS(idx_try("i7", dst, &h), "i7: ends after 7 bytes, 12 were expected");
  CHECK_FAILS(idx_try("none", dst, &h), "none: No such file or directory");
}

static void test_idx_header(void) {
  struct {
    unsigned char bytes[20];
    const char *words;
  } bad[] = {
      {"\x89PNG\r\n", "f: is not an IDX file: it starts with 89 50 4e 47"},
      {"\0\0\x0d\1\0\0\0\1", "f: holds 32-bit floats, unsigned bytes were expected"},
      {"\0\0\x0a\1\0\0\0\1", "f: is not an IDX file: it starts with 00 00 0a 01"},
      {"\0\0\x08\0", "f: has 0 dimensions, 1 to 4 were expected"},
      {"\0\0\x08\5", "f: has 5 dimensions, 1 to 4 were expected"},
      {"\0\0\x08\3\0\0\0\0\0\0\0\x1c\0\0\0\x1c", "f: the header promises 0 x 28 x 28 bytes, at "
                                                 "least 1 was expected each way"},
      {"\0\0\x08\3\xff\xff\xff\xff\0\0\0\x1c\0\0\0\x1c", "f: the header promises 4294967295 x 28 x "
                                                         "28 bytes, the file holds at most 4"},
      {"\0\0\x08\3\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
       "f: the header promises 4294967295 x 4294967295 x 4294967295 bytes, more than any memory"},
  };
  unsigned char dst[8];
  IdxHeader h;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    CHECK(file_make("f", bad[i].bytes, 20));
    CHECK_FAILS(idx_try("f", dst, &h), bad[i].words);
  }
  CHECK(file_make("f", bad[6].bytes, 20) && files_run("gzip -c f > f.gz"));
  CHECK_FAILS(idx_try("f.gz", dst, &h), "the file holds at most ");
}

int main(void) {
  if (!files_begin()) return 1;
  RUN(test_bytes_plain);
  RUN(test_bytes_refused);
  RUN(test_bytes_empty_and_special);
  RUN(test_bytes_gzip);
  RUN(test_bytes_gzip_trouble);
  RUN(test_bytes_pipe);
  RUN(test_save_plain);
  RUN(test_save_links);
  RUN(test_save_refused);
  RUN(test_save_special);
  RUN(test_save_full);
  RUN(test_save_interrupted);
  RUN(test_idx);
  RUN(test_idx_header);
  files_end();
  return test_end("io");
}
