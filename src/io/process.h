/* process: other programs, and copies of this one, with pipes to them: gnuplot for charts, workers
   for nn.parallel.

   A process gets its stdin from process_write, and what it writes to stdout and stderr is taken in
   by every function here that waits, both at once, so that neither side can block the other. All
   of our ends are closed at an exec and in a fork. A Ctrl-C ends all waiting: STATUS_INTERRUPT. */
#ifndef NN_PROCESS_H
#define NN_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

typedef struct Process Process;

enum { PROCESS_MOST = 256 }; /* how many can be awaited at once */

/* Starts the program argv[0], looked for on PATH; argv ends with NULL. NULL, "gnuplot: not found",
   when it cannot be started. */
Process *process_spawn(char *const *argv, Status *status);

/* Forks this process. In the parent: the child, whose stdout is what it writes to *result. In the
   child: NULL, and *result is that pipe's end, which is -1 everywhere else; its stdin is empty, its
   stderr goes to the parent, its stdout is the parent's own, a Ctrl-C ends it, so does its parent's
   death, and the parent's processes are none of its. The caller flushes stdio before. NULL with a
   sentence when the system gives no process. */
Process *process_fork(int *result, Status *status);

/* Kills what still runs, waits for its end, closes and frees; NULL is fine. */
void process_free(Process *p);

long process_id(const Process *p); /* 0 when it has ended and that was seen */

/* Writes all n bytes to its stdin. False when it does not take them within the seconds, when it
   reads no more or has ended, never with a SIGPIPE. */
bool process_write(Process *p, const void *data, size_t n, double seconds, Status *status);
void process_close_input(Process *p);

/* Waits, for so many seconds at most, until one of n <= PROCESS_MOST processes has given some
   output or closed it: *ready is its place in the list, or n at the time's end. */
bool process_await(Process *const *list, size_t n, double seconds, size_t *ready, Status *status);

/* What has come from its stdout and was not dropped yet; NULL when that is all there will be. */
const char *process_output(const Process *p, size_t *n);
void process_drop_output(Process *p);

/* All that has come from its stderr, of which at most the first 16 MB are kept. */
const char *process_errors(Process *p, size_t *n);

/* How a process ended. */
typedef struct ProcessEnd {
  bool ended;
  int status; /* its exit status, or 128 + the signal that killed it, as a shell counts */
  int killer; /* that signal, or 0 */
} ProcessEnd;

/* Waits for its end, for so many seconds at most. */
bool process_wait(Process *p, double seconds, ProcessEnd *end, Status *status);

/* Ends it at once, and waits until it has. */
void process_kill(Process *p);

#endif
