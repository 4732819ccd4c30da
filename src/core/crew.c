/* crew: see crew.h. */
#include "core/crew.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/denormal.h"

enum { IDLE, GIVEN, BUSY, STOP };

struct Crew {
  pthread_t thread;
  void (*f)(void *work);
  void *work;
  atomic_int state; /* GIVEN until somebody takes the work, BUSY until the helper has done it */
};

/* One breath of waiting: a pause for the other half of the core, and now and then a chance for
   whoever else wants this processor. */
static void breathe(unsigned *spins) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
  if (++*spins % 4096 == 0) sched_yield();
}

/* True for the first who asks after a crew_give. */
static bool take(Crew *crew, int next) {
  int given = GIVEN;
  return atomic_compare_exchange_strong_explicit(&crew->state, &given, next, memory_order_acquire,
                                                 memory_order_relaxed);
}

static void *helper(void *argument) {
  Crew *crew = argument;
  denormals_off(); /* as the engine, whose work this is, does in its own thread */
  for (;;) {
    unsigned spins = 0;
    int state;
    while ((state = atomic_load_explicit(&crew->state, memory_order_acquire)) == IDLE)
      breathe(&spins);
    if (state == STOP) return NULL;
    if (!take(crew, BUSY)) continue;
    crew->f(crew->work);
    atomic_store_explicit(&crew->state, IDLE, memory_order_release);
  }
}

Crew *crew_start(Status *status) {
  Crew *crew = malloc(sizeof *crew);
  if (!crew) return status_no_memory(status, "a thread"), NULL;
  atomic_init(&crew->state, IDLE);
  /* Signals are for the main thread, whose handlers know what to do with them. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int failed = pthread_create(&crew->thread, NULL, helper, crew);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!failed) return crew;
  free(crew);
  status_fail(status, "the system gives no second thread");
  return NULL;
}

void crew_stop(Crew *crew) {
  if (!crew) return;
  atomic_store_explicit(&crew->state, STOP, memory_order_release);
  pthread_join(crew->thread, NULL);
  free(crew);
}

void crew_give(Crew *crew, void (*f)(void *work), void *work) {
  crew->f = f;
  crew->work = work;
  atomic_store_explicit(&crew->state, GIVEN, memory_order_release);
}

void crew_wait(Crew *crew) {
  if (take(crew, IDLE)) {
    crew->f(crew->work);
    return;
  }
  unsigned spins = 0;
  while (atomic_load_explicit(&crew->state, memory_order_acquire) != IDLE) breathe(&spins);
}
