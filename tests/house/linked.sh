#!/bin/sh
# Symbols, linked libraries and their licences, sockets, hardening, variables that change.
set -eu
cd "$(dirname "$0")/../.."
# one at a time: installing links the program anew
exec flock tests/house tools/check_binaries.py build/release
