/* npy: see npy.h. A file is the magic "\x93NUMPY", a version, the length of a text, the text (a
   Python dict such as {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }), the array. */
#include "io/npy.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/save.h"
#include "io/shape.h"

enum {
  TEXT_MAX = 1 << 16, /* no header of a plain array is longer than a few hundred bytes */
  SHOWN = 60,         /* bytes of a refused type that an error message shows */
  BLOCK = 64 << 10,   /* bytes converted at once */
  WIDEST = 8,         /* bytes of the largest number */
  ALIGN = 64          /* where numpy wants the numbers to start */
};

/* ---- the header's text ----------------------------------------------------------------------- */

/* What is left of the text. */
typedef struct Text {
  const char *at, *end;
} Text;

static void skip_spaces(Text *t) {
  while (t->at < t->end && strchr(" \t\r\n", *t->at) && *t->at) t->at++;
}

/* Takes c if it comes next. */
static bool take(Text *t, char c) {
  skip_spaces(t);
  if (t->at == t->end || *t->at != c) return false;
  t->at++;
  return true;
}

static bool take_word(Text *t, const char *word) {
  size_t n = strlen(word);
  skip_spaces(t);
  if ((size_t)(t->end - t->at) < n || memcmp(t->at, word, n) != 0) return false;
  t->at += n;
  return true;
}

/* A string of fewer than room bytes, without escapes, in either kind of quotes. */
static bool take_string(Text *t, char *out, size_t room) {
  char quote = take(t, '\'') ? '\'' : '"';
  if (quote == '"' && !take(t, '"')) return false;
  size_t n = 0;
  for (; t->at < t->end && *t->at != quote; t->at++) {
    if (n + 1 == room || *t->at < ' ' || *t->at == '\\') return false;
    out[n++] = *t->at;
  }
  out[n] = '\0';
  return take(t, quote);
}

/* A whole number, in Python 2's files with an L behind it. */
static bool take_size(Text *t, size_t *size) {
  skip_spaces(t);
  const char *first = t->at;
  *size = 0;
  for (; t->at < t->end && *t->at >= '0' && *t->at <= '9'; t->at++)
    if (__builtin_mul_overflow(*size, 10, size) ||
        __builtin_add_overflow(*size, (size_t)(*t->at - '0'), size))
      return false;
  if (t->at == first) return false;
  take(t, 'L');
  return true;
}

/* A tuple: "()", "(3,)", "(3, 4)". Too many dimensions are counted, for the caller to refuse. */
static bool take_shape(Text *t, NpyHeader *header) {
  if (!take(t, '(')) return false;
  header->ndim = 0;
  while (!take(t, ')')) {
    size_t size;
    if (!take_size(t, &size)) return false;
    if (header->ndim < NPY_NDIM_MAX) header->shape[header->ndim] = size;
    header->ndim++;
    if (!take(t, ',')) return take(t, ')');
  }
  return true;
}

/* The three entries, in any order, each once. A descr that is no string (it describes records) is
   left at its '[' in *records. */
static bool take_dict(Text *t, NpyHeader *header, char *descr, size_t room, const char **records) {
  unsigned seen = 0;
  if (!take(t, '{')) return false;
  while (!take(t, '}')) {
    char key[16];
    if (!take_string(t, key, sizeof key) || !take(t, ':')) return false;
    if (!strcmp(key, "descr") && !(seen & 1)) {
      seen |= 1;
      skip_spaces(t);
      *records = t->at;
      if (t->at < t->end && *t->at == '[') return true;
      *records = NULL;
      if (!take_string(t, descr, room)) return false;
    } else if (!strcmp(key, "fortran_order") && !(seen & 2)) {
      seen |= 2;
      header->fortran = take_word(t, "True");
      if (!header->fortran && !take_word(t, "False")) return false;
    } else if (!strcmp(key, "shape") && !(seen & 4)) {
      seen |= 4;
      if (!take_shape(t, header)) return false;
    } else {
      return false;
    }
    if (!take(t, ',') && (t->at == t->end || *t->at != '}')) return false;
  }
  skip_spaces(t);
  return seen == 7 && t->at == t->end;
}

