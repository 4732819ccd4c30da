/* call: how the program runs Lua code and tells what went wrong, for main.c and repl.c.

   Two habits of the stand-alone `lua` live here: errors come with a traceback, and Ctrl-C stops the
   code that runs. To these it adds that Ctrl-C also reaches C kernels, through core/status. Works
   on one main Lua state at a time. */
#ifndef NN_CALL_H
#define NN_CALL_H

#include <lua.h>
#include <stdbool.h>

/* Pushes the function of that name in a Lua module. */
void call_push(lua_State *L, const char *module, const char *name);

/* Calls the function below its nargs arguments on the stack, as lua_pcall does, and returns
   lua_pcall's status. An error message gets a traceback, or what the error object's __tostring
   says.

   While the call runs, the first Ctrl-C raises "interrupted!" in it and a second one kills the
   program. While a status_shield is up the first only sets the flag of core/status, a second
   within two seconds raises and a third kills. */
int call_protected(lua_State *L, int nargs, int nresults);

/* The same with a message handler of the caller's, at this stack index. */
int call_with_handler(lua_State *L, int nargs, int nresults, int handler);

/* Was Ctrl-C pressed during the last call? */
bool call_was_interrupted(void);

/* From now on no Ctrl-C kills the program, however many there are: what runs is stopped, and at
   other times nothing happens. For a prompt, whose session nobody wants to lose. */
void call_survive_interrupts(void);

/* If status is an error: prints the message on top of the stack with call_message and pops it.
   Returns status. */
int call_report(lua_State *L, int status, const char *program);

/* Prints "program: text" to stderr, or the text alone if program is NULL. */
void call_message(const char *program, const char *text);

#endif
