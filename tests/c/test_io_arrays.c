/* test_io_arrays: npy, npz and png, against NumPy and Python's zlib in both directions. */
#define _GNU_SOURCE
#include <stdint.h>

#include "io/library.h"
#include "io/npy.h"
#include "io/npz.h"
#include "io/png.h"
#include "io/shape.h"
#include "test_io.h"

static Status status;
static double got[4096];

/* ---- shapes and libraries -------------------------------------------------------------------- */

static void test_shape(void) {
  char text[SHAPE_TEXT];
  size_t product = 7;
  const size_t some[] = {60000, 28, 28}, huge[] = {SIZE_MAX / 2, 3}, hidden[] = {SIZE_MAX, 0, 2};
  size_t most[8];
  CHECK(shape_product(some, 3, 8, &product) && product == 376320000);
  CHECK(shape_product(some, 0, 8, &product) && product == 8);
  CHECK(!shape_product(huge, 2, 1, &product) && !shape_product(huge, 1, 3, &product));
  CHECK(!shape_product(hidden, 3, 1, &product)); /* a zero hides no overflow */
  CHECK(shape_product(hidden, 2, 1, &product) && product == 0);
  CHECK(!strcmp(shape_text(text, some, 3), "60000 x 28 x 28"));
  CHECK(!strcmp(shape_text(text, some, 0), "1"));
  for (size_t i = 0; i < 8; i++) most[i] = SIZE_MAX;
  CHECK(strlen(shape_text(text, most, 8)) == 8 * 20 + 7 * 3);
}

static void test_library(void) {
  static const char *const names[] = {"no_such_function"};
  void *table[1];
  CHECK_FAILS(library_load("libnone.so.9", "x.npz", names, 1, table, &status),
              "x.npz needs a library: libnone.so.9: cannot open shared object file");
  CHECK_FAILS(library_load("libm.so.6", "x.npz", names, 1, table, &status),
              "x.npz needs a newer libm.so.6: it has no no_such_function");
}

/* ---- npy ------------------------------------------------------------------------------------- */

static NpyHeader header;
static bool npy_try(const char *path) {
  Bytes *bytes;
  memset(got, 0, sizeof got);
  bool ok = npy_open(path, &header, &bytes, &status) && header.count <= 4096 &&
            npy_read_doubles(bytes, &header, got, &status);
  bytes_close(bytes);
  return ok;
}

/* Every plain type in both byte orders; a matrix by rows and by columns; deeper arrays. */
static void test_npy_types(void) {
  static const char *const types[] = {"b1", "i1", "i2", "i4", "i8", "u1",
                                      "u2", "u4", "u8", "f2", "f4", "f8"};
  CHECK(files_python("A=np.array([[0,1,2],[3,4,100]])\n"
                     "for t in 'b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8'.split():\n"
                     " for o in '<>':\n"
                     "  B=(A if t!='b1' else A%2).astype(o+t)\n"
                     "  np.save('C'+o+t,B); np.save('F'+o+t,np.asfortranarray(B))\n"));
  static const double plain[] = {0, 1, 2, 3, 4, 100}, odd[] = {0, 1, 0, 1, 0, 0};
  for (size_t i = 0; i < 48; i++) {
    char name[32];
    snprintf(name, sizeof name, "%c%c%s.npy", "CF"[i % 2], "<>"[i / 2 % 2], types[i / 4]);
    CHECK_WORKS(npy_try(name));
    CHECK(header.ndim == 2 && header.shape[0] == 2 && header.shape[1] == 3 && header.count == 6);
    CHECK(header.fortran == (i % 2 == 1) && header.bytes == 6 * header.item);
    CHECK(header.kind == types[i / 4][0] && header.item == (size_t)(types[i / 4][1] - '0'));
    CHECK(memcmp(got, i / 4 ? plain : odd, sizeof plain) == 0);
  }
}

