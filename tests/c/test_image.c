/* test_image: images and their files: JPEG and Exif made here byte by byte and by Python's PIL where
   it is, PNG against Python's zlib, resizing against arithmetic by hand. */
#define _GNU_SOURCE
#include <stdint.h>

#include "core/image.h"
#include "io/chafa.h"
#include "io/exif.h"
#include "io/image_file.h"
#include "io/jpeg.h"
#include "io/png.h"
#include "test_io.h"

static Status status;

/* ---- kernels --------------------------------------------------------------------------------- */

static void test_size(void) {
  CHECK(image_size_fits(1, 1) && image_size_fits(IMAGE_SIDE_MAX, 250));
  CHECK(!image_size_fits(0, 1) && !image_size_fits(1, 0) && !image_size_fits(SIZE_MAX, SIZE_MAX));
  CHECK(!image_size_fits(IMAGE_SIDE_MAX, 251) && !image_size_fits(IMAGE_SIDE_MAX + 1, 1));
}

static void colors_of(double x, ImageMap map, double lo, double hi, const char *hex) {
  unsigned char pixel[IMAGE_RGB];
  char text[8];
  Image image = {1, 1, pixel};
  image_of_matrix(&image, &x, 1, 1, map, lo, hi, 1);
  snprintf(text, sizeof text, "%02x%02x%02x", pixel[0], pixel[1], pixel[2]);
  if (strcmp(text, hex) != 0) printf("  %g of %g .. %g is %s\n", x, lo, hi, text);
  CHECK(strcmp(text, hex) == 0);
}

static void test_of_matrix(void) {
  colors_of(0.25, IMAGE_GREY, 0, 1, "404040"); /* 63.75, rounded */
  colors_of(0.25, IMAGE_INVERTED, 0, 1, "bfbfbf");
  colors_of(-7, IMAGE_GREY, 0, 1, "000000");
  colors_of(INFINITY, IMAGE_GREY, 0, 1, "ffffff");
  colors_of(-1, IMAGE_DIVERGING, -1, 1, "0000ff");
  colors_of(0, IMAGE_DIVERGING, -1, 1, "ffffff");
  colors_of(-0.5, IMAGE_DIVERGING, -1, 1, "8080ff");
  colors_of(0.5, IMAGE_DIVERGING, -1, 1, "ff8080");
  colors_of(1, IMAGE_DIVERGING, -1, 1, "ff0000");
  colors_of(NAN, IMAGE_INVERTED, 0, 1, "00ff00");
  colors_of(0, IMAGE_DIVERGING, 0, 0, "ffffff");
  colors_of(3, IMAGE_GREY, 3, 3, "000000");
  colors_of(3, IMAGE_INVERTED, 3, 3, "ffffff");
  colors_of(4, IMAGE_GREY, 3, 3, "ffffff");
  colors_of(0, IMAGE_GREY, -1.7e308, 1.7e308, "808080"); /* a range no double holds */
  const double two[2] = {0, 1};
  unsigned char pixels[4 * 2 * IMAGE_RGB];
  Image image = {4, 2, pixels};
  image_of_matrix(&image, two, 1, 2, IMAGE_GREY, 0, 1, 2);
  for (int i = 0; i < 24; i++) CHECK(pixels[i] == (i % 12 < 6 ? 0 : 255));
}

static void test_resize(void) {
  unsigned char source[2 * 2 * IMAGE_RGB] = {0, 0, 0, 90, 30, 60, 200, 100, 50, 10, 20, 250};
  unsigned char result[6 * 4 * IMAGE_RGB];
  Image from = {2, 2, source}, same = {2, 2, result}, one = {1, 1, result}, large = {6, 4, result};
  Image three = {3, 1, result};
  image_resize(&same, &from);
  CHECK(memcmp(source, result, sizeof source) == 0);
  image_resize(&one, &from); /* the means 75, 37.5, 90 */
  CHECK(result[0] == 75 && result[1] == 38 && result[2] == 90);
  image_resize(&large, &from);
  for (int i = 0; i < 24; i++)
    CHECK(memcmp(result + i * 3, source + ((i / 12) * 2 + i % 6 / 3) * 3, 3) == 0);
  from.height = 1; /* 0 and 90 in three: 0, half of each, 90 */
  image_resize(&three, &from);
  CHECK(result[0] == 0 && result[3] == 45 && result[6] == 90);
}

