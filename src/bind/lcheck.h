/* lcheck: what every binding needs to check arguments and to raise errors in the user's terms. */
#ifndef NN_LCHECK_H
#define NN_LCHECK_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

/* Our own Lua files are named "=nn:fit" and so on; errors point past them to the user's line. */
#define LCHECK_CHUNK_PREFIX "=nn:"

/* Pushes "script.lua:12: " of the innermost Lua function that is not ours, "" when there is none.
   */
void lcheck_where(lua_State *L);

/* Raises the printf-style message (lua_pushfstring's formats) at the user's line; does not return.
   */
int lcheck_error(lua_State *L, const char *format, ...);

/* luaL_setfuncs for the table core, which all of src/bind fills: a name that is there already is a
   mistake of ours, and raises. */
void lcheck_add_functions(lua_State *L, const luaL_Reg *functions);

/* Raises what the status tells, unless ok. An interrupt is answered here: its flag is cleared. */
void lcheck_status(lua_State *L, bool ok, const Status *status);

/* A whole number lo .. hi at argument arg, called `what` in the error of function `name`. */
lua_Integer lcheck_integer(lua_State *L, int arg, const char *name, const char *what,
                           lua_Integer lo, lua_Integer hi);
/* A number (not a string that looks like one) at argument arg. */
double lcheck_number(lua_State *L, int arg, const char *name, const char *what);

/* An index 1 .. n, or -n .. -1 counted from the end as in string.sub; returns it from 0. */
size_t lcheck_index(lua_State *L, int arg, const char *name, const char *what, size_t n);

/* Whether a block of so many bytes can be had, after a collection if need be; small ones are not
   asked about. Lua's own "not enough memory" names neither what was too large nor the user's line.
 */
enum { LCHECK_LARGE = 64 << 20 };
bool lcheck_memory(lua_State *L, size_t bytes);

/* How a value is called in an error: "nil", "a string", "a matrix", ... Points to a pushed string
   that is left on the stack. */
const char *lcheck_what(lua_State *L, int index);

#endif
