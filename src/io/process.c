/* process: see process.h. */
#define _GNU_SOURCE /* pipe2 */
#include "io/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Nobody waits longer than this in one piece: a Ctrl-C that comes just before the wait is seen
   after it. */
#define SLICE 0.05 /* seconds */
#define STEP 65536
#define MOST_OUTPUT ((size_t)256 << 20) /* that lies here unread */
#define MOST_ERRORS ((size_t)16 << 20)

extern char **environ;

typedef struct Stream {
  int fd; /* -1 when it is closed */
  char *text;
  size_t n, room;
} Stream;

struct Process {
  char *name;
  pid_t pid;      /* 0 when its end was seen */
  ProcessEnd end; /* how, then */
  int input;      /* our end of its stdin, a socket, or -1 */
  Stream output, errors;
  Process *next;
};

/* All processes of this one: a fork has to close their pipes, which would otherwise not end. */
static Process *all;
static int result_end = -1; /* in a forked child: where its result goes */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void close_fd(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

/* ---- making ---------------------------------------------------------------------------------- */

static Process *make(const char *name, Status *status) {
  Process *p = calloc(1, sizeof *p);
  if (p) p->name = strdup(name);
  if (!p || !p->name) {
    free(p);
    status_no_memory(status, "a process");
    return NULL;
  }
  p->input = p->output.fd = p->errors.fd = -1;
  return p;
}

static void discard(Process *p) {
  close_fd(&p->input);
  close_fd(&p->output.fd);
  close_fd(&p->errors.fd);
  free(p->output.text);
  free(p->errors.text);
  free(p->name);
  free(p);
}

/* Where stdin, stdout or stderr was closed, a new pipe gets their numbers; it has to be out of the
   way of what the child shall find there. */
static bool above_stdio(int *fd) {
  if (*fd > STDERR_FILENO) return true;
  int higher = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (higher < 0) return false;
  close(*fd);
  *fd = higher;
  return true;
}

/* The two ends of a pipe, ours first. Input is a socket, because only there the system can be asked
   not to send a SIGPIPE. */
static bool make_pipe(int *ours, int *theirs, bool input) {
  int ends[2];
  int failed =
      input ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) : pipe2(ends, O_CLOEXEC);
  if (failed) return false;
  *ours = ends[0];
  *theirs = ends[1];
  return above_stdio(ours) && above_stdio(theirs) &&
         (input || fcntl(*ours, F_SETFL, O_NONBLOCK) == 0);
}

static void add(Process *p, pid_t pid) {
  p->pid = pid;
  p->next = all;
  all = p;
}

/* posix_spawnp with these three as stdin, stdout and stderr; an errno. */
static int spawn(pid_t *pid, char *const *argv, const int ends[3]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions) != 0) return ENOMEM;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return ENOMEM;
  }
  sigset_t usual, none;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGINT);
  sigaddset(&usual, SIGPIPE);
  int error = 0;
  for (int fd = 0; fd < 3 && !error; fd++)
    error = posix_spawn_file_actions_adddup2(&actions, ends[fd], fd);
  if (!error) error = posix_spawnattr_setsigdefault(&attributes, &usual);
  if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
  if (!error) error = posix_spawnattr_setpgroup(&attributes, 0); /* Ctrl-C is for us alone */
  if (!error)
    error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
                                                      POSIX_SPAWN_SETPGROUP);
  if (!error) error = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

Process *process_spawn(char *const *argv, Status *status) {
  Process *p = make(argv[0], status);
  if (!p) return NULL;
  int ends[3] = {-1, -1, -1}, error = 0;
  pid_t pid = 0;
  if (!make_pipe(&p->input, &ends[0], true) || !make_pipe(&p->output.fd, &ends[1], false) ||
      !make_pipe(&p->errors.fd, &ends[2], false))
    error = errno;
  if (!error) error = spawn(&pid, argv, ends);
  for (int i = 0; i < 3; i++) close_fd(&ends[i]);
  if (!error) return add(p, pid), p;
  discard(p);
  status_fail(status, "%s: %s", argv[0], error == ENOENT ? "not found" : strerror(error));
  return NULL;
}

