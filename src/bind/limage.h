/* limage: images in Lua: one userdata that holds its pixels, so that Lua's collector sees what it
   costs. What is drawn, and how large, is policy and lives in lua/nn. */
#ifndef NN_LIMAGE_H
#define NN_LIMAGE_H

#include <lua.h>

/* Adds the primitives that lua/nn builds on to the table on top of the stack, and makes the
   metatable, which it leaves on top of that. */
void limage_open(lua_State *L);

#endif
