/* status: how everything under core/, net/ and io/ tells that it failed, and the one flag by which
   Ctrl-C reaches a long computation.

   A function that can fail takes a Status last and returns bool: true when all is well, false with
   a code and one sentence in the Status. It prints nothing, exits nowhere and never jumps; src/bind
   turns the Status into a Lua error. */
#ifndef NN_STATUS_H
#define NN_STATUS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum StatusCode {
  STATUS_OK = 0,
  STATUS_ERROR,    /* bad input: a wrong size, a damaged file, a full disk */
  STATUS_MEMORY,   /* an allocation failed */
  STATUS_INTERRUPT /* Ctrl-C; what was being worked on is whole, but not finished */
} StatusCode;

typedef struct Status {
  StatusCode code;
  char text[1024]; /* one sentence, no newline at the end; a long file name may be cut */
} Status;

/* Sets STATUS_ERROR and the printf-style sentence. Returns false, so that a failing function can
   end with `return status_fail(status, "…")`. */
bool status_fail(Status *status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sets STATUS_MEMORY, "not enough memory for WHAT". Returns false. */
bool status_no_memory(Status *status, const char *what);

/* Ctrl-C. A signal handler calls status_interrupt (the only function here that is safe there);
   drivers of long work (blocks of samples, slabs of a product, records of a file) call
   status_interrupted between two steps and stop when it says so. */
void status_interrupt(void);
/* True, with STATUS_INTERRUPT and "interrupted!" in status, when Ctrl-C was pressed since the flag
   was last cleared. The flag stays up: whoever answers the interrupt clears it. */
bool status_interrupted(Status *status);
void status_interrupt_clear(void);

/* While a shield is up, work is under way that ends at a Ctrl-C by itself and in good order (`fit`
   returns its history): the host's handler then only sets the flag and raises nothing in Lua.
   status_shield(+1) raises the shield, (-1) lowers it, (0) asks; each returns how many are up. */
int status_shield(int change);

/* How far it is. Drivers that know (readers of files) tell it after each of their steps, and a
   watcher, when there is one, is called with that: what is read, how much of it is done, and of how
   much; 0 when nobody knows. The watcher returns always and raises nothing. */
typedef void StatusWatcher(void *context, const char *what, uint64_t done, uint64_t total);
void status_watch(StatusWatcher *watcher, void *context); /* NULL ends it */
void status_tell(const char *what, uint64_t done, uint64_t total);

#endif
