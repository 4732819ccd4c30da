/* repl: the prompt, for main.c. It is that of the stand-alone `lua`: it shows the value of an
   expression, asks on while a statement is unfinished, and keeps the history in memory. Lines are
   edited by readline or libedit, whichever the Makefile's EDITOR says. Relies on host/call. */
#ifndef NN_REPL_H
#define NN_REPL_H

#include <lua.h>

/* Reads, runs and prints until the end of the input (Ctrl-D). Empties the stack of L. Errors in
   what was typed are printed and the loop goes on; an error raised by the __tostring of _PROMPT
   or _PROMPT2 ends it and goes to the caller. */
void repl_run(lua_State *L);

#endif
