/* limage: see limage.h. */
#define _GNU_SOURCE /* environ */
#include "bind/limage.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bind/lcheck.h"
#include "bind/lmatrix.h"
#include "core/image.h"
#include "io/chafa.h"
#include "io/image_file.h"
#include "io/png.h"

#define TYPE "nn.image"
#define LOAN_TYPE "nn.image.loan"

enum { SCALE_MAX = 1000 };

/* ---- making and checking --------------------------------------------------------------------- */

/* A new image, its pixels not yet set, on top of the stack. */
static Image *push_image(lua_State *L, const char *name, size_t width, size_t height) {
  if (!image_size_fits(width, height))
    lcheck_error(L, "%s: an image of %I x %I pixels is too large", name, (lua_Integer)width,
                 (lua_Integer)height);
  size_t bytes = width * height * IMAGE_RGB;
  if (!lcheck_memory(L, bytes))
    lcheck_error(L, "%s: there is not enough memory for an image of %I x %I pixels", name,
                 (lua_Integer)width, (lua_Integer)height);
  Image *image = lua_newuserdatauv(L, sizeof *image + bytes, 0);
  *image = (Image){width, height, (unsigned char *)(image + 1)};
  luaL_setmetatable(L, TYPE);
  return image;
}

static Image *check_image(lua_State *L, int arg, const char *name) {
  Image *image = luaL_testudata(L, arg, TYPE);
  if (!image) lcheck_error(L, "%s: an image was expected, got %s", name, lcheck_what(L, arg));
  return image;
}

static size_t check_side(lua_State *L, int arg, const char *what) {
  return (size_t)lcheck_integer(L, arg, "image", what, 1, IMAGE_SIDE_MAX);
}

/* A place for malloc'ed memory, on top of the stack, that the collector frees with it: a call into
   Lua may raise. */
static void **push_loan(lua_State *L) {
  void **loan = lua_newuserdatauv(L, sizeof *loan, 0);
  *loan = NULL;
  luaL_setmetatable(L, LOAN_TYPE);
  return loan;
}

static void repay(void **loan) {
  free(*loan);
  *loan = NULL;
}

static int loan_gc(lua_State *L) {
  repay(luaL_checkudata(L, 1, LOAN_TYPE));
  return 0;
}

/* core.image(width, height [, bytes of height rows]) -> image, black when there are no bytes */
static int core_image(lua_State *L) {
  size_t width = check_side(L, 1, "the width"), height = check_side(L, 2, "the height"), n;
  const char *bytes = luaL_optlstring(L, 3, NULL, &n);
  Image *image = push_image(L, "image", width, height);
  size_t needed = width * height * IMAGE_RGB;
  if (bytes && n != needed)
    return lcheck_error(L, "image: %I x %I pixels are %I bytes, got %I", (lua_Integer)width,
                        (lua_Integer)height, (lua_Integer)needed, (lua_Integer)n);
  if (bytes)
    memcpy(image->pixels, bytes, needed);
  else
    memset(image->pixels, 0, needed);
  return 1;
}

/* core.image_of(matrix, "grey" | "inverted" | "diverging", lo, hi, scale) -> image */
static int core_image_of(lua_State *L) {
  static const char *const maps[] = {"grey", "inverted", "diverging", NULL};
  const LMatrix *m = lmatrix_check(L, 1, "show");
  ImageMap map = (ImageMap)luaL_checkoption(L, 2, NULL, maps);
  double lo = lcheck_number(L, 3, "show", "the range"),
         hi = lcheck_number(L, 4, "show", "the range");
  size_t scale = (size_t)lcheck_integer(L, 5, "show", "the scale", 1, SCALE_MAX);
  if (!isfinite(lo) || !isfinite(hi) || lo > hi)
    return lcheck_error(L, "show: the range must be two numbers, the lower first, got %f and %f",
                        lo, hi);
  Image *image = push_image(L, "show", m->cols * scale, m->rows * scale);
  image_of_matrix(image, m->data, m->rows, m->cols, map, lo, hi, scale);
  return 1;
}

/* ---- files ----------------------------------------------------------------------------------- */

static int core_image_read(lua_State *L) { /* (path of a PNG or JPEG) -> image */
  const char *path = luaL_checkstring(L, 1);
  void **loan = push_loan(L);
  Image read;
  Status status;
  bool ok = image_file_read(path, &read, &status);
  *loan = read.pixels;
  lcheck_status(L, ok, &status);
  Image *image = push_image(L, path, read.width, read.height);
  memcpy(image->pixels, read.pixels, read.width * read.height * IMAGE_RGB);
  repay(loan);
  return 1;
}

static int core_image_write(lua_State *L) { /* (image, path of a PNG) */
  const Image *image = check_image(L, 1, "save");
  Status status;
  lcheck_status(L, png_write_rgb(luaL_checkstring(L, 2), image, &status), &status);
  return 0;
}

static int core_image_grey(lua_State *L) { /* (image) -> matrix height x width of 0..255 */
  const Image *image = check_image(L, 1, "image");
  image_grey(lmatrix_new(L, "image", image->height, image->width)->data, image);
  return 1;
}

/* core.image_resize(image, width, height) -> image, each pixel the mean of the area it covers */
static int core_image_resize(lua_State *L) {
  const Image *image = check_image(L, 1, "image");
  size_t width = check_side(L, 2, "the width"), height = check_side(L, 3, "the height");
  image_resize(push_image(L, "image", width, height), image);
  return 1;
}

/* ---- the terminal ---------------------------------------------------------------------------- */

