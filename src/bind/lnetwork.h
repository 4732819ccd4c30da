/* lnetwork: networks in Lua: the engine's door. Constructor options, fit's epochs, printing and
   saving are policy and live in lua/nn. */
#ifndef NN_LNETWORK_H
#define NN_LNETWORK_H

#include <lua.h>

/* Adds the primitives that lua/nn builds on to the table on top of the stack, and makes the
   metatable, which it leaves on top of that. */
void lnetwork_open(lua_State *L);

#endif