/* A type's name: "<f8", "|u1", "<U12". Sets kind, order and item; false if it is none of ours. */
static bool parse_descr(const char *descr, NpyHeader *header) {
  char order = NPY_ORDER[0];
  if (*descr && strchr("<>|=", *descr)) {
    if (*descr == '<' || *descr == '>') order = *descr;
    descr++;
  }
  Text t = {descr + (*descr != '\0'), descr + strlen(descr)};
  size_t size;
  if (!take_size(&t, &size) || t.at != t.end) return false;
  header->kind = *descr;
  header->order = order;
  header->item = size;
  bool power = size == 1 || size == 2 || size == 4 || size == 8;
  switch (header->kind) {
  case 'b':
    header->order = '|';
    return size == 1;
  case 'f':
    return power && size > 1;
  case 'i':
  case 'u':
    if (size == 1) header->order = '|';
    return power;
  case 'S':
    header->order = '|';
    return size > 0;
  case 'U':
    return size > 0 && !__builtin_mul_overflow(size, 4, &header->item);
  default:
    return false;
  }
}

static bool refuse(const char *name, const char *descr, size_t n, Status *status) {
  char shown[SHOWN + 1];
  size_t length = n < SHOWN ? n : SHOWN;
  for (size_t i = 0; i < length; i++) shown[i] = descr[i] < ' ' ? '?' : descr[i];
  shown[length] = '\0';
  if (shown[0] == 'O' || (shown[0] && strchr("<>|=", shown[0]) && shown[1] == 'O'))
    return status_fail(status,
                       "%s: holds pickled Python objects, which are never loaded; save "
                       "plain numbers",
                       name);
  return status_fail(status, "%s: holds elements of type %s%s, plain numbers were expected", name,
                     shown, n > SHOWN ? "..." : "");
}

static bool parse_text(const char *name, const char *text, size_t n, NpyHeader *header,
                       Status *status) {
  Text t = {text, text + n};
  char descr[SHOWN + 1];
  const char *records = NULL;
  if (!take_dict(&t, header, descr, sizeof descr, &records))
    return status_fail(status, "%s: the npy header makes no sense from byte %td of its text on",
                       name, t.at - text);
  if (records) {
    const char *close = memchr(records, ']', (size_t)(t.end - records));
    return refuse(name, records, (size_t)((close ? close + 1 : t.end) - records), status);
  }
  if (!parse_descr(descr, header)) return refuse(name, descr, strlen(descr), status);
  if (header->ndim > NPY_NDIM_MAX)
    return status_fail(status, "%s: has %zu dimensions, at most %d were expected", name,
                       header->ndim, NPY_NDIM_MAX);
  if (!shape_product(header->shape, header->ndim, 1, &header->count) ||
      !shape_product(header->shape, header->ndim, header->item, &header->bytes))
    return npy_fail_promise(name, header, 0, status);
  return true;
}

bool npy_fail_promise(const char *name, const NpyHeader *header, unsigned long long limit,
                      Status *status) {
  char shape[SHAPE_TEXT];
  shape_text(shape, header->shape, header->ndim);
  if (limit == 0)
    return status_fail(status, "%s: the header promises %s elements of %zu bytes, there are none",
                       name, shape, header->item);
  return status_fail(status,
                     "%s: the header promises %s elements of %zu bytes, at most %llu bytes follow",
                     name, shape, header->item, limit);
}

bool npy_parse(NpySource *source, void *from, const char *name, NpyHeader *header, size_t *length,
               Status *status) {
  unsigned char start[8], size[4] = {0};
  memset(header, 0, sizeof *header);
  if (!source(from, start, sizeof start, status)) return false;
  if (memcmp(start, "\x93NUMPY", 6) != 0)
    return status_fail(status, "%s: is not an npy file", name);
  if (start[6] < 1 || start[6] > 3)
    return status_fail(status, "%s: is of npy version %d.%d, 1.0 to 3.0 were expected", name,
                       start[6], start[7]);
  size_t wide = start[6] == 1 ? 2 : 4;
  if (!source(from, size, wide, status)) return false;
  size_t n = (size_t)size[3] << 24 | (size_t)size[2] << 16 | (size_t)size[1] << 8 | size[0];
  if (n > TEXT_MAX)
    return status_fail(status, "%s: has an npy header of %zu bytes, at most %d were expected", name,
                       n, TEXT_MAX);
  char *text = malloc(n + 1);
  if (!text) return status_no_memory(status, "an npy header");
  bool ok = source(from, text, n, status) && parse_text(name, text, n, header, status);
  free(text);
  *length = sizeof start + wide + n;
  return ok;
}

