/* lprocess: see lprocess.h. A process hangs in a userdata that kills it when it is collected or
   goes out of scope. */
#define _GNU_SOURCE /* _exit */
#include "bind/lprocess.h"

#include <errno.h>
#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "bind/lcheck.h"
#include "core/blas.h"
#include "io/process.h"

#define TYPE "process"
#define MOST_WORDS 1024

typedef struct LProcess {
  Process *open; /* NULL when it is closed */
} LProcess;

static LProcess *push_closed(lua_State *L) {
  LProcess *p = lua_newuserdatauv(L, sizeof *p, 0);
  p->open = NULL;
  luaL_setmetatable(L, TYPE);
  return p;
}

static Process *check_process(lua_State *L, int arg) {
  const LProcess *p = luaL_checkudata(L, arg, TYPE);
  luaL_argcheck(L, p->open, arg, "closed process");
  return p->open;
}

/* A time limit; left out it is none. */
static double check_seconds(lua_State *L, int arg) { return luaL_optnumber(L, arg, HUGE_VAL); }

/* ---- starting -------------------------------------------------------------------------------- */

/* core.spawn{program, words…} -> process; raises when there is no such program */
static int core_spawn(lua_State *L) {
  char *words[MOST_WORDS + 1];
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_Integer n = luaL_len(L, 1);
  luaL_argcheck(L, n >= 1 && n <= MOST_WORDS, 1, "a list of words");
  luaL_checkstack(L, (int)n + 4, "a list of words");
  for (lua_Integer i = 0; i < n; i++) {
    lua_geti(L, 1, i + 1);
    words[i] = (char *)(uintptr_t)luaL_checkstring(L, -1); /* which posix_spawnp only reads */
  }
  words[n] = NULL;
  LProcess *p = push_closed(L);
  Status status;
  p->open = process_spawn(words, &status);
  lcheck_status(L, p->open != NULL, &status);
  return 1;
}

/* f() -> a string, which is written to the file descriptor at upvalue 1 */
static int answer(lua_State *L) {
  int fd = (int)lua_tointeger(L, lua_upvalueindex(1));
  lua_call(L, 0, 1);
  size_t n;
  const char *text = luaL_checklstring(L, -1, &n);
  while (n > 0) {
    ssize_t done = write(fd, text, n);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return luaL_error(L, "the result cannot be written");
    text += done;
    n -= (size_t)done;
  }
  return 0;
}

/* The whole life of a worker. It leaves by _exit: nothing that the parent is to do at its own end
   (closing the Lua state, atexit, a terminal's state) may be done here, too. */
static _Noreturn void live(lua_State *L, int result) {
  status_interrupt_clear();
  lua_pushinteger(L, result);
  lua_pushcclosure(L, answer, 1);
  lua_pushvalue(L, 1);
  bool good = lua_pcall(L, 1, 0, 0) == LUA_OK;
  if (!good) {
    const char *text = lua_tostring(L, -1);
    fprintf(stderr, "%s\n", text ? text : "the error is no text");
  }
  fflush(NULL);
  _exit(good ? 0 : 1);
}

/* core.fork(f) -> process: a child in which f() runs and returns a string, which process:read gives
   here; an error's message goes to its stderr, and its status is 1 */
static int core_fork(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  LProcess *p = push_closed(L);
  fflush(NULL); /* what waits in a buffer would be written twice */
  int result, threads = blas_threads();
  Status status;
  /* A worker has one core. OpenBLAS ends its threads before a fork, and starts them anew in whoever
     wants to change their number: so that is changed before. */
  blas_set_threads(1);
  p->open = process_fork(&result, &status);
  if (result >= 0) live(L, result);
  blas_set_threads(threads);
  lcheck_status(L, p->open != NULL, &status);
  return 1;
}

/* core.await(list of processes, seconds) -> the place of one of them that has given some output or
   closed it; nil at the time's end. Nobody blocks meanwhile: all that they give is taken in. */
