#!/bin/sh
# Installs what a build folder made: the program with its manual page and completion, the library
# libunknot-measure with its headers and unknot-measure.pc, the licences. DESTDIR is honoured.
#
#   tools/install.sh BUILD PREFIX        for instance: tools/install.sh build/release /usr
#
# The libraries go to PREFIX/lib on every system, where the program looks for DuckDB.
set -eu
cd "$(dirname "$0")/.."
build=$1
prefix=$2
# Only the .pc file and the places depend on the prefix, so setting it compiles nothing again.
if [ "$(cat "$build/prefix" 2> /dev/null)" != "$prefix" ]; then
    meson configure "$build" --prefix="$prefix" --libdir=lib
    ninja -C "$build" > /dev/null
    echo "$prefix" > "$build/prefix"
fi
meson install --quiet --no-rebuild -C "$build"