/* ---- exif ------------------------------------------------------------------------------------ */

/* A JPEG file of 16 x 8 pixels, by the standard's tables: 8 columns of grey 192, 8 of 128. Its
   quantization is 8 throughout; each table of codes has one code, 0: a difference of 7 bits, and the
   end of a block. */
static const unsigned char jpeg_head[] = {0xff, 0xd8};
enum { TAIL_MAX = 256 };
static size_t jpeg_tail(unsigned char *to) {
  static const unsigned char rest[] = {
      0xff, 0xc0, 0,    11, 8,    0, 8, 0, 16, 1, 1, 0x11, 0,                            /* SOF0 */
      0xff, 0xc4, 0,    20, 0x00, 1, 0, 0, 0,  0, 0, 0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 7, /* DHT */
      0xff, 0xc4, 0,    20, 0x10, 1, 0, 0, 0,  0, 0, 0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* DHT */
      0xff, 0xda, 0,    8,  1,    1, 0, 0, 63, 0,                                        /* SOS */
      0x40, 0x1f, 0xbf, /* 64 and -64, ended */
      0xff, 0xd9};
  memcpy(to, (const unsigned char[]){0xff, 0xdb, 0, 67, 0}, 5); /* DQT */
  memset(to + 5, 8, 64);
  memcpy(to + 69, rest, sizeof rest);
  return 69 + sizeof rest;
}

/* An entry of a directory, and what a file has around it. */
typedef struct Exif {
  bool big;
  uint32_t tag, type, count, value, offset, entries;
} Exif;
static const Exif usual = {false, 0x0112, 3, 1, 6, 8, 1};

static void put(unsigned char *to, bool big, uint32_t n, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) to[big ? bytes - 1 - i : i] = (unsigned char)(n >> 8 * i);
}

/* The JPEG file with these Exif data; returns its size, at most 512. */
static size_t make_jpeg(unsigned char *file, const Exif *exif) {
  memcpy(file, jpeg_head, 2);
  unsigned char *app = file + 2, *tiff = app + 10;
  memcpy(app,
         "\xff\xe1\0\x2e"
         "Exif\0\0",
         10);
  memset(tiff, 0, 38);
  memcpy(tiff, exif->big ? "MM" : "II", 2);
  put(tiff + 2, exif->big, 42, 2);
  put(tiff + 4, exif->big, exif->offset, 4);
  put(tiff + 8, exif->big, exif->entries, 2);
  put(tiff + 10, exif->big, exif->tag, 2);
  put(tiff + 12, exif->big, exif->type, 2);
  put(tiff + 14, exif->big, exif->count, 4);
  put(tiff + 18, exif->big, exif->value, exif->type == 4 ? 4 : 2);
  return 50 + jpeg_tail(file + 50);
}

static int orientation_of(Exif exif) {
  unsigned char file[512];
  size_t size = make_jpeg(file, &exif);
  unsigned char *exact = malloc(size); /* so that a sanitizer sees a step too far */
  if (!exact) return 0;
  memcpy(exact, file, size);
  int orientation = exif_orientation(exact, size);
  free(exact);
  return orientation;
}

