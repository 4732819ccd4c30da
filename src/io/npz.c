/* npz: see npz.h. The only file that knows libzip. */
#include "io/npz.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "io/bytes.h"
#include "io/library.h"
#include "io/save.h"
#include "io/shape.h"
#include "sonames.h"

enum {
  STEP = 1 << 20, /* the most bytes for one call, so that Ctrl-C is seen in time */
  BLOCK = 256 << 10,
  SHOWN = 400 /* bytes of a file's and an array's name that an error message shows */
};

/* ---- libzip, opened at the first use --------------------------------------------------------- */

/* clang-format off */
#define ZIP_NEEDED(X)                                                                              \
  X(zip_close) X(zip_discard) X(zip_error_code_zip) X(zip_error_fini) X(zip_error_init)            \
  X(zip_error_init_with_code) X(zip_error_strerror) X(zip_fclose) X(zip_file_add)                  \
  X(zip_file_set_dostime) X(zip_file_strerror) X(zip_fopen_index) X(zip_fread) X(zip_get_name)     \
  X(zip_get_num_entries) X(zip_name_locate) X(zip_open) X(zip_open_from_source)                    \
  X(zip_set_file_compression) X(zip_source_buffer_create) X(zip_source_buffer_fragment_create)     \
  X(zip_source_close) X(zip_source_free) X(zip_source_keep) X(zip_source_open) X(zip_source_read)  \
  X(zip_stat_index) X(zip_strerror)
/* clang-format on */

typedef struct Zip {
#define FIELD(name) __typeof__(&name) name;
  ZIP_NEEDED(FIELD)
#undef FIELD
} Zip;

static const char *const zip_names[] = {
#define NAME(name) #name,
    ZIP_NEEDED(NAME)
#undef NAME
};
enum { ZIP_NAMES = sizeof zip_names / sizeof zip_names[0] };
_Static_assert(sizeof(Zip) == ZIP_NAMES * sizeof(void *), "a table of function pointers");

static bool load(Zip *zip, const char *path, Status *status) {
  return library_load(SONAME_libzip, path, zip_names, ZIP_NAMES, zip, status);
}

/* ---- opening --------------------------------------------------------------------------------- */

typedef struct Entry {
  char *name;     /* without ".npy" */
  uint64_t index; /* in the zip */
} Entry;

struct Npz {
  Zip zip;
  zip_t *archive;
  char *path;
  uint64_t size; /* of the file */
  Entry *entries;
  size_t count;
};

/* Opens the file as bytes first: that gives the same words for a missing file as everywhere, and
   tells a damaged zip file from what never was one. */
static bool look(Npz *npz, bool *zip_like, Status *status) {
  unsigned char start[2] = {0};
  Bytes *bytes = bytes_open(npz->path, status);
  if (!bytes) return false;
  npz->size = bytes_limit(bytes);
  bool gzip = bytes_is_gzip(bytes);
  bool ok = gzip || bytes_some(bytes, start, sizeof start, status) > 0 || status->code == STATUS_OK;
  bytes_close(bytes);
  if (ok && npz->size == UINT64_MAX)
    ok = status_fail(status, "%s: is a pipe or a device, a file was expected", npz->path);
  *zip_like = !gzip && start[0] == 'P' && start[1] == 'K';
  return ok;
}

static bool open_archive(Npz *npz, Status *status) {
  bool zip_like;
  int code = 0;
  if (!look(npz, &zip_like, status) || !load(&npz->zip, npz->path, status)) return false;
  npz->archive = npz->zip.zip_open(npz->path, ZIP_RDONLY, &code);
  if (npz->archive) return true;
  if (!zip_like) return status_fail(status, "%s: is not a zip file", npz->path);
  zip_error_t error;
  npz->zip.zip_error_init_with_code(&error, code);
  status_fail(status, "%s: the zip file is damaged or cut short: %s", npz->path,
              npz->zip.zip_error_strerror(&error));
  npz->zip.zip_error_fini(&error);
  return false;
}

/* The length of an array's name without its ".npy"; 0 for another file's name. */
static size_t bare_length(const char *name) {
  size_t n = name ? strlen(name) : 0;
  return n > 4 && strcmp(name + n - 4, ".npy") == 0 ? n - 4 : 0;
}

/* Whether a name would spoil the line that it is printed on. */
static bool has_control(const char *name) {
  while ((unsigned char)*name >= ' ' && *name != 127) name++;
  return *name != '\0';
}

