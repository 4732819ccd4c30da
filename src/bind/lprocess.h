/* lprocess: adds core.spawn, core.fork and core.await to the table on top of the stack: other
   programs and workers, with pipes, for lua/nn/plot.lua and lua/nn/parallel.lua. */
#ifndef NN_LPROCESS_H
#define NN_LPROCESS_H

#include <lua.h>

void lprocess_open(lua_State *L);

#endif
