#!/bin/sh
# What `make install` puts where, and a program of somebody else that uses the library.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_installed.py build/release