static bool list_entries(Npz *npz, Status *status) {
  zip_int64_t all = npz->zip.zip_get_num_entries(npz->archive, 0);
  npz->entries = calloc(all > 0 ? (size_t)all : 1, sizeof *npz->entries);
  if (!npz->entries) return status_no_memory(status, "the list of arrays");
  for (zip_int64_t i = 0; i < all; i++) {
    const char *name = npz->zip.zip_get_name(npz->archive, (zip_uint64_t)i, 0);
    size_t length = bare_length(name);
    if (length == 0) continue;
    if (has_control(name))
      return status_fail(status, "%s: the name of array %zu holds control characters", npz->path,
                         npz->count + 1);
    if (npz->zip.zip_name_locate(npz->archive, name, 0) != i) /* finds the first of a name */
      return status_fail(status, "%s: holds two arrays of the name %.*s", npz->path,
                         (int)(length < SHOWN ? length : SHOWN), name);
    char *bare = strndup(name, length);
    if (!bare) return status_no_memory(status, "the list of arrays");
    npz->entries[npz->count++] = (Entry){bare, (uint64_t)i};
  }
  return npz->count > 0 || status_fail(status, "%s: is a zip file without arrays", npz->path);
}

Npz *npz_open(const char *path, Status *status) {
  Npz *npz = calloc(1, sizeof *npz);
  if (!npz || !(npz->path = strdup(path))) {
    free(npz);
    status_no_memory(status, "reading a zip file");
    return NULL;
  }
  if (open_archive(npz, status) && list_entries(npz, status)) return npz;
  npz_close(npz);
  return NULL;
}

void npz_close(Npz *npz) {
  if (!npz) return;
  if (npz->archive) npz->zip.zip_discard(npz->archive);
  for (size_t i = 0; i < npz->count; i++) free(npz->entries[i].name);
  free(npz->entries);
  free(npz->path);
  free(npz);
}

size_t npz_count(const Npz *npz) { return npz->count; }
const char *npz_path(const Npz *npz) { return npz->path; }
const char *npz_name(const Npz *npz, size_t i) { return npz->entries[i].name; }

