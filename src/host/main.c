/* main: runs what the command line says, in the order of the stand-alone `lua` 5.4. Beside lua's
   libraries the module nn is open from the start. The options are in options.c, the prompts in
   repl.c and prompt.c, calls and Ctrl-C in call.c. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bind/nn.h"
#include "host/call.h"
#include "host/options.h"
#include "host/prompt.h"
#include "host/repl.h"

/* ---- the words of ours -----------------------------------------------------------------------*/

static void show_versions(lua_State *L) {
  printf("nnlua %s (%s)\n", NNLUA_VERSION, LUA_RELEASE);
  nn_versions(L);
  const char *libraries = lua_tostring(L, -1);
  size_t length = strlen(libraries);
  printf("%s%s", libraries, length > 0 && libraries[length - 1] != '\n' ? "\n" : "");
  lua_pop(L, 1);
}

/* --help: of the program, or of the name that follows. Returns false if that is not known. */
static bool show_help(lua_State *L, const CommandLine *line) {
  if (line->words == line->argc) {
    options_print_help(line->program);
    return true;
  }
  call_push(L, "nn.help", "command");
  lua_pushstring(L, line->argv[line->words]);
  lua_call(L, 1, 2);
  bool found = lua_toboolean(L, -1);
  fprintf(found ? stdout : stderr, "%s\n", lua_tostring(L, -2));
  lua_pop(L, 2);
  return found;
}

/* --test and --lessons: a module's run takes the words that follow; its failure is ours. */
static bool run_words(lua_State *L, const CommandLine *line, const char *module) {
  call_push(L, module, "run");
  for (int i = line->words; i < line->argc; i++) lua_pushstring(L, line->argv[i]);
  int status = call_protected(L, line->argc - line->words, 1);
  if (call_report(L, status, line->program) != LUA_OK) return false;
  bool good = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return good;
}

static void call_plain(lua_State *L, const char *module, const char *name) {
  call_push(L, module, name);
  lua_call(L, 0, 0);
}

/* ---- running what it says --------------------------------------------------------------------*/

static void print_version(void) {
  lua_writestring(LUA_COPYRIGHT, strlen(LUA_COPYRIGHT));
  lua_writeline();
}

/* Sets the global arg: the script's name at 0, its arguments from 1, the words before it from -1
   downwards. Without a script the program itself is at 0. */
static void set_arg(lua_State *L, const CommandLine *line) {
  int zero = line->script == line->argc ? 0 : line->script;
  lua_createtable(L, line->argc - (zero + 1), zero + 1);
  for (int i = 0; i < line->argc; i++) {
    lua_pushstring(L, line->argv[i]);
    lua_rawseti(L, -2, i - zero);
  }
  lua_setglobal(L, "arg");
}

/* Pushes what the script sees as `...` and returns how many that are. They come from the table,
   not from the command line, since an option -e may have changed it. */
static int push_script_arguments(lua_State *L) {
  if (lua_getglobal(L, "arg") != LUA_TTABLE) luaL_error(L, "'arg' is not a table");
  int table = lua_gettop(L);
  int n = (int)luaL_len(L, table);
  luaL_checkstack(L, n + 3, "too many arguments to script");
  for (int i = 1; i <= n; i++) lua_rawgeti(L, table, i);
  lua_remove(L, table);
  return n;
}

/* Calls the chunk that was just loaded, unless loading it failed, and reports an error. */
static bool run_chunk(lua_State *L, int status, const char *program) {
  if (status == LUA_OK) status = call_protected(L, 0, 0);
  return call_report(L, status, program) == LUA_OK;
}

static bool run_string(lua_State *L, const char *text, const char *name, const char *program) {
  return run_chunk(L, luaL_loadbuffer(L, text, strlen(text), name), program);
}

/* LUA_INIT_5_4 comes before LUA_INIT; either holds code, or a file's name after an @. */
static bool run_init(lua_State *L, const char *program) {
  const char *name = "=LUA_INIT_5_4"; /* = shows it in messages as it stands */
  const char *init = getenv(name + 1);
  if (init == NULL) {
    name = "=LUA_INIT";
    init = getenv(name + 1);
  }
  if (init == NULL) return true;
  if (init[0] == '@') return run_chunk(L, luaL_loadfile(L, init + 1), program);
  return run_string(L, init, name, program);
}

/* -l: "module" is required into the global of its name, "global=module" into another one. */
static bool require_into_global(lua_State *L, const char *text, const char *program) {
  const char *equals = strchr(text, '=');
  const char *module = equals ? equals + 1 : text;
  const char *global = lua_pushlstring(L, text, equals ? (size_t)(equals - text) : strlen(text));
  lua_getglobal(L, "require");
  lua_pushstring(L, module);
  int status = call_protected(L, 1, 1);
  if (status == LUA_OK) lua_setglobal(L, global);
  call_report(L, status, program);
  lua_pop(L, 1); /* the global's name */
  return status == LUA_OK;
}

