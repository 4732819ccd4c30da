#!/bin/sh
# check: the borders between the layers, as README's map draws them. Prints what crosses one.
status=0
rule() { # rule "what must not be" FILES… -- grep arguments
  text=$1; shift
  if grep -nE "$@"; then echo "check: $text" >&2; status=1; fi
}
rule "lua.h only under src/bind and src/host" \
  '#include <(lua|lauxlib|lualib)\.h>' $(find src/core src/net src/io -name '*.[ch]')
rule "only core/blas.c says cblas" \
  'cblas' $(find src -name '*.[ch]' ! -path src/core/blas.c)
rule "nothing prints, exits or raises under core, net and io" \
  '\b(printf|fprintf|puts|putchar|perror|exit|_exit|abort|longjmp)\(' \
  $(find src/core src/net src/io -name '*.[ch]')
rule "core knows nothing above it" '#include "(net|io|bind|host)/' $(find src/core -name '*.[ch]')
rule "io and net do not know each other, nor what is above" \
  '#include "(io|bind|host)/' $(find src/net -name '*.[ch]')
rule "io and net do not know each other, nor what is above" \
  '#include "(net|bind|host)/' $(find src/io -name '*.[ch]')
rule "bind does not know the host" '#include "host/' $(find src/bind -name '*.[ch]')
rule "the host uses bind, and of core only the interrupt flag" \
  '#include "(net|io|core/(matrix|rng|blas|dataset))' $(find src/host -name '*.[ch]')
rule "no rand() of the C library" '\brand\(\)' $(find src -name '*.[ch]')
LC_ALL=C.UTF-8 rule "lines of at most 100 columns in src" '^.{101,}$' $(find src -name '*.[ch]')
[ $status = 0 ] && echo "check: the layers are clean"
exit $status