static void test_npy_shapes(void) {
  CHECK(files_python(
      "np.save('s0',3.5); np.save('s1',np.arange(5.)); np.save('s8',np.arange(2.).reshape([1]*7+"
      "[2])); np.save('e',np.zeros((0,3)));np.save('s9',np.zeros([1]*9))\n"
      "np.save('f3',np.asfortranarray(np.arange(24,dtype='>i2').reshape(2,3,4)))\n"
      "np.save('f1',np.asfortranarray(np.arange(5.)))\n"
      "np.lib.format.write_array(open('v2.npy','wb'),np.arange(5.),version=(2,0))\n"
      "np.lib.format.write_array(open('v3.npy','wb'),np.arange(5.),version=(3,0))\n"
      "gzip.open('z.npy.gz','wb').write(open('s1.npy','rb').read())\n"
      "h=np.array([0,-0.0,1,-2,65504,6e-8,6.1e-5,np.inf,-np.inf,np.nan,1/3],dtype='f2')\n"
      "np.save('half',h); np.save('full',h.astype('f8'))\n"
      "np.save('big',np.arange(4000,dtype='u8')*2**52)\n"));
  CHECK_WORKS(npy_try("s0.npy"));
  CHECK(header.ndim == 0 && header.count == 1 && got[0] == 3.5);
  static const char *const fives[] = {"s1.npy", "v2.npy", "v3.npy", "z.npy.gz", "f1.npy"};
  for (size_t i = 0; i < 5; i++) {
    CHECK_WORKS(npy_try(fives[i]));
    CHECK(header.ndim == 1 && header.count == 5 && got[0] == 0 && got[4] == 4);
  }
  CHECK_WORKS(npy_try("s8.npy"));
  CHECK(header.ndim == 8 && header.count == 2 && got[1] == 1);
  CHECK_WORKS(npy_try("e.npy"));
  CHECK(header.count == 0 && header.shape[1] == 3);
  CHECK_WORKS(npy_try("f3.npy"));
  bool ok = true;
  for (int i = 0; i < 24; i++) ok = ok && got[i] == i;
  CHECK(ok && header.fortran);
  CHECK_WORKS(npy_try("full.npy"));
  double full[11];
  memcpy(full, got, sizeof full);
  CHECK_WORKS(npy_try("half.npy"));
  CHECK(memcmp(full, got, 9 * sizeof(double)) == 0 && isnan(got[9]) && got[10] == full[10]);
  CHECK_WORKS(npy_try("big.npy"));
  CHECK(got[3999] == 3999 * 0x1p52 && got[1] == 0x1p52);
  CHECK_FAILS(npy_try("s9.npy"), "s9.npy: has 9 dimensions, at most 8 were expected");
}

/* A large one by columns: more than a block, an odd remainder. */
static void test_npy_fortran(void) {
  CHECK(
      files_python("np.save('F',np.asfortranarray(np.arange(700*311,dtype='f4').reshape(700,311)))"
                   "\n"));
  Bytes *bytes;
  double *all = malloc(700 * 311 * sizeof *all);
  CHECK_WORKS(npy_open("F.npy", &header, &bytes, &status));
  CHECK_WORKS(npy_read_doubles(bytes, &header, all, &status));
  bool ok = true;
  for (int i = 0; i < 700 * 311; i++) ok = ok && all[i] == i;
  CHECK(ok);
  bytes_close(bytes);
  free(all);
}