/* Does the options that act, in their order, up to the first that fails. */
static bool run_options(lua_State *L, const CommandLine *line) {
  for (int i = 1; i < line->script && i < line->words; i++) {
    char option = line->argv[i][1];
    if (option == 'W') lua_warning(L, "@on", 0);
    if (option != 'e' && option != 'l') continue;
    const char *text = line->argv[i] + 2;
    if (*text == '\0') text = line->argv[++i];
    bool good = option == 'e' ? run_string(L, text, "=(command line)", line->program)
                              : require_into_global(L, text, line->program);
    if (!good) return false;
  }
  return true;
}

/* A lone - is stdin, unless -- said that what follows is a name. */
static bool run_script(lua_State *L, const CommandLine *line) {
  char **name = line->argv + line->script;
  bool from_stdin = strcmp(name[0], "-") == 0 && strcmp(name[-1], "--") != 0;
  int status = luaL_loadfile(L, from_stdin ? NULL : name[0]);
  if (status == LUA_OK) status = call_protected(L, push_script_arguments(L), LUA_MULTRET);
  return call_report(L, status, line->program) == LUA_OK;
}

/* Ours at a terminal; anywhere else lua's own. `failed`: the script before it. */
static void run_prompt(lua_State *L, CommandLine *line, bool failed) {
  const char *program = line->program;
  line->program = NULL; /* stays so if an error leaves the prompt; lua is as taciturn there */
  if (prompt_wanted()) {
    const char *script = line->script < line->argc ? line->argv[line->script] : NULL;
    prompt_run(L, script, failed, line->has_E);
  } else {
    repl_run(L);
  }
  line->program = program;
}

/* After the script: a prompt if wanted, and if nothing at all was asked for what stdin holds. */
static void run_stdin(lua_State *L, CommandLine *line) {
  if (line->has_i) {
    run_prompt(L, line, false);
  } else if (line->script == line->argc && !line->has_e && !line->has_v) {
    if (isatty(STDIN_FILENO)) {
      if (!prompt_wanted()) print_version();
      run_prompt(L, line, false);
    } else {
      run_chunk(L, luaL_loadfile(L, NULL), line->program); /* its failure is no failure in lua */
    }
  }
}

/* lua's libraries and nn. They look at LUA_NOENV, so that comes before them. */
static void open_libraries(lua_State *L, bool no_environment) {
  if (no_environment) {
    lua_pushboolean(L, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  }
  luaL_openlibs(L);
  luaL_requiref(L, "nn", luaopen_nn, 1);
  lua_pop(L, 1);
  prompt_open(L);
}

/* The long words that change how the rest runs. */
static void set_manners(lua_State *L, const CommandLine *line) {
  if (line->no_color) call_plain(L, "nn.color", "off");
  if (line->strict) call_plain(L, "nn.strict", "everywhere");
}

/* The whole run, called by main in protected mode with the CommandLine. Returns true to Lua when
   all went well, and nothing after an error that has been reported. */
static int run(lua_State *L) {
  CommandLine *line = lua_touserdata(L, 1);
  lua_settop(L, 2); /* lua has two values here; now endless recursions overflow at equal depth */
  luaL_checkversion(L);
  if (!options_read(line)) {
    options_print_usage(line);
    return 0;
  }
  if (line->version) {
    show_versions(L);
    lua_pushboolean(L, fflush(stdout) == 0);
    return 1;
  }
  if (line->has_v && !(line->has_i && prompt_wanted())) print_version(); /* our prompt greets */
  open_libraries(L, line->has_E);
  if (line->help) {
    bool found = show_help(L, line);
    lua_pushboolean(L, fflush(stdout) == 0 && found);
    return 1;
  }
  set_arg(L, line);
  lua_gc(L, LUA_GCGEN, 0, 0);
  if (!line->has_E && !run_init(L, line->program)) return 0;
  set_manners(L, line);
  if (!run_options(L, line)) return 0;
  if (line->test || line->lessons) {
    lua_pushboolean(L, run_words(L, line, line->test ? "nn.suite" : "nn.menu"));
    return 1;
  }
  bool to_prompt = (line->has_i || line->post_mortem) && prompt_wanted();
  if (to_prompt && line->script < line->argc) call_plain(L, "nn.session", "seed_script");
  if (line->script < line->argc && !run_script(L, line)) {
    if (line->post_mortem) run_prompt(L, line, true); /* where the script's globals still stand */
    return 0;
  }
  run_stdin(L, line);
  lua_pushboolean(L, 1);
  return 1;
}

int main(int argc, char **argv) {
  /* Small matrices come and go by the million. glibc's quick lists of freed blocks end at 128
     bytes, and a 3x3 matrix needs 152. */
  mallopt(M_MXFAST, 160);
  CommandLine line = {.argc = argc, .argv = argv, .program = "nnlua"};
  if (argc > 0 && argv[0][0] != '\0') line.program = argv[0];
  lua_State *L = luaL_newstate();
  if (L == NULL) {
    call_message(line.program, "cannot create state: not enough memory");
    return EXIT_FAILURE;
  }
  lua_pushcfunction(L, run);
  lua_pushlightuserdata(L, &line);
  int status = lua_pcall(L, 1, 1, 0);
  bool good = status == LUA_OK && lua_toboolean(L, -1);
  call_report(L, status, line.program);
  lua_close(L);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