/* ---- forking --------------------------------------------------------------------------------- */

/* The child's side: what it inherited and does not own, and what stands for stdin and stderr. */
static void settle_child(pid_t parent, int errors) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) raise(SIGKILL); /* it died meanwhile */
  for (Process *p = all; p; p = p->next) {
    close_fd(&p->input);
    close_fd(&p->output.fd);
    close_fd(&p->errors.fd);
    p->pid = 0;
  }
  close_fd(&result_end);
  dup2(errors, STDERR_FILENO);
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing > STDIN_FILENO) {
    dup2(nothing, STDIN_FILENO);
    close(nothing);
  }
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigaction(SIGINT, &usual, NULL);
  sigaction(SIGPIPE, &usual, NULL);
}

Process *process_fork(int *result, Status *status) {
  int output = -1, errors = -1;
  *result = -1;
  Process *p = make("the worker", status);
  if (!p) return NULL;
  bool piped = make_pipe(&p->output.fd, &output, false) && make_pipe(&p->errors.fd, &errors, false);
  /* The parent's handler of Ctrl-C must not run in the child. */
  sigset_t interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, &before);
  pid_t parent = getpid(), pid = piped ? fork() : -1;
  int error = errno;
  if (pid == 0) {
    settle_child(parent, errors);
    *result = result_end = output;
    close_fd(&errors);
    discard(p);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (pid == 0) return NULL;
  close_fd(&output);
  close_fd(&errors);
  if (pid > 0) return add(p, pid), p;
  discard(p);
  status_fail(status, "no further process can be started: %s", strerror(error));
  return NULL;
}

/* ---- talking --------------------------------------------------------------------------------- */

/* Room for STEP more bytes. */
static bool grow(Stream *s) {
  if (s->room - s->n >= STEP) return true;
  size_t room = s->room * 2 > s->n + STEP ? s->room * 2 : s->n + STEP;
  char *text = realloc(s->text, room);
  if (!text) return false;
  s->text = text;
  s->room = room;
  return true;
}

/* Takes what is there, some of it when that is very much. Of more than `most` the rest is lost. */
static bool take(Stream *s, size_t most, Status *status) {
  for (int i = 0; i < 16 && s->fd >= 0; i++) {
    if (!grow(s)) return status_no_memory(status, "the output of a process");
    ssize_t n = read(s->fd, s->text + s->n, STEP);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return true;
    if (n <= 0) close_fd(&s->fd);
    if (n > 0) s->n = s->n + (size_t)n < most ? s->n + (size_t)n : most;
  }
  return true;
}

static bool take_both(Process *p, Status *status) {
  if (!take(&p->errors, MOST_ERRORS, status) || !take(&p->output, MOST_OUTPUT, status))
    return false;
  if (p->output.n < MOST_OUTPUT) return true;
  return status_fail(status, "%s: %zu MB of output that nobody reads", p->name, MOST_OUTPUT >> 20);
}

/* Waits until something moves, but not longer than the seconds nor than SLICE, and takes what came.
   With `writing`, room in the first process's stdin is a move, too. */
static bool look(Process *const *list, size_t n, bool writing, double seconds, Status *status) {
  struct pollfd fds[2 * PROCESS_MOST + 1];
  nfds_t count = 0;
  if (status_interrupted(status)) return false;
  for (size_t i = 0; i < n; i++) {
    const int open[] = {list[i]->output.fd, list[i]->errors.fd};
    for (int k = 0; k < 2; k++)
      if (open[k] >= 0) fds[count++] = (struct pollfd){.fd = open[k], .events = POLLIN};
  }
  if (writing) fds[count++] = (struct pollfd){.fd = list[0]->input, .events = POLLOUT};
  if (seconds > SLICE) seconds = SLICE;
  poll(fds, count, seconds > 0 ? (int)(seconds * 1000) + 1 : 0);
  for (size_t i = 0; i < n; i++)
    if (!take_both(list[i], status)) return false;
  return !status_interrupted(status);
}

