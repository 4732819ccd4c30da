/* editor: see editor.h. */
#define _GNU_SOURCE /* ppoll, asprintf */
#include "host/editor.h"

#include <errno.h>
#include <lauxlib.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(NN_libedit)
#include <editline/readline.h>
#else
#include <readline/history.h>
#include <readline/readline.h>
#endif

/* readline's functions have no argument for their caller's own things, so what they need while a
   line is edited cannot be anywhere else. */
static lua_State *editing;
static volatile sig_atomic_t interrupted; /* by Ctrl-C, while the line was edited */

/* Where the functions of `serve` and the text before the line are kept in the registry. */
static const char complete_key, hint_key, before_key, items_key;

/* ---- asking Lua ------------------------------------------------------------------------------*/

/* Calls the function kept at `key` with the text before the line and the line up to `end`. Returns
   whether all went well: then `nresults` values lie on the stack, else nothing. */
static bool ask(const void *key, int end, int nresults) {
  lua_State *L = editing;
  if (!lua_checkstack(L, 8)) return false;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) != LUA_TFUNCTION) {
    lua_pop(L, 1);
    return false;
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &before_key);
  lua_pushlstring(L, rl_line_buffer, (size_t)end);
  lua_concat(L, 2);
  if (lua_pcall(L, 1, nresults, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

/* ---- Tab -------------------------------------------------------------------------------------*/

/* Asks for the items and keeps them. Returns how much of the line is before what they replace. */
static int find_items(void) {
  lua_State *L = editing;
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &items_key);
  if (!ask(&complete_key, rl_point, 2)) return 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &before_key);
  lua_Integer start = lua_tointeger(L, -3) - (lua_Integer)lua_rawlen(L, -1); /* from 1 */
  lua_pop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &items_key);
  lua_pop(L, 1);
  return start > 1 && start <= rl_point + 1 ? (int)start - 1 : 0;
}

/* readline looks for the start of a word by itself, going back to the nearest of some characters.
   Lua knows better; so the only such character is the one before the start that Lua gave. libedit
   has not yet looked at the line here: there a word ends at a blank alone, and `kept` of it
   stays. */
static char break_characters[2];
static int kept;

static char *find_start(void) {
#if !defined(NN_libedit)
  int start = find_items();
  break_characters[0] = start > 0 ? rl_line_buffer[start - 1] : '\0';
#endif
  return break_characters;
}

/* readline's way of asking for one match after the other; NULL ends them. */
static char *next_match(const char *text, int state) {
  static lua_Integer at;
  lua_State *L = editing;
  at = state == 0 ? 1 : at + 1;
  char *match = NULL;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &items_key) == LUA_TTABLE) {
    lua_rawgeti(L, -1, at);
    const char *item = lua_tostring(L, -1);
    const char *typed = text + kept;
    if (item && strncmp(item, typed, strlen(typed)) == 0 &&
        asprintf(&match, "%.*s%s", kept, text, item) < 0)
      match = NULL;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return match;
}

static char **complete(const char *text, int start, int end) {
  (void)start, (void)end;
#if defined(NN_libedit)
  kept = find_items() - start;
  if (kept < 0 || (size_t)kept > strlen(text)) return NULL;
#endif
  rl_attempted_completion_over = 1; /* no file names of readline's own */
  rl_completion_append_character = '\0';
  return rl_completion_matches(text, next_match);
}

/* ---- signals ---------------------------------------------------------------------------------*/

static struct sigaction at_prompt, before_prompt;
static sigset_t all_but_interrupt; /* the signals that stay blocked while a key is awaited */

static void on_interrupt(int signal_number) {
  (void)signal_number;
  interrupted = 1;
}

/* Called by readline once its own handlers are set. */
static int take_interrupts(void) {
  sigaction(SIGINT, &at_prompt, NULL);
  return 0;
}

#if !defined(NN_libedit)

/* At the start of a line there is nothing to complete: Tab indents. */
static int complete_or_indent(int count, int key) {
  for (int i = 0; i < rl_point; i++)
    if (rl_line_buffer[i] != ' ' && rl_line_buffer[i] != '\n') return rl_complete(count, key);
  rl_insert_text("  ");
  return 0;
}

/* ---- the hint --------------------------------------------------------------------------------*/

static bool hint_shown; /* behind the cursor, which stands at the end of the line */
static bool hint_dim;   /* with the terminal's faint letters, or as it is */
static int prompt_columns;