size_t npy_format(char *text, const char *descr, const size_t *shape, size_t ndim, size_t *item) {
  NpyHeader header;
  char dims[NPY_NDIM_MAX * 24] = "";
  size_t used = 0;
  for (size_t i = 0; i < ndim && i < NPY_NDIM_MAX; i++)
    used += (size_t)snprintf(dims + used, sizeof dims - used, i ? ", %zu" : "%zu", shape[i]);
  /* The spare room in front is for the magic, the version and the length. */
  int n = snprintf(text + 10, NPY_HEADER_ROOM - 10,
                   "{'descr': '%.40s', 'fortran_order': False, 'shape': (%s%s), }", descr, dims,
                   ndim == 1 ? "," : "");
  size_t total = ((size_t)n + 10 + 1 + ALIGN - 1) / ALIGN * ALIGN;
  memset(text + 10 + n, ' ', total - 10 - (size_t)n);
  text[total - 1] = '\n';
  memcpy(text, "\x93NUMPY\x01\x00", 8);
  text[8] = (char)((total - 10) & 0xff);
  text[9] = (char)((total - 10) >> 8);
  *item = parse_descr(descr, &header) ? header.item : 0;
  return total;
}

/* ---- the numbers ----------------------------------------------------------------------------- */

static double from_half(uint16_t half) {
  int exponent = half >> 10 & 31, fraction = half & 1023;
  double v;
  if (exponent == 31) {
    v = fraction ? NAN : INFINITY;
  } else {
    v = exponent ? ldexp(fraction + 1024, exponent - 25) : ldexp(fraction, -24);
  }
  return half >> 15 ? -v : v;
}

static double same(double v) { return v; }
static double truth(uint8_t v) { return v != 0; }

/* out[n] from n elements in this machine's byte order, through a copy as they may lie anywhere. */
static void widen(double *out, const unsigned char *in, size_t n, const NpyHeader *header) {
#define WIDEN(kind, type, convert)                                                                 \
  case kind << 8 | (int)sizeof(type):                                                              \
    for (size_t i = 0; i < n; i++) {                                                               \
      type v;                                                                                      \
      memcpy(&v, in + i * sizeof v, sizeof v);                                                     \
      out[i] = convert(v);                                                                         \
    }                                                                                              \
    break;
  switch (header->kind << 8 | (int)header->item) { /* text does not come here */
    WIDEN('b', uint8_t, truth)
    WIDEN('u', uint8_t, (double))
    WIDEN('u', uint16_t, (double))
    WIDEN('u', uint32_t, (double))
    WIDEN('u', uint64_t, (double))
    WIDEN('i', int8_t, (double))
    WIDEN('i', int16_t, (double))
    WIDEN('i', int32_t, (double))
    WIDEN('i', int64_t, (double))
    WIDEN('f', uint16_t, from_half)
    WIDEN('f', float, (double))
    WIDEN('f', double, same)
  }
#undef WIDEN
}

/* Turns n elements of another machine's byte order around. */
static void swap(unsigned char *block, size_t n, size_t item) {
  for (unsigned char *p = block; n > 0; n--, p += item) {
    for (size_t i = 0, j = item - 1; i < j; i++, j--) {
      unsigned char c = p[i];
      p[i] = p[j];
      p[j] = c;
    }
  }
}

/* Where elements of a Fortran array go: `at` in C order, from the index of the next one. */
typedef struct Walk {
  size_t ndim, at;
  size_t shape[NPY_NDIM_MAX], stride[NPY_NDIM_MAX], index[NPY_NDIM_MAX];
} Walk;

