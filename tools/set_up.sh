#!/bin/sh
# meson setup without its long log, unless it fails.
#
#   tools/set_up.sh FOLDER [meson options]
set -eu
mkdir -p build
log=build/$(basename "$1").setup.log
if ! meson setup "$@" > "$log" 2>&1 < /dev/null; then
    cat "$log" >&2
    exit 1
fi