/* Columns of text on a screen: bytes that go on a character take none, nor does what stands between
   \1 and \2 in a prompt. */
static int columns_of(const char *text, size_t size) {
  int n = 0;
  bool visible = true;
  for (size_t i = 0; i < size; i++) {
    if (text[i] == '\1' || text[i] == '\2')
      visible = text[i] == '\2';
    else
      n += visible && (text[i] & 0xc0) != 0x80;
  }
  return n;
}

/* The column of the cursor when it stands at the end of the line. */
static int end_column(int screen) {
  int start = rl_end;
  while (start > 0 && rl_line_buffer[start - 1] != '\n') start--;
  int column = columns_of(rl_line_buffer + start, (size_t)(rl_end - start));
  return (start == 0 ? column + prompt_columns : column) % screen;
}

/* The bytes of text that fill at most `room` columns. */
static int bytes_in(const char *text, int room) {
  int i = 0;
  for (int n = 0; text[i]; i++) {
    if ((text[i] & 0xc0) != 0x80 && n++ == room) break;
  }
  return i;
}

static void hide_hint(void) {
  if (!hint_shown) return;
  fputs("\033[J", rl_outstream); /* in a window that became narrow it has more than one line */
  fflush(rl_outstream);
  hint_shown = false;
}

/* Behind a line that ends inside the parentheses of a known function. Nothing is shown where it
   would not fit: it must not move the line. */
static void show_hint(void) {
  int rows, screen;
  rl_get_screen_size(&rows, &screen);
  int room = screen > 0 ? screen - end_column(screen) - 3 : 0;
  if (rl_point < rl_end || rl_end == 0 || room < 16 || !ask(&hint_key, rl_end, 1)) return;
  const char *hint = lua_tostring(editing, -1);
  if (hint) {
    const char *dim = hint_dim ? "\033[2m" : "", *plain = hint_dim ? "\033[0m" : "";
    fprintf(rl_outstream, "\0337  %s%.*s%s\0338", dim, bytes_in(hint, room), hint, plain);
    fflush(rl_outstream);
    hint_shown = true;
  }
  lua_pop(editing, 1);
}

static void redisplay(void) {
  hide_hint();
  rl_redisplay();
  if (!RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_COMPLETING)) show_hint();
}

/* ---- Ctrl-C ----------------------------------------------------------------------------------*/

#define CTRL_G 7
#define PATIENCE 64 /* keys after which whoever still reads is told that the input has ended */

static int abort_keys;
static bool abort_shown;

/* readline cannot be left at any moment, so Ctrl-C becomes keys: Ctrl-G as long as it searches or
   asks, then Return, until it gives the line back. */
static int abort_key(void) {
  if (++abort_keys > PATIENCE) return EOF;
  if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_MULTIKEY |
                 RL_STATE_METANEXT | RL_STATE_COMPLETING | RL_STATE_VIMOTION))
    return CTRL_G;
  if (!abort_shown) {
    abort_shown = true;
    rl_point = rl_end;
    rl_redisplay();
    fputs("^C", rl_outstream);
  }
  return '\r';
}

/* readline's answers to what is not Ctrl-C. After a change of the window's size it draws the line
   anew only if nobody else draws; after Ctrl-Z and fg it does not, and SIGINT is its own again. */
static void answer_signals(void) {
  if (!rl_pending_signal()) return;
  rl_voidfunc_t *drawing = rl_redisplay_function;
  bool stopped = rl_pending_signal() == SIGTSTP;
  hide_hint();
  rl_redisplay_function = rl_redisplay;
  rl_check_signals();
  rl_redisplay_function = drawing;
  take_interrupts();
  if (stopped)
    rl_forced_update_display();
  else
    drawing();
}

/* At the end of the input the cursor stands behind the prompt, but for a readline that pastes in
   brackets: that has begun a new line by itself. */
static void leave_line(void) {
  const char *brackets = rl_variable_value("enable-bracketed-paste");
  if (!brackets || strcmp(brackets, "on") != 0) fputs("\n", stdout);
}

#else

static void hide_hint(void) {}
static int abort_key(void) { return '\r'; }
static void answer_signals(void) {}
static void leave_line(void) { fputs("\n", stdout); }

#endif

