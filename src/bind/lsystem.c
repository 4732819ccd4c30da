/* lsystem: what the Lua side needs of the world: time, the terminal, interrupts, where errors
   point. */
#include <lauxlib.h>
#include <stdlib.h>
#include <sys/ioctl.h>
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

static int core_is_terminal(lua_State *L) { /* (1: stdout | 2: stderr) */
  lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
  return 1;
}

static int core_columns(lua_State *L) { /* (fd) -> the terminal's width, 80 where there is none */
  struct winsize size;
  int fd = (int)luaL_checkinteger(L, 1);
  bool known = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  lua_pushinteger(L, known ? size.ws_col : 80);
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
                                     {"shield", core_shield},
                                     {"interrupted", core_interrupted},
                                     {"seed_in_use", core_seed_in_use},
                                     {"new_seed", core_new_seed},
                                     {"blas", core_blas},
                                     {0, 0}};

void lsystem_open(lua_State *L) { luaL_setfuncs(L, functions, 0); }
