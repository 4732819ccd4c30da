/* lrandom: see lrandom.h. */
#include "bind/lrandom.h"

#include "bind/lcheck.h"

static const char key; /* its address is the registry's key */

LRandom *lrandom_get(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &key) == LUA_TNIL) {
    LRandom *fresh = lua_newuserdatauv(L, sizeof *fresh, 0);
    fresh->seed = (lua_Integer)rng_entropy();
    rng_seed(&fresh->rng, (uint64_t)fresh->seed);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
    lua_pop(L, 1);
    return fresh;
  }
  LRandom *random = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return random;
}

int lrandom_seed(lua_State *L) {
  LRandom *random = lrandom_get(L);
  lua_Integer seed = lua_isnoneornil(L, 1)
                         ? (lua_Integer)rng_entropy()
                         : lcheck_integer(L, 1, "seed", "the seed", 0, LUA_MAXINTEGER);
  random->seed = seed;
  rng_seed(&random->rng, (uint64_t)seed);
  lua_pushinteger(L, seed);
  return 1;
}
