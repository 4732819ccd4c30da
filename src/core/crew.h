/* crew: a second thread that takes a piece of work every few microseconds. For net/pair.c and
   net/batch.c, whose pieces are too short for threads that sleep in between: the helper spins while
   it waits, and gives its processor away only when nothing has come for a while. Where another
   program has that processor, nobody waits for the helper to begin: who gave the work takes it
   back. It never touches Lua. */
#ifndef NN_CREW_H
#define NN_CREW_H

#include "core/status.h"

typedef struct Crew Crew;

/* Starts the helper; NULL with a sentence when the system has no thread left. */
Crew *crew_start(Status *status);
/* Ends the helper, which must have nothing to do; NULL is fine. */
void crew_stop(Crew *crew);

/* Hands f(work) to the helper and returns at once; crew_wait returns when it is done, by the helper
   or, if that has not begun, by the caller. Between the two the caller must leave alone what f
   uses. */
void crew_give(Crew *crew, void (*f)(void *work), void *work);
void crew_wait(Crew *crew);

#endif
