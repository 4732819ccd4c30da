/* lfile: see lfile.h. An open file hangs in a handle that the collector closes, because any call
   into Lua may raise while it is open. */
#include "bind/lfile.h"

#include <lauxlib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bind/lcheck.h"
#include "bind/ldataset.h"
#include "bind/lmatrix.h"
#include "io/csv.h"
#include "io/idx.h"
#include "io/npy.h"
#include "io/npz.h"
#include "io/png.h"
#include "io/save.h"

#define HANDLE_TYPE "nn.handle"

/* ---- handles --------------------------------------------------------------------------------- */

typedef struct LHandle {
  void *open; /* NULL when closed */
  void (*close)(void *);
} LHandle;

static LHandle *push_handle(lua_State *L, void (*close)(void *)) {
  LHandle *h = lua_newuserdatauv(L, sizeof *h, 0);
  h->open = NULL;
  h->close = close;
  luaL_setmetatable(L, HANDLE_TYPE);
  return h;
}

static int mm_close(lua_State *L) {
  LHandle *h = luaL_checkudata(L, 1, HANDLE_TYPE);
  if (h->open) h->close(h->open);
  h->open = NULL;
  return 0;
}

static void *check_open(lua_State *L, void (*close)(void *)) {
  LHandle *h = luaL_checkudata(L, 1, HANDLE_TYPE);
  luaL_argcheck(L, h->open && h->close == close, 1, "closed handle");
  return h->open;
}

static void close_bytes(void *p) { bytes_close(p); }
static void close_csv(void *p) { csv_close(p); }
static void close_npz(void *p) { npz_close(p); }

static void close_now(LHandle *h) {
  h->close(h->open);
  h->open = NULL;
}

/* ---- idx ------------------------------------------------------------------------------------- */