static void test_npy_refused(void) {
  CHECK(files_python("np.save('o',np.array([{},1],dtype=object),allow_pickle=True); "
                     "np.save('c',np.zeros(2,'c16'))\n"
                     "np.save('t',np.array(['ab','c'])); np.save('by',np.array([b'ab',b'c']))\n"
                     "np.save('d',np.zeros(2,'M8[s]')); np.save('g',np.zeros(2,'g'))\n"
                     "np.save('r',np.zeros(2,dtype=[('a','<f8'),('b','<i4')]))\n"
                     "d=open('s1.npy','rb').read(); open('cut.npy','wb').write(d[:-1]); "
                     "open('more.npy','wb').write(d+b'xy'); open('h.npy','wb').write(d[:60])\n"
                     "gzip.open('cut.npy.gz','wb').write(d[:-1])\n"
                     "open('v9.npy','wb').write(d[:6]+b'\\x09'+d[7:])\n"
                     "open('long.npy','wb').write(d[:6]+b'\\2\\0\\xff\\xff\\xff\\xff'+d[10:])\n"));
  CHECK_FAILS(npy_try("o.npy"), "o.npy: holds pickled Python objects, which are never loaded; save "
                                "plain numbers");
  CHECK_FAILS(npy_try("c.npy"), "c.npy: holds elements of type <c16, plain numbers were expected");
  CHECK_FAILS(npy_try("d.npy"), "d.npy: holds elements of type <M8[s], plain numbers were");
  CHECK_FAILS(npy_try("g.npy"), "g.npy: holds elements of type <f16, plain numbers were expected");
  CHECK_FAILS(npy_try("r.npy"),
              "r.npy: holds elements of type [('a', '<f8'), ('b', '<i4')], plain");
  CHECK_FAILS(npy_try("t.npy"), "t.npy: holds text, numbers were expected");
  CHECK(header.kind == 'U' && header.item == 8 && header.order == '<' && header.count == 2);
  CHECK_FAILS(npy_try("by.npy"), "by.npy: holds text, numbers were expected");
  CHECK(header.kind == 'S' && header.item == 2 && header.order == '|');
  CHECK_FAILS(npy_try("cut.npy"),
              "cut.npy: the header promises 5 elements of 8 bytes, at most 39 ");
  CHECK_FAILS(npy_try("cut.npy.gz"), "ends after 167 unpacked bytes, 168 were expected");
  CHECK_FAILS(npy_try("more.npy"), "more.npy: 2 bytes follow where the file should end");
  CHECK_FAILS(npy_try("h.npy"), "h.npy: ends after 60 bytes, 128 were expected");
  CHECK_FAILS(npy_try("v9.npy"), "v9.npy: is of npy version 9.0, 1.0 to 3.0 were expected");
  CHECK_FAILS(npy_try("long.npy"), "long.npy: has an npy header of 4294967295 bytes");
  CHECK(file_text("no.npy", "this is no such file"));
  CHECK_FAILS(npy_try("no.npy"), "no.npy: is not an npy file");
  CHECK_FAILS(npy_try("none.npy"), "none.npy: No such file or directory");
}

/* Header texts by hand: all that a careful parser has to take or leave. */
static bool npy_header_text(const char *text) {
  char file[512] = "\x93NUMPY\x01";
  size_t n = strlen(text);
  file[8] = (char)n;
  memcpy(file + 10, text, n);
  memset(file + 10 + n, 0, 8);
  return file_make("x.npy", file, 10 + n + 8) && npy_try("x.npy");
}

static void test_npy_header(void) {
  static const char *const good[] = {
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }\n",
      "{\"shape\":(1L,1),\"descr\":\"=f8\",\"fortran_order\":True}",
      "  { 'shape' : ( ) , 'fortran_order' : False , 'descr' : 'f8' }  \n ",
      "{'descr': '|f8', 'fortran_order': False, 'shape': (1)}"};
  for (size_t i = 0; i < 4; i++) CHECK_WORKS(npy_header_text(good[i]));
  static const char *const senseless[] = {
      "",
      "{",
      "{}",
      "{'descr': '<f8', 'fortran_order': False}",
      "['descr']",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x",
      "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1 1)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': [1]}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (,)}",
      "{'descr': '<f8', 'fortran_order': False 'shape': (1,)}",
      "{'descr': '<f8', 'descr': '<f8', 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}",
      "{'descr': '<f\\x38', 'fortran_order': False, 'shape': (1,)}",
      "{'descr': 8, 'fortran_order': False, 'shape': (1,)}"};
  for (size_t i = 0; i < sizeof senseless / sizeof senseless[0]; i++)
    CHECK_FAILS(npy_header_text(senseless[i]), "x.npy: the npy header makes no sense from byte ");
  static const char *const types[] = {"",
                                      "<",
                                      "f",
                                      "<f3",
                                      "<f1",
                                      "<i3",
                                      "<b2",
                                      "<U0",
                                      "|S0",
                                      "f8f",
                                      "<f-8",
                                      "<V8",
                                      "<f99999999999999999999",
                                      "<U9223372036854775807"};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    char text[128];
    snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (1,)}", types[i]);
    CHECK_FAILS(npy_header_text(text), "x.npy: holds elements of type ");
  }
  CHECK_FAILS(npy_header_text("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"), "pickled");
  CHECK_FAILS(npy_header_text("{'descr': 'O', 'fortran_order': False, 'shape': (1,)}"), "pickled");
  CHECK_FAILS(npy_header_text("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, "
                              "4294967296)}"),
              "promises 4294967296 x 4294967296 elements of 8");
  CHECK_FAILS(
      npy_header_text("{'descr': '<f8', 'fortran_order': False, 'shape': (3000000, 784)}"),
      "x.npy: the header promises 3000000 x 784 elements of 8 bytes, at most 8 bytes follow");
}

