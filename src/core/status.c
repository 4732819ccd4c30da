/* status: see status.h. */
#include "core/status.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>

static volatile sig_atomic_t interrupt_flag;
static volatile sig_atomic_t shields;
static StatusWatcher *watched_by;
static void *watchers_context;

bool status_fail(Status *status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  status->code = STATUS_ERROR;
  vsnprintf(status->text, sizeof status->text, format, args);
  va_end(args);
  return false;
}

bool status_no_memory(Status *status, const char *what) {
  status_fail(status, "not enough memory for %s", what);
  status->code = STATUS_MEMORY;
  return false;
}

void status_interrupt(void) { interrupt_flag = 1; }

bool status_interrupted(Status *status) {
  if (!interrupt_flag) return false;
  status_fail(status, "interrupted!");
  status->code = STATUS_INTERRUPT;
  return true;
}

void status_interrupt_clear(void) { interrupt_flag = 0; }

int status_shield(int change) {
  shields += change;
  return shields;
}

void status_watch(StatusWatcher *watcher, void *context) {
  watched_by = watcher;
  watchers_context = context;
}

void status_tell(const char *what, uint64_t done, uint64_t total) {
  if (watched_by) watched_by(watchers_context, what, done, total);
}
