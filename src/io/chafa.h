/* chafa: images as text for a terminal. Relies on libchafa, which is loaded at the first use. */
#ifndef NN_CHAFA_H
#define NN_CHAFA_H

#include <stdbool.h>
#include <stddef.h>

#include "core/image.h"
#include "core/status.h"

/* How a terminal takes a picture: as pixels, in one of three ways; as half blocks, two pixels a
   character; or as characters that are the lighter the more ink they have. */
typedef enum ChafaMode { CHAFA_KITTY, CHAFA_SIXEL, CHAFA_ITERM, CHAFA_HALF, CHAFA_ASCII } ChafaMode;
extern const char *const chafa_mode_names[]; /* "kitty", …; ends with NULL */

/* The colours of half blocks; without any, shades of characters take their place. */
typedef enum ChafaColors {
  CHAFA_COLORS_TRUE,
  CHAFA_COLORS_256,
  CHAFA_COLORS_16,
  CHAFA_COLORS_NONE
} ChafaColors;
extern const char *const chafa_colors_names[]; /* "true", "256", …; ends with NULL */

enum { CHAFA_CELLS_MAX = 100000 }; /* the most characters of a picture */

/* The image as `rows` lines of `columns` characters, each line ended by a newline: after it is
   written, the cursor has come down `rows` lines. When the image is columns wide and 2 · rows high,
   each half block is one pixel's colour above another's, exactly. *text is malloc'ed, of *size
   bytes, the caller's to free; NULL after a failure: more than CHAFA_CELLS_MAX characters, no
   libchafa. In a process forked after its parent had drawn, the picture comes as characters: the
   threads that libchafa counts on are not there. */
bool chafa_text(const Image *image, size_t columns, size_t rows, ChafaMode mode, ChafaColors colors,
                char **text, size_t *size, Status *status);

/* What the terminal that the environment speaks of can do, as libchafa knows it. */
bool chafa_detect(char **environment, ChafaMode *mode, ChafaColors *colors, Status *status);

#endif
