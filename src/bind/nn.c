/* nn: puts the module together: the C functions of src/bind, and the Lua files of lua/. */
#define _GNU_SOURCE /* memrchr */
#include "bind/nn.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "bind/embedded.h"
#include "bind/lcheck.h"
#include "bind/ldataset.h"
#include "bind/lfile.h"
#include "bind/limage.h"
#include "bind/lmatrix.h"
#include "bind/lnetwork.h"
#include "bind/lprocess.h"
#include "bind/lsystem.h"
#include "core/blas.h"
#include "sonames.h"

/* ---- finding our Lua files ------------------------------------------------------------------- */

/* Pushes the folder that the running program lies in, or nil where the system does not tell. */
static void push_program_folder(lua_State *L) {
  char program[4096];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program);
  const char *slash =
      n > 0 && n < (ssize_t)sizeof program ? memrchr(program, '/', (size_t)n) : NULL;
  if (slash)
    lua_pushlstring(L, program, (size_t)(slash - program));
  else
    lua_pushnil(L);
}

/* Pushes the folder whose files win over the embedded ones, or nil: $NNLUA_PATH, or lua/ beside the
   program when that is a checkout. -E (LUA_NOENV in the registry) hides the variable. */
static void push_lua_folder(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  const char *path = lua_toboolean(L, -1) ? NULL : getenv("NNLUA_PATH");
  lua_pop(L, 1);
  if (path && *path) {
    lua_pushstring(L, path);
    return;
  }
  push_program_folder(L);
  if (lua_isnil(L, -1)) return;
  const char *init = lua_pushfstring(L, "%s/lua/nn/init.lua", lua_tostring(L, -1));
  bool checkout = access(init, R_OK) == 0;
  if (checkout)
    lua_pushfstring(L, "%s/lua", lua_tostring(L, -2));
  else
    lua_pushnil(L);
}

/* Pushes the text of folder/file.lua, or nil. */
static void push_file_text(lua_State *L, const char *folder, const char *file) {
  FILE *f = fopen(lua_pushfstring(L, "%s/%s.lua", folder, file), "rb");
  lua_pop(L, 1);
  if (!f) {
    lua_pushnil(L);
    return;
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (size_t n = 1; n > 0; luaL_addsize(&buffer, n))
    n = fread(luaL_prepbuffer(&buffer), 1, LUAL_BUFFERSIZE, f);
  fclose(f);
  luaL_pushresult(&buffer);
}

/* Our files see the globals as they were when the module was opened, so that a user's variable
   named `type` or `table` breaks nothing; of print alone they see the user's own. */
static const char environment_key;

static void make_environment(lua_State *L) {
  lua_newtable(L);
  lua_pushglobaltable(L);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pushnil(L);
  lua_setfield(L, -3, "print");
  lua_newtable(L);
  lua_insert(L, -2);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__newindex");
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key);
}

static void load(lua_State *L, const char *text, size_t size, const char *name) {
  const char *chunk = lua_pushfstring(L, LCHECK_CHUNK_PREFIX "%s", name);
  if (luaL_loadbufferx(L, text, size, chunk, "t") != LUA_OK) lua_error(L);
  lua_remove(L, -2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
  if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
}

/* Pushes the chunk of module nn.NAME, from the folder (upvalue 1) or from the program, or nil. */
static void push_chunk(lua_State *L, int folder, const char *name) {
  bool docs = strncmp(name, "docs.", 5) == 0;
  const char *file = lua_pushfstring(L, docs ? "docs/%s" : "nn/%s", docs ? name + 5 : name);
  if (lua_isstring(L, folder)) {
    push_file_text(L, lua_tostring(L, folder), file);
    if (!lua_isnil(L, -1)) {
      size_t size;
      const char *text = lua_tolstring(L, -1, &size);
      load(L, text, size, name);
      return;
    }
  }
  for (const Embedded *e = embedded_files; e->name; e++) {
    if (strcmp(e->name, file) != 0) continue;
    load(L, (const char *)e->data, e->size, name);
    return;
  }
  lua_pushnil(L);
}

/* The searcher of nn.*: package.path and package.cpath stay as they are. */
static int search(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strncmp(name, "nn.", 3) != 0) return 0;
  push_chunk(L, lua_upvalueindex(1), name + 3);
  if (lua_isnil(L, -1)) return 0;
  return 1;
}

static void add_searcher(lua_State *L) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  int searchers = lua_gettop(L);
  push_lua_folder(L);
  lua_pushcclosure(L, search, 1);
  lua_rawseti(L, searchers, (lua_Integer)lua_rawlen(L, searchers) + 1);
  lua_settop(L, searchers - 2);
}

/* ---- the module ------------------------------------------------------------------------------ */

void nn_versions(lua_State *L) {
  Status status;
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  lua_pushfstring(L, "zlib %s\n", zlibVersion());
  luaL_addvalue(&b);
  if (blas_ready(&status))
    lua_pushfstring(L, "%s (%s)\n", blas_config(), SONAME_openblas);
  else
    lua_pushfstring(L, "%s\n", status.text);
  luaL_addvalue(&b);
  luaL_addstring(&b, SONAME_libzip ", " SONAME_libpng ", " SONAME_libturbojpeg " and " SONAME_chafa
                                   ", opened at first use\n");
  luaL_pushresult(&b);
}

static int core_versions(lua_State *L) {
  nn_versions(L);
  return 1;
}

int luaopen_nn(lua_State *L) {
  luaL_checkversion(L);
  make_environment(L);
  add_searcher(L);
  lua_newtable(L); /* nn */
  int nn = lua_gettop(L);
  lua_newtable(L); /* core: what the Lua files share with C; package.loaded["nn.core"] */
  int core = lua_gettop(L);
  lua_pushvalue(L, nn);
  lua_setfield(L, core, "nn");
  lua_pushvalue(L, nn);
  lmatrix_open(L);
  lua_setfield(L, core, "matrix_meta");
  lua_settop(L, core);
  ldataset_open(L);
  lua_setfield(L, core, "dataset_meta");
  lnetwork_open(L);
  lua_setfield(L, core, "network_meta");
  limage_open(L);
  lua_setfield(L, core, "image_meta");
  luaL_newmetatable(L, "sample"); /* of the plain tables d[i] and n:activations(x): they print */
  lua_setfield(L, core, "sample_meta");
  luaL_newmetatable(L, "list of activations");
  lua_setfield(L, core, "activations_meta");
  lsystem_open(L);
  lfile_open(L);
  lprocess_open(L);
  lua_pushcfunction(L, core_versions);
  lua_setfield(L, core, "versions");
  push_program_folder(L);
  lua_setfield(L, core, "program_folder");
  lua_pushliteral(L, NNLUA_VERSION);
  lua_setfield(L, core, "version");
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, core);
  lua_setfield(L, -2, "nn.core");
  lua_pop(L, 1);
  lua_getglobal(L, "require"); /* nn.init finishes the tables */
  lua_pushliteral(L, "nn.init");
  lua_call(L, 1, 0);
  lua_settop(L, nn);
  return 1;
}
