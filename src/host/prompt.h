/* prompt: the prompt at a terminal, for main.c. Its loop is Lua (lua/nn/repl.lua); here is what Lua
   cannot do by itself: the module nn.host, with lines from host/editor.h, calls that Ctrl-C stops,
   and a file that others cannot read. Anywhere but at a terminal host/repl.h is the prompt. */
#ifndef NN_PROMPT_H
#define NN_PROMPT_H

#include <lua.h>
#include <stdbool.h>

/* Makes `require "nn.host"` work; it is built at its first use. */
void prompt_open(lua_State *L);

/* Are both stdin and stdout terminals? */
bool prompt_wanted(void);

/* Reads, runs and shows until Ctrl-D. `script` is the one that ran before, NULL if there was none,
   and `failed` tells how it ended; `plain` leaves the user's start-up file aside. */
void prompt_run(lua_State *L, const char *script, bool failed, bool plain);

#endif
