/* nn: what the module offers to a host program: `require "nn"`. Relies on all of src/bind. */
#ifndef NN_NN_H
#define NN_NN_H

#include <lua.h>

/* Makes the module's table and leaves it on the stack; the entry point of nn.so. */
__attribute__((visibility("default"))) int luaopen_nn(lua_State *L);

/* Pushes the run-time libraries and their versions as a string, one a line. */
void nn_versions(lua_State *L);

#endif
