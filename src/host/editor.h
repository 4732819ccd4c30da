/* editor: lines that are edited at a terminal, for the prompt's Lua side, over readline or libedit
   (the Makefile's EDITOR). It works on one Lua state at a time, as readline has one line. */
#ifndef NN_EDITOR_H
#define NN_EDITOR_H

#include <lua.h>

/* Adds to the table on top of the stack:

   read(prompt, before) -> the line without its newline; nil at Ctrl-D on an empty line, false at
     Ctrl-C. `before` is what the statement holds already; completion sees it. A pasted text of many
     lines comes as one.
   remember(text): a new entry of the history, which may have many lines.
   serve(complete, hint): complete(text) -> start, items is what Tab offers after text; hint(text)
     -> a line to show behind the cursor, or nil. Errors in them offer nothing. */
void editor_open(lua_State *L);

#endif