static void test_orientation(void) {
  for (uint32_t o = 1; o <= 8; o++) {
    CHECK(orientation_of((Exif){false, 0x0112, 3, 1, o, 8, 1}) == (int)o);
    CHECK(orientation_of((Exif){true, 0x0112, 3, 1, o, 8, 1}) == (int)o);
  }
  const Exif wrong[] = {
      {false, 0x0112, 3, 1, 0, 8, 1},         {false, 0x0112, 3, 1, 9, 8, 1},
      {false, 0x0112, 4, 1, 6, 8, 1},         {false, 0x0112, 3, 2, 6, 8, 1},
      {false, 0x0113, 3, 1, 6, 8, 1},         {false, 0x0113, 3, 1, 6, 8, 65535},
      {true, 0x0112, 3, 1, 6, 0xffffffff, 1}, {false, 0x0112, 3, 1, 6, 37, 1},
      {false, 0x0112, 3, 1, 6, 36, 1},        {true, 0x0112, 3, 1, 6, 0x80000000, 1},
      {false, 0x0112, 3, 1, 6, 8, 0},         {true, 0x0112, 3, 1, 6, 30, 1}};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) CHECK(orientation_of(wrong[i]) == 1);
  unsigned char file[512];
  size_t size = make_jpeg(file, &usual);
  file[12] = 'X'; /* no byte order */
  CHECK(exif_orientation(file, size) == 1);
  make_jpeg(file, &usual);
  file[3] = 0xe2; /* not APP1 */
  CHECK(exif_orientation(file, size) == 1);
  make_jpeg(file, &usual);
  file[5] = 15; /* too short for a TIFF header */
  CHECK(exif_orientation(file, size) == 1);
  memmove(file + 4, file + 2, make_jpeg(file, &usual) - 2);
  memset(file + 2, 0xff, 2); /* filling between the segments */
  CHECK(exif_orientation(file, size + 2) == 6);
}

static void test_turn(void) {
  static const char *const turned[] = {"",       "123456", "321654", "654321", "456123",
                                       "142536", "415263", "635241", "362514"};
  unsigned char source[18], result[18];
  Image from = {3, 2, source}, to = {0, 0, result};
  for (int i = 0; i < 18; i++) source[i] = (unsigned char)("123456"[i / 3] + 100 * (i % 3));
  for (int o = 1; o <= 8; o++) {
    exif_turn(&to, &from, o);
    CHECK(to.width == (o < 5 ? 3 : 2) && to.height == (o < 5 ? 2 : 3));
    for (int i = 0; i < 18; i++)
      CHECK(result[i] == (unsigned char)(turned[o][i / 3] + 100 * (i % 3)));
  }
}

/* ---- jpeg ------------------------------------------------------------------------------------ */

static bool file_decodes(const char *path, Image *image) {
  bool ok = image_file_read(path, image, &status);
  CHECK(ok == (image->pixels != NULL));
  return ok;
}

static void test_jpeg(void) {
  unsigned char file[512];
  size_t size = make_jpeg(file, &usual);
  Image image;
  CHECK_WORKS(jpeg_decode_rgb("p.jpg", file, size, &image, &status));
  CHECK(image.width == 16 && image.height == 8);
  for (int i = 0; image.pixels && i < 16 * 8 * 3; i++)
    CHECK(image.pixels[i] == (i / 3 % 16 < 8 ? 192 : 128));
  free(image.pixels);
  CHECK(file_make("up.jpg", file, size));
  CHECK_WORKS(file_decodes("up.jpg", &image)); /* what was left is up */
  CHECK(image.width == 8 && image.height == 16);
  for (int i = 0; image.pixels && i < 16 * 8 * 3; i++)
    CHECK(image.pixels[i] == (i < 8 * 8 * 3 ? 192 : 128));
  free(image.pixels);
}

