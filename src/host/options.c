/* options: see options.h. */
#include "host/options.h"

#include <lauxlib.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct Option {
  const char *word;
  const char *argument; /* "" if there is none */
  const char *help;
  size_t flag; /* of a long word: where in the CommandLine it is noted */
} Option;

#define FLAG(name) offsetof(CommandLine, name)

static const Option options[] = {
    {"-e", "stat", "execute string 'stat'", 0},
    {"-i", "", "enter interactive mode after executing 'script'", 0},
    {"-l", "mod", "require library 'mod' into global 'mod'", 0},
    {"-l", "g=mod", "require library 'mod' into global 'g'", 0},
    {"-v", "", "show version information", 0},
    {"-E", "", "ignore environment variables", 0},
    {"-W", "", "turn warnings on", 0},
    {"--", "", "stop handling options", 0},
    {"-", "", "stop handling options and execute stdin", 0},
    {"--help", "[NAME]", "show this text, or what is known about NAME", FLAG(help)},
    {"--version", "", "show the versions of nnlua, Lua and the libraries in use", FLAG(version)},
    {"--no-color", "", "no colours, as with NO_COLOR in the environment", FLAG(no_color)},
    {"--strict", "", "reading an undefined global is an error", FLAG(strict)},
    {"--post-mortem", "", "open the prompt after a script that failed", FLAG(post_mortem)},
    {"--lessons", "[NAME]", "the menu of the lessons, or one by its name or number", FLAG(lessons)},
    {"--test", "FILE...", "run LuaUnit suites; other options go to LuaUnit", FLAG(test)},
};
enum { OPTIONS = sizeof options / sizeof options[0] };

static bool is_of_lua(const Option *option) { return option->flag == 0; }

/* ---- reading ---------------------------------------------------------------------------------*/

/* Takes the option at *index, and with -e and -l the word that follows, where *index then points.
   Returns false if lua has no such option. Letters are never grouped, as in lua. */
static bool take_letter(CommandLine *line, int *index) {
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
  return true; /* -W is left to the caller, who does it in its turn */
}

/* Notes a word of ours; false if there is no such word. */
static bool take_word(CommandLine *line, const char *word) {
  for (int i = 0; i < OPTIONS; i++) {
    if (is_of_lua(&options[i]) || strcmp(word, options[i].word) != 0) continue;
    *(bool *)(void *)((char *)line + options[i].flag) = true;
    return true;
  }
  return false;
}

bool options_read(CommandLine *line) {
  int i = 1;
  line->words = line->argc;
  for (; i < line->argc; i++) {
    const char *word = line->argv[i];
    line->script = i;
    if (word[0] != '-' || word[1] == '\0') return true; /* a file name, or - for stdin */
    if (strcmp(word, "--") == 0) {
      line->script = i + 1;
      return true;
    }
    if (!take_word(line, word) && !take_letter(line, &i)) return false;
    if (line->help || line->test || line->lessons) { /* the rest is theirs */
      line->words = i + 1;
      line->script = line->argc;
      return true;
    }
  }
  line->script = i;
  return true;
}

/* ---- telling ---------------------------------------------------------------------------------*/

static const char usage[] = "usage: %s [options] [script [args]]\n";

/* "  -e stat   execute string 'stat'": lua's own table is nine wide, ours needs more. */
static void print_options(FILE *out, bool of_lua, int width) {
  for (int i = 0; i < OPTIONS; i++) {
    const Option *o = &options[i];
    if (is_of_lua(o) != of_lua) continue;
    int rest = width - (int)strlen(o->word) - 1;
    fprintf(out, "  %s %-*s%s\n", o->word, rest > 0 ? rest : 0, o->argument, o->help);
  }
}

void options_print_usage(const CommandLine *line) {
  const char *option = line->argv[line->script];
  bool needs_argument = option[1] == 'e' || option[1] == 'l';
  fprintf(stderr, "%s: ", line->program);
  fprintf(stderr, needs_argument ? "'%s' needs argument\n" : "unrecognized option '%s'\n", option);
  fprintf(stderr, usage, line->program);
  fprintf(stderr, "Available options are:\n");
  print_options(stderr, true, 10);
}

void options_print_help(const char *program) {
  printf(usage, program);
  printf("Lua 5.4 with matrices, data sets and neural networks.\n\nOptions, as those of lua:\n");
  print_options(stdout, true, 17);
  printf("And of nnlua alone:\n");
  print_options(stdout, false, 17);
  printf("\nWithout a script it opens a prompt, or runs the program that is piped into it.\n"
         "The networks are in the global table nn. Where to start:\n"
         "  nnlua                    opens the prompt, where help() is a tour\n"
         "  nnlua --help nn.network  what is known about a name\n"
         "  nnlua --lessons          fifty short lessons, from a line to handwritten digits\n");
}

void options_push(lua_State *L) {
  lua_createtable(L, OPTIONS, 0);
  for (int i = 0; i < OPTIONS; i++) {
    lua_createtable(L, 0, 4);
    lua_pushstring(L, options[i].word);
    lua_setfield(L, -2, "word");
    lua_pushstring(L, options[i].argument);
    lua_setfield(L, -2, "argument");
    lua_pushstring(L, options[i].help);
    lua_setfield(L, -2, "help");
    lua_pushboolean(L, is_of_lua(&options[i]));
    lua_setfield(L, -2, "of_lua");
    lua_rawseti(L, -2, i + 1);
  }
}
