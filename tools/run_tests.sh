#!/bin/sh
# Runs every test, of a build folder and of the sources, under prove; its verdict is the last line.
#
#   tools/run_tests.sh BUILD [prove options]        for instance: tools/run_tests.sh build/dev -v
#
# Tests of the command line find the program in UNKNOT (default: the build folder's own), figures
# for comparison in UNKNOT_SHARED (default ../shared); those that need it skip and say so without.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/dev}
[ $# -eq 0 ] || shift
UNKNOT=${UNKNOT:-$PWD/$build/unknot}
UNKNOT_BUILD=$PWD/$build
UNKNOT_SHARED=${UNKNOT_SHARED:-$PWD/../shared}
export UNKNOT UNKNOT_BUILD UNKNOT_SHARED
# One more than there are processors: a test often waits, for a file or for another program.
jobs=$(($(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2) + 1))
tools/list_tests.py "$build" | prove -j"$jobs" "$@" --exec '' -