static void test_jpeg_trouble(void) {
  unsigned char file[512];
  size_t size = make_jpeg(file, &usual);
  Image image;
  CHECK(file_make("cut.jpg", file, size - 4) && file_make("head.jpg", file, 60));
  CHECK_FAILS(file_decodes("cut.jpg", &image), "cut.jpg: the picture is damaged: ");
  CHECK_FAILS(file_decodes("head.jpg", &image), "head.jpg: the picture is damaged: ");
  CHECK_FAILS(file_decodes("none.jpg", &image), "none.jpg: No such file or directory");
  CHECK(file_text("text.jpg", "no picture") && file_text("empty.jpg", ""));
  CHECK_FAILS(file_decodes("text.jpg", &image), "text.jpg: is neither a PNG nor a JPEG file");
  CHECK_FAILS(file_decodes("empty.jpg", &image), "empty.jpg: is neither a PNG nor a JPEG file");
  CHECK_FAILS(jpeg_decode_rgb("t", (const unsigned char *)"text", 4, &image, &status),
              "t: is not a JPEG file");
  put(file + 50 + 69 + 5, true, 60000, 2); /* the height and the width */
  put(file + 50 + 69 + 7, true, 60000, 2);
  CHECK(file_make("huge.jpg", file, size));
  CHECK_FAILS(file_decodes("huge.jpg", &image),
              "huge.jpg: promises 60000 x 60000 pixels, which are too many");
  put(file + 50 + 69 + 5, true, 6000, 2);
  CHECK(file_make("large.jpg", file, size));
  CHECK_FAILS(file_decodes("large.jpg", &image),
              "large.jpg: promises 60000 x 6000 pixels, which are too many");
  put(file + 50 + 69 + 7, true, 6000, 2);
  CHECK(file_make("lie.jpg", file, size));
  CHECK_FAILS(file_decodes("lie.jpg", &image),
              "lie.jpg: promises 6000 x 6000 pixels, which the file cannot hold");
}

/* Whatever the bytes: an image of a size that fits, or one sentence. */
static void survive(const unsigned char *file, size_t size) {
  Image image;
  status = (Status){STATUS_OK, ""};
  unsigned char *exact = malloc(size ? size : 1);
  if (!exact) return;
  memcpy(exact, file, size);
  int orientation = exif_orientation(exact, size);
  bool ok = jpeg_decode_rgb("f", exact, size, &image, &status);
  bool sane = orientation >= 1 && orientation <= 8 && ok == (image.pixels != NULL) &&
              (ok ? image_size_fits(image.width, image.height)
                  : status.code == STATUS_ERROR && strncmp(status.text, "f: ", 3) == 0);
  if (!sane) CHECK(sane);
  free(image.pixels);
  free(exact);
}

static void test_damage(const unsigned char *whole, size_t size) {
  unsigned char file[4096];
  if (size > sizeof file) size = sizeof file;
  memcpy(file, whole, size);
  for (size_t n = 0; n < size; n++) survive(file, n);
  static const unsigned char masks[] = {0xff, 0x01, 0x80, 0x10};
  for (size_t i = 0; i < size; i++)
    for (size_t k = 0; k < sizeof masks; k++) {
      file[i] ^= masks[k];
      survive(file, size);
      file[i] ^= masks[k];
    }
  uint32_t x = 1;
  for (int i = 0; i < 1000; i++) { /* three bytes at a time */
    memcpy(file, whole, size);
    for (int k = 0; k < 3; k++) {
      x = x * 1664525u + 1013904223u;
      file[(x >> 8) % size] = (unsigned char)x ^ (unsigned char)(x >> 24);
    }
    survive(file, size);
  }
  CHECK(true); /* survive only counts what went wrong */
}

static void test_jpeg_damage(void) {
  unsigned char file[512];
  test_damage(file, make_jpeg(file, &usual));
}

