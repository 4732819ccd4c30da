/* repl: see repl.h. */
#include "host/repl.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(NN_libedit)
#include <editline/readline.h>
#else
#include <readline/history.h>
#include <readline/readline.h>
#endif

#include "host/call.h"

#define NO_MORE_INPUT (-1) /* beside lua_load's status codes, which are not negative */

/* Pushes the value of the global _PROMPT (or _PROMPT2 inside a statement) as a string and returns
   it. Without such a global it pushes nil and returns the default. */
static const char *push_prompt(lua_State *L, bool first) {
  if (lua_getglobal(L, first ? "_PROMPT" : "_PROMPT2") == LUA_TNIL) return first ? "> " : ">> ";
  const char *prompt = luaL_tolstring(L, -1, NULL);
  lua_remove(L, -2); /* the value behind the string */
  return prompt;
}

/* Asks for a line and pushes it. At the end of the input it returns false and leaves the prompt
   on the stack instead. */
static bool push_line(lua_State *L, bool first) {
  char *line = readline(push_prompt(L, first));
  if (line == NULL) return false;
  lua_pop(L, 1); /* prompt */
  if (first && line[0] == '=') {
    lua_pushfstring(L, "return %s", line + 1); /* `=x` shows x, a habit from Lua 5.1 */
  } else {
    lua_pushstring(L, line);
  }
  free(line);
  return true;
}

/* A statement is unfinished exactly when the parser stumbled over the end of the text. */
static bool is_unfinished(lua_State *L, int status) {
  static const char mark[] = "<eof>";
  if (status != LUA_ERRSYNTAX) return false;
  size_t length, mark_length = sizeof mark - 1;
  const char *message = lua_tolstring(L, -1, &length);
  return length >= mark_length && strcmp(message + length - mark_length, mark) == 0;
}

/* Tries the line on top of the stack as an expression. Pushes the function when it is one. */
static int load_expression(lua_State *L) {
  const char *line = lua_tostring(L, -1);
  const char *returned = lua_pushfstring(L, "return %s;", line);
  int status = luaL_loadbuffer(L, returned, strlen(returned), "=stdin");
  if (status != LUA_OK) {
    lua_pop(L, 2); /* message, returned */
    return status;
  }
  if (line[0] != '\0') add_history(line);
  lua_remove(L, -2); /* returned */
  return status;
}

/* Loads the text at stack index 1 as statements, asking for more lines while it is unfinished.
   Pushes the function or the error message. When the input ends inside a statement, Lua 5.4.4
   reports the prompt that got no answer; so do we. */
static int load_statements(lua_State *L) {
  for (;;) {
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    int status = luaL_loadbuffer(L, text, length, "=stdin");
    bool unfinished = is_unfinished(L, status);
    if (unfinished) lua_pop(L, 1); /* message */
    if (!unfinished || !push_line(L, false)) {
      add_history(text); /* the whole statement is one entry */
      return status;
    }
    lua_pushliteral(L, "\n");
    lua_insert(L, -2);
    lua_concat(L, 3); /* text, newline, line */
  }
}

/* Reads a statement or expression. Leaves the function or a message alone on the stack. */
static int load_input(lua_State *L) {
  lua_settop(L, 0);
  if (!push_line(L, true)) return NO_MORE_INPUT;
  int status = load_expression(L);
  if (status != LUA_OK) status = load_statements(L);
  lua_remove(L, 1); /* the text */
  return status;
}

/* Hands all that is on the stack to the global print, whatever it is by now. */
static void print_results(lua_State *L) {
  int n = lua_gettop(L);
  if (n == 0) return;
  luaL_checkstack(L, LUA_MINSTACK, "too many results to print");
  lua_getglobal(L, "print");
  lua_insert(L, 1);
  if (lua_pcall(L, n, 0, 0) != LUA_OK) {
    const char *reason = lua_tostring(L, -1);
    call_message(NULL, lua_pushfstring(L, "error calling 'print' (%s)", reason));
  }
}

void repl_run(lua_State *L) {
  int status;
  rl_readline_name = "lua"; /* `$if lua` in the user's ~/.inputrc holds for us as well */
  while ((status = load_input(L)) != NO_MORE_INPUT) {
    if (status == LUA_OK) status = call_protected(L, 0, LUA_MULTRET);
    if (status == LUA_OK) {
      print_results(L);
    } else {
      call_report(L, status, NULL); /* at the prompt it is clear which program speaks */
    }
  }
  lua_settop(L, 0);
  lua_writeline(); /* the shell's prompt comes on a line of its own */
}