static void test_npy_write(void) {
  double data[6] = {1, -0.0, 1.0 / 3, 1e300, NAN, -INFINITY};
  CHECK_WORKS(npy_write("w.npy", data, 2, 3, &status));
  CHECK_WORKS(npy_try("w.npy"));
  CHECK(header.shape[0] == 2 && header.shape[1] == 3 && memcmp(got, data, sizeof data) == 0);
  CHECK(files_python(
      "A=np.load('w.npy'); assert A.shape==(2,3) and A.dtype=='f8' and "
      "A[0,2]==1/3 and A[1,0]==1e300 and np.isnan(A[1,1])\n"
      "np.save('v',A); assert open('v.npy','rb').read()==open('w.npy','rb').read()\n"));
  CHECK_FAILS(npy_write("/dev/full", data, 2, 3, &status),
              "/dev/full: cannot be written: No space");
  CHECK_FAILS(npy_write("w.npy", data, SIZE_MAX, 2, &status), "are too many for a file");
  status_interrupt();
  CHECK(!npy_write("w.npy", data, 1, 1, &status) && status.code == STATUS_INTERRUPT);
  CHECK(!npy_try("w.npy") && status.code == STATUS_INTERRUPT);
  status_interrupt_clear();
  CHECK_WORKS(npy_try("w.npy"));
  CHECK(header.shape[1] == 3);
}

/* ---- npz ------------------------------------------------------------------------------------- */

static bool npz_try(const char *path, const char *name) {
  memset(got, 0, sizeof got);
  Npz *npz = npz_open(path, &status);
  size_t i = npz ? npz_find(npz, name) : 0;
  bool ok = npz && i != SIZE_MAX && npz_header(npz, i, &header, &status) &&
            npz_read_doubles(npz, i, &header, got, &status);
  npz_close(npz);
  return ok;
}

static void test_npz_read(void) {
  CHECK(files_python(
      "x=dict(W=np.arange(6.).reshape(2,3),n=np.float64(0.1),t=np.array(['relu','tanh']),"
      "F=np.asfortranarray(np.arange(6.).reshape(2,3)),u=np.arange(7,dtype='u1'),e=np.zeros(0),"
      "big=np.zeros((600,784),'u1'))\n"
      "np.savez('s.npz',**x); np.savez_compressed('d.npz',**x)\n"
      "z=zipfile.ZipFile('s.npz','a'); z.writestr('readme.txt','hello'); z.close()\n"));
  for (int i = 0; i < 2; i++) {
    const char *path = i ? "d.npz" : "s.npz";
    Npz *npz = npz_open(path, &status);
    CHECK(npz && npz_count(npz) == 7 && npz_find(npz, "none") == SIZE_MAX);
    CHECK(npz && !strcmp(npz_name(npz, 0), "W") && !strcmp(npz_name(npz, 2), "t"));
    uint32_t text[8];
    unsigned char bytes[7];
    CHECK_WORKS(npz_header(npz, 2, &header, &status));
    CHECK(header.kind == 'U' && header.item == 16 && header.count == 2 && header.bytes == 32);
    CHECK_WORKS(npz_read_raw(npz, 2, &header, text, &status));
    CHECK(text[0] == 'r' && text[3] == 'u' && text[4] == 't' && text[7] == 'h');
    CHECK_FAILS(npz_read_doubles(npz, 2, &header, got, &status), "t: holds text, numbers were");
    CHECK_WORKS(npz_header(npz, 4, &header, &status) &&
                npz_read_raw(npz, 4, &header, bytes, &status));
    CHECK(memcmp(bytes, "\0\1\2\3\4\5\6", 7) == 0);
    CHECK_WORKS(npz_header(npz, 3, &header, &status));
    CHECK_FAILS(npz_read_raw(npz, 3, &header, got, &status), "npz: F: is stored by columns");
    CHECK_WORKS(npz_header(npz, 6, &header, &status));
    CHECK(header.bytes == 600 * 784);
    CHECK_FAILS(npz_read_raw(npz, 0, &header, got, &status), "npz: W: has changed");
    npz_close(npz);
    static const double six[] = {0, 1, 2, 3, 4, 5};
    CHECK_WORKS(npz_try(path, "W"));
    CHECK(memcmp(got, six, sizeof six) == 0);
    CHECK_WORKS(npz_try(path, "F"));
    CHECK(memcmp(got, six, sizeof six) == 0);
    CHECK_WORKS(npz_try(path, "n"));
    CHECK(header.ndim == 0 && got[0] == 0.1);
    CHECK_WORKS(npz_try(path, "e"));
    CHECK(header.count == 0);
  }
  npz_close(NULL);
}

