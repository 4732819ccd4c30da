/* library: see library.h. */
#include "io/library.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "dlsym gives functions as pointers");

bool library_load(const char *soname, const char *reader, const char *const *names, size_t n,
                  void *table, Status *status) {
  /* RTLD_NODELETE keeps it loaded, so that nobody has to remember a handle. */
  void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) return status_fail(status, "%s needs a library: %s", reader, dlerror());
  bool ok = true;
  for (size_t i = 0; ok && i < n; i++) {
    void *symbol = dlsym(library, names[i]);
    if (!symbol)
      ok = status_fail(status, "%s needs a newer %s: it has no %s", reader, soname, names[i]);
    memcpy((char *)table + i * sizeof symbol, &symbol, sizeof symbol);
  }
  dlclose(library);
  return ok;
}
