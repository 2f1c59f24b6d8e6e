#!/bin/sh
# Symbols, linked libraries and their licences, sockets, hardening, variables that change.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_binaries.py build/release
