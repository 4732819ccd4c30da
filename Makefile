# nnlua: `make deps mnist` goes from a bare Debian 12 to a trained network, `make deps test` tests.
CC         = cc
CFLAGS     = -O3 -g
WERROR     =
EDITOR     = readline
PREFIX     = /usr/local
BUILD      = build
PROGRAM    = nnlua
PKG_CONFIG = pkg-config
SANITIZE   =
VERSION    = 0.1.0

# ---- what has to be installed (Debian's names) -------------------------------------------------
DEPS_BUILD = gcc libc6-dev make pkg-config binutils lua5.4 liblua5.4-dev libopenblas-dev \
             libreadline-dev libedit-dev zlib1g-dev libzip-dev libpng-dev \
             libturbojpeg0-dev libchafa-dev libglib2.0-dev
DEPS_USE   = gnuplot-nox curl ca-certificates
DEPS_TEST  = lua-unit lua-cjson lua-filesystem python3-numpy python3-scipy python3-pil tmux
DEPS_CHECK = clang lua-check

# make V=1 shows the whole commands
Q = $(if $(V),,@echo '  $@';)
# ---- flags -------------------------------------------------------------------------------------
WARN  = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion \
        -Wpointer-arith -Wcast-qual -Wvla -Wformat=2 -Wno-format-nonliteral $(WERROR)
# No -ffast-math of any kind: a NaN must stay a NaN. No fused multiply-add behind our back either:
# the same seed has to give the same random numbers on every machine. The engine (compiled twice, as
# float and as double) may fuse: it rounds less often then.
FLAGS = -std=gnu11 $(CFLAGS) $(WARN) -fPIC -ffp-contract=off -fno-math-errno -pthread \
        -fvisibility=hidden -Isrc -I$(BUILD) -DNNLUA_VERSION='"$(VERSION)"' $(SANITIZE)
# pkg-config is asked when a recipe runs, never when this file is read.
PKGS     = lua5.4 openblas zlib libzip libpng libturbojpeg chafa
PC_FLAGS = `$(PKG_CONFIG) --cflags $(PKGS)`
LIBS     = `$(PKG_CONFIG) --libs zlib` -lm -ldl -pthread
LIBEDITOR_readline = readline
LIBEDITOR_libedit  = libedit
HOST_PKGS = lua5.4 $(LIBEDITOR_$(EDITOR))