static int core_idx_read(lua_State *L) { /* (path) -> block of bytes, list of dimensions */
  const char *path = luaL_checkstring(L, 1);
  LHandle *h = push_handle(L, close_bytes);
  IdxHeader header;
  Bytes *bytes = NULL;
  Status status;
  bool ok = idx_open(path, &header, &bytes, &status);
  h->open = bytes;
  lcheck_status(L, ok, &status);
  LBlock *block = lblock_new(L, header.size);
  lcheck_status(L, idx_read(bytes, &header, block->data, &status), &status);
  close_now(h);
  lua_createtable(L, (int)header.ndim, 0);
  for (size_t i = 0; i < header.ndim; i++) {
    lua_pushinteger(L, (lua_Integer)header.dims[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

/* ---- csv ------------------------------------------------------------------------------------- */

static void push_fields(lua_State *L, const Csv *csv, size_t line) {
  lua_newtable(L);
  for (size_t j = 0; j < csv_columns(csv) && csv_field(csv, line, j); j++) {
    lua_pushstring(L, csv_field(csv, line, j));
    lua_rawseti(L, -2, (lua_Integer)j + 1);
  }
}

/* core.csv_open(path, separator or "") -> handle, fields of the first line, of the second */
static int core_csv_open(lua_State *L) {
  const char *path = luaL_checkstring(L, 1), *separator = luaL_optstring(L, 2, "");
  LHandle *h = push_handle(L, close_csv);
  Status status;
  h->open = csv_open(path, separator[0], &status);
  lcheck_status(L, h->open != NULL, &status);
  push_fields(L, h->open, 0);
  push_fields(L, h->open, 1);
  return 3;
}

/* core.csv_parse(handle, header, text column from 1 or 0, pixels)
   -> matrix | block, rows, columns, block of labels | nil, list of their texts | nil */
static int core_csv_parse(lua_State *L) {
  Csv *csv = check_open(L, close_csv);
  lua_Integer text = luaL_checkinteger(L, 3);
  CsvPlan plan = {lua_toboolean(L, 2), text > 0 ? (size_t)text - 1 : SIZE_MAX, lua_toboolean(L, 4)};
  Status status;
  lcheck_status(L, csv_parse(csv, &plan, &status), &status);
  size_t rows = csv_rows(csv), width = csv_width(csv);
  if (plan.pixels)
    csv_take_pixels(csv, lblock_new(L, rows * width)->data);
  else
    csv_take_values(csv, lmatrix_new(L, "csv", rows, width)->data);
  lua_pushinteger(L, (lua_Integer)rows);
  lua_pushinteger(L, (lua_Integer)width);
  if (text <= 0) return 3;
  LBlock *labels = lblock_new(L, rows * sizeof(int32_t));
  memcpy(labels->data, csv_labels(csv), labels->bytes);
  lua_newtable(L);
  for (size_t i = 0; i < csv_classes(csv); i++) {
    lua_pushstring(L, csv_class(csv, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 5;
}

/* core.relabel(block, list): label i becomes list[i + 1] - 1, in place */
static int core_relabel(lua_State *L) {
  LBlock *block = lblock_check(L, 1);
  int32_t *labels = block->data;
  for (size_t i = 0; i < block->bytes / sizeof *labels; i++) {
    lua_rawgeti(L, 2, labels[i] + 1);
    labels[i] = (int32_t)luaL_checkinteger(L, -1) - 1;
    lua_pop(L, 1);
  }
  return 0;
}

static int core_csv_write(lua_State *L) { /* (path, matrix) */
  const LMatrix *m = lmatrix_check(L, 2, "save");
  Status status;
  lcheck_status(L, csv_write(luaL_checkstring(L, 1), m->data, m->rows, m->cols, &status), &status);
  return 0;
}

/* ---- npy ------------------------------------------------------------------------------------- */

/* The matrix that an array becomes: rows are its first dimension, one dimension is a column. */
static LMatrix *push_for_array(lua_State *L, const char *path, const NpyHeader *header) {
  if (header->count == 0) lcheck_error(L, "%s: holds an empty array", path);
  size_t rows = header->ndim > 0 ? header->shape[0] : 1;
  return lmatrix_new(L, path, rows, header->count / rows);
}

static int core_npy_read(lua_State *L) { /* (path) -> matrix */
  const char *path = luaL_checkstring(L, 1);
  LHandle *h = push_handle(L, close_bytes);
  NpyHeader header;
  Bytes *bytes = NULL;
  Status status;
  bool ok = npy_open(path, &header, &bytes, &status);
  h->open = bytes;
  lcheck_status(L, ok, &status);
  if (header.kind == 'U' || header.kind == 'S')
    return lcheck_error(L, "%s: holds text, numbers were expected", path);
  LMatrix *m = push_for_array(L, path, &header);
  lcheck_status(L, npy_read_doubles(bytes, &header, m->data, &status), &status);
  close_now(h);
  return 1;
}

static int core_npy_write(lua_State *L) { /* (path, matrix) */
  const LMatrix *m = lmatrix_check(L, 2, "save");
  Status status;
  lcheck_status(L, npy_write(luaL_checkstring(L, 1), m->data, m->rows, m->cols, &status), &status);
  return 0;
}

/* ---- npz: reading ---------------------------------------------------------------------------- */

static int core_npz_open(lua_State *L) { /* (path) -> handle, list of names */
  LHandle *h = push_handle(L, close_npz);
  Status status;
  Npz *npz = npz_open(luaL_checkstring(L, 1), &status);
  h->open = npz;
  lcheck_status(L, npz != NULL, &status);
  lua_newtable(L);
  for (size_t i = 0; i < npz_count(npz); i++) {
    lua_pushstring(L, npz_name(npz, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

static size_t check_entry(lua_State *L, Npz *npz, NpyHeader *header) {
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && (size_t)i <= npz_count(npz), 2, "entry");
  Status status;
  lcheck_status(L, npz_header(npz, (size_t)i - 1, header, &status), &status);
  return (size_t)i - 1;
}

/* Pushes "model.npz: W1", as errors begin. */
static const char *entry_name(lua_State *L, const Npz *npz, size_t i) {
  return lua_pushfstring(L, "%s: %s", npz_path(npz), npz_name(npz, i));
}

/* core.npz_header(handle, i) -> kind, bytes of an item, list of dimensions */
static int core_npz_header(lua_State *L) {
  Npz *npz = check_open(L, close_npz);
  NpyHeader header;
  check_entry(L, npz, &header);
  lua_pushlstring(L, &header.kind, 1);
  lua_pushinteger(L, (lua_Integer)header.item);
  lua_createtable(L, (int)header.ndim, 0);
  for (size_t d = 0; d < header.ndim; d++) {
    lua_pushinteger(L, (lua_Integer)header.shape[d]);
    lua_rawseti(L, -2, (lua_Integer)d + 1);
  }
  return 3;
}

static int core_npz_matrix(lua_State *L) { /* (handle, i) -> matrix */
  Npz *npz = check_open(L, close_npz);
  NpyHeader header;
  size_t i = check_entry(L, npz, &header);
  LMatrix *m = push_for_array(L, entry_name(L, npz, i), &header);
  Status status;
  lcheck_status(L, npz_read_doubles(npz, i, &header, m->data, &status), &status);
  return 1;
}

static int core_npz_block(lua_State *L) { /* (handle, i) -> block of the bytes as they are stored */
  Npz *npz = check_open(L, close_npz);
  NpyHeader header;
  size_t i = check_entry(L, npz, &header);
  LBlock *block = lblock_new(L, header.bytes);
  Status status;
  lcheck_status(L, npz_read_raw(npz, i, &header, block->data, &status), &status);
  return 1;
}

/* One element of text, n characters of four bytes, as UTF-8; the zeros that fill it up are not
   part. */
static void push_text(lua_State *L, const uint32_t *text, size_t n) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  while (n > 0 && text[n - 1] == 0) n--;
  for (size_t i = 0; i < n; i++) {
    lua_pushfstring(L, "%U", (unsigned long)text[i]);
    luaL_addvalue(&b);
  }
  luaL_pushresult(&b);
}

/* core.npz_list(handle, i) -> the elements in order: strings of 'U', integers of 'i8' and 'u8',
   exactly */
static int core_npz_list(lua_State *L) {
  Npz *npz = check_open(L, close_npz);
  NpyHeader header;
  size_t i = check_entry(L, npz, &header);
  bool text = header.kind == 'U' && header.item % 4 == 0 && header.item > 0;
  bool whole = (header.kind == 'i' || header.kind == 'u') && header.item == 8;
  if ((!text && !whole) || header.order != NPY_ORDER[0])
    return lcheck_error(L, "%s: text or 8-byte integers were expected", entry_name(L, npz, i));
  LBlock *block = lblock_new(L, header.bytes);
  Status status;
  lcheck_status(L, npz_read_raw(npz, i, &header, block->data, &status), &status);
  lua_newtable(L);
  for (size_t k = 0; k < header.count; k++) {
    const char *at = (const char *)block->data + k * header.item;
    if (text) {
      push_text(L, (const uint32_t *)(const void *)at, header.item / 4);
    } else {
      int64_t n;
      memcpy(&n, at, sizeof n);
      lua_pushinteger(L, n);
    }
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

/* ---- npz: writing ---------------------------------------------------------------------------- */

/* Room for one array's bytes, kept alive by the table at `keep`. */
static void *keep_bytes(lua_State *L, int keep, size_t bytes) {
  void *room = lua_newuserdatauv(L, bytes > 0 ? bytes : 1, 0);
  lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
  return room;
}

/* The matrix on top of the stack as "f4" or "f8". */
static void array_of_matrix(lua_State *L, int keep, bool single, NpzArray *array) {
  const LMatrix *m = lmatrix_check(L, -1, "save");
  size_t n = m->rows * m->cols;
  array->ndim = 2;
  array->shape[0] = m->rows;
  array->shape[1] = m->cols;
  array->descr = single ? NPY_ORDER "f4" : NPY_ORDER "f8";
  array->data = m->data;
  array->bytes = n * sizeof(double);
  if (!single) return;
  array->bytes = n * sizeof(float);
  float *values = keep_bytes(L, keep, array->bytes);
  for (size_t i = 0; i < n; i++) values[i] = (float)m->data[i];
  array->data = values;
}

/* The list of integers on top of the stack. */
static void array_of_integers(lua_State *L, int keep, NpzArray *array) {
  size_t n = (size_t)luaL_len(L, -1);
  int64_t *values = keep_bytes(L, keep, n * sizeof *values);
  for (size_t i = 0; i < n; i++) {
    lua_geti(L, -1, (lua_Integer)i + 1);
    values[i] = luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  array->descr = NPY_ORDER "i8";
  array->ndim = 1;
  array->shape[0] = n;
  array->data = values;
  array->bytes = n * sizeof *values;
}

/* UTF-8 as four-byte characters; returns how many. out may be NULL to count. */
static size_t decode(const char *s, size_t size, uint32_t *out) {
  size_t n = 0;
  for (size_t i = 0; i < size; n++) {
    unsigned char c = (unsigned char)s[i++];
    int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
    uint32_t code = more == 0 ? c : c & (0x3fu >> more);
    for (; more > 0 && i < size; more--) code = code << 6 | ((unsigned char)s[i++] & 0x3fu);
    if (out) out[n] = code;
  }
  return n;
}

/* The list of strings on top of the stack; the longest gives the width. The name of the type is
   written to `descr`, which the caller keeps. */
static void array_of_text(lua_State *L, int keep, char descr[24], NpzArray *array) {
  size_t n = (size_t)luaL_len(L, -1), width = 1;
  for (size_t i = 0; i < n; i++) {
    size_t size;
    lua_geti(L, -1, (lua_Integer)i + 1);
    const char *s = luaL_checklstring(L, -1, &size);
    size_t length = decode(s, size, NULL);
    if (length > width) width = length;
    lua_pop(L, 1);
  }
  uint32_t *text = keep_bytes(L, keep, n * width * sizeof *text);
  memset(text, 0, n * width * sizeof *text);
  for (size_t i = 0; i < n; i++) {
    size_t size;
    lua_geti(L, -1, (lua_Integer)i + 1);
    const char *s = lua_tolstring(L, -1, &size);
    decode(s, size, text + i * width);
    lua_pop(L, 1);
  }
  snprintf(descr, 24, NPY_ORDER "U%zu", width);
  array->descr = descr;
  array->ndim = 1;
  array->shape[0] = n;
  array->data = text;
  array->bytes = n * width * sizeof *text;
}

/* core.npz_write(path, list of {name, type, value}): type "f4" | "f8": a matrix, "i8": a list of
   integers, "U": a list of strings; a trailing "0" ("i80", "f80", "U0"): a single value, shape ().
   */
static int core_npz_write(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  size_t n = (size_t)luaL_len(L, 2);
  lua_settop(L, 2);
  NpzArray *arrays = lua_newuserdatauv(L, (n + 1) * sizeof *arrays, 0);
  memset(arrays, 0, (n + 1) * sizeof *arrays);
  char(*descr)[24] = lua_newuserdatauv(L, (n + 1) * sizeof *descr, 0);
  lua_newtable(L);
  int keep = lua_gettop(L);
  for (size_t i = 0; i < n; i++) {
    lua_geti(L, 2, (lua_Integer)i + 1);
    lua_geti(L, -1, 1);
    arrays[i].name = luaL_checkstring(L, -1);
    lua_geti(L, -2, 2);
    const char *type = luaL_checkstring(L, -1);
    lua_geti(L, -3, 3);
    if (type[0] == 'f')
      array_of_matrix(L, keep, type[1] == '4', &arrays[i]);
    else if (type[0] == 'i')
      array_of_integers(L, keep, &arrays[i]);
    else
      array_of_text(L, keep, descr[i], &arrays[i]);
    if (type[strlen(type) - 1] == '0') arrays[i].ndim = 0;
    lua_settop(L, keep);
  }
  Status status;
  lcheck_status(L, npz_write(path, arrays, n, &status), &status);
  return 0;
}

/* ---- png ------------------------------------------------------------------------------------- */

static int core_png_read(lua_State *L) { /* (path) -> matrix of greys, 0 black .. 255 white */
  LHandle *h = push_handle(L, free);
  size_t width = 0, height = 0;
  unsigned char *pixels = NULL;
  Status status;
  bool ok = png_read_grey(luaL_checkstring(L, 1), &width, &height, &pixels, &status);
  h->open = pixels;
  lcheck_status(L, ok, &status);
  LMatrix *m = lmatrix_new(L, "png", height, width);
  for (size_t i = 0; i < width * height; i++) m->data[i] = pixels[i];
  close_now(h);
  return 1;
}

static int core_png_write(lua_State *L) { /* (path, matrix of 0..255, rounded) */
  const LMatrix *m = lmatrix_check(L, 2, "save");
  size_t n = m->rows * m->cols;
  unsigned char *pixels = lua_newuserdatauv(L, n, 0);
  for (size_t i = 0; i < n; i++) {
    double v = m->data[i];
    pixels[i] = v >= 255 ? 255 : v > 0 ? (unsigned char)(v + 0.5) : 0;
  }
  Status status;
  lcheck_status(L, png_write_grey(luaL_checkstring(L, 1), pixels, m->cols, m->rows, &status),
                &status);
  return 0;
}

/* ---- how far a reader is --------------------------------------------------------------------- */

typedef struct Told {
  const char *what;
  uint64_t done, total;
} Told;

static const char watcher_key = 'w'; /* its address is that of the watcher in the registry */

static int call_watcher(lua_State *L) { /* (a Told as light userdata) */
  const Told *told = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &watcher_key);
  lua_pushstring(L, told->what);
  lua_pushnumber(L, (lua_Number)told->done);
  lua_pushnumber(L, (lua_Number)told->total);
  lua_call(L, 3, 0);
  return 0;
}

/* Called in the middle of a reader, which no error may jump out of; a Ctrl-C is left to it. */
static void tell(void *context, const char *what, uint64_t done, uint64_t total) {
  lua_State *L = context;
  Told told = {what, done, total};
  Status status;
  status_shield(1);
  if (lua_checkstack(L, 4) && !status_interrupted(&status)) {
    lua_pushcfunction(L, call_watcher);
    lua_pushlightuserdata(L, &told);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
      const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
      if (strstr(text, "interrupted!")) status_interrupt(); /* a second Ctrl-C */
      lua_pop(L, 1);
    }
  }
  status_shield(-1);
}

/* core.watch(f): while this thread reads files, f(what, done, total) is called after each piece;
   core.watch() ends that. */
static int core_watch(lua_State *L) {
  bool begins = !lua_isnoneornil(L, 1);
  if (begins) luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &watcher_key);
  status_watch(begins ? tell : NULL, L);
  return 0;
}

/* ---- paths ----------------------------------------------------------------------------------- */

static int core_readable(lua_State *L) { /* (path) -> boolean */
  lua_pushboolean(L, access(luaL_checkstring(L, 1), R_OK) == 0);
  return 1;
}

/* core.write_file(path, bytes): a file that is there whole or not at all */
static int core_write_file(lua_State *L) {
  Status status;
  size_t n;
  const char *path = luaL_checkstring(L, 1);
  const char *bytes = luaL_checklstring(L, 2, &n);
  lcheck_status(L, save_file(path, bytes, n, &status), &status);
  return 0;
}

static const luaL_Reg functions[] = {{"idx_read", core_idx_read},
                                     {"write_file", core_write_file},
                                     {"csv_open", core_csv_open},
                                     {"csv_parse", core_csv_parse},
                                     {"csv_write", core_csv_write},
                                     {"relabel", core_relabel},
                                     {"npy_read", core_npy_read},
                                     {"npy_write", core_npy_write},
                                     {"npz_open", core_npz_open},
                                     {"npz_header", core_npz_header},
                                     {"npz_matrix", core_npz_matrix},
                                     {"npz_block", core_npz_block},
                                     {"npz_list", core_npz_list},
                                     {"npz_write", core_npz_write},
                                     {"png_read", core_png_read},
                                     {"png_write", core_png_write},
                                     {"readable", core_readable},
                                     {"watch", core_watch},
                                     {0, 0}};

void lfile_open(lua_State *L) {
  luaL_newmetatable(L, HANDLE_TYPE);
  lua_pushcfunction(L, mm_close);
  lua_setfield(L, -2, "__gc");
  lua_pushcfunction(L, mm_close);
  lua_setfield(L, -2, "__close");
  lua_pop(L, 1);
  lcheck_add_functions(L, functions);
}
