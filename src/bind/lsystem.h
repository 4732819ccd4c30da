/* lsystem: adds to the table on top of the stack what lua/nn needs of the system. */
#ifndef NN_LSYSTEM_H
#define NN_LSYSTEM_H

#include <lua.h>

void lsystem_open(lua_State *L);

#endif