static void walk_start(Walk *walk, const NpyHeader *header) {
  memset(walk, 0, sizeof *walk);
  walk->ndim = header->ndim;
  size_t stride = 1;
  for (size_t i = header->ndim; i-- > 0; stride *= header->shape[i]) {
    walk->shape[i] = header->shape[i];
    walk->stride[i] = stride;
  }
}

/* Puts the next n elements in their places: the first index runs fastest. */
static void walk_put(Walk *walk, double *dst, const double *values, size_t n) {
  for (size_t k = 0; k < n; k++) {
    dst[walk->at] = values[k];
    for (size_t i = 0; i < walk->ndim; i++) {
      walk->at += walk->stride[i];
      if (++walk->index[i] < walk->shape[i]) break;
      walk->at -= walk->stride[i] * walk->shape[i];
      walk->index[i] = 0;
    }
  }
}

static bool convert_blocks(NpySource *source, void *from, const NpyHeader *header, double *dst,
                           unsigned char *block, double *values, Status *status) {
  size_t at_once = BLOCK / WIDEST;
  bool foreign = header->order != '|' && header->order != NPY_ORDER[0];
  bool scatter = header->fortran && header->ndim > 1;
  Walk walk;
  walk_start(&walk, header);
  for (size_t done = 0, n; done < header->count; done += n) {
    n = header->count - done < at_once ? header->count - done : at_once;
    if (!source(from, block, n * header->item, status)) return false;
    if (foreign) swap(block, n, header->item);
    widen(scatter ? values : dst + done, block, n, header);
    if (scatter) walk_put(&walk, dst, values, n);
  }
  return true;
}

bool npy_convert(NpySource *source, void *from, const char *name, const NpyHeader *header,
                 double *dst, Status *status) {
  if (header->kind == 'U' || header->kind == 'S')
    return status_fail(status, "%s: holds text, numbers were expected", name);
  bool plain = header->kind == 'f' && header->item == sizeof(double) &&
               header->order == NPY_ORDER[0] && !(header->fortran && header->ndim > 1);
  if (plain) return source(from, dst, header->bytes, status);
  double *values = malloc((size_t)2 * BLOCK); /* the second half is the block */
  if (!values) return status_no_memory(status, "converting numbers");
  unsigned char *block = (unsigned char *)values + BLOCK;
  bool ok = convert_blocks(source, from, header, dst, block, values, status);
  free(values);
  return ok;
}

/* ---- files ----------------------------------------------------------------------------------- */

static bool from_bytes(void *from, void *dst, size_t n, Status *status) {
  return bytes_read(from, dst, n, status);
}

bool npy_open(const char *path, NpyHeader *header, Bytes **bytes, Status *status) {
  size_t length;
  Bytes *b = *bytes = bytes_open(path, status);
  if (!b) return false;
  bool ok = npy_parse(from_bytes, b, path, header, &length, status);
  if (ok && header->bytes > bytes_limit(b))
    ok = npy_fail_promise(path, header, bytes_limit(b), status);
  if (ok) return true;
  bytes_close(b);
  *bytes = NULL;
  return false;
}

bool npy_read_doubles(Bytes *bytes, const NpyHeader *header, double *dst, Status *status) {
  return npy_convert(from_bytes, bytes, bytes_path(bytes), header, dst, status) &&
         bytes_end(bytes, status);
}

bool npy_write(const char *path, const double *data, size_t rows, size_t cols, Status *status) {
  char header[NPY_HEADER_ROOM];
  const size_t shape[2] = {rows, cols};
  size_t item, bytes;
  size_t length = npy_format(header, NPY_ORDER "f8", shape, 2, &item);
  if (!shape_product(shape, 2, item, &bytes))
    return status_fail(status, "%s: %zu x %zu numbers are too many for a file", path, rows, cols);
  Save *save = save_begin(path, status);
  if (save && save_write(save, header, length, status) && save_write(save, data, bytes, status))
    return save_commit(save, status);
  save_abort(save);
  return false;
}