static void test_pil_damage(void) {
  static unsigned char bytes[4096];
  if (!files_python("import PIL")) {
    printf("  skipped: python3-pil is missing\n");
    return;
  }
  CHECK(files_python("from PIL import Image\n"
                     "a=Image.fromarray((np.arange(24*20*3)*7%256).astype('uint8')"
                     ".reshape(20,24,3))\n"
                     "a.save('base.jpg',quality=30)\n"
                     "a.save('prog.jpg',quality=30,progressive=True)\n"
                     "a.convert('CMYK').save('print.jpg')\n"));
  static const char *const names[] = {"base.jpg", "prog.jpg"};
  for (size_t i = 0; i < 2; i++) {
    FILE *file = fopen(names[i], "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    CHECK(size > 0);
    if (file) fclose(file);
    if (size > 0) test_damage(bytes, size);
  }
  Image image;
  CHECK_FAILS(file_decodes("print.jpg", &image), "print.jpg: has the colours of print (CMYK)");
}

/* ---- png ------------------------------------------------------------------------------------- */

/* PNG files by the standard: chunks around what zlib packs. */
static const char png_maker[] =
    "def chunk(n,d): return struct.pack('>I',len(d))+n+d+struct.pack('>I',zlib.crc32(n+d))\n"
    "def png(name,w,h,depth,kind,rows,extra=b''): open(name,'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'+"
    "chunk(b'IHDR',struct.pack('>IIBBBBB',w,h,depth,kind,0,0,0))+extra+chunk(b'IDAT',"
    "zlib.compress(bytes.fromhex(rows)))+chunk(b'IEND',b''))\n"
    "png('rgb.png',2,1,8,2,'00 010203 fffefd'); png('grey.png',2,1,8,0,'00 07 f0')\n"
    "png('deep.png',2,1,16,2,'00 010102020303 fffffefefdfd')\n"
    "png('clear.png',2,1,8,6,'00 01020300 010203ff')\n"
    "png('map.png',2,1,8,3,'000001',chunk(b'PLTE',bytes.fromhex('010203fffefd')))\n"
    "png('lie.png',30000,300,8,2,'00'); png('huge.png',900000,900000,8,2,'00')\n"
    "d=open('rgb.png','rb').read(); open('cut.png','wb').write(d[:-20])\n";

static bool png_is(const char *path, const char *expected) {
  Image image;
  if (!file_decodes(path, &image)) return false;
  bool ok = image.width == 2 && image.height == 1 && memcmp(image.pixels, expected, 6) == 0;
  for (int i = 0; !ok && i < 6; i++) printf("  %02x\n", image.pixels[i]);
  free(image.pixels);
  return ok;
}

static void test_png(void) {
  CHECK(files_python(png_maker));
  CHECK_WORKS(png_is("rgb.png", "\x01\x02\x03\xff\xfe\xfd"));
  CHECK_WORKS(png_is("grey.png", "\x07\x07\x07\xf0\xf0\xf0"));
  CHECK_WORKS(png_is("deep.png", "\x01\x02\x03\xff\xfe\xfd"));
  CHECK_WORKS(png_is("clear.png", "\xff\xff\xff\x01\x02\x03"));
  CHECK_WORKS(png_is("map.png", "\x01\x02\x03\xff\xfe\xfd"));
  Image image;
  CHECK_FAILS(file_decodes("lie.png", &image), "30000 x 300 pixels, which the file cannot hold");
  CHECK_FAILS(file_decodes("huge.png", &image), "900000 x 900000 pixels, which are too many");
  CHECK_FAILS(file_decodes("cut.png", &image), "cut.png: the picture is damaged: ");
}

static void test_png_write(void) {
  unsigned char pixels[7 * 5 * 3];
  for (int i = 0; i < 7 * 5 * 3; i++) pixels[i] = (unsigned char)(i * 37);
  Image image = {7, 5, pixels}, none = {0, 5, pixels}, again;
  CHECK_WORKS(png_write_rgb("w.png", &image, &status));
  CHECK_WORKS(file_decodes("w.png", &again));
  CHECK(again.pixels && memcmp(pixels, again.pixels, sizeof pixels) == 0);
  free(again.pixels);
  CHECK(
      files_python("d=open('w.png','rb').read(); assert d[16:26]==struct.pack('>IIBB',7,5,8,2)\n"));
  CHECK_FAILS(png_write_rgb("w.png", &none, &status), "w.png: 0 x 5 pixels are no picture");
  CHECK_FAILS(png_write_rgb("/dev/full", &image, &status), "No space left on device");
}

/* sRGB's definition, both ways. */
static double light_of(double v) {
  return v <= 0.04045 * 255 ? v / 255 / 12.92 : pow((v / 255 + 0.055) / 1.055, 2.4);
}
static double level_of(double light) {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055);
}

