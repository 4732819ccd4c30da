/* lfile: adds the readers and writers of src/io to the table on top of the stack, as primitives for
   lua/nn/file.lua and lua/nn/data.lua. */
#ifndef NN_LFILE_H
#define NN_LFILE_H

#include <lua.h>

void lfile_open(lua_State *L);

#endif
