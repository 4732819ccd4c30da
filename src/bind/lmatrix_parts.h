/* lmatrix_parts: what the four files of lmatrix give each other. */
#ifndef NN_LMATRIX_PARTS_H
#define NN_LMATRIX_PARTS_H

#include <lauxlib.h>
#include <lua.h>

extern const luaL_Reg lmatrix_make_functions[];   /* nn.zeros, ...  */
extern const luaL_Reg lmatrix_shape_methods[];    /* A:row, ...     */
extern const luaL_Reg lmatrix_math_methods[];     /* A:dot, ...     */
extern const luaL_Reg lmatrix_math_metamethods[]; /* A + B, ...     */

/* A.T: the matrix at 1 transposed, pushed. */
int lmatrix_transpose(lua_State *L);

#endif