# ---- what is built from what -------------------------------------------------------------------
LUA    = $(sort $(wildcard lua/*/*.lua))
TWICE  = $(filter-out src/net/spec.c,$(wildcard src/net/*.c))
ONCE   = $(wildcard src/core/*.c src/io/*.c src/bind/*.c) src/net/spec.c
HOST   = $(wildcard src/host/*.c)
MODULE = $(ONCE:src/%.c=$(BUILD)/%.o) $(TWICE:src/%.c=$(BUILD)/f32/%.o) \
         $(TWICE:src/%.c=$(BUILD)/f64/%.o) $(BUILD)/embedded.o
HOSTED = $(HOST:src/%.c=$(BUILD)/%.o)
# `make -j deps test`: nothing is compiled before the goals that prepare are through.
FIRST := $(filter clean deps deps-check,$(MAKECMDGOALS))
.PHONY: all deps deps-check test mnist check asan bench data docs pictures install uninstall clean
all: $(PROGRAM)

$(PROGRAM): $(MODULE) $(HOSTED)
	$(Q)$(CC) $(FLAGS) -Wl,-E -o $@ $^ `$(PKG_CONFIG) --libs $(HOST_PKGS)` $(LIBS)

# The module alone, for stock lua5.4, which brings its own liblua.
nn.so: $(MODULE)
	$(Q)$(CC) $(FLAGS) -shared -o $@ $^ $(LIBS)

$(BUILD)/f32/%.o: src/%.c $(BUILD)/sonames.h | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -ffp-contract=fast -DNN_FLOAT -MMD -MP $(PC_FLAGS) -c -o $@ $<
$(BUILD)/f64/%.o: src/%.c $(BUILD)/sonames.h | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -ffp-contract=fast -MMD -MP $(PC_FLAGS) -c -o $@ $<
$(BUILD)/host/%.o: src/host/%.c $(BUILD)/editor-$(EDITOR) | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -MMD -MP -DNN_$(EDITOR) `$(PKG_CONFIG) --cflags $(HOST_PKGS)` -c -o $@ $<
$(BUILD)/%.o: src/%.c $(BUILD)/sonames.h | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -MMD -MP $(PC_FLAGS) -c -o $@ $<
$(BUILD)/editor-$(EDITOR): | $(FIRST)
	@mkdir -p $(@D); rm -f $(BUILD)/editor-*; touch $@

# The names under which the loader knows the libraries that are opened at first use.
$(BUILD)/sonames.h: Makefile | $(FIRST)
	@mkdir -p $(@D)
	@for p in openblas libzip libpng libturbojpeg chafa; do \
	  echo 'int nothing;' | $(CC) -shared -fPIC -xc - -o $(BUILD)/soname.tmp \
	    -Wl,--no-as-needed `$(PKG_CONFIG) --libs $$p` || exit 1; \
	  so=`readelf -d $(BUILD)/soname.tmp | sed -n '/NEEDED/s/.*\[\(.*\)\]/\1/p' | head -n 1`; \
	  echo "#define SONAME_$$p \"$$so\""; done > $@.tmp && mv $@.tmp $@; rm -f $(BUILD)/soname.tmp

# The Lua files as bytes inside the program.
$(BUILD)/embedded.c: $(LUA) Makefile | $(FIRST)
	@mkdir -p $(@D)
	@{ echo '#include "bind/embedded.h"'; for f in $(LUA); do \
	  echo "static const unsigned char f_`echo $$f | tr -c 'a-z0-9\n' _`[] = {"; \
	  od -An -v -tu1 $$f | sed 's/  */,/g; s/^,//; s/$$/,/'; echo '0};'; done; \
	  echo 'const Embedded embedded_files[] = {'; for f in $(LUA); do \
	  n=f_`echo $$f | tr -c 'a-z0-9\n' _`; m=$${f#lua/}; \
	  echo "{\"$${m%.lua}\", $$n, sizeof $$n - 1},"; done; echo '{0, 0, 0}};'; } > $@
$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(Q)$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

# ---- what can be asked for -----------------------------------------------------------------------
SUDO    = `[ $$(id -u) = 0 ] || echo sudo`
install_debs = if command -v apt-get >/dev/null; then $(SUDO) apt-get update -qq && \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(1); \
  else echo 'Please install what Debian calls: $(1)'; exit 1; fi
deps:
	@$(call install_debs,$(DEPS_BUILD) $(DEPS_USE) $(DEPS_TEST))
deps-check: | $(filter deps,$(FIRST))
	@$(call install_debs,$(DEPS_CHECK))

# The first run of the book's network: full MNIST where it lies (make data), else the digits in data/.
mnist: $(PROGRAM)
	./$(PROGRAM) scripts/mnist.lua

CTESTS = $(patsubst tests/c/%.c,$(BUILD)/c/%,$(wildcard tests/c/test_*.c))
$(BUILD)/c/%: tests/c/%.c $(MODULE) | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -Itests/c -MMD -MP $(PC_FLAGS) -o $@ $< $(MODULE) `$(PKG_CONFIG) --libs lua5.4` $(LIBS)
test: $(PROGRAM) nn.so $(CTESTS)
	NNLUA=./$(PROGRAM) NNLUA_MODULE=./nn.so ./$(PROGRAM) tests/run.lua $(CTESTS)

# Everything once more under AddressSanitizer and UndefinedBehaviorSanitizer.
asan: | $(FIRST)
	$(MAKE) BUILD=build/asan PROGRAM=build/asan/nnlua CFLAGS='-O1 -g -fno-omit-frame-pointer' \
	  SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' asan-run
.PHONY: asan-run
asan-run: $(PROGRAM) $(CTESTS)
	NNLUA_PATH=lua NNLUA=$(PROGRAM) NNLUA_ASAN=1 $(PROGRAM) tests/run.lua $(CTESTS)

# Both compilers without a warning, the borders between the layers, and luacheck.
check: | $(FIRST)
	$(MAKE) BUILD=build/check-gcc PROGRAM=build/check-gcc/nnlua CC=gcc WERROR=-Werror all
	$(MAKE) BUILD=build/check-clang PROGRAM=build/check-clang/nnlua CC=clang WERROR=-Werror all
	sh tests/check.sh
	luacheck -q lua scripts tests/lua tests/run.lua data

bench: $(PROGRAM)
	./$(PROGRAM) tests/bench/bench.lua

data: $(PROGRAM)
	./$(PROGRAM) data/make_mnist.lua

# The README's pictures, drawn by the program from the digits in data/.
pictures: $(PROGRAM)
	./$(PROGRAM) data/make_pictures.lua

# The man page, bash's completion and the README's tables come from lua/docs and the option table.
manual = $(Q)./$(PROGRAM) -e 'io.write(require("nn.manual").$(1)())' > $@.tmp && mv $@.tmp $@
$(BUILD)/nnlua.1: $(PROGRAM) $(LUA)
	$(call manual,man)
$(BUILD)/nnlua.bash: $(PROGRAM) $(LUA)
	$(call manual,bash)
docs: $(PROGRAM) $(BUILD)/nnlua.1 $(BUILD)/nnlua.bash
	./$(PROGRAM) -e 'require("nn.manual").update "README.md"; require("nn.course").update "scripts/README.md"'

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(PROGRAM) $(BUILD)/nnlua.1 $(BUILD)/nnlua.bash
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/nnlua
	install -D -m 644 $(BUILD)/nnlua.1 $(SHARE)/man/man1/nnlua.1
	install -D -m 644 $(BUILD)/nnlua.bash $(SHARE)/bash-completion/completions/nnlua
	for f in scripts/*.lua scripts/README.md scripts/exercises/*.lua data/digits/* data/iris/*.csv data/README.md; do \
	  install -D -m 644 $$f $(SHARE)/nnlua/$$f || exit 1; done
uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/nnlua $(SHARE)/nnlua $(SHARE)/man/man1/nnlua.1 \
	  $(SHARE)/bash-completion/completions/nnlua
clean:
	rm -rf build nnlua nn.so

-include $(MODULE:.o=.d) $(HOSTED:.o=.d) $(wildcard $(BUILD)/c/*.d)
