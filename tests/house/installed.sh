#!/bin/sh
# What `make install` puts where, and a program of somebody else that uses the library.
set -eu
cd "$(dirname "$0")/../.."
# one at a time: installing links the program anew
exec flock tests/house tools/check_installed.py build/release