static void test_npz_refused(void) {
  CHECK(files_python(
      "d=bytearray(open('s.npz','rb').read()); i=d.index(struct.pack('<d',5.0))\n"
      "d[i]^=1; open('crc.npz','wb').write(d); open('cut.npz','wb').write(d[:-30])\n"
      "z=zipfile.ZipFile('two.npz','w'); b=open('s1.npy','rb').read()\n"
      "import warnings; warnings.simplefilter('ignore')\n"
      "z.writestr('a.npy',b); z.writestr('a.npy',b); z.close()\n"
      "z=zipfile.ZipFile('ctrl.npz','w'); z.writestr('a\\nb.npy',b); z.close()\n"
      "z=zipfile.ZipFile('none.npz','w'); z.writestr('a.txt','x'); z.close()\n"
      "z=zipfile.ZipFile('lie.npz','w'); z.writestr('short.npy',b[:-8]); "
      "z.writestr('long.npy',b+b'more'); z.writestr('junk.npy',b'junk and more junk'); "
      "z.writestr('tiny.npy',b'x'); z.close()\n"
      "z=zipfile.ZipFile('bz.npz','w',zipfile.ZIP_BZIP2); z.writestr('a.npy',b); z.close()\n"
      "np.savez('o.npz',o=np.array([{}],dtype=object))\n"
      "z=zipfile.ZipFile('bomb.npz','w',zipfile.ZIP_DEFLATED); z.writestr('a.npy',b); z.close()\n"
      "d=bytearray(open('bomb.npz','rb').read()); i=d.index(b'PK\\1\\2')\n"
      "d[i+24:i+28]=b'\\xff\\xff\\xff\\x7f'; open('bomb.npz','wb').write(d)\n"
      "gzip.open('g.npz','wb').write(bytes(d))\n"));
  CHECK_FAILS(npz_try("crc.npz", "W"), "crc.npz: W: is damaged: CRC error");
  CHECK_FAILS(npz_open("cut.npz", &status), "cut.npz: the zip file is damaged or cut short: ");
  CHECK_FAILS(npz_open("two.npz", &status), "two.npz: holds two arrays of the name a");
  CHECK_FAILS(npz_open("ctrl.npz", &status), "ctrl.npz: the name of array 1 holds control char");
  CHECK_FAILS(npz_open("none.npz", &status), "none.npz: is a zip file without arrays");
  CHECK_FAILS(npz_try("lie.npz", "short"), "lie.npz: short: the header promises 5 elements of 8 "
                                           "bytes, at most 32 bytes follow");
  CHECK_FAILS(npz_try("lie.npz", "long"), "at most 44 bytes follow");
  CHECK_FAILS(npz_try("lie.npz", "junk"), "lie.npz: junk: is not an npy file");
  CHECK_FAILS(npz_try("lie.npz", "tiny"), "lie.npz: tiny: ends too early");
  CHECK_FAILS(npz_try("bz.npz", "a"), "bz.npz: a: is packed by method 12, stored or deflated was");
  CHECK_FAILS(npz_try("o.npz", "o"), "o.npz: o: holds pickled Python objects");
  CHECK_FAILS(npz_try("bomb.npz", "a"), "bomb.npz: a: the zip file promises 2147483647 bytes, it "
                                        "holds at most ");
  CHECK_FAILS(npz_open("g.npz", &status), "g.npz: is not a zip file");
  CHECK_FAILS(npz_open("s1.npy", &status), "s1.npy: is not a zip file");
  CHECK(file_make("zero.npz", "", 0));
  CHECK_FAILS(npz_open("zero.npz", &status), "zero.npz: is not a zip file");
  CHECK_FAILS(npz_open(".", &status), ".: is a folder, a file was expected");
  CHECK_FAILS(npz_open("nil.npz", &status), "nil.npz: No such file or directory");
  CHECK_FAILS(npz_open("/dev/null", &status), "/dev/null: is a pipe or a device");
}