/* core.image_text(image, columns, rows, mode, colors) -> text, its number of lines */
static int core_image_text(lua_State *L) {
  const Image *image = check_image(L, 1, "show");
  lua_Integer columns = lcheck_integer(L, 2, "show", "the width", 1, CHAFA_CELLS_MAX);
  lua_Integer rows = lcheck_integer(L, 3, "show", "the height", 1, CHAFA_CELLS_MAX);
  ChafaMode mode = (ChafaMode)luaL_checkoption(L, 4, NULL, chafa_mode_names);
  ChafaColors colors = (ChafaColors)luaL_checkoption(L, 5, NULL, chafa_colors_names);
  void **loan = push_loan(L);
  char *text;
  size_t size;
  Status status;
  bool ok = chafa_text(image, (size_t)columns, (size_t)rows, mode, colors, &text, &size, &status);
  *loan = text;
  lcheck_status(L, ok, &status);
  lua_pushlstring(L, text, size);
  repay(loan);
  lua_pushinteger(L, rows);
  return 2;
}

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return value && *value;
}

/* core.terminal_mode() -> mode, colors: what stdout takes. What is no terminal takes characters; a
   terminal that is called dumb, or nothing, takes ASCII. NO_COLOR is no-color.org's. */
static int core_terminal_mode(lua_State *L) {
  ChafaMode mode = CHAFA_HALF;
  ChafaColors colors = CHAFA_COLORS_NONE;
  if (!is_set("TERM") || strcmp(getenv("TERM"), "dumb") == 0) {
    mode = CHAFA_ASCII;
  } else if (isatty(STDOUT_FILENO)) {
    Status status;
    lcheck_status(L, chafa_detect(environ, &mode, &colors, &status), &status);
    if (is_set("NO_COLOR")) colors = CHAFA_COLORS_NONE;
  }
  lua_pushstring(L, chafa_mode_names[mode]);
  lua_pushstring(L, chafa_colors_names[colors]);
  return 2;
}

/* ---- methods --------------------------------------------------------------------------------- */

static int m_pixel(lua_State *L) { /* image:pixel(row, column) -> red, green, blue */
  const Image *image = check_image(L, 1, "pixel");
  size_t row = lcheck_index(L, 2, "pixel", "row", image->height);
  size_t column = lcheck_index(L, 3, "pixel", "column", image->width);
  const unsigned char *pixel = image->pixels + (row * image->width + column) * IMAGE_RGB;
  for (int c = 0; c < IMAGE_RGB; c++) lua_pushinteger(L, pixel[c]);
  return IMAGE_RGB;
}

/* image:paste(other, row, column): the other's upper left corner comes there; returns the image */
static int m_paste(lua_State *L) {
  Image *image = check_image(L, 1, "paste");
  const Image *other = check_image(L, 2, "paste");
  size_t row = lcheck_index(L, 3, "paste", "row", image->height);
  size_t column = lcheck_index(L, 4, "paste", "column", image->width);
  if (other->height > image->height - row || other->width > image->width - column)
    return lcheck_error(L,
                        "paste: an image of %I x %I pixels at row %I, column %I does not fit into "
                        "one of %I x %I",
                        (lua_Integer)other->width, (lua_Integer)other->height, (lua_Integer)row + 1,
                        (lua_Integer)column + 1, (lua_Integer)image->width,
                        (lua_Integer)image->height);
  image_paste(image, other, row, column);
  lua_settop(L, 1);
  return 1;
}

static int m_copy(lua_State *L) {
  const Image *from = check_image(L, 1, "copy");
  Image *image = push_image(L, "copy", from->width, from->height);
  memcpy(image->pixels, from->pixels, from->width * from->height * IMAGE_RGB);
  return 1;
}

static int mm_index(lua_State *L) { /* image.width, image.height, and the methods: upvalue 1 */
  const Image *image = check_image(L, 1, "image");
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(name, "width") == 0) return lua_pushinteger(L, (lua_Integer)image->width), 1;
  if (strcmp(name, "height") == 0) return lua_pushinteger(L, (lua_Integer)image->height), 1;
  lua_pushvalue(L, 2);
  lua_gettable(L, lua_upvalueindex(1)); /* nil for an unknown name, as in a table */
  return 1;
}

static int mm_newindex(lua_State *L) {
  return lcheck_error(L, "an image has no field '%s' to set", luaL_tolstring(L, 2, NULL));
}

static int mm_tostring(lua_State *L) {
  const Image *image = check_image(L, 1, "image");
  lua_pushfstring(L, "image of %I x %I pixels", (lua_Integer)image->width,
                  (lua_Integer)image->height);
  return 1;
}

static const luaL_Reg core_functions[] = {{"image", core_image},
                                          {"image_of", core_image_of},
                                          {"image_read", core_image_read},
                                          {"image_write", core_image_write},
                                          {"image_grey", core_image_grey},
                                          {"image_resize", core_image_resize},
                                          {"image_text", core_image_text},
                                          {"terminal_mode", core_terminal_mode},
                                          {0, 0}};

static const luaL_Reg methods[] = {
    {"pixel", m_pixel}, {"paste", m_paste}, {"copy", m_copy}, {0, 0}};

static const luaL_Reg metamethods[] = {
    {"__newindex", mm_newindex}, {"__tostring", mm_tostring}, {0, 0}};

void limage_open(lua_State *L) {
  lcheck_add_functions(L, core_functions);
  luaL_newmetatable(L, LOAN_TYPE);
  lua_pushcfunction(L, loan_gc);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 1);
  luaL_newmetatable(L, TYPE);
  lua_pushliteral(L, "image");
  lua_setfield(L, -2, "__name");
  luaL_setfuncs(L, metamethods, 0);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods"); /* for the Lua side, which adds its own */
  lua_pushcclosure(L, mm_index, 1);
  lua_setfield(L, -2, "__index");
}
