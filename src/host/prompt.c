/* prompt: see prompt.h. */
#include "host/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/call.h"
#include "host/editor.h"
#include "host/options.h"

/* host.call(f, handler, ...) -> true and what f(...) returns, or false and what the handler makes
   of the error. Ctrl-C raises "interrupted!" in f. */
static int host_call(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  int nargs = lua_gettop(L) - 2;
  lua_pushvalue(L, 1);
  lua_copy(L, 2, 1); /* the handler lies at 1 */
  lua_replace(L, 2); /* f below its arguments */
  int status = call_with_handler(L, nargs, LUA_MULTRET, 1);
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 1);
  return lua_gettop(L);
}

/* host.interrupted() -> was Ctrl-C pressed during the last call? */
static int host_interrupted(lua_State *L) {
  lua_pushboolean(L, call_was_interrupted());
  return 1;
}

/* Makes the folders above the file, each for the user alone where it is missing. */
static void make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(path, 0700); /* one that cannot be made shows when the file is opened */
    *slash = '/';
  }
}

static bool write_all(int file, const char *text, size_t size) {
  while (size > 0) {
    ssize_t n = write(file, text, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    text += n;
    size -= (size_t)n;
  }
  return true;
}

/* host.append(path, text) -> true, or nil and why not. The file is readable by the user alone, and
   a crash later loses nothing. */
static int host_append(lua_State *L) {
  size_t length, size;
  const char *path = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &size);
  char *copy = lua_newuserdatauv(L, length + 1, 0);
  memcpy(copy, path, length + 1);
  make_folders(copy);
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  bool good = file >= 0 && write_all(file, text, size);
  int reason = errno;
  if (file >= 0) close(file);
  if (good) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", path, strerror(reason));
  return 2;
}

static const luaL_Reg functions[] = {
    {"call", host_call}, {"interrupted", host_interrupted}, {"append", host_append}, {0, 0}};

static int open_host(lua_State *L) {
  luaL_newlib(L, functions);
  editor_open(L);
  options_push(L);
  lua_setfield(L, -2, "options");
  return 1;
}

void prompt_open(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_host);
  lua_setfield(L, -2, "nn.host");
  lua_pop(L, 1);
}

bool prompt_wanted(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

void prompt_run(lua_State *L, const char *script, bool failed, bool plain) {
  call_survive_interrupts();
  call_push(L, "nn.repl", "run");
  lua_pushstring(L, script);
  lua_pushboolean(L, failed);
  lua_pushboolean(L, plain);
  lua_call(L, 3, 0);
}
