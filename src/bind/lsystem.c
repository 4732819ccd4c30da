/* lsystem: what the Lua side needs of the world: time, the terminal, interrupts, where errors
   point. */
#define _GNU_SOURCE /* d_type */
#include <dirent.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "bind/lcheck.h"
#include "bind/lrandom.h"
#include "bind/lsystem.h"
#include "core/blas.h"

/* core.fail(message): raises at the user's line, past our own files */
static int core_fail(lua_State *L) { return lcheck_error(L, "%s", luaL_checkstring(L, 1)); }

static int core_what(lua_State *L) { /* (value) -> "nil", "3", "a string", "a matrix" */
  luaL_checkany(L, 1);
  lcheck_what(L, 1);
  return 1;
}

static int core_now(lua_State *L) { /* seconds of a clock that never jumps */
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (double)now.tv_sec + (double)now.tv_nsec * 1e-9);
  return 1;
}

static int core_is_terminal(lua_State *L) { /* (fd: 0 stdin, 1 stdout, 2 stderr) */
  lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
  return 1;
}

/* The size of the terminal that the file number at 1 is; zeros where there is none. */
static struct winsize terminal_size(lua_State *L) {
  struct winsize size = {0}, none = {0};
  return ioctl((int)luaL_checkinteger(L, 1), TIOCGWINSZ, &size) == 0 ? size : none;
}

static int core_columns(lua_State *L) { /* (fd) -> the terminal's width, 80 where there is none */
  int columns = terminal_size(L).ws_col;
  lua_pushinteger(L, columns > 0 ? columns : 80);
  return 1;
}

static int core_screen_rows(lua_State *L) { /* (fd) -> the terminal's height, else 24 */
  int rows = terminal_size(L).ws_row;
  lua_pushinteger(L, rows > 0 ? rows : 24);
  return 1;
}

static int core_drop_input(lua_State *L) { /* (fd): what was typed there and not read yet is lost */
  tcflush((int)luaL_checkinteger(L, 1), TCIFLUSH);
  return 0;
}

static int core_processors(lua_State *L) { /* how many run programs here, at least 1 */
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  lua_pushinteger(L, count > 0 ? count : 1);
  return 1;
}

static int core_shield(lua_State *L) { /* (+1 | -1): see status.h */
  status_shield((int)luaL_checkinteger(L, 1));
  return 0;
}

static int core_interrupted(lua_State *L) { /* was Ctrl-C pressed? It is answered by asking. */
  Status status;
  lua_pushboolean(L, status_interrupted(&status));
  status_interrupt_clear();
  return 1;
}

static int core_seed_in_use(lua_State *L) {
  lua_pushinteger(L, lrandom_get(L)->seed);
  return 1;
}

static int core_new_seed(lua_State *L) { /* one short enough to type, from the default generator */
  lua_pushinteger(L, (lua_Integer)(rng_next(&lrandom_get(L)->rng) >> 33));
  return 1;
}

static int close_folder(lua_State *L) {
  DIR **folder = lua_touserdata(L, 1);
  if (*folder) closedir(*folder);
  *folder = NULL;
  return 0;
}

/* Is the entry a folder, or a link to one? */
static bool is_folder(DIR *in, const struct dirent *entry) {
  if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
  struct stat about;
  return fstatat(dirfd(in), entry->d_name, &about, 0) == 0 && S_ISDIR(about.st_mode);
}

/* core.list(path) -> the names in a folder, in no order, those of folders with a / at their end;
   none where it cannot be read. The open folder hangs in a handle, since any push may raise. */
static int core_list(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  DIR **folder = lua_newuserdatauv(L, sizeof *folder, 0);
  *folder = NULL;
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, close_folder);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  lua_newtable(L);
  *folder = opendir(path);
  lua_Integer n = 0;
  for (struct dirent *entry; *folder && (entry = readdir(*folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    lua_pushfstring(L, is_folder(*folder, entry) ? "%s/" : "%s", entry->d_name);
    lua_rawseti(L, -2, ++n);
  }
  if (*folder) closedir(*folder);
  *folder = NULL;
  return 1;
}

/* core.generator_state() -> the default generator's state as a string; core.generator_state(state)
   sets it. */
static int core_generator_state(lua_State *L) {
  Rng *rng = &lrandom_get(L)->rng;
  if (lua_isnoneornil(L, 1)) {
    lua_pushlstring(L, (const char *)rng->s, sizeof rng->s);
    return 1;
  }
  size_t size;
  const char *state = luaL_checklstring(L, 1, &size);
  luaL_argcheck(L, size == sizeof rng->s, 1, "state of another generator");
  memcpy(rng->s, state, size);
  return 0;
}

/* core.blas() -> {core, config, threads, coretype}: which kernels OpenBLAS uses; coretype is the
   user's own OPENBLAS_CORETYPE, which we respect and show. */
static int core_blas(lua_State *L) {
  Status status;
  lcheck_status(L, blas_ready(&status), &status);
  lua_createtable(L, 0, 4);
  lua_pushstring(L, blas_core());
  lua_setfield(L, -2, "core");
  lua_pushstring(L, blas_config());
  lua_setfield(L, -2, "config");
  lua_pushinteger(L, blas_threads());
  lua_setfield(L, -2, "threads");
  lua_pushstring(L, getenv("OPENBLAS_CORETYPE"));
  lua_setfield(L, -2, "coretype");
  return 1;
}

static const luaL_Reg functions[] = {{"fail", core_fail},
                                     {"what", core_what},
                                     {"now", core_now},
                                     {"is_terminal", core_is_terminal},
                                     {"columns", core_columns},
                                     {"screen_rows", core_screen_rows},
                                     {"drop_input", core_drop_input},
                                     {"processors", core_processors},
                                     {"shield", core_shield},
                                     {"interrupted", core_interrupted},
                                     {"seed_in_use", core_seed_in_use},
                                     {"new_seed", core_new_seed},
                                     {"list", core_list},
                                     {"generator_state", core_generator_state},
                                     {"blas", core_blas},
                                     {0, 0}};

void lsystem_open(lua_State *L) { lcheck_add_functions(L, functions); }