/* The parent of p when it ended looks here; true when it has. */
static bool reap(Process *p, int flags) {
  int how = 0;
  pid_t seen;
  if (p->pid == 0) return true;
  do seen = waitpid(p->pid, &how, flags);
  while (seen < 0 && errno == EINTR);
  if (seen == 0) return false;
  p->pid = 0; /* with ECHILD, too: then somebody else has waited for it */
  p->end.ended = true;
  p->end.killer = seen > 0 && WIFSIGNALED(how) ? WTERMSIG(how) : 0;
  p->end.status = p->end.killer ? 128 + p->end.killer : seen > 0 ? WEXITSTATUS(how) : 255;
  return true;
}

static bool reads_no_more(Process *p, Status *status) {
  close_fd(&p->input);
  if (!reap(p, WNOHANG) || !p->end.ended) return status_fail(status, "%s reads no more", p->name);
  return status_fail(status, "%s has ended with status %d", p->name, p->end.status);
}

bool process_write(Process *p, const void *data, size_t n, double seconds, Status *status) {
  double until = now() + seconds;
  for (const char *at = data; n > 0;) {
    if (p->input < 0) return reads_no_more(p, status);
    ssize_t done = send(p->input, at, n, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (done >= 0) {
      at += done;
      n -= (size_t)done;
    } else if (errno != EAGAIN && errno != EINTR) {
      return reads_no_more(p, status);
    }
    double left = until - now();
    if (n > 0 && left <= 0) return status_fail(status, "%s does not read", p->name);
    if (n > 0 && !look(&p, 1, true, left, status)) return false;
  }
  return true;
}

void process_close_input(Process *p) { close_fd(&p->input); }

bool process_await(Process *const *list, size_t n, double seconds, size_t *ready, Status *status) {
  double until = now() + seconds;
  for (bool looked = false;; looked = true) {
    double left = until - now();
    for (*ready = 0; *ready < n; ++*ready)
      if (list[*ready]->output.n > 0 || list[*ready]->output.fd < 0) return true;
    if (looked && left <= 0) return true;
    if (!look(list, n, false, left, status)) return false;
  }
}

const char *process_output(const Process *p, size_t *n) {
  *n = p->output.n;
  if (p->output.n > 0) return p->output.text;
  return p->output.fd < 0 ? NULL : "";
}

void process_drop_output(Process *p) { p->output.n = 0; }

const char *process_errors(Process *p, size_t *n) {
  Status status;
  take(&p->errors, MOST_ERRORS, &status); /* without memory: what there is */
  *n = p->errors.n;
  return p->errors.n > 0 ? p->errors.text : "";
}

/* ---- ending ---------------------------------------------------------------------------------- */

bool process_wait(Process *p, double seconds, ProcessEnd *end, Status *status) {
  double until = now() + seconds, pause = 0.001;
  bool ended;
  while (!(ended = reap(p, WNOHANG)) && now() < until) {
    double left = until - now();
    if (!look(&p, 1, false, left < pause ? left : pause, status)) return false;
    pause = pause < 0.02 ? pause * 2 : 0.02; /* a closed pipe comes before the end, or never */
  }
  *end = p->end;
  return !ended || take_both(p, status);
}

void process_kill(Process *p) {
  if (p->pid == 0) return;
  kill(p->pid, SIGKILL);
  reap(p, 0);
}

long process_id(const Process *p) { return p->pid; }

void process_free(Process *p) {
  if (!p) return;
  process_kill(p);
  for (Process **at = &all; *at; at = &(*at)->next)
    if (*at == p) {
      *at = p->next;
      break;
    }
  discard(p);
}
