/* lrandom: the default random generator of a Lua state: nn.seed, and whatever takes numbers from
   it. */
#ifndef NN_LRANDOM_H
#define NN_LRANDOM_H

#include <lua.h>

#include "core/rng.h"

typedef struct LRandom {
  Rng rng;
  lua_Integer seed; /* what it was last seeded with */
} LRandom;

/* The state's generator; made, with a seed drawn from the system, at the first call. */
LRandom *lrandom_get(lua_State *L);

/* nn.seed([n]) -> n: seeds the generator, without n from the system. */
int lrandom_seed(lua_State *L);

#endif