/* SIGINT is let in only here, while nothing happens, so it is never lost between two looks. */
static int next_key(FILE *in) {
  (void)in; /* always stdin; libedit gives none */
  for (;;) {
    if (interrupted) {
      hide_hint();
      return abort_key();
    }
    struct pollfd wanted = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&wanted, 1, NULL, &all_but_interrupt);
    bool disturbed = ready < 0 && errno == EINTR;
    answer_signals();
    if (disturbed) continue;
    unsigned char key;
    ssize_t n = ready < 0 ? -1 : read(STDIN_FILENO, &key, 1);
    if (n < 0 && ready >= 0 && errno == EINTR) continue;
    hide_hint();
    return n == 1 ? key : EOF;
  }
}

/* ---- reading ---------------------------------------------------------------------------------*/

#if !defined(NN_libedit)

/* Up and Down look for entries that begin as the line does, unless the user's ~/.inputrc has given
   them other work. */
static void bind_keys(void) {
  static const struct {
    const char *keys;
    rl_command_func_t *usual, *ours;
  } bindings[] = {
      {"\033[A", rl_get_previous_history, rl_history_search_backward},
      {"\033OA", rl_get_previous_history, rl_history_search_backward},
      {"\033[B", rl_get_next_history, rl_history_search_forward},
      {"\033OB", rl_get_next_history, rl_history_search_forward},
      {"\t", rl_complete, complete_or_indent},
  };
  for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++) {
    rl_command_func_t *now = rl_function_of_keyseq(bindings[i].keys, NULL, NULL);
    if (now == bindings[i].usual) rl_bind_keyseq(bindings[i].keys, bindings[i].ours);
  }
}

static void set_up_editor(void) {
  rl_variable_bind("show-all-if-ambiguous", "on"); /* before the user's ~/.inputrc, which wins */
  rl_initialize();
  bind_keys();
  rl_change_environment = 0; /* LINES and COLUMNS are not ours to set */
  const char *terminal = getenv("TERM");
  if (terminal && strcmp(terminal, "dumb") != 0) rl_redisplay_function = redisplay;
}

static void prepare_line(const char *prompt) {
  prompt_columns = columns_of(prompt, strlen(prompt));
  abort_keys = 0;
  abort_shown = false;
  rl_readline_state &= ~(unsigned long)RL_STATE_COMPLETING; /* which Ctrl-C in a list leaves set */
  rl_reset_screen_size(); /* it may have changed while something ran */
}

#else

static void set_up_editor(void) { rl_initialize(); }
static void prepare_line(const char *prompt) { (void)prompt; }

#endif

static void set_up(void) {
  static bool done;
  if (done) return;
  done = true;
  rl_readline_name = "lua"; /* `$if lua` in the user's ~/.inputrc holds for us as well */
  rl_attempted_completion_function = complete;
  rl_completion_word_break_hook = find_start;
  rl_getc_function = next_key;
  rl_startup_hook = take_interrupts;
  at_prompt.sa_handler = on_interrupt;
  sigemptyset(&at_prompt.sa_mask);
  set_up_editor();
}

static int editor_read(lua_State *L) {
  const char *prompt = luaL_checkstring(L, 1);
  luaL_checkstring(L, 2);
  lua_settop(L, 2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &before_key);
  editing = L;
  interrupted = 0;
  set_up();
  prepare_line(prompt);
  sigset_t interrupt_alone;
  sigemptyset(&interrupt_alone);
  sigaddset(&interrupt_alone, SIGINT);
  sigaction(SIGINT, NULL, &before_prompt);
  sigprocmask(SIG_BLOCK, &interrupt_alone, &all_but_interrupt);
  char *line = readline(prompt);
  sigaction(SIGINT, &before_prompt, NULL);
  sigprocmask(SIG_SETMASK, &all_but_interrupt, NULL);
  if (!line && !interrupted) leave_line();
  if (interrupted)
    lua_pushboolean(L, 0);
  else
    lua_pushstring(L, line); /* nil for NULL */
  free(line);
  return 1;
}

static int editor_remember(lua_State *L) {
  add_history(luaL_checkstring(L, 1));
  return 0;
}

static int editor_serve(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  luaL_checktype(L, 2, LUA_TFUNCTION);
#if !defined(NN_libedit)
  hint_dim = lua_toboolean(L, 3);
#endif
  lua_settop(L, 2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &hint_key);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &complete_key);
  return 0;
}

void editor_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"read", editor_read}, {"remember", editor_remember}, {"serve", editor_serve}, {0, 0}};
  luaL_setfuncs(L, functions, 0);
}