size_t npz_find(const Npz *npz, const char *name) {
  for (size_t i = 0; i < npz->count; i++)
    if (strcmp(npz->entries[i].name, name) == 0) return i;
  return SIZE_MAX;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* One array while it is read. */
typedef struct Stream {
  const Npz *npz;
  zip_file_t *file;
  uint64_t done, size;      /* unpacked bytes, read and in all */
  char name[2 * SHOWN + 8]; /* "model.npz: W1", for error messages */
} Stream;

static bool from_stream(void *from, void *dst, size_t n, Status *status) {
  Stream *stream = from;
  unsigned char *at = dst;
  const Zip *zip = &stream->npz->zip;
  while (n > 0) {
    if (status_interrupted(status)) return false;
    zip_int64_t got = zip->zip_fread(stream->file, at, n < STEP ? n : STEP);
    if (got < 0)
      return status_fail(status, "%s: is damaged: %s", stream->name,
                         zip->zip_file_strerror(stream->file));
    if (got == 0) return status_fail(status, "%s: ends too early", stream->name);
    at += got;
    n -= (size_t)got;
    stream->done += (uint64_t)got;
    status_tell(stream->name, stream->done, stream->size);
  }
  return true;
}

/* The array has to end here, which also checks its checksum. */
static bool stream_end(Stream *stream, Status *status) {
  unsigned char byte;
  zip_int64_t got = stream->npz->zip.zip_fread(stream->file, &byte, 1);
  if (got == 0) return true;
  return status_fail(status, "%s: is damaged: %s", stream->name,
                     got < 0 ? stream->npz->zip.zip_file_strerror(stream->file) : "bytes follow");
}

/* Checks what the zip's directory says of array i; *size is then how many bytes it unpacks to. A
   packed size beyond the file's is a lie; a packed byte is at most BYTES_EXPANSION unpacked. */
static bool check_entry(const Npz *npz, size_t i, const char *name, uint64_t *size,
                        Status *status) {
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
  zip_stat_t info;
  uint64_t limit;
  *size = 0;
  if (npz->zip.zip_stat_index(npz->archive, npz->entries[i].index, 0, &info) != 0 ||
      (info.valid & needed) != needed)
    return status_fail(status, "%s: the zip file does not tell its size", name);
  if (info.comp_method != ZIP_CM_STORE && info.comp_method != ZIP_CM_DEFLATE)
    return status_fail(status, "%s: is packed by method %d, stored or deflated was expected", name,
                       info.comp_method);
  limit = info.comp_size < npz->size ? info.comp_size : npz->size;
  if (info.comp_method == ZIP_CM_DEFLATE &&
      __builtin_mul_overflow(limit, (uint64_t)BYTES_EXPANSION, &limit))
    limit = UINT64_MAX;
  *size = info.size;
  return info.size <= limit ||
         status_fail(status,
                     "%s: the zip file promises %" PRIu64 " bytes, it holds at most %" PRIu64, name,
                     info.size, limit);
}

static bool stream_start(Stream *stream, Npz *npz, size_t i, NpyHeader *header, Status *status) {
  size_t length;
  stream->npz = npz;
  stream->file = NULL;
  stream->done = 0;
  snprintf(stream->name, sizeof stream->name, "%.*s: %.*s", SHOWN, npz->path, SHOWN,
           npz->entries[i].name);
  if (!check_entry(npz, i, stream->name, &stream->size, status)) return false;
  stream->file = npz->zip.zip_fopen_index(npz->archive, npz->entries[i].index, 0);
  if (!stream->file)
    return status_fail(status, "%s: cannot be read: %s", stream->name,
                       npz->zip.zip_strerror(npz->archive));
  if (!npy_parse(from_stream, stream, stream->name, header, &length, status)) return false;
  return (stream->size >= length && stream->size - length == header->bytes) ||
         npy_fail_promise(stream->name, header, stream->size > length ? stream->size - length : 0,
                          status);
}

static void stream_close(Stream *stream) {
  if (stream->file) stream->npz->zip.zip_fclose(stream->file);
}

bool npz_header(Npz *npz, size_t i, NpyHeader *header, Status *status) {
  Stream stream;
  bool ok = stream_start(&stream, npz, i, header, status);
  stream_close(&stream);
  return ok;
}

/* Reads array i to dst, as doubles or raw. The header is parsed once more on the way, and dst is as
   large as the caller's header says: a file that has changed in between must not overrun it. */
static bool read_array(Npz *npz, size_t i, const NpyHeader *header, bool raw, void *dst,
                       Status *status) {
  Stream stream;
  NpyHeader now;
  bool ok = stream_start(&stream, npz, i, &now, status);
  if (ok && (now.bytes != header->bytes || now.count != header->count))
    ok = status_fail(status, "%s: has changed while it was read", stream.name);
  if (ok && raw && now.fortran && now.ndim > 1)
    ok = status_fail(status, "%s: is stored by columns, by rows was expected", stream.name);
  if (ok)
    ok = raw ? from_stream(&stream, dst, now.bytes, status)
             : npy_convert(from_stream, &stream, stream.name, &now, dst, status);
  ok = ok && stream_end(&stream, status);
  stream_close(&stream);
  return ok;
}

bool npz_read_doubles(Npz *npz, size_t i, const NpyHeader *header, double *dst, Status *status) {
  return read_array(npz, i, header, false, dst, status);
}

bool npz_read_raw(Npz *npz, size_t i, const NpyHeader *header, void *dst, Status *status) {
  return read_array(npz, i, header, true, dst, status);
}

/* ---- writing --------------------------------------------------------------------------------- */

/* A zip file in the making, in memory. */
typedef struct Packing {
  Zip zip;
  const char *path;
  zip_source_t *memory; /* what the zip file is written to */
  zip_t *archive;
  char *headers; /* NPY_HEADER_ROOM bytes for each array; libzip reads them at the end */
} Packing;

static bool fail_pack(Packing *p, zip_error_t *error, Status *status) {
  bool memory = p->zip.zip_error_code_zip(error) == ZIP_ER_MEMORY;
  if (memory) return status_no_memory(status, "writing a zip file");
  return status_fail(status, "%s: cannot be packed: %s", p->path, p->zip.zip_error_strerror(error));
}

static bool fail_archive(Packing *p, Status *status) {
  return status_fail(status, "%s: cannot be packed: %s", p->path, p->zip.zip_strerror(p->archive));
}

static bool pack_start(Packing *p, size_t n, Status *status) {
  zip_error_t error;
  p->headers = calloc(n ? n : 1, NPY_HEADER_ROOM);
  if (!p->headers) return status_no_memory(status, "writing a zip file");
  p->zip.zip_error_init(&error);
  p->memory = p->zip.zip_source_buffer_create(NULL, 0, 0, &error);
  if (p->memory) p->archive = p->zip.zip_open_from_source(p->memory, ZIP_TRUNCATE, &error);
  if (p->archive) p->zip.zip_source_keep(p->memory); /* the archive frees its own share of it */
  if (!p->archive) fail_pack(p, &error, status);
  p->zip.zip_error_fini(&error);
  return p->archive != NULL;
}

/* The bytes of an array: its header and its data, where they lie. */
static zip_source_t *array_source(Packing *p, const NpzArray *array, char *header, Status *status) {
  size_t item, bytes;
  size_t length = npy_format(header, array->descr, array->shape, array->ndim, &item);
  if (item == 0 || !shape_product(array->shape, array->ndim, item, &bytes) ||
      bytes != array->bytes) {
    status_fail(status, "%s: %s: %zu bytes are not what its shape and type '%s' make", p->path,
                array->name, array->bytes, array->descr);
    return NULL;
  }
  zip_buffer_fragment_t parts[2] = {{(zip_uint8_t *)header, length}, {NULL, array->bytes}};
  memcpy(&parts[1].data, &array->data, sizeof array->data); /* libzip only reads it */
  zip_error_t error;
  p->zip.zip_error_init(&error);
  zip_source_t *source =
      p->zip.zip_source_buffer_fragment_create(parts, array->bytes ? 2 : 1, 0, &error);
  if (!source) fail_pack(p, &error, status);
  p->zip.zip_error_fini(&error);
  return source;
}

static bool pack_array(Packing *p, const NpzArray *array, char *header, Status *status) {
  const zip_uint16_t first_day = 0x21; /* 1980-01-01, as zip files write it */
  zip_source_t *source = array_source(p, array, header, status);
  if (!source) return false;
  size_t length = strlen(array->name);
  char *file = malloc(length + sizeof ".npy");
  if (!file) {
    p->zip.zip_source_free(source);
    return status_no_memory(status, "writing a zip file");
  }
  memcpy(file, array->name, length);
  memcpy(file + length, ".npy", sizeof ".npy");
  zip_int64_t index = p->zip.zip_file_add(p->archive, file, source, ZIP_FL_ENC_UTF_8);
  free(file);
  if (index < 0) {
    p->zip.zip_source_free(source); /* otherwise the archive's */
    return fail_archive(p, status);
  }
  zip_uint64_t i = (zip_uint64_t)index;
  return (p->zip.zip_set_file_compression(p->archive, i, ZIP_CM_STORE, 0) == 0 &&
          p->zip.zip_file_set_dostime(p->archive, i, 0, first_day, 0) == 0) ||
         fail_archive(p, status);
}

/* Puts the zip file together in memory. */
static bool pack(Packing *p, const NpzArray *arrays, size_t n, Status *status) {
  if (!pack_start(p, n, status)) return false;
  for (size_t i = 0; i < n; i++)
    if (!pack_array(p, &arrays[i], p->headers + i * NPY_HEADER_ROOM, status)) return false;
  if (p->zip.zip_close(p->archive) != 0) return fail_archive(p, status);
  p->archive = NULL; /* freed by zip_close */
  return true;
}

/* Copies the finished zip file from memory to save. */
static bool copy_out(Packing *p, Save *save, Status *status) {
  unsigned char *block = malloc(BLOCK);
  if (!block) return status_no_memory(status, "writing a zip file");
  zip_int64_t got = p->zip.zip_source_open(p->memory) == 0 ? 1 : -1;
  bool ok = got > 0;
  while (ok && (got = p->zip.zip_source_read(p->memory, block, BLOCK)) > 0)
    ok = save_write(save, block, (size_t)got, status);
  if (got < 0) ok = status_fail(status, "%s: cannot be packed", p->path);
  p->zip.zip_source_close(p->memory);
  free(block);
  return ok;
}

bool npz_write(const char *path, const NpzArray *arrays, size_t n, Status *status) {
  Packing p = {.path = path};
  if (!load(&p.zip, path, status)) return false;
  bool ok = pack(&p, arrays, n, status);
  Save *save = ok ? save_begin(path, status) : NULL;
  ok = save && copy_out(&p, save, status);
  if (p.archive) p.zip.zip_discard(p.archive);
  if (p.memory) p.zip.zip_source_free(p.memory);
  free(p.headers);
  if (ok) return save_commit(save, status);
  save_abort(save);
  return false;
}
