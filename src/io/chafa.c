/* chafa: see chafa.h. The only file that knows libchafa. */
#define _GNU_SOURCE /* stpcpy */
#include "io/chafa.h"

#include <chafa.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "io/library.h"
#include "sonames.h"

const char *const chafa_mode_names[] = {"kitty", "sixel", "iterm", "half", "ascii", NULL};
const char *const chafa_colors_names[] = {"true", "256", "16", "none", NULL};

enum {
  UPPER_HALF = 0x2580, /* ▀ */
  SIXEL = 6,           /* pixels: the height of a line of sixels, which are drawn whole */
  DRAWN_MAX = 1 << 25  /* pixels: four screens of 3840 x 2160 */
};

/* ---- libchafa, opened at the first use ------------------------------------------------------- */

/* g_string_free is GLib's, which libchafa brings. */
/* clang-format off */
#define CHAFA_NEEDED(X)                                                                            \
  X(chafa_canvas_config_new) X(chafa_canvas_config_set_canvas_mode)                                \
  X(chafa_canvas_config_set_cell_geometry) X(chafa_canvas_config_set_geometry)                     \
  X(chafa_canvas_config_set_optimizations) X(chafa_canvas_config_set_pixel_mode)                   \
  X(chafa_canvas_config_set_preprocessing_enabled) X(chafa_canvas_config_set_symbol_map)           \
  X(chafa_canvas_config_unref) X(chafa_canvas_draw_all_pixels) X(chafa_canvas_new)                 \
  X(chafa_canvas_print) X(chafa_canvas_unref) X(chafa_symbol_map_add_by_range)                     \
  X(chafa_symbol_map_new) X(chafa_symbol_map_unref) X(chafa_term_db_detect)                        \
  X(chafa_term_db_get_fallback_info) X(chafa_term_db_new) X(chafa_term_db_unref)                   \
  X(chafa_term_info_have_seq) X(chafa_term_info_unref) X(g_string_free)
/* clang-format on */

typedef struct Chafa {
#define FIELD(name) __typeof__(&name) name;
  CHAFA_NEEDED(FIELD)
#undef FIELD
} Chafa;

static const char *const chafa_names[] = {
#define NAME(name) #name,
    CHAFA_NEEDED(NAME)
#undef NAME
};
enum { CHAFA_NAMES = sizeof chafa_names / sizeof chafa_names[0] };
_Static_assert(sizeof(Chafa) == CHAFA_NAMES * sizeof(void *), "a table of function pointers");

static bool load(Chafa *chafa, Status *status) {
  if (library_load(SONAME_chafa, "a picture in the terminal", chafa_names, CHAFA_NAMES, chafa,
                   status))
    return true;
  Status why = *status;
  return status_fail(status, "%s; Debian's package is libchafa0", why.text);
}

/* ---- characters ------------------------------------------------------------------------------ */

/* From black to white. chafa's own choice of letters follows edges: a digit of 28 x 28 pixels
   becomes hard to read. */
static const char *const ascii_ramp[] = {" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"};
static const char *const shade_ramp[] = {" ", "░", "▒", "▓", "█"};
enum {
  ASCII_LEVELS = sizeof ascii_ramp / sizeof ascii_ramp[0],
  SHADE_LEVELS = sizeof shade_ramp / sizeof shade_ramp[0],
  LONGEST = 3 /* bytes of a character */
};

/* cells has a pixel for each character. */
static char *characters(const Image *cells, bool ascii, size_t *size) {
  const size_t columns = cells->width, n = columns * cells->height;
  const char *const *ramp = ascii ? ascii_ramp : shade_ramp;
  const double levels = ascii ? ASCII_LEVELS : SHADE_LEVELS;
  double *greys = malloc(n * sizeof *greys);
  char *text = malloc(n * LONGEST + cells->height + 1), *at = text;
  if (greys && text) {
    image_grey(greys, cells);
    for (size_t i = 0; i < n; i++) {
      at = stpcpy(at, ramp[(size_t)(greys[i] * levels / 256)]);
      if ((i + 1) % columns == 0) *at++ = '\n';
    }
    *size = (size_t)(at - text);
  } else {
    free(text);
    text = NULL;
  }
  free(greys);
  return text;
}

