#!/bin/sh
# Fuzzes every target for SECONDS (default 60), starting from its corpus; stops at the first find.
#
#   tools/fuzz.sh [SECONDS [TARGET...]]             TARGET as in tests/fuzz/fuzz_TARGET.c
#
# New inputs go to build/fuzz/corpus/TARGET; what broke something to build/fuzz/found/. Copy into
# tests/fuzz/corpus/TARGET what is worth keeping, with a name that says why.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ -f build/fuzz/build.ninja ] || CC=clang CXX=clang++ meson setup build/fuzz -Dfuzz=true \
    -Db_sanitize=address,undefined -Db_lundef=false > /dev/null
ninja --quiet -C build/fuzz
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c 2> /dev/null | sed 's/.*fuzz_\(.*\)\.c/\1/')
[ $# -gt 0 ] || echo "no fuzz targets yet"
mkdir -p build/fuzz/found
for target in "$@"; do
    mkdir -p "build/fuzz/corpus/$target"
    printf 'fuzz %s for %s s\n' "$target" "$seconds"
    if ! "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 \
            -rss_limit_mb=2048 -artifact_prefix="build/fuzz/found/$target-" -print_final_stats=1 \
            "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target" > build/fuzz/log 2>&1; then
        tail -n 40 build/fuzz/log
        echo "fuzz: $target broke; the input is in build/fuzz/found/" >&2
        exit 1
    fi
    grep -E 'number_of_executed_units|new_units_added' build/fuzz/log | sed 's/^stat::/    /'
done
