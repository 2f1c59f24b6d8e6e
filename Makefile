# The few commands people type; meson and ninja do the work (build/release, build/dev).
PREFIX ?= /usr/local
# Warnings are errors where tests run, not for people with another compiler than ours.
WERROR ?= $(if $(CI),true,false)
export ASAN_OPTIONS = detect_leaks=1:abort_on_error=0:allocator_may_return_null=1
export UBSAN_OPTIONS = halt_on_error=1:print_stacktrace=1

.DEFAULT_GOAL := build
.PHONY: help build demo test check-all bench install clean

help:
	@echo 'make            build the program: build/release/unknot'
	@echo 'make demo       install what is missing, build, and answer a real question'
	@echo 'make test       install what is missing, build once more with checks, run every test'
	@echo 'make check-all  the long checks; one of them: tools/check_all.sh NAME'
	@echo 'make bench      speed, as ratios measured in one run'
	@echo 'make install    into PREFIX=$(PREFIX) (DESTDIR= is honoured)'
	@echo 'make clean      remove build/'

build: build/release/build.ninja
	@ninja --quiet -C build/release

build/release/build.ninja:
	@tools/set_up.sh build/release -Doptimization=2 -Ddebug=false -Dtests=false \
	    -Dwerror=$(WERROR)

build/dev/build.ninja:
	@tools/set_up.sh build/dev -Db_sanitize=address,undefined -Doptimization=1 -Dwerror=true

demo:
	@tools/install_dependencies.sh build
	@tools/get_duckdb.sh
	@$(MAKE) --no-print-directory build
	@tools/demo.sh

# prove runs last, so that its `Result: PASS` is the last line.
test:
	@tools/install_dependencies.sh test
	@tools/get_duckdb.sh
	@$(MAKE) --no-print-directory build build/dev/build.ninja
	@ninja --quiet -C build/dev
	@tools/run_tests.sh build/dev

check-all:
	@tools/install_dependencies.sh check-all
	@tools/get_duckdb.sh
	@tools/check_all.sh

bench: build
	@tests/bench/run.py build/release

install: build
	@tools/install.sh build/release $(abspath $(PREFIX))

clean:
	@rm -rf build