/* ---- drawing --------------------------------------------------------------------------------- */

typedef struct Plan {
  size_t columns, rows;
  ChafaMode mode;
  ChafaColors colors;
  bool plain;                     /* characters, without libchafa */
  size_t cell_width, cell_height; /* the pixels that a character gets */
} Plan;

static ChafaCanvasConfig *configure(const Chafa *c, const Plan *plan) {
  static const ChafaPixelMode pixel_modes[] = {CHAFA_PIXEL_MODE_KITTY, CHAFA_PIXEL_MODE_SIXELS,
                                               CHAFA_PIXEL_MODE_ITERM2, CHAFA_PIXEL_MODE_SYMBOLS};
  static const ChafaCanvasMode canvas_modes[] = {
      CHAFA_CANVAS_MODE_TRUECOLOR, CHAFA_CANVAS_MODE_INDEXED_256, CHAFA_CANVAS_MODE_INDEXED_16};
  ChafaCanvasConfig *config = c->chafa_canvas_config_new();
  c->chafa_canvas_config_set_geometry(config, (gint)plan->columns, (gint)plan->rows);
  c->chafa_canvas_config_set_cell_geometry(config, (gint)plan->cell_width, (gint)plan->cell_height);
  c->chafa_canvas_config_set_pixel_mode(config, pixel_modes[plan->mode]);
  c->chafa_canvas_config_set_preprocessing_enabled(config, FALSE); /* would change the colours */
  c->chafa_canvas_config_set_optimizations(config, CHAFA_OPTIMIZATION_REUSE_ATTRIBUTES);
  if (plan->mode == CHAFA_HALF) {
    ChafaSymbolMap *map = c->chafa_symbol_map_new();
    c->chafa_symbol_map_add_by_range(map, UPPER_HALF, UPPER_HALF);
    c->chafa_canvas_config_set_symbol_map(config, map);
    c->chafa_symbol_map_unref(map);
    c->chafa_canvas_config_set_canvas_mode(config, canvas_modes[plan->colors]);
  }
  return config;
}

/* libchafa draws with threads; signals are for ours, whose handlers know what to do with them. */
static GString *draw(const Chafa *c, const ChafaCanvasConfig *config, const Image *image) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  ChafaCanvas *canvas = c->chafa_canvas_new(config);
  ChafaTermDb *terminals = c->chafa_term_db_new();
  ChafaTermInfo *any = c->chafa_term_db_get_fallback_info(terminals);
  c->chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGB8, image->pixels, (gint)image->width,
                                  (gint)image->height, (gint)(image->width * IMAGE_RGB));
  GString *drawn = c->chafa_canvas_print(canvas, any);
  c->chafa_term_info_unref(any);
  c->chafa_term_db_unref(terminals);
  c->chafa_canvas_unref(canvas);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return drawn;
}

/* `image` has the size that is drawn: libchafa, which would blur its pixels, scales nothing. */
static char *drawing(const Chafa *c, const Plan *plan, const Image *image, size_t *size) {
  ChafaCanvasConfig *config = configure(c, plan);
  GString *drawn = draw(c, config, image);
  char *text = malloc(drawn->len + 1);
  if (text) {
    memcpy(text, drawn->str, drawn->len);
    text[drawn->len] = '\n';
    *size = drawn->len + 1;
  }
  (c->g_string_free)(drawn, TRUE); /* a macro in later GLibs */
  c->chafa_canvas_config_unref(config);
  return text;
}

/* ---- any image in any mode ------------------------------------------------------------------- */

/* A character's size in pixels, as the terminal on stdout tells it, or as is usual. */
static void cell_of_terminal(Plan *plan) {
  struct winsize size = {0};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    plan->cell_width = size.ws_xpixel / size.ws_col;
    plan->cell_height = size.ws_ypixel / size.ws_row;
    if (plan->cell_width >= 4 && plan->cell_width <= 32 && plan->cell_height >= 8 &&
        plan->cell_height <= 64)
      return;
  }
  plan->cell_width = 10;
  plan->cell_height = 20;
}

static pid_t drew; /* the process that used libchafa's threads first */

