/* call: see call.h. */
#include "host/call.h"

#include <errno.h>
#include <lauxlib.h>
#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "core/status.h"

#define SECOND_PRESS_WITHIN 2.0 /* seconds */

/* What the signal handler needs. A handler has no arguments of its own, so these cannot be
   anywhere else. */
static lua_State *volatile running;
static volatile sig_atomic_t pressed_before;
static struct timespec pressed_at; /* touched by the handler alone */

void call_message(const char *program, const char *text) {
  if (program) lua_writestringerror("%s: ", program);
  lua_writestringerror("%s\n", text);
}

int call_report(lua_State *L, int status, const char *program) {
  if (status != LUA_OK) {
    const char *text = lua_tostring(L, -1);
    /* Where no message handler is at work the error may be any object; the words are lua's. */
    call_message(program, text ? text : "(null)");
    lua_pop(L, 1);
  }
  return status;
}

/* ---- Ctrl-C ----------------------------------------------------------------------------------*/

/* Without SA_RESTART, as lua does it: a read that waits for input has to end too. */
static void set_signal(int signal_number, void (*handler)(int)) {
  struct sigaction action;
  action.sa_handler = handler;
  action.sa_flags = 0;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, NULL);
}

static void raise_interrupted(lua_State *L, lua_Debug *where) {
  (void)where;
  lua_sethook(L, NULL, 0, 0);
  status_interrupt_clear();
  luaL_error(L, "interrupted!");
}

/* One Ctrl-C is one error: when a C kernel saw the flag first, it has raised and cleared it. */
static void raise_unless_answered(lua_State *L, lua_Debug *where) {
  Status status;
  if (status_interrupted(&status)) {
    raise_interrupted(L, where);
  } else {
    lua_sethook(L, NULL, 0, 0);
  }
}

/* Notes the time and says whether the press before was a moment ago. */
static bool pressed_again(void) {
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  double since =
      (double)(now.tv_sec - pressed_at.tv_sec) + (double)(now.tv_nsec - pressed_at.tv_nsec) / 1e9;
  bool again = pressed_before && since <= SECOND_PRESS_WITHIN;
  pressed_at = now;
  pressed_before = 1;
  return again;
}

/* Only a hook may be set from a signal handler; Lua calls it between two instructions, where it is
   safe to raise. From then on the next Ctrl-C kills, so nobody is ever locked in. */
static void on_interrupt(int signal_number) {
  int saved = errno;
  bool shielded = status_shield(0) > 0;
  bool again = pressed_again();
  status_interrupt();
  if (!shielded || again) {
    int every = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT;
    set_signal(signal_number, SIG_DFL);
    lua_sethook(running, shielded ? raise_interrupted : raise_unless_answered, every, 1);
  }
  errno = saved;
}

/* A Ctrl-C that came too late for the last call must not hit this one. A hook set by the user
   (debug.sethook at the prompt) stays. */
static void forget_interrupts(lua_State *L) {
  lua_Hook hook = lua_gethook(L);
  if (hook == raise_interrupted || hook == raise_unless_answered) lua_sethook(L, NULL, 0, 0);
  status_interrupt_clear();
  pressed_before = 0;
}

/* ---- calls -----------------------------------------------------------------------------------*/

/* The message handler: strings and numbers get a traceback; an object that can tell what it is
   speaks for itself. */
static int explain(lua_State *L) {
  const char *text = lua_tostring(L, 1);
  if (text == NULL) {
    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
    text = lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
  }
  luaL_traceback(L, L, text, 1); /* 1: without this handler itself */
  return 1;
}

int call_protected(lua_State *L, int nargs, int nresults) {
  int handler = lua_gettop(L) - nargs;
  lua_pushcfunction(L, explain);
  lua_insert(L, handler); /* below the function and its arguments */
  forget_interrupts(L);
  running = L;
  set_signal(SIGINT, on_interrupt);
  int status = lua_pcall(L, nargs, nresults, handler);
  set_signal(SIGINT, SIG_DFL);
  lua_remove(L, handler);
  return status;
}
