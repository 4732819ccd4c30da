/* lcheck: see lcheck.h. */
#include "bind/lcheck.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void lcheck_where(lua_State *L) {
  lua_Debug at;
  for (int level = 1; lua_getstack(L, level, &at); level++) {
    lua_getinfo(L, "Sl", &at);
    if (at.currentline < 1) continue; /* a C function */
    if (strncmp(at.source, LCHECK_CHUNK_PREFIX, strlen(LCHECK_CHUNK_PREFIX)) == 0) continue;
    lua_pushfstring(L, "%s:%d: ", at.short_src, at.currentline);
    return;
  }
  lua_pushliteral(L, "");
}

int lcheck_error(lua_State *L, const char *format, ...) {
  va_list args;
  lcheck_where(L);
  va_start(args, format);
  lua_pushvfstring(L, format, args);
  va_end(args);
  lua_concat(L, 2);
  return lua_error(L);
}

void lcheck_status(lua_State *L, bool ok, const Status *status) {
  if (ok) return;
  if (status->code == STATUS_INTERRUPT) status_interrupt_clear();
  lcheck_error(L, "%s", status->text);
}

const char *lcheck_what(lua_State *L, int index) {
  int type = lua_type(L, index);
  if (type == LUA_TNONE || type == LUA_TNIL) return lua_pushliteral(L, "nil");
  if (type == LUA_TNUMBER) { /* the sign that a machine may give its nan means nothing */
    if (isnan(lua_tonumber(L, index))) return lua_pushliteral(L, "nan");
    return luaL_tolstring(L, index, NULL);
  }
  if (luaL_getmetafield(L, index, "__name") != LUA_TNIL)
    return lua_pushfstring(L, "a %s", lua_tostring(L, -1));
  return lua_pushfstring(L, "a %s", lua_typename(L, type));
}

bool lcheck_memory(lua_State *L, size_t bytes) {
  void *ud, *probe = NULL;
  lua_Alloc allocate = lua_getallocf(L, &ud); /* Lua's own; a compiler may drop malloc and free */
  if (bytes < LCHECK_LARGE) return true;
  for (int attempt = 0; attempt < 2 && !probe; attempt++) {
    if (attempt > 0) lua_gc(L, LUA_GCCOLLECT);
    probe = allocate(ud, NULL, LUA_TUSERDATA, bytes);
  }
  if (probe) allocate(ud, probe, bytes, 0);
  return probe != NULL;
}

lua_Integer lcheck_integer(lua_State *L, int arg, const char *name, const char *what,
                           lua_Integer lo, lua_Integer hi) {
  int is_integer = 0;
  lua_Integer n = lua_type(L, arg) == LUA_TNUMBER ? lua_tointegerx(L, arg, &is_integer) : 0;
  if (!is_integer)
    lcheck_error(L, "%s: %s must be a whole number, got %s", name, what, lcheck_what(L, arg));
  if (n < lo || n > hi) {
    if (hi == LUA_MAXINTEGER)
      lcheck_error(L, "%s: %s must be at least %I, got %I", name, what, lo, n);
    lcheck_error(L, "%s: %s must be %I to %I, got %I", name, what, lo, hi, n);
  }
  return n;
}

double lcheck_number(lua_State *L, int arg, const char *name, const char *what) {
  if (lua_type(L, arg) != LUA_TNUMBER)
    lcheck_error(L, "%s: %s must be a number, got %s", name, what, lcheck_what(L, arg));
  return lua_tonumber(L, arg);
}

size_t lcheck_index(lua_State *L, int arg, const char *name, const char *what, size_t n) {
  int is_integer = 0;
  lua_Integer i = lua_type(L, arg) == LUA_TNUMBER ? lua_tointegerx(L, arg, &is_integer) : 0;
  if (!is_integer)
    lcheck_error(L, "%s: %s must be a whole number, got %s", name, what, lcheck_what(L, arg));
  lua_Integer from_start = i < 0 ? i + (lua_Integer)n : i - 1;
  if (from_start < 0 || from_start >= (lua_Integer)n || i == 0)
    lcheck_error(L, "%s: %s %I is out of range, there are %I", name, what, i, (lua_Integer)n);
  return (size_t)from_start;
}

void lcheck_add_functions(lua_State *L, const luaL_Reg *functions) {
  for (const luaL_Reg *f = functions; f->name; f++) {
    if (lua_getfield(L, -1, f->name) != LUA_TNIL) luaL_error(L, "core.%s is there twice", f->name);
    lua_pop(L, 1);
  }
  luaL_setfuncs(L, functions, 0);
}
