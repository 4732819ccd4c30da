/* main: the program's command line, that of the stand-alone `lua` 5.4 to the letter.

   What `lua` accepts does the same here; what it rejects is rejected with the same words. Only the
   long words (--help) are ours, since `lua` has none. Beside lua's libraries the module nn is open
   from the start. The prompt is in repl.c, calls and Ctrl-C are in call.c. */
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
#include "host/repl.h"

/* ---- the command line ------------------------------------------------------------------------*/

/* A word of ours. It is done instead of anything else on the command line, and pushes nothing. */
typedef struct LongOption {
  const char *word;
  const char *help;
  void (*action)(lua_State *L, const char *program);
} LongOption;

typedef struct CommandLine {
  int argc;
  char **argv;                   /* argc words and a NULL */
  const char *program;           /* stands before messages; NULL at the prompt */
  int script;                    /* index of the script's name, argc if there is none */
  const LongOption *long_option; /* NULL if there is none */
  bool has_e, has_i, has_v, has_E;
} CommandLine;

static void show_help(lua_State *L, const char *program);
static void show_versions(lua_State *L, const char *program);

static const LongOption long_options[] = {
    {"--help", "show this text", show_help},
    {"--version", "show the versions of nnlua, Lua and the libraries in use", show_versions},
};
enum { LONG_OPTIONS = sizeof long_options / sizeof long_options[0] };

static const char lua_options[] = "  -e stat   execute string 'stat'\n"
                                  "  -i        enter interactive mode after executing 'script'\n"
                                  "  -l mod    require library 'mod' into global 'mod'\n"
                                  "  -l g=mod  require library 'mod' into global 'g'\n"
                                  "  -v        show version information\n"
                                  "  -E        ignore environment variables\n"
                                  "  -W        turn warnings on\n"
                                  "  --        stop handling options\n"
                                  "  -         stop handling options and execute stdin\n";

static void show_help(lua_State *L, const char *program) {
  (void)L;
  printf("usage: %s [options] [script [args]]\n"
         "Lua 5.4 with matrices, data sets and neural networks.\n\n"
         "Options, as those of lua:\n%s"
         "And of nnlua alone:\n",
         program, lua_options);
  for (int i = 0; i < LONG_OPTIONS; i++) {
    printf("  %-9s %s\n", long_options[i].word, long_options[i].help);
  }
  printf("\nWithout a script it opens a prompt, or runs the program that is piped into it.\n"
         "The networks are in the global table nn. Where to start:\n"
         "  nn.info()                at the prompt: what this nnlua is and runs on\n"
         "  nnlua scripts/mnist.lua  learns to read handwritten digits\n");
}

static void show_versions(lua_State *L, const char *program) {
  (void)program;
  printf("nnlua %s (%s)\n", NNLUA_VERSION, LUA_RELEASE);
  nn_versions(L);
  const char *libraries = lua_tostring(L, -1);
  size_t length = strlen(libraries);
  printf("%s%s", libraries, length > 0 && libraries[length - 1] != '\n' ? "\n" : "");
  lua_pop(L, 1);
}

/* Takes the option at *index, and with -e and -l the word that follows, where *index then points.
   Returns false if lua has no such option. Letters are never grouped, as in lua. */
static bool take_option(CommandLine *line, int *index) {
  const char *option = line->argv[*index];
  if (option[1] == 'e' || option[1] == 'l') {
    if (option[1] == 'e') line->has_e = true;
    if (option[2] != '\0') return true;
    const char *next = line->argv[++*index];
    return next != NULL && next[0] != '-';
  }
  if (option[2] != '\0' || strchr("EWiv", option[1]) == NULL) return false;
  if (option[1] == 'E') line->has_E = true;
  if (option[1] == 'i') line->has_i = true;
  if (option[1] == 'i' || option[1] == 'v') line->has_v = true; /* who may type sees the version */
  return true; /* -W is left to run_options, where it takes its turn */
}

static const LongOption *find_long_option(const char *word) {
  for (int i = 0; i < LONG_OPTIONS; i++) {
    if (strcmp(word, long_options[i].word) == 0) return &long_options[i];
  }
  return NULL;
}

/* Reads all options before anything is done. Returns false at a wrong one, whose index is then
   left in line->script. */
static bool read_options(CommandLine *line) {
  int i = 1;
  for (; i < line->argc; i++) {
    const char *word = line->argv[i];
    line->script = i;
    if (word[0] != '-' || word[1] == '\0') return true; /* a file name, or - for stdin */
    if (strcmp(word, "--") == 0) {
      line->script = i + 1;
      return true;
    }
    line->long_option = find_long_option(word);
    if (line->long_option) return true;
    if (!take_option(line, &i)) return false;
  }
  line->script = i;
  return true;
}

/* The words are lua's, so that they can be compared. */
static void print_usage(const CommandLine *line) {
  const char *option = line->argv[line->script];
  bool needs_argument = option[1] == 'e' || option[1] == 'l';
  lua_writestringerror("%s: ", line->program);
  if (needs_argument) {
    lua_writestringerror("'%s' needs argument\n", option);
  } else {
    lua_writestringerror("unrecognized option '%s'\n", option);
  }
  lua_writestringerror("usage: %s [options] [script [args]]\nAvailable options are:\n",
                       line->program);
  lua_writestringerror("%s", lua_options);
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
  for (int i = 1; i < line->script; i++) {
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

static void run_prompt(lua_State *L, CommandLine *line) {
  const char *program = line->program;
  line->program = NULL; /* stays so if an error leaves the prompt; lua is as taciturn there */
  repl_run(L);
  line->program = program;
}

/* After the script: a prompt if wanted, and if nothing at all was asked for what stdin holds. */
static void run_stdin(lua_State *L, CommandLine *line) {
  if (line->has_i) {
    run_prompt(L, line);
  } else if (line->script == line->argc && !line->has_e && !line->has_v) {
    if (isatty(STDIN_FILENO)) {
      print_version();
      run_prompt(L, line);
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
}

/* The whole run, called by main in protected mode with the CommandLine. Returns true to Lua when
   all went well, and nothing after an error that has been reported. */
static int run(lua_State *L) {
  CommandLine *line = lua_touserdata(L, 1);
  lua_settop(L, 2); /* lua has two values here; now endless recursions overflow at equal depth */
  luaL_checkversion(L);
  if (!read_options(line)) {
    print_usage(line);
    return 0;
  }
  if (line->long_option) {
    line->long_option->action(L, line->program);
    lua_pushboolean(L, fflush(stdout) == 0);
    return 1;
  }
  if (line->has_v) print_version();
  open_libraries(L, line->has_E);
  set_arg(L, line);
  lua_gc(L, LUA_GCGEN, 0, 0);
  if (!line->has_E && !run_init(L, line->program)) return 0;
  if (!run_options(L, line)) return 0;
  if (line->script < line->argc && !run_script(L, line)) return 0;
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