static void test_npz_write(void) {
  static const double W[6] = {0, 1, 2, 3, 4, 1.0 / 3};
  static const uint32_t text[8] = {'r', 'e', 'l', 'u', 't', 'a', 'n', 'h'};
  static const float f[2] = {0.5f, -2};
  static const uint64_t seed = 0xfedcba9876543210;
  const NpzArray arrays[] = {{"W1", NPY_ORDER "f8", 2, {2, 3}, W, sizeof W},
                             {"activations", NPY_ORDER "U4", 1, {2}, text, sizeof text},
                             {"f", NPY_ORDER "f4", 1, {2}, f, sizeof f},
                             {"seed", NPY_ORDER "u8", 0, {0}, &seed, sizeof seed},
                             {"\xc3\xa4", "|u1", 4, {1, 2, 1, 2}, "\1\2\3\4", 4},
                             {"empty", NPY_ORDER "i8", 1, {0}, NULL, 0}};
  CHECK_WORKS(npz_write("w.npz", arrays, 6, &status));
  CHECK(files_python("z=np.load('w.npz'); assert z.files==['W1','activations','f','seed','\\u00e4',"
                     "'empty'], z.files\n"
                     "assert z['W1'].shape==(2,3) and z['W1'][1,2]==1/3 and z['W1'].dtype=='f8'\n"
                     "assert list(z['activations'])==['relu','tanh'] and z['f'].tolist()==[.5,-2]\n"
                     "assert z['seed'].shape==() and int(z['seed'])==0xfedcba9876543210\n"
                     "assert z['\\u00e4'].shape==(1,2,1,2) and z['empty'].shape==(0,)\n"
                     "i=zipfile.ZipFile('w.npz').infolist()[0]\n"
                     "assert i.date_time==(1980,1,1,0,0,0) and i.compress_type==0\n"
                     "assert zipfile.ZipFile('w.npz').testzip() is None\n"));
  CHECK_WORKS(npz_try("w.npz", "W1"));
  CHECK(memcmp(got, W, sizeof W) == 0);
  CHECK_WORKS(npz_try("w.npz", "\xc3\xa4"));
  CHECK(got[3] == 4);
  setenv("TZ", "Asia/Tokyo", 1); /* the same bytes at any time and place */
  CHECK_WORKS(npz_write("w2.npz", arrays, 6, &status));
  unsetenv("TZ");
  CHECK(files_run("cmp w.npz w2.npz"));
  CHECK_FAILS(npz_write("/dev/full", arrays, 6, &status), "/dev/full: cannot be written: No space");
  NpzArray twice[] = {arrays[0], arrays[0]}, wrong = arrays[0], odd = arrays[0];
  CHECK_FAILS(npz_write("w.npz", twice, 2, &status), "w.npz: cannot be packed: ");
  wrong.bytes = 47;
  CHECK_FAILS(npz_write("w.npz", &wrong, 1, &status), "w.npz: W1: 47 bytes are not what its shape");
  odd.descr = "<c16";
  CHECK_FAILS(npz_write("w.npz", &odd, 1, &status), "w.npz: W1: 48 bytes are not what");
  status_interrupt();
  CHECK(!npz_write("w.npz", arrays, 1, &status) && status.code == STATUS_INTERRUPT);
  status_interrupt_clear();
  CHECK(files_run("cmp w.npz w2.npz"));
}

/* ---- png ------------------------------------------------------------------------------------- */

/* Pictures of 2 x 2 by hand: kind is PNG's colour type, the scan lines are given as hex. */
static const char png_maker[] =
    "def chunk(t,d): return struct.pack('>I',len(d))+t+d+struct.pack('>I',zlib.crc32(t+d))\n"
    "def png(name,w,h,depth,kind,rows,extra=b''): open(name,'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'+"
    "chunk(b'IHDR',struct.pack('>IIBBBBB',w,h,depth,kind,0,0,0))+extra+chunk(b'IDAT',"
    "zlib.compress(bytes.fromhex(rows)))+chunk(b'IEND',b''))\n"
    "png('grey.png',2,2,8,0,'0000ff 008007'); png('bit.png',2,2,1,0,'0080 0040')\n"
    "png('rgb.png',2,2,8,2,'00000000ffffff 00ff0000808080')\n"
    "png('alpha.png',2,2,8,4,'0000ff0000 00800080ff')\n"
    "png('deep.png',2,2,16,0,'000000ffff 0080800707')\n"
    "png('map.png',2,2,8,3,'000001 000100',chunk(b'PLTE',bytes.fromhex('404040ffffff')))\n"
    "png('huge.png',900000,900000,1,0,'00'); png('large.png',20000,20000,8,0,'00')\n"
    "d=open('grey.png','rb').read(); open('cut.png','wb').write(d[:-20]); "
    "open('bad.png','wb').write(d[:45]+b'zzz'+d[48:]); open('head.png','wb').write(d[:20])\n";

