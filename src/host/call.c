/* call: see call.h. */
#include "host/call.h"

#include <errno.h>
#include <lauxlib.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bind/lcheck.h"
#include "core/status.h"

#define SECOND_PRESS_WITHIN 2.0  /* seconds */
#define PRESSES_WITHOUT_ANSWER 3 /* at a prompt, until one is told of another key */

/* What the signal handler needs. A handler has no arguments of its own, so these cannot be
   anywhere else. */
static lua_State *volatile running;
static volatile sig_atomic_t presses;  /* during this call */
static struct timespec pressed_at;     /* touched by the handler alone */
static volatile sig_atomic_t survives; /* no Ctrl-C kills */

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

/* What Ctrl-C does while nothing runs, and from its second press on. */
static void leave_interrupts(int signal_number) {
  set_signal(signal_number, survives ? SIG_IGN : SIG_DFL);
}

static void raise_interrupted(lua_State *L, lua_Debug *where) {
  (void)where;
  lua_sethook(L, NULL, 0, 0);
  status_interrupt_clear();
  lcheck_error(L, "interrupted!"); /* at the line of the script */
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
  bool again = presses > 0 && since <= SECOND_PRESS_WITHIN;
  pressed_at = now;
  presses++;
  return again;
}

static bool is_ours(lua_Hook hook) {
  return hook == raise_interrupted || hook == raise_unless_answered;
}

/* At a prompt no Ctrl-C kills. While a C function runs that never looks, the hook waits in vain. */
static void tell_of_quit(void) {
  static const char text[] =
      "\nThis call does not listen to Ctrl-C. Ctrl-\\ ends the program and loses its variables.\n";
  if (presses != PRESSES_WITHOUT_ANSWER || !is_ours(lua_gethook(running))) return;
  ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
  (void)written;
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
    if (survives)
      tell_of_quit();
    else
      leave_interrupts(signal_number);
    lua_sethook(running, shielded ? raise_interrupted : raise_unless_answered, every, 1);
  }
  errno = saved;
}

/* A Ctrl-C that came too late for the last call must not hit this one. A hook set by the user
   (debug.sethook at the prompt) stays. */
static void forget_interrupts(lua_State *L) {
  if (is_ours(lua_gethook(L))) lua_sethook(L, NULL, 0, 0);
  status_interrupt_clear();
  presses = 0;
}

/* ---- calls -----------------------------------------------------------------------------------*/

static bool starts(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

/* Pushes the traceback of L without the frames of our own Lua files, which are no business of the
   script's author: "nn:fit:49: …", what they call in the table core, and a tail call after them. */
static void push_traceback(lua_State *L) {
  luaL_traceback(L, L, NULL, 1); /* 1: without the message handler itself */
  const char *line = lua_tostring(L, -1);
  luaL_Buffer kept;
  luaL_buffinit(L, &kept);
  for (bool own = false; *line;) {
    const char *newline = strchr(line, '\n');
    size_t length = newline ? (size_t)(newline - line) + 1 : strlen(line);
    own = starts(line, "\tnn:") || starts(line, "\t[C]: in function 'nn.core.") ||
          (own && starts(line, "\t(...tail calls...)"));
    if (!own) luaL_addlstring(&kept, line, length);
    line += length;
  }
  luaL_pushresult(&kept);
  lua_remove(L, -2); /* the whole one */
}

/* The message handler: strings and numbers get a traceback; an object that can tell what it is
   speaks for itself. */
static int explain(lua_State *L) {
  const char *text = lua_tostring(L, 1);
  if (text == NULL) {
    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
    text = lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
  }
  lua_pushfstring(L, "%s\n", text);
  push_traceback(L);
  lua_concat(L, 2);
  return 1;
}

void call_push(lua_State *L, const char *module, const char *name) {
  lua_getglobal(L, "require");
  lua_pushstring(L, module);
  lua_call(L, 1, 1);
  lua_getfield(L, -1, name);
  lua_remove(L, -2);
}

int call_with_handler(lua_State *L, int nargs, int nresults, int handler) {
  lua_State *outer = running; /* a call in a call: then the outer one goes on hearing Ctrl-C */
  forget_interrupts(L);
  running = L;
  set_signal(SIGINT, on_interrupt);
  int status = lua_pcall(L, nargs, nresults, handler);
  running = outer;
  if (outer == NULL)
    leave_interrupts(SIGINT);
  else
    set_signal(SIGINT, on_interrupt);
  return status;
}

int call_protected(lua_State *L, int nargs, int nresults) {
  int handler = lua_gettop(L) - nargs;
  lua_pushcfunction(L, explain);
  lua_insert(L, handler); /* below the function and its arguments */
  int status = call_with_handler(L, nargs, nresults, handler);
  lua_remove(L, handler);
  return status;
}

bool call_was_interrupted(void) { return presses > 0; }

void call_survive_interrupts(void) {
  survives = 1;
  leave_interrupts(SIGINT);
}