/* Half a thousand colours by the definition, and beside libpng, which rounds more on its way. */
static void test_grey(void) {
  enum { SIDE = 24 };
  unsigned char pixels[SIDE * SIDE * 3], *theirs;
  double ours[SIDE * SIDE];
  size_t width, height;
  Image image = {SIDE, SIDE, pixels};
  for (int i = 0; i < SIDE * SIDE * 3; i++) pixels[i] = (unsigned char)(i * i * 5 / 7);
  CHECK_WORKS(png_write_rgb("g.png", &image, &status));
  CHECK_WORKS(png_read_grey("g.png", &width, &height, &theirs, &status));
  image_grey(ours, &image);
  for (int i = 0; i < SIDE * SIDE; i++) {
    const unsigned char *p = pixels + 3 * i;
    double light = 0.21264 * light_of(p[0]) + 0.71515 * light_of(p[1]) + 0.07221 * light_of(p[2]);
    CHECK_NEAR(ours[i], level_of(light), 0.51);
    if (theirs && ours[i] > 128) CHECK_NEAR(ours[i], theirs[i], 3);
  }
  free(theirs);
  for (int v = 0; v < 256; v++) {
    memset(pixels, v, 3);
    image_grey(ours, &(Image){1, 1, pixels});
    CHECK(ours[0] == v);
  }
}

/* ---- chafa ----------------------------------------------------------------------------------- */

static void test_chafa(void) {
  unsigned char pixels[2 * 2 * 3] = {0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255};
  Image image = {2, 2, pixels};
  char *text;
  size_t size;
  CHECK_WORKS(chafa_text(&image, 2, 2, CHAFA_ASCII, CHAFA_COLORS_TRUE, &text, &size, &status));
  CHECK(text && size == 6 && memcmp(text, " @\n=:\n", 6) == 0); /* 127 and 76 of 255 */
  free(text);
  CHECK_WORKS(chafa_text(&image, 2, 2, CHAFA_HALF, CHAFA_COLORS_NONE, &text, &size, &status));
  CHECK(text && size == strlen(" █\n▒░\n") && memcmp(text, " █\n▒░\n", size) == 0);
  free(text);
  CHECK_FAILS(chafa_text(&image, 0, 1, CHAFA_HALF, CHAFA_COLORS_TRUE, &text, &size, &status),
              "show: 0 x 1 characters are no picture");
  CHECK_FAILS(chafa_text(&image, SIZE_MAX, 2, CHAFA_HALF, CHAFA_COLORS_TRUE, &text, &size, &status),
              "characters are too many");
  CHECK_FAILS(chafa_text(&image, 1001, 100, CHAFA_ASCII, CHAFA_COLORS_TRUE, &text, &size, &status),
              "show: 1001 x 100 characters are too many");
}

int main(void) {
  if (!files_begin()) return 1;
  RUN(test_size);
  RUN(test_of_matrix);
  RUN(test_resize);
  RUN(test_orientation);
  RUN(test_turn);
  RUN(test_jpeg);
  RUN(test_jpeg_trouble);
  RUN(test_jpeg_damage);
  RUN(test_pil_damage);
  RUN(test_png);
  RUN(test_png_write);
  RUN(test_grey);
  RUN(test_chafa);
  files_end();
  return test_end("image");
}