static bool png_is(const char *path, const char *expected) {
  size_t width, height;
  unsigned char *pixels;
  bool ok = png_read_grey(path, &width, &height, &pixels, &status);
  ok = ok && width == 2 && height == 2;
  for (int i = 0; ok && i < 4; i++) /* libpng's colour arithmetic may round otherwise one day */
    ok = abs(pixels[i] - (unsigned char)expected[i]) <= 1;
  if (pixels && !ok) printf("  %02x %02x %02x %02x\n", pixels[0], pixels[1], pixels[2], pixels[3]);
  free(pixels);
  return ok;
}

static void test_png_read(void) {
  CHECK(files_python(png_maker));
  CHECK_WORKS(png_is("grey.png", "\x00\xff\x80\x07"));
  CHECK_WORKS(png_is("bit.png", "\xff\x00\x00\xff"));
  CHECK_WORKS(png_is("deep.png", "\x00\xff\x80\x07"));
  CHECK_WORKS(png_is("alpha.png", "\x00\xff\xff\x80")); /* what is transparent is white */
  CHECK_WORKS(png_is("map.png", "\x40\xff\xff\x40"));
  CHECK_WORKS(png_is("rgb.png", "\x00\xff\x7f\x80")); /* pure red, by how bright it looks */
  CHECK_FAILS(png_is("huge.png", ""),
              "huge.png: promises 900000 x 900000 pixels, which are too many");
  CHECK_FAILS(png_is("large.png", ""), "large.png: promises 20000 x 20000 pixels, which the file "
                                       "cannot hold");
  CHECK_FAILS(png_is("cut.png", ""), "cut.png: the picture is damaged: ");
  CHECK_FAILS(png_is("bad.png", ""), "bad.png: the picture is damaged: ");
  CHECK_FAILS(png_is("head.png", ""), "head.png: the picture is damaged: ");
  CHECK_FAILS(png_is("s1.npy", ""), "s1.npy: is not a PNG file");
  CHECK_FAILS(png_is("zero.npz", ""), "zero.npz: is not a PNG file");
  CHECK_FAILS(png_is("none.png", ""), "none.png: No such file or directory");
}

static void test_png_write(void) {
  unsigned char pixels[28 * 29], *again;
  size_t width, height;
  for (size_t i = 0; i < sizeof pixels; i++) pixels[i] = (unsigned char)(i * 37 + i / 256);
  CHECK_WORKS(png_write_grey("w.png", pixels, 28, 29, &status));
  CHECK_WORKS(png_read_grey("w.png", &width, &height, &again, &status));
  CHECK(width == 28 && height == 29 && again && memcmp(pixels, again, sizeof pixels) == 0);
  free(again);
  CHECK(files_python(
      "d=open('w.png','rb').read(); assert d[16:26]==struct.pack('>IIBB',28,29,8,0)\n"));
  CHECK_WORKS(png_write_grey("w.png", pixels, 1, 1, &status));
  CHECK_WORKS(png_write_grey("w.png", pixels, 2, 2, &status));
  CHECK_WORKS(png_is("w.png", "\x00\x25\x4a\x6f"));
  CHECK_FAILS(png_write_grey("w.png", pixels, 0, 1, &status), "w.png: 0 x 1 pixels are no picture");
  CHECK_FAILS(png_write_grey("w.png", pixels, 1, 2000000, &status), "1 x 2000000 pixels are no");
  CHECK_FAILS(png_write_grey("/dev/full", pixels, 2, 2, &status),
              "/dev/full: cannot be written: No");
  CHECK_WORKS(png_is("w.png", "\x00\x25\x4a\x6f"));
}

int main(void) {
  if (!files_begin()) return 1;
  RUN(test_shape);
  RUN(test_library);
  RUN(test_npy_types);
  RUN(test_npy_shapes);
  RUN(test_npy_fortran);
  RUN(test_npy_refused);
  RUN(test_npy_header);
  RUN(test_npy_write);
  RUN(test_npz_read);
  RUN(test_npz_refused);
  RUN(test_npz_write);
  RUN(test_png_read);
  RUN(test_png_write);
  files_end();
  return test_end("io_arrays");
}
