/* lnetwork_parts: what the files of lnetwork give each other. */
#ifndef NN_LNETWORK_PARTS_H
#define NN_LNETWORK_PARTS_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/rng.h"
#include "net/network.h"

/* Samples that pass through the engine at a time. */
#define BLOCK 256

typedef struct LNetwork {
  const NetOps *ops;
  NetSpec spec;
  Net *net;      /* inside this userdata; its work areas are user value WORK */
  bool has_work; /* they are made at the first use */
  bool custom;   /* has activations written in Lua: lua/nn/custom.lua computes, not the engine */
  bool fitting;  /* inside n:fit: nothing else may train it then */
  size_t queued; /* samples that n:train took but that are not learnt yet: see settle */
  size_t taken;  /* samples that n:train ever took, to name one in an error */
  double learning_rate;
  Rng rng;
  lua_Integer seed;
} LNetwork;

/* The network at arg of function `name`; anything else raises. */
LNetwork *lnetwork_check(lua_State *L, int arg, const char *name);

/* n:train(x, t) only queues a sample: a block of them is learnt many times faster than one by one,
   with the same result (net/online.h). Whoever looks at the network, or changes it, settles it
   first, so that nobody can tell. A sample's trouble is raised here, too, and names the sample; as
   in a plain loop, those after it are then not learnt. */
void lnetwork_settle(lua_State *L, LNetwork *n);

/* The network at arg with nothing queued. */
LNetwork *lnetwork_check_settled(lua_State *L, int arg, const char *name);

/* Everything that computes calls this first: it loads OpenBLAS and makes the work areas. */
void lnetwork_ready(lua_State *L, int arg, LNetwork *n);

/* The largest number that the network can compute with. */
double lnetwork_largest(const LNetwork *n);

extern const luaL_Reg lnetwork_train_methods[];   /* n:train, n:query, ...   */
extern const luaL_Reg lnetwork_train_functions[]; /* core.train, ...         */

#endif
