/* options: the command line, read before anything is done, for main.c. What `lua` accepts is
   accepted, what it rejects is rejected with the same words; only the long words are ours, since
   `lua` has none. One table holds every option: --help, the man page and bash's completion are
   made from it. */
#ifndef NN_OPTIONS_H
#define NN_OPTIONS_H

#include <lua.h>
#include <stdbool.h>

typedef struct CommandLine {
  int argc;
  char **argv;         /* argc words and a NULL */
  const char *program; /* stands before messages; NULL at the prompt */
  int script;          /* index of the script's name, argc if there is none */
  int words;           /* index of what follows --help, --test, --lessons; else argc */
  bool has_e, has_i, has_v, has_E;
  bool help, version, no_color, strict, post_mortem, test, lessons;
} CommandLine;

/* Reads all options of line->argc and line->argv. Returns false at a wrong one, whose index is then
   left in line->script. */
bool options_read(CommandLine *line);

/* Says on stderr what is wrong with the option that options_read stopped at, in lua's words. */
void options_print_usage(const CommandLine *line);

/* Prints the answer to --help. */
void options_print_help(const char *program);

/* Pushes the table of all options: a list of {word, argument, help, of_lua = boolean}. */
void options_push(lua_State *L);

#endif