static bool make_plan(Plan *plan, Status *status) {
  size_t columns = plan->columns, rows = plan->rows;
  if (columns < 1 || rows < 1 || columns > CHAFA_CELLS_MAX || rows > CHAFA_CELLS_MAX / columns)
    return status_fail(status, "show: %zu x %zu characters are %s", columns, rows,
                       columns < 1 || rows < 1 ? "no picture" : "too many");
  plan->plain = plan->mode == CHAFA_ASCII || (drew && drew != getpid()) ||
                (plan->mode == CHAFA_HALF && plan->colors == CHAFA_COLORS_NONE);
  if (plan->plain)
    plan->cell_width = plan->cell_height = 1;
  else if (plan->mode == CHAFA_HALF)
    plan->cell_width = plan->cell_height = CHAFA_SYMBOL_WIDTH_PIXELS;
  else
    cell_of_terminal(plan);
  if (columns * rows * plan->cell_width * plan->cell_height <= DRAWN_MAX) return true;
  return status_fail(status, "show: %zu x %zu characters are too many", columns, rows);
}

/* *to is the image at another size, malloc'ed. */
static bool resized(Image *to, const Image *image, size_t width, size_t height, Status *status) {
  *to = (Image){width, height, malloc(width * height * IMAGE_RGB)};
  if (!to->pixels) return status_no_memory(status, "a picture in the terminal");
  image_resize(to, image);
  return true;
}

/* The pixels that are drawn. For half blocks the image becomes columns x 2 rows first, so that each
   half has one colour. */
static bool fit(Image *to, const Image *image, const Plan *plan, Status *status) {
  size_t width = plan->columns * plan->cell_width, height = plan->rows * plan->cell_height;
  if (plan->plain || plan->mode != CHAFA_HALF) {
    if (plan->mode == CHAFA_SIXEL && height >= SIXEL) height -= height % SIXEL;
    return resized(to, image, width, height, status);
  }
  Image halves;
  if (!resized(&halves, image, plan->columns, 2 * plan->rows, status)) return false;
  bool ok = resized(to, &halves, width, height, status);
  free(halves.pixels);
  return ok;
}

bool chafa_text(const Image *image, size_t columns, size_t rows, ChafaMode mode, ChafaColors colors,
                char **text, size_t *size, Status *status) {
  Plan plan = {.columns = columns, .rows = rows, .mode = mode, .colors = colors};
  Chafa chafa;
  Image fitted;
  *text = NULL;
  if (!make_plan(&plan, status) || (!plan.plain && !load(&chafa, status)) ||
      !fit(&fitted, image, &plan, status))
    return false;
  if (!plan.plain) drew = getpid();
  *text = plan.plain ? characters(&fitted, mode == CHAFA_ASCII, size)
                     : drawing(&chafa, &plan, &fitted, size);
  free(fitted.pixels);
  return *text || status_no_memory(status, "a picture in the terminal");
}

bool chafa_detect(char **environment, ChafaMode *mode, ChafaColors *colors, Status *status) {
  Chafa c;
  if (!load(&c, status)) return false;
  ChafaTermDb *terminals = c.chafa_term_db_new();
  ChafaTermInfo *info = c.chafa_term_db_detect(terminals, environment);
#define HAS(sequence) c.chafa_term_info_have_seq(info, CHAFA_TERM_SEQ_##sequence)
  *mode = HAS(BEGIN_KITTY_IMMEDIATE_IMAGE_V1) ? CHAFA_KITTY
          : HAS(BEGIN_SIXELS)                 ? CHAFA_SIXEL
          : HAS(BEGIN_ITERM2_IMAGE)           ? CHAFA_ITERM
                                              : CHAFA_HALF;
  *colors = HAS(SET_COLOR_FGBG_DIRECT) ? CHAFA_COLORS_TRUE
            : HAS(SET_COLOR_FGBG_256)  ? CHAFA_COLORS_256
            : HAS(SET_COLOR_FGBG_16)   ? CHAFA_COLORS_16
                                       : CHAFA_COLORS_NONE;
#undef HAS
  c.chafa_term_info_unref(info);
  c.chafa_term_db_unref(terminals);
  return true;
}