static int core_await(lua_State *L) {
  Process *list[PROCESS_MOST];
  luaL_checktype(L, 1, LUA_TTABLE);
  double seconds = check_seconds(L, 2);
  lua_settop(L, 1);
  lua_Integer n = luaL_len(L, 1);
  luaL_argcheck(L, n <= PROCESS_MOST, 1, "too many processes");
  for (lua_Integer i = 0; i < n; i++) { /* the table keeps them alive */
    lua_geti(L, 1, i + 1);
    list[i] = check_process(L, -1);
    lua_pop(L, 1);
  }
  size_t ready;
  Status status;
  lcheck_status(L, process_await(list, (size_t)n, seconds, &ready, &status), &status);
  if (ready < (size_t)n)
    lua_pushinteger(L, (lua_Integer)ready + 1);
  else
    luaL_pushfail(L);
  return 1;
}

/* ---- methods --------------------------------------------------------------------------------- */

/* process:write(text [, seconds]) -> true, or nil and why */
static int m_write(lua_State *L) {
  Process *p = check_process(L, 1);
  size_t n;
  const char *text = luaL_checklstring(L, 2, &n);
  Status status;
  bool good = process_write(p, text, n, check_seconds(L, 3), &status);
  if (!good && status.code != STATUS_ERROR) lcheck_status(L, false, &status);
  if (!good) {
    luaL_pushfail(L);
    lua_pushstring(L, status.text);
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* process:read([seconds]) -> what came, as soon as something has; "" at the time's end; nil after
   the last */
static int m_read(lua_State *L) {
  Process *p = check_process(L, 1);
  double seconds = check_seconds(L, 2);
  size_t ready, n;
  Status status;
  lcheck_status(L, process_await(&p, 1, seconds, &ready, &status), &status);
  const char *text = process_output(p, &n);
  if (text)
    lua_pushlstring(L, text, n);
  else
    luaL_pushfail(L);
  process_drop_output(p);
  return 1;
}

static int m_errors(lua_State *L) { /* process:errors() -> all of stderr so far */
  size_t n;
  const char *text = process_errors(check_process(L, 1), &n);
  lua_pushlstring(L, text, n);
  return 1;
}

static int m_close_input(lua_State *L) {
  process_close_input(check_process(L, 1));
  return 0;
}

/* process:wait([seconds]) -> exit status (128 + n after signal n), and n; nil at the time's end */
static int m_wait(lua_State *L) {
  Process *p = check_process(L, 1);
  ProcessEnd end;
  Status status;
  lcheck_status(L, process_wait(p, check_seconds(L, 2), &end, &status), &status);
  if (end.ended)
    lua_pushinteger(L, end.status);
  else
    luaL_pushfail(L);
  if (end.killer == 0) return 1;
  lua_pushinteger(L, end.killer);
  return 2;
}

static int m_kill(lua_State *L) {
  process_kill(check_process(L, 1));
  return 0;
}

static int m_id(lua_State *L) { /* the system's number for it; 0 when its end was seen */
  lua_pushinteger(L, process_id(check_process(L, 1)));
  return 1;
}

/* ---- metamethods ----------------------------------------------------------------------------- */

static int mm_close(lua_State *L) {
  LProcess *p = luaL_checkudata(L, 1, TYPE);
  process_free(p->open);
  p->open = NULL;
  return 0;
}

static const luaL_Reg functions[] = {
    {"spawn", core_spawn}, {"fork", core_fork}, {"await", core_await}, {0, 0}};

static const luaL_Reg methods[] = {
    {"write", m_write}, {"read", m_read}, {"errors", m_errors}, {"close_input", m_close_input},
    {"wait", m_wait},   {"kill", m_kill}, {"id", m_id},         {0, 0}};

static const luaL_Reg metamethods[] = {{"__gc", mm_close}, {"__close", mm_close}, {0, 0}};

void lprocess_open(lua_State *L) {
  lcheck_add_functions(L, functions);
  luaL_newmetatable(L, TYPE);
  luaL_setfuncs(L, metamethods, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}
